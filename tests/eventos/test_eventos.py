"""Events, awards and recognitions: dates that cannot be, what the public reads, and calendars that can be kept."""

import datetime
import json

import pytest
import time_machine
import vobject
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.users.models import UserProfile

from aval import flujo, retiro
from eventos.avisos import avisar
from eventos.models import (
    CategoriaDePremio,
    EdicionDePremio,
    Evento,
    OrganizadorDePremio,
    Premio,
    Presentacion,
    Reconocimiento,
)
from eventos.models.premio import edicion_que_choca
from redes.models import Red
from sitio import semillas
from tests import fabrica as f

from .comunes import agenda, espanol, evento, premio_con_cierre, vivo

DIA = datetime.date

pytestmark = pytest.mark.django_db


# --- Bad input -------------------------------------------------------------------------------------

HORA = datetime.time


@pytest.mark.parametrize(
    ("campos", "campo"),
    [
        ({"fecha_inicio": DIA(2027, 5, 3), "fecha_fin": DIA(2027, 5, 2)}, "fecha_fin"),
        ({"fecha_inicio": DIA(2027, 5, 3), "hora_inicio": HORA(10), "hora_fin": HORA(9)}, "hora_fin"),
        ({"fecha_inicio": DIA(2027, 5, 3), "hora_fin": HORA(9)}, "hora_inicio"),
        ({"hora_inicio": HORA(9)}, "fecha_inicio"),
        ({"fecha_inicio": DIA(2027, 5, 1), "precision": "mes", "hora_inicio": HORA(9)}, "precision"),
        ({"fecha_inicio": DIA(2027, 5, 3), "zona": "America/Macondo"}, "zona"),
        # In New York the clock jumps from 2:00 to 3:00 on 14 March 2027.
        (
            {"fecha_inicio": DIA(2027, 3, 14), "hora_inicio": HORA(2, 30), "zona": "America/New_York"},
            "hora_inicio",
        ),
        ({"fecha_inicio": DIA(2027, 5, 3), "lugar": "Ágora Bogotá"}, "ciudad"),
        # Another of the same name on a date that may be the same («noviembre de 2012»).
        ({"nombre": "SMART  city expo, Bogota"}, "nombre"),
        ({"nombre": "Smart City Expo Bogotá", "fecha_inicio": DIA(2013, 10, 2)}, "nombre"),
        ({"nombre": "Smart City Expo Bogotá", "fecha_inicio": DIA(2013, 1, 1), "precision": "anio"}, "nombre"),
    ],
)
def test_lo_que_no_puede_ser_se_dice_junto_a_su_campo(campos, campo, db):
    with pytest.raises(ValidationError) as error:
        evento(**campos).full_clean(exclude=["translation_key"])
    assert campo in error.value.message_dict


def test_a_traves_del_cambio_de_hora_cuenta_el_tiempo_de_verdad(db):
    """From 1:30 to 1:15 on the same wall clock, an hour back in between, is forty-five minutes forward."""
    uno = evento(
        fecha_inicio=DIA(2027, 11, 6),
        hora_inicio=HORA(22),
        fecha_fin=DIA(2027, 11, 7),
        hora_fin=HORA(3),
        zona="America/New_York",
    )
    uno.full_clean(exclude=["translation_key"])
    assert (uno.fin.timestamp() - uno.inicio.timestamp()) / 3600 == 6


@pytest.mark.parametrize(
    ("ediciones", "campo"),
    [
        ([{"anio": 2027}, {"anio": 2027}], "anio"),
        (
            [
                {"anio": 2027, "abre": DIA(2027, 1, 1), "cierra": DIA(2027, 6, 1)},
                {"anio": 2028, "abre": DIA(2027, 5, 1), "cierra": DIA(2028, 1, 1)},
            ],
            "abre",
        ),
        ([{"anio": 2027, "cierra": DIA(2027, 6, 1)}, {"anio": 2029, "cierra": DIA(2029, 6, 1)}], None),
    ],
)
def test_las_ediciones_no_se_cruzan(ediciones, campo):
    choque = edicion_que_choca([EdicionDePremio(**una) for una in ediciones])
    assert (choque and choque[1]) == campo


