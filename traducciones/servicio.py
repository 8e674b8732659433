"""The English version: starting it, filling it in, proposing it to the DDRI.

Works on whatever bears the aval and is translatable; knows no content app.
"""

import html

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from aval.errores import ErrorDeAval, YaResuelto

from .errores import FaltaTraducir


def traduccion_de(objeto):
    """The ``Translation`` that ``objeto``, a page in the other language, is the target of; or None."""
    return Translation.objects.filter(
        source__object_id=objeto.translation_key, target_locale_id=objeto.locale_id, enabled=True
    ).first()


def empezar(objeto, usuario, idioma="en"):
    """Start the version of ``objeto`` in ``idioma`` (a draft). Returns its ``Translation``."""
    destino = Locale.objects.get(language_code=idioma)
    translate_object(objeto, [destino], user=usuario)
    return traduccion_de(objeto.get_translation(destino))


def segmentos_sin_traducir(traduccion):
    """The segments that still have no text in the other language, in the order of the page."""
    return (
        traduccion.source.stringsegment_set.annotate_translation(traduccion.target_locale)
        .filter(translation__isnull=True)
        .order_by("order")
    )


def completar(traduccion, textos, usuario=None):
    """Write the ``textos`` (dict: source sentence → translated sentence, plain text) that the page has."""
    for segmento in traduccion.source.stringsegment_set.select_related("string", "context"):
        traducido = textos.get(html.unescape(segmento.string.data))
        if traducido is None:
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segmento.string,
            context=segmento.context,
            locale=traduccion.target_locale,
            defaults={
                "data": html.escape(traducido, quote=False),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": usuario,
            },
        )


@transaction.atomic
def proponer(traduccion, usuario):
    """Send the translation to the DDRI. What is live does not change until it has its aval.

    Raises ``FaltaTraducir`` while a sentence is missing, ``ErrorDeAval`` when it breaks a rule or is
    already at the DDRI. Returns the workflow state.
    """
    if not traduccion.source.get_source_instance().live:
        raise ErrorDeAval(_("El original en español no tiene aval vigente: su traducción espera a que lo tenga."))
    faltan = segmentos_sin_traducir(traduccion).count()
    if faltan:
        raise FaltaTraducir(faltan)
    actual = traduccion.get_target_instance()
    if actual.workflow_in_progress:
        raise YaResuelto
    propuesta = version_propuesta(traduccion)
    if actual.live and isinstance(actual, Page) and propuesta.slug != actual.slug:
        raise ErrorDeAval(
            _(
                "La página está publicada y su dirección ya circula: deje la que tiene, «%(slug)s». "
                "Si hay que cambiarla, la DDRI la retira primero."
            )
            % {"slug": actual.slug}
        )
    fallas = propuesta.incumplimientos()
    if fallas:
        raise ErrorDeAval(fallas[0][1])
    propuesta.save_revision(user=usuario, log_action=True, clean=False)
    if estado := actual.current_workflow_state:
        estado.resume(usuario)
        return estado
    return propuesta.get_workflow().start(propuesta, usuario)


def version_propuesta(traduccion):
    """The page as the translation would leave it; nothing is saved."""
    return traduccion.source.get_ephemeral_translated_instance(traduccion.target_locale, fallback=True)
