"""The desk of Administración: who asks for an account, what to look at before opening it, and what became of it."""

import django_filters
from django.db import transaction
from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from base.hojas import ListaSinFormulas

from . import apertura
from .forms_pedidos import MesaForm
from .models import PedidoDeCuenta, PuntoFocal

Estado = PedidoDeCuenta.Estado


class ParaDecidirPanel(Panel):
    """What is not of the request and matters for it: its mailbox, accounts with that mail, who the entity has."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "actores/mesa/para_decidir.html"

        def get_context_data(self, parent_context=None):
            pedido = self.instance
            return {
                **super().get_context_data(parent_context),
                "pedido": pedido,
                "cuentas": [] if pedido.cuenta_id else pedido.cuentas(),
                "otros": pedido.otros(),
                "en_vigor": PuntoFocal.objects.en_vigor().filter(entidad=pedido.entidad_id).select_related("usuario"),
                "impide": pedido.impide_seguir() if pedido.estado in pedido.ABIERTOS else "",
            }


class AtenderView(EditView):
    """What ends a request is told to who asked; when it is opened, its account is made. The log has each state."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            # Two people who open one account at once: the second one finds it opened, and writes over nothing.
            self.object.refresh_from_db(from_queryset=self.model.objects.select_for_update())
            return super().post(request, *args, **kwargs)

    def save_instance(self):
        antes = self.model.objects.values_list("estado", flat=True).get(pk=self.object.pk)
        pedido = super().save_instance()
        if pedido.estado != antes:
            apertura.al_cambiar(pedido, antes, self.request.user)
            self._decir(pedido)
        return pedido

    def _decir(self, pedido):
        if pedido.estado == Estado.CREADO:
            messages.success(
                self.request,
                _("Se abrió la cuenta «%(usuario)s» y su invitación va por correo a %(correo)s.")
                % {"usuario": pedido.cuenta.get_username(), "correo": pedido.correo},
            )
        elif pedido.estado == Estado.NEGADO and not pedido.correo_confirmado:
            messages.warning(self.request, _("No se escribió a nadie: ese correo no estaba confirmado."))


SITUACIONES = {
    "esperan": gettext_lazy("Esperan respuesta"),
    "sin_confirmar": gettext_lazy("Sin confirmar su correo"),
    Estado.CREADO.value: Estado.CREADO.label,
    Estado.NEGADO.value: Estado.NEGADO.label,
}


class FiltroDePedidos(WagtailFilterSet):
    situacion = django_filters.ChoiceFilter(
        label=gettext_lazy("Situación"), choices=list(SITUACIONES.items()), method="filtrar_situacion"
    )

    class Meta:
        model = PedidoDeCuenta
        fields = ["situacion", "papel", "entidad"]

    def filtrar_situacion(self, pedidos, nombre, valor):
        if valor == "esperan":
            return pedidos.que_esperan()
        if valor == "sin_confirmar":
            return pedidos.filter(estado=Estado.PEDIDO, correo_confirmado=None)
        return pedidos.filter(estado=valor)


class PedidoDeCuentaViewSet(SnippetViewSet):
    """No chooser: nothing points at a request, and Wagtail's lists them to anybody who is in the admin."""

    model = PedidoDeCuenta
    icon = "mail"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Pedidos de cuenta")
    menu_name = "pedidos-de-cuenta"
    menu_order = 681
    index_view_class = ListaSinFormulas
    edit_view_class = AtenderView
    copy_view_enabled = False
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "codigo",
        DateColumn("recibido", label=gettext_lazy("Recibido"), sort_key="recibido"),
        Column("entidad", label=gettext_lazy("Entidad"), sort_key="entidad__nombre_es"),
        Column("persona", label=gettext_lazy("Quién")),
        Column("estado", label=gettext_lazy("Estado"), accessor=lambda uno: _estado(uno), sort_key="estado"),
    ]
    filterset_class = FiltroDePedidos
    list_export = [
        *("codigo", "recibido", "entidad", "dependencia", "papel", "estado", "correo_confirmado", "nombre"),
        *("apellidos", "cargo", "correo", "telefono", "designa", "designa_cargo", "acto", "verificacion", "motivo"),
    ]
    search_fields = ["codigo", "nombre", "apellidos", "correo", "entidad__nombre_es", "entidad__sigla"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("codigo", read_only=True), FieldPanel("recibido", read_only=True)]),
                    FieldPanel("entidad", read_only=True),
                    FieldPanel("dependencia", read_only=True),
                    FieldRowPanel([FieldPanel("nombre", read_only=True), FieldPanel("apellidos", read_only=True)]),
                    FieldPanel("cargo", read_only=True),
                    FieldRowPanel([FieldPanel("correo", read_only=True), FieldPanel("telefono", read_only=True)]),
                ],
                heading=gettext_lazy("Quién pide la cuenta"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("designa", read_only=True), FieldPanel("designa_cargo", read_only=True)]),
                    FieldPanel("acto", read_only=True),
                ],
                heading=gettext_lazy("Quién le designa"),
            ),
            MultiFieldPanel([ParaDecidirPanel()], heading=gettext_lazy("Antes de decidir")),
            MultiFieldPanel(
                [
                    FieldPanel("estado"),
                    FieldPanel("papel"),
                    FieldPanel("verificacion"),
                    FieldPanel("motivo"),
                ],
                heading=gettext_lazy("La respuesta"),
            ),
            MultiFieldPanel(
                [FieldPanel(campo, read_only=True) for campo in ("autorizado", "autorizacion", "sin_datos")],
                heading=gettext_lazy("Sus datos personales"),
                classname="collapsed",
            ),
        ],
        base_form_class=MesaForm,
    )

    def get_queryset(self, request):
        return PedidoDeCuenta.objects.select_related("entidad")

    def register_chooser_viewset(self):
        pass


def _estado(pedido):
    if pedido.estado == Estado.PEDIDO and not pedido.correo_confirmado:
        return _("Sin confirmar su correo")
    return pedido.get_estado_display()


class PedidosQueEsperanPanel(Component):
    """How many requests wait for Administración, and since when."""

    name = "pedidos_de_cuenta"
    template_name = "actores/mesa/tablero.html"
    order = 90

    def get_context_data(self, parent_context):
        esperan = PedidoDeCuenta.objects.que_esperan().aggregate(n=Count("pk"), desde=Min("correo_confirmado"))
        lista = reverse("wagtailsnippets_actores_pedidodecuenta:list")
        return {**esperan, "todos": f"{lista}?situacion=esperan"}
