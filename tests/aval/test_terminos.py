"""The terms that texts name: in use they stay; merged, everything that named one names the other."""

import pytest
from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.urls import reverse
from modelcluster.fields import ParentalKey
from taggit.models import Tag
from wagtail.models import ModelLogEntry, Page

from actores.models import Actor, Entidad, Localidad, Sector
from aval import terminos
from aval.auditoria import auditar
from aval.contenido import BITACORA, canonico_de
from aval.errores import FusionImposible, SinMotivo, TerminoEnUso
from aval.fusion import fusionar
from aval.models import Autoria, Aval, Avalable, Fusion, modelos_avalables
from aval.serializado import relaciones
from aval.views_terminos import url_de_fusion
from banco.models import FichaPublica
from base.models import Documento, Imagen
from intercambios.models import Metodo, Participacion, Proceso
from practicas.models import PracticaPage
from redes.models import Red
from sitio.instalacion import instalar
from tests import fabrica as f
from vocabulario.models import ODS, Ciudad, ConjuntoDeCriterios, Criterio, Poblacion, Subtema, Tema


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


def _nuevo(modelo, codigo="de-prueba", **mas):
    if modelo is Subtema:
        mas = {"tema": Tema.objects.first(), **mas}
    if modelo is Entidad:
        mas = {"sector": Sector.objects.first(), **mas}
    if modelo is Ciudad:
        mas = {"pais": "CO", **mas}
    return modelo.objects.create(codigo=codigo, nombre_es="De prueba", nombre_en="A test", **mas)


# --- Every list, and whatever a text names -----------------------------------------------------------------


def test_todo_lo_que_nombra_un_texto_lleva_aval_o_esta_cuidado():
    """A new kind of thing that a text may name is a text itself, a file or a term; else it has no guard."""
    cuidados = (Avalable, Page, Imagen, Documento)
    for modelo in modelos_avalables():
        for uno in (modelo, *(r.related_model for n, r in relaciones(modelo).items() if n not in BITACORA)):
            for campo in (*uno._meta.concrete_fields, *uno._meta.many_to_many):
                if campo.name in BITACORA or isinstance(campo, ParentalKey) or not campo.related_model:
                    continue
                destino = campo.related_model
                assert issubclass(destino, cuidados) or terminos.es_termino(destino), campo


def _lugares():
    """Every field or relation by which a text may name a term: ``(model, list, how to name it)``."""
    for lista in (*terminos.listas(), Tag):
        for relacion in terminos.relaciones_hacia(lista):
            yield lista, relacion


@pytest.mark.parametrize(
    ("lista", "relacion"), list(_lugares()), ids=[f"{lista.__name__}-{r.field}" for lista, r in _lugares()]
)
def test_toda_relacion_hacia_una_lista_lleva_a_quien_la_usa(lista, relacion):
    """By a column of its own, by a table in between, or by a row: the owner is an object that a person can open."""
    modelo, madre = relacion.related_model, terminos.madre_de(relacion.related_model)
    dueno = madre.related_model if madre else modelo
    assert not dueno._meta.auto_created
    assert isinstance(relacion.field, models.ForeignKey)


def _usada_en(modelo, viva):
    """A term of ``modelo`` that the live practice, or something else, names."""
    if modelo is Ciudad:
        ciudad = _nuevo(Ciudad)
        Red.objects.create(nombre="Una red", tipo="global", sede=ciudad, slug="una-red", locale=viva.locale, live=False)
        return ciudad
    if modelo is Criterio:
        return Criterio.objects.get(codigo="innovadora")  # of the study of the practice
    if modelo is ConjuntoDeCriterios:
        conjunto = ConjuntoDeCriterios.objects.get(codigo="fao")
        viva.estudios.create().conjuntos.add(conjunto)
        return conjunto
    if modelo is Actor:
        actor = viva.organizaciones.create(actor=f.socio("De prueba").actor).actor
        metodo = Metodo.objects.get(codigo="mision")
        proceso = Proceso.objects.create(metodo=metodo, titulo="Una misión", entidad=viva.entidad)
        Participacion.objects.create(proceso=proceso, actor=actor, papel="cooperante")
        return actor
    return {
        Entidad: viva.entidad,
        Sector: viva.entidad.sector,
        Tema: viva.tema,
        Subtema: viva.subtema,
        Localidad: viva.localidades.first(),
        Poblacion: viva.poblaciones.first(),
        ODS: viva.ods.first(),
    }[modelo]


