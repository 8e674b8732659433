"""Pictures and documents: public while a live text shows them, and in the admin of who has a right to them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Collection, Locale, Page

from actores.models import Entidad
from aval import flujo, publicos, retiro
from aval.models import ArchivoPublico, modelos_avalables
from base.models import Documento, Imagen
from eventos.models import Evento, ImagenDeEvento
from practicas.models import Archivo
from sitio.models import ContenidoPage
from tests import fabrica as f
from tests import muestras
from tests.direcciones_del_admin import LA_API_ACTUA, de_la_api

PAPELES = ("visitante", "focal", "otro_focal", "comunicaciones", "asesora", "moderadora", "administracion")
PAPELES += ("superusuario",)
# Who may see, in the admin, what is of the entity of ``focal`` and is not published.
CON_DERECHO = {"focal", "comunicaciones", "asesora", "moderadora", "superusuario"}


def coleccion(entidad="idrd"):
    return Entidad.objects.get(codigo=entidad).coleccion


def _archivos(titulo):
    """An image and a document with that title, of the entity of ``focal``."""
    nombre = titulo.lower()
    imagen = Imagen.objects.create(
        title=titulo, file=ContentFile(muestras.png(), f"{nombre}.png"), collection=coleccion()
    )
    contenido = f.PDF + titulo.encode()  # each its own: the same file twice is one for Wagtail
    documento = Documento.objects.create(
        title=titulo, file=ContentFile(contenido, f"{nombre}.pdf"), collection=coleccion()
    )
    return imagen, documento


def _ficha(titulo, imagen, documento):
    hoja = f.practica(None, titulo=titulo, imagenes=[imagen])
    hoja.archivos = [Archivo(documento=documento, titulo="Informe", locale=hoja.locale)]
    hoja.save()
    hoja.save_revision(clean=False)
    return f.fresca(hoja)


def _estado(navegador, url):
    respuesta = navegador.get(url)
    if respuesta.streaming:
        assert b"".join(respuesta)
    return respuesta.status_code


@pytest.fixture
def mundo(moderadora, django_capture_on_commit_callbacks):
    """A text in each state, with its files: ``estado → (text, image, document)``."""
    hecho = {}
    with django_capture_on_commit_callbacks(execute=True):
        for estado in ("Borrador", "Vivo", "Retirado"):
            imagen, documento = _archivos(estado)
            hecho[estado] = _ficha(estado, imagen, documento), imagen, documento
        for estado in ("Vivo", "Retirado"):
            flujo.avalar_de_instalacion(hecho[estado][0])
    with django_capture_on_commit_callbacks(execute=True):
        retiro.retirar(f.fresca(hecho["Retirado"][0]), moderadora, "La entidad lo pidió.")
    return hecho


@pytest.fixture
def navegador(request, entrar):
    def de(papel):
        return Client() if papel == "visitante" else entrar(request.getfixturevalue(papel))

    return de


def test_cada_papel_ve_lo_publicado_y_lo_que_es_de_su_derecho(subtests, mundo, navegador):
    for papel in PAPELES:
        with subtests.test(papel=papel):
            cliente = navegador(papel)
            esperado, hallado = {}, {}
            for estado, (_texto, imagen, documento) in mundo.items():
                publico, derecho = estado == "Vivo", papel in CON_DERECHO
                for que, url, si in (
                    ("versión", imagen.get_rendition("width-20").url, publico or derecho),
                    ("original", imagen.file.url, derecho),
                    ("documento", documento.url, publico or derecho),
                    ("documento por su carpeta", documento.file.url, False),
                ):
                    esperado[estado, que] = 200 if si else 404
                    hallado[estado, que] = _estado(cliente, url)
            assert hallado == esperado


def test_cada_papel_elige_y_lista_lo_que_es_de_su_derecho(subtests, mundo, navegador):
    imagen, documento = mundo["Borrador"][1:]
    puertas = [
        *(reverse("wagtailimages_chooser:choose"), reverse("wagtailimages_chooser:choose_results")),
        *(reverse("wagtaildocs_chooser:choose"), reverse("wagtaildocs_chooser:choose_results")),
        reverse("wagtailimages_chooser:chosen", args=[imagen.pk]),
        reverse("wagtailimages_chooser:chosen_multiple") + f"?id={imagen.pk}",
        reverse("wagtailimages_chooser:select_format", args=[imagen.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[documento.pk]),
        reverse("wagtaildocs_chooser:chosen_multiple") + f"?id={documento.pk}",
    ]
    if LA_API_ACTUA:
        puertas += [de_la_api("images:listing"), f"{de_la_api('documents:listing')}?fields=*"]
        puertas += [de_la_api("images:detail", imagen.pk), de_la_api("documents:detail", documento.pk)]
    for papel in PAPELES:
        with subtests.test(papel=papel):
            cliente = navegador(papel)
            cliente.raise_request_exception = False
            for url in puertas:
                respuesta = cliente.get(url)
                assert respuesta.status_code < 500, url
                visto = respuesta.content.decode()
                nombrado = "Borrador" in visto or "borrador." in visto
                # The preview of an image to embed does not name it: that it answers is what tells.
                elegido = respuesta.status_code == 200 if "select_format" in url else nombrado
                assert elegido is (papel in CON_DERECHO), (url, respuesta.status_code)


def test_editar_y_listar_para_cambiar_es_de_quien_puede(subtests, mundo, navegador):
    """Of the entity, the focal changes what is theirs; nobody else of a focal's sees the rest."""
    for papel in PAPELES:
        with subtests.test(papel=papel):
            cliente = navegador(papel)
            imagen, documento = mundo["Borrador"][1:]
            for url in (
                reverse("wagtailimages:index"),
                reverse("wagtailimages:edit", args=[imagen.pk]),
                reverse("wagtailimages:image_usage", args=[imagen.pk]),
                reverse("wagtailimages:preview", args=[imagen.pk, "original"]),
                reverse("wagtaildocs:index"),
                reverse("wagtaildocs:edit", args=[documento.pk]),
                reverse("wagtaildocs:document_usage", args=[documento.pk]),
            ):
                respuesta = cliente.get(url)
                listado = "index" in str(respuesta.resolver_match.url_name)
                ve = respuesta.status_code == 200 and (not listado or "Borrador" in respuesta.content.decode())
                assert ve is (papel in {"comunicaciones", "superusuario"}), url


