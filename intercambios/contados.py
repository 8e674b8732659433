"""What the public reads of Bogotá Aprende and Bogotá Enseña: the exchanges told under the aval, and the figures."""

import csv
from io import StringIO

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.search import index

from base.hojas import celda
from publicables.campos import iguales, prosa
from publicables.indices import IndicePage
from publicables.models import POR_SU_BORRADOR, Publicable
from redes.mapa.puntos import BOGOTA, en_el_mapa
from redes.mapa.regiones import NOMBRES
from vocabulario.models import Ciudad

from . import encuestas, indicadores, paises
from .declaradas import CifraDeclarada
from .procesos import Proceso

POR_PAGINA = 30


class Intercambio(Publicable):
    """An exchange as it is told in public, made from its process, which stays inside."""

    class Linea(models.TextChoices):
        APRENDE = "aprende", gettext_lazy("Bogotá Aprende")
        ENSENA = "ensena", gettext_lazy("Bogotá Enseña")

    nombre = models.CharField(gettext_lazy("título"), max_length=200)
    linea = models.CharField(gettext_lazy("línea"), max_length=10, choices=Linea)
    anio = models.PositiveSmallIntegerField(gettext_lazy("año"))
    descripcion = prosa(gettext_lazy("qué se necesitaba y qué se intercambió"))
    aprendizajes = prosa(gettext_lazy("qué se aprendió"))
    que_sigue = prosa(gettext_lazy("qué se hará con ello"))
    con_encuesta = models.BooleanField(
        gettext_lazy("mostrar los totales de la encuesta"),
        default=False,
        help_text=gettext_lazy("Solo totales, de encuestas cerradas con cinco respuestas o más."),
    )

    pagina_indice = "intercambios.AprendePage"
    indispensables = ("nombre", "linea", "anio", "descripcion", "aprendizajes")  # type: ignore[assignment]  # of the base, empty
    se_espera = ("que_sigue",)
    campos_de_lectura = ("nombre", "linea", "anio", "descripcion", "aprendizajes", "que_sigue", "con_encuesta", "slug")
    override_translatable_fields = iguales("linea", "anio", "con_encuesta")
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("nombre", boost=3),
        index.SearchField("descripcion"),
        index.AutocompleteField("nombre"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(Publicable.Meta):
        verbose_name = gettext_lazy("intercambio contado")
        verbose_name_plural = gettext_lazy("intercambios contados")
        ordering = ["-anio", "nombre"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="intercambio_slug_por_idioma")]

    def __str__(self):
        return self.nombre

    @cached_property
    def proceso(self):
        """The process that it tells; None of a text that was written from nothing."""
        return Proceso.objects.filter(publico__translation_key=self.translation_key).first()

    def incumplimientos(self):
        """It is told from its process, and only once that is closed."""
        faltan = super().incumplimientos()
        if self.proceso is None or self.proceso.estado != Proceso.Estado.CERRADO:
            faltan.append(("nombre", _("Solo se publica lo que cuenta un proceso cerrado, y desde ese proceso.")))
        return faltan

    @property
    def partes(self):
        """What it tells, part by part: those that say something, with their headings."""
        partes = (
            ("descripcion", _("Qué se necesitaba y qué se intercambió")),
            ("aprendizajes", _("Qué se aprendió")),
            ("que_sigue", _("Qué se hará con ello")),
        )
        return [(campo, titulo, getattr(self, campo)) for campo, titulo in partes if getattr(self, campo)]


