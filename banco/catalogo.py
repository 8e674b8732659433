"""The lists that the Bank is filtered by, read again only when one of them changes."""

from actores.models import Entidad, Localidad, Sector
from base.generacion import por_fondo, por_generacion
from base.texto import normalizar


@por_fondo
def catalogo():
    """Facet → code → term, each in the order of its list."""
    from vocabulario.models import ODS, Criterio, Poblacion, Subtema, Tema

    terminos = {
        faceta: {uno.codigo: uno for uno in modelo.objects.all()}
        for faceta, modelo in {
            "tema": Tema,
            "subtema": Subtema,
            "sector": Sector,
            "entidad": Entidad,
            "localidad": Localidad,
            "poblacion": Poblacion,
            "ods": ODS,
            "criterio": Criterio,
        }.items()
    }
    for lista, propiedad in (("entidad", "sector"), ("subtema", "tema")):
        por_numero = {uno.pk: uno for uno in terminos[propiedad].values()}
        for uno in terminos[lista].values():
            setattr(uno, propiedad, por_numero[getattr(uno, f"{propiedad}_id")])
    return terminos


@por_generacion
def nombres_de(modelo, idioma):
    """Code → name of the live networks or awards (``modelo``) of a language, by name. All languages share the code."""
    vivos = modelo.objects.filter(live=True, locale__language_code=idioma)
    nombres = {str(uno.translation_key): str(uno) for uno in vivos.only("nombre", "sigla", "translation_key")}
    return dict(sorted(nombres.items(), key=lambda par: normalizar(par[1])))


@por_fondo
def palabras_en_ingles():
    """Key word → its English, of those that have it."""
    from vocabulario.models import PalabraClave

    con_ingles = PalabraClave.objects.exclude(nombre_en="")
    return dict(con_ingles.values_list("etiqueta__name", "nombre_en"))


@por_fondo
def instituciones():
    """Name of an entity of the District in Spanish → the entity."""
    return {una.nombre_es: una for una in catalogo()["entidad"].values()}


@por_fondo
def por_numero(lista):
    """The terms of a list by their primary key."""
    return {termino.pk: termino for termino in catalogo()[lista].values()}
