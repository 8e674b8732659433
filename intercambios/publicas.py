"""The public transfers as the room that shows the practices reads them: all of them, in one reading."""

from django.utils.translation import override

from base.idiomas import locales

from .replicas import Etapa
from .transferencias import Transferencia, TransferenciasPage, con_quien_lo_dice

# Where a practice counts as adapted: whoever gave it up tried it, and is told of all the same.
EN_PIE = (Etapa.ADAPTANDO, Etapa.EN_MARCHA, Etapa.TERMINADA)


def todas():
    """Each live transfer: list of ``(language, translation_key of its practice, dict)``, the newest first."""
    filas = Transferencia.objects.filter(live=True).select_related("ciudad", "actor", "practica")
    filas = con_quien_lo_dice(list(filas.order_by("-anio", "nombre", "pk")))
    indices = {una.locale_id: una.get_url() or "" for una in TransferenciasPage.objects.filter(live=True)}
    return [
        (idioma, una.practica.translation_key, _como_dato(una, idioma, indices.get(una.locale_id, "")))
        for una in filas
        if (idioma := locales()[una.locale_id].language_code)
    ]


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