def test_una_edicion_no_cierra_antes_de_abrir():
    with pytest.raises(ValidationError) as error:
        EdicionDePremio(anio=2027, abre=DIA(2027, 6, 1), cierra=DIA(2027, 5, 1), entrega=DIA(2027, 1, 1)).clean()
    assert set(error.value.message_dict) == {"cierra", "entrega"}


def test_el_editor_de_un_premio_responde_junto_a_la_edicion(comunicaciones, entrar):
    navegador, premio = entrar(comunicaciones), Premio.objects.get(slug="dubai")
    url = reverse("wagtailsnippets_eventos_premio:edit", args=[premio.pk])
    datos = f.leer_formulario(navegador.get(url), lambda form: form.find("input", attrs={"name": "nombre"}))
    for numero in range(2):
        datos |= {f"ediciones-{numero}-anio": "2027", f"ediciones-{numero}-ORDER": str(numero + 1)}
        datos |= {
            f"ediciones-{numero}-{campo}": "" for campo in ("id", "abre", "cierra", "entrega", "ciudad", "enlace")
        }
    datos["ediciones-TOTAL_FORMS"] = "2"
    respuesta = navegador.post(url, datos)
    assert respuesta.status_code == 200
    assert "Hay otra edición de ese año." in respuesta.content.decode()


# --- What the public reads ---------------------------------------------------------------------------


def test_el_evento_en_su_pagina_en_la_lista_y_en_el_mes(client, foro):
    with time_machine.travel("2027-01-15"):
        sopa = BeautifulSoup(client.get("/es/eventos/foro-del-agua/").content, "html.parser")
        datos = json.loads(sopa.find("script", type="application/ld+json").string)
        assert datos["@type"] == "Event" and datos["startDate"] == "2027-05-03T09:00:00+02:00"
        assert datos["location"][0]["address"]["addressCountry"] == "CO"
        assert "c40" not in str(sopa.main)  # its network is a draft
        lista = BeautifulSoup(client.get("/es/eventos/").content, "html.parser")
        assert "Foro del Agua" in lista.find(id="t-viene").parent.text
        assert "Foro del Agua" in client.get("/es/eventos/2027-05/").content.decode()
        assert "Foro del Agua" not in client.get("/es/eventos/2027-06/").content.decode()
        assert "Foro del Agua" not in client.get("/es/eventos/?tipo=taller").content.decode()
    with time_machine.travel("2028-01-15"):
        lista = BeautifulSoup(client.get("/es/eventos/").content, "html.parser")
        assert "Foro del Agua" in lista.find(id="t-paso").parent.text


@pytest.mark.parametrize("direccion", ["?tipo=%00&red=x&pais=ZZ&p=-4", "?p=999999", "2027-13/", "0001-01/", "no-esta/"])
def test_una_direccion_rara_tiene_respuesta(direccion, client, foro):
    assert client.get(f"/es/eventos/{direccion}").status_code in (200, 404)


def test_la_practica_y_su_evento_se_enlazan_solo_si_los_dos_estan_vivos(client, foro):
    hoja, borrador = f.viva(titulo="Agua de páramo"), f.practica(None, titulo="Borrador secreto")
    cambiado = foro.get_latest_revision_as_object()
    cambiado.presentaciones = [Presentacion(practica=hoja.page_ptr), Presentacion(practica=borrador.page_ptr)]
    flujo.avalar_de_instalacion(cambiado)
    texto = client.get("/es/eventos/foro-del-agua/").content.decode()
    assert "Agua de páramo" in texto and "Borrador secreto" not in texto
    assert "/es/eventos/foro-del-agua/" in client.get(hoja.url).content.decode()


