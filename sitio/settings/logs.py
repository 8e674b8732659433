"""Where what happens is written. In production: lines of JSON on the standard error, and the ledger on its own.

What a command writes on the standard output stays clean.
"""


def en_renglones(registro_json="-", correo_a_admins=False):
    """``LOGGING`` for production.

    ``registro_json``: file of the lines of the ledger; ``-``, the standard error, among the others; empty, nowhere.
    ``correo_a_admins``: an error that nobody caught is also mailed to ``ADMINS``.
    """
    handlers = {
        "salida": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stderr",
            "formatter": "renglon",
            "filters": ["con_peticion", "sin_lo_sabido"],
        },
        "registro": {"class": "logging.NullHandler"},
        "admins": {"class": "base.logs.CorreoAAdmins", "level": "ERROR", "filters": ["con_peticion"]},
    }
    if registro_json == "-":
        handlers["registro"] = {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "linea"}
    elif registro_json:
        handlers["registro"] = {
            "class": "logging.handlers.WatchedFileHandler",
            "filename": registro_json,
            "formatter": "linea",
            "encoding": "utf-8",
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "renglon": {"()": "base.logs.Renglon", "json_ensure_ascii": False},
            "linea": {"()": "aval.espejo.UnaLinea"},
        },
        "filters": {
            "con_peticion": {"()": "base.logs.ConPeticion"},
            "sin_lo_sabido": {"()": "base.logs.SinLoSabido"},
        },
        "handlers": handlers,
        "root": {"handlers": ["salida"], "level": "WARNING"},
        "loggers": {
            "banco": {"level": "INFO"},
            "banco.registro": {
                "handlers": ["registro"],
                "level": "INFO" if registro_json else "CRITICAL",
                "propagate": False,
            },
            # Django's own would write its lines a second time, as plain text.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.request": {"handlers": ["admins"] if correo_a_admins else []},
            # Each declaration of a style sheet that it does not know, in each PDF.
            "weasyprint": {"level": "CRITICAL"},
            "fontTools": {"level": "ERROR"},
        },
    }
