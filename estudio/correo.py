"""The mails of the study: the letter that goes back with the aval, and what adviser and entity say to each other."""

from django.urls import reverse
from django.utils.translation import gettext as _

from actores.correo import avisar, direccion_completa
from actores.grupos import MODERACION, pertenece
from aval.cartas import a_quienes_llega, escribir, nombrado
from aval.correo import interesados_en
from aval.tablero import pantalla_de

from .models import Estudio, Lado, Mensaje
from .servicio import ultimo_favorable


def contar_lo_encontrado(objeto, aval, **kwargs):
    """Write to those whom the practice concerns, if the study that its aval rests on has something to tell them."""
    estudio = ultimo_favorable(objeto)
    if not estudio or not (estudio.fortalezas.strip() or estudio.para_otra_ciudad.strip()):
        return
    for persona in interesados_en(objeto, menos=aval.moderador):
        avisar(persona, lambda: _carta(objeto, estudio))


def _carta(objeto, estudio):
    parrafos = [_("«%(titulo)s» tiene el aval. Esto es lo que la DDRI encontró al estudiarla.") % {"titulo": objeto}]
    if estudio.fortalezas.strip():
        parrafos.append(_("Lo que tiene de fuerte: %(texto)s") % {"texto": estudio.fortalezas})
    if estudio.para_otra_ciudad.strip():
        parrafos.append(_("Qué la dejaría lista para otra ciudad: %(texto)s") % {"texto": estudio.para_otra_ciudad})
    enlace = direccion_completa(reverse("estudio:encontrado", args=[objeto.pk]))
    return _("Lo que se encontró en su práctica: %(titulo)s") % {"titulo": objeto}, parrafos, enlace


# --- While it is studied ------------------------------------------------------------------------------------


def a_quienes(mensaje):
    """Who is told of ``mensaje``, one mail each: the other side, and not who wrote it."""
    if mensaje.lado == Lado.ENTIDAD:
        gente = _de_la_ddri(mensaje)
    else:
        envio = mensaje.tarea.workflow_state.requested_by
        gente = [*mensaje.practica.interesados(), *([envio] if envio and not pertenece(envio, MODERACION) else [])]
    return [
        una
        for una in {una.pk: una for una in gente}.values()
        if una.is_active and una.email and una.pk != mensaje.quien_id
    ]


def _de_la_ddri(mensaje):
    """Who asked, or gave it back, and who studies; if nobody does yet, whoever is told that a ficha came."""
    estudio = Estudio.objects.filter(tarea=mensaje.tarea).select_related("asesor").first()
    pregunta = mensaje.responde_a
    if pregunta is None and mensaje.clase == Mensaje.Clase.ENTREGA:
        suyas = Mensaje.objects.filter(tarea=mensaje.tarea, campo=mensaje.campo, clase=Mensaje.Clase.DEVOLUCION)
        pregunta = suyas.order_by("-pk").first()
    posibles = [pregunta and pregunta.lado == Lado.DDRI and pregunta.quien, estudio and estudio.asesor]
    gente = [una for una in posibles if una and una.is_active and pertenece(una, MODERACION)]
    return gente or a_quienes_llega(mensaje.tarea, mensaje.quien)


def avisar_del_mensaje(mensaje):
    for persona in a_quienes(mensaje):
        escribir(persona, lambda: _de_palabra(mensaje))


def _de_palabra(mensaje):
    pregunta = mensaje.clase == Mensaje.Clase.PREGUNTA
    datos = {"persona": mensaje.quien_nombre, "seccion": mensaje.etiqueta, "que": nombrado(mensaje.practica)}
    if pregunta:
        asunto = _("Pregunta sobre «%(seccion)s»: %(titulo)s")
        parrafos = [_("%(persona)s pregunta por «%(seccion)s» de %(que)s:") % datos, mensaje.texto]
        parrafos.append(_("Respóndale al lado de esa sección. El estudio sigue entretanto."))
    else:
        asunto = _("Respuesta sobre «%(seccion)s»: %(titulo)s")
        parrafos = [_("%(persona)s respondió sobre «%(seccion)s» de %(que)s:") % datos, mensaje.texto]
        parrafos.append(_("Era sobre esta pregunta: %(texto)s") % {"texto": mensaje.responde_a.texto})
    return asunto % {"seccion": mensaje.etiqueta, "titulo": mensaje.titulo}, parrafos, _donde(mensaje)


def _donde(mensaje):
    """The screen on which who is told of ``mensaje`` reads it, at its section."""
    if mensaje.lado == Lado.ENTIDAD:
        pantalla = pantalla_de(mensaje.tarea)
    else:
        pantalla = reverse("estudio:conversar", args=[mensaje.practica_numero])
    return direccion_completa(f"{pantalla}#seccion-{mensaje.campo}")


def avisar_de_la_seccion(mensaje, devuelta):
    """Tell the other side that a section was given back, handed in, or taken back by the DDRI."""
    for persona in a_quienes(mensaje):
        escribir(persona, lambda: _DE_LA_SECCION[mensaje.clase](mensaje, devuelta))


def _datos(mensaje):
    return {
        "persona": mensaje.quien_nombre,
        "seccion": mensaje.etiqueta,
        "que": nombrado(mensaje.practica),
        "titulo": mensaje.titulo,
    }


def _devuelta(mensaje, devuelta):
    parrafos = [
        _("%(persona)s, de la DDRI, le devolvió «%(seccion)s» de %(que)s para que la corrija:") % _datos(mensaje),
        mensaje.texto,
        _("Corrija solo esa sección y entréguela. El resto de la ficha no cambia, y su estudio sigue entretanto."),
    ]
    enlace = direccion_completa(reverse("estudio:seccion", args=[devuelta.pk]))
    return _("Una sección por corregir, «%(seccion)s»: %(titulo)s") % _datos(mensaje), parrafos, enlace


def _entregada(mensaje, devuelta):
    parrafos = [_("%(persona)s entregó «%(seccion)s» de %(que)s.") % _datos(mensaje)]
    if mensaje.texto:
        parrafos.append(mensaje.texto)
    if mensaje.cambio:
        parrafos.append(_("Al lado está qué cambió. Lo que usted había valorado sigue, y dice si es de antes."))
    else:
        parrafos.append(_("El texto quedó igual."))
    return _("Sección corregida, «%(seccion)s»: %(titulo)s") % _datos(mensaje), parrafos, _donde(mensaje)


def _retomada(mensaje, devuelta):
    parrafos = [
        _("%(persona)s, de la DDRI, retomó «%(seccion)s» de %(que)s: ya no hay que corregirla.") % _datos(mensaje),
        _("Si había escrito algo y no lo entregó, lo encuentra al lado de la sección."),
    ]
    return _("Ya no hay que corregir «%(seccion)s»: %(titulo)s") % _datos(mensaje), parrafos, _donde(mensaje)


_DE_LA_SECCION = {
    Mensaje.Clase.DEVOLUCION: _devuelta,
    Mensaje.Clase.ENTREGA: _entregada,
    Mensaje.Clase.RETOMA: _retomada,
}