class AprendePage(IndicePage):
    """What the city learnt and taught: each figure as it is counted beside how it is declared, and the exchanges."""

    presentacion = prosa(gettext_lazy("qué es el programa"))

    template = "intercambios/aprende_page.html"
    plantilla_de_detalle = "intercambios/intercambio.html"
    content_panels = [*IndicePage.content_panels, FieldPanel("presentacion")]
    campos_de_lectura = ("title", "entradilla", "presentacion", "slug")
    search_fields = [*IndicePage.search_fields, index.SearchField("presentacion")]

    class Meta:
        verbose_name = gettext_lazy("página de Bogotá Aprende y Enseña")
        verbose_name_plural = gettext_lazy("páginas de Bogotá Aprende y Enseña")

    modelo = Intercambio

    def lo_que_dice(self):
        return [self.presentacion]

    def contexto_de_indice(self, request):
        contado = indicadores.Contado()
        grupos, fuentes = cuadro(contado)
        return {
            "grupos": grupos,
            "fuentes": fuentes,
            "intercambios": Paginator(self.objetos().order_by("-anio", "nombre", "pk"), POR_PAGINA).get_page(
                request.GET.get("p")
            ),
            **atlas(contado),
        }

    def contexto_de_detalle(self, objeto, request):
        proceso = objeto.proceso if objeto.con_encuesta else None
        return super().contexto_de_detalle(objeto, request) | {
            "encuesta": encuestas.totales(proceso) if proceso else None
        }

    @path("datos/csv/")
    def csv(self, request):
        """Every figure, counted or declared, in a row of its own: there is no column in which they could be added."""
        salida = StringIO()
        hoja = csv.writer(salida)
        hoja.writerow(
            (
                *(_("línea"), _("indicador"), _("origen"), _("calificador"), _("valor"), _("período")),
                *(_("cómo se cuenta o quién lo declara"), _("nota")),
            )
        )
        for grupo in cuadro(indicadores.Contado())[0]:
            for fila in grupo["filas"]:
                nombre = str(fila["indicador"].nombre)
                desde = _("desde %(dia)s") % {"dia": fila["desde"].isoformat()} if fila["desde"] else ""
                hoja.writerow(
                    map(
                        celda,
                        (
                            *(
                                grupo["titulo"],
                                nombre,
                                _("contado por el sistema"),
                                "",
                                fila["valor"] if desde else "",
                                desde,
                            ),
                            *(str(fila["indicador"].como), ""),
                        ),
                    )
                )
                for una in (*fila["declaradas"], *fila["metas"]):
                    hoja.writerow(
                        map(
                            celda,
                            (
                                *(grupo["titulo"], nombre, una.get_clase_display(), una.get_calificador_display()),
                                *(una.valor, una.periodo, una.fuente, una.nota),
                            ),
                        )
                    )
        respuesta = HttpResponse("\ufeff" + salida.getvalue(), content_type="text/csv; charset=utf-8")
        respuesta.headers["Content-Disposition"] = 'attachment; filename="bogota-aprende-y-ensena.csv"'
        return respuesta


def cuadro(contado):
    """Each indicator with what is counted, what is declared and its targets, by line; and the sources: two lists.

    Each declared figure has the ``numero`` of its source, which is its place in the second list.
    """
    fuentes: dict[tuple[str, str], int] = {}
    declaradas: dict[str, list] = {}
    for una in CifraDeclarada.objects.all():
        una.numero = fuentes.setdefault((una.fuente, una.enlace), len(fuentes) + 1)
        declaradas.setdefault(una.indicador, []).append(una)
    grupos = []
    for linea, titulo in indicadores.LINEAS:
        filas = []
        for uno in indicadores.todos():
            if uno.linea != linea:
                continue
            suyas = declaradas.get(uno.clave, [])
            filas.append(
                {
                    "indicador": uno,
                    "valor": uno.formula(contado),
                    "desde": uno.desde(contado),
                    "declaradas": [una for una in suyas if una.clase == CifraDeclarada.Clase.RESULTADO],
                    "metas": [una for una in suyas if una.clase == CifraDeclarada.Clase.META],
                }
            )
        grupos.append({"clave": linea, "titulo": str(titulo), "filas": filas})
    return grupos, [{"numero": numero, "texto": texto, "enlace": enlace} for (texto, enlace), numero in fuentes.items()]


def atlas(contado):
    """The countries that shared something: for the table by continent, and for the map where one of its cities is."""
    ciudades: dict[str, Ciudad] = {}
    con_lugar = Ciudad.objects.filter(pais__in=list(contado.paises), latitud__isnull=False, longitud__isnull=False)
    for ciudad in con_lugar.order_by("codigo"):
        ciudades.setdefault(str(ciudad.pais), ciudad)
    filas = [
        {
            "nombre": countries.name(pais),
            "continente": str(paises.NOMBRES[paises.continente_de(pais)]),
            "cuantos": cuantos,
            "punto": en_el_mapa(ciudades[pais]) if pais in ciudades else None,
        }
        for pais, cuantos in contado.paises.items()
    ]
    filas.sort(key=lambda fila: (fila["continente"], fila["nombre"]))
    return {
        "paises": filas,
        "continentes": len({fila["continente"] for fila in filas}),
        "bogota": BOGOTA,
        "hay_fuera_del_mapa": len(ciudades) < len(filas),
        "alcance": {grupo: {"tono": 0} for grupo in NOMBRES},
    }
