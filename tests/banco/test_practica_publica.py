"""What a reader of the site gets of a practice, and what never leaves the admin."""

import datetime
import io
import json
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from actores.models import Entidad
from banco.models import FichaPublica, TextoDeFicha, Vocablo
from base.models import Documento
from practicas.models import ActorClave, Archivo, PracticaPage
from sitio.models import AjustesSitio
from tests import fabrica as f

PRIVADA = {
    "nombre": "Zoraida Privada",
    "cargo": "Cargo muy reservado",
    "institucion": "Institución reservada",
    "correo": "zoraida.privada@example.org",
    "telefono": "+57 601 999 8877",
    "autoriza": False,
    "autoriza_fecha": None,
}
PUBLICA = {"nombre": "Clara Pública", "correo": "clara.publica@example.org", "telefono": "+57 601 111 2233"}


def sopa_de(client, url):
    respuesta = client.get(url)
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


def _con_personas(**cambios):
    hoja = f.practica(None, contactos=[PUBLICA, PRIVADA], **cambios)
    privada = {campo: PRIVADA[campo] for campo in ("nombre", "cargo", "autoriza", "autoriza_fecha")}
    hoja.actores_clave = [
        ActorClave(**privada, correo="actora.privada@example.org"),
        ActorClave(nombre="Ana Líder", cargo="Líder", correo="ana.lider@example.org", autoriza=True,
                   autoriza_fecha=datetime.date(2024, 1, 1)),
    ]  # fmt: skip
    hoja.save()
    f.flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


SECRETOS = [valor for valor in PRIVADA.values() if isinstance(valor, str)] + ["actora.privada@example.org"]


def _texto_de(respuesta):
    """What a person, or a machine, reads in an answer: also inside of a PDF and of a workbook."""
    tipo = respuesta.get("Content-Type", "")
    if tipo == "application/pdf":
        return " ".join(hoja.extract_text() for hoja in PdfReader(io.BytesIO(respuesta.getvalue())).pages)
    if tipo.endswith("spreadsheetml.sheet"):
        filas = load_workbook(io.BytesIO(respuesta.getvalue()), read_only=True).active.iter_rows(values_only=True)
        return " ".join(str(celda) for fila in filas for celda in fila)
    return respuesta.getvalue().decode(errors="replace")


def _salidas(hoja, idioma, banco):
    """Every public address, in one language, that could carry something of ``hoja``."""
    extra = {"es": "/es/banco/", "en": "/en/bank/"}[idioma]
    con = {"es": ("lista/", "comparar/", "datos/"), "en": ("list/", "compare/", "data/")}[idioma]
    yield from (hoja.url, f"/{idioma}/", banco, "/sitemap.xml", "/no-existe/", hoja.aval.get_absolute_url())
    yield from (f"{banco}?vista={vista}" for vista in ("tabla", "mapa", "linea", "matriz"))
    yield from (f"{banco}?q={secreto}" for secreto in ("resultados", "reservado", "Zoraida"))
    yield from (f"/api/v2/practicas/?fields=*&locale={idioma}", f"/api/v2/practicas/{hoja.pk}/?fields=*")
    yield from (f"{extra}{hoja.slug}/{que}" for que in ("ficha.pdf", "imprimir/", "cita.bib", "cita.ris"))
    yield from (
        f"{extra}{que}" for que in ("rss.xml", "atom.xml", "sugerencias/?q=Zoraida", f"lista.pdf?p={hoja.slug}")
    )
    yield f"{extra}sugerencias/?q=Zoraida"
    yield from (f"{extra}{con[0]}?p={hoja.slug}", f"{extra}{con[1]}?p={hoja.slug}", f"{extra}{con[2]}")
    yield from (f"{extra}{con[2]}{que}" for que in ("practicas.csv", "practicas.xlsx", "practicas.json", "dcat.jsonld"))


