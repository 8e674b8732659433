"""The Bank: the list of practices, searched and filtered."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel

from aval.models import Avalable
from base.models import PaginaBase

from .. import permisos

POR_PAGINA = 12


class BancoPage(Avalable, PaginaBase):
    """Index of the practices of one language."""

    entradilla = models.TextField(_("entradilla"), blank=True)

    content_panels = [*PaginaBase.content_panels, FieldPanel("entradilla")]
    settings_panels = [CommentPanel()]
    subpage_types = ["practicas.PracticaPage"]
    max_count = 2  # one in each language
    template = "practicas/banco_page.html"
    campos_de_lectura = ("title", "entradilla", "slug")

    class Meta:
        verbose_name = _("Banco de prácticas")
        verbose_name_plural = _("Bancos de prácticas")

    def permissions_for_user(self, user):
        return permisos.ProbadorDelBanco(user, self)

    def practicas(self):
        """The live practices of this Bank, with what a card shows."""
        from .practica import PracticaPage

        return (
            PracticaPage.objects.child_of(self)
            .live()
            .public()
            .select_related("entidad__sector", "tema", "subtema", "aval")
            .prefetch_related("ods", "localidades")
        )

    def get_context(self, request, *args, **kwargs):
        from ..buscador import BuscadorForm

        context = super().get_context(request, *args, **kwargs)
        formulario = BuscadorForm(request.GET)
        practicas = formulario.filtrar(self.practicas())
        pagina = Paginator(practicas, POR_PAGINA).get_page(request.GET.get("p"))
        context.update(
            formulario=formulario,
            practicas=pagina,
            total=pagina.paginator.count,
            filtros_activos=formulario.activos(),
            url_limpia=self.get_url(request),
            consulta=formulario.consulta(),
        )
        return context
