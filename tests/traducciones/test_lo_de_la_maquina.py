"""No text of a machine goes out as a person's: it is marked, counted, read by section, and its moderator says why."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests import fabrica as f
from traducciones import servicio

from .test_escritorio import abrir, formulario, segmento, url

RESULTADOS = "<p>En Bogotá participaron mil personas.</p><p>Su principio es la corresponsabilidad.</p>"


@pytest.fixture
def traduccion(comunicaciones):
    original = f.viva("Ciclovía", resultados=RESULTADOS, innovacion="<p>En Bogotá participaron mil personas.</p>")
    return servicio.empezar(original, comunicaciones)


@pytest.fixture
def de_maquina(traduccion):
    """Every segment as a machine left it, unread."""
    for uno in traduccion.source.stringsegment_set.exclude(context__path="slug"):
        StringTranslation.objects.get_or_create(
            translation_of_id=uno.string_id,
            context_id=uno.context_id,
            locale=traduccion.target_locale,
            defaults={"data": f"By machine {uno.string_id}.", "translation_type": "machine", "tool_name": "Apertium"},
        )
    return traduccion


def del_titulo(traduccion):
    return traduccion.source.stringsegment_set.get(context__path="title")


def leer_todo(navegador, traduccion, **cambios):
    sopa = abrir(navegador, traduccion)
    ticks = {caja["name"]: "on" for caja in sopa.select("input[name^=confirmo-]") if caja["name"] != "confirmo-seccion"}
    return navegador.post(url(traduccion), formulario(sopa, **ticks, **cambios))


def revision(traduccion, moderadora, entrar):
    inglesa = traduccion.get_target_instance()
    return BeautifulSoup(entrar(moderadora).get(f.pantalla(f.tarea(inglesa))).content, "html.parser")


def test_lo_confirmado_sin_cambio_sigue_siendo_de_la_maquina(de_maquina, comunicaciones, moderadora, entrar):
    navegador = entrar(comunicaciones)
    uno = segmento(de_maquina, "corresponsabilidad")
    leer_todo(navegador, de_maquina, **{f"texto-{uno.pk}": "Its principle is shared responsibility."})
    sopa = abrir(navegador, de_maquina, "?ver=todo")
    assert "Como la dejó Apertium" not in sopa.select_one(f"#segmento-{uno.pk}").get_text()
    assert "Como la dejó Apertium" in sopa.select_one(f"#segmento-{del_titulo(de_maquina).pk}").get_text()
    servicio.proponer(de_maquina, comunicaciones)
    total = de_maquina.source.stringsegment_set.exclude(context__path="slug").count()
    sopa = revision(de_maquina, moderadora, entrar)
    assert f"{total - 1} de {total} segmentos están como los dejó Apertium" in " ".join(sopa.get_text().split())
    marcas = [uno.get_text() for uno in sopa.select("#seccion-resultados [data-clase=maquina]")]
    assert len(marcas) == 1 and "shared responsibility" not in marcas[0]


def test_avalar_lo_que_nadie_toco_pide_una_razon(de_maquina, comunicaciones, moderadora, entrar):
    leer_todo(entrar(comunicaciones), de_maquina)
    servicio.proponer(de_maquina, comunicaciones)
    inglesa = de_maquina.get_target_instance()
    navegador, tarea = entrar(moderadora), f.tarea(inglesa)
    negada = f.decidir(navegador, tarea, "avalar", buena_practica="on")
    assert negada.status_code == 409
    assert (
        "diga por qué" in BeautifulSoup(negada.content, "html.parser").select_one(".traducciones-decision").get_text()
    )
    assert not f.fresca(inglesa).live
    dada = f.decidir(navegador, tarea, "avalar", buena_practica="on", carta="Lo comparé frase por frase.")
    assert dada.status_code == 302
    assert f.fresca(inglesa).aval.comentario == "Lo comparé frase por frase."


def test_lo_escrito_por_una_persona_no_pide_nada(traduccion, comunicaciones, moderadora, entrar):
    f.rellenar(traduccion, comunicaciones)
    servicio.proponer(traduccion, comunicaciones)
    sopa = revision(traduccion, moderadora, entrar)
    assert "sin cambio" not in sopa.get_text() and not sopa.select("[data-clase=maquina]")
    inglesa = traduccion.get_target_instance()
    assert f.decidir(entrar(moderadora), f.tarea(inglesa), "avalar", buena_practica="on").status_code == 302


def test_una_seccion_se_confirma_cuando_se_tuvo_a_la_vista(de_maquina, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    sopa = abrir(navegador, de_maquina)
    casilla = sopa.find("input", {"name": "confirmo-seccion"})
    cambiada = segmento(de_maquina, "corresponsabilidad")
    frases = StringTranslation.objects.filter(translation_of_id=cambiada.string_id, context_id=cambiada.context_id)
    frases.update(data="The machine wrote again.")  # after the section was on the screen
    navegador.post(url(de_maquina), formulario(sopa, **{"confirmo-seccion": casilla["value"]}))
    suyas = StringTranslation.objects.filter(locale=de_maquina.target_locale)
    tipos = dict(suyas.filter(context__path="resultados").values_list("data", "translation_type"))
    assert tipos.pop("The machine wrote again.") == "machine"
    assert set(tipos.values()) == {"manual"}
    resto = suyas.filter(context__path="lecciones").values_list("translation_type", flat=True)
    assert set(resto) == {"machine"}  # there is no tick for all


def test_una_frase_repetida_se_pide_una_vez_y_se_escribe_en_todas(traduccion, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    sopa = abrir(navegador, traduccion)
    iguales = traduccion.source.stringsegment_set.filter(string__data__contains="mil personas")
    assert iguales.count() == 2
    (caja,) = [uno for uno in iguales if sopa.select_one(f"#texto-{uno.pk}")]
    navegador.post(url(traduccion), formulario(sopa, **{f"texto-{caja.pk}": "A thousand people took part in Bogotá."}))
    escritas = StringTranslation.objects.filter(translation_of_id=caja.string_id, locale=traduccion.target_locale)
    assert list(escritas.values_list("data", flat=True)) == ["A thousand people took part in Bogotá."] * 2


def test_la_direccion_sale_del_titulo_y_nadie_la_traduce(traduccion, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    direccion = traduccion.source.stringsegment_set.get(context__path="slug")
    cambios = {f"texto-{del_titulo(traduccion).pk}": "Open Streets"}
    navegador.post(url(traduccion), formulario(abrir(navegador, traduccion), **cambios))
    sopa = abrir(navegador, traduccion, "?ver=todo")
    assert sopa.select_one(f"#texto-{direccion.pk}").get_text().strip() == "open-streets"
    assert not abrir(navegador, traduccion).select_one(f"#texto-{direccion.pk}")  # nothing to do about it
    assert servicio.version_propuesta(traduccion).slug == "open-streets"


def test_la_direccion_propuesta_sigue_al_titulo_y_la_escrita_a_mano_se_queda(traduccion, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    titulo = f"texto-{del_titulo(traduccion).pk}"
    direccion = f"texto-{traduccion.source.stringsegment_set.get(context__path='slug').pk}"
    for escrito, queda in (
        ({titulo: "Open Streets"}, "open-streets"),
        ({titulo: "Car-free Sundays"}, "car-free-sundays"),
        ({direccion: "ciclovia"}, "ciclovia"),
        ({titulo: "Open Streets of Bogotá"}, "ciclovia"),
    ):
        navegador.post(url(traduccion), formulario(abrir(navegador, traduccion, "?ver=todo"), **escrito))
        assert servicio.version_propuesta(traduccion).slug == queda


def test_al_enviar_sin_direccion_se_pone_la_del_titulo(de_maquina, comunicaciones, entrar):
    leer_todo(entrar(comunicaciones), de_maquina)
    StringTranslation.objects.filter(context__path="slug", locale=de_maquina.target_locale).delete()
    servicio.proponer(de_maquina, comunicaciones)
    propuesta = f.tarea(de_maquina.get_target_instance()).revision.as_object()
    assert propuesta.slug == f"by-machine-{del_titulo(de_maquina).string_id}"


def test_una_direccion_ocupada_se_propone_con_un_numero(traduccion, comunicaciones):
    inglesa = f.traducir(f.viva("Otra"), comunicaciones).get_target_instance()
    type(inglesa).objects.filter(pk=inglesa.pk).update(slug="open-streets")
    servicio.escribir(traduccion, del_titulo(traduccion), "Open Streets", comunicaciones)
    assert servicio.proponer_direccion(traduccion) == "open-streets-2"


def test_la_revision_señala_el_espanol_que_quedo_y_las_tildes(traduccion, comunicaciones, moderadora, entrar):
    f.rellenar(traduccion, comunicaciones)
    malas = {
        "corresponsabilidad": "Its principle is the corresponsabilidad.",
        "mil personas": "A thousand people took part in Bogota.",
    }
    for dice, texto in malas.items():
        uno = traduccion.source.stringsegment_set.get(string__data__contains=dice, context__path="resultados")
        servicio.escribir(traduccion, uno, texto, comunicaciones)
    servicio.proponer(traduccion, comunicaciones)
    seccion = revision(traduccion, moderadora, entrar).select_one("#seccion-resultados")
    assert "corresponsabilidad" in seccion.select_one("[data-clase=espanol]").get_text()
    assert "Bogotá" in seccion.select_one("[data-clase=tildes]").get_text()


def test_el_borrador_no_toca_la_direccion(traduccion, comunicaciones, entrar, settings, tmp_path):
    ruta = tmp_path / "apertium"
    ruta.write_text("#!/bin/sh\ncat\n")
    ruta.chmod(0o755)
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "traducciones.maquina.Apertium",
        "OPTIONS": {"COMMAND": str(ruta)},
    }
    entrar(comunicaciones).post(reverse("wagtail_localize:machine_translate", args=[traduccion.pk]))
    escritas = StringTranslation.objects.filter(context__object_id=traduccion.source.object_id)
    assert escritas.filter(translation_type="machine").exists()
    assert not escritas.filter(context__path="slug").exists()
