from wagtail.snippets.models import register_snippet

from .viewsets import EventosViewSetGroup

register_snippet(EventosViewSetGroup)
