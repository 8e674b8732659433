"""A punto focal works for one entity: of the fichas of another one nothing is seen and nothing is changed."""

import pytest
from django.urls import reverse
from wagtail.models import Comment, ModelLogEntry, PageLogEntry, Revision, WorkflowState

from actores.models import Entidad
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.direcciones_del_admin import LA_API_ACTUA, de_la_api, direcciones

MARCA = "Xilografía"  # in the title of what must not be seen, and nowhere else


@pytest.fixture
def ajenas(otro_focal, asesora, moderadora, comunicaciones):
    """What another entity has: a draft, one under study, and a live one with a later draft and a translation."""
    borrador = f.practica(otro_focal, "secretaria-cultura", f"{MARCA} en borrador", imagenes=[f.imagen()])
    Comment.objects.create(page=borrador, user=otro_focal, text=f"{MARCA} comentada", contentpath="resumen")
    enviada = f.practica(otro_focal, "secretaria-cultura", f"{MARCA} en estudio")
    f.enviar(enviada, otro_focal)
    viva = f.publicada(otro_focal, asesora, moderadora, entidad="secretaria-cultura", titulo="Publicada")
    f.traducir(viva, comunicaciones, traducido=lambda texto: f"{MARCA} {texto}")
    f.cambiar(viva, otro_focal, title=f"{MARCA} en el borrador de lo publicado")
    return {"borrador": f.fresca(borrador), "enviada": f.fresca(enviada), "viva": f.fresca(viva)}


@pytest.fixture
def navegador(focal, entrar):
    return entrar(focal)


def leer(respuesta):
    contenido = b"".join(respuesta) if respuesta.streaming else respuesta.content
    return contenido.decode(errors="ignore").replace("\\u00ed", "í")


def _estado(pagina):
    pagina = f.fresca(pagina)
    return (
        pagina.title,
        pagina.live,
        pagina.locked,
        pagina.path,
        pagina.latest_revision_id,
        pagina.latest_revision.content,
        pagina.entidad_id,
        list(pagina.workflow_states.values_list("pk", "status", "current_task_state")),
        PracticaPage.objects.count(),
        Comment.objects.count(),
    )


def _recuento():
    """What any change would move, in few queries: tells at which door it happened."""
    return (
        list(PracticaPage.objects.order_by("pk").values_list("pk", "live", "locked", "path", "latest_revision")),
        Revision.objects.count(),
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status", "current_task_state")),
        Comment.objects.count(),
    )


def _puertas(ajenas):
    """Each address of the admin once, with each of the fichas where it names one."""
    return {url: nombre for pagina in ajenas.values() for nombre, url in direcciones(pagina)}.items()


@pytest.mark.largo
def test_por_ninguna_puerta_se_ve(ajenas, navegador):
    navegador.raise_request_exception = False
    malas = []
    for url, nombre in _puertas(ajenas):
        respuesta = navegador.get(url)
        if respuesta.status_code >= 500 or MARCA in leer(respuesta):
            malas.append((nombre, respuesta.status_code, leer(respuesta).partition(MARCA)[0][-160:]))
    assert not malas, "\n".join(map(str, malas))


@pytest.mark.largo
def test_por_ninguna_puerta_se_cambia(ajenas, navegador):
    navegador.raise_request_exception = False
    antes, al_paso = [_estado(pagina) for pagina in ajenas.values()], _recuento()
    datos = {"action-submit": "1", "title": "Cambiado", "new_title": "Copia", "new_slug": "copia"}
    # Wagtail answers 500 to an external link without its address; there is nothing of ours in that door.
    ajenas_a_la_casa = {"wagtailadmin_choose_page_external_link"}
    malas = []
    for url, nombre in _puertas(ajenas):
        respuesta = navegador.post(url, datos)
        assert _recuento() == al_paso, nombre
        if (respuesta.status_code >= 500 and nombre not in ajenas_a_la_casa) or MARCA in leer(respuesta):
            malas.append((nombre, respuesta.status_code, leer(respuesta).partition(MARCA)[0][-160:]))
    assert not malas, "\n".join(map(str, malas))
    assert [_estado(pagina) for pagina in ajenas.values()] == antes


