"""The guard: nothing is saved as live with a content that its aval does not cover.

It stands on ``pre_save``, which every way of publishing ends in (publish actions, copies, aliases,
the translation tool, fixtures). What does not save (``.update()``, raw SQL) is found by the audit.
"""

from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import Page, Revision

from . import terminos
from .autoria import Aporte
from .contenido import BITACORA, canonico, canonico_de, canonico_que_guarda, diferencias
from .errores import NoSeBorra, SinAval
from .serializado import tiene_sus_filas


def _solo_bitacora(update_fields):
    return update_fields is not None and set(update_fields) <= BITACORA - {"live", "aval"}


def guardar_con_aval(sender, instance, raw=False, update_fields=None, **kwargs):
    """Refuse (``SinAval``) to save a live object whose content is not that of its aval.

    Every page is one of those objects, whatever its kind, except the root of the tree, which shows nothing.
    """
    from . import retiro
    from .models import Avalable

    if not isinstance(instance, Avalable | Page) or _solo_bitacora(update_fields):
        return
    objeto = _como_quedara(sender, instance, raw, update_fields)
    if not isinstance(objeto, Avalable):
        if objeto.live and objeto.depth != 1:
            raise SinAval
    elif objeto.live:
        _exigir(objeto)
    else:
        retiro.exigir_registro(objeto)
        if objeto.aval_id:
            # Saving a bare ``Page``, or some fields only, would leave it in the row.
            type(objeto).objects.filter(pk=objeto.pk).update(aval=None)
        instance.aval = None


def borrar_con_registro(sender, instance, **kwargs):
    """Refuse (``SinMotivo``) to delete what is live or ever had an aval, unless its record is being written.

    And (``TerminoEnUso``) a term of a list that something uses: by a cascade it would be cut from what names it.
    """
    from . import retiro
    from .models import Avalable

    if isinstance(instance, Avalable):
        if instance.estructural and instance.tuvo_aval():
            raise NoSeBorra
        retiro.exigir_registro_del_borrado(instance)
    elif terminos.es_termino(type(instance)):
        terminos.exigir_sin_uso(instance)


def _como_quedara(sender, instance, raw, update_fields):
    """The object that saving ``instance`` would leave in the database: of its own kind, and whole."""
    modelo = (instance.specific_class or Page) if sender is Page else sender
    if modelo is sender and not raw and update_fields is None:
        return instance
    fila = modelo.objects.filter(pk=instance.pk).first()
    if fila is None and raw and sender is not Page and issubclass(modelo, Page):
        # A fixture brings the row of the page first, and then that of its own kind.
        fila = modelo(live=False)
        if base := Page.objects.filter(pk=instance.pk).first():
            for campo in Page._meta.concrete_fields:
                setattr(fila, campo.attname, getattr(base, campo.attname))
    if fila is None:
        return instance
    for campo in sender._meta.local_concrete_fields if raw else sender._meta.concrete_fields:
        if update_fields is None or {campo.name, campo.attname} & set(update_fields):
            setattr(fila, campo.attname, getattr(instance, campo.attname))
    return fila


def _exigir(objeto):
    """The aval in force is the last one that this object had, and says what the object says."""
    from .models import Aval

    ultimo = Aval.objects.de(objeto).order_by("-numero").first()
    if not ultimo or ultimo.pk != objeto.aval_id:
        raise SinAval
    objeto.aval = ultimo  # who reads it after this need not ask for it again
    # The rows that this save leaves alone were looked at when the object went live with this aval.
    deja_filas = not tiene_sus_filas(objeto)
    ya_publicado = deja_filas and type(objeto).objects.filter(pk=objeto.pk, live=True, aval=ultimo).exists()
    actual = canonico_que_guarda(objeto) if ya_publicado else canonico_de(objeto)
    if diferencias(type(objeto), ultimo.contenido, actual):
        raise SinAval
    if objeto.live_revision_id not in (None, ultimo.revision_numero) and _cambia_la_publicada(objeto):
        raise SinAval


def _cambia_la_publicada(objeto):
    """Whether the revision that ``objeto`` says is live is another one than its row has: published anew by no aval."""
    return not type(objeto).objects.filter(pk=objeto.pk, live_revision=objeto.live_revision_id).exists()


def recordar_lo_que_decia(sender, instance, raw=False, update_fields=None, **kwargs):
    """Keep beside a revision that is being rewritten in place what it said until now."""
    if raw or not instance.pk or (update_fields is not None and "content" not in update_fields):
        return
    instance._decia = Revision.objects.filter(pk=instance.pk).values_list("content", flat=True).first()


def anotar_autoria(sender, instance, created, raw=False, update_fields=None, **kwargs):
    """Write to the ledger who wrote a revision and with what: a new one, or one rewritten in place."""
    from .models import Autoria, Avalable

    modelo = instance.content_type.model_class()
    if raw or instance.user_id is None or not (modelo and issubclass(modelo, Avalable)):
        return
    if update_fields is not None and "content" not in update_fields:
        return
    antes = _la_anterior(instance) if created else instance.__dict__.pop("_decia", None)
    aporte = Aporte.de_cambio(modelo, canonico(modelo, antes or {}), canonico(modelo, instance.content))
    if aporte:
        Autoria.registrar(instance.content_object, instance.user, aporte, instance)


def _la_anterior(revision):
    anteriores = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id, pk__lt=revision.pk
    )
    return anteriores.order_by("-pk").values_list("content", flat=True).first()


def conectar():
    from . import archivos, estructura, publicos

    archivos.conectar()
    estructura.conectar()
    publicos.conectar()
    pre_save.connect(guardar_con_aval, dispatch_uid="aval.guardia")
    pre_delete.connect(borrar_con_registro, dispatch_uid="aval.borrado")
    pre_save.connect(recordar_lo_que_decia, sender=Revision, dispatch_uid="aval.lo_que_decia")
    post_save.connect(anotar_autoria, sender=Revision, dispatch_uid="aval.autoria")
