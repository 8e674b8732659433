"""Dates, figures and mail addresses as people write them, read without guessing: what is not one stays as typed.

What was understood is said back in words beside the box, by the server and again as one types
(``static/base/js/eco.js``), so that a figure is never another one in silence.
"""

import datetime
import json
import re
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
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


def correos_leidos(texto):
    """The people that are written in ``texto``, as mail programs write them: list of ``(name, address)``.

    «a@x; b@y», «Ana <a@x>, Luis <b@y>», «Pérez, Ana <a@x>», a line for each. An address is what stands where one
    should, be it one or not (``es_correo``).
    """
    leidos = []
    for trozo in re.split(r"[;\n\r\t]+", texto.replace("mailto:", "")):
        if "<" in trozo:
            for antes, uno in _CON_NOMBRE.findall(trozo):
                # «b@y, Nombre <c@z>»: what has an at sign before a name is another address.
                partes = antes.split(",")
                leidos += [("", parte.strip()) for parte in partes if "@" in parte]
                nombre = ",".join(parte for parte in partes if "@" not in parte)
                leidos.append((nombre.strip(" ,\"'"), uno.strip()))
            trozo = _CON_NOMBRE.sub("", trozo)
        leidos += [("", uno.strip(".<>()\"'")) for uno in re.split(r"[,\s]+", trozo) if uno.strip(".<>()\"'")]
    return leidos


_CON_NOMBRE = re.compile(r"([^<>;]*)<\s*([^<>]*)\s*>")


def es_correo(direccion):
    try:
        validate_email(direccion)
    except ValidationError:
        return False
    return True


def que_se_entiende(texto):
    """What is understood of the addresses in ``texto``, in a sentence; empty where it is one, as it is written."""
    leidos = [uno for _nombre, uno in correos_leidos(texto)]
    buenos, malos = ([uno for uno in leidos if es_correo(uno) is cual] for cual in (True, False))
    datos = {"buenos": ", ".join(buenos), "malos": ", ".join(f"«{uno}»" for uno in malos), "n": len(buenos)}
    if not buenos:
        return str(EntradaDeCorreo.no_se_entiende)
    if malos:
        return EntradaDeCorreo.frases["malos"] % datos
    if len(buenos) > 1:
        return EntradaDeCorreo.frases["varios"] % datos
    return "" if texto.strip() == buenos[0] else EntradaDeCorreo.frases["uno"] % datos


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


class EntradaDeCorreo(_Entrada):
    """The address of one person. Of several that are pasted it says which they are, and gives each a row of its own."""

    clase = "correo"
    no_se_entiende = gettext_lazy("No es un correo. Escriba, por ejemplo, nombre@entidad.gov.co.")
    frases: ClassVar = {
        "uno": gettext_lazy("Se entiende %(buenos)s."),
        "varios": gettext_lazy(
            "Se entienden %(n)s correos: %(buenos)s. Aquí va el de una persona: las demás, cada una en su renglón."
        ),
        "malos": gettext_lazy("No es un correo: %(malos)s. Sí se entiende: %(buenos)s."),
        "repartir": gettext_lazy("Poner las demás en renglones propios"),
    }

    def __init__(self, attrs=None, **kwargs):
        super().__init__({"autocomplete": "off", "inputmode": "email", "autocapitalize": "none", **(attrs or {})})

    def en_palabras(self, texto):
        return ""  # what is kept is one address, as it is; of what is not, its error says it

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        dichas = {cual: str(frase) for cual, frase in self.frases.items()}
        context["widget"]["frases"] = json.dumps(dichas, ensure_ascii=False)
        return context


class CorreoField(forms.EmailField):
    widget = EntradaDeCorreo

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return value
        leidos = correos_leidos(value)
        if len(leidos) == 1 and es_correo(leidos[0][1]):
            return leidos[0][1]
        raise ValidationError(que_se_entiende(value), code="invalid")


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
    """Every date and every mail address of a form of the admin is written so."""
    from wagtail.admin.forms.models import register_form_field_override

    register_form_field_override(models.DateField, override={"form_class": FechaField, "widget": EntradaDeFecha})
    register_form_field_override(models.EmailField, override={"form_class": CorreoField, "widget": EntradaDeCorreo})
