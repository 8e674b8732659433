"""What the public reads of a practice that crossed from one city to another: under the aval, in both languages."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from base.idiomas import ESPANOL
from publicables import obras
from publicables.campos import iguales, prosa
from publicables.indices import IndicePage
from publicables.models import POR_SU_BORRADOR, Publicable
from redes.contexto import mapa_de_ciudades
from vocabulario.models import Ciudad

from .replicas import ANIOS, EN_ALGUNA_PARTE, Adaptacion, Etapa, Replica, falla_de_anio

POR_PAGINA = 30


class Sentido(models.TextChoices):
    ENSENA = "ensena", _("De Bogotá a otra ciudad")
    APRENDE = "aprende", _("De otra ciudad a Bogotá")


class Transferencia(Publicable):
    """A practice of Bogotá as another city adapted it, or one from elsewhere that inspired Bogotá's.

    The first is told from its ``Replica``, which says who confirms it; the second has no replica: it is Bogotá that
    tells where its own practice came from.
    """

    nombre = models.CharField(_("título"), max_length=200)
    sentido = models.CharField(_("de dónde a dónde"), max_length=10, choices=Sentido, default=Sentido.ENSENA)
    practica = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("práctica de Bogotá"),
        on_delete=models.PROTECT,
        related_name="transferencias",
        help_text=_("La que otra ciudad adaptó, o la que nació de lo que se vio en otra. Su versión en español."),
    )
    ciudad = models.ForeignKey(
        "vocabulario.Ciudad",
        verbose_name=_("la otra ciudad"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="transferencias",
    )
    actor = models.ForeignKey(
        "actores.Actor",
        verbose_name=_("organización"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="transferencias",
    )
    anio = models.PositiveSmallIntegerField(
        _("año"), null=True, blank=True, validators=ANIOS, help_text=_("Vacío si no se sabe.")
    )
    etapa = models.CharField(
        _("en qué va"), max_length=12, choices=Etapa, blank=True, help_text=_("Solo de lo que adaptó otra ciudad.")
    )
    adaptacion = models.CharField(_("cuánto cambió"), max_length=10, choices=Adaptacion, blank=True)
    descripcion = prosa(_("qué pasó"), _("De otra ciudad a Bogotá: qué práctica es y qué se tomó de ella."))
    que_cambio = prosa(_("qué se cambió y por qué"))
    aprendizajes = prosa(_("qué aprendió Bogotá"))
    enlace = models.URLField(_("dónde se puede leer"), blank=True)

    pagina_indice = "intercambios.TransferenciasPage"
    indispensables = ("nombre", "practica", "descripcion")  # type: ignore[assignment]  # of the base, empty
    se_espera = ("ciudad", "anio", "que_cambio", "aprendizajes", "enlace")
    campos_de_lectura = (
        *("nombre", "sentido", "practica", "ciudad", "actor", "anio", "etapa", "adaptacion", "descripcion"),
        *("que_cambio", "aprendizajes", "enlace", "slug"),
    )
    override_translatable_fields = iguales(
        *("sentido", "practica", "ciudad", "actor", "anio", "etapa", "adaptacion", "enlace")
    )
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("nombre", boost=3),
        index.SearchField("descripcion"),
        index.AutocompleteField("nombre"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(Publicable.Meta):
        verbose_name = _("transferencia")
        verbose_name_plural = _("transferencias")
        ordering = ["-anio", "nombre"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="transferencia_slug_por_idioma"),
            models.CheckConstraint(
                name="transferencia_en_alguna_parte",
                condition=EN_ALGUNA_PARTE,
                violation_error_message=_("Diga de qué ciudad o de qué organización se trata."),
            ),
        ]

    def __str__(self):
        return self.nombre

    @property
    def va_a_otra(self):
        return self.sentido == Sentido.ENSENA

    def fallas(self):
        if not self.ciudad_id and not self.actor_id:
            yield "ciudad", _("Diga de qué ciudad o de qué organización se trata.")
        if falla := falla_de_anio(self.anio, self.etapa):
            yield "anio", falla
        if self.practica_id and self.practica.locale.language_code != ESPANOL:
            yield "practica", _("Elija la versión en español de la práctica: la inglesa se enlaza por sí sola.")
        if self.va_a_otra and self.etapa in ("", Etapa.INTERESADA):
            yield "etapa", _("Diga en qué va: una ciudad a la que solo le interesa todavía no la ha adaptado.")
        if not self.va_a_otra and (self.etapa or self.adaptacion):
            yield "etapa" if self.etapa else "adaptacion", _("Eso se dice de lo que adaptó otra ciudad: déjelo vacío.")

    def incumplimientos(self):
        """What another city did is told from its replica, and never against what that city says."""
        faltan = super().incumplimientos()
        if self.va_a_otra:
            replica = self.su_replica
            if replica is None:
                faltan.append(("sentido", _("Lo que adaptó otra ciudad se cuenta desde su réplica, en la lista.")))
            elif replica.no_se_cuenta:
                faltan.append(("sentido", replica.no_se_cuenta))
        return faltan

    @cached_property
    def su_replica(self):
        """The record that it was made from; None of what came to Bogotá."""
        return Replica.objects.filter(transferencia__translation_key=self.translation_key).first()

    @property
    def quien_lo_dice(self):
        return self.su_replica.quien_lo_dice if self.va_a_otra and self.su_replica else ""

    @property
    def donde(self):
        return ", ".join(str(uno) for uno in (self.actor, self.ciudad) if uno)

    @property
    def practica_en_su_idioma(self):
        """The page of the practice in the language of this text, while it is live in it; or None."""
        return obras.vivas([self.practica.translation_key], self.locale_id).get(self.practica.translation_key)


class TransferenciasPage(IndicePage):
    """Where the practices of Bogotá have been adapted, on a map and as a table; and where Bogotá's came from."""

    template = "intercambios/transferencias_page.html"
    plantilla_de_detalle = "intercambios/transferencia.html"

    class Meta:
        verbose_name = _("índice de transferencias")
        verbose_name_plural = _("índices de transferencias")

    modelo = Transferencia

    @cached_property
    def todas(self):
        filas = self.objetos().select_related("ciudad", "actor", "practica")
        return filas.order_by("-anio", "nombre", "pk")

    def contexto_de_indice(self, request):
        van = Paginator(self.todas.filter(sentido=Sentido.ENSENA), POR_PAGINA).get_page(request.GET.get("p"))
        vienen = Paginator(self.todas.filter(sentido=Sentido.APRENDE), POR_PAGINA).get_page(request.GET.get("v"))
        con_quien_lo_dice(con_su_practica([*van, *vienen], self.locale_id))
        de_otras = self.objetos().filter(sentido=Sentido.ENSENA).values("ciudad")
        ciudades = list(Ciudad.objects.filter(pk__in=de_otras))
        return {"van": van, "vienen": vienen, "ciudades": ciudades, "mapa": mapa_de_ciudades(ciudades)}


def con_su_practica(transferencias, locale_id):
    """Put on each of ``transferencias`` its practice in that language, or None: ``la_practica``."""
    paginas = obras.vivas({una.practica.translation_key for una in transferencias}, locale_id)
    for una in transferencias:
        una.la_practica = paginas.get(una.practica.translation_key)
    return transferencias


def con_quien_lo_dice(transferencias):
    """Read the replicas of ``transferencias`` at once, for each to know who says that it is so."""
    claves = [una.translation_key for una in transferencias]
    replicas = Replica.objects.filter(transferencia__translation_key__in=claves).select_related("transferencia")
    suyas = {una.transferencia.translation_key: una for una in replicas if una.transferencia}
    for una in transferencias:
        una.su_replica = suyas.get(una.translation_key)
    return transferencias
