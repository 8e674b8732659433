"""The generation of the site: it is the last thing that an act writes, and it is of its transaction."""

import datetime
import threading

import pytest
from django.db import connection, connections, transaction

from aval import actos
from aval.retiro import retirar
from base import checks, generacion
from eventos.models import EdicionDePremio, Premio
from tests import fabrica as f
from tests.eventos.comunes import premio_con_cierre
from traducciones.models import Procedencia, Termino
from vocabulario.models import Tema


def _en_la_base():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clave FROM base_edicion WHERE id = 1")
        return cursor.fetchone()[0]


def test_se_escribe_al_final_y_ninguna_clave_de_dentro_vale_despues(db):
    antes = _en_la_base()
    with actos.acto():
        generacion.nueva()
        dentro = generacion.actual()
        assert dentro != antes and _en_la_base() == antes
        with actos.acto():
            generacion.nueva()
        assert _en_la_base() == antes  # the outer one writes it
        assert generacion.actual() != dentro  # what was read before this change is not used after it
        dentro = generacion.actual()
    assert generacion.actual() == _en_la_base() not in (antes, dentro)


def test_lo_que_se_deshace_no_deja_generacion(db):
    antes = generacion.actual()
    with pytest.raises(RuntimeError), actos.acto():
        generacion.nueva(fondo=True)
        raise RuntimeError
    assert generacion.actual() == antes == _en_la_base()
    generacion.nueva()  # outside of an act it is written where it is
    assert _en_la_base() != antes


def test_lo_retirado_se_va_con_su_transaccion(db, client, moderadora):
    hoja = f.viva("Una que se va")
    assert client.get(hoja.url).status_code == 200
    with transaction.atomic():
        retirar(hoja, moderadora, "Tiene un error.")
        assert _en_la_base() == generacion.actual()  # with the change, not after it
    assert client.get(hoja.url).status_code == 410
    assert hoja.title not in client.get("/es/banco/").content.decode()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time, always")
@pytest.mark.django_db(transaction=True)
def test_un_acto_largo_no_hace_esperar_a_los_demas():
    dentro, soltar, claves = threading.Event(), threading.Event(), []

    def largo():
        with actos.acto():
            generacion.nueva()
            dentro.set()
            soltar.wait(60)
        connections.close_all()

    hilo = threading.Thread(target=largo)
    hilo.start()
    dentro.wait(60)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    with actos.acto():
        generacion.nueva()
    claves.append(_en_la_base())
    soltar.set()
    hilo.join()
    claves.append(_en_la_base())
    assert claves[0] != claves[1]


# --- What the public reads says so ---------------------------------------------------------------------------------


def _cambia(hacer):
    antes = generacion.actual()
    hacer()
    return generacion.actual() != antes


def test_lo_que_se_guarda_solo_se_lee_en_el_acto(db):
    premio = premio_con_cierre(datetime.date(2030, 5, 1))
    fila = premio.ediciones.get()
    assert _cambia(lambda: EdicionDePremio.objects.get(pk=fila.pk).save())
    assert _cambia(lambda: Termino.objects.first().save())
    assert _cambia(lambda: Tema.objects.first().save())
    assert _cambia(EdicionDePremio.objects.get(pk=fila.pk).delete)


def test_lo_que_nadie_lee_no_empieza_ninguna(db, moderadora):
    borrador = Premio.objects.get(slug="dubai", locale__language_code="es")
    assert not borrador.live
    assert not _cambia(lambda: EdicionDePremio.objects.create(premio=borrador, anio=2030))
    assert not _cambia(moderadora.save)


def test_al_arrancar_se_halla_la_clase_que_no_lo_dice():
    assert checks.toda_clase_dice_si_el_publico_la_lee(None) == []
    dicho = Procedencia.empieza_generacion
    del Procedencia.empieza_generacion
    try:
        [error] = checks.toda_clase_dice_si_el_publico_la_lee(None)
        assert "Procedencia" in error.msg
    finally:
        Procedencia.empieza_generacion = dicho
