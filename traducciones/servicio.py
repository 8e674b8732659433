"""The English version: starting it, filling it in, proposing it to the DDRI.

Works on whatever bears the aval and is translatable; knows no content app.
"""

import html
from collections import defaultdict
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Comment, Locale, Page, ReferenceIndex, TranslatableMixin, WorkflowState
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.strings import StringValue

from actores.grupos import MODERACION, pertenece
from aval import actos
from aval.errores import ErrorDeAval, YaResuelto
from aval.models import Avalable
from base.idiomas import es_traduccion
from base.prestado import prestado

from . import autores
from .errores import FaltaLaMadre, FaltaTraducir, IncumpleReglas, OriginalSinAval, SinConfirmar
from .models import Procedencia

LARGO_DE_DIRECCION = 80  # characters: an address is copied into letters

_POR = "Starting and proposing a version are acts of ours; what makes one text of another is the tool's."
for _funcion, _suya in {
    "operations.TranslationCreator.create_translations": "(self, instance, include_related_objects=True)",
    "models.TranslationSource.update_or_create_from_instance": "(instance)",
    "models.TranslationSource.get_ephemeral_translated_instance": "(self, locale, fallback=False)",
    "models.TranslationSource.as_instance": "(self)",
    "models.TranslationSource.update_from_db": "(self)",
    "fields.get_translatable_fields": "(model)",
}.items():
    prestado(f"wagtail_localize.{_funcion}", _suya, por=_POR)


def traduccion_de(objeto):
    """The ``Translation`` that ``objeto``, a text in the other language, is the target of; or None."""
    return Translation.objects.filter(
        source__object_id=objeto.translation_key, target_locale_id=objeto.locale_id, enabled=True
    ).first()


@actos.sobre(lambda objeto: objeto)
def empezar(objeto, usuario, idioma="en"):
    """Start the version of ``objeto`` in ``idioma`` (a draft), or take it up again. Returns its ``Translation``.

    Only from what is live; what it cites is left as it is. Raises ``OriginalSinAval``, or ``FaltaLaMadre``
    when its place in the tree has no page in that language.
    """
    comprobar_que_se_puede_empezar(objeto, idioma)
    destino = Locale.objects.get(language_code=idioma)
    if objeto.has_translation(destino):
        fuente, _nueva = TranslationSource.update_or_create_from_instance(objeto)
        Translation.objects.update_or_create(source=fuente, target_locale=destino, defaults={"enabled": True})
    else:
        TranslationCreator(usuario, [destino]).create_translations(objeto, include_related_objects=False)
    return traduccion_de(objeto.get_translation(destino))


def comprobar_que_se_puede_empezar(objeto, idioma="en"):
    """Raise ``ErrorDeAval`` when ``objeto`` has nothing approved to translate, or nowhere to put it.

    Or is a translation itself: of one with two sources no screen knows which one to show.
    """
    if es_traduccion(objeto):
        raise ErrorDeAval(_("Esta ya es una traducción: se traduce desde su original en español."))
    if not getattr(objeto, "live", True):
        raise OriginalSinAval
    if isinstance(objeto, Page):
        madre = objeto.get_parent()
        if not madre.is_root() and not madre.has_translation(Locale.objects.get(language_code=idioma)):
            raise FaltaLaMadre(madre)


@contextmanager
def escribiendo(traduccion):
    """Within it, what is written of ``traduccion`` is in no half of what is being sent; ``TextoQuieto`` while it waits.

    Sending it and writing it wait for each other. Gives the text that it is written for (see ``escribir``).
    """
    with actos.acto(traduccion.get_target_instance()):
        TranslationSource.objects.select_for_update().get(pk=traduccion.source_id)
        objeto = traduccion.get_target_instance()
        autores.exigir_que_no_espere(objeto)
        yield objeto


def retirar_envio(traduccion, usuario):
    """Take back what waits for the DDRI, so that it can be put right. Raises ``YaResuelto`` when nothing waits."""
    objeto = traduccion.get_target_instance()
    with actos.acto(objeto):
        estado = objeto.current_workflow_state
        estado = estado and WorkflowState.objects.select_for_update().get(pk=estado.pk)
        if not estado or estado.status != WorkflowState.STATUS_IN_PROGRESS:
            raise YaResuelto
        estado.cancel(user=usuario)


def segmentos_sin_traducir(traduccion, con_error=True):
    """The segments that still have no good text in the other language, in the order of the page.

    ``con_error=False`` leaves out those that have a text, though it cannot be used.
    """
    return (
        traduccion.source.stringsegment_set.annotate_translation(traduccion.target_locale, include_errors=not con_error)
        .filter(translation__isnull=True)
        .order_by("order")
    )


