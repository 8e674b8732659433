"""The closed lists, from the files of their rooms: what is missing is added, what was merged does not come back."""

from pathlib import Path

from django.apps import apps

from actores import instalados as entidades
from actores.models import Entidad, Localidad, Sector
from aval import terminos
from vocabulario.models import ODS, ConjuntoDeCriterios, Criterio, Exigencia, Poblacion, Subtema, Tema

from ..prosa import leer


def instalar_listas():
    ciudad = leer(Path(apps.get_app_config("actores").path) / "datos" / "listas.toml")
    banco = leer(Path(apps.get_app_config("vocabulario").path) / "datos" / "listas.toml")

    def agregar(modelo, filas, **campos):
        fusionados = terminos.codigos_fusionados(modelo)
        for orden, fila in enumerate(filas, start=1):
            codigo = fila.get("codigo") or f"ods-{fila['numero']}"
            if codigo in fusionados:
                continue
            modelo.objects.get_or_create(
                codigo=codigo,
                defaults={
                    "nombre_es": fila.get("es") or fila["nombre"],
                    "nombre_en": fila.get("en") or fila["nombre"],
                    "orden": fila.get("numero", orden),
                    **{campo: valor(fila) for campo, valor in campos.items()},
                },
            )

    agregar(Sector, ciudad["sector"])
    agregar(Localidad, ciudad["localidad"])
    sectores = terminos.por_codigo(Sector)
    del_distrito = [*ciudad["entidad"], *entidades.alcaldias(ciudad["localidad"])]
    agregar(Entidad, del_distrito, sigla=lambda fila: fila["sigla"], sector=lambda fila: sectores[fila["sector"]])
    entidades.completar(del_distrito, terminos.por_codigo(Entidad))
    agregar(ODS, banco["ods"])
    agregar(Poblacion, banco["poblacion"])
    agregar(
        Criterio,
        banco["criterio"],
        basico=lambda fila: fila["grupo"] == "basico",
        pregunta_es=lambda fila: fila["pregunta_es"],
        pregunta_en=lambda fila: fila["pregunta_en"],
        fuente=lambda fila: fila["fuente"],
    )
    nuevos = {fila["codigo"] for fila in banco["conjunto"]} - set(terminos.por_codigo(ConjuntoDeCriterios))
    agregar(ConjuntoDeCriterios, banco["conjunto"], fuente=lambda fila: fila["fuente"])
    _exigencias([fila for fila in banco["conjunto"] if fila["codigo"] in nuevos])
    agregar(Tema, banco["tema"])
    temas = terminos.por_codigo(Tema)
    for fila in banco["tema"]:
        tema = temas[fila["codigo"]]
        agregar(Subtema, fila["subtema"], tema=lambda _fila, tema=tema: tema)


def _exigencias(conjuntos):
    """What those sets ask, by the criteria that there are: one that was merged is the one that it became."""
    criterios, hechos = terminos.por_codigo(Criterio), terminos.por_codigo(ConjuntoDeCriterios)
    for fila in conjuntos:
        for lugar, una in enumerate(fila["exigencia"]):
            if una["criterio"] in criterios and fila["codigo"] in hechos:
                Exigencia.objects.get_or_create(
                    conjunto=hechos[fila["codigo"]],
                    criterio=criterios[una["criterio"]],
                    defaults={"sort_order": lugar, "pide_es": una["es"], "pide_en": una["en"]},
                )
