"""Parity at a glance: texts × languages, and the doors of the tool that could have broken it."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from traducciones import paridad, servicio
from traducciones.errores import OriginalSinAval


def estados():
    return {version.titulo: version.estado for version in paridad.versiones()}


def test_dice_donde_esta_cada_texto(comunicaciones, moderadora, nuevo_aval, entrar):
    f.viva("Sin empezar")
    borrador, propuesto, viva, atrasada = (f.viva(titulo) for titulo in ("Borrador", "Propuesto", "Viva", "Atrasada"))
    servicio.empezar(borrador, comunicaciones)
    servicio.proponer(f.traducir(propuesto, comunicaciones), comunicaciones)
    f.publicada_en_ingles(viva, comunicaciones, moderadora)
    f.publicada_en_ingles(atrasada, comunicaciones, moderadora)
    nuevo_aval(atrasada, resultados="<p>Uno nuevo.</p>", lecciones="<p>Otra nueva.</p>", upz="Suba")
    por_titulo = estados()
    assert {titulo: por_titulo[titulo] for titulo in ("Sin empezar", "Borrador", "Propuesto", "Viva", "Atrasada")} == {
        "Sin empezar": paridad.FALTA,
        "Borrador": paridad.BORRADOR,
        "Propuesto": paridad.PROPUESTO,
        "Viva": paridad.VIVO,
        "Atrasada": paridad.ATRASADO,
    }
    version = next(version for version in paridad.versiones() if version.titulo == "Atrasada")
    assert (version.segmentos, version.dias) == (2, 0)
    assert [seccion.campo for seccion in version.atraso.secciones] == ["resultados", "lecciones", "upz"]

    navegador = entrar(comunicaciones)
    url = reverse("paridad:informe")
    sopa = BeautifulSoup(navegador.get(f"{url}?estado=atrasado").content, "html.parser")
    (fila,) = sopa.select("main tbody tr")
    titulo, accion = fila.select("a")
    assert titulo["href"] == f.url_edicion(version.objeto)
    assert accion["href"] == reverse("traducciones:escritorio", args=[version.traduccion.pk])
    texto = b"".join(navegador.get(f"{url}?export=csv&estado=atrasado").streaming_content).decode()
    (exportada,) = csv.DictReader(io.StringIO(texto))
    assert (exportada["Texto"], exportada["Segmentos por hacer"]) == ("Atrasada", "2")
    # The dashboard counts the same.
    tablero = BeautifulSoup(navegador.get(reverse("wagtailadmin_home")).content, "html.parser")
    totales = {
        enlace["href"].rpartition("=")[2]: int(enlace.strong.get_text())
        for enlace in tablero.select(".traducciones-totales a")
    }
    assert totales == paridad.totales()


def acciones(navegador):
    """What the report offers for each text: dict title → (name, address)."""
    sopa = BeautifulSoup(navegador.get(reverse("paridad:informe")).content, "html.parser")
    botones = {
        fila.select_one(".title a").get_text(): fila.select_one(".button") for fila in sopa.select("main tbody tr")
    }
    return {titulo: (boton.get_text(), boton["href"]) for titulo, boton in botones.items() if boton}


def test_cada_quien_tiene_su_enlace_para_actuar(comunicaciones, moderadora, entrar):
    f.viva("Sin empezar")
    borrador, propuesto, viva = (f.viva(titulo) for titulo in ("Borrador", "Propuesto", "Viva"))
    servicio.empezar(borrador, comunicaciones)
    servicio.proponer(f.traducir(propuesto, comunicaciones), comunicaciones)
    f.publicada_en_ingles(viva, comunicaciones, moderadora)
    for usuario, esperadas in (
        (comunicaciones, {"Sin empezar": "Empezar", "Borrador": "Traducir lo que falta"}),
        (moderadora, {"Propuesto": "Decidir"}),
    ):
        navegador = entrar(usuario)
        ofrecidas = acciones(navegador)
        assert {titulo: nombre for titulo, (nombre, _url) in ofrecidas.items()} == esperadas
        for _nombre, direccion in ofrecidas.values():
            assert navegador.get(direccion).status_code == 200
        # And each title leads somewhere where that person may go.
        sopa = BeautifulSoup(navegador.get(reverse("paridad:informe")).content, "html.parser")
        for enlace in sopa.select("td.title a"):
            assert navegador.get(enlace["href"], follow=True).status_code == 200, enlace["href"]


@pytest.mark.parametrize("idioma, cabeza, estado", [("es", "Texto", "sin empezar"), ("en", "Text", "not started")])
def test_se_exporta_en_los_dos_idiomas_y_formatos(idioma, cabeza, estado, comunicaciones, entrar):
    f.viva("Sin empezar")
    UserProfile.objects.create(user=comunicaciones, preferred_language=idioma)
    navegador = entrar(comunicaciones)
    url = f"{reverse('paridad:informe')}?estado=falta"
    (fila,) = csv.DictReader(io.StringIO(navegador.get(f"{url}&export=csv").getvalue().decode()))
    assert (fila[cabeza], estado in fila.values()) == ("Sin empezar", True)
    libro = load_workbook(io.BytesIO(navegador.get(f"{url}&export=xlsx").getvalue()))
    (titulos, valores) = libro.active.iter_rows(values_only=True)
    assert (titulos[0], valores[0]) == (cabeza, "Sin empezar")
    assert estado in valores


def test_las_consultas_no_crecen_con_los_textos(db, django_assert_max_num_queries):
    def cuantas():
        with django_assert_max_num_queries(60) as consultas:
            paridad.versiones()
        return len(consultas)

    f.viva("Una")
    antes = cuantas()
    for numero in range(3):
        f.viva(f"Otra {numero}")
    assert cuantas() == antes


@pytest.mark.parametrize("nombre", ["focal", "administracion"])
def test_el_informe_es_de_quienes_traducen_y_moderan(nombre, request, entrar):
    assert entrar(request.getfixturevalue(nombre)).get(reverse("paridad:informe")).status_code in (302, 403)


# --- The doors of the tool ----------------------------------------------------------------------------------


def test_solo_se_empieza_desde_lo_publicado(comunicaciones, focal, entrar):
    borrador = f.practica(focal)
    url = reverse("wagtail_localize:submit_page_translation", args=[borrador.pk])
    navegador = entrar(comunicaciones)
    assert "no tiene aval vigente" in navegador.get(url).content.decode()
    respuesta = navegador.post(url, {"locales": [Locale.objects.get(language_code="en").pk]}, follow=True)
    assert "no tiene aval vigente" in mensajes(respuesta)
    assert not borrador.get_translations().exists()
    with pytest.raises(OriginalSinAval):
        servicio.empezar(borrador, comunicaciones)


def test_un_boton_empieza_y_abre_el_escritorio(comunicaciones, entrar):
    viva = f.viva("Ciclovía")
    respuesta = entrar(comunicaciones).post(reverse("wagtail_localize:submit_page_translation", args=[viva.pk]))
    traduccion = servicio.traduccion_de(viva.get_translations().get())
    assert respuesta["Location"] == reverse("traducciones:escritorio", args=[traduccion.pk])
    assert not traduccion.get_target_instance().live


def test_actualizar_no_publica_ni_lee_un_borrador(viva_es, viva_en, comunicaciones, focal, entrar):
    fuente = servicio.traduccion_de(viva_en).source
    url = reverse("wagtail_localize:update_translations", args=[fuente.pk])
    f.cambiar(viva_es, focal, resumen="Un borrador sin aval.")
    revisiones = viva_en.revisions.count()
    respuesta = entrar(comunicaciones).post(url, {"publish_translations": "on"}, follow=True)
    assert "Nada se publicó" in mensajes(respuesta)
    assert viva_en.revisions.count() == revisiones
    assert not fuente.stringsegment_set.filter(string__data="Un borrador sin aval.").exists()


def test_una_direccion_inglesa_ocupada_se_dice_al_enviar(viva_en, comunicaciones):
    traduccion = f.traducir(f.viva("Otra"), comunicaciones)
    segmento = traduccion.source.stringsegment_set.get(context__path="slug")
    servicio.escribir(traduccion, segmento, viva_en.slug, comunicaciones)
    with pytest.raises(servicio.ErrorDeAval, match=viva_en.slug):
        servicio.proponer(traduccion, comunicaciones)


def test_los_filtros_del_informe(comunicaciones, entrar):
    f.viva("Sin empezar")
    navegador = entrar(comunicaciones)

    def titulos(consulta):
        respuesta = navegador.get(f"{reverse('paridad:informe')}?{consulta}")
        assert respuesta.status_code == 200
        return {enlace.get_text() for enlace in BeautifulSoup(respuesta.content, "html.parser").select("td.title a")}

    practicas = titulos("tipo=practicas.PracticaPage")
    assert practicas == {"Sin empezar"}
    assert titulos("tipo=practicas.PracticaPage&estado=falta") == practicas
    assert titulos("tipo=practicas.PracticaPage&estado=vivo") == set()
    assert len(titulos("estado=vivo")) > 5
    # What nobody could have chosen breaks nothing.
    titulos("estado=otro&tipo=otro.Tipo")
    titulos("p=999")
