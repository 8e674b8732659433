"""A punto focal works on the fichas of their own entity and, in the admin, sees no other entity's."""

from wagtail.models import PagePermissionTester

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
