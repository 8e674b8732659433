"""Blocks of the content pages. Few, and each with one meaning."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class DefinicionBlock(blocks.StructBlock):
    termino = blocks.CharBlock(label=_("Término"))
    definicion = blocks.TextBlock(label=_("Definición"))


class ImagenBlock(blocks.StructBlock):
    imagen = ImageChooserBlock(label=_("Imagen"))
    texto_alternativo = blocks.CharBlock(label=_("Texto alternativo"), help_text=_("Lo que la imagen muestra."))
    pie = blocks.CharBlock(label=_("Pie"), required=False)

    class Meta:
        icon = "image"
        template = "base/bloques/imagen.html"


class CuerpoBlock(blocks.StreamBlock):
    """The body of a content page."""

    titulo = blocks.CharBlock(
        label=_("Título de sección"), icon="title", template="base/bloques/titulo.html", form_classname="title"
    )
    parrafos = blocks.RichTextBlock(
        label=_("Párrafos"),
        icon="pilcrow",
        features=["bold", "italic", "ol", "ul", "link"],
        template="base/bloques/parrafos.html",
    )
    definiciones = blocks.ListBlock(
        DefinicionBlock(), label=_("Definiciones"), icon="list-ul", template="base/bloques/definiciones.html"
    )
    imagen = ImagenBlock(label=_("Imagen"))
    contacto = blocks.StaticBlock(
        label=_("Datos de contacto de la entidad"),
        icon="mail",
        admin_text=_("Los de «Configuración › datos de la entidad»."),
        template="base/bloques/contacto.html",
    )

    class Meta:
        block_counts = {}
