from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aval.errores import ErrorDeAval

from .motivos import Motivo


class FaltaTraducir(ErrorDeAval):
    """A translation was proposed with sentences still missing."""

    def __init__(self, cuantos):
        super().__init__(
            ngettext(
                "Falta traducir %(n)s segmento: complételo y vuelva a enviar.",
                "Faltan por traducir %(n)s segmentos: complételos y vuelva a enviar.",
                cuantos,
            )
            % {"n": cuantos}
        )


class IncumpleReglas(ErrorDeAval):
    """The translation breaks rules of its fields. ``fallas``: list of (field, sentence)."""

    def __init__(self, fallas):
        self.fallas = fallas
        super().__init__(fallas[0][1])


class OriginalSinAval(ErrorDeAval):
    mensaje = _("El original en español no tiene aval vigente: su traducción espera a que lo tenga.")


class TextoQuieto(ErrorDeAval):
    """A sentence or a choice of a translation would change while the DDRI reads it."""

    mensaje = _(
        "No se guardó: esta versión está en la DDRI y no cambia mientras la leen. Para corregirla, retire antes el "
        "envío en la mesa de traducción."
    )


class SinConfirmar(ErrorDeAval):
    """Machine text that no person has read yet."""

    def __init__(self, cuantos):
        super().__init__(
            ngettext(
                "%(n)s segmento es de traducción automática y nadie lo ha leído: corríjalo o confírmelo.",
                "%(n)s segmentos son de traducción automática y nadie los ha leído: corríjalos o confírmelos.",
                cuantos,
            )
            % {"n": cuantos}
        )


class FaltaLaMadre(ErrorDeAval):
    """A page would be translated whose parent has no version to hang it from. ``madre``: that parent."""

    def __init__(self, madre):
        self.madre = madre
        super().__init__(Motivo("falta_madre", {"madre": madre.title}))


class SinBorrador(Exception):
    """There is no machine draft. ``motivo`` says why; ``str(error)`` is for the person who asked."""

    def __init__(self, codigo, **datos):
        self.motivo = Motivo(codigo, datos)
        super().__init__(codigo)

    @classmethod
    def por(cls, motivo):
        return cls(motivo.codigo, **motivo.datos)

    def __str__(self):
        return str(self.motivo)


class ErrorDeTraductor(SinBorrador):
    """The machine translator cannot be used, or did not answer."""
