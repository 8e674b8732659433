"""The register of puntos focales: which entities have one, since when, and when they were last heard of."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from base.hojas import ExportaSinFormulas

from .forms_actores import ContactoForm
from .grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, administra_accesos, pertenece
from .models import ContactoConEntidad, Entidad, PuntoFocal, Sector

# How many texts each entity has open: an expression over ``OuterRef("pk")``, that an upper room puts here.
ABIERTAS: list = []


def puede_ver_el_registro(usuario):
    return usuario.is_active and (
        usuario.is_superuser or pertenece(usuario, MODERACION, COMUNICACIONES, ADMINISTRACION)
    )


def entidades_sin_punto_focal():
    return Entidad.objects.exclude(pk__in=PuntoFocal.objects.en_vigor().order_by().values("entidad"))


def con_su_registro():
    """The entities with who is in force, the last access, what is open and the last contact: a queryset."""
    en_vigor = PuntoFocal.objects.en_vigor().select_related("usuario")
    ultimo = ContactoConEntidad.objects.filter(entidad=OuterRef("pk")).order_by("-fecha", "-pk")
    suyos = PuntoFocal.objects.en_vigor().order_by().filter(entidad=OuterRef("pk")).values("entidad")
    anotaciones = {
        "ultimo_contacto": Subquery(ultimo.values("fecha")[:1]),
        "ultima_clase": Subquery(ultimo.values("clase")[:1]),
        "ultimo_acceso": Subquery(suyos.annotate(ultimo=Max("usuario__last_login")).values("ultimo")[:1]),
    }
    if ABIERTAS:
        anotaciones["abiertas"] = ABIERTAS[0]()
    return (
        Entidad.objects.select_related("sector")
        .prefetch_related(Prefetch("puntos_focales", queryset=en_vigor, to_attr="en_vigor"))
        .annotate(**anotaciones)
    )


def _el(papel):
    return lambda entidad: next((uno for uno in entidad.en_vigor if uno.papel == papel), None)


titular, suplente = _el(PuntoFocal.Papel.TITULAR), _el(PuntoFocal.Papel.SUPLENTE)


def _desde(entidad):
    uno = titular(entidad) or suplente(entidad)
    return uno.desde if uno else None


def _fecha(momento):
    return date_format(momento, "SHORT_DATE_FORMAT") if momento else "—"


def _acceso(entidad):
    if not entidad.ultimo_acceso:
        return _("Nunca") if any(uno.usuario_id for uno in entidad.en_vigor) else "—"
    return _fecha(timezone.localtime(entidad.ultimo_acceso))


def _contacto(entidad):
    if not entidad.ultimo_contacto:
        return "—"
    return f"{_fecha(entidad.ultimo_contacto)} · {ContactoConEntidad.Clase(entidad.ultima_clase).label}"


TIENE = {
    "no": gettext_lazy("Sin punto focal"),
    "sin_titular": gettext_lazy("Sin titular"),
    "si": gettext_lazy("Con punto focal"),
}


class FiltroDelRegistro(WagtailFilterSet):
    punto_focal = django_filters.ChoiceFilter(
        label=gettext_lazy("Punto focal"), choices=list(TIENE.items()), method="filtrar_punto_focal"
    )
    sector = django_filters.ModelChoiceFilter(label=gettext_lazy("Sector"), queryset=Sector.objects.all())
    clase = django_filters.ChoiceFilter(label=gettext_lazy("Clase"), choices=Entidad.Clase.choices)

    class Meta:
        model = Entidad
        fields = ["punto_focal", "sector", "clase"]

    def filtrar_punto_focal(self, entidades, nombre, valor):
        suyos = PuntoFocal.objects.en_vigor().order_by().filter(entidad=OuterRef("pk"))
        if valor == "sin_titular":
            suyos = suyos.filter(papel=PuntoFocal.Papel.TITULAR)
        return entidades.filter(Exists(suyos) if valor == "si" else ~Exists(suyos))


class RegistroDePuntosFocales(ExportaSinFormulas, ReportView):
    """Every entity, with or without somebody."""

    model = Entidad
    page_title = gettext_lazy("Puntos focales")
    header_icon = "user"
    index_url_name = "registro_focal"
    index_results_url_name = "registro_focal_resultados"
    filterset_class = FiltroDelRegistro
    default_ordering = ["sector__orden", "orden", "nombre_es"]
    is_searchable = True
    search_fields = ["nombre_es", "nombre_en", "sigla"]
    search_backend_name = None
    paginate_by = 50
    columns = [
        TitleColumn(
            "nombre",
            label=gettext_lazy("Entidad"),
            get_url=lambda entidad: reverse("registro_focal_de", args=[entidad.pk]),
            width="26%",
        ),
        Column("titular", label=gettext_lazy("Titular"), accessor=lambda uno: titular(uno) or "—"),
        Column("suplente", label=gettext_lazy("Suplente"), accessor=lambda uno: suplente(uno) or "—"),
        Column("desde", label=gettext_lazy("Desde"), accessor=lambda uno: _fecha(_desde(uno))),
        Column("ultimo_acceso", label=gettext_lazy("Último acceso"), accessor=_acceso),
        Column("abiertas", label=gettext_lazy("Fichas abiertas"), accessor=lambda uno: getattr(uno, "abiertas", "—")),
        Column("ultimo_contacto", label=gettext_lazy("Último contacto"), accessor=_contacto),
    ]
    list_export = [
        *("codigo", "nombre", "sector", "get_clase_display", "titular", "titular_correo", "titular_desde"),
        *("suplente", "suplente_correo", "suplente_desde", "ultimo_acceso", "abiertas", "ultimo_contacto"),
    ]
    export_headings = {
        "codigo": gettext_lazy("Código"),
        "nombre": gettext_lazy("Entidad"),
        "sector": gettext_lazy("Sector"),
        "get_clase_display": gettext_lazy("Clase"),
        "titular": gettext_lazy("Titular"),
        "titular_correo": gettext_lazy("Correo del titular"),
        "titular_desde": gettext_lazy("Titular desde"),
        "suplente": gettext_lazy("Suplente"),
        "suplente_correo": gettext_lazy("Correo del suplente"),
        "suplente_desde": gettext_lazy("Suplente desde"),
        "ultimo_acceso": gettext_lazy("Último acceso"),
        "abiertas": gettext_lazy("Fichas abiertas"),
        "ultimo_contacto": gettext_lazy("Último contacto"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not puede_ver_el_registro(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return con_su_registro()

    def get_filename(self):
        return "puntos-focales"

    def to_row_dict(self, item):
        for papel, uno in (("titular", titular(item)), ("suplente", suplente(item))):
            setattr(item, papel, str(uno or ""))
            setattr(item, f"{papel}_correo", correo_de(uno) if uno else "")
            setattr(item, f"{papel}_desde", uno.desde if uno else "")
        return super().to_row_dict(item)


def correo_de(uno):
    return uno.correo or (uno.usuario.email if uno.usuario else "")


class RegistroDeLaEntidadView(WagtailAdminTemplateMixin, TemplateView):
    """One entity: who keeps contact and who did, and what was talked, with the box to write down one more."""

    template_name = "actores/registro_focal_de.html"
    header_icon = "user"
    page_title = gettext_lazy("Punto focal")

    def dispatch(self, request, *args, **kwargs):
        if not puede_ver_el_registro(request.user):
            raise PermissionDenied
        self.entidad = get_object_or_404(Entidad.objects.select_related("sector", "cabeza"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.entidad)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Inicio")},
            {"url": reverse("registro_focal"), "label": _("Puntos focales")},
            {"url": "", "label": str(self.entidad)},
        ]

    def get_context_data(self, **kwargs):
        suyos = self.entidad.puntos_focales.select_related("usuario").order_by("-desde", "pk")
        contexto = {
            "entidad": self.entidad,
            "en_vigor": [uno for uno in suyos if uno.en_vigor],
            "otros": [uno for uno in suyos if not uno.en_vigor],
            "contactos": self.entidad.contactos_con_la_ddri.all(),
            "administra": self.request.user.has_perm("actores.change_puntofocal"),
            "form": kwargs.pop("form", None) or ContactoForm(),
        }
        return super().get_context_data(**contexto, **kwargs)

    def post(self, request, pk):
        form = ContactoForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        contacto = form.save(commit=False)
        contacto.entidad, contacto.quien, contacto.quien_nombre = self.entidad, request.user, str(request.user)
        contacto.save()
        messages.success(request, _("Quedó anotado."))
        return redirect("registro_focal_de", pk)


class OlvidarView(WagtailAdminTemplateMixin, TemplateView):
    """The person asked to be forgotten: their name and contact go, the entity and the dates stay."""

    template_name = "actores/olvidar_punto_focal.html"
    header_icon = "warning"
    page_title = gettext_lazy("Borrar sus datos")

    def get_breadcrumbs_items(self):
        registro = {"url": reverse("registro_focal"), "label": _("Puntos focales")}
        return [*self.breadcrumbs_items, registro, {"url": "", "label": self.page_title}]

    def dispatch(self, request, *args, **kwargs):
        if not administra_accesos(request.user):
            raise PermissionDenied
        self.uno = get_object_or_404(PuntoFocal.objects.select_related("entidad"), pk=kwargs["pk"], olvidado=None)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(uno=self.uno, en_vigor=self.uno.en_vigor, **kwargs)

    def post(self, request, pk):
        if self.uno.en_vigor:
            return self.render_to_response(self.get_context_data(), status=409)
        self.uno.olvidar()
        messages.success(request, _("Se borraron su nombre y sus datos; quedan la entidad y las fechas."))
        return redirect("registro_focal_de", self.uno.entidad_id)


class SinPuntoFocalPanel(Component):
    """For who answers for the register: how many entities have nobody."""

    name = "sin_punto_focal"
    template_name = "actores/tablero_sin_punto_focal.html"
    order = 130

    def get_context_data(self, parent_context):
        cuantas = entidades_sin_punto_focal().count()
        return {"cuantas": cuantas, "todas": Entidad.objects.aggregate(n=Count("pk"))["n"]}


class MenuDelRegistro(MenuItem):
    def is_shown(self, request):
        return puede_ver_el_registro(request.user)
