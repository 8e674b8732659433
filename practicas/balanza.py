"""What a ficha tells of what was done, weighed against what came of it and was learnt.

People write long about what they did and little about what they learnt: the Foro Virtual saw it in 63 experiences. The
form shows it beside what is written, and the study beside what is read. It asks, and never stops anybody.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from base.idiomas import locales
from base.palabras import palabras_de_html, texto_visible
from traducciones import cotejo

from . import cifras
from .ficha import ACCION, FICHA, LOGRO

# Under this part of what is told of what was done, what was learnt is little.
POCO = 0.4
CON_CIFRAS = ("resultado_en_una_frase", "resultados")
_CON_LETRAS = re.compile(r"\b[^\W\d]\w*\d\w*")  # «CO2», «ODS11»: names, and no figures
_BASTAN = 8
_ANIOS = range(1900, 2101)


@dataclass(frozen=True)
class Balanza:
    """Words that tell what was done (``hecho``), and those that tell what came of it and was learnt (``logrado``)."""

    hecho: int
    logrado: int

    @property
    def inclinada(self):
        """Whether little is told of what came of it and was learnt, for all that is told of what was done."""
        return self.logrado < self.hecho * POCO

    @property
    def parte(self):
        """The percentage of both that tells what came of it and was learnt."""
        return round(100 * self.logrado / (self.hecho + self.logrado)) if self.hecho + self.logrado else 0


def pesar(practica, ficha=FICHA):
    """The ``Balanza`` of ``practica``, a page or a form (anything with the fields, or a dict of them)."""
    leer = practica.get if isinstance(practica, dict) else lambda campo: getattr(practica, campo)
    hecho, logrado = (
        sum(palabras_de_html(leer(campo) or "") for campo in ficha.en_la_balanza(platillo))
        for platillo in (ACCION, LOGRO)
    )
    return Balanza(hecho, logrado)


def cifras_sin_evidencia(practica):
    """Figures told in the results of ``practica`` that no row of its evidence has: the first ones, each once.

    Years and dates are none. It points out, it does not judge: «3 barrios» may need no evidence.
    """
    idioma = locales()[practica.locale_id].language_code
    texto = " ".join(texto_visible(getattr(practica, campo)) for campo in CON_CIFRAS)
    dichas = cotejo.numeros(_CON_LETRAS.sub(" ", texto), idioma)
    sabidas = set()
    for fila in practica.evidencias.all():
        sabidas |= {Decimal(valor).normalize() for campo in fila.NUMEROS if (valor := getattr(fila, campo)) is not None}
        sabidas |= set(cotejo.numeros(" ".join(getattr(fila, campo) for campo in fila.TRADUCIDOS), idioma))
    sueltas = [cifras.numero(una) for una in dichas if una not in sabidas and una not in _ANIOS]
    return sueltas[:_BASTAN]
