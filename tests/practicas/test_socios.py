"""The partners of a practice are chosen from the one list of organisations; what was approved before holds."""

import json

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from actores.grupos import COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from actores.models import Actor, Entidad, OtroNombre
from aval import terminos
from aval.auditoria import auditar
from aval.cambios import Traductor
from aval.contenido import canonico_de, diferencias
from aval.fusion import fusionar
from aval.models import Aval
from banco import proyeccion
from base import generacion
from practicas.models import Organizacion, OrganizacionDeAntes, PracticaPage
from tests import fabrica as f
from tests.plantillas import Plantillas
from tests.sitio.test_migraciones import migrar

ANTES = "0013_anexo_de_postulacion"


def _hallazgos():
    """Of the practices: going back takes with it the index pages of later rooms, and the audit says so."""
    return [(h["razon"], h["campos"]) for h in auditar().hallazgos if h["modelo"] == "practicas.PracticaPage"]


def _dichos(pagina):
    """What the public reads of its partners."""
    pagina = f.fresca(pagina)
    with override(pagina.locale.language_code):
        return [una.etiqueta for una in proyeccion.describir(pagina).organizaciones]


# --- The move of what was written in free text ------------------------------------------------------------


def _entidad(codigo):
    return Entidad.objects.get(codigo=codigo)


DICHAS = {
    # what was written → what was read of it, in Spanish and in English
    ("", "Universidad Nacional", ""): ("Universidad Nacional", "Universidad Nacional"),
    ("", "Policía Metropolitana", "Metropolitan Police"): ("Policía Metropolitana", "Metropolitan Police"),
    ("", "Policía metropolitana", ""): ("Policía metropolitana", "Policía metropolitana"),
    ("", "British Council", "British Council"): ("British Council", "British Council"),
    ("", "Alstom", ""): ("Alstom", "Alstom"),  # known by another name of it
    ("", "UAESP", ""): ("UAESP", "UAESP"),  # an entity, as people call it
    ("", "—", ""): ("—", "—"),  # no name at all
    ("idu", "", ""): ("Instituto de Desarrollo Urbano", "Urban Development Institute"),
    ("idu", "Escrita además", ""): ("Instituto de Desarrollo Urbano", "Urban Development Institute"),
}


def _como_era(estado, hojas):
    """Writes in the database of then the rows ``DICHAS``, in ``hojas``, their versions and their avales."""
    Fila, Entidad = estado.get_model("practicas", "Organizacion"), estado.get_model("actores", "Entidad")
    Revision, Aval = estado.get_model("wagtailcore", "Revision"), estado.get_model("aval", "Aval")
    Fuente = estado.get_model("wagtail_localize", "TranslationSource")
    entidades = dict(Entidad.objects.values_list("codigo", "pk"))
    for hoja in hojas:
        Fila.objects.filter(practica_id=hoja.pk).delete()
        filas = []
        for orden, (codigo, nombre, nombre_en) in enumerate(DICHAS):
            dicha = {"nombre": nombre, "nombre_en": nombre_en}
            entidad = entidades.get(codigo)
            fila = Fila.objects.create(practica_id=hoja.pk, sort_order=orden, entidad_id=entidad, **dicha)
            filas.append({"pk": fila.pk, "practica": hoja.pk, "sort_order": orden, "entidad": entidad, **dicha})
        for revision in Revision.objects.filter(object_id=str(hoja.pk), content__has_key="resumen"):
            revision.content["organizaciones"] = filas
            revision.save()
        for fuente in Fuente.objects.filter(object_id=hoja.translation_key):
            contenido = json.loads(fuente.content_json) | {"organizaciones": filas}
            Fuente.objects.filter(pk=fuente.pk).update(content_json=json.dumps(contenido))
        aprobadas = [{campo: fila[campo] for campo in ("entidad", "nombre", "nombre_en")} for fila in filas]
        with f.candado_abierto():
            for aval in Aval.objects.filter(object_id=str(hoja.pk), contenido__has_key="resumen"):
                Aval.objects.filter(pk=aval.pk).update(contenido=aval.contenido | {"organizaciones": aprobadas})


