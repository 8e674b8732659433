"""How far a ficha is: what it tells of what was done, and of what came of it and was learnt, each with the same weight.

People write long about what they did and little about what they learnt. So the meter is no share of filled fields: it
is the mean of its sides, and whoever tells only what was done gets no further than two thirds. It asks, and never stops
anybody.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage
from wagtail.permissions import policy_registry

from aval.lectura import nombre_de
from base.palabras import palabras_de_html

from . import reglas
from .ficha import ACCION, FICHA, LOGRO

# A text says something from these words on; a shorter one, in proportion.
SUSTANCIA = 40

_LADOS = {
    LOGRO: _("Lo que cambió y lo que se aprendió"),
    ACCION: _("Lo que se hizo"),
    "datos": _("Lo demás que se pide al enviar"),
}


@dataclass(frozen=True)
class Lado:
    """One side of the ficha: its name, how far it is (0 to 100), and the names of the fields without an answer."""

    nombre: str | Promise
    parte: int
    faltan: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Avance:
    lados: tuple[Lado, ...]

    @property
    def parte(self):
        """How far the whole is, from 0 to 100: the mean of its sides."""
        return round(sum(lado.parte for lado in self.lados) / len(self.lados))


def medir(practica, ficha=FICHA):
    """The ``Avance`` of ``practica``, a page saved or not."""
    return Avance(tuple(_lado(practica, ficha, clave, nombre) for clave, nombre in _LADOS.items()))


def _lado(practica, ficha, clave, nombre):
    if clave == "datos":
        pesados = {*ficha.en_la_balanza(LOGRO), *ficha.en_la_balanza(ACCION)}
        campos = [campo for campo in ficha.requeridos if campo not in pesados]
        vale = {campo: float(_dicho(practica, campo)) for campo in campos}
    else:
        campos = ficha.en_la_balanza(clave)
        vale = {campo: min(palabras_de_html(getattr(practica, campo) or "") / SUSTANCIA, 1) for campo in campos}
        if clave == LOGRO:  # what demonstrates it weighs as one text more
            vale["evidencias"] = float(bool(practica.evidencias.all()))
    faltan = tuple((campo, nombre_de(type(practica), campo)) for campo, cuanto in vale.items() if not cuanto)
    return Lado(nombre, round(100 * sum(vale.values()) / len(vale)), faltan)


def _dicho(practica, campo):
    if campo == "contactos":
        return bool(practica.contactos.all())
    if campo == "entidad":
        return practica.entidad_id is not None
    if campo == "fecha_inicio" and practica.precision_inicio == "desconocida":
        return True
    return not reglas.vacio(getattr(practica, campo))


def tocaya(practica, usuario):
    """Another practice with the title of ``practica``, in its language, that ``usuario`` may see; None if none."""
    titulo = (practica.title or "").strip()
    if not titulo:
        return None
    otras = type(practica).objects.filter(draft_title__iexact=titulo).exclude(pk=practica.pk)
    if practica.locale_id:
        otras = otras.filter(locale_id=practica.locale_id)
    # The policy of the pages answers, and not this room's own: that one knows the model, and the model this file.
    que_ve = policy_registry.get_by_type(AbstractPage).instances_user_has_any_permission_for(usuario, {"change"})
    return otras.filter(Q(live=True) | Q(pk__in=que_ve.order_by().values("pk"))).first()
