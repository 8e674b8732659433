"""The menu of the admin: what the rooms put in it one by one, together where people would look for it."""

from copy import copy

from django.utils.translation import gettext as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

# Name of the group → icon, place, and the names of what stands in it, in order. A group that is itself in another is
# opened: the menu has two floors.
GRUPOS = {
    "sistema-distrital": (
        lambda: _("Sistema Distrital"),
        "group",
        220,
        ("sistema", "conclusiones-acogidas", "oferta-y-demanda", "diagnostico", "informe", "informes-anuales"),
    ),
    "aprende-y-ensena": (
        lambda: _("Aprende y Enseña"),
        "globe",
        297,
        ("procesos", "intercambios-contados", "cifras-declaradas"),
    ),
    "buzon": (lambda: _("Buzón"), "mail", 300, ("pedidos", "cartas", "correcciones", "suscripciones")),
    "quienes": (
        lambda: _("Personas y entidades"),
        "user",
        680,
        ("puntos-focales", "pedidos-de-cuenta", "organizaciones", "ciudad"),
    ),
}


def agrupar(request, entradas):
    """Put ``entradas`` of the main menu that ``request.user`` sees in their groups. One alone stays where it was."""
    for nombre, (etiqueta, icono, lugar, suyas) in GRUPOS.items():
        de_aqui = [entrada for una in suyas for entrada in entradas if entrada.name == una]
        if len(de_aqui) < 2:
            continue
        # Copies: the entries are those of every request.
        abiertas = [copy(hija) for entrada in de_aqui for hija in _abierta(request, entrada)]
        for orden, hija in enumerate(abiertas):
            hija.order = orden
        entradas[:] = [entrada for entrada in entradas if entrada not in de_aqui]
        entradas.append(SubmenuMenuItem(etiqueta(), Menu(items=abiertas), name=nombre, icon_name=icono, order=lugar))
    entradas.sort(key=lambda entrada: entrada.order)


def _abierta(request, entrada):
    return entrada.menu.menu_items_for_request(request) if isinstance(entrada, SubmenuMenuItem) else [entrada]
