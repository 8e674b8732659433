"""Forms of the user administration."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from .grupos import PUNTOS_FOCALES
from .models import Entidad


class _DeUsuario(forms.ModelForm):
    """What every form of a person has; ``solicitante`` is who fills it in, and does not raise their own rank."""

    entidad = forms.ModelChoiceField(
        label=_("Entidad"),
        queryset=Entidad.objects.all(),
        required=False,
        help_text=_("Un punto focal ve y edita solamente las fichas de su entidad."),
    )

    def __init__(self, *args, solicitante, **kwargs):
        super().__init__(*args, **kwargs)
        if not solicitante.is_superuser and "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
        if solicitante == self.instance:
            self.fields["groups"].disabled = True
            self.fields["groups"].help_text = _("Sus propios roles los cambia otra persona de Administración.")

    def clean(self):
        datos = super().clean()
        grupos = {grupo.name for grupo in datos.get("groups") or []}
        if PUNTOS_FOCALES in grupos and not datos.get("entidad") and "entidad" not in self.errors:
            self.add_error("entidad", _("Un punto focal necesita la entidad para la que trabaja."))
        return datos


class UsuarioEditForm(_DeUsuario, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"entidad"}


class UsuarioCreationForm(_DeUsuario, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"entidad"}


class EntradaForm(LoginForm):
    """Wagtail's; there the password has no label of its own, so that Django makes one of the field's name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Contraseña")
