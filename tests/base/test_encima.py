"""Two people with the same form open: who saves last is told what lies under their save."""

import pytest
from django.urls import reverse

from redes.models import Red
from tests import fabrica as f

pytestmark = pytest.mark.django_db


def _guardar(navegador, url, datos, **cambios):
    respuesta = navegador.post(url, {**datos, **cambios}, follow=True)
    return respuesta.content.decode()


def test_de_una_ficha(entrar, focal, comunicaciones):
    ficha = f.practica(focal)
    url, uno, otra = f.url_edicion(ficha), entrar(focal), entrar(comunicaciones)
    suyo, de_otra = f.formulario_de(uno, ficha), f.formulario_de(otra, ficha)
    assert "otra versión" not in _guardar(uno, url, suyo, resumen="El primero")
    debajo = f.fresca(ficha).latest_revision_id
    dicho = _guardar(otra, url, de_otra, resumen="La segunda")
    assert "se guardó otra versión de este texto" in dicho
    assert reverse("wagtailadmin_pages:revisions_compare", args=[ficha.pk, debajo, "latest"]) in dicho
    # Whoever saw it is told nothing.
    assert "otra versión" not in _guardar(otra, url, f.formulario_de(otra, ficha), resumen="La tercera")


def test_de_la_misma_version_escrita_encima_por_el_autoguardado(entrar, focal, comunicaciones):
    ficha = f.practica(focal)
    url, uno, otra = f.url_edicion(ficha), entrar(focal), entrar(comunicaciones)
    suyo = f.formulario_de(uno, ficha) | {"resumen": "El primero"}
    solo = {"accept": "application/json"}
    respuesta = uno.post(url, suyo, headers=solo).json()
    de_otra = f.formulario_de(otra, ficha)  # she opens that version, and he goes on writing in it
    propia = {"overwrite_revision_id": respuesta["revision_id"]}
    assert uno.post(url, suyo | propia | {"resumen": "El primero, y más"}, headers=solo).json()["success"]
    assert "otra versión" not in _guardar(uno, url, suyo | propia | {"resumen": "El primero, y más"})
    assert "se guardó otra versión de este texto" in _guardar(otra, url, de_otra, resumen="La segunda")


def test_de_una_red(entrar, comunicaciones, moderadora):
    red = Red.objects.get(slug="c40", locale__language_code="es")
    url = reverse("wagtailsnippets_redes_red:edit", args=[red.pk])
    uno, otra = entrar(comunicaciones), entrar(moderadora)
    formularios = [
        f.leer_formulario(quien.get(url), lambda form: form.has_attr("data-edit-form")) for quien in (uno, otra)
    ]
    _guardar(uno, url, formularios[0], asunto="Otro")
    red.refresh_from_db()
    debajo = red.latest_revision_id
    dicho = _guardar(otra, url, formularios[1])
    assert "se guardó otra versión de este texto" in dicho
    assert reverse("wagtailsnippets_redes_red:revisions_compare", args=[red.pk, debajo, "latest"]) in dicho
