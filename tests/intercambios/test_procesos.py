"""A process goes through its method; the hoja de ruta of a practice; who may do what with it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from actores.models import Actor, Entidad
from actores.recordatorios import recordar
from aval import retiro
from intercambios import instalados, marcha
from intercambios.models import CompromisoDeProceso, Metodo, Proceso
from redes.models import Red
from tests import fabrica as f

Estado, Papel = Proceso.Estado, CompromisoDeProceso.Papel


def _compromiso(proceso, **campos):
    return CompromisoDeProceso.objects.create(proceso=proceso, **campos)


@pytest.fixture
def moderadora(db):
    return f.persona("dirige", MODERACION)


@pytest.fixture
def practica(db):
    return f.viva("Ciclovía")


@pytest.fixture
def proceso(practica, moderadora):
    return marcha.empezar_hoja_de_ruta(practica, moderadora)


def test_los_metodos_instalados_dejan_sin_nombre_lo_que_las_fuentes_no_nombran(db):
    assert [str(fase) for fase in Metodo.objects.get(codigo="bogota-aprende").fases.all()] == [
        f"Fase {numero}" for numero in range(1, 7)
    ]
    assert Metodo.objects.get(codigo="bogota-ensena").fases.count() == 3
    Metodo.objects.filter(codigo="mision").update(nombre_es="Otro nombre")
    instalados.instalar()
    assert Metodo.objects.get(codigo="mision").nombre_es == "Otro nombre" and Metodo.objects.count() == 5


def test_una_practica_tiene_una_hoja_de_ruta_abierta(practica, proceso, moderadora):
    assert marcha.empezar_hoja_de_ruta(practica, moderadora) == proceso
    with pytest.raises(IntegrityError), transaction.atomic():
        Proceso.objects.create(metodo=proceso.metodo, titulo="Otra", practica=practica, entidad=practica.entidad)
    marcha.pasar(proceso, Estado.CANCELADO, moderadora, "Se empezó por error.")
    assert marcha.empezar_hoja_de_ruta(practica, moderadora) != proceso


def test_no_hay_hoja_de_ruta_de_lo_que_no_tiene_el_aval(moderadora):
    with pytest.raises(ValidationError):
        marcha.empezar_hoja_de_ruta(f.practica(moderadora), moderadora)


@pytest.mark.parametrize(("de", "a"), [(de, a) for de in Estado for a in Estado], ids=lambda uno: uno.value)
def test_de_que_estado_a_cual(proceso, moderadora, de, a):
    Proceso.objects.filter(pk=proceso.pk).update(estado=de)
    if a in Proceso.SIGUIENTES[de]:
        assert marcha.pasar(proceso, a, moderadora, "Porque sí.").estado == a
    else:
        with pytest.raises(ValidationError):
            marcha.pasar(proceso, a, moderadora, "Porque sí.")


@pytest.mark.parametrize("estado", [Estado.EN_PAUSA, Estado.CERRADO, Estado.CANCELADO])
def test_pausar_cerrar_y_cancelar_dicen_por_que(proceso, moderadora, estado):
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    with pytest.raises(ValidationError):
        marcha.pasar(proceso, estado, moderadora, "  ")


def test_no_se_cierra_con_compromisos_abiertos(proceso, moderadora):
    uno = _compromiso(proceso, que="Escribir el plegable", papel=Papel.DDRI)
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    with pytest.raises(ValidationError, match="Escribir el plegable"):
        marcha.pasar(proceso, Estado.CERRADO, moderadora, "Terminó.")
    CompromisoDeProceso.objects.filter(pk=uno.pk).update(estado="cumplido", evidencia="Está en la red.")
    assert marcha.pasar(proceso, Estado.CERRADO, moderadora, "Terminó.").cerrado


def test_una_fase_se_omite_con_motivo_y_queda_dicho(proceso, moderadora):
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    proceso = marcha.dejar_fase(proceso, moderadora, "Ya estaba hecha.")
    primero, segundo = proceso.pasos()
    assert primero["paso"].omitida and primero["paso"].motivo == "Ya estaba hecha." and segundo["es_esta"]
    with pytest.raises(ValidationError, match="última"):
        marcha.dejar_fase(proceso, moderadora)


def test_una_fase_con_compromisos_abiertos_dice_por_que_se_deja(proceso, moderadora):
    uno = _compromiso(proceso, que="Escribir el plegable", papel=Papel.DDRI)
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    for motivo in ("", "   ", "x" * 401):
        with pytest.raises(ValidationError) as falta:
            marcha.dejar_fase(proceso, moderadora, por_que_siguen=motivo)
        assert list(falta.value.message_dict) == ["por_que_siguen"]
    with pytest.raises(ValidationError, match="400"):
        marcha.dejar_fase(proceso, moderadora, "x" * 401, "Se espera el diseño.")
    proceso = marcha.dejar_fase(proceso, moderadora, por_que_siguen="Se espera el diseño.")
    uno.refresh_from_db()
    assert uno.estado == "abierto" and proceso.pasos()[0]["paso"].por_que_siguen == "Se espera el diseño."
    assert any("Escribir el plegable" in una.que and "el diseño" in una.que for una in proceso.anotaciones.all())


def test_por_que_siguen_se_dice_al_lado_y_se_lee_en_la_fase(client, proceso, moderadora):
    _compromiso(proceso, que="Escribir el plegable", papel=Papel.DDRI)
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    client.force_login(moderadora)
    hoja = reverse("procesos:ver", args=[proceso.pk])
    respuesta = client.post(hoja, {"acto": "fase", "texto": "Lo que iba a anotar", "por_que_siguen": " "})
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    caja = sopa.find(id="por_que_siguen")
    assert respuesta.status_code == 422 and sopa.find(id="texto").get_text(strip=True) == "Lo que iba a anotar"
    assert "compromisos abiertos" in sopa.find(id=caja["aria-describedby"].split()[0]).get_text()
    respuesta = client.post(hoja, {"acto": "omitir", "texto": " ", "por_que_siguen": "Se espera el diseño."})
    assert (
        "Se espera el diseño." in BeautifulSoup(respuesta.content, "html.parser").find(id="por_que_siguen").get_text()
    )
    assert client.post(hoja, {"acto": "fase", "por_que_siguen": "Se espera el diseño."}).status_code == 302
    sopa = BeautifulSoup(client.get(hoja).content, "html.parser")
    assert "Se espera el diseño." in sopa.select_one(".proceso__pasos li.dado").get_text()
    assert "Escribir el plegable" in sopa.find(id="t-compromisos").parent.get_text()


def test_lo_que_corre_conserva_la_version_de_su_metodo(proceso):
    nuevo = proceso.metodo.nueva_version()
    nuevo.fases.first().delete()
    assert len(Proceso.objects.get(pk=proceso.pk).pasos()) == 2 and nuevo.fases.count() == 1
    assert Metodo.objects.get(linea="promocion", activo=True) == nuevo


def test_retirar_la_practica_pausa_su_hoja_de_ruta(practica, proceso, moderadora):
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    retiro.retirar(practica, moderadora, "Ya no se hace.")
    proceso.refresh_from_db()
    assert proceso.estado == Estado.EN_PAUSA and proceso.motivo


def test_borrar_la_practica_no_borra_lo_que_se_hizo_con_ella(practica, proceso, moderadora):
    retiro.borrar(practica, moderadora, "Se repetía.")
    assert Proceso.objects.get(pk=proceso.pk).practica is None


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({}, "red"),
        ({"actor": True, "red": True}, "red"),
        ({"actor": True, "estado": "logrado"}, "resultado"),
    ],
    ids=["ninguno", "dos", "logrado sin decir qué"],
)
def test_un_destino_es_uno_y_lo_logrado_se_dice(proceso, cambios, campo):
    hay = {"actor": Actor.objects.create(nombre_es="Ciudad vecina"), "red": Red.objects.first()}
    cambios = {clave: hay[clave] if valor is True else valor for clave, valor in cambios.items()}
    destino = proceso.destinos.model(proceso=proceso, fin="visibilidad", **cambios)
    with pytest.raises(ValidationError) as error:
        destino.full_clean()
    assert campo in error.value.message_dict


@pytest.mark.parametrize(
    ("rol", "suya", "lee", "escribe", "mueve"),
    [
        (MODERACION, False, True, True, True),
        (COMUNICACIONES, False, True, False, False),
        (PUNTOS_FOCALES, True, True, True, False),
        (PUNTOS_FOCALES, False, False, False, False),
        (ADMINISTRACION, False, False, False, False),
    ],
    ids=["moderación", "comunicaciones", "focal de la entidad", "focal de otra", "administración"],
)
def test_quien_lee_escribe_y_mueve(client, proceso, rol, suya, lee, escribe, mueve):
    entidad = proceso.entidad if suya else Entidad.objects.exclude(pk=proceso.entidad_id).first()
    client.force_login(f.persona("alguien", rol, entidad.codigo))
    ver, editar = (reverse(f"procesos:{una}", args=[proceso.pk]) for una in ("ver", "editar"))
    assert (client.get(ver).status_code == 200) is lee
    assert (client.get(editar).status_code == 200) is escribe
    antes = proceso.anotaciones.count()
    client.post(ver, {"acto": "anotar", "texto": "Hablamos."})
    assert (proceso.anotaciones.count() > antes) is escribe
    client.post(ver, {"acto": "en_marcha"})
    proceso.refresh_from_db()
    assert (proceso.estado == Estado.EN_MARCHA) is mueve


def test_lo_escrito_no_se_pierde_cuando_no_se_puede(client, proceso, moderadora):
    client.force_login(moderadora)
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    _compromiso(proceso, que="Algo sin terminar", papel=Papel.DDRI)
    respuesta = client.post(reverse("procesos:ver", args=[proceso.pk]), {"acto": "cerrado", "texto": "Lo que escribí"})
    assert respuesta.status_code == 422
    assert "Lo que escribí" in respuesta.text and "Algo sin terminar" in respuesta.text


def test_el_punto_focal_no_cambia_lo_que_es_de_la_ddri(client, proceso):
    de_la_ddri = _compromiso(proceso, que="De la DDRI", papel=Papel.DDRI, sort_order=0)
    suyo = _compromiso(proceso, que="Del focal", papel=Papel.PUNTO_FOCAL, sort_order=1)
    client.force_login(f.persona("alguien", PUNTOS_FOCALES, proceso.entidad.codigo))
    url = reverse("procesos:editar", args=[proceso.pk])
    datos = {f"{relacion}-{parte}": 0 for relacion in ("destinos", "participaciones", "piezas") for parte in _GESTION}
    datos |= {"compromisos-TOTAL_FORMS": 2, "compromisos-INITIAL_FORMS": 2}
    for lugar, uno in enumerate((de_la_ddri, suyo)):
        datos |= {
            f"compromisos-{lugar}-id": uno.pk,
            f"compromisos-{lugar}-ORDER": lugar + 1,
            f"compromisos-{lugar}-que": "Cambiado",
            f"compromisos-{lugar}-clase": "accion",
            f"compromisos-{lugar}-papel": uno.papel,
            f"compromisos-{lugar}-estado": "cumplido",
            f"compromisos-{lugar}-evidencia": "Aquí está.",
        }
    assert client.post(url, datos).status_code == 302
    de_la_ddri.refresh_from_db(), suyo.refresh_from_db()
    assert (de_la_ddri.que, de_la_ddri.estado) == ("De la DDRI", "abierto")
    assert (suyo.que, suyo.estado) == ("Cambiado", "cumplido")


_GESTION = ("TOTAL_FORMS", "INITIAL_FORMS")


def test_se_empieza_desde_la_practica_con_lo_que_encaja(client, practica, moderadora):
    client.force_login(moderadora)
    empezar = reverse("procesos:empezar", args=[practica.pk])
    assert empezar in client.get(reverse("wagtailadmin_pages:edit", args=[practica.pk])).text
    assert client.get(empezar).status_code == 200
    client.post(empezar)
    proceso = Proceso.objects.get(practica=practica)
    assert proceso.destinos.count() == len(marcha.propuestos_para(practica))
    assert client.get(empezar).status_code == 302
    assert (
        reverse("procesos:ver", args=[proceso.pk])
        in client.get(reverse("wagtailadmin_pages:edit", args=[practica.pk])).text
    )


def test_la_lista_cuesta_lo_mismo_con_muchos(client, practica, moderadora, django_assert_max_num_queries):
    client.force_login(moderadora)
    lista = reverse("procesos:lista")
    metodo = Metodo.objects.get(codigo="mision")
    for numero in range(60):
        uno = Proceso.objects.create(metodo=metodo, titulo=f"Misión {numero}", entidad=practica.entidad)
        _compromiso(uno, que="Algo", papel=Papel.DDRI)
    client.get(lista)
    with django_assert_max_num_queries(25):
        texto = client.get(lista).text
    assert texto.count("Misión ") == 50


# --- Commitments are reminded of, and stand on the dashboard, as those of sessions -----------------------------------


def _hoy(dias=0):
    return timezone.localdate() + datetime.timedelta(days=dias)


def test_los_compromisos_de_un_proceso_se_recuerdan_una_vez_en_cada_plazo(proceso, moderadora):
    focal = f.persona("focal", PUNTOS_FOCALES, proceso.entidad.codigo)
    f.persona("otro-focal", PUNTOS_FOCALES, Entidad.objects.exclude(pk=proceso.entidad_id).first().codigo)
    f.persona("otra-de-la-ddri", MODERACION)
    suyo = _compromiso(proceso, que="Escribir la guía", papel=Papel.PUNTO_FOCAL, vence=_hoy(14))
    _compromiso(proceso, que="Buscar la sede", papel=Papel.DDRI, vence=_hoy(14), sort_order=1)
    _compromiso(proceso, que="Sin fecha", papel=Papel.DDRI, sort_order=2)
    assert recordar(_hoy()) == 0  # it is a draft yet
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    assert [recordar(_hoy(n)) for n in (-1, 0, 0, 11, 14)] == [0, 2, 0, 2, 2]
    # Of the DDRI, to who answers for the process; and each mail leads to where it is reported.
    assert {(carta.to[0], "guía" in carta.body) for carta in mail.outbox} == {
        (focal.email, True),
        (moderadora.email, False),
    }
    assert all(reverse("procesos:ver", args=[proceso.pk]) in carta.body for carta in mail.outbox)
    suyo.vence = _hoy(30)
    suyo.save()
    marcha.pasar(proceso, Estado.EN_PAUSA, moderadora, "Se espera a la otra ciudad.")
    assert recordar(_hoy(27)) == 0


def test_cada_quien_ve_en_su_tablero_los_suyos(client, proceso, moderadora):
    focal = f.persona("focal", PUNTOS_FOCALES, proceso.entidad.codigo)
    _compromiso(proceso, que="Escribir la guía", papel=Papel.PUNTO_FOCAL)
    _compromiso(proceso, que="Buscar la sede", papel=Papel.DDRI, vence=_hoy(-2), sort_order=1)
    marcha.pasar(proceso, Estado.EN_MARCHA, moderadora)
    for quien, suyo, ajeno in ((focal, "la guía", "la sede"), (moderadora, "la sede", "la guía")):
        client.force_login(quien)
        texto = client.get("/admin/").text
        assert suyo in texto and ajeno not in texto and proceso.titulo in texto
    assert "hace 2 días" in texto
