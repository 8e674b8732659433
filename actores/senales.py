"""What changes of an account is written down and told, whichever way it changes; and the guard of those ways.

The guard refuses to a screen of the admin what needs two people (``solicitudes``). Code that is not a screen (the
installation, a command of whoever has the server) passes, and leaves its record too.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.prestado import prestado

from . import freno, puntos_focales, segundo_factor
from .accesos import RegistroDeAcceso
from .correo import avisar, direccion_completa
from .grupos import MODERACION, PROTEGIDOS, PUNTOS_FOCALES, es_protegida
from .invitaciones import sin_estrenar
from .middleware import empezar
from .models import Actor, Entidad, PuntoFocal, Usuario
from .solicitudes import autores, moderadores, sin_permiso_de_dos

Que = RegistroDeAcceso.Que
VIGILADOS = ("email", "is_active", "is_superuser", "password")


def conectar():
    pre_save.connect(antes_de_guardar, sender=Usuario)
    post_save.connect(despues_de_guardar, sender=Usuario)
    post_save.connect(en_el_registro, sender=Usuario)
    pre_delete.connect(se_va, sender=Usuario)
    post_save.connect(designacion_guardada, sender=PuntoFocal)
    post_save.connect(entidad_guardada, sender=Entidad)
    user_logged_in.connect(al_entrar)
    m2m_changed.connect(papeles, sender=Usuario.groups.through)
    user_logged_in.connect(empezar)
    authenticator_added.connect(factor_puesto, sender=Authenticator)
    authenticator_reset.connect(codigos_nuevos, sender=Authenticator)
    authenticator_removed.connect(factor_quitado, sender=Authenticator)
    authentication_failed.connect(codigo_errado, sender=Authenticator)
    user_locked_out.connect(entrada_cerrada)


def _no_fui_yo():
    return _("Si usted no lo pidió, avise enseguida a la DDRI.")


# --- The account -----------------------------------------------------------------------------------


prestado(
    "django.contrib.auth.base_user.AbstractBaseUser.set_password",
    "(self, raw_password)",
    por="Whether a password was set in this object and is not saved yet, Django tells nowhere else.",
    dice="_password",
)


def antes_de_guardar(sender, instance, raw=False, update_fields=None, **kwargs):
    instance._antes = None
    if raw or (update_fields is not None and not set(update_fields) & set(VIGILADOS)):
        return
    antes = instance.pk and Usuario.objects.filter(pk=instance.pk).first()
    instance._antes = antes or None
    # ``_password``: set in this object and not yet saved; Django's own change of digest leaves it empty.
    instance._clave_nueva = instance._password is not None
    if not sin_permiso_de_dos():
        return
    yo = autores()[0]
    if instance.is_superuser and not (antes and antes.is_superuser):
        raise PermissionDenied
    if instance.pk != yo.pk and (instance._clave_nueva or (antes and antes.password != instance.password)):
        raise PermissionDenied
    if antes and es_protegida(antes):
        vuelve = instance.is_active and not antes.is_active
        if vuelve or (instance.email != antes.email and instance.pk != yo.pk):
            raise PermissionDenied


def despues_de_guardar(sender, instance, created=False, **kwargs):
    antes = getattr(instance, "_antes", None)
    if created and instance.is_superuser:
        _anotar(instance, Que.SUPERUSUARIO)
    if antes is None:
        return
    if instance._clave_nueva:
        _anotar(instance, Que.CLAVE)
        if not sin_estrenar(antes):
            avisar(instance, _redactar_cambio(_lo_de_la_clave))
    if antes.email != instance.email:
        _anotar(instance, Que.CORREO)
        avisar(instance, _redactar_cambio(_lo_del_correo), [antes.email, instance.email])
    if antes.is_superuser != instance.is_superuser:
        _anotar(instance, Que.SUPERUSUARIO if instance.is_superuser else Que.NO_SUPERUSUARIO)
        avisar(instance, _redactar_cambio(_lo_del_superusuario))
    if antes.is_active != instance.is_active:
        _anotar(instance, Que.ACTIVADA if instance.is_active else Que.DESACTIVADA)
    instance._antes, instance._clave_nueva = None, False


def _anotar(persona, que, detalle=""):
    quien, confirmo = autores()
    return RegistroDeAcceso.anotar(persona, que, detalle, quien=quien, confirmo=confirmo)


def _redactar_cambio(decir):
    return lambda: (decir(), [decir() + ".", _no_fui_yo()])


def _lo_de_la_clave():
    return _("Cambió la contraseña de su cuenta del Banco")


def _lo_del_correo():
    return _("Cambió el correo de su cuenta del Banco")


def _lo_del_superusuario():
    return _("Cambió lo que puede hacer su cuenta del Banco: superusuario")


# --- Roles ------------------------------------------------------------------------------------------


def papeles(sender, instance, action, reverse, model, pk_set, **kwargs):
    """Receiver of ``m2m_changed`` of the groups of a person, from either side."""
    if action == "post_clear" and not reverse:
        puntos_focales.poner_al_dia(instance)
    if action == "pre_clear":
        suyos = instance.user_set.all() if reverse else instance.groups.all()
        pk_set = set(suyos.values_list("pk", flat=True))
    if not pk_set or action not in ("pre_add", "post_add", "post_remove", "pre_clear"):
        return
    personas = Usuario.objects.filter(pk__in=pk_set) if reverse else [instance]
    grupos = [instance] if reverse else Group.objects.filter(pk__in=pk_set)
    nombres = [grupo.name for grupo in grupos]
    if action == "pre_add":
        if set(nombres) & set(PROTEGIDOS) and sin_permiso_de_dos():
            raise PermissionDenied
        return
    for persona in personas:
        persona.__dict__.pop("_nombres_de_grupos", None)  # what ``pertenece`` remembers
        for nombre in nombres:
            _papel(persona, nombre, action == "post_add")
        if PUNTOS_FOCALES in nombres:
            puntos_focales.poner_al_dia(persona)


def _papel(persona, nombre, dado):
    registro = _anotar(persona, Que.PAPEL_DADO if dado else Que.PAPEL_QUITADO, nombre)

    def redactar():
        que = (
            _("Ahora tiene en el Banco el papel %(papel)s") if dado else _("Ya no tiene en el Banco el papel %(papel)s")
        ) % {"papel": nombre}
        return que, [que + ".", _no_fui_yo()], direccion_completa(_portada())

    def redactar_a_moderacion():
        que = (_("%(persona)s entra a Moderación DDRI") if dado else _("%(persona)s sale de Moderación DDRI")) % {
            "persona": persona
        }
        quienes = [uno for uno in (registro.quien_nombre, registro.confirmo_nombre) if uno]
        por = _("Lo hicieron: %(quienes)s.") % {"quienes": ", ".join(quienes)} if quienes else ""
        duda = _("Si no lo esperaba, avise a Administración: quien está en Moderación da avales.")
        return que, [f"{que}. {por}".strip(), duda]

    if not sin_estrenar(persona):
        avisar(persona, redactar)
    if nombre == MODERACION:
        for otra in moderadores(menos=[persona]):
            avisar(otra, redactar_a_moderacion)


def _portada():
    return reverse("wagtailadmin_home")


# --- The register of puntos focales, in step with the accounts ---------------------------------------


def en_el_registro(sender, instance, created=False, raw=False, update_fields=None, **kwargs):
    if raw or created or (update_fields is not None and not {"entidad", "is_active"} & set(update_fields)):
        return
    puntos_focales.poner_al_dia(instance)


def se_va(sender, instance, **kwargs):
    """Their account is deleted: the register keeps who it was."""
    PuntoFocal.objects.filter(usuario=instance, nombre="").update(nombre=str(instance)[:200])
    instance.is_active = False
    puntos_focales.poner_al_dia(instance)


def designacion_guardada(sender, instance, raw=False, **kwargs):
    if not raw and instance.usuario_id and instance.hasta and instance.hasta < timezone.localdate():
        puntos_focales.terminar(solo=instance.usuario)


def al_entrar(sender, user, **kwargs):
    puntos_focales.terminar(solo=user)


def entidad_guardada(sender, instance, raw=False, **kwargs):
    if not raw:
        Actor.de_la_entidad(instance)


# --- The second factor ------------------------------------------------------------------------------


def factor_puesto(sender, request, user, authenticator, **kwargs):
    segundo_factor.anotar_en_la_sesion(request, authenticator)
    if authenticator.type in segundo_factor.FACTORES:
        RegistroDeAcceso.anotar(user, Que.FACTOR_PUESTO, authenticator.type, quien=user)
        avisar(user, _redactar_cambio(_lo_puesto))


def codigos_nuevos(sender, request, user, authenticator, **kwargs):
    segundo_factor.anotar_en_la_sesion(request, authenticator)
    avisar(user, _redactar_cambio(_lo_de_los_codigos))


def factor_quitado(sender, request, user, authenticator, **kwargs):
    if authenticator.type in segundo_factor.FACTORES:
        RegistroDeAcceso.anotar(user, Que.FACTOR_QUITADO, authenticator.type, quien=user)
        avisar(user, _redactar_cambio(_lo_quitado))


def _lo_puesto():
    return _("Se agregó un segundo factor a su cuenta del Banco")


def _lo_quitado():
    return _("Se quitó un segundo factor de su cuenta del Banco")


def _lo_de_los_codigos():
    return _("Se hicieron códigos de recuperación nuevos para su cuenta del Banco")


def codigo_errado(sender, request, user, **kwargs):
    freno.anotar_fallo(request, user)


# --- The entrance -----------------------------------------------------------------------------------


def entrada_cerrada(sender, username=None, **kwargs):
    """Its holder is told, once a day at most: whoever closes a door on purpose does not fill a mailbox with it."""
    persona = Usuario.objects.filter(username=username or "", is_active=True).first()
    ayer = timezone.now() - timedelta(days=1)
    if (
        persona is None
        or RegistroDeAcceso.objects.filter(persona_numero=persona.pk, que=Que.BLOQUEO, momento__gte=ayer).exists()
    ):
        return
    RegistroDeAcceso.anotar(persona, Que.BLOQUEO)

    def redactar():
        return (
            _("Alguien se equivocó varias veces al entrar a su cuenta del Banco"),
            [
                _("La entrada se cerró unos minutos desde donde lo intentaron. No hace falta que haga nada."),
                _("Si no era usted, avise a la DDRI y, si su contraseña se usa en otra parte, cámbiela."),
            ],
        )

    avisar(persona, redactar)
