"""What is kept for everybody is told apart by its address and by how it is compressed, and by nothing else."""

import pytest
from django.conf import settings as ajustes
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import cache
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory

from base.middleware import PaginasEnCache

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vacia(settings):
    settings.CACHE_DE_PAGINAS = 60
    cache.clear()


def veces_que_se_hace(responder, **peticion):
    """How many times a page is made for three that ask for it."""
    hechas = []
    pasar = PaginasEnCache(lambda request: hechas.append(request) or responder(request))
    for _vez in range(3):
        request = RequestFactory().get("/es/una/", **peticion)
        request.user = AnonymousUser()
        pasar(request)
    return len(hechas)


def con(**cabeceras):
    return lambda request: HttpResponse("Una.", headers={k.replace("_", "-"): v for k, v in cabeceras.items()})


def con_galleta(request):
    respuesta = HttpResponse("Una.")
    respuesta.set_cookie("visto", "1")
    return respuesta


DE_ALGUIEN = {
    "varía por la galleta": con(Vary="Cookie"),
    "varía por el idioma del navegador": con(Vary="Accept-Language"),
    "varía por lo que se acepta": con(Vary="accept"),
    "varía por el origen": con(Vary="Accept-Encoding, Origin"),
    "varía por la cabecera de un guion": con(Vary="X-Requested-With"),
    "varía por todo": con(Vary="*"),
    "es privada": con(Cache_Control="max-age=60, private"),
    "no se guarda": con(Cache_Control="no-store"),
    "pone una galleta": con_galleta,
    "lleva una clave de formulario": CsrfViewMiddleware(lambda request: HttpResponse(get_token(request))),
    "lee la sesión": SessionMiddleware(lambda request: HttpResponse(request.session.get("algo", "nada"))),
}
DE_TODOS = {
    "no varía": con(),
    "varía por cómo se comprime": con(Vary="Accept-Encoding"),
    "lo mismo, en minúsculas": con(Vary="accept-encoding"),
}


@pytest.mark.parametrize("cual", DE_ALGUIEN)
def test_lo_que_es_de_alguien_no_se_guarda(cual):
    assert veces_que_se_hace(DE_ALGUIEN[cual]) == 3


@pytest.mark.parametrize("cual", DE_TODOS)
def test_lo_que_es_de_todos_se_hace_una_vez(cual):
    assert veces_que_se_hace(DE_TODOS[cual]) == 1


@pytest.mark.parametrize(
    "peticion",
    [
        {"headers": {"Cookie": f"{ajustes.SESSION_COOKIE_NAME}=x"}},
        {"headers": {"Authorization": "Basic x"}},
    ],
)
def test_a_quien_se_identifica_se_le_hace_la_suya(peticion):
    assert veces_que_se_hace(con(), **peticion) == 3
