"""A punto focal does not reach the ficha of another entity by its number, whatever the door of the admin."""

from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from actores.grupos import es_solo_punto_focal

from .politica import hay_ajenas, para_elegir

# The arguments that name a page in the addresses of the admin.
_DE_PAGINA = ("page_id", "page_pk", "page_to_move_id", "parent_page_id", "destination_id")
# Doors that list pages without asking the permission policy, and that a punto focal has no use for.
_CERRADAS = (
    "wagtail_bulk_action",
    "wagtail_localize:translations_report",
    "wagtailadmin_reports:page_types_usage",
)
# The page chooser's last step: it answers to any number.
_CON_IDS = "wagtailadmin_choose_page_chosen_multiple"


class FichasAjenas:
    """The second lock of ``ProbadorDePractica``: Wagtail has doors that show a title before asking it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        puerta = request.resolver_match.view_name
        if puerta == _CON_IDS and request.user.is_authenticated and not self._puede_elegirlas(request):
            return permission_denied(request)
        if not es_solo_punto_focal(request.user):
            return None
        if puerta.startswith(_CERRADAS) or hay_ajenas(request.user, self._paginas(request, puerta, kwargs)):
            return permission_denied(request)
        return None

    def _paginas(self, request, puerta, kwargs):
        numeros = [kwargs[nombre] for nombre in _DE_PAGINA if nombre in kwargs]
        if puerta.startswith(("wagtailadmin_pages:", "wagtailadmin_api:pages")) and "pk" in kwargs:
            numeros.append(kwargs["pk"])
        return numeros

    def _puede_elegirlas(self, request):
        """Whether the pages that are asked for by number are among those that the chooser lists for that person."""
        numeros = {numero for numero in request.GET.getlist("id") if numero.isdecimal()}
        paginas = Page.objects.filter(pk__in=numeros)
        return para_elegir(request.user, paginas).count() == paginas.count()
