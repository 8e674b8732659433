from wagtail.snippets.models import register_snippet

from .viewsets import EquivalenciaViewSet

register_snippet(EquivalenciaViewSet)
