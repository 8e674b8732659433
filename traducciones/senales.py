"""What follows by itself: authorship, sources that keep up, English that goes with its Spanish."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page, TranslatableMixin, WorkflowState
from wagtail.signals import page_unpublished, unpublished
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from aval.flujo import avalado
from aval.models import Autoria, Aval, Avalable

from . import segmentos
from .errores import OriginalSinAval


def anotar_autoria(sender, instance, raw=False, **kwargs):
    """Who translated a sentence is an author of the pages where it stands (four eyes)."""
    if raw or instance.last_translated_by_id is None:
        return
    traducciones = Translation.objects.filter(
        target_locale_id=instance.locale_id,
        source__stringsegment__string_id=instance.translation_of_id,
        source__stringsegment__context_id=instance.context_id,
    ).distinct()
    for traduccion in traducciones:
        try:
            objeto = traduccion.get_target_instance()
        except ObjectDoesNotExist:
            continue
        if isinstance(objeto, Avalable):
            Autoria.registrar(objeto, instance.last_translated_by)


def revisar_segmento(sender, instance, raw=False, update_fields=None, **kwargs):
    """A sentence that lost a link or a placeholder is kept with its error beside it, and never used on a page.

    Here, and not in a form, because sentences come in by the editor, by PO files and from machines.
    """
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    ruta = instance.context.path if instance.context else ""
    if frases := segmentos.reparos(instance.translation_of.data, instance.data, ruta):
        instance.has_error = True
        instance.field_error = frases[0]


def actualizar_fuente(sender, objeto, aval, **kwargs):
    """A text in the source language has a new aval: its translation can see what changed."""
    fuente = (
        TranslationSource.objects.get_for_instance_or_none(objeto) if isinstance(objeto, TranslatableMixin) else None
    )
    if fuente and fuente.locale_id == objeto.locale_id:
        fuente.update_from_db()


def exigir_original_vivo(sender, instance, raw=False, **kwargs):
    """No aval for a translation whose original is not live, by whatever door it was sent."""
    if raw or instance.pk or instance.origen != Aval.Origen.MODERACION or instance.idioma == settings.LANGUAGE_CODE:
        return
    objeto = instance.revision.as_object() if instance.revision else None
    if isinstance(objeto, TranslatableMixin) and not _originales(objeto).filter(live=True).exists():
        raise OriginalSinAval


def _originales(objeto):
    return type(objeto)._base_manager.filter(
        translation_key=objeto.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )


def retirar_envios(sender, instance, **kwargs):
    """The original is withdrawn: what waits for an answer in its translations is taken back from the DDRI.

    That they are withdrawn with it is the business of ``aval.retiro``.
    """
    if not _es_original(instance):
        return
    for traduccion in instance.get_translations():
        estado = getattr(traduccion, "specific", traduccion).current_workflow_state
        if estado and estado.status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
            estado.cancel()


def _es_original(objeto):
    objeto = objeto.specific_deferred if isinstance(objeto, Page) else objeto
    return (
        isinstance(objeto, Avalable)
        and isinstance(objeto, TranslatableMixin)
        and objeto.locale.language_code == settings.LANGUAGE_CODE
    )


def conectar():
    pre_save.connect(revisar_segmento, sender=StringTranslation, dispatch_uid="traducciones.segmento")
    post_save.connect(anotar_autoria, sender=StringTranslation, dispatch_uid="traducciones.autoria")
    pre_save.connect(exigir_original_vivo, sender=Aval, dispatch_uid="traducciones.original")
    avalado.connect(actualizar_fuente, dispatch_uid="traducciones.fuente")
    page_unpublished.connect(retirar_envios, dispatch_uid="traducciones.retirar")
    unpublished.connect(retirar_envios, dispatch_uid="traducciones.retirar_fragmento")
