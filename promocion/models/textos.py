"""Texts that serve many packages: short versions of a source, and what the city and the entities say of themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE
from base.idiomas import en_su_idioma
from formularios.models import Campo


class TextoCorto(models.Model):
    """What a source of the practice says within a limit, in a language. ``huella``: of the source as it was then."""

    empieza_generacion = NADIE

    practica = models.ForeignKey("practicas.PracticaPage", on_delete=models.CASCADE, related_name="+")
    clave = models.CharField(_("qué cuenta"), max_length=60)
    maximo = models.PositiveIntegerField(_("máximo"), default=0)  # none: 0, so that the row is one on any database
    unidad = models.CharField(_("unidad"), max_length=20, choices=Campo.Unidad, blank=True)
    idioma = models.CharField(_("idioma"), max_length=2)
    texto = models.TextField(_("texto"), blank=True)
    huella = models.CharField(max_length=64, blank=True)
    modificado = models.DateTimeField(_("modificado"), auto_now=True)
    quien = models.ForeignKey("actores.Usuario", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("versión corta")
        verbose_name_plural = _("versiones cortas")
        constraints = [
            models.UniqueConstraint(
                fields=["practica", "clave", "maximo", "unidad", "idioma"], name="texto_corto_una_vez"
            )
        ]

    def __str__(self):
        return f"{self.clave} · {self.maximo} {self.unidad} · {self.idioma}"


class TextoComun(models.Model):
    """What every form asks of the city or of an entity, written once for all the packages."""

    empieza_generacion = NADIE

    class Clave(models.TextChoices):
        CIUDAD = "ciudad", _("la ciudad")
        ALCALDE = "alcalde", _("el gobierno de la ciudad")
        ENTIDAD = "quien_es", _("la entidad")

    clave = models.CharField(_("de qué"), max_length=20, choices=Clave)
    entidad = models.ForeignKey(
        "actores.Entidad", verbose_name=_("entidad"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    texto_es = models.TextField(_("texto en español"))
    texto_en = models.TextField(_("texto en inglés"), blank=True)
    fuente = models.CharField(_("de dónde sale"), max_length=300, blank=True)
    verificado = models.DateField(_("verificado el"), null=True, blank=True)

    class Meta:
        verbose_name = _("texto común")
        verbose_name_plural = _("textos comunes")
        ordering = ["clave", "entidad__nombre_es", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clave", "entidad"],
                name="texto_comun_una_vez",
                violation_error_message=_("Ese texto ya está: corríjalo en vez de agregar otro."),
            ),
            models.UniqueConstraint(
                fields=["clave"],
                name="texto_comun_de_la_ciudad_una_vez",
                condition=models.Q(entidad__isnull=True),
                violation_error_message=_("Ese texto ya está: corríjalo en vez de agregar otro."),
            ),
            models.CheckConstraint(
                name="texto_comun_de_quien",
                condition=models.Q(clave="quien_es", entidad__isnull=False)
                | (~models.Q(clave="quien_es") & models.Q(entidad__isnull=True)),
                violation_error_message=_("El de una entidad dice cuál; los de la ciudad, ninguna."),
            ),
        ]

    def __str__(self):
        return str(self.entidad or self.get_clave_display())

    def texto(self, idioma):
        return en_su_idioma(self, "texto", idioma) if idioma == "es" else self.texto_en
