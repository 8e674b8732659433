"""A selection of practices: kept by the reader's own browser, shared by its address; and up to four side by side."""

import operator
from urllib.parse import urlencode

from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.idiomas import ESPANOL
from base.templatetags.base_tags import dinero
from practicas.models import PracticaPage
from traducciones.atraso import sin_traducir

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
    contexto["partes"] = [*_vistazo(paginas), *_hechos(paginas), *_prosa(paginas)]
    return render(request, "banco/comparar.html", contexto)


def _parte(campo, titulo, paginas, textos):
    """A row: a dict ``campo``, ``titulo``, ``celdas`` (pairs of page and text), and whether these differ."""
    distintas = len(set(textos)) > 1 if len(textos) > 1 else None
    return {"campo": campo, "titulo": titulo, "celdas": list(zip(paginas, textos, strict=True)), "distintas": distintas}


def _vistazo(paginas):
    """The lines of the box of each, side by side."""
    renglones = zip(*(pagina.publicada.vistazo for pagina in paginas), strict=True)
    partes = [
        _parte(suyos[0].campo, suyos[0].titulo, paginas, [capfirst(f"{uno.texto} {uno.nota}".strip()) for uno in suyos])
        for suyos in renglones
    ]
    for pagina in paginas:
        pagina.pendientes = sin_traducir(pagina) if pagina.publicada.idioma != ESPANOL else set()
    probado = [" · ".join(una.en_una_linea for una in pagina.publicada.evidencias) for pagina in paginas]
    return [*partes, _parte("evidencias", _("Evidencia"), paginas, probado)]


def _lugar(pagina):
    return render_to_string("banco/includes/lugar.html", {"practica": pagina.publicada}).strip()


def _hechos(paginas):
    """The facts: list of ``_parte``."""
    nombre = operator.attrgetter("nombre")
    hechos = {
        "contacto": (
            _("A quién escribir"),
            lambda pagina: " · ".join(uno["correo"] for uno in pagina.publicada.contactos),
        ),
        "entidad": (_("Entidad"), lambda pagina: pagina.publicada.entidad and nombre(pagina.publicada.entidad)),
        "donde": (_("Dónde"), _lugar),
        "cuando": (_("Cuándo"), lambda pagina: capfirst(pagina.publicada.cuando)),
        "tema": (_("Área temática"), lambda pagina: pagina.publicada.tema and nombre(pagina.publicada.tema)),
        "poblacion": (_("Población"), lambda pagina: ", ".join(map(nombre, pagina.publicada.poblaciones))),
        "ods": (_("ODS"), lambda pagina: ", ".join(str(uno.numero) for uno in pagina.publicada.ods)),
        "ruta": (
            _("Ruta"),
            lambda pagina: " · ".join(str(nombre) for nombre in pagina.publicada.rutas.values()),
        ),
        "presupuesto": (_("Presupuesto ejecutado"), _presupuesto),
        "con": (_("Junto con"), lambda pagina: " · ".join(una.etiqueta for una in pagina.publicada.organizaciones)),
        "redes": (_("Redes"), lambda pagina: " · ".join(nombres(pagina.publicada, "redes"))),
        "premios": (_("Premios"), lambda pagina: " · ".join(nombres(pagina.publicada, "premios"))),
        "aval": (
            _("Avalada por la DDRI"),
            lambda pagina: date_format(localtime(pagina.publicada.avalada), "DATE_FORMAT"),
        ),
        "resumen": (_("Resumen"), lambda pagina: pagina.resumen),
    }
    return [
        _parte(campo, titulo, paginas, [leer(pagina) or "" for pagina in paginas])
        for campo, (titulo, leer) in hechos.items()
    ]


def _presupuesto(pagina):
    montos = [
        f"{nombre}: {dinero(monto, pagina.publicada.datos['moneda'])}" for nombre, monto in pagina.publicada.presupuesto
    ]
    montos += [f"{una.etiqueta}: {una.aporte_dicho}" for una in pagina.publicada.aportan]
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
