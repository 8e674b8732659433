"""Events where practices are shown: when with its time zone, where with its country."""

import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from base.fechas import CONOCIDAS, SOLO_EL_ANIO, Precision, primer_dia, ultimo_dia
from base.idiomas import ESPANOL
from base.models import FilaOrdenada
from base.texto import normalizar
from publicables.campos import en_palabras, iguales, prosa
from publicables.models import POR_SU_BORRADOR, ConOrganizaciones, FilaDeOrganizacion, Publicable, Publicables
from publicables.panels import ElegirPracticaPanel
from redes.models import FilaDeRed

BOGOTA = "America/Bogota"


def validar_zona(nombre):
    if nombre not in zoneinfo.available_timezones():
        raise ValidationError(_("No es una zona horaria conocida."))


class Eventos(Publicables):
    def vivos(self, locale_id):
        """As everywhere; with the state of the Spanish original, for a cancellation does not wait for a translation."""
        original = Evento._base_manager.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=ESPANOL, live=True
        )
        return (
            super()
            .vivos(locale_id)
            .annotate(
                estado_del_original=Subquery(original.values("estado")[:1]),
                version_del_original=Subquery(original.values("aval__numero")[:1]),
            )
        )

    def por_venir(self, hoy=None):
        """Those that have not ended. One of which only the month or year is known lasts until its end."""
        hoy = hoy or timezone.localdate()
        condicion = Q(fecha_fin__gte=hoy)
        for precision in CONOCIDAS:
            dia = primer_dia(hoy, precision)
            condicion |= Q(fecha_fin=None, precision=precision, fecha_inicio__gte=dia)
        return self.filter(condicion)

    def pasados(self, hoy=None):
        """Those that have ended, and those of unknown date."""
        return self.exclude(pk__in=self.por_venir(hoy).order_by().values("pk"))


