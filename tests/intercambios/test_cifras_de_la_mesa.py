"""What the transfer desk says of itself: ages in working days, figures, what its screens cost."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from intercambios import cifras_de_la_mesa, plazos
from intercambios.models import Cuestionario, Metodo, Pedido

from .pedidos import consultada, editar, pedido_de

# --- Working days -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("desde", "hasta", "dias"),
    [
        ("2026-11-27", "2026-11-30", 1),
        ("2026-11-27", "2026-11-29", 0),
        ("2026-11-23", "2026-12-07", 10),
        ("2026-11-30", "2026-11-27", 0),
    ],
    ids=["de viernes a lunes", "el fin de semana", "dos semanas", "al revés"],
)
def test_los_dias_habiles(desde, hasta, dias):
    desde, hasta = (datetime.date.fromisoformat(uno) for uno in (desde, hasta))
    assert plazos.dias_habiles(desde, hasta) == dias
    if dias:
        assert plazos.tras_dias_habiles(desde, dias) == hasta


def test_los_meses_que_no_llegan_terminan_en_su_ultimo_dia():
    assert plazos.tras_meses(datetime.date(2026, 8, 31), 6) == datetime.date(2027, 2, 28)
    assert plazos.tras_meses(datetime.date(2026, 12, 15), 12) == datetime.date(2027, 12, 15)


# --- What the desk says of itself -------------------------------------------------------------------------------------


def _hace(dias_habiles):
    momento = timezone.now()
    while plazos.dias_habiles(momento, timezone.now()) < dias_habiles:
        momento -= datetime.timedelta(days=1)
    return momento


def test_las_cifras_contra_una_cuenta_hecha_a_mano(ddri, practica, settings):
    limite = settings.PEDIDOS_DIAS_HABILES
    for dias in (0, limite, limite + 1):
        pedido_de(practica, recibido=_hace(dias))
    for dias, estado in ((2, "aceptado"), (4, "declinado"), (10, "aceptado")):
        pedido_de(practica, recibido=_hace(dias), estado=estado, motivo="X", respondido=timezone.now())
    pedido_de(medio="historico", estado="aceptado", recibido=_hace(400), sobre="Metro")
    pedido_de(estado="aplazado", motivo="X", aplazado_hasta=timezone.localdate())
    consultada(Pedido.objects.filter(estado="recibido").first(), practica.entidad, ddri)
    esperadas = {"esperan": 3, "tarde": 1, "con_la_entidad": 1, "por_retomar": 1, "respondidos": 3, "aceptados": 2}
    dichas = cifras_de_la_mesa.cifras()
    assert {clave: dichas[clave] for clave in esperadas} == esperadas and dichas["mediana"] == 4
    assert [uno.tarde for uno in Pedido.objects.que_esperan().order_by("recibido")] == [True, False, False]


def test_la_mesa_dice_la_edad_de_cada_uno_y_filtra(entrar, ddri, practica, settings):
    pedido_de(practica, recibido=_hace(settings.PEDIDOS_DIAS_HABILES + 1), institucion="La que espera")
    pedido_de(practica, institucion="La de hoy")
    navegador, lista = entrar(ddri), reverse("wagtailsnippets_intercambios_pedido:list")
    texto = navegador.get(lista).text
    assert f"{settings.PEDIDOS_DIAS_HABILES + 1} días hábiles · vencido" in texto and "La de hoy" in texto
    tarde = navegador.get(lista, {"situacion": "tarde"}).text
    assert "La que espera" in tarde and "La de hoy" not in tarde
    assert "La que espera" not in navegador.get(lista, {"situacion": "mios"}).text
    assert "2 pedidos esperan respuesta" in navegador.get("/admin/").text


def test_la_mesa_y_sus_pantallas_cuestan_lo_mismo_con_muchos(
    entrar, ddri, practica, focal_idrd, django_assert_max_num_queries
):
    for numero in range(60):
        pedido = pedido_de(practica, institucion=f"Ciudad {numero}", asignado_a=ddri)
        consultada(pedido, practica.entidad, ddri)
    navegador, de_ella = entrar(ddri), entrar(focal_idrd)
    lista = reverse("wagtailsnippets_intercambios_pedido:list")
    for quien, url, tope in (
        (navegador, lista, 30),
        (navegador, editar(pedido), 60),
        (de_ella, reverse("mesa:consultas"), 20),
    ):
        quien.get(url)
        with django_assert_max_num_queries(tope):
            assert quien.get(url).status_code == 200


def test_lo_que_se_lleva_a_una_hoja_de_calculo_no_se_ejecuta(entrar, ddri):
    pedido_de(sobre="=1+1", mensaje="=2+2")
    csv = entrar(ddri).get(reverse("wagtailsnippets_intercambios_pedido:list"), {"export": "csv"})
    cuerpo = b"".join(csv.streaming_content).decode()
    assert ",=1+1" not in cuerpo and not re.search(r'(^|,)"?=2', cuerpo)


def test_el_metodo_instalado_pregunta_a_los_seis_y_a_los_doce_meses(db):
    fases = Metodo.objects.get(codigo="transferencia").fases.filter(meses__gt=0)
    assert [fase.meses for fase in fases] == [6, 12]
    assert Cuestionario.objects.count() == 0
