"""The forms of what needs an aval: pages, and what is no page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from actores.grupos import MODERACION, pertenece


class FormaDeAvalable(WagtailAdminModelForm):
    """What is compulsory is asked when the text is sent, beside its field; a draft may lack any of it.

    Whoever sends by another way meets the same rules in ``TareaDeLaDDRI.start``, in one sentence.
    """

    revisa_sus_reglas = False  # whether the form asks for them itself

    def _post_clean(self):
        super()._post_clean()
        if self.revisa_sus_reglas or self.errors or getattr(self, "is_deferred_validation", False):
            return
        for campo, frase in self.instance.incumplimientos():
            self.add_error(campo if campo in self.fields else None, frase)


class FormaDePagina(FormaDeAvalable, WagtailAdminPageForm):
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
