"""The study of a ficha: what its screen, the page that is studied and the demonstration call."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aval import actos, flujo
from aval.dictamen import Nivel, Resultado
from aval.errores import ErrorDeAval
from aval.rutas import RUTAS
from practicas.models import PracticaPage
from vocabulario.models import ConjuntoDeCriterios, Criterio

from .models import Estudio, SeccionDevuelta


class EstudioIncompleto(ErrorDeAval):
    mensaje = gettext_lazy("Para pasar la ficha a aval complete lo que está señalado.")


class SeccionFuera(ErrorDeAval):
    """The entity has a section to correct: what would be approved is about to be another text."""

    def __init__(self, secciones):
        super().__init__(
            _(
                "No pasó al aval: la entidad está corrigiendo %(secciones)s. Espere a que lo entregue, o retómelo al "
                "lado de su texto."
            )
            % {"secciones": ", ".join(f"«{una.etiqueta}»" for una in secciones)}
        )


def estudio_de(tarea_estado, asesor):
    """The study of what ``tarea_estado`` waits for: the one begun, or a new one (not saved)."""
    return Estudio.objects.filter(tarea=tarea_estado).first() or Estudio(
        practica=PracticaPage.objects.get(pk=tarea_estado.revision.object_id),
        tarea=tarea_estado,
        revision=tarea_estado.revision,
        asesor=asesor,
    )


def criterios_de(estudio):
    """Numbers of the criteria by which it is studied: those of the sets that it names, or all."""
    suyos = set(estudio.conjuntos.values_list("exigencias__criterio", flat=True)) if estudio.pk else set()
    return suyos - {None} or set(Criterio.objects.values_list("pk", flat=True))


def faltas(estudio):
    """What keeps a saved study from passing the ficha on: dict of field → sentence, and of ``Valoracion`` likewise.

    The fields of the study by their names; of a criterion, by pairs of its number and the field.
    """
    hechas = {una.criterio_id: una for una in estudio.valoraciones.all()}
    por_decir: dict[str | tuple[int, str], str] = {}
    for criterio in criterios_de(estudio):
        una = hechas.get(criterio)
        if una is None or una.puntaje is None:
            por_decir[criterio, "puntaje"] = _("Valore este criterio.")
        if una is None or not una.justificacion.strip():
            por_decir[criterio, "justificacion"] = _("Escriba el porqué.")
        if estudio.publica_hallazgos:
            if una is None or una.resultado == Resultado.SIN_VALORAR:
                por_decir[criterio, "resultado"] = _("Diga qué se encontró: va a leerlo el público.")
            elif una.resultado != Resultado.NO_ES_EL_CASO and not una.frase_es.strip():
                por_decir[criterio, "frase_es"] = _("Escriba la frase que va a leer el público.")
    if not any(getattr(estudio, ruta) for ruta in RUTAS):
        por_decir["rutas"] = _("Elija al menos una ruta.")
    if estudio.nivel and not estudio.razon_es.strip():
        por_decir["razon_es"] = _("Diga por qué: un nivel sin su razón no se publica.")
    if frase := _sin_con_que(estudio):
        por_decir["nivel"] = frase
    if estudio.nivel in (Nivel.EXTERNA, Nivel.COMPARADA) and not estudio.documento.strip():
        por_decir["documento"] = _("Diga en qué evaluación o estudio se apoya.")
    return por_decir


def _sin_con_que(estudio):
    """Why the evidence of what was studied does not hold the level: a figure without its source raises none."""
    if estudio.nivel not in (Nivel.MEDIDA, Nivel.ANTES_Y_DESPUES):
        return ""
    filas = estudio.revision.as_object().evidencias.all()
    medidas = [una for una in filas if una.valor is not None and (una.fuente or una.enlace or una.documento_id)]
    if not medidas:
        return _("Para decir que se midió, la ficha necesita una evidencia con su valor y su fuente.")
    if estudio.nivel == Nivel.ANTES_Y_DESPUES and all(una.linea_base is None for una in medidas):
        return _("Para decir que se midió antes y después, una evidencia necesita también su línea de base.")
    return ""


@actos.sobre(lambda estudio: estudio.practica)
def pasar_a_aval(estudio, asesor, huella_vista):
    """Close ``estudio`` favourably: the ficha goes on to the aval. Raises ``ErrorDeAval`` when it cannot."""
    flujo.comprobar_decision(estudio.tarea, asesor, huella_vista)
    if fuera := list(SeccionDevuelta.objects.fuera().filter(tarea=estudio.tarea)):
        raise SeccionFuera(fuera)
    if faltas(estudio):
        raise EstudioIncompleto
    estudio.estado = Estudio.Estado.FAVORABLE
    estudio.asesor = asesor
    estudio.save()
    estudio.tarea.approve(user=asesor, comment=estudio.concepto)


@actos.sobre(lambda estudio: estudio.practica)
def devolver(estudio, asesor, huella_vista, carta):
    """Close ``estudio`` by returning the ficha with ``carta``."""
    flujo.devolver(estudio.tarea, asesor, huella_vista, carta)
    estudio.estado = Estudio.Estado.DEVUELTO
    estudio.asesor = asesor
    estudio.save()


def anterior_a(estudio):
    """The study before ``estudio`` of the same ficha that was decided; None if there is none."""
    antes = Estudio.objects.filter(practica=estudio.practica).exclude(estado=Estudio.Estado.BORRADOR)
    if estudio.pk:
        antes = antes.filter(pk__lt=estudio.pk)
    return antes.select_related("asesor").first()


# What of a study another one may take up again.
_DEL_ESTUDIO = (*RUTAS, "nivel", "razon_es", "razon_en", "documento", "fortalezas", "para_otra_ciudad", "concepto")
_DEL_CRITERIO = ("puntaje", "justificacion", "resultado", "frase_es", "frase_en")


def traer(estudio, criterio=None):
    """Fill what a saved ``estudio`` leaves empty with the one before it: all, or that of one ``criterio`` (its code).

    What is written stays as it is. Returns how many criteria got something.
    """
    antes = anterior_a(estudio)
    if antes is None:
        return 0
    if criterio is None:
        for campo in _DEL_ESTUDIO:
            setattr(estudio, campo, getattr(estudio, campo) or getattr(antes, campo))
        estudio.save()
        if not estudio.conjuntos.exists():
            estudio.conjuntos.set(antes.conjuntos.all())
    suyas = {una.criterio_id: una for una in estudio.valoraciones.all()}
    anteriores = antes.valoraciones.filter(**({"criterio__codigo": criterio} if criterio else {}))
    cuantos = 0
    for anterior in anteriores:
        una = suyas.get(anterior.criterio_id) or estudio.valoraciones.model(
            estudio=estudio, criterio_id=anterior.criterio_id
        )
        vacios = [campo for campo in _DEL_CRITERIO if _sin_decir(una, campo) and not _sin_decir(anterior, campo)]
        if vacios:
            for campo in vacios:
                setattr(una, campo, getattr(anterior, campo))
            una.leida = estudio.revision_id
            una.save()
            cuantos += 1
    return cuantos


def _sin_decir(valoracion, campo):
    return getattr(valoracion, campo) in (None, "", Resultado.SIN_VALORAR)


def resumen_para_la_carta(estudio):
    """The rubric as lines of the letter: what each criterion got and why."""
    lineas = [
        f"- {valoracion.criterio.nombre}: {valoracion.get_puntaje_display()}. {valoracion.justificacion}".rstrip()
        for valoracion in estudio.valoraciones.select_related("criterio")
        if valoracion.puntaje is not None
    ]
    return "\n".join([_("Valoración por criterio:"), *lineas]) if lineas else ""


def ultimo_favorable(practica):
    """The last study of ``practica`` that passed it on to the aval, or None."""
    return practica.estudios.filter(estado=Estudio.Estado.FAVORABLE).order_by("-pk").first()


def rutas_del_ultimo(practica):
    """The routes that the last favourable study of ``practica`` found: dict; None where there is none."""
    estudio = ultimo_favorable(practica)
    return estudio and {ruta: getattr(estudio, ruta) for ruta in RUTAS}


def dictamen_del_ultimo(practica):
    """What the public is to read of the last favourable study (``aval.dictamen``); None where there is none."""
    estudio = ultimo_favorable(practica)
    return estudio and _dictamen(estudio)


def _dictamen(estudio):
    dictamen = {}
    if estudio.nivel:
        razon = {"es": estudio.razon_es, "en": estudio.razon_en}
        dictamen |= {"nivel": estudio.nivel, "razon": razon, "documento": estudio.documento}
    if estudio.publica_hallazgos:
        valoraciones = estudio.valoraciones.select_related("criterio")
        dictamen["criterios"] = [
            {
                "codigo": una.criterio.codigo,
                "es": una.criterio.nombre_es,
                "en": una.criterio.nombre_en,
                "resultado": una.resultado,
                "frase_es": una.frase_es,
                "frase_en": una.frase_en,
            }
            for una in valoraciones
        ]
        cumplidos = {una.criterio_id for una in valoraciones if una.resultado == Resultado.CUMPLE}
        dictamen["conjuntos"] = [
            {"es": conjunto.nombre_es, "en": conjunto.nombre_en}
            for conjunto in ConjuntoDeCriterios.objects.prefetch_related("exigencias")
            if (suyos := {una.criterio_id for una in conjunto.exigencias.all()}) and suyos <= cumplidos
        ]
    return dictamen
