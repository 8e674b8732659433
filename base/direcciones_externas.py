"""Addresses of other sites that live texts cite: how each answered the last time that it was asked."""

import datetime
import hashlib
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .generacion import NADIE
from .visita import visitar

CADA = datetime.timedelta(days=6)  # one that was asked since is not asked again: the command goes weekly


def huella(url):
    return hashlib.sha256(url.encode()).hexdigest()


class DireccionExterna(models.Model):
    """One address. It is broken when it fails for good, or when it has failed twice, a week apart."""

    empieza_generacion = NADIE

    class Falla(models.TextChoices):
        NO_EXISTE = "no_existe", _("esa página ya no existe")
        CON_ERROR = "con_error", _("el sitio responde con un error")
        SIN_NOMBRE = "sin_nombre", _("ese sitio ya no existe")
        SIN_CONEXION = "sin_conexion", _("el sitio no acepta la conexión")
        NO_RESPONDE = "no_responde", _("el sitio no responde a tiempo")
        CERTIFICADO = "certificado", _("su certificado no es válido")
        DA_VUELTAS = "da_vueltas", _("lleva de una dirección a otra sin fin")
        MAL_ESCRITA = "mal_escrita", _("la dirección está mal escrita")
        NO_SE_MIRA = "no_se_mira", _("es de una red privada, que el público no ve")

    url = models.TextField(_("dirección"))
    huella = models.CharField(max_length=64, unique=True, editable=False)
    servidor = models.CharField(_("sitio"), max_length=255, db_index=True)
    revisada = models.DateTimeField(_("revisada"), null=True, db_index=True)
    falla = models.CharField(_("qué pasa"), max_length=20, choices=Falla, blank=True)
    codigo = models.PositiveSmallIntegerField(_("respuesta"), null=True)
    fallas = models.PositiveSmallIntegerField(_("veces seguidas que falló"), default=0)
    rota_desde = models.DateTimeField(_("rota desde"), null=True, db_index=True)

    class Meta:
        verbose_name = _("dirección de otro sitio")
        verbose_name_plural = _("direcciones de otros sitios")
        ordering = ["servidor", "pk"]

    def __str__(self):
        return self.url

    @classmethod
    def de(cls, urls):
        """Those of ``urls``, made where there is none: dict of address → row."""
        por_huella = {huella(url): url for url in urls}
        filas = [
            cls(url=url, huella=suya, servidor=(urlsplit(url).hostname or "")[:255]) for suya, url in por_huella.items()
        ]
        cls.objects.bulk_create(filas, ignore_conflicts=True, batch_size=200)
        claves = list(por_huella)
        halladas: dict = {}
        for desde in range(0, len(claves), 500):
            halladas.update((una.url, una) for una in cls.objects.filter(huella__in=claves[desde : desde + 500]))
        return halladas

    def revisar(self, ahora=None):
        """Ask, and write down how it answered. Returns whether it has just been found broken."""
        ahora = ahora or timezone.now()
        # First: one that takes the whole of a task with it is not asked again by the next.
        type(self).objects.filter(pk=self.pk).update(revisada=ahora)
        visita = visitar(self.url)
        self.revisada, self.falla, self.codigo = ahora, visita.falla, visita.codigo
        self.fallas = self.fallas + 1 if visita.falla else 0
        estaba = self.rota_desde
        if not visita.falla:
            self.rota_desde = None
        elif self.rota_desde is None and (visita.definitiva or self.fallas > 1):
            self.rota_desde = ahora
        self.save(update_fields=["revisada", "falla", "codigo", "fallas", "rota_desde"])
        return self.rota_desde is not None and estaba is None

    @classmethod
    def por_revisar(cls, ahora=None):
        """Those in use that were not asked this week."""
        antes = (ahora or timezone.now()) - CADA
        return cls.objects.filter(usos__isnull=False).exclude(revisada__gt=antes).distinct()


class UsoDeDireccion(models.Model):
    """That a live text cites an address, and in which of its parts. Written anew before each round."""

    empieza_generacion = NADIE

    direccion = models.ForeignKey(
        DireccionExterna, on_delete=models.CASCADE, related_name="usos", verbose_name=_("dirección")
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    clase = models.CharField(max_length=200, help_text="Label of the model of the text.")
    titulo = models.TextField(_("texto"))
    idioma = models.CharField(_("idioma"), max_length=20)
    campo = models.CharField(_("en qué parte"), max_length=100)
    entidad_codigo = models.CharField(max_length=80, blank=True, db_index=True)

    class Meta:
        verbose_name = _("uso de una dirección")
        verbose_name_plural = _("usos de direcciones")
        ordering = ["titulo", "pk"]

    def __str__(self):
        return f"{self.titulo}: {self.direccion}"
