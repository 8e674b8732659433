from wagtail.snippets.models import register_snippet

from .viewsets import RedesViewSetGroup

register_snippet(RedesViewSetGroup)