LISTADOS = [
    "/admin/pages/search/?q=xilo",
    "/admin/pages/search/results/?q=xilo",
    "/admin/choose-page/search/?q=xilo&page_type=wagtailcore.page",
    "/admin/choose-page/{banco}/",
    "/admin/choose-page/?page_type=practicas.practicapage",
    "/admin/choose-page/chosen-multiple/?id={ajena}",
    "/admin/api/main/pages/?search=xilo",
    "/admin/api/main/pages/?child_of={banco}&fields=*",
    "/admin/api/main/pages/?type=practicas.PracticaPage",
    "/admin/api/main/pages/{ajena}/?fields=*",
    "/admin/api/main/pages/find/?id={ajena}",
    "/admin/api/explorer/{banco}/",  # of Wagtail 8.1
    "/admin/api/explorer/{ajena}/",
    "/admin/pages/{banco}/?ordering=ord",
    "/admin/pages/{banco}/?q=xilo",
    "/admin/pages/{banco}/results/?p=1",
    "/admin/pages/usage/practicas/practicapage/",
    "/admin/reports/site-history/?q=xilo",
    "/admin/reports/aging-pages/",
    "/admin/reports/aging-pages/?export=csv",
    "/admin/reports/site-history/?export=csv",
    "/admin/reports/locked/?export=xlsx",
    "/admin/reports/workflow/",
    "/admin/reports/workflow/?export=csv",
    "/admin/reports/workflow_tasks/?export=csv",
    "/admin/localize/reports/translations/",
    "/admin/bulk/wagtailcore/page/delete/?id={ajena}&next=/admin/",
    "/admin/bulk/wagtailcore/page/move/?id={ajena}&next=/admin/",
    "/admin/bulk/wagtailcore/page/publish/?id={ajena}&next=/admin/",
    "/admin/bulk/wagtailcore/page/unpublish/?id={ajena}&next=/admin/",
    "/admin/pages/{ajena}/revisions/compare/live...latest/",
    "/admin/images/?q=xilo",
]


def test_ni_buscando_ni_en_informes_ni_eligiendo(ajenas, navegador):
    f.cambiar(ajenas["borrador"], ajenas["borrador"].owner, resumen="Para que haya historial.")
    malas = []
    for url in LISTADOS:
        respuesta = navegador.get(url.format(banco=f.banco().pk, ajena=ajenas["borrador"].pk))
        if respuesta.status_code >= 500 or MARCA in leer(respuesta):
            malas.append(url)
    assert not malas, "\n".join(malas)


def test_lo_suyo_si_lo_ve(focal, navegador):
    """The tests above would pass with an empty admin: this one would not."""
    suya = f.practica(focal, titulo="Xilófono propio")
    for url in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[f.banco().pk]),
        reverse("wagtailadmin_pages:search") + "?q=Xilófono",
        reverse("wagtailadmin_choose_page_search") + "?q=Xilófono&page_type=wagtailcore.page",
        f"{de_la_api('pages:listing')}?child_of={f.banco().pk}"
        if LA_API_ACTUA
        else reverse("wagtailadmin_api:explorer", args=[f.banco().pk]),
        f.url_edicion(suya),
        reverse("wagtailadmin_pages:view_draft", args=[suya.pk]),
        reverse("wagtailadmin_pages:history", args=[suya.pk]),
    ):
        respuesta = navegador.get(url)
        assert respuesta.status_code == 200, url
        contenido = respuesta.content.decode()
        assert "Xilófono propio" in contenido or "Xil\\u00f3fono propio" in contenido, url


def test_la_companera_de_la_misma_entidad_la_edita(focal, entrar):
    ficha = f.practica(focal)
    companera = f.persona("companera", "Puntos focales", "idrd")
    navegador = entrar(companera)
    navegador.post(f.url_edicion(ficha), f.formulario_de(navegador, ficha) | {"resumen": "Mejorado entre dos."})
    assert f.fresca(ficha).get_latest_revision_as_object().resumen == "Mejorado entre dos."


def test_el_explorador_no_cuenta_lo_ajeno(ajenas, navegador):
    respuesta = navegador.get(reverse("wagtailadmin_explore", args=[f.banco().pk]))
    assert list(respuesta.context["page_obj"].object_list) == []


# --- Who works on no text -----------------------------------------------------------------------------


