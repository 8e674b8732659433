"""Working days, by which the DDRI answers: Monday to Friday. The holidays of Colombia are not known to it."""

import datetime

from django.utils import timezone

SABADO = 5


def _dia(momento):
    if isinstance(momento, datetime.datetime):
        return timezone.localdate(momento) if timezone.is_aware(momento) else momento.date()
    return momento


def dias_habiles(desde, hasta):
    """The working days after that of ``desde`` up to that of ``hasta`` (dates or moments); 0 if it is not later."""
    desde, hasta = _dia(desde), _dia(hasta)
    semanas, resto = divmod(max(0, (hasta - desde).days), 7)
    sueltos = (desde + datetime.timedelta(days=semanas * 7 + n) for n in range(1, resto + 1))
    return semanas * 5 + sum(uno.weekday() < SABADO for uno in sueltos)


def tras_dias_habiles(desde, cuantos):
    """The date that is ``cuantos`` working days after that of ``desde``."""
    dia = _dia(desde)
    while cuantos:
        dia += datetime.timedelta(days=1)
        cuantos -= dia.weekday() < SABADO
    return dia


def tras_meses(desde, meses):
    """The date ``meses`` months after ``desde``; of a month that is too short, its last day."""
    anio, mes = divmod(desde.year * 12 + desde.month - 1 + meses, 12)
    for dia in range(desde.day, 27, -1):
        try:
            return datetime.date(anio, mes + 1, dia)
        except ValueError:
            continue
    return datetime.date(anio, mes + 1, min(desde.day, 27))
