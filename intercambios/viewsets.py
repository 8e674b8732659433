"""The desk of the DDRI: what was asked, by whom, and what became of it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from base.hojas import ListaSinFormulas

from . import servicio
from .models import Pedido


class PedidoEditView(EditView):
    """Whoever asked is told of what ends a request; the log has each state."""

    def save_instance(self):
        antes = Pedido.objects.values_list("estado", flat=True).get(pk=self.object.pk)
        pedido = super().save_instance()
        if pedido.estado != antes:
            servicio.al_cambiar(pedido, antes, self.request.user)
        return pedido


class PedidoViewSet(SnippetViewSet):
    """No chooser: nothing points at a request, and Wagtail's lists them to anybody who is in the admin."""

    model = Pedido
    icon = "mail"
    menu_label = _("Pedidos de intercambio")
    menu_name = "pedidos"
    menu_order = 300
    add_to_admin_menu = True
    index_view_class = ListaSinFormulas
    edit_view_class = PedidoEditView
    list_display = ["codigo", "recibido", "institucion", "sobre", "estado"]
    list_filter = ["estado", "idioma"]
    list_export = [
        "codigo",
        "recibido",
        "idioma",
        "institucion",
        "sobre",
        "estado",
        "motivo",
        "nombre",
        "correo",
        "mensaje",
    ]
    search_fields = ["codigo", "institucion", "sobre", "nombre", "correo"]
    search_backend_name = None
    list_per_page = 50
    panels = [
        MultiFieldPanel(
            [
                *(
                    FieldPanel(campo, read_only=True)
                    for campo in ("codigo", "recibido", "institucion", "sobre", "mensaje")
                ),
                *(FieldPanel(campo, read_only=True) for campo in ("nombre", "correo", "sin_datos")),
            ],
            heading=_("Lo que se pidió"),
        ),
        MultiFieldPanel([FieldPanel("estado"), FieldPanel("motivo")], heading=_("La respuesta")),
    ]

    def register_chooser_viewset(self):
        pass
