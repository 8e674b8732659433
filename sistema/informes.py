"""Asking the entities for what goes into the report of a year, and keeping what they answer."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from actores.avisos import una_vez
from actores.correo import direccion_completa
from actores.grupos import PUNTOS_FOCALES
from actores.models import Entidad, PuntoFocal, Usuario
from base.idiomas import ESPANOL

from .models import Insumo


def buzones():
    """Where each entity is written to: dict entity → set of addresses. Those in force, with an account or without."""
    hoy = timezone.localdate()
    en_vigor = PuntoFocal.objects.filter(Q(hasta__isnull=True) | Q(hasta__gte=hoy), desde__lte=hoy)
    pares = [
        *Usuario.objects.filter(is_active=True, groups__name=PUNTOS_FOCALES).values_list("entidad_id", "email"),
        *en_vigor.filter(usuario__isnull=True).values_list("entidad_id", "correo"),
    ]
    de_cada_una: dict[int, set[str]] = {}
    for entidad, correo in pares:
        if entidad and correo:
            de_cada_una.setdefault(entidad, set()).add(correo)
    return de_cada_una


@transaction.atomic
def pedir(anio):
    """Ask each entity for its inputs of ``anio``, each address once. Returns how many letters left."""
    salieron = 0
    ahora = timezone.now()
    pedidos = set(Insumo.objects.filter(anio=anio, pedido__isnull=False).values_list("entidad_id", flat=True))
    for entidad in Entidad.objects.filter(pk__in=(donde := buzones())):
        if entidad.pk not in pedidos:
            Insumo.objects.update_or_create(anio=anio, entidad=entidad, defaults={"pedido": ahora})
        for correo in sorted(donde[entidad.pk]):
            salieron += una_vez(f"informe-anual:{anio}", correo, lambda una=entidad: _carta(una, anio))
    return salieron


def _carta(entidad, anio):
    with override(ESPANOL):
        donde = direccion_completa(reverse("informe_insumo", args=[anio, entidad.pk]))
        return (
            _("Insumos para el informe de cooperación de %(anio)s") % {"anio": anio},
            _(
                "La DDRI prepara el informe de cooperación de %(anio)s y cuenta con lo que hizo %(entidad)s.\n\n"
                "Escríbalo aquí, en un párrafo o dos: %(donde)s\n\n"
                "Si no hubo nada que contar, dígalo también: así se sabe que la entidad respondió."
            )
            % {"anio": anio, "entidad": entidad, "donde": donde},
        )


def cuenta(anio):
    """Each entity with what it was asked and answered, those that answered apart: dict."""
    insumos = {uno.entidad_id: uno for uno in Insumo.objects.filter(anio=anio)}
    donde = buzones()
    filas = [
        {"entidad": entidad, "insumo": insumos.get(entidad.pk), "tiene_a_quien": entidad.pk in donde}
        for entidad in Entidad.objects.order_by("nombre_es", "pk")
    ]
    return {
        "filas": filas,
        "pedidas": sum(bool(uno.pedido) for uno in insumos.values()),
        "respondidas": sum(bool(uno.respondido) for uno in insumos.values()),
        "sin_nadie": sum(not fila["tiene_a_quien"] for fila in filas),
    }


@transaction.atomic
def responder(anio, entidad, texto, quien):
    """Keep what ``entidad`` says of ``anio``; it may be said again until the figures are frozen."""
    insumo, _nuevo = Insumo.objects.select_for_update().get_or_create(anio=anio, entidad=entidad)
    insumo.texto, insumo.quien, insumo.respondido = texto, quien, timezone.now()
    insumo.save()
    return insumo
