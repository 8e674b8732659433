"""The annex for entering a practice for awards: what their forms ask and the ficha of the DDRI does not.

All of it may be empty. It is content of the practice like any other, under the aval and translated; it is not on the
public page, which answers who wants to adopt the practice, and not a jury.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


def _texto(nombre, ayuda):
    return models.TextField(nombre, blank=True, default="", db_default="", help_text=ayuda)


class ParaPostularla(models.Model):
    """The annex. What has to exist beforehand is in the sheet of adoption (``condiciones_previas``)."""

    objetivos = _texto(_("objetivos"), _("Qué se buscaba, en frases que después se puedan comprobar."))
    proceso = _texto(
        _("proceso"), _("Qué se hizo, paso a paso y con fechas: el diseño, la puesta en marcha y los ajustes.")
    )
    beneficiarios = _texto(
        _("beneficiarios"), _("Quiénes y cuántos, cómo se contaron y qué lugar tuvieron en las decisiones.")
    )
    recursos = _texto(
        _("recursos"), _("Personas, tecnología y dinero: de dónde salieron y cómo se consiguieron, contado.")
    )
    base_legal = _texto(_("base legal"), _("Políticas, acuerdos, decretos o convenios en que se apoya o que dejó."))
    sostenibilidad_financiera = _texto(_("sostenibilidad financiera"), _("Quién la paga hoy y quién la pagará."))
    sostenibilidad_social = _texto(_("sostenibilidad social"), _("Qué grupos la sostienen y la defenderían."))
    sostenibilidad_cultural = _texto(
        _("sostenibilidad cultural e institucional"), _("Qué costumbres o maneras de trabajar cambiaron y se quedan.")
    )
    sostenibilidad_ambiental = _texto(
        _("sostenibilidad ambiental"), _("Su efecto en el ambiente, y qué la hace durar sin agotarlo.")
    )
    equidad = _texto(
        _("equidad"), _("A quién llega más y a quién menos: mujeres, infancia, personas con discapacidad, periferia…")
    )
    efectos_negativos = _texto(
        _("efectos negativos"), _("A quién perjudicó o qué empeoró, y qué se hizo. Decirlo da crédito a lo demás.")
    )

    class Meta:
        abstract = True
