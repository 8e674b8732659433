"""How a moderator reads an object of any kind: its sections, in order, each as safe HTML."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.template.loader import render_to_string
from django.utils.formats import date_format, localize
from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError
from wagtail.rich_text import expand_db_html

from base.opciones import OpcionesField
from base.palabras import texto_visible


@dataclass(frozen=True)
class Seccion:
    """A part of a text; ``campo`` is the name of the field and anchors the comments on it. Unanswered: no ``html``."""

    campo: str
    etiqueta: str
    html: SafeString

    @property
    def con_archivos(self):
        """Whether it shows pictures or files, which no list of its words can."""
        return 'class="aval-archivo"' in self.html


def _html(campo, valor):
    if isinstance(campo, RichTextField):
        return mark_safe(expand_db_html(valor or ""))  # noqa: S308  # Wagtail's own rendering, from its whitelist
    if isinstance(campo, StreamField):
        return mark_safe(str(valor))  # noqa: S308  # rendered by the templates of its blocks
    if isinstance(campo, models.BooleanField):
        return format_html("<p>{}</p>", _("Sí") if valor else _("No"))
    if isinstance(campo, models.DateField) and valor:
        return format_html("<p>{}</p>", date_format(valor, "DATE_FORMAT"))
    if getattr(campo, "choices", None) and valor:
        return format_html("<p>{}</p>", dict(campo.flatchoices).get(valor, valor))
    if isinstance(campo, OpcionesField):
        return format_html("<p>{}</p>", ", ".join(campo.nombres(valor))) if valor else ""
    if isinstance(campo, models.TextField) and valor:
        return mark_safe(linebreaks(escape(valor)))  # noqa: S308  # escaped here
    if hasattr(valor, "all"):
        return _de_filas(list(valor.all()))
    if isinstance(valor, _de_archivo()):
        return _de_un_archivo(valor)
    return format_html("<p>{}</p>", localize(valor)) if valor not in (None, "") else ""


def _de_archivo():
    return get_image_model(), get_document_model()


def _de_un_archivo(archivo):
    """A picture to be seen, or a file to be opened: what kind it is, how heavy, and whether it is there at all."""
    imagen = isinstance(archivo, get_image_model())
    contexto = {"archivo": archivo, "imagen": imagen, "esta": archivo.file.storage.exists(archivo.file.name)}
    if imagen and contexto["esta"]:
        try:
            contexto["version"] = archivo.get_rendition("width-960|format-jpeg")
        except SourceImageIOError:
            contexto["esta"] = False
    elif contexto["esta"]:
        contexto["peso"] = archivo.get_file_size()
    return SafeString(render_to_string("aval/includes/archivo.html", contexto))


def _con_archivo(modelo):
    """The fields of ``modelo`` that hold a picture or a file."""
    return [
        campo for campo in modelo._meta.fields if campo.many_to_one and issubclass(campo.related_model, _de_archivo())
    ]


def _de_filas(filas):
    if not filas:
        return ""
    archivos = _con_archivo(type(filas[0]))
    if not archivos:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((str(fila),) for fila in filas)))
    for campo in archivos:
        con_uno = [fila for fila in filas if getattr(fila, f"{campo.name}_id")]
        de_imagen = issubclass(campo.related_model, get_image_model())
        models.prefetch_related_objects(con_uno, f"{campo.name}__renditions" if de_imagen else campo.name)
    return format_html_join("", '<div class="aval-fila">{}</div>', ((_de_fila(fila),) for fila in filas))


def _de_fila(fila):
    """A row that has pictures or files: what it calls itself, and by its name whatever else it says."""
    partes = []
    for campo in fila._meta.fields:
        sobra = campo.primary_key or isinstance(campo, ParentalKey) or campo.name in _DE_LA_FILA
        valor = None if sobra else getattr(fila, campo.name)
        if valor in (None, "", False) or (campo.has_default() and valor == campo.get_default()):
            continue
        if html := _html(campo, valor):
            partes.append((get_language(), capfirst(str(campo.verbose_name)), html))
    suyo = str(fila)
    dichos = [texto_visible(html).strip() for _idioma, _nombre, html in partes]
    titulo = ""
    if suyo not in dichos:  # it tells several of its fields in one sentence
        titulo = format_html("<p>{}</p>", suyo)
        partes = [
            parte
            for parte, dicho in zip(partes, dichos, strict=True)
            if dicho not in suyo or "aval-archivo" in parte[2]
        ]
    lista = format_html_join("", '<dt lang="{}">{}</dt><dd>{}</dd>', partes)
    return format_html("{}<dl>{}</dl>", titulo, lista) if lista else titulo


# What a row has that nobody wrote.
_DE_LA_FILA = ("sort_order", "translation_key", "locale")


def nombre_de(modelo, campo):
    """What people call the field or relation ``campo`` of ``modelo``; ``campo`` itself, when it is no more."""
    try:
        suyo = modelo._meta.get_field(campo)
    except FieldDoesNotExist:
        return campo
    if campo == "slug":
        return _("Dirección en la web")
    nombre = getattr(suyo, "verbose_name", None) or suyo.related_model._meta.verbose_name_plural
    # One that its model does not name bears that of the attribute, in English; the tool's catalogue may know it.
    return capfirst(gettext(nombre) if isinstance(nombre, str) else str(nombre))


def secciones_de(objeto, todas=False):
    """The sections of ``objeto`` (its ``campos_de_lectura``) that say something; or ``todas``: list of ``Seccion``."""
    secciones = []
    for nombre in objeto.campos_de_lectura:
        campo = objeto._meta.get_field(nombre)
        html = "" if objeto.no_responde(nombre) else _html(campo, getattr(objeto, nombre))
        if html or todas:
            secciones.append(Seccion(nombre, nombre_de(type(objeto), nombre), SafeString(html)))
    return secciones
