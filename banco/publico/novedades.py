"""RSS and Atom of the newest practices of a language, or of those that a question to the Bank finds."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.texto import escribible

from ..buscador import Consulta
from ..direcciones import direccion_de, direccion_del_banco

ENTRADAS = 30


class _Escribible:
    """A feed in which no sign is that XML refuses: one alone would lose all of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*escribible(args), **escribible(kwargs))

    def add_item(self, *args, **kwargs):
        super().add_item(*escribible(args), **escribible(kwargs))


class _Rss(_Escribible, Rss201rev2Feed):
    pass


class Atom(_Escribible, Atom1Feed):
    pass


def referencia(clave, idioma):
    """What the feeds call a practice in one language, for ever."""
    return f"urn:uuid:{clave}:{idioma}"


class FeedDePracticas(Feed):
    """What every feed says of a practice (a ``FichaPublica``)."""

    def item_title(self, ficha):
        return ficha.titulo

    def item_description(self, ficha):
        return ficha.resumen

    def item_link(self, ficha):
        return direccion_de(ficha, ficha.idioma)

    def item_guid(self, ficha):
        return referencia(ficha.clave, ficha.idioma)

    item_guid_is_permalink = False

    def item_pubdate(self, ficha):
        return ficha.publicada

    def item_updateddate(self, ficha):
        return ficha.avalada


def _pregunta(consulta):
    return consulta.direccion(vista="", orden="", sentido="").removesuffix("?")


class Novedades(FeedDePracticas):
    """RSS 2.0. The same parameters as the Bank: every filter has its own feed."""

    feed_type = _Rss
    direccion = "banco:rss"

    def get_object(self, request):
        return Consulta(request.GET, get_language())

    def title(self, consulta):
        de_que = " · ".join(str(filtro["etiqueta"]) for filtro in consulta.activos())
        nombre = _("Banco de Buenas Prácticas de Bogotá")
        return f"{nombre}: {de_que}" if de_que else nombre

    def description(self, consulta):
        return _("Las prácticas con aval más recientes.")

    def link(self, consulta):
        return direccion_del_banco(consulta.idioma) + _pregunta(consulta)

    def feed_url(self, consulta):
        # A reader that follows it subscribes to that address: without the question, to everything.
        return reverse(self.direccion) + _pregunta(consulta)

    def items(self, consulta):
        if consulta.incompleta:  # who follows some words asked for all of them
            return []
        return consulta.conjuntos.fichas(consulta.conjuntos.lugares(consulta.resultado)[:ENTRADAS])

    def item_author_name(self, ficha):
        return ficha.entidad.nombre if ficha.entidad else None

    def item_categories(self, ficha):
        return [uno.nombre for uno in (ficha.tema, ficha.subtema) if uno] + [str(uno) for uno in ficha.ods]


class NovedadesAtom(Novedades):
    feed_type = Atom
    direccion = "banco:atom"

    def subtitle(self, consulta):
        return self.description(consulta)
