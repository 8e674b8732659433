"""The sets of the Bank: which practices bear each term, read once for each edition of the site.

A set is an integer whose bit *n* is the *n*-th practice, newest first. Counting a term among ten thousand
practices is one ``&`` and one ``bit_count``: all facets together cost less than a query.
"""

import re
from collections import defaultdict
from itertools import compress
from types import SimpleNamespace

from django.utils import timezone
from django.utils.functional import cached_property

from aval.avisos_de_fin import terminados
from base.fechas import Precision
from base.generacion import por_generacion
from base.texto import plano
from eventos.models import Reconocimiento
from practicas.models import RedDePractica

from . import adaptaciones
from .catalogo import catalogo
from .facetas import FACETAS
from .models.publicada import FichaPublica

# How much it says of two practices that they share one term of a facet.
AFINIDAD = {"subtema": 3, "tema": 3, "entidad": 2, "ods": 1}
# And how much, that they say the same.
POR_TEXTO = 20


def _palabras(ficha):
    """The words of title, summary and key words that say something: the long ones."""
    texto = plano(" ".join([ficha.titulo, ficha.resumen, *ficha.datos["etiquetas"]]))
    return {palabra[:8] for palabra in re.findall(r"\w{5,}", texto)}


def _por(pares):
    codigos = defaultdict(set)
    for de_quien, codigo in pares:
        codigos[de_quien].add(str(codigo))
    return codigos


def _redes():
    """Primary key of each live practice → codes of the networks it is in."""
    filas = RedDePractica.objects.filter(practica__publicada__isnull=False)
    return _por(filas.values_list("practica_id", "red__translation_key"))


def _premios():
    """Language and ``translation_key`` of each practice → codes of the awards that the public reads it was given."""
    filas = Reconocimiento.objects.filter(live=True, practica__isnull=False)
    campos = ("locale__language_code", "practica__translation_key", "premio__translation_key")
    return _por(((idioma, clave), codigo) for idioma, clave, codigo in filas.values_list(*campos))


class Fila(SimpleNamespace):
    """What the facets ask of a live practice."""

    @cached_property
    def plano(self):
        """Its title, as titles are compared."""
        return plano(self.titulo)


@por_generacion
def _filas():
    """Language → its live practices (``Fila``), newest first; last, those that ended or that nobody answers for."""
    campos = (
        "pk",
        "idioma",
        "clave",
        "slug",
        "titulo",
        "inicio",
        "fin",
        "precision_fin",
        "avalada",
        "facetas",
        "sin_verificar",
    )
    versiones, redes, premios = defaultdict(dict), _redes(), _premios()
    por_idioma, este_anio = defaultdict(list), timezone.localdate().year
    avisos = terminados()
    for valores in FichaPublica.objects.order_by("-publicada", "-pk").values_list(*campos):
        fila = Fila(**dict(zip(campos, valores, strict=True)))
        aviso = avisos.get(fila.clave)
        fila.fin = fila.fin or (aviso and aviso.fin)
        fila.terminada = bool(fila.fin or aviso) or fila.precision_fin == Precision.DESCONOCIDA
        fila.hasta = fila.fin.year if fila.fin else None if fila.terminada else este_anio  # its last year, if known
        fila.versiones = versiones[fila.clave]  # language → slug
        fila.versiones[fila.idioma] = fila.slug
        fila.redes, fila.premios = redes[fila.pk], premios[fila.idioma, fila.clave]
        fila.adaptada = adaptaciones.codigos(fila.idioma, fila.clave)
        por_idioma[fila.idioma].append(fila)
    for filas in por_idioma.values():
        filas.sort(key=lambda fila: fila.sin_verificar or fila.clave in avisos)
    return por_idioma


