"""The mails of the way through: one to each person whom a step concerns, in their language.

What, whose, since when, what is expected, and one link to the screen where it is done. They take the place of
Wagtail's, which lead to its generic approval.
"""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.mail import send_mail
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected
from wagtail.users.models import UserProfile

from actores.correo import direccion_completa, idioma_de
from actores.grupos import MODERACION

from .decision import TareaDeLaDDRI
from .desde_la_carta import ultima_carta
from .models import PreferenciaDeAvisos
from .tablero import pantalla_de

_SE_NOMBRAN = 10  # texts in one mail; of the rest, how many


# Each has the name of the one of Wagtail whose place it takes: a signal keeps one of each name.
def conectar():
    for senal, clase, nombre, nuestro in (
        (task_submitted, TaskState, "group_approval_task_submitted_email_notification", al_llegar),
        (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", al_devolver),
        (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", al_avalar),
    ):
        senal.disconnect(sender=clase, dispatch_uid=nombre)  # if Wagtail came first
        senal.connect(nuestro, sender=clase, dispatch_uid=nombre)


def escribir(persona, redactar):
    """Leave a mail to ``persona``: ``redactar`` returns subject, paragraphs and link, in their language."""
    with override(idioma_de(persona)):
        asunto, parrafos, enlace = redactar()
        texto = render_to_string("actores/correo.txt", {"persona": persona, "parrafos": parrafos, "enlace": enlace})
        send_mail(" ".join(asunto.split()), texto, [persona.email])


def nombrado(objeto):
    """«Title», and whose it is."""
    entidad = getattr(objeto, "entidad_responsable", None)
    if not entidad:
        return _("«%(titulo)s»") % {"titulo": objeto}
    return _("«%(titulo)s» (%(entidad)s)") % {"titulo": objeto, "entidad": entidad.nombre}


def dia_y_hora(momento):
    return date_format(timezone.localtime(momento), "DATETIME_FORMAT")


def _quiere(persona, clase):
    """Whether ``persona`` has an address and asked Wagtail for this class of notice (its profile has three)."""
    return bool(persona.is_active and persona.email) and getattr(UserProfile.get_for_user(persona), clase)


# --- Something waits for the DDRI -----------------------------------------------------------------------


def a_quienes_llega(tarea, quien=None):
    """Who is told, one mail each, that ``tarea`` waits: who returned that text, or else the DDRI that wants to know.

    Not who sent it, nor ``quien`` brought it to this step; nor who reads it in the summary of the day, or asked not to
    be told of that step.
    """
    grupos = tarea.task.specific.groups.filter(name=MODERACION)
    gente = {una.pk: una for grupo in grupos for una in grupo.user_set.filter(is_active=True).exclude(email="")}
    for suyo in (tarea.workflow_state.requested_by_id, quien and quien.pk):
        gente.pop(suyo, None)
    carta = ultima_carta(tarea.revision.as_object(), tarea.revision)
    if carta and carta.tarea.task_id == tarea.task_id and carta.tarea.finished_by_id in gente:
        gente = {carta.tarea.finished_by_id: gente[carta.tarea.finished_by_id]}
    preferencias = {una.usuario_id: una for una in PreferenciaDeAvisos.objects.filter(usuario__in=gente)}
    return [
        una
        for una in gente.values()
        if _quiere(una, "submitted_notifications")
        and not (preferencias.get(una.pk) and preferencias[una.pk].calla(tarea.task.specific))
    ]


def al_llegar(instance, user=None, **kwargs):
    if not isinstance(instance.task.specific, TareaDeLaDDRI):
        return
    for persona in a_quienes_llega(instance, user):
        escribir(persona, lambda: _llego(instance))


def _llego(tarea):
    objeto, paso = tarea.revision.as_object(), tarea.task.specific
    envio = tarea.workflow_state.requested_by
    parrafos = [
        _("%(que)s espera a la DDRI en el paso «%(paso)s» desde el %(fecha)s. Lo envió %(persona)s.")
        % {
            "que": nombrado(objeto),
            "paso": paso.nombre,
            "fecha": dia_y_hora(tarea.started_at),
            "persona": envio or "—",
        }
    ]
    if carta := ultima_carta(objeto, tarea.revision):
        cambios = ", ".join(cambio.etiqueta for cambio in carta.cambios.values()) or _("nada")
        parrafos.append(
            _("Responde a la carta del %(fecha)s. Cambió desde entonces: %(cambios)s.")
            % {"fecha": date_format(timezone.localtime(carta.momento), "DATE_FORMAT"), "cambios": cambios}
        )
    parrafos.append(str(paso.se_espera))
    asunto = _("%(paso)s: %(titulo)s") % {"paso": paso.nombre, "titulo": objeto}
    return asunto, parrafos, direccion_completa(pantalla_de(tarea))


# --- The answer of the DDRI -----------------------------------------------------------------------------


def _a_quien_envio(estado, clase, quien):
    persona = estado.requested_by
    return persona if persona and persona != quien and _quiere(persona, clase) else None


def al_devolver(instance, user=None, **kwargs):
    if persona := _a_quien_envio(instance, "rejected_notifications", user):
        escribir(persona, lambda: _devuelto(instance, persona))


def _devuelto(estado, persona):
    tarea, objeto = estado.current_task_state, estado.content_object
    objeto = getattr(objeto, "specific", objeto)
    donde = AdminURLFinder(persona).get_edit_url(objeto) or reverse("wagtailadmin_home")
    return (
        _("La DDRI le devolvió, con una carta: %(titulo)s") % {"titulo": objeto},
        [
            _("La DDRI leyó %(que)s y se lo devolvió el %(fecha)s, con esta carta de %(persona)s.")
            % {"que": nombrado(objeto), "fecha": dia_y_hora(tarea.finished_at), "persona": tarea.finished_by or "—"},
            tarea.comment,
            _("Mejore el texto y envíelo de nuevo: en el editor está la carta, y cada comentario al lado de su parte."),
        ],
        direccion_completa(donde),
    )


def al_avalar(instance, user=None, **kwargs):
    if persona := _a_quien_envio(instance, "approved_notifications", user):
        escribir(persona, lambda: _avalado(instance))


def _avalado(estado):
    objeto = estado.content_object
    objeto = getattr(objeto, "specific", objeto)
    aval = objeto.avales.first()
    parrafos = [
        _("%(que)s tiene el aval de la DDRI: es su versión %(numero)s, del %(fecha)s. Ya está publicado.")
        % {"que": nombrado(objeto), "numero": aval.numero, "fecha": dia_y_hora(aval.momento)}
    ]
    if rutas := [str(ruta) for ruta in aval.rutas]:
        parrafos.append(_("Ruta: %(rutas)s.") % {"rutas": ", ".join(rutas)})
    if aval.comentario:
        parrafos.append(aval.comentario)
    parrafos.append(
        _("No tiene que hacer nada. Si algo cambia, corríjalo y envíelo: lo publicado sigue igual entretanto.")
    )
    propia = getattr(objeto, "get_full_url", lambda: None)() or getattr(objeto, "full_url", None)
    historia = direccion_completa(reverse("aval:historia", args=[objeto.get_base_content_type().pk, objeto.pk]))
    return _("Tiene el aval y está publicado: %(titulo)s") % {"titulo": objeto}, parrafos, propia or historia


# --- Somebody of the DDRI is asked to read --------------------------------------------------------------


def encargo(persona, tareas, quien):
    """One mail, however many are given at once."""
    if persona.email and persona.is_active:
        escribir(persona, lambda: _encargo(tareas, quien))


def _encargo(tareas, quien):
    cuantas = len(tareas)
    dichas = "\n".join(f"– {tarea.revision.object_str}" for tarea in tareas[:_SE_NOMBRAN])
    if cuantas > _SE_NOMBRAN:
        dichas += "\n" + _("Y %(n)s más.") % {"n": cuantas - _SE_NOMBRAN}
    pide = ngettext(
        "%(quien)s le pide que lea este texto, que espera a la DDRI:",
        "%(quien)s le pide que lea estos %(n)s textos, que esperan a la DDRI:",
        cuantas,
    ) % {"quien": quien, "n": cuantas}
    asunto = ngettext("Un texto a su cargo", "%(n)s textos a su cargo", cuantas) % {"n": cuantas}
    donde = pantalla_de(tareas[0]) if cuantas == 1 else reverse("lo_que_espera")
    return asunto, [pide, dichas], direccion_completa(donde)
