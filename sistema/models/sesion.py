"""A meeting of a body: agenda, attendance and minutes. Internal; each state says what may follow it."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from base.generacion import NADIE
from base.models import FilaOrdenada

from .instancia import Delegado, Instancia, Integrante

DIAS_PARA_LA_AGENDA = 5


class Sesion(ClusterableModel):
    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        CONVOCADA = "convocada", _("convocada")
        REALIZADA = "realizada", _("realizada")
        ACTA_APROBADA = "acta_aprobada", _("acta aprobada")

    instancia = models.ForeignKey(
        Instancia, on_delete=models.PROTECT, related_name="sesiones", verbose_name=_("instancia")
    )
    titulo = models.CharField(_("título"), max_length=250)
    fecha = models.DateField(_("fecha"))
    hora = models.TimeField(_("hora"), null=True, blank=True)
    lugar = models.CharField(_("lugar"), max_length=250, blank=True)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.CONVOCADA, editable=False)
    convocada_por = models.ForeignKey(
        "actores.Usuario", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    # When the members were told of it, and how many times since then it was moved.
    convocada_el = models.DateField(null=True, editable=False)
    cambios_de_fecha = models.PositiveSmallIntegerField(default=0, editable=False)
    asistentes = models.PositiveIntegerField(
        _("cuántas personas asistieron"), null=True, blank=True, help_text=_("Vacío si no se sabe.")
    )
    asistentes_aproximado = models.BooleanField(_("es una cifra aproximada"), default=False)
    acta = models.TextField(_("texto del acta"), blank=True)
    acta_documento = models.ForeignKey(
        "base.Documento",
        verbose_name=_("acta firmada"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    acta_de = models.ForeignKey(
        "actores.Usuario", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    acta_aprobada_el = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("sesión")
        verbose_name_plural = _("sesiones")
        ordering = ["-fecha", "-pk"]

    def __str__(self):
        return self.titulo

    # What the form of the session is held to

    def clean(self):
        super().clean()
        antes = Sesion.objects.filter(pk=self.pk).first()
        errores = {}
        if antes and antes.estado == self.Estado.ACTA_APROBADA:
            raise ValidationError(_("El acta ya está aprobada: la sesión no se cambia."))
        if self.estado != self.Estado.CONVOCADA and self.fecha and self.fecha > timezone.localdate():
            errores["fecha"] = _("Ya se realizó: su fecha no puede estar por venir.")
        if self.asistentes and self.fecha and self.fecha > timezone.localdate():
            errores["asistentes"] = _("La sesión todavía no ha sido: no tiene asistencia.")
        if self.acta.strip() and self.estado == self.Estado.CONVOCADA:
            errores["acta"] = _("Primero diga que la sesión se realizó; después se escribe el acta.")
        if errores:
            raise ValidationError(errores)

    @property
    def por_venir(self):
        return self.fecha > timezone.localdate()

    # Agenda

    def faltan_por_aceptar(self):
        """The members who have not accepted the agenda: list."""
        aceptan = {una.integrante_id for una in self.aceptaciones.all()}
        return [uno for uno in self.miembros() if uno.pk not in aceptan]

    def miembros(self):
        """The members in force on the day of the session, asked for once."""
        if not hasattr(self, "_miembros"):
            relaciones = ("entidad", "actor", "dependencia")
            self._miembros = list(self.instancia.miembros(self.fecha).select_related(*relaciones))
        return self._miembros

    def agenda_acordada(self, hoy=None):
        """Whether the agenda is agreed: every member accepted it, or five days went by since they were told."""
        hoy = hoy or timezone.localdate()
        if self.convocada_el is None or not self.agenda.all():
            return False
        vencio = hoy >= self.convocada_el + datetime.timedelta(days=DIAS_PARA_LA_AGENDA)
        return vencio or bool(self.miembros() and not self.faltan_por_aceptar())

    @transaction.atomic
    def aceptar_agenda(self, usuario):
        """Accept the agenda for the seats that ``usuario`` speaks for. Raises ``ValidationError``."""
        self._exigir(self.Estado.CONVOCADA, _("La agenda solo se acepta antes de la sesión."))
        if self.convocada_el is None or not self.agenda.exists():
            raise ValidationError(_("Todavía no se ha enviado una agenda que aceptar."))
        for integrante in self._sus_puestos(usuario):
            Aceptacion.objects.get_or_create(sesion=self, integrante=integrante, defaults={"usuario": usuario})

    # Minutes

    @transaction.atomic
    def realizar(self):
        self._exigir(self.Estado.CONVOCADA, _("Solo una sesión convocada pasa a realizada."))
        if self.por_venir:
            raise ValidationError(_("Su fecha todavía no ha llegado."))
        self.estado = self.Estado.REALIZADA
        self.save(update_fields=["estado"])

    @transaction.atomic
    def escribir_acta(self, texto, usuario):
        """The text of the minutes. A change of them undoes the approvals that they had."""
        self._exigir(self.Estado.REALIZADA, _("El acta se escribe cuando la sesión se realizó, y no cambia aprobada."))
        if texto.strip() == self.acta.strip():
            return
        self.acta, self.acta_de = texto, usuario
        self.save(update_fields=["acta", "acta_de"])
        self.aprobaciones.all().delete()

    @transaction.atomic
    def comentar(self, texto, usuario):
        self._exigir(self.Estado.REALIZADA, _("El acta se comenta antes de aprobarse."))
        if not self.acta.strip():
            raise ValidationError(_("Todavía no hay acta."))
        if not texto.strip():
            raise ValidationError(_("Escriba su comentario."))
        return self.comentarios.create(texto=texto.strip(), autor=usuario)

    def necesarias(self):
        """How many members are to approve: more than half of those who were there, or of all if it is not written."""
        return len(self.que_aprueban()) // 2 + 1

    def que_aprueban(self):
        """Whose approval counts: the members in force who attended; all of them while no attendance is written."""
        asistieron = {una.integrante_id for una in self.asistencias.all()}
        presentes = [uno for uno in self.miembros() if uno.pk in asistieron]
        return presentes or self.miembros()

    @transaction.atomic
    def aprobar(self, usuario):
        """Approve the minutes for the seats of ``usuario``; with enough of them they are approved.

        Raises ``ValidationError`` if it is nobody's to approve, and never takes the word of their author alone.
        """
        self._exigir(self.Estado.REALIZADA, _("Solo se aprueba el acta de una sesión realizada."))
        if not self.acta.strip():
            raise ValidationError(_("Todavía no hay acta que aprobar."))
        cuentan = {uno.pk for uno in self.que_aprueban()}
        suyos = [uno for uno in self._sus_puestos(usuario) if uno.pk in cuentan]
        if not suyos:
            raise ValidationError(_("La aprueban los miembros que asistieron."))
        for integrante in suyos:
            Aprobacion.objects.get_or_create(sesion=self, integrante=integrante, defaults={"usuario": usuario})
        dadas = list(self.aprobaciones.filter(integrante__in=cuentan))
        de_otra_persona = any(una.usuario_id != self.acta_de_id for una in dadas)
        if len(dadas) >= self.necesarias() and de_otra_persona:
            self.estado, self.acta_aprobada_el = self.Estado.ACTA_APROBADA, timezone.localdate()
            self.save(update_fields=["estado", "acta_aprobada_el"])

    def _exigir(self, estado, frase):
        """Of what the database says now: two people may have it open at once."""
        self.estado = Sesion.objects.select_for_update().values_list("estado", flat=True).get(pk=self.pk)
        if self.estado != estado:
            raise ValidationError(frase)

    def _sus_puestos(self, usuario):
        suyos = Integrante.objects.filter(instancia=self.instancia_id).representados_por(usuario)
        suyos = list(suyos.exclude(papel=Integrante.Papel.INVITADO))
        if not suyos:
            raise ValidationError(_("Solo puede quien representa hoy a un miembro de esta instancia."))
        return suyos


class PuntoDeAgenda(FilaOrdenada):
    empieza_generacion = NADIE

    sesion = ParentalKey(Sesion, on_delete=models.CASCADE, related_name="agenda")
    tema = models.CharField(_("tema"), max_length=300)
    quien = models.CharField(_("a cargo de"), max_length=200, blank=True, help_text=_("La oficina que lo presenta."))
    minutos = models.PositiveSmallIntegerField(_("minutos"), null=True, blank=True, validators=[MinValueValidator(1)])
    acordado = models.TextField(_("qué se acordó"), blank=True, help_text=_("Después de la sesión."))

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("punto de la agenda")
        verbose_name_plural = _("puntos de la agenda")

    def __str__(self):
        return self.tema


class Asistencia(FilaOrdenada):
    """That a member was there, and who came for it. The name is that of its delegate, and goes with it."""

    empieza_generacion = NADIE

    sesion = ParentalKey(Sesion, on_delete=models.CASCADE, related_name="asistencias")
    integrante = models.ForeignKey(Integrante, on_delete=models.PROTECT, related_name="+", verbose_name=_("integrante"))
    delegado = models.ForeignKey(
        Delegado, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("quién vino")
    )

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("asistencia")
        verbose_name_plural = _("asistencia")
        constraints = [models.UniqueConstraint(fields=["sesion", "integrante"], name="asistencia_una_vez")]

    def __str__(self):
        return str(self.integrante)

    def clean(self):
        super().clean()
        sesion = getattr(self, "sesion", None)  # the form of the session passes itself along to its rows
        if sesion is None:
            return
        if sesion.fecha and sesion.por_venir:
            raise ValidationError({"integrante": _("La sesión todavía no ha sido: no tiene asistencia.")})
        if self.integrante_id and self.integrante.instancia_id != sesion.instancia_id:
            raise ValidationError({"integrante": _("No es integrante de esta instancia.")})
        if self.delegado and self.delegado.integrante_id != self.integrante_id:
            raise ValidationError({"delegado": _("Esa persona no representa a este integrante.")})


class _DeUnMiembro(models.Model):
    """That a member, by the person who speaks for it, said yes to something of the session."""

    empieza_generacion = NADIE

    integrante = models.ForeignKey(Integrante, on_delete=models.PROTECT, related_name="+")
    # Empty when the person asked to be forgotten: the seat stays.
    usuario = models.ForeignKey("actores.Usuario", null=True, on_delete=models.SET_NULL, related_name="+")
    momento = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["momento", "pk"]

    def __str__(self):
        return str(self.integrante)


class Aceptacion(_DeUnMiembro):
    sesion = models.ForeignKey(Sesion, on_delete=models.CASCADE, related_name="aceptaciones")

    class Meta(_DeUnMiembro.Meta):
        verbose_name = _("aceptación de la agenda")
        verbose_name_plural = _("aceptaciones de la agenda")
        constraints = [models.UniqueConstraint(fields=["sesion", "integrante"], name="aceptacion_una_vez")]


class Aprobacion(_DeUnMiembro):
    sesion = models.ForeignKey(Sesion, on_delete=models.CASCADE, related_name="aprobaciones")

    class Meta(_DeUnMiembro.Meta):
        verbose_name = _("aprobación del acta")
        verbose_name_plural = _("aprobaciones del acta")
        constraints = [models.UniqueConstraint(fields=["sesion", "integrante"], name="aprobacion_una_vez")]


class ComentarioDeActa(models.Model):
    empieza_generacion = NADIE

    sesion = models.ForeignKey(Sesion, on_delete=models.CASCADE, related_name="comentarios")
    autor = models.ForeignKey("actores.Usuario", null=True, on_delete=models.SET_NULL, related_name="+")
    texto = models.TextField(_("comentario"), max_length=2000)
    momento = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("comentario al acta")
        verbose_name_plural = _("comentarios al acta")
        ordering = ["momento", "pk"]

    def __str__(self):
        return gettext("Comentario de %(quien)s") % {"quien": self.autor or gettext("persona que pidió ser olvidada")}
