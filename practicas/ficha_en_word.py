"""The ficha in Word: it goes out with its guidance and its limits, and comes back to be seen before it is kept.

It is described as a form from the table of the ficha, so that there is one writer, one reader and one preview. It is
no row of the database: a field added to the table is in the next document. Rows (persons, files, evidence) are written
on the site: persons do not leave without their consent, and a file does not fit in a paragraph.
"""

from dataclasses import dataclass

from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from wagtail.models import Locale

from base.fechas import Precision
from base.idiomas import ESPANOL
from base.palabras import lineas_visibles
from base.texto import plano
from formularios.formatos import dia
from formularios.lectura import Estado
from formularios.models import Campo, Seccion
from formularios.word import texto_escrito

from .desde_formato import parrafos
from .ficha import FICHA, PARTES, PROSA, TEXTO
from .models import PracticaPage

CODIGO, VERSION = "DDRI-FICHA", "1"
DE_LISTA = ("tema", "subtema")  # one term
DE_LISTAS = ("localidades", "poblaciones", "ods")  # several, one a line
_FECHAS = ("fecha_inicio", "fecha_fin")
_UNIDAD = Campo.Unidad.PALABRAS
_HASTA = gettext_lazy("Hasta %(limite)s palabras.")
_UNA = gettext_lazy("Una de estas:")
_LISTA = gettext_lazy("Una por línea, entre estas:")


class Filas(list):
    """What a form in the database answers to ``campos`` and ``secciones``."""

    def all(self):
        return list(self)

    def select_related(self, *_nombres):
        return list(self)


@dataclass(frozen=True)
class FormularioDeLaFicha:
    """A ``Formulario`` made from the table, as the writer and the reader of Word ask it."""

    campos: Filas
    secciones: Filas
    codigo: str = CODIGO
    version: str = VERSION

    encabezado = (("CÓDIGO", CODIGO), ("VERSIÓN", VERSION), ("FORMATO", "Ficha de práctica"), ("Página", ""))

    def nombre(self, idioma=None):
        with override(idioma or get_language()):
            return _("Ficha de una buena práctica")

    def nota(self, idioma=None):
        with override(idioma or get_language()):
            return _(
                "Escriba dentro de cada recuadro y traiga el documento al Banco: antes de guardar verá qué se leyó. "
                "Las personas de contacto, los archivos, las imágenes y la evidencia se ponen en el sitio."
            )


def en_los_dos(frase):
    """A lazy sentence in Spanish and in English."""
    dichas = []
    for idioma in ("es", "en"):
        with override(idioma):
            dichas.append(str(frase))
    return dichas


def termino(una):
    return {"codigo": una.codigo, "es": una.nombre_es, "en": una.nombre_en or una.nombre_es}


def _con_terminos(frase, terminos):
    """``frase`` and the names of ``terminos``, in both languages."""
    nombres = ["; ".join(una[lengua] for una in terminos) for lengua in ("es", "en")]
    return [f"{dicha} {suyos}." for dicha, suyos in zip(en_los_dos(frase), nombres, strict=True)]


def _campo(uno, orden, seccion, con_terminos):
    suyo = PracticaPage._meta.get_field(uno.nombre)
    etiqueta, ayuda = en_los_dos(suyo.verbose_name), en_los_dos(suyo.help_text)
    opciones, tipo = [], Campo.Tipo.TEXTO
    if uno.nombre in _FECHAS:
        tipo = Campo.Tipo.FECHA
    elif uno.nombre in DE_LISTA:
        tipo, opciones = Campo.Tipo.OPCION, [termino(una) for una in suyo.related_model.objects.all()]
        ayuda = _con_terminos(_UNA, opciones) if con_terminos else ayuda
    elif uno.nombre in DE_LISTAS:
        tipo = Campo.Tipo.LISTA
        if con_terminos:
            ayuda = _con_terminos(_LISTA, [termino(una) for una in suyo.related_model.objects.all()])
    elif uno.clase == PROSA or isinstance(suyo, models.TextField):
        tipo = Campo.Tipo.PROSA
    if uno.limite:
        ayuda = [
            f"{dicha} {frase % {'limite': uno.limite}}".strip()
            for dicha, frase in zip(ayuda, en_los_dos(_HASTA), strict=True)
        ]
    return Campo(
        orden=orden,
        seccion_id=seccion,
        clave=uno.nombre,
        tipo=tipo,
        etiqueta_es=capfirst(etiqueta[0]),
        etiqueta_en=capfirst(etiqueta[1]),
        ayuda_es=ayuda[0],
        ayuda_en=ayuda[1],
        obligatorio=uno.requerido,
        opciones=opciones,
        limite=Campo.Certeza.EXACTO if uno.limite else Campo.Certeza.SIN_LIMITE,
        maximo=uno.limite or None,
        unidad=_UNIDAD if uno.limite else "",
    )