def test_administracion_no_lee_los_borradores_al_elegir_una_pagina(ajenas, administracion, entrar):
    navegador, publicada = entrar(administracion), f.viva("Publicada y a la vista")
    for url in (
        reverse("wagtailadmin_choose_page_child", args=[f.banco().pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=xilo&page_type=wagtailcore.page",
        reverse("wagtailadmin_choose_page") + "?page_type=practicas.practicapage",
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={ajenas['borrador'].pk}",
    ):
        respuesta = navegador.get(url)
        assert respuesta.status_code < 500 and "en borrador" not in leer(respuesta), url
    elegir = leer(navegador.get(reverse("wagtailadmin_choose_page_child", args=[f.banco().pk])))
    assert publicada.title in elegir


# --- The entity of a ficha is not for the focal to choose -------------------------------------------


def test_una_ficha_nueva_es_de_su_entidad_aunque_el_formulario_diga_otra(navegador, focal):
    otra = Entidad.objects.get(codigo="secretaria-cultura")
    f.crear_por_formulario(navegador, entidad=otra.pk)
    assert not PracticaPage.objects.filter(entidad=otra).exists()


def test_una_ficha_suya_no_pasa_a_otra_entidad(navegador, focal):
    ficha = f.practica(focal)
    otra = Entidad.objects.get(codigo="secretaria-cultura")
    navegador.post(f.url_edicion(ficha), f.formulario_de(navegador, ficha) | {"entidad": otra.pk})
    assert f.fresca(ficha).entidad == f.fresca(ficha).get_latest_revision_as_object().entidad == focal.entidad


def test_la_vista_previa_de_una_nueva_no_cambia_la_entidad(navegador, focal):
    otra = Entidad.objects.get(codigo="secretaria-cultura")
    url = reverse("wagtailadmin_pages:preview_on_add", args=["practicas", "practicapage", f.banco().pk])
    respuesta = navegador.post(url, f.datos_de_ficha(entidad=otra.pk))
    assert f.json_de(respuesta)["is_valid"] is False


def test_una_ficha_de_otra_entidad_no_se_hace_suya_por_una_revision_vieja(otro_focal, focal, navegador):
    """A ficha that changed hands: who lost it does not open it by a revision of the time when it was theirs."""
    ficha = f.practica(focal)
    vieja = ficha.latest_revision
    f.cambiar(ficha, otro_focal, entidad=otro_focal.entidad)
    PracticaPage.objects.filter(pk=ficha.pk).update(entidad=otro_focal.entidad)
    respuesta = navegador.post(
        reverse("wagtailadmin_pages:revisions_revert", args=[ficha.pk, vieja.pk]), f.datos_de_ficha()
    )
    assert respuesta.status_code in (302, 403)
    assert f.fresca(ficha).latest_revision_id != vieja.pk
    assert f.fresca(ficha).revisions.count() == 2


# --- A focal without an entity ----------------------------------------------------------------------


@pytest.fixture
def sin_entidad(db):
    return f.persona("sin-entidad", "Puntos focales")


def test_sin_entidad_se_le_dice_que_la_pida(sin_entidad, entrar):
    respuesta = entrar(sin_entidad).get(reverse("wagtailadmin_home"))
    assert "no tiene entidad" in respuesta.content.decode()


def test_sin_entidad_no_ve_ni_crea_fichas(sin_entidad, ajenas, entrar):
    navegador = entrar(sin_entidad)
    huerfana = f.practica(None)
    PracticaPage.objects.filter(pk=huerfana.pk).update(entidad=None)
    for ficha in (*ajenas.values(), huerfana):
        assert navegador.get(f.url_edicion(ficha)).status_code != 200
    antes = PracticaPage.objects.count()
    respuesta = f.crear_por_formulario(navegador, "action-submit")
    assert respuesta.status_code < 500
    f.crear_por_formulario(navegador)
    f.crear_por_formulario(navegador, entidad="")
    assert PracticaPage.objects.count() == antes


def test_las_entradas_del_historial_ajeno_no_se_cuentan_en_el_informe(ajenas, navegador):
    assert PageLogEntry.objects.filter(page=ajenas["borrador"].pk).exists()
    respuesta = navegador.get(reverse("wagtailadmin_reports:site_history"))
    if respuesta.status_code == 200:
        suyas = {str(entrada.object_id) for entrada in respuesta.context["object_list"]}
        assert suyas.isdisjoint({str(pagina.pk) for pagina in ajenas.values()})
    assert not ModelLogEntry.objects.filter(user=ajenas["borrador"].owner, label__contains=MARCA).exists()
