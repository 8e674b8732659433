"""No public text has an address that the public cannot be given: the admin's, one's own computer, one that looks on."""

import json

import pytest
from bs4 import BeautifulSoup

from aval.errores import FichaIncompleta
from base import direcciones
from practicas.models import PracticaPage
from tests import fabrica as f

SEGURO = (
    "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fuse.metropolis.org%2Fcaso%3Fa%3D1"
    "&data=05%7C01%7Cana%40bogota.gov.co"
)


@pytest.mark.parametrize(
    ("direccion", "motivo"),
    [
        *((una, "administración") for una in ("/admin/pages/48/edit/#_ftn1", "http://127.0.0.1:8202/admin/pages/4/")),
        ("https://pruebas.bogota.gov.co/admin/snippets/redes/red/edit/3/", "administración"),
        ("file:///C:/Users/ana/informe.docx", "en un equipo"),
        ("http://192.168.1.20/informe.pdf", "red interna"),
        (SEGURO.replace("&", "&amp;"), "ponga «https://use.metropolis.org/caso?a=1»"),
        ("https://www.google.com/url?q=https://c40.org/&sa=D", "ponga «https://c40.org/»"),
        ("https://urldefense.com/v3/__https://c40.org/x__;!!abc$", "ponga «https://c40.org/x»"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__c40.org_x&d=Dw", "ponga «https://c40.org/x»"),
    ],
)
def test_lo_que_el_publico_no_puede_abrir_se_dice_y_que_hacer(direccion, motivo):
    assert motivo in direcciones.reparo(direccion)


@pytest.mark.parametrize(
    "direccion",
    [
        *("https://use.metropolis.org/", "/es/banco/", "https://otra.gov.co/admin/informe.pdf", "mailto:a@b.co", "#x"),
        *("https://www.google.com/maps/place/Bogota", "https://[malo", "tel:+5716000000"),
    ],
)
def test_las_demas_pasan(direccion):
    assert direcciones.reparo(direccion) == ""


def test_se_hallan_en_un_texto_llano_en_uno_con_formato_y_en_bloques():
    bloques = json.dumps([{"type": "texto", "value": '<p><a href="/admin/pages/3/">x</a></p>', "id": "1"}])
    datos = {
        "resumen": "Véase http://localhost/x, y https://c40.org.",
        "asociacion": '<p><a href="/admin/">x</a></p>',
        "cuerpo": bloques,
        "filas": [{"enlace": "file:///C:/x.pdf", "sort_order": 1}],
    }
    assert [campo for campo, _frase in direcciones.revisar(datos)] == ["resumen", "asociacion", "cuerpo", "filas"]


# --- At sending ---------------------------------------------------------------------------------------------


def test_un_texto_con_una_direccion_de_la_administracion_se_guarda_y_no_se_envia(db, focal, entrar):
    navegador = entrar(focal)
    hoja = f.practica(focal, titulo="Con enlaces")
    ajeno = '<p>Como se ve <a href="/admin/pages/48/edit/#_ftn1">aquí</a>.</p>'
    datos = f.formulario_de(navegador, hoja) | {"asociacion": f.rich_text(ajeno, features=f.RASGOS)}
    assert navegador.post(f.url_edicion(hoja), datos).status_code == 302
    respuesta = navegador.post(f.url_edicion(hoja), datos | {"action-submit": "1"})
    resumen = BeautifulSoup(respuesta.content, "html.parser").select_one("#resumen-de-errores").text
    assert "La asociación" in resumen and "/admin/pages/48/edit/" in resumen
    with pytest.raises(FichaIncompleta):
        f.enviar(hoja, focal)
    assert PracticaPage.objects.get(pk=hoja.pk).current_workflow_state is None


def test_vale_para_toda_clase_bajo_el_aval(db):
    from aval.clases import modelos_avalables

    for modelo in modelos_avalables():
        uno = modelo()
        campo = next(
            nombre
            for nombre in modelo.campos_de_lectura
            if nombre != "slug"
            and modelo._meta.get_field(nombre).get_internal_type() in ("CharField", "TextField")
            and not getattr(modelo._meta.get_field(nombre), "choices", None)
        )
        setattr(uno, campo, "Véase http://127.0.0.1/admin/pages/3/edit/")
        assert campo in {cual for cual, _frase in uno.direcciones_ajenas()}, modelo
