"""The word rule of the ficha, one for server and browser.

The DDRI form limits its fields in words (DDRI manual 2014, ficha, 5.d). A word is a run of visible
characters between white space that holds at least one letter or digit: «e-mail», «1.000» and
«(iBO)» are one word each, a dash or an emoji alone is none. Markup does not count, and the limits
of a block (paragraph, list item, line break) part words as white space does.

``base/static/base/js/palabras.js`` is the same rule in the browser; a test runs both on the same texts.
"""

import re
import unicodedata
from html.parser import HTMLParser

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import ngettext

# Spelled out, because «white space» differs between Python and JavaScript.
ESPACIO = r"[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"

_SEPARAN = re.compile(ESPACIO)
_BLOQUES = {
    *("address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_INVISIBLES = {"script", "style", "template", "head", "title"}


class _TextoVisible(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.trozos = []
        self._dentro_de_invisible = 0

    def handle_starttag(self, tag, attrs):
        if tag in _INVISIBLES:
            self._dentro_de_invisible += 1
        elif tag in _BLOQUES:
            self.trozos.append("\n")

    def handle_startendtag(self, tag, attrs):
        if tag in _BLOQUES:
            self.trozos.append("\n")

    def handle_endtag(self, tag):
        if tag in _INVISIBLES:
            self._dentro_de_invisible = max(0, self._dentro_de_invisible - 1)
        elif tag in _BLOQUES:
            self.trozos.append("\n")

    def parse_marked_section(self, i, report=1):
        # To a browser any «<![…]>» is a comment (Word writes them); the base class raises on those it ignores.
        return self.parse_bogus_comment(i)

    def handle_data(self, data):
        if not self._dentro_de_invisible:
            self.trozos.append(data)


def texto_visible(html):
    """The text that a reader of ``html`` sees, with a line break at the limits of each block."""
    lector = _TextoVisible()
    lector.feed(str(html or ""))
    lector.close()
    return "".join(lector.trozos)


def lineas_visibles(html):
    """The lines that a reader of ``html`` sees, without those that are empty: list of plain texts."""
    return [linea for cruda in texto_visible(html).splitlines() if (linea := " ".join(cruda.split()))]


def palabras_de_texto(texto):
    """How many words the plain ``texto`` has."""
    return sum(
        any(unicodedata.category(caracter)[0] in "LN" for caracter in trozo) for trozo in _SEPARAN.split(texto or "")
    )


def palabras_de_html(html):
    """How many words a reader of ``html`` sees."""
    return palabras_de_texto(texto_visible(html))


@deconstructible
class LimiteDePalabras:
    """Validator: at most ``limite`` words of visible text. Raises ``ValidationError`` with the number used."""

    def __init__(self, limite, html=False):
        self.limite = limite
        self.html = html

    def contar(self, valor):
        return (palabras_de_html if self.html else palabras_de_texto)(valor)

    def __call__(self, valor):
        usadas = self.contar(valor)
        if usadas > self.limite:
            raise ValidationError(
                ngettext(
                    "Tiene %(usadas)s palabras y el límite es de %(limite)s: quite al menos %(sobran)s.",
                    "Tiene %(usadas)s palabras y el límite es de %(limite)s: quite al menos %(sobran)s.",
                    usadas,
                ),
                code="limite_de_palabras",
                params={"usadas": usadas, "limite": self.limite, "sobran": usadas - self.limite},
            )

    def __eq__(self, otro):
        return type(otro) is type(self) and (otro.limite, otro.html) == (self.limite, self.html)

    def __hash__(self):
        return hash((self.limite, self.html))
