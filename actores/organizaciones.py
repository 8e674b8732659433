"""Organisations of any kind and country: partners, organisers, allies, counterparts. Each of them once."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from base.generacion import NADIE, SITIO
from base.models import ListaCerrada
from base.texto import normalizar


class Actor(index.Indexed, ListaCerrada, ClusterableModel):
    """An organisation. What a District entity has as such stays in its ``Entidad``, which its row points at."""

    class Clase(models.TextChoices):
        ENTIDAD_DISTRITAL = "entidad_distrital", _("entidad del Distrito")
        GOBIERNO_NACIONAL = "gobierno_nacional", _("gobierno nacional")
        DEPARTAMENTO = "departamento", _("departamento")
        GOBIERNO_LOCAL = "gobierno_local", _("gobierno local de otra ciudad")
        RED = "red", _("red de ciudades")
        ORGANISMO_INTERNACIONAL = "organismo_internacional", _("organismo internacional")
        COOPERANTE = "cooperante", _("cooperante")
        PRIVADO = "privado", _("sector privado")
        SOCIEDAD_CIVIL = "sociedad_civil", _("sociedad civil organizada")
        ACADEMIA = "academia", _("academia")
        COMUNIDAD = "comunidad", _("comunidad")
        SIN_CLASIFICAR = "", _("sin clasificar")

    class Naturaleza(models.TextChoices):
        PUBLICA = "publica", _("pública")
        PRIVADA = "privada", _("privada")
        CIVICA = "civica", _("cívica")
        SIN_CLASIFICAR = "", _("sin clasificar")

    sigla = models.CharField(_("sigla"), max_length=30, blank=True)
    clase = models.CharField(_("clase"), max_length=30, choices=Clase, blank=True, default="")
    naturaleza = models.CharField(_("naturaleza"), max_length=10, choices=Naturaleza, blank=True, default="")
    pais = CountryField(_("país"), blank=True, default="")
    ciudad = models.CharField(_("ciudad"), max_length=120, blank=True)
    sitio_web = models.URLField(_("sitio web"), blank=True)
    entidad = models.OneToOneField(
        "actores.Entidad",
        verbose_name=_("entidad del Distrito"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,  # its own row: what names either of them keeps both
        related_name="actor",
    )
    entidad.wagtail_reference_index_ignore = True

    no_se_leen = ("orden", "sigla", "clase", "naturaleza", "pais", "ciudad", "sitio_web", "entidad")
    se_lee_por = ("entidad",)

    search_fields = [
        index.SearchField("nombre_es"),
        index.SearchField("nombre_en"),
        index.SearchField("sigla"),
        index.AutocompleteField("nombre_es"),
        index.AutocompleteField("nombre_en"),
        index.AutocompleteField("sigla"),
        index.RelatedFields("otros_nombres", [index.SearchField("nombre"), index.AutocompleteField("nombre")]),
        index.FilterField("clase"),
        index.FilterField("naturaleza"),
        index.FilterField("pais"),
    ]

    class Meta(ListaCerrada.Meta):
        verbose_name = _("organización")
        verbose_name_plural = _("organizaciones")
        ordering = ["nombre_es", "pk"]

    @property
    def todos_sus_nombres(self):
        """Each name by which it is known, as they are compared: set of texts."""
        otros = self.otros_nombres.values_list("nombre", flat=True) if self.pk else ()
        return {normalizar(uno) for uno in (self.nombre_es, self.nombre_en, self.sigla, *otros)} - {""}

    def clean(self):
        super().clean()
        if otro := self.con_algun_nombre(self.nombre_es, self.nombre_en, self.sigla, menos=self):
            raise ValidationError({"nombre_es": _("Ya está en la lista como «%(otro)s».") % {"otro": otro}})

    @classmethod
    def con_algun_nombre(cls, *nombres, menos=None):
        """The organisation already known by any of ``nombres``, other than ``menos``; or None."""
        buscados = {normalizar(uno) for uno in nombres} - {""}
        if not buscados:
            return None
        filas = cls.objects.filter(pk__in=NombreDeActor.objects.filter(comparado__in=buscados).values("actor"))
        return filas.exclude(pk=menos.pk if menos else None).first()

    def save(self, *args, **kwargs):
        if not self.codigo:
            self.codigo = self._codigo_libre()
        self.nombre_en = self.nombre_en or self.nombre_es
        super().save(*args, **kwargs)
        NombreDeActor.de(self)

    @classmethod
    def llamado(cls, nombre_es, nombre_en=""):
        """The organisation that has one of these names; added to the list if it has none."""
        return cls.con_algun_nombre(nombre_es, nombre_en) or cls.objects.create(
            nombre_es=nombre_es, nombre_en=nombre_en
        )

    @classmethod
    def de_la_entidad(cls, entidad):
        """The row of a District entity, made if missing and with the names that the entity has now."""
        actor = cls.objects.filter(entidad=entidad).first()
        if actor is None:  # perhaps somebody wrote it down before it was an entity here
            hallado = cls.con_algun_nombre(entidad.nombre_es)
            actor = hallado if hallado and hallado.entidad_id is None else cls()
        hechos = {
            "nombre_es": entidad.nombre_es,
            "nombre_en": entidad.nombre_en,
            "sigla": entidad.sigla,
            "clase": cls.Clase.ENTIDAD_DISTRITAL,
            "naturaleza": cls.Naturaleza.PUBLICA,
            "pais": "CO",
            "entidad_id": entidad.pk,
        }
        if any(getattr(actor, campo) != valor for campo, valor in hechos.items()):
            for campo, valor in hechos.items():
                setattr(actor, campo, valor)
            actor.save()
        return actor

    def impide_fusion(self, otro):
        if self.entidad_id is None:
            return ""
        if otro.entidad_id:
            return _("Son dos entidades del Distrito: si de verdad son una, se fusionan en la lista de entidades.")
        return _("«%(una)s» es una entidad del Distrito: fusione la otra con ella, y no al revés.") % {"una": self}

    def se_lleva(self, otro):
        nombres = [self.nombre_es, self.nombre_en, self.sigla, *self.otros_nombres.values_list("nombre", flat=True)]
        ya = otro.todos_sus_nombres
        for nombre in nombres:
            if (comparado := normalizar(nombre)) and comparado not in ya:
                ya.add(comparado)
                OtroNombre.objects.create(actor=otro, nombre=nombre)
        return ()

    def _codigo_libre(self):
        raiz = slugify(self.nombre_es)[:70] or "organizacion"
        usados = set(Actor.objects.filter(codigo__startswith=raiz).values_list("codigo", flat=True))
        return next(
            codigo for codigo in (raiz, *(f"{raiz}-{n}" for n in range(2, len(usados) + 3))) if codigo not in usados
        )


class OtroNombre(models.Model):
    """Another name of an organisation: old, in another language, or as it is known. So that none enters twice."""

    empieza_generacion = NADIE

    actor = ParentalKey(Actor, on_delete=models.CASCADE, related_name="otros_nombres")
    nombre = models.CharField(_("nombre"), max_length=200)

    class Meta:
        verbose_name = _("otro nombre")
        verbose_name_plural = _("otros nombres")
        ordering = ["nombre"]

    def __str__(self):
        return self.nombre

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        NombreDeActor.de(self.actor)

    def delete(self, *args, **kwargs):
        hecho = super().delete(*args, **kwargs)
        NombreDeActor.de(self.actor)
        return hecho


class NombreDeActor(models.Model):
    """Derived: each name of each organisation as it is compared, so that one query tells whether it is known."""

    empieza_generacion = NADIE

    actor = ParentalKey(Actor, on_delete=models.CASCADE, related_name="comparados")
    comparado = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "comparado"], name="nombre_de_actor_una_vez")]

    def __str__(self):
        return self.comparado

    @classmethod
    def de(cls, actor):
        """Write down again the names of ``actor``."""
        cls.objects.filter(actor=actor).delete()
        cls.objects.bulk_create(cls(actor=actor, comparado=uno[:200]) for uno in sorted(actor.todos_sus_nombres))


class Dependencia(models.Model):
    """A unit within a District entity: a subsecretaría, a dirección, an office."""

    empieza_generacion = SITIO  # a public page names the office that sits in a body

    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="dependencias", verbose_name=_("entidad")
    )
    nombre_es = models.CharField(_("nombre en español"), max_length=200)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("dependencia")
        verbose_name_plural = _("dependencias")
        ordering = ["nombre_es"]
        constraints = [
            models.UniqueConstraint(
                fields=["entidad", "nombre_es"],
                name="dependencia_una_vez",
                violation_error_message=_("Esa entidad ya tiene una dependencia con este nombre."),
            )
        ]

    def __str__(self):
        return self.nombre_es
