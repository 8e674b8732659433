"""What the DDRI found of a text, as its aval tells it: how it is known that it works, and what came of each criterion.

Whoever studies a text says it (``Avalable.dictamen_propuesto``); the aval keeps what the public is to read of it, and
nothing else. In the record it is a dict: ``nivel`` (a ``Nivel``), ``razon`` (language → sentence), ``documento``,
``criterios`` (list of ``codigo``, ``es``, ``en``, ``resultado``, ``frase_es``, ``frase_en``) and ``conjuntos`` (list of
``es``, ``en``: the sets of criteria that it meets whole). Each may be missing.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from base.idiomas import ESPANOL


class Nivel(models.TextChoices):
    """How it is known that it works. Not a grade: a good practice may have been measured by nobody."""

    RELATO = "relato", _("Sin medir: la cuentan quienes la hicieron")
    MEDIDA = "medida", _("Medida")
    ANTES_Y_DESPUES = "antes-y-despues", _("Medida antes y después, con su fuente")
    EXTERNA = "externa", _("Evaluada desde fuera")
    COMPARADA = "comparada", _("Comparada con lo que pasó en otros casos")


class Resultado(models.TextChoices):
    """What came of a criterion."""

    CUMPLE = "cumple", _("Lo cumple")
    EN_PARTE = "en-parte", _("Lo cumple en parte")
    NO_ES_EL_CASO = "no-es-el-caso", _("No es el caso")
    SIN_VALORAR = "sin-valorar", _("No se valoró")


@dataclass(frozen=True)
class Hallazgo:
    """What came of a criterion, in words. ``idioma``: of the sentence, which is Spanish where there is no other."""

    nombre: str
    resultado: Resultado
    frase: str
    idioma: str


class Dictamen:
    """What an aval says of a text beside approving it, in ``idioma``: the active language, unless it is said."""

    def __init__(self, datos, idioma=None):
        self._datos = datos or {}
        self._idioma = "en" if (idioma or get_language() or ESPANOL).startswith("en") else ESPANOL

    def __bool__(self):
        return bool(self.nivel or self.criterios)

    @property
    def nivel(self):
        """A ``Nivel``; None where the study decided none, as in those of before there were any."""
        return Nivel(self._datos["nivel"]) if self._datos.get("nivel") else None

    @property
    def razon(self):
        """Why that level: pair of sentence and language."""
        return self._en_su_idioma(self._datos.get("razon") or {})

    @property
    def documento(self):
        return self._datos.get("documento", "")

    @property
    def criterios(self):
        """List of ``Hallazgo``; empty where the DDRI did not publish them."""
        return [
            Hallazgo(
                uno[self._idioma],
                Resultado(uno["resultado"]),
                *self._en_su_idioma({"es": uno["frase_es"], "en": uno["frase_en"]}),
            )
            for uno in self._datos.get("criterios", [])
        ]

    @property
    def conjuntos(self):
        """Names of the sets of criteria that it meets whole."""
        return [uno[self._idioma] for uno in self._datos.get("conjuntos", [])]

    def _en_su_idioma(self, textos):
        propio = textos.get(self._idioma, "")
        return (propio, self._idioma) if propio else (textos.get(ESPANOL, ""), ESPANOL)