def formulario(con_terminos=True):
    """The ficha as a form, from its table and from the closed lists as they are today.

    ``con_terminos``: whether its guidance says which terms there are, where there is no other place for them.
    """
    llevados = [
        uno
        for uno in FICHA.en_el_formulario
        if uno.clase in (TEXTO, PROSA) or uno.nombre in (*_FECHAS, *DE_LISTA, *DE_LISTAS)
    ]
    partes = [parte for parte in PARTES if any(uno.parte == parte for uno in llevados)]
    secciones = Filas()
    for numero, parte in enumerate(partes, start=1):
        titulo = en_los_dos(PARTES[parte])
        secciones.append(Seccion(pk=numero, orden=numero, titulo_es=titulo[0], titulo_en=titulo[1]))
    campos = [
        _campo(uno, orden, partes.index(uno.parte) + 1, con_terminos) for orden, uno in enumerate(llevados, start=1)
    ]
    return FormularioDeLaFicha(Filas(campos), secciones)


def respuestas(practica):
    """What ``practica`` tells, by the key of its field: plain text, terms by their code."""
    dichas = {}
    for campo in formulario().campos:
        valor = getattr(practica, campo.clave)
        if campo.clave in DE_LISTAS:
            dichas[campo.clave] = [una.nombre_es for una in valor.all()]
        elif campo.clave in DE_LISTA:
            dichas[campo.clave] = valor.codigo if valor else ""
        elif campo.clave in _FECHAS:
            dichas[campo.clave] = valor.isoformat() if valor else ""
        elif FICHA(campo.clave).clase == PROSA:
            dichas[campo.clave] = "\n".join(lineas_visibles(valor))
        else:
            dichas[campo.clave] = valor or ""
    return {clave: valor for clave, valor in dichas.items() if valor}


# --- And back -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cambio:
    """A field of the document against the draft. ``valor``: what would be kept; ``duda``: why nothing would."""

    clave: str
    etiqueta: str
    estado: str
    antes: str = ""
    despues: str = ""
    valor: object = None
    duda: str = ""

    @property
    def cambia(self):
        return not self.duda and self.estado != Estado.VACIO and self.despues != self.antes

    @property
    def se_deja(self):
        """Whether the document has nothing where the draft has something, which stays."""
        return self.estado == Estado.VACIO and bool(self.antes)


def _en_palabras(campo, valor):
    """An answer as it is compared and shown; blank lines and spaces in a row are no difference."""
    if isinstance(valor, list):
        return "\n".join(valor)
    lineas = (" ".join(linea.split()) for linea in texto_escrito(campo, valor).split("\n"))
    return "\n".join(linea for linea in lineas if linea)


def _por_nombre(clave):
    """Each name that a term of the closed list ``clave`` goes by, as it is compared → the term."""
    modelo = PracticaPage._meta.get_field(clave).related_model
    return {plano(nombre): una for una in modelo.objects.all() for nombre in (una.nombre_es, una.nombre_en, str(una))}


def listas_cerradas():
    """What ``cambios`` looks terms up in, for who reads many fichas."""
    return {clave: _por_nombre(clave) for clave in DE_LISTAS}


def _terminos(por_nombre, dichos):
    """The terms that the lines of a list name, and those that none bears."""
    hallados = [por_nombre.get(plano(" ".join(dicho.split()))) for dicho in dichos]
    ajenos = [dicho for dicho, una in zip(dichos, hallados, strict=True) if una is None]
    return [una for una in hallados if una is not None], ajenos


