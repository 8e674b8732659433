"""Every organisation once: the District entities, and those of any other kind and country."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from actores.grupos import PUNTOS_FOCALES
from actores.models import Actor, Entidad, Localidad, OtroNombre, PuntoFocal
from aval.auditoria import auditar
from aval.errores import FusionImposible, TerminoEnUso
from aval.fusion import fusionar
from aval.models import Fusion
from aval.views_terminos import url_de_fusion
from sitio.instalacion import instalar
from tests import fabrica as f

pytestmark = pytest.mark.django_db


def _entidad(codigo):
    return Entidad.objects.get(codigo=codigo)


# --- The entities ---------------------------------------------------------------------------------


def test_las_veinte_alcaldias_son_entidades():
    locales = Entidad.objects.filter(clase="alcaldia_local").select_related("cabeza", "sector", "localidad")
    assert {una.localidad for una in locales} == set(Localidad.objects.all()) and len(locales) == 20
    assert {(una.cabeza.codigo, una.sector.codigo) for una in locales} == {("secretaria-gobierno", "gobierno")}
    assert _entidad("alcaldia-local-usaquen").nombre_en == "Local Mayor's Office of Usaquén"
    assert not Entidad.objects.filter(clase="").exists()


def test_cada_entidad_tiene_su_fila_entre_las_organizaciones():
    assert Actor.objects.exclude(entidad=None).count() == Entidad.objects.count()
    idu = _entidad("idu")
    idu.nombre_es, idu.nombre_en = "Instituto que cambió de nombre", "Renamed institute"
    idu.save()
    actor = Actor.objects.get(entidad=idu)
    assert (actor.nombre_es, actor.nombre_en, actor.sigla) == (idu.nombre_es, idu.nombre_en, "IDU")
    assert (actor.clase, actor.naturaleza, actor.pais.code) == ("entidad_distrital", "publica", "CO")


def test_instalar_sobre_la_base_de_ayer_completa_y_no_pisa():
    Actor.objects.exclude(entidad=None).delete()
    Entidad.objects.filter(clase="alcaldia_local").delete()
    Entidad.objects.update(clase="", cabeza=None)
    idrd = _entidad("idrd")
    Entidad.objects.filter(pk=idrd.pk).update(clase="otra")  # what people made of it
    for _vez in range(2):
        instalar()
        assert Entidad.objects.filter(clase="alcaldia_local").count() == 20
        assert Actor.objects.exclude(entidad=None).count() == Entidad.objects.count()
        assert _entidad("idu").cabeza.codigo == "secretaria-movilidad"
        assert (_entidad("idrd").clase, _entidad("idrd").cabeza) == ("otra", None)


def test_una_alcaldia_escribe_su_ficha(entrar):
    alcaldia = f.persona("alcaldia", PUNTOS_FOCALES, "alcaldia-local-sumapaz")
    assert PuntoFocal.objects.get(usuario=alcaldia).entidad.localidad.codigo == "sumapaz"
    datos = f.datos_de_ficha(entidad=alcaldia.entidad_id)
    assert entrar(alcaldia).post(f.url_nueva(), datos).status_code == 302


def test_de_quien_depende_no_da_la_vuelta():
    gobierno, local = _entidad("secretaria-gobierno"), _entidad("alcaldia-local-suba")
    gobierno.cabeza = local
    with pytest.raises(ValidationError) as error:
        gobierno.full_clean()
    assert "cabeza" in error.value.message_dict


# --- Each once ------------------------------------------------------------------------------------


@pytest.fixture
def apc():
    actor = Actor.objects.create(
        nombre_es="Agencia Presidencial de Cooperación", nombre_en="Presidential Agency", sigla="APC-Colombia"
    )
    OtroNombre.objects.create(actor=actor, nombre="Agencia de cooperación de Colombia")
    return actor


def _datos(nombre, otros=(), **campos):
    filas = {f"otros_nombres-{n}-nombre": uno for n, uno in enumerate(otros)}
    cuenta = {"otros_nombres-TOTAL_FORMS": len(otros), "otros_nombres-INITIAL_FORMS": 0}
    return {"nombre_es": nombre, **cuenta, **filas, **campos}


@pytest.mark.parametrize(
    "nombre",
    [
        "AGENCIA PRESIDENCIAL DE COOPERACION",
        "presidential agency",
        "apc colombia",
        "Agencia de Cooperación de Colombia",
    ],
    ids=["sin acentos", "en inglés", "su sigla", "otro nombre"],
)
def test_la_misma_con_otro_nombre_no_entra_y_dice_cual_es(nombre, apc, comunicaciones, entrar):
    respuesta = entrar(comunicaciones).post(reverse("wagtailsnippets_actores_actor:add"), _datos(nombre))
    assert respuesta.status_code == 200
    dicho = respuesta.content.decode()
    assert "Ya está en la lista como" in dicho
    assert reverse("wagtailsnippets_actores_actor:edit", args=[apc.pk]) in dicho
    respuesta = entrar(comunicaciones).post(reverse("wagtailsnippets_actores_actor:add"), _datos("Nueva", [nombre]))
    assert respuesta.status_code == 200 and not Actor.objects.filter(nombre_es="Nueva").exists()


def test_una_nueva_entra_con_un_solo_nombre(comunicaciones, entrar):
    respuesta = entrar(comunicaciones).post(
        reverse("wagtailsnippets_actores_actor:add"), _datos("Alstom", ["Alstom SA"], clase="privado", pais="DE")
    )
    assert respuesta.status_code == 302
    actor = Actor.objects.get(codigo="alstom")
    assert actor.nombre_en == "Alstom" and actor.todos_sus_nombres == {"alstom", "alstomsa"}


PAPELES = {
    "focal": (True, False),
    "comunicaciones": (True, True),
    "moderadora": (True, True),
    "administracion": (True, True),
}


@pytest.mark.parametrize(("papel", "puede"), PAPELES.items(), ids=PAPELES)
def test_quien_agrega_y_quien_edita(papel, puede, apc, request, entrar):
    agrega, edita = puede
    navegador = entrar(request.getfixturevalue(papel))
    assert navegador.get(reverse("wagtailsnippets_actores_actor:list")).status_code == 200
    navegador.post(reverse("wagtailsnippetchoosers_actores_actor:create"), {"actor-nombre_es": "x"})
    navegador.post(reverse("wagtailsnippets_actores_actor:add"), _datos("De prueba"))
    assert Actor.objects.filter(nombre_es="De prueba").exists() == agrega
    navegador.post(reverse("wagtailsnippets_actores_actor:edit", args=[apc.pk]), _datos("Otro nombre suyo"))
    apc.refresh_from_db()
    assert (apc.nombre_es == "Otro nombre suyo") == edita
    assert (navegador.get(url_de_fusion(apc)).status_code == 200) == edita


def test_el_nombre_de_una_entidad_no_se_cambia_aqui(administracion, entrar):
    actor = Actor.objects.get(entidad__codigo="idu")
    url = reverse("wagtailsnippets_actores_actor:edit", args=[actor.pk])
    assert entrar(administracion).post(url, _datos("Otro", ciudad="Bogotá")).status_code == 302
    actor.refresh_from_db()
    assert (actor.nombre_es, actor.ciudad) == ("Instituto de Desarrollo Urbano", "Bogotá")


# --- Merging --------------------------------------------------------------------------------------


def test_fusionar_lleva_los_nombres(apc, administracion):
    otra = Actor.objects.create(nombre_es="APC", nombre_en="APC")
    fusionar(otra, apc, administracion, "Es la misma")
    assert Actor.con_algun_nombre("apc") == apc and not Actor.objects.filter(codigo="apc").exists()
    assert Fusion.objects.get().persona == administracion


@pytest.mark.parametrize("caso", ["consigo misma", "dos del Distrito", "la del Distrito en otra"])
def test_fusiones_que_no(caso, apc, administracion):
    idu, idrd = (Actor.objects.get(entidad__codigo=uno) for uno in ("idu", "idrd"))
    de, a = {"consigo misma": (apc, apc), "dos del Distrito": (idu, idrd), "la del Distrito en otra": (idu, apc)}[caso]
    antes = Actor.objects.count()
    with pytest.raises(FusionImposible):
        fusionar(de, a, administracion, "Porque sí")
    assert Actor.objects.count() == antes and not Fusion.objects.exists()


def test_la_de_una_entidad_no_se_borra(administracion, entrar):
    actor = Actor.objects.get(entidad__codigo="idu")
    idu = actor.entidad
    with pytest.raises((TerminoEnUso, ProtectedError)), transaction.atomic():
        f.practica(None, entidad="idu").entidad.delete()
    assert Entidad.objects.filter(pk=idu.pk).exists()


def test_una_entidad_fusionada_lleva_sus_fichas_su_gente_y_su_registro(focal, asesora, moderadora, administracion):
    viva = f.publicada(focal, asesora, moderadora)
    de, a = focal.entidad, _entidad("idu")
    otra = f.persona("del-idu", PUNTOS_FOCALES, "idu")
    with pytest.raises(FusionImposible, match="Las dos tienen titular"):
        fusionar(de, a, administracion, "Una ley las unió")
    PuntoFocal.objects.filter(usuario=otra).update(papel="suplente")
    fusionar(de, a, administracion, "Una ley las unió")
    viva.refresh_from_db()
    focal.refresh_from_db()
    assert viva.entidad == a == focal.entidad
    assert PuntoFocal.objects.en_vigor().filter(entidad=a).count() == 2
    assert Actor.con_algun_nombre("IDRD") == a.actor
    assert auditar().hallazgos == []