# --- In time --------------------------------------------------------------------------------------------


def test_una_imagen_no_es_publica_por_subirla_ni_por_estar_en_un_borrador(
    db, client, django_capture_on_commit_callbacks
):
    imagen, documento = _archivos("Reservada")
    url = imagen.get_rendition("max-165x165").url
    assert default_storage.exists(imagen.get_rendition("max-165x165").file.name)
    assert _estado(client, url) == 404
    hoja = _ficha("Con ella", imagen, documento)
    assert _estado(client, url) == _estado(client, documento.url) == 404
    with django_capture_on_commit_callbacks(execute=True):
        flujo.avalar_de_instalacion(hoja)
    assert _estado(client, url) == _estado(client, documento.url) == 200


def test_al_retirar_se_borran_sus_versiones_y_al_volver_se_hacen_de_nuevo(
    mundo, moderadora, client, django_capture_on_commit_callbacks
):
    hoja, imagen, _documento = mundo["Vivo"]
    html = client.get(hoja.url).content.decode()
    versiones = list(imagen.renditions.all())
    assert versiones and all(version.url in html for version in versiones[:1])
    with django_capture_on_commit_callbacks(execute=True):
        retiro.retirar(f.fresca(hoja), moderadora, "Por pedido.")
    assert not imagen.renditions.exists()
    for version in versiones:
        assert not default_storage.exists(version.file.name)
        assert _estado(client, version.url) == 404
    with django_capture_on_commit_callbacks(execute=True):
        flujo.avalar_de_instalacion(f.fresca(hoja))
    client.get(hoja.url)
    assert imagen.renditions.exists()
    assert all(_estado(client, version.url) == 200 for version in imagen.renditions.all())


def test_la_imagen_que_otro_texto_publicado_muestra_sigue_siendo_publica(
    mundo, moderadora, client, django_capture_on_commit_callbacks
):
    hoja, imagen, documento = mundo["Vivo"]
    otra = _ficha("Otra con la misma", imagen, documento)
    with django_capture_on_commit_callbacks(execute=True):
        flujo.avalar_de_instalacion(otra)
    url = imagen.get_rendition("width-20").url
    with django_capture_on_commit_callbacks(execute=True):
        retiro.retirar(f.fresca(hoja), moderadora, "Por pedido.")
    assert _estado(client, url) == _estado(client, documento.url) == 200
    with django_capture_on_commit_callbacks(execute=True):
        retiro.borrar(f.fresca(otra), moderadora, "Por pedido.")
    assert _estado(client, url) == _estado(client, documento.url) == 404


