"""A form that somebody answered stays as they were asked it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from formularios.models import Campo, Formulario, Llenado, Seccion, VersionEnUso

pytestmark = pytest.mark.django_db


def un_formulario(**campos):
    formulario = Formulario.objects.create(
        codigo="X-1", version="01", clase="formato", nombre_es="Ficha", nombre_en="Form"
    )
    seccion = Seccion.objects.create(formulario=formulario, orden=1, titulo_es="1. General", titulo_en="1. General")
    Campo.objects.create(
        formulario=formulario,
        seccion=seccion,
        orden=1,
        clave="nombre",
        tipo="texto",
        etiqueta_es="Nombre",
        etiqueta_en="Name",
        **campos,
    )
    return formulario


def test_sin_respuestas_se_corrige():
    campo = un_formulario().campos.get()
    campo.etiqueta_es = "Nombre completo"
    campo.save()
    assert Campo.objects.get(pk=campo.pk).etiqueta("es") == "Nombre completo"


@pytest.mark.parametrize("acto", ["save", "delete"])
@pytest.mark.parametrize("que", ["formulario", "seccion", "campo"])
def test_con_respuestas_no_se_cambia_ni_se_borra(que, acto):
    formulario = un_formulario()
    Llenado.objects.create(formulario=formulario, valores={"nombre": "Ciclovía"})
    fila = {"formulario": formulario, "seccion": formulario.secciones.get(), "campo": formulario.campos.get()}[que]
    with pytest.raises(VersionEnUso, match="haga una versión nueva"):
        getattr(fila, acto)()
    assert formulario.campos.count() == formulario.secciones.count() == 1


def test_un_campo_no_se_agrega_ni_se_saca_de_una_version_en_uso():
    usado = un_formulario()
    otra = usado.nueva_version("02")
    Llenado.objects.create(formulario=usado)
    campo = usado.campos.get()
    campo.formulario, campo.clave = otra, "mudado"
    with pytest.raises(VersionEnUso):
        campo.save()
    with pytest.raises(VersionEnUso):
        Campo(formulario=usado, orden=9, clave="otro", tipo="texto", etiqueta_es="O", etiqueta_en="O").save()


def test_ni_un_borrado_de_muchas_se_lleva_las_respuestas():
    Llenado.objects.create(formulario=un_formulario())
    with pytest.raises(ProtectedError):
        Formulario.objects.all().delete()


def test_la_version_nueva_pregunta_lo_mismo_y_se_corrige():
    usado = un_formulario(obligatorio=True)
    Llenado.objects.create(formulario=usado, valores={"nombre": "Ciclovía"})
    nueva = usado.nueva_version("02")
    assert str(nueva) == "X-1 v02" and not nueva.en_uso
    campo = nueva.campos.get()
    assert campo.obligatorio and campo.seccion in nueva.secciones.all()
    campo.etiqueta_es = "Otro"
    campo.save()
    assert usado.campos.get().etiqueta("es") == "Nombre" and usado.secciones.count() == 1


def test_no_hay_dos_de_la_misma_version():
    with pytest.raises(ValidationError, match="este código y esta versión"):
        un_formulario().nueva_version("01")


def test_se_lee_en_el_idioma_de_quien_lee():
    formulario = un_formulario()
    with translation.override("en"):
        assert (formulario.nombre(), str(formulario.campos.get())) == ("Form", "Name")
    assert formulario.nombre("es") == "Ficha"


@pytest.mark.parametrize(
    "limite",
    [
        pytest.param({"limite": "exacto"}, id="exacto sin nada"),
        pytest.param({"limite": "exacto", "unidad": "palabras"}, id="sin número"),
        pytest.param({"limite": "exacto", "maximo": 10}, id="sin unidad"),
        pytest.param({"limite": "exacto", "maximo": 0, "unidad": "palabras"}, id="límite cero"),
        pytest.param({"limite": "desconocido", "maximo": 10, "unidad": "palabras"}, id="desconocido con número"),
        pytest.param({"limite": "exacto", "minimo": 11, "maximo": 10, "unidad": "palabras"}, id="al revés"),
    ],
)
def test_un_limite_que_no_se_entiende_no_entra_en_la_base(limite):
    with pytest.raises(IntegrityError), transaction.atomic():
        un_formulario(**limite)


def test_de_un_limite_se_dice_de_donde_sale_y_cuando_se_verifico():
    campo = un_formulario(limite="exacto", maximo=100, unidad="palabras").campos.get()
    with pytest.raises(ValidationError, match="de dónde sale"):
        campo.full_clean()
    campo.limite_fuente, campo.limite_verificado = "Bases del premio", datetime.date(2026, 11, 1)
    campo.full_clean()


def test_sin_decir_nada_el_limite_no_se_sabe():
    assert un_formulario().campos.get().limite == Campo.Certeza.DESCONOCIDO
