"""The machine drafts that were asked for, in the admin: the list, where many are asked for, and the dashboard."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Q, Value, When
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale

from base.hojas import ExportaSinFormulas
from base.idiomas import ESPANOL

from . import borrador_de_maquina, maquina, paridad
from .models import DETENIDO, BorradorDeMaquina

Estado = BorradorDeMaquina.Estado
EN_EL_AVISO = 10  # titles of those refused for one reason


def puede_pedir(usuario):
    return usuario.has_perm("wagtail_localize.submit_translation")


def reparo_del_traductor():
    """Why no draft can be asked for: a sentence, or "" when it can."""
    idiomas = list(Locale.objects.all())
    espanol = next((uno for uno in idiomas if uno.language_code == ESPANOL), None)
    motivos = [maquina.reparo(espanol, uno) for uno in idiomas if uno != espanol]
    return str(motivos[0]) if motivos and all(motivos) else ""


class FiltroDeBorradores(WagtailFilterSet):
    estado = django_filters.ChoiceFilter(label=gettext_lazy("Estado"), choices=Estado.choices)

    class Meta:
        model = BorradorDeMaquina
        fields = ["estado"]


class BorradoresView(ExportaSinFormulas, ReportView):
    """What was asked for, the last first. What is sent here are the texts of which a draft is asked for."""

    model = BorradorDeMaquina
    page_title = gettext_lazy("Borradores de máquina")
    header_icon = "wagtail-localize-language"
    index_url_name = "paridad:borradores"
    index_results_url_name = "paridad:borradores_resultados"
    results_template_name = "traducciones/borradores_resultados.html"
    filterset_class = FiltroDeBorradores
    is_searchable = True
    search_backend_name = None
    search_fields = ["titulo"]
    any_permission_required = None  # ``dispatch`` asks
    list_export = ["titulo", "get_estado_display", "razon", "segmentos", "maquina", "pedido_por", "pedido", "terminado"]
    export_headings = {
        "titulo": gettext_lazy("Texto"),
        "get_estado_display": gettext_lazy("Estado"),
        "razon": gettext_lazy("Por qué"),
        "segmentos": gettext_lazy("Segmentos redactados"),
        "maquina": gettext_lazy("Traductor"),
        "pedido_por": gettext_lazy("Lo pidió"),
        "pedido": gettext_lazy("Pedido"),
        "terminado": gettext_lazy("Terminado"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not puede_pedir(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self):
        return "borradores-de-maquina"

    def get_base_queryset(self):
        return BorradorDeMaquina.objects.select_related("clase", "idioma", "pedido_por")

    def order_queryset(self, queryset):
        return queryset.order_by("-pedido", "-pk")

    @property
    def header_buttons(self):
        return [HeaderButton(_("El inglés frente al español"), url=reverse("paridad:informe"), icon_name="list-ul")]

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, razon_sin_traductor=reparo_del_traductor(), **kwargs)

    def post(self, request, *args, **kwargs):
        versiones = paridad.elegidas(set(request.POST.getlist("texto")))
        if not versiones:
            messages.warning(request, _("No se pidió nada: elija al menos un texto publicado en español."))
            return redirect("paridad:informe")
        decir(request, borrador_de_maquina.pedir(versiones, request.user))
        return redirect("paridad:borradores")


def decir(request, respuesta):
    """Tell who asked how many were queued and, for each reason, which were not."""
    if cuantos := len(respuesta.encolados):
        frase = ngettext(
            "%(n)s borrador quedó en la cola. Se hace sin que usted espere; cuando esté, léalo en su mesa.",
            "%(n)s borradores quedaron en la cola. Se hacen sin que usted espere; cuando estén, léalos en sus mesas.",
            cuantos,
        )
        messages.success(request, frase % {"n": cuantos})
    for razon, titulos in respuesta.negados.items():
        datos = {"razon": razon, "titulos": ", ".join(f"«{uno}»" for uno in titulos[:EN_EL_AVISO])}
        if (de_mas := len(titulos) - EN_EL_AVISO) > 0:
            datos["titulos"] = _("%(titulos)s y %(n)s más") % {"titulos": datos["titulos"], "n": de_mas}
        messages.warning(request, _("Sin pedir: %(titulos)s. %(razon)s") % datos)


class BorradoresPanel(Component):
    """On the dashboard of who translates: what is in the queue, what is done and what could not be."""

    name = "borradores"
    template_name = "traducciones/tablero_borradores.html"
    order = 111
    cuantos = 8

    def get_context_data(self, parent_context):
        todos = BorradorDeMaquina.objects.all()
        detenidos = Q(estado=Estado.EN_ESPERA, pedido__lt=timezone.now() - DETENIDO)
        cuenta = todos.aggregate(
            **{estado: Count("pk", filter=Q(estado=estado)) for estado in Estado.values},
            detenidos=Count("pk", filter=detenidos),
        )
        # What asks for somebody goes first.
        turno = Case(When(estado=Estado.FALLO, then=Value(0)), When(estado=Estado.HECHO, then=Value(1)), default=2)
        filas = todos.select_related("clase", "idioma").order_by(turno, "-pedido", "-pk")[: self.cuantos]
        direccion = reverse("paridad:borradores")
        return {
            "filas": filas,
            "detenidos": cuenta["detenidos"],
            "url": direccion,
            "cuantos": sum(cuenta[estado] for estado in Estado.values),
            "totales": [
                {"nombre": nombre, "total": cuenta[estado], "url": f"{direccion}?estado={estado}"}
                for estado, nombre in Estado.choices
            ],
        }


direcciones = [
    path("borradores/", BorradoresView.as_view(), name="borradores"),
    path("borradores/resultados/", BorradoresView.as_view(results_only=True), name="borradores_resultados"),
]