class Evento(ConOrganizaciones, Publicable):
    """A meeting of people where the city shows what it does, or goes to learn."""

    class Tipo(models.TextChoices):
        CUMBRE = "cumbre", _("Cumbre")
        FORO = "foro", _("Foro")
        CONGRESO = "congreso", _("Congreso o conferencia")
        FERIA = "feria", _("Feria o exposición")
        SEMINARIO = "seminario", _("Seminario")
        TALLER = "taller", _("Taller")
        COMITE = "comite", _("Reunión de una red")
        VISITA = "visita", _("Visita técnica")
        MISION = "mision", _("Misión")
        VIRTUAL = "virtual", _("Encuentro virtual")

    class Estado(models.TextChoices):
        PROGRAMADO = "programado", _("En pie")
        APLAZADO = "aplazado", _("Aplazado")
        CANCELADO = "cancelado", _("Cancelado")

    nombre = models.CharField(_("nombre"), max_length=200)
    tipo = models.CharField(_("tipo"), max_length=20, choices=Tipo)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.PROGRAMADO)
    descripcion = prosa(_("de qué trata"))
    fecha_inicio = models.DateField(_("empieza"), null=True, blank=True)
    hora_inicio = models.TimeField(_("a las"), null=True, blank=True, help_text=_("Vacía si dura todo el día."))
    fecha_fin = models.DateField(_("termina"), null=True, blank=True, help_text=_("Vacía si es de un solo día."))
    hora_fin = models.TimeField(_("a las"), null=True, blank=True)
    precision = models.CharField(
        _("qué tanto se conoce la fecha"),
        max_length=10,
        choices=[(una.value, una.label) for una in CONOCIDAS],  # without a date it is not known
        default=Precision.DIA,
        help_text=_("Si solo se conoce el mes o el año, ponga su primer día: así se mostrará."),
    )
    zona = models.CharField(_("zona horaria"), max_length=60, default=BOGOTA, validators=[validar_zona])
    ciudad = models.ForeignKey(
        "vocabulario.Ciudad",
        verbose_name=_("ciudad"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="eventos",
    )
    lugar = models.CharField(_("lugar"), max_length=250, blank=True, help_text=_("Recinto o dirección."))
    enlace_virtual = models.URLField(_("dirección virtual"), blank=True)
    enlace_inscripcion = models.URLField(_("inscripción"), blank=True)
    enlace_grabacion = models.URLField(_("grabación"), blank=True)
    sitio_web = models.URLField(_("sitio web"), blank=True)
    organizadores = en_palabras(_("quién lo organiza, en palabras"))
    temas = ParentalManyToManyField(
        "vocabulario.Tema", verbose_name=_("áreas temáticas"), blank=True, related_name="eventos"
    )
    ods = ParentalManyToManyField("vocabulario.ODS", verbose_name=_("ODS"), blank=True, related_name="eventos")
    programa = prosa(_("programa"))

    objects = Eventos.as_manager()

    pagina_indice = "eventos.EventosPage"
    quienes_en_palabras = "organizadores"
    indispensables = ("nombre", "tipo")
    se_espera = ("descripcion", "fecha_inicio", "ciudad", "programa", "sitio_web")
    campos_de_lectura = (
        *("nombre", "tipo", "estado", "descripcion", "fecha_inicio", "hora_inicio", "fecha_fin", "hora_fin"),
        *(
            "precision",
            "zona",
            "ciudad",
            "lugar",
            "enlace_virtual",
            "organizaciones",
            "organizadores",
            "redes",
            "temas",
            "ods",
        ),
        *("programa", "presentaciones", "documentos", "imagenes", "enlace_inscripcion", "enlace_grabacion"),
        *("sitio_web", "slug"),
    )
    override_translatable_fields = iguales(
        *("tipo", "estado", "fecha_inicio", "hora_inicio", "fecha_fin", "hora_fin", "precision", "zona", "ciudad"),
        *("lugar", "enlace_virtual", "enlace_inscripcion", "enlace_grabacion", "sitio_web", "temas", "ods"),
        *("organizaciones", "redes", "presentaciones"),
    )
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("nombre", boost=3),
        index.SearchField("descripcion"),
        index.SearchField("organizadores"),
        index.AutocompleteField("nombre"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
        index.FilterField("tipo"),
    ]

    class Meta(Publicable.Meta):
        verbose_name = _("evento")
        verbose_name_plural = _("eventos")
        ordering = [models.F("fecha_inicio").desc(nulls_last=True), "nombre"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="evento_slug_por_idioma")]
        indexes = [models.Index(fields=["locale", "live", "fecha_inicio"], name="evento_por_fecha")]

    def __str__(self):
        return self.nombre

    # Rules

    def fallas(self):
        if not self.fecha_inicio and (self.fecha_fin or self.hora_inicio or self.hora_fin):
            yield "fecha_inicio", _("Diga qué día empieza.")
            return
        if self.precision != Precision.DIA and (self.hora_inicio or self.hora_fin or self.fecha_fin):
            yield "precision", _("Si tiene hora o día de cierre, el día se conoce.")
        if self.fecha_fin and self.fecha_fin < self.fecha_inicio:
            yield "fecha_fin", _("Termina antes de empezar.")
        elif self.hora_fin and not self.hora_inicio:
            yield "hora_inicio", _("Si hay una hora de cierre, diga a qué hora empieza.")
        elif self.zona in zoneinfo.available_timezones():
            for campo, momento in (("hora_inicio", self.inicio), ("hora_fin", self.fin)):
                if momento and not _existe(momento):
                    yield (
                        campo,
                        _("Esa hora no existe ese día en %(zona)s: el reloj se adelanta.") % {"zona": self.zona},
                    )
            if self.inicio and self.fin and self.fin.timestamp() <= self.inicio.timestamp():
                yield "hora_fin", _("Termina antes de empezar.")
        if self.lugar and not self.ciudad_id:
            yield "ciudad", _("Diga en qué ciudad, y así en qué país, queda ese lugar.")

    def repeticiones(self):
        if repetido := self._repetido():
            frase = _("Ya está en la lista, en esa fecha, como «%(otro)s»: ábralo en lugar de repetirlo.")
            yield "nombre", frase % {"otro": repetido}

    def _repetido(self):
        """Another event of the same name and the same time; one whose date is unknown may be any of its years."""
        otros = Evento._base_manager.filter(locale_id=self.locale_id).exclude(translation_key=self.translation_key)
        if self.fecha_inicio:
            otros = otros.filter(Q(fecha_inicio=None) | Q(fecha_inicio__year=self.fecha_inicio.year))
        clave = normalizar(self.nombre)
        for otro in otros.only("nombre", "fecha_inicio", "precision"):
            if clave and normalizar(otro.nombre) == clave and self._puede_ser(otro):
                return otro
        return None

    def _puede_ser(self, otro):
        """Whether the dates of both, as precisely as they are known, may be the same."""
        fechas, precisiones = (self.fecha_inicio, otro.fecha_inicio), {self.precision, otro.precision}
        if None in fechas or precisiones & set(SOLO_EL_ANIO):
            return True
        if Precision.MES in precisiones:
            return fechas[0].month == fechas[1].month
        return fechas[0] == fechas[1]

    # When

    def _momento(self, dia, hora):
        return datetime.datetime.combine(dia, hora, tzinfo=zoneinfo.ZoneInfo(self.zona)) if dia and hora else None

    @property
    def inicio(self):
        """The moment it starts, in its own time zone; None when it lasts all day or the time is unknown."""
        return self._momento(self.fecha_inicio, self.hora_inicio)

    @property
    def fin(self):
        """The moment it ends, in its own time zone; None when that is unknown, or no moment of its start is known."""
        return self._momento(self.ultimo_dia, self.hora_fin) if self.inicio else None

    @property
    def con_dia(self):
        return bool(self.fecha_inicio and self.precision == Precision.DIA)

    @property
    def ultimo_dia(self):
        return self.fecha_fin or self.fecha_inicio

    @property
    def estado_publico(self):
        """What the public is told: of a live version, the state of its Spanish original, if that is live."""
        return getattr(self, "estado_del_original", None) or self.estado

    @property
    def nombre_del_estado(self):
        return self.Estado(self.estado_publico).label

    @property
    def en_pie(self):
        return self.estado_publico == self.Estado.PROGRAMADO

    @property
    def cancelado(self):
        return self.estado_publico == self.Estado.CANCELADO

    @property
    def paso(self):
        """Whether it is over (an event of unknown date counts as over)."""
        if not self.fecha_inicio:
            return True
        return ultimo_dia(self.ultimo_dia, self.precision) < timezone.localdate()


