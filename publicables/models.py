"""What the public reads and is no page: approved, translated, versioned, with an address under its index page."""

import re
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
    WorkflowState,
)
from wagtail.search import index

from aval.lectura import nombre_de
from aval.models import Avalable
from aval.paginas import FormaDeAvalable
from base.borrador import CONTRADICE
from base.generacion import por_generacion
from base.idiomas import ESPANOL, locales, original_de
from base.models import FilaOrdenada
from base.palabras import texto_visible
from base.texto import normalizar

# Of every kind: it is found by the name that whoever writes it sees.
POR_SU_BORRADOR = (index.SearchField("nombre_del_borrador", boost=3), index.AutocompleteField("nombre_del_borrador"))


class Publicables(models.QuerySet):
    def vivos(self, locale_id):
        """What the public reads in that language."""
        return self.filter(live=True, locale_id=locale_id)

    def con_estado(self):
        """With what the column «Publicación» says of each, in the same query."""
        suyo = {
            "base_content_type": self.model().get_base_content_type(),  # type: ignore[attr-defined]  # a ``Publicable``
            "object_id": Cast(models.OuterRef("pk"), models.CharField()),
        }
        return self.annotate(
            esta_en_la_ddri=models.Exists(
                WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, **suyo)
            ),
            tiene_fecha=models.Exists(Revision.objects.filter(approved_go_live_at__isnull=False, **suyo)),
        )

    def version_de(self, locale_id, otros):
        """The live versions in that language of ``otros`` (objects of the same kind, in whatever language)."""
        return self.vivos(locale_id).filter(translation_key__in=[uno.translation_key for uno in otros])


@por_generacion
def _indice_vivo(pagina, locale_id):
    return apps.get_model(pagina).objects.filter(locale_id=locale_id, live=True).first()


