"""Networks that the city belongs to, and platforms that collect practices."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from base.borrador import CONTRADICE
from base.fechas import CONOCIDAS, Precision, dicha, iso, primer_dia
from base.idiomas import ESPANOL
from base.models import FilaOrdenada
from base.personas import DatosDePersona, persona_publica
from publicables.campos import en_palabras, iguales, prosa
from publicables.models import POR_SU_BORRADOR, ConNombre, ConOrganizaciones, FilaDeOrganizacion


class Red(ConNombre):
    """A network of cities, as Bogotá takes part in it."""

    puede_terminar = True

    class Tipo(models.TextChoices):
        GLOBAL = "global", _("Mundial")
        REGIONAL = "regional", _("Regional")
        NACIONAL = "nacional", _("Nacional")
        TEMATICA = "tematica", _("Temática")

    class Region(models.TextChoices):
        MUNDO = "mundo", _("Todo el mundo")
        IBEROAMERICA = "iberoamerica", _("Iberoamérica")
        AMERICA_LATINA = "america-latina", _("América Latina")
        SURAMERICA = "suramerica", _("Suramérica")

    class Estado(models.TextChoices):
        ACTIVA = "activa", _("Membresía activa")
        TERMINADA = "terminada", _("Membresía terminada")

    tipo = models.CharField(_("tipo"), max_length=20, choices=Tipo)
    region = models.CharField(
        _("hasta dónde llega"),
        max_length=20,
        choices=Region,
        blank=True,
        help_text=_("Para el mapa. Vacío si no se sabe."),
    )
    asunto = models.CharField(_("de qué se ocupa"), max_length=200, blank=True, help_text=_("En pocas palabras."))
    temas = ParentalManyToManyField(
        "vocabulario.Tema", verbose_name=_("áreas temáticas"), blank=True, related_name="redes"
    )
    fundada = models.PositiveSmallIntegerField(
        _("año de fundación"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    sede = models.ForeignKey(
        "vocabulario.Ciudad",
        verbose_name=_("sede"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="redes",
    )
    sitio_web = models.URLField(_("sitio web"), blank=True)
    sitio_web_en = models.URLField(
        _("su dirección en inglés"), blank=True, default="", db_default="", help_text=_("Si es otra.")
    )
    logo = models.ForeignKey(
        "base.Imagen",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("JPG, PNG, WebP o AVIF. Los SVG no se admiten: pueden llevar código."),
    )
    logo_alt = models.CharField(_("texto alternativo del logo"), max_length=200, blank=True)
    descripcion = prosa(_("qué es"))
    bogota = prosa(_("Bogotá en la red"), _("Lo que la ciudad hace en ella."))
    estado = models.CharField(_("membresía"), max_length=20, choices=Estado, default=Estado.ACTIVA)
    miembro_desde = models.DateField(
        _("miembro desde"),
        null=True,
        blank=True,
        help_text=_("Si solo se conoce el mes o el año, ponga su primer día y dígalo al lado. Vacía si no se conoce."),
    )
    precision_desde = models.CharField(
        _("qué tanto se conoce"),
        max_length=12,
        choices=[(una.value, una.label) for una in CONOCIDAS],  # without a date it is not known
        default=Precision.DIA,
        db_default="dia",
    )
    miembro_hasta = models.DateField(_("miembro hasta"), null=True, blank=True)
    contacto_nombre = models.CharField(_("contacto en la DDRI"), max_length=200, blank=True)
    contacto_correo = models.EmailField(_("correo del contacto"), blank=True)
    contacto_autoriza = models.BooleanField(
        _("autoriza publicar estos datos"),
        default=False,
        help_text=_("Sin autorización, estos datos quedan solo para la DDRI (Ley 1581 de 2012)."),
    )
    contacto_autoriza_fecha = models.DateField(_("fecha de la autorización"), null=True, blank=True)

    datos_de_persona = DatosDePersona(
        campos=("contacto_nombre", "contacto_correo"),
        identidad=("contacto_nombre", "contacto_correo"),
        autoriza="contacto_autoriza",
    )
    pagina_indice = "redes.RedesPage"
    indispensables = ("nombre", "descripcion")
    se_espera = (
        *("asunto", "region", "fundada", "sede", "sitio_web", "bogota", "miembro_desde", "contacto_nombre"),
        "logo",
    )
    campos_de_lectura = (
        *("nombre", "sigla", "otros_nombres", "tipo", "region", "asunto", "temas", "descripcion", "bogota", "estado"),
        *("miembro_desde", "precision_desde", "miembro_hasta", "roles", "fundada", "sede", "sitio_web"),
        *("sitio_web_en", "logo", "logo_alt"),
        *("contacto_nombre", "contacto_correo", "contacto_autoriza", "contacto_autoriza_fecha", "slug"),
    )
    override_translatable_fields = iguales(
        *("otros_nombres", "tipo", "region", "temas", "fundada", "sede", "sitio_web", "logo", "estado"),
        *(
            "sitio_web_en",
            "miembro_desde",
            "precision_desde",
            "miembro_hasta",
            "roles",
            "contacto_nombre",
            "contacto_correo",
        ),
        *("contacto_autoriza", "contacto_autoriza_fecha"),
    )
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("nombre", boost=3),
        index.SearchField("sigla", boost=3),
        index.SearchField("otros_nombres"),
        index.SearchField("descripcion"),
        index.AutocompleteField("nombre"),
        index.AutocompleteField("sigla"),
        index.AutocompleteField("otros_nombres"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(ConNombre.Meta):
        verbose_name = _("red")
        verbose_name_plural = _("redes")
        ordering = ["nombre"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="red_slug_por_idioma")]

    def fallas(self):
        desde = self.miembro_desde and primer_dia(self.miembro_desde, self.precision_desde)
        if desde and self.miembro_hasta and self.miembro_hasta < desde:
            yield "miembro_hasta", _("La membresía termina antes de empezar.")
        if self.estado == self.Estado.ACTIVA and self.miembro_hasta:
            yield "estado", _("Si tiene fecha de terminación, la membresía está terminada.")
        if self.logo_id and not self.logo_alt:
            yield "logo_alt", _("Diga qué muestra el logo, para quien no puede verlo.")
        if self.contacto_autoriza and not self.contacto_autoriza_fecha:
            yield "contacto_autoriza_fecha", _("Quien autoriza dice desde cuándo.")

    @property
    def desde_cuando(self):
        """Since when Bogotá is in it, as precisely as it is known; empty when it is not."""
        return dicha(self.miembro_desde, self.precision_desde) if self.miembro_desde else ""

    @property
    def desde_iso(self):
        return iso(self.miembro_desde, self.precision_desde)

    @property
    def activa(self):
        return self.estado == self.Estado.ACTIVA

    @cached_property
    def contacto_publico(self):
        """The contact, if the person agreed to be published (Ley 1581 de 2012); else None."""
        persona = persona_publica(self)
        return persona and {"nombre": persona["contacto_nombre"], "correo": persona["contacto_correo"]}


class RolEnRed(FilaOrdenada):
    """What Bogotá was or is in a network, and when."""

    class Rol(models.TextChoices):
        MIEMBRO = "miembro", _("Miembro")
        COMITE = "comite", _("Comité directivo")
        VICEPRESIDENCIA = "vicepresidencia", _("Vicepresidencia")
        COPRESIDENCIA = "copresidencia", _("Copresidencia")
        PRESIDENCIA = "presidencia", _("Presidencia")
        COORDINACION = "coordinacion", _("Coordinación de un grupo")

    red = ParentalKey(Red, on_delete=models.CASCADE, related_name="roles")
    rol = models.CharField(_("papel"), max_length=20, choices=Rol)
    desde = models.DateField(_("desde"), null=True, blank=True)
    hasta = models.DateField(_("hasta"), null=True, blank=True)

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("papel de Bogotá")
        verbose_name_plural = _("papeles de Bogotá")

    def __str__(self):
        fechas = "–".join(fecha.isoformat() if fecha else "…" for fecha in (self.desde, self.hasta))
        return f"{self.get_rol_display()} ({fechas})" if self.desde or self.hasta else self.get_rol_display()

    def clean(self):
        if self.desde and self.hasta and self.hasta < self.desde:
            raise ValidationError({"hasta": ValidationError(_("El papel termina antes de empezar."), code=CONTRADICE)})


class FilaDeRed(FilaOrdenada):
    """Abstract: a row that ties something to a network, by its Spanish original."""

    red = models.ForeignKey(
        Red,
        verbose_name=_("red"),
        on_delete=models.PROTECT,
        related_name="%(app_label)s_%(class)s",
        limit_choices_to={"locale__language_code": ESPANOL},
    )

    panels = [FieldPanel("red")]

    class Meta(FilaOrdenada.Meta):
        abstract = True
        verbose_name = _("red")
        verbose_name_plural = _("redes")

    def __str__(self):
        return str(self.red)


class Plataforma(ConOrganizaciones, ConNombre):
    """A place that collects practices of cities and shows them."""

    puede_terminar = True

    operador = en_palabras(_("quién la lleva, en palabras"))
    descripcion = prosa(_("qué es"))
    que_pide = prosa(_("qué pide"))
    criterios = prosa(_("criterios que usa"))
    como_se_entra = prosa(_("cómo entra una práctica"))
    idiomas = models.CharField(_("idiomas"), max_length=200, blank=True)
    sitio_web = models.URLField(_("dirección web"), blank=True)
    sitio_web_en = models.URLField(
        _("su dirección en inglés"), blank=True, default="", db_default="", help_text=_("Si es otra.")
    )
    desde = models.PositiveSmallIntegerField(
        _("existe desde"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )

    pagina_indice = "redes.PlataformasPage"
    indispensables = ("nombre", "descripcion")
    quienes_en_palabras = "operador"
    se_espera = ("que_pide", "criterios", "como_se_entra", "idiomas", "sitio_web", "desde")
    campos_de_lectura = (
        *(
            "nombre",
            "sigla",
            "otros_nombres",
            "organizaciones",
            "operador",
            "redes",
            "descripcion",
            "que_pide",
            "criterios",
        ),
        *("como_se_entra", "idiomas", "sitio_web", "sitio_web_en", "desde", "slug"),
    )
    override_translatable_fields = iguales(
        *("otros_nombres", "organizaciones", "redes", "sitio_web", "sitio_web_en", "desde")
    )
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("nombre", boost=3),
        index.SearchField("sigla", boost=3),
        index.SearchField("descripcion"),
        index.AutocompleteField("nombre"),
        index.AutocompleteField("sigla"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(ConNombre.Meta):
        verbose_name = _("plataforma")
        verbose_name_plural = _("plataformas")
        ordering = ["nombre"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="plataforma_slug_por_idioma")]


class OrganizacionDePlataforma(FilaDeOrganizacion):
    """An organisation that runs a platform."""

    plataforma = ParentalKey(Plataforma, on_delete=models.CASCADE, related_name="organizaciones")


class RedDePlataforma(FilaDeRed):
    """A network that runs a platform."""

    plataforma = ParentalKey(Plataforma, on_delete=models.CASCADE, related_name="redes")
