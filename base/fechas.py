"""A date and how precisely it is known: for people, for machines (ISO 8601, EDTF) and to be compared.

The date stands in a ``DateField``; beside it a ``Precision``. Of a month or a year only that part of the date counts.
"""

import calendar

from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Precision(models.TextChoices):
    DIA = "dia", gettext_lazy("Se conoce el día")
    MES = "mes", gettext_lazy("Solo se conoce el mes")
    ANIO = "anio", gettext_lazy("Solo se conoce el año")
    HACIA = "hacia", gettext_lazy("El año es aproximado")
    DESCONOCIDA = "desconocida", gettext_lazy("No se conoce")


SOLO_EL_ANIO = (Precision.ANIO, Precision.HACIA)
CONOCIDAS = (Precision.DIA, Precision.MES, *SOLO_EL_ANIO)


def dicha(fecha, precision=Precision.DIA):
    """«9 de diciembre de 2013», «diciembre de 2013», «2013», «hacia 2013»; without a date, that it is not recorded."""
    if not fecha or precision == Precision.DESCONOCIDA:
        return _("fecha no registrada")
    if precision == Precision.HACIA:
        return _("hacia %(anio)s") % {"anio": fecha.year}
    if precision == Precision.ANIO:
        return str(fecha.year)
    if precision == Precision.MES:
        return formats.date_format(fecha, _("F \\d\\e Y"))
    return formats.date_format(fecha, "DATE_FORMAT")


def _anio(fecha, precision):
    return dicha(fecha, precision if precision in SOLO_EL_ANIO else Precision.ANIO)


def periodo(inicio, fin, del_inicio=Precision.DIA, del_fin=Precision.DIA):
    """From when to when, in short: «desde marzo de 2016», «2004–2012», «hasta 2012; inicio no registrado».

    Without ``fin`` it goes on, unless ``del_fin`` says that it ended and nobody knows when.
    """
    sin_fin = del_fin == Precision.DESCONOCIDA
    if not inicio:
        if sin_fin:
            return _("terminada; fechas no registradas")
        if fin:
            return _("hasta %(fecha)s; inicio no registrado") % {"fecha": _anio(fin, del_fin)}
        return _("en marcha; inicio no registrado")
    if sin_fin:
        return _("%(inicio)s–fecha no registrada") % {"inicio": _anio(inicio, del_inicio)}
    if not fin:
        precision = Precision.MES if del_inicio == Precision.DIA else del_inicio
        return _("desde %(fecha)s") % {"fecha": dicha(inicio, precision)}
    if inicio.year == fin.year:
        return _anio(inicio, del_inicio)
    return f"{_anio(inicio, del_inicio)}–{_anio(fin, del_fin)}"


def anios(inicio, fin, del_inicio=Precision.DIA, del_fin=Precision.DIA):
    """The years alone, for a table: «2004–2012», «hacia 1974–hoy», «no constan»."""
    if not inicio:
        return _("no constan")
    if del_fin == Precision.DESCONOCIDA:
        hasta = "?"
    else:
        hasta = _anio(fin, del_fin) if fin else _("hoy")
    return _anio(inicio, del_inicio) if fin and fin.year == inicio.year else f"{_anio(inicio, del_inicio)}–{hasta}"


def iso(fecha, precision=Precision.DIA):
    """As precisely as it is known, in ISO 8601 (``2013-12-09``, ``2013-12``, ``2013``); empty when it is not."""
    if not fecha or precision == Precision.DESCONOCIDA:
        return ""
    return fecha.isoformat()[: {Precision.DIA: 10, Precision.MES: 7}.get(precision, 4)]


def edtf(fecha, precision=Precision.DIA):
    """``iso``, and ``~`` after what is approximate (EDTF, ISO 8601-2)."""
    return iso(fecha, precision) + ("~" if fecha and precision == Precision.HACIA else "")


def primer_dia(fecha, precision=Precision.DIA):
    """The first day that ``fecha`` may be."""
    if precision in SOLO_EL_ANIO:
        return fecha.replace(month=1, day=1)
    return fecha.replace(day=1) if precision == Precision.MES else fecha


def ultimo_dia(fecha, precision=Precision.DIA):
    """The last day that ``fecha`` may be."""
    if precision in SOLO_EL_ANIO:
        return fecha.replace(month=12, day=31)
    if precision == Precision.MES:
        return fecha.replace(day=calendar.monthrange(fecha.year, fecha.month)[1])
    return fecha
