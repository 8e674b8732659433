"""The feed of changes, for who keeps a copy: what was published or approved anew, and what was withdrawn (RFC 6721).

Of what was withdrawn, when and which: its address too, unless its title is hidden, for it has the words of the title.
"""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.feedgenerator import rfc3339_date
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aval.models import Retiro, TituloOculto
from practicas.models import PracticaPage

from ..direcciones import direccion_del_banco
from ..models.publicada import FichaPublica
from .novedades import Atom, FeedDePracticas, referencia
from .paginas import raiz_de

CUANTOS = 200  # the newest changes of a language
_LAPIDAS = "http://purl.org/atompub/tombstones/1.0"


def retiradas(idioma):
    """The withdrawals of practices that are not live in that language: the last one of each, newest first."""
    de_practicas = Retiro.objects.filter(idioma=idioma, aval__clase=PracticaPage._meta.label_lower)
    vivas = FichaPublica.objects.filter(idioma=idioma, clave=OuterRef("translation_key"))
    ocultos = TituloOculto.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), momento__gte=OuterRef("momento")
    )
    filas = de_practicas.filter(~Exists(vivas), translation_key__isnull=False).annotate(oculto=Exists(ocultos))
    ultimas = {}
    for retiro in filas.order_by("-momento", "-pk")[:CUANTOS]:
        ultimas.setdefault(retiro.translation_key, retiro)
    return list(ultimas.values())


class _ConLapidas(Atom):
    """Atom, with ``at:deleted-entry`` for what was withdrawn."""

    def latest_post_date(self):
        return max([super().latest_post_date(), *(momento for _ref, momento, _direccion in self.feed["lapidas"])])

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:at": _LAPIDAS}

    def write_items(self, handler):
        super().write_items(handler)
        for ref, momento, direccion in self.feed["lapidas"]:
            handler.startElement("at:deleted-entry", {"ref": ref, "when": rfc3339_date(momento)})
            if direccion:
                handler.addQuickElement("link", "", {"href": direccion, "rel": "alternate"})
            handler.endElement("at:deleted-entry")
            handler.characters("\n")


class Cambios(FeedDePracticas):
    """Atom; what changed last goes first, and what was withdrawn goes after it."""

    feed_type = _ConLapidas

    def get_object(self, request):
        return {"idioma": get_language(), "raiz": raiz_de(request)}

    def title(self, de):
        return _("Cambios del Banco de Buenas Prácticas de Bogotá")

    def subtitle(self, de):
        return _("Las prácticas que se publicaron, las que tienen un aval nuevo y las que se retiraron.")

    def link(self, de):
        return direccion_del_banco(de["idioma"])

    def feed_url(self, de):
        return reverse("banco:cambios")

    def feed_guid(self, de):
        return f"{de['raiz']}{reverse('banco:cambios')}"

    def feed_extra_kwargs(self, de):
        return {"lapidas": [self._lapida(retiro, de) for retiro in retiradas(de["idioma"])]}

    def _lapida(self, retiro, de):
        direccion = "" if retiro.oculto else f"{de['raiz']}{retiro.direccion}"
        return referencia(retiro.translation_key, retiro.idioma), localtime(retiro.momento), direccion

    def items(self, de):
        return FichaPublica.objects.filter(idioma=de["idioma"]).order_by("-avalada", "-pk")[:CUANTOS]

    def item_author_name(self, ficha):
        return ficha.entidad.nombre if ficha.entidad else _("Alcaldía Mayor de Bogotá")
