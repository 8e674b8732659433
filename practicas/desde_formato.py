"""A District's format becomes the draft of a ficha, and a ficha goes out as one: what stands where, and what lacks.

What a question of the form asks is said by its ``fuente``; here is where in the ficha that is told. Nothing is cut:
what is too long is placed whole, and its counter says so. What has no place in the ficha stays in the form, which the
draft is tied to and which is no longer edited.
"""

import re
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from actores.colecciones import coleccion_de
from aval.lectura import nombre_de
from base.fechas import Precision
from base.idiomas import ESPANOL
from base.models import Documento
from base.palabras import lineas_visibles, palabras_de_html, palabras_de_texto
from base.texto import plano
from formularios.formatos import dia
from formularios.medida import en_texto, esta_vacio
from formularios.models import Campo, Llenado
from vocabulario.models import Poblacion

from . import reglas
from .ficha import FICHA, PROSA
from .models import Archivo, Contacto, PracticaPage
from .origen import se_puede_proponer

# Where the ficha tells what a question asks, by the ``fuente`` of the question.
DESTINOS = {
    "resumen": ("resumen", "antecedentes"),
    "antecedentes": ("antecedentes",),
    "objetivos": ("resultados",),
    "resultados": ("resultados",),
    "visibilidad": ("visibilidad",),
    "dificultades": ("dificultades",),
    "lecciones": ("lecciones",),
    "transferencia": ("transferencia",),
}
_DE_LA_PERSONA = {"colaborador": "nombre", "correo": "correo", "telefono": "telefono"}  # key of the form → of the row
_NO_LO_PREGUNTA = ("localidades", "tema", "ods", "upz")  # of the ficha; none is compulsory, and all help to find it
LETRAS_DEL_TITULO = PracticaPage._meta.get_field("title").max_length


@dataclass(frozen=True)
class Lugar:
    """A field of the ficha that the form fills: from which questions, with how many words, of how many."""

    campo: str
    nombre: str
    de: tuple
    usadas: int
    limite: int

    @property
    def sobran(self):
        return max(0, self.usadas - self.limite) if self.limite else 0


@dataclass
class Propuesta:
    """The draft that a form would be, not saved: what went where, what stays in the form, and what is lacking."""

    pagina: PracticaPage
    lugares: list = field(default_factory=list)
    se_quedan: list = field(default_factory=list)  # (question, answer)
    faltas: list = field(default_factory=list)  # (name of the field, sentence)


def parrafos(texto):
    """Plain ``texto`` as rich text: a paragraph a line."""
    lineas = ((linea.strip(),) for linea in texto.split("\n") if linea.strip())
    return format_html_join("", "<p>{}</p>", lineas)


def _cabe(modelo, campo, texto):
    tope = modelo._meta.get_field(campo).max_length
    return tope is None or len(texto) <= tope


def nombradas(texto):
    """The closed list of populations that ``texto`` names, so that somebody chooses among them."""
    llano = f" {' '.join(plano(texto).split())}"

    def partes(nombre):
        """«Por condición: personas con discapacidad», «Servidores públicos y contratistas»: what each is called."""
        return [parte for parte in re.split(r": | y |, ", plano(nombre)) if not parte.startswith("por ")]

    return [una for una in Poblacion.objects.all() if any(f" {parte}" in llano for parte in partes(una.nombre_es))]


