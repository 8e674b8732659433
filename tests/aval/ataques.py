"""The ways to publish found open in stock Wagtail 8 with wagtail-localize, each as the browser knocks at it."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import LocaleSynchronization, Translation

from tests import fabrica as f
from tests.direcciones_del_admin import LA_API_ACTUA, de_la_api
from tests.mundo import pedir

EDITAN = ("focal", "comunicaciones", "moderadora_autora", "moderadora", "superusuario")
EDITAN_PAGINAS = EDITAN[1:]
CREAN = ("focal", "comunicaciones", "superusuario")
TRADUCEN = ("comunicaciones", "superusuario")
MODERAN = ("moderadora_autora", "moderadora")
SUPERUSUARIO = ("superusuario",)
TODOS = ("visitante", "focal", "otro_focal", "comunicaciones", *MODERAN, "administracion", "superusuario")

SIN_AVAL = "solo lo que tiene el aval de la DDRI se publica"
NO_ESTA = "404"
MAQUINA = {"CLASS": "tests.aval.maquina_inglesa.TraductorDePrueba"}
GUARDADO = "quedaron guardados"  # as a draft, which is all that the button does


@dataclass(frozen=True)
class Ataque:
    """``numero`` is that of the list of attacks; ``tocar(mundo, navegador)`` gives the answer.

    ``respuestas``: what it says, and to which roles. To the other roles it says that they may not; to the visitor,
    that they log in.
    """

    numero: int
    nombre: str
    respuestas: dict
    tocar: Callable

    def respuesta_a(self, papel):
        if papel == "visitante":
            return NO_ESTA if papel in self.respuestas.get(NO_ESTA, ()) else "/entrar/"
        return next((frase for frase, papeles in self.respuestas.items() if papel in papeles), "permiso")


ATAQUES = []


def ataque(numero, nombre, respuestas, existe=True):
    def registrar(tocar):
        if existe:
            ATAQUES.append(Ataque(numero, nombre, respuestas, tocar))
        return tocar

    return registrar


def _paginas(nombre, *args):
    return reverse(f"wagtailadmin_pages:{nombre}", args=args)


def _notas(nombre, *args):
    return reverse(f"wagtailsnippets_app_de_prueba_nota:{nombre}", args=args)


def _localize(nombre, *args):
    return reverse(f"wagtail_localize:{nombre}", args=args)


def formulario(mundo, pagina, **cambios):
    """What the editor of a ficha sends, with the text of the draft changed."""
    contacto = f.persona_de_formulario()
    datos = f.datos_de_ficha(
        title=pagina.title, slug=pagina.slug, resumen="Cambiado por el ataque.", contactos=[contacto]
    )
    return datos | cambios


# --- 1–5: publishing, reverting, in bulk, copying -----------------------------------------------------------


@ataque(1, "publicar un borrador desde el editor", {GUARDADO: EDITAN})
def _(mundo, navegador):
    datos = formulario(mundo, mundo.borrador) | {"action-publish": "1"}
    return pedir(navegador, "post", f.url_edicion(mundo.borrador), datos)


@ataque(1, "publicar desde el editor los cambios de lo publicado", {GUARDADO: EDITAN})
def _(mundo, navegador):
    datos = formulario(mundo, mundo.viva) | {"action-publish": "1"}
    return pedir(navegador, "post", f.url_edicion(mundo.viva), datos)


@ataque(1, "publicar una página de contenido desde el editor", {GUARDADO: EDITAN_PAGINAS})
def _(mundo, navegador):
    datos = {
        "title": "Página en borrador",
        "slug": "pagina-en-borrador",
        "entradilla": "Por el ataque.",
        "cuerpo-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }
    return pedir(navegador, "post", f.url_edicion(mundo.contenido), datos)


@ataque(1, "publicar una nota desde su editor", {"cambios guardados": SUPERUSUARIO})
def _(mundo, navegador):
    datos = {"titulo": "Cambiado", "texto": f.rich_text("<p>x</p>"), "action-publish": "1"}
    return pedir(navegador, "post", _notas("edit", mundo.nota.pk), datos)


@ataque(1, "publicar los cambios de una nota viva", {"cambios guardados": SUPERUSUARIO})
def _(mundo, navegador):
    datos = {"titulo": "Cambiado", "texto": f.rich_text("<p>x</p>"), "action-publish": "1"}
    return pedir(navegador, "post", _notas("edit", mundo.nota_viva.pk), datos)


@ataque(2, "crear y publicar", {"Se creó la página": CREAN, "La ficha no se": ("otro_focal",)})
def _(mundo, navegador):
    datos = f.datos_de_ficha(slug="creada-y-publicada") | {"action-publish": "1"}
    return pedir(navegador, "post", f.url_nueva(), datos)


@ataque(2, "crear y publicar una nota", {"se creó": SUPERUSUARIO})
def _(mundo, navegador):
    datos = {"titulo": "Nueva", "texto": f.rich_text("<p>x</p>"), "action-publish": "1"}
    return pedir(navegador, "post", _notas("add"), datos)


@ataque(3, "volver a una versión sin aval y publicarla", {GUARDADO: EDITAN})
def _(mundo, navegador):
    navegador.get(_paginas("revisions_revert", mundo.viva.pk, mundo.vieja.pk))
    datos = formulario(mundo, mundo.viva) | {"revision": mundo.vieja.pk, "action-publish": "1"}
    return pedir(navegador, "post", f.url_edicion(mundo.viva), datos)


@ataque(4, "publicar en bloque, con lo que está debajo", {"Se publicaron 0": (*EDITAN_PAGINAS, "administracion")})
def _(mundo, navegador):
    url = f"/admin/bulk/wagtailcore/page/publish/?id={f.banco().pk}&id={mundo.borrador.pk}&next=/admin/"
    return pedir(navegador, "post", url, {"include_descendants": "on"})


@ataque(5, "copiar lo publicado y dejar viva la copia", {"Se copió": CREAN[:2], "form": EDITAN_PAGINAS[1:]})
def _(mundo, navegador):
    datos = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": str(f.banco().pk), "publish_copies": "on"}
    return pedir(navegador, "post", _paginas("copy", mundo.viva.pk), datos)


def _por_la_api(mundo, navegador, pagina, accion, **datos):
    url = de_la_api("pages:action", pagina.pk, accion)
    return pedir(navegador, "post", url, datos, content_type="application/json")


@ataque(
    5,
    "copiar por la API y dejar viva la copia",
    {"permission to publish": CREAN, "permission to copy": MODERAN, NO_ESTA: ("administracion",)},
    LA_API_ACTUA,
)
def _(mundo, navegador):
    return _por_la_api(mundo, navegador, mundo.viva, "copy", keep_live=True, slug="copia-api", recursive=True)


# --- 6–7: aliases and trees ---------------------------------------------------------------------------------


@ataque(6, "convertir un alias en página", {"página ordinaria": EDITAN})
def _(mundo, navegador):
    return pedir(navegador, "post", _paginas("convert_alias", mundo.alias.pk))


@ataque(6, "convertir un alias por la API", {"200": EDITAN, NO_ESTA: ("administracion",)}, LA_API_ACTUA)
def _(mundo, navegador):
    return _por_la_api(mundo, navegador, mundo.alias, "convert_alias")


@ataque(6, "convertir en alias una traducción publicada", {SIN_AVAL: TRADUCEN})
def _(mundo, navegador):
    return pedir(navegador, "post", _localize("convert_to_alias", mundo.inglesa.pk))


@ataque(7, "crear un alias de lo publicado", {"Se copió": CREAN[:2], "form": EDITAN_PAGINAS[1:]})
def _(mundo, navegador):
    datos = {"new_title": "Alias", "new_slug": "otro-alias", "new_parent_page": str(f.banco().pk), "alias": "on"}
    return pedir(navegador, "post", _paginas("copy", mundo.viva.pk), datos)


@ataque(
    7,
    "crear un alias por la API",
    {"permission to publish": CREAN, "permission to create": MODERAN, NO_ESTA: ("administracion",)},
    LA_API_ACTUA,
)
def _(mundo, navegador):
    return _por_la_api(mundo, navegador, mundo.viva, "create_alias", update_slug="otro-alias", recursive=True)


@ataque(7, "sincronizar el árbol de los idiomas", {SIN_AVAL: SUPERUSUARIO})
def _(mundo, navegador):
    ingles = Locale.objects.get(language_code="en")
    grupo = f"component-{LocaleSynchronization._meta.db_table}"
    datos = {
        "language_code": "en",
        f"{grupo}-enabled": "on",
        f"{grupo}-sync_from": Locale.objects.get(language_code="es").pk,
    }
    return pedir(navegador, "post", reverse("wagtaillocales:edit", args=[ingles.pk]), datos)


# --- 8–12: schedules and workflows --------------------------------------------------------------------------


@ataque(8, "programar la publicación", {GUARDADO: EDITAN})
def _(mundo, navegador):
    datos = formulario(mundo, mundo.borrador) | {"go_live_at": "2020-01-01 00:00", "action-publish": "1"}
    return pedir(navegador, "post", f.url_edicion(mundo.borrador), datos)


@ataque(9, "enviar por un flujo sin tareas", {SIN_AVAL: EDITAN})
def _(mundo, navegador):
    datos = formulario(mundo, mundo.sin_tareas) | {"action-submit": "1"}
    return pedir(navegador, "post", f.url_edicion(mundo.sin_tareas), datos)


@ataque(
    10,
    "aprobar la tarea de una página por la dirección de otra",
    {"no está esperando moderación": (*EDITAN, "administracion")},
)
def _(mundo, navegador):
    url = _paginas("workflow_action", mundo.viva.pk, "approve", mundo.por_avalar.pk)
    return pedir(navegador, "post", url, {"comment": "Sí"})


@ataque(10, "aprobar por la vista genérica", {})
def _(mundo, navegador):
    url = _paginas("workflow_action", mundo.enviada.pk, "approve", mundo.por_avalar.pk)
    return pedir(navegador, "post", url, {"comment": "Sí"})


@ataque(10, "confirmar la aprobación por la vista genérica", {})
def _(mundo, navegador):
    url = _paginas("confirm_workflow_cancellation", mundo.enviada.pk)
    pedir(navegador, "post", url)
    url = _paginas("collect_workflow_action_data", mundo.enviada.pk, "approve", mundo.por_avalar.pk)
    return pedir(navegador, "post", url, {"comment": "Sí"})


@ataque(11, "editar y aprobar en el mismo envío", {"está bloqueada": EDITAN})
def _(mundo, navegador):
    datos = formulario(mundo, mundo.enviada) | {
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": "{}",
    }
    return pedir(navegador, "post", f.url_edicion(mundo.enviada), datos)


@ataque(11, "avalar desde una pantalla vieja", {"El texto cambió": MODERAN})
def _(mundo, navegador):
    datos = {"decision": "avalar", "huella": "la de otro texto", "buena_practica": "on"}
    return pedir(navegador, "post", f.pantalla(mundo.por_avalar), datos)


@ataque(12, "los datos de más del flujo como argumentos", {"está bloqueada": EDITAN})
def _(mundo, navegador):
    datos = formulario(mundo, mundo.enviada) | {
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps({"user": 1, "skip_permission_checks": True, "comment": "Sí"}),
    }
    return pedir(navegador, "post", f.url_edicion(mundo.enviada), datos)


# --- 13–14: revisions rewritten, authorship --------------------------------------------------------------------


@ataque(13, "reescribir en su sitio la versión publicada", {"invalid_revision": EDITAN})
def _(mundo, navegador):
    datos = formulario(mundo, mundo.viva) | {"overwrite_revision_id": mundo.viva.live_revision_id}
    return pedir(navegador, "post", f.url_edicion(mundo.viva), datos, headers={"Accept": "application/json"})


@ataque(
    13,
    "reescribir en su sitio la versión publicada, sin guardado automático",
    {"guarde de nuevo para empezar otra versión": EDITAN},
)
def _(mundo, navegador):
    datos = formulario(mundo, mundo.viva) | {"overwrite_revision_id": mundo.viva.live_revision_id}
    return pedir(navegador, "post", f.url_edicion(mundo.viva), datos)


@ataque(13, "reescribir en su sitio la versión que espera el aval", {"locked": EDITAN})
def _(mundo, navegador):
    datos = formulario(mundo, mundo.enviada) | {"overwrite_revision_id": mundo.por_avalar.revision_id}
    return pedir(navegador, "post", f.url_edicion(mundo.enviada), datos, headers={"Accept": "application/json"})


# --- 15–18: the translation tool ---------------------------------------------------------------------------------


@ataque(15, "enviar a traducir lo publicado", {"Nada se publica hasta que tenga su aval": TRADUCEN})
def _(mundo, navegador):
    ingles = mundo.traduccion.target_locale_id
    return pedir(navegador, "post", _localize("submit_page_translation", mundo.sin_ingles.pk), {"locales": [ingles]})


@ataque(15, "enviar a traducir una nota viva", {"Nada se publica hasta que tenga su aval": SUPERUSUARIO})
def _(mundo, navegador):
    url = _localize("submit_snippet_translation", "app_de_prueba", "nota", mundo.nota_sin_ingles.pk)
    return pedir(navegador, "post", url, {"locales": [mundo.traduccion.target_locale_id]})


@ataque(16, "actualizar la traducción publicada y publicar", {"una traducción se publica con su aval": TRADUCEN})
def _(mundo, navegador):
    url = _localize("update_translations", mundo.traduccion.source_id)
    return pedir(navegador, "post", url, {"publish_translations": "on"})


@ataque(16, "actualizar una traducción nueva y publicar", {"una traducción se publica con su aval": TRADUCEN})
def _(mundo, navegador):
    url = _localize("update_translations", mundo.traduccion_nueva.source_id)
    return pedir(navegador, "post", url, {"publish_translations": "on"})


@ataque(16, "actualizar la traducción de una nota y publicar", {"una traducción se publica con su aval": SUPERUSUARIO})
def _(mundo, navegador):
    url = _localize("update_translations", mundo.traduccion_de_nota.source_id)
    return pedir(navegador, "post", url, {"publish_translations": "on"})


@ataque(17, "publicar desde el editor de la traducción", {SIN_AVAL: EDITAN_PAGINAS})
def _(mundo, navegador):
    return pedir(navegador, "post", f.url_edicion(mundo.inglesa), {"action": "publish"})


@ataque(17, "publicar una nota desde el editor de la traducción", {SIN_AVAL: SUPERUSUARIO})
def _(mundo, navegador):
    return pedir(navegador, "post", _notas("edit", mundo.nota_inglesa.pk), {"action": "publish"})


@ataque(18, "dejar de traducir y publicar lo escrito", {GUARDADO: TRADUCEN})
def _(mundo, navegador):
    pedir(navegador, "post", _localize("stop_translation", mundo.traduccion.pk))
    return pedir(
        navegador, "post", f.url_edicion(mundo.inglesa), formulario(mundo, mundo.inglesa) | {"action-publish": "1"}
    )


# --- 19–20: snippets and APIs -------------------------------------------------------------------------------------


@ataque(19, "enviar la copia de una nota a la dirección de la copia", {"No se guardó: una copia": SUPERUSUARIO})
def _(mundo, navegador):
    datos = {"titulo": "Copia encima", "texto": f.rich_text("<p>x</p>"), "action-publish": "1"}
    return pedir(navegador, "post", _notas("copy", mundo.nota_viva.pk), datos)


@ataque(19, "copiar encima de una nota viva sin publicar", {"No se guardó: una copia": SUPERUSUARIO})
def _(mundo, navegador):
    datos = {"titulo": "Copia encima", "texto": f.rich_text("<p>x</p>")}
    return pedir(navegador, "post", _notas("copy", mundo.nota_viva.pk), datos)


@ataque(19, "retirar una nota", {"con un motivo": TODOS})
def _(mundo, navegador):
    return pedir(navegador, "post", _notas("unpublish", mundo.nota_viva.pk))


@ataque(19, "aprobar una nota por la vista genérica", {})
def _(mundo, navegador):
    tarea = f.tarea(mundo.nota_enviada)
    return pedir(navegador, "post", _notas("workflow_action", mundo.nota_enviada.pk, "approve", tarea.pk), {})


@ataque(
    20,
    "publicar por la API de la administración",
    {"permission to publish": EDITAN, NO_ESTA: ("administracion",)},
    LA_API_ACTUA,
)
def _(mundo, navegador):
    return _por_la_api(mundo, navegador, mundo.borrador, "publish")


@ataque(20, "volver a una versión por la API", {"200": EDITAN, NO_ESTA: ("administracion",)}, LA_API_ACTUA)
def _(mundo, navegador):
    return _por_la_api(mundo, navegador, mundo.viva, "revert_to_page_revision", revision_id=mundo.vieja.pk)


@ataque(20, "publicar por una API pública que no existe", {NO_ESTA: TODOS})
def _(mundo, navegador):
    respuesta = pedir(navegador, "get", "/api/v2/pages/", follow=True)
    assert respuesta.status_code == 404
    return pedir(navegador, "post", f"/api/v3/pages/{mundo.borrador.pk}/publish/", {}, follow=True)


# --- 21–22: what the translation tool keeps -----------------------------------------------------------------------


def _poner(navegador, url, valor):
    cuerpo = encode_multipart(BOUNDARY, {"value": valor})
    return pedir(navegador, "put", url, cuerpo, content_type=MULTIPART_CONTENT)


def _frase(mundo):
    uno = mundo.traduccion.source.stringsegment_set.get(context__path="resumen")
    return _localize("edit_string_translation", mundo.traduccion.pk, uno.pk)


def _eleccion(mundo):
    uno = mundo.traduccion.source.overridablesegment_set.get(context__path__startswith="lecciones")
    return _localize("edit_override", mundo.traduccion.pk, uno.pk)


@ataque(21, "cambiar una frase de la traducción", {"Changed by the attack": TRADUCEN})
def _(mundo, navegador):
    return _poner(navegador, _frase(mundo), "Changed by the attack")


@ataque(21, "quitar una frase de la traducción", {"segment_id": TRADUCEN})
def _(mundo, navegador):
    return pedir(navegador, "delete", _frase(mundo))


@ataque(21, "elegir otro enlace en la traducción", {"example.org/en/": TRADUCEN})
def _(mundo, navegador):
    return _poner(navegador, _eleccion(mundo), "https://example.org/en/")


@ataque(21, "quitar el enlace elegido en la traducción", {"404": TRADUCEN})
def _(mundo, navegador):
    return pedir(navegador, "delete", _eleccion(mundo))


@ataque(21, "subir un archivo PO", {"Del archivo PO entr": TRADUCEN})
def _(mundo, navegador):
    po = polib.pofile(str(mundo.traduccion.export_po()))
    next(entrada for entrada in po if entrada.msgctxt == "resumen").msgstr = "Changed by the attack"
    archivo = SimpleUploadedFile("vuelta.po", str(po).encode())
    return pedir(navegador, "post", _localize("upload_pofile", mundo.traduccion.pk), {"file": archivo})


@ataque(21, "bajar un archivo PO, con lo que aún no es público", {"200": TRADUCEN})
def _(mundo, navegador):
    return pedir(navegador, "get", _localize("download_pofile", mundo.traduccion.pk))


@ataque(21, "pedir un borrador a la máquina", {"dejó un borrador": TRADUCEN})
def _(mundo, navegador):
    with override_settings(WAGTAILLOCALIZE_MACHINE_TRANSLATOR=MAQUINA):
        return pedir(navegador, "post", _localize("machine_translate", mundo.traduccion_nueva.pk))


@ataque(22, "dejar de traducir", {"se detuvo": TRADUCEN})
def _(mundo, navegador):
    return pedir(navegador, "post", _localize("stop_translation", mundo.traduccion.pk))


@ataque(22, "volver a traducir lo que se dejó", {"se reanudó": TRADUCEN})
def _(mundo, navegador):
    Translation.objects.filter(pk=mundo.traduccion.pk).update(enabled=False)
    return pedir(navegador, "post", f.url_edicion(mundo.inglesa), {"localize-restart-translation": "1"})


@ataque(22, "convertir en alias una traducción sin publicar", {SIN_AVAL: TRADUCEN})
def _(mundo, navegador):
    return pedir(navegador, "post", _localize("convert_to_alias", mundo.inglesa_nueva.pk))
