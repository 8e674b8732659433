"""New practices by mail: asked for, confirmed by whoever has the mailbox, sent once each, and ended at any time.

Each asking is a row of its own, so that the limits of ``actores.de_fuera`` count it; one that is confirmed takes the
place of its equals.
"""

import datetime
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from actores.correo import direccion_completa, enviar
from actores.de_fuera import el_del_enlace, enlace_firmado
from base.enlaces import el_firmado

from .buscador import Consulta
from .direcciones import direccion_de, direccion_del_banco
from .models import FichaPublica, PracticaAvisada, Suscripcion

SAL_DE_CONFIRMAR, SAL_DE_TERMINAR = "banco.suscripcion.confirmar", "banco.suscripcion.terminar"
PLAZO = datetime.timedelta(days=7)  # to confirm: then it is forgotten
POR_BUZON = 10  # confirmed ones
POR_CARTA = 30  # practices that a letter names; of the rest it says how many


class SonMuchas(Exception):
    """The mailbox has as many subscriptions as it may."""


def pregunta_de(consulta):
    """What is followed of a question: its words and filters, always written alike."""
    return consulta.direccion(vista="", orden="", sentido="").removeprefix("?")


def consulta_de(suscripcion):
    return Consulta(QueryDict(suscripcion.pregunta), suscripcion.idioma)


def nombre_de(consulta):
    """What the question asks for, in words."""
    return " · ".join(str(filtro["etiqueta"]) for filtro in consulta.activos()) or _("todo el Banco")


# --- Ask, confirm, end ------------------------------------------------------------------------------


@transaction.atomic
def pedir(suscripcion):
    """Keep what somebody asked for, and ask whoever has the mailbox whether they want it."""
    suscripcion.save()
    with override(suscripcion.idioma):
        confirmar = enlace_firmado("banco:confirmar_suscripcion", suscripcion, SAL_DE_CONFIRMAR)
        # Not the words that were typed: who has this mailbox may have asked for nothing, and reads no text of others.
        filtros = " · ".join(str(filtro["etiqueta"]) for filtro in consulta_de(suscripcion).filtros())
        contexto = {"nombre": filtros, "confirmar": confirmar, "dias": PLAZO.days}
        texto = render_to_string("banco/correo/confirmar.txt", contexto).strip() + "\n"
        enviar(_("Confirme que quiere recibir las prácticas nuevas"), texto, [suscripcion.correo])


def por_confirmar(token):
    """The ``Suscripcion`` that a link to confirm names; None if it is over, ended or not ours."""
    return el_del_enlace(Suscripcion, token, SAL_DE_CONFIRMAR, PLAZO)


def por_terminar(token):
    """The one that a link to end names, None if it has ended already. Raises ``NoSirve``."""
    return el_firmado(Suscripcion, token, SAL_DE_TERMINAR)


@transaction.atomic
def confirmar(suscripcion):
    """``suscripcion`` begins, in the place of its equals; safe to repeat. Raises ``SonMuchas``."""
    suyas = Suscripcion.objects.select_for_update().filter(correo__iexact=suscripcion.correo)
    iguales = [una for una in suyas if una.pk != suscripcion.pk and _que_sigue(una) == _que_sigue(suscripcion)]
    vigentes = [una for una in suyas if una.confirmada]
    de_antes = next((una for una in vigentes if _que_sigue(una) == _que_sigue(suscripcion)), None)
    if not de_antes:
        if len(vigentes) >= POR_BUZON:
            raise SonMuchas
        suscripcion.confirmada = timezone.now()
        suscripcion.save(update_fields=["confirmada"])
    sobran = {una.pk for una in (*iguales, suscripcion)} - {(de_antes or suscripcion).pk}
    Suscripcion.objects.filter(pk__in=sobran).delete()
    return de_antes or suscripcion


def _que_sigue(suscripcion):
    return suscripcion.idioma, suscripcion.pregunta


def olvidar_sin_confirmar(ahora=None):
    """Forget what nobody confirmed in time. Returns how many they were."""
    viejas = Suscripcion.objects.filter(confirmada=None, recibido__lt=(ahora or timezone.now()) - PLAZO)
    return viejas.delete()[1].get(Suscripcion._meta.label, 0)


