from wagtail import hooks

from . import menu

hooks.register("construct_snippet_action_menu", menu.acomodar)
hooks.register("register_snippet_listing_buttons", menu.donde_se_usa)
