"""The audit: every live object against its aval, read from the database with no trust in who wrote it.

It finds what no guard in Python can stop (``.update()``, raw SQL, a row of a relation saved by itself, a file
replaced on the disk). It shares with the guard what canonical content is, and nothing else.
"""

import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction, Revision, TranslatableMixin

from base.idiomas import ESPANOL, es_traduccion

from . import terminos
from .autoria import autores
from .bitacora import nombres_sin_constancia
from .citados import citados, conocidos, digesto_de_los_bytes, filas
from .contenido import canonico, con_archivos, diferencias, le_falta
from .lectura import nombre_de
from .models import Auditoria, Autoria, Aval, Avalable, Retiro, modelos_avalables
from .retiro import anotar_salida
from .serializado import serializados

LOTE = 200  # objects in memory at a time

RAZONES = {
    "sin_aval": _("está publicado y no tiene aval vigente"),
    "aval_ajeno": _("el aval que lleva es de otro objeto"),
    "aval_superado": _("el aval que lleva no es el último que recibió"),
    "contenido": _("no dice lo que dice su aval"),
    "cortado": _("le falta algo de una lista que su aval tiene"),
    "nombres": _("muestra otro nombre que el avalado, y no consta quién lo cambió"),
    "restringido": _("está publicado y no lo puede ver todo el mundo"),
    "autoria": _("quien dio el aval participó en la redacción"),
    "sin_original": _("está publicado y su original en español no"),
    "no_avalable": _("está publicado y es de una clase que no lleva aval"),
    "sin_fila": _("está publicado y le falta la fila de su propia clase"),
    "sin_retiro": _("salió del sitio y no hay registro de quién lo retiró ni por qué"),
}

# What may come from below the text (a list, a restriction) and not from another text: it is told, never withdrawn.
SOLO_SE_AVISA = {"cortado", "nombres", "restringido"}


@dataclass
class Hallazgo:
    """Something live that should not be, or not so; or gone with no record. ``campos`` differ from its aval."""

    modelo: str  # label
    objeto: str  # primary key
    titulo: str
    idioma: str
    direccion: str
    razon: str  # a key of RAZONES
    campos: list
    retirado: bool = False

    def __str__(self):
        campos = f" ({', '.join(self.campos)})" if self.campos else ""
        lugar = " ".join(parte for parte in (self.idioma, self.direccion) if parte)
        return f"{self.modelo} {self.objeto} «{self.titulo}» [{lugar}]: {RAZONES[self.razon]}{campos}"

    @property
    def nombres_de_campos(self):
        """``campos`` as people call them."""
        return [nombre_de(apps.get_model(self.modelo), campo) for campo in self.campos]

    @property
    def instancia(self):
        """The object, of its own kind when it has one; None when it is gone."""
        return apps.get_model(self.modelo).objects.filter(pk=self.objeto).first()


def auditar(retirar=None):
    """Check all that is live, keep the result and return it (``Auditoria``).

    ``retirar``: function that takes an object and a sentence with the reason, and withdraws the object. Given it, what
    left the site by itself is written down as withdrawn; ``SOLO_SE_AVISA`` is left as it is.
    """
    comienzo = time.monotonic()
    auditor = _Auditor()
    hallazgos = list(auditor.todo())
    if retirar:
        for hallazgo in hallazgos:
            hallazgo.retirado = _retirado(hallazgo, retirar)
    return Auditoria.objects.create(
        segundos=round(time.monotonic() - comienzo, 3),
        revisados=auditor.revisados,
        hallazgos=[asdict(hallazgo) for hallazgo in hallazgos],
    )


@transaction.atomic
def _retirado(hallazgo, retirar):
    if hallazgo.razon in SOLO_SE_AVISA:
        return False
    objeto = hallazgo.instancia
    if hallazgo.razon == "sin_retiro":
        tipo = ContentType.objects.get_for_model(apps.get_model(hallazgo.modelo), for_concrete_model=False)
        avales = Aval.objects.filter(content_type=tipo, object_id=hallazgo.objeto)
        anotar_salida(avales.latest("numero"), borrado=not objeto)
        return True
    if objeto and objeto.live:
        retirar(objeto, str(_("La auditoría encontró que %s.") % RAZONES[hallazgo.razon]))
    return not apps.get_model(hallazgo.modelo).objects.filter(pk=hallazgo.objeto, live=True).exists()


