"""The page of the open data, its files, and their description for catalogues."""

from django.http import FileResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from base import generacion
from base.idiomas import ESPANOL
from base.tareas import encolar, la_hace_un_trabajador, tarea
from base.templatetags.base_tags import datos_de_la_entidad

from ..enlazados import LICENCIA
from ..paginas import cabeza_de_vista, raiz_de
from . import archivos, dcat
from .formatos import TIPOS
from .tablas import TABLAS

# With more rows than these, nobody waits for a file in a request (the page of the data needs all of them: half a second
# for each hundred rows): a worker writes it, and until then its size and its sum are not said. Without workers, who
# asks for one waits.
SE_ESPERAN = 200
_SEGUNDOS = 15  # until it is asked for again


@require_safe
def descargar(request, tabla, formato):
    raiz = raiz_de(request)
    if not archivos.hecho(tabla, formato, raiz) and _tarda() and la_hace_un_trabajador(preparar):
        return _se_esta_preparando(request, tabla, formato, raiz)
    uno = archivos.archivo(tabla, formato, raiz)
    if respuesta := get_conditional_response(request, etag=f'"{uno.suma}"'):
        return respuesta
    respuesta = FileResponse(uno.ruta.open("rb"), content_type=TIPOS[formato])
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{tabla}-bogota.{formato}"'
    respuesta.headers["Link"] = f'<{LICENCIA}>; rel="license", <{dcat.direccion(raiz)}>; rel="describedby"'
    respuesta.headers["ETag"] = f'"{uno.suma}"'
    respuesta.headers["Cache-Control"] = "no-cache"
    return respuesta


@tarea("documentos")
def preparar(tabla, formato, raiz, de_la_generacion):
    """Write a file of the open data. ``de_la_generacion``: the one that asked for it; after it, nobody reads it."""
    with generacion.fija():
        if de_la_generacion == generacion.actual():
            archivos.archivo(tabla, formato, raiz)


def _tarda():
    return sum(tabla.cuantas() for tabla in TABLAS.values()) > SE_ESPERAN


def _pedir(tabla, formato, raiz):
    if archivos.pedir(tabla, formato, raiz):
        encolar(preparar, tabla, formato, raiz, generacion.actual())


def _se_esta_preparando(request, tabla, formato, raiz):
    """A page that asks again by itself until a worker has written the file (202)."""
    _pedir(tabla, formato, raiz)
    contexto = {"archivo": True, "segundos": _SEGUNDOS, "direccion": request.get_full_path()}
    respuesta = render(request, "banco/preparando.html", contexto, status=202)
    respuesta.headers["Cache-Control"] = "no-store"
    respuesta.headers["Retry-After"] = str(_SEGUNDOS)
    return respuesta


def distribuciones(request):
    """Table → format → its ``address``, type and, of a file that is written, its size and sum."""
    raiz = raiz_de(request)
    hay = {(tabla, formato): archivos.hecho(tabla, formato, raiz) for tabla in TABLAS for formato in TIPOS}
    if not all(hay.values()):
        if not _tarda():
            hay = {(tabla, formato): archivos.archivo(tabla, formato, raiz) for tabla, formato in hay}
        elif la_hace_un_trabajador(preparar):
            for (tabla, formato), uno in hay.items():
                if uno is None:
                    _pedir(tabla, formato, raiz)
    return {
        tabla: [
            {
                "formato": formato.upper(),
                "tipo": tipo.partition(";")[0],
                "url": raiz + reverse("banco:descargar", kwargs={"tabla": tabla, "formato": formato}),
                "bytes": uno and uno.bytes,
                "sha256": uno and uno.suma,
            }
            for formato, tipo in TIPOS.items()
            for uno in [hay[tabla, formato]]
        ]
        for tabla in TABLAS
    }


@require_safe
def pagina(request):
    hechas = distribuciones(request)
    contexto = {
        "titulo": _("Datos abiertos"),
        "tablas": [
            {"tabla": tabla, "total": tabla.cuantas(), "archivos": hechas[tabla.nombre], "columnas": tabla.columnas()}
            for tabla in TABLAS.values()
        ],
        "licencia": LICENCIA,
        "datos_enlazados": dcat.en_schema(raiz_de(request), hechas),
        **cabeza_de_vista(request, "banco:datos_abiertos", _("Datos abiertos")),
    }
    return render(request, "banco/datos_abiertos.html", contexto)


@require_safe
def catalogo(request):
    """The description of the data in DCAT-AP (JSON-LD), for catalogues that harvest; the same in every language."""
    with override(ESPANOL):
        hechas = distribuciones(request)
    datos = dcat.catalogo(raiz_de(request), hechas, _correo(request))
    return JsonResponse(datos, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


def _correo(request):
    """Where who runs the site says to be written to, or empty."""
    return getattr(datos_de_la_entidad({"request": request}), "correo", "")
