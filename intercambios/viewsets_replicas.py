"""Replicas in the admin: the internal records, and the texts that are made of them for the public."""

from functools import wraps

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet, SnippetViewSetGroup

from actores.grupos import es_solo_punto_focal
from base.hojas import ListaSinFormulas
from base.panels import ElegirPaginaPanel
from publicables.panels import ElegirPracticaPanel
from publicables.viewsets import AL_EXPORTAR, ENCABEZADOS, IDIOMA, LE_FALTA, PUBLICACION, AvalableViewSet

from . import confirmacion
from .models import Replica, Transferencia


class ReplicaForm(WagtailAdminModelForm):
    """A punto focal writes down what became of the practices of their entity only."""

    def clean_practica(self):
        practica = self.cleaned_data["practica"]
        if es_solo_punto_focal(self.for_user) and practica.entidad_id != self.for_user.entidad_id:
            raise forms.ValidationError(_("Esa práctica es de otra entidad: elija una de la suya."))
        return practica


class ReplicaCreateView(CreateView):
    def save_instance(self):
        replica = super().save_instance()
        confirmacion.anotar_propuesta(replica, self.request.user)
        return replica


class ReplicaEditView(EditView):
    def save_instance(self):
        antes = Replica.objects.get(pk=self.object.pk)
        replica = super().save_instance()
        confirmacion.tras_editar(replica, antes, self.request.user)
        return replica


class ReplicaDeleteView(DeleteView):
    def dispatch(self, request, *args, **kwargs):
        if self.object.transferencia_id:  # what the public reads stands on it
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ReplicaViewSet(SnippetViewSet):
    model = Replica
    icon = "site"
    menu_label = _("Réplicas")
    index_view_class = ListaSinFormulas
    add_view_class = ReplicaCreateView
    edit_view_class = ReplicaEditView
    delete_view_class = ReplicaDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "practica",
        Column("donde", label=_("Dónde"), accessor="donde"),
        "anio",
        Column("etapa", label=_("En qué va"), accessor="get_etapa_display", sort_key="etapa"),
        Column("adaptacion", label=_("Cuánto cambió"), accessor="get_adaptacion_display", sort_key="adaptacion"),
        Column("en_palabras", label=_("Quién lo dice"), accessor="en_palabras"),
        "modificada",
    ]
    list_filter = ["etapa", "adaptacion", "declarada_por", "respuesta", "ciudad__pais", "practica__entidad"]
    list_export = [
        *("practica", "practica.entidad", "ciudad", "actor", "anio", "get_etapa_display", "get_adaptacion_display"),
        *("que_cambio", "evidencia_enlace", "get_declarada_por_display", "confirmada_por_bogota"),
        *("get_respuesta_display", "respondida", "creada", "modificada"),
    ]
    export_headings = {
        "practica.entidad": _("Entidad"),
        "get_etapa_display": _("En qué va"),
        "get_adaptacion_display": _("Cuánto cambió"),
        "get_declarada_por_display": _("Quién la declaró"),
        "get_respuesta_display": _("Qué dijo la otra parte"),
    }
    export_filename = "replicas"
    search_fields = ["practica__title", "ciudad__nombre_es", "actor__nombre_es", "que_cambio"]
    ordering = ["-modificada"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    ElegirPaginaPanel("practica", "practicas.PracticaPage"),
                    FieldRowPanel([FieldPanel("ciudad"), FieldPanel("actor")]),
                    FieldRowPanel([FieldPanel("anio"), FieldPanel("etapa"), FieldPanel("adaptacion")]),
                    FieldPanel("que_cambio"),
                ],
                heading=_("Qué pasó"),
            ),
            MultiFieldPanel(
                [FieldPanel("evidencia_enlace"), FieldPanel("evidencia_documento")], heading=_("Cómo se comprueba")
            ),
            HelpPanel(
                content=_(
                    "Al guardar no se publica nada. La DDRI la confirma, le pregunta a la otra parte y prepara el "
                    "texto para el público, que lleva su aval. Si cambia algo que la otra parte ya confirmó, hay que "
                    "preguntarle otra vez."
                )
            ),
        ],
        base_form_class=ReplicaForm,
    )

    def get_queryset(self, request):
        return Replica.objects.de(request.user).select_related("practica__entidad", "ciudad", "actor")

    def construct_view(self, view_class, **kwargs):
        """Whatever the door: what is of another entity is not there."""
        vista = super().construct_view(view_class, **kwargs)

        @wraps(vista)
        def solo_las_suyas(request, *args, **campos):
            if "pk" in campos:
                politica = policy_registry.get_by_type(Replica)
                suyas = politica.instances_user_has_any_permission_for(request.user, ["view", "change"])
                pk = unquote(str(campos["pk"]))
                if not (pk.isdecimal() and len(pk) < 19 and suyas.filter(pk=int(pk)).exists()):
                    raise Http404
            return vista(request, *args, **campos)

        return solo_las_suyas

    def register_chooser_viewset(self):
        """None: Wagtail's would list them to anybody who is in the admin."""


class TransferenciaViewSet(AvalableViewSet):
    model = Transferencia
    icon = "globe"
    menu_label = _("Lo que se cuenta")
    relaciones = ("practica", "ciudad", "actor")  # type: ignore[assignment]  # of the base, empty
    list_display = [
        "nombre",
        Column("sentido", label=_("De dónde a dónde"), accessor="get_sentido_display", sort_key="sentido"),
        Column("donde", label=_("Dónde"), accessor="donde"),
        "anio",
        LE_FALTA,
        PUBLICACION,
        IDIOMA,
    ]
    list_filter = ["sentido", "etapa", "ciudad__pais"]
    list_export = [
        *("nombre", "get_sentido_display", "practica", "ciudad", "actor", "anio", "get_etapa_display"),
        *("get_adaptacion_display", "enlace", *AL_EXPORTAR),
    ]
    export_headings = {
        "get_sentido_display": _("De dónde a dónde"),
        "get_etapa_display": _("En qué va"),
        "get_adaptacion_display": _("Cuánto cambió"),
        **ENCABEZADOS,
    }
    export_filename = "transferencias"
    ordering = ["nombre"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    TitleFieldPanel("nombre", targets=["slug"], placeholder=False),
                    FieldPanel("slug"),
                    FieldPanel("sentido"),
                    ElegirPracticaPanel("practica"),
                    FieldRowPanel([FieldPanel("ciudad"), FieldPanel("actor")]),
                    FieldRowPanel([FieldPanel("anio"), FieldPanel("etapa"), FieldPanel("adaptacion")]),
                ],
                heading=_("Qué es"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("descripcion"),
                    FieldPanel("que_cambio"),
                    FieldPanel("aprendizajes"),
                    FieldPanel("enlace"),
                ],
                heading=_("Lo que se cuenta"),
            ),
        ]
    )


class ReplicasGroup(SnippetViewSetGroup):
    menu_label = _("Réplicas")
    menu_name = "replicas"
    menu_icon = "site"
    menu_order = 299
    items = (ReplicaViewSet, TransferenciaViewSet)
