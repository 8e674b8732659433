"""Forms of the user administration, and of what each person changes of their own account."""

from django import forms
from django.contrib.auth.models import Group
from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from .accesos import Solicitud
from .correo import avisar, direccion_completa
from .grupos import PROTEGIDOS, PUNTOS_FOCALES, es_protegida
from .invitaciones import enlace_de_clave
from .models import Entidad, Usuario
from .solicitudes import pedir

Clase = Solicitud.Clase


class _DeUsuario(forms.ModelForm):
    """What every form of a person has; ``solicitante`` is who fills it in, and does not raise their own rank.

    What needs a second person is taken out of the form before it is saved and asked for instead: ``solicitudes``.
    """

    entidad = forms.ModelChoiceField(
        label=_("Entidad"),
        queryset=Entidad.objects.all(),
        required=False,
        help_text=_("Un punto focal ve y edita solamente las fichas de su entidad."),
    )

    def __init__(self, *args, solicitante, **kwargs):
        super().__init__(*args, **kwargs)
        self.solicitante, self.solicitudes, self._por_pedir = solicitante, [], []
        es_propia = solicitante == self.instance
        if not solicitante.is_superuser and "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
        papeles = self.fields["groups"]
        papeles.label = _("Papel")
        papeles.help_text = _(
            "Qué hace esta persona en el Banco. Moderación DDRI y Administración los confirma otra persona."
        )
        if es_propia:
            papeles.disabled = True
            papeles.help_text = _("Sus propios papeles los cambia otra persona de Administración.")
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("El suyo lo cambia en «Cuenta», y se confirma con un enlace.")
        elif self.instance.pk and es_protegida(self.instance):
            self.fields["email"].help_text = _("Es una cuenta con llaves: otra persona confirma el cambio.")

    def clean(self):
        datos = super().clean()
        grupos = {grupo.name for grupo in datos.get("groups") or []}
        if not grupos and not datos.get("is_superuser") and not self.fields["groups"].disabled:
            if "groups" not in self.errors:
                self.add_error("groups", _("Elija al menos un papel: sin él, la persona no puede entrar."))
        if PUNTOS_FOCALES in grupos and not datos.get("entidad") and "entidad" not in self.errors:
            self.add_error("entidad", _("Un punto focal necesita la entidad para la que trabaja."))
        if not self.errors:
            self._apartar(datos)
        return datos

    def _apartar(self, datos):
        """Take out of ``datos`` what a second person has to confirm."""
        antes = Usuario.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if "groups" in self.fields and not self.fields["groups"].disabled:
            tenidos = set(antes.groups.values_list("name", flat=True)) if antes else set()
            nuevos = {grupo.name for grupo in datos["groups"]} & set(PROTEGIDOS) - tenidos
            self._por_pedir += [(Clase.PAPEL, nombre) for nombre in sorted(nuevos)]
            datos["groups"] = Group.objects.filter(
                Q(pk__in=[grupo.pk for grupo in datos["groups"]]) & ~Q(name__in=nuevos)
            )
        if datos.get("is_superuser") and not (antes and antes.is_superuser):
            self._por_pedir.append((Clase.SUPERUSUARIO, ""))
            datos["is_superuser"] = False
        if antes and es_protegida(antes):
            if datos.get("email") != antes.email and not self.fields["email"].disabled:
                self._por_pedir.append((Clase.CORREO, datos["email"]))
                datos["email"] = antes.email
            if datos.get("is_active") and not antes.is_active:
                self._por_pedir.append((Clase.ACTIVAR, ""))
                datos["is_active"] = False

    def save(self, commit=True):
        persona = super().save(commit=commit)
        if commit:
            self.solicitudes = [pedir(persona, clase, self.solicitante, valor) for clase, valor in self._por_pedir]
        return persona


class UsuarioEditForm(_DeUsuario, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"entidad"}


class UsuarioCreationForm(_DeUsuario, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"entidad"}

    def save(self, commit=True):
        self.instance.set_unusable_password()  # its holder chooses one, by the link of the invitation
        return super().save(commit=commit)


class PedirClaveForm(PasswordResetForm):
    """Wagtail's, but who never followed their invitation may ask for another link, and the mail goes as ours do."""

    def get_users(self, email):
        return [
            persona
            for persona in Usuario.objects.filter(email__iexact=email, is_active=True)
            if persona.email.casefold() == email.casefold()
        ]

    def save(self, **kwargs):
        for persona in self.get_users(self.cleaned_data["email"]):
            avisar(persona, lambda persona=persona: _redactar_enlace(persona))


def _redactar_enlace(persona):
    return (
        str(_("Elija su contraseña del Banco de Buenas Prácticas")),
        [
            _("Alguien pidió un enlace para elegir la contraseña de su cuenta. Sirve una sola vez."),
            _("Usuario: %(usuario)s") % {"usuario": persona.get_username()},
            _("Si no fue usted, no haga nada: su contraseña sigue siendo la misma."),
        ],
        direccion_completa(enlace_de_clave(persona)),
    )


class MiCorreoForm(forms.Form):
    """The new mail of one's own account: it changes when the link that is sent to it is followed."""

    SELLO = "actores.mi_correo"
    VIGENCIA = 3 * 24 * 3600  # seconds

    correo = forms.EmailField(
        label=_("Correo nuevo"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def __init__(self, *args, persona, **kwargs):
        super().__init__(*args, **kwargs)
        self.persona = persona

    def clean_correo(self):
        if self.cleaned_data["correo"] == self.persona.email:
            raise forms.ValidationError(_("Es el que ya tiene."))
        return self.cleaned_data["correo"]

    def sello(self):
        """What the link carries: whose, from which mail and to which."""
        return signing.dumps([self.persona.pk, self.persona.email, self.cleaned_data["correo"]], salt=self.SELLO)

    @classmethod
    def leer(cls, sello):
        """``(person, new mail)`` of a link; None if it is not ours, is old, or the mail has changed since."""
        try:
            numero, antes, nuevo = signing.loads(sello, salt=cls.SELLO, max_age=cls.VIGENCIA)
        except (signing.BadSignature, ValueError):
            return None
        persona = Usuario.objects.filter(pk=numero, email=antes, is_active=True).first()
        return persona and (persona, nuevo)


class MotivoForm(forms.Form):
    motivo = forms.CharField(
        label=_("Motivo"),
        max_length=500,
        help_text=_("Cómo se supo que es ella quien lo pide. Lo lee quien confirma."),
    )
