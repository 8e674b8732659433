"""The words that mean the same to a reader, row by row: configuration of the search, which nobody reads as such."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.generacion import FONDO

from ..raices import PALABRA, normal, raices_de

FORMAS_MAXIMAS, LARGO_MAXIMO, PALABRAS_POR_FORMA = 30, 80, 5


class Equivalencia(models.Model):
    """Forms that are searched as one: who asks for any of them finds what says another."""

    empieza_generacion = FONDO

    class Idioma(models.TextChoices):
        ES = "es", _("Español")
        EN = "en", _("Inglés")

    idioma = models.CharField(_("idioma"), max_length=10, choices=Idioma, default=Idioma.ES)
    palabras = models.TextField(
        _("palabras equivalentes"),
        help_text=_(
            "Una por línea: una palabra, una sigla o una expresión corta. Quien busque una encuentra lo que dice "
            "cualquiera de las otras. No hacen falta plurales ni tildes: el buscador ya los iguala."
        ),
    )
    nota = models.CharField(_("nota"), max_length=250, blank=True, help_text=_("Por qué se juntaron. No se publica."))

    class Meta:
        verbose_name = _("palabras equivalentes")
        verbose_name_plural = _("palabras equivalentes")
        ordering = ["idioma", "palabras"]

    def __str__(self):
        return " · ".join(self.formas)

    @property
    def formas(self):
        """The forms, in order, without repetitions."""
        lineas = (" ".join(normal(linea).split()) for linea in self.palabras.splitlines())
        return list(dict.fromkeys(linea for linea in lineas if linea))

    def clean(self):
        super().clean()
        formas = self.formas
        self.palabras = "\n".join(formas)
        if fallas := list(self._fallas(formas)):
            raise ValidationError({"palabras": fallas})

    def _fallas(self, formas):
        if len(formas) < 2:
            yield _("Escriba al menos dos, cada una en su línea.")
        if len(formas) > FORMAS_MAXIMAS:
            yield _("Son demasiadas para una fila: como mucho %(n)s.") % {"n": FORMAS_MAXIMAS}
        vistas = {}
        for forma in formas:
            palabras = PALABRA.findall(forma)
            raices = tuple(raices_de(palabra, self.idioma)[:1] for palabra in palabras)
            if "," in forma or ";" in forma:
                yield _("«%(forma)s» parece una lista: ponga cada palabra en su línea.") % {"forma": forma}
            elif len(forma) > LARGO_MAXIMO or len(palabras) > PALABRAS_POR_FORMA:
                yield _("«%(forma)s» es demasiado larga: como mucho %(n)s palabras.") % {
                    "forma": forma,
                    "n": PALABRAS_POR_FORMA,
                }
            elif not any(raices):
                yield _("«%(forma)s» no dice nada por sí sola: el buscador no la tiene en cuenta.") % {"forma": forma}
            elif raices in vistas:
                yield _("«%(forma)s» ya se encuentra con «%(otra)s»: sobra una.") % {
                    "forma": forma,
                    "otra": vistas[raices],
                }
            vistas.setdefault(raices, forma)
        otras = type(self).objects.filter(idioma=self.idioma).exclude(pk=self.pk)
        nuestras = {forma.casefold() for forma in formas}
        for otra in otras:
            if len(nuestras) > 1 and nuestras <= {forma.casefold() for forma in otra.formas}:
                yield _("Ya están juntas en otra fila: «%(otra)s».") % {"otra": otra}
