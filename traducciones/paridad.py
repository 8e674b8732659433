"""Parity of the languages: each text that bears the aval, and where its version in the other language stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, Translation, get_edit_url

from aval.models import Aval
from base.idiomas import ESPANOL

from .atraso import cambios_desde, tipos
from .models import Procedencia

FALTA, BORRADOR, PROPUESTO, ATRASADO, VIVO = "falta", "borrador", "propuesto", "atrasado", "vivo"
ESTADOS = (
    (VIVO, _("publicado y al día")),
    (ATRASADO, _("publicado y atrasado")),
    (PROPUESTO, _("propuesto a la DDRI")),
    (BORRADOR, _("en traducción")),
    (FALTA, _("sin empezar")),
)


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
        opciones = self.original._meta
        if hasattr(self.original, "url_path"):
            return reverse("wagtail_localize:submit_page_translation", args=[self.original.pk])
        return reverse(
            "wagtail_localize:submit_snippet_translation",
            args=[opciones.app_label, opciones.model_name, self.original.pk],
        )


def versiones():
    """Every live text of the source language, in every other language: list of ``Version``. Queries in a fixed number.

    (Two more for each text that is behind: what changed has to be read.)
    """
    idiomas = list(Locale.objects.exclude(language_code=ESPANOL))
    lista = []
    for modelo in tipos():
        originales = list(
            modelo.objects.filter(locale__language_code=ESPANOL, live=True).select_related("aval", "locale")
        )
        if not originales:
            continue
        claves = [original.translation_key for original in originales]
        otras = modelo.objects.filter(translation_key__in=claves, locale__in=idiomas).select_related("aval", "locale")
        por_clave = {(otra.translation_key, otra.locale_id): otra for otra in otras}
        for original in originales:
            for idioma in idiomas:
                lista.append(
                    Version(original, idioma.language_code, por_clave.get((original.translation_key, idioma.pk)))
                )
    _completar(lista)
    return sorted(lista, key=lambda version: (str(version.tipo), version.titulo.casefold(), version.idioma))


def _completar(lista):
    con_version = [version for version in lista if version.objeto is not None]
    traducciones = {
        (una.source.object_id, una.target_locale_id): una
        for una in Translation.objects.filter(enabled=True).select_related("source")
    }
    pendientes = _pendientes(traducciones.values())
    abiertos = {
        (estado.base_content_type_id, estado.object_id): estado.current_task_state
        for estado in WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).select_related(
            "current_task_state__task"
        )
    }
    procedencias = dict(
        Procedencia.objects.filter(
            revision_numero__in=[version.objeto.aval.revision_numero for version in con_version if version.objeto.aval]
        ).values_list("revision_numero", "original_id")
    )
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
            version.atraso = cambios_desde(objeto, original, Aval.objects.get(pk=base))


def _pendientes(traducciones):
    """How many segments of each translation have no good text of a person: dict translation → number."""
    totales = dict(
        StringSegment.objects.order_by()
        .values_list("source_id")
        .annotate(total=Count("pk"))
        .values_list("source_id", "total")
    )
    hechos = {}
    for idioma in {una.target_locale_id for una in traducciones}:
        buenas = StringTranslation.objects.filter(
            locale_id=idioma, has_error=False, translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL
        )
        por_fuente = (
            StringSegment.objects.order_by()
            .filter(Exists(buenas.filter(translation_of_id=OuterRef("string_id"), context_id=OuterRef("context_id"))))
            .values_list("source_id")
            .annotate(total=Count("pk"))
            .values_list("source_id", "total")
        )
        hechos |= {(fuente, idioma): numero for fuente, numero in por_fuente}
    return {
        una.pk: totales.get(una.source_id, 0) - hechos.get((una.source_id, una.target_locale_id), 0)
        for una in traducciones
    }


def totales(lista):
    """How many texts stand in each state: dict, every state present."""
    cuenta = dict.fromkeys(dict(ESTADOS), 0)
    for version in lista:
        cuenta[version.estado] += 1
    return cuenta
