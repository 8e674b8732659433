"""Why something was not approved or not published. Each message is for the person who tried."""

from django.utils.translation import gettext_lazy as _

from base.logs import suceso


class ErrorDeAval(Exception):
    """Base of all refusals of this room; ``str(error)`` is a sentence for the user."""

    mensaje = _("La DDRI no ha dado su aval a este contenido.")

    es_de_seguridad = False  # whether somebody tried what only others may do

    def __init__(self, mensaje=None):
        super().__init__(str(mensaje or self.mensaje))
        if self.es_de_seguridad:
            suceso("rechazo", regla=type(self).__name__)


class SinAval(ErrorDeAval):
    """Something would be live with a content that no aval covers."""

    es_de_seguridad = True
    mensaje = _(
        "No se publicó: solo lo que tiene el aval de la DDRI se publica. Envíe el texto a la DDRI; al recibir el aval "
        "se publica por sí mismo."
    )


class TextoCambiado(ErrorDeAval):
    """The text is not any more the one that the moderator had on the screen."""

    mensaje = _("El texto cambió desde que usted abrió esta pantalla. Léalo de nuevo antes de decidir.")


class MismaPersona(ErrorDeAval):
    """Four eyes: who wrote a text does not approve it."""

    es_de_seguridad = True
    mensaje = _("Usted participó en la redacción de este texto: el aval debe darlo otra persona de la DDRI.")


class NoEsModeracion(ErrorDeAval):
    es_de_seguridad = True
    mensaje = _("Solo el grupo Moderación DDRI da o niega el aval.")


class YaResuelto(ErrorDeAval):
    mensaje = _("Esta tarea ya no está en curso: otra persona la resolvió o el envío se retiró.")


class FichaIncompleta(ErrorDeAval):
    mensaje = _(
        "El texto no cumple todavía las reglas de la ficha; corrija lo señalado o devuélvalo con sus comentarios."
    )


class SinMotivo(ErrorDeAval):
    """Something live, or once approved, would go without a record of why."""

    es_de_seguridad = True
    mensaje = _(
        "No se retiró nada: lo publicado se retira o se borra con un motivo, en la pantalla de retiro, y lo hace "
        "Moderación DDRI."
    )


class RetiroSoloDeModeracion(ErrorDeAval):
    es_de_seguridad = True
    mensaje = _("Retirar, mover o borrar lo publicado corresponde a Moderación DDRI: escríbale con el motivo.")


class ArchivoEnUso(ErrorDeAval):
    """A file that live texts use would be replaced or deleted. Argument: those texts."""

    def __init__(self, usos):
        titulos = ", ".join(f"«{uso}»" for uso in usos[:3]) + ("…" if len(usos) > 3 else "")
        super().__init__(
            _(
                "No se cambió ni se borró el archivo: está en uso en lo publicado (%(titulos)s). Suba el nuevo como "
                "otro archivo y elíjalo allí; el cambio sale con su aval."
            )
            % {"titulos": titulos}
        )
