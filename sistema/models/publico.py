"""What the public reads of the System: the page that explains it, and the conclusions that were accepted."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from base.blocks import CuerpoBlock
from publicables.campos import iguales, prosa
from publicables.indices import IndicePage
from publicables.models import POR_SU_BORRADOR, Publicable

from .. import diagnosticos, figura
from .anuncio import AnunciosPage
from .conclusion import Conclusion
from .informe import InformesPage

INFORMES_A_LA_VISTA = 5


class ConclusionPublica(Publicable):
    """What a body concluded and another accepted, as it is told in public. The session and its minutes stay inside."""

    nombre = models.CharField(_("título"), max_length=200)
    descripcion = prosa(_("lo que se concluyó"))
    respuesta = prosa(_("lo que se respondió"))
    # In words, as the bodies were called then: what a text names is a term or a text, and a body is neither.
    instancia = models.CharField(_("quién concluyó"), max_length=200)
    acogida_por = models.CharField(_("quién la acogió"), max_length=200)
    fecha = models.DateField(_("día en que se concluyó"))

    pagina_indice = "sistema.SistemaPage"
    indispensables = ("nombre", "instancia", "acogida_por", "descripcion", "respuesta")  # type: ignore[assignment]  # of the base, empty
    campos_de_lectura = ("nombre", "instancia", "fecha", "descripcion", "acogida_por", "respuesta", "slug")
    override_translatable_fields = iguales("fecha")
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("nombre", boost=3),
        index.SearchField("descripcion"),
        index.AutocompleteField("nombre"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(Publicable.Meta):
        verbose_name = _("conclusión para el público")
        verbose_name_plural = _("conclusiones para el público")
        ordering = ["-fecha", "nombre"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="conclusion_slug_por_idioma")]

    def __str__(self):
        return self.nombre

    def incumplimientos(self):
        """It is told from the session that concluded it, and only once it was accepted."""
        faltan = super().incumplimientos()
        suya = Conclusion.objects.filter(publica__translation_key=self.translation_key).first()
        if suya is None or suya.estado != Conclusion.Estado.ACOGIDA:
            faltan.append(("nombre", _("Solo se publica una conclusión acogida, y desde la sesión que la concluyó.")))
        return faltan


class SistemaPage(IndicePage):
    """The System explained: its bodies as a drawing and a list, what they concluded, offers and reports."""

    presentacion = prosa(_("qué es el Sistema"))
    cuerpo = StreamField(
        CuerpoBlock(),
        verbose_name=_("qué hace cada instancia"),
        blank=True,
        help_text=_("Las funciones de cada instancia y de cada miembro. Los nombres del dibujo salen de las listas."),
    )

    template = "sistema/sistema_page.html"
    plantilla_de_detalle = "sistema/conclusion.html"
    content_panels = [*IndicePage.content_panels, FieldPanel("presentacion"), FieldPanel("cuerpo")]
    campos_de_lectura = ("title", "entradilla", "presentacion", "cuerpo", "slug")
    search_fields = [*IndicePage.search_fields, index.SearchField("presentacion"), index.SearchField("cuerpo")]

    class Meta:
        verbose_name = _("página del Sistema Distrital")
        verbose_name_plural = _("páginas del Sistema Distrital")

    modelo = ConclusionPublica

    def lo_que_dice(self):
        """The words of its texts: list."""
        return [self.presentacion, *self.cuerpo.stream_block.get_searchable_content(self.cuerpo)]

    @cached_property
    def vecinas(self):
        """The live pages of the catalogue and of the reports, in its language: dict of pages or None."""
        clases = {"anuncios": AnunciosPage, "informes": InformesPage}
        return {
            nombre: clase.objects.filter(locale_id=self.locale_id, live=True).first()
            for nombre, clase in clases.items()
        }

    def contexto_de_indice(self, request):
        anuncios, informes = self.vecinas["anuncios"], self.vecinas["informes"]
        lo_que_es = figura.lo_que_es()
        return {
            "sistema": lo_que_es,
            "dibujos": [figura.dibujo(lo_que_es, **una) for una in figura.TAMANOS],
            "conclusiones": self.objetos().order_by("-fecha", "nombre"),
            "anuncios": anuncios,
            "cuantos_anuncios": anuncios.objetos().count() if anuncios else 0,
            "pagina_informes": informes,
            "informes": list(informes.objetos().order_by("-anio")[:INFORMES_A_LA_VISTA]) if informes else [],
            "diagnostico": diagnosticos.totales_publicos(),
            "datos_enlazados": self._datos_enlazados(request, lo_que_es),
        }

    def _datos_enlazados(self, request, lo_que_es):
        """The System and its bodies, in the words of schema.org."""
        cuerpos = [*lo_que_es["principales"], *lo_que_es["mesas"]]
        return {
            "@type": "GovernmentOrganization",
            "name": self.title,
            "description": self.entradilla,
            "url": self.get_full_url(request),
            "areaServed": {"@type": "City", "name": "Bogotá"},
            "subOrganization": [{"@type": "GovernmentOrganization", "name": uno.nombre} for uno in cuerpos],
        }
