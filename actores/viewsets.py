"""Administration of users and of the lists of the city."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from .forms import UsuarioCreationForm, UsuarioEditForm
from .invitaciones import invitar
from .models import Entidad, Localidad, Sector

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
    icon = "group"
    list_display = ["nombre_es", "nombre_en", "orden"]
    panels = PANELES_DE_LISTA


class EntidadViewSet(SnippetViewSet):
    model = Entidad
    icon = "home"
    list_display = ["nombre_es", "sigla", "sector"]
    list_filter = ["sector"]
    panels = [*PANELES_DE_LISTA[:2], FieldPanel("sigla"), FieldPanel("sector"), *PANELES_DE_LISTA[2:]]


class LocalidadViewSet(SnippetViewSet):
    model = Localidad
    icon = "site"
    list_display = ["orden", "nombre_es", "nombre_en"]
    panels = PANELES_DE_LISTA


class CiudadViewSetGroup(SnippetViewSetGroup):
    menu_label = _("La ciudad")
    menu_name = "ciudad"
    menu_icon = "site"
    menu_order = 700
    items = (EntidadViewSet, SectorViewSet, LocalidadViewSet)
