"""The API described for programs: OpenAPI 3.1, made of the tables that the API itself is made of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from aval.lectura import nombre_de
from base.opciones import OpcionesField
from practicas.ficha import FICHA, PROSA
from practicas.models import PracticaPage

from ..models.publicada import FichaPublica
from .api import FILTROS, MAYOR, ORDENES
from .campos import CAMPOS
from .enlazados import LICENCIA

VERSION = "2.0"
_TEXTO = {"type": "string"}
_META = {
    "detail_url": {"type": "string", "format": "uri"},
    "html_url": {"type": ["string", "null"], "format": "uri"},
    "slug": _TEXTO,
    "first_published_at": {"type": "string", "format": "date-time"},
    "locale": {"enum": [codigo for codigo, _nombre in settings.LANGUAGES]},
}


def ejemplos():
    """Parameter → a value that finds something: what a live practice has; without one, the first of its list."""
    de_las_listas = {nombre: filtro.ejemplo for nombre, filtro in FILTROS.items()}
    una = FichaPublica.objects.order_by("pk").first()
    if una is None:
        return {**de_las_listas, "translation_of": "1"}
    suyos = {
        **{nombre: str(una.pk) for nombre in ("id", "translation_of")},
        **{"slug": una.slug, "title": una.titulo, "fecha_inicio": una.inicio, "fecha_fin": una.fin},
        **{lista: getattr(getattr(una, lista), "codigo", "") for lista in ("entidad", "tema", "subtema")},
        "sector": una.entidad.sector.codigo if una.entidad else "",
        **{lista: next((uno.codigo for uno in getattr(una, lista)), "") for lista in ("localidades", "poblaciones")},
        "ods": next((uno.numero for uno in una.ods), ""),
        "toda_la_ciudad": str(una.toda_la_ciudad).lower(),
    }
    return {**de_las_listas, **{nombre: str(valor) for nombre, valor in suyos.items() if valor}}


def campos(ficha=FICHA):
    """Field → ``(JSON Schema, in words)``, in the active language: those that the API has of a practice."""
    de_la_ficha = {
        nombre: (_esquema(ficha(nombre)), nombre_de(PracticaPage, nombre))
        for nombre in ficha.en_la_api
        if nombre not in CAMPOS
    }
    return {
        "id": ({"type": "integer"}, _numero()),
        "title": (_TEXTO, _("Título")),
        **de_la_ficha,
        **{nombre: (dato.esquema, str(dato.dice)) for nombre, dato in CAMPOS.items()},
    }


def _esquema(campo):
    suyo = PracticaPage._meta.get_field(campo.nombre)
    if isinstance(suyo, models.DateField):
        return {"type": ["string", "null"], "format": "date"}
    if isinstance(suyo, OpcionesField):
        return {"type": "array", "items": {"enum": list(suyo.opciones.values)}}
    if suyo.choices:
        return {"enum": [codigo for codigo, _nombre in suyo.flatchoices] + [""] * suyo.blank}
    if isinstance(suyo, models.IntegerField):
        return {"type": ["integer", "null"]}
    if isinstance(suyo, models.DecimalField):
        return {"type": ["string", "null"]}
    return {"type": "string", "contentMediaType": "text/html"} if campo.clase == PROSA else _TEXTO


def parametros(de_ejemplo):
    """What a list may be asked for beside its filters: name → ``(JSON Schema, in words, example)``."""
    maximo = settings.WAGTAILAPI_LIMIT_MAX
    entero = {"type": "integer", "minimum": 0, "maximum": MAYOR}
    return {
        "limit": (
            {**entero, "maximum": maximo, "default": 20},
            _("Cuántas prácticas por página, hasta %(maximo)s; con más, un error 400") % {"maximo": maximo},
            "50",
        ),
        "offset": (entero, _("Desde cuál: la página siguiente empieza donde terminó la anterior"), "50"),
        "order": (
            {"enum": [*ORDENES, *(f"-{orden}" for orden in ORDENES), "random"]},
            _("En qué orden; con «-» delante, al revés"),
            "-first_published_at",
        ),
        "fields": (_TEXTO, _("Qué campos: sus nombres separados por comas, o * para todos"), "*"),
        "search": (_TEXTO, _("Palabras que se buscan, como en el Banco, en los dos idiomas"), "agua"),
        "locale": (_META["locale"], _("El idioma de las prácticas"), "en"),
        "translation_of": (
            entero,
            _("Las traducciones de la práctica que tiene ese número"),
            de_ejemplo["translation_of"],
        ),
    }


def _parametro(nombre, esquema, dice, ejemplo):
    if esquema.get("type") == "integer":
        ejemplo = int(ejemplo)
    return {"name": nombre, "in": "query", "description": dice, "schema": esquema, "example": ejemplo}


def _respuesta(dice, esquema):
    return {
        "description": dice,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{esquema}"}}},
    }


def documento(raiz):
    """The description, a dict, in the active language. ``raiz``: the address of the site, with no slash at its end."""
    de_ejemplo = ejemplos()
    filtros = [
        _parametro(nombre, _del_filtro(filtro), str(filtro.pide), de_ejemplo[nombre])
        for nombre, filtro in FILTROS.items()
    ]
    otros = [_parametro(nombre, *suyo) for nombre, suyo in parametros(de_ejemplo).items()]
    mala = _respuesta(_("Algo que se pidió no se entiende: qué, y cómo se pide"), "Error")
    ninguna = _respuesta(_("No existe, o no está publicada"), "Error")
    numero = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}, "description": _numero()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("API de lectura del Banco de Buenas Prácticas de Bogotá"),
            "version": VERSION,
            "description": _("Las prácticas con aval vigente, en español y en inglés. Solo se lee; no pide clave."),
            "license": {"name": "CC BY 4.0", "url": LICENCIA},
        },
        "servers": [{"url": f"{raiz}/api/v2"}],
        "paths": {
            "/practicas/": {
                "get": {
                    "operationId": "listar",
                    "summary": _("Las prácticas que cumplen todos los filtros"),
                    "parameters": [*filtros, *otros],
                    "responses": {"200": _respuesta(_("Una página de la lista"), "Lista"), "400": mala, "404": ninguna},
                }
            },
            "/practicas/{id}/": {
                "get": {
                    "operationId": "leer",
                    "summary": _("Una práctica, con todos sus campos"),
                    "parameters": [numero],
                    "responses": {"200": _respuesta(_("La práctica"), "Practica"), "404": ninguna},
                }
            },
        },
        "components": {"schemas": _esquemas()},
    }


def _numero():
    return _("Número de la página; cada idioma tiene el suyo")


def _del_filtro(filtro):
    return {**filtro.esquema, "enum": filtro.valores} if filtro.lista else filtro.esquema


def _esquemas():
    propiedades = {nombre: {**esquema, "description": dice} for nombre, (esquema, dice) in campos().items()}
    return {
        "Practica": {
            "type": "object",
            "required": ["id", "meta"],
            "properties": {**propiedades, "meta": {"type": "object", "properties": _META}},
        },
        "Lista": {
            "type": "object",
            "required": ["meta", "items"],
            "properties": {
                "meta": {
                    "type": "object",
                    "required": ["total_count"],
                    "properties": {"total_count": {"type": "integer"}},
                },
                "items": {"type": "array", "items": {"$ref": "#/components/schemas/Practica"}},
            },
        },
        "Error": {
            "type": "object",
            "required": ["message"],
            "properties": {
                "message": {**_TEXTO, "description": _("Qué no se entendió, en inglés")},
                "valores": {"type": "array", "description": _("Los valores que se admiten, si son una lista cerrada")},
            },
        },
    }
