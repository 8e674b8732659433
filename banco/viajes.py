"""What the practices are tied to, by name, for them to be found by it: networks, platforms, events and awards.

What a room beside this one ties them to it says when the site starts: ``OTRAS``.
"""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Model

from eventos.models import Premio, Presentacion, Reconocimiento
from practicas.models import PlataformaDePractica, RedDePractica
from redes.models import Plataforma, Red

# Kind of the ties → a function (``translation_key`` of some practices, or None for all) → list of ``(language,
# translation_key of the practice, name)``, only of what is live, in that language. They are read anew when one of that
# kind goes live or is withdrawn, and when a city or an organisation has another name.
OTRAS: dict[type[Model], Callable] = {}


def _nombres(modelo, llaves):
    """``(language, translation_key)`` → what the live ones are called: name, acronym and other names."""
    if not llaves:
        return {}
    campos = [campo for campo in ("nombre", "sigla", "otros_nombres") if hasattr(modelo, campo)]
    vivos = modelo.objects.filter(live=True, translation_key__in=llaves).order_by("pk")
    filas = vivos.values_list("locale__language_code", "translation_key", *campos)
    return {(idioma, llave): " ".join(filter(None, nombres)) for idioma, llave, *nombres in filas}


def nombres_por_practica(claves=None):
    """Language and ``translation_key`` of each tied practice → the names of its live ties, in that language.

    ``claves``: only of those practices. As many queries for one as for all.
    """
    nombres = defaultdict(list)
    de_paginas = ("practica__locale__language_code", "practica__translation_key")

    def de(filas, quienes):
        filas = filas.order_by("pk")
        return filas if claves is None else filas.filter(**{f"{quienes}__in": claves})

    for filas, modelo, campo in (
        (RedDePractica.objects.filter(practica__live=True), Red, "red"),
        (PlataformaDePractica.objects.filter(practica__live=True), Plataforma, "plataforma"),
    ):
        atadas = list(de(filas, "practica__translation_key").values_list(*de_paginas, f"{campo}__translation_key"))
        suyos = _nombres(modelo, {llave for _idioma, _clave, llave in atadas})
        for idioma, clave, llave in atadas:
            nombres[idioma, clave].append(suyos.get((idioma, llave)))
    eventos = de(Presentacion.objects.filter(evento__live=True), "practica__translation_key")
    for idioma, clave, nombre in eventos.values_list(
        "evento__locale__language_code", "practica__translation_key", "evento__nombre"
    ):
        nombres[idioma, clave].append(nombre)
    dados = list(
        de(Reconocimiento.objects.filter(live=True, practica__isnull=False), "practica__translation_key").values_list(
            "locale__language_code", "practica__translation_key", "premio__translation_key", "categoria"
        )
    )
    premios = _nombres(Premio, {premio for _idioma, _clave, premio, _categoria in dados})
    for idioma, clave, premio, categoria in dados:
        nombres[idioma, clave] += [premios.get((idioma, premio)), categoria]
    for suyos_de in OTRAS.values():
        for idioma, clave, nombre in suyos_de(claves):
            nombres[idioma, clave].append(nombre)
    juntos = {llave: " · ".join(dict.fromkeys(filter(None, suyos))) for llave, suyos in nombres.items()}
    return {llave: texto for llave, texto in juntos.items() if texto}
