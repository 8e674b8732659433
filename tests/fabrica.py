"""What tests are made of: people, fichas, and the steps of the way through by the functions that the screens call."""

import datetime
import html
import json
from contextlib import contextmanager

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from actores.colecciones import comun
from actores.models import Actor, Entidad, Localidad, Usuario
from aval import flujo
from banco.models import BancoPage
from base.models import Documento, Imagen
from estudio import servicio as estudios
from practicas.ficha import FICHA
from practicas.models import Contacto, Evidencia, ImagenDePractica, Organizacion, PracticaPage
from tests import muestras
from traducciones import servicio
from vocabulario.models import ODS, Criterio, Poblacion, Tema

CLAVE = "clave-de-prueba-1538"
RASGOS = ["bold", "italic", "ol", "ul", "link"]


# --- People ---------------------------------------------------------------------------------------


def persona(nombre, rol=None, entidad=None, **campos):
    """A person of the ``rol`` (name of a group), of the ``entidad`` (code)."""
    usuario = Usuario(
        username=nombre,
        email=f"{nombre}@example.org",
        first_name=nombre.capitalize(),
        entidad=Entidad.objects.get(codigo=entidad) if entidad else None,
        **campos,
    )
    usuario.set_password(CLAVE)
    usuario.save()
    if rol:
        usuario.groups.add(Group.objects.get(name=rol))
    return usuario


# --- Fichas ---------------------------------------------------------------------------------------


def palabras(cuantas, palabra="dato"):
    """A text of exactly that many words."""
    return " ".join(f"{palabra}{numero}" for numero in range(cuantas))


def parrafo(cuantas, palabra="dato"):
    return f"<p>{palabras(cuantas, palabra)}</p>"


def banco(idioma="es"):
    return BancoPage.objects.get(locale__language_code=idioma)


def contacto(**cambios):
    return {
        "nombre": "Clara Frailejón",
        "cargo": "Coordinadora",
        "institucion": "Entidad de prueba",
        "correo": "clara.frailejon@example.org",
        "telefono": "+57 601 555 0101",
        "autoriza": True,
        "autoriza_fecha": datetime.date(2024, 3, 1),
        **cambios,
    }


def evidencia(**cambios):
    """The fields of a row of evidence that keeps every rule."""
    return {
        "indicador": "hogares con agua",
        "medida": "porcentaje",
        "linea_base": "40",
        "linea_base_anio": 2010,
        "valor": "62.5",
        "anio": 2014,
        "fuente": "Encuesta de prueba",
        **cambios,
    }


def practica(
    autor=None,
    entidad="idrd",
    titulo="Una práctica de prueba",
    contactos=None,
    imagenes=(),
    evidencias=(),
    **cambios,
):
    """A ficha that keeps every rule, as a draft in Spanish with a revision by ``autor``."""
    tema = Tema.objects.get(codigo="movilidad")
    campos = {
        "title": titulo,
        "entidad": Entidad.objects.get(codigo=entidad),
        "tema": tema,
        "subtema": tema.subtemas.first(),
        "upz": "La Candelaria",
        "resumen": "Un resumen breve para quien llega.",
        "fecha_inicio": datetime.date(2015, 6, 1),
        "presupuesto_financiero": "125000.50",
        "presupuesto_nota": "El aporte de cada socio figura en el informe.",
        **{campo: f"<p>Texto de {campo} para la prueba.</p>" for campo in FICHA.prosa},
        **cambios,
    }
    localidades = campos.pop("localidades", ["usaquen"])
    ods = campos.pop("ods", [11, 13])
    etiquetas = campos.pop("etiquetas", ["ciudad"])
    hoja = PracticaPage(locale=banco().locale, owner=autor, live=False, **campos)
    hoja.contactos = [Contacto(**contacto(**uno)) for uno in ([{}] if contactos is None else contactos)]
    hoja.imagenes = [
        ImagenDePractica(imagen=uno, texto_alternativo="Una calle", credito="Equipo", locale=hoja.locale)
        for uno in imagenes
    ]
    hoja.evidencias = [Evidencia(locale=hoja.locale, **uno) for uno in evidencias]
    hoja.localidades = Localidad.objects.filter(codigo__in=localidades)
    hoja.poblaciones = Poblacion.objects.filter(codigo="juventud")
    hoja.ods = ODS.objects.filter(orden__in=ods)
    hoja.tags.add(*etiquetas)
    banco().add_child(instance=hoja)
    hoja.save_revision(user=autor, log_action=True, clean=False)
    return fresca(hoja)


def fresca(pagina):
    """``pagina`` as the database has it now."""
    return type(pagina).objects.get(pk=pagina.pk)


def cambiar(pagina, autor, **cambios):
    """A new draft of ``pagina`` by ``autor``, as the editor saves it."""
    borrador = fresca(pagina).get_latest_revision_as_object()
    for campo, valor in cambios.items():
        setattr(borrador, campo, valor)
    return borrador.save_revision(user=autor, log_action=True, clean=False)


