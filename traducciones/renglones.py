"""The rows of the translation desk: each segment of a text with what helps to translate it, and how they are shown."""

import hashlib
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import StringTranslation

from aval.marcas import marcar

from . import cotejo, revision, segmentos, servicio
from .models import Termino


@dataclass
class Renglon:
    """A segment on the desk. ``escrito`` is what stands in its box: what is kept or what was typed."""

    segmento: object
    lugar: str
    escrito: str = ""
    guardada: object = None
    errores: list = field(default_factory=list)
    terminos: list = field(default_factory=list)
    avisos: list = field(default_factory=list)
    antes: str = ""  # the source that was translated last time, with what changed marked
    antes_traducido: str = ""
    comentarios: list = field(default_factory=list)  # of the DDRI on the section, beside its first segment
    repetidos: list = field(default_factory=list)  # the same sentence elsewhere in the page: asked once, written in all
    propuesta: str = ""  # the address that the title asks for, where nobody wrote another

    @property
    def campo(self):
        return segmentos.campo_de(self.segmento.context.path)

    @property
    def de_maquina(self):
        return bool(self.guardada) and self.guardada.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE

    @property
    def pendiente(self):
        return not (self.guardada or self.propuesta) or self.con_error or self.de_maquina

    @property
    def con_error(self):
        return bool(self.guardada) and self.guardada.has_error

    @property
    def de_maquina_leida(self):
        """A person read it, and left it as the machine wrote it."""
        return bool(self.guardada) and not self.de_maquina and bool(self.guardada.tool_name)

    @property
    def se_repite_en(self):
        return list(dict.fromkeys(otro.lugar for otro in self.repetidos))

    @property
    def sin_texto(self):
        return not self.guardada and not self.propuesta

    @property
    def atrasado(self):
        """It was translated, and its original changed since."""
        return not self.guardada and bool(self.antes)

    @property
    def visto(self):
        """Digest of what was kept when the desk was drawn: tells whether somebody else wrote meanwhile."""
        return _digesto(self.guardada.data if self.guardada else "")

    @property
    def lineas(self):
        return min(24, max(1, len(max(self.segmento.string.data, self.escrito, key=len)) // 55 + 1))


# What the desk can show, by the value of ``?ver=``: name, and which segments.
VISTAS = {
    "": (gettext_lazy("Por hacer"), lambda uno: uno.pendiente or bool(uno.comentarios)),
    "comentado": (gettext_lazy("Comentado por la DDRI"), lambda uno: bool(uno.comentarios)),
    "atrasado": (gettext_lazy("Cambió el español"), lambda uno: uno.atrasado),
    "sin-texto": (gettext_lazy("Sin texto"), lambda uno: uno.sin_texto and not uno.atrasado),
    "maquina": (gettext_lazy("Automático, sin leer"), lambda uno: uno.de_maquina),
    "todo": (gettext_lazy("Todos"), lambda uno: True),
}


def _digesto(texto):
    return hashlib.sha256(texto.encode()).hexdigest()[:16]


def renglones(traduccion):
    """Every segment of the page, in the order in which the page is read: list of ``Renglon``."""
    modelo = traduccion.source.specific_content_type.model_class()
    todas = list(
        StringTranslation.objects.filter(
            locale=traduccion.target_locale, context__object_id=traduccion.source.object_id
        ).select_related("translation_of", "last_translated_by")
    )
    escritas = {(una.context_id, una.translation_of_id): una for una in todas}
    terminos = list(Termino.objects.all())
    de, a = traduccion.source.locale.language_code, traduccion.target_locale.language_code
    lista = []
    consulta = traduccion.source.stringsegment_set.select_related("string", "context").order_by("order")
    vigentes = {(segmento.context_id, segmento.string_id) for segmento in consulta}
    for segmento in consulta:
        guardada = escritas.get((segmento.context_id, segmento.string_id))
        uno = Renglon(
            segmento,
            segmentos.etiqueta(modelo, segmento.context.field_path or segmento.context.path),
            escrito=guardada.data if guardada else "",
            guardada=guardada,
        )
        if segmento.context.path != "slug":
            uno.terminos = cotejo.terminos_en(segmentos.texto(segmento.string.data), terminos, de)
            if guardada and not guardada.has_error:
                uno.avisos = revision.hallazgos_de(segmento.string.data, guardada.data, terminos, de, a)
        if guardada and guardada.has_error:
            uno.errores = [guardada.get_error() or _("No se puede usar: escríbalo de nuevo.")]
        if not guardada and segmento.context.path == "slug":
            uno.escrito = uno.propuesta = servicio.proponer_direccion(traduccion)
        elif not guardada:
            _recordar(uno, [una for una in todas if una.context_id == segmento.context_id], vigentes)
        lista.append(uno)
    orden = list(modelo.campos_de_lectura)
    lista.sort(key=lambda uno: orden.index(uno.campo) if uno.campo in orden else len(orden))
    for comentario in servicio.comentarios_de_la_ddri(traduccion.get_target_instance()).select_related("user"):
        if primero := next((uno for uno in lista if uno.campo == segmentos.campo_de(comentario.contentpath)), None):
            primero.comentarios.append(comentario)
    return _sin_repetir(lista)


def _sin_repetir(lista):
    """A sentence that stands in several places is asked once, if what is kept of it is the same in all."""
    primeros, quedan = {}, []
    for uno in lista:
        llave = (uno.segmento.string_id, uno.escrito, uno.de_maquina, bool(uno.errores))
        primero = primeros.get(llave)
        if primero is None or uno.comentarios or uno.propuesta:
            primeros.setdefault(llave, uno)
            quedan.append(uno)
        else:
            primero.repetidos.append(uno)
    return quedan


def _recordar(uno, del_lugar, vigentes):
    """What the place said before the source changed, and how it was translated: the nearest of the old sentences."""
    actual = segmentos.texto(uno.segmento.string.data)
    viejas = [vieja for vieja in del_lugar if (vieja.context_id, vieja.translation_of_id) not in vigentes]
    parecidos = [
        (SequenceMatcher(None, segmentos.texto(vieja.translation_of.data), actual).ratio(), vieja.pk, vieja)
        for vieja in viejas
    ]
    if not parecidos:
        return
    cuanto, _pk, vieja = max(parecidos)
    if cuanto > 0.4:
        # With its tags, as the translation has to bear them.
        uno.antes = marcar([vieja.translation_of.data], [uno.segmento.string.data])
        uno.antes_traducido = vieja.data


def senalar(lista, fallas):
    """Put each broken rule of a field beside its first segment. Returns the segments that bear one."""
    senalados = []
    for campo, frase in fallas:
        uno = next((uno for uno in lista if campo in (uno.campo, *(otro.campo for otro in uno.repetidos))), None)
        if uno:
            uno.errores.append(frase)
            senalados.append(uno)
    return senalados


def por_lugar(lista):
    """The rows by the name of their place: dict, in their order."""
    grupos = {}
    for uno in lista:
        grupos.setdefault(uno.lugar, []).append(uno)
    return grupos
