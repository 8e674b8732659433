"""What leaves a session: the call to it, the notice that it moved. Whose its commitments are, how one is forgotten."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from actores.avisos import una_vez
from actores.correo import direccion_completa, idioma_de
from actores.grupos import MODERACION, PUNTOS_FOCALES
from actores.models import Usuario

from .models import (
    Aceptacion,
    Aprobacion,
    ComentarioDeActa,
    CompromisoDeSesion,
    Delegado,
    EntradaDeCompromiso,
    Integrante,
    Sesion,
)
from .models.instancia import en_vigor

# --- Sessions -------------------------------------------------------------------------------------


@transaction.atomic
def convocar(sesion, usuario):
    """Tell the delegates of the members of the session and of its agenda. Returns how many mails.

    Raises ``ValidationError`` where there is nothing to call to.
    """
    if sesion.estado != Sesion.Estado.CONVOCADA or sesion.fecha < timezone.localdate():
        raise ValidationError(_("Solo se convoca a una sesión que está por venir."))
    if not sesion.agenda.exists():
        raise ValidationError(_("Escriba primero la agenda: es lo que se pide aceptar."))
    if sesion.convocada_el is None:
        sesion.convocada_el, sesion.convocada_por = timezone.localdate(), usuario
        sesion.save(update_fields=["convocada_el", "convocada_por"])
    return _contar(sesion, f"sesion:{sesion.pk}:convocada", _carta_de_convocatoria)


@transaction.atomic
def guardada(sesion, antes, agenda_cambio=False):
    """After the form of a session was saved; ``antes``: what it was. Whoever was called is told of a new date, once.

    A changed agenda is to be accepted again. Returns how many mails.
    """
    if agenda_cambio:
        sesion.aceptaciones.all().delete()
    if sesion.convocada_el is None or sesion.estado != Sesion.Estado.CONVOCADA:
        return 0
    if (antes.fecha, antes.hora, antes.lugar) == (sesion.fecha, sesion.hora, sesion.lugar):
        return 0
    sesion.cambios_de_fecha += 1
    sesion.save(update_fields=["cambios_de_fecha"])
    return _contar(sesion, f"sesion:{sesion.pk}:cambio:{sesion.cambios_de_fecha}", _carta_de_cambio)


def a_quienes(sesion):
    """Who speaks for a seat of the body on the day of the session: list of ``Delegado`` with an address."""
    integrantes = Integrante.objects.filter(instancia=sesion.instancia_id).vigentes(sesion.fecha)
    filas = Delegado.objects.filter(en_vigor(sesion.fecha), integrante__in=integrantes, sin_datos=False)
    return [uno for uno in filas.select_related("usuario__wagtail_userprofile") if uno.direccion]


def _contar(sesion, clave, carta):
    return sum(
        una_vez(clave, uno.direccion, lambda uno=uno: _en_su_idioma(uno.usuario, carta, sesion))
        for uno in a_quienes(sesion)
    )


def _en_su_idioma(usuario, carta, *cosas):
    with override(idioma_de(usuario)):
        return carta(*cosas)


def cuando_es(sesion):
    """Its day, and its hour if it has one, in the active language."""
    dia = date_format(sesion.fecha, "DATE_FORMAT")
    return f"{dia}, {time_format(sesion.hora, 'TIME_FORMAT')}" if sesion.hora else dia


def _datos(sesion):
    return {
        "sesion": sesion.titulo,
        "instancia": sesion.instancia,
        "cuando": cuando_es(sesion),
        "lugar": sesion.lugar or _("por definir"),
        "url": direccion_completa(reverse("sistema:sesion", args=[sesion.pk])),
    }


def _carta_de_convocatoria(sesion):
    datos = _datos(sesion)
    puntos = "\n".join(f"- {punto.tema}" for punto in sesion.agenda.all())
    texto = _(
        "%(instancia)s se reúne: «%(sesion)s».\n\nCuándo: %(cuando)s\nLugar: %(lugar)s\n\nLa agenda propuesta:\n"
        "%(puntos)s\n\nLa agenda queda acordada cuando todos los miembros la acepten, o en cinco días. Ábrala y "
        "acéptela, o responda a la DDRI si le falta algo:\n%(url)s"
    )
    return _("Convocatoria: %(sesion)s") % datos, texto % {**datos, "puntos": puntos}


def _carta_de_cambio(sesion):
    datos = _datos(sesion)
    texto = _(
        "Cambió la fecha, la hora o el lugar de «%(sesion)s», de %(instancia)s.\n\nAhora es: %(cuando)s\n"
        "Lugar: %(lugar)s\n\n%(url)s"
    )
    return _("Cambia la cita: %(sesion)s") % datos, texto % datos


# --- Commitments ----------------------------------------------------------------------------------


def abiertos():
    finales = CompromisoDeSesion.FINALES
    return CompromisoDeSesion.objects.exclude(estado__in=finales).select_related(
        "sesion__instancia", "persona", "integrante__entidad"
    )


def compromisos_de(usuario):
    """The open commitments that are of ``usuario``: by name, of its entity or of the DDRI."""
    suyos = Q(persona=usuario)
    roles = set(usuario.groups.values_list("name", flat=True))
    if PUNTOS_FOCALES in roles and usuario.entidad_id:
        suyos |= Q(integrante__entidad=usuario.entidad_id, persona__isnull=True)
    if MODERACION in roles:
        suyos |= Q(papel=CompromisoDeSesion.Papel.DDRI, persona__isnull=True)
    return abiertos().filter(suyos)


def de_quienes(compromiso):
    """The accounts that are reminded of ``compromiso``."""
    activos = Usuario.objects.filter(is_active=True).exclude(email="").select_related("wagtail_userprofile")
    if compromiso.persona_id:
        return activos.filter(pk=compromiso.persona_id)
    if compromiso.papel == CompromisoDeSesion.Papel.DDRI:
        return activos.filter(groups__name=MODERACION)
    if compromiso.integrante and compromiso.integrante.entidad_id:
        delegados = Delegado.objects.filter(en_vigor(timezone.localdate()), integrante=compromiso.integrante)
        focales = Q(groups__name=PUNTOS_FOCALES, entidad=compromiso.integrante.entidad_id)
        return activos.filter(focales | Q(pk__in=delegados.values("usuario"))).distinct()
    return activos.none()


def donde(compromiso):
    """What ``compromiso`` is of, and where it is reported."""
    ruta = f"{reverse('sistema:sesion', args=[compromiso.sesion_id])}#compromiso-{compromiso.pk}"
    return f"{compromiso.sesion.titulo} ({compromiso.sesion.instancia})", ruta


# --- A person who asks to be forgotten --------------------------------------------------------------


@transaction.atomic
def olvidar(delegado):
    """Forget the person of ``delegado``: in the sessions of the body stays the office, and goes the name.

    Also in what was written of them, where their name stands as it was. A signed document is not touched: it is said.
    Returns the sessions that have one: list.
    """
    integrante, usuario = delegado.integrante, delegado.usuario
    nombres = [uno for uno in (delegado.nombre, usuario.get_full_name() if usuario else "") if uno.strip()]
    oficina = integrante.dependencia.nombre_es if integrante.dependencia else str(integrante.organizacion)
    sesiones = list(Sesion.objects.filter(instancia=integrante.instancia_id).prefetch_related("agenda"))
    for sesion in sesiones:
        acta = sesion.acta
        for nombre in nombres:
            acta = acta.replace(nombre, oficina)
            for punto in sesion.agenda.all():
                punto.quien, punto.acordado = (
                    texto.replace(nombre, oficina) for texto in (punto.quien, punto.acordado)
                )
                punto.save(update_fields=["quien", "acordado"])
        if acta != sesion.acta:
            Sesion.objects.filter(pk=sesion.pk).update(acta=acta)  # also when approved: of the office it says the same
    if usuario:
        de_ahi = {"sesion__instancia": integrante.instancia_id}
        Aceptacion.objects.filter(usuario=usuario, **de_ahi).update(usuario=None)
        Aprobacion.objects.filter(usuario=usuario, **de_ahi).update(usuario=None)
        ComentarioDeActa.objects.filter(autor=usuario, **de_ahi).update(autor=None)
        EntradaDeCompromiso.objects.filter(quien=usuario, compromiso__sesion__instancia=integrante.instancia_id).update(
            quien=None
        )
    delegado.nombre = delegado.cargo = delegado.correo = ""
    delegado.usuario, delegado.autoriza, delegado.sin_datos = None, False, True
    delegado.hasta = delegado.hasta or max(timezone.localdate(), delegado.desde)
    delegado.save()
    return [sesion for sesion in sesiones if sesion.acta_documento_id]
