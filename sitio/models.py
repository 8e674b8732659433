"""Home, content pages, and the data of the entity behind the site."""

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from aval.models import Avalable
from aval.paginas import FormaDePagina
from banco.buscador import Consulta
from banco.figuras import mapa
from banco.fotos import con_fotos
from base.blocks import CuerpoBlock
from base.generacion import FONDO
from base.idiomas import ESPANOL, locales
from base.models import PaginaBase
from base.templatetags.base_tags import seccion_del_banco
from practicas.models import PracticaPage

from .voces import voces

PUERTAS = ("encontrar", "ofrecer", "pedir")
RECIENTES = 3
# With fewer localidades than these that have a practice of their own, the map on the home page is mostly zeros.
LOCALIDADES_EN_EL_MAPA = 10


class LicenciaDeImagenes(models.TextChoices):
    """Under which whoever writes about a practice may publish its pictures; those that have one and no other."""

    CC_BY = "cc_by", "CC BY 4.0"
    CC_BY_SA = "cc_by_sa", "CC BY-SA 4.0"
    CC_BY_NC = "cc_by_nc", "CC BY-NC 4.0"
    CC_BY_ND = "cc_by_nd", "CC BY-ND 4.0"

    @property
    def url(self):
        return f"https://creativecommons.org/licenses/{self.value.removeprefix('cc_').replace('_', '-')}/4.0/"


def _pagina(nombre):
    return models.ForeignKey(
        "sitio.ContenidoPage",
        verbose_name=nombre,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"live": True, "locale__language_code": ESPANOL},
        help_text=_("Su versión en español: la otra se enlaza por sí sola."),
    )


@register_setting(icon="home")
class AjustesSitio(BaseSiteSetting):
    """What Resolución 1519 de 2020 asks a public site to say of itself. Empty fields do not show."""

    empieza_generacion = FONDO

    entidad = models.CharField(_("entidad"), max_length=250, blank=True)
    direccion = models.CharField(_("dirección"), max_length=250, blank=True)
    horario = models.CharField(_("horario de atención"), max_length=250, blank=True)
    telefono = models.CharField(_("teléfono"), max_length=100, blank=True)
    correo = models.EmailField(_("correo electrónico"), blank=True)
    enlace_transparencia = models.URLField(
        _("enlace de transparencia"), blank=True, help_text=_("Ley 1712 de 2014: la sección de la entidad.")
    )
    enlace_pqrsd = models.URLField(
        _("enlace de PQRSD"),
        blank=True,
        default="",
        db_default="",
        help_text=_("Peticiones, quejas, reclamos, sugerencias y denuncias."),
    )
    enlace_terminos = models.URLField(_("términos y condiciones de uso"), blank=True, default="", db_default="")
    enlace_mapa_del_sitio = models.URLField(
        _("mapa del sitio"), blank=True, default="", db_default="", help_text=_("Si la entidad tiene uno aparte.")
    )
    es_demostracion = models.BooleanField(
        _("es una demostración"),
        default=False,
        db_default=False,
        help_text=_("Cada página dice entonces que sus textos, fechas y personas son de ejemplo."),
    )
    pagina_ofrecer = _pagina(_("página para ofrecer una práctica"))
    pagina_pedir = _pagina(_("página para pedir un intercambio"))
    pagina_privacidad = _pagina(_("página de privacidad y datos personales"))
    prensa = models.CharField(_("prensa: oficina"), max_length=250, blank=True, db_default="")
    correo_prensa = models.EmailField(_("prensa: correo electrónico"), blank=True, db_default="")
    telefono_prensa = models.CharField(_("prensa: teléfono"), max_length=100, blank=True, db_default="")

    licencia_imagenes = models.CharField(
        _("licencia de las imágenes de las prácticas"),
        max_length=20,
        choices=LicenciaDeImagenes,
        blank=True,
        db_default="",
        help_text=_(
            "Si la escribe, la página de cada práctica ofrece bajar sus imágenes para prensa. Tiene que valer para "
            "todas: mientras alguna no la tenga, déjelo vacío."
        ),
    )

    # What the resolution lists, and a site that is nobody's demonstration is warned to lack (sitio/checks.py).
    PIDE_LA_RESOLUCION = ("direccion", "horario", "telefono", "correo", "enlace_transparencia", "enlace_pqrsd")
    PIDE_LA_RESOLUCION += ("enlace_terminos",)

    # A list and not Wagtail's chooser: who fills this in does not see the fichas, and the chooser shows every page.
    panels = [
        *(FieldPanel(campo) for campo in ("entidad", "direccion", "horario", "telefono", "correo")),
        MultiFieldPanel(
            [FieldPanel(campo) for campo in ("prensa", "correo_prensa", "telefono_prensa", "licencia_imagenes")],
            heading=_("Prensa"),
        ),
        *(FieldPanel(f"enlace_{cual}") for cual in ("transparencia", "pqrsd", "terminos", "mapa_del_sitio")),
        FieldPanel("es_demostracion"),
        *(FieldPanel(f"pagina_{puerta}", widget=forms.Select) for puerta in ("ofrecer", "pedir", "privacidad")),
    ]

    class Meta:
        verbose_name = _("datos de la entidad")

    @property
    def licencia_de_imagenes(self):
        """The ``LicenciaDeImagenes``, or None."""
        return LicenciaDeImagenes(self.licencia_imagenes) if self.licencia_imagenes else None


