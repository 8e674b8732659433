"""Each thing that the sources ask for has its row in ``docs/trazabilidad.md``, with its place or its reason.

That the files and tests it names exist is asked of every document by ``test_documentos``.
"""

import re
from pathlib import Path

DOCUMENTO = Path(__file__).parents[2] / "docs" / "trazabilidad.md"
CUANTOS = {"000": 78, "001": 37, "002": 29, "003": 22, "004": 26}
ESTADOS = {"Holds", "In part", "In preparation", "Not yet"}
_RENGLON = re.compile(r"^\| (S\d{3}-\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", re.M)


def renglones():
    return _RENGLON.findall(DOCUMENTO.read_text(encoding="utf-8"))


def test_cada_numero_tiene_un_renglon_en_su_orden():
    esperados = [f"S{fuente}-{n}" for fuente, cuantos in CUANTOS.items() for n in range(1, cuantos + 1)]
    assert [numero for numero, *_resto in renglones()] == esperados


def test_lo_que_vale_dice_donde_y_lo_demas_por_que_no():
    for numero, que, estado, donde in renglones():
        assert que.strip() and donde.strip() and estado in ESTADOS, numero
        if estado == "Holds":
            assert "`" in donde, f"{numero} holds and says nowhere"
