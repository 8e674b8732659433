"""Asking each side of an exchange what it has, and how it goes after some months; reminding; keeping what it answers.

The other city answers by a link that expires, and its office may forward it: what is asked is of the city, not of a
person. Nobody is asked of a process that waits, or that has ended.
"""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from actores.avisos import una_vez
from actores.correo import direccion_completa, idioma_de
from base import enlaces
from formularios.models import Formulario, Llenado

from . import correspondencia, marcha
from .cuestionarios import Cuestionario
from .metodos import Metodo
from .models import FIN_DE_RESPONDER, PlantillaDeCarta
from .plazos import tras_meses
from .procesos import Proceso

Clase, Lado, Ocasion = Cuestionario.Clase, Cuestionario.Lado, PlantillaDeCarta.Ocasion


def pedido_de(proceso):
    """The request that ``proceso`` comes from; None of one that was begun by hand."""
    return proceso.pedidos.order_by("recibido").select_related("practica").first()


def _lado_de(clase, pedido):
    """Who answers: what is of the oferente or of the demandante, and the follow-up is of who takes the practice."""
    de_bogota = pedido.rol if pedido else Metodo.Rol.OFERENTE
    suya = Clase.DEMANDANTE if clase == Clase.SEGUIMIENTO else clase
    return Lado.BOGOTA if suya == de_bogota else Lado.CONTRAPARTE


def listas_de(proceso, pedido):
    """Both checklists of ``proceso``."""
    for clase in (Clase.OFERENTE, Clase.DEMANDANTE):
        Cuestionario.objects.create(proceso=proceso, clase=clase, lado=_lado_de(clase, pedido))


def programar(proceso):
    """If its phase asks how it goes, put down each of those questions for its day, counted from today."""
    fases = proceso.metodo.fases.filter(meses__gt=0)
    if not fases or proceso.fase.orden < fases[0].orden:
        return
    hoy, pedido = timezone.localdate(), pedido_de(proceso)
    for fase in fases:
        Cuestionario.objects.get_or_create(
            proceso=proceso,
            clase=Clase.SEGUIMIENTO,
            meses=fase.meses,
            defaults={"lado": _lado_de(Clase.SEGUIMIENTO, pedido), "para": tras_meses(hoy, fase.meses)},
        )


def formulario_de(cuestionario):
    """What is asked: the form that was answered, or the last version of its kind."""
    if cuestionario.llenado:
        return cuestionario.llenado.formulario
    codigo = Cuestionario.FORMULARIOS[cuestionario.clase]
    return Formulario.objects.filter(codigo=codigo).order_by("version", "pk").last()


# --- Links ------------------------------------------------------------------------------------------------------------


def enlace_para_responder(cuestionario):
    """A new link by which the other city answers, in the active language. It is written down that it was asked."""
    dura = datetime.timedelta(days=settings.INTERCAMBIOS_DIAS_DEL_ENLACE)
    _enlace, token = enlaces.dar(FIN_DE_RESPONDER, cuestionario.pk, dura)
    if cuestionario.enviado is None:
        cuestionario.enviado = timezone.now()
        cuestionario.save(update_fields=["enviado"])
    return direccion_completa(reverse("intercambios:responder", args=[token]))


def escribir(cuestionario, ocasion):
    """Write to who asked, with a link to answer. Returns whether there was whom to write to."""
    pedido = pedido_de(cuestionario.proceso)
    if not (pedido and pedido.correo):
        return False
    with override(pedido.idioma):
        enlace = enlace_para_responder(cuestionario)
    asunto, texto = correspondencia.carta(pedido, ocasion, meses=cuestionario.meses)
    correspondencia.escribir(pedido, asunto, texto, enlace=enlace)
    return True


def otro_enlace(cuestionario):
    """Send again, to the address that the DDRI has, a link in the place of one that expired; at most once a day."""
    pedido = pedido_de(cuestionario.proceso)
    if cuestionario.respondido or not cuestionario.proceso.abierta or not (pedido and pedido.correo):
        return
    _una_vez(cuestionario, f"otro:{timezone.localdate()}", Ocasion.RECORDATORIO, pedido)


