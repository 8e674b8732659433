"""What the Spanish says no more leaves the English with its next aval."""

import pytest

from redes.models import Red
from tests import fabrica as f
from tests.traducciones.test_todos_los_tipos import existente, vivo
from traducciones import servicio
from vocabulario.models import Tema

TEXTOS = ("innovacion", "antecedentes", "presupuesto_nota", "upz")
VARIOS = ("localidades", "poblaciones", "ods")


@pytest.fixture
def propuesta_y_avalada(comunicaciones, moderadora):
    def _seguir(inglesa, **rutas):
        traduccion = servicio.traduccion_de(inglesa)
        f.rellenar(traduccion, comunicaciones)
        servicio.proponer(traduccion, comunicaciones)
        f.avalar(inglesa, moderadora, **rutas)
        return f.fresca(inglesa)

    return _seguir


def test_lo_que_se_vacia_en_espanol_se_vacia_en_ingles(
    nuevo_aval, comunicaciones, moderadora, otro_focal, propuesta_y_avalada, entrar, client
):
    original = f.viva("Ciclovía", imagenes=[f.imagen()])
    inglesa = f.publicada_en_ingles(original, comunicaciones, moderadora)
    assert inglesa.innovacion and inglesa.ods.exists() and inglesa.imagenes.exists()
    vacios = {campo: "" for campo in TEXTOS} | {campo: [] for campo in VARIOS}
    nuevo_aval(original, **vacios, toda_la_ciudad=True, imagenes=[], tagged_items=[])

    # The translator sees it so before sending it.
    traduccion = servicio.traduccion_de(inglesa)
    previa = f"/admin/localize/translate/{traduccion.pk}/preview/"
    for usuario in (comunicaciones, moderadora):
        html = entrar(usuario).get(previa).content.decode()
        assert "[en] Texto de lecciones" in html and "[en] Texto de innovacion" not in html
    assert entrar(otro_focal).get(previa).status_code in (302, 403)

    inglesa = propuesta_y_avalada(inglesa)
    assert [campo for campo in TEXTOS if getattr(inglesa, campo)] == []
    assert [campo for campo in (*VARIOS, "imagenes", "tags") if getattr(inglesa, campo).exists()] == []
    assert "[en] Texto de innovacion" not in client.get(inglesa.url).content.decode()
    # What the Spanish still says, stays.
    assert "[en] Texto de lecciones" in inglesa.lecciones


def test_tambien_en_un_fragmento(nuevo_aval, comunicaciones, moderadora, propuesta_y_avalada):
    red = vivo(existente(Red))
    nuevo_aval(red, temas=Tema.objects.all()[:2], descripcion="<p>Lo que hace.</p>")
    inglesa = f.publicada_en_ingles(f.fresca(red), comunicaciones, moderadora)
    assert inglesa.temas.count() == 2
    nuevo_aval(red, temas=[])
    assert not propuesta_y_avalada(inglesa).temas.exists()
