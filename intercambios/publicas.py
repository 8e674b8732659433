"""The public transfers as the room that shows the practices reads them: all of them, in one reading."""

from django.db.models import F
from django.utils.translation import override

from base.idiomas import locales

from .replicas import Etapa
from .transferencias import Sentido, Transferencia, TransferenciasPage, con_quien_lo_dice

# Where a practice counts as adapted: whoever gave it up tried it, and is told of all the same.
EN_PIE = (Etapa.ADAPTANDO, Etapa.EN_MARCHA, Etapa.TERMINADA)


def todas():
    """Each live transfer: list of ``(language, translation_key of its practice, dict)``, the newest first."""
    filas = Transferencia.objects.filter(live=True).select_related("ciudad", "actor", "practica")
    filas = con_quien_lo_dice(list(filas.order_by("-anio", "nombre", "pk")))
    idiomas = {pk: uno.language_code for pk, uno in locales().items()}
    indices = {una.locale_id: una.get_url() or "" for una in TransferenciasPage.objects.filter(live=True)}
    return [
        (idioma, una.practica.translation_key, _como_dato(una, idioma, indices.get(una.locale_id, "")))
        for una in filas
        if (idioma := idiomas[una.locale_id])
    ]


def nombres(claves=None):
    """What a practice is found by of those who adapted it: list of ``(language, translation_key, names)``.

    ``claves``: only of those practices. Also of who gave it up: its page tells of them.
    """
    filas = Transferencia.objects.filter(live=True, sentido=Sentido.ENSENA).select_related("ciudad", "actor")
    if claves is not None:
        filas = filas.filter(practica__translation_key__in=claves)
    suyos, idiomas = [], {pk: uno.language_code for pk, uno in locales().items()}
    for una in filas.order_by("pk").annotate(clave=F("practica__translation_key")):
        idioma = idiomas[una.locale_id]
        with override(idioma):
            suyos.append((idioma, una.clave, _en_palabras(una)))
    return suyos


def _en_palabras(una):
    """The organisation with its acronym, the city and the country, in the active language."""
    quien = (
        f"{una.actor.nombre} ({una.actor.sigla})" if una.actor and una.actor.sigla else una.actor and una.actor.nombre
    )
    pais = (una.ciudad or una.actor).pais.name
    return ", ".join(str(parte) for parte in (quien, una.ciudad and una.ciudad.nombre, pais) if parte)


def _como_dato(una, idioma, indice):
    with override(idioma):
        return {
            "id": str(una.translation_key),
            "nombre": una.nombre,
            "sentido": una.sentido,
            "lugar": una.ciudad,
            "ciudad": una.ciudad.nombre if una.ciudad else "",
            "pais": (una.ciudad or una.actor).pais.code or "",
            "nombre_del_pais": str((una.ciudad or una.actor).pais.name),
            "organizacion": una.actor.nombre if una.actor else "",
            "anio": una.anio,
            "etapa": una.etapa,
            "nombre_de_la_etapa": una.get_etapa_display(),
            "adaptacion": una.adaptacion,
            "nombre_de_la_adaptacion": una.get_adaptacion_display(),
            "en_pie": una.etapa in EN_PIE,
            "quien_lo_dice": str(una.quien_lo_dice),
            "enlace": una.enlace,
            "que_es": una.descripcion,
            "url": f"{indice}{una.slug}/" if indice else "",
        }
