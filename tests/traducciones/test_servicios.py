"""The translators outside, asked for real: a server on this machine speaks the protocol of each, well and badly."""

import contextlib
import http.server
import json
import threading
import time
from importlib.util import find_spec
from urllib.parse import parse_qs

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from traducciones import servicio

RESULTADOS = (
    '<p>En 2014 el <a href="https://example.org/">punto focal</a> del IDRD contó <b>1.250,5 km</b> &amp; más.</p>'
)
LLAVE = "llave-de-prueba"


class Servicio(http.server.BaseHTTPRequestHandler):
    """Answers as its server's ``modo`` says, and keeps in ``pedidos`` what it was asked."""

    def do_POST(self):
        cuerpo = self.rfile.read(int(self.headers["Content-Length"])).decode()
        pedido, textos = self.leer(cuerpo)
        self.server.pedidos.append(pedido)
        modo = self.server.modo
        if modo == "lento":
            time.sleep(3)
        respuestas = {
            "bien": (200, self.escribir([f"EN {texto}" for texto in textos])),
            "lento": (200, self.escribir(textos)),
            "caido": (500, "<h1>Internal Server Error</h1>"),
            "cuota": (456, json.dumps({"message": "Quota exceeded"})),
            "sin llave": (403, ""),
            "otra cosa": (200, "<html>proxy login</html>"),
            "otra forma": (200, "[1, 2]"),
            "de menos": (200, self.escribir(textos[1:])),
            "huecos": (200, self.escribir([None] * len(textos))),
        }
        estado, cuerpo = respuestas[modo]
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(estado)
            self.end_headers()
            self.wfile.write(cuerpo.encode())

    def log_message(self, *args):
        pass


class ComoDeepL(Servicio):
    def leer(self, cuerpo):
        campos = parse_qs(cuerpo)
        return campos | {"llave": self.headers["Authorization"]}, campos["text"]

    def escribir(self, textos):
        return json.dumps({"translations": [{"detected_source_language": "ES", "text": texto} for texto in textos]})


class ComoLibreTranslate(Servicio):
    def leer(self, cuerpo):
        campos = json.loads(cuerpo)
        return campos | {"camino": self.path}, campos["q"]

    def escribir(self, textos):
        return json.dumps({"translatedText": textos})


@pytest.fixture
def servidor(request, settings):
    clase, protocolo = request.param
    servidor = http.server.ThreadingHTTPServer(("127.0.0.1", 0), protocolo)
    servidor.modo, servidor.pedidos = "bien", []
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{servidor.server_port}"
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": f"traducciones.maquina.{clase}",
        "OPTIONS": {
            "URL": f"{url}/v2/translate",
            "AUTH_KEY": LLAVE,
            "GLOSSARY_IDS": {("ES", "EN"): "glosario-1"},
            "LIBRETRANSLATE_URL": url,
            "API_KEY": LLAVE,
            "TIMEOUT": 1,
        },
    }
    yield servidor
    servidor.shutdown()
    servidor.server_close()


los_dos = pytest.mark.parametrize(
    "servidor", [("DeepL", ComoDeepL), ("LibreTranslate", ComoLibreTranslate)], indirect=True, ids=lambda uno: uno[0]
)


@pytest.fixture
def traduccion(comunicaciones):
    """Started, with one sentence that a person wrote."""
    traduccion = servicio.empezar(f.viva("Ciclovía", resultados=RESULTADOS), comunicaciones)
    titulo = traduccion.source.stringsegment_set.get(context__path="title")
    servicio.escribir(traduccion, titulo, "Open streets", comunicaciones)
    return traduccion


def pedir(entrar, usuario, traduccion):
    url = reverse("wagtail_localize:machine_translate", args=[traduccion.pk])
    return entrar(usuario).post(url, follow=True)


def escritas(traduccion):
    todas = StringTranslation.objects.filter(context__object_id=traduccion.source.object_id)
    return {una.context.path: una for una in todas.select_related("context")}


@los_dos
def test_el_borrador_llega_con_lo_suyo_intacto(servidor, traduccion, comunicaciones, entrar):
    assert "borrador" in mensajes(pedir(entrar, comunicaciones, traduccion))
    hechas = escritas(traduccion)
    resultado = hechas["resultados"]
    assert resultado.data == 'EN En 2014 el <a id="a1">focal point</a> del IDRD contó <b>1,250.5 km</b> &amp; más.'
    assert (resultado.translation_type, resultado.has_error) == ("machine", False)
    assert (hechas["title"].data, hechas["title"].translation_type) == ("Open streets", "manual")
    # Asked once, in its protocol, and neither names nor figures left the house.
    (pedido,) = servidor.pedidos
    dicho = json.dumps(pedido, ensure_ascii=False)
    assert "contó" in dicho
    assert not [parte for parte in ("IDRD", "punto focal", "1.250,5", "Open streets") if parte in dicho]
    if "llave" in pedido:
        assert pedido["llave"] == f"DeepL-Auth-Key {LLAVE}"
        assert (pedido["source_lang"], pedido["target_lang"]) == (["ES"], ["EN"])
        assert (pedido["tag_handling"], pedido["glossary_id"]) == (["xml"], ["glosario-1"])
    else:
        assert (pedido["camino"], pedido["source"], pedido["target"]) == ("/translate", "es", "en")
        assert (pedido["format"], pedido["api_key"]) == ("html", LLAVE)


@los_dos
@pytest.mark.parametrize(
    "modo, dice",
    [
        ("lento", "tardó demasiado"),
        ("caido", "no respondió como se esperaba"),
        ("cuota", "no respondió como se esperaba"),
        ("sin llave", "no respondió como se esperaba"),
        ("otra cosa", "no respondió como se esperaba"),
        ("otra forma", "no respondió como se esperaba"),
        ("de menos", "no respondió como se esperaba"),
        ("huecos", "nada se puede usar"),
    ],
)
def test_si_falla_nada_se_pierde_y_se_intenta_de_nuevo(modo, dice, servidor, traduccion, comunicaciones, entrar):
    servidor.modo = modo
    respuesta = pedir(entrar, comunicaciones, traduccion)
    assert respuesta.status_code == 200
    assert dice in mensajes(respuesta)
    assert {ruta: una.data for ruta, una in escritas(traduccion).items()} == {"title": "Open streets"}
    servidor.modo = "bien"
    assert "borrador" in mensajes(pedir(entrar, comunicaciones, traduccion))
    assert escritas(traduccion)["resultados"].translation_type == "machine"
    assert escritas(traduccion)["title"].data == "Open streets"


@los_dos
def test_si_no_hay_nadie_al_otro_lado(servidor, traduccion, comunicaciones, entrar):
    servidor.shutdown()
    servidor.server_close()
    assert "no respondió" in mensajes(pedir(entrar, comunicaciones, traduccion))
    assert set(escritas(traduccion)) == {"title"}


def test_google_sin_su_biblioteca_o_sin_su_llave_lo_dice(traduccion, comunicaciones, entrar, settings):
    """Its library is not a dependency of the project: where there is none, that is what it says."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "traducciones.maquina.Google",
        "OPTIONS": {"PROJECT_ID": "banco", "CREDENTIALS_PATH": "/no/hay/tal/llave.json"},
    }
    con_biblioteca = find_spec("google") and find_spec("google.cloud") and find_spec("google.cloud.translate")
    dicho = mensajes(pedir(entrar, comunicaciones, traduccion))
    assert ("no respondió como se esperaba" if con_biblioteca else "falta su biblioteca") in dicho
    assert set(escritas(traduccion)) == {"title"}
