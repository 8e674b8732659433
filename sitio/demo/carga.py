"""The content of the demonstration, made by the real way through: written, sent, studied, approved, translated.

Every aval here is genuine: the same functions that the screens call, by people of the right roles.
"""

from decimal import Decimal
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Comment

from actores.models import Actor, Entidad, Localidad
from aval import flujo
from aval.rutas import RUTAS
from banco.models import BancoPage
from base.idiomas import ESPANOL
from base.models import Documento, Imagen
from estudio import servicio as estudios
from formularios import servicio as formularios
from formularios.formatos import por_registrar
from formularios.models import Llenado
from practicas.desde_formato import proponer
from practicas.ficha import FICHA, PROSA, TEXTO
from practicas.models import (
    ActorClave,
    Archivo,
    Contacto,
    Evidencia,
    ImagenDePractica,
    Organizacion,
    PlataformaDePractica,
    PracticaPage,
    RedDePractica,
    VideoDePractica,
)
from practicas.origen import CODIGO
from redes.models import Plataforma, Red
from traducciones import servicio
from vocabulario.models import ODS, Criterio, PalabraClave, Poblacion, Subtema, Tema

from ..models import AjustesSitio
from ..prosa import a_html, leer, pares
from . import cooperacion, cuentas, laminas, mesa, procesos, sistema, vinculos

DE_LA_DURACION = ("fecha_inicio", "precision_inicio", "fecha_fin", "precision_fin")
CORREO, PRENSA = "ddri@example.org", "prensa@example.org"
FICHAS = Path(__file__).parent / "fichas"
FORMATOS = FICHAS.with_name("formatos")
ARCHIVOS = FICHAS.with_name("archivos")
# How far each ficha is taken.
PUBLICADA, BORRADOR, EN_ESTUDIO, DEVUELTA, INGLES_EN_ESPERA = (
    *("publicada", "borrador", "en_estudio", "devuelta", "ingles_en_espera"),
)


def cargar(avisar=lambda texto: None):
    """Load what is missing of the demonstration. Safe to repeat: a ficha that exists is left as it is."""
    gente = cuentas.crear()
    # The street is that of the City Hall; the mailbox is invented, so that pages that ask to be written to have one.
    for ajustes in AjustesSitio.objects.filter(correo="", telefono="", direccion=""):
        ajustes.direccion, ajustes.correo = "Carrera 8 # 10-65, Bogotá D.C.", CORREO
        ajustes.save()
    for ajustes in AjustesSitio.objects.filter(correo=CORREO, es_demostracion=False):  # one of before, too
        ajustes.es_demostracion = True
        ajustes.save()
    for ajustes in AjustesSitio.objects.filter(correo=CORREO, es_demostracion=True, correo_prensa="", prensa=""):
        ajustes.prensa, ajustes.correo_prensa = "Oficina de prensa de ejemplo", PRENSA
        ajustes.licencia_imagenes = "cc_by"  # the drawings of the demonstration are of the house
        ajustes.save()
    for ruta in sorted(FICHAS.glob("*.toml")):
        datos = leer(ruta)
        if not PracticaPage.objects.filter(slug=datos["slug"], locale__language_code=ESPANOL).exists():
            with transaction.atomic():
                _recorrer(datos, gente)
            avisar(datos["es"]["titulo"])
    vinculos.cargar(gente, avisar)
    procesos.cargar(gente, avisar)
    mesa.cargar(gente, avisar)
    sistema.cargar(gente)
    cooperacion.cargar(gente, avisar)


def _recorrer(datos, gente):
    autor = cuentas.focal_de(datos["entidad"])
    propuesta = _proponer(datos, autor) if "formato" in datos else None
    practica = escribir(datos, autor, propuesta)
    if datos["destino"] == BORRADOR:
        return
    flujo.enviar(practica, practica.owner)
    if datos["destino"] == EN_ESTUDIO:
        return
    if datos["destino"] == DEVUELTA:
        _devolver(practica, datos, gente["asesora"])
        return
    _estudiar(practica, datos, gente["asesora"])
    _avalar(practica, gente["moderadora"])
    if "en" in datos:
        _traducir(practica, datos, gente["comunicaciones"])
        if datos["destino"] == PUBLICADA:
            _avalar(practica.get_translations().get().specific, gente["moderadora"])
    if "despues" in datos:
        _cambiar(practica, datos, gente)


def _proponer(datos, autor):
    """The draft that the entity's FT-1311 becomes, once it is registered; what it left blank stays blank."""
    formulario = next(uno for uno in formularios.vigentes() if uno.codigo == CODIGO)
    llenado = Llenado(
        formulario=formulario,
        entidad=Entidad.objects.get(codigo=datos["entidad"]),
        tipo=Llenado.Tipo.BUENA_PRACTICA,
        estado=Llenado.Estado.REGISTRADO,
    )
    dichas = {clave: texto.strip() for clave, texto in leer(FORMATOS / datos["formato"]).items() if texto}
    if dudas := por_registrar(formulario, dichas):
        raise ValueError(f"{datos['formato']}: {dudas}")
    formularios.guardar(llenado, autor, dichas)
    return proponer(llenado, autor, datos["es"]["titulo"])


