"""The entrance does not let itself be tried for ever, and closes to nobody for long."""

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from actores import freno
from actores.models import RegistroDeAcceso
from tests import fabrica as f

from .comunes import a, cartas, probar


def _desde(direccion):
    return Client(REMOTE_ADDR=direccion)


def _dentro(navegador):
    return navegador.get("/admin/").status_code == 200


def test_tras_muchas_claves_malas_la_buena_tampoco_entra(moderadora):
    navegador = Client()
    respuestas = [probar(navegador, "moderadora", f"mala {numero}").status_code for numero in range(25)]
    assert respuestas[:4] == [200] * 4 and set(respuestas[4:]) == {429}
    respuesta = probar(navegador, "moderadora")
    assert respuesta.status_code == 429 and int(respuesta.headers["Retry-After"]) == 900
    assert not _dentro(navegador)


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_la_pagina_dice_cuanto_y_no_a_quien(idioma, moderadora):
    for _vez in range(5):
        respuesta = probar(Client(), "moderadora", "mala", headers={"Accept-Language": idioma})
    texto = respuesta.content.decode()
    assert "15" in texto and "moderadora" not in texto
    assert f'lang="{idioma}"' in texto


def test_la_cuenta_no_vive_en_la_memoria_de_un_proceso(moderadora):
    for _vez in range(5):
        probar(Client(), "moderadora", "mala")
        cache.clear()  # as another process would find it
    assert probar(Client(), "moderadora").status_code == 429
    assert AccessAttempt.objects.get().failures_since_start == 5


def test_desde_otra_direccion_su_duena_entra(moderadora):
    for _vez in range(20):
        probar(_desde("198.51.100.7"), "moderadora", "mala")
    casa = _desde("203.0.113.5")
    assert probar(casa, "moderadora").status_code == 302 and _dentro(casa)


def test_cerrarle_la_puerta_a_todos_cuesta_muchas_direcciones(moderadora):
    for numero in range(9):
        for _vez in range(10):
            probar(_desde(f"198.51.100.{numero}"), "moderadora", "mala")
    assert probar(_desde("203.0.113.5"), "moderadora").status_code == 302
    for _vez in range(10):
        probar(_desde("198.51.100.200"), "moderadora", "mala")
    assert probar(_desde("203.0.113.6"), "moderadora").status_code == 429


def test_una_direccion_no_prueba_muchas_cuentas(moderadora, focal):
    for numero in range(30):
        probar(_desde("198.51.100.7"), f"cuenta-{numero}", "mala")
    assert probar(_desde("198.51.100.7"), "focal-idrd").status_code == 429
    assert probar(_desde("203.0.113.5"), "focal-idrd").status_code == 302


def test_una_casa_con_ipv6_es_una_direccion(moderadora):
    for numero in range(5):
        probar(_desde(f"2001:db8:1:2::{numero + 1}"), "moderadora", "mala")
    assert probar(_desde("2001:db8:1:2:ffff::9"), "moderadora").status_code == 429
    assert probar(_desde("2001:db8:1:3::1"), "moderadora").status_code == 302


def test_entrar_con_la_cuenta_propia_no_borra_lo_probado_en_otra(moderadora, focal):
    """Four guesses, one entrance of one's own, four guesses more: the count of the other account goes on."""
    for _vez in range(4):
        probar(_desde("198.51.100.7"), "moderadora", "mala")
    assert probar(_desde("198.51.100.7"), "focal-idrd").status_code == 302
    assert probar(_desde("198.51.100.7"), "moderadora", "mala").status_code == 429


def test_a_un_encabezado_se_le_cree_solo_detras_de_un_proxy(moderadora, settings):
    for numero in range(6):
        respuesta = probar(Client(), "moderadora", "mala", headers={"X-Forwarded-For": f"203.0.113.{numero}"})
    assert respuesta.status_code == 429
    AccessAttempt.objects.all().delete()
    settings.PROXIES_DE_CONFIANZA = 1
    for numero in range(6):
        # The last one is put there by the proxy; what comes before is whatever the visitor likes.
        falsas = {"X-Forwarded-For": f"203.0.113.{numero}, 198.51.100.7"}
        respuesta = probar(Client(), "moderadora", "mala", headers=falsas)
    assert respuesta.status_code == 429
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) == {"198.51.100.7"}


