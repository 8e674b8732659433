"""Freshness: each year somebody who knows a practice is asked whether it is still so, by a link without an account.

The aval is the first answer: what it approves held that day. Silence is said to the public after ``SILENCIO``, and
after ``RETIRO`` more the DDRI is asked whether the practice should stay. What ended is history, and is not asked.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from actores.avisos import huella, una_vez
from actores.correo import direccion_completa, idioma_de
from actores.grupos import es_focal_de
from actores.models import PuntoFocal
from aval import avisos_de_fin
from base import enlaces
from base.fechas import Precision
from base.idiomas import ESPANOL

from .models import AjustesDeVigencia, PracticaPage, Vigencia

FIN = "practicas.vigencia"  # of its links
RECORDATORIOS = (0, 15, 30)  # days after the question
SILENCIO = datetime.timedelta(days=90)
RETIRO = datetime.timedelta(days=365)
DURA = datetime.timedelta(days=180)  # a link
REPETIDA = datetime.timedelta(hours=1)  # the same answer again is a second click


@dataclass(frozen=True)
class Destinatario:
    correo: str
    papel: str
    persona: object = None  # their account, if they have one

    @property
    def idioma(self):
        return idioma_de(self.persona) if self.persona else ESPANOL

    @property
    def huella(self):
        return huella(self.correo)[:32]


@dataclass(frozen=True)
class Situacion:
    """How a practice stands: when it was last verified, and the question that waits (``Vigencia``, or None)."""

    verificada: datetime.datetime | None
    abierta: Vigencia | None = None

    @property
    def sin_verificar(self):
        return bool(self.abierta and self.abierta.callada)

    def propuesta_de_retiro(self, ahora=None):
        """What the screen of withdrawal is opened with, when it is proposed: of what ended, and of a long silence."""
        if not self.abierta:
            return {}
        if self.abierta.respuesta == Vigencia.Respuesta.TERMINO:
            motivo = _("El %(cuando)s, %(papel)s respondió que terminó.") % {
                "cuando": _dia(self.abierta.respondida),
                "papel": self.abierta.con_articulo,
            }
            fin = self.abierta.fin and self.abierta.fin.isoformat()
            return {"motivo": motivo, "clase": "terminado", "fin": fin or ""}
        if self.sin_verificar and self.abierta.callada + RETIRO <= (ahora or timezone.now()):
            motivo = _("Nadie de la entidad confirma desde el %(cuando)s que siga siendo así.")
            return {"motivo": motivo % {"cuando": _dia(self.verificada)}}
        return {}


def _dia(momento):
    return date_format(localtime(momento), "DATE_FORMAT")


def situacion(practica):
    """The ``Situacion`` of ``practica``, a Spanish original; of a draft that never had an aval, of nothing."""
    if not practica.aval_id:
        return Situacion(None)
    filas = list(practica.vigencias.all())
    iguales = [una.respondida for una in filas if una.respuesta == Vigencia.Respuesta.IGUAL]
    verificada = max([practica.aval.momento, *iguales])
    abiertas = [una for una in filas if una.preguntada > verificada]
    return Situacion(verificada, abiertas[-1] if abiertas else None)


def vivas():
    """The practices of which it is asked: live, in Spanish, not ended nor said to be; with what ``situacion`` reads."""
    en_marcha = Q(fecha_fin=None) & ~Q(precision_fin=Precision.DESCONOCIDA)
    return (
        PracticaPage.objects.live()
        .exclude(translation_key__in=avisos_de_fin.terminados())
        .filter(en_marcha, locale__language_code=ESPANOL, aval__isnull=False)
        .select_related("aval", "entidad", "locale")
        .prefetch_related("vigencias")
        .order_by("pk")
    )


def que_esperan(entidad=None):
    """Of ``vivas``, those that may have a question that waits: of one entity, or of all."""
    abiertas = Vigencia.objects.filter(practica=OuterRef("pk"), preguntada__gt=OuterRef("aval__momento"))
    suyas = vivas().filter(Exists(abiertas.exclude(respuesta=Vigencia.Respuesta.IGUAL)))
    return suyas if entidad is None else suyas.filter(entidad=entidad)


def puede_responder(usuario, practica):
    """Whether ``usuario`` is asked about ``practica``, and may answer without waiting for the letter."""
    return es_focal_de(usuario, practica.entidad_id)


def destinatarios(practica):
    """Who is asked about ``practica``: the puntos focales of its entity, and the contacts that it names who agreed."""
    todos = [Destinatario(uno.email, Vigencia.Papel.FOCAL, uno) for uno in practica.interesados()]
    hoy = timezone.localdate()
    sin_cuenta = PuntoFocal.objects.filter(
        Q(hasta=None) | Q(hasta__gte=hoy), entidad=practica.entidad_id, usuario=None, desde__lte=hoy
    )
    todos += [Destinatario(uno.correo, Vigencia.Papel.FOCAL) for uno in sin_cuenta]
    todos += [Destinatario(uno.correo, Vigencia.Papel.RESPONSABLE) for uno in practica.contactos_publicos]
    return list({uno.huella: uno for uno in reversed(todos) if uno.correo}.values())


# --- Each night -------------------------------------------------------------------------------------


def preguntar(ahora=None):
    """Ask what is due, remind, and say of what nobody answers that it is not verified. Returns how many mails.

    Safe to repeat; a night on which it does not run loses nothing.
    """
    ahora = ahora or timezone.now()
    cada = datetime.timedelta(days=round(AjustesDeVigencia.load().meses * 365 / 12))
    cartas = 0
    for practica in vivas().iterator(chunk_size=100):
        suya = situacion(practica)
        abierta = suya.abierta
        if abierta is None and suya.verificada + cada <= ahora:
            abierta = Vigencia.objects.create(practica=practica, preguntada=ahora)
        if abierta is None:
            continue
        if not abierta.respondida:
            cartas += _escribir(practica, abierta, ahora)
        if not abierta.callada and abierta.preguntada + SILENCIO <= ahora:
            abierta.callada = ahora
            abierta.save(update_fields=["callada"])
    return cartas


def _escribir(practica, pregunta, ahora):
    dias = (ahora - pregunta.preguntada).days
    plazo = max(uno for uno in RECORDATORIOS if uno <= dias)
    enviadas = 0
    for quien in destinatarios(practica):

        def carta(quien=quien):
            with override(quien.idioma):
                enlace = direccion_completa(reverse("vigencia:responder", args=[_enlace(pregunta, quien)]))
                contexto = {"practica": practica, "enlace": enlace, "recuerda": plazo > 0, "dias": DURA.days}
                texto = render_to_string("practicas/correo/vigencia.txt", contexto).strip() + "\n"
                return _("¿Sigue igual «%(titulo)s»?") % {"titulo": practica.title}, texto

        enviadas += una_vez(f"vigencia:{pregunta.pk}:{plazo}", quien.correo, carta)
    return enviadas


def _enlace(pregunta, quien):
    return enlaces.dar(FIN, f"{pregunta.pk}:{quien.huella}", DURA)[1]


# --- The answer -------------------------------------------------------------------------------------


def del_enlace(enlace):
    """What an ``Enlace`` asks, and of whom: pair ``Vigencia``, ``Destinatario``.

    None, None when the question is gone, or who received it keeps no contact for that practice any more.
    """
    numero, _dos_puntos, suya = enlace.sobre.partition(":")
    pregunta = Vigencia.objects.filter(pk=numero).select_related("practica__entidad").first()
    if pregunta is None:
        return None, None
    quien = next((uno for uno in destinatarios(pregunta.practica) if uno.huella == suya), None)
    return (pregunta, quien) if quien else (None, None)


@transaction.atomic
def responder(pregunta, quien, respuesta, nota="", fin=None):
    """Keep an answer to ``pregunta``: in its row, or in another if it has one. Returns the ``Vigencia``."""
    fila = Vigencia.objects.select_for_update().get(pk=pregunta.pk)
    practica = fila.practica
    ultima = practica.vigencias.exclude(respondida=None).last()
    ahora = timezone.now()
    if ultima and ultima.respondida + REPETIDA > ahora and (ultima.respuesta, ultima.nota) == (respuesta, nota):
        return ultima
    if fila.respondida:
        fila = Vigencia(practica=practica, preguntada=ahora)
    fila.respondida, fila.respuesta, fila.nota, fila.fin = ahora, respuesta, nota, fin
    fila.papel, fila.quien = quien.papel, quien.persona
    fila.save()
    return fila