def _cambiar(practica, datos, gente):
    """Approve what its Spanish says now: its English, if it has one, is left behind."""
    practica = PracticaPage.objects.get(pk=practica.pk)
    for campo, texto in datos["despues"].items():
        setattr(practica, campo, a_html(texto) if FICHA(campo).clase == PROSA else texto.strip())
    practica.save_revision(user=practica.owner, log_action=True, clean=False)
    flujo.enviar(practica, practica.owner)
    _estudiar(practica, datos, gente["asesora"])
    _avalar(practica, gente["moderadora"])


def textos_de(datos, ficha=FICHA):
    """The texts that a file gives for the fields of ``ficha``, but those that every page has: dict."""
    dados = {**datos["es"], "upz": datos.get("upz", ""), "presupuesto_nota": datos.get("presupuesto", {}).get("nota")}
    textos = {}
    for campo in ficha:
        if campo.clase in (TEXTO, PROSA) and campo.parte and campo.nombre != "title":
            texto = dados.get(campo.nombre) or ""
            textos[campo.nombre] = a_html(texto) if campo.clase == PROSA else texto.strip()
    return textos


def hechos_de(datos, ficha=FICHA):
    """The facts that a file gives of what it takes to adopt the practice: dict."""
    dados = datos.get("adopcion", {})
    return {campo.nombre: dados[campo.nombre] for campo in ficha if campo.parte == "adopcion" and campo.nombre in dados}


def escribir(datos, autor, practica=None):
    """A ficha from its file, as a draft by ``autor``; over ``practica``, the draft that it came as, if it did."""
    textos = datos["es"]
    campos = dict(
        title=textos["titulo"],
        slug=datos["slug"],
        owner=autor,
        live=False,
        locale=BancoPage.objects.get(locale__language_code=ESPANOL).locale,
        entidad=Entidad.objects.get(codigo=datos["entidad"]),
        toda_la_ciudad=datos.get("toda_la_ciudad", False),
        tema=Tema.objects.get(codigo=datos["tema"]),
        subtema=Subtema.objects.get(codigo=datos["subtema"]),
        **{campo: datos[campo] for campo in DE_LA_DURACION if campo in datos},
        **_presupuesto(datos.get("presupuesto", {})),
        **textos_de(datos),
        **hechos_de(datos),
    )
    practica = practica or PracticaPage()
    for campo, valor in campos.items():
        setattr(practica, campo, valor)
    practica.organizaciones = [Organizacion(actor=_socio(una)) for una in datos.get("organizaciones", [])]
    practica.contactos = [Contacto(**_persona(una)) for una in datos.get("contacto", [])]
    practica.actores_clave = [ActorClave(**_persona(una)) for una in datos.get("actor", [])]
    practica.redes = [RedDePractica(red=_viaje(Red, slug)) for slug in datos.get("redes", [])]
    practica.plataformas = [
        PlataformaDePractica(plataforma=_viaje(Plataforma, slug)) for slug in datos.get("plataformas", [])
    ]
    practica.evidencias = [_evidencia(una, practica) for una in datos.get("evidencia", [])]
    practica.imagenes = [_imagen(una, practica) for una in datos.get("imagen", [])]
    practica.videos = [_video(uno, practica) for uno in datos.get("video", [])]
    practica.archivos = [_archivo(uno, practica) for uno in datos.get("archivo", [])]
    if practica.pk is None:
        BancoPage.objects.get(locale=practica.locale).add_child(instance=practica)
    practica.localidades = Localidad.objects.filter(codigo__in=datos.get("localidades", []))
    practica.poblaciones = Poblacion.objects.filter(codigo__in=datos.get("poblaciones", []))
    practica.ods = ODS.objects.filter(orden__in=datos.get("ods", []))
    practica.tags.add(*datos.get("etiquetas", []))
    for palabra, en_ingles in zip(datos["etiquetas"], datos.get("en", {}).get("etiquetas", ()), strict=False):
        clave = PalabraClave.objects.get(etiqueta__name=palabra)
        clave.nombre_en = en_ingles
        clave.save()
    practica.save()
    practica.save_revision(user=autor, log_action=True, clean=False)
    practica.refresh_from_db()
    return practica


def _socio(datos):
    """The organisation of a row: that of an entity, or the one of this name, added if the list has it not."""
    if "entidad" in datos:
        return Actor.de_la_entidad(Entidad.objects.get(codigo=datos["entidad"]))
    return Actor.llamado(datos["nombre"], datos.get("nombre_en", ""))


