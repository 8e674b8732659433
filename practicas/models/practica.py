"""The practice page: the ficha of the DDRI, field by field (DDRI manual 2014, 5.d)."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import CommentPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from actores.grupos import PUNTOS_FOCALES
from aval.lectura import nombre_de
from aval.models import Avalable
from aval.rutas import RUTAS
from base.escrito import CifraDelModelo
from base.fechas import Precision
from base.generacion import DE_SU_TEXTO
from base.models import PaginaBase
from base.personas import filas_publicas
from vocabulario.models import Criterio

from .. import panels, permisos, reglas
from ..ficha import FICHA, PROSA
from ..forms import FichaForm
from .adopcion import Moneda, ParaAdoptarla
from .postulacion import ParaPostularla

RASGOS = ["bold", "italic", "ol", "ul", "link"]


def _prosa(campo, nombre, ayuda, **mas):
    return RichTextField(nombre, features=RASGOS, blank=not FICHA(campo).requerido, help_text=ayuda, **mas)


class PracticaTag(TaggedItemBase):
    content_object = ParentalKey("practicas.PracticaPage", on_delete=models.CASCADE, related_name="tagged_items")

    empieza_generacion = DE_SU_TEXTO


class PracticaPage(ParaPostularla, ParaAdoptarla, Avalable, PaginaBase):
    """An experience of the city, as its ficha tells it. ``title`` is the título of the ficha.

    A half-filled ficha is a draft like any other; ``reglas`` are enforced when it is sent and at the aval.
    """

    # Whose, and where
    entidad = models.ForeignKey(
        "actores.Entidad",
        verbose_name=_("entidad líder"),
        null=True,
        on_delete=models.PROTECT,
        related_name="practicas",
        help_text=_("La entidad que responde por la práctica."),
    )
    toda_la_ciudad = models.BooleanField(_("en toda la ciudad"), default=False)
    localidades = ParentalManyToManyField("actores.Localidad", verbose_name=_("localidades"), blank=True)
    upz = models.CharField(
        _("UPZ u otro lugar"),
        max_length=250,
        blank=True,
        help_text=_("Unidades de Planeación Zonal o lugar más preciso."),
    )
    # About what, and for whom
    tema = models.ForeignKey(
        "vocabulario.Tema",
        verbose_name=_("área temática"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="practicas",
    )
    subtema = models.ForeignKey(
        "vocabulario.Subtema",
        verbose_name=_("subtema"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="practicas",
    )
    poblaciones = ParentalManyToManyField("vocabulario.Poblacion", verbose_name=_("población objetivo"), blank=True)
    ods = ParentalManyToManyField("vocabulario.ODS", verbose_name=_("ODS a los que aporta"), blank=True)
    tags = ClusterTaggableManager(through=PracticaTag, blank=True, verbose_name=_("palabras clave"))

    # The text
    resumen = models.TextField(
        _("resumen"),
        blank=True,
        help_text=_("Para qué se hizo, qué se logró y por qué le importaría a otra ciudad. Es lo primero que se lee."),
    )
    resultado_en_una_frase = models.CharField(
        _("el resultado en una frase"),
        max_length=250,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "Qué cambió y para quién, con su cifra si la hay. Encabeza la página; sin ella, la primera evidencia."
        ),
    )
    nota_de_la_fuente = models.TextField(
        _("nota sobre las fuentes"),
        blank=True,
        default="",
        db_default="",
        help_text=_("De dónde sale lo que se cuenta y qué no consta. Se lee antes que todo lo demás."),
    )
    antecedentes = _prosa(
        "antecedentes",
        _("antecedentes y origen"),
        _("El problema que había, quién lo vivía y qué hizo que se empezara a actuar."),
    )
    asociacion = _prosa(
        "asociacion",
        _("la asociación"),
        _("Quiénes participaron, de qué se encargó cada uno y cómo se coordinaron; qué quedó de esa relación."),
    )
    visibilidad = _prosa(
        "visibilidad",
        _("visibilidad del proceso"),
        _("Cómo se dio a conocer, si alguien externo la evaluó y qué recomendó."),
    )
    lecciones = _prosa(
        "lecciones",
        _("lecciones aprendidas"),
        _("Lo que hoy harían igual y por qué; lo que otra ciudad debería saber antes de empezar."),
    )
    dificultades = _prosa(
        "dificultades",
        _("dificultades y lo que no repetirían"),
        _("Qué salió mal, qué costó más de lo previsto y qué no volverían a hacer: lo que más agradece quien adopta."),
        default="",
        db_default="",
    )
    resultados = _prosa(
        "resultados",
        _("resultados e impacto"),
        _("Lo que se esperaba, lo que se cumplió y cómo aportó al plan de la ciudad. Cifras solo con su fuente."),
    )
    transferencia = _prosa(
        "transferencia",
        _("transferencia"),
        _("Qué tendría que existir en otro lugar para adoptarla; a quién se ha transferido y quién la pide hoy."),
    )
    innovacion = _prosa(
        "innovacion",
        _("innovación"),
        _("Qué conocimiento, método o medio nuevo usó o produjo."),
    )

    # When, and with what
    fecha_inicio = models.DateField(
        _("fecha de inicio"),
        null=True,
        blank=True,
        help_text=_("Si solo se conoce el mes o el año, ponga su primer día y dígalo al lado."),
    )
    precision_inicio = models.CharField(
        _("qué tanto se conoce el inicio"), max_length=12, choices=Precision, default=Precision.DIA, db_default="dia"
    )
    fecha_fin = models.DateField(
        _("fecha de terminación"), null=True, blank=True, help_text=_("Vacía si la práctica sigue en marcha.")
    )
    precision_fin = models.CharField(
        _("qué tanto se conoce la terminación"),
        max_length=12,
        choices=Precision,
        default=Precision.DIA,
        db_default="dia",
    )
    presupuesto_total = CifraDelModelo(
        _("total ejecutado"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Todo lo que costó. El aporte de cada socio va en su renglón; vacío si no se conoce."),
    )
    presupuesto_financiero = CifraDelModelo(
        _("recursos financieros"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    presupuesto_especie = CifraDelModelo(
        _("recursos en especie"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    presupuesto_otro = CifraDelModelo(_("otros aportes"), max_digits=16, decimal_places=2, null=True, blank=True)
    presupuesto_moneda = models.CharField(_("moneda"), max_length=3, choices=Moneda, default=Moneda.USD)
    presupuesto_nota = models.TextField(
        _("nota sobre el presupuesto"),
        blank=True,
        help_text=_("El período al que corresponden las cifras y lo que haga falta para leerlas."),
    )

    # For the admin: by its title or summary, or by whose it is. The public searches ``TextoDeFicha``.
    search_fields = [
        *PaginaBase.search_fields,
        index.AutocompleteField("de_quien_es"),
        index.SearchField("resumen", boost=3),
        index.FilterField("tema"),
        index.FilterField("entidad"),
    ]

    puede_terminar = True
    subpage_types = []
    # Who shows it to the public, and who studies it, say so when the site starts: this room knows neither.
    lector = None
    quien_estudia = None
    campos_de_lectura = FICHA.nombres

    # Facts are the same in every language: only prose is translated.
    override_translatable_fields = [
        SynchronizedField(campo, overridable=False)
        for campo in (*("tagged_items" if campo == "tags" else campo for campo in FICHA.hechos), "show_in_menus")
    ]
    anclas = FICHA.anclas

    settings_panels = [CommentPanel()]
    base_form_class = FichaForm

    class Meta:
        verbose_name = _("práctica")
        verbose_name_plural = _("prácticas")

    def permissions_for_user(self, user):
        return permisos.ProbadorDePractica(user, self)

    # The aval

    @classmethod
    def criterios_del_aval(cls):
        return [criterio.nombre for criterio in Criterio.objects.all()]

    def incumplimientos(self):
        return reglas.revisar(self)

    def no_responde(self, campo):
        return reglas.no_responde(self, campo)

    def rutas_propuestas(self):
        """Those of the last study; of a translation, those of the source's aval."""
        estudiadas = self.quien_estudia and self.quien_estudia.rutas_del_ultimo(self)
        if estudiadas is not None:
            return estudiadas
        origen = self._aval_del_original()
        return {ruta: bool(origen and getattr(origen, ruta)) for ruta in RUTAS}

    def dictamen_propuesto(self):
        """That of the last study; of a translation, that of the source's aval."""
        estudiado = self.quien_estudia and self.quien_estudia.dictamen_del_ultimo(self)
        if estudiado is not None:
            return estudiado
        origen = self._aval_del_original()
        return origen.dictamen if origen else {}

    def _aval_del_original(self):
        originales = self.get_translations().select_related("aval")
        return next((otra.aval for otra in originales if otra.aval_id), None)

    @property
    def entidad_responsable(self):
        return self.entidad

    def de_quien_es(self):
        """The names of its entity and of who began it, for the search of the admin."""
        entidad = self.entidad and (self.entidad.nombre_es, self.entidad.nombre_en, self.entidad.sigla)
        persona = self.owner and (self.owner.get_full_name(), self.owner.get_username())
        return " ".join(filter(None, (*(entidad or ()), *(persona or ()))))

    def interesados(self):
        """The puntos focales of its entity."""
        return self.entidad.usuarios.filter(is_active=True, groups__name=PUNTOS_FOCALES) if self.entidad else []

    # What the public reads

    @cached_property
    def fotos(self):
        """The pictures with their files and the versions of them that are already made."""
        fotos = list(self.imagenes.select_related("imagen"))
        models.prefetch_related_objects(fotos, "imagen__renditions")
        return [foto for foto in fotos if foto.imagen]

    @cached_property
    def videos_de_lectura(self):
        """The videos that there are to see, with their files and the sizes of their pictures that are made."""
        videos = list(self.videos.select_related("documento", "subtitulos", "subtitulos_en", "cubierta"))
        models.prefetch_related_objects([uno for uno in videos if uno.cubierta], "cubierta__renditions")
        return [uno for uno in videos if uno.documento or uno.enlace]

    @cached_property
    def contactos_publicos(self):
        """Contact persons who agreed to be published (Ley 1581 de 2012). The only ones that leave the admin."""
        return filas_publicas(self, "contactos")

    @cached_property
    def actores_publicos(self):
        """Key actors who agreed to be published (Ley 1581 de 2012). The only ones that leave the admin."""
        return filas_publicas(self, "actores_clave")

    def secciones_de_lectura(self):
        """The prose that says something, in the order of a reader.

        List of dicts ``campo``, ``titulo``, ``pregunta``, ``mayor`` (see ``Campo``) and ``texto``.
        """
        return [
            {
                "campo": campo.nombre,
                "titulo": nombre_de(PracticaPage, campo.nombre),
                "pregunta": campo.pregunta,
                "mayor": campo.mayor,
                "texto": texto,
            }
            for campo in FICHA
            if campo.clase == PROSA and not reglas.vacio(texto := getattr(self, campo.nombre))
        ]

    def versiones_vivas(self):
        """Its live versions by language, itself included; None if its reader does not know it."""
        return self.lector and self.lector.versiones(self)

    def get_template(self, request, *args, **kwargs):
        return self.lector.plantilla

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | self.lector.contexto(self, request)

    def serve(self, request, *args, **kwargs):
        return self.lector.al_servir(self, super().serve(request, *args, **kwargs))


PracticaPage.edit_handler = panels.interfaz(PracticaPage)
