"""The transfers in the open data: that file is of one room and what it tells, of another; neither knows the other."""

from django.utils.translation import gettext_lazy as _

from banco.publico.abiertos import clases
from banco.publico.abiertos.columnas import Columna
from banco.publico.abiertos.tablas import TABLAS, de_la_clase
from intercambios.models import Transferencia
from intercambios.transferencias import con_quien_lo_dice

NOMBRE = "transferencias"


def conectar():
    """Of the replica behind each, only who says that it is so, as its page does; the rest of it is internal."""
    quien = Columna(
        "quien_lo_dice",
        _("Quién dice que es así: Bogotá, la otra parte o las dos; vacío si vino de otra ciudad"),
        lambda uno: str(uno.objeto.quien_lo_dice),
    )
    clases.MAS[Transferencia] = clases.Mas((quien,), con_quien_lo_dice)
    TABLAS[NOMBRE] = de_la_clase(
        Transferencia,
        NOMBRE,
        _("Transferencias"),
        _("Cada práctica de Bogotá que otra ciudad u organización adaptó, y las que vinieron de otra ciudad."),
    )
