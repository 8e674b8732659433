"""Each screen of the admin that our rooms draw opens for somebody, with what there is to open it with."""

import pytest
from django.test import Client

from actores.models import Usuario
from tests import pantallas


def _abre(navegador, direccion):
    respuesta = navegador.get(direccion)
    assert respuesta.status_code < 500, direccion
    return respuesta.status_code == 200


@pytest.mark.largo
@pytest.mark.una_vez
@pytest.mark.django_db(transaction=True)
def test_cada_una_la_abre_alguien(demostracion):
    pantallas.completar()
    navegadores = {papel: Client() for papel in pantallas.PAPELES}
    for papel, navegador in navegadores.items():
        navegador.force_login(Usuario.objects.get(username=papel))
    todas = [*pantallas.nuestras(), *pantallas.de_cada_dia()]
    assert len(todas) > 200
    assert [nombre for nombre, direccion in todas if direccion is None] == [], "there is nothing to open them with"
    cerradas = [
        f"{nombre} {direccion}"
        for nombre, direccion in todas
        if not any(_abre(navegador, direccion) for navegador in navegadores.values())
    ]
    assert cerradas == []
