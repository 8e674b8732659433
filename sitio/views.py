"""Views that are not pages."""

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from aval.models import Auditoria


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
