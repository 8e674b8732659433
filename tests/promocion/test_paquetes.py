"""A package from its draft to the recognition: who does what, what refuses it, and what goes out."""

import datetime
import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from docx import Document

from aval.retiro import retirar
from eventos.models import Premio, Reconocimiento
from practicas.models import Archivo, Contacto
from promocion import salida, servicio
from promocion.models import Objetivo, Paquete, TextoCorto
from tests import fabrica as f
from tests import muestras

from .comunes import objetivo

pytestmark = pytest.mark.django_db


@pytest.fixture
def hoja(db):
    return f.viva(titulo="Ciclovía", resumen="Un resumen de seis palabras justas.")


@pytest.fixture
def meta(db):
    return objetivo(campos=[("resumen", 5, "palabras"), ("contacto", 50, "palabras")])


@pytest.fixture
def paquete(hoja, meta, comunicaciones):
    return servicio.preparar(hoja, meta, "es", comunicaciones)[0]


def _respuestas(paquete, *textos):
    return {campo.clave: texto for campo, texto in zip(paquete.formulario.campos.all(), textos, strict=False)}


@pytest.fixture
def listo(paquete, comunicaciones, focal, moderadora):
    servicio.guardar(paquete, _respuestas(paquete, "Cinco palabras y no más.", "Clara"), set(), comunicaciones, "Una")
    servicio.confirmar(paquete, focal)
    return servicio.marcar_listo(paquete, moderadora)


def _fresco(paquete):
    return Paquete.objects.get(pk=paquete.pk)


# --- The road ---


def test_de_la_preparacion_al_reconocimiento(listo, comunicaciones, meta):
    assert listo.estado == "listo" and listo.aval == listo.practica.aval
    meta.premio = Premio.objects.get(slug="guangzhou")
    meta.edicion_anio = 2026
    meta.save()
    servicio.presentar(listo, comunicaciones, timezone.localdate(), "R-1")
    hecho = servicio.registrar_resultado(listo, comunicaciones, "finalista")
    uno = Reconocimiento.objects.get(pk=hecho.reconocimiento_id)
    assert (uno.premio.slug, uno.anio, uno.resultado, uno.categoria) == ("guangzhou", 2026, "finalista", "Una")
    assert not uno.live and uno.practica_id == listo.practica_id  # the public reads it after its own aval


def test_cada_acto_es_de_quien_es(paquete, comunicaciones, focal, moderadora):
    otro = f.persona("otro-focal", "Puntos focales", "secretaria-cultura")
    servicio.guardar(paquete, _respuestas(paquete, "Corto.", "Clara"), set(), comunicaciones)
    for persona in (otro, comunicaciones, moderadora):
        with pytest.raises(PermissionDenied):
            servicio.confirmar(paquete, persona)
    with pytest.raises(PermissionDenied):
        servicio.guardar(paquete, {}, set(), focal)
    servicio.confirmar(paquete, focal)
    for persona in (otro, comunicaciones, focal):
        with pytest.raises(PermissionDenied):
            servicio.marcar_listo(paquete, persona)
    assert servicio.marcar_listo(paquete, moderadora).estado == "listo"


def test_moderacion_no_se_salta_a_la_entidad(paquete, comunicaciones, moderadora):
    servicio.guardar(paquete, _respuestas(paquete, "Corto.", "Clara"), set(), comunicaciones)
    with pytest.raises(servicio.NoSePuede):
        servicio.marcar_listo(paquete, moderadora)


def test_cambiar_una_respuesta_pide_confirmarla_otra_vez(paquete, comunicaciones, focal):
    servicio.guardar(paquete, _respuestas(paquete, "Corto."), set(), comunicaciones)
    servicio.confirmar(paquete, focal)
    servicio.guardar(paquete, _respuestas(paquete, "Otro."), set(), comunicaciones)
    assert _fresco(paquete).estado == "borrador" and _fresco(paquete).confirmo is None


