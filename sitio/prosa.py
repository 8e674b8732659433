"""Texts kept in files: plain paragraphs in both languages, read into what Wagtail stores."""

import tomllib

from django.utils.html import escape


def leer(ruta):
    """The TOML file at ``ruta`` as a dict."""
    with ruta.open("rb") as archivo:
        return tomllib.load(archivo)


def a_html(texto):
    """Plain text (one paragraph a line, items by «- ») as the rich text of Wagtail."""
    trozos, lista = [], []
    for linea in [*texto.strip().splitlines(), ""]:
        linea = linea.strip()
        if linea.startswith("- "):
            lista.append(f"<li>{escape(linea[2:])}</li>")
            continue
        if lista:
            trozos.append(f"<ul>{''.join(lista)}</ul>")
            lista = []
        if linea:
            trozos.append(f"<p>{escape(linea)}</p>")
    return "".join(trozos)


def pares(espanol, ingles):
    """Each sentence that translates on its own, with its translation: dict source → translated.

    Both sides have the same shape. Raises ``ValueError`` where one has a sentence that the other lacks.
    """
    if isinstance(espanol, str):
        return dict(zip(_lineas(espanol), _lineas(ingles), strict=True))
    resultado = {}
    if isinstance(espanol, dict):
        for clave, valor in espanol.items():
            resultado |= pares(valor, ingles[clave])
    else:
        for uno, otro in zip(espanol, ingles, strict=True):
            resultado |= pares(uno, otro)
    return resultado


def _lineas(texto):
    return [linea.strip().removeprefix("- ") for linea in texto.splitlines() if linea.strip()]