class _Armado:
    """Puts together the page of a form, and notes what it did with each answer."""

    def __init__(self, llenado, titulo, poblaciones):
        self.llenado = llenado
        self.campos = list(llenado.formulario.campos.all())
        self.dichos = {
            campo.clave: en_texto(llenado.valores.get(campo.clave)).strip()
            for campo in self.campos
            if not esta_vacio(llenado.valores.get(campo.clave))
        }
        self.por_fuente = {campo.fuente: campo for campo in self.campos if campo.fuente}
        self.titulo = titulo.strip() or self._de("nombre")
        self.poblaciones = poblaciones
        self.usados = set()
        self.de_donde = {}

    def _de(self, fuente):
        campo = self.por_fuente.get(fuente)
        return self.dichos.get(campo.clave, "") if campo else ""

    def pagina(self, idioma):
        practica = PracticaPage(
            locale=idioma,
            title=self.titulo[:LETRAS_DEL_TITULO],
            entidad=self.llenado.entidad,
            live=False,
            precision_inicio=Precision.DIA,
        )
        self._textos(practica)
        if inicio := self.por_fuente.get("fecha_inicio"):
            practica.fecha_inicio = dia(self.llenado.valores.get(inicio.clave))
            self._usar(inicio if practica.fecha_inicio else None, "fecha_inicio")
        if persona := self._contacto():
            practica.contactos = [persona]
        practica.poblaciones = self.poblaciones
        return practica

    def _usar(self, campo, destino):
        if campo is not None:
            self.usados.add(campo.clave)
            self.de_donde.setdefault(destino, []).append(campo)

    def _textos(self, practica):
        nombre = self.por_fuente.get("nombre")
        self._usar(nombre, "title")
        trozos: dict[str, list] = {}
        if nombre and " ".join(self._de("nombre").split()) != " ".join(self.titulo.split()):
            trozos["antecedentes"] = [(nombre, self._de("nombre"))]
        for campo in self.campos:
            for destino in DESTINOS.get(campo.fuente, ()) if campo.clave in self.dichos else ():
                trozos.setdefault(destino, []).append((campo, self.dichos[campo.clave]))
        for destino, suyos in trozos.items():
            for campo, _texto in suyos:
                self._usar(campo, destino)
            if FICHA(destino).clase != PROSA:
                setattr(practica, destino, "\n".join(texto for _campo, texto in suyos))
            elif len(suyos) == 1:
                setattr(practica, destino, parrafos(suyos[0][1]))
            else:  # each under the question that it answered, so that it is known where one ends
                conjunto = [(campo.etiqueta("es"), parrafos(texto)) for campo, texto in suyos]
                setattr(practica, destino, format_html_join("", "<p><b>{}</b></p>{}", conjunto))

    def _contacto(self):
        """The person that the form names. Nobody asked whether they agree to be published: they do not."""
        datos = {}
        for clave, campo in _DE_LA_PERSONA.items():
            if (texto := self.dichos.get(clave)) and _cabe(Contacto, campo, texto):
                datos[campo] = texto
                self.usados.add(clave)
        return Contacto(**datos, autoriza=False) if datos else None


def proponer_en_memoria(llenado, titulo="", poblaciones=()):
    """What ``proponer`` would make of ``llenado``: a ``Propuesta``, and nothing saved."""
    armado = _Armado(llenado, titulo, list(poblaciones))
    pagina = armado.pagina(Locale.objects.get(language_code=ESPANOL))
    lugares = []
    for campo in FICHA.en_el_formulario:
        if campo.nombre in armado.de_donde:
            valor = getattr(pagina, campo.nombre)
            contar = palabras_de_html if campo.clase == PROSA else palabras_de_texto
            lugares.append(
                Lugar(
                    campo.nombre,
                    nombre_de(PracticaPage, campo.nombre),
                    tuple(uno.etiqueta() for uno in armado.de_donde[campo.nombre]),
                    contar(valor) if isinstance(valor, str) else 0,
                    campo.limite,
                )
            )
    de_archivo = {campo.clave for campo in armado.campos if campo.tipo == Campo.Tipo.ARCHIVO}
    se_quedan = [
        (campo.etiqueta(), armado.dichos[campo.clave])
        for campo in armado.campos
        if campo.clave in armado.dichos and campo.clave not in armado.usados | de_archivo
    ]
    return Propuesta(pagina, lugares, se_quedan, _faltas(pagina))


