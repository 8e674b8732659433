"""The map of the site for search engines."""

from datetime import datetime
from xml.etree import ElementTree

from wagtail.models import Page

from sitio import sitemap
from sitio.models import InicioPage
from tests import fabrica as f

SM, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


def _direcciones(client, consulta=None):
    respuesta = client.get("/sitemap.xml", consulta)
    assert respuesta.headers["Content-Type"] == "application/xml"
    return [uno.text for uno in ElementTree.fromstring(respuesta.content).iter(f"{SM}loc")]  # noqa: S314  # our own


def test_cuando_no_cabe_en_un_archivo_es_un_indice_de_varios(client, db, monkeypatch):
    hoja = f.viva("Bicicletas del domingo")
    entero = _direcciones(client)
    assert hoja.full_url in entero
    paginas = {pagina.full_url for pagina in Page.objects.live().filter(depth__gt=1)}
    assert paginas <= set(entero)
    monkeypatch.setattr(sitemap, "POR_ARCHIVO", 5)
    f.viva("Otra")  # another generation: what was kept is not used
    partes = _direcciones(client)
    assert len(partes) == -(-(len(entero) + 1) // 5)
    reunidas = [una for parte in partes for una in _direcciones(client, {"p": parte.rpartition("=")[2]})]
    assert len(reunidas) == len(set(reunidas)) == len(entero) + 1 and set(entero) < set(reunidas)
    assert client.get("/sitemap.xml", {"p": len(partes) + 1}).status_code == 404
    assert client.get("/sitemap.xml", {"p": "nada"}).status_code == 200


def test_cada_direccion_dice_sus_idiomas_y_su_dia(client, db):
    f.viva("Bicicletas del domingo")
    raiz = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  # our own
    portada = next(url for url in raiz.iter(f"{SM}url") if url.findtext(f"{SM}loc").endswith("/es/"))
    assert {enlace.get("hreflang") for enlace in portada.iter(f"{XHTML}link")} == {"es", "en"}
    publicada = datetime.fromisoformat(portada.findtext(f"{SM}lastmod"))
    inicio = InicioPage.objects.get(locale__language_code="es")
    assert publicada == inicio.last_published_at.replace(microsecond=0)
