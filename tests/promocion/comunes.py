"""A target with what each test needs."""

import datetime

from formularios.models import Campo
from promocion.models import Objetivo, Regla


def objetivo(clave="premio-de-prueba", campos=(), reglas=(), **datos):
    """``campos``: dicts, or ``(source, maximum, unit)``; ``reglas``: dicts."""
    uno = Objetivo(
        **{
            "clave": clave,
            "clase": "premio",
            "nombre_es": "Premio de prueba",
            "nombre_en": "Test award",
            "admite": "si",
            "idiomas": ["es"],
            "fuente": "https://example.org/bases",
            "verificado": datetime.date(2026, 11, 1),
            **datos,
        }
    )
    uno.full_clean(exclude=["formulario"])
    uno.reglas = [Regla(**regla) for regla in reglas]
    uno.save()
    for orden, campo in enumerate(campos, start=1):
        agregar(uno, orden, campo)
    return uno


def agregar(uno, orden, campo):
    if not isinstance(campo, dict):
        fuente, maximo, unidad = campo
        campo = {"fuente": fuente, "maximo": maximo, "unidad": unidad, "limite": "exacto"}
    campo = {
        "clave": f"{campo['fuente'] or 'campo'}_{orden}",
        "tipo": "prosa",
        "etiqueta_es": f"Pregunta {orden}",
        "etiqueta_en": f"Question {orden}",
        "obligatorio": True,
        "limite_fuente": "https://example.org/bases",
        "limite_verificado": datetime.date(2026, 11, 1),
        **campo,
    }
    nuevo = Campo(formulario=uno.formulario, orden=orden, **campo)
    nuevo.full_clean()
    nuevo.save()
    return nuevo


def renglon(ajuste, que):
    return next(uno for uno in ajuste.renglones if uno.que == que)
