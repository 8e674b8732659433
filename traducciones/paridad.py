"""Parity of the languages: each text that bears the aval, and where its version in the other language stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, TranslatableMixin, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, Translation, get_edit_url

from aval.models import Aval, Avalable
from base.generacion import por_generacion
from base.idiomas import ESPANOL, es_traduccion

from .atraso import cambios_desde, tipos
from .models import Procedencia
from .permisos import puede_traducir

FALTA, BORRADOR, PROPUESTO, ATRASADO, VIVO = "falta", "borrador", "propuesto", "atrasado", "vivo"
ESTADOS = (
    (VIVO, _("publicado y al día")),
    (ATRASADO, _("publicado y atrasado")),
    (PROPUESTO, _("propuesto a la DDRI")),
    (BORRADOR, _("en traducción")),
    (FALTA, _("sin empezar")),
)
_DE_CADA_VEZ = 200  # texts that are read at once


@dataclass
class Version:
    """Where one text stands in one language.

    ``tarea``: the task of the DDRI that it waits for; ``segmentos``: how many are to do; ``dias``: how long behind.
    """

    original: object
    idioma: str
    objeto: object = None
    traduccion: object = None
    tarea: object = None
    atraso: object = None
    segmentos: int = 0

    @property
    def clave(self):
        """How a form names it: the kind, the text and the language (``elegidas``)."""
        return f"{self.original._meta.label_lower}:{self.original.translation_key}:{self.idioma}"

    @property
    def titulo(self):
        return str(self.original)

    @property
    def tipo(self):
        return self.original._meta.verbose_name

    @property
    def idioma_legible(self):
        return capfirst(get_language_info(self.idioma)["name_translated"])

    @property
    def propuesto(self):
        return self.tarea is not None

    @property
    def estado(self):
        if self.objeto is None:
            return FALTA
        if self.atraso:
            return ATRASADO
        if self.objeto.live:
            return VIVO
        return PROPUESTO if self.propuesto else BORRADOR

    @property
    def estado_legible(self):
        return dict(ESTADOS)[self.estado]

    @property
    def admite_borrador(self):
        """Whether there may be something for a machine to draft."""
        if self.objeto is None:
            return True
        return bool(self.traduccion and self.segmentos and not self.propuesto)

    @property
    def desde(self) -> datetime | None:
        return self.atraso.desde if self.atraso else None

    @property
    def dias(self):
        return (timezone.now() - self.desde).days if self.atraso else None

    @property
    def secciones(self):
        return ", ".join(seccion.etiqueta for seccion in self.atraso.secciones) if self.atraso else ""

    @property
    def url(self):
        """Where one goes on with it: its desk, its start, or its editor."""
        if self.traduccion:
            return reverse("traducciones:escritorio", args=[self.traduccion.pk])
        if self.objeto is not None:
            return get_edit_url(self.objeto)
        return donde_empezar(self.original)


def donde_empezar(original):
    """The address where the version of ``original`` in the other language is started."""
    opciones = original._meta
    if hasattr(original, "url_path"):
        return reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    return reverse(
        "wagtail_localize:submit_snippet_translation", args=[opciones.app_label, opciones.model_name, original.pk]
    )


def donde_empezar_el_ingles(objeto, usuario):
    """The address where ``usuario`` starts the English that ``objeto`` lacks; "" if it has one, or it is not theirs."""
    if not isinstance(objeto, Avalable) or not isinstance(objeto, TranslatableMixin) or es_traduccion(objeto):
        return ""
    if not getattr(objeto, "live", False) or not puede_traducir(usuario, objeto):
        return ""
    return "" if objeto.get_translations().exists() else donde_empezar(objeto)


class Versiones:
    """Every live text of the source language, in every other language, by kind and title.

    Like a queryset: it reads what is asked of it, by pages, whose queries are a fixed number (two more for each text
    of a page that is behind: what changed has to be read). ``tipo``: the label of a kind; ``busca``: in the title.
    """

    model, ordered = None, True

    def __init__(self, estado="", tipo="", busca=""):
        self.estado, self.tipo, self.busca = estado, tipo, busca

    def filtradas(self, estado="", tipo="", busca=""):
        return type(self)(estado or self.estado, tipo or self.tipo, busca or self.busca)

    @cached_property
    def partes(self):
        """``(kind, language, queryset of its originals)``, in the order in which they are read."""
        idiomas = Locale.objects.exclude(language_code=ESPANOL).order_by("language_code")
        partes = [
            (modelo, idioma, _buscados(_en_estado(modelo, idioma, self.estado), modelo, self.busca))
            for modelo in sorted(tipos(), key=lambda modelo: str(modelo._meta.verbose_name))
            for idioma in idiomas
            if self.tipo in ("", modelo._meta.label)
        ]
        return [(*parte, parte[2].count()) for parte in partes]

    def count(self):
        return sum(cuantos for *_parte, cuantos in self.partes)

    __len__ = count

    def __getitem__(self, indice):
        desde, hasta, _paso = indice.indices(self.count())
        lista = []
        for modelo, idioma, originales, cuantos in self.partes:
            if desde < cuantos and hasta > 0:
                lista += _leidas(modelo, idioma, originales[max(desde, 0) : hasta])
            desde, hasta = desde - cuantos, hasta - cuantos
        _completar(lista)
        return lista

    def __iter__(self):
        for desde in range(0, self.count(), _DE_CADA_VEZ):
            yield from self[desde : desde + _DE_CADA_VEZ]


def versiones():
    """Every live text of the source language, in every other language: ``Versiones``."""
    return Versiones()


def elegidas(claves):
    """The versions that ``claves`` name (``Version.clave``): list. What is none, or is live no more, is left out."""
    modelos = {modelo._meta.label_lower: modelo for modelo in tipos()}
    idiomas = {uno.language_code: uno for uno in Locale.objects.exclude(language_code=ESPANOL)}
    por_parte = defaultdict(set)
    for clave in claves:
        nombre, texto, codigo = (*clave.split(":"), "", "", "")[:3]
        if nombre in modelos and codigo in idiomas and _es_uuid(texto):
            por_parte[nombre, codigo].add(texto)
    lista = []
    for (nombre, codigo), textos in por_parte.items():
        modelo = modelos[nombre]
        lista += _leidas(modelo, idiomas[codigo], _originales(modelo).filter(translation_key__in=textos))
    _completar(lista)
    return lista


def _es_uuid(texto):
    try:
        UUID(texto)
    except ValueError:
        return False
    return True


def _por_titulo(modelo):
    """The field by which people call a text of that kind."""
    campos = {campo.name for campo in modelo._meta.get_fields()}
    return next((nombre for nombre in ("title", "nombre", "titulo") if nombre in campos), "slug")


def _originales(modelo):
    return modelo.objects.filter(locale__language_code=ESPANOL, live=True)


def _buscados(originales, modelo, busca):
    titulo = _por_titulo(modelo)
    ordenados = originales.order_by(titulo, "pk")
    if not busca:
        return ordenados
    dicen = Q(**{f"{titulo}__icontains": busca})
    if titulo == "title":
        dicen |= Q(draft_title__icontains=busca)  # also by the name that its newest text has
    return ordenados.filter(dicen)


def _otras(modelo, idioma):
    return modelo.objects.order_by().filter(locale=idioma, translation_key=OuterRef("translation_key"))


def _que_dicen(modelo, idioma):
    """State → what its originals comply with, for the database."""
    abiertos = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=modelo().get_base_content_type(),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    otras, propuesta = _otras(modelo, idioma), Exists(abiertos)
    detras = Q(pk__in=_atrasados(modelo._meta.label, idioma.pk))
    viva, sin_publicar = Exists(otras.filter(live=True)), otras.filter(live=False)
    return {
        VIVO: viva & ~detras,
        ATRASADO: viva & detras,
        PROPUESTO: Exists(sin_publicar.filter(propuesta)),
        BORRADOR: Exists(sin_publicar.filter(~propuesta)),
        FALTA: ~Exists(otras),
    }


def _en_estado(modelo, idioma, estado):
    originales = _originales(modelo)
    return originales.filter(_que_dicen(modelo, idioma).get(estado, Q(pk=None))) if estado else originales


@por_generacion
def _atrasados(nombre, idioma_id):
    """Numbers of the originals of that kind whose live version says what they no longer say. Until the next generation.

    The database finds those whose aval is not the one that was translated; of these few, what each said is compared.
    """
    modelo = apps.get_model(nombre)
    vivas = _otras(modelo, idioma_id).filter(live=True, aval__isnull=False)
    candidatos = (
        _originales(modelo)
        .filter(aval__isnull=False)
        .annotate(
            de_revision=Subquery(vivas.values("aval__revision_numero")[:1]),
            de_entonces=Subquery(vivas.values("aval__momento")[:1]),
        )
        .filter(de_revision__isnull=False)
        .annotate(
            base=Subquery(Procedencia.objects.filter(revision_numero=OuterRef("de_revision")).values("original_id")[:1])
        )
        .filter(
            Q(base__isnull=False) & ~Q(base=F("aval_id")) | Q(base__isnull=True, aval__momento__gt=F("de_entonces"))
        )
    )
    numeros = []
    for desde in range(0, len(todos := list(candidatos.values_list("pk", flat=True))), _DE_CADA_VEZ):
        lista = _leidas(
            modelo, Locale.objects.get(pk=idioma_id), modelo.objects.filter(pk__in=todos[desde : desde + _DE_CADA_VEZ])
        )
        _completar(lista)
        numeros += [version.original.pk for version in lista if version.atraso]
    return numeros


def _leidas(modelo, idioma, originales):
    originales = list(originales.select_related("aval", "locale"))
    claves = [original.translation_key for original in originales]
    otras = modelo.objects.filter(translation_key__in=claves, locale=idioma).select_related("aval", "locale")
    por_clave = {otra.translation_key: otra for otra in otras}
    return [Version(original, idioma.language_code, por_clave.get(original.translation_key)) for original in originales]


def _completar(lista):
    """Read of each of ``lista`` what its state is told by: its translation, its task, how far it is behind."""
    con_version = [version for version in lista if version.objeto is not None]
    if not con_version:
        return
    claves = {version.objeto.translation_key for version in con_version}
    traducciones = {
        (una.source.object_id, una.target_locale_id): una
        for una in Translation.objects.filter(enabled=True, source__object_id__in=claves).select_related("source")
    }
    pendientes = _pendientes(traducciones.values())
    abiertos = {
        (estado.base_content_type_id, estado.object_id): estado.current_task_state
        for estado in WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS, object_id__in={str(version.objeto.pk) for version in con_version}
        ).select_related("current_task_state__task")
    }
    procedencias = dict(
        Procedencia.objects.filter(
            revision_numero__in=[version.objeto.aval.revision_numero for version in con_version if version.objeto.aval]
        ).values_list("revision_numero", "original_id")
    )
    por_comparar = []
    for version in con_version:
        objeto, original = version.objeto, version.original
        version.traduccion = traducciones.get((objeto.translation_key, objeto.locale_id))
        if version.traduccion:
            version.segmentos = pendientes.get(version.traduccion.pk, 0)
        version.tarea = abiertos.get((objeto.get_base_content_type().pk, str(objeto.pk)))
        if not (objeto.live and objeto.aval and original.aval):
            continue
        base = procedencias.get(objeto.aval.revision_numero)
        if base is None and original.aval.momento > objeto.aval.momento:
            previo = Aval.objects.de(original).filter(momento__lte=objeto.aval.momento).order_by("-numero").first()
            base = previo and previo.pk
        if base and base != original.aval_id:
            por_comparar.append((version, base))
    bases = Aval.objects.in_bulk({base for _version, base in por_comparar})
    for version, base in por_comparar:
        version.atraso = cambios_desde(version.objeto, version.original, bases[base])


def _pendientes(traducciones):
    """How many segments of each translation have no good text of a person: dict translation → number."""
    fuentes = {una.source_id for una in traducciones}
    segmentos = StringSegment.objects.order_by().filter(source__in=fuentes)
    totales = dict(segmentos.values_list("source_id").annotate(total=Count("pk")).values_list("source_id", "total"))
    hechos = {}
    for idioma in {una.target_locale_id for una in traducciones}:
        buenas = StringTranslation.objects.filter(
            locale_id=idioma, has_error=False, translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL
        )
        por_fuente = (
            segmentos.filter(
                Exists(buenas.filter(translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id")))
            )
            .values_list("source_id")
            .annotate(total=Count("pk"))
            .values_list("source_id", "total")
        )
        hechos |= {(fuente, idioma): numero for fuente, numero in por_fuente}
    return {
        una.pk: totales.get(una.source_id, 0) - hechos.get((una.source_id, una.target_locale_id), 0)
        for una in traducciones
    }


def totales():
    """How many texts stand in each state: dict, every state present. The database counts, once for each kind."""
    cuenta = dict.fromkeys(dict(ESTADOS), 0)
    idiomas = list(Locale.objects.exclude(language_code=ESPANOL))
    for modelo in tipos():
        for idioma in idiomas:
            dicen = _que_dicen(modelo, idioma)
            de_este = _originales(modelo).aggregate(**{uno: Count("pk", filter=Q(que)) for uno, que in dicen.items()})
            for estado, cuantos in de_este.items():
                cuenta[estado] += cuantos
    return cuenta
