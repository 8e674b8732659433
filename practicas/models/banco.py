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
    template = "practicas/banco_page.html"
    campos_de_lectura = ("title", "entradilla", "slug")

    class Meta:
        verbose_name = _("Banco de prácticas")
        verbose_name_plural = _("Bancos de prácticas")

    def permissions_for_user(self, user):
        return permisos.ProbadorDelBanco(user, self)

    def get_context(self, request, *args, **kwargs):
        from .. import vistas
        from ..buscador import Consulta

        context = super().get_context(request, *args, **kwargs)
        consulta = Consulta(request.GET, self.locale.language_code)
        figura = getattr(vistas, consulta.vista, None) if consulta.vista else None
        context.update(consulta=consulta, figura=figura(consulta) if figura else None)
        return context
