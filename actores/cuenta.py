"""How the house uses allauth: to enter, with a second factor. Nobody makes an account by themselves."""

import base64
import hashlib
import secrets
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from base.prestado import sustituye

from . import freno

# The ways of saying again who one is, in the words of the other screens.
MANERAS = {
    "mfa_reauthenticate": _("Con un código"),
    "mfa_reauthenticate:webauthn": _("Usar mi llave de acceso"),
}


class Adaptador(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("El usuario o la contraseña no son correctos. Inténtelo de nuevo."),
        "incorrect_password": _("La contraseña no es correcta."),
        "incorrect_code": _("El código no es correcto, o ya se usó. Espere el siguiente e inténtelo de nuevo."),
        "too_many_login_attempts": _("Demasiados intentos. Espere unos minutos e inténtelo de nuevo."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return freno.direccion_de(request) or ""

    def is_reauthentication_required(self, *, app, **kwargs):
        """Entering is as good as entering again: who has just done it is not asked at once."""
        hechos = get_authentication_records(self.request, self.request.user)
        if any(time.time() - uno["at"] < REAUTHENTICATION_TIMEOUT for uno in hechos):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """Who has a second factor confirms with it: a password alone would be enough to take it away."""
        maneras = super().get_reauthentication_methods(user)
        for una in maneras:
            una["description"] = MANERAS.get(una["id"], una["description"])
        con_factor = [una for una in maneras if una["id"] != "reauthenticate"]
        return con_factor or maneras

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        """Errors, and nothing else: what was done is seen on the page where one lands."""
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)

    def send_mail(self, template_prefix, email, context):
        """Nothing: the mails of accounts are those of ``correo``, each in the language of its reader."""


class AdaptadorDeSegundoFactor(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Adaptador.error_messages["incorrect_code"],
    }

    @sustituye
    def _get_site_name(self):
        return str(settings.WAGTAIL_SITE_NAME)

    def _cifra(self):
        claves = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        digeridas = [hashlib.sha256(b"segundo factor:" + clave.encode()).digest() for clave in claves]
        return MultiFernet([Fernet(base64.urlsafe_b64encode(clave)) for clave in digeridas])

    def encrypt(self, text):
        """A copy of the database does not give the codes away."""
        return self._cifra().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """What was written; where SECRET_KEY is another one, a secret that no code answers to: the factor is lost."""
        try:
            return self._cifra().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user, type):
        numero = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Llave %(numero)s") % {"numero": numero}


class _CodigoUnaVez:
    """A code that fails counts at the entrance, and one that was right opens once, whichever process hears it."""

    def clean_code(self):
        if freno.cerrado(context.request, self.user):
            raise Adaptador().validation_error("too_many_login_attempts")
        codigo = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            self._gastar("".join(codigo.split()))
        return codigo

    @transaction.atomic
    def _gastar(self, codigo):
        autenticador = Authenticator.objects.select_for_update().get(pk=self.authenticator.pk)
        huella = hashlib.sha256(codigo.encode()).hexdigest()
        desde = time.time() - 3 * 60
        gastados = {una: cuando for una, cuando in autenticador.data.get("gastados", {}).items() if cuando > desde}
        if huella in gastados:
            raise Adaptador().validation_error("incorrect_code")
        autenticador.data["gastados"] = {**gastados, huella: time.time()}
        autenticador.save(update_fields=["data"])


class CodigoForm(_CodigoUnaVez, AuthenticateForm):
    pass


class CodigoOtraVezForm(_CodigoUnaVez, ReauthenticateForm):
    pass
