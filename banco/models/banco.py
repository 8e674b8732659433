"""The Bank: the list of practices, searched and filtered."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel

from aval.models import Avalable
from aval.paginas import FormaDePagina
from base.models import PaginaBase

from .. import permisos


class BancoPage(Avalable, PaginaBase):
    """Index of the practices of one language."""

    entradilla = models.TextField(_("entradilla"), blank=True)

    content_panels = [*PaginaBase.content_panels, FieldPanel("entradilla")]
    settings_panels = [CommentPanel()]
    base_form_class = FormaDePagina
    subpage_types = ["practicas.PracticaPage"]
    max_count = 2  # one in each language
    estructural = True
    es_el_banco = True  # where the frame of every page leads to
    template = "banco/banco_page.html"
    campos_de_lectura = ("title", "entradilla", "slug")
    lector = None  # who answers what is asked of it (``banco.lector``), from the start of the site

    class Meta:
        verbose_name = _("Banco de prácticas")
        verbose_name_plural = _("Bancos de prácticas")

    def permissions_for_user(self, user):
        return permisos.ProbadorDelBanco(user, self)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | self.lector.contexto(self, request)
