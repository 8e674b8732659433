"""Four eyes at the translation desk, and a text that stands still while the DDRI reads it."""

import io

import polib
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail_localize.models import SegmentOverride, StringTranslation

from aval.errores import MismaPersona
from aval.models import Autoria
from practicas.models.filas import ImagenDePractica
from redes.models import Red
from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from tests.traducciones.test_escritorio import abrir, formulario
from tests.traducciones.test_escritorio import url as url_del_escritorio
from tests.traducciones.test_todos_los_tipos import existente, vivo
from traducciones import checks, servicio, views_localize

SUYA = "A sentence that the adviser typed."


@pytest.fixture
def asesora(asesora):
    """Of Moderación, and of those who translate: the case in which the right to write does not part them."""
    asesora.groups.add(Group.objects.get(name="Comunicaciones"))
    return asesora


@pytest.fixture
def viva_es(db):
    hoja = f.viva("Ciclovía", imagenes=[f.imagen("La primera")])
    return hoja


@pytest.fixture
def viva_en(viva_es, comunicaciones, moderadora):
    return f.publicada_en_ingles(viva_es, comunicaciones, moderadora)


@pytest.fixture
def traduccion(viva_en):
    return servicio.traduccion_de(viva_en)


def segmento(traduccion, campo="resumen"):
    return traduccion.source.stringsegment_set.get(context__path=campo)


def url_de_frase(traduccion, campo="resumen"):
    return reverse("wagtail_localize:edit_string_translation", args=[traduccion.pk, segmento(traduccion, campo).pk])


def url_de_imagen(traduccion):
    uno = traduccion.source.overridablesegment_set.get(context__field_path="imagenes.imagen")
    return reverse("wagtail_localize:edit_override", args=[traduccion.pk, uno.pk])


def poner(navegador, url, valor):
    """As the tool's editor does it: a PUT with a form."""
    cuerpo, tipo = _multipart({"value": valor})
    return navegador.put(url, cuerpo, content_type=tipo)


def _multipart(datos):
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    return encode_multipart(BOUNDARY, datos), MULTIPART_CONTENT


def escrito(traduccion):
    """All that the translation tool keeps of the text."""
    suyas = {"context__object_id": traduccion.source.object_id}
    return (
        sorted(StringTranslation.objects.filter(**suyas).values_list("pk", "data", "last_translated_by")),
        sorted(SegmentOverride.objects.filter(**suyas).values_list("pk", "data_json")),
        type(traduccion).objects.get(pk=traduccion.pk).enabled,
    )


def cambiar(traduccion, usuario, texto, campo="resumen"):
    uno = traduccion.source.stringsegment_set.select_related("string", "context").get(context__path=campo)
    servicio.escribir(traduccion, uno, texto, usuario)


# --- Who approves ---------------------------------------------------------------------------------------------


def test_lo_tecleado_mientras_se_leia_no_lo_aprueba_quien_lo_tecleo(
    traduccion, viva_en, comunicaciones, asesora, moderadora, entrar
):
    """The five steps, on the screens. What was typed while the DDRI read is refused; typed again, it is hers."""
    cambiar(traduccion, comunicaciones, "What is proposed.", "innovacion")
    entrar(comunicaciones).post(reverse("traducciones:enviar", args=[traduccion.pk]))
    antes = escrito(traduccion)
    respuesta = poner(entrar(asesora), url_de_frase(traduccion), SUYA)
    assert "está en la DDRI" in respuesta.json()["error"]
    assert respuesta.json()["data"] == SUYA  # what the editor shows goes on being what was typed
    assert escrito(traduccion) == antes
    f.decidir(entrar(moderadora), f.tarea(viva_en), "avalar", buena_practica="on")
    assert poner(entrar(asesora), url_de_frase(traduccion), SUYA).status_code == 200
    entrar(comunicaciones).post(reverse("traducciones:enviar", args=[traduccion.pk]))
    pendiente = f.tarea(viva_en)
    assert f.decidir(entrar(asesora), pendiente, "avalar", buena_practica="on").status_code == 409
    assert f.fresca(viva_en).resumen != SUYA
    assert f.decidir(entrar(moderadora), pendiente, "avalar", buena_practica="on").status_code == 302


