"""Who sees and writes the initiatives, the diagnoses and the inputs of the report: by role and by entity."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import BasePermissionPolicy

from actores.grupos import ADMINISTRACION, COMUNICACIONES, CONSULTA, MODERACION, PUNTOS_FOCALES, es_focal, pertenece
from base.prestado import sustituye

LEEN = (COMUNICACIONES, ADMINISTRACION, CONSULTA)


def lo_lleva(usuario):
    """Whether ``usuario`` answers for the whole: the DDRI."""
    return pertenece(usuario, MODERACION)


def ve_todo(usuario):
    return lo_lleva(usuario) or pertenece(usuario, *LEEN) or (usuario.is_active and usuario.is_superuser)


class PoliticaDeIniciativas(BasePermissionPolicy):
    """The DDRI does everything; a punto focal adds and changes what is of their entity; the others read.

    By group and not by Django's permissions: those know nothing of entities, and Wagtail's report of the history of
    the site would show to a punto focal what is of others.
    """

    ACCIONES = ("view", "add", "change", "delete")

    @sustituye
    def user_has_permission(self, user, action):
        if action not in self.ACCIONES:
            return False
        if lo_lleva(user):
            return True
        if es_focal(user) and action in ("view", "add", "change"):
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
        de_otra = not ve_todo(user) and instance.entidad_id != user.entidad_id
        return not de_otra and self.user_has_any_permission(user, actions)

    @sustituye
    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        return self.model.objects.de(user)