def test_la_que_un_aval_nuevo_deja_de_citar_vuelve_a_ser_privada(
    focal, asesora, moderadora, client, django_capture_on_commit_callbacks
):
    imagen = f.imagen()
    with django_capture_on_commit_callbacks(execute=True):
        hoja = f.publicada(focal, asesora, moderadora, imagenes=[imagen])
    url = imagen.get_rendition("width-20").url
    with django_capture_on_commit_callbacks(execute=True):
        f.cambiar(hoja, focal, imagenes=[])
        assert _estado(client, url) == 200  # the draft takes nothing away
        f.enviar(hoja, focal)
        f.estudiar(hoja, asesora)
        f.avalar(hoja, moderadora)
    assert _estado(client, url) == 404


def test_el_borrador_de_un_evento_publicado_ni_da_ni_quita(comunicaciones, client, django_capture_on_commit_callbacks):
    """What a draft cites is not public; what the live version cites stays so, and cannot be deleted, meanwhile."""
    publica, reservada = f.imagen("Pública"), f.imagen("Reservada")
    idioma = Locale.objects.get(language_code="es")
    evento = Evento(nombre="Foro de ciudades", tipo="foro", descripcion="<p>Algo.</p>", locale=idioma, live=False)
    evento.imagenes = [ImagenDeEvento(imagen=publica, texto_alternativo="Una", credito="Una", locale=idioma)]
    with django_capture_on_commit_callbacks(execute=True):
        evento.full_clean()
        evento.save()
        evento.save_revision()
        flujo.avalar_de_instalacion(evento)
    borrador = f.fresca(evento)
    borrador.imagenes = [ImagenDeEvento(imagen=reservada, texto_alternativo="Otra", credito="Otra", locale=idioma)]
    with django_capture_on_commit_callbacks(execute=True):
        borrador.save_revision(user=comunicaciones)
    assert _estado(client, reservada.get_rendition("width-20").url) == 404
    assert _estado(client, publica.get_rendition("width-20").url) == 200
    assert publicos.usos_vivos(publica) == [f.fresca(evento)]


def test_un_documento_enlazado_en_una_pagina_publicada_se_descarga(db, client, django_capture_on_commit_callbacks):
    _imagen, documento = _archivos("Enlazado")
    pagina = ContenidoPage.objects.get(slug="acerca")
    cuerpo = [("parrafos", f'<p><a linktype="document" id="{documento.pk}">El informe</a></p>')]
    assert _estado(client, documento.url) == 404
    with django_capture_on_commit_callbacks(execute=True):
        pagina.cuerpo = cuerpo
        pagina.save_revision(clean=False)
        flujo.avalar_de_instalacion(pagina)
    assert documento.url in client.get(pagina.url).content.decode()
    assert _estado(client, documento.url) == 200


def test_se_reconstruye_igual(mundo):
    campos = ("content_type", "object_id", "clase", "archivo")
    antes = set(ArchivoPublico.objects.values_list(*campos))
    assert antes
    call_command("reconstruir_archivos")
    assert set(ArchivoPublico.objects.values_list(*campos)) == antes


def test_toda_clase_que_cita_archivos_los_anota(mundo):
    """A kind that may cite a file and is saved by a way of its own would leave no trace: there is none yet."""
    con_archivos = {modelo for modelo in modelos_avalables() if publicos.puede_citar(modelo)}
    assert {Evento, ContenidoPage} <= con_archivos
    citan = {publicos.clase_de(modelo) for modelo in (Imagen, Documento)}
    assert set(ArchivoPublico.objects.values_list("clase", flat=True)) == citan


def test_guardar_una_pagina_sin_su_clase_no_pierde_ni_da_nada(mundo, client):
    hoja, imagen, _documento = mundo["Vivo"]
    url = imagen.get_rendition("width-20").url
    Page.objects.get(pk=hoja.pk).save()
    assert _estado(client, url) == 200
    Page.objects.get(pk=mundo["Borrador"][0].pk).save()
    assert _estado(client, mundo["Borrador"][1].get_rendition("width-20").url) == 404


# --- How it is given ------------------------------------------------------------------------------------


