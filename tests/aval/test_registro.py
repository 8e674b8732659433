"""The record: immutable, and it outlives users, revisions and the objects themselves."""

import datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from aval import flujo
from aval.contenido import canonico_de_revision
from aval.errores import MismaPersona
from aval.informes import InformeDeAvales
from aval.models import Autoria, Aval
from aval.retiro import borrar
from tests import fabrica as f

NOCHE = datetime.datetime(2027, 1, 1, 3, tzinfo=datetime.UTC)  # in Bogotá it is 31 December, 22:00


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


def test_dice_que_se_avalo_quien_y_cuando(focal, asesora, moderadora):
    hoja = f.practica(focal)
    f.enviar(hoja, focal)
    pendiente = f.estudiar(hoja, asesora, experiencia_significativa=False)
    antes = timezone.now()
    aval = flujo.avalar(
        pendiente, moderadora, flujo.huella(pendiente.revision), "Un gran trabajo.", **hoja.rutas_propuestas()
    )
    assert aval.revision == pendiente.revision
    assert aval.contenido == canonico_de_revision(pendiente.revision)
    assert (aval.moderador, aval.moderador_nombre) == (moderadora, str(moderadora))
    assert antes <= aval.momento <= timezone.now()
    assert (aval.experiencia_significativa, aval.buena_practica) == (False, True)
    assert [str(ruta) for ruta in aval.rutas] == ["Buena Práctica"]
    assert (aval.comentario, aval.idioma, aval.numero) == ("Un gran trabajo.", "es", 1)
    assert aval.origen == Aval.Origen.MODERACION


def test_todo_registro_se_llama_por_el_dia_de_bogota():
    registros = [modelo for modelo in apps.get_app_config("aval").get_models() if hasattr(modelo, "momento")]
    nombres = {modelo: str(modelo(momento=NOCHE)) for modelo in registros}
    assert [modelo for modelo, nombre in nombres.items() if "2027" in nombre] == []
    assert sum("2026-12-31" in nombre for nombre in nombres.values()) >= 4


@pytest.mark.parametrize("formato, dice", [("csv", "2026-12-31 22:00:00-05:00"), ("xlsx", "2026-12-31 22:00:00")])
def test_las_hojas_de_calculo_dan_la_hora_de_bogota(formato, dice):
    assert str(InformeDeAvales().preprocess_field_value("momento", NOCHE, formato)) == dice


def test_los_avales_de_un_texto_se_numeran(viva, focal, asesora, moderadora):
    f.cambiar(viva, focal, resumen="Puesto al día.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    assert [aval.numero for aval in f.fresca(viva).avales] == [2, 1]
    assert f.fresca(viva).aval.numero == 2


@pytest.mark.parametrize("modelo", [Aval, Autoria])
def test_no_se_cambia_ni_se_borra(modelo, viva):
    fila = modelo.objects.first()
    fila.titulo = fila.usuario_nombre = "Otro"
    for intento in (
        fila.save,
        fila.delete,
        modelo.objects.all().delete,
        lambda: modelo.objects.update(momento=timezone.now()),
        lambda: modelo.objects.filter(pk=fila.pk).delete(),
    ):
        with pytest.raises(TypeError):
            intento()
    guardada = modelo.objects.get(pk=fila.pk)
    assert "Otro" not in (getattr(guardada, "titulo", ""), getattr(guardada, "usuario_nombre", ""))


def test_sobrevive_a_quien_lo_dio(viva, moderadora):
    nombre = str(moderadora)
    moderadora.delete()
    aval = f.fresca(viva).aval
    assert aval.moderador is None
    assert aval.moderador_nombre == nombre
    assert f.fresca(viva).live


def test_sobrevive_a_la_revision(viva, focal):
    numero = viva.aval.revision_numero
    f.cambiar(viva, focal, resumen="Otro borrador.")
    Revision.objects.filter(pk=numero).delete()
    aval = f.fresca(viva).aval
    assert aval.revision is None
    assert aval.revision_numero == numero
    hoja = f.fresca(viva)
    hoja.save()  # what is live is still what was approved
    assert hoja.live


def test_sobrevive_al_objeto(viva, moderadora):
    pk = viva.pk
    borrar(viva, moderadora, "La pidió la entidad.")
    aval = Aval.objects.get(object_id=str(pk))
    assert aval.titulo == "Una práctica de prueba"
    assert aval.contenido["resumen"]


def test_la_purga_de_revisiones_no_lava_la_autoria(focal, asesora, moderadora):
    """Who wrote a text that is waiting cannot approve it, even if the trace in the revisions is gone."""
    hoja = f.practica(focal)
    f.cambiar(hoja, moderadora, resumen="Lo arregló la moderadora.")
    f.cambiar(hoja, focal, lecciones="<p>Lo terminó el punto focal.</p>")
    call_command("purge_revisions", verbosity=0)
    assert not hoja.revisions.filter(user=moderadora).exists()
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    with pytest.raises(MismaPersona):
        f.avalar(hoja, moderadora)
    assert not f.fresca(hoja).live


def test_borrar_a_una_persona_no_borra_su_autoria(focal):
    f.practica(focal)
    numero, nombre = focal.pk, str(focal)
    f.fresca(focal).groups.clear()
    focal.delete()
    autoria = Autoria.objects.filter(usuario_numero=numero).first()
    assert autoria.usuario is None
    assert autoria.usuario_nombre == nombre


def test_guardar_sin_cambiar_no_hace_autor(focal, moderadora):
    """Opening a text and saving it as it was is not writing it."""
    hoja = f.practica(focal)
    f.cambiar(hoja, moderadora)
    assert moderadora.pk not in Autoria.de_la_revision(hoja, f.fresca(hoja).latest_revision)


def test_reescribir_una_revision_en_su_sitio_hace_autor(focal, moderadora):
    """The autosave of one editing session overwrites its own revision."""
    hoja = f.practica(focal)
    propia = f.cambiar(hoja, moderadora)
    borrador = f.fresca(hoja).get_latest_revision_as_object()
    borrador.resumen = "Escrito en el autoguardado."
    borrador.save_revision(user=moderadora, overwrite_revision=propia, clean=False)
    assert moderadora.pk in Autoria.de_la_revision(hoja, propia)


def test_los_autores_de_lo_ya_avalado_pueden_avalar_lo_siguiente(viva, focal, asesora, moderadora, comunicaciones):
    """The ledger looks at what was written since the last aval, not at the whole life of the text."""
    f.cambiar(viva, asesora, resumen="La asesora propone otro resumen.")
    f.enviar(viva, focal)
    f.estudiar(viva, moderadora)
    f.avalar(viva, moderadora)
    f.cambiar(viva, focal, resumen="El punto focal escribe la tercera versión.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    assert f.avalar(viva, asesora).numero == 3