def test_lo_que_entra_sin_avisar_a_nadie_es_de_quien_lo_tradujo(
    traduccion, viva_en, comunicaciones, asesora, moderadora
):
    """By whatever way sentences come in, at whatever moment: they are looked at again when they are sent."""
    cambiar(traduccion, comunicaciones, "What is proposed.", "innovacion")
    servicio.proponer(traduccion, comunicaciones)
    suya = StringTranslation.objects.filter(context__path="resumen", context__object_id=traduccion.source.object_id)
    suya.update(data=SUYA, last_translated_by=asesora)
    f.avalar(viva_en, moderadora, buena_practica=True)
    servicio.proponer(traduccion, comunicaciones)
    with pytest.raises(MismaPersona):
        f.avalar(viva_en, asesora, buena_practica=True)


@pytest.mark.parametrize("acto", ["elige", "quita la que había"])
def test_quien_elige_una_imagen_de_la_traduccion_no_la_aprueba(
    acto, traduccion, viva_en, comunicaciones, asesora, moderadora, entrar
):
    url = url_de_imagen(traduccion)
    if acto == "elige":
        assert poner(entrar(asesora), url, f.imagen("Otra").pk).status_code == 201
    else:
        assert poner(entrar(comunicaciones), url, f.imagen("Otra").pk).status_code == 201
        entrar(comunicaciones).post(reverse("traducciones:enviar", args=[traduccion.pk]))
        f.avalar(viva_en, moderadora, buena_practica=True)
        assert entrar(asesora).delete(url).status_code == 200
    entrar(comunicaciones).post(reverse("traducciones:enviar", args=[traduccion.pk]))
    pendiente = f.tarea(viva_en)
    assert f.decidir(entrar(asesora), pendiente, "avalar", buena_practica="on").status_code == 409
    assert f.decidir(entrar(moderadora), pendiente, "avalar", buena_practica="on").status_code == 302
    elegida = ImagenDePractica.objects.get(practica=viva_en).imagen.title
    assert elegida == ("Otra" if acto == "elige" else "La primera")


def test_quien_confirma_lo_de_una_maquina_es_quien_lo_escribe(traduccion, viva_en, comunicaciones, asesora, entrar):
    suya = StringTranslation.objects.get(context__path="resumen", context__object_id=traduccion.source.object_id)
    suya.data, suya.translation_type, suya.last_translated_by = SUYA, "machine", comunicaciones
    suya.save()
    sopa = abrir(entrar(asesora), traduccion)
    datos = formulario(sopa) | {f"confirmo-{segmento(traduccion).pk}": "on"}
    entrar(asesora).post(url_del_escritorio(traduccion), datos)
    servicio.proponer(traduccion, comunicaciones)
    autores = Autoria.de_la_revision(viva_en, f.fresca(viva_en).latest_revision)
    assert autores == {asesora.pk, comunicaciones.pk}  # and who sent it


def test_quien_confirma_en_un_po_lo_de_una_maquina_tambien(traduccion, viva_en, comunicaciones, asesora, entrar):
    StringTranslation.objects.filter(context__path="resumen", context__object_id=traduccion.source.object_id).update(
        data=SUYA, translation_type="machine"
    )
    descarga = entrar(asesora).get(reverse("wagtail_localize:download_pofile", args=[traduccion.pk]))
    subir(entrar(asesora), traduccion, polib.pofile(descarga.content.decode()))
    servicio.proponer(traduccion, comunicaciones)
    assert asesora.pk in Autoria.de_la_revision(viva_en, f.fresca(viva_en).latest_revision)


