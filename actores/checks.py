"""What must hold of the settings for the entrance to be shut."""

from django.conf import settings
from django.core.checks import Error, Tags, register

SIN_EXENTAS = "actores.E001"


@register(Tags.security)
def nadie_exento_en_produccion(app_configs, **kwargs):
    if settings.EXENTAS_DE_SEGUNDO_FACTOR and not settings.DEBUG:
        return [
            Error(
                "EXENTAS_DE_SEGUNDO_FACTOR names accounts that need no second factor where DEBUG is off.",
                hint="It is for the demonstration on one's own machine. Here it is ignored: take it away.",
                id=SIN_EXENTAS,
            )
        ]
    return []
