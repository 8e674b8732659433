"""What the English version needs to remember: the city's vocabulary, and which Spanish each English text translates."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from aval.models import Aval
from base.generacion import NADIE, SITIO

IDIOMAS = ("es", "en")


def formas(texto):
    """The forms written in ``texto``, one a line (or parted by «|»): list, in order, without repetitions."""
    return list(dict.fromkeys(forma for linea in texto.replace("|", "\n").splitlines() if (forma := linea.strip())))


class Termino(models.Model):
    """A term with an official translation. Read in both directions: from Spanish and from English."""

    empieza_generacion = SITIO

    es = models.CharField(_("en español"), max_length=200)
    en = models.CharField(_("en inglés"), max_length=200)
    variantes_es = models.TextField(
        _("otras formas en español"), blank=True, help_text=_("Una por línea: plurales, siglas, otra escritura.")
    )
    variantes_en = models.TextField(
        _("otras formas admitidas en inglés"),
        blank=True,
        help_text=_("Una por línea, en el orden de las españolas. También son correctas."),
    )
    prohibidas_es = models.TextField(
        _("formas que no se usan en español"), blank=True, help_text=_("Una por línea. La revisión las señala.")
    )
    prohibidas_en = models.TextField(
        _("formas que no se usan en inglés"), blank=True, help_text=_("Una por línea. La revisión las señala.")
    )
    distingue_mayusculas = models.BooleanField(
        _("distingue mayúsculas"), default=False, help_text=_("Para siglas y nombres: «CADE» no es «cade».")
    )
    nota = models.TextField(_("nota"), blank=True, help_text=_("Cuándo se usa, de dónde sale."))

    class Meta:
        verbose_name = _("término del glosario")
        verbose_name_plural = _("glosario")
        ordering = ["es"]
        constraints = [
            models.UniqueConstraint(
                fields=["es"], name="termino_unico", violation_error_message=_("Este término ya está en el glosario.")
            )
        ]

    def __str__(self):
        return f"{self.es} → {self.en}"

    def clean(self):
        for idioma in IDIOMAS:
            prohibidas = {forma.casefold() for forma in self.prohibidas(idioma)}
            if choque := [forma for forma in self.admitidas(idioma) if forma.casefold() in prohibidas]:
                raise ValidationError(
                    {
                        f"prohibidas_{idioma}": _("«%(forma)s» está a la vez admitida y prohibida.")
                        % {"forma": choque[0]}
                    }
                )

    def oficial(self, idioma):
        """The official form in ``idioma``."""
        return getattr(self, idioma)

    def admitidas(self, idioma):
        """Every right form in ``idioma``, the official one first."""
        return [self.oficial(idioma), *formas(getattr(self, f"variantes_{idioma}"))]

    def prohibidas(self, idioma):
        return formas(getattr(self, f"prohibidas_{idioma}"))


class Procedencia(models.Model):
    """Of a revision that was proposed: the aval of the Spanish text that it translates.

    By it, and not by the hour, a translation is behind or not: a Spanish text may be approved again while its
    English waits for an answer.
    """

    empieza_generacion = NADIE

    revision_numero = models.BigIntegerField(_("número de la revisión"), unique=True)
    original = models.ForeignKey(Aval, on_delete=models.PROTECT, related_name="+", verbose_name=_("aval del original"))

    class Meta:
        verbose_name = _("procedencia")
        verbose_name_plural = _("procedencias")

    def __str__(self):
        return f"{self.revision_numero} ← {self.original}"
