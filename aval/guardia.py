"""The guard: nothing is saved as live with a content that its aval does not cover.

It stands on ``pre_save``, which every way of publishing ends in (publish actions, copies, aliases,
the translation tool, fixtures). What does not save (``.update()``, raw SQL) is found by the audit.
"""

from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import Page, Revision

from .contenido import BITACORA, canonico_de, canonico_de_revision, diferencias
from .errores import SinAval


def _solo_bitacora(update_fields):
    return update_fields is not None and set(update_fields) <= BITACORA - {"live", "aval"}


def guardar_con_aval(sender, instance, raw=False, update_fields=None, **kwargs):
    """Refuse (``SinAval``) to save a live object whose content is not that of its aval."""
    from . import retiro
    from .models import Avalable

    if sender is Page:
        instance = _como_especifica(instance)
    if not isinstance(instance, Avalable):
        return
    if not instance.live:
        if not _solo_bitacora(update_fields):
            retiro.exigir_registro(instance)
        if instance.aval_id:
            # Saving a bare ``Page``, or some fields only, would leave it in the row.
            type(instance).objects.filter(pk=instance.pk).update(aval=None)
        instance.aval = None
    elif not _solo_bitacora(update_fields):
        _exigir(instance)


def borrar_con_registro(sender, instance, **kwargs):
    """Refuse (``SinMotivo``) to delete what is live or ever had an aval, unless its record is being written."""
    from . import retiro
    from .models import Avalable

    if isinstance(instance, Avalable):
        retiro.exigir_registro_del_borrado(instance)


def _como_especifica(pagina):
    """The page of its own kind that saving ``pagina``, a bare ``Page``, would leave in the database."""
    if not pagina.pk or not pagina.specific_class or pagina.specific_class is Page:
        return pagina
    especifica = pagina.specific_class.objects.get(pk=pagina.pk)
    for campo in Page._meta.concrete_fields:
        setattr(especifica, campo.attname, getattr(pagina, campo.attname))
    return especifica


def _exigir(objeto):
    if objeto.aval_id is None or diferencias(type(objeto), objeto.aval.contenido, canonico_de(objeto)):
        raise SinAval
    if (objeto.aval.content_type_id, objeto.aval.object_id) != (objeto.get_base_content_type().pk, str(objeto.pk)):
        raise SinAval


def anotar_autoria(sender, instance, created, raw=False, update_fields=None, **kwargs):
    """Write to the ledger who wrote a revision: a new one with a changed text, or one rewritten in place."""
    from .models import Autoria, Avalable

    modelo = instance.content_type.model_class()
    if raw or instance.user_id is None or not (modelo and issubclass(modelo, Avalable)):
        return
    if update_fields is not None and "content" not in update_fields:
        return
    if created:
        anterior = (
            Revision.objects.filter(
                base_content_type_id=instance.base_content_type_id, object_id=instance.object_id, pk__lt=instance.pk
            )
            .order_by("-pk")
            .first()
        )
        if anterior and canonico_de_revision(anterior) == canonico_de_revision(instance):
            return
    Autoria.registrar(instance.content_object, instance.user, instance)


def conectar():
    pre_save.connect(guardar_con_aval, dispatch_uid="aval.guardia")
    pre_delete.connect(borrar_con_registro, dispatch_uid="aval.borrado")
    post_save.connect(anotar_autoria, sender=Revision, dispatch_uid="aval.autoria")
