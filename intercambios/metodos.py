"""Ways of working, as data: a method and its phases, in order. A process goes through one of them."""

from django.contrib import admin
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE
from base.idiomas import en_su_idioma


class Metodo(models.Model):
    """A way of working, of one version: what runs already keeps the one that it began with."""

    empieza_generacion = NADIE

    class Linea(models.TextChoices):
        PROMOCION = "promocion", _("Promoción")
        APRENDE = "aprende", _("Bogotá Aprende")
        ENSENA = "ensena", _("Bogotá Enseña")
        TRANSFERENCIA = "transferencia", _("Transferencia")
        MISION = "mision", _("Misión")

    class Rol(models.TextChoices):
        OFERENTE = "oferente", _("oferente")
        DEMANDANTE = "demandante", _("demandante")
        AMBOS = "ambos", _("oferente y demandante")

    codigo = models.SlugField(_("código"), max_length=60)
    version = models.PositiveSmallIntegerField(_("versión"), default=1)
    nombre_es = models.CharField(_("nombre en español"), max_length=200)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=200)
    linea = models.CharField(_("línea"), max_length=20, choices=Linea)
    rol_de_bogota = models.CharField(_("papel de Bogotá"), max_length=20, choices=Rol)
    activo = models.BooleanField(_("se puede empezar"), default=True)

    class Meta:
        verbose_name = _("método")
        verbose_name_plural = _("métodos")
        ordering = ["codigo", "-version"]
        constraints = [models.UniqueConstraint(fields=["codigo", "version"], name="metodo_version_unica")]

    def __str__(self):
        return en_su_idioma(self, "nombre")

    @property
    def en_uso(self):
        return self.procesos.exists()

    @transaction.atomic
    def nueva_version(self):
        """A copy with its phases, that can be edited and that what begins from now on goes through."""
        fases = list(self.fases.all())
        ultima = Metodo.objects.filter(codigo=self.codigo).aggregate(n=models.Max("version"))["n"]
        Metodo.objects.filter(codigo=self.codigo).update(activo=False)
        nuevo = Metodo.objects.get(pk=self.pk)
        nuevo.pk, nuevo.version, nuevo.activo = None, ultima + 1, True
        nuevo._state.adding = True
        nuevo.save()
        for fase in fases:
            fase.pk, fase.metodo = None, nuevo
            fase._state.adding = True
            fase.save()
        return nuevo


class Fase(models.Model):
    """A step of a method. The sources do not name them all: without a name it is called by its number."""

    empieza_generacion = NADIE

    metodo = models.ForeignKey(Metodo, on_delete=models.CASCADE, related_name="fases", verbose_name=_("método"))
    orden = models.PositiveSmallIntegerField(_("orden"))
    nombre_es = models.CharField(_("nombre en español"), max_length=200, blank=True)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=200, blank=True)
    deja_es = models.CharField(_("qué debe dejar, en español"), max_length=400, blank=True)
    deja_en = models.CharField(_("qué debe dejar, en inglés"), max_length=400, blank=True)
    meses = models.PositiveSmallIntegerField(
        _("pregunta cómo va, a cuántos meses"),
        default=0,
        db_default=0,
        help_text=_("0: no pregunta. Se cuentan desde que el proceso llega a la primera fase que pregunta."),
    )

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("fases")
        ordering = ["orden", "pk"]
        constraints = [models.UniqueConstraint(fields=["metodo", "orden"], name="fase_un_lugar")]

    def __str__(self):
        return en_su_idioma(self, "nombre") or str(_("Fase %(numero)s") % {"numero": self.orden})

    @admin.display(description=_("Fase"))
    def nombre(self):
        return str(self)

    @property
    def deja(self):
        return en_su_idioma(self, "deja")
