from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from base.idiomas import es_traduccion

from . import informe, informe_de_borradores, revision, servicio, views_localize, viewsets
from .paridad import donde_empezar_el_ingles
from .permisos import puede_traducir

register_snippet(viewsets.TerminoViewSet)


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("traducciones/", include("traducciones.urls")),
        path("paridad/", include(informe.direcciones)),
        path("glosario/", include(viewsets.direcciones)),
        *views_localize.direcciones,
    ]


@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def al_escritorio(request, objeto):
    """Every link to the editor of a translation leads its translator to the desk.

    With ``?editor=completo``, the tool's own editor: there a language may have pictures of its own.
    """
    if not es_traduccion(objeto):
        return None
    if request.method == "POST":
        return views_localize.en_el_editor(request, objeto)
    traduccion = servicio.traduccion_de(objeto)
    if not traduccion or not puede_traducir(request.user, objeto):
        return None
    if "editor" in request.GET and not objeto.workflow_in_progress:
        return None
    # While the DDRI reads it there is nothing to change there either: the desk says why.
    return redirect("traducciones:escritorio", traduccion.pk)


@hooks.register("before_edit_page", order=200)
@hooks.register("before_edit_snippet", order=200)
def decir_que_no_tiene_ingles(request, objeto):
    """Last of all, when the editor of the Spanish does open: its English is started from there, in sight."""
    if request.method == "GET" and (donde := donde_empezar_el_ingles(objeto, request.user)):
        boton = messages.button(donde, gettext("Empezar la versión en inglés"))
        messages.info(request, gettext("Este texto está publicado y no tiene versión en inglés."), buttons=[boton])


@hooks.register("insert_global_admin_js")
def empezar_de_una_vez():
    return format_html('<script src="{}" defer></script>', static("traducciones/empezar.js"))


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("traducciones/traducciones.css"))


@hooks.register("pantalla_del_aval")
def revisar_traduccion(tarea):
    return revision.pantalla(tarea)


class InformeMenuItem(MenuItem):
    def is_shown(self, request):
        return informe.puede_ver(request.user)


@hooks.register("register_reports_menu_item")
def informe_de_paridad():
    return InformeMenuItem(
        _("El inglés frente al español"),
        reverse("paridad:informe"),
        name="paridad",
        icon_name="wagtail-localize-language",
        order=100,
    )


@hooks.register("construct_reports_menu")
def sin_el_informe_de_la_herramienta(request, entradas):
    # Its report counts segments and knows nothing of avales; ours says all that it says.
    entradas[:] = [entrada for entrada in entradas if "localize/reports" not in entrada.url]


@hooks.register("construct_homepage_panels")
def paneles_del_ingles(request, paneles):
    if informe.puede_ver(request.user):
        paneles.append(informe.ParidadPanel())
        if informe_de_borradores.puede_pedir(request.user):
            paneles.append(informe_de_borradores.BorradoresPanel())
