"""Two people for each key: what one of Administración asks, another one confirms; and what changes is on record.

Rule: entering Moderación or Administración, being a superuser, going back into an account of theirs, and changing how
such an account is proved (its mail, its second factor) need two people who answer for accounts, neither of them its
holder. Otherwise whoever has one key could make themselves the second person.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context

from .accesos import RegistroDeAcceso, Solicitud
from .correo import avisar, direccion_completa
from .grupos import ADMINISTRACION, MODERACION, administra_accesos

Que, Clase, Estado = RegistroDeAcceso.Que, Solicitud.Clase, Solicitud.Estado

_autores = ContextVar("autores_del_cambio", default=None)


class NoSePuede(Exception):
    """What was asked cannot be done now; its text says why, for the person who tried."""


@contextmanager
def autorizado(quien, confirmo=None):
    """Within it the changes of accounts are ``quien``'s, and the guard (``senales``) lets them through."""
    testigo = _autores.set((quien, confirmo))
    try:
        yield
    finally:
        _autores.reset(testigo)


def autores():
    """Who changes an account at this moment, and who confirmed it. Both None from the server or a person's own link."""
    return _autores.get() or (get_active_log_context().user, None)


def sin_permiso_de_dos():
    """Whether the change comes from a screen of the admin and nobody else confirmed it."""
    return _autores.get() is None and get_active_log_context().user is not None


def moderadores(menos=()):
    """Active people of Moderación, without those of ``menos``."""
    from .models import Usuario  # the models import nothing of this module; this one is asked when they are ready

    return list(
        Usuario.objects.filter(groups__name=MODERACION, is_active=True).exclude(pk__in=[una.pk for una in menos])
    )


def pueden_confirmar(solicitud):
    """Who may be the second person of ``solicitud``."""
    from .models import Usuario

    return (
        Usuario.objects.filter(Q(groups__name=ADMINISTRACION) | Q(is_superuser=True), is_active=True)
        .exclude(pk__in=[solicitud.persona_id, solicitud.pedida_por_id or 0])
        .distinct()
    )


@transaction.atomic
def pedir(persona, clase, por, valor="", motivo=""):
    """Ask for it: one pending request of each thing. Writes to whoever may confirm. Returns the ``Solicitud``."""
    campos = {"persona": persona, "clase": clase, "valor": valor}
    previa = Solicitud.objects.select_for_update().filter(estado=Estado.PENDIENTE, **campos).first()
    if previa and not previa.vencida:
        return previa
    if previa:
        _cerrar(previa, Estado.RECHAZADA, None)
    solicitud = Solicitud.objects.create(pedida_por=por, motivo=motivo, **campos)
    RegistroDeAcceso.anotar(persona, Que.PEDIDO, solicitud.para_el_registro(), quien=por)

    def redactar():
        return (
            _("Una solicitud de acceso espera a otra persona: %(persona)s") % {"persona": persona},
            [
                _("%(quien)s pidió para %(persona)s: %(que)s.")
                % {"quien": por, "persona": persona, "que": _detalle(solicitud)},
                _("Hace falta que otra persona lo confirme. Si no le parece, no lo acepte y pregunte."),
            ],
            direccion_completa(reverse("accesos")),
        )

    for otra in pueden_confirmar(solicitud):
        avisar(otra, redactar)
    return solicitud


def _detalle(solicitud):
    # A mail is personal data: it is not repeated in another.
    valor = "" if solicitud.clase == Clase.CORREO else solicitud.valor
    return f"{solicitud.get_clase_display()} {valor}".strip()


def _cerrar(solicitud, estado, por):
    solicitud.estado, solicitud.resuelta, solicitud.resuelta_por = estado, timezone.now(), por
    solicitud.save()


def _para_resolver(pk, por):
    solicitud = Solicitud.objects.select_for_update().filter(pk=pk, estado=Estado.PENDIENTE).first()
    if solicitud is None:
        raise NoSePuede(_("Esta solicitud ya se resolvió."))
    if not administra_accesos(por):
        raise NoSePuede(_("Solo Administración resuelve estas solicitudes."))
    return solicitud


def puede_confirmar(solicitud, por):
    """Whether ``por`` may be the second person: neither who asked nor whom it is for."""
    return administra_accesos(por) and por.pk not in (solicitud.pedida_por_id, solicitud.persona_id)


@transaction.atomic
def confirmar(pk, por):
    """Confirm the request and do what it asks. Raises ``NoSePuede`` when it may not be done."""
    solicitud = _para_resolver(pk, por)
    if solicitud.vencida:
        raise NoSePuede(_("Nadie la confirmó a tiempo. Pídala de nuevo si todavía hace falta."))
    if not puede_confirmar(solicitud, por):
        raise NoSePuede(_("La confirma otra persona: ni quien la pidió ni aquella para quien es."))
    _cerrar(solicitud, Estado.CONFIRMADA, por)
    with autorizado(solicitud.pedida_por, por):
        _aplicar(solicitud.persona, solicitud.clase, solicitud.valor)
    return solicitud


@transaction.atomic
def rechazar(pk, por):
    """Close the request without doing it: whoever answers for accounts may, also who asked for it."""
    solicitud = _para_resolver(pk, por)
    _cerrar(solicitud, Estado.RECHAZADA, por)
    RegistroDeAcceso.anotar(solicitud.persona, Que.RECHAZADO, solicitud.para_el_registro(), quien=por)
    return solicitud


def _aplicar(persona, clase, valor):
    from .invitaciones import invitar, sin_estrenar

    if clase == Clase.PAPEL:
        persona.groups.add(Group.objects.get(name=valor))
    elif clase == Clase.SUPERUSUARIO:
        persona.is_superuser = True
        persona.save(update_fields=["is_superuser"])
    elif clase == Clase.ACTIVAR:
        persona.is_active = True
        persona.save(update_fields=["is_active"])
    elif clase == Clase.CORREO:
        persona.email = valor
        persona.save(update_fields=["email"])
    elif clase == Clase.SEGUNDO_FACTOR:
        quitar_segundo_factor(persona)
    if clase in (Clase.PAPEL, Clase.SUPERUSUARIO) and sin_estrenar(persona):
        invitar(persona, autores()[0])


def quitar_segundo_factor(persona):
    """Take away every factor of ``persona``, who sets up another one when they next enter; on record, and told."""
    Authenticator.objects.filter(user=persona).delete()
    quien, confirmo = autores()
    RegistroDeAcceso.anotar(persona, Que.FACTOR_QUITADO, quien=quien, confirmo=confirmo)

    def redactar():
        return (
            _("Se quitó el segundo factor de su cuenta del Banco"),
            [
                _("Ya no hace falta su aplicación ni su llave: al entrar pondrá otras."),
                _("Si usted no lo pidió, avise enseguida a la DDRI y cambie su contraseña."),
            ],
            direccion_completa(reverse("account_login")),
        )

    def redactar_a_otras():
        return (
            _("Se quitó el segundo factor de %(persona)s") % {"persona": persona},
            [
                _("Lo pidió %(quien)s y lo confirmó %(confirmo)s. Si no le parece, avise a Administración.")
                % {"quien": quien or "–", "confirmo": confirmo or "–"}
            ],
        )

    avisar(persona, redactar)
    if persona.groups.filter(name=MODERACION).exists():
        for otra in moderadores(menos=[persona]):
            avisar(otra, redactar_a_otras)
