"""Taking off the site what had the aval: with a reason, in every language at once, and on record.

Nothing else withdraws or deletes it: the guard refuses what does not come through here. What is
withdrawn comes back only with a new aval, also when its text has not changed.
"""

import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from urllib.parse import unquote

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, TranslatableMixin

from actores.grupos import MODERACION, pertenece
from base import generacion
from base.idiomas import ESPANOL, es_traduccion

from . import actos, correo
from .errores import RetiroSoloDeModeracion, SinMotivo, YaBorrado
from .models import Avalable, Retiro, TituloOculto

# Wagtail's forms that take something off the site → our screens that do, with a reason.
FORMULARIOS_DE_RETIRO = {"unpublish": "retirar", "delete": "borrar"}

_en_curso = ContextVar("retiro_en_curso", default=False)


@contextmanager
def _con_registro():
    ficha = _en_curso.set(True)
    try:
        yield
    finally:
        _en_curso.reset(ficha)


@actos.sobre(lambda objeto: objeto)
def retirar(objeto, persona, motivo, *, momento=None, origen=None, solo_esta=False, sin_titulo=False, **mas):
    """Take ``objeto`` and its translations off the site. Returns the list of ``Retiro``, one for each text.

    ``persona`` is of Moderación, or None for the system. ``solo_esta`` leaves the other languages alone;
    it holds for a translation only: withdrawing the original always withdraws what was translated from it.
    ``frase_es`` and ``frase_en`` are the only words of it that the public reads, besides the title: not that either
    with ``sin_titulo``. ``clase`` tells them why, and ``reemplazo`` is the text that takes its place.
    """
    acto = _Acto(persona, motivo, momento=momento, origen=origen, sin_titulo=sin_titulo, **mas)
    with _con_registro():
        for texto in textos_que_se_retiran(objeto, solo_esta):
            acto.retirar(texto)
    acto.terminar()
    return acto.retiros


def borrar(objeto, persona, motivo, *, sin_titulo=False, **frases):
    """Delete ``objeto`` and what hangs from it; of an original, its translations too. Returns the ``Retiro``.

    What is left elsewhere in another language is withdrawn. Each text that ever had an aval leaves a record.
    Raises ``YaBorrado`` when somebody else did it first.
    """
    acto = _Acto(persona, motivo, sin_titulo=sin_titulo, **frases)
    with actos.acto(objeto, *textos_que_se_borran(objeto)):
        objeto = type(objeto)._base_manager.filter(pk=objeto.pk).first()
        if objeto is None:
            raise YaBorrado
        return _borrar(objeto, persona, acto)


def _borrar(objeto, persona, acto):
    textos = textos_que_se_borran(objeto)
    with _con_registro():
        borrados = {(type(texto), texto.pk) for texto in textos}
        for texto in textos:
            if texto.tuvo_aval():
                acto.registrar(texto, borrado=True)
            if not es_traduccion(texto):
                for otra in _traducciones(texto):
                    if otra.live and (type(otra), otra.pk) not in borrados:
                        acto.retirar(otra)
        for condenado in _condenados(objeto):
            _borrar_uno(condenado, persona)
    acto.terminar()
    return acto.retiros


def textos_que_se_retiran(objeto, solo_esta=False):
    """The live texts that withdrawing ``objeto`` takes away: itself and its translations, the original first."""
    fresco = type(objeto).objects.filter(pk=objeto.pk).first()
    if fresco is None:
        return []
    textos = [fresco]
    if not (solo_esta and es_traduccion(objeto)):
        textos += _traducciones(fresco)
    return sorted((texto for texto in textos if texto.live), key=es_traduccion)


def textos_que_se_borran(objeto):
    """The texts that deleting ``objeto`` takes away: of an original, its translations too, and what hangs from each."""
    return [texto for condenado in _condenados(objeto) for texto in _con_descendientes(condenado)]


def _condenados(objeto):
    return [objeto, *([] if es_traduccion(objeto) else _traducciones(objeto))]


def exigir_registro(objeto):
    """For the guard: ``objeto`` is being saved as not live. What expired is recorded here; the rest is refused."""
    if _en_curso.get() or not objeto.pk:
        return
    vivo = type(objeto).objects.filter(pk=objeto.pk, live=True).first()
    if not vivo:
        return
    if not objeto.expired:
        raise SinMotivo
    with override(ESPANOL):
        motivo = gettext("Llegó la fecha de vencimiento que tenía programada.")
    acto = _Acto(None, motivo, origen=Retiro.Origen.VENCIMIENTO)
    if transaction.get_connection().in_atomic_block:
        actos.tomar(vivo)
    acto.registrar(vivo)
    with _con_registro():
        for texto in textos_que_se_retiran(vivo):
            if texto.pk != vivo.pk:
                acto.retirar(texto)
    acto.terminar()


def exigir_registro_del_borrado(objeto):
    """For the guard: ``objeto`` is being deleted. Refused if it is live or ever had an aval."""
    if not _en_curso.get() and objeto.tuvo_aval():
        raise SinMotivo


