"""The desk of requests: the list with their age, and one of them with all that helps to decide."""

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from actores.grupos import es_focal
from base.enlaces import Enlace, UsoDeEnlace
from base.hojas import ListaSinFormulas
from base.panels import ElegirPaginaPanel

from . import mesa, permisos
from .cifras_de_la_mesa import cifras, desde_cuando_es_tarde
from .forms_mesa import TriajeForm
from .models import FIN_DE_SEGUIR, Consulta, Pedido, PlantillaDeCarta
from .panels import ALaManoPanel, CartaPanel
from .procesos import Proceso
from .viewsets import RecadoViewSet

_E = Pedido.Estado
# The answers, in the order in which they are offered, and what one does to give them.
RESPUESTAS = {
    _E.ACEPTADO: gettext_lazy("Aceptar"),
    _E.APLAZADO: gettext_lazy("Aplazar"),
    _E.DECLINADO: gettext_lazy("Declinar"),
    _E.DERIVADO: gettext_lazy("Derivar a otra entidad"),
    _E.UNIDO: gettext_lazy("Unir a otro"),
}


class LoPedidoPanel(Panel):
    """The request as it came: read, and changed by nobody."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "intercambios/admin/includes/lo_pedido.html"

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "pedido": self.instance}


class ParaDecidirPanel(Panel):
    """What is not of the request and matters for it: the practices that fit, the entity, the same one asked twice."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "intercambios/admin/includes/para_decidir.html"

        def get_context_data(self, parent_context=None):
            pedido = self.instance
            siguientes = Pedido.SIGUIENTES[pedido.estado]
            dados = Enlace.objects.filter(fin=FIN_DE_SEGUIR, sobre=str(pedido.pk))
            return {
                **super().get_context_data(parent_context),
                "pedido": pedido,
                "respuestas": [(estado.value, nombre) for estado, nombre in RESPUESTAS.items() if estado in siguientes],
                "puede_estudiar": _E.EN_ESTUDIO in siguientes,
                "puede_unir": _E.UNIDO in siguientes,
                "puede_abrir": pedido.estado == _E.ACEPTADO and permisos.dirige(self.request.user),
                "retirada": bool(pedido.practica and not pedido.practica.live),
                "consultas": pedido.consultas.select_related("entidad"),
                "capacidad": capacidad_de(pedido.la_entidad),
                "encajan": mesa.practicas_que_encajan(pedido),
                "mismos": pedido.los_mismos()[:10],
                "dados": sum(uno.sirve for uno in dados),
                "abiertos": UsoDeEnlace.objects.filter(enlace__in=dados, que=UsoDeEnlace.Que.ABRIO).count(),
            }


def capacidad_de(entidad):
    """How many exchanges ``entidad`` has open, in words; "" of none."""
    if entidad is None:
        return ""
    abiertos = Proceso.objects.filter(entidad=entidad).exclude(estado__in=Proceso.FINALES).count()
    frase = ngettext("%(entidad)s tiene %(n)s proceso abierto.", "%(entidad)s tiene %(n)s procesos abiertos.", abiertos)
    return frase % {"entidad": entidad, "n": abiertos}


SITUACIONES = {
    "esperan": gettext_lazy("Esperan respuesta"),
    "tarde": gettext_lazy("Pasaron el plazo"),
    "con_la_entidad": gettext_lazy("Con una entidad"),
    "por_retomar": gettext_lazy("Aplazados, por retomar"),
    "mios": gettext_lazy("Los que llevo yo"),
}


class FiltroDePedidos(WagtailFilterSet):
    situacion = django_filters.ChoiceFilter(
        label=gettext_lazy("Situación"), choices=list(SITUACIONES.items()), method="filtrar_situacion"
    )

    class Meta:
        model = Pedido
        fields = ["situacion", "estado", "rol", "medio", "forma", "idioma"]

    def filtrar_situacion(self, pedidos, nombre, valor):
        if valor == "por_retomar":
            return pedidos.por_retomar()
        if valor == "mios":
            return pedidos.filter(asignado_a=self.request.user)
        pedidos = pedidos.que_esperan().exclude(medio=Pedido.Medio.HISTORICO)
        if valor == "tarde":
            return pedidos.filter(recibido__lt=desde_cuando_es_tarde())
        if valor == "con_la_entidad":
            return pedidos.filter(pk__in=Consulta.objects.filter(respondida=None).values("pedido"))
        return pedidos


class ListaDeLaMesa(ListaSinFormulas):
    def get_context_data(self, *args, **kwargs):
        contexto = super().get_context_data(*args, **kwargs)
        return contexto if self.results_only else {**contexto, "cifras": cifras()}

    @property
    def header_buttons(self):
        agregar = HeaderButton(label=_("Agregar un pedido"), url=reverse("mesa:agregar"), icon_name="plus")
        return [*super().header_buttons, agregar]