def test_lo_listo_y_lo_presentado_no_se_editan(listo, comunicaciones):
    with pytest.raises(servicio.NoSePuede):
        servicio.guardar(listo, _respuestas(listo, "Otra cosa."), set(), comunicaciones)
    servicio.presentar(listo, comunicaciones, timezone.localdate())
    with pytest.raises(servicio.NoSePuede):
        servicio.reabrir(listo, comunicaciones)


def test_no_se_presenta_mañana(listo, comunicaciones):
    with pytest.raises(servicio.NoSePuede):
        servicio.presentar(listo, comunicaciones, timezone.localdate() + datetime.timedelta(days=1))


def test_el_mismo_paquete_dos_veces_es_uno(paquete, comunicaciones, meta, hoja):
    assert servicio.preparar(hoja, meta, "es", comunicaciones) == (paquete, False)


def test_lo_que_no_esta_publicado_no_se_postula(meta, comunicaciones):
    with pytest.raises(servicio.NoSePuede):
        servicio.preparar(f.practica(None, titulo="Borrador"), meta, "es", comunicaciones)


# --- What keeps it from being ready ---


def test_lo_que_pasa_del_limite_no_queda_listo(paquete, comunicaciones, focal, moderadora):
    servicio.guardar(paquete, _respuestas(paquete, "Esto tiene más de las cinco.", "Clara"), set(), comunicaciones)
    servicio.confirmar(paquete, focal)
    with pytest.raises(servicio.NoSePuede) as error:
        servicio.marcar_listo(paquete, moderadora)
    assert error.value.messages == ["«Pregunta 1»: sobra 1 (palabras)."]


def test_las_marcas_de_html_no_van_en_un_formulario_de_texto(paquete, comunicaciones):
    servicio.guardar(paquete, _respuestas(paquete, "<b>Corto</b> y 3 < 4", "Clara"), set(), comunicaciones)
    assert "HTML" in " ".join(servicio.faltas(_fresco(paquete)))
    servicio.guardar(paquete, _respuestas(paquete, "Menos: 3 < 4", "Clara"), set(), comunicaciones)
    assert servicio.faltas(_fresco(paquete)) == []


def test_una_fuente_que_cambio_se_lee_otra_vez(paquete, comunicaciones, hoja):
    servicio.guardar(paquete, _respuestas(paquete, "Corto.", "Clara"), set(), comunicaciones)
    hoja = f.fresca(hoja)
    hoja.resumen = "Dice ya otra cosa."
    hoja.save_revision(clean=False)
    from aval import flujo

    flujo.avalar_de_instalacion(hoja)
    [viejo] = [uno for uno in servicio.renglones(_fresco(paquete)) if uno.vieja]
    assert viejo.texto == "Corto."  # nothing is written over
    clave = viejo.campo.clave
    servicio.guardar(_fresco(paquete), {clave: "Corto."}, set(), comunicaciones)  # only kept: nobody read it again
    assert any(uno.vieja for uno in servicio.renglones(_fresco(paquete)))
    servicio.guardar(_fresco(paquete), {clave: "Corto."}, {clave}, comunicaciones)
    assert not any(uno.vieja for uno in servicio.renglones(_fresco(paquete)))


def test_una_version_corta_sirve_a_otro_objetivo_con_el_mismo_limite(paquete, comunicaciones, hoja):
    servicio.guardar(paquete, _respuestas(paquete, "Corto y bueno."), set(), comunicaciones)
    assert TextoCorto.objects.get(clave="resumen").texto == "Corto y bueno."
    otro = objetivo("otro", campos=[("resumen", 5, "palabras"), ("resumen", 3, "caracteres")])
    primero, segundo = servicio.renglones(servicio.preparar(hoja, otro, "es", comunicaciones)[0])
    assert primero.texto == "Corto y bueno." and not primero.guardada
    assert segundo.texto == segundo.fuente  # proposed whole: never cut


