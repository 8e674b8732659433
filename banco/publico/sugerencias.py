"""Suggestions while somebody types: titles, then terms of the lists. The search works the same without them."""

from django.http import JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from base.texto import plano, sin_control

from .. import busqueda
from ..buscador import LARGO_DE_LA_CONSULTA
from ..conjuntos import conjuntos
from ..direcciones import direccion_de, direccion_del_banco
from ..facetas import POR_NOMBRE

TITULOS, TERMINOS = 5, 4
DE_LISTAS = ("tema", "subtema", "entidad", "localidad", "red", "premio")


def _coincide(texto, empiezos):
    palabras = texto.split()
    return all(any(palabra.startswith(empiezo) for palabra in palabras) for empiezo in empiezos)


def sugerir(idioma, consulta):
    """``(titles, terms)`` that have words beginning like each one of ``consulta``: lists of dicts."""
    empiezos = [plano(palabra) for palabra in busqueda.palabras_de(consulta)]
    if not empiezos or len("".join(empiezos)) < 2:
        return [], []
    listado, titulos = conjuntos(idioma), []
    for fila in listado.filas:
        if _coincide(fila.plano, empiezos):
            titulos.append({"texto": fila.titulo, "url": direccion_de(fila, idioma)})
            if len(titulos) == TITULOS:
                break
    terminos = [
        {
            "texto": nombre,
            "de": str(POR_NOMBRE[faceta].etiqueta),
            "total": bits.bit_count(),
            "url": f"{direccion_del_banco(idioma)}?{faceta}={codigo}",
        }
        for faceta in DE_LISTAS
        for codigo, nombre in POR_NOMBRE[faceta].terminos().items()
        if (bits := listado.bits[faceta].get(codigo, 0)) and _coincide(plano(str(nombre)), empiezos)
    ]
    return titulos, terminos[:TERMINOS]


@require_safe
def sugerencias(request):
    consulta = sin_control(request.GET.get("q") or "")[:LARGO_DE_LA_CONSULTA]
    titulos, terminos = sugerir(get_language(), consulta)
    return JsonResponse({"titulos": titulos, "terminos": terminos})
