import json

from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from wagtail import hooks

from . import encima


@never_cache
@ensure_csrf_cookie
def sesion(request):
    """204 while the session lasts; Wagtail answers with a redirect once it does not."""
    return HttpResponse(status=204)


@hooks.register("register_admin_urls")
def direcciones():
    return [path("sesion/", sesion, name="sesion")]


@hooks.register("insert_global_admin_js")
def guardianes_de_lo_escrito():
    """What is typed is sent to who takes it (sesion.js), comes back if it did not arrive (escrito.js), and is not said
    to be saved before it is (guardado.js).
    """
    volver = _("Seguir escribiendo")
    textos = {
        "sesion": {
            "titulo": _("Su sesión terminó"),
            "texto": _(
                "Lo que escribió sigue en esta página. Entre de nuevo en otra pestaña y vuelva aquí: podrá guardarlo."
            ),
            "entrar": _("Entrar en otra pestaña"),
            "volver": volver,
        },
        "red": {
            "titulo": _("No se pudo enviar"),
            "texto": _(
                "El servidor no responde y nada se envió. Lo que escribió sigue en esta página; intente en un momento."
            ),
            "volver": volver,
        },
    }
    return format_html(
        '<script type="module" src="{}" data-textos="{}"></script>'
        '<script type="module" src="{}" data-texto="{}"></script>'
        '<script type="module" src="{}" data-pendiente="{}"></script>',
        static("base/js/sesion.js"),
        json.dumps(textos),
        static("base/js/escrito.js"),
        _("Lo que había escrito no alcanzó a llegar: aquí está de nuevo. Léalo y envíelo otra vez."),
        static("base/js/guardado.js"),
        _("Sin guardar todavía"),
    )


@hooks.register("insert_editor_js")
def del_editor():
    return format_html(
        '<script type="module" src="{}"></script><script type="module" src="{}"></script>'
        '<script type="module" src="{}" data-texto="{}"></script>',
        static("base/js/rotulo.js"),
        static("base/js/foco.js"),
        static("base/js/tablas.js"),
        _("La tabla se pegó como una lista, un renglón por fila: este campo no tiene tablas. Revísela."),
    )


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("base/css/admin.css"))


for _clase in ("page", "snippet"):
    hooks.register(f"before_edit_{_clase}", encima.al_llegar)
    hooks.register(f"after_edit_{_clase}", encima.al_guardar)
