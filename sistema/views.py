"""The screens of the System. What may be done is asked of ``permisos``; whether it can be, of the model."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.forms import inlineformset_factory
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from actores.recordatorios import cuanto_falta
from base.hojas import ExportaSinFormulas
from base.pdf import hacer_pdf, hay_weasyprint

from . import permisos, servicio
from .models import (
    CompromisoDeSesion,
    Conclusion,
    Delegado,
    FuncionDeIntegrante,
    Instancia,
    Integrante,
    Sesion,
)
from .sesiones import ACTOS, formularios_de

SESIONES_A_LA_VISTA = 50


class _Informe(ExportaSinFormulas, ReportView):
    """A list that whoever enters the System reads; each sees of it what is theirs."""

    is_searchable = False

    def dispatch(self, request, *args, **kwargs):
        if not permisos.entra(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)


def _cuenta(filas, de):
    """How many of ``filas`` each body has, by the field ``de``. Joined, one count would multiply another."""
    suyas = filas.filter(**{de: OuterRef("pk")}).order_by().values(de).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(suyas), 0)


class FiltroDeInstancias(WagtailFilterSet):
    class Meta:
        model = Instancia
        fields = ["clase", "activa"]


class InstanciasView(_Informe):
    model = Instancia
    page_title = gettext_lazy("Sistema Distrital")
    header_icon = "group"
    index_url_name = "sistema:instancias"
    index_results_url_name = "sistema:instancias_resultados"
    filterset_class = FiltroDeInstancias
    default_ordering = "orden"
    columns = [
        TitleColumn(
            "nombre",
            label=gettext_lazy("Instancia"),
            get_url=lambda una: reverse("sistema:instancia", args=[una.pk]),
            width="35%",
        ),
        Column("clase", label=gettext_lazy("Clase"), accessor="get_clase_display"),
        Column("cuantos", label=gettext_lazy("Integrantes")),
        Column("sesiones_hechas", label=gettext_lazy("Sesiones")),
        Column("esperan", label=gettext_lazy("Por responder")),
        Column("activa", label=gettext_lazy("Activa"), accessor=lambda una: _("Sí") if una.activa else _("No")),
    ]
    list_export = ["nombre", "get_clase_display", "madre", "cuantos", "sesiones_hechas", "esperan", "activa"]
    export_headings = {
        "nombre": gettext_lazy("Instancia"),
        "get_clase_display": gettext_lazy("Clase"),
        "madre": gettext_lazy("De qué instancia depende"),
        "cuantos": gettext_lazy("Integrantes"),
        "sesiones_hechas": gettext_lazy("Sesiones"),
        "esperan": gettext_lazy("Por responder"),
        "activa": gettext_lazy("Activa"),
    }

    def get_base_queryset(self):
        esperan = (Conclusion.Estado.ELEVADA, Conclusion.Estado.APLAZADA)
        return (
            permisos.instancias_de(self.request.user)
            .select_related("madre")
            .annotate(
                cuantos=_cuenta(Integrante.objects.vigentes(), "instancia"),
                sesiones_hechas=_cuenta(Sesion.objects.exclude(estado=Sesion.Estado.CONVOCADA), "instancia"),
                esperan=_cuenta(Conclusion.objects.filter(estado__in=esperan), "eleva_a"),
            )
        )

    @cached_property
    def header_buttons(self):
        botones = [
            HeaderButton(_("Compromisos que vencen"), url=reverse("sistema:compromisos"), icon_name="calendar-check")
        ]
        if permisos.mantiene_instancias(self.request.user):
            botones.append(HeaderButton(_("Agregar una instancia"), url=reverse("instancias:add"), icon_name="plus"))
        return botones

    def get_filename(self):
        return "instancias"


class FiltroDeCompromisos(WagtailFilterSet):
    vencidos = django_filters.BooleanFilter(label=gettext_lazy("Ya vencidos"), method="filtrar_vencidos")

    class Meta:
        model = CompromisoDeSesion
        fields = ["papel"]

    def filtrar_vencidos(self, compromisos, nombre, valor):
        hoy = timezone.localdate()
        return compromisos.filter(vence__lt=hoy) if valor else compromisos.exclude(vence__lt=hoy)


def _cuanto_falta(compromiso):
    if compromiso.vence is None:
        return _("sin fecha")
    return cuanto_falta((compromiso.vence - timezone.localdate()).days)


class CompromisosView(_Informe):
    """The open commitments of all that one may read, the nearest first."""

    model = CompromisoDeSesion
    page_title = gettext_lazy("Compromisos que vencen")
    header_icon = "calendar-check"
    index_url_name = "sistema:compromisos"
    index_results_url_name = "sistema:compromisos_resultados"
    filterset_class = FiltroDeCompromisos
    columns = [
        TitleColumn(
            "que",
            label=gettext_lazy("Qué"),
            get_url=lambda uno: f"{reverse('sistema:sesion', args=[uno.sesion_id])}#compromiso-{uno.pk}",
            width="40%",
        ),
        Column("de_quien", label=gettext_lazy("De quién es")),
        DateColumn("vence", label=gettext_lazy("Vence")),
        Column("falta", label=gettext_lazy("Cuánto falta"), accessor=_cuanto_falta),
        Column("estado", label=gettext_lazy("Estado"), accessor="get_estado_display"),
        Column("instancia", label=gettext_lazy("Instancia"), accessor="sesion.instancia"),
    ]
    list_export = ["que", "de_quien", "vence", "get_estado_display", "sesion", "sesion.instancia"]
    export_headings = {
        "que": gettext_lazy("Qué"),
        "de_quien": gettext_lazy("De quién es"),
        "vence": gettext_lazy("Vence"),
        "get_estado_display": gettext_lazy("Estado"),
        "sesion": gettext_lazy("Sesión"),
        "sesion.instancia": gettext_lazy("Instancia"),
    }

    def get_base_queryset(self):
        suyas = permisos.instancias_de(self.request.user)
        return (
            servicio.abiertos()
            .filter(sesion__instancia__in=suyas.values("pk"))
            .select_related("integrante__actor", "integrante__dependencia")
            .order_by(F("vence").asc(nulls_last=True), "pk")
        )

    def get_filename(self):
        return "compromisos"


class _Pantalla(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "group"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("sistema:instancias"), "label": _("Sistema Distrital")},
            *self.migas(),
        ]

    def migas(self):
        return []


def _instancia_que_lee(usuario, pk):
    """The body, if ``usuario`` may read it; what one may not read does not exist (404)."""
    return get_object_or_404(permisos.instancias_de(usuario).select_related("madre", "sector", "tema"), pk=pk)


class InstanciaView(_Pantalla):
    """A body: who sits in it and for what, its sessions, and what waits for its answer."""

    template_name = "sistema/instancia.html"

    def dispatch(self, request, pk):
        self.instancia = _instancia_que_lee(request.user, pk)
        return super().dispatch(request, pk)

    def get_page_title(self):
        return str(self.instancia)

    def migas(self):
        return [{"url": "", "label": str(self.instancia), "sublabel": self.instancia.get_clase_display()}]

    @cached_property
    def header_buttons(self):
        usuario, botones = self.request.user, []
        if permisos.mantiene_instancias(usuario):
            editar = reverse("instancias:edit", args=[self.instancia.pk])
            botones.append(HeaderButton(_("Editar la instancia"), url=editar, icon_name="edit"))
            agregar = f"{reverse('integrantes:add')}?instancia={self.instancia.pk}"
            botones.append(HeaderButton(_("Agregar un integrante"), url=agregar, icon_name="user"))
        if permisos.dirige(usuario):
            nueva = f"{reverse('sesiones:add')}?instancia={self.instancia.pk}"
            botones.append(HeaderButton(_("Agregar una sesión"), url=nueva, icon_name="date"))
        return botones

    def get_context_data(self, **kwargs):
        usuario, hoy = self.request.user, timezone.localdate()
        delegados = Delegado.objects.select_related("usuario")
        integrantes = self.instancia.integrantes.select_related("entidad", "actor", "dependencia").prefetch_related(
            "funciones", Prefetch("delegados", delegados)
        )
        suyos = set(self.instancia.integrantes.representados_por(usuario).values_list("pk", flat=True))
        vigentes = [uno for uno in integrantes if _rige(uno, hoy)]
        rigen = {uno.pk for uno in vigentes}
        for uno in vigentes:
            uno.hablan = [otro for otro in uno.delegados.all() if _rige(otro, hoy)]
            uno.es_suyo = uno.pk in suyos or permisos.dirige(usuario)
        recibidas = self.instancia.recibidas.select_related("sesion__instancia")
        return super().get_context_data(
            instancia=self.instancia,
            funciones=self.instancia.funciones.all(),
            integrantes=vigentes,
            anteriores=[uno for uno in integrantes if uno.pk not in rigen],
            sesiones=self.instancia.sesiones.all()[:SESIONES_A_LA_VISTA],
            esperan=recibidas.filter(estado__in=(Conclusion.Estado.ELEVADA, Conclusion.Estado.APLAZADA)),
            respondidas=recibidas.filter(estado__in=(Conclusion.Estado.ACOGIDA, Conclusion.Estado.NO_ACOGIDA)),
            mantiene=permisos.mantiene_instancias(usuario),
            hijas=self.instancia.hijas.filter(pk__in=permisos.instancias_de(usuario).values("pk")),
            **kwargs,
        )


def _rige(fila, dia):
    return (fila.desde is None or fila.desde <= dia) and (fila.hasta is None or fila.hasta >= dia)


class SesionView(_Pantalla):
    """A session in one place: agenda, minutes, conclusions, commitments. Each act is a form of its own."""

    template_name = "sistema/sesion.html"
    header_icon = "date"

    def dispatch(self, request, pk):
        relaciones = ("instancia", "convocada_por", "acta_de", "acta_documento")
        suyas = permisos.instancias_de(request.user)
        self.sesion = get_object_or_404(
            Sesion.objects.filter(instancia__in=suyas.values("pk")).select_related(*relaciones), pk=pk
        )
        return super().dispatch(request, pk)

    def get_page_title(self):
        return str(self.sesion)

    def migas(self):
        instancia = self.sesion.instancia
        return [
            {"url": reverse("sistema:instancia", args=[instancia.pk]), "label": str(instancia)},
            {"url": "", "label": str(self.sesion), "sublabel": self.sesion.get_estado_display()},
        ]

    @cached_property
    def header_buttons(self):
        botones = []
        if permisos.dirige(self.request.user) and self.sesion.estado != Sesion.Estado.ACTA_APROBADA:
            editar = reverse("sesiones:edit", args=[self.sesion.pk])
            botones.append(HeaderButton(_("Editar agenda y asistencia"), url=editar, icon_name="edit"))
        if self.sesion.acta:
            acta = reverse("sistema:acta", args=[self.sesion.pk])
            botones.append(HeaderButton(_("Acta para imprimir"), url=acta, icon_name="doc-full-inverse"))
        return botones

    def post(self, request, *args, **kwargs):
        acto = ACTOS.get(request.POST.get("acto", ""))
        if acto is None:
            raise PermissionDenied
        formulario, donde = None, "#acta"
        try:
            formulario, donde, frase = acto(self.sesion, request.user, request.POST)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            if formulario is not None:  # its faults stand beside its fields
                self.con_faltas = formulario
                messages.error(request, _("No se guardó: mire lo que se señala abajo."))
                return self.get(request, *args, **kwargs)
            messages.success(request, frase)
        return redirect(f"{request.path}{donde}")

    con_faltas: Any = None

    def get_context_data(self, **kwargs):
        return super().get_context_data(**formularios_de(self.sesion, self.request.user, self.con_faltas), **kwargs)


class FuncionesView(_Pantalla):
    """The functions of a member, kept by who speaks for it."""

    template_name = "sistema/funciones.html"
    page_title = gettext_lazy("Funciones")
    header_icon = "list-ul"
    Filas = inlineformset_factory(Integrante, FuncionDeIntegrante, fields=["texto_es", "texto_en"], extra=2)

    def dispatch(self, request, pk):
        integrantes = Integrante.objects.select_related("instancia", "entidad", "actor", "dependencia")
        suyas = permisos.instancias_de(request.user)
        self.integrante = get_object_or_404(integrantes.filter(instancia__in=suyas.values("pk")), pk=pk)
        suyo = Integrante.objects.representados_por(request.user).filter(pk=pk).exists()
        if not (suyo or permisos.dirige(request.user)):
            raise PermissionDenied
        return super().dispatch(request, pk)

    def get_page_subtitle(self):
        return str(self.integrante)

    def migas(self):
        instancia = self.integrante.instancia
        return [
            {"url": reverse("sistema:instancia", args=[instancia.pk]), "label": str(instancia)},
            {"url": "", "label": _("Funciones"), "sublabel": str(self.integrante)},
        ]

    def post(self, request, *args, **kwargs):
        self.filas = self.Filas(request.POST, instance=self.integrante)
        if not self.filas.is_valid():
            messages.error(request, _("No se guardó: mire lo que se señala abajo."))
            return self.get(request, *args, **kwargs)
        for lugar, fila in enumerate(self.filas.forms):
            fila.instance.sort_order = lugar  # a new one has none
        self.filas.save()
        messages.success(request, _("Las funciones quedaron guardadas."))
        return redirect("sistema:instancia", self.integrante.instancia_id)

    filas: Any = None

    def get_context_data(self, **kwargs):
        filas = self.filas or self.Filas(instance=self.integrante)
        return super().get_context_data(filas=filas, integrante=self.integrante, **kwargs)


class OlvidarView(_Pantalla):
    """A person asked to be forgotten: the office stays, the name goes."""

    template_name = "sistema/olvidar.html"
    page_title = gettext_lazy("Olvidar a una persona")
    header_icon = "user"

    def dispatch(self, request, pk):
        if not permisos.mantiene_instancias(request.user):
            raise PermissionDenied
        self.delegado = get_object_or_404(
            Delegado.objects.select_related("integrante__instancia", "usuario"), pk=pk, sin_datos=False
        )
        return super().dispatch(request, pk)

    def post(self, request, *args, **kwargs):
        con_documento = servicio.olvidar(self.delegado)
        messages.success(request, _("Quedó la oficina; el nombre ya no está."))
        if con_documento:
            cuales = "; ".join(map(str, con_documento))
            frase = _("Revise a mano el documento del acta, que no se cambia solo: %(cuales)s.")
            messages.warning(request, frase % {"cuales": cuales})
        return redirect("sistema:instancia", self.delegado.integrante.instancia_id)

    def get_context_data(self, **kwargs):
        return super().get_context_data(delegado=self.delegado, **kwargs)


def acta(request, pk, como_pdf=False):
    """The minutes to be printed, or as a PDF; a draft says that it is one."""
    suyas = permisos.instancias_de(request.user)
    sesion = get_object_or_404(
        Sesion.objects.filter(instancia__in=suyas.values("pk")).exclude(acta="").select_related("instancia"), pk=pk
    )
    contexto = {
        "sesion": sesion,
        "agenda": sesion.agenda.all(),
        "asistencias": sesion.asistencias.select_related(
            "integrante__entidad", "integrante__actor", "integrante__dependencia", "delegado__usuario"
        ),
        "conclusiones": sesion.conclusiones.select_related("eleva_a"),
        "compromisos": sesion.compromisos.select_related(
            "persona", "integrante__entidad", "integrante__actor", "integrante__dependencia"
        ),
        "aprobaciones": sesion.aprobaciones.select_related(
            "integrante__entidad", "integrante__actor", "integrante__dependencia"
        ),
        "idioma": get_language(),
        "hay_pdf": hay_weasyprint(),
        "en_papel": como_pdf,
    }
    if not como_pdf or not hay_weasyprint():
        return render(request, "sistema/acta.html", contexto)
    respuesta = HttpResponse(
        hacer_pdf(render_to_string("sistema/acta.html", contexto, request=request)), content_type="application/pdf"
    )
    respuesta.headers["Content-Disposition"] = f'inline; filename="acta-{slugify(sesion.titulo)[:60]}.pdf"'
    return respuesta
