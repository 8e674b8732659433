"""The study of a ficha: an adviser scores each criterion and decides the route (DDRI manual 2014, steps 2 and 4.b)."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from aval.decision import BloqueoDeLaDDRI
from aval.dictamen import Nivel, Resultado
from aval.lectura import nombre_de
from aval.models import TareaDeLaDDRI
from aval.rutas import PARA_QUE, RUTAS
from base.generacion import NADIE
from base.prestado import sustituye
from base.registro import Registro, SoloSeAgrega
from vocabulario.models import ConjuntoDeCriterios, Criterio


class BloqueoDelEstudio(BloqueoDeLaDDRI):
    """Says which sections were given back, if any: they are corrected on a screen of their own, and nothing else is."""

    @sustituye
    def get_message(self, user):
        fuera = [una.etiqueta for una in SeccionDevuelta.objects.fuera().filter(practica=self.object.pk)]
        if not fuera:
            return super().get_message(user)
        return gettext(
            "Este texto está en la DDRI (%(paso)s) y no cambia mientras lo leen, salvo lo que la DDRI devolvió para "
            "corregir en su propia pantalla: %(secciones)s."
        ) % {"paso": self.task.specific.nombre, "secciones": ", ".join(fuera)}


class TareaEstudio(TareaDeLaDDRI):
    """First step of a ficha at the DDRI. It publishes nothing."""

    pantalla = "estudio:estudiar"
    lock_class = BloqueoDelEstudio
    se_espera = _("Se espera que la valore criterio por criterio y la pase al aval, o la devuelva con una carta.")

    class Meta:
        verbose_name = _("Estudio de la ficha")
        verbose_name_plural = _("Estudios de fichas")

    @classmethod
    def get_description(cls):
        return _("La DDRI valora la ficha criterio por criterio y decide su ruta, o la devuelve con una carta.")


class Estudio(models.Model):
    """What the DDRI found in one sent version of a ficha."""

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        BORRADOR = "borrador", _("En curso")
        FAVORABLE = "favorable", _("Pasó a aval")
        DEVUELTO = "devuelto", _("Devuelta")

    practica = models.ForeignKey("practicas.PracticaPage", on_delete=models.CASCADE, related_name="estudios")
    tarea = models.OneToOneField(TaskState, null=True, on_delete=models.SET_NULL, related_name="estudio")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    asesor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asesor"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.BORRADOR)
    experiencia_significativa = models.BooleanField(
        RUTAS["experiencia_significativa"], default=False, help_text=PARA_QUE["experiencia_significativa"]
    )
    buena_practica = models.BooleanField(RUTAS["buena_practica"], default=False, help_text=PARA_QUE["buena_practica"])
    aprendizaje = models.BooleanField(
        RUTAS["aprendizaje"], default=False, db_default=False, help_text=PARA_QUE["aprendizaje"]
    )
    concepto = models.TextField(_("concepto general"), blank=True)
    # How it is known that it works. The public reads it, with its reason.
    nivel = models.CharField(
        _("cómo se sabe que funciona"),
        max_length=20,
        choices=Nivel,
        blank=True,
        default="",
        db_default="",
        help_text=_("No es una calificación: una buena práctica puede no haberse medido. Lo lee el público."),
    )
    razon_es = models.CharField(
        _("por qué ese nivel, en español"), max_length=400, blank=True, default="", db_default=""
    )
    razon_en = models.CharField(
        _("por qué ese nivel, en inglés"), max_length=400, blank=True, default="", db_default=""
    )
    documento = models.CharField(
        _("documento en que se apoya"),
        max_length=500,
        blank=True,
        default="",
        db_default="",
        help_text=_("El título de un archivo de la ficha, o una dirección web."),
    )
    publica_hallazgos = models.BooleanField(
        _("publicar lo que se encontró en cada criterio"),
        default=False,
        db_default=False,
        help_text=_("En la página y en la constancia del aval. Sin marcar, el público solo lee con qué se estudió."),
    )
    conjuntos = models.ManyToManyField(
        ConjuntoDeCriterios,
        verbose_name=_("conjuntos de criterios"),
        blank=True,
        related_name="+",
        help_text=_("Por los criterios de quién se estudia. Sin marcar ninguno, por todos."),
    )
    # What goes back to who wrote it, after the aval too. Not public.
    fortalezas = models.TextField(_("lo que tiene de fuerte"), blank=True, default="", db_default="")
    para_otra_ciudad = models.TextField(
        _("qué la dejaría lista para otra ciudad"), blank=True, default="", db_default=""
    )
    actualizado = models.DateTimeField(_("actualizado"), auto_now=True)

    class Meta:
        verbose_name = _("estudio")
        verbose_name_plural = _("estudios")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.practica} · {self.get_estado_display()}"


class Valoracion(models.Model):
    """One criterion of a study: score from 0 (not shown) to 4 (exemplary), with its reason."""

    empieza_generacion = NADIE

    class Puntaje(models.IntegerChoices):
        AUSENTE = 0, _("No se ve")
        INICIAL = 1, _("Apenas asoma")
        PARCIAL = 2, _("En parte")
        SOLIDO = 3, _("Con claridad")
        EJEMPLAR = 4, _("Es ejemplar")

    estudio = models.ForeignKey(Estudio, on_delete=models.CASCADE, related_name="valoraciones")
    criterio = models.ForeignKey(Criterio, verbose_name=_("criterio"), on_delete=models.PROTECT, related_name="+")
    puntaje = models.PositiveSmallIntegerField(
        _("puntaje"), choices=Puntaje, null=True, blank=True, validators=[MaxValueValidator(4)]
    )
    justificacion = models.TextField(_("justificación"), blank=True)
    # What the public reads, if the DDRI publishes what it found.
    resultado = models.CharField(
        _("lo que se encontró"),
        max_length=20,
        choices=Resultado,
        default=Resultado.SIN_VALORAR,
        db_default=Resultado.SIN_VALORAR.value,
    )
    frase_es = models.CharField(_("en una frase, en español"), max_length=300, blank=True, default="", db_default="")
    frase_en = models.CharField(_("en una frase, en inglés"), max_length=300, blank=True, default="", db_default="")
    # The revision that was read when it was given. Null in those of before sections could change during a study.
    leida = models.BigIntegerField(_("número de la versión que se leyó"), null=True, editable=False)

    class Meta:
        verbose_name = _("valoración")
        verbose_name_plural = _("valoraciones")
        ordering = ["criterio__orden"]
        constraints = [models.UniqueConstraint(fields=["estudio", "criterio"], name="una_valoracion_por_criterio")]

    def __str__(self):
        return f"{self.criterio}: {self.get_puntaje_display() or '—'}"


class Lado(models.TextChoices):
    """Who speaks of a ficha while it is studied."""

    DDRI = "ddri", _("DDRI")
    ENTIDAD = "entidad", _("Entidad")


class Mensajes(SoloSeAgrega):
    def en_curso(self):
        """Those of a study that goes on."""
        return self.filter(tarea__status=TaskState.STATUS_IN_PROGRESS)

    def sin_responder(self):
        """The questions of a study that goes on which the other side has not answered."""
        del_otro = Mensaje.objects.filter(responde_a=OuterRef("pk")).exclude(lado=OuterRef("lado"))
        return self.en_curso().filter(~Exists(del_otro), clase=Mensaje.Clase.PREGUNTA)


class Mensaje(Registro):
    """What one side said to the other of a section while it was studied. Never public, never changed.

    Also that a section was given back (``texto``: why) and that it was handed in, with what it said before and says
    since (``cambio``: the canonical content of its fields).
    """

    class Clase(models.TextChoices):
        PREGUNTA = "pregunta", _("Pregunta")
        RESPUESTA = "respuesta", _("Respuesta")
        DEVOLUCION = "devolucion", _("Sección devuelta")
        ENTREGA = "entrega", _("Sección corregida")
        RETOMA = "retoma", _("Sección retomada")

    practica = models.ForeignKey(
        "practicas.PracticaPage", null=True, on_delete=models.SET_NULL, related_name="mensajes_del_estudio"
    )
    practica_numero = models.BigIntegerField(_("número de la ficha"))
    titulo = models.TextField(_("título de la ficha"))
    tarea = models.ForeignKey(TaskState, null=True, on_delete=models.SET_NULL, related_name="+")
    campo = models.CharField(_("sección"), max_length=100)
    clase = models.CharField(_("clase"), max_length=20, choices=Clase)
    responde_a = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="respuestas")
    lado = models.CharField(_("lado"), max_length=20, choices=Lado)
    quien = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    quien_nombre = models.CharField(_("quién"), max_length=300)
    texto = models.TextField(_("texto"), blank=True)
    cambio = models.JSONField(_("lo que cambió"), default=dict, encoder=DjangoJSONEncoder)

    objects: ClassVar = Mensajes.as_manager()

    # What ``conversacion.hilos_de`` says of each one that it reads.
    respuestas_en_orden: list["Mensaje"]
    abierta: bool
    espera: Lado | None

    class Meta:
        verbose_name = _("mensaje del estudio")
        verbose_name_plural = _("mensajes del estudio")
        ordering = ["momento", "pk"]
        indexes = [models.Index(fields=["practica_numero", "campo"], name="mensaje_de_la_seccion")]

    def __str__(self):
        return f"{self.titulo} · {self.campo} · {self.get_clase_display()}"

    @property
    def etiqueta(self):
        return nombre_de(self._meta.get_field("practica").related_model, self.campo)


class SeccionesDevueltas(models.QuerySet):
    def fuera(self):
        """Those that the entity has now. One of a study that ended is nobody's."""
        return self.filter(estado=SeccionDevuelta.Estado.FUERA, tarea__status=TaskState.STATUS_IN_PROGRESS)


