"""Who may do what with what needs an aval and is no page: the counterpart of ``ProbadorDeAval`` for snippets."""

from wagtail.permission_policies import ModelPermissionPolicy

from actores.grupos import MODERACION, pertenece


class PoliticaDeAvalables(ModelPermissionPolicy):
    """Wagtail's model permissions, less publishing, which is nobody's. What is live is deleted by Moderación only."""

    def user_has_permission(self, user, action):
        if action == "publish":
            return False
        return super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and instance.live and not pertenece(user, MODERACION):
            return False
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)
