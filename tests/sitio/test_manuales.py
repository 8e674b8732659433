"""What a manual puts in bold is read on a screen: a button that changes its name changes its manual."""

import re
from functools import cache
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize
from django.conf import settings

from actores.colecciones import COMUN
from sitio import ayuda

NEGRITA = re.compile(r"\*\*(.+?)\*\*", re.S)
# Emphasis, and no name of anything on a screen. What ends in a stop opens a paragraph, and need not be here.
ENFASIS = {
    "administracion": """
        Entre con su segundo factor|Ponga los Datos de la entidad|Revise las Entidades|Invite a la primera persona
        Cambió de entidad|Dejó el cargo|Cambió de correo|Olvidó la contraseña|Sus propios papeles|pide|confirma otra
        en los dos idiomas|Póngale al menos el correo
    """,
    "comunicaciones": """
        Entre y revise su correo|Lea el Glosario|Envíelo|límites de palabras|datos no se traducen
        cita y no está publicado en inglés|quita en español|está en la DDRI no cambia|archivo PO
        una sola vez|Si cambia la dirección
        Las horas son las del lugar
    """,
    "consulta": """
        Entre y revise su correo|Abra su instancia|Lea la última acta|Mire sus compromisos
        Escriba las funciones de su oficina
    """,
    "moderacion": """
        Entre con su segundo factor|Lea una ficha completa|dificultades|parte pública de su aval
        como los dejó una máquina
    """,
    "punto-focal": """
        Cuente lo que se logró y lo que se aprendió|El subtema|Las localidades|avise a la DDRI el mismo día|subtítulos
        Para corregir algo ya publicado|Para que se retire|Se le venció la sesión
    """,
}


def plano(texto):
    return re.sub(r"\s+", " ", texto).strip(" .:…").casefold()


@cache
def letreros():
    """Every sentence of the interface in Spanish: ours, and those of the tools in the words that we give them."""
    base = Path(settings.BASE_DIR)
    sabidos = {plano(str(COMUN))}
    for una in polib.pofile(str(base / "locale" / "en" / "LC_MESSAGES" / "django.po")):
        if not una.obsolete:
            sabidos |= {plano(una.msgid), plano(una.msgid_plural)}
    nuestro = polib.pofile(str(base / "locale_wagtail" / "es" / "LC_MESSAGES" / "django.po"))
    cambiados = {una.msgid for una in nuestro}
    ajenos = [Path(modulo.__file__).parent for modulo in (wagtail, wagtail_localize)]
    archivos = [ruta for carpeta in ajenos for ruta in carpeta.rglob("locale/es/LC_MESSAGES/django.po")]
    for una in [*nuestro, *(una for ruta in archivos for una in polib.pofile(str(ruta)) if una.msgid not in cambiados)]:
        sabidos |= {plano(texto) for texto in (una.msgstr, *una.msgstr_plural.values())}
    return sabidos - {""}


def enfasis(clave):
    return {plano(uno) for linea in ENFASIS[clave].splitlines() for uno in linea.split("|") if uno.strip()}


@pytest.mark.parametrize("clave", ayuda.MANUALES)
def test_lo_que_un_manual_nombra_se_lee_en_una_pantalla(clave):
    texto = (ayuda.CARPETA / f"{clave}.md").read_text(encoding="utf-8")
    enteros = letreros()
    nombrados = [uno for uno in NEGRITA.findall(texto) if not uno.endswith(".") and plano(uno) not in enfasis(clave)]
    assert nombrados
    # A label may go on: «Borrador automático con Apertium», «Frase para el público (en español)».
    perdidos = [
        uno
        for uno in nombrados
        if plano(uno) not in enteros
        and not any(re.match(rf"{re.escape(plano(uno))}\b", letrero) for letrero in enteros)
    ]
    assert perdidos == []


@pytest.mark.parametrize("clave", ayuda.MANUALES)
def test_lo_que_se_da_por_enfasis_esta_en_el_manual(clave):
    texto = (ayuda.CARPETA / f"{clave}.md").read_text(encoding="utf-8")
    assert enfasis(clave) - {plano(uno) for uno in NEGRITA.findall(texto)} == set()


IMAGEN = re.compile(r"!\[([^\]]*)\]\(\.\./imagenes/([^)]+)\)")
PESO = 120 * 1024  # bytes: somebody reads them on a telephone


def imagenes():
    return [
        hallado for clave in ayuda.MANUALES for hallado in IMAGEN.findall((ayuda.CARPETA / f"{clave}.md").read_text())
    ]


def test_cada_imagen_de_un_manual_dice_que_muestra_y_pesa_poco():
    assert all(len(que) > 10 for que, _archivo in imagenes())
    pesadas = [uno.name for uno in ayuda.IMAGENES.iterdir() if uno.stat().st_size > PESO]
    assert pesadas == []


def test_las_imagenes_las_toman_los_recorridos_y_ninguna_sobra():
    raiz = Path(settings.BASE_DIR)
    recorridos = "".join(uno.read_text() for uno in (raiz / "tests" / "e2e").glob("*.py"))
    usadas = {archivo for _que, archivo in imagenes()} | set(
        re.findall(r"docs/imagenes/([\w.-]+)", (raiz / "README.md").read_text())
    )
    assert {uno.name for uno in ayuda.IMAGENES.iterdir()} == usadas
    sin_recorrido = {uno for uno in usadas if f'"{uno.removesuffix(".png")}"' not in recorridos}
    assert sin_recorrido == {"lector-practica-1280.png", "lector-practica-390.png"}  # their walk says the width
