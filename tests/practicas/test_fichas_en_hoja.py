"""Many fichas in a spreadsheet: they go out and come back; each row is seen first, and is a draft and no more."""

import csv
import datetime
import io
import random
import tracemalloc
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from base.texto import sin_control
from formularios import hoja
from formularios.lectura import Estado
from formularios.lectura_hoja import leer
from formularios.models import FilaDeImportacion, Importacion
from practicas import ficha_en_word, fichas_en_hoja, traer_fichas
from practicas.ficha import FICHA
from practicas.models import PracticaPage
from tests import cola
from tests import fabrica as f

pytestmark = pytest.mark.django_db

IDRD = "Instituto Distrital de Recreación y Deporte"


def libro(*filas, titulos=("Título", "Resumen", "Lecciones aprendidas", "Fecha de inicio")):
    """An .xlsx as somebody makes it by hand: a row of headings, and the others."""
    suyo = Workbook()
    suyo.active.append(list(titulos))
    for fila in filas:
        suyo.active.append(list(fila))
    return guardado(suyo)


def guardado(suyo):
    memoria = io.BytesIO()
    suyo.save(memoria)
    return memoria.getvalue()


def en_csv(filas, separador=",", codigo="utf-8"):
    memoria = io.StringIO()
    csv.writer(memoria, delimiter=separador).writerows(filas)
    return memoria.getvalue().encode(codigo)


def subir(navegador, datos, nombre="fichas.xlsx"):
    return navegador.post(reverse("practicas:traer_hoja"), {"archivo": SimpleUploadedFile(nombre, datos)})


def filas():
    return list(FilaDeImportacion.objects.order_by("numero"))


def leidas(datos, nombre="fichas.xlsx"):
    """What each row says, by key."""
    leida = leer(fichas_en_hoja.formulario(), datos, nombre, traer_fichas.NECESARIO)
    return [{uno.campo.clave: uno.valor for uno in fila.campos if uno.estado != Estado.VACIO} for fila in leida.filas]


@pytest.fixture
def navegador(entrar, focal):
    return entrar(focal)


def confirmar(navegador):
    return navegador.post(reverse("practicas:importacion", args=[Importacion.objects.get().pk]), {"confirmar": "1"})


# --- Out ------------------------------------------------------------------------------------------


def _salida(navegador, nombre="hoja_en_blanco"):
    return b"".join(navegador.get(reverse(f"practicas:{nombre}")).streaming_content)


def test_la_hoja_en_blanco_tiene_cada_campo_con_su_guia_su_limite_y_sus_listas(navegador):
    suyo = load_workbook(io.BytesIO(_salida(navegador)))
    fichas, listas = suyo.worksheets
    titulos = [celda.value for celda in fichas[1]]
    assert titulos[:3] == ["N.º en el Banco", "Título *", "Entidad líder"]
    assert len(titulos) == len(ficha_en_word.formulario().campos) + 2
    guia = {titulo: celda.value for titulo, celda in zip(titulos, fichas[2], strict=True)}
    assert "Hasta 10 palabras." in guia["Título *"] and "Hasta 200 palabras." in guia["Lecciones aprendidas *"]
    columnas = {columna[0].value: [celda.value for celda in columna[1:] if celda.value] for columna in listas.columns}
    assert "Movilidad sostenible" in columnas["Área temática"] and "Suba" in columnas["Localidades"]
    assert IDRD in columnas["Entidad líder"]
    validadas = {str(una.sqref): una.formula1 for una in fichas.data_validations.dataValidation}
    letra = fichas[1][titulos.index("Área temática")].column_letter
    assert validadas[f"{letra}3:{letra}{hoja.FILAS_MAXIMAS + 2}"] == "lista_tema"
    assert suyo.defined_names["lista_tema"].attr_text.startswith("'Listas'!$")


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_doscientas_fichas_van_y_vuelven_iguales(focal, idioma):
    for numero in range(200):
        f.practica(focal, titulo=f"Práctica {numero}", localidades=["usaquen", "suba"], lecciones="<p>A.</p><p>=B</p>")
    with fichas_en_hoja.exportar(PracticaPage.objects.all(), idioma) as salida:
        vueltas = leidas(salida.read())
    assert len(vueltas) == 200
    esperadas = {}
    for ficha in PracticaPage.objects.all():
        dichas = ficha_en_word.respuestas(ficha)
        if idioma == "en":
            dichas |= {
                clave: [una.nombre_en for una in getattr(ficha, clave).all()]
                for clave in ("localidades", "ods", "poblaciones")
            }
        esperadas[ficha.title] = {
            clave: sorted(valor) if isinstance(valor, list) else valor for clave, valor in dichas.items()
        } | {"entidad": "idrd"}
    assert {una["title"]: una for una in vueltas} == esperadas