def test_lo_que_se_guarda_no_dice_lo_que_se_escribio(moderadora):
    probar(Client(), "moderadora", "una clave que casi era")
    guardado = AccessAttempt.objects.get()
    assert "una clave" not in guardado.post_data and "moderadora" not in guardado.post_data


def test_su_duena_lo_sabe_por_correo_una_vez_al_dia(moderadora):
    _nada, enviadas = cartas(lambda: [probar(Client(), "moderadora", "mala") for _vez in range(8)])
    assert len(a(enviadas, "moderadora@example.org")) == 1
    AccessAttempt.objects.all().delete()
    _nada, enviadas = cartas(lambda: [probar(Client(), "moderadora", "mala") for _vez in range(8)])
    assert a(enviadas, "moderadora@example.org") == []


# --- Links asked for ----------------------------------------------------------------------------------


def _pedir_enlace(correo, direccion="198.51.100.7"):
    return _desde(direccion).post(reverse("wagtailadmin_password_reset"), {"email": correo})


@pytest.mark.parametrize("correo", ["moderadora@example.org", "nadie@example.org"])
def test_los_enlaces_se_piden_pocas_veces_y_se_responde_igual_a_quien_no_existe(correo, moderadora):
    respuestas = [_pedir_enlace(correo, f"198.51.100.{numero}").status_code for numero in range(7)]
    assert respuestas == [302] * 5 + [429] * 2


def test_quien_pide_muchos_enlaces_deja_de_pedirlos(moderadora):
    respuestas = [_pedir_enlace(f"correo{numero}@example.org").status_code for numero in range(31)]
    assert respuestas == [302] * 30 + [429]


def test_pedir_enlaces_no_cierra_la_entrada_de_la_cuenta(moderadora):
    for numero in range(7):
        _pedir_enlace("moderadora@example.org", f"198.51.100.{numero}")
    assert probar(_desde("203.0.113.5"), "moderadora").status_code == 302
    assert "moderadora" not in " ".join(AccessAttempt.objects.values_list("username", flat=True))


# --- Administración opens it ----------------------------------------------------------------------------


def test_administracion_ve_lo_cerrado_y_lo_abre(moderadora, administracion, entrar):
    for _vez in range(5):
        probar(_desde("198.51.100.7"), "moderadora", "mala")
    navegador = entrar(administracion, REMOTE_ADDR="203.0.113.5")
    assert "198.51.100.7" in navegador.get(reverse("accesos")).content.decode()
    navegador.post(reverse("accesos"), {"username": "moderadora", "ip_address": "198.51.100.7"})
    assert freno.bloqueos() == []
    assert probar(_desde("198.51.100.7"), "moderadora").status_code == 302
    assert RegistroDeAcceso.objects.filter(que="liberada", quien=administracion).count() == 1


@pytest.mark.parametrize("rol", ["Puntos focales", "Comunicaciones", "Moderación DDRI"])
def test_nadie_mas_ve_los_accesos(rol, entrar, db):
    navegador = entrar(f.persona("alguien", rol, "idrd"))
    for url in (reverse("accesos"), reverse("acceso_de", args=[1])):
        assert navegador.get(url).status_code == 302
        assert navegador.post(url).status_code == 302


def test_la_clave_publicada_de_la_demostracion_no_abre_fuera_de_ella(db, settings):
    persona = f.persona("moderadora", "Moderación DDRI")
    persona.set_password(settings.CLAVE_DE_DEMOSTRACION)
    persona.save()
    assert probar(Client(), "moderadora", settings.CLAVE_DE_DEMOSTRACION).status_code == 302
    settings.SILENCED_SYSTEM_CHECKS = []  # as in production, DEBUG off
    assert probar(Client(), "moderadora", settings.CLAVE_DE_DEMOSTRACION).status_code == 200
