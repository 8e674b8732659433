"""Dates and figures as people write them in Colombia, read without guessing: what is not one stays as it was typed.

What was understood is said back in words beside the box, by the server and again as one types
(``static/base/js/eco.js``), so that a figure is never another one in silence.
"""

import datetime
import json
import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy, override

_DE_NUMEROS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CON_MES = re.compile(r"(\d{1,2})(?:\.?[ºo°]|st|nd|rd|th)?\s*(?:de\s+)?([a-záéíóú]+)\.?,?\s*(?:del?\s+)?(\d{4})")
_MES_ANTES = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_AJENOS = re.compile(r"US\$|COP|USD|EUR|[$€\s\u00a0\u202f']")


def meses():
    """The name of each month in both languages, in small letters → its number."""
    nombres = {}
    for idioma in ("es", "en"):
        with override(idioma):
            nombres |= {str(nombre).lower(): numero for numero, nombre in MONTHS.items()}
    return nombres | {"setiembre": 9}


def _mes(nombre):
    """The number of the month of that name, or of its first three letters or more; 0 if there is none."""
    de = meses()
    return de.get(nombre) or next((n for entero, n in de.items() if len(nombre) >= 3 and entero.startswith(nombre)), 0)


def fecha_leida(texto):
    """The date that ``texto`` is: «01/03/2023», «1 de marzo de 2023», «2023-03-01». Raises ``ValueError``."""
    texto = " ".join(texto.split()).lower()
    if escrita := _ISO.fullmatch(texto):
        anio, mes, dia = map(int, escrita.groups())
    elif escrita := _DE_NUMEROS.fullmatch(texto):
        dia, mes, anio = map(int, escrita.groups())
    elif escrita := _CON_MES.fullmatch(texto):
        dia, mes, anio = int(escrita[1]), _mes(escrita[2]), int(escrita[3])
    elif escrita := _MES_ANTES.fullmatch(texto):
        dia, mes, anio = int(escrita[2]), _mes(escrita[1]), int(escrita[3])
    else:
        raise ValueError(texto)
    return datetime.date(anio, mes, dia)


def cifra_leida(texto):
    """The number that ``texto`` is: «1.250.000», «1.250.000,50», «1,250,000.50», «62,5». Raises ``ValueError``.

    Of two kinds of mark the last one is that of the decimals. One mark alone before three digits parts thousands, as
    in «350.000» and «350,000», unless what is before it is a zero: «0,125».
    """
    limpio = _AJENOS.sub("", texto)
    signo = "-" if limpio.startswith(("-", "−")) else ""
    limpio = limpio.lstrip("-−+")
    marcas = [letra for letra in limpio if letra in ".,"]
    decimal = ""
    if len(set(marcas)) == 2:
        decimal = marcas[-1]
    elif len(marcas) == 1:
        antes, _marca, despues = limpio.partition(marcas[0])
        if len(despues) != 3 or not 1 <= len(antes) <= 3 or antes.startswith("0"):
            decimal = marcas[0]
    entera, _coma, fraccion = limpio.rpartition(decimal) if decimal else (limpio, "", "")
    grupos = re.split(r"[.,]", entera)
    if len(grupos) > 1 and (not 1 <= len(grupos[0]) <= 3 or any(len(uno) != 3 for uno in grupos[1:])):
        raise ValueError(texto)
    numero = "".join(grupos) or "0"
    if not re.fullmatch(r"[0-9]+", numero) or not re.fullmatch(r"[0-9]*", fraccion) or not re.search(r"\d", limpio):
        raise ValueError(texto)
    return Decimal(f"{signo}{numero}.{fraccion or 0}")


def cifra_escrita(valor):
    """``valor`` as it is written in the active language, so that ``cifra_leida`` reads the same again."""
    llano = f"{valor:f}"
    entera, _punto, fraccion = llano.partition(".")
    fraccion = fraccion.rstrip("0")
    if len(fraccion) == 3:
        fraccion += "0"  # «1,125» would be a thousand
    return formats.number_format(f"{entera}.{fraccion}" if fraccion else entera, force_grouping=True)


