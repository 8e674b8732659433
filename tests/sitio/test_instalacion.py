"""The installation: the same site whatever was there before, as often as one likes."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db.models import Q
from django.test import override_settings
from django.utils import translation
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from actores import grupos
from actores.models import Entidad, Localidad, Sector, Usuario
from aval.contenido import canonico_de, diferencias
from aval.models import Autoria, Aval
from aval.retiro import retirar
from base.models import Generacion
from estudio.models import Estudio
from practicas.models import PracticaPage
from sitio.instalacion import instalar
from sitio.models import AjustesSitio, ContenidoPage
from tests import fabrica as f
from vocabulario.models import ODS, ConjuntoDeCriterios, Criterio, Exigencia, Poblacion, Subtema, Tema


def volcado():
    """Every row of every table."""
    return {
        modelo._meta.label: list(modelo._base_manager.order_by("pk").values())
        for modelo in apps.get_models(include_auto_created=True)
        # The key of the generation says that caches must be made anew, as after any installation.
        if modelo._meta.managed and not modelo._meta.proxy and modelo is not Generacion
    }


def huella_del_sitio():
    """What the installation makes, told without primary keys."""
    roles = Group.objects.all()
    return {
        "idiomas": sorted(Locale.objects.values_list("language_code", flat=True)),
        "permisos": {
            rol.name: sorted(rol.permissions.values_list("content_type__app_label", "codename")) for rol in roles
        },
        "permisos de página": sorted(
            GroupPagePermission.objects.values_list("group__name", "page__url_path", "permission__codename")
        ),
        "permisos de archivos": sorted(
            GroupCollectionPermission.objects.values_list("group__name", "collection__name", "permission__codename")
        ),
        "listas": {
            modelo.__name__: list(modelo.objects.order_by("codigo").values_list("codigo", "nombre_es", "orden"))
            for modelo in (Sector, Entidad, Localidad, ODS, Poblacion, Tema, Subtema, Criterio)
        },
        "flujos": sorted(
            WorkflowTask.objects.values_list("workflow__name", "sort_order", "task__name", "task__content_type__model")
        ),
        "flujos de las páginas": sorted(WorkflowPage.objects.values_list("workflow__name", "page__url_path")),
        "páginas": [
            (pagina.url_path, type(pagina).__name__, pagina.live, pagina.title, pagina.locale.language_code)
            for pagina in Page.objects.order_by("url_path").specific()
        ],
        "avales": sorted(Aval.objects.values_list("titulo", "idioma", "origen", "numero")),
        "sitio": list(Site.objects.values_list("hostname", "port", "is_default_site", "root_page__url_path")),
        "colecciones": list(Collection.objects.values_list("name", "depth")),
        "ajustes": list(AjustesSitio.objects.values_list("entidad", flat=True)),
    }


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_instalar_otra_vez_no_cambia_nada(idioma, db):
    antes = volcado()
    with translation.override(idioma):
        call_command("instalar")
    assert volcado() == antes


@pytest.mark.django_db(transaction=True)
def test_no_depende_de_lo_que_dejan_las_migraciones():
    """On tables emptied of all that migrations put there, the result is the same site."""
    tras_migrar = huella_del_sitio()
    call_command(flush.Command(), interactive=False, verbosity=0)
    assert not Page.objects.exists() and not Group.objects.exists() and not Locale.objects.exists()
    instalar()
    desde_nada = huella_del_sitio()
    for que, valor in tras_migrar.items():
        assert desde_nada[que] == valor, que


def test_no_pisa_lo_que_la_gente_cambio(db):
    Tema.objects.filter(codigo="movilidad").update(nombre_es="Movilidad humana")
    Sector.objects.filter(codigo="salud").update(orden=99)
    AjustesSitio.objects.update(correo="ddri@example.org")
    acerca = ContenidoPage.objects.filter(locale__language_code="es").first()
    retirar(acerca, None, "Se va a escribir de nuevo.")
    cuantas = Page.objects.count()
    instalar()
    assert Tema.objects.get(codigo="movilidad").nombre_es == "Movilidad humana"
    assert Sector.objects.get(codigo="salud").orden == 99
    assert AjustesSitio.objects.get().correo == "ddri@example.org"
    assert not f.fresca(acerca).live
    assert Page.objects.count() == cuantas


def test_repone_lo_que_falta(db):
    ConjuntoDeCriterios.objects.filter(codigo="fao").delete()
    Group.objects.get(name=grupos.COMUNICACIONES).permissions.clear()
    WorkflowPage.objects.all().delete()
    instalar()
    assert ConjuntoDeCriterios.objects.get(codigo="fao").exigencias.count() == 6
    assert Group.objects.get(name=grupos.COMUNICACIONES).permissions.filter(codename="access_admin").exists()
    assert f.banco().get_workflow().name == "Ficha: estudio y aval"


def test_las_listas_cerradas_estan_completas_y_en_los_dos_idiomas(db):
    cuantos = {Sector: 15, Localidad: 20, ODS: 17, Criterio: 8}
    for modelo, cuantas in cuantos.items():
        assert modelo.objects.count() == cuantas, modelo
    for modelo in (*cuantos, Entidad, Poblacion, Tema, Subtema):
        assert modelo.objects.exists()
        assert not modelo.objects.filter(nombre_es="").exists()
        assert not modelo.objects.filter(nombre_en="").exists()
    assert list(ODS.objects.values_list("orden", flat=True)) == list(range(1, 18))
    assert not Tema.objects.filter(subtemas=None).exists()
    # Each criterion is somebody's, and what each body asks is in both languages.
    assert not Criterio.objects.filter(exigencias=None).exists()
    assert not Exigencia.objects.filter(Q(pide_es="") | Q(pide_en="")).exists()


def test_el_flujo_de_una_ficha_es_estudio_y_aval_y_el_de_lo_demas_el_aval(db):
    def pasos(pagina):
        return [tarea.name for tarea in pagina.get_workflow().tasks]

    assert pasos(f.practica(None)) == ["Estudio", "Aval"]
    assert pasos(f.banco("en")) == pasos(ContenidoPage.objects.first()) == ["Aval"]
    assert {flujo.name for flujo in Workflow.objects.filter(active=True)} == {
        "Ficha: estudio y aval",
        "Aval de la DDRI",
    }


def test_solo_hay_los_cuatro_papeles(db):
    """Wagtail's sample groups would be roles that nobody thought about."""
    assert set(Group.objects.values_list("name", flat=True)) == set(grupos.TODOS)


