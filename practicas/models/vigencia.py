"""Whether what a practice tells still holds: asked each year, beside the page and outside of what the aval covers."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from base.generacion import NADIE


@register_setting(icon="history")
class AjustesDeVigencia(BaseGenericSetting):
    empieza_generacion = NADIE

    meses = models.PositiveSmallIntegerField(
        _("cada cuántos meses se pregunta"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Contados desde el aval, o desde la última vez que alguien dijo que todo sigue igual."),
    )

    class Meta:
        verbose_name = _("vigencia de las prácticas")


class Vigencia(models.Model):
    """A question about a live practice, and its answer. What was answered is not edited: another row is added.

    Of who answered it keeps the account, if they have one; of a person that the ficha names, only that it was one.
    """

    empieza_generacion = NADIE

    class Respuesta(models.TextChoices):
        IGUAL = "igual", _("sigue igual")
        CAMBIO = "cambio", _("cambió")
        TERMINO = "termino", _("terminó")

    class Papel(models.TextChoices):
        FOCAL = "focal", _("punto focal")
        RESPONSABLE = "responsable", _("responsable que nombra la ficha")

    practica = models.ForeignKey(
        "practicas.PracticaPage", on_delete=models.CASCADE, related_name="vigencias", verbose_name=_("práctica")
    )
    preguntada = models.DateTimeField(_("preguntada"), default=timezone.now)
    respondida = models.DateTimeField(_("respondida"), null=True)
    respuesta = models.CharField(_("respuesta"), max_length=10, choices=Respuesta, blank=True)
    nota = models.TextField(_("qué dijo"), max_length=2000, blank=True)
    fin = models.DateField(_("cuándo terminó"), null=True)
    papel = models.CharField(_("en calidad de"), max_length=12, choices=Papel, blank=True)
    quien = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("quién")
    )
    callada = models.DateTimeField(_("desde cuándo se dice que no se ha verificado"), null=True)

    for _llave in (practica, quien):
        _llave.wagtail_reference_index_ignore = True  # it is no use of the page
    del _llave

    class Meta:
        verbose_name = _("vigencia")
        verbose_name_plural = _("vigencias")
        ordering = ["preguntada", "pk"]

    def __str__(self):
        return f"{self.practica} · {self.get_respuesta_display() or _('sin respuesta')}"

    def save(self, *args, **kwargs):
        if self.pk and Vigencia.objects.filter(pk=self.pk).exclude(respondida=None).exclude(**self._dicho()).exists():
            raise ValueError("What was answered is not edited: add another answer.")
        super().save(*args, **kwargs)

    def _dicho(self):
        return {campo: getattr(self, campo) for campo in ("respondida", "respuesta", "nota", "fin", "papel")}

    @property
    def con_articulo(self):
        """In what capacity it was answered, inside a sentence."""
        if self.papel == self.Papel.FOCAL:
            return _("un punto focal de la entidad")
        return _("un responsable de la práctica")