def _retroceder():
    migrar([("practicas", ANTES)])
    grafo = MigrationExecutor(connection).loader
    otras = [nodo for uno in ("actores", "aval", "wagtail_localize") for nodo in grafo.graph.leaf_nodes(uno)]
    return grafo.project_state([("practicas", ANTES), *otras]).apps


def _avanzar():
    migrar(MigrationExecutor(connection).loader.graph.leaf_nodes())
    generacion.nueva(fondo=True)


def _mudar():
    """A practice and its English told in free text, as they were, and moved to the list."""
    alstom = Actor.objects.create(nombre_es="Alstom Colombia", nombre_en="Alstom Colombia")
    OtroNombre.objects.create(actor=alstom, nombre="Alstom")
    focal, asesora, moderadora, comunicaciones = _gente()
    hoja = f.publicada(focal, asesora, moderadora, titulo="De ayer")
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    try:
        _como_era(_retroceder(), (hoja, inglesa))
    finally:
        _avanzar()


@pytest.fixture
def mudadas(transactional_db):
    """A practice and its English of before, told in free text, after the move: pair of pages."""
    Plantillas.de_esta_sesion.copiar("mudadas", _mudar)
    cache.clear()
    return tuple(PracticaPage.objects.get(locale__language_code=idioma) for idioma in ("es", "en"))


def _gente():
    return (
        f.persona("focal", PUNTOS_FOCALES, "idrd"),
        f.persona("asesora", MODERACION),
        f.persona("moderadora", MODERACION),
        f.persona("comunicaciones", COMUNICACIONES),
    )


@pytest.mark.largo
def test_los_avales_de_ayer_siguen_y_se_lee_lo_mismo(mudadas):
    hoja, inglesa = mudadas
    assert _hallazgos() == []
    assert _dichos(hoja) == [es for es, _en in DICHAS.values()]
    assert _dichos(inglesa) == [en for _es, en in DICHAS.values()]
    for pagina in mudadas:
        vieja = pagina.get_latest_revision_as_object()
        assert diferencias(PracticaPage, pagina.aval.contenido, canonico_de(vieja)) == []
        pagina.save()  # the guard reads the aval of yesterday
        assert f.fresca(pagina).live
    assert _hallazgos() == []


@pytest.mark.largo
def test_cada_nombre_es_una_organizacion_y_una_sola(mudadas):
    hoja, inglesa = mudadas
    por_nombre = {fila.nombres[0]: fila for fila in hoja.organizaciones.select_related("actor__entidad")}
    assert por_nombre["Alstom"].actor.nombre_es == "Alstom Colombia" and por_nombre["Alstom"].nombre
    assert por_nombre["UAESP"].actor.entidad == _entidad("uaesp")
    policia = por_nombre["Policía Metropolitana"].actor
    assert por_nombre["Policía metropolitana"].actor == policia and policia.nombre_en == "Metropolitan Police"
    assert (policia.clase, policia.naturaleza) == ("", "")
    assert por_nombre["—"].actor is None
    assert Actor.objects.filter(comparados__comparado="universidadnacional").count() == 1
    assert Actor.con_algun_nombre("british council") == por_nombre["British Council"].actor
    suyos = [fila.actor_id for fila in hoja.organizaciones.all()]
    assert suyos == [fila.actor_id for fila in inglesa.organizaciones.all()]


@pytest.mark.largo
def test_el_ingles_sigue_a_su_original_despues_de_la_mudanza(mudadas):
    """What the translation tool kept of the Spanish is of before the list, and is read as of today."""
    _hoja, inglesa = mudadas
    propuesta = f.servicio.version_propuesta(f.servicio.traduccion_de(inglesa))
    assert propuesta.organizaciones.count() == inglesa.organizaciones.count()


