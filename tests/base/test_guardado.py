"""What guardado.js stands on: names of Wagtail's templates and events. If they change, this says which."""

from pathlib import Path

import pytest
import wagtail.admin
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from tests import fabrica as f

pytestmark = pytest.mark.django_db

FRAGMENTO = "/admin/snippets/redes/plataforma/add/"


@pytest.mark.parametrize("donde", ["edición", "creación", "fragmento"])
def test_wagtail_sigue_teniendo_de_donde_se_agarra_lo_guardado(entrar, focal, comunicaciones, donde):
    navegador = entrar(comunicaciones if donde == "fragmento" else focal)
    direccion = {"edición": f.url_edicion(f.practica(focal)), "creación": f.url_nueva(), "fragmento": FRAGMENTO}[donde]
    sopa = BeautifulSoup(navegador.get(direccion).content, "html.parser")
    formulario = sopa.select_one("form[data-edit-form]")
    assert {"w-unsaved", "w-autosave"} <= set(formulario["data-controller"].split())
    # The event that guardado.js sends reaches the autosave; the answer is still taken for what the form holds.
    acciones = formulario["data-action"].split()
    assert {"w-unsaved:add->w-autosave#save:prevent", "w-autosave:success->w-unsaved#clear"} <= set(acciones)
    assert sopa.select_one("#w-autosave-indicator .w-autosave-indicator__state--saved")
    for guion in ("sesion", "escrito", "guardado"):
        assert sopa.select_one(f"script[type=module][src*='base/js/{guion}.js']")


def test_los_nombres_que_usa_estan_en_el_programa_de_wagtail():
    programa = (Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js/core.js").read_text()
    for nombre in ("overwrite_revision_id", "revisionId:", "watch-edits", "forceValue", "hasEditsValue", "activeValue"):
        assert nombre in programa, nombre
    comentarios = Path(finders.find("wagtailadmin/js/comments.js")).read_text()
    for nombre in ("selectIsDirty", "updateData", "newReply", '"creating"', "remoteId"):
        assert nombre in comentarios, nombre
