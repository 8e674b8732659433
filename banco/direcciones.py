"""Where a practice is read: right under the Bank of its language."""

from typing import NamedTuple
from urllib.parse import quote

from wagtail.models import Page

from base.templatetags.base_tags import seccion_del_banco


def direccion_del_banco(idioma):
    banco = seccion_del_banco(idioma)
    return banco.get_url() if banco else f"/{idioma}/"


class Version(NamedTuple):
    """A live practice in one language, as far as its address goes."""

    banco: Page
    slug: str

    def get_url(self, request=None):
        return f"{self.banco.get_url(request)}{quote(self.slug)}/"

    def get_full_url(self, request=None):
        return f"{self.banco.get_full_url(request)}{quote(self.slug)}/"


def versiones_de(fila):
    """The ``Version`` in each language of a row of the sets (``Fila``): dict by language code."""
    bancos = {codigo: seccion_del_banco(codigo) for codigo in fila.versiones}
    return {codigo: Version(bancos[codigo], slug) for codigo, slug in fila.versiones.items() if bancos[codigo]}


def direccion_de(practica, idioma):
    """The address of ``practica``: a ``FichaPublica``, or a row of the sets (``Fila``)."""
    return f"{direccion_del_banco(idioma)}{quote(practica.slug)}/"
