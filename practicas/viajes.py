"""Where a practice travelled: only what is live, in the language of its reader or, if it has none, in Spanish."""

from django.db.models import prefetch_related_objects

from base.edicion import por_edicion
from eventos.models import Evento, Premio, Reconocimiento
from redes.models import Plataforma, Red

from .models import PracticaPage


@por_edicion
def de_la_publicada(pk):
    """``de_una_practica`` of the live one, read once in each edition of the site."""
    return de_una_practica(PracticaPage.objects.get(pk=pk))


def de_una_practica(practica):
    """Networks, platforms, events and recognitions of ``practica``: dict; empty lists where there is none."""
    idioma, llave = practica.locale_id, practica.translation_key
    filas_de_redes, filas_de_plataformas = list(practica.redes.all()), list(practica.plataformas.all())
    prefetch_related_objects(filas_de_redes, "red")
    prefetch_related_objects(filas_de_plataformas, "plataforma")
    redes = Red.objects.version_o_espanol(idioma, [fila.red for fila in filas_de_redes]) if filas_de_redes else []
    enlaces = {fila.plataforma.translation_key: fila.enlace for fila in filas_de_plataformas}
    originales = [fila.plataforma for fila in filas_de_plataformas]
    plataformas = Plataforma.objects.version_o_espanol(idioma, originales) if originales else []
    reconocimientos = list(
        Reconocimiento.objects.vivos(idioma)
        .filter(practica__translation_key=llave)
        .select_related("premio")
        .order_by("-anio")
    )
    premios = {}
    if reconocimientos:
        vivos = Premio.objects.version_o_espanol(idioma, [uno.premio for uno in reconocimientos])
        premios = {premio.translation_key: premio for premio in vivos}
    viajes = {
        "redes": list(redes),
        "plataformas": [(una, enlaces[una.translation_key]) for una in plataformas],
        "eventos": list(
            Evento.objects.vivos(idioma).filter(presentaciones__practica__translation_key=llave).distinct()
        ),
        "reconocimientos": [(uno, premios.get(uno.premio.translation_key)) for uno in reconocimientos],
    }
    viajes["hay"] = any(viajes.values())
    return viajes