def test_los_anexos_que_pasan_del_total(paquete, comunicaciones, hoja, meta):
    meta.anexos_mb, meta.anexos_limite = 1, "exacto"
    meta.save()
    documento = f.documento("Grande.pdf", muestras.pdf())
    type(documento).objects.filter(pk=documento.pk).update(file_size=2 * 1024 * 1024)
    hoja.archivos = [Archivo(documento=documento, titulo="Grande", locale=hoja.locale)]
    from aval import flujo

    hoja.save_revision(clean=False)
    flujo.avalar_de_instalacion(hoja)
    assert "Los anexos pasan de los 1 MB que recibe." in servicio.faltas(_fresco(paquete))


def test_el_ingles_se_espera(hoja, comunicaciones, focal):
    meta = objetivo(campos=[("resumen", 50, "palabras")], idiomas=["en"])
    paquete, _nuevo = servicio.preparar(hoja, meta, "en", comunicaciones)
    assert "La práctica no tiene aval en el idioma del paquete." in servicio.faltas(paquete)
    with pytest.raises(servicio.NoSePuede):
        servicio.preparar(hoja, meta, "es", comunicaciones)


# --- What changes around it ---


def test_un_objetivo_editado_despues_se_dice_y_el_paquete_conserva_lo_suyo(listo, meta):
    assert servicio.avisos(listo) == []
    meta.admite = "por_tercero"
    meta.save()
    assert servicio.avisos(_fresco(listo)) == ["El objetivo se editó después: cambió lo que pide."]
    antes = listo.formulario.pk
    meta.nueva_version()
    assert _fresco(listo).formulario.pk == antes
    assert "preguntas nuevas" in servicio.avisos(_fresco(listo))[0]


def test_una_practica_retirada_despues_de_presentarla(listo, comunicaciones, moderadora):
    servicio.presentar(listo, comunicaciones, timezone.localdate())
    retirar(f.fresca(listo.practica), moderadora, "Ya no es así.")
    assert servicio.avisos(_fresco(listo)) == ["La práctica se retiró: ya no está publicada."]
    assert salida.a_word(_fresco(listo))  # what was sent can still be read
    assert servicio.registrar_resultado(listo, comunicaciones, "sin_reconocimiento").estado == "cerrado"


# --- What goes out ---


def _texto(docx):
    documento = Document(io.BytesIO(docx))
    return "\n".join(nodo.text or "" for nodo in documento.element.iter() if nodo.tag.endswith("}t"))


def test_lo_que_sale_dice_si_es_borrador(paquete, listo):
    assert "BORRADOR" not in _texto(salida.a_word(_fresco(listo)))
    Paquete.objects.filter(pk=paquete.pk).update(estado="borrador")
    dicho = _texto(salida.a_word(_fresco(paquete)))
    assert "BORRADOR" in dicho and "Cinco palabras y no más." in dicho
    assert salida.nombre_de(_fresco(paquete), "docx").startswith("BORRADOR-")


def test_ninguna_persona_sin_autorizacion_sale(hoja, comunicaciones, entrar, meta):
    hoja.contactos = [
        Contacto(**{**f.contacto(), "nombre": "Canario Secreto", "correo": "canario@example.org", "autoriza": False})
    ]
    hoja.save_revision(clean=False)
    from aval import flujo

    flujo.avalar_de_instalacion(hoja)
    paquete, _nuevo = servicio.preparar(f.fresca(hoja), meta, "es", comunicaciones)
    todo = _texto(salida.a_word(paquete))
    with zipfile.ZipFile(io.BytesIO(salida.a_zip(paquete))) as empaque:
        todo += "".join(empaque.read(nombre).decode("latin-1") for nombre in empaque.namelist() if "docx" not in nombre)
    for nombre in ("paquete", "pegar"):
        todo += entrar(comunicaciones).get(reverse(f"postulaciones:{nombre}", args=[paquete.pk])).content.decode()
    assert "anario" not in todo