@pytest.mark.largo
def test_de_ida_y_vuelta(mudadas):
    """Back to free text with what was approved since, and forth again: nothing is lost and no aval breaks."""
    hoja, inglesa = mudadas
    nueva = f.viva("De hoy", organizaciones=[])
    nueva.organizaciones = [f.socio("Nueva"), f.socio("Con inglés", "With English"), f.socio(entidad=_entidad("idrd"))]
    nueva.save_revision(clean=False)
    f.flujo.avalar_de_instalacion(f.fresca(nueva).get_latest_revision_as_object())
    antes = {pagina.pk: _dichos(pagina) for pagina in (hoja, inglesa, nueva)}
    assert antes[nueva.pk] == ["Nueva", "Con inglés", _entidad("idrd").nombre_es] and _hallazgos() == []
    try:
        estado = _retroceder()
        Fila, entidades = (
            estado.get_model("practicas", "Organizacion"),
            dict(Entidad.objects.values_list("pk", "codigo")),
        )
        filas = Fila.objects.filter(practica_id=hoja.pk).order_by("sort_order")
        dichas = [
            (entidades.get(e, ""), *nombres) for e, *nombres in filas.values_list("entidad", "nombre", "nombre_en")
        ]
        sin_lo_que_nadie_leia = [(codigo, "", "") if codigo else (codigo, es, en) for codigo, es, en in DICHAS]
        assert dichas == sin_lo_que_nadie_leia
        (aval,) = estado.get_model("aval", "Aval").objects.filter(object_id=str(nueva.pk), numero=2)
        escritas = [(fila["nombre"], fila["nombre_en"]) for fila in aval.contenido["organizaciones"]]
        assert escritas == [("Nueva", ""), ("Con inglés", "With English"), ("", "")]
    finally:
        _avanzar()
    assert _hallazgos() == []
    assert {pagina.pk: _dichos(pagina) for pagina in (hoja, inglesa, nueva)} == antes


@pytest.mark.largo
def test_la_demostracion_va_y_vuelve(demostracion):
    """Every live practice of the demonstration, in both languages, told in free text and moved to the list again."""

    def todo():
        paginas = PracticaPage.objects.live().order_by("pk")
        return {una.pk: proyeccion.describir(una).datos["organizaciones"] for una in paginas}

    antes = todo()
    assert sum(map(len, antes.values())) > 20 and _hallazgos() == []
    try:
        Fila = _retroceder().get_model("practicas", "Organizacion")
        assert Fila.objects.exclude(nombre="").count() > 5 and Fila.objects.exclude(entidad=None).count() > 5
    finally:
        _avanzar()
    assert (todo(), _hallazgos()) == (antes, [])


# --- An aval of before, and what changes since --------------------------------------------------------------


@pytest.fixture
def viva(focal, asesora, moderadora):
    idu = _entidad("idu")
    return f.publicada(focal, asesora, moderadora, organizaciones=[f.socio("Alstom"), f.socio(entidad=idu)])


def _aval_de_antes(viva, *filas):
    """Its aval told its partners in free text: ``filas`` are pairs, the row of then and the organisation it became."""
    for fila, actor in filas:
        dicho = {"entidad_numero": fila["entidad"], "nombre": fila["nombre"], "nombre_en": fila["nombre_en"]}
        OrganizacionDeAntes.objects.create(**dicho, actor_numero=actor.pk, como_antes=False)
    nombres = {texto: leido for texto, leido in viva.aval.nombres.items() if not texto.startswith("actor:")}
    contenido = viva.aval.contenido | {"organizaciones": [fila for fila, _actor in filas]}
    with f.candado_abierto():
        QuerySet(Aval).filter(pk=viva.aval_id).update(contenido=contenido, nombres=nombres)
    generacion.nueva(fondo=True)


@pytest.fixture
def de_antes(viva):
    alstom, idu = Actor.con_algun_nombre("Alstom"), _entidad("idu")
    _aval_de_antes(
        viva,
        ({"entidad": None, "nombre": "Alstom", "nombre_en": ""}, alstom),
        ({"entidad": idu.pk, "nombre": "", "nombre_en": ""}, idu.actor),
    )
    return f.fresca(viva)


