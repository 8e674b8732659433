"""Views that are not pages."""

from django.http import Http404, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language

from banco.buscador import Consulta
from banco.figuras import mapa

TOKENS = ("papel", "hundido", "linea", "borde", "tinta", "gris", "ladrillo", "paramo", "cielo", "sol")


def estilo(request):
    """The pieces that the public pages are made of, in their states. In development only."""
    consulta = Consulta(QueryDict(), get_language())
    contexto = {"tokens": TOKENS, "consulta": consulta, "mapa": mapa(consulta), "medidas": range(1, 7)}
    return render(request, "sitio/estilo.html", contexto)


def no_existe(request):
    raise Http404