def _una_vez(cuestionario, cual, ocasion, pedido):
    def carta():
        with override(pedido.idioma):
            enlace = enlace_para_responder(cuestionario)
            asunto, texto = correspondencia.carta(pedido, ocasion, meses=cuestionario.meses)
            if "{seguir}" in texto:
                texto = texto.replace("{seguir}", correspondencia.enlace_para_seguir(pedido))
        return asunto, texto.replace("{enlace}", enlace) + "\n"

    return una_vez(f"cuestionario:{cuestionario.pk}:{cual}", pedido.correo, carta)


# --- Answers ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def responder(cuestionario, formulario, valores, quien=None):
    """Keep what was answered. From the other city once (``quien`` is None); that of Bogotá is written again at will.

    Raises ``ValidationError`` if it is answered, or its process has ended.
    """
    cuestionarios = Cuestionario.objects.select_for_update(of=("self",)).select_related("llenado", "proceso")
    suyo = cuestionarios.get(pk=cuestionario.pk)
    if suyo.respondido and (quien is None or suyo.lado == Lado.CONTRAPARTE):
        raise ValidationError(_("Ya se respondió."))
    if not suyo.proceso.abierta:
        raise ValidationError(_("Este intercambio ya terminó."))
    llenado = suyo.llenado or Llenado(formulario=formulario, entidad=suyo.proceso.entidad, creado_por=quien)
    llenado.valores, llenado.estado = valores, Llenado.Estado.REGISTRADO
    llenado.save()
    suyo.llenado, suyo.respondido = llenado, timezone.now()
    suyo.save()
    if quien is None:
        enlaces.revocar(FIN_DE_RESPONDER, suyo.pk)
    marcha.anotar(suyo.proceso, quien, _("Se respondió «%(que)s».") % {"que": suyo})
    if quien is None and suyo.proceso.responsable_ddri:
        marcha.avisar(suyo.proceso, suyo.proceso.responsable_ddri, lambda: _("Respondieron «%s»") % suyo)
    return suyo


# --- Each day ---------------------------------------------------------------------------------------------------------


def preguntar(hoy=None):
    """Ask what is due, and remind of what was asked and has no answer: each once. Returns how many letters."""
    hoy, enviadas = hoy or timezone.localdate(), 0
    abiertos = Cuestionario.objects.filter(respondido=None, proceso__estado=Proceso.Estado.EN_MARCHA)
    abiertos = abiertos.select_related("proceso__entidad", "proceso__metodo")
    for uno in abiertos.filter(clase=Clase.SEGUIMIENTO, enviado=None, para__lte=hoy):
        enviadas += _preguntar(uno, "0", Ocasion.SEGUIMIENTO)
    for uno in abiertos.exclude(enviado=None):
        pasados = (hoy - timezone.localdate(uno.enviado)).days
        if plazo := max((dias for dias in settings.INTERCAMBIOS_DIAS_DE_RECORDAR if dias <= pasados), default=None):
            enviadas += _preguntar(uno, str(plazo), Ocasion.RECORDATORIO)
    return enviadas


def _preguntar(cuestionario, cual, ocasion):
    if cuestionario.lado == Lado.CONTRAPARTE:
        pedido = pedido_de(cuestionario.proceso)
        return _una_vez(cuestionario, cual, ocasion, pedido) if pedido and pedido.correo else 0
    if cuestionario.enviado is None:
        cuestionario.enviado = timezone.now()
        cuestionario.save(update_fields=["enviado"])
    return sum(
        una_vez(
            f"cuestionario:{cuestionario.pk}:{cual}",
            persona.email,
            lambda persona=persona: _a_bogota(cuestionario, persona),
        )
        for persona in correspondencia.focales_de(cuestionario.proceso.entidad)
    )


def _a_bogota(cuestionario, persona):
    with override(idioma_de(persona)):
        datos = {
            "que": cuestionario,
            "proceso": cuestionario.proceso.titulo,
            "url": direccion_completa(reverse("mesa:cuestionario", args=[cuestionario.pk])),
        }
        texto = _("Responda «%(que)s» del intercambio «%(proceso)s»:\n\n%(url)s")
        return _("%(que)s: %(proceso)s") % datos, texto % datos
