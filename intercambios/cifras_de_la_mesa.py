"""The figures of the desk: how many wait, since when, and in how many working days they are answered."""

import datetime
from statistics import median

from django.conf import settings
from django.utils import timezone

from .models import Consulta, Pedido
from .plazos import dias_habiles

UN_ANIO = datetime.timedelta(days=365)


def desde_cuando_es_tarde(hoy=None):
    """The moment before which what waits has waited too long: more than ``PEDIDOS_DIAS_HABILES`` working days."""
    hoy = dia = hoy or timezone.localdate()
    while dias_habiles(dia, hoy) <= settings.PEDIDOS_DIAS_HABILES:
        dia -= datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(dia + datetime.timedelta(days=1), datetime.time.min))


def cifras():
    """Of the requests that have dates: dict. The median is of those answered in the last year."""
    contados = Pedido.objects.exclude(medio=Pedido.Medio.HISTORICO)
    esperan = contados.que_esperan()
    respondidos = list(
        contados.filter(respondido__gte=timezone.now() - UN_ANIO).values_list("recibido", "respondido", "estado")
    )
    return {
        "esperan": esperan.count(),
        "tarde": esperan.filter(recibido__lt=desde_cuando_es_tarde()).count(),
        "con_la_entidad": esperan.filter(pk__in=Consulta.objects.filter(respondida=None).values("pedido")).count(),
        "por_retomar": contados.por_retomar().count(),
        "respondidos": len(respondidos),
        "aceptados": sum(estado == Pedido.Estado.ACEPTADO for _recibido, _respondido, estado in respondidos),
        "mediana": median(dias_habiles(uno[0], uno[1]) for uno in respondidos) if respondidos else None,
        "plazo": settings.PEDIDOS_DIAS_HABILES,
    }
