"""Who organises an event or an award, and who runs a platform: chosen from the one list, and said in words besides."""

import pytest
from bs4 import BeautifulSoup
from django.db.models import QuerySet

from aval import auditoria, flujo
from aval.fusion import fusionar
from aval.models import Aval
from eventos.models import OrganizacionDeEvento, OrganizacionDePremio, Premio
from redes.models import OrganizacionDePlataforma, Plataforma
from tests import fabrica as f

from .comunes import evento, vivo

pytestmark = pytest.mark.django_db


def _quien(client, direccion):
    sopa = BeautifulSoup(client.get(direccion).content, "html.parser")
    hechos = {uno.dt.text: " ".join(uno.dd.text.split()) for uno in sopa.select(".hechos > div")}
    return hechos.get("Quién lo organiza")


def test_un_evento_nombra_a_las_de_la_lista_y_lo_que_se_dice_en_palabras(client):
    filas = [OrganizacionDeEvento(actor=f.socio(nombre).actor) for nombre in ("Universidad de prueba", "Otra casa")]
    vivo(evento(slug="foro", organizadores="con seis ciudades"), organizaciones=filas)
    assert _quien(client, "/es/eventos/foro/") == "Universidad de prueba · Otra casa · con seis ciudades"


def test_un_premio_nombra_a_la_que_queda_de_dos_que_eran_la_misma(
    client, administracion, django_capture_on_commit_callbacks
):
    premio = Premio.objects.get(slug="guangzhou", locale__language_code="es")
    antes = f.socio("Municipalidad de Cantón").actor
    premio.organizaciones = [OrganizacionDePremio(actor=antes)]
    premio.save_revision(clean=False)
    flujo.avalar_de_instalacion(premio)
    assert "Municipalidad de Cantón" in _quien(client, "/es/premios/guangzhou/")
    with django_capture_on_commit_callbacks(execute=True):
        fusionar(antes, f.socio("Guangzhou").actor, administracion, "Es la misma.")
    assert _quien(client, "/es/premios/guangzhou/").endswith("Guangzhou")
    assert auditoria.auditar().hallazgos == []


def test_lo_avalado_antes_de_la_lista_se_lee_igual(client):
    """An aval of yesterday says nothing of the list: its words stand, and nothing is found wrong."""
    uno = vivo(evento(slug="de-ayer", organizadores="Una oficina de ayer"))
    contenido = {campo: valor for campo, valor in uno.aval.contenido.items() if campo != "organizaciones"}
    assert contenido != uno.aval.contenido
    with f.candado_abierto():
        QuerySet(Aval).filter(pk=uno.aval_id).update(contenido=contenido)
    assert _quien(client, "/es/eventos/de-ayer/") == "Una oficina de ayer"
    assert [uno for uno in auditoria.auditar().hallazgos if "organizaciones" in uno["campos"]] == []


def test_la_lista_de_plataformas_cuesta_lo_mismo_con_mas_organizaciones(client, django_assert_max_num_queries):
    gastos = []
    for cuantas in (1, 4):
        for plataforma in Plataforma.objects.filter(locale__language_code="es"):
            plataforma.organizaciones = [
                OrganizacionDePlataforma(actor=f.socio(f"Casa {plataforma.pk} {numero}").actor)
                for numero in range(cuantas)
            ]
            plataforma.save_revision(clean=False)
            flujo.avalar_de_instalacion(plataforma)
        client.get("/es/plataformas/")
        with django_assert_max_num_queries(60) as medida:
            assert f"Casa {plataforma.pk} 0" in client.get("/es/plataformas/?otra=1").content.decode()
        gastos.append(len(medida))
    assert gastos[0] == gastos[1]
