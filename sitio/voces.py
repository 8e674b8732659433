"""What answers «is this for me?» on the home page: a problem, a result and a lesson, in the words of practices."""

import re

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from banco.direcciones import direccion_de
from base.palabras import lineas_visibles
from practicas.models import PracticaPage

PALABRAS = 34
# Field of the ficha → what its words are.
DICEN = {"antecedentes": _("Un problema"), "resultados": _("Un resultado"), "lecciones": _("Una lección")}
_EN_LISTA = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL)
_FRASE = re.compile(r"^.*?[.!?…](?=\s|$)")


def _una_frase(campo, texto):
    """The first sentence of a section; of what changed and what was learnt, which are told in points, of the first."""
    punto = _EN_LISTA.search(texto or "") if campo != "antecedentes" else None
    lineas = [linea for linea in lineas_visibles(punto.group(1) if punto else texto or "") if linea.strip()]
    if not lineas:
        return ""
    frase = _FRASE.search(lineas[0])
    return Truncator(frase.group() if frase else lineas[0]).words(PALABRAS)


def voces(fichas, idioma):
    """What each of ``fichas`` (rows of the read model) says, one a part: list of dicts. A query."""
    textos = PracticaPage.objects.only("pk", *DICEN).in_bulk([ficha.pk for ficha in fichas])
    dichas = []
    for (campo, que), ficha in zip(DICEN.items(), fichas, strict=False):
        pagina = textos.get(ficha.pk)
        if pagina and (frase := _una_frase(campo, getattr(pagina, campo))):
            url = f"{direccion_de(ficha, idioma)}#{campo}"
            dichas.append({"que": que, "frase": frase, "titulo": ficha.titulo, "url": url})
    return dichas
