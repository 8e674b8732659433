"""Requests of the transfer desk, and what is read of it."""

from bs4 import BeautifulSoup
from django.urls import reverse

from intercambios import mesa
from intercambios.models import Consulta, Pedido

CANARIO = {"nombre": "Ingrid Canaria", "correo": "ingrid.canaria@example.org", "mensaje": "Un canario que no sale."}


def pedido_de(practica=None, **campos):
    datos = {
        **CANARIO,
        "institucion": "Ciudad de ejemplo, Noruega",
        "sobre": practica.title if practica else "Avenidas sin carros",
        "idioma": "en",
        "practica": practica,
        "clave": practica.translation_key if practica else None,
        **campos,
    }
    return Pedido.objects.create(**datos)


def editar(pedido):
    return reverse("wagtailsnippets_intercambios_pedido:edit", args=[pedido.pk])


def sopa_de(navegador, url):
    respuesta = navegador.get(url)
    assert respuesta.status_code == 200, url
    return BeautifulSoup(respuesta.content, "html.parser")


def consultada(pedido, entidad, quien, **campos):
    consulta = Consulta(pedido=pedido, entidad=entidad, pregunta="¿Podrían en marzo?", **campos)
    return consulta, mesa.consultar(consulta, quien)
