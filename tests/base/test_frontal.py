"""A cache in front of the site is told what changed; and pages leave compressed for whoever takes them so."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.test import override_settings
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, published, unpublished

from aval.retiro import retirar
from base import frontal
from tests import fabrica as f

SENALES = (page_published, page_unpublished, published, unpublished, page_slug_changed, post_page_move)


@pytest.fixture
def proxy():
    """A proxy that takes PURGE, and the paths that it was asked to forget."""
    pedidas = []

    class Proxy(BaseHTTPRequestHandler):
        def do_PURGE(self):
            pedidas.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    servidor = HTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    destino = f"http://127.0.0.1:{servidor.server_port}"
    de_wagtail = {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": destino}
    with override_settings(WAGTAILFRONTENDCACHE={"default": de_wagtail}, WAGTAILFRONTENDCACHE_LANGUAGES=[]):
        frontal.conectar()
        yield pedidas
    for senal in SENALES:
        senal.disconnect(dispatch_uid="base.frontal")
    servidor.shutdown()
    servidor.server_close()


def test_lo_que_se_publica_y_lo_que_se_retira_se_olvida(proxy, moderadora, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as pendientes:
        hoja = f.viva("Bicicletas del domingo")
    assert proxy == []  # not before it is in the database
    for pendiente in pendientes:
        pendiente()
    assert {"/es/", "/es/practicas/", "/es/practicas/bicicletas-del-domingo/", "/sitemap.xml"} <= set(proxy)
    proxy.clear()
    with django_capture_on_commit_callbacks(execute=True):
        retirar(f.fresca(hoja), moderadora, "La entidad lo pidió.")
    assert {"/es/practicas/", "/es/practicas/bicicletas-del-domingo/"} <= set(proxy)


def test_un_borrador_no_se_le_cuenta_a_nadie(proxy, focal, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        f.practica(focal)
    assert proxy == []


def test_sin_cache_delante_nada_se_conecta(db):
    frontal.conectar()
    conectadas = [clave for senal in SENALES for (clave, _emisor), *_resto in senal.receivers]
    assert "base.frontal" not in conectadas and "base.generacion" in conectadas


def test_una_pagina_va_comprimida_para_quien_la_entiende_asi(client, db):
    hoja = f.viva("Bicicletas del domingo")
    for _vez in range(2):  # made, and kept
        llana = client.get(hoja.url)
        comprimida = client.get(hoja.url, headers={"Accept-Encoding": "br, gzip"})
        assert "Content-Encoding" not in llana.headers
        assert comprimida.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in llana.headers["Vary"] and "Accept-Encoding" in comprimida.headers["Vary"]
        assert gzip.decompress(comprimida.content) == llana.content
    repetida = client.get(hoja.url, headers={"Accept-Encoding": "gzip", "If-None-Match": comprimida.headers["ETag"]})
    assert repetida.status_code == 304
