"""Holding two texts side by side: what is pointed out, and what is left in peace."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aval.marcas import marcar
from traducciones import cotejo
from traducciones.maquina import Proteccion, numero_en
from traducciones.models import Termino

RAPIDO = settings(max_examples=60)
FECHAS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


def en_español(numero):
    return f"{numero:,}".replace(",", "\0").replace(".", ",").replace("\0", ".")


@RAPIDO
@given(st.lists(st.one_of(st.integers(0, 10**9), st.decimals(0, 10**6, places=2)), max_size=5))
def test_el_mismo_numero_en_la_forma_de_cada_idioma_no_se_señala(numeros):
    origen = " y ".join(en_español(numero) for numero in numeros)
    destino = " and ".join(f"{numero:,}" for numero in numeros)
    assert cotejo.numeros_distintos(origen, destino) == ([], [])


@RAPIDO
@given(st.lists(st.integers(0, 99999), min_size=1, max_size=5), st.integers(10**6, 10**7))
def test_un_numero_que_sobra_o_falta_se_señala(numeros, ajeno):
    origen = ", ".join(str(numero) for numero in numeros)
    assert cotejo.numeros_distintos(origen, f"{origen}, {ajeno}") == ([], [str(ajeno)])
    assert cotejo.numeros_distintos(f"{origen}, {ajeno}", origen) == ([str(ajeno)], [])


@RAPIDO
@given(FECHAS)
def test_la_misma_fecha_escrita_de_otra_manera_no_se_señala(fecha):
    dia, mes = fecha.day, cotejo.MESES["en"][fecha.month - 1]
    origen = f"El {dia} de {cotejo.MESES['es'][fecha.month - 1]} de {fecha.year:04d} empezó."
    for destino in (
        f"It began on {dia} {mes} {fecha.year:04d}.",
        f"It began on {mes} {dia}, {fecha.year:04d}.",
        f"It began on {fecha.isoformat()}.",
        f"It began on {fecha.day}/{fecha.month}/{fecha.year:04d}.",
    ):
        assert cotejo.fechas_distintas(origen, destino) == ([], [])
        assert cotejo.numeros_distintos(origen, destino) == ([], [])


@RAPIDO
@given(FECHAS, FECHAS)
def test_otra_fecha_se_señala(una, otra):
    distintas = cotejo.fechas_distintas(una.isoformat(), otra.isoformat())
    assert distintas == (([], []) if una == otra else ([una.isoformat()], [otra.isoformat()]))


@RAPIDO
@given(st.text(max_size=200), st.text(max_size=200))
def test_ningun_texto_lo_hace_fallar(uno, otro):
    termino = Termino(es="punto focal", en="focal point", prohibidas_en="spotlight")
    cotejo.numeros_distintos(uno, otro)
    cotejo.fechas_distintas(uno, otro)
    cotejo.enlaces_distintos(uno, otro)
    cotejo.marcadores_distintos(uno, otro)
    cotejo.nombres_perdidos(uno, otro)
    cotejo.apartes_del_glosario(uno, otro, [termino])
    marcar([uno], [otro])


@RAPIDO
@given(st.text(max_size=300))
def test_un_texto_frente_a_si_mismo_no_pierde_nada(texto):
    assert cotejo.enlaces_distintos(texto, texto) == ([], [])
    assert cotejo.marcadores_distintos(texto, texto) == ([], [])
    assert cotejo.nombres_perdidos(texto, texto) == []
    assert cotejo.numeros_distintos(texto, texto, "es", "es") == ([], [])


@pytest.mark.parametrize(
    "origen, destino, perdidos",
    [
        ("La apoyó el CEACSC desde el comienzo.", "It was supported from the start.", ["CEACSC"]),
        ("La apoyó el CEACSC.", "CEACSC supported it.", []),
        ("Viajaron a Ciudad de México con Clara Frailejón.", "They travelled to Mexico City.", ["Clara Frailejón"]),
        ("Viajaron a Medellín.", "They went to Medellin.", []),  # the accent is no matter
        ("Empezó en enero. Después creció.", "It began in January. It grew later.", []),  # only begins a sentence
        ("TransMilenio cambió la ciudad.", "The buses changed the city.", ["TransMilenio"]),
    ],
)
def test_nombres_que_se_pierden(origen, destino, perdidos):
    assert cotejo.nombres_perdidos(origen, destino) == perdidos


def test_los_nombres_del_glosario_no_se_piden_dos_veces():
    assert cotejo.nombres_perdidos("La red CGLU ayudó.", "The UCLG network helped.", ["CGLU"]) == []


FOCAL = Termino(es="punto focal", en="focal point", variantes_es="puntos focales", variantes_en="focal points")
AVAL = Termino(es="aval", en="aval", prohibidas_en="endorsement")
RED = Termino(es="red", en="network")
DISTRITAL = Termino(es="Red Distrital", en="District Network")
CADE = Termino(es="CADE", en="CADE", distingue_mayusculas=True)


@pytest.mark.parametrize(
    "origen, destino, terminos, esperado",
    [
        ("El punto focal escribe.", "The focal point writes.", [FOCAL], []),
        ("Los puntos  focales escriben.", "The focal points write.", [FOCAL], []),
        ("El punto focal escribe.", "The spotlight writes.", [FOCAL], [(FOCAL, "")]),
        ("Con su aval.", "With its endorsement.", [AVAL], [(AVAL, "endorsement")]),
        ("Sin nombrarlo.", "An endorsement.", [AVAL], [(AVAL, "endorsement")]),
        ("Avalancha.", "Avalanche.", [AVAL], []),  # whole words
        ("La Red Distrital.", "The District Network.", [RED, DISTRITAL], []),
        ("La Red Distrital.", "The District web.", [RED, DISTRITAL], [(DISTRITAL, "")]),
        ("Cada cade.", "Each one.", [CADE], []),
        ("El CADE.", "The office.", [CADE], [(CADE, "")]),
    ],
)
def test_apartes_del_glosario(origen, destino, terminos, esperado):
    assert cotejo.apartes_del_glosario(origen, destino, terminos) == esperado


def test_el_glosario_sirve_en_los_dos_sentidos():
    assert cotejo.apartes_del_glosario("The focal point.", "El foco.", [FOCAL], "en", "es") == [(FOCAL, "")]
    assert cotejo.apartes_del_glosario("The focal point.", "El punto focal.", [FOCAL], "en", "es") == []


@pytest.mark.parametrize(
    "origen, destino, esperado",
    [
        ("Una frase que nadie tradujo todavía.", "Una frase que nadie tradujo todavía.", True),
        ("Ciclovía", "Ciclovía", False),
        ("CADE y SuperCADE", "CADE y SuperCADE", False),
        ("Una frase que nadie tradujo.", "A sentence nobody translated.", False),
    ],
)
def test_sin_traducir(origen, destino, esperado):
    assert cotejo.sin_traducir(origen, destino) is esperado


def test_lo_que_cambio_se_ve_y_se_oye():
    html = marcar(["La calle es de todos.", "Se fue."], ["La calle es de todas.", "Llegó algo nuevo <b>."])
    assert "<del>" in html and "<ins>" in html
    assert "[quitado:" in html and "[añadido:" in html
    assert "&lt;b&gt;" in html  # a text is never markup
    assert "<ins>" not in marcar(["Igual."], ["Igual."])


# --- What a machine must not touch ---------------------------------------------------------------------------


@RAPIDO
@given(st.integers(1000, 10**9), st.sampled_from(["es", "en"]))
def test_una_cifra_cambia_de_forma_y_no_de_valor(numero, de):
    a = "en" if de == "es" else "es"
    escrito = en_español(numero) if de == "es" else f"{numero:,}"
    assert cotejo.numeros(numero_en(escrito, de, a), a) == {Decimal(numero).normalize(): 1}


@RAPIDO
@given(
    st.lists(
        st.sampled_from(["punto focal", "CADE", "1.250,5", "%(n)s", "IDRD", "<b>hoy</b>", "va", "&amp;"]), max_size=9
    )
)
def test_lo_protegido_vuelve_entero(partes):
    """A machine that changes nothing gives back the terms in the other language, and everything else as it was."""
    marcado = " ".join(partes)
    proteccion = Proteccion([FOCAL, CADE], "es", "en")
    protegido = proteccion.proteger(marcado)
    for intocable in ("punto focal", "CADE", "1.250,5", "%(n)s", "IDRD"):
        assert intocable not in protegido
    devuelto = proteccion.devolver(marcado, protegido)
    assert devuelto.data == marcado.replace("punto focal", "focal point").replace("1.250,5", "1,250.5")


def test_lo_que_vuelve_roto_no_se_usa():
    proteccion = Proteccion([], "es", "en")
    marcado = '<a id="a1">El IDRD</a> tiene 20.'
    protegido = proteccion.proteger(marcado)
    assert proteccion.devolver(marcado, protegido) is not None
    assert proteccion.devolver(marcado, protegido.replace("</a>", "").replace('<a id="a1">', "")) is None
    assert proteccion.devolver(marcado, "nothing of it") is None


@pytest.mark.parametrize(
    ("origen", "destino", "quedan"),
    [
        ("Su principio es la corresponsabilidad.", "Its principle is the corresponsabilidad.", ["corresponsabilidad"]),
        ("Una reunión cultural y social.", "A cultural and social meeting.", []),  # the same in both languages
        ("La gestión de la ciudad.", "The gestión of the city.", ["gestión"]),
        ("El control social.", "The control is social.", []),
        ("Cada ficha y su aval.", "Each ficha and its aval.", []),
        ("Las comunidades trabajadas.", "The comunidades.", ["comunidades"]),
    ],
)
def test_las_palabras_que_quedaron_en_espanol(origen, destino, quedan):
    assert cotejo.palabras_sin_traducir(origen, destino) == quedan


def test_las_palabras_del_glosario_no_son_espanol_olvidado():
    assert cotejo.palabras_sin_traducir("Las localidades.", "The localidades.", ["localidad", "localidades"]) == []


@pytest.mark.parametrize(
    ("origen", "destino", "perdidas"),
    [
        ("En Bogotá y Medellín.", "In Bogota and Medellin.", ["Bogotá", "Medellín"]),
        ("En Bogotá.", "In Bogotá.", []),
        ("En Bogotá.", "In Bogotá, which some write Bogota.", []),
        ("En México.", "In Mexico.", []),
        ("Está en Cali.", "It is in Cali.", []),
    ],
)
def test_los_nombres_que_perdieron_su_tilde(origen, destino, perdidas):
    assert cotejo.tildes_perdidas(origen, destino) == perdidas