def test_lo_que_la_instalacion_publica_lo_dice_su_aval(db):
    for pagina in Page.objects.live().filter(depth__gt=1).specific():
        assert pagina.aval.origen == Aval.Origen.INSTALACION
        assert pagina.aval.moderador is None
        assert diferencias(type(pagina), pagina.aval.contenido, canonico_de(pagina)) == []


# --- The demonstration -----------------------------------------------------------------------------------------


def test_sin_depuracion_la_demostracion_se_niega(db):
    with override_settings(DEBUG=False), pytest.raises(CommandError):
        call_command("demo")
    assert not Usuario.objects.exists()
    assert not PracticaPage.objects.exists()


@pytest.mark.largo
def test_la_demostracion_se_hizo_por_el_camino_de_verdad_y_repetirla_no_cambia_nada(demostracion, capsys):
    practicas = PracticaPage.objects.all()
    assert practicas.filter(live=True, locale__language_code="es").count() >= 8
    assert practicas.filter(live=True, locale__language_code="en").count() >= 5
    for viva in practicas.filter(live=True):
        aval = viva.aval
        assert aval.origen == Aval.Origen.MODERACION
        assert grupos.pertenece(aval.moderador, grupos.MODERACION)
        autores = set(Autoria.objects.de(viva).values_list("usuario_numero", flat=True))
        assert autores and aval.moderador_id not in autores
        assert diferencias(PracticaPage, aval.contenido, canonico_de(viva)) == []
        assert viva.incumplimientos() == []
        if viva.locale.language_code == "es":
            estudios = Estudio.objects.filter(practica=viva, estado=Estudio.Estado.FAVORABLE)
            assert len(estudios) == aval.numero  # each time that it was approved, it had been studied
            assert all(uno.valoraciones.count() == Criterio.objects.count() for uno in estudios)

    espanol = practicas.filter(live=False, locale__language_code="es")
    assert espanol.filter(_workflow_states=None).exists()  # a draft that was never sent
    en_curso = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    assert en_curso.filter(task__name="Estudio").exists()
    devueltas = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    assert devueltas.exists()
    assert all(estado.current_task_state.comment for estado in devueltas)
    esperan = [estado.revision.as_object() for estado in en_curso.filter(task__name="Aval")]
    assert any(espera.locale.language_code == "en" for espera in esperan)

    antes = volcado()
    call_command("demo", aqui_si=True)
    despues = volcado()
    for tabla, filas in antes.items():
        assert despues[tabla] == filas, tabla


@override_settings(DEBUG=True)
def test_con_depuracion_la_demostracion_no_pide_permiso(db, monkeypatch):
    monkeypatch.setattr("sitio.demo.carga.cargar", lambda avisar: None)
    call_command("demo")
