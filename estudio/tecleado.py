"""What was typed on a screen beside what was just sent from it: it is there again when the screen comes back.

The study and the conversation have dozens of boxes and one form. Whoever presses the button of one of them loses
nothing of the others.
"""

_CAJAS = ("pregunta-", "respuesta-", "motivo-")
_DE_LA_CARTA = ("comentario-", "carta")


def guardar(request, clave, menos=()):
    """Keep what the form has in its boxes, less those whose names begin by any of ``menos``."""
    dicho = {
        nombre: valor
        for nombre, valor in request.POST.items()
        if nombre.startswith((*_CAJAS, *_DE_LA_CARTA)) and valor.strip() and not nombre.startswith(tuple(menos))
    }
    request.session[f"tecleado:{clave}"] = dicho


def sacar(request, clave):
    """What was kept, once: dict of the name of the box → its text."""
    return request.session.pop(f"tecleado:{clave}", {})


def de_la_conversacion(escrito):
    """The texts of its boxes, of what a form has: list; those that say nothing, not."""
    return [valor for nombre, valor in escrito.items() if nombre.startswith(_CAJAS) and valor.strip()]
