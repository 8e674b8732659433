"""Who may change what a role is."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies import BasePermissionPolicy, ModelPermissionPolicy

from base.prestado import sustituye


class NadieLosEscribeAMano(ModelPermissionPolicy):
    """What comes by a public form is answered, and nobody adds one on a screen, superusers included."""

    @sustituye
    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)


class LosPapelesSonDeLaInstalacion(BasePermissionPolicy):
    """Nobody changes a role on a screen, superusers included: what each may do is laid down by ``instalar``.

    Otherwise a role renamed or widened would give in one step what takes two people.
    """

    @sustituye
    def user_has_permission(self, user, action):
        return False

    @sustituye
    def users_with_any_permission(self, actions):
        return get_user_model().objects.none()
