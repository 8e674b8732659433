"""Where a practice travelled, in the language of its reader: only what is live in it."""

from base.generacion import por_generacion
from eventos.models import Evento, Premio, Reconocimiento
from practicas.models import PracticaPage
from redes.models import Plataforma, Red

from .catalogo import nombres_de
from .conjuntos import conjuntos


@por_generacion
def _con_viajes():
    """The keys of the practices that are tied to anything."""
    practicas = PracticaPage.objects.order_by()
    return {
        llave
        for (llave,) in practicas.filter(redes__isnull=False)
        .values_list("translation_key")
        .union(
            practicas.filter(plataformas__isnull=False).values_list("translation_key"),
            Reconocimiento.objects.filter(live=True).order_by().values_list("practica__translation_key"),
            Evento.objects.filter(live=True).order_by().values_list("presentaciones__practica__translation_key"),
        )
    }


@por_generacion
def _de_la_publicada(pk, idioma, llave):
    # What is asked of it is in other tables: its own row need not be read again.
    return de_una_practica(PracticaPage(pk=pk, locale_id=idioma, translation_key=llave))


def de_la_publicada(practica):
    """``de_una_practica`` of a live one, read once in each generation of the site."""
    llave = practica.translation_key
    return _de_la_publicada(practica.pk, practica.locale_id, llave) if llave in _con_viajes() else {}


def de_una_practica(practica):
    """Networks, platforms, events and recognitions of ``practica``: dict; empty lists where there is none."""
    idioma, llave = practica.locale_id, practica.translation_key
    llaves_de_redes = practica.redes.values_list("red__translation_key", flat=True)
    filas_de_plataformas = list(practica.plataformas.select_related("plataforma"))
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
        "redes": list(Red.objects.vivos(idioma).filter(translation_key__in=llaves_de_redes)),
        "plataformas": [(una, enlaces[una.translation_key]) for una in plataformas],
        "eventos": list(
            Evento.objects.vivos(idioma).filter(presentaciones__practica__translation_key=llave).distinct()
        ),
        "reconocimientos": [(uno, premios.get(uno.premio.translation_key)) for uno in reconocimientos],
    }
    viajes["hay"] = any(viajes.values())
    return viajes


def todos_los_nombres(ficha):
    """Names of the networks and awards of a live practice (its ``FichaPublica``): dict of lists."""
    return {que: nombres(ficha, que) for que in ("redes", "premios")}


def nombres(ficha, que):
    """Names of the ``redes`` or ``premios`` of a live practice (its ``FichaPublica``), from the sets of the Bank."""
    listado = conjuntos(ficha.idioma)
    lugar = listado.lugar.get(ficha.pk)
    suyos = () if lugar is None else getattr(listado.filas[lugar], que)
    # Without any, nobody asks for the names of all.
    todos = nombres_de({"redes": Red, "premios": Premio}[que], ficha.idioma) if suyos else {}
    return [nombre for codigo, nombre in todos.items() if codigo in suyos]
