"""The life of a text after it is written: each aval and each withdrawal, and what changed from one aval to the next."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .cambios import Traductor
from .models import Aval, AvisoDeFin, Retiro, TituloOculto


@dataclass
class Hito:
    """An aval, a withdrawal or the hiding of a title, in the words of the history; also a row of its export."""

    registro: Any  # Aval, Retiro, TituloOculto or AvisoDeFin
    es_aval: bool
    vigente: bool = False
    cambios: list = field(default_factory=list)
    anterior: Aval | None = None

    @property
    def momento(self):
        return self.registro.momento

    @property
    def que(self):
        if isinstance(self.registro, TituloOculto):
            return _("Se ocultó el título al público")
        if isinstance(self.registro, AvisoDeFin):
            return _("Se quitó el aviso de que terminó") if self.registro.quitado else _("Terminó: sigue con un aviso")
        if not self.es_aval:
            que = _("Se borró") if self.registro.borrado else _("Se retiró")
            return f"{que}: {self.registro.get_clase_display().lower()}" if self.registro.clase else que
        return _("Aval")

    @property
    def version(self):
        aval = self.registro if self.es_aval else getattr(self.registro, "aval", None)
        return aval.numero if aval else None

    @property
    def quien(self):
        nombre = self.registro.moderador_nombre if self.es_aval else self.registro.persona_nombre
        return nombre or (self.registro.get_origen_display() if hasattr(self.registro, "origen") else "")

    @property
    def rutas(self):
        return ", ".join(str(ruta) for ruta in self.registro.rutas) if self.es_aval else ""

    @property
    def palabras(self):
        """The comment of the aval or the reason of the withdrawal."""
        return self.registro.comentario if self.es_aval else self.registro.motivo

    @cached_property
    def campos(self):
        """Names of the fields that changed: what an export carries, whose content may hold personal data."""
        return ", ".join(cambio.etiqueta for cambio in self.cambios)


def historia(tipo, numero, vigente_id=None):
    """The ``Hito`` of the object that records name by ``tipo`` and ``numero``, newest first.

    ``vigente_id``: the aval that the object has in force.
    """
    avales = list(Aval.objects.filter(content_type_id=tipo, object_id=numero).order_by("numero"))
    retiros = Retiro.objects.filter(content_type_id=tipo, object_id=numero).select_related("aval")
    ocultos = TituloOculto.objects.filter(content_type_id=tipo, object_id=numero)
    fines = AvisoDeFin.objects.filter(content_type_id=tipo, object_id=numero).select_related("aval")
    hitos = [Hito(registro, es_aval=False) for registro in (*retiros, *ocultos, *fines)]
    traductores = {}
    anterior = None
    for aval in avales:
        hito = Hito(aval, es_aval=True, vigente=aval.pk == vigente_id, anterior=anterior)
        if anterior and aval.modelo:
            traductor = traductores.setdefault(aval.modelo, Traductor(aval.modelo))
            hito.cambios = traductor.cambios(anterior.contenido, aval.contenido)
        hitos.append(hito)
        anterior = aval
    return sorted(hitos, key=lambda hito: (hito.momento, hito.registro.pk), reverse=True)
