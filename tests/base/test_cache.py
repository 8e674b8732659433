"""A cache that is away is a miss, and what it remembers when it is back is never older than the site."""

import os
import shutil
import socket
import subprocess
import time

import pytest
from django.core.cache import cache, caches
from django.urls import reverse
from wagtail.models import Page, Site

from aval.retiro import retirar
from base.cache import _estados
from tests import fabrica as f


class Redis:
    """A real server on the loopback, that keeps what it was given when it is killed."""

    def __init__(self, carpeta):
        self.carpeta, self.proceso = carpeta, None
        with socket.socket() as libre:
            libre.bind(("127.0.0.1", 0))
            self.puerto = libre.getsockname()[1]

    def empezar(self):
        orden = ["redis-server", "--port", str(self.puerto), "--bind", "127.0.0.1", "--dir", str(self.carpeta)]
        orden += ["--appendonly", "yes", "--appendfsync", "always", "--save", "", "--daemonize", "no"]
        self.proceso = subprocess.Popen(orden, stdout=subprocess.DEVNULL)  # noqa: S603
        for _vez in range(100):
            with socket.socket() as prueba:
                if not prueba.connect_ex(("127.0.0.1", self.puerto)):
                    return
            time.sleep(0.05)
        raise AssertionError("redis-server does not start")

    def matar(self):
        self.proceso.kill()
        self.proceso.wait()


@pytest.fixture
def redis(settings, tmp_path):
    if not shutil.which("redis-server") and "CI" not in os.environ:
        pytest.skip("There is no redis-server here.")
    servidor = Redis(tmp_path)
    servidor.empezar()
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "base.cache.RedisTolerante",
            "LOCATION": f"redis://127.0.0.1:{servidor.puerto}/1",
            "KEY_PREFIX": "banco",
            "KEY_FUNCTION": "base.cache.clave",
        },
    }
    _estados.clear()
    yield servidor
    servidor.matar()
    _estados.clear()


def _volver(servidor):
    servidor.empezar()
    _estados.clear()  # the pause after a failure is over


def test_con_redis_muerto_y_vuelto_el_sitio_responde_y_nunca_lo_de_antes(redis, client, moderadora):
    hoja = f.viva("Bicicletas del domingo")
    direccion = hoja.url
    assert client.get(direccion).status_code == 200
    assert any(b"pagina:" in llave for llave in cache._cache.get_client().keys())  # it was kept there

    redis.matar()
    comienzo = time.monotonic()
    assert client.get(direccion).status_code == 200
    assert client.get("/es/practicas/").status_code == 200
    assert time.monotonic() - comienzo < 5
    retirar(f.fresca(hoja), moderadora, "La entidad lo pidió.")
    assert client.get(direccion).status_code == 410

    _volver(redis)
    assert any(b"pagina:" in llave for llave in cache._cache.get_client().keys())  # it remembers the page
    assert client.get(direccion).status_code == 410
    assert "Bicicletas" not in client.get("/es/practicas/").content.decode()


def test_lo_que_wagtail_guarda_del_sitio_no_sobrevive_a_un_cambio_que_redis_no_vio(redis, db):
    hoja = f.viva("Bicicletas del domingo")
    assert Page.objects.get(pk=hoja.pk).full_url.startswith("http://")
    redis.matar()
    sitio = Site.objects.get()
    sitio.hostname, sitio.port = "banco.example.org", 443
    sitio.save()
    _volver(redis)
    assert Page.objects.get(pk=hoja.pk).full_url.startswith("https://banco.example.org/")


def test_un_redis_que_calla_no_detiene_a_quien_lee(redis, client, db):
    redis.proceso.send_signal(19)  # SIGSTOP: it takes the connection and says nothing
    try:
        comienzo = time.monotonic()
        assert client.get("/es/").status_code == 200
        assert client.get("/es/practicas/").status_code == 200
        assert time.monotonic() - comienzo < 6
    finally:
        redis.proceso.send_signal(18)


def test_lo_que_falta_se_dice_una_vez_y_sin_la_direccion(redis, client, db, caplog):
    redis.matar()
    for _vez in range(3):
        _estados_hasta_ya()
        assert client.get("/es/").status_code == 200
    lineas = [linea for linea in caplog.records if linea.name == "base.cache"]
    assert len(lineas) == 1
    assert str(redis.puerto) not in lineas[0].getMessage()


def _estados_hasta_ya():
    for estado in _estados.values():
        estado.hasta = float("-inf")


def test_sin_cache_quien_llega_primero_sigue_y_lo_que_no_esta_no_esta(redis):
    """What takes ``add`` for a lock goes on; what counts begins again."""
    redis.matar()
    assert cache.get("nada", "otra cosa") == "otra cosa"
    assert cache.add("cerrojo", 1) is True
    assert cache.get_many(["a", "b"]) == {}
    assert cache.get_or_set("calculado", lambda: 7) == 7
    assert cache.delete("nada") is False
    with pytest.raises(ValueError, match="nada"):
        cache.incr("nada")
    assert caches["default"].responde() is False
    _volver(redis)
    assert caches["default"].responde() is True


def test_los_documentos_se_hacen_de_nuevo_si_no_se_pueden_guardar(settings, tmp_path, client, db):
    """The folder of the kept PDF is not ours, or the disk is full."""
    fichero = tmp_path / "no-es-carpeta"
    fichero.write_text("")
    settings.CACHES = {
        **settings.CACHES,
        "documentos": {"BACKEND": "base.cache.ArchivosTolerantes", "LOCATION": str(fichero / "dentro")},
    }
    f.viva("Bicicletas del domingo")
    assert client.get(reverse("banco:descargar", args=["practicas", "csv"])).status_code == 200
    caches["documentos"].set("a", 1)
    assert caches["documentos"].get("a") is None
