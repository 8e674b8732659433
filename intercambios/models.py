"""What people write to the DDRI by the public forms. Internal: nothing of it is ever public, and it has no aval."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actores.de_fuera import DeFuera, nuevo_codigo

from .aprendizaje import Actividad, Asistencia, Beneficiaria, Experto, PracticaExterna, Pregunta
from .contados import AprendePage, Intercambio
from .declaradas import CifraDeclarada
from .encuestas import Encuesta, Respuesta
from .metodos import Fase, Metodo
from .procesos import Anotacion, CompromisoDeProceso, Destino, Participacion, Paso, Pieza, Proceso

__all__ = [
    "Actividad",
    "Anotacion",
    "AprendePage",
    "Asistencia",
    "Beneficiaria",
    "CifraDeclarada",
    "CompromisoDeProceso",
    "Correccion",
    "Destino",
    "Encuesta",
    "Experto",
    "Fase",
    "Intercambio",
    "Metodo",
    "Participacion",
    "Paso",
    "Pedido",
    "Pieza",
    "PracticaExterna",
    "Pregunta",
    "Proceso",
    "Recado",
    "Respuesta",
]


class Recado(DeFuera):
    """Abstract: something that waits for an answer of the DDRI, with its state and what is said of it.

    Whoever wrote, or the DDRI, may delete what is personal in it at any time, and it goes by itself after
    ``PEDIDOS_DIAS_DE_DATOS`` days (``PERSONALES``). What it is about and its state stay.
    """

    Estado: type[models.TextChoices]
    SIGUIENTES: dict  # state → those that it may pass to
    CON_MOTIVO: tuple  # states that are not given without saying why
    AVISA: tuple  # states that whoever wrote is told of
    PERSONALES: tuple[str, ...]
    SAL: str  # of the link by which whoever wrote deletes what is theirs

    codigo = models.CharField(_("número"), max_length=12, unique=True, default=nuevo_codigo, editable=False)
    clave = models.UUIDField(null=True, editable=False, help_text="translation_key of what it is about.")
    sobre = models.CharField(_("de qué trata"), max_length=300)
    mensaje = models.TextField(_("mensaje"), max_length=3000, blank=True)
    motivo = models.TextField(
        _("motivo"), max_length=2000, blank=True, help_text=_("Llega a quien escribió, tal como está aquí.")
    )
    sin_datos = models.DateTimeField(_("datos personales borrados"), null=True, editable=False)
    estado = models.CharField(_("estado"), max_length=20)

    class Meta:
        abstract = True
        ordering = ["-recibido"]

    def clean(self):
        # What the database has: two people may have it open at once.
        antes = type(self)._default_manager.filter(pk=self.pk).values_list("estado", flat=True).first()
        if antes and antes != self.estado and self.estado not in self.SIGUIENTES[antes]:
            raise ValidationError({"estado": self.no_se_pasa_de(antes)})
        if self.estado in self.CON_MOTIVO and not self.motivo.strip():
            raise ValidationError({"motivo": _("Diga por qué: es lo que leerá quien escribió.")})

    @classmethod
    def no_se_pasa_de(cls, estado):
        """Why another state does not follow ``estado``, for who wanted to give it."""
        return _("Desde «%(de)s» no se pasa ahí: mire si otra persona ya lo resolvió, o vuelva a estudiarlo antes.") % {
            "de": cls.Estado(estado).label
        }

    def borrar_datos(self):
        """Forget the person. What they wrote goes too, and what was written to them, since it may say who they are."""
        for campo in self.PERSONALES:
            setattr(self, campo, "")
        self.sin_datos = timezone.now()
        self.save(update_fields=[*self.PERSONALES, "sin_datos"])


def _y_volver(abiertos, finales):
    """The order of states: ``abiertos`` one after another to any of ``finales``; what ended may be studied again."""
    primero, estudio = abiertos
    return {primero: (estudio, *finales), estudio: finales, **dict.fromkeys(finales, (estudio,))}


class Pedido(Recado):
    """A request for an exchange, from a city, a network or an agency. Institution, subject and state stay."""

    class Estado(models.TextChoices):
        RECIBIDO = "recibido", _("Recibido")
        EN_ESTUDIO = "en_estudio", _("En estudio")
        ACEPTADO = "aceptado", _("Aceptado")
        APLAZADO = "aplazado", _("Aplazado")
        DECLINADO = "declinado", _("Declinado")
        DERIVADO = "derivado", _("Derivado a otra entidad")

    class Forma(models.TextChoices):
        """How an exchange may begin (DDRI manual 2014, transfer of practices)."""

        NO_SE = "no_se", _("Aún no lo sé")
        CONVERSACION = "conversacion", _("Una conversación")
        TALLER = "taller", _("Un taller a distancia")
        VISITA_A = "visita_a_bogota", _("Una visita a Bogotá")
        VISITA_DE = "visita_de_bogota", _("Una visita de Bogotá")
        ACOMPANAMIENTO = "acompanamiento", _("Un acompañamiento más largo")

    CON_MOTIVO = (Estado.APLAZADO, Estado.DECLINADO, Estado.DERIVADO)
    AVISA = (Estado.ACEPTADO, *CON_MOTIVO)
    SIGUIENTES = _y_volver((Estado.RECIBIDO, Estado.EN_ESTUDIO), AVISA)
    PERSONALES = ("nombre", "correo", "mensaje", "motivo", "origen")
    SAL = "intercambios.borrar"

    nombre = models.CharField(_("nombre"), max_length=120, blank=True)
    institucion = models.CharField(_("institución, ciudad y país"), max_length=200)
    forma = models.CharField(
        _("qué le serviría"), max_length=20, choices=Forma, default=Forma.NO_SE, db_default="no_se"
    )
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.RECIBIDO)

    class Meta(Recado.Meta):
        verbose_name = _("pedido de intercambio")
        verbose_name_plural = _("pedidos de intercambio")

    def __str__(self):
        return f"{self.codigo} · {self.institucion}"


class Correccion(Recado):
    """That something of a public page is not so, and how it would be right. What page it was and its state stay."""

    class Estado(models.TextChoices):
        RECIBIDA = "recibida", _("Recibida")
        EN_ESTUDIO = "en_estudio", _("En estudio")
        CORREGIDA = "corregida", _("Corregida")
        ES_ASI = "es_asi", _("Es como está escrito")
        DESCARTADA = "descartada", _("Descartada")

    CON_MOTIVO = (Estado.ES_ASI, Estado.DESCARTADA)
    AVISA = (Estado.CORREGIDA, Estado.ES_ASI)  # what was thrown away may have come in the name of another
    SIGUIENTES = _y_volver((Estado.RECIBIDA, Estado.EN_ESTUDIO), (*AVISA, Estado.DESCARTADA))
    PERSONALES = ("correo", "mensaje", "propuesta", "motivo", "origen")
    SAL = "intercambios.borrar_correccion"

    propuesta = models.TextField(_("cómo sería, y dónde se puede leer"), max_length=3000, blank=True)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.RECIBIDA)

    class Meta(Recado.Meta):
        verbose_name = _("corrección propuesta")
        verbose_name_plural = _("correcciones propuestas")

    def __str__(self):
        return f"{self.codigo} · {self.sobre}"
