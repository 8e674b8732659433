"""What the public pages of events and awards show, each tie in the language of the reader."""

from django.utils import timezone

from publicables import obras
from redes.models import Red

from . import calendario
from .models.evento import Evento
from .models.premio import EdicionDePremio, Premio, Reconocimiento


def _redes(filas, locale_id):
    redes = [fila.red for fila in filas.select_related("red")]
    return Red.objects.version_de(locale_id, redes).order_by("nombre") if redes else []


def lista_de_eventos(pagina, request):
    filtros = calendario.Filtros(request.GET, pagina.locale_id)
    paginas = calendario.lista(filtros, request.GET.get("p"), request.GET.get("v"))
    return {"filtros": filtros, "hoy": timezone.localdate(), **paginas}


def de_un_evento(evento):
    """The networks of an event, and the practices shown there that are live in its language."""
    presentaciones = list(evento.presentaciones.select_related("practica"))
    vivas = obras.vivas([una.practica.translation_key for una in presentaciones], evento.locale_id)
    imagenes = list(evento.imagenes.select_related("imagen"))
    return {
        "redes": _redes(evento.redes, evento.locale_id),
        "presentaciones": [
            (vivas[una.practica.translation_key], una.quien)
            for una in presentaciones
            if una.practica.translation_key in vivas
        ],
        "imagenes": imagenes,
        "documentos": evento.documentos.select_related("documento"),
    }


def con_practica(reconocimientos, locale_id):
    """Each recognition with the practice it names, if that is live in the language: list of pairs."""
    reconocimientos = list(reconocimientos.select_related("premio", "practica", "evidencia"))
    llaves = [uno.practica.translation_key for uno in reconocimientos if uno.practica_id]
    vivas = obras.vivas(llaves, locale_id) if llaves else {}
    return [(uno, vivas.get(uno.practica.translation_key) if uno.practica_id else None) for uno in reconocimientos]


def indice_de_premios(pagina):
    """The awards, the calls that are open or to come, and the line of time of the recognitions."""
    premios = list(Premio.objects.vivos(pagina.locale_id).order_by("nombre"))
    por_llave = {premio.translation_key: premio for premio in premios}
    abiertas = EdicionDePremio.objects.publicas(pagina.locale_id).filter(cierra__gte=timezone.localdate())
    linea = con_practica(Reconocimiento.objects.vivos(pagina.locale_id).order_by("-anio"), pagina.locale_id)
    return {
        "premios": premios,
        "convocatorias": abiertas.order_by("cierra").en_su_idioma(pagina.locale_id),
        "linea": [(uno, practica, por_llave.get(uno.premio.translation_key)) for uno, practica in linea],
    }


def de_un_premio(premio):
    """Who organises an award, its editions newest first, and who won."""
    reconocimientos = Reconocimiento.objects.vivos(premio.locale_id).filter(
        premio__translation_key=premio.translation_key
    )
    return {
        "redes": _redes(premio.organizadores, premio.locale_id),
        "categorias": premio.categorias.all(),
        "ediciones": premio.ediciones_vigentes.select_related("ciudad").order_by("-anio"),
        "reconocimientos": con_practica(reconocimientos.order_by("-anio"), premio.locale_id),
    }


def de_una_red(red):
    """What a network shows of who is tied to it: its events, its awards and what the city was given in them."""
    fuente = red.fuente
    eventos = _vivos_de(Evento, fuente.eventos_reddeevento.values("evento__translation_key"), red.locale_id)
    premios = _vivos_de(Premio, fuente.eventos_organizadordepremio.values("premio__translation_key"), red.locale_id)
    return {"eventos": eventos, "premios": premios, "reconocimientos": _de_los_premios(premios, red.locale_id)}


def _vivos_de(modelo, llaves, locale_id):
    return modelo.objects.vivos(locale_id).filter(translation_key__in=llaves)


def _de_los_premios(premios, locale_id):
    """What was given in ``premios``: list of ``(recognition, award, practice or None)``, each live in the language."""
    por_llave = {premio.translation_key: premio for premio in premios}
    dados = Reconocimiento.objects.vivos(locale_id).filter(premio__translation_key__in=por_llave).order_by("-anio")
    ternas = con_practica(dados, locale_id) if por_llave else []
    return [(uno, por_llave[uno.premio.translation_key], practica) for uno, practica in ternas]
