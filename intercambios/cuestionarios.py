"""What each side of a transfer answers: the checklists of oferente and demandante, and how it goes after some months.

The questions are forms as data (``formularios/``). The side of Bogotá answers in the admin; the other one by a link,
without account. What a city says of its stage stays here, where a replica can be proposed from it.
"""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE

from .procesos import Proceso


class Cuestionario(models.Model):
    """A form that one side of a process is to answer, when, and what it answered."""

    empieza_generacion = NADIE

    class Clase(models.TextChoices):
        OFERENTE = "oferente", _("lista de quien ofrece")
        DEMANDANTE = "demandante", _("lista de quien pide")
        SEGUIMIENTO = "seguimiento", _("seguimiento")

    class Lado(models.TextChoices):
        BOGOTA = "bogota", _("Bogotá")
        CONTRAPARTE = "contraparte", _("la otra ciudad")

    FORMULARIOS = {
        Clase.OFERENTE: "transferencia-oferente",
        Clase.DEMANDANTE: "transferencia-demandante",
        Clase.SEGUIMIENTO: "transferencia-seguimiento",
    }

    proceso = models.ForeignKey(Proceso, on_delete=models.CASCADE, related_name="cuestionarios")
    clase = models.CharField(_("clase"), max_length=12, choices=Clase)
    meses = models.PositiveSmallIntegerField(_("a cuántos meses"), default=0)
    lado = models.CharField(_("quién responde"), max_length=12, choices=Lado)
    para = models.DateField(_("desde cuándo se pregunta"), default=timezone.localdate)
    llenado = models.OneToOneField(
        "formularios.Llenado", null=True, on_delete=models.SET_NULL, related_name="cuestionario"
    )
    enviado = models.DateTimeField(_("se preguntó"), null=True, editable=False)
    respondido = models.DateTimeField(_("respondido"), null=True, editable=False)

    class Meta:
        verbose_name = _("cuestionario")
        verbose_name_plural = _("cuestionarios")
        ordering = ["para", "pk"]
        constraints = [models.UniqueConstraint(fields=["proceso", "clase", "meses"], name="cuestionario_una_vez")]

    def __str__(self):
        if self.clase == self.Clase.SEGUIMIENTO:
            return str(_("Seguimiento a los %(meses)s meses") % {"meses": self.meses})
        return str(self.get_clase_display()).capitalize()

    @property
    def valores(self):
        """What was answered, by key: ``{}`` before that."""
        return self.llenado.valores if self.llenado else {}

    @property
    def como_va(self):
        """«respondido el …», «se preguntó el …», «se pregunta el …»."""
        for frase, cuando in (
            (_("respondido el %(dia)s"), self.respondido),
            (_("se preguntó el %(dia)s"), self.enviado),
        ):
            if cuando:
                return frase % {"dia": date_format(timezone.localtime(cuando), "DATE_FORMAT")}
        if self.para > timezone.localdate():
            return _("se pregunta el %(dia)s") % {"dia": date_format(self.para, "DATE_FORMAT")}
        return _("sin responder")
