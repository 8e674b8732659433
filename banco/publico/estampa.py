"""The picture of a practice for whoever shares it: its brick cover with its title on it."""

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from base import estampas, generacion

from ..publico.paginas import de_una_practica


def dibujar(ficha):
    """The PNG of a ``FichaPublica``."""
    with override(ficha.idioma):
        pie = _("Banco de Buenas Prácticas de Bogotá")
    tema = ficha.tema.codigo if ficha.tema else ""
    return estampas.dibujar(str(ficha.clave), [uno.numero for uno in ficha.ods], tema, ficha.titulo, pie)


@require_safe
@de_una_practica
@cache_control(public=True, max_age=3600)
def estampa(request, pagina):
    clave, guardadas = f"estampa:{generacion.actual()}:{pagina.pk}", caches["documentos"]
    if (png := guardadas.get(clave)) is None:
        png = dibujar(pagina.publicada)
        guardadas.set(clave, png)
    return HttpResponse(png, content_type="image/png")
