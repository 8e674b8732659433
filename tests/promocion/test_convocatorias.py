"""The matrix and the calendar: how much they cost, what they say, and who is told that a call closes."""

import csv
import datetime
import io

import icalendar
import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse

from eventos import avisos
from eventos.models import EdicionDePremio, Premio
from promocion import servicio
from promocion.models import Objetivo, Paquete
from tests import fabrica as f

from .comunes import objetivo

pytestmark = pytest.mark.django_db
HOY = datetime.date(2027, 1, 10)


def test_la_matriz_cuesta_lo_mismo_con_mas_practicas_y_mas_objetivos(
    comunicaciones, entrar, django_assert_max_num_queries
):
    """Forty practices a page, whatever their number: what grows is read in the same queries."""
    navegador = entrar(comunicaciones)
    direcciones = [reverse(f"postulaciones:{cual}") for cual in ("matriz", "calendario", "exportar")]
    direcciones.append(reverse("postulaciones:objetivo", args=[Objetivo.objects.first().pk]))
    objetivo("uno", campos=[("resumen", 5, "palabras")], cierra=datetime.date(2100, 1, 1))
    f.viva(titulo="Una")
    gastos = []
    for cuantas in (0, 6):
        for numero in range(cuantas):
            f.viva(titulo=f"Otra {numero}")
            objetivo(f"otro-{numero}", campos=[("resumen", 5, "palabras")], cierra=datetime.date(2100, 1, 1))
        for direccion in direcciones:
            navegador.get(direccion)
            with django_assert_max_num_queries(70) as medida:
                navegador.get(direccion)
            gastos.append(len(medida))
    assert gastos[:4] == gastos[4:]


def test_la_matriz_dice_lo_que_cumple_y_se_busca(comunicaciones, entrar):
    objetivo(campos=[("resumen", 500, "palabras")])
    f.viva(titulo="Ciclovía")
    f.viva(titulo="Otra cosa")
    navegador = entrar(comunicaciones)
    sopa = BeautifulSoup(navegador.get(reverse("postulaciones:matriz"), {"q": "ciclo"}).content, "html.parser")
    [fila] = sopa.select(".matriz tbody tr")
    assert fila.th.text == "Ciclovía"
    assert "2/2 · Premio de prueba" in [" ".join(uno.text.split()).lstrip("✓ ") for uno in fila.select("td")]
    vacia = navegador.get(reverse("postulaciones:matriz"), {"q": "zzz"}).content.decode()
    assert "Ninguna práctica publicada tiene esas palabras" in vacia


def test_se_exporta_sin_formulas(comunicaciones, entrar):
    f.viva(titulo="=Fórmula")
    filas = list(
        csv.reader(io.StringIO(entrar(comunicaciones).get(reverse("postulaciones:exportar")).content.decode()))
    )
    assert len(filas) == 1 + Objetivo.objects.count()
    assert filas[1][0] == "'=Fórmula"


def test_las_fechas_son_las_del_premio_y_si_no_las_suyas():
    premio = Premio.objects.get(slug="guangzhou")
    uno = objetivo(premio=premio, edicion_anio=2028, cierra=datetime.date(2028, 2, 1))
    assert uno.fechas == (None, datetime.date(2028, 2, 1))
    premio.ediciones = [EdicionDePremio(anio=2028, cierra=datetime.date(2028, 3, 1))]
    premio.save()
    assert Objetivo.objects.get(pk=uno.pk).fechas == (None, datetime.date(2028, 3, 1))


def test_el_calendario_dice_que_encaja(comunicaciones, entrar):
    objetivo(campos=[("objetivos", 5, "palabras")], cierra=datetime.date(2100, 1, 1))
    f.viva(titulo="Ciclovía")
    navegador = entrar(comunicaciones)
    sopa = BeautifulSoup(navegador.get(reverse("postulaciones:calendario")).content, "html.parser")
    assert "Ciclovía: 1 de 2 · sin respuesta: Pregunta 1" in " ".join(sopa.select_one("main tbody tr").text.split())
    calendario = icalendar.Calendar.from_ical(navegador.get(reverse("postulaciones:icalendar")).content)
    resumenes = [str(entrada["summary"]) for entrada in calendario.walk("VEVENT")]
    assert "Cierra: Premio de prueba" in resumenes


def test_se_avisa_una_vez_a_la_ddri_y_a_la_entidad(comunicaciones, focal):
    hoja = f.viva(titulo="Ciclovía")
    meta = objetivo(campos=[("resumen", 500, "palabras")], cierra=HOY + datetime.timedelta(days=20))
    paquete, _nuevo = servicio.preparar(hoja, meta, "es", comunicaciones)
    f.persona("ajena", "Puntos focales", "secretaria-cultura")
    mail.outbox.clear()
    avisos.avisar(HOY)
    cartas = {carta.to[0]: carta for carta in mail.outbox if "Premio de prueba" in carta.subject}
    assert set(cartas) == {comunicaciones.email, focal.email}
    assert reverse("postulaciones:paquete", args=[paquete.pk]) in cartas[focal.email].body
    mail.outbox.clear()
    avisos.avisar(HOY + datetime.timedelta(days=1))
    assert not [carta for carta in mail.outbox if "Premio de prueba" in carta.subject]
    Paquete.objects.filter(pk=paquete.pk).update(estado="presentado", presentado=HOY)
    avisos.avisar(HOY + datetime.timedelta(days=15))
    assert focal.email not in {carta.to[0] for carta in mail.outbox}


def test_el_tablero_lleva_del_cierre_a_lo_que_encaja(comunicaciones, entrar):
    meta = objetivo(cierra=datetime.date.today() + datetime.timedelta(days=5))
    pagina = entrar(comunicaciones).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("postulaciones:objetivo", args=[meta.pk]) in pagina
