"""Who comes in, who is refused, and whose rights change: events of security, by numbers and without what was typed."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from base.logs import suceso

# A change of these is a change of who may come in, or of what they may do.
DE_LA_CUENTA = ("username", "password", "email", "is_active", "is_superuser", "entidad_id")


def _entrada(sender, user, **kwargs):
    suceso("entrada", persona=user.pk)


def _salida(sender, user, **kwargs):
    if user:
        suceso("salida", persona=user.pk)


def _entrada_fallida(sender, credentials, **kwargs):
    """The number of the account that was tried, if there is one; never what was typed: it may be a password."""
    Usuario = get_user_model()
    nombre = credentials.get(Usuario.USERNAME_FIELD) or ""
    cuenta = Usuario.objects.filter(**{Usuario.USERNAME_FIELD: nombre}).values_list("pk", flat=True).first()
    suceso("entrada_fallida", cuenta=cuenta)


def _papeles(sender, instance, action, pk_set, **kwargs):
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    if isinstance(instance, Group):
        suceso("papeles", acto=action.split("_")[1], papel=instance.pk, cuentas=sorted(pk_set or ()))
    else:
        suceso("papeles", acto=action.split("_")[1], cuenta=instance.pk, papeles=sorted(pk_set or ()))


def _antes(sender, instance, raw=False, update_fields=None, **kwargs):
    instance._cuenta_antes = None
    campos = [c for c in DE_LA_CUENTA if update_fields is None or {c, c.removesuffix("_id")} & set(update_fields)]
    if instance.pk and campos and not raw:
        instance._cuenta_antes = sender._base_manager.filter(pk=instance.pk).values(*campos).first()


def _despues(sender, instance, created, raw=False, **kwargs):
    if created:
        suceso("cuenta_nueva", cuenta=instance.pk)
    elif antes := getattr(instance, "_cuenta_antes", None):
        if cambia := [campo for campo, valor in antes.items() if getattr(instance, campo) != valor]:
            suceso("cuenta", cuenta=instance.pk, cambia=cambia)


def _borrada(sender, instance, **kwargs):
    suceso("cuenta_borrada", cuenta=instance.pk)


def _bloqueada(sender, **kwargs):
    suceso("entrada_bloqueada")


def _segundo_factor(nombre):
    def anotar(sender, user, authenticator=None, **kwargs):
        suceso(nombre, cuenta=user.pk, tipo=getattr(authenticator, "type", None))

    return anotar


SEGUNDO_FACTOR = {
    "authenticator_added": _segundo_factor("segundo_factor_puesto"),
    "authenticator_removed": _segundo_factor("segundo_factor_quitado"),
    "authenticator_reset": _segundo_factor("segundo_factor_de_nuevo"),
}


def conectar():
    Usuario = get_user_model()
    uid = "actores.sucesos"
    user_logged_in.connect(_entrada, dispatch_uid=uid)
    user_logged_out.connect(_salida, dispatch_uid=uid)
    user_login_failed.connect(_entrada_fallida, dispatch_uid=uid)
    m2m_changed.connect(_papeles, sender=Usuario.groups.through, dispatch_uid=uid)
    pre_save.connect(_antes, sender=Usuario, dispatch_uid=uid)
    post_save.connect(_despues, sender=Usuario, dispatch_uid=uid)
    post_delete.connect(_borrada, sender=Usuario, dispatch_uid=uid)
    if apps.is_installed("axes"):
        from axes.signals import user_locked_out

        user_locked_out.connect(_bloqueada, dispatch_uid=uid)
    if apps.is_installed("allauth.mfa"):
        from allauth.mfa import signals

        for nombre, anotar in SEGUNDO_FACTOR.items():
            getattr(signals, nombre).connect(anotar, dispatch_uid=uid)
