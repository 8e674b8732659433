"""A site where the aval would not hold does not start, and says what to do."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from wagtail.snippets.views.snippets import SnippetViewSet

from aval import checks, retiro
from practicas.models import PracticaPage
from redes.models import Red


def _hallados(numero):
    return [uno for uno in run_checks() if uno.id == f"aval.E{numero:03}"]


def test_el_sitio_como_es_no_tiene_reparos():
    assert [uno for numero in range(2, 8) for uno in _hallados(numero)] == []


@pytest.mark.parametrize("nombre", checks.AJUSTES)
def test_un_ajuste_que_no_es_se_dice(settings, nombre):
    setattr(settings, nombre, "otro")
    (error,) = _hallados(2)
    assert nombre in error.msg and repr(checks.AJUSTES[nombre][0]) in error.hint


@pytest.mark.parametrize("nombre", checks.MIDDLEWARE)
def test_un_paso_que_falta_se_dice(settings, nombre):
    settings.MIDDLEWARE = [uno for uno in settings.MIDDLEWARE if uno != nombre]
    (error,) = _hallados(3)
    assert nombre in error.msg and "Put them back" in error.hint


@pytest.mark.parametrize("nombre", checks.APLICACIONES_SIN_LEER)
def test_otra_manera_de_escribir_se_dice(monkeypatch, nombre):
    de_verdad = apps.is_installed
    monkeypatch.setattr(apps, "is_installed", lambda una: una == nombre or de_verdad(una))
    assert nombre in checks.los_ajustes_del_aval(None)[0].msg


def test_dejar_para_despues_lo_que_lee_la_guardia_se_dice(settings):
    settings.TASKS = {**settings.TASKS, "default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    (error,) = _hallados(5)
    assert "TASKS['cola']" in error.hint


@pytest.mark.parametrize("modelo", [PracticaPage, Red])
def test_lo_que_se_publica_sin_aval_se_dice(monkeypatch, modelo):
    class OtroAvalable:
        pass

    monkeypatch.setattr("aval.models.Avalable", OtroAvalable)
    assert modelo._meta.label in " ".join(uno.msg for uno in checks.lo_que_se_publica_lleva_el_aval(None))


def test_un_formulario_de_retiro_que_se_llama_de_otro_modo_se_dice(monkeypatch):
    monkeypatch.setitem(retiro.FORMULARIOS_DE_RETIRO, "despublicar", "retirar")
    nombres = " ".join(uno.msg for uno in _hallados(7))
    assert "wagtailadmin_pages:despublicar" in nombres and "wagtailsnippets_redes_red:despublicar" in nombres
    assert isinstance(Red.snippet_viewset, SnippetViewSet)