def _existe(momento):
    """Whether the wall clock shows that moment: not in the hour that daylight saving skips."""
    ida = momento.astimezone(datetime.UTC).astimezone(momento.tzinfo)
    return ida.replace(fold=0) == momento.replace(fold=0) and ida.time() == momento.time()


class OrganizacionDeEvento(FilaDeOrganizacion):
    """An organisation that holds an event."""

    evento = ParentalKey(Evento, on_delete=models.CASCADE, related_name="organizaciones")


class RedDeEvento(FilaDeRed):
    evento = ParentalKey(Evento, on_delete=models.CASCADE, related_name="redes")


class Presentacion(FilaOrdenada):
    """A practice shown at an event, and by whom."""

    evento = ParentalKey(Evento, on_delete=models.CASCADE, related_name="presentaciones")
    practica = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("práctica"),
        on_delete=models.PROTECT,
        related_name="presentaciones",
        help_text=_("Su versión en español: la inglesa se enlaza por sí sola."),
    )
    quien = models.CharField(
        _("quién la presentó"), max_length=200, blank=True, help_text=_("Entidad o cargo; no el nombre de una persona.")
    )

    panels = [ElegirPracticaPanel("practica"), FieldPanel("quien")]

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("práctica presentada")
        verbose_name_plural = _("prácticas presentadas")

    def __str__(self):
        return f"{self.practica} ({self.quien})" if self.quien else str(self.practica)


class DocumentoDeEvento(TranslatableMixin, FilaOrdenada):
    evento = ParentalKey(Evento, on_delete=models.CASCADE, related_name="documentos")
    documento = models.ForeignKey(
        "base.Documento", verbose_name=_("archivo"), on_delete=models.PROTECT, related_name="+"
    )
    titulo = models.CharField(_("qué es"), max_length=200)

    panels = [FieldPanel("documento"), FieldPanel("titulo")]

    class Meta(TranslatableMixin.Meta, FilaOrdenada.Meta):
        verbose_name = _("documento")
        verbose_name_plural = _("documentos")

    def __str__(self):
        return self.titulo


class ImagenDeEvento(TranslatableMixin, FilaOrdenada):
    evento = ParentalKey(Evento, on_delete=models.CASCADE, related_name="imagenes")
    imagen = models.ForeignKey("base.Imagen", verbose_name=_("imagen"), on_delete=models.PROTECT, related_name="+")
    texto_alternativo = models.CharField(
        _("texto alternativo"), max_length=250, help_text=_("Lo que la imagen muestra, para quien no puede verla.")
    )
    pie = models.CharField(_("pie de foto"), max_length=250, blank=True)
    credito = models.CharField(_("crédito"), max_length=150)

    panels = [
        FieldPanel("imagen"),
        FieldPanel("texto_alternativo"),
        FieldRowPanel([FieldPanel("pie"), FieldPanel("credito")]),
    ]
    override_translatable_fields = [SynchronizedField("credito", overridable=False)]

    class Meta(TranslatableMixin.Meta, FilaOrdenada.Meta):
        verbose_name = _("imagen")
        verbose_name_plural = _("imágenes")

    def __str__(self):
        return self.texto_alternativo