def pagina_en(inicio, request, tramos):
    """The page at ``tramos`` under a home page, routed; raises ``Http404``.

    Wagtail asks for each level of the tree; the whole address is known, so one query finds the page.
    """
    banco = seccion_del_banco(locales()[inicio.locale_id].language_code)
    if banco and len(tramos) == 2 and tramos[0] == banco.slug:
        practica = PracticaPage.objects.filter(url_path=f"{banco.url_path}{tramos[1]}/", live=True).first()
        if practica:
            return practica.route(request, [])
    # The nearest page on the way; what is left of the address is for it to answer.
    caminos = [f"{inicio.url_path}{'/'.join(tramos[:n])}/" for n in range(1, len(tramos) + 1)]
    pagina = Page.objects.filter(url_path__in=caminos).order_by("-depth").first()
    try:
        propia = pagina.specific if pagina else None
    except ObjectDoesNotExist:  # it goes at this very moment
        propia = None
    if propia is None:
        raise Http404
    return propia.route(request, tramos[caminos.index(pagina.url_path) + 1 :])


class InicioPage(Avalable, PaginaBase):
    """Home of one language."""

    estructural = True

    frase = models.CharField(_("frase"), max_length=200, blank=True, help_text=_("Lo que es el Banco, en una frase."))
    entradilla = models.TextField(_("entradilla"), blank=True)
    puerta_encontrar_titulo = models.CharField(_("encontrar: título"), max_length=80, blank=True)
    puerta_encontrar_texto = models.TextField(_("encontrar: texto"), blank=True)
    puerta_ofrecer_titulo = models.CharField(_("ofrecer: título"), max_length=80, blank=True)
    puerta_ofrecer_texto = models.TextField(_("ofrecer: texto"), blank=True)
    puerta_pedir_titulo = models.CharField(_("pedir: título"), max_length=80, blank=True)
    puerta_pedir_texto = models.TextField(_("pedir: texto"), blank=True)

    content_panels = [
        *PaginaBase.content_panels,
        FieldPanel("frase"),
        FieldPanel("entradilla"),
        MultiFieldPanel(
            [FieldPanel(f"puerta_{puerta}_{parte}") for puerta in PUERTAS for parte in ("titulo", "texto")],
            heading=_("Tres puertas"),
        ),
    ]
    settings_panels = [CommentPanel()]
    base_form_class = FormaDePagina
    subpage_types = [
        "banco.BancoPage",
        "redes.RedesPage",
        "redes.PlataformasPage",
        "eventos.PremiosPage",
        "eventos.EventosPage",
        "sistema.SistemaPage",
        "sistema.AnunciosPage",
        "sistema.InformesPage",
        "intercambios.TransferenciasPage",
        "intercambios.AprendePage",
        "sitio.ContenidoPage",
    ]
    max_count = 2  # one in each language
    template = "sitio/inicio_page.html"
    campos_de_lectura = (
        "title",
        "frase",
        "entradilla",
        *(f"puerta_{puerta}_{parte}" for puerta in PUERTAS for parte in ("titulo", "texto")),
    )

    class Meta:
        verbose_name = _("Inicio")
        verbose_name_plural = _("Inicios")

    def route(self, request, path_components):
        return pagina_en(self, request, path_components) if path_components else super().route(request, [])

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        idioma = locales()[self.locale_id].language_code
        banco = seccion_del_banco(idioma)
        consulta = Consulta(QueryDict(), idioma)
        direccion = banco.get_url(request) if banco else ""
        conjuntos = consulta.conjuntos
        cuentas = {nombre: conjuntos.cuantas(conjuntos.todas, nombre) for nombre in ("tema", "entidad")}
        fichas = conjuntos.fichas(consulta.lugares[: 2 * RECIENTES])
        dibujo = mapa(consulta) if consulta.total else None
        lleno = dibujo and sum(1 for uno in dibujo["ladrillos"] if uno.total) >= LOCALIDADES_EN_EL_MAPA
        context.update(
            banco=banco,
            recientes=con_fotos(fichas[:RECIENTES]),
            # Those that are not shown above, if there are enough.
            voces=voces(fichas[-RECIENTES:], idioma) if fichas else [],
            datos_enlazados=self._datos_enlazados(request, banco),
            mapa=dibujo if lleno else None,
            consulta=consulta,
            temas=[{**tema, "url": f"{direccion}{tema['url']}"} for tema in consulta.temas()],
            cifras=[
                {"valor": consulta.total, "etiqueta": _("prácticas con aval"), "url": direccion},
                {"valor": len(cuentas["entidad"]), "etiqueta": _("entidades de la ciudad"), "url": direccion},
                {"valor": len(cuentas["tema"]), "etiqueta": _("áreas temáticas"), "url": direccion},
            ],
        )
        return context

    def _datos_enlazados(self, request, banco):
        """The site and how its Bank is searched, in the words of schema.org."""
        sitio = {
            "@type": "WebSite",
            "name": _("Banco de Buenas Prácticas de Bogotá"),
            "url": self.get_full_url(request),
            "inLanguage": locales()[self.locale_id].language_code,
        }
        if banco:
            sitio["potentialAction"] = {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": f"{banco.get_full_url(request)}?q={{search_term_string}}",
                },
                "query-input": "required name=search_term_string",
            }
        return sitio


class ContenidoPage(Avalable, PaginaBase):
    """A page of plain content: about the Bank, method and criteria, privacy."""

    entradilla = models.TextField(_("entradilla"), blank=True)
    cuerpo = StreamField(CuerpoBlock(), verbose_name=_("cuerpo"), blank=True)

    content_panels = [*PaginaBase.content_panels, FieldPanel("entradilla"), FieldPanel("cuerpo")]
    settings_panels = [CommentPanel()]
    base_form_class = FormaDePagina
    search_fields = [*PaginaBase.search_fields, index.SearchField("entradilla"), index.SearchField("cuerpo")]
    subpage_types = ["sitio.ContenidoPage"]
    template = "sitio/contenido_page.html"
    campos_de_lectura = ("title", "entradilla", "cuerpo", "slug")

    class Meta:
        verbose_name = _("página de contenido")
        verbose_name_plural = _("páginas de contenido")

    def lo_que_dice(self):
        """The words of its body: list of texts."""
        return self.cuerpo.stream_block.get_searchable_content(self.cuerpo)
