"""The open data of the evidence: a row of the file for each row of a ficha, in each language that it is live in."""

from typing import NamedTuple

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aval.lectura import nombre_de
from base.texto import escribible
from practicas.models import Evidencia

from ...direcciones import direccion_de
from ...evidencias import EvidenciaPublica
from ...models.publicada import FichaPublica
from . import fichas
from .columnas import Columna

_llamado = lazy(nombre_de, str)
_DE_UNA_VEZ = 200


class Lectura(NamedTuple):
    """What the columns read: the practice, the row, and where it comes among those of its practice."""

    ficha: FichaPublica
    evidencia: EvidenciaPublica
    lugar: int
    raiz: str


def _llano(campo):
    def leer(uno):
        valor = getattr(uno.evidencia, campo)
        return "" if valor is None else valor

    return Columna(campo, _llamado(Evidencia, campo), leer)


def _numero(campo):
    def leer(uno):
        valor = getattr(uno.evidencia, campo)
        return "" if valor is None else float(valor)

    return Columna(campo, _llamado(Evidencia, campo), leer)


def _escogido(campo):
    dice = format_lazy("{} ({})", _llamado(Evidencia, campo), _("código, el mismo en los dos idiomas"))
    yield Columna(f"{campo}_codigo", dice, lambda uno: getattr(uno.evidencia, campo))
    yield Columna(campo, _llamado(Evidencia, campo), lambda uno: uno.evidencia.nombre_de(campo))


_COLUMNAS = (
    Columna("id", _("Identificador, el mismo en los dos idiomas (UUID)"), lambda uno: uno.evidencia.id),
    Columna("practica_id", _("El «id» de su práctica en el archivo practicas"), lambda uno: str(uno.ficha.clave)),
    Columna("practica", _("Práctica"), lambda uno: uno.ficha.titulo),
    Columna("idioma", _("Idioma de la fila: es o en"), lambda uno: uno.ficha.idioma),
    Columna(
        "url",
        _("Dirección permanente"),
        lambda uno: f"{uno.raiz}{direccion_de(uno.ficha, uno.ficha.idioma)}#evidencia",
    ),
    Columna("lugar", _("Qué lugar ocupa entre las de su práctica, desde 1"), lambda uno: uno.lugar),
    _llano("indicador"),
    *_escogido("medida"),
    _llano("unidad"),
    _numero("linea_base"),
    _llano("linea_base_anio"),
    *_escogido("calificador"),
    _numero("valor"),
    *(_llano(campo) for campo in ("anio", "periodo", "desagregacion")),
    _numero("esperado"),
    *(columna for campo in ("cumplimiento", "tipo", "cambio_duradero") for columna in _escogido(campo)),
    Columna("criterio_codigo", _("Criterio que respalda (código)"), lambda uno: uno.evidencia.criterio),
    Columna("criterio", _llamado(Evidencia, "criterio"), lambda uno: uno.evidencia.criterio_dicho),
    _llano("fuente"),
    _llano("enlace"),
    Columna(
        "documento_url",
        _llamado(Evidencia, "documento"),
        lambda uno: f"{uno.raiz}{uno.evidencia.documento['url']}" if uno.evidencia.documento else "",
    ),
    _llano("nota"),
)


def columnas():
    return _COLUMNAS


def filas(raiz):
    """Every row, a dict of the columns, oldest practice first."""
    for ficha in FichaPublica.objects.order_by("publicada", "pk").iterator(chunk_size=_DE_UNA_VEZ):
        with override(ficha.idioma):
            for lugar, evidencia in enumerate(ficha.evidencias, start=1):
                lectura = Lectura(ficha, evidencia, lugar, raiz)
                yield escribible({columna.nombre: columna.leer(lectura) for columna in _COLUMNAS})


def cuantas():
    return sum(len(datos.get("evidencias", ())) for datos in FichaPublica.objects.values_list("datos", flat=True))


ultima = fichas.ultima
