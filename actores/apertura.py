"""From a request to an account: it is received, its mailbox confirmed, Administración told, and the account opened."""

import datetime
import re

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from .correo import avisar, direccion_completa, enviar
from .de_fuera import el_del_enlace, enlace_firmado
from .grupos import ADMINISTRACION, PUNTOS_FOCALES
from .invitaciones import invitar
from .models import PedidoDeCuenta, Usuario

SAL_DE_CONFIRMAR, SAL_DE_BORRAR = "actores.pedido.confirmar", "actores.pedido.borrar"
REPETIDO = datetime.timedelta(hours=1)
PLAZO = datetime.timedelta(days=7)  # to confirm the mailbox: then it is forgotten


def _escribir(pedido, cual, asunto, **mas):
    contexto = {"pedido": pedido, "dias": settings.PEDIDOS_DIAS_HABILES, **mas}
    texto = render_to_string(f"actores/correo_pedido/{cual}.txt", contexto).strip() + "\n"
    enviar(asunto % {"codigo": pedido.codigo}, texto, [pedido.correo])


# --- Ask and confirm --------------------------------------------------------------------------------


@transaction.atomic
def recibir(pedido):
    """Keep ``pedido`` and acknowledge it. The same one, within the hour, is the first one.

    Nobody else is told yet: who typed that mail may not have it. For the same reason the letter repeats nothing that
    was typed, and it is the letter, not the page, that says whether there is an account already.
    """
    mismo = {"correo__iexact": pedido.correo, "entidad": pedido.entidad, "sin_datos": None}
    if antes := PedidoDeCuenta.objects.filter(recibido__gte=timezone.now() - REPETIDO, **mismo).first():
        return antes
    pedido.save()
    with override(pedido.idioma):
        _escribir(
            pedido,
            "recibo",
            _("Confirme su pedido de cuenta %(codigo)s"),
            confirmar=enlace_firmado("cuentas:confirmar", pedido, SAL_DE_CONFIRMAR),
            borrar=enlace_firmado("cuentas:borrar", pedido, SAL_DE_BORRAR),
            plazo=PLAZO.days,
            entrar=direccion_completa(reverse("account_login")) if pedido.cuentas().filter(is_active=True) else "",
            otro=pedido.otros().que_esperan().first(),
        )
    return pedido


def por_confirmar(token):
    """What a link to confirm names; None if it is over, its data were deleted, or the link is not ours."""
    pedido = el_del_enlace(PedidoDeCuenta, token, SAL_DE_CONFIRMAR, PLAZO)
    return pedido if pedido and not pedido.sin_datos else None


def por_borrar(token):
    """What a link to delete names; None if it is no longer there, or the link is not ours."""
    return el_del_enlace(PedidoDeCuenta, token, SAL_DE_BORRAR)


@transaction.atomic
def confirmar(pedido):
    """Who asked has that mailbox: Administración is told, once. Safe to repeat."""
    pedido = PedidoDeCuenta.objects.select_for_update().get(pk=pedido.pk)
    if pedido.correo_confirmado or pedido.estado != pedido.Estado.PEDIDO:
        return pedido
    pedido.correo_confirmado = timezone.now()
    pedido.save(update_fields=["correo_confirmado"])
    ver = direccion_completa(reverse("wagtailsnippets_actores_pedidodecuenta:edit", args=[pedido.pk]))

    def redactar():
        # Not who asks: a letter is kept where nobody can erase it.
        return (
            _("Pedido de cuenta %(codigo)s") % {"codigo": pedido.codigo},
            [
                _("Alguien de %(entidad)s pide una cuenta de punto focal, y confirmó su correo.")
                % {"entidad": pedido.entidad},
                _("Se le prometió una respuesta antes de %(dias)s días hábiles. Verifíquelo con la entidad:")
                % {"dias": settings.PEDIDOS_DIAS_HABILES},
            ],
            ver,
        )

    quienes = Usuario.objects.filter(Q(groups__name=ADMINISTRACION) | Q(is_superuser=True), is_active=True)
    for una in quienes.distinct():
        avisar(una, redactar)
    return pedido


# --- Answer -----------------------------------------------------------------------------------------


@transaction.atomic
def al_cambiar(pedido, antes, quien):
    """Its state is another: what follows from it, in the log, and told to who asked when it ends."""
    if pedido.estado == pedido.Estado.CREADO:
        _crear(pedido, quien)
    elif pedido.estado == pedido.Estado.NEGADO and pedido.correo and pedido.correo_confirmado:
        with override(pedido.idioma):
            _escribir(pedido, "negado", _("Su pedido de cuenta %(codigo)s"))
    # Not the reason: the log is for ever, and who asked may want it forgotten.
    log(pedido, "actores.pedido_de_cuenta", user=quien, data={"de": str(antes), "a": str(pedido.estado)})


def _crear(pedido, quien):
    """The account with its role and its designation, and the letter by which its holder comes in."""
    persona = Usuario(
        username=_nombre_libre(pedido.correo),
        email=pedido.correo,
        first_name=pedido.nombre,
        last_name=pedido.apellidos,
        entidad=pedido.entidad,
    )
    persona.set_unusable_password()
    persona.save()
    perfil = UserProfile.get_for_user(persona)
    perfil.preferred_language = pedido.idioma
    perfil.save(update_fields=["preferred_language"])
    designacion = pedido.designacion(persona)
    designacion.full_clean()
    designacion.save()  # before the role, which would write down one of its own
    persona.groups.add(Group.objects.get(name=PUNTOS_FOCALES))
    pedido.cuenta = persona
    pedido.save(update_fields=["cuenta"])
    invitar(persona, quien)


def _nombre_libre(correo):
    """A user name that nobody has, from what stands before the @."""
    raiz = re.sub(r"[^\w.+-]", "", correo.partition("@")[0])[:140].lower() or "focal"
    usados = {
        uno.lower() for uno in Usuario.objects.filter(username__istartswith=raiz).values_list("username", flat=True)
    }
    return next(nombre for nombre in (raiz, *(f"{raiz}{n}" for n in range(2, len(usados) + 3))) if nombre not in usados)


# --- Forget -----------------------------------------------------------------------------------------


def olvidar_viejos(ahora=None):
    """Forget what nobody confirmed in time, and who asked more than ``PEDIDOS_DIAS_DE_DATOS`` days ago: how many."""
    ahora = ahora or timezone.now()
    sin_confirmar = PedidoDeCuenta.objects.filter(
        estado=PedidoDeCuenta.Estado.PEDIDO, correo_confirmado=None, recibido__lt=ahora - PLAZO
    )
    cuantos = sin_confirmar.delete()[1].get(PedidoDeCuenta._meta.label, 0)
    desde = ahora - datetime.timedelta(days=settings.PEDIDOS_DIAS_DE_DATOS)
    viejos = list(PedidoDeCuenta.objects.filter(recibido__lt=desde, sin_datos=None))
    for pedido in viejos:
        pedido.borrar_datos()
    return cuantos + len(viejos)
