"""What lies under the site: its root, its structure, who may read it, where it leads, the data of the entity."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from treebeard.mp_tree import MP_MoveHandler
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    ModelLogEntry,
    Page,
    PageViewRestriction,
    Site,
)

from aval.auditoria import auditar
from aval.errores import ErrorDeAval, NoSeBorra, NoSeMueve, SinRestriccion
from aval.models import modelos_avalables
from aval.retiro import borrar
from banco.models import BancoPage
from base import generacion
from redes.models import RedesPage
from sitio.fuera_del_aval import RaizSinPublicar, SalidaInsegura, SinSitio
from sitio.models import AjustesSitio, ContenidoPage, InicioPage
from tests import fabrica as f
from tests.direcciones_del_admin import de_la_api


@pytest.fixture
def inicio(db):
    return InicioPage.objects.get(locale__language_code="es")


# --- The root -----------------------------------------------------------------------------------------


def _sitio(**cambios):
    sitio = Site.objects.get()
    return {
        "hostname": sitio.hostname,
        "port": sitio.port,
        "site_name": sitio.site_name,
        "root_page": sitio.root_page_id,
        "is_default_site": "on",
        **cambios,
    }


def test_la_raiz_del_sitio_es_un_inicio_publicado(inicio, superusuario, entrar, client):
    borrador = ContenidoPage(title="Un borrador", live=False, locale=inicio.locale)
    inicio.add_child(instance=borrador)
    ingles = InicioPage.objects.get(locale__language_code="en")
    sitio = Site.objects.get()
    url = reverse("wagtailsites:edit", args=[sitio.pk])
    for pagina in (borrador, f.banco(), ingles, Page.get_first_root_node()):
        respuesta = entrar(superusuario).post(url, _sitio(root_page=pagina.pk))
        assert respuesta.status_code == 200
        assert "página de inicio publicada" in str(respuesta.context["form"].errors["root_page"])
        sitio.root_page = Page.objects.get(pk=pagina.pk)
        with pytest.raises(RaizSinPublicar):
            sitio.save()
    assert client.get("/es/").status_code == 200


def test_el_sitio_por_defecto_no_se_borra_ni_deja_de_serlo(superusuario, entrar):
    sitio = Site.objects.get()
    entrar(superusuario).post(reverse("wagtailsites:delete", args=[sitio.pk]))
    datos = _sitio()
    del datos["is_default_site"]
    entrar(superusuario).post(reverse("wagtailsites:edit", args=[sitio.pk]), datos)
    assert Site.objects.get().is_default_site
    with pytest.raises(SinSitio):
        sitio.delete()


def test_otro_nombre_de_sitio_queda_escrito(superusuario, entrar):
    sitio = Site.objects.get()
    url = reverse("wagtailsites:edit", args=[sitio.pk])
    assert entrar(superusuario).post(url, _sitio(hostname="banco.example.org")).status_code == 302
    entrada = ModelLogEntry.objects.for_instance(sitio).filter(action="banco.cambio", user=superusuario).get()
    assert entrada.data["cambios"] == {"hostname": [sitio.hostname, "banco.example.org"]}


# --- The structure -------------------------------------------------------------------------------------


def test_toda_pagina_de_la_instalacion_es_estructura_o_contenido(db):
    """A page that the installation makes, of a kind of its own, is a part of what the site is made of."""
    for pagina in Page.objects.filter(depth__gt=1).specific():
        assert pagina.estructural or isinstance(pagina, ContenidoPage), pagina
    assert {modelo for modelo in modelos_avalables() if modelo.estructural} >= {InicioPage, BancoPage, RedesPage}


def _estructura():
    return Page.objects.type(*(modelo for modelo in modelos_avalables() if modelo.estructural)).specific()


def test_la_estructura_no_se_mueve_por_ningun_camino(moderadora, superusuario, entrar):
    acerca = ContenidoPage.objects.filter(locale__language_code="es").first()
    raiz = Page.get_first_root_node()
    antes = list(Page.objects.order_by("pk").values_list("pk", "path", "url_path"))
    for quien in (moderadora, superusuario):
        navegador = entrar(quien)
        for pagina in _estructura():
            assert not pagina.permissions_for_user(quien).can_move()
            for destino in (raiz, acerca):
                navegador.post(reverse("wagtailadmin_pages:move_confirm", args=[pagina.pk, destino.pk]))
                url = f"/admin/bulk/wagtailcore/page/move/?id={pagina.pk}&next=/admin/"
                navegador.post(url, {"chooser": destino.pk, "move_applicable": "on"})
                if url := de_la_api("pages:action", pagina.pk, "move"):
                    navegador.post(url, {"destination_page_id": destino.pk}, content_type="application/json")
    assert list(Page.objects.order_by("pk").values_list("pk", "path", "url_path")) == antes
    for pagina in _estructura():
        with pytest.raises(NoSeMueve):
            pagina.move(acerca, pos="last-child")
    with pytest.raises(NoSeMueve):
        acerca.move(raiz, pos="last-child")  # no page leaves the trees of the languages


def test_la_estructura_no_se_borra(moderadora, inicio):
    for pagina in _estructura():
        assert not pagina.permissions_for_user(moderadora).can_delete()
    with pytest.raises(NoSeBorra):
        borrar(f.banco(), moderadora, "Sobra.")
    assert Site.objects.get().root_page_id == inicio.pk


# --- A page without an address ----------------------------------------------------------------------------

LISTAS = [
    *("/es/", "/en/", "/es/banco/rss.xml", "/es/banco/atom.xml", "/en/bank/rss.xml", "/sitemap.xml"),
    *("/es/banco/sugerencias/?q=viva", "/es/redes/", "/es/eventos/", "/es/premios/", "/es/banco/datos/"),
    *("/es/banco/lista/", "/api/v2/practicas/", "/es/no-existe/", "/es/eventos/agenda.ics"),
]


def _fuera(pagina):
    """Out of the site, by a way that asks nobody."""
    MP_MoveHandler(Page.objects.get(pk=pagina.pk), Page.get_first_root_node(), "last-child").process()
    suelta = Page.objects.get(pk=pagina.pk)
    antes, suelta.url_path = suelta.url_path, f"/{suelta.slug}/"
    Page.objects.filter(pk=suelta.pk).update(url_path=suelta.url_path)
    suelta._update_descendant_url_paths(antes, suelta.url_path)
    generacion.nueva(fondo=True)
    assert f.fresca(pagina).url is None


@pytest.mark.parametrize("cual", ["banco", "redes", "una práctica", "una página"])
def test_una_pagina_sin_direccion_no_rompe_ninguna_lista(cual, client, comunicaciones, moderadora):
    viva = f.viva(titulo="La práctica viva")
    f.publicada_en_ingles(viva, comunicaciones, moderadora)
    pagina = {
        "banco": f.banco(),
        "redes": RedesPage.objects.get(locale__language_code="es"),
        "una práctica": viva,
        "una página": ContenidoPage.objects.filter(locale__language_code="es").first(),
    }[cual]
    inglesa = f.fresca(viva).get_translations().get()
    _fuera(pagina)
    for url in (*LISTAS, inglesa.url):
        respuesta = client.get(url, follow=True)
        assert respuesta.status_code < 500, url
        assert "None" not in respuesta.content.decode(errors="ignore").replace("'none'", ""), url


# --- Who may read -------------------------------------------------------------------------------------------


def test_nada_de_lo_que_lleva_aval_es_para_algunos(inicio, moderadora, superusuario, entrar, client):
    viva = f.viva()
    ingles = InicioPage.objects.get(locale__language_code="en")
    datos = {"restriction_type": "login", "password": "", "groups": []}
    for quien in (moderadora, superusuario):
        navegador = entrar(quien)
        for pagina in (viva, f.banco(), f.banco("en"), inicio, ingles, Page.get_first_root_node()):
            url = reverse("wagtailadmin_pages:set_privacy", args=[pagina.pk])
            if pagina.depth > 1:
                assert navegador.get(url).status_code == 302
                assert not pagina.permissions_for_user(quien).can_set_view_restrictions()
            assert navegador.post(url, datos).status_code == 302
            with pytest.raises(SinRestriccion):
                PageViewRestriction.objects.create(page_id=pagina.pk, restriction_type="login")
    assert not PageViewRestriction.objects.exists()
    assert client.get(viva.url).status_code == 200


def test_los_archivos_tampoco_se_restringen_por_coleccion(superusuario, entrar):
    raiz = Collection.get_first_root_node()
    url = reverse("wagtailadmin_collections:set_privacy", args=[raiz.pk])
    respuesta = entrar(superusuario).post(
        url, {"restriction_type": "login"}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert (respuesta.status_code, "todo el mundo" in respuesta.json()["detail"]) == (403, True)
    assert not CollectionViewRestriction.objects.exists()


def test_la_auditoria_dice_lo_que_ya_estaba_restringido_y_no_lo_retira(inicio):
    viva = f.viva()
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=f.banco().page_ptr, restriction_type="login")]
    )  # without the signals that refuse it
    hallados = {(h["objeto"], h["razon"]) for h in auditar().hallazgos}
    assert hallados == {(str(viva.pk), "restringido"), (str(f.banco().pk), "restringido")}
    auditar(retirar=lambda *_: pytest.fail("Withdrawn on account of a restriction."))


# --- Where it leads, and what it says of the entity -------------------------------------------------------------

INSEGURAS = ["http://example.org/", "https://localhost/", "https://yo:clave@example.org/", "https://example.org:8443/"]


@pytest.mark.parametrize("direccion", INSEGURAS)
def test_una_redireccion_no_sale_por_donde_no_es_seguro(direccion, superusuario, entrar):
    datos = {"old_path": "/vieja/", "site": "", "is_permanent": "on", "redirect_page": "", "redirect_link": direccion}
    respuesta = entrar(superusuario).post(reverse("wagtailredirects:add"), datos)
    assert respuesta.status_code == 200
    assert respuesta.context["form"].errors["redirect_link"]
    assert direccion in respuesta.content.decode()
    with pytest.raises((SalidaInsegura, ValidationError)):
        Redirect.objects.create(old_path="/vieja", redirect_link=direccion)


def test_una_redireccion_a_otro_sitio_queda_escrita(superusuario, administracion, comunicaciones, moderadora, entrar):
    datos = {"old_path": "/vieja/", "site": "", "redirect_page": "", "redirect_link": "https://example.org/otra"}
    for quien in (administracion, comunicaciones, moderadora):
        entrar(quien).post(reverse("wagtailredirects:add"), datos)
        assert not Redirect.objects.filter(old_path="/vieja").exists()
    navegador = entrar(superusuario)
    assert navegador.post(reverse("wagtailredirects:add"), datos).status_code == 302
    redireccion = Redirect.objects.get(old_path="/vieja")
    url = reverse("wagtailredirects:edit", args=[redireccion.pk])
    assert navegador.post(url, datos | {"redirect_link": "https://example.org/nueva"}).status_code == 302
    ultima = ModelLogEntry.objects.for_instance(redireccion).filter(action="banco.cambio").first()
    assert ultima.data["cambios"]["redirect_link"] == ["https://example.org/otra", "https://example.org/nueva"]
    redireccion.delete()
    historia = navegador.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "https://example.org/otra" in historia and "https://example.org/nueva" in historia


def test_los_datos_de_la_entidad_quedan_escritos_campo_por_campo(administracion, entrar):
    ajustes = AjustesSitio.objects.get()
    url = reverse("wagtailsettings:edit", args=["sitio", "ajustessitio", ajustes.site_id])
    navegador = entrar(administracion)
    datos = f.leer_formulario(navegador.get(url), lambda sopa: sopa.find("input", attrs={"name": "entidad"}))
    respuesta = navegador.post(url, datos | {"telefono": "+57 601 555 0199"})
    assert respuesta.status_code == 302
    entrada = ModelLogEntry.objects.for_instance(ajustes).filter(user=administracion, action="banco.cambio").get()
    assert entrada.data["cambios"] == {"telefono": ["", "+57 601 555 0199"]}
    assert "+57 601 555 0199" in navegador.get(reverse("wagtailadmin_reports:site_history")).content.decode()


# --- A refused deletion is a sentence ---------------------------------------------------------------------------


def test_borrar_un_archivo_en_uso_desde_la_carga_multiple_es_una_frase(superusuario, entrar):
    imagen = f.imagen()
    f.viva(imagenes=[imagen])
    for cabeceras in ({}, {"X-Requested-With": "XMLHttpRequest"}):
        url = reverse("wagtailimages:delete_multiple", args=[imagen.pk])
        respuesta = entrar(superusuario).post(url, headers=cabeceras)
        assert respuesta.status_code == 409
        assert respuesta.json()["success"] is False
        assert "en uso" in respuesta.json()["detail"]


def test_lo_que_solo_usa_un_borrador_tambien(superusuario, entrar):
    """The database keeps it: what it says is turned into a sentence."""
    imagen = f.imagen()
    f.practica(imagenes=[imagen])
    url = reverse("wagtailimages:delete_multiple", args=[imagen.pk])
    respuesta = entrar(superusuario).post(url)
    assert (respuesta.status_code, "en uso" in respuesta.json()["detail"]) == (409, True)


def test_los_errores_del_sitio_son_frases():
    for error in (RaizSinPublicar, SinSitio, SalidaInsegura):
        assert issubclass(error, ErrorDeAval) and str(error())