def test_exportar_pregunta_lo_mismo_con_una_que_con_muchas(focal, django_assert_max_num_queries):
    for numero in range(12):
        f.practica(focal, titulo=f"Práctica {numero}", localidades=["suba"])
    # the form (3), what may be chosen (3), codes and names (6), the fichas
    with django_assert_max_num_queries(13), fichas_en_hoja.exportar(PracticaPage.objects.all(), "es") as salida:
        assert salida.read(2) == b"PK"


def test_salen_las_de_su_entidad_y_ninguna_otra_ni_las_personas(navegador, focal, otro_focal):
    f.practica(focal, titulo="La propia")
    f.practica(otro_focal, titulo="La ajena", entidad="secretaria-cultura")
    datos = _salida(navegador, "en_hoja")
    assert [una["title"] for una in leidas(datos)] == ["La propia"]
    with zipfile.ZipFile(io.BytesIO(datos)) as zip_:
        assert not any(b"Frailej" in zip_.read(nombre) for nombre in zip_.namelist())


def test_lo_escrito_nunca_es_una_formula_y_lo_que_no_cabe_se_dice(focal):
    f.practica(focal, titulo='=HYPERLINK("http://x")', lecciones=f"<p>{'palabra ' * 5000}</p>")
    with fichas_en_hoja.exportar(PracticaPage.objects.all(), "es") as salida:
        suyo = load_workbook(io.BytesIO(salida.read()))
    celdas = {celda.value: celda for celda in suyo.worksheets[0][3]}
    assert celdas['=HYPERLINK("http://x")'].data_type == "s"
    assert "No cabe en una celda: está completo en la ficha y en su Word." in celdas


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texto=st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_cualquier_texto_va_y_vuelve(focal, texto):
    columnas = fichas_en_hoja.formulario()
    with hoja.escribir(columnas, [("", {"title": "Una", "lecciones": texto})], {}) as salida:
        [vuelta] = leidas(salida.read())
    assert vuelta.get("lecciones", "") == sin_control(texto.replace("\r\n", "\n").replace("\r", "\n")).strip()


# --- In -------------------------------------------------------------------------------------------


def test_se_ven_antes_y_quedan_de_borrador_de_su_entidad(navegador, focal):
    respuesta = subir(navegador, libro(["Huertas", "Uno.", "Dos.\nTres.", datetime.date(2019, 5, 4)], ["Otra"]))
    vista = navegador.get(respuesta.url).content.decode()
    assert not PracticaPage.objects.exists() and "2 fichas entran" in vista and "Huertas" in vista
    confirmar(navegador)
    huertas = PracticaPage.objects.get(title="Huertas")
    assert (huertas.live, huertas.entidad, huertas.owner) == (False, focal.entidad, focal)
    assert (huertas.resumen, huertas.lecciones) == ("Uno.", "<p>Dos.</p><p>Tres.</p>")
    assert huertas.fecha_inicio == datetime.date(2019, 5, 4)
    vista = navegador.get(respuesta.url).content.decode()
    assert "2 quedaron de borrador" in vista and reverse("wagtailadmin_pages:edit", args=[huertas.pk]) in vista
    confirmar(navegador)
    assert PracticaPage.objects.count() == 2 and not PracticaPage.objects.filter(live=True).exists()


@pytest.mark.parametrize(
    "datos",
    [
        en_csv([["Título", "Resumen"], ["Niñez, y más", "Dos; tres"]], ","),
        en_csv([["Título", "Resumen"], ["Niñez, y más", "Dos; tres"]], ";", "cp1252"),
        en_csv([["Título", "Resumen"], ["Niñez, y más", "Dos; tres"]], ";", "utf-8-sig"),
        en_csv([["Título", "Resumen"], ["Niñez, y más", "Dos; tres"]], "\t", "utf-16"),
        b"sep=;\r\n" + en_csv([["TITULO", "resumen:"], ["Niñez, y más", "Dos; tres"]], ";"),
    ],
    ids=["coma", "punto y coma, Windows-1252", "con marca", "tabulador, Unicode de Excel", "sep="],
)
def test_un_csv_de_cualquier_programa(datos):
    assert leidas(datos, "fichas.csv") == [{"title": "Niñez, y más", "resumen": "Dos; tres"}]


