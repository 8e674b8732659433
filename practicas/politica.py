"""Which pages a person finds, whatever the door: a punto focal, no ficha of another entity."""

from django.db.models import Q
from wagtail.models import AbstractPage
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from actores.grupos import es_solo_punto_focal

from .models import PracticaPage


def _ajenas(usuario):
    """The fichas of other entities than that of ``usuario``, a punto focal."""
    fichas = PracticaPage.objects.order_by()
    return fichas.exclude(entidad_id=usuario.entidad_id) if usuario.entidad_id else fichas


def sin_ajenas(usuario, paginas):
    """``paginas`` (a queryset) less the fichas of other entities, for who is only a punto focal."""
    if not es_solo_punto_focal(usuario):
        return paginas
    return paginas.exclude(pk__in=_ajenas(usuario).values("pk"))


def para_elegir(usuario, paginas):
    """``paginas`` that ``usuario`` may link to: what is published, and the drafts that they may work on."""
    propias = policy_registry.get_by_type(AbstractPage).instances_user_has_any_permission_for(
        usuario, {"add", "change", "publish"}
    )
    return sin_ajenas(usuario, paginas.filter(Q(live=True) | Q(pk__in=propias.order_by().values("pk"))))


def hay_ajenas(usuario, numeros):
    """Whether the ficha of another entity is among the pages ``numeros``, for ``usuario``, a punto focal."""
    return bool(numeros) and _ajenas(usuario).filter(pk__in=numeros).exists()


class PoliticaDePaginas(PagePermissionPolicy):
    """Wagtail's page permissions, less the fichas of other entities for who is only a punto focal.

    One place: explorer, search, choosers, reports and the admin API all ask this policy.
    """

    def instances_user_has_any_permission_for(self, user, actions):
        return sin_ajenas(user, super().instances_user_has_any_permission_for(user, actions))

    def explorable_instances(self, user):
        return sin_ajenas(user, super().explorable_instances(user))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if es_solo_punto_focal(user):
            practica = getattr(instance.specific_deferred, "practicapage", instance.specific_deferred)
            if hasattr(practica, "entidad_id") and practica.entidad_id != user.entidad_id:
                return False
        return super().user_has_any_permission_for_instance(user, actions, instance)