def _presupuesto(datos):
    """Its parts in money: dict field → value."""
    partes = ("financiero", "especie", "otro", "moneda")
    return {
        f"presupuesto_{parte}": datos[parte] if parte == "moneda" else Decimal(datos[parte])
        for parte in partes
        if parte in datos
    }


def _viaje(modelo, slug):
    return modelo.objects.get(slug=slug, locale__language_code=ESPANOL)


def _persona(datos):
    return {**datos, "autoriza_fecha": timezone.localdate() if datos.get("autoriza") else None}


def _evidencia(datos, practica):
    campos = {campo: valor for campo, valor in datos.items() if not campo.startswith("en_")}
    if "criterio" in campos:
        campos["criterio"] = Criterio.objects.get(codigo=campos["criterio"])
    return Evidencia(locale=practica.locale, **campos)


def _lamina(nombre):
    imagen, _nueva = Imagen.objects.get_or_create(
        title=nombre.capitalize(), defaults={"file": ContentFile(laminas.lamina(nombre), f"{nombre}.png")}
    )
    return imagen


def _imagen(datos, practica):
    return ImagenDePractica(
        imagen=_lamina(datos["lamina"]),
        texto_alternativo=datos["texto_alternativo"],
        pie=datos.get("pie", ""),
        credito=datos["credito"],
        locale=practica.locale,
    )


def _documento(fichero, titulo):
    documento, _nuevo = Documento.objects.get_or_create(
        title=titulo, defaults={"file": ContentFile((ARCHIVOS / fichero).read_bytes(), fichero)}
    )
    return documento


def _archivo(datos, practica):
    documento = _documento(datos["fichero"], datos["titulo"])
    return Archivo(documento=documento, titulo=datos["titulo"], locale=practica.locale)


def _video(datos, practica):
    return VideoDePractica(
        **{campo: _documento(datos[campo], datos[campo]) for campo in ("subtitulos", "subtitulos_en")},
        titulo=datos["titulo"],
        documento=_documento(datos["fichero"], datos["titulo"]),
        cubierta=_lamina(datos["cubierta"]),
        transcripcion=a_html(datos["transcripcion"]),
        credito=datos["credito"],
        locale=practica.locale,
    )


def _tarea(practica):
    return PracticaPage.objects.get(pk=practica.pk).current_workflow_task_state


def _estudiar(practica, datos, asesora):
    estudio = _valorar(practica, datos, asesora)
    estudios.pasar_a_aval(estudio, asesora, flujo.huella(estudio.revision))


def _valorar(practica, datos, asesora):
    estudio = estudios.estudio_de(_tarea(practica), asesora)
    rutas = {ruta: datos.get(ruta, False) for ruta in RUTAS}
    for campo, valor in {**rutas, **datos.get("estudio", {})}.items():
        setattr(estudio, campo, valor)
    estudio.save()
    for una in datos.get("valoracion", []):
        suyo = {campo: valor for campo, valor in una.items() if campo != "criterio"}
        estudio.valoraciones.create(criterio=Criterio.objects.get(codigo=una["criterio"]), **suyo)
    return estudio


def _devolver(practica, datos, asesora):
    estudio = _valorar(practica, datos, asesora)
    for campo, texto in datos["devolucion"]["comentarios"].items():
        Comment.objects.create(
            page_id=practica.pk,
            user=asesora,
            text=texto,
            contentpath=campo,
            position="[]",
            revision_created=estudio.revision,
        )
    estudios.devolver(estudio, asesora, flujo.huella(estudio.revision), datos["devolucion"]["carta"].strip())


def _avalar(practica, moderadora):
    tarea = _tarea(practica)
    flujo.avalar(tarea, moderadora, flujo.huella(tarea.revision), **practica.rutas_propuestas())


def _traducir(practica, datos, traductor):
    practica = PracticaPage.objects.get(pk=practica.pk)
    textos = pares(datos["es"], datos["en"]) | {practica.slug: slugify(datos["en"]["titulo"])}
    for imagen in datos.get("imagen", []):
        textos[imagen["texto_alternativo"]] = imagen["en_texto_alternativo"]
        textos[imagen["pie"]] = imagen["en_pie"]
    for uno in (*datos.get("archivo", []), *datos.get("video", [])):
        textos[uno["titulo"]] = uno["en_titulo"]
        textos |= pares(uno.get("transcripcion", ""), uno.get("en_transcripcion", ""))
    for una in datos.get("evidencia", []):
        textos |= {una[campo]: una[f"en_{campo}"] for campo in Evidencia.TRADUCIDOS if una.get(campo)}
    if nota := datos.get("presupuesto"):
        textos[nota["nota"]] = nota["en_nota"]
    traduccion = servicio.empezar(practica, traductor)
    servicio.completar(traduccion, textos, traductor)
    servicio.proponer(traduccion, traductor)