@pytest.mark.parametrize(
    "escrita, leida",
    [
        (datetime.datetime(2019, 12, 31), "2019-12-31"),
        ("31/12/2019", "2019-12-31"),
        ("31 de diciembre de 2019", "2019-12-31"),
        ("2019-12-31", "2019-12-31"),
        ("31/02/2019", None),
        ("12/31/2019", None),
        (43830, None),
        (datetime.time(10, 30), None),
    ],
    ids=str,
)
def test_las_fechas(navegador, escrita, leida):
    subir(navegador, libro(["Una", "", "", escrita]))
    [fila] = filas()
    assert fila.estado == "entra" and ("fecha_inicio" in fila.dudas) == (leida is None)
    confirmar(navegador)
    fecha = PracticaPage.objects.get().fecha_inicio
    assert (fecha and fecha.isoformat()) == leida


def test_de_cada_campo_se_dice_lo_que_no_se_guarda(navegador):
    titulos = ("Título", "Área temática", "Localidades", "Resumen", "Lecciones aprendidas")
    subir(navegador, libro(["Una", "Magia", "Suba; Macondo", "palabra " * 101, "=1+1"], titulos=titulos))
    [fila] = filas()
    assert fila.dudas == {
        "tema": "No es un término de la lista.",
        "localidades": "No están en la lista: Macondo.",
        "resumen": "sobra 1 (palabras)",
        "lecciones": "Es una fórmula, y no se lee: escriba en la celda lo que da.",
    }
    confirmar(navegador)
    ficha = PracticaPage.objects.get()
    assert ficha.tema is None and not ficha.localidades.exists() and ficha.lecciones == ""
    assert ficha.resumen == ("palabra " * 101).strip()  # nothing is cut


@pytest.mark.parametrize(
    "fila, motivo",
    [
        (["", "Con resumen"], "Le falta el título."),
        (["=A1", "x"], "El título es una fórmula"),
        (["x" * 256, "x"], "El título pasa de 255 caracteres."),
    ],
)
def test_sin_titulo_no_entra(navegador, fila, motivo):
    subir(navegador, libro(fila))
    assert filas()[0].motivo.startswith(motivo) and filas()[0].estado == "no_entra"
    confirmar(navegador)
    assert not PracticaPage.objects.exists()


def test_la_misma_dos_veces_en_el_archivo_y_la_que_ya_esta_se_dicen_con_su_enlace(navegador, focal):
    ya = f.practica(focal, titulo="Ciclovía")
    respuesta = subir(navegador, libro(["Huertas"], ["  huertas "], ["CICLOVIA"]))
    assert [fila.motivo for fila in filas()] == [
        "",
        "Es la misma de la fila 2.",
        "Ya está en el Banco: no se toca.",
    ]
    assert reverse("wagtailadmin_pages:edit", args=[ya.pk]) in navegador.get(respuesta.url).content.decode()
    confirmar(navegador)
    assert PracticaPage.objects.count() == 2


def test_lo_que_sale_no_vuelve_a_entrar_aunque_cambie_de_titulo(navegador, focal):
    ficha = f.practica(focal, titulo="Ciclovía")
    suyo = load_workbook(io.BytesIO(_salida(navegador, "en_hoja")))
    suyo.worksheets[0]["B3"] = "Otro título"
    subir(navegador, guardado(suyo))
    assert [(fila.estado, fila.pagina_id) for fila in filas()] == [("no_entra", ficha.pk)]


def test_un_punto_focal_trae_las_de_su_entidad_y_ninguna_otra(navegador, focal, otro_focal):
    titulos = ("Título", "Entidad")
    subir(
        navegador,
        libro(["Una", IDRD], ["Dos", "idrd"], ["Tres", ""], ["Cuatro", otro_focal.entidad.nombre_es], titulos=titulos),
    )
    entran = [fila.nombre for fila in filas() if fila.estado == "entra"]
    assert entran == ["Una", "Dos", "Tres"]
    FilaDeImportacion.objects.update(entidad=otro_focal.entidad, estado="entra")
    confirmar(navegador)  # and at the moment of keeping them it is asked again
    assert not PracticaPage.objects.exists()


