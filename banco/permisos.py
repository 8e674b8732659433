"""Who may add a ficha to the Bank."""

from actores.grupos import es_solo_punto_focal
from aval.permisos import ProbadorDeAval


class ProbadorDelBanco(ProbadorDeAval):
    def can_add_subpage(self):
        # Without an entity the new ficha would be nobody's.
        return super().can_add_subpage() and not (es_solo_punto_focal(self.user) and self.user.entidad_id is None)
