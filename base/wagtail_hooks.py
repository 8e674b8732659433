import json

from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from wagtail import hooks

from . import direcciones, encima


@never_cache
@ensure_csrf_cookie
def sesion(request):
    """204 while the session lasts; Wagtail answers with a redirect once it does not."""
    return HttpResponse(status=204)


@hooks.register("register_admin_urls")
def rutas():
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
        '<script type="module" src="{}" data-pendiente="{}"></script>'
        '<script type="module" src="{}"></script><script type="module" src="{}"></script>'
        '<script type="module" src="{}"></script><script type="module" src="{}"></script>',
        static("base/js/sesion.js"),
        json.dumps(textos),
        static("base/js/escrito.js"),
        _("Lo que había escrito no alcanzó a llegar: aquí está de nuevo. Léalo y envíelo otra vez."),
        static("base/js/guardado.js"),
        _("Sin guardar todavía"),
        static("base/js/tarjetas.js"),
        static("base/js/errores.js"),
        static("base/js/editores.js"),
        static("base/js/subida.js"),
    )


@hooks.register("insert_editor_js")
def del_editor():
    textos = {
        "tabla": _("La tabla se pegó como una lista, un renglón por fila: este campo no tiene tablas. Revísela."),
        "notas": _("Las notas al pie quedaron entre corchetes, y su texto al final de lo pegado."),
        "quitados": _("Se quitó el enlace de {cuales}: solo se abre en su equipo o en la administración."),
        "correos": _("Se quitó el enlace de {cuales}: los correos van con las personas de contacto y su autorización."),
        "derechos": _("El enlace pasaba por otro sitio que anota quién lo sigue; quedó el verdadero: {cuales}."),
    }
    return format_html(
        '<script type="module" src="{}"></script>'
        '<script type="module" src="{}" data-textos="{}" data-anfitriones="{}"></script>',
        static("base/js/foco.js"),
        static("base/js/pegado.js"),
        json.dumps(textos),
        json.dumps(sorted(direcciones.anfitriones())),
    )


@hooks.register("insert_global_admin_css")
def estilos():
    return format_html('<link rel="stylesheet" href="{}">', static("base/css/admin.css"))


for _clase in ("page", "snippet"):
    hooks.register(f"before_edit_{_clase}", encima.al_llegar)
    hooks.register(f"after_edit_{_clase}", encima.al_guardar)
