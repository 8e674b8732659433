"""Administration of users and of the lists of the city."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import CreateView as CrearFragmentoView
from wagtail.snippets.views.snippets import EditView as EditarFragmentoView
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from base.hojas import ListaSinFormulas

from .forms import UsuarioCreationForm, UsuarioEditForm
from .forms_actores import ActorForm
from .grupos import PUNTOS_FOCALES
from .invitaciones import invitar
from .models import Actor, Dependencia, Entidad, Localidad, PuntoFocal, Sector

PANELES_DE_LISTA = [FieldPanel("nombre_es"), FieldPanel("nombre_en"), FieldPanel("codigo"), FieldPanel("orden")]


class _ConSolicitante:
    """The form knows who fills it in, and what it could only ask for is said."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "solicitante": self.request.user}

    def form_valid(self, form):
        respuesta = super().form_valid(form)
        for solicitud in form.solicitudes:
            messages.warning(
                self.request,
                _("Falta que otra persona confirme: %(que)s. Está en «Accesos».") % {"que": solicitud},
            )
        return respuesta


class CrearUsuarioView(_ConSolicitante, CreateView):
    def save_instance(self):
        persona = super().save_instance()
        # Whoever waits for their only role is invited when it is confirmed.
        if persona.groups.exists():
            invitar(persona, self.request.user)
        return persona


class EditarUsuarioView(_ConSolicitante, EditView):
    def dispatch(self, request, *args, **kwargs):
        # Whoever changes the account of a superuser could become one.
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(
                gettext("Acceso de esta persona"), url=reverse("acceso_de", args=[self.object.pk]), icon_name="key"
            )
        ]


class UsuarioViewSet(UserViewSet):
    add_view_class = CrearUsuarioView
    edit_view_class = EditarUsuarioView
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return UsuarioEditForm if for_update else UsuarioCreationForm


class SectorViewSet(SnippetViewSet):
    model = Sector
    index_view_class = ListaSinFormulas
    icon = "group"
    list_display = ["nombre_es", "nombre_en", "orden"]
    panels = PANELES_DE_LISTA


class EntidadViewSet(SnippetViewSet):
    model = Entidad
    index_view_class = ListaSinFormulas
    icon = "home"
    list_display = ["nombre_es", "sigla", "sector", Column("get_clase_display", label=_("Clase"), sort_key="clase")]
    list_filter = ["sector", "clase"]
    list_per_page = 100
    panels = [
        *PANELES_DE_LISTA[:2],
        FieldRowPanel([FieldPanel("sigla"), FieldPanel("sector")]),
        FieldRowPanel([FieldPanel("clase"), FieldPanel("cabeza"), FieldPanel("localidad")]),
        *PANELES_DE_LISTA[2:],
    ]


class DependenciaViewSet(SnippetViewSet):
    model = Dependencia
    index_view_class = ListaSinFormulas
    icon = "folder-inverse"
    list_display = ["nombre_es", "entidad"]
    list_filter = ["entidad"]
    search_fields = ["nombre_es", "nombre_en"]
    panels = [FieldPanel("entidad"), FieldPanel("nombre_es"), FieldPanel("nombre_en")]


class LocalidadViewSet(SnippetViewSet):
    model = Localidad
    index_view_class = ListaSinFormulas
    icon = "site"
    list_display = ["orden", "nombre_es", "nombre_en"]
    panels = PANELES_DE_LISTA


class CiudadViewSetGroup(SnippetViewSetGroup):
    menu_label = _("La ciudad")
    menu_name = "ciudad"
    menu_icon = "site"
    menu_order = 700
    items = (EntidadViewSet, DependenciaViewSet, SectorViewSet, LocalidadViewSet)


class ElegirActorViewSet(SnippetChooserViewSet):
    page_title = _("Elegir")
    creation_form_class = ActorForm
    creation_tab_label = _("Agregar una organización")


class ActorViewSet(SnippetViewSet):
    """Organisations of any kind and country, each once."""

    model = Actor
    index_view_class = ListaSinFormulas
    chooser_viewset_class = ElegirActorViewSet
    icon = "group"
    add_to_admin_menu = True
    menu_label = _("Organizaciones")
    menu_name = "organizaciones"
    menu_order = 690
    list_display = [
        "nombre_es",
        "sigla",
        Column("get_clase_display", label=_("Clase"), sort_key="clase"),
        Column("get_naturaleza_display", label=_("Naturaleza"), sort_key="naturaleza"),
        Column("pais", label=_("País"), accessor=lambda uno: uno.pais.name),
    ]
    list_filter = ["clase", "naturaleza", "pais"]
    list_export = ["codigo", "nombre_es", "nombre_en", "sigla", "clase", "naturaleza", "pais", "ciudad", "sitio_web"]
    list_per_page = 50
    search_fields = ["nombre_es", "nombre_en", "sigla", "otros_nombres__nombre"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("nombre_es"),
                    FieldPanel("nombre_en"),
                    FieldPanel("sigla"),
                    InlinePanel(
                        "otros_nombres",
                        heading=_("Otros nombres"),
                        label=_("otro nombre"),
                        panels=[FieldPanel("nombre")],
                    ),
                ],
                heading=_("Cómo se llama"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("clase"), FieldPanel("naturaleza")]),
                    FieldRowPanel([FieldPanel("pais"), FieldPanel("ciudad")]),
                    FieldPanel("sitio_web"),
                ],
                heading=_("Qué es y de dónde"),
            ),
        ],
        base_form_class=ActorForm,
    )


class _ConSuCuenta:
    """Who is designated with an account has the role from then on; from the day after the last, no more."""

    def save_instance(self):
        uno = super().save_instance()
        if uno.en_vigor and uno.usuario and uno.usuario.is_active:
            uno.usuario.groups.add(Group.objects.get(name=PUNTOS_FOCALES))
        return uno

    def get_success_url(self):
        return reverse("registro_focal_de", args=[self.object.entidad_id])


class DesignarView(_ConSuCuenta, CrearFragmentoView):
    def get_initial_form_instance(self):
        entidad = self.request.GET.get("entidad", "")
        return PuntoFocal(entidad_id=int(entidad) if entidad.isdecimal() else None)

    def get_success_url(self):
        return reverse("registro_focal_de", args=[self.form.instance.entidad_id])


class EditarDesignacionView(_ConSuCuenta, EditarFragmentoView):
    pass


class PuntoFocalViewSet(SnippetViewSet):
    """Opened from the register. No chooser: nothing points at a designation, and it bears a person."""

    model = PuntoFocal
    menu_item_is_registered = True  # the register is its entry: wagtail_hooks.py
    index_view_class = ListaSinFormulas
    icon = "user"
    add_view_class = DesignarView
    edit_view_class = EditarDesignacionView
    list_display = ["__str__", "entidad", "papel", "desde", "hasta"]
    list_filter = ["papel", "entidad"]
    search_fields = ["nombre", "usuario__first_name", "usuario__last_name", "entidad__nombre_es"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        FieldPanel("entidad"),
        FieldPanel("papel"),
        MultiFieldPanel(
            [
                FieldPanel("usuario"),
                FieldRowPanel([FieldPanel("nombre"), FieldPanel("cargo")]),
                FieldRowPanel([FieldPanel("correo"), FieldPanel("telefono")]),
            ],
            heading=_("Quién"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("desde"), FieldPanel("hasta")]), FieldPanel("acto")], heading=_("Su designación")
        ),
    ]

    def get_queryset(self, request):
        return PuntoFocal.objects.select_related("entidad", "usuario")

    def register_chooser_viewset(self):
        pass
