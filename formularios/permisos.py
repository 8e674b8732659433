"""Who sees what was answered: a punto focal, what is of their entity; Moderación, all. Nobody else, nor the public.

It carries names, telephones and addresses that nobody agreed to have published (Ley 1581 de 2012).
"""

from actores.grupos import MODERACION, PUNTOS_FOCALES, es_solo_punto_focal, pertenece

from .models import Formulario, Llenado


def entra(usuario):
    """Whether ``usuario`` has a use for these screens."""
    return pertenece(usuario, PUNTOS_FOCALES, MODERACION)


def visibles(usuario):
    """The District's formats that ``usuario`` may read, with what a list of them shows."""
    llenados = Llenado.objects.filter(formulario__clase=Formulario.Clase.FORMATO).select_related(
        "formulario", "entidad", "pagina"
    )
    if pertenece(usuario, MODERACION):
        return llenados
    if es_solo_punto_focal(usuario) and usuario.entidad_id:
        return llenados.filter(entidad_id=usuario.entidad_id)
    return llenados.none()


def puede_escribir(usuario, llenado):
    """Whether ``usuario``, who may read it, may change it."""
    return llenado.se_escribe and entra(usuario)


def puede_borrar(usuario, llenado):
    """Drafts only: what is registered is kept."""
    return llenado.estado == Llenado.Estado.BORRADOR and entra(usuario)
