"""What is pinned can be installed on every Python that the README promises."""

from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

RAIZ = Path(__file__).parents[2]
EL_MENOR = "3.11.0"


def _fijadas():
    renglones = (RAIZ / "constraints.txt").read_text().splitlines()
    return {canonicalize_name(Requirement(uno).name) for uno in renglones if uno and not uno.startswith("#")}


def test_lo_fijado_se_instala_en_el_menor_python_prometido():
    """Debian 12 has 3.11.2; a version that asks for a later one leaves it with nothing installed."""
    fijadas, vistas, piden_mas = _fijadas(), 0, []
    for una in distributions():
        if canonicalize_name(una.name) in fijadas:
            vistas += 1
            if not SpecifierSet(una.metadata.get("Requires-Python") or "").contains(EL_MENOR):
                piden_mas.append(f"{una.name} {una.version}: {una.metadata['Requires-Python']}")
    assert vistas > 50 and not piden_mas
