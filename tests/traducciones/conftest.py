"""A practice in both languages, and its change; a translator that is a program of its own."""

import stat

import pytest

from tests import fabrica as f
from traducciones import servicio


@pytest.fixture
def viva_es(db):
    """A live practice in Spanish (by the installation: the study is tested elsewhere)."""
    return f.viva("Ciclovía")


@pytest.fixture
def viva_en(viva_es, comunicaciones, moderadora):
    """Its English, live with its own aval."""
    return f.publicada_en_ingles(viva_es, comunicaciones, moderadora)


@pytest.fixture
def nuevo_aval():
    """``nuevo_aval(page, field=value …)``: the text changes and gets a new aval."""
    from aval import flujo

    def _nuevo(pagina, **cambios):
        borrador = f.fresca(pagina)
        for campo, valor in cambios.items():
            setattr(borrador, campo, valor)
        return flujo.avalar_de_instalacion(borrador)

    return _nuevo


@pytest.fixture
def proponer(comunicaciones, moderadora):
    """``proponer(page)``: fill in what is missing in its English and send it. Returns the task that waits."""

    def _proponer(inglesa, traducido=f.en_ingles):
        traduccion = servicio.traduccion_de(inglesa)
        f.rellenar(traduccion, comunicaciones, traducido)
        servicio.proponer(traduccion, comunicaciones)
        return f.tarea(inglesa)

    return _proponer


@pytest.fixture
def programa(tmp_path, settings):
    """``programa(script)``: a stand-in for the program, a separate process as the real one is."""

    def _programa(guion, segundos=20):
        ruta = tmp_path / "apertium"
        ruta.write_text(f"#!/bin/sh\n{guion}\n")
        ruta.chmod(ruta.stat().st_mode | stat.S_IEXEC)
        settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
            "CLASS": "traducciones.maquina.Apertium",
            "OPTIONS": {"COMMAND": str(ruta), "TIMEOUT": segundos},
        }

    return _programa
