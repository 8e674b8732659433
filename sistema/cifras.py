"""The figures of a year: each has its formula here, over rows, and is frozen with the day on which it was counted.

A room above that has rows to count registers its own in ``ready()``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from base import generacion

from .iniciativas import CAMBIO
from .models import Clase, Corte, Diagnostico, Iniciativa, Insumo
from .models.informe import huella_de

IDIOMAS = ("es", "en")


@dataclass(frozen=True)
class Cifra:
    """``formula``: the year → how many. ``como``: the same in words, for who reads it."""

    clave: str
    nombre: str | Promise
    como: str | Promise
    formula: Callable[[int], int]


class YaCongeladas(Exception):
    """The figures of that year were frozen already."""


_CIFRAS: dict[str, Cifra] = {}


def registrar(cifra: Cifra) -> None:
    _CIFRAS[cifra.clave] = cifra


def todas() -> list[Cifra]:
    return list(_CIFRAS.values())


def calcular(anio: int) -> list[dict[str, object]]:
    """The figures of ``anio`` as they are now, in both languages."""
    filas = []
    for cifra in todas():
        fila: dict[str, object] = {"clave": cifra.clave, "valor": cifra.formula(anio)}
        for idioma in IDIOMAS:
            with override(idioma):
                fila[f"nombre_{idioma}"], fila[f"como_{idioma}"] = str(cifra.nombre), str(cifra.como)
        filas.append(fila)
    return filas


@transaction.atomic
def congelar(anio: int, quien) -> Corte:
    """Keep the figures of ``anio`` as they are now. Raises ``YaCongeladas`` if they were kept before."""
    if Corte.objects.filter(anio=anio).exists():
        raise YaCongeladas
    cifras = calcular(anio)
    corte = Corte.objects.create(anio=anio, cifras=cifras, huella=huella_de(cifras), quien_nombre=str(quien or ""))
    generacion.nueva()
    return corte


def _creadas(anio: int, clase: str) -> int:
    return Iniciativa.objects.filter(creada__year=anio, clase=clase).count()


def _cerradas(anio: int) -> int:
    entradas = ModelLogEntry.objects.filter(
        action=CAMBIO, content_type__app_label="sistema", content_type__model="iniciativa", timestamp__year=anio
    )
    # In Python: to look inside the JSON of the log is another SQL in each database.
    return len(
        {
            pk
            for pk, dicho in entradas.values_list("object_id", "data")
            if dicho.get("estado") == Iniciativa.Estado.CERRADA
        }
    )


registrar(
    Cifra(
        "ofertas",
        _("Ofertas de cooperación registradas"),
        _("Iniciativas de oferta que se registraron en el año."),
        lambda anio: _creadas(anio, Clase.OFERTA),
    )
)
registrar(
    Cifra(
        "demandas",
        _("Demandas de cooperación registradas"),
        _("Iniciativas de demanda que se registraron en el año."),
        lambda anio: _creadas(anio, Clase.DEMANDA),
    )
)
registrar(
    Cifra(
        "cerradas",
        _("Iniciativas que llegaron a su fin"),
        _("Iniciativas que pasaron a «Cerrada» en el año; las descartadas no cuentan."),
        _cerradas,
    )
)
registrar(
    Cifra(
        "entidades_con_iniciativas",
        _("Entidades con iniciativas"),
        _("Entidades distintas que registraron al menos una iniciativa en el año."),
        lambda anio: (
            Iniciativa.objects.filter(creada__year=anio, entidad__isnull=False)
            .order_by()
            .values("entidad")
            .distinct()
            .count()
        ),
    )
)
registrar(
    Cifra(
        "diagnosticos",
        _("Entidades que enviaron su diagnóstico"),
        _("Entidades con el diagnóstico del año enviado; los borradores no cuentan."),
        lambda anio: Diagnostico.objects.filter(anio=anio, enviado__isnull=False).count(),
    )
)
registrar(
    Cifra(
        "insumos",
        _("Entidades que alimentaron el informe"),
        _("Entidades que respondieron al pedido de insumos del año."),
        lambda anio: Insumo.objects.filter(anio=anio, respondido__isnull=False).count(),
    )
)
