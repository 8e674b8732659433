"""What the API says of a practice beside its prose: from the read model, so only what is approved and consented.

Each field has beside how it is read what it says and its JSON Schema: the description of the API is made of them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rest_framework.fields import Field
from wagtail.api import APIField

from aval.dictamen import Nivel, Resultado
from aval.rutas import RUTAS
from base import marco
from practicas.aportes import EnQue
from practicas.ficha import FICHA
from practicas.models import Costo, Evidencia, Formato, IdiomaDeTrabajo, Moneda, Tiempo

from .. import vistazo
from ..vinculos import viajes
from ..vistazo import DISPONIBILIDAD


@dataclass(frozen=True)
class Dato:
    """``leer(ficha)``: what the field says of a ``FichaPublica``; ``esquema``: of what shape; ``dice``: in words."""

    leer: Callable
    esquema: dict
    dice: str | Promise


def _objeto(**propiedades):
    return {"type": "object", "required": list(propiedades), "properties": propiedades}


def _lista(de):
    return {"type": "array", "items": de}


def _o_nada(esquema):
    return {"oneOf": [esquema, {"type": "null"}]}


_TEXTO, _NUMERO, _DIRECCION = {"type": "string"}, {"type": "integer"}, {"type": "string", "format": "uri-reference"}
_UUID = {"type": "string", "format": "uuid"}
_TERMINO = _objeto(codigo=_TEXTO, nombre=_TEXTO)
_VINCULO = _objeto(id=_UUID, nombre=_TEXTO)
_PERSONA = {"type": "object", "additionalProperties": _TEXTO}
_FECHA = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_MONTO = {"type": "string", "pattern": r"^\d+(\.\d+)?$"}


def _terminos(terminos):
    return [{"codigo": uno.codigo, "nombre": uno.nombre} for uno in terminos if uno]


def _uno(termino):
    return next(iter(_terminos([termino])), None)


def _viajes(que):
    return lambda ficha: viajes(ficha)[que]


_DE_UNA_ADAPTACION = (
    *("id", "nombre", "ciudad", "pais", "organizacion", "anio", "etapa", "adaptacion", "quien_lo_dice"),
    *("enlace", "url"),
)
_ADAPTACION = _objeto(
    **{campo: _TEXTO for campo in _DE_UNA_ADAPTACION}
    | {"id": _UUID, "anio": {"type": ["integer", "null"]}, "enlace": _DIRECCION, "url": _DIRECCION}
)


def _adaptaciones(ficha, que):
    return [{campo: una[campo] for campo in _DE_UNA_ADAPTACION} for una in viajes(ficha)[que]]


def _presupuesto(ficha):
    montos = ficha.datos["presupuesto"]
    return {**montos, "moneda": ficha.datos["moneda"]} if montos else None


def _aporte(organizacion):
    if organizacion.aporte is None:
        return None
    en_dinero = organizacion.aporte_en == EnQue.MONTO
    return {
        "valor": str(organizacion.aporte),
        "en": organizacion.aporte_en,
        "moneda": organizacion.moneda if en_dinero else None,
    }


def _evidencia(ficha):
    dictamen = ficha.dictamen
    return dictamen.nivel and {
        "nivel": dictamen.nivel.value,
        "nombre": str(dictamen.nivel.label),
        "razon": dictamen.razon[0],
        "documento": dictamen.documento,
    }


def _hallazgos(ficha):
    return [
        {"criterio": uno.nombre, "resultado": uno.resultado.value, "frase": uno.frase}
        for uno in ficha.dictamen.criterios
    ]


def _aval(ficha):
    return {
        "fecha": localtime(ficha.avalada).isoformat(),
        "version": ficha.datos["version"],
        "id": ficha.datos.get("aval"),
    }


def _vigencia(ficha):
    aviso = ficha.aviso_de_fin
    return {
        "verificada": localtime(ficha.vigencia).date().isoformat(),
        "al_dia": not (ficha.sin_verificar or aviso),
        "terminada": bool(aviso),
        "fin": aviso.fin.isoformat() if aviso and aviso.fin else None,
        "por_que": aviso.frase(ficha.idioma) if aviso else None,
    }


def _o_nulo(*tipos):
    return {"type": [*tipos, "null"]}


def _de_opciones(opciones):
    return {"enum": [*opciones.values]}


_APORTE = _o_nada(_objeto(valor=_MONTO, en={"enum": EnQue.values}, moneda=_o_nada(_de_opciones(Moneda))))
_COSTO = _objeto(
    banda=_o_nada(_de_opciones(Costo)),
    monto=_o_nada(_MONTO),
    moneda=_o_nada(_de_opciones(Moneda)),
    anio=_o_nulo("integer"),
)
_VISTAZO = _objeto(
    resultado=_o_nulo("string"),
    evidencia=_o_nada({"enum": Nivel.values}),
    costo=_COSTO,
    equipo=_o_nulo("string"),
    tiempo_primeros_resultados=_o_nada(_de_opciones(Tiempo)),
    condiciones_previas=_o_nulo("string"),
    disponibilidad={"enum": [*DISPONIBILIDAD]},
    formatos=_lista(_de_opciones(Formato)),
    idiomas_de_trabajo=_lista(_de_opciones(IdiomaDeTrabajo)),
    cupo_anual=_o_nulo("integer"),
    correo=_o_nulo("string"),
    donde_se_pide=_o_nada(_DIRECCION),
)
_CIFRA = _o_nada({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"})
_EVIDENCIA = _objeto(
    id=_UUID,
    **{campo: _TEXTO for campo in ("indicador", "unidad", "periodo", "desagregacion", "fuente", "nota", "enlace")},
    **{campo: _CIFRA for campo in Evidencia.NUMEROS},
    **{campo: _o_nulo("integer") for campo in ("linea_base_anio", "anio")},
    **{
        campo: _de_opciones(getattr(Evidencia, opciones))
        for campo, opciones in (
            ("medida", "Medida"),
            ("calificador", "Calificador"),
            ("tipo", "Tipo"),
        )
    },
    **{
        campo: {"enum": ["", *getattr(Evidencia, opciones).values]}
        for campo, opciones in (
            ("cumplimiento", "Cumplimiento"),
            ("cambio_duradero", "CambioDuradero"),
        )
    },
    criterio=_TEXTO,
    documento=_o_nada(_objeto(titulo=_TEXTO, url=_DIRECCION)),
    en_una_linea=_TEXTO,
)


# Field of the API → what it says.
CAMPOS = {
    "uuid": Dato(
        lambda ficha: str(ficha.clave), _UUID, _("Identificador de la práctica, el mismo en los dos idiomas (UUID)")
    ),
    "es_para_mi": Dato(
        lambda ficha: vistazo.como_datos(ficha, marco.PEDIR(ficha.clave) if marco.PEDIR else ""),
        _VISTAZO,
        _("¿Es para mí?: resultado, costo, equipo, tiempo y si se puede pedir; nulo o vacío, lo que no se informa"),
    ),
    "evidencias": Dato(
        lambda ficha: [una.como_datos for una in ficha.evidencias],
        _lista(_EVIDENCIA),
        _("Lo que demuestra sus resultados: cada cifra, con su antes, su fuente y el criterio que respalda"),
    ),
    "entidad": Dato(lambda ficha: _uno(ficha.entidad), _o_nada(_TERMINO), _("Entidad líder")),
    "sector": Dato(
        lambda ficha: _uno(ficha.entidad.sector) if ficha.entidad else None,
        _o_nada(_TERMINO),
        _("Sector administrativo de la entidad"),
    ),
    "organizaciones": Dato(
        lambda ficha: [
            {**(_uno(una.entidad) if una.entidad else {"codigo": None, "nombre": una.nombre}), "aporte": _aporte(una)}
            for una in ficha.organizaciones
        ],
        _lista(_objeto(codigo={"type": ["string", "null"]}, nombre=_TEXTO, aporte=_APORTE)),
        _(
            "Entidades y organizaciones relacionadas, las más cercanas primero; sin código si no son del Distrito, "
            "y sin aporte si no se conoce"
        ),
    ),
    "tema": Dato(lambda ficha: _uno(ficha.tema), _o_nada(_TERMINO), _("Área temática")),
    "subtema": Dato(lambda ficha: _uno(ficha.subtema), _o_nada(_TERMINO), _("Subtema")),
    # As precisely as they are known: the day, the month or the year alone.
    "fecha_inicio": Dato(
        lambda ficha: ficha.desde_iso or None, _o_nada(_FECHA), _("Fecha de inicio, hasta donde se conoce")
    ),
    "fecha_fin": Dato(
        lambda ficha: ficha.hasta_iso or None,
        _o_nada(_FECHA),
        _("Fecha de terminación, hasta donde se conoce; vacía si sigue en marcha"),
    ),
    "toda_la_ciudad": Dato(lambda ficha: ficha.toda_la_ciudad, {"type": "boolean"}, _("Si ocurre en toda la ciudad")),
    "localidades": Dato(lambda ficha: _terminos(ficha.localidades), _lista(_TERMINO), _("Localidades")),
    "poblaciones": Dato(lambda ficha: _terminos(ficha.poblaciones), _lista(_TERMINO), _("Poblaciones objetivo")),
    "ods": Dato(
        lambda ficha: [{"numero": uno.numero, "nombre": uno.nombre} for uno in ficha.ods],
        _lista(_objeto(numero=_NUMERO, nombre=_TEXTO)),
        _("Objetivos de Desarrollo Sostenible"),
    ),
    "rutas": Dato(
        lambda ficha: ficha.facetas["ruta"],
        _lista({"enum": [*RUTAS]}),
        _("Rutas que dio la DDRI"),
    ),
    "evidencia": Dato(
        _evidencia,
        _o_nada(_objeto(nivel={"enum": Nivel.values}, nombre=_TEXTO, razon=_TEXTO, documento=_TEXTO)),
        _("Cómo se sabe que funciona, según el estudio de la DDRI; nada si no lo decidió"),
    ),
    "hallazgos": Dato(
        _hallazgos,
        _lista(_objeto(criterio=_TEXTO, resultado={"enum": Resultado.values}, frase=_TEXTO)),
        _("Lo que encontró la DDRI en cada criterio, donde lo publicó"),
    ),
    "conjuntos_de_criterios": Dato(
        lambda ficha: ficha.dictamen.conjuntos,
        _lista(_TEXTO),
        _("De quién son los criterios que cumple todos, donde la DDRI publicó lo que encontró"),
    ),
    "presupuesto": Dato(
        _presupuesto,
        _o_nada(
            {
                "type": "object",
                "required": ["moneda"],
                "properties": {
                    "total": _MONTO,
                    "financiero": _MONTO,
                    "especie": _MONTO,
                    "otro": _MONTO,
                    "moneda": {"enum": ["USD", "COP", "EUR"]},
                },
            }
        ),
        _("Presupuesto ejecutado: los montos que se publican, y su moneda"),
    ),
    "redes": Dato(_viajes("redes"), _lista(_VINCULO), _("Redes de ciudades en las que está")),
    "plataformas": Dato(
        _viajes("plataformas"),
        _lista(_objeto(id=_UUID, nombre=_TEXTO, enlace=_DIRECCION)),
        _("Plataformas que la tienen"),
    ),
    "eventos": Dato(_viajes("eventos"), _lista(_VINCULO), _("Eventos en los que se mostró")),
    "premios": Dato(_viajes("premios"), _lista(_VINCULO), _("Premios que ha recibido")),
    "reconocimientos": Dato(
        _viajes("reconocimientos"), _lista(_VINCULO), _("Reconocimientos: premio, año, categoría y resultado")
    ),
    "adaptaciones": Dato(
        lambda ficha: _adaptaciones(ficha, "van"),
        _lista(_ADAPTACION),
        _("Dónde la adaptaron otras ciudades, y quién lo dice"),
    ),
    "origenes": Dato(
        lambda ficha: _adaptaciones(ficha, "vienen"),
        _lista(_ADAPTACION),
        _("Las prácticas de otras ciudades de las que nació"),
    ),
    "palabras_clave": Dato(
        lambda ficha: [clave for clave, _idioma in ficha.palabras_clave],
        _lista(_TEXTO),
        _("Palabras clave, en el idioma de la práctica las que lo tienen"),
    ),
    "contactos": Dato(
        lambda ficha: ficha.contactos, _lista(_PERSONA), _("Personas de contacto que autorizaron publicarlas")
    ),
    "actores": Dato(lambda ficha: ficha.actores, _lista(_PERSONA), _("Actores clave que autorizaron publicarlos")),
    "archivos": Dato(
        lambda ficha: [
            {dato: uno[dato] for dato in ("titulo", "tipo", "bytes", "url")} for uno in ficha.datos["archivos"]
        ],
        _lista(_objeto(titulo=_TEXTO, tipo=_TEXTO, bytes=_NUMERO, url=_DIRECCION)),
        _("Archivos adjuntos"),
    ),
    "videos": Dato(
        lambda ficha: ficha.datos.get("videos", []),
        _lista(
            _objeto(
                titulo=_TEXTO,
                url=_TEXTO,
                tipo=_TEXTO,
                bytes={"type": ["integer", "null"]},
                enlace=_TEXTO,
                subtitulos=_lista(_objeto(idioma=_TEXTO, url=_DIRECCION)),
                transcripcion=_TEXTO,
                credito=_TEXTO,
            )
        ),
        _("Videos: los que están aquí tienen «url»; los de otra plataforma, «enlace»"),
    ),
    "vigencia": Dato(
        _vigencia,
        _objeto(
            verificada=_FECHA,
            al_dia={"type": "boolean"},
            terminada={"type": "boolean"},
            fin={**_FECHA, "type": ["string", "null"]},
            por_que=_o_nulo("string"),
        ),
        _(
            "Cuándo dijo por última vez quien la conoce que sigue siendo así y si todavía está al día; si se lee con "
            "un aviso de que terminó, cuándo y por qué"
        ),
    ),
    "aval": Dato(
        _aval,
        _objeto(fecha={"type": "string", "format": "date-time"}, version=_NUMERO, id=_UUID),
        _("El aval vigente: cuándo (ISO 8601, hora de Bogotá), su número y su identificador público"),
    ),
}


class DeLaFicha(Field):
    """A field of the API that the ``FichaPublica`` of the page answers."""

    def __init__(self, **opciones):
        super().__init__(**{"read_only": True, "source": "*", **opciones})

    def to_representation(self, pagina):
        # The names of the lists in the language of the practice, whatever the browser asks for.
        with override(pagina.publicada.idioma):
            return CAMPOS[self.field_name].leer(pagina.publicada)


def campos_de_la_api(ficha=FICHA):
    """What the API says of a practice: what its ficha says is for it, and what the read model knows."""
    return [
        *(APIField(campo) for campo in ficha.en_la_api if campo not in CAMPOS),
        *(APIField(campo, serializer=DeLaFicha()) for campo in CAMPOS),
    ]
