from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import acciones
from .viewsets import RedesViewSetGroup

register_snippet(RedesViewSetGroup)

hooks.register("construct_snippet_action_menu", acciones.acomodar)
hooks.register("register_snippet_listing_buttons", acciones.donde_se_usa)
