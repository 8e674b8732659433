"""Awards with their editions, and the recognitions that the city or a practice received."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from base.borrador import CONTRADICE
from base.idiomas import ESPANOL
from base.models import FilaOrdenada
from base.texto import normalizar
from publicables.campos import en_palabras, iguales, prosa
from publicables.models import POR_SU_BORRADOR, ConNombre, ConOrganizaciones, FilaDeOrganizacion, Publicable
from redes.models import FilaDeRed

_ANIO = [MinValueValidator(1900), MaxValueValidator(2100)]


class Premio(ConOrganizaciones, ConNombre):
    """An award that practices may be entered for."""

    puede_terminar = True

    class Ritmo(models.TextChoices):
        ANUAL = "anual", _("Cada año")
        BIENAL = "bienal", _("Cada dos años")
        TRIENAL = "trienal", _("Cada tres años")
        OTRO = "otro", _("Otro")

    otros_organizadores = en_palabras(_("quién más lo organiza, en palabras"))
    ritmo = models.CharField(_("cada cuánto"), max_length=20, choices=Ritmo, blank=True)
    temas = ParentalManyToManyField(
        "vocabulario.Tema", verbose_name=_("áreas temáticas"), blank=True, related_name="premios"
    )
    ods = ParentalManyToManyField("vocabulario.ODS", verbose_name=_("ODS"), blank=True, related_name="premios")
    descripcion = prosa(_("qué es"))
    criterios = prosa(_("criterios"))
    que_pide = prosa(_("qué pide"), _("Formularios, idiomas, anexos: lo que hay que tener listo para postular."))
    pide_ingles = models.BooleanField(_("pide la postulación en inglés"), default=False)
    sitio_web = models.URLField(_("sitio web"), blank=True)
    sitio_web_en = models.URLField(
        _("su dirección en inglés"), blank=True, default="", db_default="", help_text=_("Si es otra.")
    )

    pagina_indice = "eventos.PremiosPage"
    quienes_en_palabras = "otros_organizadores"
    indispensables = ("nombre", "descripcion")
    se_espera = ("ritmo", "criterios", "que_pide", "sitio_web")
    campos_de_lectura = (
        *(
            "nombre",
            "sigla",
            "otros_nombres",
            "organizadores",
            "organizaciones",
            "otros_organizadores",
            "ritmo",
            "temas",
            "ods",
        ),
        *("descripcion", "categorias", "criterios", "que_pide", "pide_ingles", "ediciones", "sitio_web"),
        *("sitio_web_en", "slug"),
    )
    override_translatable_fields = iguales(
        "otros_nombres",
        "organizadores",
        "organizaciones",
        "ritmo",
        "temas",
        "ods",
        "pide_ingles",
        "ediciones",
        "sitio_web",
        "sitio_web_en",
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
        verbose_name = _("premio")
        verbose_name_plural = _("premios")
        ordering = ["nombre"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="premio_slug_por_idioma")]

    @cached_property
    def ediciones_vigentes(self):
        """Its editions as the Spanish original has them, if both are live: a date does not wait for a translation."""
        original = self.fuente
        return (original if self.live and original and original.live else self).ediciones

    @cached_property
    def proxima_edicion(self):
        """The edition whose call closes next; None when no call is open or announced."""
        hoy = timezone.localdate()
        abiertas = [edicion for edicion in self.ediciones_vigentes.all() if edicion.cierra and edicion.cierra >= hoy]
        return min(abiertas, key=lambda edicion: edicion.cierra, default=None)


class OrganizacionDePremio(FilaDeOrganizacion):
    """An organisation that gives an award; networks of the list stand apart."""

    premio = ParentalKey(Premio, on_delete=models.CASCADE, related_name="organizaciones")


class OrganizadorDePremio(FilaDeRed):
    premio = ParentalKey(Premio, on_delete=models.CASCADE, related_name="organizadores")


class CategoriaDePremio(TranslatableMixin, FilaOrdenada):
    premio = ParentalKey(Premio, on_delete=models.CASCADE, related_name="categorias")
    nombre = models.CharField(_("nombre"), max_length=200)

    panels = [FieldPanel("nombre")]

    class Meta(TranslatableMixin.Meta, FilaOrdenada.Meta):
        verbose_name = _("categoría")
        verbose_name_plural = _("categorías")

    def __str__(self):
        return self.nombre


class Ediciones(models.QuerySet):
    def publicas(self, locale_id):
        """The editions of the awards that are live in that language, as the Spanish originals have them."""
        vivos = Premio.objects.vivos(locale_id).values("translation_key")
        originales = Premio.objects.filter(live=True, locale__language_code=ESPANOL, translation_key__in=vivos)
        return self.filter(premio__in=originales)

    def en_su_idioma(self, locale_id):
        """Each with its award as that language has it: list."""
        ediciones = list(self.select_related("premio", "ciudad"))
        premios = Premio.objects.version_de(locale_id, [edicion.premio for edicion in ediciones])
        por_llave = {premio.translation_key: premio for premio in premios.select_related("aval")} if ediciones else {}
        for edicion in ediciones:
            edicion.premio = por_llave[edicion.premio.translation_key]
        return ediciones


class EdicionDePremio(FilaOrdenada):
    """One time that an award is given: its call opens, closes, and the award is handed over."""

    premio = ParentalKey(Premio, on_delete=models.CASCADE, related_name="ediciones")
    anio = models.PositiveSmallIntegerField(_("año"), validators=_ANIO)
    abre = models.DateField(_("abre la convocatoria"), null=True, blank=True)
    cierra = models.DateField(_("cierra la convocatoria"), null=True, blank=True)
    entrega = models.DateField(_("se entrega"), null=True, blank=True)
    ciudad = models.ForeignKey(
        "vocabulario.Ciudad", verbose_name=_("dónde"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    enlace = models.URLField(_("enlace"), blank=True)

    objects = Ediciones.as_manager()

    panels = [
        FieldPanel("anio"),
        FieldRowPanel([FieldPanel("abre"), FieldPanel("cierra"), FieldPanel("entrega")]),
        FieldRowPanel([FieldPanel("ciudad"), FieldPanel("enlace")]),
    ]

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("edición")
        verbose_name_plural = _("ediciones")

    def __str__(self):
        nombres = {"abre": _("abre"), "cierra": _("cierra"), "entrega": _("se entrega")}
        fechas = [f"{nombre} {date_format(dia)}" for campo, nombre in nombres.items() if (dia := getattr(self, campo))]
        return " · ".join([str(self.anio), *fechas, *([str(self.ciudad)] if self.ciudad_id else [])])

    def clean(self):
        errores = {}
        if self.abre and self.cierra and self.cierra < self.abre:
            errores["cierra"] = ValidationError(_("La convocatoria cierra antes de abrir."), code=CONTRADICE)
        ultima = self.cierra or self.abre
        if self.entrega and ultima and self.entrega < ultima:
            errores["entrega"] = ValidationError(
                _("El premio se entrega antes de que cierre la convocatoria."), code=CONTRADICE
            )
        if errores:
            raise ValidationError(errores)

    @property
    def abierta(self):
        hoy = timezone.localdate()
        return bool(self.cierra and self.cierra >= hoy and (self.abre is None or self.abre <= hoy))

    def intervalo(self):
        """From the opening to the close of its call, as far as they are known; None without either."""
        if not (self.abre or self.cierra):
            return None
        return self.abre or self.cierra, self.cierra or self.abre


def edicion_que_choca(ediciones):
    """The first of ``ediciones`` that another one contradicts, and why: ``(edition, field, sentence)`` or None."""
    vistas = []
    for edicion in ediciones:
        for otra in vistas:
            if edicion.anio == otra.anio:
                return edicion, "anio", _("Hay otra edición de ese año.")
            uno, otro = edicion.intervalo(), otra.intervalo()
            if uno and otro and uno[0] <= otro[1] and otro[0] <= uno[1]:
                frase = _("Su convocatoria se cruza con la de %(anio)s.") % {"anio": otra.anio}
                return edicion, "abre" if edicion.abre else "cierra", frase
        vistas.append(edicion)
    return None


class Reconocimiento(Publicable):
    """What the city, or one of its practices, was given: which award, when, in which category, with what result."""

    class Resultado(models.TextChoices):
        GANADORA = "ganadora", _("Ganadora")
        MEJOR = "mejor", _("Mejor práctica")
        BUENA = "buena", _("Buena práctica")
        PROMISORIA = "promisoria", _("Práctica promisoria")
        FINALISTA = "finalista", _("Finalista")
        MENCION = "mencion", _("Mención")

    premio = models.ForeignKey(
        Premio,
        verbose_name=_("premio"),
        on_delete=models.PROTECT,
        related_name="reconocimientos",
        limit_choices_to={"locale__language_code": ESPANOL},
    )
    anio = models.PositiveSmallIntegerField(_("año de la edición"), validators=_ANIO)
    categoria = models.CharField(_("categoría"), max_length=200, blank=True)
    resultado = models.CharField(_("resultado"), max_length=20, choices=Resultado)
    practica = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("práctica reconocida"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reconocimientos",
        help_text=_("Su versión en español. Vacía si el reconocimiento es para la ciudad."),
    )
    motivo = models.TextField(_("por qué"), blank=True, help_text=_("En un párrafo."))
    fecha = models.DateField(_("fecha de entrega"), null=True, blank=True)
    evidencia = models.ForeignKey(
        "base.Documento", verbose_name=_("evidencia"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    enlace = models.URLField(_("enlace"), blank=True)

    pagina_indice = "eventos.PremiosPage"
    indispensables = ("anio", "resultado")
    se_espera = ("categoria", "motivo", "fecha", "enlace")
    campos_de_lectura = (
        "premio",
        *("anio", "categoria", "resultado", "practica", "motivo", "fecha", "evidencia", "enlace"),
    )
    override_translatable_fields = iguales(
        *("premio", "anio", "resultado", "practica", "fecha", "evidencia", "enlace", "slug")
    )
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("categoria"),
        index.SearchField("motivo"),
        index.AutocompleteField("categoria"),
        index.RelatedFields("premio", [index.SearchField("nombre"), index.SearchField("sigla")]),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(Publicable.Meta):
        verbose_name = _("reconocimiento")
        verbose_name_plural = _("reconocimientos")
        ordering = ["-anio", "categoria"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="reconocimiento_slug_por_idioma")]

    def __str__(self):
        nombre = self.premio.nombre_corto if self.premio_id else ""
        return " · ".join(str(parte) for parte in (nombre, self.anio, self.categoria) if parte)

    def fallas(self):
        if self.fecha and self.anio and not 0 <= self.fecha.year - self.anio <= 1:
            yield "fecha", _("La fecha de entrega no corresponde a la edición de %(anio)s.") % {"anio": self.anio}
        if self.fecha and self.fecha > timezone.localdate() + datetime.timedelta(days=366):
            yield "fecha", _("La fecha queda a más de un año: un reconocimiento se registra cuando se recibe.")
        if self.practica_id and self.practica.locale_id != self.fuente_locale_id():
            yield "practica", _("Elija la versión en español de la práctica: la inglesa se enlaza por sí sola.")

    def repeticiones(self):
        if self._repetido():
            yield "categoria", _("Ese reconocimiento ya está en la lista: mismo premio, año, categoría y práctica.")

    def _repetido(self):
        if not self.premio_id:
            return False
        otros = Reconocimiento._base_manager.filter(
            locale_id=self.locale_id, premio_id=self.premio_id, anio=self.anio, practica_id=self.practica_id
        ).exclude(translation_key=self.translation_key)
        clave = normalizar(self.categoria)
        return any(normalizar(categoria) == clave for categoria in otros.values_list("categoria", flat=True))

    def fuente_locale_id(self):
        return self.premio.locale_id if self.premio_id else self.practica.locale_id

    @property
    def sufijo(self):
        return f"{self.premio_en_su_idioma.slug}/" if self.premio_en_su_idioma else ""

    @cached_property
    def premio_en_su_idioma(self):
        """The award in the language of this text, if it is live in it."""
        return Premio.objects.version_de(self.locale_id, [self.premio]).first()
