"""Words that readers use for the same thing, as Comunicaciones keeps them: what is asked by one is found by all."""

import tomllib
from pathlib import Path

from base.generacion import por_fondo

from .models.equivalencia import Equivalencia
from .raices import PALABRA, normal, raices_de

DATOS = Path(__file__).parent / "datos" / "equivalencias.toml"


def instalar():
    """The first set, while there is none: what people took away since does not come back."""
    if Equivalencia.objects.exists():
        return
    with DATOS.open("rb") as archivo:
        filas = tomllib.load(archivo)
    Equivalencia.objects.bulk_create(
        Equivalencia(idioma=idioma, palabras="\n".join(formas)) for idioma, listas in filas.items() for formas in listas
    )


def manera_de(forma, idioma):
    """How a form is said: the stems of each of its words that say something."""
    palabras = PALABRA.findall(normal(forma))
    return tuple(suyas for palabra in palabras if (suyas := raices_de(palabra, idioma)))


@por_fondo
def _filas():
    """Language → the forms of each of its rows."""
    filas = {}
    for fila in Equivalencia.objects.all():
        filas.setdefault(fila.idioma, []).append(fila.formas)
    return filas


@por_fondo
def _por_comienzo(idioma):
    """Stem → ``(form, the other forms of its row)`` for each form that begins with it."""
    comienzos = {}
    for formas in _filas().get(idioma, ()):
        maneras = [manera for forma in formas if (manera := manera_de(forma, idioma))]
        for manera in maneras:
            otras = [otra for otra in maneras if otra != manera]
            for raiz in manera[0]:
                comienzos.setdefault(raiz, []).append((manera, otras))
    return comienzos


def formas_de(idioma):
    """Every word of the rows of that language: list."""
    formas = (forma for fila in _filas().get(idioma, ()) for forma in fila)
    return [palabra for forma in formas for palabra in PALABRA.findall(forma.lower())]


def equivalentes(idioma, pedidas):
    """What stands for some of the words that were asked for, each given by its stems.

    Yields ``(from, to, ways of saying it)``: the words from ``from`` to ``to`` (not included) are a form of a row.
    """
    comienzos = _por_comienzo(idioma)
    for desde, raices in enumerate(pedidas):
        vistas = []
        for raiz in raices:
            for manera, otras in comienzos.get(raiz, ()):
                hasta = desde + len(manera)
                trozo = pedidas[desde:hasta]
                if len(trozo) == len(manera) and all(
                    not set(suyas).isdisjoint(pedida) for suyas, pedida in zip(manera, trozo, strict=True)
                ):
                    if (manera, otras) not in vistas:
                        vistas.append((manera, otras))
                        yield desde, hasta, otras
