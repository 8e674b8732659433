"""Atom of the newest transfers of a language."""

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import now
from django.utils.translation import get_language

from base.palabras import texto_visible
from base.texto import escribible

from .models import TransferenciasPage

ENTRADAS = 30


class _Atom(Atom1Feed):
    """Without any sign that XML refuses: one alone would lose all of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*escribible(args), **escribible(kwargs))

    def add_item(self, *args, **kwargs):
        super().add_item(*escribible(args), **escribible(kwargs))


class Novedades(Feed):
    """Of one ``TransferenciasPage``."""

    feed_type = _Atom
    item_guid_is_permalink = False

    def get_object(self, request, seccion):
        vivas = TransferenciasPage.objects.filter(live=True)
        return get_object_or_404(vivas, slug=seccion, locale__language_code=get_language())

    def title(self, pagina):
        return f"{pagina.title} · Bogotá"

    def subtitle(self, pagina):
        return pagina.entradilla

    def link(self, pagina):
        return pagina.get_url()

    def feed_url(self, pagina):
        return f"{pagina.get_url()}atom.xml"

    def items(self, pagina):
        return pagina.todas.order_by("-first_published_at", "-pk")[:ENTRADAS]

    def item_title(self, una):
        return una.nombre

    def item_description(self, una):
        return texto_visible(una.descripcion)

    def item_link(self, una):
        return una.url

    def item_guid(self, una):
        return f"urn:uuid:{una.translation_key}:{una.locale_id}"

    def item_pubdate(self, una):
        return una.first_published_at or now()

    def item_updateddate(self, una):
        return una.last_published_at or now()
