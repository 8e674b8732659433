import pytest


@pytest.fixture
def navegador(focal, entrar):
    """The browser of a punto focal."""
    return entrar(focal)
