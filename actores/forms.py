"""Forms of the user administration."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from .grupos import PUNTOS_FOCALES
from .models import Entidad


class _ConEntidad(forms.ModelForm):
    entidad = forms.ModelChoiceField(
        label=_("Entidad"),
        queryset=Entidad.objects.all(),
        required=False,
        help_text=_("Un punto focal ve y edita solamente las fichas de su entidad."),
    )

    def clean(self):
        datos = super().clean()
        grupos = {grupo.name for grupo in datos.get("groups") or []}
        if PUNTOS_FOCALES in grupos and not datos.get("entidad") and "entidad" not in self.errors:
            self.add_error("entidad", _("Un punto focal necesita la entidad para la que trabaja."))
        return datos


class UsuarioEditForm(_ConEntidad, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"entidad"}


class UsuarioCreationForm(_ConEntidad, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"entidad"}
