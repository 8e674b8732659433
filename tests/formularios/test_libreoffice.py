"""Words and characters are those that an office program counts: here LibreOffice, where there is one.

Two things part both rules, and are taken out before they are asked: a sign alone between spaces is no word on the form
(``base.palabras``) and is one to LibreOffice; and LibreOffice parts words at a dash that is glued to them.
"""

import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
from defusedxml import ElementTree
from docx import Document

from base.palabras import palabras_de_texto
from formularios.medida import caracteres
from sitio.demo.carga import FICHAS, FORMATOS

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-writer-nogui)"),
    pytest.mark.largo,
]


def _textos():
    """Whole texts of several lines, as entities write them: the filled FT-1311 and every ficha of the demonstration."""
    for ruta in [*sorted(FORMATOS.glob("*.toml")), *sorted(FICHAS.glob("*.toml"))]:
        datos = tomllib.loads(ruta.read_text(encoding="utf-8"))
        dichos = datos.get("es", datos)
        yield (
            f"{ruta.parent.name}-{ruta.stem}",
            "\n".join(uno.strip() for uno in dichos.values() if isinstance(uno, str)),
        )
    yield "acentos-sueltos", "cooperacio\u0301n y nin\u0303ez\ncafé"
    yield "cifras", "1.000 personas, 3,5 % en 2013-2015; USD 1.200.000\nsiglo XII y 2.º piso"
    yield "direcciones", "vea https://bogota.gov.co/a?b=c y escriba a a@b.co"
    yield "espacios", "uno  dos\u00a0tres   cuatro"


def _sin_lo_que_los_separa(texto):
    texto = re.sub("[—–]", "-", texto)
    lineas = (
        " ".join(trozo for trozo in re.split(" ", linea) if not trozo or re.search(r"\w", trozo))
        for linea in texto.split("\n")
    )
    return "\n".join(lineas)


@pytest.fixture(scope="module")
def contados(tmp_path_factory):
    """Name of the text → what LibreOffice counts in it: words, characters, and those that are no space."""
    carpeta = tmp_path_factory.mktemp("libreoffice")
    for nombre, texto in _textos():
        documento = Document()
        for linea in _sin_lo_que_los_separa(texto).split("\n"):
            documento.add_paragraph(linea)
        documento.save(carpeta / f"{nombre}.docx")
    subprocess.run(  # noqa: S603  the office program of this machine
        [
            *(SOFFICE, "--headless", f"-env:UserInstallation=file://{carpeta}/perfil", "--convert-to", "odt"),
            *("--outdir", carpeta, *sorted(carpeta.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {Path(odt).stem: _estadistica(odt) for odt in carpeta.glob("*.odt")}


def _estadistica(odt):
    with zipfile.ZipFile(odt) as zip_:
        dicha = next(ElementTree.fromstring(zip_.read("meta.xml")).iter(f"{META}document-statistic"))
    return tuple(int(dicha.get(f"{META}{cual}-count")) for cual in ("word", "character", "non-whitespace-character"))


@pytest.mark.parametrize("nombre, texto", [pytest.param(*uno, id=uno[0]) for uno in _textos()])
def test_se_cuenta_lo_mismo_que_en_libreoffice(contados, nombre, texto):
    texto = _sin_lo_que_los_separa(texto)
    assert (palabras_de_texto(texto), caracteres(texto), caracteres(texto, espacios=False)) == contados[nombre]