def test_lo_elegido_en_el_original_es_de_quien_lo_eligio(
    viva_es, traduccion, viva_en, comunicaciones, asesora, moderadora
):
    """What both languages share was approved there, by another person; here too it is another one who approves it."""
    f.cambiar(viva_es, asesora, upz="La Macarena")
    f.enviar(viva_es, comunicaciones)
    f.estudiar(viva_es, moderadora)
    f.avalar(viva_es, moderadora)
    servicio.proponer(traduccion, comunicaciones)
    assert Autoria.de_la_revision(viva_en, f.fresca(viva_en).latest_revision) == {asesora.pk, comunicaciones.pk}


def test_de_lo_que_no_es_pagina_tambien(comunicaciones, asesora, moderadora, entrar):
    red = vivo(existente(Red))
    traduccion = f.traducir(red, comunicaciones)
    campo = traduccion.source.stringsegment_set.exclude(context__path="slug").first().context.path
    assert poner(entrar(asesora), url_de_frase(traduccion, campo), SUYA).status_code == 200
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    assert f.decidir(entrar(asesora), f.tarea(inglesa), "avalar").status_code == 409


# --- It stands still ------------------------------------------------------------------------------------------


def subir(navegador, traduccion, po):
    archivo = io.BytesIO(str(po).encode())
    archivo.name = "vuelta.po"
    url = reverse("wagtail_localize:upload_pofile", args=[traduccion.pk])
    return navegador.post(url, {"file": archivo}, follow=True)


def _por_po(navegador, traduccion):
    po = polib.pofile(str(traduccion.export_po()))
    for entrada in po:
        entrada.msgstr = "in-english" if entrada.msgctxt == "slug" else f"{entrada.msgid} [po]"
    return mensajes(subir(navegador, traduccion, po))


def _a(nombre, de=lambda traduccion: traduccion.pk):
    def acto(navegador, traduccion):
        url = reverse(f"wagtail_localize:{nombre}", args=[de(traduccion)])
        return mensajes(navegador.post(url, follow=True))

    return acto


def _retomar(navegador, traduccion):
    type(traduccion).objects.filter(pk=traduccion.pk).update(enabled=False)
    try:
        url = f.url_edicion(traduccion.get_target_instance())
        return mensajes(navegador.post(url, {"localize-restart-translation": "1"}, follow=True))
    finally:
        dejada = not type(traduccion).objects.get(pk=traduccion.pk).enabled
        type(traduccion).objects.filter(pk=traduccion.pk, enabled=not dejada).update(enabled=dejada)


ACTOS = {
    "una frase": lambda n, t: poner(n, url_de_frase(t), "Otra.").json()["error"],
    "quitar una frase": lambda n, t: n.delete(url_de_frase(t)).json()["detail"],
    "una imagen": lambda n, t: poner(n, url_de_imagen(t), f.imagen("Otra").pk).json()["error"],
    "un archivo PO": _por_po,
    "la máquina": _a("machine_translate"),
    "un alias": _a("convert_to_alias", lambda traduccion: traduccion.get_target_instance().pk),
    "dejar de traducir": _a("stop_translation"),
    "retomar": _retomar,
}


