"""The search of the admin: Wagtail's, spared what it does again for the whole site at each save.

To tell how long a title is beside the others, Wagtail averages all of them whenever one is written: what it costs to
publish would grow with the Bank. Here they are compared when the index is made anew (``manage.py update_index``).
"""

from functools import cache

from modelsearch.backends import database


@cache
def _sin_promedios(indice):
    class Indice(indice):
        def _refresh_title_norms(self, full=False):
            if full:
                super()._refresh_title_norms(full=True)

    return Indice


def SearchBackend(params):  # the name that Wagtail looks for
    """The backend of the database in use."""
    backend = database.SearchBackend(params)
    backend.index_class = _sin_promedios(backend.index_class)
    return backend
