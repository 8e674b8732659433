"""One section given back for correction while the study of its ficha goes on.

The ficha does not leave the DDRI: it stays locked for all, and the only road to the section is a screen of its own.
When it is handed in, the text with it becomes the latest revision and the one under study, in one act: what is studied
is at every moment the latest text, and what is approved at the end is the one handed in last.
"""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actores.grupos import MODERACION, pertenece
from aval import actos
from aval.cambios import Traductor
from aval.contenido import canonico, canonico_de_revision, diferencias
from aval.errores import ErrorDeAval, FichaIncompleta, NoEsModeracion
from practicas.ficha import FICHA
from practicas.models import PracticaPage

from . import conversacion, correo
from .models import Estudio, Lado, Mensaje, SeccionDevuelta


class YaDevuelta(ErrorDeAval):
    mensaje = gettext_lazy("Esa sección ya está devuelta: la entidad la tiene para corregirla.")


class NoSeDevuelve(ErrorDeAval):
    mensaje = gettext_lazy("Esa parte no se devuelve sola: pida el cambio en la carta.")


class SinMotivo(ErrorDeAval):
    mensaje = gettext_lazy("Para devolver la sección diga qué hay que corregir en ella.")


class SinCambio(ErrorDeAval):
    mensaje = gettext_lazy("Nada cambió en la sección: corríjala, o explique a la DDRI por qué queda igual.")


class YaNoLaTiene(ErrorDeAval):
    mensaje = gettext_lazy(
        "No se guardó: esta sección ya no se puede corregir aquí, porque se entregó, la DDRI la retomó o el estudio "
        "terminó. Lo que usted escribió sigue en esta página: cópielo si le hace falta."
    )


class OtraLaGuardo(ErrorDeAval):
    mensaje = gettext_lazy(
        "No se guardó todavía: otra persona guardó esta sección mientras usted escribía. Lo suyo sigue en esta página, "
        "y al lado está lo de ella. Si vuelve a guardar, queda lo suyo."
    )


class SoloEsaSeccion(ErrorDeAval):
    mensaje = gettext_lazy("No se guardó: aquí solo se corrige la sección devuelta; lo demás de la ficha no cambia.")


def campos_de(campo):
    """The fields that are given back with ``campo``: those that stand in one line with it mean nothing apart.

    Raises ``NoSeDevuelve`` for what is no part of the form.
    """
    try:
        suyo = FICHA(campo)
    except KeyError:
        raise NoSeDevuelve from None
    if not suyo.parte or campo == "entidad":  # whose it is decides who may correct it
        raise NoSeDevuelve
    if not suyo.renglon:
        return (campo,)
    return tuple(uno.nombre for uno in FICHA.en_el_formulario if uno.renglon == suyo.renglon)


def claves_de(campo):
    """The names under which a revision keeps what is given back with ``campo``."""
    return tuple("tagged_items" if uno == "tags" else uno for uno in campos_de(campo))


def se_devuelve(campo):
    try:
        return bool(campos_de(campo))
    except NoSeDevuelve:
        return False


# --- The DDRI gives back ----------------------------------------------------------------------------------


@actos.sobre(lambda tarea: tarea.workflow_state.content_object)
def devolver(tarea, asesora, campo, motivo):
    """Give the section ``campo`` of the ficha under study back to its entity. Returns the ``SeccionDevuelta``."""
    practica = PracticaPage.objects.get(pk=tarea.revision.object_id)
    if not pertenece(asesora, MODERACION):
        raise NoEsModeracion
    actual = conversacion.tarea_en_estudio(practica)
    if actual is None or actual.pk != tarea.pk:
        raise conversacion.EstudioTerminado
    juntos, motivo = campos_de(campo), (motivo or "").strip()
    if SeccionDevuelta.objects.fuera().filter(tarea=actual, campo__in=juntos).exists():
        raise YaDevuelta
    if not motivo:
        raise SinMotivo
    mensaje = conversacion.anotar(
        practica, actual, asesora, Lado.DDRI, campo, Mensaje.Clase.DEVOLUCION, motivo[: conversacion.LARGO]
    )
    devuelta = SeccionDevuelta.objects.create(practica=practica, tarea=actual, campo=campo, pedido=mensaje)
    correo.avisar_de_la_seccion(mensaje, devuelta)
    return devuelta


@actos.sobre(lambda devuelta: devuelta.practica)
def retomar(devuelta, asesora):
    """Take the section back without waiting for the entity. What it had written stays with the section, unread."""
    if not pertenece(asesora, MODERACION):
        raise NoEsModeracion
    _exigir_fuera(devuelta)
    devuelta.estado = SeccionDevuelta.Estado.RETOMADA
    devuelta.save()
    mensaje = conversacion.anotar(
        devuelta.practica, devuelta.tarea, asesora, Lado.DDRI, devuelta.campo, Mensaje.Clase.RETOMA
    )
    correo.avisar_de_la_seccion(mensaje, devuelta)


def _exigir_fuera(devuelta):
    devuelta.refresh_from_db()
    if not SeccionDevuelta.objects.fuera().filter(pk=devuelta.pk).exists():
        raise YaNoLaTiene


# --- The entity corrects ----------------------------------------------------------------------------------


def como_va(devuelta):
    """The ficha under study with what the entity has written of the section so far: a page in memory."""
    contenido = {**devuelta.tarea.revision.content, **devuelta.borrador}
    return PracticaPage.objects.get(pk=devuelta.practica_id).with_content_json(contenido)