def test_el_zip_lleva_anexos_creditos_y_de_donde_sale(listo, hoja):
    documento = f.documento("Evaluación.pdf", muestras.pdf())
    from aval import flujo
    from practicas.models import ImagenDePractica

    hoja = f.fresca(hoja)
    hoja.archivos = [Archivo(documento=documento, titulo="Evaluación externa", locale=hoja.locale)]
    hoja.imagenes = [
        ImagenDePractica(imagen=f.imagen(), texto_alternativo="Una calle", credito="IDRD", locale=hoja.locale)
    ]
    hoja.save_revision(clean=False)
    flujo.avalar_de_instalacion(hoja)
    with zipfile.ZipFile(io.BytesIO(salida.a_zip(_fresco(listo)))) as empaque:
        nombres = set(empaque.namelist())
        assert {"anexos/01-evaluacion-externa.pdf", "imagenes/01.png", "CREDITOS.txt", "LEEME.txt"} <= nombres
        leeme = empaque.read("LEEME.txt").decode()
        assert "© IDRD" in empaque.read("CREDITOS.txt").decode()
    assert "BORRADOR" not in leeme and str(listo.aval.publico) in leeme and f.fresca(hoja).full_url in leeme
    assert leeme.count("\n") > 5 and "SHA-256" in leeme


# --- The screens, by role ---

PAPELES = {
    "comunicaciones": True,
    "moderadora": True,
    "focal": None,  # only what is of their entity
    "otro": False,
    "administracion": False,
}


@pytest.mark.parametrize("papel", PAPELES)
def test_cada_pantalla_es_de_quien_es(papel, request, paquete, hoja, meta, entrar):
    f.persona("otro-focal", "Puntos focales", "secretaria-cultura")
    if papel == "otro":
        persona = f.persona("otra-focal", "Puntos focales", "secretaria-cultura")
    elif papel == "administracion":
        persona = f.persona("adm", "Administración")
    else:
        persona = request.getfixturevalue(papel)
    navegador = entrar(persona)
    generales = [reverse(f"postulaciones:{cual}") for cual in ("matriz", "calendario", "exportar", "icalendar")]
    generales.append(reverse("postulaciones:objetivo", args=[meta.pk]))
    suyas = [
        reverse("postulaciones:practica", args=[hoja.pk]),
        reverse("postulaciones:ajuste", args=[hoja.pk, meta.pk]),
        *(reverse(f"postulaciones:{cual}", args=[paquete.pk]) for cual in ("paquete", "pegar", "word", "zip")),
    ]
    for direcciones, entra in ((generales, PAPELES[papel]), (suyas, PAPELES[papel] is not False)):
        for direccion in direcciones:
            assert (navegador.get(direccion).status_code == 200) is bool(entra), direccion


def test_las_preguntas_las_guarda_quien_prepara_y_administracion(meta, entrar, comunicaciones, focal):
    direccion = reverse("postulaciones:preguntas", args=[meta.pk])
    assert entrar(comunicaciones).get(direccion).status_code == 200
    assert entrar(f.persona("adm", "Administración")).get(direccion).status_code == 200
    assert entrar(focal).get(direccion).status_code != 200


def test_un_limite_de_cero_se_dice_junto_al_campo(entrar, comunicaciones):
    meta = objetivo("sin-usar", campos=[("resumen", 5, "palabras")])
    campo = meta.formulario.campos.get()
    direccion = reverse("postulaciones:pregunta", args=[meta.pk, campo.pk])
    navegador = entrar(comunicaciones)
    datos = f.leer_formulario(navegador.get(direccion), lambda uno: uno.find(attrs={"name": "etiqueta_es"}))
    sopa = BeautifulSoup(navegador.post(direccion, datos | {"maximo": ["0"]}).content, "html.parser")
    junto = sopa.find(id="id_maximo").find_parent(class_="w-field__wrapper")
    assert "Un límite de cero" in junto.text and sopa.find(id="id_maximo").get("aria-invalid") == "true"
    campo.refresh_from_db()
    assert campo.maximo == 5
    assert navegador.post(direccion, datos | {"maximo": ["7"]}).status_code == 302
    campo.refresh_from_db()
    assert campo.maximo == 7


