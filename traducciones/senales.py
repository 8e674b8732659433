"""What follows by itself: authorship, sources that keep up, English that goes with its Spanish."""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, TranslatableMixin, WorkflowState
from wagtail.signals import page_unpublished, unpublished
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationSource

from aval.flujo import avalado
from aval.models import Autoria, Aval, Avalable
from base.idiomas import ESPANOL, es_traduccion, originales
from base.texto import sin_control

from . import autores, segmentos
from .errores import OriginalSinAval


def _cambia(update_fields, *campos):
    return update_fields is None or not set(campos).isdisjoint(update_fields)


def antes_de_escribir(sender, instance, raw=False, update_fields=None, **kwargs):
    """While the DDRI reads a translation, its sentences and its choices stand still, whatever writes them."""
    instance._texto = None
    if raw or not _cambia(update_fields, "data", "data_json", "translation_type"):
        return
    if de_este_texto := instance.__dict__.pop("de_este_texto", None):  # who has the text to itself asked already
        instance._texto, instance._antes = de_este_texto
    else:
        instance._antes = sender.objects.filter(pk=instance.pk).first() if instance.pk else None
        instance._texto = autores.texto_de(instance)
        autores.exigir_que_no_espere(instance._texto)
    if sender is StringTranslation:
        recordar_la_maquina(instance)


def recordar_la_maquina(frase):
    """A sentence that a person confirmed as a machine left it keeps the name of the machine; one that changed, not."""
    antes = frase._antes
    if antes and antes.tool_name and frase.data == antes.data:
        frase.tool_name = antes.tool_name


def antes_de_borrar(sender, instance, **kwargs):
    instance._texto = autores.texto_de(instance)
    autores.exigir_que_no_espere(instance._texto)


def anotar_frase(sender, instance, raw=False, **kwargs):
    """Who wrote a sentence, or confirmed that of a machine, is an author of the text where it stands (four eyes)."""
    objeto, antes = instance.__dict__.pop("_texto", None), instance.__dict__.pop("_antes", None)
    if raw or objeto is None or instance.last_translated_by is None or instance.translation_type == autores.MAQUINA:
        return
    de_alguien = antes.data if antes and antes.translation_type != autores.MAQUINA else ""
    if instance.data != de_alguien:
        Autoria.registrar(objeto, instance.last_translated_by, autores.aporte_de_frase(instance, de_alguien))


def anotar_eleccion(sender, instance, raw=False, **kwargs):
    """Who chose a picture or a link for a translation is an author of it, and so is who took the choice back."""
    objeto, antes = instance.__dict__.pop("_texto", None), instance.__dict__.pop("_antes", None)
    borrada = kwargs["signal"] is post_delete
    if raw or objeto is None or instance.last_translated_by is None or (antes and antes.data == instance.data):
        return
    valor = autores.valor_del_original(instance) if borrada else instance.data
    Autoria.registrar(objeto, instance.last_translated_by, autores.aporte_de_eleccion(instance.context, valor))


def revisar_segmento(sender, instance, raw=False, update_fields=None, **kwargs):
    """A sentence that lost a link or a placeholder is kept with its error beside it, and never used on a page.

    Here, and not in a form, because sentences come in by the editor, by PO files and from machines.
    """
    if raw or not _cambia(update_fields, "data"):
        return
    instance.data = sin_control(instance.data)
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
    """No aval for a translation whose original is not live, by whatever way it was sent."""
    if raw or instance.pk or instance.origen != Aval.Origen.MODERACION or instance.idioma == ESPANOL:
        return
    objeto = instance.revision.as_object() if instance.revision else None
    if isinstance(objeto, TranslatableMixin) and not originales(objeto).filter(live=True).exists():
        raise OriginalSinAval


def dejar_de_esperar(sender, instance, **kwargs):
    """What waits for an answer in the other languages is taken back: nothing to approve without its original."""
    if not _es_original(instance):
        return
    for traduccion in instance.get_translations():
        estado = getattr(traduccion, "specific", traduccion).current_workflow_state
        if estado and estado.status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
            estado.cancel()


def _es_original(objeto):
    objeto = objeto.specific_deferred if isinstance(objeto, Page) else objeto
    return isinstance(objeto, Avalable) and isinstance(objeto, TranslatableMixin) and not es_traduccion(objeto)


def conectar():
    for modelo in (StringTranslation, SegmentOverride):
        pre_save.connect(antes_de_escribir, sender=modelo, dispatch_uid="traducciones.espera")
        pre_delete.connect(antes_de_borrar, sender=modelo, dispatch_uid="traducciones.espera")
    pre_save.connect(revisar_segmento, sender=StringTranslation, dispatch_uid="traducciones.segmento")
    post_save.connect(anotar_frase, sender=StringTranslation, dispatch_uid="traducciones.autoria")
    for signal in (post_save, post_delete):
        signal.connect(anotar_eleccion, sender=SegmentOverride, dispatch_uid="traducciones.eleccion")
    pre_save.connect(exigir_original_vivo, sender=Aval, dispatch_uid="traducciones.original")
    avalado.connect(actualizar_fuente, dispatch_uid="traducciones.fuente")
    page_unpublished.connect(dejar_de_esperar, dispatch_uid="traducciones.esperar")
    unpublished.connect(dejar_de_esperar, dispatch_uid="traducciones.esperar_fragmento")