def test_un_reconocimiento_de_una_practica_retirada_se_queda_con_la_ciudad(client, moderadora):
    premio_con_cierre(DIA(2026, 1, 1))
    hoja = f.viva(titulo="Práctica premiada")
    vivo(
        Reconocimiento(
            live=False,
            locale=espanol(),
            premio=Premio.objects.get(slug="guangzhou"),
            anio=2026,
            resultado="finalista",
            practica=hoja.page_ptr,
            categoria="Aire limpio",
        )
    )
    premios = client.get("/es/premios/").content.decode()
    assert "Aire limpio" in premios and "Práctica premiada" in premios
    assert "Aire limpio" in client.get(hoja.url).content.decode()
    retiro.retirar(hoja, moderadora, "Dejó de hacerse.")
    for direccion in ("/es/premios/", "/es/premios/guangzhou/"):
        texto = client.get(direccion).content.decode()
        assert "Aire limpio" in texto and "Práctica premiada" not in texto


# --- Calendars that people can keep ------------------------------------------------------------------


def test_la_hora_de_un_evento_es_la_de_su_lugar(client, foro):
    (entrada,) = agenda(client).walk("VEVENT")
    assert entrada["DTSTART"].dt.astimezone(datetime.UTC).hour == 7  # nine in Madrid, in summer
    assert entrada["DTSTART"].params["TZID"] == "Europe/Madrid"
    assert agenda(client).walk("VTIMEZONE")
    otra = vobject.readOne(client.get("/es/eventos/foro-del-agua.ics").content.decode())
    assert otra.vevent.dtstart.value.utcoffset() == datetime.timedelta(hours=2)
    assert str(entrada["STATUS"]) == "CONFIRMED"
    assert "Bogotá" in str(entrada["LOCATION"])


def test_un_evento_solo_no_es_un_calendario_que_se_sigue(client, foro):
    de_calendario = {"X-WR-CALNAME", "REFRESH-INTERVAL"}
    assert de_calendario <= set(agenda(client))
    solo = agenda(client, "/es/eventos/foro-del-agua.ics")
    assert len(solo.walk("VEVENT")) == 1 and not de_calendario & set(solo)


def test_un_evento_cancelado_sigue_en_el_calendario_y_lo_dice(client, foro):
    (antes,) = agenda(client).walk("VEVENT")
    cambiado = foro.get_latest_revision_as_object()
    cambiado.estado = "cancelado"
    cambiado.nombre = "Foro del Agua y del Aire"
    flujo.avalar_de_instalacion(cambiado)
    (despues,) = agenda(client).walk("VEVENT")
    assert despues["UID"] == antes["UID"]
    assert str(despues["STATUS"]) == "CANCELLED"
    assert despues["SEQUENCE"] > antes["SEQUENCE"]


def test_el_cierre_de_una_convocatoria_avisa_siete_dias_antes(client):
    premio_con_cierre(DIA(2027, 9, 30))
    (entrada,) = agenda(client).walk("VEVENT")
    assert entrada["DTSTART"].dt == DIA(2027, 9, 30)
    (alarma,) = entrada.walk("VALARM")
    assert alarma["TRIGGER"].dt == datetime.timedelta(days=-7)


def test_por_red_por_tipo_y_de_un_solo_evento(client, foro):
    flujo.avalar_de_instalacion(Red.objects.get(slug="c40"))
    flujo.avalar_de_instalacion(Red.objects.get(slug="iclei"))
    premio_con_cierre(DIA(2027, 9, 30))

    def cuantas(consulta):
        return len(agenda(client, f"/es/eventos/agenda.ics{consulta}").walk("VEVENT"))

    assert cuantas("") == 2
    assert cuantas("?red=c40") == cuantas("?tipo=foro") == cuantas("?tipo=convocatoria") == 1
    assert cuantas("?red=iclei") == cuantas("?tipo=taller") == 0
    assert len(agenda(client, "/es/eventos/foro-del-agua.ics").walk("VEVENT")) == 1
    assert client.get("/es/eventos/no-esta.ics").status_code == 404
    assert agenda(client, "/en/events/agenda.ics").walk("VEVENT") == []


