"""Where a practice travelled, in the language of its reader: only what is live in it."""

from django.db.models import prefetch_related_objects

from base.edicion import por_edicion
from eventos.models import Evento, Premio, Reconocimiento
from redes.models import Plataforma, Red

from .catalogo import nombres_de
from .indice import indice
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
    redes = Red.objects.version_de(idioma, [fila.red for fila in filas_de_redes]) if filas_de_redes else []
    enlaces = {fila.plataforma.translation_key: fila.enlace for fila in filas_de_plataformas}
    plataformas = Plataforma.objects.vivos(idioma).filter(translation_key__in=enlaces) if enlaces else []
    reconocimientos = list(
        Reconocimiento.objects.vivos(idioma)
        .filter(practica__translation_key=llave)
        .select_related("premio")
        .order_by("-anio")
    )
    premios = {}
    if reconocimientos:
        vivos = Premio.objects.version_de(idioma, [uno.premio for uno in reconocimientos])
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


def nombres(ficha):
    """Names of the networks and awards of a live practice (its ``Lectura``), from the index: dict of lists."""
    listado = indice(ficha.idioma)
    lugar = listado.lugar.get(ficha.pk)

    def de(modelo, que):
        suyos = () if lugar is None else getattr(listado.filas[lugar], que)
        return [nombre for codigo, nombre in nombres_de(modelo, ficha.idioma).items() if codigo in suyos]

    return {"redes": de(Red, "redes"), "premios": de(Premio, "premios")}
