"""What the public finds besides the practices: a row for each network, platform, award, event and page, by language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE


class EntradaDelSitio(models.Model):
    """Something live that has an address, as the search shows it. Written by ``banco.entradas``."""

    empieza_generacion = NADIE  # what it is written from does

    idioma = models.CharField(max_length=10)
    clase = models.CharField(max_length=100, help_text="Label of its model.")
    objeto = models.BigIntegerField(help_text="Its primary key.")
    url = models.CharField(max_length=500, help_text="Its address; empty while it has none.")
    titulo = models.TextField()
    resumen = models.TextField()

    class Meta:
        verbose_name = _("entrada del sitio")
        verbose_name_plural = _("entradas del sitio")
        constraints = [models.UniqueConstraint(fields=["clase", "objeto"], name="entrada_unica")]

    def __str__(self):
        return self.titulo


class RaicesDeEntrada(models.Model):
    """The stems of the words of an entry, column by column, as ``RaicesDeFicha`` has those of a practice."""

    empieza_generacion = NADIE  # what it is written from does
    COLUMNAS = ("titulo", "terminos", "resumen", "cuerpo", "frecuentes")

    entrada = models.OneToOneField(EntradaDelSitio, on_delete=models.CASCADE, primary_key=True, related_name="raices")
    idioma = models.CharField(max_length=10)
    titulo = models.TextField()
    terminos = models.TextField()
    resumen = models.TextField()
    cuerpo = models.TextField()
    frecuentes = models.TextField()

    class Meta:
        verbose_name = _("raíces de una entrada")
        verbose_name_plural = _("raíces de las entradas")

    def __str__(self):
        return self.titulo