class Publicable(
    Avalable,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """Abstract. A tie between two of these, or with a practice, names the Spanish one; who shows it looks up
    the version in the language of the reader, and shows it only if it is live (``Publicables.version_de``).
    """

    slug = models.SlugField(
        _("dirección"),
        max_length=120,
        blank=True,
        help_text=_("Su parte de la dirección web; si la deja vacía se forma del nombre."),
    )

    objects: ClassVar = Publicables.as_manager()
    base_form_class = FormaDeAvalable

    # Label of the page under which each one has its address.
    pagina_indice = ""
    # Fields without which there is no aval.
    indispensables = ()
    # And those without which its page says little: staff see in the list which ones it lacks.
    se_espera: ClassVar[tuple[str, ...]] = ()
    localize_default_translation_mode = "synced"

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @property
    def titulo(self):
        return str(self)

    @property
    def nombre_del_borrador(self):
        """What its newest version is called: the admin finds it by that, and the row says it only once it is live."""
        return self.latest_revision.object_str if self.latest_revision_id else ""

    # What a list asks of each row is told by its query (``con_estado``); elsewhere, Wagtail asks for it.

    @property
    def workflow_in_progress(self):
        dicho = self.__dict__.get("esta_en_la_ddri")
        return super().workflow_in_progress if dicho is None else dicho

    @property
    def approved_schedule(self):
        dicho = self.__dict__.get("tiene_fecha")
        return super().approved_schedule if dicho is None else dicho

    # Rules

    def clean(self):
        super().clean()
        errores = {}
        self._revisar_slug(errores)
        for campo, frase in self.fallas():
            errores.setdefault(campo, []).append(ValidationError(frase, code=CONTRADICE))
        for campo, frase in self.repeticiones():
            errores.setdefault(campo, []).append(ValidationError(frase, code="repetido"))
        if errores:
            raise ValidationError(errores)

    def _revisar_slug(self, errores):
        if not self.locale_id:
            return
        otras = type(self)._base_manager.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        if not self.slug:
            self.slug = self._slug_libre(otras)
        elif otras.filter(slug=self.slug).exists():
            errores["slug"] = [_("Otra ficha de esta lista ya tiene esa dirección.")]

    def _slug_libre(self, otras):
        """An address formed from the name, with a number when ``otras`` have it: two editions may share a name."""
        raiz = slugify(str(self))[:110]
        ocupados = set(otras.filter(slug__startswith=raiz).values_list("slug", flat=True)) if raiz else set()
        numeradas = (f"{raiz}-{numero}" for numero in range(2, len(ocupados) + 3))
        return next(slug for slug in (raiz, *numeradas) if slug not in ocupados)

    def fallas(self):
        """What contradicts itself: list of ``(field, sentence)``. A draft may have it; nothing that is sent may."""
        return []

    def repeticiones(self):
        """What is in the list already, by this name or another: list of ``(field, sentence)``. Not even a draft."""
        return []

    def incumplimientos(self):
        faltan = [
            (campo, _("Falta este dato: sin él no hay aval."))
            for campo in self.indispensables
            if not re.sub(r"<[^>]*>|\s", "", str(getattr(self, campo) or ""))
        ]
        return [*faltan, *self.fallas(), *self.repeticiones()]

    def le_falta(self):
        """What people call the fields of ``se_espera`` that say nothing: list."""
        modelo = type(self)
        return [
            nombre_de(modelo, campo)
            for campo in self.se_espera
            # Of a relation, its number: who it is need not be asked for each row of a list.
            if not texto_visible(
                str(getattr(self, getattr(modelo._meta.get_field(campo), "attname", campo)) or "")
            ).strip()
        ]

    # Its place on the site

    @cached_property
    def indice(self):
        """The index page in the language of the object; None while there is none."""
        vivo = _indice_vivo(self.pagina_indice, self.locale_id)
        return vivo or apps.get_model(self.pagina_indice).objects.filter(locale_id=self.locale_id).first()

    def get_url(self, request=None):
        base = self.indice.get_url(request) if self.indice else None
        return base + self.sufijo if base else None

    def get_full_url(self, request=None):
        base = self.indice.get_full_url(request) if self.indice else None
        return base + self.sufijo if base else None

    @property
    def sufijo(self):
        """What its address adds to that of the index."""
        return f"{self.slug}/"

    @property
    def url(self):
        return self.get_url()

    @property
    def full_url(self):
        return self.get_full_url()

    def versiones_vivas(self):
        """The live versions in each language, itself included: dict by language code."""
        if not hasattr(self, "_versiones_vivas"):
            otras = type(self).objects.filter(translation_key=self.translation_key, live=True).exclude(pk=self.pk)
            versiones = {una.locale.language_code: una for una in otras.select_related("locale")}
            self._versiones_vivas = {self.locale.language_code: self, **versiones}
        return self._versiones_vivas

    @cached_property
    def fuente(self):
        """The Spanish original, which the ties name."""
        return original_de(self)

    def serve_preview(self, request, mode_name):
        return self.indice.mostrar(request, self)

    def get_preview_template(self, request, mode_name):
        return self.indice.plantilla_de_detalle if self.indice else "404.html"


class FilaDeOrganizacion(FilaOrdenada):
    """Abstract: a row that names an organisation of the list (``actores.Actor``)."""

    actor = models.ForeignKey(
        "actores.Actor",
        verbose_name=_("organización"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Si no está en la lista, agréguela ahí mismo."),
    )

    panels = [FieldPanel("actor")]

    class Meta(FilaOrdenada.Meta):
        abstract = True
        verbose_name = _("organización")
        verbose_name_plural = _("organizaciones")

    def __str__(self):
        return self.actor.nombre


POR_QUIENES = "organizaciones__actor"  # what a list prefetches to say ``quienes`` of each


class ConOrganizaciones(models.Model):
    """Abstract: something that organisations carry, in its rows ``organizaciones``.

    ``quienes_en_palabras``: the field with what a list cannot say of them, as «eight institutions with four nodes».
    """

    quienes_en_palabras = ""
    organizaciones: Any  # each kind has rows of its own

    class Meta:
        abstract = True

    @cached_property
    def quienes(self):
        """Who carries it, in the active language: list of names, and last what is said in words."""
        filas = list(self.organizaciones.all())
        models.prefetch_related_objects(filas, "actor")
        dicho = getattr(self, self.quienes_en_palabras)
        return [*(fila.actor.nombre for fila in filas), *([dicho] if dicho else [])]

    @property
    def quienes_son(self):
        return " · ".join(self.quienes)


class ConNombre(Publicable):
    """Abstract: an organisation or award that is known by a name, an acronym and perhaps others."""

    nombre = models.CharField(_("nombre oficial"), max_length=200)
    sigla = models.CharField(_("sigla o nombre corto"), max_length=60, blank=True)
    otros_nombres = models.TextField(
        _("otros nombres"),
        blank=True,
        help_text=_("Uno por línea: en otros idiomas, antiguos o como también se la conoce. Evitan que se repita."),
    )

    class Meta(Publicable.Meta):
        abstract = True

    def __str__(self):
        con_sigla = self.sigla and self.sigla.casefold() not in self.nombre.casefold()
        return f"{self.nombre} ({self.sigla})" if con_sigla else self.nombre

    @property
    def sitio(self):
        """Its site in the language of this text, if it has one; else the one that it has."""
        propio = "" if locales()[self.locale_id].language_code == ESPANOL else self.sitio_web_en
        return propio or self.sitio_web

    @property
    def nombre_corto(self):
        return self.sigla or self.nombre

    def claves(self):
        """The names it goes by, as they are compared: dict field → set."""
        return {
            "nombre": {normalizar(self.nombre)} - {""},
            "sigla": {normalizar(self.sigla)} - {""},
            "otros_nombres": {normalizar(linea) for linea in self.otros_nombres.splitlines()} - {""},
        }

    def repeticiones(self):
        propias = self.claves()
        otros = type(self).objects.exclude(translation_key=self.translation_key)
        for otro in otros.only("nombre", "sigla", "otros_nombres", "translation_key"):
            de_otro = set().union(*otro.claves().values())
            for campo, claves in propias.items():
                if claves & de_otro:
                    frase = _("Ya está en la lista como «%(otro)s»: ábrala en lugar de repetirla.")
                    yield campo, frase % {"otro": otro}
                    return