def _faltas(pagina):
    """What the ficha still lacks before it can be sent, and what the form does not ask and would help to find it."""
    faltas = [(nombre_de(PracticaPage, campo), frase) for campo, frase in reglas.revisar(pagina)]
    faltas += [
        (nombre_de(PracticaPage, campo), _("El formato no lo pregunta: complételo en la ficha, si lo tiene."))
        for campo in _NO_LO_PREGUNTA
    ]
    return list(dict.fromkeys(faltas))


def banco_de(usuario):
    """Where ``usuario`` may write a new ficha; ``None`` if nowhere."""
    for modelo in PracticaPage.allowed_parent_page_models():
        pagina = modelo.objects.filter(locale__language_code=ESPANOL).first()
        if pagina and pagina.permissions_for_user(usuario).can_add_subpage():
            return pagina
    return None


def url_para_proponer(llenado, usuario):
    """Where ``usuario`` proposes ``llenado``; ``None`` where they write no fichas, or it is no time."""
    if se_puede_proponer(llenado) and banco_de(usuario):
        return reverse("practicas:proponer", args=[llenado.pk])
    return None


@transaction.atomic
def proponer(llenado, usuario, titulo="", poblaciones=()):
    """Make of ``llenado`` the draft of a ficha of its entity, below ``banco_de(usuario)``. Returns the page.

    Asked twice, it answers the one that there is.
    """
    llenado = Llenado.objects.select_for_update(of=("self",)).select_related("formulario", "entidad").get(pk=llenado.pk)
    if llenado.pagina_id:
        return llenado.pagina.specific
    pagina = proponer_en_memoria(llenado, titulo, poblaciones).pagina
    suyas = list(pagina.poblaciones.all())
    pagina.owner = usuario
    pagina.archivos = [
        Archivo(
            documento=_documento(adjunto, llenado.entidad, usuario), titulo=adjunto.nombre[:200], locale=pagina.locale
        )
        for adjunto in llenado.adjuntos.exclude(clave="")
    ]
    banco_de(usuario).add_child(instance=pagina)
    pagina.poblaciones = suyas
    pagina.save()
    pagina.save_revision(user=usuario, log_action=True, clean=False)
    llenado.pagina, llenado.estado = pagina, Llenado.Estado.PROPUESTO
    llenado.save()
    log(llenado, "wagtail.edit", user=usuario)
    return pagina


def _documento(adjunto, entidad, usuario):
    with adjunto.archivo.open() as abierto:
        contenido = ContentFile(abierto.read(), name=adjunto.nombre[-80:])
    documento = Documento(
        title=adjunto.nombre, file=contenido, collection=coleccion_de(entidad), uploaded_by_user=usuario
    )
    documento.save()
    return documento


# --- And back -------------------------------------------------------------------------------------


def _en_llano(practica, campo):
    valor = getattr(practica, campo) or ""
    return "\n".join(lineas_visibles(valor)) if FICHA(campo).clase == PROSA else valor


def como_formato(practica, formulario):
    """The answers of ``practica`` to ``formulario``, by key. What the ficha does not tell is left blank.

    Of persons, only those who agreed to be published: the document is made to leave.
    """
    lo_que_cuenta = {
        "nombre": practica.title,
        "fecha_inicio": practica.fecha_inicio.isoformat() if practica.fecha_inicio else "",
        "poblaciones": ", ".join(una.nombre_es for una in practica.poblaciones.all()),
        "archivos": [{"nombre": str(uno)} for uno in practica.archivos.all()],
        **{
            fuente: _en_llano(practica, destinos[0])
            for fuente, destinos in DESTINOS.items()
            if fuente != "objetivos"  # the ficha tells them within its results, and does not say which they are
        },
    }
    valores = {
        campo.clave: lo_que_cuenta[campo.fuente] for campo in formulario.campos.all() if campo.fuente in lo_que_cuenta
    }
    valores["fecha_diligenciamiento"] = timezone.localdate().isoformat()
    for persona in practica.contactos_publicos[:1]:
        valores |= {clave: getattr(persona, campo) for clave, campo in _DE_LA_PERSONA.items()}
    return {clave: valor for clave, valor in valores.items() if valor}
