from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks

from . import politica, tablero


@hooks.register("insert_editor_js")
def contador():
    guiones = ((static(uno),) for uno in ("base/js/contador.js", "practicas/js/balanza.js"))
    return format_html_join("", '<script type="module" src="{}"></script>', guiones)


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("practicas/ficha.css"))


@hooks.register("construct_page_chooser_queryset")
def elegir_sin_lo_ajeno(paginas, request):
    return politica.para_elegir(request.user, paginas)


@hooks.register("construct_homepage_panels")
def paneles_del_tablero(request, paneles):
    paneles.extend(tablero.paneles(request))
