"""The public forms. Each language has its own addresses, under its prefix."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from . import views, views_encuesta, views_enlaces, views_replicas
from .atom import Novedades
from .models import Correccion, Pedido

app_name = "intercambios"


def _de(clase, formulario):
    de_que = {"clase": clase}
    nombre = clase._meta.model_name
    return include(
        [
            path("", views.escribir, de_que, name=formulario),
            path(_("gracias/<slug:codigo>/"), views.gracias, de_que, name=f"gracias_{nombre}"),
            path(_("borrar/<str:token>/"), views.borrar, de_que, name=f"borrar_{nombre}"),
        ]
    )


urlpatterns = [
    path(_("pedir/seguir/<str:token>/"), views_enlaces.seguir, name="seguir"),
    path(_("pedir/responder/<str:token>/"), views_enlaces.responder, name="responder"),
    path(_("pedir/"), _de(Pedido, "pedir")),
    path(_("corregir/"), _de(Correccion, "corregir")),
    path("<slug:seccion>/atom.xml", Novedades(), name="transferencias_atom"),
    path(_("es-asi/<str:token>/"), views_replicas.responder, name="replica"),
    path(_("encuesta/gracias/"), views_encuesta.gracias, name="encuesta_gracias"),
    path(_("encuesta/<str:token>/"), views_encuesta.responder, name="encuesta"),
]
