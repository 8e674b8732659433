"""What is counted of Bogotá Aprende and Enseña, on rows written by hand; and what documents declare."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from django_countries import countries

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from intercambios import declaradas, indicadores
from intercambios.anuales import CIFRAS
from intercambios.models import (
    CifraDeclarada,
)
from intercambios.paises import _DE
from tests import fabrica as f

A_MANO = {
    "oportunidades": 4,
    "aprende_intercambios": 2,
    "aprende_sectores": 2,  # Cultura has two of the three entities
    "aprende_expertos": 3,  # the same person twice is one
    "aprende_paises": 2,  # Spain and the Netherlands; Colombia is not another country
    "aprende_aliados": 2,  # one that pays and advises is one; an intermediary is none
    "aprende_entidades": 3,
    "aprende_participantes": 30,
    "ensena_practicas": 1,
    "ensena_sectores": 1,
    "ensena_entidades": 1,
    "ensena_participantes": 7,
    "ensena_eventos": 0,
    "ensena_redes": 0,
}


def test_cada_formula_tiene_su_cuenta_hecha_a_mano():
    assert set(A_MANO) == {uno.clave for uno in indicadores.todos()}


def test_las_formulas_cuentan_lo_que_dicen(a_mano):
    contado = indicadores.Contado()
    assert {uno.clave: uno.formula(contado) for uno in indicadores.todos()} == A_MANO


def test_los_canales_son_los_que_el_publico_lee(db):
    from eventos.models import Evento
    from redes.models import Red

    hoja = f.viva("Ciclovía")
    vivo, borrador = Evento.objects.filter(locale__language_code="es")[:2]
    Evento.objects.filter(pk=vivo.pk).update(live=True)
    Evento.objects.filter(pk=borrador.pk).update(live=False)
    for uno in (vivo, borrador):
        uno.presentaciones.model.objects.create(evento=uno, practica=hoja)
    red = Red.objects.filter(locale__language_code="es").first()
    Red.objects.filter(pk=red.pk).update(live=True)
    hoja.redes.model.objects.create(practica=hoja, red=red)
    contado = indicadores.Contado()
    assert (indicadores.ensena_eventos(contado), indicadores.ensena_redes(contado)) == (1, 1)


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_cada_formula_se_dice_en_palabras_y_en_los_dos_idiomas(idioma):
    with override(idioma):
        dichos = [(str(uno.nombre), str(uno.como)) for uno in indicadores.todos()]
    assert all(nombre and como.endswith(".") for nombre, como in dichos)
    if idioma == "en":
        assert not any("Procesos" in como or "distintas" in como for _nombre, como in dichos)


def test_cada_pais_es_de_un_continente():
    de = [pais for suyos in _DE.values() for pais in suyos.split()]
    assert len(de) == len(set(de))
    assert {pais for pais, _nombre in countries} - set(de) <= {"AQ"}


def test_lo_del_anio_cuenta_lo_que_se_cerro_en_el(a_mano):
    formulas = {cifra.clave: cifra.formula for cifra in CIFRAS}
    assert formulas["intercambios"](2026) == 4 and formulas["intercambios"](2025) == 0
    assert formulas["participantes_en_intercambios"](2026) == 37


def test_lo_declarado_es_lo_del_documento_con_su_periodo_y_fuente(db):
    dichas = {
        (una.indicador, una.clase): (una.valor, una.periodo) for una in CifraDeclarada.objects.all() if una.fuente_es
    }
    assert dichas[("aprende_intercambios", "resultado")] == (21, "2017-2019")
    assert dichas[("aprende_participantes", "resultado")] == (808, "2016-2019")
    assert dichas[("oportunidades", "meta")] == (48, "2016-2019")
    assert dichas[("ensena_practicas", "meta")] == (20, "2016-2019")
    assert len(dichas) == 15 == CifraDeclarada.objects.count()
    assert "2016-2019" in CifraDeclarada.objects.get(indicador="aprende_intercambios").nota_es  # it says two things


def test_instalar_no_pisa_lo_que_corrigieron(db):
    CifraDeclarada.objects.filter(indicador="aprende_expertos").delete()
    CifraDeclarada.objects.filter(indicador="aprende_paises").update(valor=17)
    declaradas.instalar()
    assert not CifraDeclarada.objects.filter(indicador="aprende_expertos").exists()
    assert CifraDeclarada.objects.get(indicador="aprende_paises").valor == 17


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"fuente_es": ""}, "fuente_es"),
        ({"fuente_en": ""}, "fuente_en"),
        ({"periodo": " "}, "periodo"),
        ({"nota_es": "Algo"}, "nota_en"),
        ({"valor": -1}, "valor"),
        ({"indicador": "inventado"}, "indicador"),
    ],
)
def test_una_cifra_declarada_dice_de_donde_sale(db, cambios, campo):
    datos = {"indicador": "aprende_paises", "valor": 1, "periodo": "2020", "fuente_es": "Uno", "fuente_en": "One"}
    with pytest.raises(ValidationError) as error:
        CifraDeclarada(**datos | cambios).full_clean()
    assert campo in error.value.message_dict


@pytest.mark.parametrize(
    ("rol", "escribe"),
    [(MODERACION, True), (ADMINISTRACION, True), (COMUNICACIONES, False), (PUNTOS_FOCALES, False)],
    ids=["moderación", "administración", "comunicaciones", "punto focal"],
)
def test_quien_escribe_lo_declarado_y_queda_constancia(client, db, rol, escribe):
    from wagtail.models import ModelLogEntry

    una = CifraDeclarada.objects.get(indicador="aprende_paises")

    def constancias():
        entradas = ModelLogEntry.objects.filter(action="banco.cambio", object_id=str(una.pk))
        return sum("calificador" in entrada.data.get("cambios", {}) for entrada in entradas)

    antes = constancias()
    client.force_login(f.persona("alguien", rol, "idrd"))
    url = reverse("wagtailsnippets_intercambios_cifradeclarada:edit", args=[una.pk])
    campos = ("indicador", "clase", "calificador", "periodo", "fuente_es", "fuente_en", "enlace", "nota_es", "nota_en")
    datos = {campo: getattr(una, campo) for campo in campos} | {"valor": 15, "calificador": "mas_de"}
    client.post(url, datos)
    una.refresh_from_db()
    assert ((una.valor, una.calificador) == (15, "mas_de")) is escribe
    assert (constancias() > antes) is escribe
