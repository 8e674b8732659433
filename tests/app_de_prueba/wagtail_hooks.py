from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Nota


class NotaViewSet(SnippetViewSet):
    model = Nota
    panels = [FieldPanel("titulo"), FieldPanel("texto")]


register_snippet(NotaViewSet)
