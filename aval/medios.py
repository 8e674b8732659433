"""Giving a picture or a document: to the public while a live text shows it, and in the admin to who has a right to it.

Nothing of ``MEDIA_ROOT`` is served by the web server on its own. Where ``MEDIA_INTERNO`` names an internal address of
nginx, what may be given is left to it (``X-Accel-Redirect``); elsewhere the application sends the file itself.

What is given says ``no-cache``: whoever keeps it asks each time whether it may still be shown, which costs one query
and no bytes (304). Any ``max-age`` would go on showing for as long a picture that was withdrawn.
"""

import mimetypes
import re
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.utils import sendfile_streaming_backend

from . import borradores, publicos

DIGITOS = 18  # of the greatest number that every database can be asked for

_OCTETOS = "application/octet-stream"
_RANGO = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_TROZO = 64 * 1024  # bytes

VERSIONES, ORIGINALES, RETRATOS = "images/", "original_images/", "avatar_images/"


def puede_ver(usuario, archivo):
    """Whether ``usuario``, in the admin, may see ``archivo`` (an image or a document), published or not.

    By its collection, or because they may edit a text that has it.
    """
    if not usuario.has_perm("wagtailadmin.access_admin"):
        return False
    politica = policy_registry.get_by_type(type(archivo))
    if politica.user_has_any_permission_for_instance(usuario, ["choose", "change"], archivo):
        return True
    citas = ReferenceIndex.get_references_to(archivo).group_by_source_object()
    return any(_puede_editar(usuario, objeto) for objeto, _referencias in citas)


def _puede_editar(usuario, objeto):
    if isinstance(objeto, Page):
        return objeto.specific.permissions_for_user(usuario).can_edit()
    return policy_registry.get_by_type(type(objeto)).user_has_permission_for_instance(usuario, "change", objeto)


@require_safe
def medio(request, ruta):
    """The picture at ``ruta`` below ``MEDIA_URL``; 404 for what may not be seen, as for what does not exist."""
    if ruta.startswith(VERSIONES):
        return _version(request, ruta)
    # The rest is of the admin: whoever is not inside learns nothing, and asks nothing of the database.
    if ruta.startswith((ORIGINALES, RETRATOS)) and request.user.has_perm("wagtailadmin.access_admin"):
        imagen = get_image_model().objects.filter(file=ruta).first()
        if ruta.startswith(RETRATOS) or (imagen and puede_ver(request.user, imagen)):
            return _entregar(request, ruta, publico=False)
    raise Http404


def _le_toca(request, archivo):
    """Whether who asks may see what is not public: in the admin, or with the link to a draft that has it."""
    llave = request.GET.get("borrador", "")
    return puede_ver(request.user, archivo) or (bool(llave) and borradores.da(llave, archivo))


def _version(request, ruta):
    modelo = get_image_model()
    versiones = modelo.get_rendition_model().objects.filter(file=ruta).order_by()
    fila = versiones.values_list("image_id", publicos.es_publica(modelo, "image_id")).first()
    if fila is None:
        raise Http404
    numero, publica = fila
    if not publica and not _le_toca(request, modelo.objects.get(pk=numero)):
        raise Http404
    return _entregar(request, ruta, publico=publica)


def _entregar(request, ruta, publico):
    respuesta = por_el_servidor(ruta) or _por_la_aplicacion(request, ruta)
    respuesta.headers["Cache-Control"] = f"{'public' if publico else 'private'}, no-cache"
    return respuesta


def por_el_servidor(ruta):
    """The response that leaves the file at ``ruta`` to nginx; None where there is none to leave it to."""
    if not settings.MEDIA_INTERNO:
        return None
    respuesta = HttpResponse(content_type=_tipo(ruta))
    respuesta.headers["X-Accel-Redirect"] = quote(f"{settings.MEDIA_INTERNO.rstrip('/')}/{ruta}")
    return respuesta


def _tipo(ruta):
    extension = ruta.rpartition(".")[2].lower()
    return settings.WAGTAILDOCS_CONTENT_TYPES.get(extension) or mimetypes.guess_type(ruta)[0] or _OCTETOS


def _por_la_aplicacion(request, ruta):
    try:
        momento, bytes_ = default_storage.get_modified_time(ruta), default_storage.size(ruta)
    except OSError as error:
        raise Http404 from error
    etiqueta = quote_etag(f"{int(momento.timestamp()):x}-{bytes_:x}")  # as nginx makes it
    if sin_cambios := get_conditional_response(request, etag=etiqueta):
        return sin_cambios
    respuesta = FileResponse(default_storage.open(ruta), content_type=_tipo(ruta))
    respuesta.headers["ETag"] = etiqueta
    respuesta.headers["Last-Modified"] = http_date(momento.timestamp())
    return respuesta


# Documents: Wagtail's view, which asks ``solo_a_quien_puede`` first and sends the file by ``sendfile``.


@cache_control(no_cache=True)
def documento(request, document_id, document_filename):
    if len(document_id) > DIGITOS:
        raise Http404
    return por_partes(request, serve(request, document_id, document_filename))


def por_partes(request, respuesta):
    """``respuesta``, or the part of its file that is asked for: how a video is played from its middle (RFC 9110, 14).

    What is left to nginx, nginx parts.
    """
    archivo = getattr(respuesta, "file_to_stream", None)
    if respuesta.status_code != HTTPStatus.OK or archivo is None:
        return respuesta
    respuesta.headers["Accept-Ranges"] = "bytes"
    rango = _RANGO.fullmatch(request.headers.get("Range", ""))
    if not rango or request.method != "GET" or not any(rango.groups()):
        return respuesta
    if request.headers.get("If-Range", respuesta.headers.get("ETag")) != respuesta.headers.get("ETag"):
        return respuesta
    total = int(respuesta.headers["Content-Length"])
    primero, ultimo = rango.groups()
    desde = int(primero) if primero else max(total - int(ultimo), 0)
    hasta = min(int(ultimo), total - 1) if primero and ultimo else total - 1
    if desde > hasta:
        archivo.close()
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{total}"}
        )
    respuesta.status_code = HTTPStatus.PARTIAL_CONTENT
    respuesta.headers["Content-Range"] = f"bytes {desde}-{hasta}/{total}"
    respuesta.headers["Content-Length"] = str(hasta - desde + 1)
    archivo.seek(desde)
    respuesta.streaming_content = _leidos(archivo, hasta - desde + 1)
    return respuesta


def _leidos(archivo, cuantos):
    while cuantos and (trozo := archivo.read(min(_TROZO, cuantos))):
        cuantos -= len(trozo)
        yield trozo


def solo_a_quien_puede(document, request):
    """``before_serve_document``: the public is given what a live text cites, and the admin what each may see."""
    if not publicos.de(document).exists() and not _le_toca(request, document):
        raise Http404


def sendfile(request, filename, **kwargs):
    """``SENDFILE_BACKEND``: the way that Wagtail sends a file whose path it knows."""
    try:
        ruta = Path(filename).resolve().relative_to(Path(settings.MEDIA_ROOT).resolve()).as_posix()
    except ValueError:
        ruta = ""
    por_nginx = ruta and por_el_servidor(ruta)
    return por_nginx or sendfile_streaming_backend.sendfile(request, filename, **kwargs)
