"""Saved views: of a list with its filters, for oneself or for a role."""

import pytest
from django.urls import reverse

from actores.models import VistaGuardada
from tests.aval.test_pantalla import mensajes

LISTA, GUARDAR = reverse("fichas:index"), reverse("vistas:guardar")
DATOS = {"pantalla": "fichas:index", "consulta": "situacion=devuelta&q=parque&p=3&export=csv", "nombre": "Lo devuelto"}


def test_una_lista_con_filtros_se_guarda_y_se_vuelve_a_ella(moderadora, entrar):
    navegador = entrar(moderadora)
    assert "Guardar esta vista" not in navegador.get(LISTA).content.decode()
    assert "Guardar esta vista" in navegador.get(f"{LISTA}?situacion=devuelta").content.decode()
    assert navegador.get(GUARDAR, DATOS).status_code == 200
    respuesta = navegador.post(GUARDAR, DATOS)
    assert respuesta["Location"] == f"{LISTA}?situacion=devuelta&q=parque"  # neither the page nor the export
    assert "Vista: Lo devuelto" in navegador.get(LISTA).content.decode()
    assert "Lo devuelto" in navegador.get(reverse("wagtailadmin_home")).content.decode()
    # On another list it is not offered.
    assert "Vista: Lo devuelto" not in navegador.get(reverse("lo_que_espera")).content.decode()


def test_un_nombre_es_de_una_sola_y_los_errores_estan_en_su_campo(moderadora, entrar):
    navegador = entrar(moderadora)
    navegador.post(GUARDAR, DATOS)
    respuesta = navegador.post(GUARDAR, DATOS | {"consulta": "q=otra"})
    assert "Ya tiene una vista con ese nombre" in respuesta.content.decode()
    assert 'value="q=otra"' in respuesta.content.decode()  # what was to be kept is not lost
    assert navegador.post(GUARDAR, DATOS | {"nombre": ""}).status_code == 200
    assert VistaGuardada.objects.count() == 1


def test_se_comparte_con_un_papel_propio_y_solo_la_borra_quien_la_hizo(moderadora, asesora, comunicaciones, entrar):
    papel = moderadora.groups.get()
    entrar(moderadora).post(GUARDAR, DATOS | {"grupo": papel.pk})
    vista = VistaGuardada.objects.get()
    assert "Vista: Lo devuelto" in entrar(asesora).get(LISTA).content.decode()
    assert "Vista: Lo devuelto" not in entrar(comunicaciones).get(LISTA).content.decode()
    borrar = reverse("vistas:borrar", args=[vista.pk])
    assert entrar(asesora).post(borrar).status_code == 404
    # With a role that is not one's own, nothing is shared.
    ajeno = comunicaciones.groups.get().pk
    entrar(moderadora).post(GUARDAR, DATOS | {"nombre": "Otra", "grupo": ajeno})
    assert VistaGuardada.objects.count() == 1
    assert "se borró" in mensajes(entrar(moderadora).post(borrar, follow=True))
    assert not VistaGuardada.objects.exists()


@pytest.mark.parametrize("pantalla", ["", "otra:cosa", "avales:publico", "https://example.org/", "account_login"])
def test_solo_guarda_listas_de_la_administracion(pantalla, moderadora, entrar):
    respuesta = entrar(moderadora).post(GUARDAR, DATOS | {"pantalla": pantalla})
    assert respuesta["Location"] == reverse("vistas:lista")
    assert not VistaGuardada.objects.exists()


def test_quien_no_entra_no_guarda(client, db):
    assert client.post(GUARDAR, DATOS).status_code == 302
    assert not VistaGuardada.objects.exists()
