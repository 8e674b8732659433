"""What an entity asks of cooperation or offers to it: internal work, from the idea until it ends."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from actores.grupos import es_solo_punto_focal
from base.generacion import NADIE
from base.idiomas import ESPANOL
from base.models import FilaOrdenada
from base.monedas import Moneda


class Clase(models.TextChoices):
    OFERTA = "oferta", _("Oferta")
    DEMANDA = "demanda", _("Demanda")


class Modalidad(models.TextChoices):
    TECNICA = "tecnica", _("Cooperación técnica")
    FINANCIERA = "financiera", _("Cooperación financiera")
    INTERCAMBIO = "intercambio", _("Intercambio de experiencias")


# A sector, or transversal, and never both nor neither: of what is internal and of what is told in public.
DE_UN_SECTOR_O_TRANSVERSAL = Q(transversal=True, sector__isnull=True) | Q(transversal=False, sector__isnull=False)


def falla_de_sector(objeto):
    """What is wrong between the sector of ``objeto`` and its being transversal; or None."""
    if objeto.transversal and objeto.sector_id:
        return _("Lo transversal no es de un sector: quite uno de los dos.")
    if not objeto.transversal and not objeto.sector_id:
        return _("Elija el sector, o diga que es transversal.")
    return None


class Iniciativas(models.QuerySet):
    def de(self, usuario):
        """Those that ``usuario`` may see: a punto focal, only those of their entity."""
        if es_solo_punto_focal(usuario):
            return self.filter(entidad_id=usuario.entidad_id) if usuario.entidad_id else self.none()
        return self

    def totales(self):
        """What the amounts add up to, a row for each kind and currency: they are never added across currencies."""
        con_monto = self.order_by().filter(monto__isnull=False).exclude(estado=Iniciativa.Estado.DESCARTADA)
        filas = con_monto.values("clase", "moneda").annotate(total=Sum("monto"), cuantas=models.Count("pk"))
        return [{**fila, "clase_dicha": Clase(fila["clase"]).label} for fila in filas.order_by("-clase", "moneda")]


class Iniciativa(ClusterableModel):
    """A need or an offer of cooperation. Internal: what the public reads of it is an ``Anuncio``, made from it."""

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        IDEA = "idea", _("Idea")
        PRIORIZADA = "priorizada", _("Priorizada")
        EN_GESTION = "en_gestion", _("En gestión")
        ACORDADA = "acordada", _("Acordada")
        EN_EJECUCION = "en_ejecucion", _("En ejecución")
        CERRADA = "cerrada", _("Cerrada")
        DESCARTADA = "descartada", _("Descartada")

    CON_MOTIVO = (Estado.CERRADA, Estado.DESCARTADA)
    # One step on, one step back, and out from anywhere; what was left out may be taken up again, what ended may not.
    SIGUIENTES = {
        Estado.IDEA: (Estado.PRIORIZADA, Estado.DESCARTADA),
        Estado.PRIORIZADA: (Estado.IDEA, Estado.EN_GESTION, Estado.DESCARTADA),
        Estado.EN_GESTION: (Estado.PRIORIZADA, Estado.ACORDADA, Estado.DESCARTADA),
        Estado.ACORDADA: (Estado.EN_GESTION, Estado.EN_EJECUCION, Estado.DESCARTADA),
        Estado.EN_EJECUCION: (Estado.ACORDADA, Estado.CERRADA, Estado.DESCARTADA),
        Estado.DESCARTADA: (Estado.IDEA,),
        Estado.CERRADA: (),
    }

    clase = models.CharField(_("clase"), max_length=10, choices=Clase)
    titulo = models.CharField(_("título"), max_length=200)
    descripcion = models.TextField(_("qué se necesita o qué se ofrece"), max_length=3000)
    entidad = models.ForeignKey(
        "actores.Entidad",
        verbose_name=_("entidad"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="iniciativas",
        help_text=_("Vacía, es de la ciudad y la lleva la DDRI."),
    )
    transversal = models.BooleanField(_("es transversal"), default=False, help_text=_("De varios sectores a la vez."))
    sector = models.ForeignKey(
        "actores.Sector",
        verbose_name=_("sector"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="iniciativas",
        help_text=_("Vacío solo si es transversal."),
    )
    tema = models.ForeignKey(
        "vocabulario.Tema",
        verbose_name=_("área temática"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="iniciativas",
    )
    modalidad = models.CharField(_("modalidad"), max_length=20, choices=Modalidad)
    monto = models.DecimalField(
        _("monto estimado"), max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    moneda = models.CharField(_("moneda"), max_length=3, choices=Moneda, blank=True)
    contrapartida = models.CharField(
        _("contrapartida"), max_length=500, blank=True, help_text=_("Qué pone la ciudad, en dinero o en especie.")
    )
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.IDEA)
    motivo = models.TextField(
        _("motivo"), max_length=1000, blank=True, help_text=_("Por qué se cerró o se descartó: sin él no se puede.")
    )
    practica = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("práctica"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="iniciativas",
        help_text=_("La que se ofrece, o la que salió de aquí: su versión en español."),
    )
    codigo_sico = models.CharField(
        _("código en el SICO"),
        max_length=60,
        blank=True,
        help_text=_("El que le dio el sistema de información de cooperación que administra Planeación, si lo tiene."),
    )
    reservada = models.BooleanField(
        _("reservada"), default=False, help_text=_("No se anuncia al público de ninguna manera.")
    )
    se_puede_anunciar = models.BooleanField(
        _("la entidad permite anunciarla"),
        default=False,
        help_text=_("De una demanda, sin este permiso no se anuncia nada. El anuncio es otro texto y lleva su aval."),
    )
    anuncio = models.OneToOneField(
        "sistema.Anuncio", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="iniciativa"
    )
    creada = models.DateTimeField(_("creada"), auto_now_add=True)
    modificada = models.DateTimeField(_("modificada"), auto_now=True)

    objects = Iniciativas.as_manager()

    class Meta:
        verbose_name = _("iniciativa de cooperación")
        verbose_name_plural = _("iniciativas de cooperación")
        ordering = ["-modificada", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="iniciativa_de_un_sector_o_transversal",
                condition=DE_UN_SECTOR_O_TRANSVERSAL,
                violation_error_message=_("Elija el sector, o diga que es transversal."),
            ),
            models.CheckConstraint(
                name="iniciativa_monto_con_moneda",
                condition=Q(monto__isnull=True, moneda="") | (Q(monto__isnull=False) & ~Q(moneda="")),
                violation_error_message=_("Un monto dice en qué moneda está."),
            ),
        ]

    def __str__(self):
        return self.titulo

    def clean(self):
        super().clean()
        errores = {}
        if falla := falla_de_sector(self):
            errores["sector"] = falla
        if self.monto is not None and not self.moneda:
            errores["moneda"] = _("Diga en qué moneda está el monto.")
        if self.monto is None and self.moneda:
            errores["monto"] = _("Diga de cuánto, o quite la moneda.")
        if self.estado in self.CON_MOTIVO and not self.motivo.strip():
            errores["motivo"] = _("Diga por qué se cierra o se descarta.")
        # What the database has: two people may have it open at once.
        antes = type(self).objects.filter(pk=self.pk).values_list("estado", flat=True).first() if self.pk else None
        if antes and antes != self.estado and self.estado not in self.SIGUIENTES[antes]:
            errores["estado"] = self.no_se_pasa_de(antes)
        if self.practica and self.practica.locale.language_code != ESPANOL:
            errores["practica"] = _("Elija la versión en español de la práctica: la inglesa se enlaza por sí sola.")
        if self.anuncio and self.anuncio.live and self.no_se_anuncia:
            errores["reservada" if self.reservada else "se_puede_anunciar"] = _(
                "Su anuncio está publicado: pida primero a la DDRI que lo retire."
            )
        if errores:
            raise ValidationError(errores)

    @classmethod
    def no_se_pasa_de(cls, estado):
        """Why another state does not follow ``estado``."""
        return _("Desde «%(de)s» no se pasa ahí.") % {"de": cls.Estado(estado).label}

    @property
    def no_se_anuncia(self):
        """Why the public may read nothing of it; empty when it may."""
        if self.reservada:
            return _("Es reservada: no se anuncia.")
        if self.clase == Clase.DEMANDA and not self.se_puede_anunciar:
            return _("Es una demanda y la entidad no ha permitido anunciarla.")
        return ""

    @property
    def de_que_sector(self):
        return str(self.sector) if self.sector_id else _("Transversal")

    @property
    def socios_en_palabras(self):
        return " | ".join(str(socio) for socio in self.socios.all())

    @property
    def cuanto(self):
        return f"{self.monto} {self.moneda}" if self.monto is not None else ""


class SocioDeIniciativa(FilaOrdenada):
    """An organisation that takes part in an initiative, and as what."""

    empieza_generacion = NADIE

    class Papel(models.TextChoices):
        COOPERANTE = "cooperante", _("cooperante")
        ALIADO_TECNICO = "aliado_tecnico", _("aliado técnico")
        ALIADO_FINANCIERO = "aliado_financiero", _("aliado financiero")
        BENEFICIARIO = "beneficiario", _("recibe la cooperación")
        INTERMEDIARIO = "intermediario", _("intermediario")

    iniciativa = ParentalKey(Iniciativa, on_delete=models.CASCADE, related_name="socios")
    actor = models.ForeignKey(
        "actores.Actor", on_delete=models.PROTECT, related_name="iniciativas", verbose_name=_("organización")
    )
    papel = models.CharField(_("papel"), max_length=20, choices=Papel)

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("socio")
        verbose_name_plural = _("socios")
        constraints = [
            models.UniqueConstraint(
                fields=["iniciativa", "actor", "papel"],
                name="socio_de_iniciativa_una_vez",
                violation_error_message=_("Esa organización ya está con ese papel."),
            )
        ]

    def __str__(self):
        return f"{self.actor} ({self.get_papel_display()})"
