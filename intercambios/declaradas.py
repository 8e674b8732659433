"""Figures that a document declares, and targets: data with their source, kept by staff. Never added to a count."""

import tomllib
from pathlib import Path

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from base.generacion import SITIO
from base.idiomas import en_su_idioma
from base.texto import normalizar

from . import indicadores

DATOS = Path(__file__).parent / "datos" / "declaradas.toml"


def indicadores_elegibles():
    return indicadores.nombres()


class CifraDeclarada(models.Model):
    """A number that a source declares of an indicator in a period, as the source gives it."""

    empieza_generacion = SITIO

    class Clase(models.TextChoices):
        RESULTADO = "resultado", _("resultado declarado")
        META = "meta", _("meta")

    class Calificador(models.TextChoices):
        EXACTO = "exacto", _("exactamente")
        MAS_DE = "mas_de", _("más de")
        CERCA_DE = "cerca_de", _("cerca de")

    indicador = models.CharField(_("indicador"), max_length=40, choices=indicadores_elegibles)
    clase = models.CharField(_("clase"), max_length=10, choices=Clase, default=Clase.RESULTADO)
    calificador = models.CharField(_("calificador"), max_length=10, choices=Calificador, default=Calificador.EXACTO)
    valor = models.PositiveIntegerField(_("valor"))
    periodo = models.CharField(
        _("período"), max_length=40, help_text=_("Como lo dice la fuente: «2017-2019», «hasta enero de 2014».")
    )
    fuente_es = models.CharField(_("fuente, en español"), max_length=300)
    fuente_en = models.CharField(_("fuente, en inglés"), max_length=300)
    enlace = models.URLField(_("dirección de la fuente"), blank=True)
    nota_es = models.CharField(
        _("nota, en español"), max_length=300, blank=True, help_text=_("Lo que la fuente aclara, o si dice dos cosas.")
    )
    nota_en = models.CharField(_("nota, en inglés"), max_length=300, blank=True)

    numero: int  # of its source, where several are read together

    class Meta:
        verbose_name = _("cifra declarada")
        verbose_name_plural = _("cifras declaradas")
        ordering = ["indicador", "clase", "periodo", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicador", "clase", "periodo", "fuente_es"],
                name="cifra_declarada_una_vez",
                violation_error_message=_("Esa fuente ya declara ese indicador en ese período: corrija la que está."),
            )
        ]

    def __str__(self):
        return f"{self.get_indicador_display()} · {self.dicho} · {self.periodo}"

    @admin.display(description=_("Indicador"), ordering="indicador")
    def de_que(self):
        return self.get_indicador_display()

    @property
    def dicho(self):
        """The number as it is read, with its qualifier."""
        if self.calificador == self.Calificador.EXACTO:
            return str(self.valor)
        return f"{self.get_calificador_display()} {self.valor}"

    @property
    def fuente(self):
        return en_su_idioma(self, "fuente")

    @property
    def nota(self):
        return en_su_idioma(self, "nota")

    def clean(self):
        super().clean()
        if not normalizar(self.periodo):
            raise ValidationError({"periodo": _("Una cifra declarada dice de cuándo es.")})
        if bool(self.nota_es.strip()) != bool(self.nota_en.strip()):
            campo = "nota_en" if self.nota_es.strip() else "nota_es"
            raise ValidationError({campo: _("La nota se lee en los dos idiomas.")})


@transaction.atomic
def instalar():
    """The figures of the programme's document, while the staff keep none of their own. What they took away stays so."""
    if CifraDeclarada.objects.exists():
        return
    datos = tomllib.loads(DATOS.read_text(encoding="utf-8"))
    for fila in datos["cifra"]:
        cifra = CifraDeclarada(fuente_es=datos["fuente_es"], fuente_en=datos["fuente_en"], **fila)
        cifra.full_clean()
        cifra.save()
