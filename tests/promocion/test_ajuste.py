"""How far a practice answers what a target asks: the measure, the rules, and what is not known."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from practicas.models import Contacto, Evidencia, PracticaPage
from promocion import fuentes, instalados, retratos
from promocion.ajuste import Estado, Retrato, medir
from promocion.models import Objetivo, Regla, TextoComun, TextoCorto
from tests import fabrica as f

from .comunes import agregar, objetivo, renglon

pytestmark = pytest.mark.django_db
HOY = datetime.date(2026, 11, 29)


def _medir(uno, textos=None, **hechos):
    hechos = {"con_aval": frozenset({"es"}), **hechos}
    return medir(retratos.perfil(uno), Retrato(textos={"es": textos or {}}, **hechos), HOY)


def test_dice_cuantas_cumple_y_cuanto_sobra():
    uno = objetivo(campos=[("resumen", 3, "palabras"), ("transferencia", 2, "palabras")])
    ajuste = _medir(uno, {"resumen": "tres palabras justas", "transferencia": "aquí hay cinco palabras exactas"})
    assert ajuste.en_breve == "2 de 3 · Pregunta 2: sobran 3 (palabras)"
    assert ajuste.estado == Estado.FALTA


def test_los_caracteres_no_son_palabras():
    uno = objetivo(campos=[("resumen", 10, "caracteres")])
    assert renglon(_medir(uno, {"resumen": "dos palabras"}), "Pregunta 1").frase == "sobran 2 (caracteres con espacios)"
    assert renglon(_medir(uno, {"resumen": "muy cortos"}), "Pregunta 1").estado == Estado.CUMPLE


def test_un_limite_que_no_se_sabe_nunca_es_verde():
    uno = objetivo(campos=[{"fuente": "resumen", "limite": "desconocido", "limite_fuente": ""}])
    ajuste = _medir(uno, {"resumen": "Algo."})
    assert ajuste.estado == Estado.NO_SE_SABE and ajuste.cumplidos == 1 and ajuste.total == 2
    assert "1 sin saber" in ajuste.en_breve


def test_sin_preguntas_conocidas_tampoco():
    assert _medir(objetivo(), {"resumen": "Algo."}).estado == Estado.NO_SE_SABE


def test_lo_que_la_ficha_no_dice_falta():
    uno = objetivo(campos=[("objetivos", 100, "palabras")])
    assert renglon(_medir(uno), "Pregunta 1").frase == "sin respuesta en la ficha: objetivos"


REGLAS = [
    # rule, facts of the practice, what it says
    ({"codigo": "min_meses", "numero": 24}, {"inicio": datetime.date(2025, 4, 21)}, "faltan 143 días para 2 años"),
    ({"codigo": "min_meses", "numero": 24}, {"inicio": datetime.date(2020, 1, 1)}, Estado.CUMPLE),
    ({"codigo": "min_meses", "numero": 24}, {}, Estado.NO_SE_SABE),
    (
        {"codigo": "min_meses", "numero": 24},
        {"inicio": datetime.date(2024, 1, 1), "precision_inicio": "anio"},
        Estado.NO_SE_SABE,
    ),
    ({"codigo": "menos_de_anios", "numero": 5}, {"inicio": datetime.date(2015, 1, 1)}, "empezó hace más de 5 años"),
    ({"codigo": "menos_de_anios", "numero": 5}, {"inicio": datetime.date(2024, 1, 1)}, Estado.CUMPLE),
    ({"codigo": "desde_anio", "numero": 2000}, {"inicio": datetime.date(1999, 12, 31)}, "empezó antes de 2000"),
    (
        {"codigo": "terminada_hace", "numero": 2},
        {"fin": datetime.date(2020, 1, 1)},
        "terminó hace más de 2 años",
    ),
    ({"codigo": "terminada_hace", "numero": 2}, {}, Estado.CUMPLE),  # it goes on
    ({"codigo": "actores", "numero": 2}, {"naturalezas": frozenset({"publica", "civica"})}, Estado.CUMPLE),
    ({"codigo": "actores", "numero": 2}, {"naturalezas": frozenset({"publica"})}, Estado.FALTA),
    (
        {"codigo": "actores", "numero": 2},
        {"naturalezas": frozenset({"publica"}), "sin_clasificar": True},
        Estado.NO_SE_SABE,
    ),
    ({"codigo": "ruta", "valor": "buena_practica"}, {"rutas": frozenset({"buena_practica"})}, Estado.CUMPLE),
    ({"codigo": "ruta", "valor": "buena_practica"}, {}, "falta la ruta de Buena Práctica"),
    ({"codigo": "idioma_con_aval", "valor": "en"}, {}, "inglés sin aval"),
    (
        {"codigo": "idioma_con_aval", "valor": "en"},
        {"con_aval": frozenset({"es", "en"}), "atrasados": frozenset({"en"})},
        Estado.FALTA,
    ),
    ({"codigo": "cambio_duradero", "valor": "norma"}, {"cambios": frozenset({"gestion"})}, Estado.FALTA),
    ({"codigo": "cambio_duradero", "valor": "cualquiera"}, {"cambios": frozenset({"gestion"})}, Estado.CUMPLE),
    ({"codigo": "una_categoria"}, {}, Estado.NO_SE_SABE),
]


@pytest.mark.parametrize(("regla", "hechos", "dice"), REGLAS)
def test_cada_regla(regla, hechos, dice):
    uno = objetivo(reglas=[{**regla, "dice_es": "La regla"}])
    fila = renglon(_medir(uno, **hechos), "La regla")
    assert dice in (fila.estado, fila.frase)


def test_toda_regla_sabe_medirse_y_se_valida():
    from promocion.ajuste import _REGLAS

    assert set(_REGLAS) == set(Regla.Codigo)
    for malo in ({"codigo": "min_meses"}, {"codigo": "min_meses", "numero": 0}, {"codigo": "ruta", "valor": "en"}):
        with pytest.raises(ValidationError):
            Regla(objetivo=objetivo(f"o{hash(str(malo)) % 999}"), **malo).full_clean()


def test_un_limite_de_cero_se_rechaza():
    with pytest.raises(ValidationError):
        objetivo(anexos_mb=0, anexos_limite="exacto")
    with pytest.raises(ValidationError):
        agregar(objetivo(), 1, ("resumen", 0, "palabras"))


def test_los_anexos_que_pasan_del_total():
    uno = objetivo(anexos_mb=5, anexos_limite="exacto")
    assert renglon(_medir(uno, octetos=6 * 1024 * 1024), "anexos").frase == "los anexos pasan del total en 1 MB"
    assert renglon(_medir(uno, octetos=None), "anexos").estado == Estado.NO_SE_SABE


def test_bogota_no_puede():
    assert "Bogotá no puede" in _medir(objetivo(admite="no")).en_breve
    assert _medir(objetivo("otro", admite="por_tercero")).estado == Estado.NO_SE_SABE


# --- Over what is really in the Bank ---


def test_una_version_corta_sirve_mientras_su_fuente_no_cambie():
    uno = objetivo(campos=[("resumen", 3, "palabras")])
    hoja = f.viva(resumen="Un resumen que pasa de tres palabras.")
    fuente = retratos.retrato(hoja).texto("resumen", "es")
    TextoCorto.objects.create(
        practica=hoja,
        clave="resumen",
        maximo=3,
        unidad="palabras",
        idioma="es",
        texto="Tres palabras apenas.",
        huella=fuentes.huella(fuente),
    )
    assert medir(retratos.perfil(uno), retratos.retrato(hoja), HOY).estado == Estado.CUMPLE
    hoja.resumen = "Otro resumen que también pasa de tres palabras."
    assert medir(retratos.perfil(uno), retratos.retrato(hoja), HOY).estado == Estado.FALTA


def test_ningun_contacto_sin_autorizacion():
    hoja = f.practica(None, titulo="Con personas")
    hoja.contactos = [
        Contacto(**{**f.contacto(), "nombre": "Canario Secreto", "correo": "canario@example.org", "autoriza": False}),
        Contacto(
            **{**f.contacto(), "nombre": "Sí Autoriza", "autoriza": True, "autoriza_fecha": datetime.date(2024, 1, 1)}
        ),
    ]
    hoja.save()
    textos = retratos.retrato(hoja).textos["es"]
    assert "Sí Autoriza" in textos["contacto"]
    assert not any("anario" in texto for texto in textos.values())


def test_la_naturaleza_de_los_socios_sale_del_registro():
    hoja = f.practica(None, titulo="Con socios")
    hoja.organizaciones = [f.socio("Fundación Ágil", naturaleza="civica"), f.socio("Nadie la clasificó")]
    hoja.save()
    suyo = retratos.retrato(hoja)
    assert suyo.naturalezas == {"publica", "civica"} and suyo.sin_clasificar


def test_el_borrador_se_mide_con_lo_que_dice_su_ultima_version():
    uno = objetivo(campos=[("objetivos", 100, "palabras")])
    hoja = f.viva()
    hoja.objetivos = "Que se note."
    hoja.evidencias = [Evidencia(locale=hoja.locale, indicador="Norma", cambio_duradero="norma", fuente="Concejo")]
    hoja.save_revision(clean=False)
    aprobado = retratos.retrato(PracticaPage.objects.get(pk=hoja.pk))
    borrador = retratos.retrato(PracticaPage.objects.get(pk=hoja.pk).get_latest_revision_as_object())
    assert not aprobado.texto("objetivos", "es") and borrador.texto("objetivos", "es") == "Que se note."
    assert not aprobado.cambios and borrador.cambios == {"norma"}
    assert uno.formulario.campos.count() == 1


def test_el_ingles_se_mide_en_ingles(focal, asesora, moderadora, comunicaciones):
    hoja = f.publicada(focal, asesora, moderadora)
    uno = objetivo(campos=[("resumen", 100, "palabras")], idiomas=["en"])
    assert "inglés sin aval" in medir(retratos.perfil(uno), retratos.retrato(hoja), HOY).en_breve
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    suyo = retratos.retrato(hoja)
    assert suyo.texto("resumen", "en").startswith("[en]")
    assert medir(retratos.perfil(uno), suyo, HOY).estado == Estado.CUMPLE


def test_el_ingles_que_se_quedo_atras(focal, asesora, moderadora, comunicaciones):
    hoja = f.publicada(focal, asesora, moderadora)
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    f.cambiar(hoja, focal, resumen="Otro resumen.")
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    assert retratos.retrato(f.fresca(hoja)).atrasados == {"en"}


def test_lo_comun_se_escribe_una_vez():
    hoja = f.viva()
    TextoComun.objects.create(clave="ciudad", texto_es="Bogotá es la capital.")
    TextoComun.objects.create(clave="quien_es", entidad=hoja.entidad, texto_es="El IDRD.")
    suyo = retratos.retrato(hoja)
    assert suyo.texto("ciudad", "es") == "Bogotá es la capital." and suyo.texto("quien_es", "es") == "El IDRD."
    with pytest.raises(ValidationError):
        TextoComun(clave="ciudad", texto_es="Otra vez.").full_clean()


# --- What comes with the installation ---


def test_los_objetivos_instalados():
    assert Objetivo.objects.count() == 28
    campos = [campo for uno in Objetivo.objects.all() for campo in uno.formulario.campos.all()]
    assert len(campos) == 94  # and the one that is the length of all of it
    assert sum(not fuentes.partes(campo.fuente) for campo in campos) < 5
    con_limite = [campo for campo in campos if campo.maximo]
    assert len(con_limite) == 49 and all(campo.limite_fuente and campo.limite_verificado for campo in con_limite)
    pergamino = Objetivo.objects.get(clave="pergamino-onu-habitat")
    assert (pergamino.total_maximo, pergamino.total_unidad) == (10, "paginas")


def test_todo_lo_instalado_se_puede_medir():
    suyo = retratos.retrato(f.viva())
    for perfil in retratos.perfiles():
        assert medir(perfil, suyo, HOY).total


def test_instalar_otra_vez_no_pisa_lo_editado():
    uno = Objetivo.objects.get(clave="opsi")
    uno.organiza = "Editado aquí"
    uno.save()
    uno.formulario.campos.first().delete()
    instalados.instalar()
    assert Objetivo.objects.get(clave="opsi").organiza == "Editado aquí"
    assert Objetivo.objects.count() == 28 and uno.formulario.campos.count() == 14


def test_cada_fuente_lleva_a_algo_de_la_ficha():
    suyas = retratos.retrato(f.viva()).textos["es"]
    for clave in fuentes.TODAS:
        assert fuentes.partes(clave) and set(fuentes.partes(clave)) <= set(suyas), clave
        assert fuentes.nombre(clave)
