"""Events and awards once they are published: cancelled, renamed, repeated; what the admin shows of them."""

import datetime
import json
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from aval import flujo
from base.tareas import tareas_en_espera
from eventos.avisos import avisar
from eventos.models import Evento, Reconocimiento
from tests import cola
from tests import fabrica as f
from traducciones import servicio
from vocabulario.models import Ciudad

from .comunes import agenda, evento, premio_con_cierre, vivo

DIA = datetime.date

pytestmark = pytest.mark.django_db


def en_ingles(objeto, traducido=f.en_ingles):
    """The English of ``objeto``, live."""
    traduccion = servicio.empezar(objeto, None)
    f.rellenar(traduccion, None, traducido)
    flujo.avalar_de_instalacion(servicio.version_propuesta(traduccion))
    return f.fresca(traduccion.get_target_instance())


def test_una_cancelacion_no_espera_a_la_traduccion(client, foro):
    inglesa = en_ingles(foro)
    url = f"/en/events/{inglesa.slug}/"
    (antes,) = agenda(client, "/en/events/agenda.ics").walk("VEVENT")
    assert str(antes["STATUS"]) == "CONFIRMED"
    cambiado = foro.get_latest_revision_as_object()
    cambiado.estado = "cancelado"
    flujo.avalar_de_instalacion(cambiado)
    (despues,) = agenda(client, "/en/events/agenda.ics").walk("VEVENT")
    assert str(despues["STATUS"]) == "CANCELLED" and str(despues["SUMMARY"]).startswith("Cancelled")
    assert despues["UID"] == antes["UID"] and despues["SEQUENCE"] > antes["SEQUENCE"]
    sopa = BeautifulSoup(client.get(url).content, "html.parser")
    assert "Cancelled" in sopa.main.text
    assert json.loads(sopa.find("script", type="application/ld+json").string)["eventStatus"].endswith("EventCancelled")
    with time_machine.travel("2027-01-15"):
        assert "Cancelled" in client.get("/en/events/").content.decode()


def test_el_cierre_de_una_convocatoria_no_espera_a_la_traduccion(client):
    premio = premio_con_cierre(DIA(2027, 9, 30))
    inglesa = en_ingles(premio)
    cambiado = premio.get_latest_revision_as_object()
    (edicion,) = cambiado.ediciones.all()
    edicion.cierra = DIA(2027, 10, 15)
    cambiado.ediciones = [edicion]
    flujo.avalar_de_instalacion(cambiado)
    (entrada,) = agenda(client, "/en/events/agenda.ics").walk("VEVENT")
    assert entrada["DTSTART"].dt == DIA(2027, 10, 15)
    assert inglesa.nombre_corto in str(entrada["SUMMARY"])
    with time_machine.travel("2027-01-15"):
        for direccion in (f"/en/awards/{inglesa.slug}/", "/en/awards/", "/en/events/", "/en/events/2027-10/"):
            texto = client.get(direccion).content.decode()
            assert inglesa.nombre in texto or inglesa.nombre_corto in texto, direccion
            assert "15 October 2027" in texto or direccion.endswith("-10/"), direccion
            assert "30 September 2027" not in texto
        assert inglesa.nombre_corto not in client.get("/en/events/2027-09/").content.decode()


def test_la_direccion_que_tuvo_un_evento_lleva_a_la_que_tiene(client, foro):
    cambiado = foro.get_latest_revision_as_object()
    cambiado.slug = "foro-del-agua-2027"
    flujo.avalar_de_instalacion(cambiado)
    respuesta = client.get("/es/eventos/foro-del-agua/")
    assert respuesta.status_code == 301 and respuesta["Location"].endswith("/es/eventos/foro-del-agua-2027/")
    assert client.get(respuesta["Location"]).status_code == 200


