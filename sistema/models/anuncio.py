"""What the public reads of the supply and demand of cooperation: under the aval, in both languages."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from actores.models import Sector
from base.idiomas import ESPANOL
from publicables import obras
from publicables.campos import iguales, prosa
from publicables.indices import IndicePage
from publicables.models import POR_SU_BORRADOR, Publicable

from .iniciativa import DE_UN_SECTOR_O_TRANSVERSAL, Clase, Iniciativa, Modalidad, falla_de_sector

POR_PAGINA = 30
TRANSVERSAL = "transversal"


class Anuncio(Publicable):
    """An offer or a request of cooperation, as it is told in public. Amounts, partners and states stay inside."""

    puede_terminar = True

    nombre = models.CharField(_("nombre"), max_length=200)
    clase = models.CharField(_("clase"), max_length=10, choices=Clase)
    modalidad = models.CharField(_("modalidad"), max_length=20, choices=Modalidad)
    transversal = models.BooleanField(_("es transversal"), default=False, help_text=_("De varios sectores a la vez."))
    sector = models.ForeignKey(
        "actores.Sector",
        verbose_name=_("sector"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="anuncios",
        help_text=_("Vacío solo si es transversal."),
    )
    entidad = models.ForeignKey(
        "actores.Entidad",
        verbose_name=_("entidad"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="anuncios",
    )
    descripcion = prosa(_("qué se ofrece o qué se busca"))
    condiciones = prosa(_("para quién y cómo"), _("A quién le sirve, en qué forma y con qué condiciones."))
    practica = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("práctica"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="anuncios",
        help_text=_("Su versión en español."),
    )

    pagina_indice = "sistema.AnunciosPage"
    indispensables = ("nombre", "clase", "modalidad", "descripcion")  # type: ignore[assignment]  # of the base, empty
    se_espera = ("condiciones", "practica")
    campos_de_lectura = (
        *("nombre", "clase", "modalidad", "sector", "transversal", "entidad", "descripcion", "condiciones"),
        *("practica", "slug"),
    )
    override_translatable_fields = iguales("clase", "modalidad", "transversal", "sector", "entidad", "practica")
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("nombre", boost=3),
        index.SearchField("descripcion"),
        index.AutocompleteField("nombre"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(Publicable.Meta):
        verbose_name = _("oferta o demanda anunciada")
        verbose_name_plural = _("ofertas y demandas anunciadas")
        ordering = ["nombre"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="anuncio_slug_por_idioma"),
            models.CheckConstraint(
                name="anuncio_de_un_sector_o_transversal",
                condition=DE_UN_SECTOR_O_TRANSVERSAL,
                violation_error_message=_("Elija el sector, o diga que es transversal."),
            ),
        ]

    def __str__(self):
        return self.nombre

    def clean(self):
        # Of a draft too, and so before what a draft may contradict: the database keeps none that says neither.
        if falla := falla_de_sector(self):
            raise ValidationError({"sector": falla})
        super().clean()

    def fallas(self):
        if falla := falla_de_sector(self):
            yield "sector", falla
        if self.practica and self.practica.locale.language_code != ESPANOL:
            yield "practica", _("Elija la versión en español de la práctica: la inglesa se enlaza por sí sola.")

    def incumplimientos(self):
        """A request is told only where its entity allows it, and so is nothing that is reserved."""
        faltan = super().incumplimientos()
        iniciativa = Iniciativa.objects.filter(anuncio__translation_key=self.translation_key).first()
        if iniciativa and iniciativa.no_se_anuncia:
            faltan.append(("clase", iniciativa.no_se_anuncia))
        elif not iniciativa and self.clase == Clase.DEMANDA:
            faltan.append(("clase", _("Una demanda se anuncia desde su iniciativa, donde la entidad lo permite.")))
        return faltan

    @property
    def practica_en_su_idioma(self):
        """The page of the practice in the language of this text, while it is live in it; or None."""
        if not self.practica:
            return None
        return obras.vivas([self.practica.translation_key], self.locale_id).get(self.practica.translation_key)


class AnunciosPage(IndicePage):
    """What Bogotá offers and seeks, by sector and modality."""

    template = "sistema/anuncios_page.html"
    plantilla_de_detalle = "sistema/anuncio.html"

    class Meta:
        verbose_name = _("índice de ofertas y demandas")
        verbose_name_plural = _("índices de ofertas y demandas")

    modelo = Anuncio

    def contexto_de_indice(self, request):
        todos = self.objetos().select_related("sector", "entidad")
        campos = [
            _Filtro("clase", _("Clase"), Clase.choices, request),
            _Filtro("sector", _("Sector"), _sectores(self.objetos()), request),
            _Filtro("modalidad", _("Modalidad"), Modalidad.choices, request),
        ]
        for campo in campos:
            if campo.elegido == TRANSVERSAL:
                todos = todos.filter(transversal=True)
            elif campo.elegido:
                todos = todos.filter(**{"sector__codigo" if campo.nombre == "sector" else campo.nombre: campo.elegido})
        return {
            "anuncios": Paginator(todos.order_by("-clase", "nombre", "pk"), POR_PAGINA).get_page(request.GET.get("p")),
            "filtros": [campo for campo in campos if campo.opciones],
            "consulta": "&".join(f"{campo.nombre}={campo.elegido}" for campo in campos if campo.elegido),
        }


class _Filtro:
    """A list to choose from; what the address asks for that is not in it is not asked."""

    def __init__(self, nombre, etiqueta, opciones, request):
        self.nombre, self.etiqueta, self.opciones = nombre, etiqueta, list(opciones)
        pedido = request.GET.get(nombre, "")
        self.elegido = pedido if pedido in dict(self.opciones) else ""


def _sectores(anuncios):
    """The sectors of ``anuncios``, and what is of none, each with its name: list of pairs."""
    de_alguno = Sector.objects.filter(pk__in=anuncios.order_by().values("sector"))
    sectores = [(sector.codigo, str(sector)) for sector in de_alguno]
    return [*sectores, (TRANSVERSAL, _("Transversal"))] if anuncios.filter(transversal=True).exists() else sectores
