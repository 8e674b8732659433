"""One order of locks, and one way to act: two people at once end in one act, and never wait for each other.

Whatever decides on a text (sending, taking back, studying, approving, returning, withdrawing, deleting, moving,
proposing its English, saving it) first locks that text in all its languages, in the order of their numbers, and only
then looks at how things stand. Workflow states, sources of translations and rows that hang from the page come
afterwards; the generation of the site, which all acts write, last of all.
"""

import random
import time
from collections import defaultdict
from contextlib import contextmanager
from functools import wraps

from django.db import OperationalError, connection, transaction
from wagtail.models import Page, TranslatableMixin

from base.generacion import al_final

# What PostgreSQL answers to one of two that wait for each other, or that could not take turns.
_CHOQUES = {"40P01", "40001", "55P03"}
_VECES = 4


def tomar(*objetos):
    """Lock ``objetos`` in all their languages until the transaction ends; waits for who has them. None is passed over.

    SQLite needs none of it: there a transaction that writes has the whole database from its first statement.
    """
    por_modelo = defaultdict(lambda: defaultdict(set))
    for objeto in objetos:
        if objeto is not None:
            modelo = Page if isinstance(objeto, Page) else type(objeto)
            campo = "translation_key" if isinstance(objeto, TranslatableMixin) else "pk"
            por_modelo[modelo][campo].add(getattr(objeto, campo))
    for modelo in sorted(por_modelo, key=lambda uno: (uno is not Page, uno._meta.label)):
        for campo, valores in por_modelo[modelo].items():
            filas = modelo._base_manager.select_for_update().filter(**{f"{campo}__in": valores}).order_by("pk")
            list(filas.values_list("pk", flat=True))


@contextmanager
def acto(*objetos):
    """A transaction that has ``objetos`` to itself. Inside another one, a part of it."""
    with transaction.atomic(), al_final():
        tomar(*objetos)
        yield


def sobre(cual):
    """Decorator: the function is an ``acto`` on what ``cual`` says of its first argument."""

    def decorador(funcion):
        @wraps(funcion)
        def en_su_acto(primero, *args, **kwargs):
            with acto(cual(primero)):
                return funcion(primero, *args, **kwargs)

        return en_su_acto

    return decorador


def en_un_acto(funcion, *objetos):
    """What ``funcion()`` returns, done in an ``acto``; done again when the database undid it for the sake of another.

    The order of locks holds among ours; others (words of the search, sentences of the translation tool) are taken by
    libraries as they come.
    """
    for vez in range(1, _VECES + 1):
        try:
            with acto(*objetos):
                return funcion()
        except OperationalError as error:
            if vez == _VECES or connection.in_atomic_block or not es_choque(error):
                raise
        time.sleep(random.uniform(0.05, 0.2) * vez)  # noqa: S311  # so that both do not come back at once
    return None


def es_choque(error):
    """Whether the database undid something because two were waiting for each other."""
    causa = error.__cause__
    return (getattr(causa, "pgcode", None) or getattr(causa, "sqlstate", None)) in _CHOQUES
