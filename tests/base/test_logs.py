"""Lines of JSON with what happened and in which request, and with nothing about anybody."""

import json
import logging

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import reverse

from aval.retiro import retirar
from base import errores, logs
from tests import fabrica as f


@pytest.fixture
def renglones():
    """What the loggers of the house write, as production writes it."""
    escritos = []

    class Salida(logging.Handler):
        def emit(self, record):
            texto = self.format(record)
            assert "\n" not in texto
            escritos.append(json.loads(texto))

    salida = Salida()
    salida.setFormatter(logs.Renglon(json_ensure_ascii=False))
    salida.addFilter(logs.ConPeticion())
    salida.addFilter(logs.SinLoSabido())
    raices = [logging.getLogger("banco"), logging.getLogger("django")]
    antes = [raiz.level for raiz in raices]
    for raiz in raices:
        raiz.addHandler(salida)
        raiz.setLevel(logging.INFO)
    yield escritos
    for raiz, nivel in zip(raices, antes, strict=True):
        raiz.removeHandler(salida)
        raiz.setLevel(nivel)


def _sucesos(renglones, nombre=None):
    return [uno for uno in renglones if uno["logger"] == "banco.seguridad" and nombre in (None, uno["suceso"])]


def test_cada_peticion_deja_un_renglon_con_lo_suyo(renglones, focal, entrar):
    respuesta = entrar(focal).get("/admin/?clara=frailejon@example.org", headers={"X-Request-ID": "abcd-1234"})
    acceso = [uno for uno in renglones if uno["logger"] == "banco.acceso"]
    assert len(acceso) == 1
    assert respuesta.headers["X-Request-ID"] == "abcd-1234"
    esperado = {"nivel": "INFO", "metodo": "GET", "ruta": "/admin/", "estado": 200, "persona": focal.pk}
    assert esperado.items() <= acceso[0].items()
    assert acceso[0]["peticion"] == "abcd-1234"
    assert acceso[0]["momento"].endswith("+00:00")
    assert "frailejon" not in json.dumps(acceso)
    assert focal.username not in json.dumps(acceso)


@pytest.mark.parametrize("dado", ["", "corto", "con espacios y más", "a" * 65, 'x"y\\nz-largo', "<script>alert"])
def test_un_numero_que_no_lo_parece_no_se_cree(dado, client, db):
    respuesta = client.get("/salud/vivo/", headers={"X-Request-ID": dado} if dado else {})
    assert respuesta.headers["X-Request-ID"] != dado
    assert len(respuesta.headers["X-Request-ID"]) == 32


def test_la_llave_de_una_direccion_no_queda_escrita(renglones, db):
    Client().get(reverse("wagtailadmin_password_reset_confirm", args=["MQ", "c5x-una-llave-secreta"]))
    (acceso,) = [uno for uno in renglones if uno["logger"] == "banco.acceso"]
    assert "llave-secreta" not in json.dumps(renglones)
    assert acceso["ruta"] == "/admin/password_reset/confirm/…/…/"


def test_lo_que_no_esta_o_ya_no_esta_no_llena_el_registro(renglones, client, moderadora):
    hoja = f.viva("Bicicletas del domingo")
    direccion = hoja.url
    retirar(f.fresca(hoja), moderadora, "La entidad lo pidió.")
    assert client.get(direccion).status_code == 410
    assert client.get("/es/no-existe/").status_code == 404
    assert {uno["logger"] for uno in renglones} <= {"banco.acceso", "banco.seguridad"}


def test_un_error_se_escribe_entero_y_sin_datos_de_nadie(renglones):
    pedida = RequestFactory().get("/es/?correo=clara@example.org")
    pedida.numero, pedida.resolver_match = "f" * 32, None
    try:
        raise IntegrityError(
            'duplicate key value violates "u"\nDETAIL:  Key (email)=(clara@example.org) already exists.'
        )
    except IntegrityError:
        logging.getLogger("django.request").error(
            "Falló %s", "clara@example.org", exc_info=True, extra={"request": pedida}
        )
    (uno,) = renglones
    assert (uno["peticion"], uno["ruta"], uno["nivel"]) == ("f" * 32, "/es/", "ERROR")
    assert "Traceback" in uno["excepcion"]
    assert "Key (email)=(…) already exists" in uno["excepcion"]
    assert "clara" not in json.dumps(uno)


