"""All the addresses of the admin, filled in with objects that exist."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Collection, Locale, Site, Task, Workflow
from wagtail_localize.models import Translation

from actores.models import Usuario
from base.models import Documento, Imagen
from formularios.models import Formulario
from vocabulario.models import Tema

from . import fabrica as f

# The admin's API of Wagtail 8.0 acts on pages and lists files; that of 8.1 only lists pages, at another address.
LA_API_ACTUA = find_spec("wagtail.admin.api.views") is not None
# Addresses that lead out, or that exist to break.
FUERA = {"wagtailadmin_logout", "wagtailadmin_error_test", "wagtailadmin_login", ""}


def _patrones(patrones, prefijo=""):
    for patron in patrones:
        if isinstance(patron, URLResolver):
            espacio = f"{prefijo}{patron.namespace}:" if patron.namespace else prefijo
            yield from _patrones(patron.url_patterns, espacio)
        elif isinstance(patron, URLPattern):
            yield f"{prefijo}{patron.name}" if patron.name else "", patron.pattern


def _admin():
    raiz = get_resolver()
    admin = next(patron for patron in raiz.url_patterns if str(patron.pattern) == "admin/")
    return _patrones(admin.url_patterns)


def _pk_de(espacio, pagina):
    """The object that ``pk`` means in the addresses of that namespace."""
    for comienzo in ("wagtailsnippets_", "wagtailsnippetchoosers_"):
        if espacio.startswith(comienzo):
            nombre = espacio.removeprefix(comienzo)
            # Both halves may have a low line of their own.
            suyo = next(modelo for modelo in apps.get_models() if nombre == modelo._meta.label_lower.replace(".", "_"))
            return suyo.objects.first()
    por_espacio = {
        "wagtailadmin_collections": Collection,
        "wagtailadmin_workflows": Workflow,
        "wagtaillocales": Locale,
        "wagtailsites": Site,
        "wagtailusers_users": Usuario,
        "wagtaildocs_chooser": Documento,
        "wagtailimages_chooser": Imagen,
    }
    modelo = por_espacio.get(espacio)
    return modelo.objects.last() if modelo else pagina


def de_la_api(nombre, *args):
    """The address of ``nombre`` in the admin's API, of those of Wagtail 8.0; None where there is no such address."""
    return reverse(f"wagtailadmin_api:{nombre}", args=args) if LA_API_ACTUA else None


def direcciones(pagina):
    """``(name, address)`` of every address of the admin, where a page is asked for with ``pagina``."""
    revision = pagina.get_latest_revision()
    estado = pagina.workflow_states.last()
    tarea = estado and estado.current_task_state
    traduccion = Translation.objects.filter(source__object_id=pagina.translation_key).first()
    fijos = {
        "page_id": pagina.pk,
        "page_pk": pagina.pk,
        "page_to_move_id": pagina.pk,
        "parent_page_id": pagina.get_parent().pk,
        "destination_id": f.banco("en").pk,
        "revision_id": revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "workflow_state_id": estado.pk if estado else 0,
        "task_state_id": tarea.pk if tarea else 0,
        "tipo": pagina.get_base_content_type().pk,
        "objeto": pagina.pk,
        "tarea_id": tarea.pk if tarea else 0,
        "practica_id": pagina.pk,
        "entidad": pagina.specific.entidad_id,
        "anio": 2026,
        "objetivo_id": _primero("promocion.Objetivo"),
        "campo_id": _primero("formularios.Campo"),
        "actividad": 0,
        "task_id": Task.objects.first().pk,
        "workflow_pk": Workflow.objects.first().pk,
        "action_name": "approve",
        "clase": "evento",
        "content_type_app_name": "practicas",
        "content_type_model_name": "practicapage",
        "app_label": "wagtailcore",
        "model_name": "page",
        "app_name": "sitio",
        "aplicacion": "practicas",
        "modelo": "tema",
        "action": "delete",
        "translation_id": traduccion.pk if traduccion else 0,
        "traduccion_id": traduccion.pk if traduccion else 0,
        "translation_source_id": traduccion.source_id if traduccion else 0,
        "string_segment_id": traduccion.source.stringsegment_set.first().pk if traduccion else 0,
        "overridable_segment_id": 0,
        "clave": "moderacion",
        "mode": "",
        "object_id": pagina.pk,
        "session_id": 0,
        "collection_id": Collection.objects.first().pk,
        "image_id": _ultimo(Imagen),
        "document_id": _ultimo(Documento),
        "doc_id": _ultimo(Documento),
        "filter_spec": "width-10",
        "redirect_id": 0,
        "formulario_id": Formulario.objects.first().pk,
        "adjunto_id": 0,
        "idioma": "es",
        "devuelta_id": 0,
        "estado": "aceptado",
        "uploaded_file_id": 0,
        "uidb64": "x",
        "token": "x",
    }
    for nombre, patron in _admin():
        if nombre in FUERA:
            continue
        objeto = _pk_de(nombre.rpartition(":")[0], pagina)
        valores = {**fijos, "pk": objeto.pk if objeto else 0}
        if nombre in ("postulaciones:objetivo", "postulaciones:preguntas"):
            valores |= {"pk": _primero("promocion.Objetivo")}
        if nombre == "aval:fusionar":
            valores |= {"pk": Tema.objects.first().pk}
        if nombre in ("procesos:redactar", "procesos:vista_previa"):
            valores |= {"formulario_id": Formulario.objects.get(codigo="encuesta-intercambio").pk}
        if nombre.startswith("wagtailsettings"):
            valores |= {"model_name": "ajustessitio", "pk": Site.objects.get().pk}
        try:
            yield nombre, reverse(nombre, kwargs={clave: valores[clave] for clave in patron.regex.groupindex})
        except NoReverseMatch:
            continue  # an optional part of an address that another pattern of the same name covers


def direcciones_sin_valores():
    """The names of the addresses that need nothing to be filled in, once each: lists and reports are among them."""
    nombres = (nombre for nombre, patron in _admin() if nombre not in FUERA and not patron.regex.groupindex)
    return [nombre for nombre in dict.fromkeys(nombres) if _se_escribe(nombre)]


def _se_escribe(nombre):
    try:
        return bool(reverse(nombre))
    except NoReverseMatch:
        return False


def _primero(etiqueta):
    primero = apps.get_model(etiqueta).objects.order_by("pk").first()
    return primero.pk if primero else 0


def _ultimo(modelo):
    ultimo = modelo.objects.order_by("-pk").first()
    return ultimo.pk if ultimo else 0