def test_lo_que_ya_se_respondio_no_se_edita_y_se_hace_otra_version(paquete, meta, entrar, comunicaciones):
    navegador, lista = entrar(comunicaciones), reverse("postulaciones:preguntas", args=[meta.pk])
    campo = meta.formulario.campos.first()
    direccion = reverse("postulaciones:pregunta", args=[meta.pk, campo.pk])
    assert navegador.get(direccion).status_code == 200
    navegador.post(reverse("postulaciones:quitar", args=[meta.pk, campo.pk]))
    assert meta.formulario.campos.count() == 2
    navegador.post(lista)
    nueva = Objetivo.objects.get(pk=meta.pk).formulario
    assert nueva.version == "2" and nueva.campos.count() == 2
    navegador.post(reverse("postulaciones:quitar", args=[meta.pk, nueva.campos.first().pk]))
    assert nueva.campos.count() == 1 and paquete.formulario.campos.count() == 2


def test_se_prepara_y_se_guarda_desde_la_pantalla_sin_javascript(hoja, meta, entrar, comunicaciones, focal, moderadora):
    navegador = entrar(comunicaciones)
    ajuste = navegador.get(reverse("postulaciones:ajuste", args=[hoja.pk, meta.pk]))
    datos = f.leer_formulario(ajuste, lambda uno: uno.find("input", attrs={"name": "objetivo"}))
    direccion = navegador.post(reverse("postulaciones:paquetes"), datos).url
    datos = f.leer_formulario(navegador.get(direccion), lambda uno: uno.find("textarea"))
    primero, segundo = [nombre for nombre in datos if nombre.startswith("campo-")]
    respuesta = navegador.post(direccion, datos | {primero: ["Cinco  palabras\r\ny no más."], segundo: ["Clara"]})
    assert respuesta.status_code == 302
    paquete = Paquete.objects.get()
    assert paquete.llenado.valores[primero.removeprefix("campo-")] == "Cinco  palabras\ny no más."
    acto = reverse("postulaciones:acto", args=[paquete.pk])
    assert entrar(comunicaciones).post(acto, {"acto": "confirmar"}).status_code != 200
    assert _fresco(paquete).estado == "borrador"
    entrar(focal).post(acto, {"acto": "confirmar"})
    entrar(moderadora).post(acto, {"acto": "listo"})
    assert _fresco(paquete).estado == "listo"
    navegador.post(acto, {"acto": "presentar", "presentado": "", "radicado": ""})
    assert _fresco(paquete).estado == "listo"
    navegador.post(acto, {"acto": "presentar", "presentado": str(timezone.localdate()), "radicado": "R-7"})
    navegador.post(acto, {"acto": "resultado", "resultado": "publicada"})
    assert _fresco(paquete).estado == "cerrado"


def test_una_categoria_de_300_caracteres_se_dice_junto_al_campo(paquete, entrar, comunicaciones):
    direccion = reverse("postulaciones:paquete", args=[paquete.pk])
    respuesta = entrar(comunicaciones).post(direccion, {"categoria": "a" * 300})
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert respuesta.status_code == 200 and sopa.find(id="id_categoria").get("aria-invalid") == "true"


def test_la_hoja_para_pegar_va_en_orden_y_con_su_cuenta(listo, entrar, comunicaciones):
    respuesta = entrar(comunicaciones).get(reverse("postulaciones:pegar", args=[listo.pk]))
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert [uno.text for uno in sopa.select(".pegar__texto")] == ["Cinco palabras y no más.", "Clara"]
    assert "5 / 5 palabras" in sopa.select_one(".pegar li .postulaciones-fuente").text
    assert "BORRADOR" not in sopa.select_one("main").text


def test_lo_que_se_escribe_sale_escapado(paquete, entrar, comunicaciones):
    servicio.guardar(paquete, _respuestas(paquete, "<script>alert(1)</script>"), set(), comunicaciones)
    for nombre in ("paquete", "pegar"):
        respuesta = entrar(comunicaciones).get(reverse(f"postulaciones:{nombre}", args=[paquete.pk]))
        assert "<script>alert(1)" not in respuesta.content.decode()