def huella(devuelta):
    """Digest of what is written in the section: tells whether it is still what was on the screen."""
    dice = json.dumps([devuelta.tarea.revision_id, devuelta.borrador], sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(dice.encode()).hexdigest()


@actos.sobre(lambda devuelta: devuelta.practica)
def guardar(devuelta, usuario, practica, huella_vista):
    """Keep what ``practica`` (in memory) says in the section, without handing it in. Of all else it takes nothing."""
    _exigir_la_suya(devuelta, usuario, huella_vista)
    devuelta.borrador = _lo_de_la_seccion(devuelta, practica)
    devuelta.save()


@actos.sobre(lambda devuelta: devuelta.practica)
def entregar(devuelta, usuario, practica, huella_vista, nota=""):
    """Hand in the section as ``practica`` (in memory) has it: from now on it is what is studied.

    Raises an ``ErrorDeAval``: ``SinCambio`` when it says what it said and ``nota`` does not tell why.
    """
    _exigir_la_suya(devuelta, usuario, huella_vista)
    tarea = devuelta.tarea
    fresca = PracticaPage.objects.get(pk=devuelta.practica_id)
    suyo = {**tarea.revision.content, **_lo_de_la_seccion(devuelta, practica)}
    corregida = fresca.with_content_json(suyo)
    antes, ahora = canonico_de_revision(tarea.revision), canonico(PracticaPage, corregida.serializable_data())
    cambiadas = diferencias(PracticaPage, antes, ahora)
    if set(cambiadas) - {*claves_de(devuelta.campo), "tags"}:
        raise SoloEsaSeccion
    nota = nota.strip()[: conversacion.LARGO]
    if not cambiadas and not nota:
        raise SinCambio
    if corregida.incumplimientos():
        raise FichaIncompleta
    if cambiadas:
        if not corregida.live:
            corregida.save()  # as the editor does: what is no draft of something public says it in its row too
        nueva = corregida.save_revision(user=usuario, log_action=True, clean=False)
        tarea.revision = nueva
        tarea.save(update_fields=["revision"])
        Estudio.objects.filter(tarea=tarea).update(revision=nueva)
    claves = claves_de(devuelta.campo)
    cambio = {cuando: {una: dice.get(una) for una in claves} for cuando, dice in (("antes", antes), ("ahora", ahora))}
    mensaje = conversacion.anotar(
        *(fresca, tarea, usuario, conversacion.exigir_lado(usuario, fresca), devuelta.campo, Mensaje.Clase.ENTREGA),
        nota,
        cambio=cambio if cambiadas else {},
    )
    devuelta.estado, devuelta.borrador = SeccionDevuelta.Estado.ENTREGADA, {}
    devuelta.llego = tarea.revision_id if cambiadas else None
    devuelta.save()
    correo.avisar_de_la_seccion(mensaje, devuelta)
    return mensaje


def _exigir_la_suya(devuelta, usuario, huella_vista):
    _exigir_fuera(devuelta)
    if conversacion.exigir_lado(usuario, devuelta.practica) != Lado.ENTIDAD:
        raise SoloEsaSeccion(_("La sección la corrige la entidad: si quien lee la corrige, no puede dar su aval."))
    devuelta.tarea.refresh_from_db()
    if huella(devuelta) != huella_vista:
        raise OtraLaGuardo


def _lo_de_la_seccion(devuelta, practica):
    datos = practica.serializable_data()
    return json.loads(json.dumps({una: datos[una] for una in claves_de(devuelta.campo)}, cls=DjangoJSONEncoder))


# --- What is read of it -----------------------------------------------------------------------------------


def cambio_de(mensaje):
    """What a handed-in section said before and says since: list of ``Cambio``."""
    if not mensaje.cambio:
        return []
    return Traductor(PracticaPage).cambios(mensaje.cambio["antes"], mensaje.cambio["ahora"])


def sin_entregar(devuelta):
    """What was written in the section and not handed in, beside the text of its study: list of ``Cambio``."""
    if not devuelta.borrador or devuelta.tarea.revision is None:
        return []
    claves = claves_de(devuelta.campo)
    antes = {una: valor for una, valor in canonico_de_revision(devuelta.tarea.revision).items() if una in claves}
    return Traductor(PracticaPage).cambios(antes, canonico(PracticaPage, devuelta.borrador))


def cambiadas_desde(estudio):
    """Function: a ``Valoracion`` of ``estudio`` → labels of the sections that came back since it was given."""
    devueltas = SeccionDevuelta.objects.filter(tarea=estudio.tarea_id, llego__isnull=False) if estudio.tarea_id else []
    llegadas = [(una.llego or 0, una.etiqueta) for una in devueltas]

    def desde(valoracion):
        if valoracion.puntaje is None:
            return []
        return list(dict.fromkeys(etiqueta for llego, etiqueta in llegadas if llego > (valoracion.leida or 0)))

    return desde


def con_lo_que_cambio(estudio):
    """The scores of ``estudio``, each with ``cambio_desde``: what came back after it was given."""
    desde = cambiadas_desde(estudio)
    valoraciones = list(estudio.valoraciones.select_related("criterio"))
    for una in valoraciones:
        una.cambio_desde = desde(una)
    return valoraciones
