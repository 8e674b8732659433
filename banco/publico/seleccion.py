"""A selection of practices: kept by the reader's own browser, shared by its address; and up to four side by side."""

import operator
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.templatetags.base_tags import dinero
from practicas.models import PracticaPage

from ..catalogo import NOMBRES_DE_RUTA
from ..fotos import con_fotos
from ..publico.documentos import MAXIMO_EN_LISTA, hay_weasyprint
from ..publico.paginas import paginas_de
from ..vinculos import nombres

MAXIMO_AL_LADO = 4


def _contexto(request, titulo, maximo):
    claves = request.GET.getlist("p")
    paginas = paginas_de(get_language(), claves[:maximo])
    elegidas = [str(pagina.translation_key) for pagina in paginas]
    consulta = urlencode([("p", clave) for clave in elegidas])
    return {
        "paginas": paginas,
        "titulo": titulo,
        "faltan": len(dict.fromkeys(claves[:maximo])) - len(paginas),
        "consulta_lista": consulta,
        "maximo": maximo,
        "sobran": max(0, len(claves) - maximo),
    }


@require_safe
def lista(request):
    contexto = _contexto(request, _("Su selección"), MAXIMO_EN_LISTA)
    con_fotos([pagina.publicada for pagina in contexto["paginas"]])
    contexto |= {"hay_pdf": hay_weasyprint(), "pedida": "p" in request.GET}
    contexto["direccion"] = request.build_absolute_uri(f"{reverse('banco:lista')}?{contexto['consulta_lista']}")
    return render(request, "banco/lista.html", contexto)


@require_safe
def comparar(request):
    contexto = _contexto(request, _("Comparar prácticas"), MAXIMO_AL_LADO)
    paginas = contexto["paginas"]
    for pagina in paginas:
        otras = [("p", otra.translation_key) for otra in paginas if otra is not pagina]
        pagina.sin_ella = urlencode(otras) if len(otras) > 1 else ""
    contexto["partes"] = [*_hechos(paginas), *_prosa(paginas)]
    return render(request, "banco/comparar.html", contexto)


def _hechos(paginas):
    """The facts: list of dicts ``campo``, ``titulo``, ``celdas`` (pairs of page and text)."""
    nombre = operator.attrgetter("nombre")
    hechos = {
        "entidad": (_("Entidad"), lambda pagina: pagina.publicada.entidad and nombre(pagina.publicada.entidad)),
        "donde": (_("Dónde"), lambda pagina: ""),
        "cuando": (_("Cuándo"), lambda pagina: capfirst(pagina.publicada.cuando)),
        "tema": (_("Área temática"), lambda pagina: pagina.publicada.tema and nombre(pagina.publicada.tema)),
        "poblacion": (_("Población"), lambda pagina: ", ".join(map(nombre, pagina.publicada.poblaciones))),
        "ods": (_("ODS"), lambda pagina: ", ".join(str(uno.numero) for uno in pagina.publicada.ods)),
        "ruta": (
            _("Ruta"),
            lambda pagina: " · ".join(str(NOMBRES_DE_RUTA[una]) for una in pagina.publicada.facetas["ruta"]),
        ),
        "costo": (_("Costo"), _costo),
        "con": (_("Junto con"), lambda pagina: " · ".join(una.etiqueta for una in pagina.publicada.organizaciones)),
        "redes": (_("Redes"), lambda pagina: " · ".join(nombres(pagina.publicada, "redes"))),
        "premios": (_("Premios"), lambda pagina: " · ".join(nombres(pagina.publicada, "premios"))),
        "contacto": (_("Contacto"), lambda pagina: " · ".join(uno["correo"] for uno in pagina.publicada.contactos)),
        "aval": (
            _("Avalada por la DDRI"),
            lambda pagina: date_format(localtime(pagina.publicada.avalada), "DATE_FORMAT"),
        ),
        "resumen": (_("Resumen"), lambda pagina: pagina.resumen),
    }
    return [
        {"campo": campo, "titulo": titulo, "celdas": [(pagina, leer(pagina)) for pagina in paginas]}
        for campo, (titulo, leer) in hechos.items()
    ]


def _costo(pagina):
    montos = [
        f"{nombre}: {dinero(monto, pagina.publicada.datos['moneda'])}" for nombre, monto in pagina.publicada.presupuesto
    ]
    return " · ".join([*montos, pagina.presupuesto_nota]) if montos or pagina.presupuesto_nota else ""


def _prosa(paginas):
    """The sections of the ficha that any of ``paginas`` has, in reading order; the same dicts, with ``prosa``."""
    suyas = [{una["campo"]: una for una in pagina.secciones_de_lectura()} for pagina in paginas]
    titulos = {campo: una["titulo"] for secciones in suyas for campo, una in secciones.items()}
    return [
        {
            "campo": campo,
            "titulo": titulos[campo],
            "prosa": True,
            "celdas": [(pagina, una.get(campo, {}).get("texto")) for pagina, una in zip(paginas, suyas, strict=True)],
        }
        for campo in PracticaPage.campos_de_lectura
        if campo in titulos
    ]
