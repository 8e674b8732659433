"""The rules of the rows of evidence, each with the sentence that stands beside its field."""

from django.utils.translation import gettext as _

from base.idiomas import es_traduccion

from .models.adopcion import Moneda
from .models.evidencia import Evidencia

MAXIMO = 20  # rows of a ficha: more than these nobody reads

_PORCENTAJES = (Evidencia.Medida.PORCENTAJE, Evidencia.Medida.VARIACION)


def demasiadas():
    return _("Caben %(maximo)s evidencias: deje las que más convencen y lleve las demás a un archivo.") % {
        "maximo": MAXIMO
    }


def revisar(fila):
    """What is wrong in a row of evidence (dict field → value): list of ``(field, sentence)``."""
    return [*_de_lo_que_demuestra(fila), *_de_la_medida(fila), *_de_las_fechas(fila)]


def _de_lo_que_demuestra(fila):
    if fila.get("valor") is None:
        if fila.get("linea_base") is not None or fila.get("esperado") is not None:
            yield "valor", _("Hay un antes o una meta y falta el después: escriba el valor.")
        elif not fila.get("cambio_duradero") and fila.get("tipo") != Evidencia.Tipo.RECONOCIMIENTO:
            yield "valor", _("Escriba el valor o, si no es una cifra, diga qué cambio duradero o reconocimiento es.")
    if not any(fila.get(campo) for campo in ("fuente", "enlace", "documento")):
        yield "fuente", _("Diga de dónde sale: quién lo dice, una dirección o un archivo de esta ficha.")


def _de_la_medida(fila):
    numeros = {campo: fila[campo] for campo in Evidencia.NUMEROS if fila.get(campo) is not None}
    medida, unidad = fila.get("medida"), (fila.get("unidad") or "").strip()
    if not numeros:
        return
    if medida == Evidencia.Medida.CANTIDAD and not unidad:
        yield (
            "unidad",
            _("Una cantidad necesita su unidad: de qué son %(numero)s.")
            % {"numero": f"{next(iter(numeros.values())):f}"},
        )
    if medida == Evidencia.Medida.DINERO and unidad not in Moneda.values:
        yield "unidad", _("Escriba una sola moneda, la misma para todas las cifras de la fila: USD, COP o EUR.")
    if medida == Evidencia.Medida.CANTIDAD and "%" in unidad:
        yield "medida", _("Si es un porcentaje, elija «parte de un total» o «variación» y quite el signo de la unidad.")
    for campo, valor in numeros.items():
        if medida == Evidencia.Medida.PORCENTAJE and not 0 <= valor <= 100:
            yield campo, _("La parte de un total va de 0 a 100 %. Si es cuánto creció o bajó, elija «variación».")
        elif medida not in _PORCENTAJES and valor < 0:
            yield campo, _("Una cantidad no es menor que cero. Si es cuánto bajó, elija «variación».")


def _de_las_fechas(fila):
    antes, despues = fila.get("linea_base_anio"), fila.get("anio")
    if antes and despues and antes > despues:
        yield "linea_base_anio", _("El año de antes no puede ser posterior al del valor: revise los dos.")


def fuente_ajena(documento, de_la_ficha):
    """The sentence for a source that is no file of the ficha (``de_la_ficha``: their numbers); empty if it is one."""
    if documento is None or documento in de_la_ficha:
        return ""
    return _("Ese documento no está entre los archivos de esta ficha: agréguelo en «Archivos» o elija otra fuente.")


def de_la_practica(practica):
    """What is wrong in the rows of evidence of ``practica``, each sentence with the row that it is of."""
    filas = list(practica.evidencias.all())
    if len(filas) > MAXIMO:
        yield demasiadas()
    de_la_ficha = {fila.documento_id for fila in practica.archivos.all()}
    # A translation names the files of its original, which may have others in their place in it.
    sueltas = () if es_traduccion(practica) else filas
    for fila in filas:
        frases = [frase for _campo, frase in revisar({**vars(fila), "documento": fila.documento_id})]
        frases += [frase for frase in [fuente_ajena(fila.documento_id, de_la_ficha)] if frase and fila in sueltas]
        yield from (f"«{fila.indicador}»: {frase}" for frase in frases)
