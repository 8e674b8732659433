"""What the record takes down is also an event of security, once it is in the database: by numbers, without words."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save

from base.logs import suceso

from .models import Aval, Retiro


def _aval(sender, instance, created, **kwargs):
    if created:
        datos = {"aval": instance.pk, "persona": instance.moderador_numero, "origen": instance.origen}
        transaction.on_commit(partial(suceso, "aval", **datos), robust=True)


def _retiro(sender, instance, created, **kwargs):
    if created:
        datos = {"retiro": instance.pk, "persona": instance.persona_id, "origen": instance.origen}
        transaction.on_commit(partial(suceso, "retiro", **datos), robust=True)


def conectar():
    post_save.connect(_aval, sender=Aval, dispatch_uid="aval.sucesos")
    post_save.connect(_retiro, sender=Retiro, dispatch_uid="aval.sucesos")