class SeccionDevuelta(models.Model):
    """A section that the entity corrects while the rest of its ficha is studied.

    What is written there and not handed in waits in ``borrador`` (the serialised fields), outside of the revisions: so
    the text under study stays the latest one until the moment in which it is another.
    """

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        FUERA = "fuera", _("La corrige la entidad")
        ENTREGADA = "entregada", _("La entidad la entregó")
        RETOMADA = "retomada", _("La DDRI la retomó sin cambios")

    practica = models.ForeignKey("practicas.PracticaPage", on_delete=models.CASCADE, related_name="secciones_devueltas")
    tarea = models.ForeignKey(TaskState, on_delete=models.CASCADE, related_name="+")
    campo = models.CharField(_("sección"), max_length=100)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.FUERA)
    # The message with which it was given back: who, when and why.
    pedido = models.ForeignKey(Mensaje, null=True, on_delete=models.SET_NULL, related_name="+")
    borrador = models.JSONField(_("lo escrito sin entregar"), default=dict, encoder=DjangoJSONEncoder)
    # The number of the revision with which it came back.
    llego = models.BigIntegerField(_("número de la versión entregada"), null=True)
    creada = models.DateTimeField(_("devuelta el"), auto_now_add=True)

    objects = SeccionesDevueltas.as_manager()

    class Meta:
        verbose_name = _("sección devuelta")
        verbose_name_plural = _("secciones devueltas")
        ordering = ["creada", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tarea", "campo"], condition=Q(estado="fuera"), name="seccion_devuelta_una_vez"
            )
        ]

    def __str__(self):
        return f"{self.practica} · {self.campo}"

    @property
    def etiqueta(self):
        return nombre_de(self._meta.get_field("practica").related_model, self.campo)
