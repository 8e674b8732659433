"""The English version: complete, with an aval of its own, and never before it."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from aval.contenido import canonico_de
from aval.errores import ErrorDeAval, YaResuelto
from aval.models import Aval
from aval.retiro import retirar
from banco.models import BancoPage
from sitio.models import ContenidoPage, InicioPage
from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from tests.traducciones.test_todos_los_tipos import ficha_llena
from traducciones import servicio
from traducciones.atraso import atraso_de
from traducciones.errores import FaltaTraducir


def test_los_hechos_no_se_traducen_y_quedan_iguales(comunicaciones, moderadora):
    original = ficha_llena()
    inglesa = f.publicada_en_ingles(original, comunicaciones, moderadora)
    es, en = canonico_de(original), canonico_de(inglesa)
    for campo in (
        *("entidad", "toda_la_ciudad", "localidades", "upz", "tema", "subtema", "poblaciones", "ods", "tagged_items"),
        *("fecha_inicio", "fecha_fin", "presupuesto_financiero", "presupuesto_moneda", "organizaciones", "contactos"),
        "actores_clave",
    ):
        assert es[campo] == en[campo], campo
    assert inglesa.imagenes.get().credito == original.imagenes.get().credito
    assert inglesa.imagenes.get().texto_alternativo == "[en] Una calle"
    assert inglesa.archivos.get().titulo == "[en] Informe final"
    assert inglesa.slug == f"{original.slug}-en"


def test_los_listados_del_admin_no_publican_la_consecuencia(db):
    """Installation makes each structural page in English too, by translating, with an aval that says where from."""
    for tipo in (InicioPage, BancoPage, ContenidoPage):
        for inglesa in tipo.objects.filter(locale__language_code="en"):
            assert inglesa.live
            assert inglesa.alias_of is None
            assert inglesa.aval.origen == Aval.Origen.INSTALACION
            traduccion = servicio.traduccion_de(inglesa)
            assert traduccion.enabled
            assert not servicio.segmentos_sin_traducir(traduccion).exists()


# --- Proposing ---------------------------------------------------------------------------------------------


@pytest.fixture
def hoja(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora, titulo="Ciclovía")


@pytest.fixture
def traduccion(hoja, comunicaciones):
    return f.traducir(hoja, comunicaciones)


def test_empezar_no_publica(hoja, comunicaciones, client):
    traduccion = servicio.empezar(hoja, comunicaciones)
    inglesa = traduccion.get_target_instance()
    assert (inglesa.live, inglesa.aval) == (False, None)
    assert client.get(inglesa.url).status_code == 404


def test_una_traduccion_no_se_traduce(hoja, comunicaciones, moderadora, entrar):
    """Found by the machine of the aval: with two sources, the English page could never be opened again."""
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    navegador = entrar(comunicaciones)
    ingles = Locale.objects.get(language_code="en")
    puerta = reverse("wagtail_localize:submit_page_translation", args=[inglesa.pk])
    assert "Esta ya es una traducción" in navegador.get(puerta).content.decode()
    respuesta = navegador.post(puerta, {"locales": [ingles.pk]}, follow=True)
    assert "Esta ya es una traducción" in mensajes(respuesta)
    assert Translation.objects.filter(source__object_id=inglesa.translation_key).count() == 1
    assert navegador.get(f.url_edicion(inglesa), follow=True).status_code == 200


def test_proponer_no_publica(traduccion, comunicaciones, client):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    assert not inglesa.live
    assert client.get(inglesa.url).status_code == 404


def test_proponer_otra_version_no_cambia_la_publicada(hoja, traduccion, comunicaciones, moderadora, client):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    antes = client.get(f.fresca(inglesa).url).content
    f.rellenar(traduccion, comunicaciones, traducido=lambda texto: f"[second] {texto}")
    servicio.proponer(traduccion, comunicaciones)
    viva = f.fresca(inglesa)
    assert b"[second]" not in client.get(viva.url).content
    assert viva.title == "[en] Ciclovía"
    assert len(antes) == len(client.get(viva.url).content)
    f.avalar(inglesa, moderadora)
    assert f.fresca(inglesa).title == "[second] Ciclovía"
    assert f.fresca(inglesa).aval.numero == 2


@pytest.mark.parametrize("cuantos", [1, 3])
def test_con_frases_sin_traducir_no_se_propone(cuantos, traduccion, comunicaciones):
    """Without them the Spanish would fill the holes."""
    faltan = list(traduccion.source.stringsegment_set.all()[:cuantos])
    for segmento in faltan:
        StringTranslation.objects.filter(translation_of=segmento.string, context=segmento.context).delete()
    with pytest.raises(FaltaTraducir) as error:
        servicio.proponer(traduccion, comunicaciones)
    assert str(cuantos) in str(error.value)
    assert not traduccion.get_target_instance().workflow_in_progress


def test_una_traduccion_que_pasa_el_limite_no_se_propone(traduccion, comunicaciones):
    f.rellenar(traduccion, comunicaciones, traducido=lambda texto: f.palabras(11, "word"))
    with pytest.raises(ErrorDeAval) as error:
        servicio.proponer(traduccion, comunicaciones)
    assert "10" in str(error.value)
    assert not traduccion.get_target_instance().workflow_in_progress


def test_proponer_dos_veces(traduccion, comunicaciones):
    servicio.proponer(traduccion, comunicaciones)
    revisiones = traduccion.get_target_instance().revisions.count()
    with pytest.raises(YaResuelto):
        servicio.proponer(traduccion, comunicaciones)
    assert traduccion.get_target_instance().workflow_states.count() == 1
    assert traduccion.get_target_instance().revisions.count() == revisiones


def test_sin_original_publicado_no_se_propone(hoja, traduccion, comunicaciones, moderadora):
    retirar(hoja, moderadora, "Ya no se hace.")
    with pytest.raises(ErrorDeAval):
        servicio.proponer(traduccion, comunicaciones)


def test_lo_devuelto_se_corrige_y_se_propone_de_nuevo(traduccion, comunicaciones, moderadora, entrar):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.decidir(entrar(moderadora), f.tarea(inglesa), "devolver", carta="«Bike way» no se entiende.")
    editor = entrar(comunicaciones).get(f.url_edicion(inglesa), follow=True).content.decode()
    assert "«Bike way» no se entiende." in editor
    f.rellenar(traduccion, comunicaciones, traducido=lambda texto: f"[better] {texto}")
    servicio.proponer(traduccion, comunicaciones)
    assert f.fresca(inglesa).workflow_states.count() == 1
    f.avalar(inglesa, moderadora)
    assert f.fresca(inglesa).title == "[better] Ciclovía"


def test_la_moderadora_lee_los_dos_textos_lado_a_lado(traduccion, comunicaciones, moderadora, entrar):
    servicio.proponer(traduccion, comunicaciones)
    html = entrar(moderadora).get(f.pantalla(f.tarea(traduccion.get_target_instance()))).content
    sopa = BeautifulSoup(html, "html.parser")
    pares = [[columna["lang"] for columna in par.select("[lang]")] for par in sopa.select(".traducciones-par")]
    assert pares and all(par == ["es", "en"] for par in pares)


# --- When the Spanish changes ---------------------------------------------------------------------------------


def test_un_nuevo_aval_en_espanol_pide_traducir_lo_que_cambio(
    hoja, traduccion, focal, asesora, moderadora, comunicaciones, client
):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    f.cambiar(hoja, focal, resumen="Un resumen que cambió.")
    f.enviar(hoja, focal)
    # Not yet: the change has no aval.
    assert not servicio.segmentos_sin_traducir(traduccion).exists()
    assert atraso_de(f.fresca(inglesa)) is None
    f.estudiar(hoja, asesora)
    segundo = f.avalar(hoja, moderadora)
    assert [segmento.string.data for segmento in servicio.segmentos_sin_traducir(traduccion)] == [
        "Un resumen que cambió."
    ]
    with pytest.raises(FaltaTraducir):
        servicio.proponer(traduccion, comunicaciones)
    # The English reader reads what was approved, and is told.
    viva = f.fresca(inglesa)
    html = client.get(viva.url).content.decode()
    assert "[en] Un resumen breve para quien llega." in html
    assert [(una.campo, una.desde) for una in atraso_de(viva).secciones] == [("resumen", segundo.momento)]
    assert BeautifulSoup(html, "html.parser").find(class_="atraso")
    # Put up to date, the notice goes.
    traduccion = servicio.traduccion_de(inglesa)
    f.rellenar(traduccion, comunicaciones)
    servicio.proponer(traduccion, comunicaciones)
    f.avalar(inglesa, moderadora)
    html = client.get(viva.url).content.decode()
    assert "[en] Un resumen que cambió." in html
    assert not BeautifulSoup(html, "html.parser").find(class_="atraso")


def test_un_hecho_que_cambia_en_espanol_llega_con_el_siguiente_aval_ingles(
    hoja, traduccion, focal, asesora, moderadora, comunicaciones
):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    f.cambiar(hoja, focal, upz="Chapinero")
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    assert f.fresca(inglesa).upz == "La Candelaria"
    servicio.proponer(servicio.traduccion_de(inglesa), comunicaciones)
    f.avalar(inglesa, moderadora)
    assert f.fresca(inglesa).upz == "Chapinero"


# --- Through HTTP ---------------------------------------------------------------------------------------------


@pytest.fixture
def navegador(comunicaciones, entrar):
    return entrar(comunicaciones)


def test_comunicaciones_traduce_y_envia_por_la_pantalla(hoja, navegador, moderadora, entrar, comunicaciones):
    ingles = Locale.objects.get(language_code="en")
    respuesta = navegador.post(
        reverse("wagtail_localize:submit_page_translation", args=[hoja.pk]), {"locales": [ingles.pk]}
    )
    assert respuesta.status_code == 302
    traduccion = Translation.objects.get(source__object_id=hoja.translation_key)
    inglesa = traduccion.get_target_instance()
    assert not inglesa.live
    enviar = reverse("traducciones:enviar", args=[traduccion.pk])
    respuesta = navegador.post(enviar, HTTP_REFERER=f.url_edicion(inglesa), follow=True)
    assert "por traducir" in mensajes(respuesta)
    for segmento in traduccion.source.stringsegment_set.select_related("string", "context"):
        url = reverse("wagtail_localize:edit_string_translation", args=[traduccion.pk, segmento.pk])
        valor = "cyclovia" if segmento.context.path == "slug" else f.en_ingles(segmento.string.data)
        escrito = navegador.put(url, urlencode({"value": valor}), content_type="application/x-www-form-urlencoded")
        assert escrito.status_code in (200, 201), escrito.content
    respuesta = navegador.post(enviar, follow=True)
    assert "se envió a la DDRI" in mensajes(respuesta)
    pendiente = f.tarea(inglesa)
    assert pendiente.workflow_state.requested_by == comunicaciones
    assert f.decidir(entrar(moderadora), pendiente, "avalar").status_code == 302
    assert f.fresca(inglesa).live
    assert f.fresca(inglesa).url == "/en/practices/cyclovia/"


@pytest.mark.parametrize("nombre", ["focal", "otro_focal", "administracion", "moderadora"])
def test_quien_no_traduce_no_envia(nombre, request, traduccion, entrar):
    intruso = entrar(request.getfixturevalue(nombre))
    respuesta = intruso.post(reverse("traducciones:enviar", args=[traduccion.pk]))
    assert respuesta.status_code in (302, 403)
    assert not traduccion.get_target_instance().workflow_in_progress


def test_enviar_es_un_post(traduccion, navegador):
    assert navegador.get(reverse("traducciones:enviar", args=[traduccion.pk])).status_code == 405


@pytest.mark.parametrize("nombre", ["comunicaciones", "moderadora", "superusuario"])
def test_ninguna_puerta_de_la_herramienta_publica(nombre, request, hoja, traduccion, entrar):
    navegador = entrar(request.getfixturevalue(nombre))
    inglesa = traduccion.get_target_instance()
    for url, datos in (
        (f.url_edicion(inglesa), {"action": "publish"}),
        (f.url_edicion(inglesa), {"action-publish": "1", "title": "[en] Ciclovía"}),
        (
            reverse("wagtail_localize:update_translations", args=[traduccion.source_id]),
            {"publish_translations": "on"},
        ),
        (
            reverse("wagtail_localize:submit_page_translation", args=[hoja.pk]),
            {"locales": [traduccion.target_locale_id]},
        ),
        (reverse("wagtail_localize:machine_translate", args=[traduccion.pk]), {}),
    ):
        assert navegador.post(url, datos).status_code < 500, url
        assert not f.fresca(inglesa).live, url
    assert not Aval.objects.de(inglesa).exists()


@pytest.mark.parametrize("nombre", ["comunicaciones", "superusuario"])
def test_actualizar_y_publicar_no_toca_lo_publicado(
    nombre, request, hoja, traduccion, comunicaciones, moderadora, entrar
):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    antes = canonico_de(f.fresca(inglesa))
    f.rellenar(traduccion, comunicaciones, traducido=lambda texto: f"[sin aval] {texto}")
    navegador = entrar(request.getfixturevalue(nombre))
    for url, datos in (
        (f.url_edicion(inglesa), {"action": "publish"}),
        (
            reverse("wagtail_localize:update_translations", args=[traduccion.source_id]),
            {"publish_translations": "on"},
        ),
    ):
        assert navegador.post(url, datos).status_code < 500
        assert canonico_de(f.fresca(inglesa)) == antes
        assert f.fresca(inglesa).live


def test_dejar_de_traducir_no_publica_ni_cambia(traduccion, comunicaciones, moderadora, navegador):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    antes = canonico_de(f.fresca(inglesa))
    navegador.post(reverse("wagtail_localize:stop_translation", args=[traduccion.pk]))
    assert canonico_de(f.fresca(inglesa)) == antes
