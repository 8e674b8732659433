"""What has been announced, so as not to announce it twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE


class AvisoEnviado(models.Model):
    """One mail about one date: which date, how many days ahead, to whom."""

    empieza_generacion = NADIE

    clave = models.CharField(_("fecha anunciada"), max_length=200)
    dias = models.PositiveSmallIntegerField(_("días de anticipación"))
    usuario = models.ForeignKey("actores.Usuario", on_delete=models.CASCADE, related_name="+")
    momento = models.DateTimeField(_("momento"), auto_now_add=True)

    class Meta:
        verbose_name = _("aviso enviado")
        verbose_name_plural = _("avisos enviados")
        constraints = [models.UniqueConstraint(fields=["clave", "dias", "usuario"], name="aviso_una_vez")]

    def __str__(self):
        return f"{self.clave} · {self.dias}"