NOMBRADAS = [lista for lista in terminos.listas() if terminos.relaciones_hacia(lista)]


@pytest.mark.parametrize("modelo", NOMBRADAS, ids=lambda modelo: modelo.__name__)
def test_un_termino_en_uso_no_se_borra_y_la_pantalla_dice_donde(modelo, viva, administracion, superusuario, entrar):
    termino = _usada_en(modelo, viva)
    antes = canonico_de(f.fresca(viva))
    with pytest.raises((TerminoEnUso, models.ProtectedError)), transaction.atomic():
        modelo.objects.filter(pk=termino.pk).delete()
    lista = modelo.snippet_viewset
    en_bloque = reverse("wagtail_bulk_action", args=[modelo._meta.app_label, modelo._meta.model_name, "delete"])
    for quien in (administracion, superusuario):
        navegador = entrar(quien)
        for url in (
            reverse(lista.get_url_name("delete"), args=[termino.pk]),
            f"{en_bloque}?id={termino.pk}&next=/admin/",
        ):
            for metodo in ("get", "post"):
                respuesta = getattr(navegador, metodo)(url)
                assert respuesta.status_code == 409, (url, metodo)
                dicho = respuesta.content.decode()
                (uso, *_) = terminos.usos(termino)
                assert str(uso.objeto).split(" · ")[0] in dicho
                assert url_de_fusion(termino) in dicho
    assert modelo.objects.filter(pk=termino.pk).exists()
    assert canonico_de(f.fresca(viva)) == antes


def test_uno_que_nada_usa_se_borra(administracion, entrar):
    termino = _nuevo(Poblacion)
    url = reverse("wagtailsnippets_vocabulario_poblacion:delete", args=[termino.pk])
    assert entrar(administracion).get(url).status_code == 200
    assert entrar(administracion).post(url).status_code == 302
    assert not Poblacion.objects.filter(pk=termino.pk).exists()


def test_el_que_solo_nombra_un_borrador_tampoco(viva, focal):
    """In the row it is not yet: the version that is being written names it."""
    termino = _nuevo(Poblacion)
    f.cambiar(viva, focal, poblaciones=[termino])
    assert not viva.poblaciones.filter(pk=termino.pk).exists()
    (uso,) = terminos.usos(termino)
    assert (uso.objeto, uso.guardado, uso.en_version) == (viva, False, True)
    with pytest.raises(TerminoEnUso), transaction.atomic():
        termino.delete()


def test_una_palabra_clave_en_uso_no_se_borra(viva):
    with pytest.raises(TerminoEnUso):
        Tag.objects.get(name="ciudad").delete()


def test_una_version_vieja_que_nombra_lo_que_ya_no_esta_se_puede_abrir(viva, focal):
    tema = _nuevo(Tema)
    vieja = f.cambiar(viva, focal, tema=tema, subtema=None)
    f.cambiar(viva, focal, tema=viva.tema)
    tema.delete()
    assert vieja.as_object().tema is None


# --- Merging ----------------------------------------------------------------------------------------------


def _sin_hallazgos():
    return auditar().hallazgos == []


def test_fusionar_deja_lo_vivo_con_el_que_queda_y_con_su_aval(viva, administracion, django_capture_on_commit_callbacks):
    usaquen, suba = Localidad.objects.get(codigo="usaquen"), Localidad.objects.get(codigo="suba")
    aval, numero = viva.aval, usaquen.pk
    with django_capture_on_commit_callbacks(execute=True):
        fusion = fusionar(usaquen, suba, administracion, "Es la misma.")
    viva = f.fresca(viva)
    assert list(viva.localidades.all()) == [suba]
    assert (viva.live, viva.aval) == (True, aval)
    viva.save()  # the guard reads the aval of yesterday through the merge
    assert _sin_hallazgos()
    assert (fusion.object_id, fusion.a_numero, fusion.codigo, fusion.persona) == (
        str(numero),
        suba.pk,
        "usaquen",
        administracion,
    )
    assert {uso["titulo"] for uso in fusion.usos} == {viva.title, "Alcaldía Local de Usaquén"}
    assert FichaPublica.objects.get(pk=viva.pk).facetas["localidad"] == ["suba"]
    assert suba.nombre_es in FichaPublica.objects.get(pk=viva.pk).texto.terminos
    assert "Es la misma." in ModelLogEntry.objects.get(action="banco.fusion").message
    for cambio in (fusion.save, fusion.delete, Fusion.objects.all().delete):
        with pytest.raises(TypeError):
            cambio()