def test_moderacion_las_trae_para_la_que_diga_cada_fila(entrar, asesora):
    navegador, titulos = entrar(asesora), ("Título", "Entidad")
    asesora.entidad = None
    asesora.save()
    subir(navegador, libro(["Una", "IDRD"], ["Dos", "Macondo"], ["Tres", ""], titulos=titulos))
    assert [fila.motivo for fila in filas()] == ["", "«Macondo» no es una entidad de la lista.", "Le falta la entidad."]
    confirmar(navegador)
    ficha = PracticaPage.objects.get()
    assert (ficha.entidad.codigo, ficha.live) == ("idrd", False)


@pytest.mark.parametrize("quien", ["administracion", "comunicaciones", "otro_focal"])
def test_lo_que_otra_persona_trajo_no_se_ve(request, entrar, navegador, quien):
    subir(navegador, libro(["Una"]))
    otra = request.getfixturevalue(quien)
    url = reverse("practicas:importacion", args=[Importacion.objects.get().pk])
    for respuesta in (entrar(otra).get(url), entrar(otra).post(url, {"confirmar": "1"})):
        assert respuesta.status_code in (302, 403, 404)
    assert Importacion.objects.get().estado == "leida" and not PracticaPage.objects.exists()


def _zip(datos, **mas):
    memoria = io.BytesIO(datos)
    with zipfile.ZipFile(memoria, "a", zipfile.ZIP_DEFLATED) as zip_:
        for nombre, contenido in mas.items():
            zip_.writestr(nombre.replace("__", "/"), contenido)
    return memoria.getvalue()


@pytest.mark.parametrize(
    "datos, nombre, frase",
    [
        (b"hola", "fichas.xlsx", "no corresponde a un archivo XLSX"),
        (b"hola", "fichas.csv", "No se encontró la fila de los títulos"),
        (b"\x00" * 5000, "fichas.csv", "Eso no es un CSV"),
        (f.DOC, "fichas.xls", "antes de 2007"),
        (f.PDF, "fichas.pdf", "Suba la hoja como .xlsx o .csv"),
        ("con macros", "fichas.xlsm", "macros"),
        ("bomba", "fichas.xlsx", "se infla demasiado"),
        ("sin título", "fichas.xlsx", "al menos la columna «Título»"),
        ("libro", "fichas.csv", "es un libro de Excel"),
        ("roto", "fichas.xlsx", "dañado"),
    ],
    ids=lambda valor: valor if isinstance(valor, str) else "bytes",
)
def test_lo_que_no_es_una_hoja_de_fichas_se_rechaza_con_su_razon(navegador, datos, nombre, frase):
    bueno = libro(["Una"])
    datos = {
        "con macros": _zip(bueno, **{"xl__vbaProject.bin": b"\x00"}),
        "bomba": _zip(bueno, **{"xl__relleno.xml": b" " * (61 * 1024 * 1024)}),
        "sin título": libro(["Una"], titulos=("Nombre",)),
        "libro": bueno,
        "roto": bueno.replace(b"<workbook", b"<werkbook") if b"<workbook" in bueno else bueno[:-40],
    }.get(datos, datos)
    respuesta = subir(navegador, datos, nombre)
    assert respuesta.status_code == 422
    errores = BeautifulSoup(respuesta.content, "html.parser").select_one(".error-message")
    assert frase in errores.get_text() and not Importacion.objects.exists()


def test_celdas_combinadas_columnas_ajenas_y_repetidas_se_avisan(navegador):
    suyo = Workbook()
    suyo.active.append(["Las fichas de la entidad"])
    suyo.active.append(["Título", "Nombre del alcalde", "Título"])
    suyo.active.append(["Una", "x", "y"])
    suyo.active.merge_cells("A3:A4")
    subir(navegador, guardado(suyo))
    avisos = " ".join(Importacion.objects.get().avisos)
    assert "Nombre del alcalde" in avisos and "celdas combinadas" in avisos and "el mismo título" in avisos
    assert [fila.nombre for fila in filas()] == ["Una"]


def test_los_titulos_repetidos_y_las_filas_en_blanco_no_son_fichas():
    titulos = ("Título", "Resumen", "Lecciones aprendidas", "Fecha de inicio")
    assert [una["title"] for una in leidas(libro(["Una"], [], titulos, ["Dos"], [None] * 4, ["Tres"]))] == [
        "Una",
        "Dos",
        "Tres",
    ]


def test_dos_mil_entran_y_una_mas_no(focal, navegador):
    subir(navegador, libro(*([f"Ficha {numero}"] for numero in range(2000))))
    assert FilaDeImportacion.objects.count() == 2000
    respuesta = subir(navegador, libro(*([f"Ficha {numero}"] for numero in range(2001))))
    assert "Trae más de 2000 fichas" in navegador.get(respuesta.url).content.decode()
    assert FilaDeImportacion.objects.count() == 2000


