"""What each partner put in, held against the total that the ficha tells: added up, said, and never corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.escrito import cifra_escrita

CIEN = Decimal(100)
_CENTESIMA = Decimal("0.01")


class EnQue(models.TextChoices):
    """What the figure of a share is. A row without a figure does not know it, or does not say it."""

    MONTO = "monto", gettext_lazy("en la moneda de la ficha")
    PORCENTAJE = "porcentaje", gettext_lazy("% del total")


@dataclass(frozen=True)
class Suma:
    """The shares together. ``monto``: those told as amounts; ``parte``: those told as a percentage."""

    monto: Decimal
    parte: Decimal
    total: Decimal | None

    @property
    def del_total(self):
        """All of them as an amount; of percentages that is known only where the total is."""
        return None if self.total is None else self.monto + (self.total * self.parte / CIEN).quantize(_CENTESIMA)

    @property
    def sobra(self):
        """Whether they are more than all there is."""
        if self.parte > CIEN:
            return True
        return self.del_total is not None and self.del_total > self.total


def sumar(total: Decimal | None, filas: Iterable[tuple[Decimal | None, str]]) -> Suma | None:
    """``filas``: pairs of figure and what it is (``EnQue``). None where nobody tells any."""
    dichos = [(cifra, en) for cifra, en in filas if cifra is not None]
    if not dichos:
        return None
    suyos = {cual: sum((cifra for cifra, en in dichos if en == cual), Decimal(0)) for cual in EnQue.values}
    return Suma(suyos[EnQue.MONTO], suyos[EnQue.PORCENTAJE], total)


def de_las_filas(practica):
    """The ``Suma`` of the organisations of ``practica`` as they are in memory."""
    filas = ((fila.aporte, fila.aporte_en) for fila in practica.organizaciones.all())
    return sumar(practica.presupuesto_total, filas)


def partes_de(practica):
    """What its budget adds up to in money, in kind and otherwise; None where none of them is told."""
    dichas = [getattr(practica, f"presupuesto_{cual}") for cual in ("financiero", "especie", "otro")]
    dichas = [Decimal(una) for una in dichas if una is not None]
    return sum(dichas, Decimal(0)) if dichas else None


def en_palabras(suma, moneda):
    """What the shares come to beside the total, in a sentence."""
    datos = {"suma": _junto(suma, moneda)}
    if suma.total is None:
        return FRASES["sin_total"] % datos
    datos |= {
        "parte": f"{cifra_escrita((suma.del_total * CIEN / suma.total).quantize(Decimal(1)))} %" if suma.total else "",
        "resto": _dinero(suma.total - suma.del_total, moneda),
    }
    if suma.sobra:
        return FRASES["sobra"] % datos
    return FRASES["completo" if suma.total == suma.del_total else "con_total"] % datos


def _junto(suma, moneda):
    dichas = [_dinero(suma.monto, moneda)] if suma.monto or not suma.parte else []
    if suma.parte:
        dichas.append(f"{cifra_escrita(suma.parte)} %")
    return _(" y ").join(dichas)


def _dinero(monto, moneda):
    return f"{moneda} {cifra_escrita(monto)}"


# As they are written live too (``practicas/js/aportes.js``), with the same names in them.
FRASES = {
    "sin_total": gettext_lazy("Los aportes de los socios suman %(suma)s. El total no se ha dicho: puede quedar vacío."),
    "con_total": gettext_lazy(
        "Los aportes de los socios suman %(suma)s, el %(parte)s del total. "
        "El resto, %(resto)s, no es de ninguno de ellos."
    ),
    "completo": gettext_lazy("Los aportes de los socios suman %(suma)s, que es todo el total."),
    "sobra": gettext_lazy("Los aportes de los socios suman %(suma)s: más que el total. Revise el total o los aportes."),
    "partes": gettext_lazy("Las partes del presupuesto suman %(suma)s, y el total dice otra cosa. Revise las dos."),
}


def dicho(aporte, en, moneda=""):
    """A share in words: «USD 12.000», «25 %»; empty where it is not known."""
    if aporte is None:
        return ""
    return f"{cifra_escrita(aporte)} %" if en == EnQue.PORCENTAJE else f"{moneda} {cifra_escrita(aporte)}".strip()


def revisar(total, filas, partes=None):
    """What cannot be: list of ``(field, sentence)``. ``partes``: what the budget adds up to by kinds."""
    suma = sumar(total, filas)
    if suma and suma.sobra:
        yield "presupuesto_total", _("Los aportes de los socios suman más que el total: revise los unos o el otro.")
    if total is not None and partes is not None and partes > total:
        yield "presupuesto_total", _("Lo financiero, en especie y otros suman más que el total: revíselos.")


def revisar_fila(fila):
    """What is wrong in the share of one partner: list of ``(field, sentence)``."""
    aporte = fila.get("aporte")
    if aporte is None:
        return
    if aporte < 0:
        yield "aporte", _("Un aporte no puede ser menos que cero.")
    elif fila.get("aporte_en") == EnQue.PORCENTAJE and aporte > CIEN:
        yield "aporte", _("Un porcentaje no pasa de 100. Si es un monto, dígalo al lado.")
