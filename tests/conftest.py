"""What every test stands on: the installed site, a copy for each worker, and people to act in it."""

import gc
import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from django.utils import translation
from hypothesis import settings as hipotesis

from . import fabrica
from .plantillas import DEMOSTRACION, Plantillas

# A busy machine is no failure. CI asks the same questions each time, so that a change is not refused for what it did
# not touch; elsewhere each run asks others, and what it finds becomes a test.
hipotesis.register_profile("banco", deadline=None, print_blob=True, derandomize="CI" in os.environ)
hipotesis.load_profile("banco")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_keepdb, django_db_createdb, tmp_path_factory, worker_id
):
    """The database of this worker: a copy of one that is made once for all of them, with the site installed."""
    carpeta = tmp_path_factory.getbasetemp()
    if worker_id != "master":  # with -n 0 there is no other
        carpeta = carpeta.parent
    plantillas = Plantillas(carpeta, worker_id, reusar=django_db_keepdb and not django_db_createdb)
    with django_db_blocker.unblock():
        plantillas.copiar()
    Plantillas.de_esta_sesion = plantillas
    yield
    with django_db_blocker.unblock():
        plantillas.quitar_copia()


@pytest.fixture
def demostracion(transactional_db):
    """The site with its demonstration loaded, in the place of the one just installed."""
    Plantillas.de_esta_sesion.copiar(DEMOSTRACION)
    cache.clear()


@pytest.fixture(autouse=True)
def _nada_de_antes():
    translation.activate(settings.LANGUAGE_CODE)  # a request in English leaves its language to the thread
    cache.clear()  # the addresses of the pages are kept there, and outlive the transaction that wrote them


def pytest_collection_finish():
    """What is loaded by now stays: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(wrapper=True, tryfirst=True)  # marked before -m chooses, and in order after all others
def pytest_collection_modifyitems(items):
    """What takes longest goes first: the rest fills what is left of the time of each worker."""
    for item in items:
        con_navegador = item.get_closest_marker("navegador")
        if not con_navegador and not _pide_base(item):
            item.add_marker(pytest.mark.una_vez)
        elif con_navegador and item.get_closest_marker("una_vez"):
            raise pytest.UsageError(f"{item.nodeid}: .ci/run would leave it out of both databases")
    yield
    items.sort(key=lambda item: not (item.get_closest_marker("navegador") or item.get_closest_marker("largo")))


def _pide_base(item):
    clase = getattr(item, "cls", None)
    return bool(
        {"db", "transactional_db"} & set(item.fixturenames)
        or item.get_closest_marker("django_db")
        or (clase and issubclass(clase, TransactionTestCase))
    )


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
