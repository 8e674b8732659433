from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from . import mesa_de_cuentas, recordatorios, registro_focal, views_accesos, views_vistas
from .accesos import Solicitud
from .colecciones import elegibles
from .grupos import PROTEGIDOS, administra_accesos, es_protegida
from .models import PedidoDeCuenta, Usuario
from .solicitudes import pedir
from .viewsets import ActorViewSet, CiudadViewSetGroup, PuntoFocalViewSet

register_snippet(CiudadViewSetGroup)
register_snippet(ActorViewSet)
register_snippet(PuntoFocalViewSet)
register_snippet(mesa_de_cuentas.PedidoDeCuentaViewSet)


_DE_LAS_VISTAS = (
    [
        path("", views_vistas.ListaDeVistasView.as_view(), name="lista"),
        path("guardar/", views_vistas.GuardarView.as_view(), name="guardar"),
        path("borrar/<int:pk>/", views_vistas.borrar, name="borrar"),
    ],
    "vistas",
)


@hooks.register("register_admin_urls")
def direcciones():
    return [
        path("vistas/", include(_DE_LAS_VISTAS)),
        path("accesos/", views_accesos.AccesosView.as_view(), name="accesos"),
        path("accesos/<int:pk>/", views_accesos.resolver, name="resolver_acceso"),
        path("accesos/persona/<int:pk>/", views_accesos.AccesoDeView.as_view(), name="acceso_de"),
        path("puntos-focales/", registro_focal.RegistroDePuntosFocales.as_view(), name="registro_focal"),
        path(
            "puntos-focales/resultados/",
            registro_focal.RegistroDePuntosFocales.as_view(results_only=True),
            name="registro_focal_resultados",
        ),
        path("puntos-focales/<int:pk>/", registro_focal.RegistroDeLaEntidadView.as_view(), name="registro_focal_de"),
        path("puntos-focales/olvidar/<int:pk>/", registro_focal.OlvidarView.as_view(), name="olvidar_punto_focal"),
    ]


@hooks.register("register_admin_menu_item")
def puntos_focales():
    return registro_focal.MenuDelRegistro(
        gettext_lazy("Puntos focales"), reverse("registro_focal"), name="puntos-focales", icon_name="user", order=680
    )


@hooks.register("construct_homepage_panels")
def paneles_del_tablero(request, paneles):
    paneles.append(views_vistas.VistasPanel(request))
    paneles.append(recordatorios.CompromisosPanel(request.user))
    if registro_focal.puede_ver_el_registro(request.user):
        paneles.append(registro_focal.SinPuntoFocalPanel())
    if request.user.has_perm("actores.change_pedidodecuenta"):
        paneles.append(mesa_de_cuentas.PedidosQueEsperanPanel())


@hooks.register("register_log_actions")
def acciones(registro):
    @registro.register_action("actores.pedido_de_cuenta")
    class RespuestaAUnPedido(LogFormatter):
        label = gettext_lazy("Responder un pedido de cuenta")

        def format_message(self, entrada):
            estados = dict(PedidoDeCuenta.Estado.choices)
            de, a = (estados.get(entrada.data.get(cual), "–") for cual in ("de", "a"))
            return _("De «%(de)s» a «%(a)s»") % {"de": de, "a": a}


class MenuDeAccesos(MenuItem):
    def is_shown(self, request):
        return administra_accesos(request.user)


@hooks.register("register_settings_menu_item")
def accesos():
    return MenuDeAccesos(gettext_lazy("Accesos"), reverse("accesos"), name="accesos", icon_name="key", order=602)


@hooks.register("register_account_menu_item")
def mi_segundo_factor(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Segundo factor"),
        "help_text": _("Además de la contraseña, un código de su teléfono o una llave de acceso."),
    }


@hooks.register("register_account_menu_item")
def mi_clave(request):
    return {"url": reverse("mi_clave"), "label": _("Contraseña"), "help_text": _("Cámbiela cuando quiera.")}


@hooks.register("register_account_menu_item")
def mi_correo(request):
    return {
        "url": reverse("mi_correo"),
        "label": _("Correo"),
        "help_text": _("Se cambia al seguir un enlace que llega al nuevo."),
    }


@hooks.register("before_bulk_action")
def sin_subirse_de_rango(request, action_type, objects, action_class_instance):
    """Many people at once: the same limits as on the screen of one (``forms``, ``viewsets``)."""
    if action_class_instance.model is not Usuario:
        return None
    if not request.user.is_superuser and any(usuario.is_superuser for usuario in objects):
        raise PermissionDenied
    if action_type == "assign_role":
        if request.user in objects:
            raise PermissionDenied
        papel = action_class_instance.cleaned_form.cleaned_data["role"]
        if papel.name in PROTEGIDOS:
            pedidas = [pedir(persona, Solicitud.Clase.PAPEL, request.user, papel.name) for persona in objects]
            return _a_otra_persona(request, pedidas, action_class_instance)
    if action_type == "set_active_state":
        return _activar(request, objects, action_class_instance)
    return None


def _a_otra_persona(request, pedidas, accion):
    messages.warning(
        request,
        _("Falta que otra persona confirme: %(que)s. Está en «Accesos».") % {"que": "; ".join(map(str, pedidas))},
    )
    return redirect(accion.next_url)


def _activar(request, personas, accion):
    """Wagtail changes them in one statement, which nothing hears: here each is saved, and so is on record."""
    activar = accion.cleaned_form.cleaned_data["mark_as_active"]
    pedidas = []
    for persona in personas:
        if persona.is_active == activar:
            continue
        if activar and es_protegida(persona):
            pedidas.append(pedir(persona, Solicitud.Clase.ACTIVAR, request.user))
            continue
        persona.is_active = activar
        persona.save(update_fields=["is_active"])
    return _a_otra_persona(request, pedidas, accion) if pedidas else None


class _LosQuePuedeElegir:
    """Wagtail's endpoint of the admin lists every file to whoever enters: here, those that the person may choose."""

    def get_queryset(self):
        return super().get_queryset().filter(pk__in=elegibles(self.request.user, self.model).values("pk"))


@hooks.register("construct_admin_api", order=10)  # after Wagtail's own, which it takes the place of
def archivos_por_derecho(router):
    # Here, because Wagtail 8.1 has neither these endpoints nor this hook: there nobody calls it.
    from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
    from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

    for nombre, clase in (("images", ImagesAdminAPIViewSet), ("documents", DocumentsAdminAPIViewSet)):
        router.register_endpoint(nombre, type(clase.__name__, (_LosQuePuedeElegir, clase), {}))
