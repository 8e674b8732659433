"""The word rule (DDRI manual 2014, ficha, 5.d: the limits of the form are counted in words)."""

import html
import json
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from base.palabras import ESPACIO, LimiteDePalabras, palabras_de_html, palabras_de_texto, texto_visible

VECTORES = json.loads((Path(__file__).parent / "palabras.json").read_text(encoding="utf-8"))
# Text without white space, markup or entities: what can stand between two tags without changing them.
trozos = st.text(st.characters(exclude_characters="<>&", exclude_categories=["Cs"]), max_size=12).filter(
    lambda texto: not re.search(ESPACIO, texto)
)
textos = st.lists(trozos, max_size=12).map(" ".join)


@pytest.mark.parametrize("caso", VECTORES, ids=lambda caso: caso["nombre"])
def test_cuenta_lo_que_se_lee(caso):
    if "html" in caso:
        assert palabras_de_html(caso["html"]) == caso["palabras"], texto_visible(caso["html"])
    else:
        assert palabras_de_texto(caso["texto"]) == caso["palabras"]


@pytest.mark.parametrize("caso", [caso for caso in VECTORES if caso.get("editor")], ids=lambda caso: caso["nombre"])
def test_el_editor_muestra_la_misma_cuenta_que_se_guarda(caso):
    """The browser counts the blocks of the editor; the server, the HTML that comes out of them."""
    conversor = ContentstateConverter(features=["bold", "italic", "ol", "ul", "link"])
    contenido = conversor.from_database_format(caso["html"])
    bloques = json.loads(contenido)["blocks"]
    assert palabras_de_texto("\n".join(bloque["text"] for bloque in bloques)) == caso["palabras"]
    assert palabras_de_html(conversor.to_database_format(contenido)) == caso["palabras"]


def test_los_nombres_de_los_casos_no_se_repiten():
    nombres = [caso["nombre"] for caso in VECTORES]
    assert len(nombres) == len(set(nombres))


@given(textos)
def test_el_mismo_texto_cuenta_igual_llano_y_como_html(texto):
    assert palabras_de_html(html.escape(texto)) == palabras_de_texto(texto)


@given(textos, st.sampled_from(["p", "div", "b", "i", "a", "li", "span", "h2", "o:p"]), st.integers(0, 4))
def test_las_marcas_que_rodean_un_texto_no_cambian_la_cuenta(texto, marca, veces):
    rodeado = f'<{marca} class="a b">' * veces + html.escape(texto) + f"</{marca}>" * veces
    assert palabras_de_html(rodeado) == palabras_de_texto(texto)


@given(st.lists(textos, max_size=6), st.sampled_from(["p", "li", "div", "h2", "td"]))
def test_los_parrafos_suman(parrafos, marca):
    junto = "".join(f"<{marca}>{html.escape(uno)}</{marca}>" for uno in parrafos)
    assert palabras_de_html(junto) == sum(palabras_de_texto(uno) for uno in parrafos)


@given(st.lists(textos, max_size=6), st.sampled_from([" ", "\n", "\t", "\u00a0", "\r\n", "\u2003"]))
def test_los_textos_separados_por_espacio_suman(partes, espacio):
    assert palabras_de_texto(espacio.join(partes)) == sum(palabras_de_texto(una) for una in partes)


@given(trozos, trozos, st.sampled_from(["b", "i", "a", "span", "strong", "em"]))
def test_una_marca_dentro_de_una_palabra_no_la_parte(izquierda, derecha, marca):
    partida = f"{html.escape(izquierda)}<{marca}>{html.escape(derecha)}</{marca}>"
    assert palabras_de_html(partida) == palabras_de_texto(izquierda + derecha)


@given(st.text() | st.lists(st.sampled_from("<>!-/[]&;#= \"'pbscript\u0000") | st.text(max_size=3)).map("".join))
def test_nunca_falla_con_cualquier_cosa(cualquiera):
    assert palabras_de_html(cualquiera) >= 0
    assert palabras_de_texto(cualquiera) >= 0


def test_sin_valor_no_hay_palabras():
    assert palabras_de_html(None) == palabras_de_texto(None) == 0


@pytest.mark.parametrize("es_html", [True, False])
def test_el_limite_justo_pasa_y_una_mas_no(es_html):
    limite = LimiteDePalabras(3, html=es_html)
    limite("uno dos tres")
    with translation.override("es"), pytest.raises(ValidationError) as error:
        limite("uno dos tres cuatro cinco")
    assert error.value.code == "limite_de_palabras"
    mensaje = error.value.messages[0]
    assert "5" in mensaje and "3" in mensaje and "2" in mensaje


def test_dos_limites_iguales_son_el_mismo():
    """Django compares validators to decide whether a migration is needed."""
    assert LimiteDePalabras(10) == LimiteDePalabras(10)
    assert LimiteDePalabras(10) != LimiteDePalabras(11)
    assert LimiteDePalabras(10) != LimiteDePalabras(10, html=True)
