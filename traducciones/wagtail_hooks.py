from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import revision, viewsets

register_snippet(viewsets.TerminoViewSet)


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("traducciones/", include("traducciones.urls")),
        path("glosario/", include(viewsets.direcciones)),
    ]


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("traducciones/traducciones.css"))


@hooks.register("pantalla_del_aval")
def revisar_traduccion(tarea):
    return revision.pantalla(tarea)
