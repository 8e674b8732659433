"""The evidence of a live practice as the public reads it: in words, in figures to be drawn, and as data."""

from decimal import Decimal
from types import SimpleNamespace

from django.utils.functional import cached_property

from practicas import cifras
from practicas.models import Evidencia

from .catalogo import catalogo, por_numero

# What of a row goes to the read model as it is.
_LLANOS = (
    *("indicador", "medida", "unidad", "linea_base_anio", "calificador", "anio", "periodo", "desagregacion"),
    *("cumplimiento", "tipo", "enlace", "fuente", "cambio_duradero", "nota"),
)
# Of a bar, in hundredths of the widest one.
_ANCHO = 100


def de_la_pagina(pagina):
    """What the read model keeps of the rows of ``pagina``: list of dicts."""
    filas = pagina.evidencias.select_related("documento")
    titulos = {fila.documento_id: fila.titulo for fila in pagina.archivos.all()} if filas else {}
    criterios = por_numero("criterio") if filas else {}
    return [
        {
            "id": str(fila.translation_key),
            **{campo: getattr(fila, campo) for campo in _LLANOS},
            **{campo: _texto(getattr(fila, campo)) for campo in Evidencia.NUMEROS},
            "criterio": criterios[fila.criterio_id].codigo if fila.criterio_id in criterios else "",
            "documento": {
                "titulo": titulos.get(fila.documento_id) or fila.documento.title,
                "url": fila.documento.url,
            }
            if fila.documento
            else None,
        }
        for fila in filas
    ]


def _texto(numero):
    return None if numero is None else f"{numero:f}"


class EvidenciaPublica(SimpleNamespace):
    """A row of the read model. It has the fields of ``Evidencia``, ``criterio`` being the code of the term."""

    def __init__(self, datos):
        numeros = {campo: datos[campo] and Decimal(datos[campo]) for campo in Evidencia.NUMEROS}
        super().__init__(**{**datos, **numeros})

    def nombre_de(self, campo):
        """What people call the choice that it has for ``campo``; empty if it has none."""
        return str(dict(Evidencia._meta.get_field(campo).flatchoices).get(getattr(self, campo), ""))

    @property
    def tipo_dicho(self):
        return self.nombre_de("tipo")

    @property
    def cumplimiento_dicho(self):
        return self.nombre_de("cumplimiento")

    @property
    def cambio_dicho(self):
        return self.nombre_de("cambio_duradero")

    @property
    def en_una_linea(self):
        return cifras.en_una_linea(self)

    @property
    def antes(self):
        return cifras.antes(self)

    @property
    def despues(self):
        return cifras.despues(self)

    @property
    def meta(self):
        return cifras.cantidad(self, self.esperado)

    @property
    def criterio_dicho(self):
        termino = catalogo()["criterio"].get(self.criterio)
        return termino.nombre if termino else ""

    @cached_property
    def barras(self):
        """Before and after, to be drawn: list of ``(in words, width in hundredths)``; empty if they do not compare."""
        if self.linea_base is None or self.valor is None or min(self.linea_base, self.valor) < 0:
            return []
        ancho = 100 if self.medida == cifras.PORCENTAJE else max(self.linea_base, self.valor)
        if not ancho:
            return []
        return [
            (dicho, max(1, round(_ANCHO * cuanto / ancho)))
            for dicho, cuanto in ((self.antes, self.linea_base), (self.despues, self.valor))
        ]

    @property
    def como_datos(self):
        """For machines: its fields, numbers as text, choices by their code, and the whole in one line."""
        return {
            "id": self.id,
            **{campo: getattr(self, campo) for campo in _LLANOS},
            **{campo: _numero(getattr(self, campo)) for campo in Evidencia.NUMEROS},
            "criterio": self.criterio,
            "documento": self.documento,
            "en_una_linea": self.en_una_linea,
        }


def _numero(valor):
    return None if valor is None else f"{valor.normalize():f}"
