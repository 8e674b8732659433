"""What bodies, sessions, conclusions and commitments allow, and what they refuse."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command

from actores.models import Actor, Dependencia, Entidad
from actores.recordatorios import recordar
from sistema import servicio
from sistema.models import (
    Asistencia,
    CompromisoDeSesion,
    Conclusion,
    Delegado,
    Instancia,
    Integrante,
    PuntoDeAgenda,
    Sesion,
)
from tests import fabrica as f

from .comunes import comite, dia, mesa, realizada, sesion

pytestmark = pytest.mark.django_db


@pytest.fixture
def mundo():
    return comite()


def _puesto(instancia, entidad):
    return Integrante.objects.get(instancia=instancia, entidad__codigo=entidad)


# --- The installation ------------------------------------------------------------------------------


def test_la_instalacion_trae_el_comite_de_tres_oficinas_y_la_red():
    comite = Instancia.objects.get(codigo="comite-estrategico")
    red = Instancia.objects.get(codigo="red-distrital")
    assert [uno.funciones.count() for uno in comite.integrantes.all()] == [12, 5, 4]
    assert (comite.funciones.count(), red.funciones.count()) == (7, 7)
    assert [(uno.papel, uno.funciones.count()) for uno in red.integrantes.all()] == [("coordina_secretaria", 6)]
    assert not Delegado.objects.exists()  # nobody is named


def test_instalar_otra_vez_no_pisa_lo_que_se_edito():
    comite = Instancia.objects.get(codigo="comite-estrategico")
    comite.funciones.all().delete()
    call_command("instalar", verbosity=0)
    assert not comite.funciones.exists()


# --- Bodies and seats ------------------------------------------------------------------------------


def test_la_mesa_sectorial_dice_de_que_sector_es_y_la_otra_no_lo_lleva():
    with pytest.raises(ValidationError, match="de cuál"):
        Instancia(nombre_es="M", nombre_en="M", clase="mesa_sectorial").full_clean()
    sector = Entidad.objects.get(codigo="idrd").sector
    with pytest.raises(ValidationError, match="Solo lo lleva"):
        Instancia(nombre_es="M", nombre_en="M", clase="grupo", sector=sector).full_clean()


def test_una_instancia_no_depende_de_si_misma_ni_en_circulo():
    madre = mesa()
    hija = mesa(nombre="Hija", madre=madre)
    madre.madre = hija
    with pytest.raises(ValidationError, match="depende"):
        madre.full_clean()


def test_no_hay_dos_que_coordinen_a_la_vez_y_si_uno_despues_de_otro(mundo):
    instancia, _gente = mundo
    otro = Integrante(instancia=instancia, entidad=Entidad.objects.get(codigo="idrd"), papel="coordina", desde=dia(0))
    with pytest.raises(ValidationError, match="ya tiene ese papel"):
        otro.full_clean()
    primero = _puesto(instancia, "secretaria-general")
    primero.hasta = dia(-1)
    primero.save()
    otro.full_clean()


def test_un_puesto_es_de_una_entidad_o_de_una_organizacion_y_su_dependencia_es_suya(mundo):
    instancia, _gente = mundo
    actor = Actor.objects.create(nombre_es="Universidad de prueba")
    idrd = Entidad.objects.get(codigo="idrd")
    for campos in ({}, {"entidad": idrd, "actor": actor}):
        with pytest.raises(ValidationError, match="una de las dos"):
            Integrante(instancia=instancia, **campos).full_clean()
    ajena = Dependencia.objects.filter(entidad__codigo="secretaria-hacienda").get()
    with pytest.raises(ValidationError, match="otra entidad"):
        Integrante(instancia=instancia, entidad=idrd, dependencia=ajena).full_clean()


def test_el_delegado_es_de_su_entidad(mundo):
    instancia, _gente = mundo
    ajeno = f.persona("ajeno", "Consulta", "idrd")
    with pytest.raises(ValidationError, match="otra entidad"):
        Delegado(integrante=_puesto(instancia, "secretaria-hacienda"), usuario=ajeno).full_clean()


# --- Agenda ----------------------------------------------------------------------------------------


def test_la_agenda_se_acuerda_cuando_todos_la_aceptan_o_a_los_cinco_dias(mundo):
    instancia, gente = mundo
    una = sesion(instancia)
    with pytest.raises(ValidationError, match="enviado"):
        una.aceptar_agenda(gente["ddri"])
    servicio.convocar(una, gente["ddri"])
    for nombre in ("ddri", "planeacion"):
        una.aceptar_agenda(gente[nombre])
    assert not una.agenda_acordada()
    assert not una.agenda_acordada(dia(4))
    assert una.agenda_acordada(dia(5))
    una.aceptar_agenda(gente["hacienda"])
    assert una.agenda_acordada()


def test_solo_acepta_quien_representa_hoy_a_un_miembro(mundo):
    instancia, gente = mundo
    una = sesion(instancia)
    servicio.convocar(una, gente["ddri"])
    Delegado.objects.filter(usuario=gente["hacienda"]).update(hasta=dia(-1))
    with pytest.raises(ValidationError, match="representa hoy"):
        una.aceptar_agenda(gente["hacienda"])


def test_sin_agenda_o_pasada_no_se_convoca(mundo):
    instancia, gente = mundo
    for una in (sesion(instancia, agenda=()), sesion(instancia, dias=-1)):
        with pytest.raises(ValidationError):
            servicio.convocar(una, gente["ddri"])
    assert mail.outbox == []


def _mover(una, **campos):
    antes = Sesion.objects.get(pk=una.pk)
    for campo, valor in campos.items():
        setattr(una, campo, valor)
    una.save()
    return servicio.guardada(una, antes)


def test_si_se_mueve_se_avisa_una_vez_de_cada_cambio_a_quien_fue_citado(mundo):
    instancia, gente = mundo
    una = sesion(instancia)
    vieja = una.fecha
    assert _mover(una, fecha=dia(11)) == 0  # nobody had been called
    assert servicio.convocar(una, gente["ddri"]) == 3
    assert servicio.convocar(una, gente["ddri"]) == 0
    assert _mover(una, titulo="Otro título") == 0
    assert _mover(una, fecha=vieja) == 3
    assert _mover(una, fecha=dia(11)) == 3  # back again: it is a change as well
    ultima = mail.outbox[-1]
    assert "Cambia la cita" in ultima.subject
    assert len(re.findall("https?://", ultima.body)) == 1


def test_la_convocatoria_llega_en_el_idioma_de_cada_quien(mundo):
    from wagtail.users.models import UserProfile

    instancia, gente = mundo
    UserProfile.objects.create(user=gente["hacienda"], preferred_language="en")
    servicio.convocar(sesion(instancia), gente["ddri"])
    por_persona = {uno.to[0]: uno for uno in mail.outbox}
    assert "Strategic Committee" in por_persona["hacienda@example.org"].body
    assert "Comité Estratégico" in por_persona["planeacion@example.org"].body


# --- The session and its minutes -------------------------------------------------------------------


def test_una_sesion_por_venir_ni_se_realiza_ni_tiene_asistencia(mundo):
    instancia, _gente = mundo
    una = sesion(instancia)
    with pytest.raises(ValidationError, match="no ha llegado"):
        una.realizar()
    una.asistentes = 40
    with pytest.raises(ValidationError, match="no tiene asistencia"):
        una.full_clean()
    with pytest.raises(ValidationError, match="no tiene asistencia"):
        Asistencia(sesion=una, integrante=instancia.integrantes.first()).full_clean()


def test_asiste_un_integrante_de_la_instancia_y_por_el_su_delegado(mundo):
    instancia, gente = mundo
    una = realizada(instancia)
    with pytest.raises(ValidationError, match="No es integrante"):
        Asistencia(sesion=una, integrante=mesa().integrantes.get()).full_clean()
    de_otro = Delegado.objects.get(usuario=gente["ddri"])
    with pytest.raises(ValidationError, match="no representa"):
        Asistencia(sesion=una, integrante=_puesto(instancia, "secretaria-hacienda"), delegado=de_otro).full_clean()


def test_realizada_una_vez_no_se_realiza_otra(mundo):
    una = sesion(mundo[0], dias=0)
    una.realizar()
    with pytest.raises(ValidationError, match="Solo una sesión convocada"):
        una.realizar()


def test_el_acta_no_se_escribe_antes_ni_se_aprueba_vacia(mundo):
    instancia, gente = mundo
    with pytest.raises(ValidationError):
        sesion(instancia).escribir_acta("Texto", gente["ddri"])
    with pytest.raises(ValidationError, match="Todavía no hay acta"):
        realizada(instancia).aprobar(gente["ddri"])


def test_el_acta_la_aprueba_la_mitad_mas_uno_y_nunca_solo_quien_la_escribio(mundo):
    instancia, gente = mundo
    una = realizada(instancia)
    una.escribir_acta("Lo que pasó.", gente["ddri"])
    una.aprobar(gente["ddri"])
    assert una.estado == Sesion.Estado.REALIZADA
    una.aprobar(gente["planeacion"])
    assert Sesion.objects.get(pk=una.pk).estado == Sesion.Estado.ACTA_APROBADA


def test_si_solo_asistio_quien_la_escribio_su_palabra_no_basta(mundo):
    instancia, gente = mundo
    una = realizada(instancia)
    Asistencia.objects.create(sesion=una, integrante=_puesto(instancia, "secretaria-general"))
    una.escribir_acta("Lo que pasó.", gente["ddri"])
    una.aprobar(gente["ddri"])
    assert una.necesarias() == 1
    assert Sesion.objects.get(pk=una.pk).estado == Sesion.Estado.REALIZADA


def test_quien_habla_por_dos_puestos_y_escribio_el_acta_sigue_siendo_una_persona(mundo):
    instancia, gente = mundo
    Delegado.objects.create(integrante=_puesto(instancia, "secretaria-hacienda"), usuario=gente["ddri"])
    una = realizada(instancia)
    una.escribir_acta("Lo que pasó.", gente["ddri"])
    una.aprobar(gente["ddri"])
    assert una.aprobaciones.count() == 2
    assert una.estado == Sesion.Estado.REALIZADA


@pytest.mark.parametrize("papel", ["invitado", "de_fuera"])
def test_no_aprueba_quien_no_es_miembro(mundo, papel):
    instancia, gente = mundo
    una = realizada(instancia)
    una.escribir_acta("Lo que pasó.", gente["ddri"])
    otro = f.persona("otro", "Consulta", "idrd")
    if papel == "invitado":
        puesto = Integrante.objects.create(
            instancia=instancia, entidad=Entidad.objects.get(codigo="idrd"), papel="invitado"
        )
        Delegado.objects.create(integrante=puesto, usuario=otro)
    with pytest.raises(ValidationError):
        una.aprobar(otro)


def test_un_acta_que_cambia_se_aprueba_otra_vez_y_aprobada_no_cambia(mundo):
    instancia, gente = mundo
    una = realizada(instancia)
    una.escribir_acta("Lo que pasó.", gente["ddri"])
    una.aprobar(gente["planeacion"])
    una.escribir_acta("Otra cosa.", gente["ddri"])
    assert not una.aprobaciones.exists()
    for nombre in ("planeacion", "hacienda"):
        una.aprobar(gente[nombre])
    for hacer in (
        lambda: una.escribir_acta("Algo más.", gente["ddri"]),
        lambda: una.comentar("Tarde.", gente["hacienda"]),
        lambda: una.aprobar(gente["ddri"]),
        una.full_clean,
    ):
        with pytest.raises(ValidationError):
            hacer()


# --- Conclusions -----------------------------------------------------------------------------------


def test_una_conclusion_se_eleva_se_responde_con_palabras_y_ahi_termina(mundo):
    instancia, _gente = mundo
    una = Conclusion.objects.create(sesion=realizada(mesa()), texto_es="Hace falta algo.")
    with pytest.raises(ValidationError, match="no pasa a"):
        una.responder("acogida", "Sí.")
    una.elevar(instancia)
    assert una.espera_respuesta
    with pytest.raises(ValidationError, match="se contesta"):
        una.responder("acogida", "  ")
    una.responder("aplazada", "El año que viene.")
    una.responder("acogida", "Ahora sí.")
    for estado in ("elevada", "no_acogida", "aplazada"):
        with pytest.raises(ValidationError, match="no pasa a"):
            una.responder(estado, "Otra vez.")


def test_no_se_eleva_a_si_misma_ni_en_circulo_ni_a_donde_no_respondan(mundo):
    instancia, _gente = mundo
    otra = mesa()
    una = Conclusion.objects.create(sesion=realizada(otra), texto_es="Hace falta algo.")
    with pytest.raises(ValidationError, match="círculo"):
        una.elevar(otra)
    una.elevar(instancia)
    recogida = Conclusion(sesion=realizada(instancia), texto_es="Lo mismo.", viene_de=una)
    recogida.full_clean()
    recogida.save()
    with pytest.raises(ValidationError, match="círculo"):
        recogida.elevar(otra)
    with pytest.raises(ValidationError, match="no está activa"):
        recogida.elevar(mesa(nombre="Cerrada", activa=False))


def test_no_se_eleva_lo_de_una_sesion_que_no_ha_sido_ni_se_recoge_lo_que_no_llego(mundo):
    instancia, _gente = mundo
    with pytest.raises(ValidationError, match="que ya fue"):
        Conclusion.objects.create(sesion=sesion(mesa()), texto_es="X").elevar(instancia)
    ajena = Conclusion.objects.create(sesion=realizada(instancia), texto_es="X")
    with pytest.raises(ValidationError, match="no se elevó a esta"):
        Conclusion(sesion=realizada(instancia), texto_es="Y", viene_de=ajena).full_clean()


# --- Commitments -----------------------------------------------------------------------------------


def _compromiso(instancia, **campos):
    return CompromisoDeSesion.objects.create(sesion=realizada(instancia), que="Enviar el insumo", **campos)


def test_un_compromiso_se_cierra_con_lo_que_lo_muestra_y_no_se_reabre(mundo):
    instancia, gente = mundo
    uno = _compromiso(instancia, papel="ddri")
    with pytest.raises(ValidationError, match="qué muestra"):
        uno.pasar_a("cumplido", gente["ddri"])
    uno.pasar_a("en_curso", gente["ddri"])
    uno.pasar_a("cumplido", gente["ddri"], evidencia="https://example.org/informe")
    assert [una.estado for una in uno.bitacora.all()] == ["en_curso", "cumplido"]
    with pytest.raises(ValidationError, match="no pasa a"):
        uno.pasar_a("en_curso", gente["ddri"])
    entrada = uno.bitacora.first()
    with pytest.raises(ValueError, match="only added to"):
        entrada.save()
    with pytest.raises(ValueError, match="only added to"):
        entrada.delete()


@pytest.mark.parametrize("estado", ["no_cumplido", "reemplazado"])
def test_lo_que_no_se_cumplio_dice_por_que(mundo, estado):
    uno = _compromiso(mundo[0], papel="ddri")
    with pytest.raises(ValidationError, match="por qué"):
        uno.pasar_a(estado, mundo[1]["ddri"])
    uno.pasar_a(estado, mundo[1]["ddri"], motivo="Cambió la ley.")


def test_un_compromiso_es_de_alguien_y_vence_despues_de_acordarse(mundo):
    instancia, _gente = mundo
    una = realizada(instancia)
    with pytest.raises(ValidationError, match="qué integrante"):
        CompromisoDeSesion(sesion=una, que="X", papel="punto_focal").full_clean()
    with pytest.raises(ValidationError, match="antes de la sesión"):
        CompromisoDeSesion(sesion=una, que="X", papel="ddri", vence=dia(-5)).full_clean()


def test_se_recuerda_una_vez_en_cada_plazo_a_quien_es_y_se_calla_cumplido(mundo):
    instancia, gente = mundo
    puesto = _puesto(instancia, "secretaria-hacienda")
    uno = _compromiso(instancia, papel="punto_focal", integrante=puesto, vence=dia(14))
    _compromiso(instancia, papel="ddri")  # without a date: nobody is reminded
    assert [recordar(dia(n)) for n in (-1, 0, 0, 5, 11, 12, 14, 15)] == [0, 1, 0, 0, 1, 0, 1, 0]
    assert {uno.to[0] for uno in mail.outbox} == {"hacienda@example.org"}
    assert all(len(re.findall("https?://", carta.body)) == 1 for carta in mail.outbox)
    uno.vence = dia(20)
    uno.save()
    assert recordar(dia(17)) == 1  # another date is another term
    uno.pasar_a("cumplido", gente["hacienda"], evidencia="Hecho.")
    assert recordar(dia(20)) == 0


def test_la_orden_de_cada_manana_recuerda(mundo, capsys):
    _compromiso(mundo[0], papel="ddri", vence=dia(0))
    call_command("avisar_compromisos")
    assert "1 avisos" in capsys.readouterr().out


# --- A person who asks to be forgotten --------------------------------------------------------------


def test_de_un_acta_aprobada_queda_la_oficina_y_se_va_el_nombre(mundo):
    instancia, gente = mundo
    persona = gente["hacienda"]
    persona.first_name, persona.last_name = "Rosa", "Curuba"
    persona.save()
    delegado = Delegado.objects.get(usuario=persona)
    una = realizada(instancia)
    PuntoDeAgenda.objects.create(sesion=una, tema="Cuentas", quien="Rosa Curuba")
    Asistencia.objects.create(sesion=una, integrante=delegado.integrante, delegado=delegado)
    Asistencia.objects.create(sesion=una, integrante=_puesto(instancia, "secretaria-planeacion"))
    una.escribir_acta("Rosa Curuba explicó las cuentas.", gente["ddri"])
    una.comentar("De acuerdo.", persona)
    una.aprobar(persona)
    una.aprobar(gente["planeacion"])
    servicio.olvidar(delegado)
    una = Sesion.objects.get(pk=una.pk)
    assert una.estado == Sesion.Estado.ACTA_APROBADA
    assert una.acta == "Dirección de Crédito Público explicó las cuentas."
    assert "Rosa" not in "".join(punto.quien for punto in una.agenda.all())
    assert una.asistencias.filter(integrante=delegado.integrante).exists()
    assert una.aprobaciones.get(integrante=delegado.integrante).usuario is None
    assert una.comentarios.get().autor is None
    delegado.refresh_from_db()
    assert (delegado.usuario, delegado.nombre, delegado.correo) == (None, "", "")