def al_fusionar(faceta, de, a):
    """A term became another one: who followed it follows that."""
    for suscripcion in Suscripcion.objects.filter(pregunta__contains=de):
        pares = [(faceta, a) if par == (faceta, de) else par for par in parse_qsl(suscripcion.pregunta)]
        suscripcion.pregunta = urlencode(list(dict.fromkeys(pares)))
        suscripcion.save(update_fields=["pregunta"])


# --- The letters ------------------------------------------------------------------------------------


def escribir(ahora=None):
    """One letter to each subscription that has something new and has had none for ``SUSCRIPCIONES_DIAS``.

    Safe to repeat, and by two at once: what was told is in the ledger in the same transaction as its letter. Returns
    how many letters they were.
    """
    ahora = ahora or timezone.now()
    # A letter is sent each so many days, though its command may run some minutes earlier than the last time.
    desde = ahora - datetime.timedelta(days=settings.SUSCRIPCIONES_DIAS) + datetime.timedelta(hours=1)
    tocan = Suscripcion.objects.filter(confirmada__isnull=False).exclude(ultima__gt=desde)
    nuevas_de, cartas = {}, 0
    for suscripcion in tocan.order_by("idioma", "pregunta", "pk"):
        que = _que_sigue(suscripcion)
        if que not in nuevas_de:
            nuevas_de = {que: _halladas(suscripcion)}  # one question at a time is in the memory
        nuevas = [ficha for ficha in nuevas_de[que] if ficha.publicada > suscripcion.confirmada]
        cartas += bool(nuevas) and _escribir(suscripcion.pk, nuevas, desde, ahora)
    return cartas


def _halladas(suscripcion):
    """What the public reads of what it asks for, newest first, with nothing older than the first who asked."""
    iguales = Suscripcion.objects.filter(
        idioma=suscripcion.idioma, pregunta=suscripcion.pregunta, confirmada__isnull=False
    )
    primera = iguales.order_by("confirmada").values_list("confirmada", flat=True).first()
    consulta = consulta_de(suscripcion)
    # Who follows some words asked for all of them; and of a filter that is no more, nobody asked for the rest.
    if primera is None or consulta.incompleta or pregunta_de(consulta) != suscripcion.pregunta:
        return []
    recientes = FichaPublica.objects.filter(idioma=suscripcion.idioma, publicada__gt=primera).order_by("-publicada")
    lugar = consulta.conjuntos.lugar
    return [una for una in recientes if una.pk in lugar and consulta.resultado >> lugar[una.pk] & 1]


@transaction.atomic
def _escribir(pk, nuevas, desde, ahora):
    suscripcion = Suscripcion.objects.select_for_update().filter(pk=pk).exclude(ultima__gt=desde).first()
    if suscripcion is None:  # it ended, or another is writing to it
        return 0
    avisadas = set(suscripcion.avisadas.values_list("clave", flat=True))
    nuevas = [ficha for ficha in nuevas if ficha.clave not in avisadas]
    if not nuevas:
        return 0
    PracticaAvisada.objects.bulk_create(
        [PracticaAvisada(suscripcion=suscripcion, clave=ficha.clave, momento=ahora) for ficha in nuevas]
    )
    suscripcion.ultima = ahora
    suscripcion.save(update_fields=["ultima"])
    with override(suscripcion.idioma):
        _mandar(suscripcion, nuevas)
    return 1


def _mandar(suscripcion, nuevas):
    terminar = enlace_firmado("banco:terminar_suscripcion", suscripcion, SAL_DE_TERMINAR)
    consulta = consulta_de(suscripcion)
    contexto = {
        "nombre": nombre_de(consulta),
        "nuevas": [(ficha, direccion_completa(direccion_de(ficha, ficha.idioma))) for ficha in nuevas[:POR_CARTA]],
        "mas": len(nuevas) - POR_CARTA,
        "ver": direccion_completa(direccion_del_banco(suscripcion.idioma)) + f"?{suscripcion.pregunta}".rstrip("?"),
        "terminar": terminar,
    }
    texto = render_to_string("banco/correo/nuevas.txt", contexto).strip() + "\n"
    # One press in the mail program ends it, without a page (RFC 8058).
    cabeceras = {"List-Unsubscribe": f"<{terminar}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    carta = EmailMessage(_("Prácticas nuevas de Bogotá"), texto, to=[suscripcion.correo], headers=cabeceras)
    carta.send()  # to the queue, in this transaction: there is no letter without its ledger, nor the other way round
