"""A punto focal works on the fichas of their own entity and, in the admin, sees no other entity's."""

from wagtail.models import PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from actores.grupos import es_solo_punto_focal
from aval.permisos import ProbadorDeAval


class ProbadorDePractica(ProbadorDeAval):
    def _es_ajena(self):
        return es_solo_punto_focal(self.user) and (
            self.user.entidad_id is None or self.page.entidad_id != self.user.entidad_id
        )

    def can_edit(self):
        return not self._es_ajena() and PagePermissionTester.can_edit(self)

    def can_delete(self, ignore_bulk=False):
        return not self._es_ajena() and super().can_delete(ignore_bulk)

    def can_submit_for_moderation(self):
        return not self._es_ajena() and super().can_submit_for_moderation()

    def can_view_revisions(self):
        return not self._es_ajena() and super().can_view_revisions()


class PoliticaDePaginas(PagePermissionPolicy):
    """Wagtail's page permissions, less the fichas of other entities for who is only a punto focal.

    One place: explorer, search, choosers, reports and the admin API all ask this policy.
    """

    def _sin_ajenas(self, usuario, paginas):
        if not es_solo_punto_focal(usuario):
            return paginas
        from .models import PracticaPage

        ajenas = PracticaPage.objects.all()
        if usuario.entidad_id:
            ajenas = ajenas.exclude(entidad_id=usuario.entidad_id)
        return paginas.exclude(pk__in=ajenas.order_by().values("pk"))

    def instances_user_has_any_permission_for(self, user, actions):
        return self._sin_ajenas(user, super().instances_user_has_any_permission_for(user, actions))

    def explorable_instances(self, user):
        return self._sin_ajenas(user, super().explorable_instances(user))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if es_solo_punto_focal(user):
            practica = getattr(instance.specific_deferred, "practicapage", instance.specific_deferred)
            if hasattr(practica, "entidad_id") and practica.entidad_id != user.entidad_id:
                return False
        return super().user_has_any_permission_for_instance(user, actions, instance)