def textos_sin_confirmar(traduccion):
    """The machine translations of the page that no person has touched or confirmed."""
    return traduccion.source.stringsegment_set.get_translations(traduccion.target_locale).filter(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    )


def sin_cambio(traduccion):
    """The sentences of the page that are still as a machine left them, read by a person or not."""
    return traduccion.source.stringsegment_set.get_translations(traduccion.target_locale).exclude(tool_name="")


def proponer_direccion(traduccion):
    """The address that the English title asks for, and that no page beside it has; "" while there is no title.

    It is made from the title and never translated: what a machine makes of an address is refused.
    """
    objeto = traduccion.get_target_instance()
    if getattr(objeto, "live", False):
        return getattr(objeto, "slug", "")  # it circulates: whatever the Spanish one is now, it stays
    titulo = (
        traduccion.source.stringsegment_set.get_translations(traduccion.target_locale)
        .filter(context__path="title", has_error=False)
        .first()
    )
    if not titulo or not isinstance(objeto, Page):
        return ""
    base = direccion = slugify(StringValue(titulo.data).render_text())[:LARGO_DE_DIRECCION].strip("-")
    ocupadas = set(Page.objects.sibling_of(objeto, inclusive=False).values_list("slug", flat=True))
    vez = 1
    while direccion in ocupadas:
        vez += 1
        direccion = f"{base}-{vez}"
    return direccion


def poner_direccion(traduccion, usuario, antes=""):
    """Keep the proposed address where there is none yet, or only the one that the title asked for ``antes``.

    Who translates may write another at any time, and that one stays.
    """
    suyo = traduccion.source.stringsegment_set.filter(context__path="slug").first()
    escrita = (
        suyo
        and StringTranslation.objects.filter(
            translation_of_id=suyo.string_id,
            context_id=suyo.context_id,
            locale=traduccion.target_locale,
            has_error=False,
        ).first()
    )
    if not suyo or (escrita and escrita.data != antes):
        return
    direccion = proponer_direccion(traduccion)
    if direccion and not (escrita and escrita.data == direccion):
        escribir(traduccion, suyo, direccion, usuario)


def citados_sin_version(traduccion):
    """What the page cites that is live, but not in the other language: list of objects in the source language.

    By the index of references: rows, chosen pages and links in the text alike.
    """
    original = traduccion.source.get_source_instance()
    por_tipo = defaultdict(set)
    for cita in ReferenceIndex.get_references_for_object(original):
        por_tipo[cita.to_content_type_id].add(cita.to_object_id)
    citados = []
    for tipo, llaves in por_tipo.items():
        modelo = ContentType.objects.get_for_id(tipo).model_class()
        if modelo is None or not issubclass(modelo, Page | Avalable) or not issubclass(modelo, TranslatableMixin):
            continue
        vivos = modelo._base_manager.filter(live=True, locale_id=traduccion.target_locale_id)
        citados += modelo._base_manager.filter(pk__in=llaves, live=True, locale_id=original.locale_id).exclude(
            translation_key__in=vivos.values("translation_key")
        )
    return sorted((uno for uno in citados if uno.translation_key != original.translation_key), key=str)


def comentarios_de_la_ddri(objeto):
    """What the DDRI wrote beside the sections of ``objeto`` when it gave it back, and was not answered yet."""
    pagina = objeto.pk if isinstance(objeto, Page) else None
    return Comment.objects.filter(page_id=pagina, resolved_at__isnull=True)


def escribir(traduccion, segmento, texto, usuario, objeto=None):
    """Keep ``texto`` (the markup of a segment) as a person's translation of ``segmento``.

    ``objeto``: the text that it is of, for who has it to itself (``escribiendo``): nothing is asked for each sentence.
    """
    cual = {"translation_of": segmento.string, "context": segmento.context, "locale": traduccion.target_locale}
    datos = {
        "data": texto,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "tool_name": "",
        "last_translated_by": usuario,
        "has_error": False,
        "field_error": "",
    }
    if objeto is None:
        return StringTranslation.objects.update_or_create(**cual, defaults=datos)[0]
    antes = StringTranslation.objects.filter(**cual).first()
    escrita = StringTranslation(**cual | datos)
    if antes:
        escrita.pk, escrita.created_at = antes.pk, antes.created_at
    escrita.de_este_texto = objeto, antes
    escrita.save(force_update=antes is not None)
    return escrita


