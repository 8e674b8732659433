"""A date is told as precisely as it is known, to people and to machines."""

import datetime

import pytest
from django.utils.translation import override

from base import fechas
from base.fechas import Precision as P

JUNIO, MARZO = datetime.date(1974, 6, 15), datetime.date(2004, 3, 2)


@pytest.mark.parametrize(
    ("precision", "es", "en", "iso", "edtf", "dias"),
    [
        (P.DIA, "15 de junio de 1974", "15 June 1974", "1974-06-15", "1974-06-15", ("1974-06-15", "1974-06-15")),
        (P.MES, "junio de 1974", "June 1974", "1974-06", "1974-06", ("1974-06-01", "1974-06-30")),
        (P.ANIO, "1974", "1974", "1974", "1974", ("1974-01-01", "1974-12-31")),
        (P.HACIA, "hacia 1974", "about 1974", "1974", "1974~", ("1974-01-01", "1974-12-31")),
    ],
)
def test_una_fecha(precision, es, en, iso, edtf, dias):
    assert fechas.dicha(JUNIO, precision) == es
    with override("en"):
        assert fechas.dicha(JUNIO, precision) == en
    assert (fechas.iso(JUNIO, precision), fechas.edtf(JUNIO, precision)) == (iso, edtf)
    extremos = fechas.primer_dia(JUNIO, precision), fechas.ultimo_dia(JUNIO, precision)
    assert tuple(map(str, extremos)) == dias


def test_una_fecha_que_no_se_conoce_no_se_inventa():
    for fecha, precision in ((None, P.DIA), (JUNIO, P.DESCONOCIDA)):
        assert fechas.dicha(fecha, precision) == "fecha no registrada"
        assert fechas.iso(fecha, precision) == fechas.edtf(fecha, precision) == ""


@pytest.mark.parametrize(
    ("inicio", "fin", "es", "anios"),
    [
        ((MARZO, P.DIA), (None, P.DIA), "desde marzo de 2004", "2004–hoy"),
        ((JUNIO, P.HACIA), (None, P.DIA), "desde hacia 1974", "hacia 1974–hoy"),
        ((JUNIO, P.ANIO), (MARZO, P.DIA), "1974–2004", "1974–2004"),
        ((JUNIO, P.DIA), (JUNIO, P.MES), "1974", "1974"),
        ((JUNIO, P.ANIO), (None, P.DESCONOCIDA), "1974–fecha no registrada", "1974–?"),
        ((None, P.DESCONOCIDA), (None, P.DIA), "en marcha; inicio no registrado", "no constan"),
        ((None, P.DESCONOCIDA), (MARZO, P.ANIO), "hasta 2004; inicio no registrado", "no constan"),
        ((None, P.DESCONOCIDA), (None, P.DESCONOCIDA), "terminada; fechas no registradas", "no constan"),
    ],
)
def test_un_periodo(inicio, fin, es, anios):
    partes = (inicio[0], fin[0], inicio[1], fin[1])
    assert fechas.periodo(*partes) == es
    assert fechas.anios(*partes) == anios
