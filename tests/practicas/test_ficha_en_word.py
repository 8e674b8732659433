"""The ficha goes out to Word and comes back: seen before it is kept, nothing lost, in the draft that it is of."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.texto import sin_control
from formularios.lectura_word import leer
from formularios.word import escribir
from practicas import ficha_en_word
from practicas.ficha import FICHA, PROSA, TEXTO
from practicas.models import PracticaPage
from tests import fabrica as f

pytestmark = pytest.mark.django_db

NUEVA = {
    "title": "Huertas en los patios",
    "resumen": "Uno dos.\nTres.",
    "lecciones": "Lo primero.\nLo segundo & lo <tercero>.",
    "fecha_inicio": "2019-05-04",
    "tema": "movilidad",
    "localidades": ["Usaquén", "Suba"],
}


def _subir(navegador, url, datos, **mas):
    return navegador.post(url, {"archivo": SimpleUploadedFile("ficha.docx", datos), **mas})


def _confirmar(navegador, url, vista):
    sopa = BeautifulSoup(vista.content, "html.parser")
    return navegador.post(url, {uno["name"]: uno["value"] for uno in sopa.select("form [name][type=hidden]")})


def _cambian(vista):
    filas = BeautifulSoup(vista.content, "html.parser").select(".formularios-tabla tbody tr")
    return {fila.th.contents[0].strip(): [td.get_text("\n", strip=True) for td in fila.select("td")] for fila in filas}


def _dice(datos):
    return "\n".join(nodo.text or "" for nodo in Document(io.BytesIO(datos)).element.body.iter())


@pytest.fixture
def navegador(entrar, focal):
    return entrar(focal)


def test_lleva_todo_lo_que_se_escribe_en_la_ficha_con_su_ayuda_y_su_limite():
    formulario = ficha_en_word.formulario()
    escritos = {uno.nombre for uno in FICHA.en_el_formulario if uno.clase in (TEXTO, PROSA)}
    assert escritos <= {campo.clave for campo in formulario.campos}
    assert {campo.clave: campo.maximo for campo in formulario.campos if campo.maximo} == {
        nombre: limite.limite for nombre, limite in FICHA.limites.items()
    }
    texto = _dice(escribir(formulario, {}))
    assert "Hasta 400 palabras." in texto and "Lo que hoy harían igual y por qué" in texto
    assert "Hasta 10 palabras." in texto and "Una de estas: Seguridad" in texto.replace("\n", " ")
    ingles = _dice(escribir(formulario, {}, "en"))
    assert "Up to 400 words." in ingles and "Hasta" not in ingles


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_una_ficha_va_y_vuelve_sin_un_cambio(focal, idioma):
    ficha = f.practica(focal, localidades=["usaquen", "suba"], innovacion="<p>A.</p><ul><li>B &amp; C</li></ul>")
    formulario = ficha_en_word.formulario()
    lectura = leer(formulario, escribir(formulario, ficha_en_word.respuestas(ficha), idioma))
    assert [uno for uno in ficha_en_word.cambios(ficha, lectura) if uno.cambia or uno.duda] == []
    assert lectura.avisos == [] and lectura.sobrante == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texto=st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_cualquier_texto_va_y_vuelve(focal, texto):
    formulario = ficha_en_word.formulario()
    lectura = leer(formulario, escribir(formulario, {"title": "Una", "lecciones": texto}))
    escrito = sin_control(texto.replace("\r\n", "\n").replace("\r", "\n")).strip()
    assert lectura.valores.get("lecciones", "") == escrito


def test_una_nueva_se_ve_y_queda_de_borrador_de_su_entidad(navegador, focal):
    formulario, url = ficha_en_word.formulario(), reverse("practicas:traer_nueva")
    vista = _subir(navegador, url, escribir(formulario, NUEVA), entidad=focal.entidad_id)
    assert not PracticaPage.objects.exists() and _cambian(vista)["Título"][1] == NUEVA["title"]
    respuesta = _confirmar(navegador, url, vista)
    ficha = PracticaPage.objects.get()
    assert respuesta.url == reverse("wagtailadmin_pages:edit", args=[ficha.pk])
    assert (ficha.title, ficha.live, ficha.entidad, ficha.owner) == (NUEVA["title"], False, focal.entidad, focal)
    assert ficha.resumen == NUEVA["resumen"] and ficha.tema.codigo == "movilidad"
    assert ficha.lecciones == "<p>Lo primero.</p><p>Lo segundo &amp; lo &lt;tercero&gt;.</p>"
    assert sorted(una.nombre_es for una in ficha.localidades.all()) == ["Suba", "Usaquén"]
    assert _confirmar(navegador, url, vista).url == url and PracticaPage.objects.count() == 1


def test_la_misma_otra_vez_se_dice_con_su_enlace(navegador, focal):
    ficha, url = f.practica(focal, titulo=NUEVA["title"]), reverse("practicas:traer_nueva")
    vista = _subir(navegador, url, escribir(ficha_en_word.formulario(), NUEVA), entidad=focal.entidad_id)
    assert reverse("wagtailadmin_pages:edit", args=[ficha.pk]) in vista.content.decode()


def test_de_la_que_hay_se_muestra_lo_que_difiere_y_lo_demas_se_queda(navegador, focal):
    marcado = "<p>Con <b>negrilla</b>.</p>"
    ficha = f.practica(focal, innovacion=marcado)
    formulario, url = ficha_en_word.formulario(), reverse("practicas:traer", args=[ficha.pk])
    salio = navegador.get(reverse("practicas:en_word", args=[ficha.pk]))
    valores = leer(formulario, b"".join(salio)).valores | {"lecciones": "Otra lección.", "upz": ""}
    vista = _subir(navegador, url, escribir(formulario, valores))
    assert _cambian(vista) == {"Lecciones aprendidas": ["Texto de lecciones para la prueba.", "Otra lección."]}
    assert "UPZ u otro lugar" in vista.content.decode()  # blank in the document: it stays
    _confirmar(navegador, url, vista)
    borrador = f.fresca(ficha).get_latest_revision_as_object()
    assert borrador.lecciones == "<p>Otra lección.</p>" and borrador.innovacion == marcado
    assert borrador.upz == "La Candelaria" and PracticaPage.objects.count() == 1
    assert f.fresca(ficha).latest_revision.user == focal


@pytest.mark.parametrize(
    "clave, escrito, frase",
    [
        ("fecha_inicio", "31/02/2019", "No es una fecha que exista"),
        ("tema", "Lo que sea", "No es un término de la lista"),
        ("localidades", ["Suba", "Macondo"], "No están en la lista: Macondo"),
        ("upz", "x" * 251, "Pasa de 250 caracteres"),
    ],
)
def test_lo_que_no_se_entiende_se_dice_y_no_toca_el_borrador(navegador, focal, clave, escrito, frase):
    ficha = f.practica(focal)
    antes = ficha_en_word.respuestas(ficha)
    url = reverse("practicas:traer", args=[ficha.pk])
    vista = _subir(navegador, url, escribir(ficha_en_word.formulario(), {"resumen": "Nuevo.", clave: escrito}))
    assert frase in vista.content.decode()
    _confirmar(navegador, url, vista)
    despues = ficha_en_word.respuestas(f.fresca(ficha).get_latest_revision_as_object())
    assert despues == antes | {"resumen": "Nuevo."}


@pytest.mark.parametrize("datos", [b"hola", "en blanco", "sin titulo"], ids=str)
def test_lo_que_no_es_una_ficha_se_rechaza_con_su_razon(navegador, focal, datos):
    formulario = ficha_en_word.formulario()
    datos = {"en blanco": escribir(formulario, {}), "sin titulo": escribir(formulario, {"resumen": "x"})}.get(
        datos, datos
    )
    vista = _subir(navegador, reverse("practicas:traer_nueva"), datos, entidad=focal.entidad_id)
    assert vista.status_code == 422 and "error-message" in vista.content.decode()


def test_las_personas_no_salen(navegador, focal):
    ficha = f.practica(focal)
    datos = b"".join(navegador.get(reverse("practicas:en_word", args=[ficha.pk])))
    assert "Frailejón" not in _dice(datos)


@pytest.mark.parametrize("nombre", ["traer", "en_word"])
def test_la_de_otra_entidad_ni_sale_ni_entra(entrar, focal, otro_focal, nombre):
    url = reverse(f"practicas:{nombre}", args=[f.practica(focal).pk])
    assert entrar(otro_focal).get(url).status_code != 200


def test_un_punto_focal_no_la_trae_para_otra_entidad(navegador, otro_focal):
    vista = _subir(
        navegador,
        reverse("practicas:traer_nueva"),
        escribir(ficha_en_word.formulario(), NUEVA),
        entidad=otro_focal.entidad_id,
    )
    assert vista.status_code == 422


def test_la_que_esta_en_la_ddri_no_se_cambia(navegador, focal):
    ficha = f.practica(focal)
    f.enviar(ficha, focal)
    respuesta = navegador.get(reverse("practicas:traer", args=[ficha.pk]))
    assert respuesta.status_code == 302 and "La ficha está en la DDRI" in str(
        [str(uno) for uno in respuesta.wsgi_request._messages]
    )
