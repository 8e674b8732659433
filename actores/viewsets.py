"""Administration of users and of the lists of the city."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.views.users import UserViewSet

from .forms import UsuarioCreationForm, UsuarioEditForm
from .models import Entidad, Localidad, Sector

PANELES_DE_LISTA = [FieldPanel("nombre_es"), FieldPanel("nombre_en"), FieldPanel("codigo"), FieldPanel("orden")]


class UsuarioViewSet(UserViewSet):
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