def test_lo_publico_cuesta_una_consulta_y_se_pregunta_cada_vez(mundo, client):
    url = mundo["Vivo"][1].get_rendition("width-20").url
    with CaptureQueriesContext(connection) as consultas:
        respuesta = client.get(url)
    assert len(consultas) == 1, [una["sql"] for una in consultas]
    assert respuesta["Cache-Control"] == "public, no-cache"
    assert respuesta["Content-Type"] == "image/png"
    assert "Cookie" not in respuesta.get("Vary", "") and not respuesta.cookies
    with CaptureQueriesContext(connection) as consultas:
        otra = client.get(url, headers={"If-None-Match": respuesta["ETag"]})
    assert (otra.status_code, len(consultas)) == (304, 1)
    with CaptureQueriesContext(connection) as consultas:
        assert client.get(mundo["Vivo"][1].file.url).status_code == 404
    assert not [una for una in consultas if "base_imagen" in una["sql"]]  # it is not even looked for


def test_lo_privado_no_queda_en_ninguna_cache_de_paso(mundo, focal, entrar):
    _texto, imagen, documento = mundo["Borrador"]
    navegador = entrar(focal)
    assert navegador.get(imagen.get_rendition("width-20").url)["Cache-Control"] == "private, no-cache"
    assert "no-cache" in navegador.get(documento.url)["Cache-Control"]


def test_lo_guardado_no_sobrevive_al_retiro(mundo, moderadora, client, django_capture_on_commit_callbacks):
    hoja, imagen, documento = mundo["Vivo"]
    url = imagen.get_rendition("width-20").url
    etiquetas = {una: client.get(una)["ETag"] for una in (url, documento.url)}
    with django_capture_on_commit_callbacks(execute=True):
        retiro.retirar(f.fresca(hoja), moderadora, "Por pedido.")
    for una, etiqueta in etiquetas.items():
        assert client.get(una, headers={"If-None-Match": etiqueta}).status_code == 404


def test_con_nginx_delante_el_archivo_lo_entrega_el(mundo, client, settings):
    settings.MEDIA_INTERNO = "/_medios/"
    _texto, imagen, documento = mundo["Vivo"]
    version = imagen.get_rendition("width-20")
    respuesta = client.get(version.url)
    assert respuesta["X-Accel-Redirect"] == f"/_medios/{version.file.name}"
    assert (respuesta["Content-Type"], respuesta.content) == ("image/png", b"")
    respuesta = client.get(documento.url)
    assert respuesta["X-Accel-Redirect"] == f"/_medios/{documento.file.name}"
    assert "no-cache" in respuesta["Cache-Control"]
    for archivo in (mundo["Borrador"][1].get_rendition("width-20"), mundo["Borrador"][2]):
        assert "X-Accel-Redirect" not in client.get(archivo.url)


RARAS = ("", "images/", "images/../original_images/x.png", "../x", "images/%2e%2e/x", "images/\x00", "x" * 5000)
RARAS += ("avatar_images/x",)


def test_ninguna_direccion_rara_da_nada(subtests, mundo, client):
    for ruta in RARAS:
        with subtests.test(ruta=ruta[:40]):
            assert client.get(f"/media/{ruta}").status_code in (302, 404)  # to the other language


def test_el_retrato_de_una_persona_es_de_la_administracion(focal, entrar, client):
    nombre = default_storage.save("avatar_images/cara.png", ContentFile(muestras.png()))
    assert _estado(client, default_storage.url(nombre)) == 404
    assert _estado(entrar(focal), default_storage.url(nombre)) == 200


def _suelta(titulo):
    """A picture of no collection."""
    return Imagen.objects.create(
        title=titulo, file=ContentFile(muestras.png(), "suelta.png"), collection=Collection.get_first_root_node()
    )


def test_lo_suelto_es_de_comunicaciones_y_moderacion(navegador):
    imagen = _suelta("Suelta")
    assert imagen.collection == Collection.get_first_root_node()
    url = imagen.get_rendition("width-20").url
    ven = {papel for papel in PAPELES if _estado(navegador(papel), url) == 200}
    assert ven == {"comunicaciones", "asesora", "moderadora", "superusuario"}


def test_el_focal_ve_lo_que_otro_puso_en_una_ficha_suya(focal, otro_focal, entrar):
    imagen = _suelta("Suelta, en su ficha")
    f.practica(focal, imagenes=[imagen])
    url = imagen.get_rendition("width-20").url
    assert (_estado(entrar(focal), url), _estado(entrar(otro_focal), url)) == (200, 404)
