"""What the yearly report counts of the practices."""

from django.utils.translation import gettext_lazy as _

from aval.models import Aval
from base.idiomas import ESPANOL
from sistema.cifras import Cifra

from .models import PracticaPage


def practicas_con_aval(anio: int) -> int:
    """Distinct practices whose Spanish text was given an aval of the DDRI in ``anio``."""
    avales = Aval.objects.filter(
        clase=PracticaPage._meta.label_lower,
        idioma=ESPANOL,
        momento__year=anio,
        origen=Aval.Origen.MODERACION,
    )
    return avales.order_by().values("object_id").distinct().count()


PRACTICAS = Cifra(
    "practicas_con_aval",
    _("Prácticas con aval en el año"),
    _("Prácticas distintas cuyo texto en español recibió un aval de la DDRI en el año."),
    practicas_con_aval,
)
