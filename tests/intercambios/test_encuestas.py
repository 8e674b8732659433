"""Surveys before and after: by a link of one use, without an account, and nobody knows who answered what."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from actores.grupos import COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from base.enlaces import Enlace, UsoDeEnlace
from formularios.models import Formulario, VersionEnUso
from intercambios import encuestas, marcha
from intercambios.anuales import CIFRAS
from intercambios.encuestas import Encuesta, Respuesta
from intercambios.models import Intercambio
from tests import fabrica as f

from .procesos import proceso

OPCIONES = {"conoce": "poco", "aplica": "con_ayuda", "a_quien": "no", "responde": "bastante"}


@pytest.fixture
def dirige(db):
    return f.persona("dirige", MODERACION)


@pytest.fixture
def formulario(db):
    return Formulario.objects.get(codigo="encuesta-intercambio")


@pytest.fixture
def encuesta(dirige, formulario):
    return encuestas.abrir_encuesta(proceso(estado="en_marcha"), "antes", formulario, dirige)


@pytest.fixture
def token(encuesta, dirige):
    return encuestas.dar_enlaces(encuesta, 1, dirige)[0]


def _datos(client, url, **cambios):
    """What a person sends who waited to read: the form as the page gives it, chosen."""
    html = BeautifulSoup(client.get(url).content, "html.parser")
    datos = {"llegada": html.select_one("[name=llegada]")["value"], "sitio_web": ""}
    return datos | {f"p_{clave}": valor for clave, valor in OPCIONES.items()} | cambios


def _enviar(client, url, espera=10, **cambios):
    with time_machine.travel(timezone.now(), tick=False) as reloj:
        datos = _datos(client, url, **cambios)
        reloj.shift(espera)
        return client.post(url, datos)


def direccion(token, idioma="es"):
    with override(idioma):
        return reverse("intercambios:encuesta", args=[token])


def responder(encuesta, cuantas, dirige, **valores):
    for token in encuestas.dar_enlaces(encuesta, cuantas, dirige):
        enlace, suya = encuestas.la_del(token)
        encuestas.responder(enlace, suya, OPCIONES | valores)


@pytest.mark.parametrize(("idioma", "dicho"), [("es", "¿Cuánto conoce el tema"), ("en", "How well do you know")])
def test_se_responde_sin_cuenta_en_los_dos_idiomas(client, encuesta, token, idioma, dicho):
    url = direccion(token, idioma)
    respuesta = client.get(url)
    assert dicho in respuesta.text and "no-store" in respuesta["Cache-Control"]
    assert respuesta["X-Robots-Tag"] == "noindex, nofollow"
    assert _enviar(client, url).status_code == 302
    assert encuesta.respuestas.get().valores == OPCIONES


@pytest.mark.parametrize(
    ("idioma", "pagina", "dichos"),
    [
        ("es", "/es/privacidad/", ("sin nombre", "nadie puede saber", "cinco respuestas", "un año después")),
        ("en", "/en/privacy/", ("without a name", "nobody can know", "five answers", "a year after")),
    ],
)
def test_lo_que_se_guarda_se_dice_y_la_encuesta_lleva_a_ello(
    client, encuesta, token, formulario, idioma, pagina, dichos
):
    sopa = BeautifulSoup(client.get(direccion(token, idioma)).content, "html.parser")
    assert sopa.select_one("form.encuesta").find("a", href=pagina)
    texto = client.get(pagina).text
    for dicho in dichos:
        assert dicho in texto
    # The page gives two of the questions as examples: the questionnaire that is installed asks them.
    conoce, aplica = ("conoce el tema", "aplicar") if idioma == "es" else ("subject", "apply")
    preguntas = " ".join(campo.etiqueta(idioma) for campo in formulario.campos.all())
    assert conoce in preguntas and aplica in preguntas


def test_abrir_el_enlace_no_lo_gasta(client, encuesta, token):
    for _vez in range(3):  # what reads mails opens every address in them
        client.get(direccion(token))
    assert _enviar(client, direccion(token)).status_code == 302


def test_dos_veces_no(client, encuesta, token):
    url = direccion(token)
    _enviar(client, url)
    segunda = client.get(url)
    assert segunda.status_code == 410 and "ya se respondió" in segunda.text
    assert client.post(url, OPCIONES).status_code == 410 and encuesta.respuestas.count() == 1


def test_dos_a_la_vez_dejan_una_respuesta(encuesta, token):
    enlace, suya = encuestas.la_del(token)
    encuestas.responder(enlace, suya, OPCIONES)
    with pytest.raises(encuestas.NoSirve):
        encuestas.responder(enlace, suya, OPCIONES)
    assert encuesta.respuestas.count() == 1


def test_un_enlace_vencido_lo_dice(client, encuesta, token):
    with time_machine.travel(encuesta.vence + datetime.timedelta(minutes=1)):
        respuesta = client.get(direccion(token))
    assert respuesta.status_code == 410 and "El plazo de la encuesta terminó" in respuesta.text


def test_cerrada_lo_dice_tambien_a_quien_la_tenia_abierta(client, encuesta, token, dirige):
    with time_machine.travel(timezone.now(), tick=False) as reloj:
        datos = _datos(client, direccion(token))
        encuestas.cerrar(encuesta, dirige)
        reloj.shift(10)
        respuesta = client.post(direccion(token), datos)
    assert respuesta.status_code == 410 and "ya se cerró" in respuesta.text and not Respuesta.objects.exists()


@pytest.mark.parametrize("token", ["inventado", "x" * 200])
def test_un_enlace_que_no_es_nuestro(client, db, token):
    respuesta = client.get(direccion(token))
    assert respuesta.status_code == 404 and "no abre ninguna encuesta" in respuesta.text


def test_un_programa_no_deja_respuesta(client, encuesta, token):
    assert _enviar(client, direccion(token), sitio_web="https://example.org/").status_code == 302
    assert "No alcanzamos" in _enviar(client, direccion(token), espera=0).text
    assert client.post(direccion(token), OPCIONES).status_code == 200  # without the seal of its page
    assert not encuesta.respuestas.exists()


def test_lo_que_falta_se_dice_al_lado_y_lo_elegido_queda(client, encuesta, token):
    respuesta = _enviar(client, direccion(token), p_aplica="", p_conoce="mucho")
    html = BeautifulSoup(respuesta.content, "html.parser")
    assert html.select_one("#id_p_aplica_error").get_text() == "Elija una respuesta."
    assert html.select_one("input[name=p_conoce][value=mucho]").has_attr("checked")
    assert "checked" not in str(html.select_one("#id_p_logistica"))  # what may be left out is left out
    assert not encuesta.respuestas.exists()
    assert _enviar(client, direccion(token), p_conoce="inventada").status_code == 200


# --- Nobody knows who -------------------------------------------------------------------------------


def test_la_respuesta_no_dice_quien_cuando_ni_en_que_orden(client, encuesta, token):
    _enviar(client, direccion(token), REMOTE_ADDR="203.0.113.9")
    campos = {campo.name for campo in Respuesta._meta.get_fields()}
    assert campos == {"id", "encuesta", "valores"}
    uso = UsoDeEnlace.objects.get(que="hizo")
    assert {campo.name for campo in uso._meta.get_fields()} == {"id", "enlace", "momento", "que"}
    una = Respuesta.objects.get()
    assert str(uso.enlace_id) != str(una.pk) and token not in str(una.valores) and una.pk.version == 4


def test_las_respuestas_no_estan_en_el_orden_en_que_llegaron(encuesta, dirige):
    responder(encuesta, 12, dirige)
    ordenes = set()
    for _vez in range(3):
        ordenes.add(tuple(Respuesta.objects.order_by("pk").values_list("pk", flat=True)))
    assert len(ordenes) == 1 and len(next(iter(ordenes))) == 12
    assert Enlace.objects.filter(fin=encuestas.FIN).count() == 12


def test_un_texto_libre_no_se_pregunta(dirige, formulario):
    con_texto = formulario.nueva_version("02")
    campo = con_texto.campos.first()
    campo.tipo, campo.opciones = "prosa", []
    campo.save()
    assert [uno.version for uno in encuestas.cuestionarios()] == ["01"]
    with pytest.raises(ValidationError):
        encuestas.abrir_encuesta(proceso(estado="en_marcha"), "antes", con_texto, dirige)


def test_lo_que_se_pregunta_ya_no_se_cambia(encuesta, formulario):
    campo = formulario.campos.first()
    campo.etiqueta_es = "Otra pregunta"
    with pytest.raises(VersionEnUso):
        campo.save()


# --- Totals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cuantas", "se_leen"), [(4, False), (5, True)])
def test_no_hay_totales_de_menos_de_cinco(encuesta, dirige, cuantas, se_leen):
    responder(encuesta, cuantas, dirige)
    assert encuestas.totales(encuesta.proceso) is None  # open: one more answer would say which it was
    encuestas.cerrar(encuesta, dirige)
    assert bool(encuestas.totales(encuesta.proceso)) is se_leen
    assert sum(cifra.formula(timezone.localdate().year) for cifra in CIFRAS if "encuestas" in cifra.clave) == (
        cuantas if se_leen else 0
    )


def test_de_una_pregunta_que_pocos_respondieron_no_se_dice_nada(encuesta, dirige):
    responder(encuesta, 3, dirige)
    responder(encuesta, 2, dirige, logistica="bien")
    encuestas.cerrar(encuesta, dirige)
    preguntas = [una["pregunta"] for una in encuestas.totales(encuesta.proceso)["preguntas"]]
    assert len(preguntas) == 4 and not any("logística" in una for una in preguntas)


def test_antes_y_despues_preguntan_lo_mismo_y_se_leen_al_lado(encuesta, dirige, formulario):
    responder(encuesta, 5, dirige)
    otra = formulario.nueva_version("02")
    despues = encuestas.abrir_encuesta(encuesta.proceso, "despues", otra, dirige)
    assert despues.formulario == formulario
    responder(despues, 6, dirige, conoce="mucho")
    for una in (encuesta, despues):
        encuestas.cerrar(una, dirige)
    fila = {una["opcion"]: una for una in encuestas.totales(encuesta.proceso)["preguntas"][0]["filas"]}
    assert (fila["Un poco"]["antes"], fila["Un poco"]["despues"]) == (5, 0)
    assert (fila["Mucho"]["antes"], fila["Mucho"]["despues"]) == (0, 6)


def test_cerrar_el_proceso_cierra_sus_encuestas(encuesta, dirige, token):
    marcha.pasar(encuesta.proceso, "cancelado", dirige, "No se hizo.")
    with pytest.raises(encuestas.NoSirve):
        encuestas.la_del(token)
    assert not Encuesta.objects.get().recibe


@pytest.mark.parametrize("se_aprueba", [True, False])
def test_el_publico_lee_los_totales_donde_se_aprobo(client, encuesta, dirige, se_aprueba):
    responder(encuesta, 5, dirige)
    encuestas.cerrar(encuesta, dirige)
    texto = Intercambio(
        nombre="Uno",
        linea="aprende",
        anio=2026,
        descripcion="<p>Algo.</p>",
        aprendizajes="<p>Algo.</p>",
        con_encuesta=se_aprueba,
        live=False,
        locale=f.banco().locale,
    )
    texto.full_clean(exclude=["translation_key"])
    texto.save()
    texto.save_revision(clean=False)
    encuesta.proceso.__class__.objects.filter(pk=encuesta.proceso_id).update(
        estado="cerrado", cerrado=timezone.localdate(), publico=texto
    )
    from aval import flujo

    flujo.avalar_de_instalacion(f.fresca(texto))
    leido = client.get(f.fresca(texto).url).text
    assert ("¿Cuánto conoce el tema" in leido) is se_aprueba


# --- In the admin -----------------------------------------------------------------------------------


def test_se_abre_se_reparte_y_se_cierra(client, dirige):
    uno = proceso(estado="en_marcha")
    client.force_login(dirige)
    url = reverse("procesos:encuesta", args=[uno.pk])
    formulario = Formulario.objects.get(codigo="encuesta-intercambio")
    client.post(url, {"acto": "abrir", "momento": "antes", "cuestionario": formulario.pk, "dias": "10"})
    respuesta = client.post(url, {"acto": "enlaces", "momento": "antes", "cuantos": "3", "idioma": "en"})
    enlaces = BeautifulSoup(respuesta.content, "html.parser").select_one("#enlaces").get_text().split()
    assert len(set(enlaces)) == 3 and all("/en/survey/" in una for una in enlaces)
    assert "no-store" in respuesta["Cache-Control"]
    assert not any(una in client.get(url).text for una in enlaces)  # they cannot be read again
    client.post(url, {"acto": "cerrar", "momento": "antes"})
    assert not Encuesta.objects.get().recibe


@pytest.mark.parametrize(
    "datos",
    [
        {"acto": "abrir", "momento": "antes", "dias": "0"},
        {"acto": "abrir", "momento": "nunca", "dias": "10"},
        {"acto": "enlaces", "momento": "antes", "cuantos": "100000", "idioma": "es"},
        {"acto": "enlaces", "momento": "antes", "cuantos": "-1", "idioma": "es"},
    ],
)
def test_lo_que_no_puede_ser_se_dice(client, encuesta, dirige, datos):
    client.force_login(dirige)
    respuesta = client.post(reverse("procesos:encuesta", args=[encuesta.proceso_id]), datos)
    assert respuesta.status_code == 422 and not Enlace.objects.filter(fin=encuestas.FIN).exists()


@pytest.mark.parametrize("rol", [COMUNICACIONES, PUNTOS_FOCALES])
def test_solo_quien_dirige_la_lleva(client, encuesta, rol):
    client.force_login(f.persona("alguien", rol, "idrd"))
    url = reverse("procesos:encuesta", args=[encuesta.proceso_id])
    assert client.get(url).status_code == 200
    for acto in ("abrir", "enlaces", "cerrar"):
        client.post(url, {"acto": acto, "momento": "antes", "cuantos": "1", "idioma": "es", "dias": "5"})
    encuesta.refresh_from_db()
    assert encuesta.recibe and not encuesta.enlaces and Encuesta.objects.count() == 1
