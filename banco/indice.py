"""The full text index of each database, asked alike: which rows say this, and in which of their parts.

A *way of saying* something is a tuple of words that stand together, each a tuple of its stems:
``(("bik",), ("lan",))``.
"""

from itertools import pairwise

from django.db import connection

# Where a row may say something: from anywhere to its title. By it what was found is put in order.
TODO, FRECUENTES, TEMAS, TITULO = "todo", "frecuentes", "temas", "titulo"
_COLUMNAS_SQLITE = {TODO: "", FRECUENTES: "{frecuentes} : ", TEMAS: "{terminos resumen} : ", TITULO: "{titulo} : "}
_COLUMNAS_POSTGRESQL = {TODO: "vector", FRECUENTES: "en_frecuentes", TEMAS: "en_temas", TITULO: "en_titulo"}
_LEJOS = 2  # stems between two words that stand together: the first may have left several


def que_dicen(modelo, idioma, preguntas):
    """Of each question ``(part, ways of saying it)``, the primary keys of the rows that say it: list of lists.

    ``modelo`` is a table of stems that has an index. All are asked at once.
    """
    if not preguntas:
        return []
    buscar = _en_postgresql if connection.vendor == "postgresql" else _en_sqlite
    halladas = [[] for _pregunta in preguntas]
    with connection.cursor() as cursor:
        cursor.execute(*buscar(modelo._meta.db_table, modelo._meta.pk.column, idioma, preguntas))
        for numero, claves in cursor.fetchall():
            if claves:
                halladas[numero] = [int(clave) for clave in claves.split(",")]
    return halladas


def _en_sqlite(tabla, _llave, idioma, preguntas):
    partes, valores = [], []
    for numero, (parte, maneras) in enumerate(preguntas):
        partes.append(f"SELECT {numero}, group_concat(rowid) FROM {tabla}_fts WHERE {tabla}_fts MATCH %s")  # noqa: S608  # names of our own
        dicho = " OR ".join(_manera(una, '"', " OR ", " AND ", _cerca_en_sqlite) for una in maneras)
        valores.append(f'idioma : "{idioma}" AND {_COLUMNAS_SQLITE[parte]}({dicho})')
    return " UNION ALL ".join(partes), valores


def _en_postgresql(tabla, llave, idioma, preguntas):
    partes, valores = [], []
    for numero, (parte, maneras) in enumerate(preguntas):
        partes.append(f"SELECT {numero}, banco_que_dicen(%s, %s, %s, %s, to_tsquery('simple', %s))")
        dicho = " | ".join(_manera(una, "'", " | ", " & ", _cerca_en_postgresql) for una in maneras)
        valores += [tabla, llave, _COLUMNAS_POSTGRESQL[parte], idioma, dicho]
    return " UNION ALL ".join(partes), valores


def _manera(palabras, comillas, o, y, cerca):
    """A way of saying something as a database writes it: a word, or words of which each stands near the next."""
    escritas = [[f"{comillas}{raiz}{comillas}" for raiz in suyas] for suyas in palabras]
    if len(escritas) == 1:
        return f"({o.join(escritas[0])})"
    return f"({y.join(cerca(una, otra) for una, otra in pairwise(escritas))})"


def _cerca_en_sqlite(unas, otras):
    return "(" + " OR ".join(f"NEAR({una} {otra}, {_LEJOS})" for una in unas for otra in otras) + ")"


def _cerca_en_postgresql(unas, otras):
    una, otra = f"({' | '.join(unas)})", f"({' | '.join(otras)})"
    pasos = range(1, _LEJOS + 2)
    return "(" + " | ".join(f"({par[0]} <{n}> {par[1]})" for par in ((una, otra), (otra, una)) for n in pasos) + ")"