def test_los_datos_de_quien_no_autorizo_no_salen_por_ninguna_parte(client, db, comunicaciones, moderadora):
    """Ley 1581 de 2012. Every public address that could carry them is read, and what the search keeps."""
    hoja = _con_personas()
    f.viva("Otra práctica cercana")
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    for pagina, idioma in ((hoja, "es"), (inglesa, "en")):
        for url in _salidas(pagina, idioma, f.banco(idioma).url):
            respuesta = client.get(url, follow=True)
            assert respuesta.status_code in (200, 404), url
            assert respuesta.status_code == 200 or "no-existe" in url, url
            texto = _texto_de(respuesta)
            encontrados = [secreto for secreto in SECRETOS if secreto in texto.replace(f"?q={secreto}", "")]
            assert not encontrados, (url, encontrados)
    for modelo in (FichaPublica, TextoDeFicha, Vocablo):
        for fila in modelo.objects.values():
            assert not [secreto for secreto in SECRETOS if secreto in str(fila)], (modelo, fila)
    assert not Vocablo.objects.filter(plana__in=("zoraida", "reservado", "reservada")).exists()


def test_los_datos_de_quien_autorizo_si_salen(client, db, comunicaciones, moderadora):
    hoja = _con_personas()
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    for pagina in (hoja, inglesa):
        html = client.get(pagina.url).content.decode()
        for dato in (*PUBLICA.values(), "Ana Líder", "ana.lider@example.org"):
            assert dato in html, dato


def test_sin_nadie_que_autorice_no_hay_seccion_de_contacto(client, db):
    hoja = f.viva(contactos=[PRIVADA])
    assert sopa_de(client, hoja.url).find(id="contacto") is None


def test_retirar_la_autorizacion_con_un_nuevo_aval_quita_los_datos(client, focal, asesora, moderadora):
    hoja = f.publicada(focal, asesora, moderadora, contactos=[PUBLICA])
    assert "Clara Pública" in client.get(hoja.url).content.decode()
    borrador = f.fresca(hoja).get_latest_revision_as_object()
    contacto = borrador.contactos.get()
    contacto.autoriza, contacto.autoriza_fecha = False, None
    borrador.contactos = [contacto]
    borrador.save_revision(user=focal, clean=False)
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    assert "Clara Pública" not in client.get(hoja.url).content.decode()


# --- Drafts -----------------------------------------------------------------------------------------------


def test_un_borrador_no_lo_ve_nadie_de_fuera(focal, client):
    hoja = f.practica(focal, titulo="Secreto a medias")
    assert client.get(hoja.url).status_code == 404
    f.enviar(hoja, focal)
    assert client.get(hoja.url).status_code == 404
    for url in ("/es/", "/es/practicas/", "/es/practicas/?q=Secreto", "/sitemap.xml"):
        assert "Secreto a medias" not in client.get(url).content.decode()
        assert hoja.slug not in client.get(url).content.decode()
    for nombre in ("view_draft", "edit"):
        url = reverse(f"wagtailadmin_pages:{nombre}", args=[hoja.pk])
        assert "/entrar/" in client.get(url).url


def test_ni_quien_lo_escribe_lo_ve_en_el_sitio_publico(focal, entrar):
    assert entrar(focal).get(f.practica(focal).url).status_code == 404


def test_el_borrador_de_una_ya_publicada_no_se_ve(focal, asesora, moderadora, client):
    hoja = f.publicada(focal, asesora, moderadora, titulo="Publicada")
    f.cambiar(hoja, focal, title="Secreto", resumen="Otro secreto.")
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    for url in (hoja.url, "/es/", "/es/practicas/"):
        html = client.get(url).content.decode()
        assert "Publicada" in html
        assert "ecreto" not in html


def test_una_relacionada_sin_aval_no_se_muestra(focal, client, db):
    f.practica(focal, titulo="Secreta y muy parecida")
    parecida = f.viva("Parecida y viva")
    html = sopa_de(client, f.viva("La leída").url).find(class_="relacionadas").get_text()
    assert parecida.title in html
    assert "Secreta" not in html


