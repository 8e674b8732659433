"""The self-audit of the admin against ATAG 2.0: every criterion once, and its summary counts what its rows say."""

import re
from collections import Counter

from django.conf import settings

CUANTOS = {  # criteria of each guideline of ATAG 2.0
    "A": {"1.1": 1, "1.2": 2, "2.1": 2, "2.2": 2, "3.1": 6, "3.2": 4, "3.3": 1, "3.4": 2, "3.5": 1, "3.6": 3, "3.7": 2}
    | {"4.1": 3, "4.2": 2},
    "B": {"1.1": 2, "1.2": 4, "2.1": 1, "2.2": 2, "2.3": 3, "2.4": 4, "2.5": 2, "3.1": 5, "3.2": 1, "4.1": 4, "4.2": 4},
}
FILA = re.compile(r"^\| ([AB])\.(\d\.\d)\.\d .*?\| (A{1,3})(?:, A+)? \| (.+?) \| (.*?)\|", re.M)


def _texto():
    return (settings.BASE_DIR / "docs" / "accesibilidad-de-la-administracion.md").read_text(encoding="utf-8")


def test_estan_todos_los_criterios():
    filas = Counter((parte, pauta) for parte, pauta, *_resto in FILA.findall(_texto()))
    assert filas == {(parte, pauta): n for parte, pautas in CUANTOS.items() for pauta, n in pautas.items()}


def test_nada_nuestro_falla_en_el_nivel_a_y_lo_que_falta_dice_de_quien_es():
    for parte, pauta, nivel, resultado, quien in FILA.findall(_texto()):
        assert resultado in ("Cumple", "En parte", "Falla", "No aplica")
        assert bool(quien.strip()) == (resultado in ("En parte", "Falla")), (parte, pauta)
        assert (nivel, resultado, quien.strip()) != ("A", "Falla", "Nuestro"), (parte, pauta)


def test_el_resumen_cuenta_lo_que_dicen_los_renglones():
    texto = _texto()
    cuenta = Counter((parte, nivel, resultado) for parte, _pauta, nivel, resultado, _quien in FILA.findall(texto))
    for parte in "AB":
        resumen = re.search(rf"^\| \*\*Parte {parte}\*\*[^|]*\|(.+)\|$", texto, re.M)[1].split("|")
        for nivel, dicho in zip(("A", "AA", "AAA"), resumen, strict=True):
            leido = {" ".join(uno.split()[:-1]): int(uno.split()[-1]) for uno in dicho.split(",")}
            assert leido == {
                resultado.lower(): cuantos
                for (otra, otro, resultado), cuantos in cuenta.items()
                if (otra, otro) == (parte, nivel)
            }
