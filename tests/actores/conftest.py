import pytest
from django.core import mail

from actores.models import PedidoDeCuenta

from .pedidos import ES, datos, enlaces


@pytest.fixture
def enviar(db, client, django_capture_on_commit_callbacks):
    def _enviar(url=ES, **cambios):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, datos(**cambios))

    return _enviar


@pytest.fixture
def confirmado(enviar, client, django_capture_on_commit_callbacks):
    """A request whose mailbox is confirmed, as its holder does it."""

    def _confirmado(url=ES, **cambios):
        enviar(url, **cambios)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(enlaces()[0])
        mail.outbox.clear()
        return PedidoDeCuenta.objects.first()

    return _confirmado
