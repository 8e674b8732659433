"""The ways to change what lies under the live texts, each as the browser knocks at it (see ``ataques``).

``tocar(mundo, navegador)`` gives the answer; ``respuestas`` says what it says, and to which roles: to the others, that
they may not; to the visitor, that they log in. None of them changes what the public reads.
"""

from django.urls import reverse
from wagtail.models import Page, Site

from actores.models import Localidad
from redes.models import Red
from tests import fabrica as f
from tests.mundo import pedir
from vocabulario.models import Ciudad

from .ataques import MODERAN, SUPERUSUARIO, Ataque

LISTAS = ("administracion", "superusuario")
ATAQUES_DEBAJO = []


def ataque(nombre, respuestas):
    def registrar(tocar):
        ATAQUES_DEBAJO.append(Ataque(40 + len(ATAQUES_DEBAJO), nombre, respuestas, tocar))
        return tocar

    return registrar


def _localidad():
    return Localidad.objects.get(codigo="usaquen")


@ataque("borrar un término en uso", {"409": LISTAS})
def _(mundo, navegador):
    return pedir(navegador, "post", reverse("wagtailsnippets_actores_localidad:delete", args=[_localidad().pk]))


@ataque("borrar en bloque un término en uso", {"409": LISTAS, "eliminaron 0": ("comunicaciones", *MODERAN)})
def _(mundo, navegador):
    url = reverse("wagtail_bulk_action", args=["actores", "localidad", "delete"])
    return pedir(navegador, "post", f"{url}?id={_localidad().pk}&next=/admin/")


@ataque("cambiar el nombre de una ciudad", {"cambios guardados": LISTAS})
def _(mundo, navegador):
    ciudad = Ciudad.objects.get_or_create(codigo="lima", defaults={"nombre_es": "Lima", "pais": "PE"})[0]
    datos = {"nombre_es": "Lima", "nombre_en": "Lima", "codigo": "lima", "pais": "PE"}
    return pedir(navegador, "post", reverse("wagtailsnippets_vocabulario_ciudad:edit", args=[ciudad.pk]), datos)


@ataque("borrar una ciudad en uso", {"409": LISTAS})
def _(mundo, navegador):
    ciudad = Ciudad.objects.get_or_create(codigo="quito", defaults={"nombre_es": "Quito", "pais": "EC"})[0]
    if not Red.objects.filter(sede=ciudad).exists():
        Red.objects.create(
            nombre="Red de prueba",
            slug="red-de-prueba",
            tipo="global",
            sede=ciudad,
            live=False,
            locale=f.banco().locale,
        )
    return pedir(navegador, "post", reverse("wagtailsnippets_vocabulario_ciudad:delete", args=[ciudad.pk]))


@ataque("fusionar un término sin decir por qué", {"form": LISTAS})
def _(mundo, navegador):
    url = reverse("aval:fusionar", args=["actores", "localidad", _localidad().pk])
    return pedir(navegador, "post", url, {"destino": Localidad.objects.get(codigo="suba").pk, "motivo": ""})


@ataque("restringir quién lee una práctica publicada", {})
def _(mundo, navegador):
    url = reverse("wagtailadmin_pages:set_privacy", args=[mundo.viva.pk])
    return pedir(navegador, "post", url, {"restriction_type": "login"})


@ataque("restringir quién lee el árbol entero", {})
def _(mundo, navegador):
    url = reverse("wagtailadmin_pages:set_privacy", args=[Page.get_first_root_node().pk])
    return pedir(navegador, "post", url, {"restriction_type": "login"})


@ataque("mover el Banco a la raíz", {})
def _(mundo, navegador):
    url = reverse("wagtailadmin_pages:move_confirm", args=[f.banco().pk, Page.get_first_root_node().pk])
    return pedir(navegador, "post", url)


@ataque("borrar el Banco", {"no se borran": MODERAN, "Moderación": ("focal", "otro_focal", "comunicaciones", *LISTAS)})
def _(mundo, navegador):
    banco = f.banco()
    url = reverse("aval:borrar", args=[banco.get_base_content_type().pk, banco.pk])
    return pedir(navegador, "post", url, {"motivo": "Sobra.", "confirmo": banco.title})


@ataque("poner un borrador como raíz del sitio", {"no se pudo": SUPERUSUARIO})
def _(mundo, navegador):
    sitio = Site.objects.get()
    datos = {"hostname": sitio.hostname, "port": sitio.port, "is_default_site": "on", "root_page": mundo.borrador.pk}
    return pedir(navegador, "post", reverse("wagtailsites:edit", args=[sitio.pk]), datos)


@ataque("borrar el sitio", {"sin un sitio por defecto": SUPERUSUARIO})
def _(mundo, navegador):
    return pedir(navegador, "post", reverse("wagtailsites:delete", args=[Site.objects.get().pk]))


@ataque("redirigir a otro sitio sin seguridad", {"no se pudo": SUPERUSUARIO})
def _(mundo, navegador):
    datos = {"old_path": "/vieja/", "redirect_link": "http://example.org/"}
    return pedir(navegador, "post", reverse("wagtailredirects:add"), datos)


@ataque("cambiar los datos de la entidad sin un correo que lo sea", {"no se pudo": LISTAS})
def _(mundo, navegador):
    url = reverse("wagtailsettings:edit", args=["sitio", "ajustessitio", Site.objects.get().pk])
    return pedir(navegador, "post", url, {"entidad": "Otra", "correo": "esto no"})
