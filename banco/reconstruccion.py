"""What the public searches and lists, made anew from what is live when it is found wanting."""

from . import entradas, proyeccion


def completar(avisar=lambda hechas: None):
    """Make anew what is missing, or is of what is not live any more."""
    if not proyeccion.esta_completa():
        proyeccion.reconstruir(avisar)
    if not entradas.esta_completa():
        entradas.reconstruir()


def al_migrar(sender, plan=(), **kwargs):
    """``post_migrate``: a read model that has just been made is filled from what is live."""
    if any(migracion.app_label == "banco" and not atras for migracion, atras in plan):
        completar()