@pytest.mark.parametrize("acto", ACTOS)
def test_mientras_la_ddri_lee_nada_cambia_y_se_dice(acto, traduccion, comunicaciones, superusuario, entrar, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    cambiar(traduccion, comunicaciones, "What is proposed.", "innovacion")
    servicio.proponer(traduccion, comunicaciones)
    antes = escrito(traduccion)
    for quien in (comunicaciones, superusuario):
        assert "está en la DDRI" in ACTOS[acto](entrar(quien), traduccion), quien
        assert escrito(traduccion) == antes


def test_en_el_escritorio_lo_tecleado_sigue_en_su_lugar_con_la_razon(traduccion, viva_en, comunicaciones, entrar):
    """The desk was open when another person sent the text."""
    navegador = entrar(comunicaciones)
    datos = formulario(abrir(navegador, traduccion, "?ver=todo")) | {f"texto-{segmento(traduccion).pk}": "Typed late."}
    cambiar(traduccion, comunicaciones, "What is proposed.", "innovacion")
    servicio.proponer(traduccion, comunicaciones)
    antes = escrito(traduccion)
    respuesta = navegador.post(url_del_escritorio(traduccion), datos)
    assert respuesta.status_code == 409
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    caja = sopa.select_one(f"#texto-{segmento(traduccion).pk}")
    assert caja.get_text().strip() == "Typed late."
    assert "está en la DDRI" in sopa.select_one(f"#error-{segmento(traduccion).pk}").get_text()
    assert escrito(traduccion) == antes
    # And there is a way out: the sending is taken back, and the same is kept then.
    navegador.post(url_del_escritorio(traduccion), {"retirar-envio": "1"})
    assert not f.fresca(viva_en).workflow_in_progress
    datos |= {f"texto-{segmento(traduccion).pk}": "Typed late."}
    datos |= {
        campo: valor
        for campo, valor in formulario(abrir(navegador, traduccion, "?ver=todo")).items()
        if campo.startswith("visto")
    }
    navegador.post(url_del_escritorio(traduccion), datos)
    assert "Typed late." in str(escrito(traduccion))


def test_el_editor_de_la_herramienta_lleva_al_escritorio_que_dice_por_que(traduccion, viva_en, comunicaciones, entrar):
    cambiar(traduccion, comunicaciones, "What is proposed.", "innovacion")
    url = f"{f.url_edicion(viva_en)}?editor=completo"
    assert entrar(comunicaciones).get(url).status_code == 200
    servicio.proponer(traduccion, comunicaciones)
    respuesta = entrar(comunicaciones).get(url, follow=True)
    assert "está en la DDRI y no cambia" in respuesta.content.decode()


def test_una_imagen_que_no_existe_no_se_guarda(traduccion, comunicaciones, entrar):
    antes = escrito(traduccion)
    for valor in ("99999", "abc"):
        assert "Elija otro" in poner(entrar(comunicaciones), url_de_imagen(traduccion), valor).json()["error"]
        assert escrito(traduccion) == antes


def test_una_imagen_que_se_borro_se_dice_al_enviar(traduccion, comunicaciones, entrar):
    otra = f.imagen("Otra")
    poner(entrar(comunicaciones), url_de_imagen(traduccion), otra.pk)
    otra.delete()
    respuesta = entrar(comunicaciones).post(reverse("traducciones:enviar", args=[traduccion.pk]), follow=True)
    assert "ya no existe" in mensajes(respuesta)
    vista = reverse("wagtail_localize:preview_translation", args=[traduccion.pk])
    assert entrar(comunicaciones).get(vista).status_code < 500
    assert entrar(comunicaciones).delete(url_de_imagen(traduccion)).status_code == 200


# --- Who may --------------------------------------------------------------------------------------------------


def test_publicar_lo_mismo_desde_el_editor_no_mueve_lo_publicado(comunicaciones, moderadora, superusuario, entrar):
    red = vivo(existente(Red))
    inglesa = f.publicada_en_ingles(red, comunicaciones, moderadora)
    antes = (inglesa.live_revision_id, inglesa.last_published_at, inglesa.latest_revision_id)
    url = servicio.traduccion_de(inglesa).get_target_instance_edit_url()
    respuesta = entrar(superusuario).post(url, {"action": "publish"}, follow=True)
    assert "solo lo que tiene el aval" in mensajes(respuesta)
    inglesa = f.fresca(inglesa)
    assert (inglesa.live_revision_id, inglesa.last_published_at, inglesa.latest_revision_id) == antes


def test_cada_direccion_de_la_herramienta_que_escribe_es_nuestra(monkeypatch):
    assert checks.la_herramienta_pasa_por_nuestras_direcciones(None) == []
    quitadas = {puerta.callback for puerta in views_localize.direcciones}
    assert quitadas
    monkeypatch.setattr(checks, "SOLO_LEEN", set())
    nombres = {
        error.msg.split("»")[0].removeprefix("«") for error in checks.la_herramienta_pasa_por_nuestras_direcciones(None)
    }
    # Those that only read are the tool's own, and the check tells them from ours.
    assert nombres == {
        *("javascript_catalog", "translations_report", "translations_report_results"),
        *("snippets_api_listing", "snippets_api_detail"),
    }
