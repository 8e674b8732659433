"""When an event is, said alike by its page, its linked data and the calendar that people keep."""

import datetime
import itertools
import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from .comunes import agenda, evento, vivo

DIA, HORA = datetime.date, datetime.time
TRES, CINCO, NUEVE, CINCO_Y_MEDIA = DIA(2027, 5, 3), DIA(2027, 5, 5), HORA(9), HORA(17, 30)
UN_DIA = datetime.timedelta(days=1)

CUANDOS = [
    dict(zip(("fecha_inicio", "hora_inicio", "fecha_fin", "hora_fin"), cuatro, strict=True))
    for cuatro in itertools.product((None, TRES), (None, NUEVE), (None, TRES, CINCO), (None, CINCO_Y_MEDIA))
]

pytestmark = pytest.mark.django_db


def _nombre(cuando):
    return "-".join(campo for campo, valor in cuando.items() if valor) + ("-varios" * (cuando["fecha_fin"] == CINCO))


def _enlazados(pagina):
    bloques = [json.loads(uno.string) for uno in pagina.find_all("script", type="application/ld+json")]
    return next((uno for uno in bloques if uno.get("@type") != "BreadcrumbList"), {})


@pytest.mark.parametrize("cuando", CUANDOS, ids=_nombre)
def test_pagina_datos_y_calendario_dicen_lo_mismo(cuando, client):
    """Each combination of the four fields is refused, or said alike everywhere."""
    suelto = cuando["fecha_inicio"] is None and any(cuando.values())
    if suelto or (cuando["hora_fin"] and not cuando["hora_inicio"]):
        with pytest.raises(ValidationError):
            vivo(evento(slug="uno", **cuando))
        return
    vivo(evento(slug="uno", **cuando))
    pagina = BeautifulSoup(client.get("/es/eventos/uno/").content, "html.parser")
    datos, entradas = _enlazados(pagina), agenda(client).walk("VEVENT")
    dicho = pagina.find("dt", string="Cuándo").find_next_sibling("dd").get_text(" ")
    if cuando["fecha_inicio"] is None:
        assert not datos and not entradas and "no registrada" in dicho
        return
    (entrada,) = entradas
    ultimo, varios = cuando["fecha_fin"] or TRES, cuando["fecha_fin"] == CINCO
    assert ("3–5 de mayo" if varios else "3 de mayo") in dicho
    assert ("09:00" in dicho) == bool(cuando["hora_inicio"]) and ("17:30" in dicho) == bool(cuando["hora_fin"])
    # A start with its hour, or all day: the same in both.
    desde, hasta = entrada["DTSTART"].dt, entrada["DTEND"].dt if "DTEND" in entrada else None
    assert datos["startDate"] == desde.isoformat()
    assert isinstance(desde, datetime.datetime) == bool(cuando["hora_inicio"])
    if cuando["hora_fin"]:
        assert datos["endDate"] == hasta.isoformat() and hasta.time() == CINCO_Y_MEDIA and hasta.date() == ultimo
    elif cuando["hora_inicio"] and not varios:
        assert hasta is None and "endDate" not in datos  # of one day, how long it lasts is not known
    else:
        # The end of a calendar is what it does not reach: the last day is kept whole.
        assert type(hasta) is type(desde) and datos["endDate"] == ultimo.isoformat()
        assert hasta - UN_DIA == (
            datetime.datetime.combine(ultimo, HORA(), desde.tzinfo) if cuando["hora_inicio"] else ultimo
        )


def test_lo_que_se_guardo_antes_de_la_regla_tampoco_se_contradice(client):
    """An hour of closing without one of start, which no form takes: all three keep to the days."""
    uno = vivo(evento(slug="uno", fecha_inicio=TRES, fecha_fin=CINCO))
    type(uno)._base_manager.filter(pk=uno.pk).update(hora_fin=CINCO_Y_MEDIA)
    datos = _enlazados(BeautifulSoup(client.get("/es/eventos/uno/").content, "html.parser"))
    (entrada,) = agenda(client).walk("VEVENT")
    assert (datos["startDate"], datos["endDate"]) == ("2027-05-03", "2027-05-05")
    assert (entrada["DTSTART"].dt, entrada["DTEND"].dt) == (TRES, CINCO + UN_DIA)
