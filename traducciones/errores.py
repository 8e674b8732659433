from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aval.errores import ErrorDeAval


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


class ErrorDeTraductor(Exception):
    """The machine translator did not answer; the message is for the person who asked."""
