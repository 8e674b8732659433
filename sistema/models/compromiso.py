"""What was promised in a session, and all that was said of it since."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from actores.compromisos import Compromiso
from base.generacion import NADIE

from .instancia import Integrante
from .sesion import Sesion


class CompromisoDeSesion(Compromiso):
    sesion = models.ForeignKey(Sesion, on_delete=models.PROTECT, related_name="compromisos")
    integrante = models.ForeignKey(
        Integrante,
        verbose_name=_("integrante"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("La entidad u organización que lo asumió."),
    )

    _E = Compromiso.Estado
    SIGUIENTES: ClassVar = {
        _E.ABIERTO: (_E.EN_CURSO, *Compromiso.FINALES),
        _E.EN_CURSO: Compromiso.FINALES,
        _E.CUMPLIDO: (),
        _E.NO_CUMPLIDO: (),
        _E.REEMPLAZADO: (),
    }

    class Meta(Compromiso.Meta):
        abstract = False
        verbose_name = _("compromiso")
        verbose_name_plural = _("compromisos")

    def clean(self):
        super().clean()
        if self._state.adding and self.vence and self.sesion.fecha and self.vence < self.sesion.fecha:
            raise ValidationError({"vence": _("Vence antes de la sesión en que se acordó.")})
        if self.papel != self.Papel.DDRI and not (self.persona_id or self.integrante_id or self.actor_id):
            raise ValidationError({"integrante": _("Diga de qué integrante o de qué persona es.")})
        if self.integrante and self.integrante.instancia_id != self.sesion.instancia_id:
            raise ValidationError({"integrante": _("No es integrante de esta instancia.")})

    @property
    def de_quien(self):
        """Whose it is, as closely as it is known."""
        partes = [self.persona, self.integrante, self.actor]
        return "; ".join([str(uno) for uno in partes if uno] or [str(self.get_papel_display())])

    @property
    def abierto(self):
        return self.estado not in self.FINALES

    @transaction.atomic
    def pasar_a(self, estado, usuario, evidencia="", motivo=""):
        """Report on it: its new state, with what shows it or why not. Raises ``ValidationError``."""
        ahora = type(self).objects.select_for_update().values_list("estado", flat=True).get(pk=self.pk)
        if estado not in self.SIGUIENTES[self.Estado(ahora)]:
            frase = _("Un compromiso «%(de)s» no pasa a «%(a)s».")
            a = dict(self.Estado.choices).get(estado, estado)
            raise ValidationError(frase % {"de": self.Estado(ahora).label, "a": a})
        self.estado, self.evidencia, self.motivo = estado, evidencia or self.evidencia, motivo or self.motivo
        self.full_clean()
        self.save()
        self.bitacora.create(quien=usuario, estado=estado, nota=evidencia or motivo)


class EntradaDeCompromiso(models.Model):
    """Something that was said of a commitment. It is added to, and neither changed nor taken away."""

    empieza_generacion = NADIE

    compromiso = models.ForeignKey(CompromisoDeSesion, on_delete=models.CASCADE, related_name="bitacora")
    momento = models.DateTimeField(auto_now_add=True)
    quien = models.ForeignKey("actores.Usuario", null=True, on_delete=models.SET_NULL, related_name="+")
    estado = models.CharField(max_length=20, choices=Compromiso.Estado)
    nota = models.TextField(blank=True)

    class Meta:
        verbose_name = _("entrada de un compromiso")
        verbose_name_plural = _("entradas de los compromisos")
        ordering = ["momento", "pk"]

    def __str__(self):
        return self.get_estado_display()

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValueError("The log of a commitment is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValueError("The log of a commitment is only added to.")
