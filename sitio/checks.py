"""The addresses of Wagtail that are answered by views of ours, looked at when the site starts."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError
from django.urls import NoReverseMatch, resolve, reverse
from django.views.generic import RedirectView

# Name and arguments of the address in Wagtail → the room that must answer it, and why.
NUESTRAS = {
    ("wagtailadmin_login", ()): ("django.views.generic", "it asks for a password and for no second factor"),
    ("wagtailadmin_password_reset", ()): ("actores.", "it tells who has an account, and is asked without end"),
    ("wagtaildocs_serve", (1, "x.pdf")): ("aval.medios", "it gives what no live text cites"),
    ("wagtail_serve", ("",)): ("base.atajos", "each page would cost what it costs without them"),
}


@register
def las_direcciones_de_wagtail_son_nuestras(app_configs, **kwargs):
    errores = []
    for (nombre, argumentos), (sala, si_no) in NUESTRAS.items():
        try:
            direccion = reverse(nombre, args=argumentos)
        except NoReverseMatch:
            errores.append(_error(f"Wagtail has no address «{nombre}» any more", si_no))
            continue
        vista = resolve(direccion).func
        while hasattr(vista, "__wrapped__"):
            vista = vista.__wrapped__
        clase = getattr(vista, "view_class", vista)
        if not clase.__module__.startswith(sala):
            errores.append(_error(f"«{nombre}» ({direccion}) is answered by {clase.__module__}", si_no))
        elif clase is RedirectView and vista.view_initkwargs.get("pattern_name") != settings.LOGIN_URL:
            errores.append(_error(f"«{nombre}» ({direccion}) does not lead to the entrance", si_no))
    return errores


def _error(que, si_no):
    return Error(
        f"{que}: {si_no}.",
        hint="Put the address in sitio/urls.py before Wagtail's own, as it is written in this version.",
        id="sitio.E001",
    )


@register(Tags.compatibility, deploy=True)
def los_datos_de_la_entidad_estan(app_configs, **kwargs):
    """What Resolución 1519 de 2020 asks a public site to say at its foot; of a demonstration, nothing is asked."""
    from .models import AjustesSitio

    try:
        todos = list(AjustesSitio.objects.filter(es_demostracion=False).select_related("site"))
    except DatabaseError:  # there is none yet, or it is of before
        return []
    return [
        Warning(
            f"The foot of {ajustes.site.hostname} does not say: {', '.join(faltan)} (Resolución 1519 de 2020).",
            hint="Fill in «Configuración», «Datos de la entidad».",
            id="sitio.W001",
        )
        for ajustes in todos
        if (faltan := [campo for campo in AjustesSitio.PIDE_LA_RESOLUCION if not getattr(ajustes, campo)])
    ]
