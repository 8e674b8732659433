"""What follows by itself: authorship of what is translated, and sources that keep up with the live text."""

from django.db.models.signals import post_save
from wagtail.signals import page_unpublished, unpublished
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from aval.flujo import avalado
from aval.models import Autoria, Avalable


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
        except traduccion.source.specific_content_type.model_class().DoesNotExist:
            continue
        if isinstance(objeto, Avalable):
            Autoria.registrar(objeto, instance.last_translated_by)


def actualizar_fuente(sender, objeto, aval, **kwargs):
    """A text in the source language has a new aval: its translation can see what changed."""
    fuente = TranslationSource.objects.get_for_instance_or_none(objeto)
    if fuente and fuente.locale_id == objeto.locale_id:
        fuente.update_from_db()


def retirar_traducciones(sender, instance, **kwargs):
    """What is withdrawn in the source language is withdrawn in the others in the same moment."""
    if isinstance(instance, Avalable) and instance.locale.language_code == "es":
        for traduccion in instance.get_translations().filter(live=True):
            getattr(traduccion, "specific", traduccion).unpublish()


def conectar():
    post_save.connect(anotar_autoria, sender=StringTranslation, dispatch_uid="traducciones.autoria")
    avalado.connect(actualizar_fuente, dispatch_uid="traducciones.fuente")
    for retirada in (page_unpublished, unpublished):
        retirada.connect(retirar_traducciones, dispatch_uid="traducciones.retirar")
