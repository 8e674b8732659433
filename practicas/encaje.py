"""Which practices fit an event or an award, and what each still lacks; and where the coverage has gaps."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from eventos.models import Premio
from redes.models import Red

from .models import ImagenDePractica, PracticaPage


@dataclass(frozen=True)
class Encaje:
    """A practice beside an event or award: why it fits and what it lacks."""

    practica: PracticaPage
    razones: list
    faltas: list

    @property
    def puntos(self):
        return len(self.razones) * 10 - len(self.faltas)


def practicas_que_encajan(objeto):
    """The live practices that share a subject or an ODS with ``objeto`` (event or award), the best fit first."""
    temas = {tema.pk for tema in objeto.temas.all()}
    ods = {uno.pk for uno in objeto.ods.all()}
    ingles = PracticaPage.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code="en", live=True
    )
    practicas = (
        PracticaPage.objects.live()
        .filter(locale__language_code="es")
        .annotate(
            en_ingles=Exists(ingles), con_imagenes=Exists(ImagenDePractica.objects.filter(practica=OuterRef("pk")))
        )
        .select_related("tema", "entidad", "aval")
        .prefetch_related("ods", "contactos")
    )
    encajes = []
    for practica in practicas:
        razones = [practica.tema.nombre] if practica.tema_id in temas else []
        razones += [f"{_('ODS')} {uno.numero}" for uno in practica.ods.all() if uno.pk in ods]
        if razones:
            encajes.append(Encaje(practica, razones, list(_faltas(practica, objeto))))
    return sorted(encajes, key=lambda encaje: (-encaje.puntos, encaje.practica.title))


def _faltas(practica, objeto):
    if not practica.en_ingles:
        yield _("Su versión en inglés con aval")
    if isinstance(objeto, Premio) and not practica.aval.buena_practica:
        yield _("La ruta de Buena Práctica")
    if not practica.con_imagenes:
        yield _("Imágenes")
    if not practica.contactos_publicos:
        yield _("Una persona de contacto que autorice publicar sus datos")


def cobertura():
    """Networks × practices: the live practices of each network, and the gaps of both sides: dict."""
    redes = list(Red.objects.filter(locale__language_code="es").order_by("nombre"))
    practicas = list(
        PracticaPage.objects.live().filter(locale__language_code="es").prefetch_related("redes").order_by("title")
    )
    de_cada_una = {practica.pk: {fila.red_id for fila in practica.redes.all()} for practica in practicas}
    filas = [(practica, [red.pk in de_cada_una[practica.pk] for red in redes]) for practica in practicas]
    usadas = set().union(*de_cada_una.values()) if de_cada_una else set()
    return {
        "redes": redes,
        "filas": filas,
        "totales": [sum(red.pk in suyas for suyas in de_cada_una.values()) for red in redes],
        "redes_sin_practicas": [red for red in redes if red.pk not in usadas],
        "practicas_sin_redes": [practica for practica in practicas if not de_cada_una[practica.pk]],
    }
