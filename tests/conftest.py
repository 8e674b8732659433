"""What every test stands on: the installed site, once for each worker, and people to act in it."""

import pytest
from django.test import Client

from . import fabrica


def _instalar_si_falta():
    from sitio.instalacion import instalar
    from sitio.models import InicioPage

    if not InicioPage.objects.exists():
        instalar()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The site installed, seen by every test inside its own transaction."""
    with django_db_blocker.unblock():
        _instalar_si_falta()


@pytest.fixture(autouse=True)
def _sitio_repuesto(request):
    """A test with a live server or real transactions leaves the tables empty: the next one installs again."""
    if "_django_db_helper" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        _instalar_si_falta()


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
