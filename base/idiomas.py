"""The languages of the site, and the original of a text: it is written in Spanish, and the others are made from it."""

from django.utils.translation import get_language
from wagtail.models import Locale, TranslatableMixin

from .generacion import por_fondo

ESPANOL = "es"
# Of who asks for neither: a planner of Berlin or Guangzhou reads English sooner than Spanish.
DE_LOS_DEMAS = "en"


def en_su_idioma(objeto, campo, idioma=None):
    """``campo`` of ``objeto`` in ``idioma`` (that of the reader by default); in Spanish where it has no English."""
    idioma = (idioma or get_language() or ESPANOL)[:2]
    return (getattr(objeto, f"{campo}_en") if idioma == "en" else "") or getattr(objeto, f"{campo}_es")


@por_fondo
def locales():
    """The languages by their number."""
    return Locale.objects.in_bulk()


def es_traduccion(objeto):
    """Whether ``objeto`` translates an original; what has no languages does not."""
    if not isinstance(objeto, TranslatableMixin):
        return False
    leido = objeto._meta.get_field("locale").is_cached(objeto)
    return (objeto.locale if leido else locales()[objeto.locale_id]).language_code != ESPANOL


def originales(objeto):
    """The Spanish original of ``objeto``, in whatever language it is: a queryset of one row, or of none."""
    return type(objeto)._base_manager.filter(translation_key=objeto.translation_key, locale__language_code=ESPANOL)


def original_de(objeto):
    """The Spanish original of ``objeto``: itself, or the one that it translates; None if there is none any more."""
    return originales(objeto).first() if es_traduccion(objeto) else objeto
