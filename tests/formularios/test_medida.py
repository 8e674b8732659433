"""An answer is measured in the unit of its form, and what is not known is never right."""

import unicodedata

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from base.palabras import palabras_de_texto
from formularios.medida import Motivo, caracteres, cuanto_tiene, medir, medir_campo
from formularios.models import Campo, Formulario

textos = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def un_campo(**campos):
    return Campo(**{"clave": "x", "tipo": "prosa", "limite": "sin_limite"} | campos)


def con_limite(unidad, maximo=None, minimo=None, limite="exacto", **campos):
    return un_campo(limite=limite, unidad=unidad, maximo=maximo, minimo=minimo, **campos)


@pytest.mark.parametrize(
    "texto, con, sin",
    [
        pytest.param("", 0, 0, id="nada"),
        pytest.param("dos palabras", 12, 11, id="un espacio"),
        pytest.param("a\tb", 3, 2, id="un tabulador es un espacio"),
        pytest.param("uno\ndos", 6, 6, id="el fin de párrafo no cuenta"),
        pytest.param("uno\r\ndos\vtres", 10, 10, id="ni el salto de línea"),
        pytest.param("a\u00a0b", 3, 2, id="espacio duro"),
        pytest.param(unicodedata.normalize("NFD", "gestión"), 7, 7, id="la tilde aparte"),
        pytest.param(" a ", 3, 1, id="los de las orillas cuentan"),
    ],
)
def test_los_caracteres_como_word(texto, con, sin):
    assert (caracteres(texto), caracteres(texto, espacios=False)) == (con, sin)


@pytest.mark.parametrize(
    "valor, unidad, cuanto",
    [
        pytest.param("uno dos — tres", "palabras", 3, id="palabras de la casa"),
        pytest.param(["uno", " ", "dos"], "elementos", 2, id="elementos sin los vacíos"),
        pytest.param("uno\n\ndos", "elementos", 2, id="un elemento por línea"),
        pytest.param([{"nombre": "a.pdf", "bytes": 1024 * 1024}], "mb", 1, id="un MB"),
        pytest.param([{"nombre": "a.pdf", "bytes": 1024 * 1024 + 1}], "mb", 2, id="un MB y algo es más de uno"),
        pytest.param(
            [{"nombre": "a.pdf", "paginas": 3}, {"nombre": "b.pdf", "paginas": 2}], "paginas", 5, id="páginas"
        ),
        pytest.param("un texto", "paginas", None, id="un texto no tiene páginas"),
        pytest.param([{"nombre": "a.pdf"}], "mb", None, id="no dice cuánto pesa"),
    ],
)
def test_cuanto_tiene(valor, unidad, cuanto):
    assert cuanto_tiene(valor, unidad) == cuanto


def test_dice_por_cuanto_se_pasa_y_en_que_unidad():
    falta = medir_campo(con_limite("palabras", 2), "uno dos tres cuatro")
    assert (falta.motivo, falta.cuanto, falta.usado, falta.impide) == (Motivo.DE_MAS, 2, 4, True)
    with translation.override("es"):
        assert str(falta) == "sobran 2 (palabras)"
    with translation.override("en"):
        assert str(falta) == "2 too many (words)"


def test_dice_cuanto_falta_para_el_minimo():
    falta = medir_campo(con_limite("palabras", 10, 3), "uno dos")
    assert (falta.motivo, falta.cuanto) == (Motivo.DE_MENOS, 1)


def test_lo_aproximado_se_dice_y_no_impide():
    falta = medir_campo(con_limite("palabras", 1, limite="aproximado"), "uno dos")
    assert falta.motivo == Motivo.DE_MAS and not falta.impide


def test_un_limite_que_no_se_sabe_nunca_esta_bien():
    falta = medir_campo(un_campo(limite="desconocido"), "algo")
    assert falta.motivo == Motivo.DESCONOCIDO and not falta.impide


def test_lo_que_no_se_puede_medir_tampoco():
    assert medir_campo(con_limite("paginas", 2), "un texto").motivo == Motivo.SIN_MEDIDA


@pytest.mark.parametrize("vacio", [None, "", " \n", [], [""], {}], ids=repr)
def test_lo_vacio_falta_si_es_obligatorio(vacio):
    assert medir_campo(un_campo(obligatorio=True, limite="desconocido"), vacio).motivo == Motivo.VACIO
    assert medir_campo(con_limite("palabras", 10, 3), vacio) is None


@pytest.mark.parametrize(
    "tipo, bien, mal",
    [
        pytest.param("fecha", "2023-10-24", "2023-02-31", id="31 de febrero"),
        pytest.param("numero", "12.5", "doce", id="número"),
        pytest.param("numero", 0, "NaN", id="el cero es una respuesta"),
        pytest.param("opcion", "si", "tal vez", id="opción"),
    ],
)
def test_lo_que_no_es_de_su_tipo_no_se_reconoce(tipo, bien, mal):
    campo = un_campo(tipo=tipo, opciones=[{"codigo": "si", "es": "Sí", "en": "Yes"}])
    assert medir_campo(campo, bien) is None
    assert medir_campo(campo, mal).motivo == Motivo.NO_VALIDO


@pytest.mark.django_db
def test_un_formulario_entero_en_su_orden(django_assert_num_queries):
    formulario = Formulario.objects.create(codigo="X", version="1", clase="formato", nombre_es="X", nombre_en="X")
    for orden, clave in ((2, "b"), (1, "a"), (3, "c")):
        Campo.objects.create(
            formulario=formulario,
            orden=orden,
            clave=clave,
            tipo="texto",
            etiqueta_es=clave,
            etiqueta_en=clave,
            obligatorio=True,
            limite="sin_limite",
        )
    with django_assert_num_queries(1):
        assert [falta.clave for falta in medir(formulario, {"c": "dicho"})] == ["a", "b"]
    assert medir(formulario, dict.fromkeys("abc", "dicho")) == []


@given(textos)
def test_quitar_los_espacios_nunca_da_mas_y_componer_no_cambia_la_cuenta(texto):
    assert caracteres(texto, espacios=False) <= caracteres(texto)
    assert caracteres(texto) == caracteres(unicodedata.normalize("NFD", texto))


@given(textos, st.sampled_from(["palabras", "caracteres", "caracteres_sin", "elementos"]), st.integers(1, 30))
def test_lo_que_sobra_es_lo_que_hay_que_quitar(texto, unidad, maximo):
    falta = medir_campo(con_limite(unidad, maximo), texto)
    usado = cuanto_tiene(texto, unidad)
    if not texto.strip() or usado <= maximo:
        assert falta is None
    else:
        assert falta.usado - falta.cuanto == maximo


@given(textos)
def test_las_palabras_son_las_de_la_casa(texto):
    assert cuanto_tiene(texto, "palabras") == palabras_de_texto(texto)
