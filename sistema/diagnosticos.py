"""Answering the diagnosis, and reading it: the grid of the inside, and the totals that the public may know."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from actores.models import Entidad
from formularios.forms import FormaDeFormulario
from formularios.medida import medir_campo
from formularios.models import Formulario, Llenado

from .models.diagnostico import CODIGO, Diagnostico

ESCALAS = ("experiencia", "procesos", "responsable")
CON_PORTAFOLIO, INTERESADA = "con_portafolio", "interesada"
# With fewer answers than these the public is told nothing: somebody who knows who answered could tell who said what.
MINIMO_PUBLICO = 10
AYUDAN = 5  # that are named beside each entity that begins
ENVIO, REAPERTURA = "sistema.diagnostico", "sistema.diagnostico_reabierto"


def formulario_vigente():
    """The newest version of the form that is installed; None before the installation."""
    return Formulario.objects.filter(codigo=CODIGO).order_by("-version").first()


def nombre_de_opcion(opcion):
    return opcion.get((get_language() or "es")[:2]) or opcion["es"]


def forma_de(formulario, datos=None, valores=None, exigir=False):
    """The form of what ``formulario`` asks; with ``exigir``, it says beside each field what an answer lacks."""
    forma = FormaDeFormulario(formulario, valores, datos)
    if exigir and forma.is_valid():
        respuestas = forma.respuestas
        faltan = {campo.clave: medir_campo(campo, respuestas.get(campo.clave)) for campo in forma.campos}
        forma.senalar(
            {
                clave: str(falta) if respuestas.get(clave) else _("Falta esta respuesta.")
                for clave, falta in faltan.items()
                if falta
            }
        )
    return forma


def de_un_anio(entidad, anio):
    """What ``entidad`` answered in ``anio``; None if it did not begin."""
    return Diagnostico.objects.filter(entidad=entidad, anio=anio).select_related("llenado__formulario").first()


@transaction.atomic
def guardar(entidad, anio, valores, quien, enviar=False):
    """Keep ``valores`` as the answers of ``entidad`` in ``anio``. Raises ``ValueError`` if they were sent already."""
    Entidad.objects.select_for_update().get(pk=entidad.pk)  # one at a time: there is one diagnosis a year
    suyo = de_un_anio(entidad, anio)
    if suyo is None:
        suyo = Diagnostico(
            entidad=entidad, anio=anio, llenado=Llenado.objects.create(formulario=formulario_vigente(), valores=valores)
        )
    elif suyo.enviado:
        raise ValueError(_("Ya se envió: pida a la DDRI que lo abra otra vez para cambiarlo."))
    suyo.llenado.valores = valores
    suyo.quien = quien
    if enviar:
        suyo.enviado = timezone.now()
        suyo.llenado.estado = Llenado.Estado.REGISTRADO
    suyo.llenado.save()
    suyo.save()
    if enviar:
        log(suyo, ENVIO, user=quien)
    return suyo


@transaction.atomic
def reabrir(diagnostico, quien):
    """A draft again, that its entity may change."""
    diagnostico.enviado = None
    diagnostico.llenado.estado = Llenado.Estado.BORRADOR
    diagnostico.llenado.save()
    diagnostico.save()
    log(diagnostico, REAPERTURA, user=quien)


def _opciones(formulario):
    """Scale → code → its name."""
    campos = formulario.campos.filter(clave__in=ESCALAS) if formulario else ()
    return {campo.clave: {una["codigo"]: nombre_de_opcion(una) for una in campo.opciones} for campo in campos}


def cuadro(anio):
    """Every entity in the order of its name, with its three answers; never in the order of the answers."""
    dichas = _opciones(formulario_vigente())
    suyos = {
        uno.entidad_id: uno
        for uno in Diagnostico.objects.filter(anio=anio).select_related("llenado", "entidad__sector")
    }
    filas = []
    for entidad in Entidad.objects.select_related("sector").order_by("nombre_es", "pk"):
        suyo = suyos.get(entidad.pk)
        valores = suyo.llenado.valores if suyo and suyo.enviado else {}
        filas.append(
            {
                "entidad": entidad,
                "sector": entidad.sector,
                "enviado": suyo.enviado if suyo else None,
                "borrador": bool(suyo and not suyo.enviado),
                "codigos": {escala: valores.get(escala, "") for escala in ESCALAS},
                "escalas": [dichas.get(escala, {}).get(valores.get(escala, ""), "") for escala in ESCALAS],
            }
        )
    return filas


def quien_ayuda_a_quien(filas):
    """Beside each entity that wants to begin, those with a portfolio: first those of its sector, then by name."""
    con_portafolio = [fila for fila in filas if fila["codigos"]["experiencia"] == CON_PORTAFOLIO]
    parejas = []
    for fila in filas:
        if fila["codigos"]["experiencia"] == INTERESADA:
            suyo = fila["sector"]
            propias = [otra for otra in con_portafolio if otra["sector"] == suyo]
            ayudan = [*propias, *(otra for otra in con_portafolio if otra["sector"] != suyo)]
            parejas.append(
                {
                    "entidad": fila["entidad"],
                    "ayudan": [(otra["entidad"], otra["sector"] == fila["sector"]) for otra in ayudan[:AYUDAN]],
                    "mas": max(0, len(ayudan) - AYUDAN),
                }
            )
    return parejas


def totales_publicos():
    """How many entities gave each answer in the last year with enough of them; None when there is no such year.

    Totals only: neither who answered nor any order among entities.
    """
    cuenta = Counter(Diagnostico.objects.filter(enviado__isnull=False).values_list("anio", flat=True))
    anio = max((anio for anio, cuantos in cuenta.items() if cuantos >= MINIMO_PUBLICO), default=None)
    formulario = formulario_vigente()
    if anio is None or formulario is None:
        return None
    enviados = Diagnostico.objects.filter(enviado__isnull=False, anio=anio)
    respuestas = list(enviados.values_list("llenado__valores", flat=True))
    etiquetas = {campo.clave: campo.etiqueta() for campo in formulario.campos.filter(clave__in=ESCALAS)}
    return {
        "anio": anio,
        "cuantas": len(respuestas),
        "escalas": [
            (
                etiquetas[escala],
                [
                    (nombre, sum(una.get(escala) == codigo for una in respuestas))
                    for codigo, nombre in _opciones(formulario)[escala].items()
                ],
            )
            for escala in ESCALAS
            if escala in etiquetas
        ],
    }