# --- The way through ------------------------------------------------------------------------------


def enviar(pagina, usuario):
    flujo.enviar(fresca(pagina), usuario)
    return tarea(pagina)


def tarea(pagina):
    """The task that ``pagina`` waits for."""
    return fresca(pagina).current_workflow_task_state


def estudiar(pagina, asesora, experiencia_significativa=True, buena_practica=True):
    """A complete and favourable study: the ficha goes on to its aval. Returns the task of the aval."""
    estudio = estudios.estudio_de(tarea(pagina), asesora)
    estudio.experiencia_significativa = experiencia_significativa
    estudio.buena_practica = buena_practica
    estudio.save()
    for criterio in Criterio.objects.all():
        estudio.valoraciones.create(criterio=criterio, puntaje=3, justificacion="Lo muestran los resultados.")
    estudios.pasar_a_aval(estudio, asesora, flujo.huella(estudio.revision))
    return tarea(pagina)


def avalar(pagina, moderadora, **rutas):
    """The aval of what ``pagina`` has waiting: it goes live."""
    pendiente = tarea(pagina)
    rutas = rutas or fresca(pagina).rutas_propuestas()
    return flujo.avalar(pendiente, moderadora, flujo.huella(pendiente.revision), **rutas)


def publicada(autor, asesora, moderadora, **campos):
    """A ficha that went the whole way and is live."""
    hoja = practica(autor, **campos)
    enviar(hoja, autor)
    estudiar(hoja, asesora)
    avalar(hoja, moderadora)
    return fresca(hoja)


def viva(titulo="Una práctica viva", **campos):
    """A live ficha for tests of the public pages, made as the installation makes its own: without the way through."""
    hoja = practica(None, titulo=titulo, **campos)
    flujo.avalar_de_instalacion(hoja)
    return fresca(hoja)


def en_ingles(texto):
    """A stand-in for a translator: says the same with a mark."""
    return f"[en] {texto}"


def traducir(pagina, traductora, traducido=en_ingles):
    """The English of ``pagina``, every segment filled in. Returns its ``Translation``; nothing is proposed yet."""
    traduccion = servicio.empezar(fresca(pagina), traductora)
    rellenar(traduccion, traductora, traducido)
    return traduccion


def rellenar(traduccion, traductora, traducido=en_ingles):
    """Translate every segment anew, as the translator does in the editor."""
    textos = {}
    for segmento in traduccion.source.stringsegment_set.select_related("string", "context"):
        texto = html.unescape(segmento.string.data)
        textos[texto] = f"{texto}-en" if segmento.context.path == "slug" else traducido(texto)
    servicio.completar(traduccion, textos, traductora)


def publicada_en_ingles(pagina, traductora, moderadora):
    """The English version of ``pagina``, live with an aval of its own."""
    traduccion = traducir(pagina, traductora)
    servicio.proponer(traduccion, traductora)
    inglesa = traduccion.get_target_instance()
    avalar(inglesa, moderadora)
    return fresca(inglesa)


def socio(nombre="", nombre_en="", entidad=None, **campos):
    """The row of a partner: an entity of the District, or whoever the list knows by that name, or a new one."""
    actor = Actor.de_la_entidad(entidad) if entidad else Actor.con_algun_nombre(nombre)
    actor = actor or Actor.objects.create(nombre_es=nombre, nombre_en=nombre_en, **campos)
    return Organizacion(actor=actor)


# --- The editor, through HTTP ---------------------------------------------------------------------


def persona_de_formulario(**cambios):
    datos = {**contacto(), "autoriza": "on", "autoriza_fecha": "2024-03-01", **cambios}
    return {campo: valor for campo, valor in datos.items() if valor not in (None, False)}


def datos_de_ficha(**cambios):
    """What the browser sends for a ficha that keeps every rule. Rich text as HTML; rows as lists of dicts."""
    tema = Tema.objects.get(codigo="movilidad")
    campos = {
        "title": "Ciclovía de los domingos",
        "slug": "ciclovia-de-los-domingos",
        "entidad": Entidad.objects.get(codigo="idrd").pk,
        "toda_la_ciudad": "on",
        "upz": "La Candelaria",
        "tema": tema.pk,
        "subtema": tema.subtemas.first().pk,
        "tags": "",
        "resumen": "Calles para la gente los domingos.",
        "fecha_inicio": "1976-06-20",
        "precision_inicio": "dia",
        "fecha_fin": "",
        "precision_fin": "dia",
        "presupuesto_moneda": "USD",
        "presupuesto_nota": "",
        **{campo: f"<p>Texto de {campo}.</p>" for campo in FICHA.prosa},
        **cambios,
    }
    filas = {
        "contactos": campos.pop("contactos", [persona_de_formulario()]),
        **{
            grupo: campos.pop(grupo, [])
            for grupo in (
                *("organizaciones", "actores_clave", "imagenes", "archivos", "videos"),
                *("redes", "plataformas", "evidencias"),
            )
        },
        "comments": [],
    }
    for campo in FICHA.prosa:
        if not campos[campo].startswith("{"):  # what the editor itself would send is left as it is
            campos[campo] = rich_text(campos[campo], features=RASGOS)
    return nested_form_data(campos | {grupo: inline_formset(items) for grupo, items in filas.items()})


