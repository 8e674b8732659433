from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import avisos
from .viewsets import EventosViewSetGroup

register_snippet(EventosViewSetGroup)


@hooks.register("construct_homepage_panels")
def fechas_del_tablero(request, paneles):
    paneles.extend(avisos.paneles(request))
