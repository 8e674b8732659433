"""The ledger in lines of JSON, for another machine to keep: what was written here cannot be changed there.

Each row of a record leaves as a line once it is in the database (logger ``banco.registro``), and ``exportar_registro``
writes them all. A line has no words of anybody: numbers, moments and codes go as they are, and every text (titles,
names, reasons, the approved content) only in its digest. ``comprobar`` holds the database against those lines.
"""

import hashlib
import json
import logging
from functools import partial

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.signals import post_save

from .candado import modelos_de_registro

registro = logging.getLogger("banco.registro")

# Texts that are codes of our own, and say nothing of a person.
CODIGOS = {"object_id", "idioma", "clase", "entidad_codigo", "origen", "reemplazo_clase"}
INICIO = "0" * 64  # what the chain of each kind of record begins with


def linea(fila, campos=None):
    """The line of a row as it is in the database (dict). ``huella`` covers all of it but the links that may vanish.

    It names the columns that it covers, so that a line of yesterday is held against those of yesterday: ``campos``.
    """
    valores, en_claro, enlaces = {}, {}, {}
    for campo in fila._meta.concrete_fields:
        valor = campo.value_from_object(fila)
        if campo.remote_field and campo.remote_field.on_delete is models.SET_NULL:
            enlaces[campo.name] = valor
        elif not campo.primary_key and (campos is None or campo.name in campos):
            valores[campo.name] = valor
            texto = isinstance(campo, (models.CharField, models.TextField, models.JSONField))
            if not texto or campo.name in CODIGOS:
                en_claro[campo.name] = valor
    cabeza = {"registro": fila._meta.label_lower, "n": fila.pk}
    return {
        **cabeza,
        **json.loads(_canonico(en_claro)),
        "campos": sorted(valores),
        "enlaces": enlaces,
        "huella": _digesto(_canonico({**valores, **cabeza})),
    }


def _canonico(valor):
    return json.dumps(valor, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digesto(texto):
    return hashlib.sha256(texto.encode()).hexdigest()


def lineas(clases=None, desde=0):
    """The line of each row whose number is greater than ``desde``, by kind and number, each tied to the one before.

    ``cadena`` is the digest of that of the row before (of its kind, also those that are left out) and of ``huella``.
    """
    for modelo in sorted(modelos_de_registro(), key=lambda uno: uno._meta.label_lower):
        if clases and modelo._meta.label_lower not in clases:
            continue
        cadena = INICIO
        for fila in modelo.objects.order_by("pk").iterator(chunk_size=200):
            una = linea(fila)
            cadena = una["cadena"] = _digesto(cadena + una["huella"])
            if fila.pk > desde:
                yield una


def comprobar(renglones):
    """Hold the database against lines that were kept elsewhere. Yields ``(kind, number, what is wrong)``.

    What is wrong: ``ilegible`` (number of the line), ``desconocida``, ``falta`` (in the database), ``distinta``,
    ``contradictoria`` (two lines of one row), ``cadena`` (the lines were touched) or ``sin_linea``: a row between the
    first and the last of those kept that none of them tells, because it was put in below, or because the process died
    between the database and its line.
    """
    vistas, cadenas = {}, {}
    for numero, renglon in enumerate(renglones, 1):
        try:
            una = json.loads(renglon)
            clase, n, huella = una["registro"], int(una["n"]), una["huella"]
        except (ValueError, KeyError, TypeError):
            yield "", numero, "ilegible"
            continue
        if "cadena" in una:
            # The first line of a file, or of another export in it, begins or goes on from what is not here.
            siguen = {_digesto(antes + huella) for antes in (cadenas.get(clase, INICIO), INICIO)}
            if clase in cadenas and una["cadena"] not in siguen:
                yield clase, n, "cadena"
            cadenas[clase] = una["cadena"]
        if vistas.setdefault(clase, {}).setdefault(n, una)["huella"] != huella:
            yield clase, n, "contradictoria"
    conocidos = {modelo._meta.label_lower: modelo for modelo in modelos_de_registro()}
    for clase, filas in sorted(vistas.items()):
        if clase in conocidos:
            yield from _de_una_clase(conocidos[clase], filas)
        else:
            yield clase, min(filas), "desconocida"


def _de_una_clase(modelo, filas):
    clase, halladas = modelo._meta.label_lower, set()
    for fila in modelo.objects.filter(pk__range=(min(filas), max(filas))).order_by("pk").iterator(chunk_size=200):
        halladas.add(fila.pk)
        if fila.pk not in filas:
            yield clase, fila.pk, "sin_linea"
        elif not _igual(filas[fila.pk], fila):
            yield clase, fila.pk, "distinta"
    for n in sorted(filas.keys() - halladas):
        yield clase, n, "falta"


def _igual(guardada, fila):
    """The same row, in the columns that there were; a link that was may be no more."""
    actual = linea(fila, guardada.get("campos"))
    enlaces, antes = actual.pop("enlaces"), guardada.get("enlaces", {})
    return all(guardada.get(nombre) == valor for nombre, valor in actual.items()) and all(
        valor is None or antes.get(nombre, valor) == valor for nombre, valor in enlaces.items()
    )


def reflejar(modelo, *claves):
    """Once the rows are in the database, their lines leave. Nothing here stops what was already done."""
    if registro.isEnabledFor(logging.INFO):
        transaction.on_commit(partial(_escribir, modelo, claves), robust=True)


def _escribir(modelo, claves):
    for fila in modelo.objects.filter(pk__in=claves).order_by("pk"):
        registro.info("%s %s", modelo._meta.label_lower, fila.pk, extra={"linea": linea(fila)})


class UnaLinea(logging.Formatter):
    """Of the logger ``banco.registro``: the line, and nothing around it."""

    def format(self, record):
        return json.dumps(record.linea, cls=DjangoJSONEncoder, ensure_ascii=False)


def _al_guardar(sender, instance, created, **kwargs):
    if created:
        reflejar(sender, instance.pk)


def conectar():
    for modelo in modelos_de_registro():
        post_save.connect(_al_guardar, sender=apps.get_model(modelo._meta.label), dispatch_uid="aval.espejo")
