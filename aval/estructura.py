"""What holds the live texts up stays where it is: the pages of the structure, and that everybody may read.

On signals, as the guard: every way of moving or restricting ends in them.
"""

from django.db.models.signals import pre_save
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import pre_page_move

from .clases import lleva_aval, modelos_avalables
from .errores import NoSeMueve, SinRestriccion


def es_estructural(pagina):
    """Whether ``pagina`` is a part of what the site is made of: a home, the Bank, an index."""
    return getattr(pagina.specific_class, "estructural", False)


def no_mover(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Refuse (``NoSeMueve``) to take a page of the structure elsewhere, or any page out of the trees of the languages.

    Another place among the same siblings is no other address.
    """
    if parent_page_before.pk == parent_page_after.pk or not lleva_aval(instance.specific_class or Page):
        return
    if es_estructural(instance) or parent_page_after.is_root():
        raise NoSeMueve


def no_restringir(sender, instance, raw=False, **kwargs):
    """Refuse (``SinRestriccion``) that a page that bears the aval, or that has such pages below, be for some only."""
    arbol = instance.page.get_descendants(inclusive=True).order_by()
    if arbol.type(*(modelo for modelo in modelos_avalables() if issubclass(modelo, Page))).exists():
        raise SinRestriccion


def no_restringir_archivos(sender, instance, raw=False, **kwargs):
    """The files of a live text are for everybody too, and those of a draft for nobody outside: by their use."""
    raise SinRestriccion


def conectar():
    pre_page_move.connect(no_mover, dispatch_uid="aval.estructura")
    pre_save.connect(no_restringir, sender=PageViewRestriction, dispatch_uid="aval.restriccion")
    pre_save.connect(no_restringir_archivos, sender=CollectionViewRestriction, dispatch_uid="aval.coleccion")
