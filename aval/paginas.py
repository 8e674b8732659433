"""The form of the pages that need an aval."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from actores.grupos import MODERACION, pertenece


class FormaDePagina(WagtailAdminPageForm):
    """The address of a live page is changed by Moderación only: others see it, and why it stands still."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        direccion = self.fields.get("slug")
        publicada = self.instance.pk and self.instance.live  # Wagtail's default for a new page is live
        if direccion and publicada and not (self.for_user and pertenece(self.for_user, MODERACION)):
            direccion.disabled = True
            direccion.help_text = _(
                "La página está publicada y su dirección ya circula: si hay que cambiarla, pídalo a Moderación DDRI. "
                "La anterior lleva entonces a la nueva."
            )
