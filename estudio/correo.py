"""The letter that goes back with the aval: what the study found strong, and what would make it ready elsewhere."""

from django.urls import reverse
from django.utils.translation import gettext as _

from actores.correo import avisar, direccion_completa
from aval.correo import interesados_en

from .servicio import ultimo_favorable


def contar_lo_encontrado(objeto, aval, **kwargs):
    """Write to those whom the practice concerns, if the study that its aval rests on has something to tell them."""
    estudio = ultimo_favorable(objeto)
    if not estudio or not (estudio.fortalezas.strip() or estudio.para_otra_ciudad.strip()):
        return
    for persona in interesados_en(objeto, menos=aval.moderador):
        avisar(persona, lambda: _carta(objeto, estudio))


def _carta(objeto, estudio):
    parrafos = [_("«%(titulo)s» tiene el aval. Esto es lo que la DDRI encontró al estudiarla.") % {"titulo": objeto}]
    if estudio.fortalezas.strip():
        parrafos.append(_("Lo que tiene de fuerte: %(texto)s") % {"texto": estudio.fortalezas})
    if estudio.para_otra_ciudad.strip():
        parrafos.append(_("Qué la dejaría lista para otra ciudad: %(texto)s") % {"texto": estudio.para_otra_ciudad})
    enlace = direccion_completa(reverse("estudio:encontrado", args=[objeto.pk]))
    return _("Lo que se encontró en su práctica: %(titulo)s") % {"titulo": objeto}, parrafos, enlace
