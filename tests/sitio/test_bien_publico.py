"""What the house owes as a public good: its licence whole, and publiccode.yml as the standard asks for it."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

RAIZ = Path(__file__).parents[2]
PUBLICCODE = yaml.safe_load((RAIZ / "publiccode.yml").read_text(encoding="utf-8"))

# The standard, version 0.4: https://yml.publiccode.tools/schema.core.html
OBLIGATORIAS = (
    *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"),
    *("description", "legal", "maintenance", "localisation"),
)
OPCIONALES = (
    *("applicationSuite", "landingURL", "isBasedOn", "softwareVersion", "releaseDate", "logo", "usedBy", "roadmap"),
    *("intendedAudience", "dependsOn"),
)
VALORES = {
    "developmentStatus": ("concept", "development", "beta", "stable", "obsolete"),
    "softwareType": (
        *("standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend"),
        *("standalone/other", "addon", "library", "configurationFiles"),
    ),
}


def test_publiccode_tiene_lo_que_pide_el_estandar_y_nada_que_no_conozca():
    assert set(OBLIGATORIAS) <= PUBLICCODE.keys() <= set(OBLIGATORIAS) | set(OPCIONALES)
    assert re.fullmatch(r"0\.[4-9](\.\d+)?", PUBLICCODE["publiccodeYmlVersion"])
    assert re.match(r"https?://", PUBLICCODE["url"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", PUBLICCODE["releaseDate"])
    for clave, valores in VALORES.items():
        assert PUBLICCODE[clave] in valores
    assert PUBLICCODE["platforms"] == ["web"] and PUBLICCODE["categories"]
    mantenimiento = PUBLICCODE["maintenance"]
    assert mantenimiento["type"] in ("internal", "contract", "community", "none")
    if mantenimiento["type"] in ("internal", "community"):
        assert all(uno["name"] for uno in mantenimiento["contacts"])
    assert all(uno["name"] for uno in PUBLICCODE["dependsOn"]["open"])


@pytest.mark.parametrize("idioma", PUBLICCODE["description"])
def test_publiccode_se_describe_en_cada_idioma(idioma):
    texto = PUBLICCODE["description"][idioma]
    assert len(texto["shortDescription"]) <= 150 and "\n" not in texto["shortDescription"]
    assert 150 <= len(texto["longDescription"]) <= 10_000
    assert 5 <= len(texto["features"]) <= 20
    assert [ruta for ruta in texto.get("screenshots", []) if not (RAIZ / ruta).exists()] == []


def test_publiccode_dice_los_idiomas_y_la_licencia_que_hay():
    assert PUBLICCODE["localisation"] == {
        "localisationReady": True,
        "availableLanguages": [codigo for codigo, _nombre in settings.LANGUAGES],
    }
    assert set(PUBLICCODE["description"]) == {codigo for codigo, _nombre in settings.LANGUAGES}
    assert PUBLICCODE["legal"]["license"] == "EUPL-1.2"


def test_la_licencia_esta_entera():
    texto = (RAIZ / "LICENSE").read_text(encoding="utf-8")
    assert texto.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n")
    assert [int(uno) for uno in re.findall(r"^(\d+)\. [A-Z]", texto, re.M)] == list(range(1, 16))
    assert texto.rstrip().endswith("require the production of a new EUPL version.")


@pytest.mark.parametrize("documento", ["README.md", "CONTRIBUTING.md"])
def test_la_licencia_se_dice_y_falta_confirmarla(documento):
    texto = (RAIZ / documento).read_text(encoding="utf-8")
    assert "EUPL" in texto and "CC BY 4.0" in texto and "confirmed by the DDRI" in texto


def test_el_registro_de_cambios_es_keep_a_changelog():
    texto = (RAIZ / "CHANGELOG.md").read_text(encoding="utf-8")
    titulos = re.findall(r"^## (.+)$", texto, re.M)
    assert titulos[0] == "[Unreleased]"
    fechas = [re.fullmatch(r"(\d{4}-\d\d-\d\d)", titulo)[1] for titulo in titulos[1:]]
    assert fechas == sorted(fechas, reverse=True)
    clases = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Upgrading"}
    assert set(re.findall(r"^### (.+)$", texto, re.M)) <= clases
