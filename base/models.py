"""What every room shares: closed lists, the abstract page, and the media models."""

import logging
from contextlib import contextmanager

from django.db import DatabaseError, models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError
from wagtail.images.models import Image as WagtailImage
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Orderable, Page
from wagtail.search import index

from .atajos import SinPreguntarRestricciones
from .borrador import ConLoEscrito
from .campos import ArchivoDeDocumento, ArchivoDeImagen, ArchivoDeRendicion
from .direcciones_externas import DireccionExterna, UsoDeDireccion  # noqa: F401  # they are models of this room
from .enlaces import Enlace, UsoDeEnlace  # noqa: F401  # they are models of this room
from .generacion import DE_SU_TEXTO, FONDO, NADIE, SITIO, VIVO
from .idiomas import ESPANOL
from .imagenes import solo_enteras
from .texto import sin_control

logger = logging.getLogger(__name__)


class ListaCerrada(models.Model):
    """A row of a list that the DDRI keeps: one concept, one row, with its name in both languages."""

    codigo = models.SlugField(
        _("código"), max_length=80, unique=True, help_text=_("Identifica el término en las direcciones web; no cambia.")
    )
    nombre_es = models.CharField(_("nombre en español"), max_length=200)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=200)
    orden = models.PositiveSmallIntegerField(_("orden"), default=0)

    empieza_generacion = FONDO
    # Fields that no text shows: a change of them changes nothing that was approved.
    no_se_leen: tuple[str, ...] = ()
    # Relations (names of the other side) whose rows are a part of the term, and not a use of it.
    partes: tuple[str, ...] = ()
    # Fields that name a term of another list by whose names it is read: who names the one names the other.
    se_lee_por: tuple[str, ...] = ()

    class Meta:
        abstract = True
        ordering = ["orden", "nombre_es"]

    def __str__(self):
        return self.nombre

    @property
    def nombre(self):
        """The name in the active language."""
        nombre = self.nombre_en if (get_language() or ESPANOL).startswith("en") else self.nombre_es
        return sin_control(nombre)  # what was written before the forms did it

    def impide_fusion(self, otro):
        """Why this term cannot be merged into ``otro``; "" when it can."""
        return ""

    def se_lleva(self, otro):
        """Before this term is merged into ``otro``: pass on what is a part of it.

        Returns the pairs of terms of other lists that have to be merged with them: ``(that goes, that stays)``.
        """
        return ()


class FilaOrdenada(ConLoEscrito, Orderable):
    """A row of an object, in the order that the editors gave it.

    Rows that code makes may have no place: they stay as they were made, which PostgreSQL promises only if it is asked.
    """

    empieza_generacion: str | None = DE_SU_TEXTO

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]


class PaginaBase(SinPreguntarRestricciones, Page):
    """Abstract page: what all pages of the site have in common."""

    empieza_generacion = VIVO
    # The admin finds a draft by the title that whoever writes it sees.
    search_fields = [
        *Page.search_fields,
        index.SearchField("draft_title", boost=2),
        index.AutocompleteField("draft_title"),
    ]

    class Meta:
        abstract = True

    # A page in English is made by translating, and is always a text of its own: never an alias.
    localize_default_translation_mode = "synced"

    def save(self, *args, update_fields=None, **kwargs):
        """A comment that was resolved stays, with its answers: Wagtail makes a page of its revision with those that are
        open, and saving it would delete the others."""
        if self.pk and (update_fields is None or COMMENTS_RELATION_NAME in update_fields):
            if resueltos := Comment.objects.filter(page=self.pk, resolved_at__isnull=False):
                suyos = getattr(self, COMMENTS_RELATION_NAME)
                estan = {uno.pk for uno in suyos.all()}
                suyos.add(*(uno for uno in resueltos if uno.pk not in estan))
        super().save(*args, update_fields=update_fields, **kwargs)


class _ConArchivo:
    """What is measured of a file is saved with it."""

    empieza_generacion = SITIO

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None and "file" in update_fields:
            medidas = {"file_size", "file_hash", "width", "height"} & {campo.name for campo in self._meta.fields}
            update_fields = {*update_fields, *medidas}
        super().save(*args, update_fields=update_fields, **kwargs)


class Imagen(_ConArchivo, AbstractImage):
    """A picture. Its alternative text and credit belong to each use: they depend on the page and the language."""

    admin_form_fields = WagtailImage.admin_form_fields
    no_sale = False  # whether a rendition was asked of this instance that cannot be made

    def get_rendition(self, filter):
        with self._o_se_anota():
            return super().get_rendition(filter)

    def get_renditions(self, *filters):
        with self._o_se_anota():
            return super().get_renditions(*filters)

    @contextmanager
    def _o_se_anota(self):
        """What cannot be made of a picture is logged, and raises what no page of Wagtail is lost by."""
        solo_enteras()
        try:
            yield
        except (DatabaseError, InvalidFilterSpecError):
            raise
        except Exception as error:  # whatever the programs that read and write pictures raise
            self.no_sale = True
            logger.exception("No rendition can be made of picture %s", self.pk)
            raise SourceImageIOError(str(error)) from error

    class Meta(AbstractImage.Meta):
        verbose_name = _("imagen")
        verbose_name_plural = _("imágenes")


class Rendicion(AbstractRendition):
    image = models.ForeignKey(Imagen, on_delete=models.CASCADE, related_name="renditions")

    empieza_generacion = NADIE  # a page makes those that it shows

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
        indexes = [models.Index(fields=["file"], name="rendicion_archivo")]  # each request of a picture asks by it


class Documento(_ConArchivo, AbstractDocument):
    """A file: PDF or office document of at most 10 MB, video of at most 20 or its captions (DDRI manual 2014, 5.d)."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("documento")
        verbose_name_plural = _("documentos")

    def clean(self):
        """Wagtail's, which looks at the name: of a file that its form refused there is none to look at."""
        if self.file:
            super().clean()


# The fields are those of Wagtail, in its order, which measures come after the file in; only how they write is ours.
Imagen._meta.get_field("file").attr_class = ArchivoDeImagen
Rendicion._meta.get_field("file").attr_class = ArchivoDeRendicion
Documento._meta.get_field("file").attr_class = ArchivoDeDocumento


class Generacion(models.Model):
    """The generation of the site that the public reads: a row whose key is another after each change of it.

    Another row is that of what lies under the pages (see ``base.generacion``).

    It is written in the transaction of the change, so what is kept under a key is right for as long as the key is.
    """

    clave = models.CharField(max_length=32)

    empieza_generacion = NADIE

    class Meta:
        db_table = "base_edicion"  # as it was made: the version before reads it while this one starts
        verbose_name = _("generación")
        verbose_name_plural = _("generaciones")

    def __str__(self):
        return self.clave
