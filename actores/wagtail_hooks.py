from wagtail.snippets.models import register_snippet

from .viewsets import CiudadViewSetGroup

register_snippet(CiudadViewSetGroup)
