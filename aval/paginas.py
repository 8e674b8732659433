"""The forms of what needs an aval: pages, and what is no page."""

from itertools import count

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from actores.grupos import MODERACION, pertenece
from base import borrador, direcciones


class FormaDeAvalable(WagtailAdminModelForm):
    """What is compulsory is asked when the text is sent, beside its field; a draft may lack any of it.

    Whoever sends by another way meets the same rules in ``TareaDeLaDDRI.start``, in one sentence.
    """

    fue_borrador = False  # whether it was sent to be kept as a draft, once it has been looked at
    revisa_sus_reglas = False  # whether the form asks for them itself

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            borrador.mostrar(self)

    def is_valid(self):
        if not self.is_bound:
            return False
        a_medias = self.fue_borrador = self.is_deferred_validation  # Wagtail gives the latter back afterwards
        if a_medias:
            borrador.aceptar(self)
        if not super().is_valid():
            return False
        if a_medias:
            return True
        borrador.olvidar(self)
        if not self._revisar_direcciones():
            return False
        if self.revisa_sus_reglas:
            return True
        for campo, frase in self.instance.incumplimientos():
            self.add_error(campo if campo in self.fields else None, frase)
        return not self.errors

    def _revisar_direcciones(self):
        """No address that the public cannot be given, in the text nor in its rows."""
        bien = True
        for uno in borrador.con_filas(self):
            leidos = {campo: valor for campo, valor in uno.cleaned_data.items() if campo in uno.fields}
            for campo, frase in direcciones.revisar(leidos):
                uno.add_error(campo, frase)
                bien = False
        return bien


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

    def clean_slug(self):
        """Addresses are no matter of who writes: a draft whose address is taken gets the next one that is free."""
        direccion = self.cleaned_data["slug"]
        if not direccion or self.parent_page is None:
            return direccion
        ajenas = self.parent_page.get_children()
        if self.instance.pk:
            ajenas = ajenas.exclude(pk=self.instance.pk)
        tomadas = set(ajenas.filter(slug__startswith=direccion[:_RAIZ]).values_list("slug", flat=True))
        if direccion not in tomadas:
            return direccion
        if self.instance.pk and self.instance.live:
            raise ValidationError(_("Otra página tiene ya esta dirección: escriba una distinta."))
        return next(una for n in count(2) if (una := f"{direccion[:_RAIZ]}-{n}") not in tomadas)


_RAIZ = 240  # of the 255 characters of an address, what leaves room for a number