def _leido(campo, leido, listas):
    """What would be kept of a field that was read: ``(value, as it is shown, why not)``."""
    if leido.estado == Estado.FORMULA:
        return None, leido.crudo, _("Es una fórmula, y no se lee: escriba en la celda lo que da.")
    if leido.estado == Estado.NO_RECONOCIDO:
        frase = _("No es una fecha que exista: escriba día, mes y año, en ese orden.")
        return None, leido.crudo, frase if campo.clave in _FECHAS else _("No es un término de la lista.")
    if campo.clave in DE_LISTAS:
        por_nombre = listas[campo.clave] if listas else _por_nombre(campo.clave)
        terminos, ajenos = _terminos(por_nombre, leido.valor)
        frase = _("No están en la lista: %(cuales)s.") % {"cuales": ", ".join(ajenos)} if ajenos else ""
        return terminos, "\n".join(leido.valor if ajenos else sorted(una.nombre_es for una in terminos)), frase
    tope = PracticaPage._meta.get_field(campo.clave).max_length
    if tope and isinstance(leido.valor, str) and len(leido.valor) > tope:
        return None, leido.valor, _("Pasa de %(tope)s caracteres: acórtelo en el documento.") % {"tope": tope}
    if campo.tipo == Campo.Tipo.TEXTO:  # of one line, wherever the document parted it
        seguido = " ".join(leido.valor.split())
        return seguido, seguido, ""
    return leido.valor, _en_palabras(campo, leido.valor), ""


def cambios(practica, lectura, listas=None):
    """What a reading of ``formulario()`` would change in ``practica`` (``None``: a new one): list of ``Cambio``.

    ``listas``: those of ``listas_cerradas()``, for who reads many.
    """
    habia = respuestas(practica) if practica else {}
    lista = []
    for leido in lectura.campos:
        campo = leido.campo
        tenia = habia.get(campo.clave, "")
        antes = "\n".join(sorted(tenia)) if isinstance(tenia, list) else _en_palabras(campo, tenia)
        valor, despues, duda = _leido(campo, leido, listas) if leido.estado != Estado.VACIO else (None, "", "")
        lista.append(Cambio(campo.clave, campo.etiqueta(), leido.estado, antes, despues, valor, duda))
    return lista


def _aplicar(practica, lista):
    for cambio in lista:
        if not cambio.cambia:
            continue
        if cambio.clave in DE_LISTA:
            modelo = PracticaPage._meta.get_field(cambio.clave).related_model
            setattr(practica, cambio.clave, modelo.objects.get(codigo=cambio.valor))
        elif cambio.clave in DE_LISTAS:
            setattr(practica, cambio.clave, cambio.valor)
        elif cambio.clave in _FECHAS:
            setattr(practica, cambio.clave, dia(cambio.valor))
            setattr(practica, cambio.clave.replace("fecha", "precision"), Precision.DIA)
        elif FICHA(cambio.clave).clase == PROSA:
            setattr(practica, cambio.clave, parrafos(cambio.valor))
        else:
            setattr(practica, cambio.clave, cambio.valor)


@transaction.atomic
def actualizar(practica, lectura, usuario):
    """A new draft of ``practica`` with what the document changes. What it leaves blank stays as it was."""
    borrador = practica.get_latest_revision_as_object()
    _aplicar(borrador, cambios(borrador, lectura))
    borrador.save_revision(user=usuario, log_action=True, clean=False)
    return borrador


@transaction.atomic
def crear(lectura, entidad, usuario, madre):
    """The draft of a new ficha of ``entidad``, below ``madre``."""
    practica = PracticaPage(
        locale=Locale.objects.get(language_code=ESPANOL), entidad=entidad, owner=usuario, live=False
    )
    lista = cambios(None, lectura)
    _aplicar(practica, [uno for uno in lista if uno.clave not in DE_LISTAS])
    madre.add_child(instance=practica)
    _aplicar(practica, [uno for uno in lista if uno.clave in DE_LISTAS])
    practica.save()
    practica.save_revision(user=usuario, log_action=True, clean=False)
    return practica
