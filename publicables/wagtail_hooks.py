from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from base.idiomas import es_traduccion

from .models import Publicable


@hooks.register("register_snippet_listing_buttons")
def donde_se_usa(snippet, user, next_url=None):
    """In the menu of each row: what names it (the ties name the Spanish original)."""
    if isinstance(snippet, Publicable) and not es_traduccion(snippet):
        yield Button(
            _("Dónde se usa"),
            reverse(snippet.snippet_viewset.get_url_name("usage"), args=[quote(snippet.pk)]),
            icon_name="link",
            priority=45,
        )