def test_dos_ediciones_de_un_mismo_evento_no_chocan(db):
    primera = vivo(evento(nombre="Feria anual", fecha_inicio=DIA(2026, 5, 3)))
    segunda = vivo(evento(nombre="Feria anual", fecha_inicio=DIA(2027, 5, 3)))
    assert (primera.slug, segunda.slug) == ("feria-anual", "feria-anual-2")


def test_el_mismo_reconocimiento_no_se_registra_dos_veces(db):
    hecho = Reconocimiento.objects.get(slug="liderazgo-climatico-2013")
    otro = Reconocimiento(
        locale=hecho.locale,
        premio=hecho.premio,
        anio=hecho.anio,
        practica=hecho.practica,
        resultado="mejor",
        categoria=hecho.categoria.upper(),
    )
    with pytest.raises(ValidationError) as error:
        otro.full_clean(exclude=["translation_key"])
    assert "categoria" in error.value.message_dict


def test_una_ciudad_sin_pais_no_se_guarda(administracion, entrar):
    navegador, url = entrar(administracion), reverse("wagtailsnippets_vocabulario_ciudad:add")
    datos = {"codigo": "macondo", "nombre_es": "Macondo", "nombre_en": "Macondo", "orden": "0", "pais": ""}
    respuesta = navegador.post(url, datos)
    assert respuesta.status_code == 200 and "pais" in respuesta.context["form"].errors
    assert "Macondo" in respuesta.content.decode()
    assert not Ciudad.objects.filter(codigo="macondo").exists()


def test_un_evento_sin_hora_dura_todo_el_dia(client):
    vivo(evento(slug="sin-hora", fecha_inicio=DIA(2027, 5, 3), fecha_fin=DIA(2027, 5, 4), zona="Asia/Tokyo"))
    (entrada,) = agenda(client).walk("VEVENT")
    assert (entrada["DTSTART"].dt, entrada["DTEND"].dt) == (DIA(2027, 5, 3), DIA(2027, 5, 5))
    assert agenda(client).walk("VTIMEZONE") == []
    assert "hora de" not in client.get("/es/eventos/sin-hora/").content.decode()


def test_la_hora_se_dice_con_su_ciudad_y_su_distancia_de_utc(client, foro):
    assert "09:00–17:30, hora de Madrid (UTC+2)" in client.get("/es/eventos/foro-del-agua/").content.decode()


def test_si_el_reloj_cambia_en_medio_se_dicen_las_dos_distancias_y_la_ciudad_en_el_idioma(client):
    dias = {"fecha_inicio": DIA(2027, 3, 13), "fecha_fin": DIA(2027, 3, 14), "zona": "America/New_York"}
    vivo(evento(slug="de-noche", hora_inicio=datetime.time(22), hora_fin=datetime.time(3, 30), **dias))
    pagina = client.get("/es/eventos/de-noche/").content.decode()
    assert "22:00–03:30, hora de Nueva York (UTC−5; al terminar, UTC−4)" in pagina


def test_un_mes_lleva_al_mismo_mes_en_el_otro_idioma(client):
    sopa = BeautifulSoup(client.get("/es/eventos/2027-03/").content, "html.parser")
    alternas = {enlace["hreflang"]: enlace["href"] for enlace in sopa.find_all("link", hreflang=True)}
    assert alternas["en"].endswith("/en/events/2027-03/")
    assert sopa.find("link", rel="canonical")["href"] == alternas["es"]
    assert "/en/events/2027-03/" in sopa.select_one(".idiomas a")["href"]


def test_un_mes_vacio_dice_donde_hay_algo(client, foro):
    respuesta = client.get("/es/eventos/2027-03/")
    enlaces = BeautifulSoup(respuesta.content, "html.parser").select(".mes__cerca a")
    assert [enlace["href"] for enlace in enlaces] == ["/es/eventos/2027-05/"]
    assert 'rel="prev"' not in client.get("/es/eventos/1900-01/").content.decode()


