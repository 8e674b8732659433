"""Home, content pages, and the data of the entity behind the site."""

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.search import index

from actores.models import Entidad
from aval.models import Avalable
from base.blocks import CuerpoBlock
from base.models import PaginaBase
from practicas.models import BancoPage, PracticaPage, Tema

PUERTAS = ("encontrar", "ofrecer", "pedir")
RECIENTES = 3


@register_setting(icon="home")
class AjustesSitio(BaseSiteSetting):
    """What Resolución 1519 de 2020 asks a public site to say of itself. Empty fields do not show."""

    entidad = models.CharField(_("entidad"), max_length=250, blank=True)
    direccion = models.CharField(_("dirección"), max_length=250, blank=True)
    horario = models.CharField(_("horario de atención"), max_length=250, blank=True)
    telefono = models.CharField(_("teléfono"), max_length=100, blank=True)
    correo = models.EmailField(_("correo electrónico"), blank=True)
    enlace_transparencia = models.URLField(_("enlace de transparencia"), blank=True)

    class Meta:
        verbose_name = _("datos de la entidad")


class InicioPage(Avalable, PaginaBase):
    """Home of one language."""

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
    subpage_types = [
        "practicas.BancoPage",
        "redes.RedesPage",
        "redes.PlataformasPage",
        "eventos.PremiosPage",
        "eventos.EventosPage",
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

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        banco = BancoPage.objects.child_of(self).live().first()
        practicas = PracticaPage.objects.live().filter(locale_id=self.locale_id)
        publicadas = Count("practicas", filter=Q(practicas__live=True, practicas__locale_id=self.locale_id))
        temas = Tema.objects.annotate(total=publicadas).filter(total__gt=0)
        direccion = banco.get_url(request) if banco else ""
        context.update(
            banco=banco,
            recientes=banco.practicas().order_by("-first_published_at", "pk")[:RECIENTES] if banco else [],
            temas=[
                {"nombre": tema.nombre, "total": tema.total, "url": f"{direccion}?tema={tema.codigo}"} for tema in temas
            ],
            cifras=[
                {"valor": practicas.count(), "etiqueta": _("prácticas con aval"), "url": direccion},
                {
                    "valor": Entidad.objects.filter(practicas__in=practicas).distinct().count(),
                    "etiqueta": _("entidades de la ciudad"),
                    "url": direccion,
                },
                {"valor": len(temas), "etiqueta": _("áreas temáticas"), "url": direccion},
            ],
        )
        return context


class ContenidoPage(Avalable, PaginaBase):
    """A page of plain content: about the Bank, method and criteria, privacy."""

    entradilla = models.TextField(_("entradilla"), blank=True)
    cuerpo = StreamField(CuerpoBlock(), verbose_name=_("cuerpo"), blank=True)

    content_panels = [*PaginaBase.content_panels, FieldPanel("entradilla"), FieldPanel("cuerpo")]
    settings_panels = [CommentPanel()]
    search_fields = [*PaginaBase.search_fields, index.SearchField("entradilla"), index.SearchField("cuerpo")]
    subpage_types = ["sitio.ContenidoPage"]
    template = "sitio/contenido_page.html"
    campos_de_lectura = ("title", "entradilla", "cuerpo", "slug")

    class Meta:
        verbose_name = _("página de contenido")
        verbose_name_plural = _("páginas de contenido")
