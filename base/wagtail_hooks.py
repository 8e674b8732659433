from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from wagtail import hooks


@never_cache
@ensure_csrf_cookie
def sesion(request):
    """204 while the session lasts; Wagtail answers with a redirect once it does not."""
    return HttpResponse(status=204)


@hooks.register("register_admin_urls")
def direcciones():
    return [path("sesion/", sesion, name="sesion")]


@hooks.register("insert_global_admin_js")
def guardian_de_la_sesion():
    return format_html(
        '<script type="module" src="{}" data-titulo="{}" data-texto="{}" data-entrar="{}" data-volver="{}"></script>',
        static("base/js/sesion.js"),
        _("Su sesión terminó"),
        _("Lo que escribió sigue en esta página. Entre de nuevo en otra pestaña y vuelva aquí: podrá guardarlo."),
        _("Entrar en otra pestaña"),
        _("Seguir escribiendo"),
    )


@hooks.register("insert_editor_js")
def foco():
    return format_html('<script type="module" src="{}"></script>', static("base/js/foco.js"))


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("base/css/admin.css"))
