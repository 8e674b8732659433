"""What a cell of a spreadsheet may hold, whoever opens it."""

# A spreadsheet would run what begins like a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def celda(valor):
    """``valor`` for a cell: a list in one text, yes and no in words that programs read, and nothing that is run."""
    if isinstance(valor, list):
        valor = " | ".join(str(uno) for uno in valor)
    if isinstance(valor, bool):
        return "true" if valor else "false"
    return f"'{valor}" if isinstance(valor, str) and valor.startswith(_FORMULA) else valor