# --- The page ---------------------------------------------------------------------------------------------


@pytest.fixture
def hoja(focal, asesora, moderadora):
    ficha = f.practica(
        focal,
        titulo="Ciclovía & recreovía",
        imagenes=[f.imagen("Una"), f.imagen("Otra")],
        fecha_inicio=datetime.date(1976, 6, 20),
        innovacion="",
        antecedentes="<p></p>",
    )
    ficha.organizaciones = [
        f.socio(entidad=Entidad.objects.get(codigo="secretaria-general")),
        f.socio("Universidad Nacional"),
    ]
    ficha.save()
    ficha.save_revision(user=focal, clean=False)
    f.enviar(ficha, focal)
    f.estudiar(ficha, asesora)
    f.avalar(ficha, moderadora)
    return f.fresca(ficha)


def test_la_pagina_cuenta_la_ficha(hoja, client):
    sopa = sopa_de(client, hoja.url)
    texto = sopa.find("main").get_text(" ", strip=True)
    assert sopa.find("h1").get_text() == "Ciclovía & recreovía"
    for dato in (
        hoja.resumen,
        "Texto de resultados para la prueba.",
        "Texto de transferencia para la prueba.",
        hoja.entidad.nombre_es,
        hoja.tema.nombre_es,
        "La Candelaria",
        "Usaquén",
        "Juventud",
        "Universidad Nacional",
        Entidad.objects.get(codigo="secretaria-general").nombre_es,
        "1976",
        "125.000,50",
        "El aporte de cada socio figura en el informe.",
    ):
        assert dato in texto, dato


def test_la_fecha_y_la_ruta_del_aval_estan_a_la_vista_sin_nombrar_a_nadie(hoja, client, moderadora, asesora, focal):
    sopa = sopa_de(client, hoja.url)
    sello = sopa.find(class_="sello")
    assert sello.find("time")["datetime"] == timezone.localdate(hoja.aval.momento).isoformat()
    assert "Versión 1" in sello.get_text()
    assert "Buena Práctica" in sello.get_text()
    html = str(sopa)
    for persona in (moderadora, asesora, focal):
        assert persona.username not in html
        assert str(persona) not in html


def test_las_secciones_vacias_no_aparecen_ni_en_el_indice(hoja, client):
    sopa = sopa_de(client, hoja.url)
    for campo in ("innovacion", "antecedentes"):
        assert sopa.find(id=campo) is None
        assert sopa.find("a", href=f"#{campo}") is None
    for enlace in sopa.select(".contenidos__lista a"):
        assert sopa.find(id=enlace["href"].removeprefix("#")), enlace


def test_los_resultados_y_las_lecciones_van_antes_que_la_historia(hoja, client):
    html = client.get(hoja.url).content.decode()
    lugares = [html.index(f'id="{campo}"') for campo in ("resultados", "lecciones", "transferencia", "asociacion")]
    assert lugares == sorted(lugares)


def test_un_solo_titulo_y_niveles_sin_saltos(hoja, client):
    niveles = [int(titulo.name[1]) for titulo in sopa_de(client, hoja.url).find_all(re.compile(r"^h[1-6]$"))]
    assert niveles.count(1) == 1
    assert all(despues - antes <= 1 for antes, despues in pairwise(niveles))


def test_cada_imagen_lleva_su_texto_alternativo(hoja, client):
    imagenes = sopa_de(client, hoja.url).find("main").find_all("img")
    assert len(imagenes) == 2
    assert all(imagen["alt"] == "Una calle" for imagen in imagenes)


