"""Asking another machine whether an address answers: against a real server, and never inside of our own network."""

import http.server
import threading

import pytest

from base import visita


class _Sitio(http.server.BaseHTTPRequestHandler):
    pedidos: list = []

    def _responder(self):
        self.pedidos.append((self.command, self.path))
        camino = self.path.partition("?")[0]
        if camino == "/sin-head" and self.command == "HEAD":
            return self.send_error(405)
        if camino.startswith("/va"):
            self.send_response(302)
            self.send_header(
                "Location", {"/va": "/hay", "/va-sin-fin": "/va-sin-fin", "/va-dentro": self.dentro}[camino]
            )
            return self.end_headers()
        codigo = {"/hay": 200, "/sin-head": 200, "/no-hay": 404, "/se-fue": 410, "/mal": 500, "/cerrado": 403}[camino]
        self.send_response(codigo)
        self.end_headers()
        return None

    do_GET = do_HEAD = _responder
    dentro = "http://169.254.169.254/latest/meta-data/"

    def log_message(self, *args):
        pass


@pytest.fixture
def sitio():
    """Address of a site that is up, on this machine; what it was asked is in ``_Sitio.pedidos``."""
    servidor = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Sitio)
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    _Sitio.pedidos.clear()
    yield f"http://127.0.0.1:{servidor.server_port}"
    servidor.shutdown()
    servidor.server_close()


@pytest.mark.parametrize(
    ("camino", "falla", "codigo"),
    [
        ("/hay", "", 200),
        ("/hay?q=año nuevo", "", 200),
        ("/sin-head", "", 200),
        ("/va", "", 200),
        ("/cerrado", "", 403),
        ("/no-hay", "no_existe", 404),
        ("/se-fue", "no_existe", 410),
        ("/mal", "con_error", 500),
        ("/va-sin-fin", "da_vueltas", None),
    ],
)
def test_lo_que_responde(camino, falla, codigo, sitio, settings):
    settings.ENLACES_HACIA_DENTRO = True
    assert visita.visitar(sitio + camino) == visita.Visita(falla, codigo)


def test_primero_pregunta_sin_pedir_el_cuerpo(sitio, settings):
    settings.ENLACES_HACIA_DENTRO = True
    visita.visitar(f"{sitio}/hay")
    assert _Sitio.pedidos == [("HEAD", "/hay")]
    visita.visitar(f"{sitio}/sin-head")
    assert [metodo for metodo, _camino in _Sitio.pedidos[1:]] == ["HEAD", "GET"]


def test_hacia_dentro_no_se_pregunta_nada(sitio):
    assert visita.visitar(f"{sitio}/hay").falla == "no_se_mira"
    assert _Sitio.pedidos == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[fd00::1]/",
        "http://127.0.0.1:5432/",
    ],
)
def test_ninguna_forma_de_nombrar_lo_de_dentro(url):
    assert visita.visitar(url).falla in {"no_se_mira", "sin_nombre"}


def test_tampoco_por_un_sitio_que_lleve_alli(sitio, settings, monkeypatch):
    """The first is let through, as a public one; where it leads is looked at as the first."""
    monkeypatch.setattr(visita, "_es_publica", lambda numero: str(numero) == "127.0.0.1")
    monkeypatch.setattr(visita, "PUERTOS", {"http": int(sitio.rpartition(":")[2]), "https": 443})
    assert visita.visitar(f"{sitio}/va-dentro").falla == "no_se_mira"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "http://u:c@example.org/",
        "http://x:99999/",
        "javascript:1",
    ],
)
def test_lo_que_no_es_una_direccion_no_se_pregunta(url):
    assert visita.visitar(url).falla == "mal_escrita"


def test_un_puerto_cerrado_se_dice(settings):
    settings.ENLACES_HACIA_DENTRO = True
    assert visita.visitar("http://127.0.0.1:1/").falla == "sin_conexion"


def test_quien_no_contesta_no_detiene_a_nadie(settings, monkeypatch):
    import socket

    settings.ENLACES_HACIA_DENTRO = True
    monkeypatch.setattr(visita, "SEGUNDOS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mudo:
        assert visita.visitar(f"http://127.0.0.1:{mudo.getsockname()[1]}/").falla == "no_responde"


def test_ningun_ajuste_del_entorno_abre_lo_de_dentro(settings):
    assert settings.ENLACES_HACIA_DENTRO is False