class Conjuntos:
    """The live practices of one language: ``filas`` (newest first), ``bits[facet][code]``, ``todas``."""

    def __init__(self, idioma):
        self.filas = _filas().get(idioma, [])
        self.lugar = {fila.pk: lugar for lugar, fila in enumerate(self.filas)}
        self.por_clave = {fila.clave: fila for fila in self.filas}
        # Also by what they are called in the other languages: an address that changes its language goes on.
        self.por_nombre = {slug: fila for fila in self.filas for slug in fila.versiones.values()}
        self.por_nombre |= {nombre: fila for fila in self.filas for nombre in (fila.slug, str(fila.clave))}
        self.todas = (1 << len(self.filas)) - 1
        listas = {faceta.nombre: defaultdict(list) for faceta in FACETAS}
        for lugar, fila in enumerate(self.filas):
            for faceta in FACETAS:
                for codigo in faceta.codigos(fila):
                    listas[faceta.nombre][codigo].append(lugar)
        self.bits = {
            nombre: {codigo: self._bits(lugares) for codigo, lugares in codigos.items()}
            for nombre, codigos in listas.items()
        }
        self.bits |= {faceta.nombre: faceta.conjuntos(self.bits) for faceta in FACETAS if faceta.conjuntos}
        self.idioma = idioma
        self._ordenados = {}

    def _bits(self, lugares):
        marcas = bytearray(len(self.filas) // 8 + 1)
        for lugar in lugares:
            marcas[lugar >> 3] |= 1 << (lugar & 7)
        return int.from_bytes(marcas, "little")

    def de_numeros(self, numeros):
        """The set of the practices with those primary keys; of another language, none."""
        return self._bits(self.lugar[numero] for numero in numeros if numero in self.lugar)

    def con(self, faceta, codigos):
        """The practices that bear any of ``codigos``."""
        bits, union = self.bits[faceta], 0
        for codigo in codigos:
            union |= bits.get(codigo, 0)
        return union

    def cuantas(self, conjunto, faceta):
        """Code → how many of ``conjunto`` bear it, of the codes that any live practice bears."""
        return {codigo: (bits & conjunto).bit_count() for codigo, bits in self.bits[faceta].items()}

    def cercanas(self, numero, cuantas=12):
        """The places of the practices that share most with that one: subject, entity, ODS."""
        aqui = self.lugar[numero]
        # Points → the practices that have them. Each term parts every set in two: who bears it, and who does not.
        por_puntos = {0: self.todas & ~(1 << aqui)}
        for faceta, peso in AFINIDAD.items():
            for codigo in self.filas[aqui].facetas.get(faceta, ()):
                suyas = self.bits[faceta].get(codigo, 0)
                antes, por_puntos = por_puntos, defaultdict(int)
                for puntos, conjunto in antes.items():
                    por_puntos[puntos] |= conjunto & ~suyas
                    por_puntos[puntos + peso] |= conjunto & suyas
        lugares = []
        for puntos in sorted(por_puntos.keys() - {0}, reverse=True):
            if por_puntos[puntos] and len(lugares) < cuantas:
                lugares += self.lugares(por_puntos[puntos])
        return lugares[:cuantas]

    def _ordenados_por(self, orden):
        """All places by ``entidad``, ``titulo`` or ``inicio``, for the first who asks and all that follow."""
        if orden not in self._ordenados:
            entidades = {
                codigo: plano(getattr(una, f"nombre_{self.idioma}", ""))
                for codigo, una in catalogo()["entidad"].items()
            }
            de_cada_una = {
                "entidad": lambda fila: [entidades.get(una, "") for una in fila.facetas["entidad"]],
                "titulo": lambda fila: fila.plano,
                "inicio": lambda fila: (fila.inicio is None, fila.inicio),
            }[orden]
            claves = [de_cada_una(fila) for fila in self.filas]
            self._ordenados[orden] = sorted(range(len(claves)), key=claves.__getitem__)
        return self._ordenados[orden]

    def lugares(self, conjunto, orden="", alreves=False):
        """The places of ``conjunto`` by ``entidad``, ``titulo`` or ``inicio``; by default newest first."""
        largo = len(self.filas)
        marcas = [letra == "1" for letra in reversed(f"{conjunto:0{largo}b}")] if largo else []
        if orden:
            lugares = [lugar for lugar in self._ordenados_por(orden) if marcas[lugar]]
            if orden == "inicio" and alreves:  # whose start is not known is last both ways
                con_fecha = [lugar for lugar in lugares if self.filas[lugar].inicio]
                return con_fecha[::-1] + lugares[len(con_fecha) :]
        else:
            lugares = list(compress(range(largo), marcas))
        return lugares[::-1] if alreves else lugares

    def fichas(self, lugares):
        """The rows at those places, in that order, in one query."""
        numeros = [self.filas[lugar].pk for lugar in lugares]
        halladas = FichaPublica.objects.in_bulk(numeros)
        return [halladas[numero] for numero in numeros if numero in halladas]


@por_generacion
def conjuntos(idioma):
    return Conjuntos(idioma)


@por_generacion
def _parecidas_conocidas(idioma):
    """Primary key → places of the practices most like it, as they are asked for."""
    return {}


def con_parecidas(numero, idioma, cuantas=3):
    """The row of a practice of the Bank and those of the ones most like it, in one query.

    ``(row, list)``; ``(None, [])`` of what is not in the Bank.
    """
    listado, conocidas = conjuntos(idioma), _parecidas_conocidas(idioma)
    if numero not in listado.lugar:
        return None, []
    cercanas = conocidas[numero] if numero in conocidas else listado.cercanas(numero)
    halladas = {una.pk: una for una in listado.fichas([listado.lugar[numero], *cercanas])}
    ficha = halladas.pop(numero, None)
    parecidas = list(halladas.values())
    if numero not in conocidas and ficha:
        parecidas = _las_mas_parecidas(ficha, parecidas)[:cuantas]
        conocidas[numero] = [listado.lugar[una.pk] for una in parecidas]
    return ficha, parecidas


def _las_mas_parecidas(ficha, candidatas):
    """Of those that share most with ``ficha``, who says the same goes first."""
    palabras = _palabras(ficha)

    def puntos(otra):
        comunes = sum(
            peso * len(set(ficha.facetas.get(faceta, ())) & set(otra.facetas.get(faceta, ())))
            for faceta, peso in AFINIDAD.items()
        )
        suyas = _palabras(otra)
        return comunes + POR_TEXTO * len(palabras & suyas) / max(len(palabras | suyas), 1)

    return sorted(candidatas, key=puntos, reverse=True)
