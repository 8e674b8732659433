"""What the public pages of networks and platforms show, each tie in the language of the reader.

The rooms above tie themselves to a network by rows that point to it; they are reached by the relation, so
that this room need not know them.
"""

from django.apps import apps

from .mapa import puntos, regiones


def practicas_de(objeto, relacion):
    """Live practices, in the language of ``objeto``, with a row in ``relacion`` that names it."""
    modelo = apps.get_model("practicas.PracticaPage")
    campo = type(objeto)._meta.model_name
    return (
        modelo.objects.live()
        .filter(locale_id=objeto.locale_id, **{f"{relacion}__{campo}__translation_key": objeto.translation_key})
        .distinct()
        .order_by("title")
    )


def indice_de_redes(pagina, request):
    """All the networks by kind, and what the map and its table say."""
    redes = list(pagina.objetos().select_related("sede"))
    alcance = regiones.alcance(redes)
    plataformas = apps.get_model("redes.PlataformasPage").objects.live().filter(locale_id=pagina.locale_id).first()
    return {
        "redes": redes,
        "por_region": regiones.por_region(redes),
        "puntos": puntos.de_las_sedes(redes),
        "bogota": puntos.BOGOTA,
        "alcance": alcance,
        "tramos": regiones.leyenda(alcance),
        "plataformas_url": (plataformas and plataformas.get_url(request)) or "",
    }


def de_una_red(red):
    """The practices, platforms, events, awards and recognitions of a network."""
    fuente = red.fuente
    extras = {"practicas": practicas_de(red, "redes"), "roles": red.roles.all()}
    plataformas = [fila.plataforma for fila in fuente.redes_reddeplataforma.select_related("plataforma")]
    extras["plataformas"] = type(plataformas[0]).objects.version_de(red.locale_id, plataformas) if plataformas else []
    for nombre, relacion, campo in (
        ("eventos", "eventos_reddeevento", "evento"),
        ("premios", "eventos_organizadordepremio", "premio"),
    ):
        llaves = [getattr(fila, campo).translation_key for fila in getattr(fuente, relacion).select_related(campo)]
        modelo = getattr(fuente, relacion).model._meta.get_field(campo).related_model
        extras[nombre] = modelo.objects.vivos(red.locale_id).filter(translation_key__in=llaves) if llaves else []
    if extras["premios"]:
        extras["reconocimientos"] = _reconocimientos(extras["premios"], red.locale_id)
    return extras


def _reconocimientos(premios, locale_id):
    """What was given in ``premios``: list of ``(recognition, award, practice or None)``, each live in the language."""
    premios = {premio.translation_key: premio for premio in premios}
    modelo, practica = apps.get_model("eventos.Reconocimiento"), apps.get_model("practicas.PracticaPage")
    reconocimientos = list(
        modelo.objects.vivos(locale_id)
        .filter(premio__translation_key__in=premios)
        .select_related("premio", "practica")
        .order_by("-anio")
    )
    llaves = [uno.practica.translation_key for uno in reconocimientos if uno.practica_id]
    vivas = practica.objects.live().filter(locale_id=locale_id, translation_key__in=llaves) if llaves else []
    practicas = {una.translation_key: una for una in vivas}
    ternas = []
    for uno in reconocimientos:
        llave = uno.practica.translation_key if uno.practica_id else None
        ternas.append((uno, premios[uno.premio.translation_key], practicas.get(llave)))
    return ternas


def de_una_plataforma(plataforma):
    redes = [fila.red for fila in plataforma.fuente.redes.select_related("red")]
    return {
        "practicas": practicas_de(plataforma, "plataformas"),
        "redes": type(redes[0]).objects.version_de(plataforma.locale_id, redes) if redes else [],
    }