def test_de_mes_en_mes_se_llega_a_lo_que_hay_y_a_un_anio_mas(client, foro):
    visitados, por_visitar = {}, ["/es/eventos/2027-03/"]
    while por_visitar:
        mes = por_visitar.pop()
        visitados[mes] = sopa = BeautifulSoup(client.get(mes).content, "html.parser")
        enlaces = [enlace["href"] for enlace in sopa.select("a[rel=prev], a[rel=next]")]
        por_visitar += [enlace for enlace in enlaces if enlace not in visitados]
    assert len(visitados) < 40  # and not all those of two centuries
    hoy = timezone.localdate()
    assert (
        f"/es/eventos/{hoy.year + 1}-{hoy:%m}/" in visitados and f"/es/eventos/{foro.fecha_inicio:%Y-%m}/" in visitados
    )
    # What is empty is not for search engines.
    con_algo = {mes for mes, sopa in visitados.items() if not sopa.select("meta[name=robots]")}
    assert con_algo == {f"/es/eventos/{foro.fecha_inicio:%Y-%m}/"}


def test_un_buzon_que_falla_no_calla_a_los_demas(comunicaciones, moderadora, monkeypatch, settings):
    """The box of one person refuses the mail, as a server does."""
    cola.como_en_produccion(settings)
    enviar = mail.get_connection("django.core.mail.backends.locmem.EmailBackend").send_messages

    def con_una_falla(self, mensajes):
        if mensajes[0].to == [comunicaciones.email]:
            raise SMTPRecipientsRefused({})
        return enviar(mensajes)

    with time_machine.travel("2027-08-01 12:00"):
        premio_con_cierre(DIA(2027, 9, 30))
        assert avisar() == 2
        assert avisar() == 0  # each once, whatever becomes of the mail
    with monkeypatch.context() as cambio:
        cambio.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", con_una_falla)
        cola.trabajar()
    assert [correo.to[0] for correo in mail.outbox] == [moderadora.email]
    assert "/admin/snippets/eventos/premio/edit/" in mail.outbox[0].body
    assert tareas_en_espera("correo") == 1  # that of the other box waits for its next try


def test_las_listas_dicen_la_fecha_y_el_proximo_cierre(comunicaciones, entrar, foro, django_assert_max_num_queries):
    premio_con_cierre(DIA(2099, 9, 30))
    navegador = entrar(comunicaciones)
    eventos = navegador.get(reverse("wagtailsnippets_eventos_evento:list")).content.decode()
    assert "3 de mayo de 2027" in eventos and "noviembre de 2012" in eventos
    assert "2099" in navegador.get(reverse("wagtailsnippets_eventos_premio:list")).content.decode()
    exportado = navegador.get(reverse("wagtailsnippets_eventos_evento:list"), {"export": "csv"})
    texto = b"".join(exportado.streaming_content).decode()
    assert "Cumbre" in texto and "/es/eventos/foro-del-agua/" in texto


@pytest.mark.parametrize(
    "consulta", ["tipo=foro", "estado=programado", "ciudad__pais=CO", "locale=es", "fecha_inicio_from=2013-01-01"]
)
def test_se_busca_y_se_filtra_a_la_vez(consulta, comunicaciones, entrar):
    url = reverse("wagtailsnippets_eventos_evento:list")
    texto = entrar(comunicaciones).get(f"{url}?q=cumbre&{consulta}").content.decode()
    assert ("Ciudades y Cambio Climático" in texto) == (consulta not in ("tipo=foro", "fecha_inicio_from=2013-01-01"))


def test_en_bloque_no_se_publica(comunicaciones, entrar):
    lista = entrar(comunicaciones).get(reverse("wagtailsnippets_eventos_evento:list")).content.decode()
    assert "bulk/eventos/evento/publish" not in lista
    uno = Evento.objects.get(slug="smart-city-expo-bogota")
    entrar(comunicaciones).post(f"/admin/bulk/eventos/evento/publish/?id={uno.pk}")
    assert not f.fresca(uno).live