def test_nada_se_pide_fuera(hoja, client):
    """No address of another house in what the browser loads, and a policy that forbids it."""
    for url in (hoja.url, "/es/", "/es/practicas/", "/en/"):
        respuesta = client.get(url)
        sopa = BeautifulSoup(respuesta.content, "html.parser")
        cargados = [
            nodo.get("src") or nodo.get("href") for nodo in sopa.find_all(["script", "img", "source", "iframe"])
        ]
        cargados += [nodo["href"] for nodo in sopa.find_all("link", rel=["stylesheet", "preload", "icon"])]
        cargados += [trozo.split()[0] for nodo in sopa.find_all(srcset=True) for trozo in nodo["srcset"].split(",")]
        assert all(direccion.startswith("/") for direccion in filter(None, cargados)), url
        politica = respuesta.headers["Content-Security-Policy"]
        assert "default-src 'self'" in politica
        assert "unsafe" not in politica
        assert not sopa.find_all(style=True)
        guiones = [guion for guion in sopa.find_all("script") if guion.get("type") != "application/ld+json"]
        assert all(guion.get("src") for guion in guiones)


def test_el_texto_de_la_ficha_no_trae_guiones(focal, asesora, moderadora, entrar, client):
    """What a person types in the rich text is what the editor allows; what they type as text is text."""
    hostil = {
        "blocks": [
            {"key": "abcde", "type": "unstyled", "text": "Lea <script>alert(2)</script>", "depth": 0,
             "inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 3, "key": 0}]},
            {"key": "fghij", "type": "atomic", "text": " ", "depth": 0, "inlineStyleRanges": [{"offset": 0,
             "length": 1, "style": "onclick=alert(3)"}], "entityRanges": [{"offset": 0, "length": 1, "key": 1}]},
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(4)"}},
            "1": {"type": "EMBED", "mutability": "IMMUTABLE", "data": {"url": "x", "html": "<img src=x onerror=a>"}},
        },
    }  # fmt: skip
    respuesta = f.crear_por_formulario(
        entrar(focal), resumen="<script>alert(1)</script> y más", resultados=json.dumps(hostil)
    )
    assert respuesta.status_code == 302
    hoja = PracticaPage.objects.get()
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    html = client.get(f.fresca(hoja).url).content.decode()
    assert "<script>alert" not in html
    sopa = BeautifulSoup(html, "html.parser")
    assert not sopa.find_all(onclick=True) and not sopa.find_all(onerror=True)
    assert not [enlace for enlace in sopa.find_all("a") if enlace.get("href", "").startswith("javascript:")]


def test_los_archivos_de_una_practica_viva_se_descargan_y_los_de_un_borrador_no(client, db):
    documentos = [
        Documento.objects.create(title=nombre, file=SimpleUploadedFile(f"{nombre}.pdf", f.PDF))
        for nombre in ("publicado", "borrador", "suelto")
    ]
    for titulo, documento in zip(("Viva", "Borrador"), documentos, strict=False):
        hoja = f.practica(None, titulo=titulo)
        hoja.archivos = [Archivo(documento=documento, titulo=f"Informe {titulo}", locale=hoja.locale)]
        hoja.save()
        hoja.save_revision(clean=False)
        if titulo == "Viva":
            f.flujo.avalar_de_instalacion(hoja)
            assert documento.url in client.get(f.fresca(hoja).url).content.decode()
    respuestas = [client.get(documento.url, follow=True).status_code for documento in documentos]
    assert respuestas == [200, 404, 404]


def test_relacionadas_las_mas_cercanas_primero_y_en_el_mismo_idioma(focal, asesora, moderadora, comunicaciones, client):
    leida = f.publicada(focal, asesora, moderadora, titulo="Leída", ods=[11])
    lejana = f.viva("Lejana", tema=None, subtema=None, entidad="secretaria-cultura", ods=[11])
    cercana = f.viva("Cercana", ods=[11])
    f.viva("Ajena", tema=None, subtema=None, entidad="secretaria-cultura", ods=[1])
    f.publicada_en_ingles(leida, comunicaciones, moderadora)
    titulos = [uno.get_text(strip=True) for uno in sopa_de(client, leida.url).select(".relacionadas .tarjeta__titulo")]
    assert titulos == [cercana.title, lejana.title]


def test_no_se_llama_cercana_a_la_que_no_trata_de_lo_mismo(client, db):
    leida = f.viva("Leída")
    f.viva("De otra cosa", tema=None, subtema=None, entidad="secretaria-cultura")
    titulo = sopa_de(client, leida.url).select_one("#t-relacionadas")
    assert titulo.get_text() == "Otras prácticas"
    f.viva("De lo mismo")
    assert sopa_de(client, leida.url).select_one("#t-relacionadas").get_text() == "Otras prácticas cercanas"


def test_entre_las_igual_de_cercanas_primero_la_que_dice_lo_mismo(client, db):
    leida = f.viva("Leída", resumen="Los recicladores de oficio recogen el material aprovechable casa por casa.")
    f.viva("Distinta", resumen="Un museo abre sus puertas de noche para las familias.")
    f.viva("Parecida", resumen="El material aprovechable llega a las bodegas de los recicladores de oficio.")
    f.viva("Otra más", resumen="Una biblioteca presta libros en el hospital.")
    titulos = [uno.get_text(strip=True) for uno in sopa_de(client, leida.url).select(".relacionadas .tarjeta__titulo")]
    assert titulos[0] == "Parecida"


def test_se_puede_pedir_un_intercambio_aunque_nadie_publique_sus_datos(client, db):
    sin_nadie, con_alguien = f.viva("Sin nadie", contactos=[PRIVADA]), f.viva("Con alguien", contactos=[PUBLICA])

    def pedir(hoja):
        sopa = sopa_de(client, hoja.url)
        return next(uno["href"] for uno in sopa.select(".llevar a") if "Pedir" in uno.get_text())

    for hoja in (con_alguien, sin_nadie):
        sopa = sopa_de(client, pedir(hoja))
        assert sopa.find("h1").get_text() == "Pedir un intercambio"
        assert sopa.find(id="id_sobre")["value"] == hoja.title


# --- For the press, and to pass on ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("licencia", "hay"), [("", False), ("cc_by_sa", True)])
def test_prensa_baja_las_imagenes_con_su_licencia_y_su_credito(licencia, hay, client, db):
    """Only what the DDRI says that may be published: without a licence nothing is offered."""
    ajustes = AjustesSitio.objects.get()
    ajustes.licencia_imagenes, ajustes.correo_prensa = licencia, "prensa@example.org"
    ajustes.save()
    hoja = f.viva("Con imagen", imagenes=[f.imagen()])
    sopa = BeautifulSoup(client.get(hoja.url).content, "html.parser")
    prensa = sopa.find(id="prensa")
    assert bool(prensa) == hay
    assert ("prensa@example.org" in sopa.find("footer").get_text()) and not BeautifulSoup(
        client.get(f.viva("Sin imagen").url).content, "html.parser"
    ).find(id="prensa")
    if hay:
        assert prensa.find("a", rel="license")["href"] == "https://creativecommons.org/licenses/by-sa/4.0/"
        (bajar,) = prensa.select("a[download]")
        assert "© Equipo" in bajar.get_text() and client.get(bajar["href"]).status_code == 200


def test_un_contacto_de_prensa_sin_llenar_no_se_muestra(client, db):
    assert "Prensa" not in client.get("/es/").content.decode()


def test_compartir_es_del_guion_y_sin_el_queda_el_correo(client, db):
    hoja = f.viva("Ciclovía")
    sopa = BeautifulSoup(client.get(hoja.url).content, "html.parser")
    botones = sopa.select("[data-compartir]")
    assert len(botones) == 2 and all(uno.find_parent("li").has_attr("hidden") for uno in botones)
    assert {uno["data-compartir"] for uno in botones} == {hoja.full_url}
    assert len(sopa.select("[data-dicho][role=status]")) == 2 and sopa.select_one("a[href^='mailto:?subject=']")