def test_el_publico_lee_el_que_queda_en_el_acto(viva, administracion, client):
    usaquen = Localidad.objects.get(codigo="usaquen")
    nuevo = _nuevo(Localidad, "otra-localidad")
    assert usaquen.nombre_es in client.get(viva.url).content.decode()
    fusionar(usaquen, nuevo, administracion, "Otro nombre.")
    leido = client.get(viva.url).content.decode()
    assert "De prueba" in leido and usaquen.nombre_es not in leido


def test_en_cadena_y_los_dos_en_el_mismo_texto(viva, focal, administracion):
    a, b, c = (ODS.objects.get(codigo=f"ods-{n}") for n in (11, 13, 17))
    vieja = viva.get_latest_revision()
    fusionar(a, b, administracion, "Uno.")
    fusionar(b, c, administracion, "Dos.")
    assert list(f.fresca(viva).ods.all()) == [c]
    assert list(vieja.as_object().ods.all()) == [c]
    f.fresca(viva).save()
    assert _sin_hallazgos()


def test_las_filas_que_dirian_lo_mismo_son_una(viva, focal, asesora, moderadora, administracion):
    una, otra = Entidad.objects.filter(cabeza=None, localidad=None).exclude(pk=viva.entidad_id)[1:3]
    f.cambiar(viva, focal, organizaciones=[f.socio(entidad=una), f.socio(entidad=otra)])
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    fusionar(una, otra, administracion, "Se unieron.")
    assert [fila.entidad for fila in f.fresca(viva).organizaciones.all()] == [otra]
    f.fresca(viva).save()
    assert _sin_hallazgos()
    assert len(f.fresca(viva).get_latest_revision_as_object().organizaciones.all()) == 1


@pytest.mark.parametrize("lista", ["tema", "localidades"])
def test_lo_que_espera_el_aval_se_publica_con_el_que_queda(lista, focal, asesora, moderadora, administracion):
    hoja = f.practica(focal)
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    if lista == "tema":
        viejo = hoja.tema
        nuevo = Tema.objects.exclude(pk=viejo.pk).first()
    else:
        viejo, nuevo = Localidad.objects.get(codigo="usaquen"), Localidad.objects.get(codigo="suba")
    fusionar(viejo, nuevo, administracion, "Es el mismo.")
    f.avalar(hoja, moderadora)
    hoja = f.fresca(hoja)
    assert hoja.live
    assert (hoja.tema if lista == "tema" else hoja.localidades.get()) == nuevo
    assert _sin_hallazgos()


def test_el_borrador_y_la_traduccion_siguen_y_guardar_sin_cambiar_no_hace_autor(
    viva, focal, asesora, moderadora, comunicaciones, administracion, entrar
):
    inglesa = f.publicada_en_ingles(viva, comunicaciones, moderadora)
    usaquen, suba = Localidad.objects.get(codigo="usaquen"), Localidad.objects.get(codigo="suba")
    fusionar(usaquen, suba, administracion, "Es la misma.")
    assert list(f.fresca(inglesa).localidades.all()) == [suba]
    propuesta = f.servicio.version_propuesta(f.servicio.traduccion_de(inglesa))
    assert [uno.pk for uno in propuesta.localidades.all()] == [suba.pk]
    f.cambiar(viva, asesora)
    assert asesora.pk not in set(Autoria.objects.de(viva).values_list("usuario_numero", flat=True))
    assert entrar(focal).get(f.url_edicion(viva)).status_code == 200
    assert _sin_hallazgos()


def test_un_sector_se_fusiona_y_sus_entidades_pasan(viva, administracion):
    sector = viva.entidad.sector
    otro = Sector.objects.exclude(pk=sector.pk).first()
    fusionar(sector, otro, administracion, "Se unieron.")
    assert f.fresca(viva).entidad.sector == otro
    assert _sin_hallazgos()


