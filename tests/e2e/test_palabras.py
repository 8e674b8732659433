"""The word rule is one: the browser counts what the server counts."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.palabras import palabras_de_texto

VECTORES = json.loads((Path(__file__).parents[1] / "base" / "palabras.json").read_text(encoding="utf-8"))
# What Unicode had given a meaning to when this Python was made; a newer browser knows more.
TEXTOS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=60)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contar(abrir):
    """``contar(list of texts)``: what base/js/palabras.js answers for each, in a real browser."""
    pagina = abrir()
    pagina.goto("/es/")
    pagina.add_script_tag(
        type="module",
        url="/estatico/base/js/palabras.js",
    )

    def _contar(textos):
        return pagina.evaluate(
            "async (textos) => { const m = await import('/estatico/base/js/palabras.js');"
            " return textos.map(m.palabrasDeTexto); }",
            textos,
        )

    return _contar


def test_los_mismos_ejemplos_dan_lo_mismo(contar):
    ejemplos = [uno for uno in VECTORES if "texto" in uno]
    assert ejemplos
    assert contar([uno["texto"] for uno in ejemplos]) == [uno["palabras"] for uno in ejemplos]


def test_cualquier_texto_da_lo_mismo(contar):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(TEXTOS, min_size=1, max_size=40))
    def comparar(textos):
        assert contar(textos) == [palabras_de_texto(texto) for texto in textos]

    comparar()
    assert unicodedata.unidata_version
