"""The read model and the pages kept: what goes live shows at once, what is withdrawn is gone at once, for everybody."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import PageViewRestriction

from actores.models import Entidad, Localidad
from aval import retiro
from banco import proyeccion
from banco.models import FichaPublica, TextoDeFicha
from banco.signals import al_restringir
from base.models import Documento
from practicas.models import Archivo, PracticaPage
from tests import fabrica as f
from vocabulario.models import Tema

BANCO = "/es/practicas/"


def texto(client, url):
    respuesta = client.get(url)
    assert respuesta.status_code == 200, url
    return BeautifulSoup(respuesta.content, "html.parser").find("main").get_text(" ", strip=True)


def estado():
    filas = FichaPublica.objects.order_by("pk").values_list("pk", "titulo", "facetas", "datos", "resumen")
    return list(filas), list(TextoDeFicha.objects.order_by("pk").values_list("pk", "titulo", "terminos", "cuerpo"))


def test_publicar_y_retirar_se_ven_en_el_acto(client, moderadora):
    paginas = ("/es/", BANCO, f"{BANCO}?q=pelícano", f"{BANCO}?vista=tabla")
    antes = [texto(client, url) for url in paginas]
    assert [texto(client, url) for url in paginas] == antes  # now from what was kept
    hoja = f.viva("Vuelo del pelícano")
    for url in paginas:
        assert "Vuelo del pelícano" in texto(client, url), url
    assert client.get(hoja.url).status_code == 200
    retiro.retirar(hoja, moderadora, "Dejó de hacerse.")
    for url, igual in zip(paginas, antes, strict=True):
        assert texto(client, url) == igual, url
    assert client.get(hoja.url).status_code in (404, 410)
    assert not FichaPublica.objects.exists()


def test_borrar_una_practica_la_quita_de_todo(client, moderadora):
    hoja = f.viva("Vuelo del pelícano")
    assert "Vuelo" in texto(client, f"{BANCO}?q=pelícano")
    retiro.borrar(hoja, moderadora, "Se publicó por error.")
    assert "Vuelo" not in texto(client, f"{BANCO}?q=pelícano")
    assert not TextoDeFicha.objects.exists()


def test_un_nombre_de_lista_que_cambia_se_lee_y_se_busca_en_el_acto(client, db, django_capture_on_commit_callbacks):
    hoja = f.viva("Una")
    assert "Movilidad sostenible" in texto(client, hoja.url)
    assert "1 práctica" in texto(client, f"{BANCO}?q=movilidad")
    tema = Tema.objects.get(codigo="movilidad")
    tema.nombre_es = "Desplazamientos urbanos"
    with django_capture_on_commit_callbacks(execute=True):
        tema.save()
    assert "Desplazamientos urbanos" in texto(client, hoja.url)
    assert "1 práctica" in texto(client, f"{BANCO}?q=desplazamientos")
    assert "Ninguna práctica" in texto(client, f"{BANCO}?q=movilidad")
    entidad = Entidad.objects.get(codigo="idrd")
    entidad.sector = Entidad.objects.get(codigo="secretaria-general").sector
    entidad.save()
    assert "1 práctica" in texto(client, f"{BANCO}?sector={entidad.sector.codigo}")


def test_una_pagina_restringida_sale_del_banco_y_vuelve(client, db):
    hoja = f.viva("Para algunos")
    assert "Para algunos" in texto(client, BANCO)
    # One of before they were refused.
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=hoja.page_ptr, restriction_type="login")])
    restriccion = PageViewRestriction.objects.get()
    al_restringir(PageViewRestriction, restriccion)
    assert "Para algunos" not in texto(client, BANCO)
    assert client.get(hoja.url).status_code == 302
    restriccion.delete()
    assert "Para algunos" in texto(client, BANCO)


def test_lo_guardado_no_es_de_quien_tiene_sesion(client, focal, entrar):
    hoja = f.viva("Una")
    publica = client.get(hoja.url)
    assert not publica.cookies
    assert client.get(hoja.url, headers={"If-None-Match": publica["ETag"]}).status_code == 304
    con_sesion = entrar(focal).get(hoja.url)
    assert "ETag" not in con_sesion.headers
    assert "no-store" not in publica.headers["Cache-Control"]


def test_ninguna_pagina_publica_pone_galletas_ni_varia_por_ellas(client, db):
    hoja = f.viva("Una")
    for url in (
        "/es/",
        "/en/",
        BANCO,
        f"{BANCO}?q=una",
        hoja.url,
        "/es/acerca/",
        "/es/banco/lista/",
        "/es/banco/datos/",
    ):
        respuesta = client.get(url)
        assert not respuesta.cookies, url
        assert "Cookie" not in respuesta.get("Vary", ""), url
        assert "csrfmiddlewaretoken" not in respuesta.content.decode(), url


def test_cada_direccion_guarda_lo_suyo(client, db):
    f.viva("Una bicicleta", etiquetas=[])
    assert "Una bicicleta" in texto(client, f"{BANCO}?q=bicicleta")
    assert "Una bicicleta" not in texto(client, f"{BANCO}?q=pelícano")
    assert client.get("/en/practices/").content != client.get(BANCO).content


def test_construirla_de_nuevo_da_lo_mismo(focal, asesora, moderadora, comunicaciones):
    hoja = f.publicada(focal, asesora, moderadora, titulo="Una")
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    f.practica(focal, titulo="Borrador")
    antes = estado()
    assert len(antes[0]) == 2
    FichaPublica.objects.filter(pk=hoja.pk).delete()
    assert not proyeccion.esta_completa()
    assert proyeccion.reconstruir() == 2
    assert proyeccion.esta_completa()
    assert estado() == antes


def test_en_que_idioma_esta_disponible(focal, asesora, moderadora, comunicaciones, client):
    hoja = f.publicada(focal, asesora, moderadora, titulo="En los dos")
    f.viva("Solo en español")
    f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    assert "1 práctica" in texto(client, f"{BANCO}?idioma=en")
    assert "2 prácticas" in texto(client, f"{BANCO}?idioma=es")


def test_los_archivos_adjuntos_se_buscan(client, db, django_capture_on_commit_callbacks):
    import io
    import zipfile

    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w") as zip_:
        parrafo = "<w:p><w:r><w:t>Informe del ornitorrinco &amp; su río</w:t></w:r></w:p>"
        zip_.writestr("word/document.xml", f'<w:document xmlns:w="urn:w">{parrafo}</w:document>')
    documento = Documento.objects.create(title="i", file=SimpleUploadedFile("i.docx", memoria.getvalue()))
    roto = Documento.objects.create(title="r", file=SimpleUploadedFile("r.pdf", f.PDF[:40]))
    hoja = f.practica(None, titulo="Con informe")
    hoja.archivos = [Archivo(documento=uno, titulo="Informe", locale=hoja.locale) for uno in (documento, roto)]
    hoja.save()
    with django_capture_on_commit_callbacks(execute=True):
        f.flujo.avalar_de_instalacion(hoja)
    pagina = texto(client, f"{BANCO}?q=ornitorrinco")
    assert "Con informe" in pagina
    assert "En un archivo adjunto" in pagina


def test_las_cuentas_de_las_facetas_se_cruzan_sin_la_propia(client, db, settings):
    """Each count is what one would get by choosing it alone in its facet, with the filters of the others."""
    settings.CACHE_DE_PAGINAS = 0
    f.viva("Una", localidades=["usaquen"], ods=[11])
    f.viva("Dos", localidades=["bosa"], ods=[11, 13])
    f.viva("Tres", localidades=["bosa"], ods=[4], tema=Tema.objects.get(codigo="salud"), subtema=None)
    f.viva("Cuatro", localidades=[], toda_la_ciudad=True, ods=[4])

    def cuentas(**consulta):
        sopa = BeautifulSoup(client.get(BANCO, consulta).content, "html.parser")
        return {
            f"{opcion['name']}={opcion['value']}": int(opcion.find_parent("label").select_one(".faceta__total").text)
            for opcion in sopa.select(".filtros input[type=checkbox]")
        }

    consultas = [{}, {"localidad": "bosa"}, {"ods": "ods-11", "localidad": "bosa"}, {"tema": ["salud", "movilidad"]}]
    for consulta in [*consultas, {"q": "prueba"}, {"q": "tres"}]:
        for par, cuenta in cuentas(**consulta).items():
            nombre, codigo = par.split("=")
            respuesta = client.get(BANCO, {**consulta, nombre: codigo})
            assert respuesta.context["consulta"].total == cuenta, (consulta, par)
    assert cuentas()["localidad=bosa"] == 3  # two of its own, and the one of the whole city
    assert len([uno for uno in Localidad.objects.all() if f"localidad={uno.codigo}" in cuentas()]) == 20


def test_el_mapa_cuenta_lo_propio_y_dice_lo_mismo_en_su_tabla(client, db):
    f.viva("Una", localidades=["bosa"])
    f.viva("Dos", localidades=["bosa", "suba"])
    f.viva("Tres", localidades=[], toda_la_ciudad=True)
    sopa = BeautifulSoup(client.get(BANCO, {"vista": "mapa"}).content, "html.parser")
    dibujo = {uno["aria-label"].split(":")[0]: int(uno.select_one(".mapa__total").text) for uno in sopa.select("svg a")}
    tabla = {fila.th.text.strip(): int(fila.td.text) for fila in sopa.select(".mapa tbody tr")}
    assert len(dibujo) == 20
    assert dibujo == {nombre: cuenta for nombre, cuenta in tabla.items() if nombre != "Toda la ciudad"}
    assert (dibujo["Bosa"], dibujo["Suba"], dibujo["Usme"], tabla["Toda la ciudad"]) == (2, 1, 0, 1)
    sin_dibujo = [uno for uno in Localidad.objects.all() if uno.nombre_es not in dibujo]
    assert not sin_dibujo


@pytest.mark.parametrize("sentido", ["", "desc"])
def test_la_tabla_se_ordena_por_sus_columnas(sentido, client, db):
    for titulo in ("Árbol", "Zapato", "barrio"):
        f.viva(titulo)
    sopa = BeautifulSoup(
        client.get(BANCO, {"vista": "tabla", "orden": "titulo", "sentido": sentido}).content, "html.parser"
    )
    titulos = [fila.th.text for fila in sopa.select("tbody tr")]
    assert titulos == (["Árbol", "barrio", "Zapato"] if not sentido else ["Zapato", "barrio", "Árbol"])
    columna = sopa.select_one("th[aria-sort]")
    assert columna["aria-sort"] == ("ascending" if not sentido else "descending")
    vuelta = BeautifulSoup(client.get(BANCO + columna.a["href"]).content, "html.parser")
    assert [fila.th.text for fila in vuelta.select("tbody tr")] == titulos[::-1]


def test_el_orden_de_la_busqueda_pesa_titulo_y_resumen(client, db):
    f.viva("Lejana", antecedentes="<p>Una sola vez se nombra la guacamaya en una historia muy larga.</p>")
    f.viva("Guacamaya en el parque")
    f.viva("Del medio", lecciones="<p>Aprendimos de la guacamaya.</p>")
    sopa = BeautifulSoup(client.get(BANCO, {"q": "guacamaya"}).content, "html.parser")
    titulos = [uno.text for uno in sopa.select(".tarjeta__titulo")]
    assert titulos == ["Guacamaya en el parque", "Del medio", "Lejana"]
    assert [uno.text for uno in sopa.select("mark")] == ["guacamaya", "guacamaya"]


def test_las_relaciones_de_una_ficha_no_se_pierden_en_la_vista_previa(focal, db):
    hoja = f.practica(focal, titulo="En borrador", contactos=[{"nombre": "Privada", "autoriza": False}])
    respuesta = PracticaPage.objects.get(pk=hoja.pk).make_preview_request()
    assert respuesta.status_code == 200
    html = respuesta.render().content.decode()
    assert "Usaquén" in html and "Movilidad sostenible" in html
    assert "Privada" not in html
