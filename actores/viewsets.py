"""Administration of users and of the lists of the city."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from .forms import UsuarioCreationForm, UsuarioEditForm
from .models import Entidad, Localidad, Sector

PANELES_DE_LISTA = [FieldPanel("nombre_es"), FieldPanel("nombre_en"), FieldPanel("codigo"), FieldPanel("orden")]


class _ConSolicitante:
    """The form knows who fills it in."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "solicitante": self.request.user}


class CrearUsuarioView(_ConSolicitante, CreateView):
    pass


class EditarUsuarioView(_ConSolicitante, EditView):
    def dispatch(self, request, *args, **kwargs):
        # With the password of a superuser one would be a superuser.
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


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
