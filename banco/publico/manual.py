"""How the API is used: the page for people, in both languages; for programs, its index and its OpenAPI description."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from . import openapi as descripcion
from .api import FILTROS
from .enlazados import LICENCIA
from .paginas import cabeza_de_vista, raiz_de


@require_safe
def indice(request):
    """What the API has: JSON."""
    raiz = raiz_de(request)
    manuales = {}
    for idioma in ("es", "en"):
        with override(idioma):
            manuales[idioma] = f"{raiz}{reverse('banco:api')}"
            datos = f"{raiz}{reverse('banco:datos_abiertos')}"
    contenido = {
        "practicas": f"{raiz}{reverse('api:practicas:listing')}",
        "openapi": f"{raiz}{reverse('api_openapi')}",
        "manual": manuales,
        "datos": datos,
        "licencia": LICENCIA,
    }
    return JsonResponse(contenido, json_dumps_params={"ensure_ascii": False})


@require_safe
def openapi(request):
    with override("en"):  # as what the API says of what it does not understand
        contenido = descripcion.documento(raiz_de(request))
    return JsonResponse(
        contenido,
        content_type="application/vnd.oai.openapi+json;version=3.1",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def nada(request, resto):
    """What the API does not have is said in its own words."""
    return JsonResponse({"message": "not found"}, status=404)


@require_safe
def pagina(request):
    titulo, datos = _("La API, para quien programa"), f"{raiz_de(request)}{reverse('banco:datos_abiertos')}"
    lista, de_ejemplo = reverse("api:practicas:listing"), descripcion.ejemplos()
    contexto = {
        "titulo": titulo,
        "raiz": raiz_de(request),
        "lista": lista,
        "campos": {nombre: dice for nombre, (_esquema, dice) in descripcion.campos().items()},
        "filtros": [
            {"nombre": nombre, "filtro": filtro, **_ejemplo(lista, nombre, de_ejemplo[nombre])}
            for nombre, filtro in FILTROS.items()
        ],
        "parametros": [
            {"nombre": nombre, "dice": dice, **_ejemplo(lista, nombre, ejemplo)}
            for nombre, (_esquema, dice, ejemplo) in descripcion.parametros(de_ejemplo).items()
        ],
        **cabeza_de_vista(request, "banco:api", titulo, [(_("Datos abiertos"), datos)]),
    }
    return render(request, "banco/api.html", contexto)


def _ejemplo(lista, nombre, valor):
    consulta = urlencode({nombre: valor}, safe="*")
    return {"consulta": consulta, "url": f"{lista}?{consulta}"}
