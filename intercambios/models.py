"""What people write to the DDRI by the public forms. Internal: nothing of it is ever public, and it has no aval."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actores.de_fuera import DeFuera, nuevo_codigo
from base import enlaces

from .aprendizaje import Actividad, Asistencia, Beneficiaria, Experto, PracticaExterna, Pregunta
from .consultas import Consulta
from .contados import AprendePage, Intercambio
from .cuestionarios import Cuestionario
from .declaradas import CifraDeclarada
from .dinero import AporteDeProceso
from .encuestas import Encuesta, Respuesta
from .evaluadores import Evaluador
from .metodos import Fase, Metodo
from .plantillas_de_carta import PlantillaDeCarta
from .plazos import dias_habiles, tras_dias_habiles
from .procesos import Anotacion, CompromisoDeProceso, Destino, Participacion, Paso, Pieza, Proceso
from .replicas import Replica
from .transferencias import Transferencia, TransferenciasPage

__all__ = [
    "Actividad",
    "Anotacion",
    "AporteDeProceso",
    "AprendePage",
    "Asistencia",
    "Beneficiaria",
    "CifraDeclarada",
    "CompromisoDeProceso",
    "Consulta",
    "Correccion",
    "Cuestionario",
    "Destino",
    "Encuesta",
    "Evaluador",
    "Experto",
    "Fase",
    "Intercambio",
    "Metodo",
    "Participacion",
    "Paso",
    "Pedido",
    "Pieza",
    "PlantillaDeCarta",
    "PracticaExterna",
    "Pregunta",
    "Proceso",
    "Recado",
    "Replica",
    "Respuesta",
    "Transferencia",
    "TransferenciasPage",
]


FIN_DE_SEGUIR, FIN_DE_RESPONDER = "intercambios.seguir", "intercambios.responder"  # what each link is for


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


class Pedidos(models.QuerySet):
    def que_esperan(self):
        """Those that nobody has answered yet."""
        return self.filter(estado__in=Pedido.ABIERTOS)

    def por_retomar(self):
        """Those that were put off until a day that has come."""
        return self.filter(estado=Pedido.Estado.APLAZADO, aplazado_hasta__lte=timezone.localdate())


class Pedido(Recado):
    """A request for an exchange: of Bogotá, from a city, a network or an agency; or one that Bogotá makes.

    Institution, subject and state stay when its person is forgotten.
    """

    class Estado(models.TextChoices):
        RECIBIDO = "recibido", _("Recibido")
        EN_ESTUDIO = "en_estudio", _("En estudio")
        ACEPTADO = "aceptado", _("Aceptado")
        APLAZADO = "aplazado", _("Aplazado")
        DECLINADO = "declinado", _("Declinado")
        DERIVADO = "derivado", _("Derivado a otra entidad")
        UNIDO = "unido", _("Unido a otro pedido")

    class Forma(models.TextChoices):
        """How an exchange may begin (DDRI manual 2014, transfer of practices)."""

        NO_SE = "no_se", _("Aún no lo sé")
        CONVERSACION = "conversacion", _("Una conversación")
        TALLER = "taller", _("Un taller a distancia")
        VISITA_A = "visita_a_bogota", _("Una visita a Bogotá")
        VISITA_DE = "visita_de_bogota", _("Una visita de Bogotá")
        ACOMPANAMIENTO = "acompanamiento", _("Un acompañamiento más largo")

    class Medio(models.TextChoices):
        """How it came. What the manual of the DDRI tells of the past has no dates, and is not counted."""

        FORMULARIO = "formulario", _("formulario del sitio")
        CORREO = "correo", _("correo o carta")
        DELEGACION = "delegacion", _("delegación o visita")
        RED = "red", _("red de ciudades")
        HISTORICO = "historico", _("registro histórico")

    ABIERTOS = (Estado.RECIBIDO, Estado.EN_ESTUDIO)
    CON_MOTIVO = (Estado.APLAZADO, Estado.DECLINADO, Estado.DERIVADO)
    AVISA = (Estado.ACEPTADO, *CON_MOTIVO, Estado.UNIDO)
    SIGUIENTES = _y_volver(ABIERTOS, AVISA)
    PERSONALES = ("nombre", "correo", "mensaje", "motivo", "notas", "origen")
    SAL = "intercambios.borrar"

    nombre = models.CharField(_("nombre"), max_length=120, blank=True)
    institucion = models.CharField(_("institución, ciudad y país"), max_length=200)
    forma = models.CharField(
        _("qué le serviría"), max_length=20, choices=Forma, default=Forma.NO_SE, db_default="no_se"
    )
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.RECIBIDO)
    rol = models.CharField(
        _("papel de Bogotá"),
        max_length=20,
        choices=[par for par in Metodo.Rol.choices if par[0] != Metodo.Rol.AMBOS],
        default=Metodo.Rol.OFERENTE,
        db_default="oferente",
        help_text=_("Oferente, si le piden a Bogotá. Demandante, si es Bogotá quien pide."),
    )
    medio = models.CharField(
        _("cómo llegó"), max_length=20, choices=Medio, default=Medio.FORMULARIO, db_default="formulario"
    )
    asignado_a = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("quién lo lleva"),
    )
    practica = models.ForeignKey(
        "practicas.PracticaPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("práctica"),
        help_text=_("La que se intercambiaría. Puede no ser la que se pidió."),
    )
    entidad = models.ForeignKey(
        "actores.Entidad",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("entidad de Bogotá"),
        help_text=_("Si no es la de la práctica."),
    )
    actor = models.ForeignKey(
        "actores.Actor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("la otra parte, en «Organizaciones»"),
    )
    notas = models.TextField(
        _("notas de la DDRI"), max_length=4000, blank=True, db_default="", help_text=_("No salen de esta mesa.")
    )
    aplazado_hasta = models.DateField(_("aplazado hasta"), null=True, blank=True)
    alternativa = models.ForeignKey(
        "practicas.PracticaPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("la práctica que puede servirle"),
    )
    unido_a = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="unidos",
        verbose_name=_("es el mismo que"),
    )
    respondido = models.DateTimeField(_("respondido"), null=True, editable=False)
    estado_desde = models.DateTimeField(_("desde cuándo está así"), null=True, editable=False)
    proceso = models.ForeignKey(Proceso, null=True, editable=False, on_delete=models.SET_NULL, related_name="pedidos")

    wagtail_reference_index_ignore = True  # who looks where a page is used may not see requests

    objects = Pedidos.as_manager()

    class Meta(Recado.Meta):
        verbose_name = _("pedido de intercambio")
        verbose_name_plural = _("pedidos de intercambio")

    def __str__(self):
        return f"{self.codigo} · {self.institucion}"

    @property
    def espera(self):
        return self.estado in self.ABIERTOS

    @property
    def por_retomar(self):
        hasta = self.aplazado_hasta
        return self.estado == self.Estado.APLAZADO and hasta is not None and hasta <= timezone.localdate()

    @property
    def limite(self):
        """The day before which it is answered."""
        return tras_dias_habiles(self.recibido, settings.PEDIDOS_DIAS_HABILES)

    @property
    def edad(self):
        """Working days that it has waited, or waited until it was answered; None of what has no dates."""
        if self.medio == self.Medio.HISTORICO or not (self.espera or self.respondido):
            return None
        return dias_habiles(self.recibido, timezone.now() if self.espera else self.respondido)

    @property
    def tarde(self):
        return self.espera and self.edad is not None and self.edad > settings.PEDIDOS_DIAS_HABILES

    @property
    def la_entidad(self):
        """The entity of Bogotá that it is for: its own, or that of its practice."""
        return self.entidad or (self.practica.entidad if self.practica else None)

    def clean(self):
        super().clean()
        if self.estado == self.Estado.APLAZADO and not (
            self.aplazado_hasta and self.aplazado_hasta > timezone.localdate()
        ):
            raise ValidationError({"aplazado_hasta": _("Diga hasta qué día, de los que vienen.")})
        if self.estado == self.Estado.UNIDO:
            self._comprobar_union()

    def _comprobar_union(self):
        otro = self.unido_a
        if otro is None or otro.pk == self.pk:
            raise ValidationError({"unido_a": _("Elija el otro pedido.")})
        if otro.estado == self.Estado.UNIDO:
            raise ValidationError({"unido_a": _("Ese ya se unió a otro: elija aquel.")})
        if self.unidos.exists():
            raise ValidationError({"unido_a": _("A este ya se unieron otros: una el otro a este.")})

    def borrar_datos(self):
        """Also of what its side answered: who answered it. And the links that it was given open nothing any more."""
        super().borrar_datos()
        enlaces.revocar(FIN_DE_SEGUIR, self.pk)
        suyos = Cuestionario.objects.filter(proceso__pedidos=self, lado=Cuestionario.Lado.CONTRAPARTE)
        for uno in suyos.select_related("llenado"):
            enlaces.revocar(FIN_DE_RESPONDER, uno.pk)
            if uno.llenado and uno.llenado.valores.pop("oficina", None):
                uno.llenado.save()

    def los_mismos(self):
        """Other requests of the same mailbox, or of the same institution about the same: queryset."""
        del_correo = models.Q(correo__iexact=self.correo) if self.correo else models.Q(pk=None)
        de_lo_mismo = models.Q(sobre__iexact=self.sobre)
        if self.practica_id:
            de_lo_mismo |= models.Q(practica=self.practica_id)
        mismos = Pedido.objects.filter(del_correo | models.Q(institucion__iexact=self.institucion) & de_lo_mismo)
        return mismos.exclude(pk=self.pk)


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