def url_nueva():
    return reverse("wagtailadmin_pages:add", args=["practicas", "practicapage", banco().pk])


def url_edicion(pagina):
    return reverse("wagtailadmin_pages:edit", args=[pagina.pk])


def formulario_de(navegador, pagina):
    """What the browser would send back from the editor of ``pagina``, as it opens: a dict of lists."""
    respuesta = navegador.get(url_edicion(pagina))
    assert respuesta.status_code == 200, respuesta
    return leer_formulario(respuesta, "page-edit-form")


def leer_formulario(respuesta, cual):
    """The fields of a form (its id, or a test on it) with what a browser would send for each: dict of lists."""
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    formulario = sopa.find("form", id=cual) if isinstance(cual, str) else next(filter(cual, sopa.find_all("form")))
    datos = {}
    for control in formulario.find_all(["input", "textarea", "select"]):
        nombre, tipo = control.get("name"), control.get("type", "text")
        if not nombre or control.find_parent("template") or tipo in ("submit", "file"):
            continue
        if control.name == "select":
            elegidas = control.find_all("option", selected=True)
            if not elegidas and not control.has_attr("multiple"):
                elegidas = control.find_all("option", limit=1)
            valores = [opcion.get("value", opcion.get_text()) for opcion in elegidas]
        elif control.name == "textarea":
            valores = [control.get_text().removeprefix("\n")]
        elif tipo in ("checkbox", "radio"):
            valores = [control.get("value", "on")] if control.has_attr("checked") else []
        else:
            valores = [control.get("value", "")]
        datos.setdefault(nombre, []).extend(valores)
    return {nombre: valores for nombre, valores in datos.items() if valores}


def crear_por_formulario(navegador, accion=None, **cambios):
    """POST of a new ficha; ``accion`` is the name of the button (none: save the draft). Returns the response."""
    datos = datos_de_ficha(**cambios)
    if accion:
        datos[accion] = "1"
    return navegador.post(url_nueva(), datos)


# --- Files ----------------------------------------------------------------------------------------


def imagen(titulo="Una imagen"):
    """One that every role may choose."""
    return Imagen.objects.create(title=titulo, file=ContentFile(muestras.png(), "imagen.png"), collection=comun())


WEBM = b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm" + b"\x18\x53\x80\x67\x8acontenidos"
VTT = """WEBVTT

1
00:00:00.500 --> 00:00:02.000 line:90%
Buenos días.

NOTE de prueba

00:01.000 --> 00:03.500
Sí.
"""


def documento(nombre, contenido, **campos):
    return Documento.objects.create(title=nombre, file=ContentFile(contenido, nombre), **campos)


PDF = muestras.pdf()
DOC = muestras.ole(WordDocument=b"\xec\xa5")
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 512


def json_de(respuesta):
    return json.loads(respuesta.getvalue())


# --- The screens of the DDRI, through HTTP ----------------------------------------------------------


def pantalla(pendiente):
    return reverse(pendiente.task.specific.pantalla, args=[pendiente.pk])


def abrir(navegador, pendiente):
    """What the browser would send back from the screen of the task, as it opens: a dict of lists."""
    respuesta = navegador.get(pantalla(pendiente))
    assert respuesta.status_code == 200, respuesta
    return leer_formulario(respuesta, lambda formulario: formulario.find("input", attrs={"name": "huella"}))


def decidir(navegador, pendiente, decision, **cambios):
    """Open the screen of the task, write ``cambios`` and press the button ``decision``. Returns the response."""
    datos = abrir(navegador, pendiente) | cambios | {"decision": decision}
    return navegador.post(pantalla(pendiente), datos)


def rubrica(puntaje=3, justificacion="Lo muestran los resultados.", **cambios):
    """A complete rubric as the form of the study sends it."""
    datos = {"experiencia_significativa": "on", "concepto": "Sólida y bien contada."}
    for criterio in Criterio.objects.all():
        datos[f"criterio-{criterio.codigo}-puntaje"] = puntaje
        datos[f"criterio-{criterio.codigo}-justificacion"] = justificacion
    return datos | cambios


# --- The database ---------------------------------------------------------------------------------


@contextmanager
def candado_abierto():
    """The tables of the record let through what PostgreSQL refuses, to see who else finds it."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET banco.candado = 'abierto'")
        yield
        cursor.execute("SET banco.candado = ''")
