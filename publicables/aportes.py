"""What other rooms add to the public page of a thing.

A network does not know the practices, the awards or the events that are tied to it: whoever ties itself to it says
here, when the site starts, what its page shows of that.
"""

from collections import defaultdict

_APORTES = defaultdict(list)


def aportar(modelo, aporte):
    """Have ``aporte`` (thing → dict for its template) asked for each page of a ``modelo``."""
    _APORTES[modelo].append(aporte)


def aportes_de(objeto):
    """All that was said of the kind of ``objeto``, for its template: dict."""
    return {clave: valor for aporte in _APORTES[type(objeto)] for clave, valor in aporte(objeto).items()}
