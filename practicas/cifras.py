"""The numbers of the evidence as the reader writes them: «más de 1.200,5 toneladas», «more than 1,200.5 tonnes».

An evidence here is the row of a ficha, or whatever has its fields.
"""

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

DINERO, PORCENTAJE, VARIACION, EXACTO = "dinero", "porcentaje", "variacion", "exacto"


def numero(valor):
    """``valor`` (a ``Decimal``) as it is written in the active language, with no zeros to spare."""
    llano = f"{valor:f}"
    return formats.number_format(llano.rstrip("0").rstrip(".") if "." in llano else llano, force_grouping=True)


def cantidad(evidencia, valor):
    """``valor`` in the measure and unit of ``evidencia``; empty without one."""
    if valor is None:
        return ""
    dicho = numero(valor)
    if evidencia.medida == DINERO:
        return f"{evidencia.unidad}\u00a0{dicho}".strip()
    if evidencia.medida == VARIACION and valor > 0:
        dicho = f"+{dicho}"
    if evidencia.medida in (PORCENTAJE, VARIACION):
        dicho = (_("%(numero)s %%") % {"numero": dicho}).replace(" ", "\u00a0")
    return f"{dicho} {evidencia.unidad}".strip()


def del_anio(dicho, anio):
    return f"{dicho} ({anio})" if dicho and anio else dicho


def antes(evidencia):
    """Its baseline, with its year; empty without one."""
    return del_anio(cantidad(evidencia, evidencia.linea_base), evidencia.linea_base_anio)


def despues(evidencia):
    """Its value, how exact it is, and its year; empty without one."""
    dicho = cantidad(evidencia, evidencia.valor)
    if dicho and evidencia.calificador != EXACTO:
        dicho = {
            "mas_de": _("más de %(cantidad)s"),
            "menos_de": _("menos de %(cantidad)s"),
            "cerca_de": _("cerca de %(cantidad)s"),
        }[evidencia.calificador] % {"cantidad": dicho}
    return del_anio(dicho, evidencia.anio)


def en_una_linea(evidencia):
    """What it shows: «Hogares con agua: de 40 % (2010) a 62 % (2014)»; of what has no value, its name alone."""
    de, a = antes(evidencia), despues(evidencia)
    if de and a:
        dicho = _("de %(antes)s a %(despues)s") % {"antes": de, "despues": a}
    else:
        dicho = a
    if dicho and evidencia.periodo:
        dicho = f"{dicho}, {evidencia.periodo}"
    return ": ".join(parte for parte in (capfirst(evidencia.indicador), dicho) if parte)
