"""What must hold of the translation tool's addresses, looked at when the site starts."""

from django.core.checks import Error, register
from django.urls import NoReverseMatch, resolve, reverse

# They only read; all others ask for our rules first.
SOLO_LEEN = {
    "javascript_catalog",
    "translations_report",
    "translations_report_results",
    "snippets_api_listing",
    "snippets_api_detail",
}


def direcciones_de_la_herramienta():
    """Name → an example of each address of wagtail-localize."""
    from wagtail_localize.wagtail_hooks import register_admin_urls

    (incluidas,) = register_admin_urls()
    ejemplos = {}
    for una in incluidas.url_patterns:
        argumentos = {nombre: _ejemplo(tipo) for nombre, tipo in una.pattern.converters.items()}
        ejemplos.setdefault(una.name, []).append(reverse(f"wagtail_localize:{una.name}", kwargs=argumentos))
    return ejemplos


def _ejemplo(conversor):
    return 1 if type(conversor).__name__ == "IntConverter" else "x"


@register
def la_herramienta_pasa_por_nuestras_direcciones(app_configs, **kwargs):
    """Each address of wagtail-localize that writes leads to a view of this room."""
    try:
        ejemplos = direcciones_de_la_herramienta()
    except NoReverseMatch as error:
        return [Error(f"The addresses of wagtail-localize are not what they were: {error}", id="traducciones.E001")]
    return [
        Error(
            f"«{nombre}» of wagtail-localize ({direccion}) does not pass through traducciones.views_localize.",
            hint="Put it in the list of addresses there, or in SOLO_LEEN if it writes nothing.",
            id="traducciones.E002",
        )
        for nombre, direcciones in ejemplos.items()
        if nombre not in SOLO_LEEN
        for direccion in direcciones
        if not _es_nuestra(direccion)
    ]


def _es_nuestra(direccion):
    vista = resolve(direccion).func
    while hasattr(vista, "__wrapped__"):
        vista = vista.__wrapped__
    return getattr(vista, "view_class", vista).__module__.startswith("traducciones.")
