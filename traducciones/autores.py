"""Who is an author of a translation: of its sentences, and of the pictures and links that it has of its own.

They are written outside of any revision, so the ledger is told at the moment of each act; and again when the
translation is proposed, of what came by ways that tell nobody.
"""

from django.core.exceptions import ObjectDoesNotExist
from wagtail_localize.models import OverridableSegment, StringTranslation, Translation

from aval.autoria import Aporte, atomo_de_cita, atomos, atomos_de_prosa, atomos_de_valor
from aval.models import Autoria, Avalable

from .errores import TextoQuieto

MAQUINA = StringTranslation.TRANSLATION_TYPE_MACHINE


def texto_de(escrito):
    """The text under the aval where ``escrito`` (a ``StringTranslation`` or ``SegmentOverride``) stands, or None."""
    if escrito.context is None:
        return None
    traduccion = (
        Translation.objects.filter(source__object_id=escrito.context.object_id, target_locale_id=escrito.locale_id)
        .select_related("source__specific_content_type")
        .first()
    )
    try:
        objeto = traduccion and traduccion.get_target_instance()
    except ObjectDoesNotExist:
        return None
    return objeto if isinstance(objeto, Avalable) else None


def exigir_que_no_espere(objeto):
    """Raise ``TextoQuieto`` while the DDRI reads ``objeto``."""
    if objeto is not None and objeto.workflow_in_progress:
        raise TextoQuieto


def _campo(contexto):
    return contexto.path.partition(".")[0]


def aporte_de_frase(frase, antes=""):
    """What writing ``frase`` brings, over the text ``antes`` that another person had left there."""
    nuevos = atomos_de_prosa(frase.data, citas=False) - atomos_de_prosa(antes, citas=False)
    return Aporte({_campo(frase.context): ""}, nuevos)


def aporte_de_eleccion(contexto, valor):
    """What choosing ``valor`` (a picture, a link) for a place brings."""
    elegido = atomos_de_valor(contexto.field_path or contexto.path, valor)
    return Aporte({_campo(contexto): ""}, elegido | {atomo_de_cita(str(valor))})  # an address, or what is at the place


def valor_del_original(eleccion):
    """What the place has when the translation chooses nothing of its own."""
    segmento = OverridableSegment.objects.filter(
        context_id=eleccion.context_id, source__object_id=eleccion.context.object_id
    ).first()
    return segmento.data if segmento else None


def atribuir(traduccion, objeto, revision):
    """Write to the ledger who last wrote each sentence, and chose each thing, that ``revision`` holds and nobody told.

    What the last approved text says already is nobody's any more.
    """
    locale = traduccion.target_locale
    anterior = objeto.avales.first()
    aprobados = atomos(anterior.contenido) if anterior else set()
    dichos = Autoria.objects.de(objeto).filter(revision_numero=None).values_list("atomos", flat=True)
    conocidos = {uno for suyos in dichos for uno in suyos.split()} | aprobados
    frases = traduccion.source.stringsegment_set.get_translations(locale).exclude(translation_type=MAQUINA)
    elecciones = traduccion.source.overridablesegment_set.get_overrides(locale)
    aportes = [
        *((una, aporte_de_frase(una)) for una in frases.select_related("context", "last_translated_by")),
        *((una, aporte_de_eleccion(una.context, una.data)) for una in _con_persona(elecciones)),
    ]
    por_persona = {}
    for escrito, aporte in aportes:
        quien = escrito.last_translated_by
        if quien and aporte.atomos - conocidos:
            suyo = por_persona.setdefault(quien, Aporte({}, ()))
            suyo.partes |= aporte.partes
            suyo.atomos |= aporte.atomos - aprobados
    for quien, aporte in por_persona.items():
        Autoria.registrar(objeto, quien, aporte, revision)


def _con_persona(consulta):
    return consulta.select_related("context", "last_translated_by")
