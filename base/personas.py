"""Persons that texts name (Ley 1581 de 2012): what is public of them, and where that is judged. One rule for all.

A person is private unless they agreed to be published, and they agree or not in the Spanish original: its translations
ask it each time that they are read, and keep no consent that it has withdrawn. Whatever holds a person says so with
``datos_de_persona``, and is shown through these functions only.
"""

from dataclasses import dataclass

from .idiomas import original_de


@dataclass(frozen=True)
class DatosDePersona:
    """The fields of a model that hold a person: ``campos`` are shown together or not at all.

    ``identidad``: those that tell one person from another, the name first. ``autoriza``: the field with the consent.
    """

    campos: tuple
    identidad: tuple
    autoriza: str = "autoriza"

    def consiente(self, objeto):
        return bool(getattr(objeto, self.autoriza) and getattr(objeto, self.identidad[0]))

    def quien(self, objeto):
        return tuple(getattr(objeto, campo) for campo in self.identidad)


def filas_publicas(objeto, relacion):
    """The rows of ``objeto`` with persons who agree today to be published: list."""
    filas = [fila for fila in getattr(objeto, relacion).all() if fila.datos_de_persona.consiente(fila)]
    original = original_de(objeto) if filas else None  # where they agreed
    if original is None or original is objeto:
        return filas if original else []
    suyas = getattr(original, relacion).all()
    autorizan = {fila.datos_de_persona.quien(fila) for fila in suyas if fila.datos_de_persona.consiente(fila)}
    return [fila for fila in filas if fila.datos_de_persona.quien(fila) in autorizan]


def persona_publica(objeto):
    """The person that ``objeto`` itself holds, if they agree today to be published: dict of its ``campos``; or None."""
    datos = objeto.datos_de_persona
    original = original_de(objeto) if datos.consiente(objeto) else None
    if original is None or not datos.consiente(original) or datos.quien(original) != datos.quien(objeto):
        return None
    return {campo: getattr(objeto, campo) for campo in datos.campos}
