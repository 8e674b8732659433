"""Where a practice travelled, in the language of its reader: only what is live in it."""

from collections import defaultdict

from django.utils.translation import override

from base.generacion import por_generacion
from eventos.models import Evento, Premio, Reconocimiento
from practicas.models import PlataformaDePractica, PracticaPage
from redes.models import Plataforma, Red

from . import adaptaciones
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
    """Names of the ``redes`` or ``premios`` of a live practice (its ``FichaPublica``)."""
    return [uno["nombre"] for uno in _con_nombre(ficha, que)]


def _con_nombre(ficha, que):
    """The ``redes`` or ``premios`` of a live practice, from the sets of the Bank: list of ``id`` and ``nombre``."""
    listado = conjuntos(ficha.idioma)
    lugar = listado.lugar.get(ficha.pk)
    suyos = () if lugar is None else getattr(listado.filas[lugar], que)
    # Without any, nobody asks for the names of all.
    todos = nombres_de({"redes": Red, "premios": Premio}[que], ficha.idioma) if suyos else {}
    return [{"id": codigo, "nombre": nombre} for codigo, nombre in todos.items() if codigo in suyos]


def viajes(ficha):
    """Where a live practice (its ``FichaPublica``) travelled, for who reads many: each with its ``id`` and ``nombre``.

    The ``id`` is the same in every language. A platform has the address of the practice in it too (``enlace``).
    """
    llave = (ficha.idioma, ficha.clave)
    return {
        **{que: _con_nombre(ficha, que) for que in ("redes", "premios")},
        "plataformas": _plataformas().get(llave, []),
        "eventos": _eventos().get(llave, []),
        "reconocimientos": _reconocimientos().get(llave, []),
        **adaptaciones.de(*llave),
    }


def _por_practica(filas):
    """Language and key of each practice → its ties, of ``(language, key, tie)``."""
    suyos = defaultdict(list)
    for idioma, llave, vinculo in filas:
        if vinculo not in suyos[idioma, llave]:
            suyos[idioma, llave].append(vinculo)
    return dict(suyos)


@por_generacion
def _plataformas():
    filas = PlataformaDePractica.objects.filter(practica__publicada__isnull=False).order_by("practica_id", "sort_order")
    campos = ("practica__publicada__idioma", "practica__translation_key", "plataforma__translation_key", "enlace")
    return _por_practica(
        (idioma, llave, {"id": str(una), "nombre": nombres_de(Plataforma, idioma)[str(una)], "enlace": enlace})
        for idioma, llave, una, enlace in filas.values_list(*campos)
        if str(una) in nombres_de(Plataforma, idioma)
    )


@por_generacion
def _eventos():
    vivos = Evento.objects.filter(live=True, presentaciones__isnull=False).order_by("fecha_inicio", "nombre")
    campos = ("locale__language_code", "presentaciones__practica__translation_key", "translation_key", "nombre")
    return _por_practica(
        (idioma, llave, {"id": str(uno), "nombre": nombre}) for idioma, llave, uno, nombre in vivos.values_list(*campos)
    )


@por_generacion
def _reconocimientos():
    vivos = Reconocimiento.objects.filter(live=True, practica__isnull=False).order_by("-anio", "categoria")
    filas = []
    for uno in vivos.select_related("locale", "premio", "practica"):
        idioma = uno.locale.language_code
        with override(idioma):
            premio = nombres_de(Premio, idioma).get(str(uno.premio.translation_key), "")
            partes = (premio, uno.anio, uno.categoria, uno.get_resultado_display())
        nombre = " · ".join(str(parte) for parte in partes if parte)
        filas.append((idioma, uno.practica.translation_key, {"id": str(uno.translation_key), "nombre": nombre}))
    return _por_practica(filas)
