"""What every test stands on: the installed site, once for each worker, and people to act in it."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from hypothesis import settings as hipotesis

from sitio.instalacion import instalar
from sitio.models import InicioPage

from . import fabrica

# A busy machine is no failure. CI asks the same questions each time, so that a change is not refused for what it did
# not touch; elsewhere each run asks others, and what it finds becomes a test.
hipotesis.register_profile("banco", deadline=None, print_blob=True, derandomize="CI" in os.environ)
hipotesis.load_profile("banco")


_instalado = []
_CON_BASE = {"db", "transactional_db", "live_server", "_django_db_helper"}


@pytest.fixture(autouse=True)
def _sitio_instalado(request):
    """The installed site, outside the transaction of the test: once for each worker, and again after a flush.

    A test with a live server or real transactions leaves the tables empty when it ends.
    """
    translation.activate(settings.LANGUAGE_CODE)  # a request in English leaves its language to the thread
    cache.clear()  # the addresses of the pages are kept there, and outlive the transaction that wrote them
    if not (request.node.get_closest_marker("django_db") or _CON_BASE & set(request.fixturenames)):
        return
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        if not _instalado or not InicioPage.objects.exists():
            instalar()
            _instalado.append(True)
    request.getfixturevalue("_django_db_helper")


def pytest_collection_modifyitems(items):
    """The walks of the browser first: the other workers take the rest meanwhile.

    And in each test the installed site before all: the mark ``django_db`` would open its transaction sooner, and the
    installation would be undone with it and made again for the next test.
    """
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)
    for item in items:
        if "_sitio_instalado" in (nombres := getattr(item, "fixturenames", [])):
            nombres.remove("_sitio_instalado")
            nombres.insert(0, "_sitio_instalado")


@pytest.fixture
def entrar(db):
    """``entrar(usuario)``: a browser (Client) in which that person is already inside."""

    def _entrar(usuario, **opciones):
        navegador = Client(**opciones)
        navegador.force_login(usuario)
        return navegador

    return _entrar


@pytest.fixture
def focal(db):
    return fabrica.persona("focal-idrd", "Puntos focales", "idrd")


@pytest.fixture
def otro_focal(db):
    return fabrica.persona("focal-cultura", "Puntos focales", "secretaria-cultura")


@pytest.fixture
def comunicaciones(db):
    return fabrica.persona("comunicaciones", "Comunicaciones")


@pytest.fixture
def asesora(db):
    return fabrica.persona("asesora", "Moderación DDRI")


@pytest.fixture
def moderadora(db):
    return fabrica.persona("moderadora", "Moderación DDRI")


@pytest.fixture
def administracion(db):
    return fabrica.persona("administracion", "Administración")


@pytest.fixture
def superusuario(db):
    return fabrica.persona("raiz", is_superuser=True)
