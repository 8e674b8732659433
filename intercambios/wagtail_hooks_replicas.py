"""The replicas in the admin: their lists, their screen and their acts in the log."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .confirmacion import ACTO
from .models import Replica
from .permisos_replicas import PoliticaDeReplicas
from .views_replicas import ReplicaView
from .viewsets_replicas import ReplicasGroup

register_permission_policy(Replica, PoliticaDeReplicas(Replica))
register_snippet(ReplicasGroup)


@hooks.register("register_admin_urls")
def direcciones_de_replicas():
    rutas = [path("<int:pk>/", ReplicaView.as_view(), name="ver")]
    return [path("replicas/", include((rutas, "replicas"), namespace="replicas"))]


@hooks.register("register_snippet_listing_buttons")
def quien_lo_dice(snippet, user, next_url=None):
    if isinstance(snippet, Replica):
        yield Button(_("Quién lo dice"), reverse("replicas:ver", args=[snippet.pk]), icon_name="check", priority=40)


@hooks.register("register_log_actions")
def acciones_de_replicas(registro):
    @registro.register_action(ACTO)
    class ActoDeReplica(LogFormatter):
        label = _("Réplica")

        def format_message(self, entrada):
            return entrada.data.get("que", "")