class _Acto:
    """One withdrawal, of one text or of several: what its records have in common."""

    def __init__(
        self,
        persona,
        motivo,
        *,
        momento=None,
        origen=None,
        sin_titulo=False,
        frase_es="",
        frase_en="",
        clase=Retiro.Clase.OTRA,
        reemplazo=None,
    ):
        if persona is not None and not pertenece(persona, MODERACION):
            raise RetiroSoloDeModeracion
        if not (motivo or "").strip():
            raise SinMotivo
        self.persona, self.sin_titulo = persona, sin_titulo
        self.comun = {
            "acto": uuid.uuid4(),
            "momento": momento or timezone.now(),
            "persona": persona,
            "persona_nombre": str(persona)[:300] if persona else "",
            "motivo": motivo.strip(),
            "frase_es": frase_es.strip(),
            "frase_en": frase_en.strip(),
            "clase": clase,
            "reemplazo_clase": reemplazo._meta.label_lower if reemplazo else "",
            "reemplazo_clave": reemplazo.translation_key if reemplazo else None,
            "origen": origen or (Retiro.Origen.MODERACION if persona else Retiro.Origen.SISTEMA),
        }
        self.retiros, self.avisos = [], []

    def registrar(self, objeto, borrado=False):
        retiro = Retiro.objects.create(
            content_type=objeto.get_base_content_type(),
            object_id=str(objeto.pk),
            translation_key=getattr(objeto, "translation_key", None),
            titulo=str(objeto),
            idioma=objeto.locale.language_code if isinstance(objeto, TranslatableMixin) else "",
            direccion=_direccion(objeto),
            aval_id=getattr(objeto, "aval_id", None),  # the audit withdraws pages of any kind
            borrado=borrado,
            **self.comun,
        )
        self.retiros.append(retiro)
        if self.sin_titulo:
            _ocultar(retiro, self.persona, retiro.motivo, retiro.momento)
        self.avisos.append((retiro, correo.interesados_en(objeto, menos=self.persona)))
        return retiro

    def retirar(self, objeto):
        self.registrar(objeto)
        accion = UnpublishPageAction if isinstance(objeto, Page) else UnpublishAction
        accion(objeto, user=self.persona).execute(skip_permission_checks=True)

    def terminar(self):
        if self.retiros:
            generacion.nueva()  # what takes its place says so, and the notice that it ended goes with it
            transaction.on_commit(partial(correo.avisar_del_retiro, self.avisos), robust=True)


def _direccion(objeto: Model):
    """The path that the public knew, without the site; empty for what has no address of its own."""
    if isinstance(objeto, Page):
        partes = objeto.get_url_parts()
        return unquote((partes and partes[2]) or "")
    return unquote(getattr(objeto, "url", None) or "")


def _traducciones(objeto):
    if not isinstance(objeto, TranslatableMixin):
        return []
    otras = objeto.get_translations().select_related("locale")
    return list(otras.specific() if isinstance(objeto, Page) else otras)


def _con_descendientes(objeto):
    """``objeto`` and, of a page, what hangs from it: those that need an aval."""
    if not isinstance(objeto, Page):
        return [objeto]
    paginas = objeto.get_descendants(inclusive=True).specific()
    return [pagina for pagina in paginas if isinstance(pagina, Avalable)]


def _borrar_uno(objeto, persona):
    if isinstance(objeto, Page):
        fresca = Page.objects.filter(pk=objeto.pk).first()  # the tree has moved since
        if fresca:
            DeletePageAction(fresca, user=persona).execute(skip_permission_checks=True)
    else:
        log(instance=objeto, action="wagtail.delete", user=persona, deleted=True)
        objeto.delete()


def anotar_salida(aval, *, borrado):
    """Write down that the text of ``aval`` left the site by some way that kept no record."""
    with override(ESPANOL):
        motivo = gettext("Salió del sitio sin que quedara registro; lo encontró la auditoría.")
    return Retiro.objects.create(
        content_type_id=aval.content_type_id,
        object_id=aval.object_id,
        titulo=aval.titulo,
        idioma=aval.idioma,
        aval=aval,
        motivo=motivo,
        origen=Retiro.Origen.SISTEMA,
        borrado=borrado,
    )


@transaction.atomic
def ocultar_titulo(tipo, numero, persona, motivo):
    """Let the public read no more the title of what was withdrawn, in any language. Returns the new records.

    ``tipo`` and ``numero`` name the text as records do: it may be gone.
    """
    if not pertenece(persona, MODERACION):
        raise RetiroSoloDeModeracion
    if not (motivo or "").strip():
        raise SinMotivo
    retiros = Retiro.objects.filter(content_type_id=tipo, object_id=numero)
    claves = {retiro.translation_key for retiro in retiros} - {None}
    de_sus_idiomas = Retiro.objects.filter(content_type_id=tipo, translation_key__in=claves)
    ultimos = {retiro.object_id: retiro for retiro in reversed([*retiros, *de_sus_idiomas])}
    momento = timezone.now()
    return [
        _ocultar(retiro, persona, motivo.strip(), momento)
        for retiro in ultimos.values()
        if not TituloOculto.cubre(retiro)
    ]


def _ocultar(retiro, persona, motivo, momento):
    oculto = TituloOculto.objects.create(
        content_type_id=retiro.content_type_id,
        object_id=retiro.object_id,
        momento=momento,
        persona=persona,
        persona_nombre=str(persona)[:300] if persona else "",
        motivo=motivo,
    )
    generacion.nueva()
    return oculto
