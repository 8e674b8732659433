"""Where a request stands, for who made it: since when, and what is expected of whom. By its link, without account.

It names no person and tells nothing of what is internal: neither reasons, nor notes, nor commitments of others.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actores.compromisos import Compromiso

from .correspondencia import en_el_idioma
from .cuestionarios import Cuestionario
from .models import Pedido
from .procesos import Proceso

HECHO, AHORA, POR_VENIR = "hecho", "ahora", "por_venir"
_E = Pedido.Estado


def _dia(momento):
    return date_format(momento, "DATE_FORMAT") if momento else ""


def _paso(titulo, como, cuando=None, que=""):
    return {"titulo": titulo, "como": como, "cuando": cuando, "que": que}


def pasos(pedido):
    """The way of ``pedido``, step by step: list of dicts ``titulo``, ``como`` (of the three), ``cuando``, ``que``."""
    camino = [_paso(_("Recibido"), AHORA if pedido.estado == _E.RECIBIDO else HECHO, pedido.recibido)]
    en_estudio = pedido.estado == _E.EN_ESTUDIO
    como = AHORA if en_estudio else POR_VENIR if pedido.estado == _E.RECIBIDO else HECHO
    camino.append(
        _paso(
            _("En estudio"),
            como,
            pedido.estado_desde if en_estudio else None,
            _("La DDRI lo lee y pregunta a la entidad que conoce la práctica."),
        )
    )
    camino.append(_la_respuesta(pedido))
    if pedido.proceso:
        camino += _del_intercambio(pedido.proceso)
    elif pedido.estado == _E.ACEPTADO:
        camino.append(_paso(_("Intercambio"), AHORA, None, _("La DDRI lo prepara.")))
    return camino


def _la_respuesta(pedido):
    if pedido.espera:
        return _paso(_("Respuesta"), POR_VENIR, None, _("Antes del %(dia)s.") % {"dia": _dia(pedido.limite)})
    frases = {
        _E.ACEPTADO: "",
        _E.APLAZADO: _("La DDRI lo retoma el %(dia)s.") % {"dia": _dia(pedido.aplazado_hasta)},
        _E.DECLINADO: _("El motivo está en la carta que le enviamos."),
        _E.DERIVADO: _("A quién, está en la carta que le enviamos."),
        _E.UNIDO: _("Se responde con el pedido %(codigo)s.")
        % {"codigo": pedido.unido_a.codigo if pedido.unido_a else "–"},
    }
    como = AHORA if pedido.estado == _E.APLAZADO else HECHO
    return _paso(
        _("Respuesta: %(estado)s") % {"estado": pedido.get_estado_display().lower()},
        como,
        pedido.estado_desde or pedido.respondido,
        frases[_E(pedido.estado)],
    )


def _del_intercambio(proceso):
    camino = []
    for uno in proceso.pasos():
        if uno["paso"]:
            que = _("No hizo falta.") if uno["paso"].omitida else ""
            camino.append(_paso(str(uno["fase"]), HECHO, uno["paso"].momento, que))
        elif uno["es_esta"]:
            que = _("En pausa.") if proceso.estado == Proceso.Estado.EN_PAUSA else uno["fase"].deja
            camino.append(_paso(str(uno["fase"]), AHORA, None, que))
        else:
            camino.append(_paso(str(uno["fase"]), POR_VENIR))
    if not proceso.abierta:
        camino = [uno for uno in camino if uno["como"] == HECHO]
        camino.append(_paso(_("Terminado"), HECHO, proceso.cerrado))
    return camino


def se_espera(pedido):
    """What is expected, and of whom, now: list of pairs who, list of what; what is of who asked goes first."""
    de_ustedes, de_bogota = [], []
    if pedido.espera:
        de_bogota.append(
            _("Responder su pedido. El plazo era el %(dia)s: lamentamos la demora.") % {"dia": _dia(pedido.limite)}
            if pedido.tarde
            else _("Responder su pedido antes del %(dia)s.") % {"dia": _dia(pedido.limite)}
        )
    elif pedido.estado == _E.APLAZADO:
        de_bogota.append(_("Retomar su pedido el %(dia)s.") % {"dia": _dia(pedido.aplazado_hasta)})
    elif pedido.estado == _E.ACEPTADO and not pedido.proceso:
        de_bogota.append(_("Abrir el intercambio y escribirle."))
    if (proceso := pedido.proceso) and proceso.abierta:
        for uno in proceso.cuestionarios.filter(respondido=None).select_related("llenado"):
            suya = uno.lado == Cuestionario.Lado.CONTRAPARTE
            (de_ustedes if suya else de_bogota).append(_de_la_pregunta(uno))
        for uno in proceso.compromisos.filter(papel=Compromiso.Papel.CONTRAPARTE):
            if uno.estado not in Compromiso.FINALES:
                cuando = _(" (antes del %(dia)s)") % {"dia": _dia(uno.vence)} if uno.vence else ""
                de_ustedes.append(f"{uno.que}{cuando}")
    return [par for par in ((_("Les toca a ustedes"), de_ustedes), (_("Le toca a Bogotá"), de_bogota)) if par[1]]


def _de_la_pregunta(cuestionario):
    if cuestionario.enviado and cuestionario.lado == Cuestionario.Lado.CONTRAPARTE:
        return _("Responder «%(que)s»: el enlace está en la carta del %(dia)s.") % {
            "que": cuestionario,
            "dia": _dia(cuestionario.enviado),
        }
    if cuestionario.para > timezone.localdate():
        return f"{cuestionario}: {cuestionario.como_va}."
    return _("Responder «%(que)s».") % {"que": cuestionario}


def contexto(pedido, idioma):
    """What the page of ``pedido`` shows."""
    practica = en_el_idioma(pedido.practica, idioma) if pedido.practica else None
    otra = en_el_idioma(pedido.alternativa, idioma) if pedido.alternativa else None
    return {
        "pedido": pedido,
        "practica": practica if practica and practica.live else None,
        "alternativa": otra if otra and otra.live and pedido.estado == _E.DECLINADO else None,
        "pasos": pasos(pedido),
        "se_espera": se_espera(pedido),
    }


def tema_de(pedido, idioma):
    """What ``pedido`` is about, as who reads ``idioma`` calls it."""
    return en_el_idioma(pedido.practica, idioma).title if pedido.practica else pedido.sobre
