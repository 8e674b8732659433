"""What ended and stays to be read, under a notice; and what took the place of what was withdrawn.

The notice is of the record, not of the text: the page is live with the content of its aval, word by word, and above it
the DDRI says that what it tells ended, when and why. It holds for every language. Only Moderación puts it and takes it
off, each time with a reason; a withdrawal ends it, for what comes back comes with another aval. See decision 0032.
"""

from collections import defaultdict
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.log_actions import log

from actores.grupos import MODERACION, pertenece
from base import generacion
from base.generacion import por_generacion
from base.idiomas import ESPANOL, original_de

from . import actos, correo
from .bitacora import FIN
from .errores import RetiroSoloDeModeracion, SinMotivo
from .models import Aval, AvisoDeFin, Retiro, TituloOculto


@por_generacion
def _vigentes():
    """``translation_key`` → ``AvisoDeFin`` in force."""
    retirado = Retiro.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), momento__gte=OuterRef("momento")
    )
    filas = AvisoDeFin.objects.filter(~Exists(retirado)).order_by("momento", "pk")
    ultimos = {fila.translation_key: fila for fila in filas}
    return {clave: fila for clave, fila in ultimos.items() if not fila.quitado}


@por_generacion
def _reemplazos():
    """``translation_key`` of a text → the acts of withdrawal whose place it took: list of {language: ``Retiro``}."""
    de_ese = {"content_type": OuterRef("content_type"), "object_id": OuterRef("object_id")}
    volvio = Aval.objects.filter(**de_ese, momento__gt=OuterRef("momento"))
    oculto = TituloOculto.objects.filter(**de_ese, momento__gte=OuterRef("momento"))
    filas = Retiro.objects.filter(~Exists(volvio), clase=Retiro.Clase.REEMPLAZO).annotate(oculto=Exists(oculto))
    por_texto: dict = defaultdict(lambda: defaultdict(dict))
    for retiro in filas.order_by("momento", "pk"):
        por_texto[retiro.reemplazo_clave][retiro.acto][retiro.idioma] = retiro
    return {clave: list(actos_.values()) for clave, actos_ in por_texto.items()}


def vigente(objeto):
    """The ``AvisoDeFin`` under which the public reads ``objeto``, in any language; None if there is none."""
    return _vigentes().get(getattr(objeto, "translation_key", None))


def terminados():
    """``translation_key`` → ``AvisoDeFin``, of all that is read under one. Not to be changed."""
    return _vigentes()


def reemplazados_por(objeto, idioma):
    """What ``objeto`` took the place of, as it is told in ``idioma``: list of ``Retiro``, oldest first."""
    suyos = _reemplazos().get(getattr(objeto, "translation_key", None), [])
    return [acto.get(idioma) or acto.get(ESPANOL) or next(iter(acto.values())) for acto in suyos]


@actos.sobre(lambda objeto: objeto)
def terminar(objeto, persona, motivo, *, fin=None, frase_es, frase_en):
    """Put ``objeto`` under the notice that it ended on ``fin`` (None: it is not known). Returns it, or None.

    None: it is not live, or is under one already. It is told to the people whom a withdrawal is told to.
    """
    original = original_de(objeto) or objeto
    _exigir(persona, motivo, original)
    if not type(original).objects.filter(pk=original.pk, live=True).exists() or vigente(original):
        return None
    return _escribir(original, persona, motivo, fin=fin, frase_es=frase_es.strip(), frase_en=frase_en.strip())


@actos.sobre(lambda objeto: objeto)
def quitar(objeto, persona, motivo):
    """Take the notice off ``objeto``. Returns the row that says so, or None if it was under none."""
    original = original_de(objeto) or objeto
    _exigir(persona, motivo, original)
    return _escribir(original, persona, motivo, quitado=True) if vigente(original) else None


def _exigir(persona, motivo, objeto):
    if not pertenece(persona, MODERACION) or not objeto.puede_terminar:
        raise RetiroSoloDeModeracion
    if not (motivo or "").strip():
        raise SinMotivo


def _escribir(objeto, persona, motivo, **mas):
    aviso = AvisoDeFin.objects.create(
        content_type=objeto.get_base_content_type(),
        object_id=str(objeto.pk),
        translation_key=objeto.translation_key,
        titulo=str(objeto),
        aval_id=objeto.aval_id,
        persona=persona,
        persona_nombre=str(persona)[:300],
        motivo=motivo.strip(),
        **mas,
    )
    log(instance=objeto, action=FIN, user=persona, data={"quitado": aviso.quitado})
    generacion.nueva()
    personas = correo.interesados_en(objeto, menos=persona)
    transaction.on_commit(partial(correo.avisar_del_fin, aviso, personas), robust=True)
    return aviso
