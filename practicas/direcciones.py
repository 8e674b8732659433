"""Where a practice is read: right under the Bank of its language."""

from urllib.parse import quote

from base.templatetags.base_tags import seccion_del_banco


def direccion_del_banco(idioma):
    banco = seccion_del_banco(idioma)
    return banco.get_url() if banco else f"/{idioma}/"


def direccion_de(practica, idioma):
    """The address of ``practica``: a ``Lectura``, or a row of the index."""
    return f"{direccion_del_banco(idioma)}{quote(practica.slug)}/"
