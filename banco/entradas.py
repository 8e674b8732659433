"""What the public finds besides the practices: networks, platforms, awards, events and pages, each known by its kind.

A room above says in ``ready()`` what of its own is found (``CLASES``). A row is written when something goes live, and
taken away when it is withdrawn.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from base import generacion
from base.idiomas import locales
from base.palabras import texto_visible
from base.tareas import tarea
from base.texto import sin_control
from eventos.models import Evento, EventosPage, Premio, PremiosPage
from redes.models import Plataforma, PlataformasPage, Red, RedesPage
from sistema.models import Anuncio, AnunciosPage, ConclusionPublica, InformeAnual, InformesPage, SistemaPage

from .models import EntradaDelSitio, RaicesDeEntrada
from .proyeccion import frecuentes
from .raices import lista_de_raices, normal


@dataclass(frozen=True)
class Clase:
    """A kind that is found: what a reader calls it, and which of its fields say what it is about.

    ``terminos`` are plain and short; ``prosa``, rich text. None of them holds personal data.
    """

    nombre: str | Promise
    terminos: tuple = ()
    resumen: str = ""
    prosa: tuple = ()
    relacionados: tuple = ()
    mas: Callable = lambda objeto: ""


_DE_NOMBRE = ("sigla", "otros_nombres")
# Label of the model → ``Clase``, in the order in which they are shown.
CLASES = {
    Red._meta.label: Clase(
        _("Red"), (*_DE_NOMBRE, "asunto", "get_tipo_display"), "descripcion", ("bogota",), ("temas",)
    ),
    Plataforma._meta.label: Clase(_("Plataforma"), (*_DE_NOMBRE, "quienes_son"), "descripcion"),
    Premio._meta.label: Clase(
        _("Premio"),
        (*_DE_NOMBRE, "quienes_son"),
        "descripcion",
        ("criterios", "que_pide"),
        ("temas", "ods", "categorias"),
    ),
    Evento._meta.label: Clase(
        _("Evento"),
        ("get_tipo_display", "quienes_son", "lugar", "ciudad"),
        "descripcion",
        ("programa",),
        ("temas", "ods"),
    ),
    **{pagina._meta.label: Clase(_("Página"), (), "entradilla") for pagina in (RedesPage, PlataformasPage)},
    **{pagina._meta.label: Clase(_("Página"), (), "entradilla") for pagina in (PremiosPage, EventosPage)},
    **{pagina._meta.label: Clase(_("Página"), (), "entradilla") for pagina in (AnunciosPage, InformesPage)},
    SistemaPage._meta.label: Clase(
        _("Página"), resumen="entradilla", mas=lambda pagina: " ".join(map(str, pagina.lo_que_dice()))
    ),
    ConclusionPublica._meta.label: Clase(_("Conclusión"), ("instancia", "acogida_por"), "descripcion", ("respuesta",)),
    InformeAnual._meta.label: Clase(
        _("Informe anual"), ("anio",), "descripcion", ("gestion", "aprendizajes", "que_sigue")
    ),
    Anuncio._meta.label: Clase(
        _("Oferta o demanda"), ("get_clase_display", "get_modalidad_display"), "descripcion", ("condiciones",)
    ),
}


def _texto(valor):
    return normal(sin_control(texto_visible(str(valor or "")))).strip()


@transaction.atomic
def escribir(objeto):
    """Write down what ``objeto``, as it was just saved, says; if it is not live, take it away."""
    clase = CLASES[objeto._meta.label]
    if not objeto.live:
        quitar(objeto)
        return
    idioma = locales()[objeto.locale_id].language_code
    with override(idioma):
        dichos = [getattr(objeto, campo, "") for campo in clase.terminos]
        dichos = [dicho() if callable(dicho) else dicho for dicho in dichos]
        for relacion in clase.relacionados:
            dichos += list(getattr(objeto, relacion).all())
        terminos = " · ".join(_texto(dicho) for dicho in dichos if dicho)
        titulo = _texto(getattr(objeto, "title", objeto))
    resumen = _texto(getattr(objeto, clase.resumen, ""))
    cuerpo = "\n".join([*(_texto(getattr(objeto, campo)) for campo in clase.prosa), _texto(clase.mas(objeto))]).strip()
    entrada, _nueva = EntradaDelSitio.objects.update_or_create(
        clase=objeto._meta.label,
        objeto=objeto.pk,
        defaults={"idioma": idioma, "url": objeto.get_url() or "", "titulo": titulo, "resumen": resumen},
    )
    dicho = {"titulo": titulo, "terminos": terminos, "resumen": resumen, "cuerpo": cuerpo}
    raices = {columna: lista_de_raices(texto, idioma) for columna, texto in dicho.items()}
    raices["frecuentes"] = frecuentes([raiz for lista in raices.values() for raiz in lista])
    RaicesDeEntrada.objects.update_or_create(
        entrada=entrada,
        defaults={"idioma": idioma, **{columna: " ".join(lista) for columna, lista in raices.items()}},
    )


def quitar(objeto):
    EntradaDelSitio.objects.filter(clase=objeto._meta.label, objeto=objeto.pk).delete()


def _vivas():
    for etiqueta in CLASES:
        yield from apps.get_model(etiqueta).objects.filter(live=True).order_by("pk").iterator(chunk_size=200)


@transaction.atomic
def reconstruir():
    """Write all the entries anew from what is live; what is as it was keeps its row."""
    sobran = {(clase, objeto): pk for pk, clase, objeto in EntradaDelSitio.objects.values_list("pk", "clase", "objeto")}
    for objeto in _vivas():
        escribir(objeto)
        sobran.pop((objeto._meta.label, objeto.pk), None)
    EntradaDelSitio.objects.filter(pk__in=sobran.values()).delete()


@tarea("vocablos")
def rehacer():
    """The same, by a worker."""
    reconstruir()
    generacion.nueva()


def esta_completa():
    """Whether everything live has its entry, with its address, and nothing else."""
    vivas = {(objeto._meta.label, objeto.pk) for objeto in _vivas()}
    filas = RaicesDeEntrada.objects.exclude(entrada__url="").values_list("entrada__clase", "entrada__objeto")
    return vivas == set(filas)


def mostrar(numeros):
    """Those entries, in that order, each with ``nombre_de_clase``, what a reader calls its kind."""
    filas = EntradaDelSitio.objects.in_bulk(numeros)
    mostradas = [fila for numero in numeros if (fila := filas.get(numero)) and fila.url and fila.clase in CLASES]
    for fila in mostradas:
        fila.nombre_de_clase = CLASES[fila.clase].nombre
    return mostradas
