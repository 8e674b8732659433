"""What the Bank answers beside its pages: suggestions, citations, PDF, selection, feeds, open data, API."""

import datetime
import io
import json
import re
import shutil
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.urls import resolve, reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from wagtail.contrib.redirects.models import Redirect

from aval import retiro
from banco.models import FichaPublica
from banco.publico import citas, documentos, urls
from tests import fabrica as f
from vocabulario.models import ODS, Tema

EXTRA = "/es/banco/"
OBLIGADAS = ("id", "title", "updated", "link")


@pytest.fixture
def hoja(db):
    return f.viva("Ciclovía & recreovía de {Bogotá}")


def test_sugerencias_de_titulos_y_de_listas(hoja, client):
    f.practica(None, titulo="Ciclovía en borrador")
    respuesta = f.json_de(client.get(f"{EXTRA}sugerencias/?q=CICLOVIA rec"))
    assert [uno["texto"] for uno in respuesta["titulos"]] == [hoja.title]
    assert respuesta["titulos"][0]["url"] == hoja.url
    respuesta = f.json_de(client.get(f"{EXTRA}sugerencias/?q=movil"))
    assert {"texto": "Movilidad sostenible", "url": "/es/practicas/?tema=movilidad"}.items() <= respuesta["terminos"][
        0
    ].items()
    assert f.json_de(client.get(f"{EXTRA}sugerencias/?q=borrador")) == {"titulos": [], "terminos": []}
    for rara in ("", "a", "%00", "' OR 1=1", "x" * 5000, "%F0%9F%9A%B2"):
        assert client.get(f"{EXTRA}sugerencias/?q={rara}").status_code == 200, rara


@pytest.mark.skipif(not documentos.hay_weasyprint(), reason="without Pango there is no PDF")
def test_el_pdf_lleva_etiquetas_idioma_texto_y_direccion(hoja, focal, comunicaciones, moderadora, client):
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    for pagina, base, de_la_interfaz in ((hoja, "/es/banco/", "Versión 1"), (inglesa, "/en/bank/", "Version 1")):
        respuesta = client.get(f"{base}{pagina.slug}/ficha.pdf")
        assert respuesta["Content-Type"] == "application/pdf"
        lector = PdfReader(io.BytesIO(respuesta.content))
        raiz = lector.trailer["/Root"]
        assert raiz["/Lang"] == pagina.locale.language_code
        assert raiz["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in raiz
        letras = {str(una["/BaseFont"]) for una in lector.pages[0]["/Resources"]["/Font"].values()}
        assert any("Fraunces" in letra for letra in letras), "the style of the document was not read"
        texto = " ".join(" ".join(hoja_.extract_text() for hoja_ in lector.pages).split())
        assert pagina.title.split("{")[0].strip() in texto
        assert de_la_interfaz in texto
        assert pagina.full_url in texto.replace(" ", "") or pagina.slug in texto
        assert "Texto de lecciones para la prueba." in texto
        assert str(pagina.aval.publico) in texto.replace(" ", "")  # the page that says what was checked
        assert raiz["/ViewerPreferences"]["/DisplayDocTitle"]
        assert lector.metadata.title.startswith(pagina.title)
        assert b'pdfuaid:part="1"' in raiz["/Metadata"].get_object().get_data()
        assert [uno.title for uno in lector.outline if not isinstance(uno, list)] == [pagina.title]


@pytest.mark.skipif(not documentos.hay_weasyprint(), reason="without Pango there is no PDF")
def test_una_seleccion_en_un_solo_pdf_con_su_indice(client, db):
    hojas = [f.viva(titulo) for titulo in ("Agua para todos", "Bibliotecas abiertas")]
    borrador = f.practica(None, titulo="Borrador secreto")
    pedidas = [str(hojas[1].translation_key), hojas[0].slug, borrador.slug, "no-existe"]
    lector = PdfReader(io.BytesIO(client.get(f"{EXTRA}lista.pdf", {"p": pedidas}).content))
    paginas = [" ".join(hoja_.extract_text().split()) for hoja_ in lector.pages]
    assert "Borrador secreto" not in " ".join(paginas)
    indice = re.findall(r"(Bibliotecas abiertas|Agua para todos)[ .]+(\d+)", paginas[0])
    assert [titulo for titulo, _numero in indice] == ["Bibliotecas abiertas", "Agua para todos"]
    for titulo, numero in indice:
        assert titulo in paginas[int(numero) - 1]


HOSTILES = [
    "\x00",
    "\x0b\x1f\uffff",
    "' OR 1=1 --",
    "*",
    "NEAR(",
    "a" * 5000,
    "\uffff",
    "999999999999999999999",
    "-1",
    "{{7*7}}",
    "../../x",
]
hostiles = st.sampled_from(HOSTILES) | st.text(max_size=20)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pares=st.lists(st.tuples(st.sampled_from(["p", "q", "tema", "red", "ods", "anio", "vista"]), hostiles), max_size=5)
)
def test_ninguna_direccion_rompe_lo_que_se_lleva(pares, hoja, client):
    datos = {}
    for nombre, valor in pares:
        datos.setdefault(nombre, []).append(valor)
    for que in ("lista/", "comparar/", "rss.xml", "atom.xml", "sugerencias/"):
        assert client.get(f"{EXTRA}{que}", datos).status_code == 200, que
    buscado = {"search": "".join(datos.get("q", [])), "limit": datos.get("p", ["3"])[0]}
    assert client.get("/api/v2/practicas/", buscado).status_code in (200, 400)


