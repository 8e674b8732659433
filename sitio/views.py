"""Views that are not pages."""

from django.db import DatabaseError, connection
from django.http import JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from aval.models import Auditoria
from practicas.buscador import Consulta
from practicas.vistas import mapa

TOKENS = ("papel", "hundido", "linea", "borde", "tinta", "gris", "ladrillo", "paramo", "cielo", "sol")


def estilo(request):
    """The pieces that the public pages are made of, in their states. In development only."""
    consulta = Consulta(QueryDict(), get_language())
    contexto = {"tokens": TOKENS, "consulta": consulta, "mapa": mapa(consulta), "medidas": range(1, 7)}
    return render(request, "sitio/estilo.html", contexto)


@never_cache
def salud(request):
    """Whether the site can answer, and whether the last audit found everything in order: 200, or else 503.

    Says how much and when, never what: whoever asks need not be known.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        ultima = Auditoria.objects.first()
    except DatabaseError:
        return JsonResponse({"estado": "sin base de datos"}, status=503)
    if ultima is None:
        return JsonResponse({"estado": "bien", "auditoria": None})
    return JsonResponse(
        {
            "estado": "bien" if ultima.bien else "mal",
            "auditoria": {
                "momento": ultima.momento.isoformat(),
                "revisados": ultima.revisados,
                "problemas": len(ultima.pendientes),
            },
        },
        status=200 if ultima.bien else 503,
    )