class _Auditor:
    def __init__(self):
        self.revisados = 0
        self.digestos = {}  # of each file, read once
        self.fusiones = terminos.mapa()

    def todo(self):
        for modelo in modelos_avalables():
            vivos = modelo.objects.filter(live=True).order_by("pk").select_related("aval")
            if issubclass(modelo, TranslatableMixin):
                vivos = vivos.select_related("aval", "locale")
            objetos = vivos.iterator(chunk_size=LOTE)
            while lote := list(islice(objetos, LOTE)):
                self.revisados += len(lote)
                yield from self._del_lote(modelo, lote)
        yield from self._que_salieron_sin_registro()
        yield from self._de_otras_paginas()

    def _del_lote(self, modelo, lote):
        tipo = lote[0].get_base_content_type()
        historias = self._historias(tipo, lote)
        dados_por_autores = self._dados_por_autores(modelo, tipo, lote, historias)
        contenidos = [canonico(modelo, datos, self.fusiones) for datos in serializados(modelo, lote)]
        self._leer_archivos(modelo, contenidos)
        huerfanos = self._sin_original(modelo, lote)
        renombrados = self._renombrados(modelo, lote)
        restringidos = self._restringidos(lote)
        for objeto, contenido in zip(lote, contenidos, strict=True):
            historia, aval = historias[str(objeto.pk)], objeto.aval
            if not aval:
                yield _hallazgo(objeto, "sin_aval")
            elif (aval.content_type_id, aval.object_id) != (tipo.pk, str(objeto.pk)):
                yield _hallazgo(objeto, "aval_ajeno")
            else:
                if aval.pk != historia[-1].pk:
                    yield _hallazgo(objeto, "aval_superado")
                completo = self._completo(modelo, contenido)
                if campos := diferencias(modelo, aval.contenido, completo, self.fusiones):
                    solo_falta = le_falta(modelo, aval.contenido, completo, campos, self.fusiones)
                    yield _hallazgo(objeto, "cortado" if solo_falta else "contenido", campos)
                if objeto.pk in renombrados:
                    yield _hallazgo(objeto, "nombres", renombrados[objeto.pk])
                if aval.pk in dados_por_autores:
                    yield _hallazgo(objeto, "autoria")
            if objeto.pk in huerfanos:
                yield _hallazgo(objeto, "sin_original")
            if objeto.pk in restringidos:
                yield _hallazgo(objeto, "restringido")

    def _historias(self, tipo, lote):
        historias = defaultdict(list)
        avales = Aval.objects.filter(content_type=tipo, object_id__in=[str(objeto.pk) for objeto in lote])
        for aval in avales.defer("contenido", "comentario").order_by("numero"):
            historias[aval.object_id].append(aval)
        return historias

    def _dados_por_autores(self, modelo, tipo, lote, historias):
        """Numbers of the avales in force of ``lote`` that were given by an author of what they approved.

        Most moderators wrote nothing of what they approved: the contents are read only of the rest.
        """
        vigentes = {str(o.pk): o.aval for o in lote if o.aval and o.aval.object_id == str(o.pk)}
        originales = self._originales(modelo, lote)
        filas = Autoria.objects.filter(content_type=tipo)
        suyas = filas.filter(
            object_id__in=[*vigentes, *originales.values()],
            usuario_numero__in={aval.moderador_numero for aval in vigentes.values()} - {None},
        )
        escribieron = set(suyas.order_by().values_list("object_id", "usuario_numero"))
        en_duda = {
            clave
            for clave, aval in vigentes.items()
            if {(clave, aval.moderador_numero), (originales.get(clave), aval.moderador_numero)} & escribieron
        }
        anteriores = {clave: _anterior_a(vigentes[clave], historias[clave]) for clave in en_duda}
        contenidos = dict(
            Aval.objects.filter(pk__in=[uno.pk for uno in anteriores.values() if uno]).values_list("pk", "contenido")
        )
        del_texto = defaultdict(list)
        for fila in filas.filter(object_id__in=en_duda | {originales.get(clave) for clave in en_duda}).order_by("pk"):
            del_texto[fila.object_id].append(fila)
        return {
            vigentes[clave].pk
            for clave, anterior in anteriores.items()
            if _lo_dio_un_autor(
                modelo, vigentes[clave], anterior, contenidos, del_texto[clave], del_texto[originales.get(clave)]
            )
        }

    def _originales(self, modelo, lote):
        """Number of each translation of ``lote`` → that of the text in the source language, as the ledger has them."""
        if not issubclass(modelo, TranslatableMixin):
            return {}
        traducidos = {o.translation_key: str(o.pk) for o in lote if es_traduccion(o)}
        originales = modelo.objects.filter(translation_key__in=traducidos, locale__language_code=ESPANOL)
        return {traducidos[llave]: str(pk) for llave, pk in originales.order_by().values_list("translation_key", "pk")}

    def _leer_archivos(self, modelo, contenidos):
        """Take the digest of each file that these contents cite: of its bytes, not of its row."""
        claves = {
            clave for contenido in contenidos for archivos in citados(modelo, contenido).values() for clave in archivos
        } - self.digestos.keys()
        existentes = filas(claves)
        suyos = conocidos({clave: digesto_de_los_bytes(fila) for clave, fila in existentes.items()})
        self.digestos |= {clave: suyos.get(clave, "") for clave in claves}

    def _completo(self, modelo, contenido):
        return con_archivos(modelo, contenido, self.digestos.__getitem__)

    def _renombrados(self, modelo, lote):
        """The fields of each of ``lote`` that show a term by a name that its aval has not, nor any change on record."""
        avalados = {objeto.pk: terminos.nombres_que_leyo(modelo, objeto.aval) for objeto in lote if objeto.aval}
        return nombres_sin_constancia(modelo, lote, avalados, self.fusiones)

    def _restringidos(self, lote):
        """Those of ``lote`` that some page restriction hides, its own or of a page above."""
        paginas = [objeto for objeto in lote if isinstance(objeto, Page)]
        rutas = PageViewRestriction.objects.values_list("page__path", flat=True) if paginas else ()
        return {pagina.pk for ruta in rutas for pagina in paginas if pagina.path.startswith(ruta)}

    def _sin_original(self, modelo, lote):
        if not issubclass(modelo, TranslatableMixin):
            return set()
        traducidos = [objeto for objeto in lote if es_traduccion(objeto)]
        originales = modelo.objects.filter(
            live=True,
            locale__language_code=ESPANOL,
            translation_key__in=[objeto.translation_key for objeto in traducidos],
        )
        vivos = set(originales.values_list("translation_key", flat=True)) if traducidos else set()
        return {objeto.pk for objeto in traducidos if objeto.translation_key not in vivos}

    def _que_salieron_sin_registro(self):
        """What had its last aval in force, with no withdrawal on record, and is not live: nor waits for its day."""
        mismos = {"content_type_id": OuterRef("content_type_id"), "object_id": OuterRef("object_id")}
        vigentes = Aval.objects.defer("contenido").exclude(
            Exists(Aval.objects.filter(**mismos, numero__gt=OuterRef("numero")))
            | Exists(Retiro.objects.filter(aval_id=OuterRef("pk")))
            | Exists(
                Revision.objects.filter(
                    base_content_type_id=mismos["content_type_id"],
                    object_id=mismos["object_id"],
                    approved_go_live_at__isnull=False,
                )
            )
        )
        vivos: dict[Any, set] = {}
        for aval in vigentes.order_by("content_type_id", "pk").iterator(chunk_size=LOTE):
            modelo: Any = ContentType.objects.get_for_id(aval.content_type_id).model_class()
            if modelo not in vivos:
                vivos[modelo] = set(modelo.objects.filter(live=True).values_list("pk", flat=True)) if modelo else set()
            if modelo and modelo._meta.pk.to_python(aval.object_id) not in vivos[modelo]:
                yield Hallazgo(modelo._meta.label, aval.object_id, aval.titulo, aval.idioma, "", "sin_retiro", [])

    def _de_otras_paginas(self):
        """Live pages that no round of a kind reached: of a kind without aval, or with no row of their own."""
        paginas = Page.objects.filter(live=True, depth__gt=1).select_related("locale").order_by("pk")
        for tipo in ContentType.objects.filter(pk__in=paginas.order_by().values("content_type")):
            modelo = tipo.model_class()
            suyas = paginas.filter(content_type=tipo)
            razon = "no_avalable"
            if modelo and issubclass(modelo, Avalable):
                suyas, razon = suyas.exclude(pk__in=modelo.objects.order_by().values("pk")), "sin_fila"
            for pagina in suyas.iterator(chunk_size=LOTE):
                self.revisados += 1
                yield _hallazgo(pagina, razon)


def _anterior_a(aval, historia):
    return next((otro for otro in reversed(historia) if otro.numero < aval.numero), None)


def _lo_dio_un_autor(modelo, aval, anterior, contenidos, filas, del_original):
    if anterior:
        anterior.contenido = contenidos[anterior.pk]
    return aval.moderador_numero in autores(
        modelo,
        aval.contenido,
        aval.revision_numero,
        anterior,
        filas,
        del_original,
        # The rule under which the avales of then were given.
        lambda fila: fila.es_de(aval.revision_numero, aval.momento, anterior, anterior and anterior.momento),
    )


def _hallazgo(objeto, razon, campos=()):
    return Hallazgo(
        modelo=objeto._meta.label,
        objeto=str(objeto.pk),
        titulo=str(objeto),
        idioma=objeto.locale.language_code if isinstance(objeto, TranslatableMixin) else "",
        direccion=getattr(objeto, "url", None) or "",
        razon=razon,
        campos=list(campos),
    )