def test_lo_que_se_pego_de_una_presentacion_no_rompe_novedades_ni_datos(client, db):
    """The sign that slides put between lines: no feed nor spreadsheet can write it down."""
    hoja = f.viva(
        "Una\x0bvitrina", resumen="Primera\x0bsegunda", contactos=[{"nombre": "Ana\x0bGaque", "autoriza": True}]
    )
    for canal in ("rss.xml", "atom.xml", "cambios.xml"):
        entradas = ElementTree.fromstring(client.get(f"{EXTRA}{canal}").content)  # noqa: S314  # our own
        assert "Una vitrina" in ElementTree.tostring(entradas, encoding="unicode")
    for formato in ("csv", "xlsx", "json"):
        assert client.get(f"{EXTRA}datos/practicas.{formato}").status_code == 200
    assert "Ana Gaque" in client.get(hoja.url).content.decode()
    assert client.get("/api/v2/practicas/").json()["items"][0]["title"]


@pytest.mark.parametrize("sin_palabras", ["", "*"])
def test_buscar_en_la_api_sin_palabras_no_encuentra_nada(sin_palabras, hoja, client):
    respuesta = client.get("/api/v2/practicas/", {"search": sin_palabras})
    assert respuesta.json()["meta"]["total_count"] == 0


def test_sin_pango_se_ofrece_la_pagina_para_imprimir_y_lo_dice_la_revision(hoja, client, monkeypatch, settings):
    settings.CACHE_DE_PAGINAS = 0
    imprimir = reverse("banco:imprimir", kwargs={"slug": hoja.slug})
    documentos.hay_weasyprint.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    try:
        assert [aviso.id for aviso in documentos.revisar_weasyprint(None)] == ["banco.W001"]
        assert client.get(f"{EXTRA}{hoja.slug}/ficha.pdf").url == imprimir
        assert imprimir in client.get(hoja.url).content.decode()
    finally:
        documentos.hay_weasyprint.cache_clear()
    assert "Texto de lecciones para la prueba." in client.get(imprimir).content.decode()


JUNTO_A_LA_FICHA = [
    *("ficha.pdf", "imprimir/", "estampa.png", "cita.bib", "cita.ris", "cita.json", "ficha.jsonld", "enlaces.json"),
]


