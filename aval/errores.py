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


class YaEnviado(YaResuelto):
    mensaje = _(
        "Este texto ya se había enviado a la DDRI: lo hizo otra persona, o un segundo clic. Lo que usted escribió "
        "sigue en esta página y no se guardó: si falta en lo enviado, cópielo y retire el envío."
    )


class Ocupado(ErrorDeAval):
    """The database undid it, several times, for the sake of another."""

    mensaje = _("No se hizo nada: otra persona cambiaba lo mismo en ese instante. Inténtelo de nuevo.")


class YaBorrado(ErrorDeAval):
    mensaje = _("No se borró nada: otra persona lo borró antes.")


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
        super().__init__(
            _(
                "No se cambió ni se borró el archivo: está en uso en lo publicado (%(titulos)s). Suba el nuevo como "
                "otro archivo y elíjalo allí; el cambio sale con su aval."
            )
            % {"titulos": _titulos(usos)}
        )


class TerminoEnUso(ErrorDeAval):
    """A term of a list that something uses would be deleted. Arguments: the term, and what uses it."""

    def __init__(self, termino, usos):
        self.termino, self.usos = termino, usos
        super().__init__(
            _(
                "No se borró «%(termino)s»: está en uso (%(titulos)s). Para que deje de usarse, fusiónelo con otro "
                "término de la lista."
            )
            % {"termino": termino, "titulos": _titulos(usos)}
        )


class EnUso(ErrorDeAval):
    """The database keeps something because a row names it. Argument: its ``ProtectedError`` or ``RestrictedError``."""

    def __init__(self, error):
        quienes = getattr(error, "protected_objects", ()) or getattr(error, "restricted_objects", ())
        duenos = {str(getattr(uno, "content_object", None) or uno): None for uno in list(quienes)[:10]}
        super().__init__(
            _("No se borró: está en uso (%(titulos)s). Quítelo primero de ahí.") % {"titulos": _titulos(list(duenos))}
        )


class FusionImposible(ErrorDeAval):
    """Two terms cannot become one."""

    mensaje = _("No se fusionó: elija otro término de la misma lista.")


class SinRestriccion(ErrorDeAval):
    """What bears the aval would be for some readers only."""

    mensaje = _(
        "No se cambió quién puede verlo: lo que lleva el aval es para todo el mundo. Si debe dejar de verse, "
        "Moderación DDRI lo retira, con un motivo."
    )


class NoSeMueve(ErrorDeAval):
    """The structure of the site would be another, or a text would be left with no address."""

    mensaje = _(
        "No se movió: las páginas que forman el sitio (inicio, Banco e índices) se quedan donde están, y las demás "
        "no salen del árbol de su idioma."
    )


class NoSeBorra(ErrorDeAval):
    """The structure of the site would lose a part."""

    mensaje = _("No se borró: las páginas que forman el sitio (inicio, Banco e índices) no se borran.")


def _titulos(usos):
    return ", ".join(f"«{uso}»" for uso in usos[:3]) + ("…" if len(usos) > 3 else "")
