"""What the screens of this room have in common."""

from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class PantallaView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one text: its path says which screen and which text."""

    def get_breadcrumbs_items(self):
        lugar = ": ".join(str(parte) for parte in (self.get_page_title(), self.get_page_subtitle()) if parte)
        return [*self.breadcrumbs_items, {"url": "", "label": lugar}]
