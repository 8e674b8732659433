from wagtail.snippets.models import register_snippet

from .viewsets import EquivalenciaViewSet, SuscripcionViewSet

register_snippet(EquivalenciaViewSet)
register_snippet(SuscripcionViewSet)
