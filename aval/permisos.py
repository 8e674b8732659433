"""Who may do what with whatever needs an aval: one tester, for every page and every role."""

from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy

from actores.grupos import MODERACION, es_solo_punto_focal, pertenece
from base.prestado import sustituye

from .estructura import es_estructural


class ProbadorDeAval(PagePermissionTester):
    """Wagtail's rules, less publishing: nobody publishes, superusers included; the aval does.

    What changes or takes away something live belongs to Moderación.
    """

    @sustituye
    def can_edit(self):
        # A punto focal works on fichas only; the tester of the practice says on which.
        return not es_solo_punto_focal(self.user) and super().can_edit()

    def _modera(self):
        return pertenece(self.user, MODERACION)

    def _hay_algo_publicado(self):
        return self.page.live or (not self.page.is_leaf() and self.page.get_descendants().live().exists())

    def _hubo_algo_publicado(self):
        """What was ever live keeps the mark, and its record: it goes only with a reason."""
        if self.page.live or self.page.first_published_at:
            return True
        if self.page.is_leaf():  # most of those in a list
            return False
        return self.page.get_descendants().filter(first_published_at__isnull=False).exists()

    @sustituye
    def can_publish(self):
        return False

    @sustituye
    def can_publish_subpage(self):
        return False

    @sustituye
    def can_unpublish(self):
        return self.page.live and not self.page_is_root and not self.page_locked() and self._modera()

    @sustituye
    def can_move(self):
        return not es_estructural(self.page) and super().can_move()

    @sustituye
    def can_delete(self, ignore_bulk=False):
        if es_estructural(self.page) and self.page.first_published_at:
            return False
        if self._hubo_algo_publicado() and not self._modera():
            return False
        return super().can_delete(ignore_bulk)

    @sustituye
    def can_reorder_children(self):
        return self._modera()

    @sustituye
    def can_set_view_restrictions(self):
        return False

    @sustituye
    def can_unschedule(self):
        return self._modera()

    @sustituye
    def can_move_to(self, destination):
        if not self._hay_algo_publicado():
            return super().can_move_to(destination)
        # Wagtail asks for permission to add there; Moderación, which writes no pages, moves what is live all the same.
        return (
            self._modera()
            and self.can_move()
            and self.page != destination
            and not destination.is_descendant_of(self.page)
            and not destination.is_root()
            and (self.page.is_child_of(destination) or self.page.specific.can_move_to(destination))
        )


class PoliticaDeAval(ModelPermissionPolicy):
    """The same of a kind that is no page: nobody publishes, and what is live is deleted by Moderación only."""

    @sustituye
    def user_has_permission(self, user, action):
        return action != "publish" and super().user_has_permission(user, action)

    @sustituye
    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, [action for action in actions if action != "publish"])

    @sustituye
    def user_has_permission_for_instance(self, user, action, instance):
        if action == "delete" and instance.live and not pertenece(user, MODERACION):
            return False
        return super().user_has_permission_for_instance(user, action, instance)


def puede_leer_su_historia(usuario, objeto):
    """Whether ``usuario`` works on ``objeto``, and so may read what the DDRI said of it."""
    if isinstance(objeto, Page):
        return objeto.permissions_for_user(usuario).can_edit()
    return usuario.has_perm(f"{objeto._meta.app_label}.change_{objeto._meta.model_name}")
