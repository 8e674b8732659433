"""Where bodies, seats and sessions are written down. Who may is asked of ``permisos``; the lists are in ``views``."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet

from . import servicio
from .forms import IntegranteForm, SesionForm
from .models import Instancia, Integrante, Sesion


class _AlVerla(WagtailAdminTemplateMixin):
    """After saving, one is back where it is seen."""

    donde = ""
    de_que = "pk"
    model: type[Integrante] | type[Sesion]
    object: Any

    def get_success_url(self):
        return reverse(self.donde, args=[getattr(self.object, self.de_que)])

    def get_success_buttons(self):
        return []

    def get_breadcrumbs_items(self):
        arriba = {"url": reverse("sistema:instancias"), "label": gettext("Sistema Distrital")}
        return [*self.breadcrumbs_items, arriba, {"url": "", "label": self.page_title}]


class _DeUnaInstancia(_AlVerla):
    """What is made of a body knows it from the start, by the address."""

    def get_initial_form_instance(self):
        pk = self.request.GET.get("instancia", "")
        pk = int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 10 else 0
        self.instancia = get_object_or_404(Instancia, pk=pk)
        return self.model(instancia=self.instancia)

    def get_add_url(self):
        return f"{super().get_add_url()}?instancia={self.instancia.pk}"


class CrearInstanciaView(_AlVerla, CreateView):
    donde = "sistema:instancia"


class EditarInstanciaView(_AlVerla, EditView):
    donde = "sistema:instancia"


class CrearIntegranteView(_DeUnaInstancia, CreateView):
    donde, de_que = "sistema:instancia", "instancia_id"


class EditarIntegranteView(_AlVerla, EditView):
    donde, de_que = "sistema:instancia", "instancia_id"


class CrearSesionView(_DeUnaInstancia, CreateView):
    donde = "sistema:sesion"


class EditarSesionView(_AlVerla, EditView):
    """Whoever was called to it is told if it moves; a changed agenda is accepted again."""

    donde = "sistema:sesion"

    def dispatch(self, request, *args, **kwargs):
        sesion = getattr(self, "object", None)  # whoever may not edit has none
        if sesion is not None and sesion.estado == Sesion.Estado.ACTA_APROBADA:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self):
        antes = Sesion.objects.get(pk=self.object.pk)
        cambia = antes.estado == Sesion.Estado.CONVOCADA and self.form.formsets["agenda"].has_changed()
        sesion = super().save_instance()
        if enviados := servicio.guardada(sesion, antes, agenda_cambio=cambia):
            frase = gettext("Se avisó del cambio a quien estaba citado (%(n)s mensajes).")
            messages.info(self.request, frase % {"n": enviados})
        return sesion


class _ViewSet(ModelViewSet):
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_admin_menu = False

    def get_urlpatterns(self):
        """Without its lists: those of ``views`` say more, and to each what is theirs."""
        return [una for una in super().get_urlpatterns() if una.name not in ("index", "index_results")]


class InstanciaViewSet(_ViewSet):
    model = Instancia
    icon = "group"
    url_prefix = "sistema/instancias"
    url_namespace = "instancias"
    add_view_class = CrearInstanciaView
    edit_view_class = EditarInstanciaView
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("nombre_es"), FieldPanel("nombre_en")]),
            FieldRowPanel([FieldPanel("clase"), FieldPanel("madre")]),
            FieldRowPanel([FieldPanel("sector"), FieldPanel("tema")]),
            FieldRowPanel([FieldPanel("activa"), FieldPanel("orden")]),
            InlinePanel("funciones", label=_("función"), heading=_("Funciones")),
        ]
    )


class IntegranteViewSet(_ViewSet):
    model = Integrante
    icon = "user"
    url_prefix = "sistema/integrantes"
    url_namespace = "integrantes"
    add_view_class = CrearIntegranteView
    edit_view_class = EditarIntegranteView
    edit_handler = ObjectList(
        [
            FieldPanel("instancia", read_only=True),
            FieldPanel("entidad"),
            FieldPanel("dependencia"),
            FieldPanel("actor"),
            FieldRowPanel([FieldPanel("papel"), FieldPanel("orden")]),
            FieldRowPanel([FieldPanel("desde"), FieldPanel("hasta")]),
            InlinePanel(
                "delegados",
                label=_("persona"),
                heading=_("Quién habla por este puesto"),
                help_text=_("Datos personales: no salen de la administración."),
                panels=[
                    FieldRowPanel([FieldPanel("clase"), FieldPanel("usuario")]),
                    FieldRowPanel([FieldPanel("nombre"), FieldPanel("cargo")]),
                    FieldPanel("correo"),
                    FieldRowPanel([FieldPanel("desde"), FieldPanel("hasta")]),
                    FieldPanel("autoriza"),
                ],
            ),
            InlinePanel("funciones", label=_("función"), heading=_("Sus funciones en la instancia")),
        ],
        base_form_class=IntegranteForm,
    )


class SesionViewSet(_ViewSet):
    model = Sesion
    icon = "date"
    url_prefix = "sistema/sesiones"
    url_namespace = "sesiones"
    add_view_class = CrearSesionView
    edit_view_class = EditarSesionView
    edit_handler = ObjectList(
        [
            FieldPanel("instancia", read_only=True),
            FieldPanel("titulo"),
            FieldRowPanel([FieldPanel("fecha"), FieldPanel("hora")]),
            FieldPanel("lugar"),
            InlinePanel(
                "agenda",
                label=_("punto"),
                heading=_("Agenda"),
                panels=[
                    FieldPanel("tema"),
                    FieldRowPanel([FieldPanel("quien"), FieldPanel("minutos")]),
                    FieldPanel("acordado"),
                ],
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("asistentes"), FieldPanel("asistentes_aproximado")]),
                    InlinePanel(
                        "asistencias",
                        label=_("integrante"),
                        panels=[FieldRowPanel([FieldPanel("integrante"), FieldPanel("delegado")])],
                    ),
                    FieldPanel("acta_documento"),
                ],
                heading=_("Después de la sesión"),
            ),
        ],
        base_form_class=SesionForm,
    )