def test_las_letras_que_al_pdf_le_faltan_se_dicen(tmp_path, monkeypatch):
    if not shutil.which("fc-list"):
        pytest.skip("Without fontconfig there is nobody to ask")
    vacia = tmp_path / "fonts.conf"
    vacia.write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(vacia))
    [aviso] = documentos.revisar_letras(None)
    assert aviso.id == "banco.W002" and all(nombre in aviso.msg for nombre in documentos.LETRAS.values())


def test_aqui_se_prueba_todo_lo_que_cuelga_de_una_ficha():
    de_una_ficha = {una.name for una in urls.urlpatterns if "slug" in una.pattern.regex.groupindex}
    assert {resolve(f"{EXTRA}x/{que}").url_name for que in JUNTO_A_LA_FICHA} == de_una_ficha


def test_la_direccion_de_antes_lleva_a_la_de_ahora_tambien_al_lado(
    subtests, focal, asesora, comunicaciones, moderadora, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hoja = f.publicada(focal, asesora, moderadora)
        inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    Redirect.add_redirect(f"{f.banco('en').url}old-name/", inglesa, is_permanent=True)
    with django_capture_on_commit_callbacks(execute=True):
        f.cambiar(hoja, asesora, slug="otra-direccion")
        f.enviar(hoja, focal)
        f.estudiar(hoja, asesora)
        f.avalar(hoja, moderadora)
    for vieja, nueva in (
        (f"{EXTRA}{hoja.slug}/", f"{EXTRA}otra-direccion/"),
        ("/en/bank/old-name/", f"/en/bank/{inglesa.slug}/"),
    ):
        for que in JUNTO_A_LA_FICHA:
            with subtests.test(que=que, vieja=vieja):
                respuesta = client.get(vieja + que)
                assert (respuesta.status_code, respuesta["Location"]) == (301, nueva + que)
    retiro.retirar(f.fresca(hoja), moderadora, "Dejó de hacerse.")
    for que in JUNTO_A_LA_FICHA:
        with subtests.test(que=que, estado="retirada"):
            respuesta = client.get(f"{EXTRA}{hoja.slug}/{que}", follow=True)  # as its page does
            assert (respuesta.redirect_chain, respuesta.status_code) == ([(f"{EXTRA}otra-direccion/{que}", 301)], 410)
    with django_capture_on_commit_callbacks(execute=True):
        f.cambiar(f.fresca(hoja), focal, slug="vuelve")
        f.enviar(f.fresca(hoja), focal)
        f.estudiar(f.fresca(hoja), asesora)
        f.avalar(f.fresca(hoja), moderadora)
    for que in JUNTO_A_LA_FICHA:
        with subtests.test(que=que, estado="de vuelta"):
            respuesta = client.get(f"{EXTRA}otra-direccion/{que}")
            assert (respuesta.status_code, respuesta["Location"]) == (301, f"{EXTRA}vuelve/{que}")


@pytest.mark.parametrize("que", JUNTO_A_LA_FICHA)
def test_de_lo_que_no_esta_publicado_no_sale_nada(que, focal, moderadora, client):
    borrador = f.practica(focal, titulo="Borrador")
    assert client.get(f"{EXTRA}{borrador.slug}/{que}").status_code == 404
    viva = f.viva("Viva")
    retiro.retirar(viva, moderadora, "Dejó de hacerse.")
    suya, al_lado = client.get(viva.url), client.get(f"{EXTRA}{viva.slug}/{que}")
    assert suya.status_code == al_lado.status_code == 410
    dicen = [BeautifulSoup(una.content, "html.parser").main.get_text() for una in (suya, al_lado)]
    assert "Viva" in dicen[0] and dicen[0] == dicen[1]
    assert client.get(f"{EXTRA}no-existe/{que}").status_code == 404


def test_las_citas(hoja, client):
    bib = client.get(f"{EXTRA}{hoja.slug}/cita.bib").content.decode()
    assert r"title = {{Ciclovía \& recreovía de \textbraceleft{}Bogotá\textbraceright{}}}" in bib
    assert f"url = {{{hoja.full_url}}}" in bib
    ris = client.get(f"{EXTRA}{hoja.slug}/cita.ris").content.decode().splitlines()
    assert ris[0] == "TY  - ELEC" and ris[-1] == "ER  - "
    assert f"TI  - {hoja.title}" in ris


@pytest.mark.parametrize(
    "signo, escrito",
    [
        ("~", r"\textasciitilde{}"),
        ("^", r"\textasciicircum{}"),
        ("\\", r"\textbackslash{}"),
        ("{", r"\textbraceleft{}"),  # alone: whoever counts braces must come to zero
        ("}", r"\textbraceright{}"),
        ("<", r"\textless{}"),
        (">", r"\textgreater{}"),
        ("|", r"\textbar{}"),
        *((signo, f"\\{signo}") for signo in "&%$#_"),
    ],
)
def test_ningun_signo_es_una_orden_en_bibtex(signo, escrito):
    cita = dict.fromkeys(("autor", "titulo", "editor"), f"CO{signo}2")
    bib = citas.bibtex(cita | {"anio": "2026", "version": 1, "url": "https://x/", "idioma": "es", "slug": "co2"})
    assert f"author = {{{{CO{escrito}2}}}}" in bib
    assert f"title = {{{{CO{escrito}2}}}}" in bib
    assert f"howpublished = {{CO{escrito}2}}" in bib
    assert bib.count("{") == bib.count("}")


def test_lo_avalado_de_noche_es_de_ese_dia_en_bogota(hoja, client):
    noche = datetime.datetime(2027, 1, 1, 3, tzinfo=datetime.UTC)  # in Bogotá it is 31 December, 22:00
    FichaPublica.objects.update(publicada=noche, avalada=noche)
    assert "year = {2026}" in client.get(f"{EXTRA}{hoja.slug}/cita.bib").content.decode()
    ris = client.get(f"{EXTRA}{hoja.slug}/cita.ris").content.decode().splitlines()
    assert {"PY  - 2026", "DA  - 2026/12/31"} <= set(ris)
    sopa = BeautifulSoup(client.get(hoja.url).content, "html.parser")
    datos = json.loads(sopa.find("script", type="application/ld+json").string)
    dcat = f.json_de(client.get(reverse("banco:dcat")))
    for momento in (datos["datePublished"], datos["dateModified"], dcat["dct:modified"]["@value"]):
        assert momento.startswith("2026-12-31T22:00") and datetime.datetime.fromisoformat(momento) == noche


def test_la_estampa_y_los_datos_enlazados(hoja, client):
    sopa = BeautifulSoup(client.get(hoja.url).content, "html.parser")
    datos = json.loads(sopa.find("script", type="application/ld+json").string)
    assert datos["headline"] == hoja.title
    assert datos["inLanguage"] == "es"
    assert datos["url"] == hoja.full_url
    estampa = sopa.find("meta", property="og:image")["content"]
    assert estampa.startswith("http")
    respuesta = client.get("/" + estampa.split("/", 3)[3])
    assert Image.open(io.BytesIO(respuesta.content)).size == (1200, 630)


def test_los_datos_enlazados_no_cierran_su_etiqueta(client, db):
    hoja = f.viva("Título </script><script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(hoja.url).content.decode()


def test_la_seleccion_y_la_comparacion(client, db):
    una, otra = f.viva("Una"), f.viva("Otra", innovacion="")
    respuesta = client.get(f"{EXTRA}lista/", {"p": [str(otra.translation_key), una.slug, "no-existe", una.slug]})
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert [uno.text for uno in sopa.select(".tarjeta__titulo")] == ["Otra", "Una"]
    assert "1 práctica de la selección no está publicada" in sopa.find("main").get_text(" ")
    comparar = next(uno["href"] for uno in sopa.find_all("a") if "/comparar/" in uno.get("href", ""))
    sopa = BeautifulSoup(client.get(comparar).content, "html.parser")
    assert [uno.a.text for uno in sopa.select("thead th")] == ["Otra", "Una"]
    partes = {
        parte.th.get_text(strip=True): [celda.get_text(strip=True) for celda in parte.find_all("td")]
        for parte in sopa.select("tbody")
    }
    # On a phone, where one is under the other, each says whose it is.
    assert partes["Innovación"] == ["OtraNo informado", "UnaTexto de innovacion para la prueba."]
    assert partes["Presupuesto ejecutado"][1].startswith("Unarecursos financieros: USD")
    assert partes["A quién escribir"][0].endswith("example.org")
    # First, whether it is for who reads it.
    assert list(partes)[:3] == ["Qué se logró", "Cómo se sabe que funciona", "Cuánto cuesta"]
    assert list(partes).index("Resumen") > list(partes).index("Avalada por la DDRI")
    muchas = client.get(f"{EXTRA}comparar/", {"p": [f"x{numero}" for numero in range(100)]})
    assert muchas.status_code == 200
    assert client.get(f"{EXTRA}lista.pdf").status_code == 404


def test_lo_que_se_compara_cambia_de_idioma(client, comunicaciones, moderadora):
    hojas = [f.viva(titulo) for titulo in ("Una", "Otra")]
    inglesas = [f.publicada_en_ingles(hoja, comunicaciones, moderadora) for hoja in hojas]
    assert all(hoja.slug != inglesa.slug for hoja, inglesa in zip(hojas, inglesas, strict=True))
    consulta = "&".join(f"p={hoja.slug}" for hoja in hojas)
    for direccion in (f"{EXTRA}comparar/?{consulta}", f"{EXTRA}lista/?{consulta}"):
        sopa = BeautifulSoup(client.get(direccion).content, "html.parser")
        en_ingles = client.get(sopa.select_one(".idiomas__enlace[lang=en]")["href"], follow=True)
        assert all(una.title in en_ingles.content.decode() for una in inglesas), direccion
    assert inglesas[0].title in client.get(f"/en/bank/{hojas[0].slug}/imprimir/").content.decode()


def test_de_una_comparacion_se_quita_una_sola(client, db):
    hojas = [f.viva(titulo) for titulo in ("Una", "Otra", "Tercera")]
    direccion = f"{EXTRA}comparar/?" + "&".join(f"p={hoja.slug}" for hoja in hojas)
    sopa = BeautifulSoup(client.get(direccion).content, "html.parser")
    quitar = [uno["href"] for uno in sopa.select(".comparar__quitar")]
    sopa = BeautifulSoup(client.get(quitar[1]).content, "html.parser")
    assert [uno.a.text for uno in sopa.select("thead th")] == ["Una", "Tercera"]
    assert not sopa.select(".comparar__quitar")  # two are the fewest that compare


def test_la_api_dice_en_json_lo_que_no_tiene(hoja, moderadora, client):
    borrador = f.practica(None, titulo="Borrador")
    numeros = (borrador.pk, f.banco().pk, 999_999_999)
    for direccion in (*(f"/api/v2/practicas/{numero}/" for numero in numeros), "/api/v2/otra/", "/api/v3/"):
        respuesta = client.get(direccion, headers={"Accept-Language": "en"})
        assert respuesta.status_code == 404, direccion
        assert f.json_de(respuesta)["message"]
    retiro.retirar(hoja, moderadora, "Dejó de hacerse.")
    assert client.get(f"/api/v2/practicas/{hoja.pk}/").status_code == 404
    for mala in ("?fields=no_existe", "?limit=x", "?otro=1"):
        assert client.get(f"/api/v2/practicas/{mala}").status_code == 400, mala


def test_las_novedades_de_cada_filtro(hoja, client):
    f.viva("De salud", tema=Tema.objects.get(codigo="salud"), subtema=None)
    rss = ElementTree.fromstring(client.get(f"{EXTRA}rss.xml").content)  # noqa: S314  # our own feed
    assert [uno.text for uno in rss.findall("channel/item/title")] == ["De salud", hoja.title]
    assert rss.find("channel/language").text == "es"
    solo = ElementTree.fromstring(client.get(f"{EXTRA}rss.xml?tema=salud").content)  # noqa: S314
    assert [uno.text for uno in solo.findall("channel/item/title")] == ["De salud"]
    atom = ElementTree.fromstring(client.get(f"{EXTRA}atom.xml?ods=x&q=%00").content)  # noqa: S314
    entradas = atom.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entradas) == 2
    for entrada in entradas:  # what RFC 4287 asks of each
        assert all(entrada.find(f"{{http://www.w3.org/2005/Atom}}{parte}") is not None for parte in OBLIGADAS)
    sopa = BeautifulSoup(client.get("/es/practicas/?tema=salud").content, "html.parser")
    for tipo in ("rss", "atom"):
        anunciada = sopa.find("link", type=f"application/{tipo}+xml")["href"]
        assert "De salud" in client.get(anunciada).content.decode()
        assert hoja.title.split()[0] not in client.get(anunciada).content.decode()


@pytest.mark.parametrize("base", ["/es/banco/", "/en/bank/"])
@pytest.mark.parametrize("archivo", ["rss.xml", "atom.xml"])
@pytest.mark.parametrize("pregunta", ["", "q=aire+%26+agua&tema=salud&tema=movilidad&ods=11"])
def test_cada_novedades_se_llama_por_su_direccion_entera(base, archivo, pregunta, hoja, client):
    codigo = ODS.objects.get(orden=11).codigo
    direccion = f"{base}{archivo}" + (f"?{pregunta}".replace("ods=11", f"ods={codigo}") if pregunta else "")
    arbol = ElementTree.fromstring(client.get(f"{direccion}&p=2&otra=x" if pregunta else direccion).content)  # noqa: S314
    (propia,) = arbol.iterfind(".//{http://www.w3.org/2005/Atom}link[@rel='self']")
    assert re.sub(r"^https?://[^/]+", "", propia.get("href")) == direccion


def test_la_api_lee_y_no_escribe(hoja, focal, client):
    f.practica(focal, titulo="Borrador")
    f.cambiar(hoja, focal, resumen="Cambio sin aval.")
    todas = f.json_de(client.get("/api/v2/practicas/?fields=*"))
    assert [uno["title"] for uno in todas["items"]] == [hoja.title]
    assert todas["items"][0]["tema"] == {"codigo": "movilidad", "nombre": "Movilidad sostenible"}
    assert "sin aval" not in json.dumps(todas)
    una = f.json_de(client.get(f"/api/v2/practicas/{hoja.pk}/", headers={"Accept-Language": "en"}))
    assert una["aval"]["version"] == 1
    assert una["tema"]["nombre"] == "Movilidad sostenible"
    assert f.json_de(client.get("/api/v2/practicas/?search=ciclovias"))["meta"]["total_count"] == 1
    assert f.json_de(client.get("/api/v2/practicas/?search=nadie"))["meta"]["total_count"] == 0
    for metodo in ("post", "put", "patch", "delete"):
        assert getattr(client, metodo)(f"/api/v2/practicas/{hoja.pk}/").status_code in (403, 405)


def test_las_direcciones_van_en_su_idioma():
    for idioma, direccion in (("es", "/es/banco/datos/"), ("en", "/en/bank/data/")):
        with translation.override(idioma):
            assert resolve(direccion).url_name == "datos_abiertos"