def test_instalar_otra_vez_no_trae_de_vuelta_lo_fusionado(administracion):
    for modelo in (Sector, Tema, Poblacion):
        uno, otro = modelo.objects.all()[:2]
        fusionar(uno, otro, administracion, "Es el mismo.")
        cuantos = modelo.objects.count()
        instalar()
        assert modelo.objects.count() == cuantos


def test_los_criterios_de_un_estudio_hecho_no_se_fusionan(viva, administracion):
    """The adviser valued both, each with its reason: neither may be lost."""
    uno, otro = Criterio.objects.all()[:2]
    with pytest.raises(FusionImposible):
        fusionar(uno, otro, administracion, "Son el mismo.")
    assert Criterio.objects.filter(pk=uno.pk).exists()
    assert not Fusion.objects.exists()


def test_lo_que_no_se_puede_fusionar_lo_dice_y_no_cambia_nada(viva, administracion):
    usaquen = Localidad.objects.get(codigo="usaquen")
    casos = [
        (usaquen, "Motivo", FusionImposible),
        (ODS.objects.first(), "Motivo", FusionImposible),
        (Localidad.objects.get(codigo="suba"), "  ", SinMotivo),
    ]
    for destino, motivo, error in casos:
        with pytest.raises(error):
            fusionar(usaquen, destino, administracion, motivo)
    assert list(viva.localidades.all()) == [usaquen]


def test_la_pantalla_de_fusion(viva, focal, comunicaciones, moderadora, administracion, entrar):
    usaquen, suba = Localidad.objects.get(codigo="usaquen"), Localidad.objects.get(codigo="suba")
    url = reverse("aval:fusionar", args=["actores", "localidad", usaquen.pk])
    datos = {"destino": suba.pk, "motivo": "Es la misma."}
    for quien in (focal, comunicaciones, moderadora):
        assert entrar(quien).get(url).status_code == 302
        entrar(quien).post(url, datos)
        assert not Fusion.objects.exists()
    navegador = entrar(administracion)
    assert url in navegador.get(reverse("wagtailsnippets_actores_localidad:list")).content.decode()
    assert viva.title in navegador.get(url).content.decode()
    respuesta = navegador.post(url, {"destino": suba.pk, "motivo": ""})
    assert respuesta.context["form"].errors.keys() == {"motivo"}
    respuesta = navegador.post(url, {"destino": usaquen.pk, "motivo": "Escrito."})
    assert respuesta.context["form"].errors.keys() == {"destino"} and "Escrito." in respuesta.content.decode()
    assert navegador.post(url, datos).status_code == 302
    assert Fusion.objects.get().persona == administracion
    assert navegador.get(url).status_code == 404


# --- What the audit sees ----------------------------------------------------------------------------------


def _hallazgos():
    return [(h["objeto"], h["razon"], h["campos"]) for h in auditar().hallazgos]


def _cortar_la_lista(viva):
    """The term is gone by a way that asks nobody."""
    Localidad.objects.get(codigo="usaquen").practicapage_set.through.objects.filter(practicapage=viva).delete()
    return "cortado", ["localidades"]


def _cortar_la_columna(viva):
    PracticaPage.objects.filter(pk=viva.pk).update(subtema=None)
    return "cortado", ["subtema"]


def _cortar_la_palabra(viva):
    viva.tagged_items.model.objects.filter(content_object_id=viva.pk).delete()
    return "cortado", ["tagged_items"]


def _otro_nombre(viva):
    Localidad.objects.filter(codigo="usaquen").update(nombre_es="Otro nombre")
    return "nombres", ["localidades"]


def _otra_palabra(viva):
    Tag.objects.filter(name="ciudad").update(name="otra")
    return "nombres", ["tagged_items"]


@pytest.mark.parametrize(
    "cambio", [_cortar_la_lista, _cortar_la_columna, _cortar_la_palabra, _otro_nombre, _otra_palabra]
)
def test_lo_que_puede_venir_de_una_lista_se_avisa_y_no_se_retira(cambio, viva):
    razon, campos = cambio(viva)
    assert _hallazgos() == [(str(viva.pk), razon, campos)]
    auditoria = auditar(retirar=lambda objeto, motivo: pytest.fail("Withdrawn on account of a list."))
    assert len(auditoria.pendientes) == 1
    assert f.fresca(viva).live


