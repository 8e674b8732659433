"""The rows of evidence: what is asked of each, in sentences beside its field, and how their figures are read."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from aval.auditoria import auditar
from aval.contenido import canonico_de
from aval.lectura import secciones_de
from base.models import Documento
from practicas import balanza, cifras, evidencias, reglas
from practicas.models import Archivo, Evidencia, PracticaPage
from tests import fabrica as f
from vocabulario.models import Criterio

from .test_editor import errores_de


def _fila(**cambios):
    """As a browser sends it."""
    return f.evidencia(calificador="exacto", tipo="registro_propio", **cambios)


def _frases(navegador, *filas, **mas):
    return errores_de(f.crear_por_formulario(navegador, "action-submit", evidencias=list(filas), **mas))


def test_una_fila_completa_se_envia(navegador):
    f.crear_por_formulario(navegador, "action-submit", evidencias=[_fila()])
    [fila] = PracticaPage.objects.get().get_latest_revision_as_object().evidencias.all()
    assert (fila.linea_base, fila.valor) == (Decimal(40), Decimal("62.5"))


@pytest.mark.parametrize(
    ("cambios", "etiqueta", "frase"),
    [
        pytest.param({"medida": "cantidad"}, "Unidad", "necesita su unidad", id="valor-sin-unidad"),
        pytest.param({"valor": "140"}, "Después (valor)", "de 0 a 100", id="mas-del-cien-por-ciento"),
        pytest.param({"linea_base": "101"}, "Antes (línea de base)", "de 0 a 100", id="y-de-antes"),
        pytest.param({"linea_base_anio": "2015"}, "Año de antes", "posterior", id="antes-despues-del-valor"),
        pytest.param({"medida": "dinero", "unidad": "USD y COP"}, "Unidad", "una sola moneda", id="dos-monedas"),
        pytest.param({"medida": "dinero", "unidad": "pesos"}, "Unidad", "USD, COP o EUR", id="moneda-sin-codigo"),
        pytest.param({"medida": "cantidad", "unidad": "% de hogares"}, "En qué se mide", "porcentaje", id="signo"),
        pytest.param({"indicador": "x" * 300}, "Qué se mide o qué se demuestra", "160", id="indicador-largo"),
        pytest.param({"valor": ""}, "Después (valor)", "falta el después", id="antes-sin-despues"),
        pytest.param({"valor": "", "linea_base": ""}, "Después (valor)", "cambio duradero", id="sin-nada"),
        pytest.param({"fuente": ""}, "Fuente: quién lo dice y dónde", "de dónde sale", id="sin-fuente"),
        pytest.param({"anio": "20144"}, "Año del valor", "2100", id="un-anio-que-no-es"),
    ],
)
def test_lo_que_no_se_entiende_se_dice_al_lado(navegador, cambios, etiqueta, frase):
    frases = _frases(navegador, _fila(**cambios))
    assert set(frases) == {f"Evidencia 1: {etiqueta}"}
    assert frase in frases[f"Evidencia 1: {etiqueta}"]
    assert not PracticaPage.objects.exists()


@pytest.mark.parametrize(
    "cambios",
    [
        pytest.param({"medida": "variacion", "valor": "140"}, id="crecio-mas-del-doble"),
        pytest.param({"medida": "variacion", "valor": "-20", "linea_base": ""}, id="bajo"),
        pytest.param({"valor": "", "linea_base": "", "cambio_duradero": "norma"}, id="una-norma"),
        pytest.param({"valor": "", "linea_base": "", "tipo": "reconocimiento"}, id="un-premio"),
        pytest.param({"linea_base": "", "linea_base_anio": ""}, id="sin-antes"),
    ],
)
def test_lo_que_si_puede_ser(navegador, cambios):
    f.crear_por_formulario(
        navegador, "action-submit", evidencias=[_fila(**cambios) if "tipo" not in cambios else {**_fila(), **cambios}]
    )
    assert PracticaPage.objects.get().workflow_in_progress


def test_sesenta_filas_no_caben(navegador):
    respuesta = f.crear_por_formulario(navegador, "action-submit", evidencias=[_fila() for _n in range(60)])
    assert "Caben 20 evidencias" in respuesta.content.decode()
    assert not PracticaPage.objects.exists()


def _documento(titulo="Informe"):
    return Documento.objects.create(title=titulo, file=ContentFile(f.PDF, "informe.pdf"))


def test_la_fuente_es_un_archivo_de_la_ficha(navegador, focal):
    from actores.colecciones import comun

    suyo, otro = _documento(), _documento("Otro")
    for uno in (suyo, otro):
        uno.collection = comun()
        uno.save()
    archivos = [{"documento": suyo.pk, "titulo": "Informe final"}]
    frases = _frases(navegador, _fila(documento=otro.pk), archivos=archivos)
    assert "no está entre los archivos" in next(iter(frases.values()))
    f.crear_por_formulario(navegador, "action-submit", evidencias=[_fila(documento=suyo.pk)], archivos=archivos)
    hoja = PracticaPage.objects.get()
    borrador = hoja.get_latest_revision_as_object()
    borrador.archivos = []  # taken out of the ficha: the rule at the aval sees it too
    assert [campo for campo, _frase in reglas.revisar(borrador)] == ["evidencias"]


def test_nadie_cita_un_archivo_ajeno_ni_en_borrador(navegador):
    respuesta = f.crear_por_formulario(navegador, None, evidencias=[_fila(documento=_documento().pk)])
    assert respuesta.status_code == 200
    assert not PracticaPage.objects.exists()


def test_quien_modera_la_lee_entera(db):
    hoja = f.practica(evidencias=[f.evidencia(nota="Sin las zonas rurales.", cumplimiento="en_parte")])
    [seccion] = [una for una in secciones_de(hoja) if una.campo == "evidencias"]
    for dicho in (
        "de 40\u00a0% (2010)",
        "se cumplió en parte",
        "registro propio",
        "Encuesta de prueba",
        "zonas rurales",
    ):
        assert dicho in seccion.html
    hoja.formatos = ["visita-a-bogota", "taller"]
    [seccion] = [una for una in secciones_de(hoja) if una.campo == "formatos"]
    assert seccion.html == "<p>taller o capacitación, visita técnica a Bogotá</p>"


def test_las_reglas_valen_tambien_en_el_aval(db):
    hoja = f.practica(evidencias=[f.evidencia(fuente="")])
    assert [campo for campo, _frase in reglas.revisar(hoja)] == ["evidencias"]
    assert not [*evidencias.de_la_practica(f.practica(titulo="Otra", evidencias=[f.evidencia()]))]


def test_de_ida_y_vuelta_por_la_traduccion(comunicaciones, moderadora):
    """Numbers are those of the original, words are translated; and the original that changes leaves English behind."""
    documento = _documento()
    hoja = f.practica(None, evidencias=[f.evidencia(documento=documento, nota="Sin las zonas rurales."), f.evidencia()])
    hoja.archivos = [Archivo(documento=documento, titulo="Informe final", locale=hoja.locale)]
    hoja.save()
    f.flujo.avalar_de_instalacion(hoja)
    inglesa = f.publicada_en_ingles(f.fresca(hoja), comunicaciones, moderadora)
    es, en = canonico_de(f.fresca(hoja))["evidencias"], canonico_de(inglesa)["evidencias"]
    assert len(es) == len(en) == 2
    for una, otra in zip(es, en, strict=True):
        for campo, valor in una.items():
            esperado = f"[en] {valor}" if campo in Evidencia.TRADUCIDOS and valor else valor
            assert otra[campo] == esperado, campo
    borrador = f.fresca(hoja)
    borrador.evidencias = [
        *borrador.evidencias.all(),
        Evidencia(locale=hoja.locale, sort_order=9, **f.evidencia(valor="70")),
    ]
    f.flujo.avalar_de_instalacion(borrador)
    assert f.fresca(inglesa).evidencias.count() == 2  # the new row is not yet in English, and never in Spanish
    assert auditar().hallazgos == []


# --- Yesterday ------------------------------------------------------------------------------------


NUEVOS = (
    *("resultado_en_una_frase", "evidencias", "dificultades", "costo_banda", "costo_monto", "costo_moneda"),
    *("costo_anio", "equipo", "tiempo_primeros_resultados", "condiciones_previas", "instrumento_juridico"),
    *("version_minima", "formatos", "idiomas_de_trabajo", "cupo_anual"),
)


def test_un_aval_de_ayer_sigue_en_vigor(db):
    """What it covered had none of these fields."""
    hoja = f.viva("De ayer", dificultades="")
    ayer = {campo: valor for campo, valor in hoja.aval.contenido.items() if campo not in NUEVOS}
    assert len(ayer) == len(hoja.aval.contenido) - len(NUEVOS)
    with f.candado_abierto():
        type(hoja.aval)._base_manager.filter(pk=hoja.aval_id).update(contenido=ayer)
    assert auditar().hallazgos == []
    PracticaPage.objects.filter(pk=hoja.pk).update(formatos=["taller"])
    assert [hallazgo["campos"] for hallazgo in auditar().hallazgos] == [["formatos"]]


# --- How it is read -------------------------------------------------------------------------------


def _dicha(**cambios):
    fila = f.evidencia(unidad="", periodo="", calificador="exacto", **cambios)
    numeros = {campo: Decimal(fila[campo]) for campo in Evidencia.NUMEROS if fila.get(campo)}
    return SimpleNamespace(**{"linea_base": None, "valor": None, "esperado": None, **fila, **numeros})


@pytest.mark.parametrize(
    ("cambios", "es", "en"),
    [
        (
            {},
            "Hogares con agua: de 40\u00a0% (2010) a 62,5\u00a0% (2014)",
            "Hogares con agua: from 40% (2010) to 62.5% (2014)",
        ),
        (
            {"medida": "cantidad", "unidad": "m3", "linea_base": None, "valor": "1200.5", "calificador": "mas_de"},
            "Hogares con agua: más de 1.200,5 m3 (2014)",
            "Hogares con agua: more than 1,200.5 m3 (2014)",
        ),
        (
            {"medida": "dinero", "unidad": "USD", "linea_base": None, "valor": "1200.00"},
            "Hogares con agua: USD\u00a01.200 (2014)",
            "Hogares con agua: USD\u00a01,200 (2014)",
        ),
        (
            {"medida": "variacion", "linea_base": None, "valor": "140", "periodo": "en dos años"},
            "Hogares con agua: +140\u00a0% (2014), en dos años",
            "Hogares con agua: +140% (2014), en dos años",
        ),
        ({"valor": None, "linea_base": None}, "Hogares con agua", "Hogares con agua"),
    ],
)
def test_las_cifras_en_la_forma_de_quien_lee(cambios, es, en):
    fila = _dicha(
        **{campo: valor for campo, valor in cambios.items() if campo not in ("unidad", "periodo", "calificador")}
    )
    for campo in ("unidad", "periodo", "calificador"):
        setattr(fila, campo, cambios.get(campo, getattr(fila, campo)))
    for idioma, dicho in (("es", es), ("en", en)):
        with override(idioma):
            assert cifras.en_una_linea(fila) == dicho


# --- What is weighed ------------------------------------------------------------------------------


def test_la_balanza_pesa_lo_aprendido_contra_lo_hecho(db):
    hoja = f.practica(
        **{campo: "" for campo in ("innovacion", "visibilidad", "dificultades", "lecciones")},
        antecedentes=f.parrafo(300),
        asociacion=f.parrafo(200),
        resultados=f.parrafo(100),
    )
    pesada = balanza.pesar(hoja)
    assert (pesada.hecho, pesada.logrado, pesada.parte, pesada.inclinada) == (500, 100, 17, True)
    hoja.dificultades = f.parrafo(100)
    assert not balanza.pesar(hoja).inclinada
    assert not balanza.pesar(dict.fromkeys(("antecedentes", "resultados"), "")).inclinada


def test_una_cifra_de_la_prosa_sin_su_fila_se_nota(db):
    hoja = f.practica(
        evidencias=[f.evidencia()],
        resultados="<p>En 2014 se pasó del 40 % al 62,5 %, con 1.200 familias y 30 barrios.</p>",
        resultado_en_una_frase="Agua para 1.200 familias",
    )
    assert balanza.cifras_sin_evidencia(hoja) == ["1.200", "30"]


def test_lo_que_falta_decir_para_adoptarla(db):
    hoja = f.practica()
    assert set(reglas.sin_decir_para_adoptarla(hoja)) == {
        *("costo_banda", "equipo", "tiempo_primeros_resultados", "condiciones_previas", "instrumento_juridico"),
        *("version_minima", "formatos", "idiomas_de_trabajo", "cupo_anual"),
    }
    hoja.costo_banda, hoja.formatos, hoja.cupo_anual = "no-se-conoce", ["taller"], 0
    assert not {"costo_banda", "formatos", "cupo_anual"} & set(reglas.sin_decir_para_adoptarla(hoja))


@pytest.mark.parametrize(
    ("cambios", "campos"),
    [
        ({"costo_monto": "30000"}, {"Moneda del monto", "Año del monto"}),
        (
            {"costo_monto": "30000", "costo_moneda": "USD", "costo_anio": "2014", "costo_banda": "1-a-5-millones"},
            {"Monto"},
        ),
        ({"formatos": ("taller", "teletransporte")}, {"Cómo acompaña Bogotá"}),
    ],
)
def test_lo_que_se_contradice_en_la_hoja_de_adopcion(navegador, cambios, campos):
    assert set(errores_de(f.crear_por_formulario(navegador, "action-submit", **cambios))) == campos


def test_la_hoja_de_adopcion_se_envia(navegador):
    cambios = {
        **{"costo_banda": "hasta-50-mil", "costo_monto": "30000", "costo_moneda": "USD", "costo_anio": "2014"},
        **{"formatos": ("visita-a-bogota", "taller"), "idiomas_de_trabajo": ("es",), "cupo_anual": "2"},
    }
    f.crear_por_formulario(navegador, "action-submit", **cambios)
    hoja = PracticaPage.objects.get().get_latest_revision_as_object()
    assert set(hoja.formatos) == {"taller", "visita-a-bogota"}


def test_da_igual_en_que_orden_se_escogieron(focal, asesora, moderadora):
    """What is approved is published as it is, and read in the order of the list."""
    hoja = f.publicada(
        focal, asesora, moderadora, formatos=["visita-a-bogota", "taller"], idiomas_de_trabajo=["en", "es"]
    )
    assert hoja.live
    campo = PracticaPage._meta.get_field("formatos")
    assert campo.nombres(hoja.formatos) == ["taller o capacitación", "visita técnica a Bogotá"]


def test_el_formulario_dice_lo_que_pesa_y_que_cifras_no_tienen_fila(navegador, focal):
    hoja = f.practica(
        focal, dificultades="", lecciones="", antecedentes=f.parrafo(200), resultados="<p>Llegó a 1.200 familias.</p>"
    )
    sopa = BeautifulSoup(navegador.get(f.url_edicion(hoja)).content, "html.parser")
    pesa = sopa.select_one(".practicas-balanza")
    assert "Lo que se logró y se aprendió: 4 palabras" in pesa.get_text()
    assert not pesa.select_one(".practicas-balanza__consejo").has_attr("hidden")
    assert "1.200" in sopa.select_one(".practicas-cifras").get_text()
    f.cambiar(hoja, focal, resultados=f.parrafo(120), resultado_en_una_frase="Menos CO2 en el ODS11 desde 2014")
    sopa = BeautifulSoup(navegador.get(f.url_edicion(hoja)).content, "html.parser")
    assert sopa.select_one(".practicas-balanza__consejo").has_attr("hidden")
    assert not sopa.select_one(".practicas-cifras")


def test_tambien_en_una_ficha_nueva(navegador):
    assert "0 palabras" in navegador.get(f.url_nueva()).content.decode()


def test_lo_que_se_escoge_en_una_fila_se_lee_una_vez_para_todas(navegador, focal, settings):
    def medir(cuantas):
        criterio = Criterio.objects.first()
        documento = _documento()
        hoja = f.practica(focal, titulo=f"Con {cuantas}")
        hoja.archivos = [Archivo(documento=documento, titulo="Informe", locale=hoja.locale)]
        hoja.evidencias = [
            Evidencia(locale=hoja.locale, **f.evidencia(documento=documento, criterio=criterio))
            for _n in range(cuantas)
        ]
        hoja.save()
        hoja.save_revision(user=focal, clean=False)
        navegador.get(f.url_edicion(hoja))
        with CaptureQueriesContext(connection) as consultas:
            respuesta = navegador.get(f.url_edicion(hoja))
        sopa = BeautifulSoup(respuesta.content, "html.parser")
        assert len(sopa.select("select[name$=-documento] option[selected]")) >= cuantas
        return [una["sql"][:160] for una in consultas]

    # Wagtail asks of each row of a revision whether what it names is still there: four keys, and nothing of ours.
    con_veinte, con_una = medir(20), medir(1)
    assert len(con_veinte) - len(con_una) <= 19 * 4, con_veinte