def test_lo_que_no_tiene_dia_no_va_al_calendario(client):
    flujo.avalar_de_instalacion(Evento.objects.get(slug="smart-city-expo-bogota"))
    assert agenda(client).walk("VEVENT") == []


# --- In the admin ------------------------------------------------------------------------------------


def test_las_fechas_que_se_acercan_se_anuncian_una_vez(comunicaciones, moderadora, focal, entrar):
    with time_machine.travel("2027-08-01 12:00"):
        premio_con_cierre(DIA(2027, 9, 30))
        assert avisar() == 2  # sixty days, to the two who prepare entries
        assert {correo.to[0] for correo in mail.outbox} == {comunicaciones.email, moderadora.email}
        call_command("avisar_fechas", verbosity=0)
        assert len(mail.outbox) == 2
        tablero = entrar(comunicaciones).get(reverse("wagtailadmin_home")).content.decode()
        assert "Premio Internacional de Guangzhou" in tablero
        assert "Fechas que se acercan" not in entrar(focal).get(reverse("wagtailadmin_home")).content.decode()
    with time_machine.travel("2027-09-02 12:00"):  # the day of the thirty went by unattended
        assert avisar() == 2
    with time_machine.travel("2027-09-23 12:00"):
        assert avisar() == 2
        assert avisar() == 0
    with time_machine.travel("2027-10-01 12:00"):
        assert avisar() == 0


@pytest.mark.parametrize("modelo", [Evento, Premio, Reconocimiento])
def test_comunicaciones_ve_la_lista_filtra_y_exporta(modelo, comunicaciones, focal, entrar):
    url = reverse(f"wagtailsnippets_eventos_{modelo._meta.model_name}:list")
    navegador = entrar(comunicaciones)
    assert navegador.get(url).status_code == 200
    assert navegador.get(url, {"export": "xlsx"}).status_code == 200
    assert entrar(focal).get(url).status_code in (302, 403)


def test_el_premio_de_2013_llega_con_su_organizador_y_su_edicion(db):
    premio = Premio.objects.get(slug="liderazgo-climatico")
    assert [fila.red.sigla for fila in OrganizadorDePremio.objects.filter(premio=premio)] == ["C40"]
    assert [edicion.anio for edicion in premio.ediciones.all()] == [2013]
    assert CategoriaDePremio.objects.filter(premio=premio).count() == 1
    assert Reconocimiento.objects.get(slug="liderazgo-climatico-2013").resultado == "ganadora"
    clases = [modelo for modelo, _fila in semillas.archivos()]
    assert Evento.objects.count() == clases.count(Evento) and Premio.objects.count() == clases.count(Premio)
    assert not Evento.objects.get(slug="foro-urbano-nacional").fecha_inicio  # its source gives none


def test_quien_elige_lee_los_botones_en_su_idioma(comunicaciones, entrar):
    """Whoever opened the form first."""
    perfil = UserProfile.objects.create(user=comunicaciones)
    en_ingles = ("Choose a page (Practice)", "Choose city", "Change network", "Edit city")
    en_espanol = ("Seleccionar una página (Práctica)", "Elegir ciudad", "Cambiar red", "Editar ciudad")
    for idioma, dichos in (("en", en_ingles), ("es", en_espanol)) * 2:
        UserProfile.objects.filter(pk=perfil.pk).update(preferred_language=idioma)
        formulario = entrar(comunicaciones).get("/admin/snippets/eventos/evento/add/").content.decode()
        assert [dicho for dicho in dichos if dicho not in formulario] == [], idioma
