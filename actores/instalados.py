"""The entities of the District as they come with the installation: their class and head, and the alcaldías locales."""

from .models import Actor, Entidad, Localidad


def alcaldias(localidades):
    """A row of the list of entities for each row of that of ``localidades``."""
    return [
        {
            "codigo": f"alcaldia-local-{una['codigo']}",
            "sigla": "",
            "es": f"Alcaldía Local de {una['nombre']}",
            "en": f"Local Mayor's Office of {una['nombre']}",
            "sector": "gobierno",
            "clase": Entidad.Clase.ALCALDIA_LOCAL,
            "cabeza": "secretaria-gobierno",
            "localidad": una["codigo"],
        }
        for una in localidades
    ]


def completar(filas, por_codigo):
    """Class, head and localidad of the installed entities that have none yet; what people wrote stays.

    ``por_codigo``: the entities by their code, also those that were merged under their old one.
    """
    localidades = {una.codigo: una for una in Localidad.objects.all()}
    con_alcaldia = set(Entidad.objects.exclude(localidad=None).values_list("localidad_id", flat=True))
    for fila in filas:
        entidad = por_codigo.get(fila["codigo"])
        # Without a class it was never completed; one with another code was merged, and is what people made of it.
        if entidad is None or entidad.codigo != fila["codigo"] or entidad.clase:
            continue
        entidad.clase = fila["clase"]
        cabeza = por_codigo.get(fila.get("cabeza"))
        if entidad.cabeza_id is None and cabeza != entidad:
            entidad.cabeza = cabeza
        localidad = localidades.get(fila.get("localidad"))
        if localidad and localidad.pk not in con_alcaldia:
            entidad.localidad = localidad
        entidad.save(update_fields=["clase", "cabeza", "localidad"])
    for entidad in Entidad.objects.filter(actor=None):
        Actor.de_la_entidad(entidad)