@pytest.fixture(params=["viva", "de_antes"])
def avalada(request):
    return request.getfixturevalue(request.param)


def test_el_aval_sigue_en_vigor(avalada):
    assert _hallazgos() == []
    avalada.save()


def test_cambiar_el_socio_de_un_texto_vivo_se_nota(avalada):
    otra = f.socio("Otra").actor
    Organizacion.objects.filter(practica=avalada, actor__nombre_es="Alstom").update(actor=otra)
    assert _hallazgos() == [("contenido", ["organizaciones"])]


def test_nombrarlo_de_otra_manera_se_nota(avalada):
    Organizacion.objects.filter(practica=avalada, actor__nombre_es="Alstom").update(nombre="Alstom AG")
    assert _hallazgos() == [("contenido", ["organizaciones"])]


def test_que_falte_se_nota(avalada):
    Organizacion.objects.filter(practica=avalada, actor__nombre_es="Alstom").delete()
    assert _hallazgos() == [("cortado", ["organizaciones"])]


def test_quien_lleva_la_lista_la_nombra_y_consta(
    avalada, comunicaciones, entrar, client, django_capture_on_commit_callbacks
):
    actor = Actor.con_algun_nombre("Alstom")
    url = reverse("wagtailsnippets_actores_actor:edit", args=[actor.pk])
    datos = {"nombre_es": "Alstom Colombia", "nombre_en": "Alstom in Colombia"}
    filas = {"otros_nombres-TOTAL_FORMS": 0, "otros_nombres-INITIAL_FORMS": 0}
    with django_capture_on_commit_callbacks(execute=True):
        assert entrar(comunicaciones).post(url, datos | filas).status_code == 302
    assert _hallazgos() == []
    assert "Alstom Colombia" in client.get(avalada.url).content.decode()
    Actor.objects.filter(pk=actor.pk).update(nombre_es="Por debajo")
    assert _hallazgos() == [("nombres", ["organizaciones"])]


@pytest.mark.parametrize(("lista", "cual"), [(Actor, {"entidad__codigo": "idu"}), (Entidad, {"codigo": "idu"})])
def test_el_nombre_de_una_entidad_cambiado_por_debajo_se_nota(lista, cual, avalada):
    lista.objects.filter(**cual).update(nombre_es="Otro nombre")
    # Of an aval of before, the name that was read is the one of the entity.
    de_antes = "actor" not in avalada.aval.contenido["organizaciones"][0]
    assert _hallazgos() == ([] if de_antes and lista is Actor else [("nombres", ["organizaciones"])])


def test_el_nombre_de_una_entidad_se_cambia_en_su_lista(avalada, administracion, entrar, client):
    idu = _entidad("idu")
    url = reverse("wagtailsnippets_actores_entidad:edit", args=[idu.pk])
    datos = {campo: getattr(idu, campo) for campo in ("nombre_en", "sigla", "clase", "codigo", "orden")}
    datos |= {"nombre_es": "Instituto de las Calles", "sector": idu.sector_id, "cabeza": idu.cabeza_id or ""}
    assert entrar(administracion).post(url, datos).status_code == 302
    assert _hallazgos() == []
    assert "Instituto de las Calles" in client.get(avalada.url).content.decode()


