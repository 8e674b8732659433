"""The letters to who asked: in their language, from the templates that the staff edit, with the links in them."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from actores.correo import direccion_completa, enviar
from actores.grupos import PUNTOS_FOCALES
from actores.models import Usuario
from base import enlaces

from .models import FIN_DE_SEGUIR, PlantillaDeCarta

DURA_SEGUIR = datetime.timedelta(days=365)


def en_el_idioma(practica, idioma):
    """``practica`` as who reads ``idioma`` reads it: its live translation, or itself if it has none."""
    vivas = type(practica).objects.filter(translation_key=practica.translation_key, live=True)
    return vivas.filter(locale__language_code=idioma).first() or practica


def enlace_para_seguir(pedido):
    """A new link to where its request stands, in the active language."""
    _enlace, token = enlaces.dar(FIN_DE_SEGUIR, pedido.pk, DURA_SEGUIR)
    return direccion_completa(reverse("intercambios:seguir", args=[token]))


def datos_de_carta(pedido, **mas):
    """What the marks of a letter stand for, but the links, which are made when it is sent."""
    tema = en_el_idioma(pedido.practica, pedido.idioma).title if pedido.practica else pedido.sobre
    comunes = {"nombre": pedido.nombre, "codigo": pedido.codigo, "institucion": pedido.institucion, "tema": tema}
    return {**comunes, "seguir": "{seguir}", "enlace": "{enlace}", **mas}


def carta(pedido, ocasion, **mas):
    """Subject and text of the letter of ``ocasion`` to who asked, in their language. The marks of its links stay."""
    return PlantillaDeCarta.objects.get(ocasion=ocasion).escrita(pedido.idioma, datos_de_carta(pedido, **mas))


def escribir(pedido, asunto, texto, **mas):
    """Send that letter, with its links in the place of their marks."""
    with override(pedido.idioma):
        if "{seguir}" in texto:
            mas["seguir"] = enlace_para_seguir(pedido)
    for marca, valor in mas.items():
        texto = texto.replace(f"{{{marca}}}", valor)
    enviar(asunto, texto.strip() + "\n", [pedido.correo])


def frase_de_alternativa(pedido, practica):
    """What a letter says of another practice that may serve, with its address; in the language of who asked."""
    if practica is None:
        return ""
    otra = en_el_idioma(practica, pedido.idioma)
    with override(pedido.idioma):
        return _("Puede servirle otra práctica de Bogotá, «%(titulo)s»:\n%(url)s") % {
            "titulo": otra.title,
            "url": otra.full_url,
        }


def focales_de(entidad):
    """The accounts of its puntos focales that can be written to: queryset."""
    activos = Usuario.objects.filter(is_active=True, groups__name=PUNTOS_FOCALES, entidad=entidad)
    return activos.exclude(email="").select_related("wagtail_userprofile").distinct()
