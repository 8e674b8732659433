"""What the DDRI does with a request: asks the entity, answers in the asker's language, joins, opens the exchange."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from actores.avisos import una_vez
from actores.correo import direccion_completa, enviar, idioma_de
from base.idiomas import ESPANOL

from . import marcha, seguimiento
from .correspondencia import escribir, focales_de, frase_de_alternativa
from .metodos import Metodo
from .models import Consulta, Pedido
from .procesos import Participacion, Proceso

PLAZOS_DE_LA_ENTIDAD = (3, 0)  # days ahead
# What knows which practices fit what a request asks: functions (pedido) → Spanish originals, the best first.
QUE_ENCAJA = []
A_LA_VISTA = 6


# --- What fits --------------------------------------------------------------------------------------------------------


def practicas_que_encajan(pedido):
    """The live practices that may serve who asks, other than the one of the request: list, the best first."""
    halladas = [practica for cuales in QUE_ENCAJA for practica in cuales(pedido)]
    suyas = {practica.pk: practica for practica in halladas if practica.pk != pedido.practica_id}
    return list(suyas.values())[:A_LA_VISTA]


# --- The answer -------------------------------------------------------------------------------------------------------


def lo_de_la_respuesta(pedido):
    """The marks that the answer of ``pedido``, with its state already given, fills in its letter."""
    with override(pedido.idioma):
        hasta = date_format(pedido.aplazado_hasta, "DATE_FORMAT") if pedido.aplazado_hasta else ""
    return {
        "motivo": pedido.motivo.strip(),
        "hasta": hasta,
        "alternativa": frase_de_alternativa(pedido, pedido.alternativa),
        "otro": pedido.unido_a.codigo if pedido.unido_a else "",
    }


@transaction.atomic
def responder(pedido, quien, asunto="", texto=""):
    """Keep the state that was given to ``pedido`` and its answer, and send the letter, if there is whom to send it to.

    Raises ``ValidationError`` when another person answered it meanwhile.
    """
    antes = Pedido.objects.select_for_update().get(pk=pedido.pk)
    if antes.estado != pedido.estado and pedido.estado not in Pedido.SIGUIENTES[antes.estado]:
        raise ValidationError(Pedido.no_se_pasa_de(antes.estado))
    if pedido.estado in Pedido.AVISA and pedido.respondido is None:
        pedido.respondido = timezone.now()
    pedido.estado_desde = timezone.now()
    pedido.asignado_a = pedido.asignado_a or quien
    pedido.save()
    anotar_estado(pedido, antes.estado, quien)
    if texto and pedido.correo:
        escribir(pedido, asunto, texto)
    return pedido


def anotar_estado(recado, antes, quien):
    """In the log, for ever: not the reason, which who wrote may want forgotten."""
    with override(ESPANOL):
        datos = {"de": str(recado.Estado(antes).label), "a": str(recado.get_estado_display())}
    log(recado, "intercambios.estado", user=quien, data=datos)


# --- The entity -------------------------------------------------------------------------------------------------------


@transaction.atomic
def consultar(consulta, quien):
    """Ask the entity of ``consulta``; the request is in study from then on. Returns how many it was sent to."""
    consulta.quien = quien
    consulta.save()
    pedido = consulta.pedido
    if pedido.estado == Pedido.Estado.RECIBIDO:
        pedido.estado = Pedido.Estado.EN_ESTUDIO
        responder(pedido, quien)
    log(pedido, "intercambios.consulta", user=quien, data={"entidad": str(consulta.entidad)})
    return sum(_preguntar(consulta, uno, "consulta") for uno in focales_de(consulta.entidad))


def _preguntar(consulta, persona, clave):
    return una_vez(f"{clave}:{consulta.pk}", persona.email, lambda: _carta_a_la_entidad(consulta, persona))


def _carta_a_la_entidad(consulta, persona):
    with override(idioma_de(persona)):
        datos = {
            "codigo": consulta.pedido.codigo,
            "institucion": consulta.pedido.institucion,
            "tema": consulta.pedido.practica.title if consulta.pedido.practica else consulta.pedido.sobre,
            "pregunta": consulta.pregunta,
            "vence": date_format(consulta.vence, "DATE_FORMAT"),
            "url": direccion_completa(reverse("mesa:consulta", args=[consulta.pk])),
        }
        texto = _(
            "La DDRI le pregunta por un pedido de intercambio.\n\nDe: %(institucion)s\nSobre: %(tema)s\n\n"
            "%(pregunta)s\n\nResponda antes del %(vence)s:\n%(url)s"
        )
        return _("¿Puede su entidad? Pedido %(codigo)s") % datos, texto % datos


@transaction.atomic
def responder_consulta(consulta, quien):
    """Keep the answer of the entity, and tell who of the DDRI asked. Raises ``ValidationError`` if there is one."""
    if not Consulta.objects.select_for_update().filter(pk=consulta.pk, respondida=None).exists():
        raise ValidationError(_("Esta consulta ya tiene respuesta."))
    consulta.respondida, consulta.respondio = timezone.now(), quien
    consulta.save()
    log(consulta.pedido, "intercambios.consulta", user=quien, data={"entidad": str(consulta.entidad), "a": True})
    persona = consulta.quien
    if persona and persona.email and persona != quien:
        with override(idioma_de(persona)):
            datos = {
                "entidad": consulta.entidad,
                "codigo": consulta.pedido.codigo,
                "respuesta": consulta.get_respuesta_display(),
                "url": direccion_completa(
                    reverse("wagtailsnippets_intercambios_pedido:edit", args=[consulta.pedido_id])
                ),
            }
            texto = _("%(entidad)s respondió sobre el pedido %(codigo)s: %(respuesta)s.\n\n%(url)s") % datos
            enviar(_("%(entidad)s respondió sobre el pedido %(codigo)s") % datos, texto, [persona.email])


# --- The exchange -----------------------------------------------------------------------------------------------------


def titulo_del_proceso(pedido):
    """What its exchange is called, if nobody calls it otherwise."""
    sobre = pedido.practica.title if pedido.practica else pedido.sobre
    return f"{sobre} · {pedido.institucion}"[:200]


@transaction.atomic
def abrir_proceso(pedido, quien, titulo, entidad):
    """The exchange of an accepted request: it goes on from today, with the checklists of both sides.

    Raises ``ValidationError``: not accepted, opened already, or no method of transfer can begin.
    """
    pedido = Pedido.objects.select_for_update().get(pk=pedido.pk)
    if pedido.proceso_id:
        raise ValidationError(_("Este pedido ya tiene su proceso."))
    if pedido.estado != Pedido.Estado.ACEPTADO:
        raise ValidationError(_("Primero acepte el pedido."))
    if pedido.practica and not pedido.practica.live:
        raise ValidationError(_("La práctica ya no está publicada: elija otra antes de abrir el intercambio."))
    metodo = Metodo.objects.filter(linea=Metodo.Linea.TRANSFERENCIA, activo=True).first()
    if metodo is None:
        raise ValidationError(_("No hay un método de transferencia que se pueda empezar: instálelo o actívelo."))
    proceso = Proceso(metodo=metodo, titulo=titulo, practica=pedido.practica, entidad=entidad, responsable_ddri=quien)
    proceso.full_clean(exclude=["fase"])
    proceso.save()
    if pedido.actor:
        oferente = pedido.rol == Metodo.Rol.OFERENTE
        papel = Participacion.Papel.DEMANDANTE if oferente else Participacion.Papel.ALIADO_TECNICO
        Participacion.objects.create(proceso=proceso, actor=pedido.actor, papel=papel, sort_order=0)
    pedido.proceso = proceso
    pedido.save(update_fields=["proceso"])
    seguimiento.listas_de(proceso, pedido)
    marcha.anotar(proceso, quien, _("Se abrió con el pedido %(codigo)s.") % {"codigo": pedido.codigo})
    return marcha.pasar(proceso, Proceso.Estado.EN_MARCHA, quien)


# --- Each day ---------------------------------------------------------------------------------------------------------


def avisar(hoy=None):
    """Tell entities whose term is near, and the DDRI of what it put off until today. Each once. Returns how many."""
    hoy, enviados = hoy or timezone.localdate(), 0
    hasta = hoy + datetime.timedelta(days=PLAZOS_DE_LA_ENTIDAD[0])
    cercanas = Consulta.objects.filter(respondida=None, vence__range=(hoy, hasta))
    for consulta in cercanas.select_related("pedido__practica", "entidad"):
        plazo = min(dias for dias in PLAZOS_DE_LA_ENTIDAD if dias >= (consulta.vence - hoy).days)
        for persona in focales_de(consulta.entidad):
            enviados += _preguntar(consulta, persona, f"consulta:{consulta.vence}:{plazo}")
    aplazados = Pedido.objects.filter(estado=Pedido.Estado.APLAZADO, aplazado_hasta__lte=hoy)
    for pedido in aplazados.select_related("asignado_a"):
        for persona in _de_la_mesa(pedido):
            clave = f"retomar:{pedido.pk}:{pedido.aplazado_hasta}"
            enviados += una_vez(clave, persona.email, lambda pedido=pedido, uno=persona: _retomar(pedido, uno))
    return enviados


def _de_la_mesa(pedido):
    """Who of the DDRI looks after ``pedido``: list."""
    suyo = pedido.asignado_a
    if suyo and suyo.is_active and suyo.email:
        return [suyo]
    return list(marcha.quienes_moderan())


def _retomar(pedido, persona):
    with override(idioma_de(persona)):
        datos = {
            "codigo": pedido.codigo,
            "institucion": pedido.institucion,
            "url": direccion_completa(reverse("wagtailsnippets_intercambios_pedido:edit", args=[pedido.pk])),
        }
        texto = _("Se aplazó hasta hoy el pedido %(codigo)s, de %(institucion)s: es hora de retomarlo.\n\n%(url)s")
        return _("Retomar el pedido %(codigo)s") % datos, texto % datos