def test_mirar_muchas_pregunta_lo_mismo_que_mirar_pocas(navegador, focal):
    def preguntas(cuantas):
        with CaptureQueriesContext(
            connection,
        ) as hechas:
            respuesta = subir(navegador, libro(*([f"Ficha {numero}", "x"] for numero in range(cuantas))))
        with CaptureQueriesContext(connection) as vistas:
            navegador.get(respuesta.url)
        return len(hechas), len(vistas)

    preguntas(1)  # what is asked once in the life of the process
    pocas, muchas = preguntas(3), preguntas(90)
    assert muchas == pocas
    assert (
        pocas[0] <= 60 and pocas[1] <= 40
    )  # upload: form twice, lists, entities, fichas; preview: form, a page of rows


def test_muchas_van_por_la_cola_y_se_ve_por_donde_van(settings, navegador, focal):
    cola.como_en_produccion(settings)
    subir(navegador, libro(*([f"Ficha {numero}", "x"] for numero in range(60))))
    url = reverse("practicas:importacion", args=[Importacion.objects.get().pk])
    confirmar(navegador)
    assert not PracticaPage.objects.exists()
    progreso = BeautifulSoup(navegador.get(url).content, "html.parser").progress
    assert (progreso["value"], progreso["max"]) == ("0", "60")
    traer_fichas.guardar_filas.call(Importacion.objects.get().pk)  # one turn, as a worker that is then killed
    assert PracticaPage.objects.count() == 25
    assert BeautifulSoup(navegador.get(url).content, "html.parser").progress["value"] == "25"
    cola.trabajar()
    assert PracticaPage.objects.count() == 60 and "60 quedaron de borrador" in navegador.get(url).content.decode()


def test_un_archivo_grande_se_lee_en_la_cola(settings, navegador, focal, monkeypatch):
    cola.como_en_produccion(settings)
    monkeypatch.setattr(traer_fichas, "_SE_LEE_YA", 10)
    respuesta = subir(navegador, libro(["Una"]))
    assert "Se está leyendo" in navegador.get(respuesta.url).content.decode()
    cola.trabajar()
    assert "1 ficha entra" in navegador.get(respuesta.url).content.decode()


def test_una_que_se_detuvo_sigue_donde_iba(navegador, focal):
    subir(navegador, libro(["Una"], ["Dos"]))
    Importacion.objects.update(estado="guardando", modificada="2020-01-01T00:00Z")
    url = reverse("practicas:importacion", args=[Importacion.objects.get().pk])
    assert "Hace rato que no avanza" in navegador.get(url).content.decode()
    navegador.post(url, {"seguir": "1"})
    assert PracticaPage.objects.count() == 2 and Importacion.objects.get().estado == "terminada"


def test_descartarla_no_deja_nada_y_lo_que_nadie_confirma_se_olvida(navegador, focal):
    subir(navegador, libro(["Una"]))
    navegador.post(reverse("practicas:importacion", args=[Importacion.objects.get().pk]), {"descartar": "1"})
    assert not Importacion.objects.exists() and not FilaDeImportacion.objects.exists()
    subir(navegador, libro(["Una"]))
    Importacion.objects.update(modificada="2020-01-01T00:00Z")
    subir(navegador, libro(["Dos"]))
    assert Importacion.objects.count() == 1


def test_la_memoria_no_crece_con_las_fichas():
    """500 fichas of two thousand words each are read row by row."""
    azar = random.Random(2600)  # noqa: S311  what repeats itself is taken for a file made to swell
    prosas = (" ".join(f"{azar.randrange(10**7)}" for _palabra in range(2000)) for _ficha in range(500))
    datos = libro(*([f"Ficha {numero}", "", prosa] for numero, prosa in enumerate(prosas)))
    leida = leer(fichas_en_hoja.formulario(), datos, "fichas.xlsx", traer_fichas.NECESARIO)
    tracemalloc.start()
    try:
        assert sum(1 for _fila in leida.filas) == 500
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024 * 1024  # all of it is 8 MB
    finally:
        tracemalloc.stop()


def test_todo_lo_que_se_escribe_en_la_ficha_tiene_su_columna():
    claves = [campo.clave for campo in fichas_en_hoja.formulario().campos]
    assert set(FICHA.limites) <= set(claves) and len(claves) == len(set(claves))
