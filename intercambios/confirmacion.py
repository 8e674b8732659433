"""How a replica is proposed, what each side says of it, and how it is told in public. Each act is in the log."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Locale

from actores.correo import direccion_completa, enviar
from aval import retiro
from base import enlaces
from base.idiomas import ESPANOL
from base.templatetags.base_tags import datos_de_la_entidad
from publicables import obras

from .replicas import Etapa, Replica
from .servicio import de_la_ddri
from .transferencias import Sentido, Transferencia

ACTO = "intercambios.replica"
FIN = "intercambios.replica"  # of the link by which the other side answers
DURA = datetime.timedelta(days=60)


@transaction.atomic
def proponer(practica, *, ciudad=None, actor=None, declarada_por=Replica.Declara.BOGOTA, quien=None, **hechos):
    """Write down that ``practica`` (its Spanish original) is adapted elsewhere; the one that there is, if there is.

    For whoever learns of it: a person in the admin, or an answer of the other side to the follow-up of an exchange,
    which comes with ``declarada_por=Replica.Declara.OTRA`` and counts as its confirmation. ``hechos``: ``anio``,
    ``etapa``, ``adaptacion``, ``que_cambio``, ``evidencia_enlace``, ``proceso``. Of the one that there is, what it
    lacks is filled in, its stage is brought up to date, and nothing else is written over; what it was denied stays so.
    Raises ``ValidationError`` with what is wrong by field.
    """
    hechos = {campo: valor for campo, valor in hechos.items() if valor not in (None, "")}
    replica = Replica.objects.select_for_update().filter(practica=practica, ciudad=ciudad, actor=actor).first()
    nueva = replica is None
    if replica is None:
        replica = Replica(practica=practica, ciudad=ciudad, actor=actor, declarada_por=declarada_por)
        replica.etapa = Etapa.ADAPTANDO
    for campo, valor in hechos.items():
        if nueva or campo == "etapa" or not getattr(replica, campo):
            setattr(replica, campo, valor)
    if declarada_por == Replica.Declara.OTRA and replica.respuesta != Replica.Respuesta.NIEGA:
        replica.respuesta, replica.respondida = Replica.Respuesta.CONFIRMA, timezone.localdate()
    replica.full_clean()
    replica.save()
    frase = _("La declaró la otra parte.") if declarada_por == Replica.Declara.OTRA else _("Se propuso.")
    _anotar(replica, quien, frase if nueva else _("Se puso al día con lo que se supo después."))
    return replica


def anotar_propuesta(replica, quien):
    """It was written down in the admin."""
    _anotar(replica, quien, _("Se propuso."))


def tras_editar(replica, antes, quien):
    """It was changed from what ``antes`` (a ``Replica``) says: what the other side confirmed is no longer this."""
    if all(getattr(replica, campo) == getattr(antes, campo) for campo in Replica.HECHOS):
        return False
    enlaces.revocar(FIN, replica.pk)
    if replica.respuesta != Replica.Respuesta.CONFIRMA:
        return False
    replica.respuesta, replica.respondida = Replica.Respuesta.PENDIENTE, None
    replica.save()
    _anotar(replica, quien, _("Cambió después de que la otra parte la confirmó: hay que preguntarle otra vez."))
    return True


@transaction.atomic
def confirmar_por_bogota(replica, quien):
    replica = _tomada(replica)
    if not replica.confirmada_por_bogota:
        replica.confirmada_por_bogota = timezone.localdate()
        replica.save()
        _anotar(replica, quien, _("La DDRI la confirmó por Bogotá."))
    return replica


@transaction.atomic
def preguntar(replica, correo, idioma, request):
    """Send to ``correo`` the link by which the other side confirms or denies it. The address is not kept.

    Whatever link it had serves no more.
    """
    replica = _tomada(replica)
    enlaces.revocar(FIN, replica.pk)
    enlace, token = enlaces.dar(FIN, replica.pk, DURA)
    with override(idioma):
        contexto = {
            "replica": replica,
            "vence": enlace.vence,
            "enlace": direccion_completa(reverse("intercambios:replica", args=[token])),
            "practica": practica_de(replica).title,
            "ajustes": datos_de_la_entidad({"request": request}),
        }
        asunto = _("¿Es así? Una práctica de Bogotá en %(donde)s") % {"donde": replica.donde}
        enviar(asunto, render_to_string("intercambios/correo/replica/pregunta.txt", contexto).strip() + "\n", [correo])
    _anotar(replica, request.user, _("Se preguntó a la otra parte, por correo."))
    return enlace


@transaction.atomic
def responder(replica, respuesta, comentario, request):
    """What the other side says. What it denies leaves the public site at once, in both languages."""
    replica = _tomada(replica)
    replica.respuesta = Replica.Respuesta(respuesta)
    replica.respondida, replica.comentario = timezone.localdate(), comentario.strip()
    replica.save()
    niega = replica.respuesta == Replica.Respuesta.NIEGA
    with override(ESPANOL):
        _anotar(replica, None, _("La otra parte dijo que no es así.") if niega else _("La otra parte la confirmó."))
        if niega and replica.transferencia and replica.transferencia.live:
            retiro.retirar(
                replica.transferencia,
                None,
                _("La otra parte dijo que no es así: «%(replica)s».") % {"replica": replica},
                frase_es="La otra ciudad dijo que no es así.",
                frase_en="The other city said that it is not so.",
            )
        ver = direccion_completa(reverse("replicas:ver", args=[replica.pk]))
        texto = render_to_string("intercambios/correo/replica/aviso.txt", {"niega": niega, "ver": ver})
        asunto = _("Negaron una réplica") if niega else _("Confirmaron una réplica")
        enviar(asunto, texto.strip() + "\n", de_la_ddri(datos_de_la_entidad({"request": request})))
    return replica


@transaction.atomic
def preparar_transferencia(replica, quien):
    """The draft, by ``quien``, of what the public would read of ``replica``; the one that there is, if there is.

    Raises ``ValidationError``, with the reason in words, when nothing of it may be told.
    """
    replica = _tomada(replica)
    if replica.transferencia_id:
        return replica.transferencia
    if razon := replica.no_se_cuenta:
        raise ValidationError(razon)
    with override(ESPANOL):
        titulo = _("%(practica)s en %(donde)s") % {"practica": replica.practica.title, "donde": replica.donde}
    texto = Transferencia(
        locale=Locale.objects.get(language_code=ESPANOL),
        live=False,
        nombre=titulo[:200],
        sentido=Sentido.ENSENA,
        practica=replica.practica.page_ptr,
        ciudad=replica.ciudad,
        actor=replica.actor,
        anio=replica.anio,
        etapa=replica.etapa,
        adaptacion=replica.adaptacion,
        que_cambio=_parrafos(replica.que_cambio),
        enlace=replica.evidencia_enlace,
    )
    texto.full_clean(exclude=["translation_key"])
    texto.save()
    texto.save_revision(user=quien, log_action=True, clean=False)
    replica.transferencia = texto
    replica.save()
    _anotar(replica, quien, _("Se preparó el texto para el público."))
    return texto


def practica_de(replica):
    """The practice of ``replica`` in the active language while it is live in it; else in Spanish."""
    vivas = obras.vivas([replica.practica.translation_key], Locale.get_active().pk)
    return vivas.get(replica.practica.translation_key, replica.practica)


def enlace_en_curso(replica):
    """The link by which the other side may answer now, or None."""
    suyos = enlaces.Enlace.objects.filter(fin=FIN, sobre=str(replica.pk), revocado=None, vence__gt=timezone.now())
    return suyos.first()


def la_del_enlace(token):
    """The replica that a link asks about, and the link. Raises ``base.enlaces.NoSirve``."""
    enlace = enlaces.abrir(FIN, token)
    replica = Replica.objects.select_related("practica__locale", "ciudad", "actor").filter(pk=enlace.sobre).first()
    if replica is None:
        raise enlaces.NoSirve(enlace)
    return replica, enlace


def _parrafos(texto):
    lineas = [linea.strip() for linea in texto.splitlines()]
    return "".join(f"<p>{escape(linea)}</p>" for linea in lineas if linea)


def _tomada(replica):
    return Replica.objects.select_for_update(of=("self",)).get(pk=replica.pk)


def _anotar(replica, quien, que):
    log(replica, ACTO, user=quien, data={"que": que})