def test_un_corte_y_otro_texto_a_la_vez_es_otro_texto(viva):
    _cortar_la_lista(viva)
    PracticaPage.objects.filter(pk=viva.pk).update(resumen="Esto nadie lo avaló.")
    ((_objeto, razon, campos),) = _hallazgos()
    assert (razon, set(campos)) == ("contenido", {"localidades", "resumen"})


def test_un_cambio_de_nombre_de_administracion_consta_y_no_es_un_hallazgo(viva, administracion, entrar):
    usaquen = Localidad.objects.get(codigo="usaquen")
    url = reverse("wagtailsnippets_actores_localidad:edit", args=[usaquen.pk])
    datos = {"nombre_es": "Usaquén nueva", "nombre_en": "New Usaquén", "codigo": "usaquen", "orden": usaquen.orden}
    assert entrar(administracion).post(url, datos).status_code == 302
    assert f.fresca(usaquen).nombre_es == "Usaquén nueva"
    assert _hallazgos() == []
    (entrada,) = ModelLogEntry.objects.for_instance(usaquen).filter(action="banco.cambio")
    assert entrada.user == administracion
    assert entrada.data["cambios"]["nombre_es"] == ["Usaquén", "Usaquén nueva"]
    Localidad.objects.filter(pk=usaquen.pk).update(nombre_es="Por debajo")  # what is on record is another name
    assert _hallazgos() == [(str(viva.pk), "nombres", ["localidades"])]


def test_desde_el_codigo_sin_persona_no_consta(viva):
    usaquen = Localidad.objects.get(codigo="usaquen")
    usaquen.nombre_es = "Otro"
    usaquen.save()
    assert _hallazgos() == [(str(viva.pk), "nombres", ["localidades"])]


def test_un_aval_sin_nombres_sigue_valiendo(viva):
    """Taken before the names were a part of it."""
    assert viva.aval.nombres
    with f.candado_abierto():
        QuerySet(Aval).filter(pk=viva.aval_id).update(nombres={})
    _otro_nombre(viva)
    assert _hallazgos() == []


def test_el_nombre_de_una_ciudad_es_de_administracion(comunicaciones, administracion, entrar):
    ciudad = _nuevo(Ciudad)
    evento = reverse("wagtailsnippets_vocabulario_ciudad:edit", args=[ciudad.pk])
    datos = {
        "nombre_es": "Otra",
        "nombre_en": "Other",
        "codigo": ciudad.codigo,
        "pais": "CO",
        "latitud": "",
        "longitud": "",
    }
    entrar(comunicaciones).post(evento, datos)
    assert f.fresca(ciudad).nombre_es == "De prueba"
    entrar(administracion).post(evento, datos)
    assert f.fresca(ciudad).nombre_es == "Otra"


def test_comunicaciones_escribe_una_ciudad_que_falta_donde_la_elige(comunicaciones, entrar):
    url = reverse("wagtailsnippetchoosers_vocabulario_ciudad:create")
    datos = {"codigo": "quito", "nombre_es": "Quito", "nombre_en": "Quito", "pais": "EC"}
    respuesta = entrar(comunicaciones).post(url, datos)
    assert respuesta.status_code == 200
    assert Ciudad.objects.filter(codigo="quito").exists(), respuesta.content.decode()[:2000]


@pytest.mark.parametrize("modelo", terminos.listas(), ids=lambda modelo: modelo.__name__)
def test_la_puerta_de_crear_al_elegir_no_se_rompe(modelo, administracion, comunicaciones, entrar):
    nombre = f"wagtailsnippetchoosers_{modelo._meta.app_label}_{modelo._meta.model_name}:create"
    for quien in (administracion, comunicaciones):
        for metodo in ("get", "post"):
            assert getattr(entrar(quien), metodo)(reverse(nombre)).status_code < 500


def test_cuesta_lo_mismo_con_pocos_usos_que_con_muchos(viva):
    """Naming what uses a term takes no query for each use."""

    def cuantas():
        with connection.execute_wrapper(contador := _Contador()):
            terminos.usos(Localidad.objects.get(codigo="usaquen"))
        return contador.cuantas

    cuantas()
    pocas = cuantas()
    for numero in range(3):
        f.viva(titulo=f"Otra {numero}")
    assert cuantas() == pocas


class _Contador:
    cuantas = 0

    def __call__(self, execute, *args):
        self.cuantas += 1
        return execute(*args)