def test_fusionada_se_lee_la_que_queda(avalada, administracion, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        fusionar(Actor.con_algun_nombre("Alstom"), f.socio("Grupo Alstom").actor, administracion, "Es la misma.")
    assert _hallazgos() == []
    f.fresca(avalada).save()
    assert "Grupo Alstom" in client.get(avalada.url).content.decode()


def test_una_entidad_que_solo_es_socia_no_se_borra_y_la_pantalla_dice_de_quien(avalada, administracion, entrar):
    idu = _entidad("idu")
    assert [uso.objeto for uso in terminos.usos(idu) if isinstance(uso.objeto, PracticaPage)] == [avalada]
    respuesta = entrar(administracion).post(reverse("wagtailsnippets_actores_entidad:delete", args=[idu.pk]))
    assert respuesta.status_code == 409 and avalada.title in respuesta.content.decode()


def test_dos_entidades_que_se_unieron_antes_de_la_lista_son_un_socio(focal, asesora, moderadora):
    idu = _entidad("idu")
    viva = f.publicada(focal, asesora, moderadora, organizaciones=[f.socio(entidad=idu)])
    _aval_de_antes(
        viva,
        ({"entidad": 987654, "nombre": "", "nombre_en": ""}, idu.actor),
        ({"entidad": idu.pk, "nombre": "", "nombre_en": ""}, idu.actor),
    )
    OrganizacionDeAntes.objects.filter(entidad_numero=987654).update(fusionada=True)
    generacion.nueva(fondo=True)
    assert _hallazgos() == []


def test_el_historial_dice_los_nombres_de_un_aval_de_antes(de_antes, focal, asesora, moderadora):
    viejo = de_antes.aval.contenido
    assert Traductor(PracticaPage).cambios(viejo, canonico_de(de_antes)) == []
    (cambio,) = Traductor(PracticaPage).cambios(viejo, viejo | {"organizaciones": []})
    assert cambio.campo == "organizaciones" and "Alstom" in cambio.antes and "Desarrollo Urbano" in cambio.antes


def test_lo_que_nadie_paso_a_la_lista_conserva_su_nombre(viva):
    """A name of an old version that no text had any more when the list began."""
    revision = viva.get_latest_revision()
    revision.content["organizaciones"] = [{"pk": None, "practica": viva.pk, "entidad": None, "nombre": "Olvidada"}]
    revision.save()
    (fila,) = revision.as_object().organizaciones.all()
    assert (fila.actor, str(fila)) == (None, "Olvidada")


# --- The form -----------------------------------------------------------------------------------------------


def test_un_socio_con_su_nombre_de_antes_lo_muestra_y_otro_no(viva, focal, entrar):
    navegador = entrar(focal)
    assert "cómo se la nombra aquí" not in navegador.get(f.url_edicion(viva)).content.decode().lower()
    alstom, idu = viva.organizaciones.all()
    f.cambiar(viva, focal, organizaciones=[Organizacion(actor=alstom.actor, nombre="Alstom AG"), idu])
    assert "Alstom AG" in navegador.get(f.url_edicion(viva)).content.decode()


def test_al_elegir_otra_el_nombre_de_antes_se_va(viva, focal, entrar):
    f.cambiar(viva, focal, organizaciones=[Organizacion(actor=f.socio("Alstom").actor, nombre="Alstom AG")])
    navegador, otra = entrar(focal), f.socio("Otra").actor
    datos = f.formulario_de(navegador, viva)
    assert datos["organizaciones-0-nombre"] == ["Alstom AG"]
    assert navegador.post(f.url_edicion(viva), datos).status_code == 302
    assert str(f.fresca(viva).get_latest_revision_as_object().organizaciones.get()) == "Alstom AG"
    datos = f.formulario_de(navegador, viva) | {"organizaciones-0-actor": [str(otra.pk)]}
    assert navegador.post(f.url_edicion(viva), datos).status_code == 302
    assert str(f.fresca(viva).get_latest_revision_as_object().organizaciones.get()) == "Otra"


def test_quien_escribe_agrega_la_que_falta_y_no_la_que_esta(viva, focal, entrar):
    url, navegador = reverse("wagtailsnippetchoosers_actores_actor:create"), entrar(focal)
    dicho = navegador.post(url, {"nombre_es": "SIEMENS"}).json()["htmlFragment"]
    assert "Ya está en la lista como" in dicho
    navegador.post(url, {"nombre_es": "Universidad nueva"})
    assert Actor.objects.filter(nombre_es="Universidad nueva").exists()


# --- The book of what was ------------------------------------------------------------------------------------


def test_el_libro_de_lo_que_fue_no_retiene_a_nadie():
    """The book names by numbers: an organisation is not kept by what it was."""
    libro = apps.get_model("practicas", "OrganizacionDeAntes")
    assert not any(campo.is_relation for campo in libro._meta.get_fields())
