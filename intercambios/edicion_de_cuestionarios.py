"""The questionnaires that this room asks, as the DDRI words them: which there are, and keeping them whole.

A version that is being asked, or was answered, is not changed: saving it makes the next one, so that the survey after
an exchange asks what the one before asked. All is kept at once: nobody is asked what is half written.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from formularios.models import Campo, Formulario

from .cuestionarios import Cuestionario
from .encuestas import preguntables

# What the code reads of an answer: its wording may change, and not what is chosen from. By form, their keys.
SE_LEEN = {"transferencia-seguimiento": {"etapa", "que_cambio"}}

ESCALA = (("Nada", "Not at all"), ("Un poco", "A little"), ("Bastante", "Quite a lot"), ("Mucho", "A great deal"))


@dataclass
class Fila:
    """A question as it is to be. ``clave``: of the one that it was; empty, it is new."""

    clave: str
    tipo: str
    etiqueta_es: str
    etiqueta_en: str
    ayuda_es: str = ""
    ayuda_en: str = ""
    obligatorio: bool = False
    seccion: int | None = None  # its place in the form
    opciones: list[tuple[str, str]] = field(default_factory=list)  # in Spanish and in English


def todos():
    """Every version of the questionnaires of this room, the newest of each first: queryset."""
    anonimos = {uno.codigo for uno in preguntables()}
    return Formulario.objects.filter(Q(codigo__in=anonimos) | Q(codigo__in=Cuestionario.FORMULARIOS.values())).order_by(
        "codigo", "-version", "-pk"
    )


def es_anonimo(formulario):
    """Whether nobody is to know who answers it: then everything is answered by choosing."""
    return formulario.codigo not in Cuestionario.FORMULARIOS.values()


def es_la_ultima(formulario):
    return todos().filter(codigo=formulario.codigo).first() == formulario


def _siguiente(formulario):
    versiones = Formulario.objects.filter(codigo=formulario.codigo).values_list("version", flat=True)
    return f"{max((int(una) for una in versiones if una.isdigit()), default=0) + 1:02d}"


@transaction.atomic
def guardar(formulario, textos, filas, quien):
    """Keep ``formulario`` with ``textos`` (its names and notes) and ``filas``, in order. Returns the version kept.

    That is another one where this one is in use. Raises ``ValidationError`` if it is not the last one any more.
    """
    formulario = Formulario.objects.select_for_update().get(pk=formulario.pk)
    if not es_la_ultima(formulario):
        raise ValidationError(_("Alguien guardó otra versión mientras usted escribía: ábrala y páselo allí."))
    nueva = formulario.en_uso
    if nueva:
        formulario = formulario.nueva_version(_siguiente(formulario))
    for nombre, valor in textos.items():
        setattr(formulario, nombre, valor)
    formulario.full_clean()
    formulario.save()
    campos = {campo.clave: campo for campo in formulario.campos.all()}
    secciones = {seccion.orden: seccion for seccion in formulario.secciones.all()}
    quedan = {fila.clave for fila in filas}
    for clave, campo in campos.items():
        if clave not in quedan and clave not in SE_LEEN.get(formulario.codigo, ()):
            campo.delete()
    claves = set(campos)
    for lugar, fila in enumerate(filas, start=1):
        campo = campos.get(fila.clave)
        if campo is None:
            clave = _nombrada(fila.etiqueta_es, claves)
            claves.add(clave)
            campo = Campo(formulario=formulario, clave=clave, limite=Campo.Certeza.SIN_LIMITE)
        fijo = campo.pk and campo.clave in SE_LEEN.get(formulario.codigo, ())
        if fijo:
            campo.opciones = [
                {"codigo": una["codigo"], "es": es, "en": en}
                for una, (es, en) in zip(campo.opciones, fila.opciones, strict=True)
            ]
        else:
            campo.tipo, campo.opciones = fila.tipo, _con_codigo(fila.opciones, campo.opciones)
        for nombre in ("etiqueta_es", "etiqueta_en", "ayuda_es", "ayuda_en", "obligatorio"):
            setattr(campo, nombre, getattr(fila, nombre))
        campo.seccion = secciones.get(fila.seccion) if fila.seccion is not None else None
        campo.orden = lugar
        campo.full_clean()
        campo.save()
    log(formulario, "wagtail.create" if nueva else "wagtail.edit", user=quien)
    return formulario


def _con_codigo(opciones, de_antes):
    """Each option keeps the code of the one that said the same in Spanish."""
    conocidos = {una["es"]: una["codigo"] for una in de_antes}
    puestos = set(conocidos.values())
    con_codigo = []
    for es, en in opciones:
        codigo = conocidos.get(es) or _nombrada(es, puestos)
        puestos.add(codigo)
        con_codigo.append({"codigo": codigo, "es": es, "en": en})
    return con_codigo


def _nombrada(texto, puestas):
    """A key that is not among ``puestas``, from the words of ``texto``."""
    clave = slugify(texto).replace("-", "_")[:40].strip("_")
    clave = clave if clave[:1].isalpha() else f"p_{clave}".strip("_")
    numero, libre = 1, clave
    while libre in puestas:
        numero += 1
        libre = f"{clave}_{numero}"
    return libre
