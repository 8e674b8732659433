"""Which kinds bear the aval: those that say so, whatever room they are of."""

from django.apps import apps


def lleva_aval(modelo):
    return getattr(modelo, "lleva_aval", False)


def modelos_avalables():
    """Every concrete kind that bears the aval."""
    return [modelo for modelo in apps.get_models() if lleva_aval(modelo)]