def _edad(pedido):
    """«12 días hábiles», and that it is late; empty of what has no dates."""
    if (edad := pedido.edad) is None:
        return ""
    frase = ngettext("%(n)s día hábil", "%(n)s días hábiles", edad) % {"n": edad}
    if pedido.tarde:
        return f"{frase} · {_('vencido')}"
    return frase if pedido.espera else _("respondido en %(edad)s") % {"edad": frase}


def _recibido(pedido):
    """Its day; of what the manual tells, which has none, nothing."""
    if pedido.medio == Pedido.Medio.HISTORICO:
        return "–"
    return date_format(timezone.localtime(pedido.recibido), "SHORT_DATE_FORMAT")


def _estado(pedido):
    estado = pedido.get_estado_display()
    return f"{estado} · {_('por retomar')}" if pedido.por_retomar else estado


class PedidoViewSet(RecadoViewSet):
    model = Pedido
    icon = "mail"
    menu_label = gettext_lazy("Pedidos de intercambio")
    menu_name = "pedidos"
    menu_order = 300
    index_view_class = ListaDeLaMesa
    edit_view_class = EditView
    index_template_name = "intercambios/admin/mesa_lista.html"
    edit_template_name = "intercambios/admin/pedido.html"
    list_display = [
        "codigo",
        Column("recibido", label=gettext_lazy("Recibido"), accessor=_recibido, sort_key="recibido"),
        Column("institucion", label=gettext_lazy("De quién"), sort_key="institucion"),
        Column("sobre", label=gettext_lazy("Sobre"), sort_key="sobre"),
        Column("estado", label=gettext_lazy("Estado"), accessor=_estado, sort_key="estado"),
        Column("edad", label=gettext_lazy("Espera"), accessor=_edad),
        Column("asignado_a", label=gettext_lazy("Quién lo lleva"), accessor=lambda uno: uno.asignado_a or "–"),
    ]
    filterset_class = FiltroDePedidos
    list_filter = None
    list_export = [
        *("codigo", "recibido", "idioma", "rol", "medio", "institucion", "sobre", "forma", "estado", "edad", "motivo"),
        *("nombre", "correo", "mensaje", "autorizado"),
    ]
    search_fields = ["codigo", "institucion", "sobre", "nombre", "correo"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [LoPedidoPanel(), ALaManoPanel()],
                heading=gettext_lazy("Lo que se pidió"),
            ),
            MultiFieldPanel([ParaDecidirPanel()], heading=gettext_lazy("Qué hacer")),
            MultiFieldPanel(
                [
                    FieldPanel("asignado_a"),
                    ElegirPaginaPanel("practica", "practicas.PracticaPage"),
                    FieldPanel("entidad"),
                    FieldPanel("actor"),
                    FieldPanel("notas"),
                ],
                heading=gettext_lazy("Triaje"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(campo, read_only=True)
                    for campo in ("nombre", "correo", "autorizado", "autorizacion", "sin_datos")
                ],
                heading=gettext_lazy("Quién escribió"),
                classname="collapsed",
            ),
        ],
        base_form_class=TriajeForm,
    )

    def get_queryset(self, request):
        return Pedido.objects.select_related("asignado_a", "practica")


class PlantillaDeCartaViewSet(SnippetViewSet):
    """The letters: there is one an occasion, and nobody adds nor deletes any."""

    model = PlantillaDeCarta
    icon = "mail"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Cartas a quien pidió")
    menu_name = "cartas"
    menu_order = 302
    copy_view_enabled = False
    search_backend_name = None
    edit_template_name = "intercambios/admin/carta.html"
    list_display = ["cuando", "asunto_es", "asunto_en"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("asunto_es"), CartaPanel("texto_es", "es")], heading=gettext_lazy("En español")
            ),
            MultiFieldPanel([FieldPanel("asunto_en"), CartaPanel("texto_en", "en")], heading=gettext_lazy("En inglés")),
        ]
    )

    def register_chooser_viewset(self):
        pass


class MesaPanel(Component):
    """On the dashboard: what waits for the DDRI, and what it asks the entity of whoever looks."""

    name = "mesa"
    template_name = "intercambios/admin/tablero_mesa.html"
    order = 95

    def __init__(self, usuario):
        self.usuario = usuario

    def get_context_data(self, parent_context):
        de_la_mesa = permisos.lleva_la_mesa(self.usuario)
        esperan = Pedido.objects.que_esperan().exclude(medio=Pedido.Medio.HISTORICO)
        consultas = ()
        if es_focal(self.usuario) and not de_la_mesa:
            suyas = permisos.consultas_de(self.usuario).filter(respondida=None)
            consultas = suyas.select_related("pedido__practica").order_by("vence")[:10]
        return {
            "de_la_mesa": de_la_mesa,
            "consultas": consultas,
            "lista": reverse("wagtailsnippets_intercambios_pedido:list"),
            "esperan": esperan.count() if de_la_mesa else 0,
            "desde": esperan.order_by("recibido").values_list("recibido", flat=True).first() if de_la_mesa else None,
            "por_retomar": Pedido.objects.por_retomar().count() if de_la_mesa else 0,
        }
