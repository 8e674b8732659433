"""What the English version needs to remember.

The city's vocabulary, which Spanish each English text translates, and which texts wait for a draft by machine.
"""

import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from aval.models import Aval
from base.generacion import NADIE, SITIO
from base.idiomas import ESPANOL

from .motivos import Motivo

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


DETENIDO = datetime.timedelta(hours=3)  # what waits longer may be asked for again
OLVIDADO = datetime.timedelta(days=30)  # since it was done, or failed


class BorradorDeMaquina(models.Model):
    """That a machine draft of a text in a language was asked for, and what became of it. One row a text and language.

    Of the text and not of its ``Translation``, which is made with the draft where nobody has started it. ``codigo`` and
    ``datos``: why it failed, or why the last try did (``Motivo``). ``titulo``: that of when it was asked for.
    """

    empieza_generacion = NADIE
    wagtail_reference_index_ignore = True

    class Estado(models.TextChoices):
        EN_ESPERA = "en_espera", _("en la cola")
        HECHO = "hecho", _("hecho")
        FALLO = "fallo", _("no se pudo")

    clase = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", verbose_name=_("tipo"))
    texto = models.UUIDField(_("texto"))
    idioma = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("idioma"))
    titulo = models.CharField(_("título"), max_length=255)
    traduccion = models.ForeignKey(
        Translation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("versión en inglés"),
    )
    pedido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("quién lo pidió"),
    )
    pedido = models.DateTimeField(_("pedido"), default=timezone.now)
    terminado = models.DateTimeField(_("terminado"), null=True, blank=True)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.EN_ESPERA)
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    segmentos = models.PositiveIntegerField(_("segmentos redactados"), default=0)
    maquina = models.CharField(_("traductor"), max_length=100, blank=True)
    codigo = models.CharField(_("razón"), max_length=40, blank=True)
    datos = models.JSONField(_("datos de la razón"), default=dict, blank=True)

    class Meta:
        verbose_name = _("borrador de máquina")
        verbose_name_plural = _("borradores de máquina")
        ordering = ["-pedido", "-pk"]
        constraints = [models.UniqueConstraint(fields=["texto", "idioma"], name="borrador_de_maquina_unico")]

    def __str__(self):
        return self.titulo

    @property
    def razon(self):
        """Why it failed, in the language of who reads; "" if it did not."""
        return str(Motivo(self.codigo, self.datos)) if self.codigo else ""

    @property
    def detenido(self):
        """Whether it ought to be done by now, and is not: nobody works, or who did died."""
        return self.estado == self.Estado.EN_ESPERA and timezone.now() - self.pedido > DETENIDO

    @property
    def se_puede_pedir(self):
        return self.estado == self.Estado.FALLO or self.detenido

    @property
    def clave(self):
        """How a form names the text (``paridad.clave``)."""
        return f"{self.clase.app_label}.{self.clase.model}:{self.texto}:{self.idioma.language_code}"

    @property
    def url(self):
        """Its desk; "" while it has none."""
        return reverse("traducciones:escritorio", args=[self.traduccion_id]) if self.traduccion_id else ""

    def textos(self):
        """The Spanish original and the version in its language: a pair, of which either may be None."""
        por_idioma = {
            uno.locale_id: uno
            for uno in self.clase.model_class()
            ._base_manager.filter(translation_key=self.texto)
            .select_related("locale")
        }
        original = next((uno for uno in por_idioma.values() if uno.locale.language_code == ESPANOL), None)
        return original, por_idioma.get(self.idioma_id)

    def terminar(self, estado, **cambios):
        """Write down how it ended."""
        self.estado, self.terminado = estado, timezone.now()
        for campo, valor in cambios.items():
            setattr(self, campo, valor)
        self.save(update_fields=["estado", "terminado", *cambios])

    @classmethod
    def de(cls, textos):
        """What was asked for of those translation keys: dict (key, language) → row."""
        filas = cls.objects.filter(texto__in=textos).select_related("clase", "idioma")
        return {(fila.texto, fila.idioma.language_code): fila for fila in filas}

    @classmethod
    def barrer(cls):
        """Forget what ended a month ago."""
        cls.objects.filter(terminado__lt=timezone.now() - OLVIDADO).exclude(estado=cls.Estado.EN_ESPERA).delete()
