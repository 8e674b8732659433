"""Rows of a ficha: organisations, persons, files and pictures."""

from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from base.escrito import CifraDelModelo
from base.generacion import NADIE
from base.idiomas import ESPANOL
from base.models import FilaOrdenada
from base.personas import DatosDePersona

from .. import antes, aportes

PRACTICA = "practicas.PracticaPage"


class NombradaAquiPanel(FieldRowPanel):
    """Of a row that calls its organisation otherwise than the list: it is seen, and may be emptied."""

    class BoundPanel(FieldRowPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(self.instance.nombre or self.instance.nombre_en)


class Organizacion(FilaOrdenada):
    """An organisation closely related to the practice, of the District or not; the closest ones first.

    It is called as the list calls it (``actor``). ``nombre``: as this text calls it, where its aval had another name
    for it before it was chosen from the list; a row without ``actor`` has no other.
    """

    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="organizaciones")
    actor = models.ForeignKey(
        "actores.Actor",
        verbose_name=_("organización"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_(
            "Entidad del Distrito, empresa, universidad, comunidad, agencia… Si no está en la lista, agréguela."
        ),
    )
    nombre = models.CharField(
        _("cómo se la nombra aquí"),
        max_length=200,
        blank=True,
        help_text=_("Así la nombra este texto desde antes de la lista. Vacío, se lee su nombre de la lista."),
    )
    nombre_en = models.CharField(
        _("y en inglés"), max_length=200, blank=True, default="", db_default="", help_text=_("Si lo tiene.")
    )

    aporte = CifraDelModelo(
        _("aporte al presupuesto"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Cuánto puso, en dinero o en especie. Vacío si no se conoce."),
    )
    aporte_en = models.CharField(
        _("el aporte es"),
        max_length=12,
        choices=aportes.EnQue,
        default=aportes.EnQue.MONTO,
        db_default="monto",
    )

    panels = [
        FieldPanel("actor"),
        NombradaAquiPanel([FieldPanel("nombre"), FieldPanel("nombre_en")]),
        FieldRowPanel([FieldPanel("aporte"), FieldPanel("aporte_en")]),
    ]

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("organización relacionada")
        verbose_name_plural = _("organizaciones relacionadas")

    def __str__(self):
        aporte = aportes.dicho(self.aporte, self.aporte_en)
        return (
            _("%(nombre)s · aporte: %(aporte)s") % {"nombre": self.etiqueta, "aporte": aporte}
            if aporte
            else self.etiqueta
        )

    @property
    def entidad(self):
        """The entity of the District that it is, called as such; or None."""
        return self.actor.entidad if self.actor and not self.nombre else None

    @property
    def nombres(self):
        """What it is called, in Spanish and in English; no English where it has the same name, or nobody told one."""
        if self.nombre or not self.actor:
            return self.nombre, self.nombre_en
        nombre_es, nombre_en = self.actor.nombre_es, self.actor.nombre_en
        return nombre_es, "" if nombre_en == nombre_es else nombre_en

    @property
    def etiqueta(self):
        nombre, nombre_en = self.nombres
        return nombre if (get_language() or ESPANOL).startswith(ESPANOL) else nombre_en or nombre

    # Rows of a content of before the list, as they are told today (see ``aval.terminos.al_dia``).
    de_hoy = staticmethod(antes.de_hoy)
    nombres_de_antes = staticmethod(antes.nombres_de_antes)


class OrganizacionDeAntes(models.Model):
    """How contents of before the list told an organisation, and what is read there since. Only a migration writes it.

    By numbers, as a record: the one of ``actor`` is read through what was merged since.
    """

    empieza_generacion = NADIE

    entidad_numero = models.BigIntegerField(null=True)
    nombre = models.CharField(max_length=200, blank=True)
    nombre_en = models.CharField(max_length=200, blank=True)
    actor_numero = models.BigIntegerField()
    fusionada = models.BooleanField(default=False, help_text="The entity had been merged into the one of this number.")
    como_antes = models.BooleanField(help_text="The list has another name for it: the row keeps its own.")

    class Meta:
        verbose_name = _("organización de antes de la lista")
        verbose_name_plural = _("organizaciones de antes de la lista")

    def __str__(self):
        return self.nombre or str(self.entidad_numero)


class Persona(FilaOrdenada):
    """Personal data (Ley 1581 de 2012): private unless the person agreed to be published."""

    nombre = models.CharField(_("nombres y apellidos"), max_length=200)
    cargo = models.CharField(_("cargo"), max_length=200)
    cargo_en = models.CharField(_("cargo en inglés"), max_length=200, blank=True, default="", db_default="")
    correo = models.EmailField(_("correo electrónico"))
    autoriza = models.BooleanField(
        _("autoriza publicar estos datos"),
        default=False,
        help_text=_("Sin autorización, estos datos quedan solo para la DDRI (Ley 1581 de 2012)."),
    )
    autoriza_fecha = models.DateField(_("fecha de la autorización"), null=True, blank=True)

    datos_de_persona = DatosDePersona(campos=("nombre", "cargo", "cargo_en", "correo"), identidad=("nombre", "correo"))

    class Meta(FilaOrdenada.Meta):
        abstract = True

    def __str__(self):
        publico = _("publicable") if self.autoriza else _("privado")
        return f"{self.nombre} · {self.cargo} · {self.correo} ({publico})"

    paneles_de_autorizacion = FieldRowPanel([FieldPanel("autoriza"), FieldPanel("autoriza_fecha")])


class Contacto(Persona):
    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="contactos")
    institucion = models.CharField(_("institución"), max_length=200)
    institucion_en = models.CharField(
        _("institución en inglés"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("De las entidades del Distrito la pone el Banco."),
    )
    telefono = models.CharField(_("teléfono"), max_length=60, blank=True, help_text=_("Con indicativo: +57 601 …"))

    datos_de_persona = DatosDePersona(
        campos=("nombre", "cargo", "cargo_en", "correo", "institucion", "institucion_en", "telefono"),
        identidad=("nombre", "correo"),
    )

    panels = [
        FieldPanel("nombre"),
        FieldRowPanel([FieldPanel("cargo"), FieldPanel("cargo_en")]),
        FieldRowPanel([FieldPanel("institucion"), FieldPanel("institucion_en")]),
        FieldRowPanel([FieldPanel("correo"), FieldPanel("telefono")]),
        Persona.paneles_de_autorizacion,
    ]

    class Meta(Persona.Meta):
        verbose_name = _("persona de contacto")
        verbose_name_plural = _("personas de contacto")


class ActorClave(Persona):
    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="actores_clave")

    panels = [
        FieldPanel("nombre"),
        FieldRowPanel([FieldPanel("cargo"), FieldPanel("cargo_en")]),
        FieldPanel("correo"),
        Persona.paneles_de_autorizacion,
    ]

    class Meta(Persona.Meta):
        verbose_name = _("actor clave")
        verbose_name_plural = _("actores clave")


class Archivo(TranslatableMixin, FilaOrdenada):
    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="archivos")
    documento = models.ForeignKey(
        "base.Documento",
        verbose_name=_("archivo"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("PDF o documento de oficina de hasta 10 MB."),
    )
    titulo = models.CharField(_("qué es"), max_length=200, help_text=_("Por ejemplo: evaluación externa de 2013."))

    panels = [FieldPanel("documento"), FieldPanel("titulo")]

    class Meta(TranslatableMixin.Meta, FilaOrdenada.Meta):
        verbose_name = _("archivo adjunto")
        verbose_name_plural = _("archivos adjuntos")

    def __str__(self):
        return self.titulo


class ImagenDePractica(TranslatableMixin, FilaOrdenada):
    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="imagenes")
    imagen = models.ForeignKey(
        "base.Imagen",
        verbose_name=_("imagen"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("JPG, PNG, WebP o AVIF de hasta 20 MB."),
    )
    texto_alternativo = models.CharField(
        _("texto alternativo"), max_length=250, help_text=_("Lo que la imagen muestra, para quien no puede verla.")
    )
    pie = models.CharField(_("pie de foto"), max_length=250, blank=True)
    credito = models.CharField(_("crédito"), max_length=150, help_text=_("Autor o entidad dueña de los derechos."))

    panels = [
        FieldPanel("imagen"),
        FieldPanel("texto_alternativo"),
        FieldRowPanel([FieldPanel("pie"), FieldPanel("credito")]),
    ]
    # A credit is a name: the same in every language.
    override_translatable_fields = [SynchronizedField("credito", overridable=False)]

    class Meta(TranslatableMixin.Meta, FilaOrdenada.Meta):
        verbose_name = _("imagen")
        verbose_name_plural = _("imágenes")

    def __str__(self):
        return self.texto_alternativo


class VideoDePractica(TranslatableMixin, FilaOrdenada):
    """A video of the practice: one that is uploaded, with captions or a transcript, or a link to where it is."""

    practica = ParentalKey(PRACTICA, on_delete=models.CASCADE, related_name="videos")
    titulo = models.CharField(_("título"), max_length=200, help_text=_("Lo que se ve en él."))
    documento = models.ForeignKey(
        "base.Documento",
        verbose_name=_("video"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("MP4 (H.264) o WebM de hasta 20 MB, con subtítulos o transcripción."),
    )
    enlace = models.URLField(
        _("o su dirección"),
        blank=True,
        help_text=_("Si está en otra plataforma. El Banco la enlaza y dice que se sale de él."),
    )
    subtitulos = models.ForeignKey(
        "base.Documento",
        verbose_name=_("subtítulos en español"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Archivo WebVTT (.vtt)."),
    )
    subtitulos_en = models.ForeignKey(
        "base.Documento",
        verbose_name=_("subtítulos en inglés"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    transcripcion = RichTextField(
        _("transcripción"),
        features=["bold", "italic"],
        blank=True,
        help_text=_("Lo que se dice y lo que se ve, para quien no oye, no ve o no puede reproducirlo."),
    )
    cubierta = models.ForeignKey(
        "base.Imagen",
        verbose_name=_("imagen de portada"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    credito = models.CharField(_("crédito"), max_length=150, help_text=_("Autor o entidad dueña de los derechos."))

    panels = [
        FieldPanel("titulo"),
        FieldRowPanel([FieldPanel("documento"), FieldPanel("enlace")]),
        FieldRowPanel([FieldPanel("subtitulos"), FieldPanel("subtitulos_en")]),
        FieldPanel("transcripcion"),
        FieldRowPanel([FieldPanel("cubierta"), FieldPanel("credito")]),
    ]
    # The video is one: its title and transcript are told in each language.
    override_translatable_fields = [
        SynchronizedField(campo, overridable=False)
        for campo in ("documento", "enlace", "subtitulos", "subtitulos_en", "cubierta", "credito")
    ]

    class Meta(TranslatableMixin.Meta, FilaOrdenada.Meta):
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def __str__(self):
        return self.titulo

    @property
    def plataforma(self):
        """The name of the site that its link leads to."""
        return (urlsplit(self.enlace).hostname or "").removeprefix("www.")

    @property
    def pistas(self):
        """Its captions: list of ``(language, document)``, Spanish first."""
        pistas = (("es", self.subtitulos), ("en", self.subtitulos_en))
        return [(idioma, documento) for idioma, documento in pistas if documento]