def completar(traduccion, textos, usuario=None):
    """Write the ``textos`` (dict: source sentence → translated sentence) that the page has."""
    for segmento in traduccion.source.stringsegment_set.select_related("string", "context"):
        traducido = textos.get(html.unescape(segmento.string.data))
        if traducido is not None:
            con_marcas = "<" in segmento.string.data  # its links and emphasis are part of the sentence
            escribir(traduccion, segmento, traducido if con_marcas else html.escape(traducido, quote=False), usuario)


def _uno_de(traduccion):
    """A text of ``traduccion``, in whatever language there is one; None if there is none left."""
    modelo = traduccion.source.specific_content_type.model_class()
    return modelo._base_manager.filter(translation_key=traduccion.source.object_id).first()


@actos.sobre(_uno_de)
def proponer(traduccion, usuario):
    """Send the translation to the DDRI. What is live does not change until it has its aval.

    Raises ``FaltaTraducir`` while a sentence is missing, ``SinConfirmar`` while nobody has read what a machine
    wrote, ``ErrorDeAval`` when it breaks a rule or is already at the DDRI. Returns the workflow state.
    """
    fuente = TranslationSource.objects.get(pk=traduccion.source_id)
    traduccion.source = fuente
    try:
        original = fuente.get_source_instance()
    except ObjectDoesNotExist:
        raise OriginalSinAval from None
    if not original.live:
        raise OriginalSinAval
    poner_direccion(traduccion, usuario)
    if faltan := segmentos_sin_traducir(traduccion).count():
        raise FaltaTraducir(faltan)
    if sin_confirmar := textos_sin_confirmar(traduccion).count():
        raise SinConfirmar(sin_confirmar)
    actual = traduccion.get_target_instance()
    if actual.workflow_in_progress:
        raise YaResuelto
    if actual.get_workflow() is None:
        raise ErrorDeAval(_("Este tipo de texto no tiene todavía un flujo de la DDRI: avise a Administración."))
    propuesta = version_propuesta(traduccion)
    _comprobar_direccion(propuesta, actual, usuario)
    if fallas := propuesta.impedimentos():
        raise IncumpleReglas(fallas)
    revision = propuesta.save_revision(user=usuario, log_action=True, clean=False)
    autores.atribuir(traduccion, actual, revision)
    if original.aval_id:
        Procedencia.objects.create(revision_numero=revision.pk, original_id=original.aval_id)
    comentarios_de_la_ddri(actual).update(resolved_at=timezone.now(), resolved_by=usuario)  # sending it is the answer
    if estado := actual.current_workflow_state:
        estado.resume(usuario)
        return estado
    return propuesta.get_workflow().start(propuesta, usuario)


def _comprobar_direccion(propuesta, actual, usuario):
    if not isinstance(propuesta, Page):
        return
    if actual.live and propuesta.slug != actual.slug and not (usuario and pertenece(usuario, MODERACION)):
        raise ErrorDeAval(
            _(
                "La página está publicada y su dirección ya circula: deje la que tiene, «%(slug)s». "
                "Si hay que cambiarla, lo hace la DDRI."
            )
            % {"slug": actual.slug}
        )
    if Page.objects.sibling_of(propuesta, inclusive=False).filter(slug=propuesta.slug).exists():
        raise ErrorDeAval(
            _("La dirección «%(slug)s» ya es de otra página en inglés: traduzca la dirección de otra manera.")
            % {"slug": propuesta.slug}
        )


def version_propuesta(traduccion):
    """The text as the translation would leave it; nothing is saved.

    Raises ``ErrorDeAval`` when a picture or the like that it has of its own is gone.
    """
    try:
        propuesta = traduccion.source.get_ephemeral_translated_instance(traduccion.target_locale, fallback=True)
    except ObjectDoesNotExist:
        raise ErrorDeAval(
            _("Una imagen o un enlace propio de esta versión ya no existe: elija otro, o quítelo, y vuelva a enviar.")
        ) from None
    _quitar_lo_quitado(traduccion.source.as_instance(), propuesta)
    return propuesta


def _quitar_lo_quitado(original, propuesta):
    """What the original says no more leaves its translation: wagtail-localize passes over what is empty."""
    for campo in get_translatable_fields(type(original)):
        tipo = campo.get_field(type(original))
        copiado = campo.is_synchronized(original)
        if (isinstance(tipo, ParentalManyToManyField) and copiado) or (campo.is_translated(original) and not copiado):
            valor = tipo.value_from_object(original)
            if not valor:
                setattr(propuesta, campo.field_name, valor)
