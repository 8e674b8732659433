"""What the aval answers at addresses that are not its own: a sentence, the right screen, or a calm page."""

from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.db import OperationalError
from django.db.models import ProtectedError, RestrictedError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.chooser import CreateViewMixin, CreationFormMixin
from wagtail.models import Page

from base import mensajes
from base.arbol import pagina_o_404
from base.prestado import prestado

from . import actos, retiro
from .errores import ArchivoEnUso, EnUso, ErrorDeAval, Ocupado, SinMotivo, TerminoEnUso

# The namespace of the API that the admin's own scripts ask. What is inside it changes from one Wagtail to the next.
API_DE_WAGTAIL = "wagtailadmin_api"


prestado(
    "wagtail.admin.views.generic.chooser.CreationFormMixin.get_creation_form_class",
    "(self)",
    por="Wagtail breaks at the address where a chooser would make something and has no form: this tells which has one.",
    dice=("creation_form_class", "form_fields", "exclude_form_fields"),
)


class MensajesDeAval:
    """Turns an ``ErrorDeAval`` that a view did not answer itself into its message, back where one was.

    So with what the database keeps because something names it. A script is answered in JSON: 403 when it may not, 409
    when it is in use.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """A chooser of a list where nothing is made has the address that would make it, and no form: Wagtail breaks."""
        clase = getattr(view, "view_class", None)
        # Whoever asks is looked at last: a public page that asked would not be the same for everybody.
        if not _crea_sin_formulario(clase, view) or not request.user.is_authenticated:
            return None
        return JsonResponse({"detail": _("Aquí solo se elige: lo que falta se agrega en su lista.")}, status=403)

    def process_exception(self, request, exception):
        en_uso = isinstance(exception, ProtectedError | RestrictedError)
        if en_uso:
            exception = EnUso(exception)
        elif isinstance(exception, OperationalError) and actos.es_choque(exception):
            exception = Ocupado()
        if not isinstance(exception, ErrorDeAval):
            return None
        if _es_un_programa(request):
            estado = 409 if en_uso or isinstance(exception, TerminoEnUso | ArchivoEnUso) else 403
            return JsonResponse({"success": False, "detail": str(exception)}, status=estado)
        # What a view had already said of its success is not true any more.
        mensajes.olvidar(request)
        messages.error(request, str(exception))
        origen = request.headers.get("Referer", "")
        if request.method == "GET" and urlsplit(origen).path == request.path:
            origen = ""  # back to where it is refused again, without end
        if not url_has_allowed_host_and_scheme(origen, {request.get_host()}, request.is_secure()):
            origen = reverse("wagtailadmin_home")
        return redirect(origen)


def _crea_sin_formulario(clase, view):
    """Whether it is the address of a chooser to make something, and the chooser has no form for it."""
    if not isinstance(clase, type) or not issubclass(clase, CreateViewMixin):
        return False
    if clase.get_creation_form_class is not CreationFormMixin.get_creation_form_class:  # type: ignore[attr-defined]
        return False  # it has a form of its own
    vista = clase(**view.view_initkwargs)
    return not vista.creation_form_class and vista.form_fields is None and vista.exclude_form_fields is None


def _es_un_programa(request):
    """Whether a script asked, and not a form of the browser."""
    ruta = request.resolver_match
    return (
        "application/json" in request.headers.get("Accept", "")
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or (ruta is not None and (ruta.url_name == "delete_multiple" or API_DE_WAGTAIL in ruta.namespaces))
    )


class FormulariosDeRetiro:
    """Wagtail's forms to unpublish and to delete ask for no reason: they lead to the screens that do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.view_name == "wagtail_bulk_action" and request.method == "GET":
            return self._en_bloque(request, *args, **kwargs)
        espacio, _dos_puntos, formulario = request.resolver_match.view_name.rpartition(":")
        if formulario not in retiro.FORMULARIOS_DE_RETIRO or not request.user.is_authenticated:
            return None
        objeto = self._objeto(espacio, view, args, kwargs)
        if objeto is None or not objeto.tuvo_aval():
            return None
        if request.method == "POST":
            messages.error(request, str(SinMotivo()))
        from .views_retiro import url_de

        siguiente = get_valid_next_url_from_request(request)
        consulta = f"?{urlencode({'next': siguiente})}" if siguiente else ""
        return redirect(url_de(retiro.FORMULARIOS_DE_RETIRO[formulario], objeto) + consulta)

    def _en_bloque(self, request, app_label, model_name, action):
        """What would be refused at the end is said before anything is asked."""
        from .models import Avalable
        from .views_retiro import no_en_bloque

        if action not in retiro.FORMULARIOS_DE_RETIRO or not request.user.is_authenticated:
            return None
        modelo = apps.all_models[app_label].get(model_name)
        if modelo is None or not issubclass(modelo, Page | Avalable):
            return None
        numeros = [numero for numero in request.GET.getlist("id") if numero.isdecimal()]
        siguiente = get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
        return no_en_bloque(request, action, modelo.objects.filter(pk__in=numeros), siguiente)

    def _objeto(self, espacio, view, args, kwargs):
        """The object that the form is about, when it is of a kind that needs an aval."""
        from .models import Avalable

        if espacio == "wagtailadmin_pages":
            objeto = pagina_o_404(kwargs.get("page_id") or args[0])
        elif espacio.startswith("wagtailsnippets_"):
            modelo = getattr(view, "view_initkwargs", {}).get("model")
            if not (modelo and issubclass(modelo, Avalable)):
                return None
            objeto = modelo.objects.filter(pk=unquote(str(kwargs["pk"]))).first()
        else:
            return None
        return objeto if isinstance(objeto, Avalable) else None


class LoRetirado:
    """The address of what was withdrawn answers 410 and says so; of what came back elsewhere, it leads there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        respuesta = self.get_response(request)
        if respuesta.status_code != 404 or request.method not in ("GET", "HEAD"):
            return respuesta
        return lo_retirado(request, request.path) or respuesta


def lo_retirado(request, direccion, llevar=lambda version: version.url):
    """The answer at the ``direccion`` of what was withdrawn; None if nothing was.

    ``llevar``: the address where the live page leads that it came back as.
    """
    from .models import Retiro, TituloOculto

    retiro = Retiro.objects.filter(direccion=direccion).select_related("content_type", "aval").first()
    if not retiro:
        return None
    vivas = Page.objects.filter(translation_key=retiro.translation_key).live().public().select_related("locale")
    versiones = [una for una in vivas if una.url]
    for version in versiones:
        if str(version.pk) == retiro.object_id:
            return redirect(llevar(version), permanent=True)
    if destino := retiro.reemplazo():
        # Not for good: what was withdrawn may come back with another aval.
        return redirect(llevar(destino) if isinstance(destino, Page) else destino.url)
    frase = retiro.frase_en if retiro.idioma == "en" else retiro.frase_es
    titulo = "" if TituloOculto.cubre(retiro) else retiro.titulo
    contexto = {"retiro": retiro, "titulo": titulo, "frase": frase, "vivas": versiones}
    return render(request, "aval/retirado.html", contexto, status=410)
