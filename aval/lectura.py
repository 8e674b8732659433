"""How a moderator reads an object of any kind: its sections, in order, each as safe HTML."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format, localize
from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html

from base.opciones import OpcionesField


@dataclass(frozen=True)
class Seccion:
    """A part of a text; ``campo`` is the name of the field and anchors the comments on it."""

    campo: str
    etiqueta: str
    html: SafeString


def _html(campo, valor):
    if isinstance(campo, RichTextField):
        return mark_safe(expand_db_html(valor or ""))  # noqa: S308  # Wagtail's own rendering, from its whitelist
    if isinstance(campo, StreamField):
        return mark_safe(str(valor))  # noqa: S308  # rendered by the templates of its blocks
    if isinstance(campo, models.BooleanField):
        return format_html("<p>{}</p>", _("Sí")) if valor else ""
    if isinstance(campo, models.DateField) and valor:
        return format_html("<p>{}</p>", date_format(valor, "DATE_FORMAT"))
    if getattr(campo, "choices", None) and valor:
        return format_html("<p>{}</p>", dict(campo.flatchoices).get(valor, valor))
    if isinstance(campo, OpcionesField):
        return format_html("<p>{}</p>", ", ".join(campo.nombres(valor))) if valor else ""
    if isinstance(campo, models.TextField) and valor:
        return mark_safe(linebreaks(escape(valor)))  # noqa: S308  # escaped here
    if hasattr(valor, "all"):
        filas = format_html_join("", "<li>{}</li>", ((str(fila),) for fila in valor.all()))
        return format_html("<ul>{}</ul>", filas) if filas else ""
    return format_html("<p>{}</p>", localize(valor)) if valor not in (None, "") else ""


def nombre_de(modelo, campo):
    """What people call the field or relation ``campo`` of ``modelo``; ``campo`` itself, when it is no more."""
    try:
        suyo = modelo._meta.get_field(campo)
    except FieldDoesNotExist:
        return campo
    nombre = getattr(suyo, "verbose_name", None) or suyo.related_model._meta.verbose_name_plural
    # One that its model does not name bears that of the attribute, in English; the tool's catalogue may know it.
    return capfirst(gettext(nombre) if isinstance(nombre, str) else str(nombre))


def secciones_de(objeto):
    """The sections of ``objeto`` (its ``campos_de_lectura``) that say something: list of ``Seccion``."""
    secciones = []
    for nombre in objeto.campos_de_lectura:
        campo = objeto._meta.get_field(nombre)
        html = _html(campo, getattr(objeto, nombre))
        if html:
            secciones.append(Seccion(nombre, nombre_de(type(objeto), nombre), html))
    return secciones
