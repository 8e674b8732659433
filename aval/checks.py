"""What the aval stands on and no test of a deployment sees, looked at when the site starts."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register
from django.urls import NoReverseMatch, reverse
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from wagtail.models import Page

from .retiro import FORMULARIOS_DE_RETIRO

# Name of the setting → what it must say, and what would happen otherwise.
AJUSTES = {
    "WAGTAIL_FINISH_WORKFLOW_ACTION": (
        "aval.al_terminar.publicar_lo_avalado",
        "what ends a workflow would be published by Wagtail, and refused by the guard after it was approved",
    ),
    "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT": (
        False,
        "the steps of the DDRI would be asked of it again, by Wagtail's rule and not by ours",
    ),
    "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE": (
        False,
        "a translation would be published because its original is, and refused by the guard",
    ),
    "SENDFILE_BACKEND": ("aval.medios", "documents would be sent by another way than pictures"),
    "WAGTAILIMAGES_IMAGE_FORM_BASE": (
        "aval.archivos.ImagenSinReemplazoForm",
        "a picture in use would be refused by the guard with no sentence in its form",
    ),
    "WAGTAILDOCS_DOCUMENT_FORM_BASE": (
        "aval.archivos.DocumentoSinReemplazoForm",
        "a document in use would be refused by the guard with no sentence in its form",
    ),
}
MIDDLEWARE = ("aval.middleware.MensajesDeAval", "aval.middleware.FormulariosDeRetiro", "aval.middleware.LoRetirado")
# They write pages by addresses that none of our rules has been read for.
APLICACIONES_SIN_LEER = ("wagtail.api.v3", "wagtail.contrib.simple_translation")
EN_LA_PETICION = "django_tasks.backends.immediate.ImmediateBackend"


@register
def los_ajustes_del_aval(app_configs, **kwargs):
    errores = [
        Error(f"{nombre} is {getattr(settings, nombre, None)!r}: {si_no}.", hint=f"Set it to {debe!r}.", id="aval.E002")
        for nombre, (debe, si_no) in AJUSTES.items()
        if getattr(settings, nombre, None) != debe
    ]
    if faltan := [nombre for nombre in MIDDLEWARE if nombre not in settings.MIDDLEWARE]:
        errores.append(
            Error(
                f"MIDDLEWARE lacks {', '.join(faltan)}: a refusal of the aval would be an error 500.",
                hint="Put them back, in the order of sitio/settings/base.py.",
                id="aval.E003",
            )
        )
    if hay := [nombre for nombre in APLICACIONES_SIN_LEER if apps.is_installed(nombre)]:
        errores.append(
            Error(
                f"INSTALLED_APPS has {', '.join(hay)}, whose ways of writing the aval was not tried against.",
                hint="Take it away; or try each of its addresses in tests/aval/ataques.py, and take it from the list.",
                id="aval.E004",
            )
        )
    if task_backends.settings[DEFAULT_TASK_BACKEND_ALIAS]["BACKEND"] != EN_LA_PETICION:
        errores.append(
            Error(
                "TASKS['default'] leaves for later what Wagtail does after saving: the guard reads what it writes.",
                hint=f"Set it to {EN_LA_PETICION}; what may wait goes to TASKS['cola'].",
                id="aval.E005",
            )
        )
    return errores


@register
def lo_que_se_publica_lleva_el_aval(app_configs, **kwargs):
    """Every type of page bears the aval, and so does every snippet that can be live."""
    from wagtail.models import DraftStateMixin

    from .models import Avalable

    return [
        Error(
            f"{modelo._meta.label} can be live and does not bear the aval: the guard would refuse to publish it, or "
            "would not look at it.",
            hint="Let it inherit from aval.models.Avalable, before its other bases.",
            id="aval.E006",
        )
        for modelo in apps.get_models()
        if issubclass(modelo, DraftStateMixin) and modelo is not Page and not issubclass(modelo, Avalable)
    ]


@register
def los_formularios_de_retiro_estan_donde_estaban(app_configs, **kwargs):
    """Wagtail's forms that take something off the site have the names that ``FormulariosDeRetiro`` looks for."""
    from .models import modelos_avalables

    errores = []
    for modelo in modelos_avalables():
        for formulario in FORMULARIOS_DE_RETIRO:
            if issubclass(modelo, Page):
                nombre = f"wagtailadmin_pages:{formulario}"
            elif vistas := getattr(modelo, "snippet_viewset", None):
                nombre = vistas.get_url_name(formulario)
            else:
                continue  # no screen of Wagtail changes it
            try:
                reverse(nombre, args=[1])
            except NoReverseMatch:
                errores.append(
                    Error(
                        f"There is no «{nombre}»: {modelo._meta.label} may go by a form that asks for no reason.",
                        hint="See how it is called now, and put aval.middleware.FormulariosDeRetiro right.",
                        id="aval.E007",
                    )
                )
    return errores
