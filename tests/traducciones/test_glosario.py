"""The glossary: its first set, and its way in and out as CSV."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from traducciones import glosario
from traducciones.models import Termino


@pytest.fixture
def navegador(comunicaciones, entrar):
    return entrar(comunicaciones)


def test_la_primera_entrega_es_coherente_y_se_instala_una_vez(db):
    assert Termino.objects.filter(es="punto focal", en="focal point").exists()
    for termino in Termino.objects.all():
        termino.full_clean()
    Termino.objects.filter(es="punto focal").update(en="contact point")
    cuantos = Termino.objects.count()
    glosario.instalar()
    assert Termino.objects.count() == cuantos
    assert Termino.objects.get(es="punto focal").en == "contact point"  # what people wrote stays


def test_lo_que_sale_vuelve_a_entrar_igual(navegador):
    crudo = navegador.get(reverse("glosario:exportar")).content
    filas = glosario.leer_csv(glosario.descifrar(crudo))
    assert len(filas) == Termino.objects.count()
    assert {fila.efecto for fila in filas} == {"igual"}
    assert not [fila for fila in filas if fila.errores]


def test_una_formula_sale_como_texto_y_vuelve_como_era(navegador):
    Termino.objects.create(es="=SUMA(1;2)", en="@sum")
    crudo = glosario.descifrar(navegador.get(reverse("glosario:exportar")).content)
    assert "'=SUMA(1;2),'@sum" in crudo
    assert all(fila.efecto == "igual" for fila in glosario.leer_csv(crudo))


def test_se_ve_antes_de_aplicar_y_se_corrige_en_el_sitio(navegador):
    url = reverse("glosario:importar")
    csv = "es;en;prohibidas_en\npunto focal;contact point;\ntejido social;social fabric;weave\nsin inglés;;\n"
    antes = dict(Termino.objects.values_list("es", "en"))
    respuesta = navegador.post(url, {"csv": csv, "aplicar": "1"})
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert [fila.find_all("td")[1].get_text().strip()[:6] for fila in sopa.select("main tbody tr")][:2] == [
        "Cambia",
        "Agrega",
    ]
    assert "en:" in sopa.select("main tbody tr")[2].get_text()
    assert sopa.select_one("textarea").get_text().strip() == csv.strip()
    assert sopa.select_one("button[name=aplicar]") is None
    assert dict(Termino.objects.values_list("es", "en")) == antes  # nothing yet, not even what was right
    bueno = csv.replace("sin inglés;;", "con inglés;with English;")
    assert dict(Termino.objects.values_list("es", "en")) == antes
    assert navegador.post(url, {"csv": bueno, "aplicar": "1"}).status_code == 302
    assert Termino.objects.get(es="punto focal").en == "contact point"
    assert Termino.objects.get(es="punto focal").variantes_es  # a column that the file lacks is left alone
    assert Termino.objects.get(es="tejido social").prohibidas("en") == ["weave"]


@pytest.mark.parametrize(
    "texto, dice",
    [
        ("", "al menos"),
        ("palabra,word\na,b\n", "al menos"),
        ("es,en\n", "no tiene filas"),
        ("es,en,color\na,b,c\n", "color"),
    ],
)
def test_un_archivo_que_no_es_un_glosario(texto, dice, db):
    with pytest.raises(ValidationError) as error:
        glosario.leer_csv(texto)
    assert dice in error.value.messages[0]


@pytest.mark.parametrize(
    "fila, dice",
    [
        ("a,", "en:"),
        (",b", "es:"),
        (f"{'x' * 201},b", "es:"),
        ("a,b,quizás", "sí"),
        ("a,b,sí,de más", "comillas"),
    ],
)
def test_cada_fila_dice_su_error(fila, dice, db):
    (leida,) = glosario.leer_csv(f"es,en,distingue_mayusculas\n{fila}\n")
    assert any(dice in error for error in leida.errores)
    with pytest.raises(ValidationError):
        glosario.aplicar([leida])


def test_un_termino_repetido_en_el_archivo(db):
    filas = glosario.leer_csv("es,en\nuno,one\nUno,first\n")
    assert not filas[0].errores
    assert "fila 2" in filas[1].errores[0]


def test_una_forma_no_es_correcta_y_prohibida():
    with pytest.raises(ValidationError):
        Termino(es="a", en="b", prohibidas_en="B").full_clean(validate_constraints=False)


@pytest.mark.parametrize("crudo", [b"\x00\x01\x02", b"x" * (1024 * 1024 + 1)], ids=["binario", "enorme"])
def test_lo_que_no_es_texto(crudo):
    with pytest.raises(ValidationError):
        glosario.descifrar(crudo)


def test_un_punto_focal_no_toca_el_glosario(focal, entrar):
    for nombre in ("exportar", "importar"):
        assert entrar(focal).get(reverse(f"glosario:{nombre}")).status_code in (302, 403)


def test_la_lista_del_glosario_se_abre(navegador):
    assert b"focal point" in navegador.get(reverse("wagtailsnippets_traducciones_termino:list") + "?q=focal").content
