"""The map of the site for search engines."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


class MapaDelSitio(Sitemap):
    """Wagtail's, with the pages of every language: the root of its site is the home of one of them."""

    def items(self):
        inicios = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        paginas = Page.objects.none()
        for inicio in inicios:
            paginas = paginas | Page.objects.descendant_of(inicio, inclusive=True)
        return paginas.live().public().order_by("path").defer_streamfields().specific()
