"""Who may work on a translation: who may edit its target and has the permission to translate."""

from wagtail.models import Page


def puede_traducir(usuario, objeto):
    """Whether ``usuario`` may propose a translated text of ``objeto``."""
    if not usuario.has_perm("wagtail_localize.submit_translation"):
        return False
    if isinstance(objeto, Page):
        return objeto.permissions_for_user(usuario).can_edit()
    return usuario.has_perm(f"{objeto._meta.app_label}.change_{objeto._meta.model_name}")
