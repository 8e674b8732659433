"""Merging one term of a closed list into another: the texts name the other one from then on, and a record says so."""

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from base import generacion

from . import terminos
from .errores import FusionImposible, SinMotivo
from .models import Fusion

# Sent when a term is gone and what named it names the other. Arguments: de, a.
fusionado = Signal()


@transaction.atomic
def fusionar(de, a, persona, motivo, *, con_otra=False):
    """Make the term ``de`` one with ``a``, of the same list, and delete it. Returns the ``Fusion``.

    Raises ``FusionImposible`` when they cannot be one, ``SinMotivo`` without a reason; then nothing has changed. No
    text takes a new aval: each says what it said, under the name of the term that stays. ``con_otra``: as a part of
    another merge, which answers for it.
    """
    modelo = type(de)
    if type(a) is not modelo or a.pk == de.pk:
        raise FusionImposible
    if not (motivo or "").strip():
        raise SinMotivo(_("Diga por qué se fusionan: el motivo queda en el registro."))
    filas = {fila.pk: fila for fila in modelo.objects.select_for_update().filter(pk__in=(de.pk, a.pk)).order_by("pk")}
    if len(filas) < 2:
        raise FusionImposible(_("Uno de los dos términos ya no está en la lista."))
    de, a = filas[de.pk], filas[a.pk]
    if not con_otra and (frase := de.impide_fusion(a)):
        raise FusionImposible(frase)
    usos = terminos.usos(de)
    for otro_de, otro_a in de.se_lleva(a):
        fusionar(otro_de, otro_a, persona, motivo, con_otra=True)
    fusion = Fusion.objects.create(
        content_type=ContentType.objects.get_for_model(modelo),
        object_id=str(de.pk),
        codigo=de.codigo,
        nombre_es=de.nombre_es,
        nombre_en=de.nombre_en,
        a_numero=a.pk,
        a_codigo=a.codigo,
        a_nombre_es=a.nombre_es,
        a_nombre_en=a.nombre_en,
        usos=[
            {"clase": uso.objeto._meta.label, "objeto": str(uso.objeto.pk), "titulo": str(uso.objeto)[:300]}
            for uso in usos
        ],
        persona=persona,
        persona_nombre=str(persona)[:300],
        motivo=motivo.strip(),
    )
    generacion.nueva(fondo=True)  # from here on every earlier content is read through this record
    try:
        for relacion in terminos.relaciones_hacia(modelo):
            with transaction.atomic():
                _pasar(relacion, de, a)
    except IntegrityError as error:
        raise FusionImposible(
            _("No se fusionó: algo los nombra a los dos por separado, y no puede nombrar dos veces al mismo.")
        ) from error
    for uso in usos:
        if uso.guardado and ReferenceIndex.model_is_indexable(type(uso.objeto)):
            ReferenceIndex.create_or_update_for_object(type(uso.objeto)._base_manager.get(pk=uso.objeto.pk))
    numero = de.pk
    de.delete()
    de.pk = numero
    log(
        a,
        "banco.fusion",
        user=persona,
        data={"de": de.nombre_es, "a": a.nombre_es, "textos": len(usos), "motivo": fusion.motivo},
    )
    fusionado.send(sender=modelo, de=de, a=a)
    generacion.nueva(fondo=True)
    return fusion


def _pasar(relacion, de, a):
    """What named ``de`` by this relation names ``a``; what would name it twice names it once."""
    campo, modelo = relacion.field, relacion.related_model
    filas = modelo._base_manager.filter(**{campo.name: de.pk})
    madre = terminos.madre_de(modelo)
    if modelo._meta.auto_created:
        ya = modelo._base_manager.filter(**{campo.name: a.pk}).values(madre.attname)
        filas.filter(**{f"{madre.attname}__in": list(ya.values_list(madre.attname, flat=True))}).delete()
    tocadas = list(filas.values_list("pk", flat=True))
    filas.update(**{campo.attname: a.pk})
    if isinstance(madre, ParentalKey):
        _quitar_repetidas(modelo, madre, tocadas)


def _quitar_repetidas(modelo, madre, tocadas):
    """Of the rows of one object that say the same now, the first stays (see ``terminos.al_dia``)."""
    de_quien = modelo._base_manager.filter(pk__in=tocadas).values_list(madre.attname, flat=True)
    orden = ("sort_order", "pk") if hasattr(modelo, "sort_order") else ("pk",)
    campos = [campo.attname for campo in modelo._meta.concrete_fields if campo.name not in terminos.SOLO_DE_LA_FILA]
    vistas = {}
    for fila in modelo._base_manager.filter(**{f"{madre.attname}__in": set(de_quien)}).order_by(*orden):
        dicho = tuple(getattr(fila, campo) for campo in campos)
        if dicho in vistas and (fila.pk in tocadas or vistas[dicho] in tocadas):
            fila.delete()
        else:
            vistas.setdefault(dicho, fila.pk)