def test_entrar_fallar_y_salir_son_sucesos(renglones, client, focal):
    renglones.clear()

    def intento(**credenciales):
        pedida = RequestFactory().post("/entrar/")
        pedida.session = client.session
        authenticate(pedida, **credenciales)

    intento(username=focal.username, password="la-clave-que-no-es")
    intento(username="esta-es-mi-clave-por-error", password="x")
    client.force_login(focal)
    client.logout()
    assert [(uno["suceso"], uno.get("persona"), uno.get("cuenta")) for uno in _sucesos(renglones)] == [
        ("entrada_fallida", None, focal.pk),
        ("entrada_fallida", None, None),
        ("entrada", focal.pk, None),
        ("salida", focal.pk, None),
    ]
    assert "clave" not in json.dumps(renglones)


def test_lo_que_se_niega_es_un_suceso(renglones, focal, otro_focal, entrar):
    suya = f.practica(otro_focal, "secretaria-cultura")
    entrar(focal).get(reverse("wagtailusers_users:index"))  # Wagtail refuses it, and leads home
    assert [uno["persona"] for uno in _sucesos(renglones, "denegado")] == [focal.pk]
    entrar(focal).get(f.url_edicion(suya))
    assert len(_sucesos(renglones, "denegado")) == 2


def test_un_aval_un_retiro_y_un_rechazo_son_sucesos(
    renglones, focal, asesora, moderadora, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hoja = f.publicada(focal, asesora, moderadora)
        retirar(f.fresca(hoja), moderadora, "La entidad lo pidió.")
    assert [uno["persona"] for uno in _sucesos(renglones, "aval")][-1:] == [moderadora.pk]
    assert [uno["persona"] for uno in _sucesos(renglones, "retiro")] == [moderadora.pk]
    fresca = f.fresca(hoja)  # withdrawn: to be live again it needs another aval
    fresca.live = True
    with pytest.raises(Exception, match="aval"):
        fresca.save()
    assert [uno["regla"] for uno in _sucesos(renglones, "rechazo")] == ["SinAval"]
    assert hoja.title not in json.dumps(renglones)


def test_un_cambio_de_papel_o_de_cuenta_es_un_suceso(renglones, focal):
    renglones.clear()
    grupo = Group.objects.get(name="Moderación DDRI")
    focal.groups.add(grupo)
    focal.groups.remove(grupo)
    focal.is_superuser = True
    focal.set_password("otra-clave-de-prueba-77")
    focal.save()
    focal.last_login = None
    focal.save(update_fields=["last_login"])  # not a change of the account
    datos = [{k: uno.get(k) for k in ("suceso", "acto", "papeles", "cambia")} for uno in _sucesos(renglones)]
    assert datos == [
        {"suceso": "papeles", "acto": "add", "papeles": [grupo.pk], "cambia": None},
        {"suceso": "papeles", "acto": "remove", "papeles": [grupo.pk], "cambia": None},
        {"suceso": "cuenta", "acto": None, "papeles": None, "cambia": ["password", "is_superuser"]},
    ]


def test_a_sentry_no_llega_nada_de_nadie():
    suceso = {
        "request": {"url": "https://x/admin/?q=1", "cookies": {"sessionid": "s"}, "data": {"nombre": "Clara"}},
        "user": {"id": 3, "email": "clara@example.org"},
        "breadcrumbs": {"values": ["clara@example.org"]},
        "exception": {"values": [{"value": "de clara@example.org"}]},
        "transaction": "/admin/pages/{page_id}/edit/",
    }
    limpio = errores.limpiar(suceso)
    assert "clara" not in json.dumps(limpio).lower()
    assert limpio["transaction"] == "/admin/pages/{page_id}/edit/"
    assert "request" not in limpio


def test_un_error_llega_por_correo_a_quien_cuida_y_no_cien_veces(settings, mailoutbox):
    settings.ADMINS = [("", "sistemas@example.org")]
    logs.CorreoAAdmins._ultimo = float("-inf")
    registro = logging.getLogger("prueba.de.correo")
    registro.addHandler(logs.CorreoAAdmins())
    for _vez in range(3):
        try:
            raise ValueError("de clara@example.org")
        except ValueError:
            registro.exception("Falló")
    assert len(mailoutbox) == 1
    assert "ValueError" in mailoutbox[0].body
    assert "clara" not in mailoutbox[0].body