def cifra_en_palabras(valor):
    """«350 mil», «1,25 millones»; as it is, a smaller number or one that has more to it."""
    for cuanto, frase in ((10**6, gettext_lazy("%(n)s millones")), (10**3, gettext_lazy("%(n)s mil"))):
        if abs(valor) < cuanto:
            continue
        cuantos = (valor / cuanto).normalize()
        if -cuantos.as_tuple().exponent > 3:
            break  # «1,2500005 millones» says less than the figure itself
        return frase % {"n": formats.number_format(cuantos, force_grouping=True)}
    return cifra_escrita(valor)


class _Entrada(forms.TextInput):
    """A box with, under it, what was understood of what is in it."""

    template_name = "base/widgets/escrito.html"
    clase = ""

    def en_palabras(self, texto):
        raise NotImplementedError

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        try:
            eco = self.en_palabras(value) if value else ""
        except (ValueError, InvalidOperation):
            eco = ""
        context["widget"] |= {"eco": eco, "clase": self.clase, "no_se_entiende": self.no_se_entiende}
        context["widget"]["meses"] = json.dumps(meses(), ensure_ascii=False) if self.clase == "fecha" else ""
        return context

    class Media:
        js = ("base/js/eco.js",)


class EntradaDeFecha(_Entrada):
    clase = "fecha"
    no_se_entiende = gettext_lazy("No es una fecha. Escriba día, mes y año: 31/01/2023 o 31 de enero de 2023.")

    def __init__(self, attrs=None, **kwargs):
        super().__init__({"autocomplete": "off", "placeholder": gettext_lazy("dd/mm/aaaa"), **(attrs or {})})

    def format_value(self, value):
        return value.strftime("%d/%m/%Y") if isinstance(value, datetime.date) else value

    def en_palabras(self, texto):
        fecha = texto if isinstance(texto, datetime.date) else fecha_leida(texto)
        return formats.date_format(fecha, "DATE_FORMAT")


class EntradaDeCifra(_Entrada):
    clase = "cifra"
    no_se_entiende = gettext_lazy("No es una cifra. Escriba, por ejemplo, 1.250.000 o 1.250.000,50.")

    def __init__(self, attrs=None, **kwargs):
        super().__init__({"autocomplete": "off", "inputmode": "decimal", **(attrs or {})})

    def format_value(self, value):
        return cifra_escrita(value) if isinstance(value, Decimal) else value

    def en_palabras(self, texto):
        return cifra_en_palabras(texto if isinstance(texto, Decimal) else cifra_leida(texto))


class FechaField(forms.DateField):
    widget = EntradaDeFecha

    def to_python(self, value):
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return fecha_leida(value)
        except ValueError:
            raise ValidationError(EntradaDeFecha.no_se_entiende, code="invalid") from None


class CifraField(forms.DecimalField):
    widget = EntradaDeCifra

    def to_python(self, value):
        if isinstance(value, str) and value.strip():
            try:
                value = cifra_leida(value)
            except (ValueError, InvalidOperation):
                raise ValidationError(EntradaDeCifra.no_se_entiende, code="invalid") from None
        return super().to_python(value)


class CifraDelModelo(models.DecimalField):
    """A ``DecimalField`` whose figures are written by people. For the database it is that one."""

    def formfield(self, **kwargs):
        return super().formfield(**kwargs | {"form_class": CifraField, "widget": EntradaDeCifra})

    def deconstruct(self):
        nombre, _ruta, argumentos, opciones = super().deconstruct()
        return nombre, "django.db.models.DecimalField", argumentos, opciones


def conectar():
    """Every date of a form of the admin is written so."""
    from wagtail.admin.forms.models import register_form_field_override

    register_form_field_override(models.DateField, override={"form_class": FechaField, "widget": EntradaDeFecha})
