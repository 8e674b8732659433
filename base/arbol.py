"""Pages by their number."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from wagtail.models import Page


def pagina_o_404(numero):
    """The page ``numero``, of its own kind. Raises ``Http404``, also when it goes between one look and the next."""
    try:
        return Page.objects.get(pk=numero).specific
    except ObjectDoesNotExist as error:
        raise Http404 from error
