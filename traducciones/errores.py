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
