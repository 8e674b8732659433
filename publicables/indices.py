"""The index pages: each shows the live objects of one kind, in its own language, and each of them at an address."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from aval.models import Aval, Avalable
from aval.paginas import FormaDePagina
from base.models import PaginaBase

from .aportes import aportes_de


class IndicePage(RoutablePageMixin, Avalable, PaginaBase):
    """Abstract: the list of one kind of things at its own address, and each of them right below."""

    entradilla = models.TextField(_("entradilla"), blank=True)

    content_panels = [*PaginaBase.content_panels, FieldPanel("entradilla")]
    settings_panels = [CommentPanel()]
    base_form_class = FormaDePagina
    subpage_types = []
    max_count = 2  # one in each language
    estructural = True
    campos_de_lectura: tuple[str, ...] = ("title", "entradilla", "slug")
    plantilla_de_detalle = ""

    class Meta:
        abstract = True

    def objetos(self):
        """The live objects that this page shows, in its language."""
        return self.modelo.objects.vivos(self.locale_id)

    @cached_property
    def modelo(self):
        """The kind of things that this page shows."""
        raise NotImplementedError

    def contexto_de_detalle(self, objeto, request):
        """What the page of ``objeto`` shows besides itself."""
        return aportes_de(objeto)

    def mostrar(self, request, objeto):
        """The page of ``objeto``."""
        objeto.__dict__["indice"] = self
        contexto = self.get_context(request, detalle=objeto)
        return TemplateResponse(request, self.plantilla_de_detalle, contexto)

    def get_context(self, request, *args, detalle=None, vista=None, **kwargs):
        """What its template reads: of ``detalle``, one of its objects; of ``vista``, another view of them (a dict)."""
        context = super().get_context(request, *args, **kwargs)
        if vista is not None:
            return context | vista
        if detalle is None:
            return context | self.contexto_de_indice(request)
        return context | {"detalle": detalle} | self.contexto_de_detalle(detalle, request)

    def contexto_de_indice(self, request):
        return {}

    @path("<slug:slug>/")
    def detalle(self, request, slug):
        objeto = self.objetos().filter(slug=slug).first()
        if objeto is not None:
            return self.mostrar(request, objeto)
        actual = self.con_direccion_antigua(slug)
        if actual is None:
            raise Http404
        return redirect(f"{self.get_url(request)}{actual.slug}/", permanent=True)

    def con_direccion_antigua(self, slug):
        """What had that address in an earlier aval and is live under another: links that the world kept go on."""
        avales = Aval.objects.filter(
            content_type=ContentType.objects.get_for_model(self.modelo),
            idioma=self.locale.language_code,
            contenido__slug=slug,
        )
        return self.objetos().filter(pk__in=[int(pk) for pk in avales.values_list("object_id", flat=True)]).first()

    def get_sitemap_urls(self, request=None):
        """The page itself, and each thing that has its address below it, with its other languages."""
        urls = super().get_sitemap_urls(request)
        base = {
            pagina.locale_id: direccion
            for pagina in self.get_translations(inclusive=True).live()
            if (direccion := pagina.get_full_url(request))
        }
        if self.locale_id not in base:
            return urls  # with no address of its own there is none below it
        idiomas = {pagina.locale_id: pagina.locale.language_code for pagina in self.get_translations(inclusive=True)}
        propios = list(self.objetos().only("slug", "translation_key", "locale_id", "last_published_at"))
        versiones = {}
        for otro in self.modelo.objects.filter(live=True, locale_id__in=base).only(
            "slug", "translation_key", "locale_id"
        ):
            versiones.setdefault(otro.translation_key, []).append(
                {"lang_code": idiomas[otro.locale_id], "location": f"{base[otro.locale_id]}{otro.slug}/"}
            )
        for objeto in propios:
            urls.append(
                {
                    "location": f"{base[self.locale_id]}{objeto.slug}/",
                    "lastmod": objeto.last_published_at,
                    "alternates": versiones[objeto.translation_key],
                }
            )
        return urls
