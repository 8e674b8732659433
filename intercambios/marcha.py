"""How a process goes on: it begins, leaves its phases, waits, ends. Each act is in its bitácora and in the log."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from actores import correo
from actores.grupos import MODERACION
from actores.models import Usuario
from base import generacion
from base.idiomas import ESPANOL

from .aprendizaje import LARGO_DE_PREGUNTA, Beneficiaria, Pregunta
from .metodos import Metodo
from .procesos import LARGO_DE_MOTIVO, Anotacion, Destino, Paso, Proceso


def hoja_abierta_de(practica):
    """The hoja de ruta of ``practica`` that is not closed, or None."""
    abiertas = Proceso.objects.filter(practica=practica, linea=Metodo.Linea.PROMOCION)
    return abiertas.exclude(estado__in=Proceso.FINALES).first()


@transaction.atomic
def empezar_hoja_de_ruta(practica, quien, destinos=()):
    """The hoja de ruta of ``practica``, with ``destinos`` (dicts of a ``Destino``) proposed; the open one if it has it.

    Raises ``ValidationError`` while the practice has no aval, or no method of promotion can begin.
    """
    if abierta := hoja_abierta_de(practica):
        return abierta
    if practica.locale.language_code != ESPANOL or not practica.live:
        raise ValidationError(_("La hoja de ruta se hace con la práctica que tiene el aval."))
    metodo = Metodo.objects.filter(linea=Metodo.Linea.PROMOCION, activo=True).first()
    if metodo is None:
        raise ValidationError(_("No hay un método de promoción que se pueda empezar: instálelo o actívelo."))
    proceso = Proceso(
        metodo=metodo,
        titulo=_("Hoja de ruta: %(practica)s") % {"practica": practica.title},
        practica=practica,
        entidad=practica.entidad,
        responsable_ddri=quien,
    )
    proceso.titulo = proceso.titulo[:200]
    proceso.full_clean(exclude=["fase"])
    proceso.save()
    for lugar, destino in enumerate(destinos):
        Destino.objects.create(proceso=proceso, sort_order=lugar, **destino)
    _anotar(proceso, quien, _("Se propuso la hoja de ruta."))
    return proceso


def pasar(proceso, estado, quien, motivo=""):
    """Give ``proceso`` the state ``estado``. Raises ``ValidationError`` when it does not follow, or something lacks."""
    with transaction.atomic():
        proceso = _tomado(proceso)
        estado = Proceso.Estado(estado)
        if estado not in Proceso.SIGUIENTES[proceso.estado]:
            raise ValidationError(
                _("De «%(de)s» no se pasa a «%(a)s».") % {"de": proceso.get_estado_display(), "a": estado.label}
            )
        if estado in (Proceso.Estado.EN_PAUSA, *Proceso.FINALES) and not motivo.strip():
            raise ValidationError(_("Diga por qué."))
        if estado == Proceso.Estado.CERRADO:
            _nada_pendiente(proceso)
            _lo_aprendido(proceso)
        if estado in Proceso.FINALES:
            for terminar in AL_TERMINAR:
                terminar(proceso, quien)
        proceso.estado, proceso.motivo = estado, motivo.strip()
        proceso.cerrado = timezone.localdate() if estado in Proceso.FINALES else None
        proceso.save(update_fields=["estado", "motivo", "cerrado"])
        que = _("Pasó a «%(estado)s».") % {"estado": estado.label}
        _anotar(proceso, quien, f"{que} {proceso.motivo}".strip())
        if estado in Proceso.FINALES:
            generacion.nueva()  # the public reads how many were closed
    return proceso


def sin_terminar(proceso):
    """The commitments of ``proceso`` that nobody has ended: list."""
    return [uno for uno in proceso.compromisos.all() if uno.estado not in uno.FINALES]


def _citados(compromisos):
    return "; ".join(f"«{uno.que}»" for uno in compromisos)


# What ends with a process: functions (process, who ends it).
AL_TERMINAR = []


def _lo_aprendido(proceso):
    """Bogotá Aprende leaves something done, and a plan that is followed up: an activity, and a commitment with date."""
    if proceso.linea != Metodo.Linea.APRENDE:
        return
    if not proceso.actividades.exists():
        raise ValidationError(
            _("Antes de cerrar, escriba qué actividades hubo: sin ellas no se cuenta como intercambio.")
        )
    if not proceso.compromisos.filter(vence__isnull=False).exists():
        raise ValidationError(_("Antes de cerrar, el plan de acción necesita al menos un compromiso con fecha."))


@transaction.atomic
def empezar(metodo, titulo, entidad, quien, practica=None, pregunta="", responsable=None):
    """A process of ``metodo`` in draft, with the need that it begins from. Raises ``ValidationError``."""
    proceso = Proceso(metodo=metodo, titulo=titulo, entidad=entidad, practica=practica, responsable_ddri=responsable)
    proceso.full_clean(exclude=["fase"])
    proceso.save()
    Beneficiaria.objects.create(proceso=proceso, entidad=entidad, lidera=True)
    _anotar(proceso, quien, _("Se propuso el proceso."))
    if pregunta.strip():
        Pregunta.objects.create(proceso=proceso, texto=pregunta.strip(), quien=quien)
    return proceso


@transaction.atomic
def preguntar(proceso, quien, texto):
    """What the entity needs, from now on: what it was before stays."""
    if not texto.strip():
        raise ValidationError(_("Escriba qué necesita la entidad."))
    if len(texto) > LARGO_DE_PREGUNTA:
        raise ValidationError(_("Es muy largo: dígalo en 1.500 caracteres."))
    Pregunta.objects.create(proceso=proceso, texto=texto.strip(), quien=quien)
    _anotar(proceso, quien, _("Cambió lo que se necesita."))


def _nada_pendiente(proceso):
    if abiertos := sin_terminar(proceso):
        raise ValidationError(
            _("Antes de cerrar, diga cómo terminó cada compromiso: %(cuales)s.") % {"cuales": _citados(abiertos)}
        )


def dejar_fase(proceso, quien, motivo_de_omitirla="", por_que_siguen=""):
    """Go on to the next phase; with ``motivo_de_omitirla``, the present one was skipped. The last one ends nothing.

    Commitments that nobody has ended go on, open, and ``por_que_siguen`` says why: it is asked for while there are any.
    Raises ``ValidationError``, of ``por_que_siguen`` where that is what is missing.
    """
    motivo, por_que_siguen = motivo_de_omitirla.strip(), por_que_siguen.strip()
    with transaction.atomic():
        proceso = _tomado(proceso)
        if proceso.estado != Proceso.Estado.EN_MARCHA:
            raise ValidationError(_("Solo avanza un proceso en marcha."))
        siguiente = proceso.metodo.fases.filter(orden__gt=proceso.fase.orden).first()
        if siguiente is None:
            raise ValidationError(_("Esta es la última fase: cierre el proceso."))
        if max(len(motivo), len(por_que_siguen)) > LARGO_DE_MOTIVO:
            donde = "por_que_siguen" if len(por_que_siguen) > LARGO_DE_MOTIVO else NON_FIELD_ERRORS
            raise ValidationError({donde: _("Es muy largo: dígalo en %(n)s caracteres.") % {"n": LARGO_DE_MOTIVO}})
        abiertos = sin_terminar(proceso)
        if abiertos and not por_que_siguen:
            raise ValidationError({"por_que_siguen": _("Diga por qué se deja la fase con compromisos abiertos.")})
        if not abiertos:
            por_que_siguen = ""
        Paso.objects.create(
            proceso=proceso, fase=proceso.fase, omitida=bool(motivo), motivo=motivo, por_que_siguen=por_que_siguen
        )
        dejada, proceso.fase = proceso.fase, siguiente
        proceso.save(update_fields=["fase"])
        for al_llegar in AL_LLEGAR_A_UNA_FASE:
            al_llegar(proceso)
        frase = _("Se omitió «%(fase)s»: %(motivo)s") if motivo else _("Terminó «%(fase)s».")
        _anotar(proceso, quien, frase % {"fase": dejada, "motivo": motivo})
        if abiertos:  # they are of the process: they go on, and it is said
            que = _("Siguen abiertos: %(cuales)s. Por qué: %(motivo)s")
            _anotar(proceso, quien, que % {"cuales": _citados(abiertos), "motivo": por_que_siguen})
    return proceso


def anotar(proceso, quien, que):
    if not que.strip():
        raise ValidationError(_("Escriba qué pasó."))
    _anotar(proceso, quien, que.strip())


def _anotar(proceso, quien, que):
    Anotacion.objects.create(proceso=proceso, quien=quien, que=que)
    log(proceso, "intercambios.proceso", user=quien, data={"que": que[:200]})


def _tomado(proceso):
    return Proceso.objects.select_for_update().select_related("metodo").get(pk=proceso.pk)


def al_retirar(practica):
    """A practice that is withdrawn puts what runs with it in pause; and who answers for it in the DDRI is told."""
    filas = Proceso.objects.filter(practica=practica, estado=Proceso.Estado.EN_MARCHA)
    for proceso in filas.select_related("responsable_ddri"):
        pasar(proceso, Proceso.Estado.EN_PAUSA, None, _("La práctica se retiró del Banco."))
        if proceso.responsable_ddri:
            avisar(proceso, proceso.responsable_ddri, lambda: _("Quedó en pausa: la práctica se retiró del Banco"))


def avisar(proceso, persona, que):
    """Write to ``persona`` that something (``que()``, in their language) happened in ``proceso``."""
    correo.avisar(
        persona,
        lambda: (
            f"{que()} · {proceso.titulo}",
            [f"{que()}.", proceso.titulo],
            correo.direccion_completa(reverse("procesos:ver", args=[proceso.pk])),
        ),
    )


def quienes_moderan():
    """The accounts of the DDRI that can be written to: queryset."""
    return Usuario.objects.filter(is_active=True, groups__name=MODERACION).exclude(email="")


def lleva_plan(proceso):
    """Whether its practice is exchanged between cities (route Buena Práctica): then there is a plan of transfer."""
    aval = proceso.practica and proceso.practica.aval
    return bool(aval and aval.buena_practica)


# What follows when a process comes to another phase: functions (proceso).
AL_LLEGAR_A_UNA_FASE = []

# What knows where a practice would fit: functions (practice) → dicts with the fields of a ``Destino``.
QUE_PROPONEN = []


def propuestos_para(practica):
    """What the rooms beside propose for the hoja de ruta of ``practica``: list of dicts."""
    return [destino for proponer in QUE_PROPONEN for destino in proponer(practica)]
