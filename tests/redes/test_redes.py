"""Networks and platforms: what is refused, who may do what, and what the public reads."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale, ReferenceIndex

from aval import flujo, retiro
from aval.contenido import canonico_de, canonico_de_revision, diferencias
from aval.errores import FichaIncompleta, SinAval
from aval.models import Autoria, Aval
from base.models import Imagen
from practicas.models import PlataformaDePractica, RedDePractica
from redes.mapa import regiones
from redes.mapa.equal_earth import ANCHO, proyectar
from redes.models import Plataforma, Red
from sitio import semillas
from tests import fabrica as f
from traducciones import servicio

pytestmark = pytest.mark.django_db


def red(slug="c40", idioma="es"):
    return Red.objects.get(slug=slug, locale__language_code=idioma)


def viva(objeto):
    """``objeto`` live with an aval, made as the installation makes its own."""
    flujo.avalar_de_instalacion(objeto)
    return f.fresca(objeto)


def en_ingles(objeto):
    """The English of ``objeto``, from its file, live."""
    traduccion = next(
        una
        for una in semillas.traducir()
        if una.source.object_id == objeto.translation_key  # the others stay drafts
    )
    flujo.avalar_de_instalacion(servicio.version_propuesta(traduccion))
    return f.fresca(traduccion.get_target_instance())


def nueva(**campos):
    campos = {"nombre": "Red de prueba", "tipo": "global", "descripcion": "<p>Una red.</p>", **campos}
    return Red(locale=Locale.objects.get(language_code="es"), live=False, **campos)


# --- What comes with the installation --------------------------------------------------------------


def test_llegan_las_doce_redes_y_las_siete_plataformas_como_borradores(db):
    assert Red.objects.count() == 12
    assert Plataforma.objects.count() == 7
    for objeto in (*Red.objects.all(), *Plataforma.objects.all()):
        assert not objeto.live and not objeto.avales.exists()
        assert objeto.incumplimientos() == [], objeto
        assert objeto.get_workflow().name == "Aval de la DDRI"


def test_lo_que_no_se_sabe_queda_vacio(db):
    for una in Red.objects.all():
        assert una.miembro_desde is None and una.fundada is None and una.sede is None


# --- The aval --------------------------------------------------------------------------------------


def test_una_red_llega_al_publico_solo_por_el_aval(comunicaciones, moderadora, entrar):
    una = red()
    una.live = True
    with pytest.raises(SinAval):
        una.save()
    una = red()
    una.bogota = "<p>Lo que hace la ciudad.</p>"
    una.save_revision(user=comunicaciones, clean=False)
    flujo.enviar(una, comunicaciones)
    tarea = f.fresca(una).current_workflow_task_state
    pagina = entrar(moderadora).get(reverse("aval:revisar", args=[tarea.pk]))
    assert "Lo que hace la ciudad." in pagina.content.decode()
    assert comunicaciones.pk in Autoria.de_la_revision(una, tarea.revision)
    respuesta = f.decidir(entrar(moderadora), tarea, "avalar")
    assert respuesta.status_code == 302
    una = f.fresca(una)
    assert una.live and una.aval.moderador == moderadora
    assert diferencias(Red, una.aval.contenido, canonico_de(una)) == []
    una.nombre = "Otra cosa"
    with pytest.raises(SinAval):
        una.save()


def test_el_contenido_que_se_avala_es_el_de_la_revision(db):
    for objeto in (red(), Plataforma.objects.first()):
        assert canonico_de_revision(objeto.get_latest_revision()) == canonico_de(objeto)


@pytest.mark.parametrize("rol", ["comunicaciones", "moderadora", "superusuario"])
def test_nadie_publica_desde_el_editor(rol, entrar, request):
    persona = request.getfixturevalue(rol)
    una = red()
    url = reverse("wagtailsnippets_redes_red:edit", args=[una.pk])
    pagina = entrar(persona).get(url)
    assert pagina.status_code == 200
    assert "action-publish" not in pagina.content.decode()
    datos = f.leer_formulario(pagina, lambda form: form.find("input", attrs={"name": "nombre"}))
    entrar(persona).post(url, datos | {"action-publish": "1", "asunto": "Otro"})
    assert not f.fresca(una).live
    assert not Aval.objects.de(una).exists()


def test_solo_moderacion_retira_y_borra_lo_publicado_y_se_lleva_el_ingles(
    comunicaciones, moderadora, superusuario, entrar
):
    una = viva(red())
    inglesa = en_ingles(una)
    for persona in (comunicaciones, superusuario):
        for puerta in ("unpublish", "delete"):
            entrar(persona).post(reverse(f"wagtailsnippets_redes_red:{puerta}", args=[una.pk]), follow=True)
        assert f.fresca(una).live
    assert (
        "Retirar del público"
        in entrar(moderadora).get(reverse("wagtailsnippets_redes_red:edit", args=[una.pk])).content.decode()
    )
    retiro.retirar(una, moderadora, "La ciudad salió de la red.")
    assert not f.fresca(una).live and f.fresca(una).aval is None
    assert not f.fresca(inglesa).live


# --- Bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("campos", "campo"),
    [
        ({"nombre": "CGLU"}, "nombre"),
        ({"nombre": "uclg"}, "nombre"),
        ({"nombre": "La Red de Ciudades Seguras"}, "nombre"),
        ({"nombre": "Una nueva", "sigla": "c-40"}, "sigla"),
        ({"nombre": "Una nueva", "otros_nombres": "otra\nMetrópolis"}, "otros_nombres"),
        ({"slug": "c40"}, "slug"),
        ({"miembro_desde": "2020-01-01", "miembro_hasta": "2019-01-01", "estado": "terminada"}, "miembro_hasta"),
        ({"miembro_hasta": "2019-01-01"}, "estado"),
        ({"contacto_autoriza": True}, "contacto_autoriza_fecha"),
    ],
)
def test_lo_que_no_puede_ser_se_dice_junto_a_su_campo(campos, campo, db):
    una = nueva(**campos)
    for nombre in ("miembro_desde", "miembro_hasta"):
        setattr(una, nombre, Red._meta.get_field(nombre).to_python(getattr(una, nombre)))
    with pytest.raises(ValidationError) as error:
        una.full_clean()
    assert campo in error.value.message_dict


def test_la_misma_red_dos_veces_no_se_guarda_y_no_se_pierde_lo_escrito(comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    url = reverse("wagtailsnippets_redes_red:add")
    pagina = navegador.get(url)
    datos = f.leer_formulario(pagina, lambda form: form.find("input", attrs={"name": "nombre"}))
    respuesta = navegador.post(url, datos | {"nombre": "C40", "tipo": "global", "asunto": "Lo que ya escribí"})
    assert respuesta.status_code == 200
    texto = respuesta.content.decode()
    assert "Ya está en la lista como" in texto and "Lo que ya escribí" in texto
    assert Red.objects.count() == 12


def test_una_red_nueva_se_escribe_y_se_envia(comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    url = reverse("wagtailsnippets_redes_red:add")
    datos = f.leer_formulario(navegador.get(url), lambda form: form.find("input", attrs={"name": "nombre"}))
    datos |= {"nombre": "Red de Ciudades del Agua", "tipo": "tematica", "action-submit": "1"}
    datos["descripcion"] = f.rich_text("<p>Agua.</p>", features=f.RASGOS)
    assert navegador.post(url, datos).status_code == 302
    una = Red.objects.get(slug="red-de-ciudades-del-agua")
    assert not una.live and una.workflow_in_progress


def _sin_lo_obligatorio(navegador, **mas):
    """A new network, as its form sends it, without what it is."""
    url = reverse("wagtailsnippets_redes_red:add")
    datos = f.leer_formulario(navegador.get(url), lambda form: form.find("input", attrs={"name": "nombre"}))
    return navegador.post(url, datos | {"nombre": "Una red", "tipo": "global", "asunto": "Lo que ya escribí"} | mas)


def test_sin_lo_obligatorio_se_guarda_y_no_se_envia(comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    respuesta = _sin_lo_obligatorio(navegador, **{"action-submit": "1"})
    assert respuesta.status_code == 200
    assert "descripcion" in respuesta.context["form"].errors
    assert "Lo que ya escribí" in respuesta.content.decode()
    assert _sin_lo_obligatorio(navegador).status_code == 302  # a draft may lack it
    borrador = Red.objects.get(nombre="Una red")
    assert borrador.current_workflow_state is None
    # And by a road that asks for no form.
    with pytest.raises(FichaIncompleta):
        borrador.get_workflow().start(borrador, comunicaciones)


def test_un_logo_svg_no_entra(comunicaciones, entrar):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    archivo = SimpleUploadedFile("logo.svg", svg, content_type="image/svg+xml")
    entrar(comunicaciones).post(reverse("wagtailimages:add"), {"title": "Logo", "file": archivo})
    disfrazado = SimpleUploadedFile("logo.png", svg, content_type="image/png")
    entrar(comunicaciones).post(reverse("wagtailimages:add"), {"title": "Logo", "file": disfrazado})
    assert not Imagen.objects.exists()


# --- What the public reads ---------------------------------------------------------------------------


def test_la_red_dice_lo_suyo_en_su_idioma_y_enlaza_la_otra_version(client):
    una = viva(red())
    inglesa = en_ingles(una)
    pagina = client.get("/es/redes/c40/")
    sopa = BeautifulSoup(pagina.content, "html.parser")
    assert sopa.h1.text == una.nombre
    assert sopa.find("link", rel="canonical")["href"].endswith("/es/redes/c40/")
    alternas = {enlace["hreflang"]: enlace["href"] for enlace in sopa.find_all("link", hreflang=True)}
    assert alternas["en"].endswith("/en/networks/c40/") and alternas["es"].endswith("/es/redes/c40/")
    datos = json.loads(sopa.find("script", type="application/ld+json").string)
    assert datos["@type"] == "Organization" and datos["name"] == una.nombre
    assert client.get("/en/networks/c40/").content.decode().count(inglesa.nombre)
    mapa = client.get("/sitemap.xml").content.decode()
    assert "/es/redes/c40/" in mapa and "/en/networks/c40/" in mapa
    assert client.get("/es/redes/iclei/").status_code == 404  # a draft


def test_el_contacto_que_no_autorizo_no_sale(client):
    una = red()
    una.contacto_nombre, una.contacto_correo = "Persona Reservada", "reservada@example.org"
    viva(una)
    assert "eservada" not in client.get("/es/redes/c40/").content.decode()


def test_una_practica_muestra_sus_redes_solo_si_estan_vivas_en_su_idioma(client):
    hoja = f.practica(None, titulo="Viajera")
    hoja.redes = [RedDePractica(red=red()), RedDePractica(red=red("iclei"))]
    hoja.plataformas = [PlataformaDePractica(plataforma=Plataforma.objects.get(slug="use"))]
    hoja.save()
    flujo.avalar_de_instalacion(hoja)
    viva(red())
    texto = client.get(f.fresca(hoja).url).content.decode()
    assert "/es/redes/c40/" in texto
    assert "iclei" not in texto and "/es/plataformas/" not in texto.split("<footer")[0]
    assert "Viajera" in client.get("/es/redes/c40/").content.decode()
    usos = ReferenceIndex.get_references_to(red())
    assert usos.filter(base_content_type=hoja.get_base_content_type()).exists() or usos.exists()


def test_la_practica_en_ingles_enlaza_lo_que_esta_en_ingles(client, comunicaciones, moderadora):
    hoja = f.practica(None, titulo="Viajera")
    hoja.redes = [RedDePractica(red=red())]
    hoja.plataformas = [PlataformaDePractica(plataforma=Plataforma.objects.get(slug="use"))]
    hoja.save()
    flujo.avalar_de_instalacion(hoja)
    una = viva(red())
    inglesa = f.publicada_en_ingles(hoja, comunicaciones, moderadora)
    antes = client.get(inglesa.url).content.decode().split("<footer")[0]
    assert "/networks/c40/" not in antes and "/redes/c40/" not in antes
    en_ingles(una)
    despues = client.get(inglesa.url).content.decode().split("<footer")[0]
    assert "/en/networks/c40/" in despues and "C40 Cities Climate Leadership Group" in despues
    assert "/platforms/use" not in despues


def test_una_red_terminada_sigue_contando_su_historia(client):
    una = red()
    una.estado = "terminada"
    viva(una)
    assert "Membresía terminada" in client.get("/es/redes/c40/").content.decode()
    assert regiones.alcance([una])["mundo"]["redes"] == 0


def test_una_red_que_cambia_de_nombre_conserva_sus_practicas_y_su_direccion(client):
    hoja = f.practica(None, titulo="Viajera")
    hoja.redes = [RedDePractica(red=red())]
    hoja.save()
    flujo.avalar_de_instalacion(hoja)
    una = viva(red())
    assert client.get(f.fresca(hoja).url).status_code == 200
    cambiada = una.get_latest_revision_as_object()
    cambiada.nombre, cambiada.slug = "Ciudades por el Clima", "ciudades-por-el-clima"
    flujo.avalar_de_instalacion(cambiada)
    texto = client.get(f.fresca(hoja).url).content.decode()
    assert "Ciudades por el Clima" in texto and "/es/redes/ciudades-por-el-clima/" in texto
    assert "Viajera" in client.get("/es/redes/ciudades-por-el-clima/").content.decode()
    antigua = client.get("/es/redes/c40/")
    assert antigua.status_code == 301 and antigua["Location"] == "/es/redes/ciudades-por-el-clima/"
    retiro.retirar(f.fresca(una), f.persona("quien-retira", "Moderación DDRI"), "La red se disolvió.")
    assert client.get("/es/redes/c40/").status_code == 404


def test_se_elige_buscando_y_solo_el_original(comunicaciones, entrar):
    en_ingles(viva(red("cglu")))
    navegador = entrar(comunicaciones)
    url = reverse(Red.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    for busqueda in ("CGLU", "Gobiernos Locales Unidos", "UCLG"):
        encontradas = navegador.get(url, {"q": busqueda}).content.decode()
        assert "Ciudades y Gobiernos Locales Unidos" in encontradas, busqueda
        assert "United Cities" not in encontradas


def test_se_ve_donde_se_usa_una_red(comunicaciones, entrar):
    hoja = f.practica(None, titulo="La que la nombra")
    hoja.redes = [RedDePractica(red=red())]
    hoja.save()
    usos = reverse("wagtailsnippets_redes_red:usage", args=[red().pk])
    navegador = entrar(comunicaciones)
    assert usos in navegador.get(reverse("wagtailsnippets_redes_red:list")).content.decode()
    assert "La que la nombra" in navegador.get(usos).content.decode()


@pytest.mark.parametrize("modelo", [Red, Plataforma])
def test_comunicaciones_ve_la_lista_filtra_y_exporta_sin_datos_personales(modelo, comunicaciones, focal, entrar):
    una = red()
    una.contacto_nombre, una.contacto_correo = "Persona Reservada", "reservada@example.org"
    una.save()
    url = reverse(f"wagtailsnippets_redes_{modelo._meta.model_name}:list")
    navegador = entrar(comunicaciones)
    assert navegador.get(url).status_code == 200
    exportado = b"".join(navegador.get(url, {"export": "csv"}).streaming_content).decode()
    assert "Publicación" in exportado and "eservada" not in exportado
    assert entrar(focal).get(url).status_code in (302, 403)


def test_el_mapa_y_la_tabla_dicen_lo_mismo(client):
    for una in Red.objects.all():
        viva(una)
    sopa = BeautifulSoup(client.get("/es/redes/").content, "html.parser")
    filas = sopa.select(".tabla tbody tr")
    assert len(filas) == len(sopa.select(".redes .red")) == 12
    leyenda = {fila.text.split(":")[0].strip(): int(fila.text.split(":")[1]) for fila in sopa.select(".leyenda li")}
    regiones_de_la_tabla = [fila.find_all("td")[2].text for fila in filas]
    assert leyenda["Resto del mundo"] == regiones_de_la_tabla.count("Todo el mundo")
    assert leyenda["Suramérica"] == 12 - regiones_de_la_tabla.count("—")


def test_la_proyeccion_pone_cada_lugar_en_su_lado():
    assert proyectar(0, 0)[0] == ANCHO / 2
    bogota, nairobi = proyectar(-74.07, 4.71), proyectar(36.8, -1.3)
    assert bogota[0] < ANCHO / 2 < nairobi[0] and bogota[1] < nairobi[1]


def test_las_consultas_no_crecen_con_las_redes(client, django_assert_max_num_queries, settings):
    settings.CACHE_DE_PAGINAS = 0
    redes = list(Red.objects.all())
    for una in redes[:2]:
        viva(una)
    client.get("/es/redes/")
    with django_assert_max_num_queries(14):  # page, site, frame, networks, platforms page
        client.get("/es/redes/")
    for una in redes[2:]:
        viva(una)
    client.get("/es/redes/")  # what is read once for each generation of the site
    with django_assert_max_num_queries(14):
        client.get("/es/redes/")


def test_desde_cuando_es_miembro_se_dice_hasta_donde_se_sabe(client):
    for precision, dicha, dia in (
        ("anio", "2005", "2005"),
        ("mes", "Octubre de 2005", "2005-10"),
        ("hacia", "Hacia 2005", "2005"),
        ("dia", "18 de octubre de 2005", "2005-10-18"),
    ):
        una = red()
        una.miembro_desde, una.precision_desde = datetime.date(2005, 10, 18), precision
        una.save_revision(clean=False)
        una = viva(una)
        fecha = BeautifulSoup(client.get(una.get_url()).content, "html.parser").select_one(".hechos time")
        assert (fecha.get_text(), fecha["datetime"]) == (dicha, dia)


def test_la_pagina_inglesa_lleva_al_sitio_en_ingles(client):
    espanola = viva(red("cglu"))
    inglesa = en_ingles(espanola)
    for una, sitio in ((espanola, "http://www.uclg.org/es"), (inglesa, "http://www.uclg.org/en")):
        pagina = BeautifulSoup(client.get(una.get_url()).content, "html.parser")
        assert pagina.select_one(".viaje__sitio a")["href"] == sitio


def test_la_leyenda_del_mapa_no_parte_su_figura(client):
    """Of a figure, the caption is its first or its last child."""
    viva(red())
    figura = BeautifulSoup(client.get("/es/redes/").content, "html.parser").select_one("figure.atlas")
    assert figura.find_all(recursive=False)[-1].name == "figcaption"


def test_la_red_muestra_lo_que_bogota_tiene_sobre_sus_temas_y_no_esta_en_ella(client):
    una = viva(red("c40"))
    dentro, fuera = f.viva("La que está en ella"), f.viva("La que trata de lo mismo")
    f.viva("La de otra cosa", tema=None, subtema=None)
    dentro.redes = [RedDePractica(red=una)]
    dentro.save_revision(clean=False)
    flujo.avalar_de_instalacion(dentro)
    sopa = BeautifulSoup(client.get(una.get_url()).content, "html.parser")
    titulos = {
        cual: [uno.get_text() for uno in sopa.select(f"section[aria-labelledby={cual}] h3")]
        for cual in ("t-practicas", "t-afines")
    }
    assert titulos == {"t-practicas": [dentro.title], "t-afines": [fuera.title]}


def test_en_la_lista_se_ve_que_le_falta_a_cada_red(comunicaciones, entrar):
    una = red("c40")
    una.sitio_web, una.asunto = "", "Clima"
    una.save()
    assert "Sitio web" in una.le_falta() and "De qué se ocupa" not in una.le_falta()
    lista = BeautifulSoup(entrar(comunicaciones).get(reverse("wagtailsnippets_redes_red:list")).content, "html.parser")
    assert "Le falta" in [uno.get_text(strip=True) for uno in lista.select("thead th")]
    fila = next(uno for uno in lista.select("main tbody tr") if "C40" in uno.get_text())
    assert "más" in fila.get_text() or "Sitio web" in fila.get_text()


def test_un_borrador_guarda_lo_que_no_se_entiende_y_lo_que_se_contradice(comunicaciones, entrar):
    """Of a network: a date and an address that are none, and two dates that cannot both be, stop only its sending."""
    navegador = entrar(comunicaciones)
    una = nueva(nombre="Una red", tipo="global")
    una.save()
    una.save_revision(user=comunicaciones, clean=False)
    url = reverse("wagtailsnippets_redes_red:edit", args=[una.pk])
    datos = f.leer_formulario(navegador.get(url), lambda forma: forma.find(attrs={"name": "asunto"}))
    mal = {"asunto": "Lo que ya escribí", "sitio_web": "esto no es", "miembro_desde": "2019-01-01"}
    respuesta = navegador.post(url, datos | mal | {"miembro_hasta": "2018-01-01"})
    assert respuesta.status_code == 302
    borrador = f.fresca(una).get_latest_revision_as_object()
    assert (borrador.asunto, borrador.sitio_web) == ("Lo que ya escribí", "")
    assert borrador.miembro_hasta == datetime.date(2018, 1, 1)
    vuelta = navegador.get(url)
    de_nuevo = f.leer_formulario(vuelta, lambda forma: forma.find(attrs={"name": "asunto"}))
    assert de_nuevo["sitio_web"] == ["esto no es"]
    assert "URL válida" in vuelta.content.decode()
    campos = {campo for campo, _frase in borrador.impedimentos()}
    assert {"sitio_web", "miembro_hasta"} <= campos
    with pytest.raises(FichaIncompleta):
        flujo.enviar(f.fresca(una), comunicaciones)
