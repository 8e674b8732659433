"""Which practices fit an event or an award, and what each still lacks; and where the coverage has gaps.

A practice is a candidate by what it is about: the subject, the ODS. Among the candidates, those go first that also
have the route the occasion asks for and are ready in its language.
"""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from aval.rutas import RUTAS
from base.idiomas import ESPANOL
from eventos.models import Evento, Premio, Reconocimiento
from practicas.models import Contacto, ImagenDePractica, PracticaPage, RedDePractica
from redes.models import Red

POR_PAGINA = 50
PESO_TEMA, PESO_ODS, PESO_RUTA, PESO_IDIOMA = 4, 2, 3, 3
# Where the promotion of the city happens (DDRI manual 2014, 5.b); the rest are exchanges, and so is an award's study.
DE_PROMOCION = {Evento.Tipo.CUMBRE, Evento.Tipo.FORO, Evento.Tipo.CONGRESO, Evento.Tipo.FERIA}
# Countries (ISO 3166-1) where a practice is read in Spanish.
HISPANOHABLANTES = set("AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE".split())


@dataclass(frozen=True)
class Ocasion:
    """What an event or award asks of a practice."""

    temas: frozenset
    ods: frozenset
    de_promocion: bool
    en_ingles: bool

    @classmethod
    def de(cls, objeto):
        es_evento = isinstance(objeto, Evento)
        pais = objeto.ciudad.pais.code if es_evento and objeto.ciudad else ""
        return cls(
            temas=frozenset(tema.pk for tema in objeto.temas.all()),
            ods=frozenset(uno.pk for uno in objeto.ods.all()),
            de_promocion=es_evento and objeto.tipo in DE_PROMOCION,
            # Juries are international; of an event in an unknown place, nobody promised Spanish.
            en_ingles=pais not in HISPANOHABLANTES,
        )

    @property
    def _ruta(self):
        return "experiencia_significativa" if self.de_promocion else "buena_practica"

    @property
    def ruta(self):
        return RUTAS[self._ruta]

    @property
    def idioma(self):
        return _("inglés") if self.en_ingles else _("español")

    def tiene_ruta(self, practica):
        return getattr(practica.aval, self._ruta)

    def lista(self, practica):
        return practica.con_ingles or not self.en_ingles


@dataclass(frozen=True)
class Encaje:
    """A practice beside an event or award: why it fits, what it lacks, and what it already has there."""

    practica: PracticaPage
    razones: list
    faltas: list
    puntos: int
    ya: str = ""


def practicas_que_encajan(objeto):
    """The live practices that share a subject or an ODS with ``objeto`` (event or award), the best fit first.

    While ``objeto`` names neither, every live practice is measured by its route and its language.
    """
    ocasion, ya = Ocasion.de(objeto), _ya_estan(objeto)
    ingles = PracticaPage.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code="en", live=True
    )
    practicas = (
        PracticaPage.objects.live()  # type: ignore[attr-defined]  # Wagtail's manager of pages
        .filter(locale__language_code=ESPANOL)
        .annotate(
            con_ingles=Exists(ingles),
            con_imagenes=Exists(ImagenDePractica.objects.filter(practica=OuterRef("pk"))),
            con_contacto=Exists(Contacto.objects.filter(practica=OuterRef("pk"), autoriza=True)),
        )
        .select_related("tema", "entidad", "aval")
        .prefetch_related("ods")
    )
    encajes = [
        _medir(practica, ocasion, ya.get(practica.translation_key, ""))
        for practica in practicas
        if _es_candidata(practica, ocasion)
    ]
    return sorted(encajes, key=lambda encaje: (-encaje.puntos, len(encaje.faltas), encaje.practica.title))


def _es_candidata(practica, ocasion):
    if not (ocasion.temas or ocasion.ods):
        return True
    return practica.tema_id in ocasion.temas or any(uno.pk in ocasion.ods for uno in practica.ods.all())


def _medir(practica, ocasion, ya):
    razones, puntos = [], 0
    if practica.tema_id in ocasion.temas:
        razones, puntos = [practica.tema.nombre], PESO_TEMA
    comunes = [uno for uno in practica.ods.all() if uno.pk in ocasion.ods]
    razones += [f"{_('ODS')} {uno.numero}" for uno in comunes]
    puntos += PESO_ODS * len(comunes)
    if ocasion.tiene_ruta(practica):
        razones.append(_("Ruta: %(ruta)s") % {"ruta": ocasion.ruta})
        puntos += PESO_RUTA
    if ocasion.lista(practica):
        razones.append(_("Lista en %(idioma)s") % {"idioma": ocasion.idioma})
        puntos += PESO_IDIOMA
    return Encaje(practica, razones, list(_faltas(practica, ocasion)), puntos, ya)


def _faltas(practica, ocasion):
    if not ocasion.lista(practica):
        yield _("Su versión en inglés con aval")
    if not ocasion.tiene_ruta(practica):
        yield _("La ruta de %(ruta)s") % {"ruta": ocasion.ruta}
    if not practica.con_imagenes:
        yield _("Imágenes")
    if not practica.con_contacto:
        yield _("Una persona de contacto que autorice publicar sus datos")


def _ya_estan(objeto):
    """What a practice already has in ``objeto``: dict translation key → sentence."""
    if isinstance(objeto, Premio):
        suyos = Reconocimiento.objects.filter(
            premio__translation_key=objeto.translation_key, locale__language_code=ESPANOL
        ).exclude(practica=None)
        filas = suyos.order_by("anio").values_list("practica__translation_key", "anio")
        return {llave: _("Ya reconocida en %(anio)s") % {"anio": anio} for llave, anio in filas}
    llaves = objeto.presentaciones.values_list("practica__translation_key", flat=True)
    return dict.fromkeys(llaves, _("Ya se presenta aquí"))


def cobertura(numero=1, solo_huecos=False):
    """Networks × practices: a page of the live practices with the networks of each, and the gaps of both: dict."""
    redes = list(Red.objects.filter(locale__language_code=ESPANOL).order_by("nombre"))
    vivas = PracticaPage.objects.filter(live=True, locale__language_code=ESPANOL)
    sin_redes = vivas.exclude(pk__in=RedDePractica.objects.values("practica"))
    que_se_muestran = (sin_redes if solo_huecos else vivas).prefetch_related("redes").order_by("title")
    pagina = Paginator(que_se_muestran, POR_PAGINA).get_page(numero)
    cuentas = RedDePractica.objects.filter(practica__in=vivas.values("pk")).values_list("red")
    totales = dict(cuentas.annotate(cuantas=Count("practica", distinct=True)).order_by())
    filas = []
    for practica in pagina:
        suyas = {fila.red_id for fila in practica.redes.all()}
        filas.append((practica, [(red, red.pk in suyas) for red in redes]))
    return {
        "redes": redes,
        "pagina": pagina,
        "filas": filas,
        "solo_huecos": solo_huecos,
        "totales": [totales.get(red.pk, 0) for red in redes],
        "redes_sin_practicas": [red for red in redes if not totales.get(red.pk)],
        "cuantas": vivas.count(),
        "cuantas_sin_redes": sin_redes.count(),
    }
