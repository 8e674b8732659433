"""A new person chooses their own password, by a link that serves once."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .accesos import RegistroDeAcceso
from .correo import avisar, direccion_completa

# Where somebody reads what their role does: a function of the person, that an upper room puts here. Full address or "".
INSTRUCTIVO: list = []


def sin_estrenar(persona):
    """Whether ``persona`` has not chosen a password yet."""
    return not persona.has_usable_password()


def enlace_de_clave(persona):
    """The path where ``persona`` chooses a password: once, in PASSWORD_RESET_TIMEOUT, while they keep their mail."""
    numero = urlsafe_base64_encode(force_bytes(persona.pk))
    return reverse("wagtailadmin_password_reset_confirm", args=[numero, default_token_generator.make_token(persona)])


def invitar(persona, por):
    """Send ``persona`` the link, with who invites them, to what and for which entity; one sent before serves too."""
    dias = settings.PASSWORD_RESET_TIMEOUT // 86400
    papeles = ", ".join(persona.groups.order_by("name").values_list("name", flat=True))

    def redactar():
        parrafos = [
            _("%(quien)s le abrió una cuenta en el Banco de Buenas Prácticas de Bogotá.") % {"quien": por}
            if por
            else _("Se le abrió una cuenta en el Banco de Buenas Prácticas de Bogotá."),
            _("Usuario: %(usuario)s") % {"usuario": persona.get_username()},
        ]
        if papeles:
            parrafos.append(_("Papel: %(papeles)s") % {"papeles": papeles})
        if persona.entidad:
            parrafos.append(_("Entidad: %(entidad)s") % {"entidad": persona.entidad})
        parrafos.append(
            ngettext(
                "Con este enlace elige su contraseña. Sirve una sola vez, durante %(dias)s día.",
                "Con este enlace elige su contraseña. Sirve una sola vez, durante %(dias)s días.",
                dias,
            )
            % {"dias": dias}
        )
        asunto, clave = _("Su cuenta en el Banco de Buenas Prácticas"), direccion_completa(enlace_de_clave(persona))
        donde = INSTRUCTIVO[0](persona) if INSTRUCTIVO else ""
        if not donde:
            return asunto, parrafos, clave
        despues = _("Ya dentro, en «Ayuda» está el manual de su papel, con el primer día en cinco pasos:")
        return asunto, [*parrafos, clave, despues], donde

    RegistroDeAcceso.anotar(persona, RegistroDeAcceso.Que.INVITACION, papeles, quien=por)
    avisar(persona, redactar)
