"""Who writes down a replica and who says that it is so: by role, and by the entity of the practice."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import BasePermissionPolicy

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES, es_focal, pertenece
from base.prestado import sustituye

LEEN = (COMUNICACIONES, ADMINISTRACION)


def confirma(usuario):
    """Whether ``usuario`` speaks for Bogotá, and asks the other side: the DDRI."""
    return pertenece(usuario, MODERACION)


def ve_todo(usuario):
    return confirma(usuario) or pertenece(usuario, *LEEN) or (usuario.is_active and usuario.is_superuser)


class PoliticaDeReplicas(BasePermissionPolicy):
    """The DDRI does everything; a punto focal proposes and keeps those of their practices; the others read.

    By group and not by Django's permissions, which know nothing of entities.
    """

    @sustituye
    def user_has_permission(self, user, action):
        if action not in ("view", "add", "change", "delete"):
            return False
        if confirma(user):
            return True
        if es_focal(user) and action != "delete":
            return True
        return action == "view" and ve_todo(user)

    @sustituye
    def users_with_any_permission(self, actions):
        return get_user_model().objects.filter(is_active=True, groups__name__in=(MODERACION, PUNTOS_FOCALES, *LEEN))

    @sustituye
    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    @sustituye
    def user_has_any_permission_for_instance(self, user, actions, instance):
        if instance.transferencia_id:  # what the public reads stands on it
            actions = [una for una in actions if una != "delete"]
        de_otra = not ve_todo(user) and instance.practica.entidad_id != user.entidad_id
        return not de_otra and self.user_has_any_permission(user, actions)

    @sustituye
    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        return self.model.objects.de(user)
