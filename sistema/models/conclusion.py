"""What a session concluded, and how another body answers it once it is raised there."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE
from base.idiomas import en_su_idioma

from .instancia import Instancia
from .sesion import Sesion


class Conclusion(models.Model):
    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        PROPUESTA = "propuesta", _("propuesta")
        ELEVADA = "elevada", _("elevada")
        ACOGIDA = "acogida", _("acogida")
        NO_ACOGIDA = "no_acogida", _("no acogida")
        APLAZADA = "aplazada", _("aplazada")

    RESPUESTAS = (Estado.ACOGIDA, Estado.NO_ACOGIDA, Estado.APLAZADA)
    SIGUIENTES: ClassVar = {
        Estado.PROPUESTA: (Estado.ELEVADA,),
        Estado.ELEVADA: RESPUESTAS,
        Estado.APLAZADA: (Estado.ACOGIDA, Estado.NO_ACOGIDA),
        Estado.ACOGIDA: (),
        Estado.NO_ACOGIDA: (),
    }

    sesion = models.ForeignKey(Sesion, on_delete=models.PROTECT, related_name="conclusiones")
    texto_es = models.TextField(_("conclusión"), max_length=1000)
    texto_en = models.TextField(_("conclusión, en inglés"), max_length=1000, blank=True)
    viene_de = models.ForeignKey(
        "self",
        verbose_name=_("viene de otra conclusión"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="siguen",
        help_text=_("Si recoge una que otra instancia elevó."),
    )
    eleva_a = models.ForeignKey(
        Instancia,
        verbose_name=_("se eleva a"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recibidas",
    )
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.PROPUESTA)
    respuesta = models.TextField(_("respuesta"), max_length=1000, blank=True)
    publica = models.OneToOneField(
        "sistema.ConclusionPublica",
        verbose_name=_("texto para el público"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="conclusion",
    )
    elevada_el = models.DateField(null=True, editable=False)
    respondida_el = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = _("conclusión")
        verbose_name_plural = _("conclusiones")
        ordering = ["pk"]

    def __str__(self):
        return en_su_idioma(self, "texto")

    def clean(self):
        super().clean()
        if self.viene_de and self.viene_de.eleva_a_id != self.sesion.instancia_id:
            raise ValidationError({"viene_de": _("Esa conclusión no se elevó a esta instancia.")})

    @property
    def espera_respuesta(self):
        return self.estado in (self.Estado.ELEVADA, self.Estado.APLAZADA)

    def dias_sin_respuesta(self, hoy=None):
        """Days since it was raised; None if it waits for nothing."""
        if not self.espera_respuesta or self.elevada_el is None:
            return None
        return ((hoy or timezone.localdate()) - self.elevada_el).days

    @transaction.atomic
    def elevar(self, instancia):
        """Raise it to ``instancia``, which has to answer. Raises ``ValidationError``."""
        self._exigir_que_pase_a(self.Estado.ELEVADA)
        if self.sesion.estado == Sesion.Estado.CONVOCADA:
            raise ValidationError(_("Se eleva lo que concluyó una sesión que ya fue."))
        if instancia is None:
            raise ValidationError({"eleva_a": _("Elija a qué instancia se eleva.")})
        if not instancia.activa:
            raise ValidationError({"eleva_a": _("Esa instancia no está activa: no podría responder.")})
        if instancia.pk in self.por_donde_ha_pasado():
            raise ValidationError(
                {"eleva_a": _("Ya pasó por ahí: una conclusión no se eleva a sí misma ni en círculo.")}
            )
        self.eleva_a, self.estado, self.elevada_el = instancia, self.Estado.ELEVADA, timezone.localdate()
        self.save(update_fields=["eleva_a", "estado", "elevada_el"])

    def por_donde_ha_pasado(self):
        """The bodies that it comes from: set of their numbers, that of its own session among them."""
        pasos: set[int] = set()
        una: Conclusion | None = self
        while una is not None and una.sesion.instancia_id not in pasos:
            pasos.add(una.sesion.instancia_id)
            una = una.viene_de
        return pasos

    @transaction.atomic
    def responder(self, estado, respuesta):
        """Answer it for the body that it was raised to; never without words. Raises ``ValidationError``."""
        self._exigir_que_pase_a(estado)
        if not respuesta.strip():
            raise ValidationError({"respuesta": _("Diga qué se responde: lo que se eleva se contesta.")})
        self.estado, self.respuesta, self.respondida_el = estado, respuesta.strip(), timezone.localdate()
        self.save(update_fields=["estado", "respuesta", "respondida_el"])

    def _exigir_que_pase_a(self, estado):
        self.estado = Conclusion.objects.select_for_update().values_list("estado", flat=True).get(pk=self.pk)
        if estado not in self.SIGUIENTES[self.Estado(self.estado)]:
            frase = _("Una conclusión «%(de)s» no pasa a «%(a)s».")
            raise ValidationError(
                frase % {"de": self.Estado(self.estado).label, "a": dict(self.Estado.choices).get(estado, estado)}
            )
