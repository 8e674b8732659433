"""How far a translation is behind its original: which sections, since when. By content, not by the clock."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from aval.contenido import diferencias
from aval.lectura import nombre_de
from aval.models import Aval, Avalable
from base.idiomas import es_traduccion, originales

from .models import Procedencia

# A translation has an address of its own; a new one of the original takes nothing from its text.
_PROPIOS = {"slug", "show_in_menus"}


@dataclass(frozen=True)
class SeccionAtrasada:
    """A section whose original changed on ``desde``; ``ancla`` is where it stands on the page ("" if nowhere)."""

    campo: str
    etiqueta: str
    desde: datetime
    ancla: str = ""


@dataclass(frozen=True)
class Atraso:
    """A live translation that is behind: its sections in reading order, and the first moment of all."""

    secciones: tuple
    desde: datetime

    @property
    def dias(self):
        """Whole days since the original changed."""
        return (timezone.now() - self.desde).days


def base_de(aval, original):
    """The aval of ``original`` whose text the ``aval`` of a translation translates, or None.

    What was not proposed from the translation desk (the pages of the installation) translates what was in force.
    """
    procedencia = Procedencia.objects.filter(revision_numero=aval.revision_numero).select_related("original").first()
    if procedencia:
        return procedencia.original
    return Aval.objects.de(original).filter(momento__lte=aval.momento).order_by("-numero").first()


def atraso_de(objeto):
    """How far ``objeto``, a live translation, is behind: ``Atraso``, or None when it is up to date."""
    if not getattr(objeto, "aval_id", None) or not es_traduccion(objeto):
        return None
    # Nearly always up to date: two light queries say so, and nothing else is read.
    vigente = originales(objeto).values_list("aval_id", flat=True).first()
    base = Procedencia.objects.filter(revision_numero=objeto.aval.revision_numero).values_list("original_id", flat=True)
    if vigente is None or base.first() == vigente:
        return None
    original = originales(objeto).select_related("aval", "locale").first()
    return cambios_desde(objeto, original, base_de(objeto.aval, original))


def conocido(objeto):
    """``atraso_de(objeto)``, asked for once by who reads ``objeto`` for one answer."""
    if not hasattr(objeto, "atraso_conocido"):
        objeto.atraso_conocido = atraso_de(objeto)
    return objeto.atraso_conocido


def sin_traducir(objeto):
    """Set of the fields that the original of ``objeto`` changed since: what is empty here may not be so there."""
    atraso = conocido(objeto)
    return {seccion.campo for seccion in atraso.secciones} if atraso else set()


def cambios_desde(objeto, original, base):
    """What the original says today that its aval ``base`` did not, by sections: ``Atraso``, or None."""
    if base is None or base.pk == original.aval_id:
        return None
    modelo = type(original)
    cambiados = set(diferencias(modelo, base.contenido, original.aval.contenido))
    cambiados |= set(diferencias(modelo, original.aval.contenido, base.contenido))
    cambiados -= _PROPIOS
    if not cambiados:
        return None
    posteriores = list(Aval.objects.de(original).filter(numero__gt=base.numero).order_by("numero"))
    desde = {}
    for aval in posteriores:
        distintos = set(diferencias(modelo, base.contenido, aval.contenido))
        distintos |= set(diferencias(modelo, aval.contenido, base.contenido))
        for campo in cambiados & distintos:
            desde.setdefault(campo, aval.momento)
    anclas = getattr(objeto, "anclas", {})
    orden = list(objeto.campos_de_lectura)
    secciones = tuple(
        SeccionAtrasada(
            # A section that this text does not have yet is named, and leads nowhere.
            campo,
            nombre_de(modelo, "tags" if campo == "tagged_items" else campo),
            desde[campo],
            "" if _vacio(getattr(objeto, campo, None)) else anclas.get(campo, ""),
        )
        for campo in sorted(desde, key=lambda campo: (orden.index(campo) if campo in orden else len(orden), campo))
    )
    return Atraso(secciones, min(desde.values()))


def _vacio(valor):
    """Whether a field says nothing. A relation that the text does not have is no section of it either."""
    return not valor.exists() if hasattr(valor, "exists") else valor in ("", None, [])


def tipos():
    """Every kind of object that bears the aval and is translatable: list of models."""
    from wagtail.models import get_translatable_models

    return sorted(
        (modelo for modelo in get_translatable_models(include_subclasses=True) if issubclass(modelo, Avalable)),
        key=lambda modelo: modelo._meta.label,
    )
