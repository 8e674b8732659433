from wagtail.snippets.models import register_snippet

from .viewsets import ListasViewSetGroup

register_snippet(ListasViewSetGroup)
