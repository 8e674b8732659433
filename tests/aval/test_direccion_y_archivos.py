"""What changes under a live text: its address and place, and the files that it uses."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page

from aval.errores import ArchivoEnUso, ErrorDeAval
from aval.models import modelos_avalables
from aval.paginas import FormaDePagina
from base.models import Documento, Imagen
from practicas.models import Archivo
from sitio.models import ContenidoPage, InicioPage
from tests import fabrica as f
from tests import muestras
from traducciones import servicio
from vocabulario.models import Tema


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


# --- The address --------------------------------------------------------------------------------------


def test_toda_pagina_con_aval_usa_la_forma_que_cuida_la_direccion():
    for modelo in modelos_avalables():
        if issubclass(modelo, Page):
            assert issubclass(modelo.base_form_class, FormaDePagina), modelo


def test_la_direccion_de_lo_publicado_la_cambia_solo_moderacion(viva, focal, comunicaciones, moderadora, entrar):
    for quien, libre in ((focal, False), (comunicaciones, False), (moderadora, True)):
        navegador = entrar(quien)
        respuesta = navegador.get(f.url_edicion(viva))
        assert respuesta.context["form"].fields["slug"].disabled is not libre, quien
        assert ("su dirección ya circula" in respuesta.content.decode()) is not libre, quien
        datos = f.leer_formulario(respuesta, "page-edit-form") | {"slug": f"de-{quien}"}
        navegador.post(f.url_edicion(viva), datos)
        assert (f.fresca(viva).get_latest_revision_as_object().slug == f"de-{quien}") is libre, quien
    assert f.fresca(viva).slug == viva.slug  # and it takes an aval


def test_la_direccion_de_un_borrador_es_de_quien_lo_escribe(focal, entrar):
    assert not entrar(focal).get(f.url_edicion(f.practica(focal))).context["form"].fields["slug"].disabled


def test_la_direccion_nueva_sale_con_su_aval_y_la_anterior_lleva_a_ella(
    viva, focal, asesora, moderadora, client, django_capture_on_commit_callbacks
):
    vieja = viva.url
    with django_capture_on_commit_callbacks(execute=True):
        f.cambiar(viva, asesora, slug="otra-direccion")
        f.enviar(viva, focal)
        f.estudiar(viva, asesora)
        f.avalar(viva, moderadora)
    nueva = f.fresca(viva).url
    assert nueva != vieja
    respuesta = client.get(vieja)
    assert (respuesta.status_code, respuesta["Location"]) == (301, nueva)


def test_el_ingles_publicado_conserva_su_direccion(viva, comunicaciones, moderadora):
    inglesa = f.publicada_en_ingles(viva, comunicaciones, moderadora)
    traduccion = servicio.traduccion_de(inglesa)
    segmento = traduccion.source.stringsegment_set.get(context__path="slug")
    servicio.completar(traduccion, {segmento.string.data: "another-address"}, comunicaciones)
    with pytest.raises(ErrorDeAval, match=inglesa.slug):
        servicio.proponer(traduccion, comunicaciones)


def test_lo_publicado_lo_mueve_solo_moderacion_y_deja_seña(
    comunicaciones, moderadora, entrar, client, django_capture_on_commit_callbacks
):
    inicio = InicioPage.objects.get(locale__language_code="es")
    acerca, metodo = ContenidoPage.objects.child_of(inicio).order_by("path")[:2]
    vieja = metodo.url
    url = reverse("wagtailadmin_pages:move_confirm", args=[metodo.pk, acerca.pk])
    entrar(comunicaciones).post(url)
    assert f.fresca(metodo).url == vieja
    with django_capture_on_commit_callbacks(execute=True):
        entrar(moderadora).post(url)
    nueva = f.fresca(metodo).url
    assert f.fresca(metodo).live and nueva == f"{acerca.url}{metodo.slug}/"
    respuesta = client.get(vieja)
    assert (respuesta.status_code, respuesta["Location"]) == (301, nueva)
    assert Redirect.objects.get(redirect_page=metodo).is_permanent


def test_nada_pasa_al_arbol_del_otro_idioma(viva, moderadora, superusuario, entrar):
    url = reverse("wagtailadmin_pages:move_confirm", args=[viva.pk, f.banco("en").pk])
    for quien in (moderadora, superusuario):
        entrar(quien).post(url)
        assert f.fresca(viva).get_parent().specific == f.banco()


# --- Files --------------------------------------------------------------------------------------------


@pytest.fixture
def imagen(db):
    return f.imagen()


@pytest.fixture
def documento(db):
    return Documento.objects.create(title="Informe", file=ContentFile(f.PDF, "informe.pdf"))


@pytest.fixture
def con_archivos(imagen, documento, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        hoja = f.practica(imagenes=[imagen])
        hoja.archivos = [Archivo(documento=documento, titulo="Informe", locale=hoja.locale)]
        hoja.save_revision(clean=False)
        hoja.save()
        f.flujo.avalar_de_instalacion(f.fresca(hoja))
    return f.fresca(hoja)


def _casos(imagen, documento):
    return (
        ("wagtailimages:edit", imagen, SimpleUploadedFile("otra.png", muestras.png(20, 20), "image/png")),
        ("wagtaildocs:edit", documento, SimpleUploadedFile("otro.pdf", f.PDF + b"%", "application/pdf")),
    )


def test_un_archivo_en_uso_no_se_reemplaza_y_lo_dice_al_lado_del_campo(
    con_archivos, imagen, documento, comunicaciones, superusuario, entrar
):
    for quien in (comunicaciones, superusuario):
        for puerta, archivo, nuevo in _casos(imagen, documento):
            antes = archivo.file.name
            datos = {"title": "Con otro título", "collection": archivo.collection_id, "tags": "", "file": nuevo}
            respuesta = entrar(quien).post(reverse(puerta, args=[archivo.pk]), datos)
            assert respuesta.status_code == 200, puerta
            (error,) = respuesta.context["form"].errors["file"]
            assert con_archivos.title in error
            assert "Con otro título" in respuesta.content.decode()
            archivo.refresh_from_db()
            assert archivo.file.name == antes


def test_su_titulo_si_cambia_y_un_archivo_sin_uso_tambien(con_archivos, imagen, documento, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    for puerta, archivo, nuevo in _casos(f.imagen("Suelta"), imagen and documento):
        if archivo == documento:
            nuevo = ""
        datos = {"title": "Con otro título", "collection": archivo.collection_id, "tags": "", "file": nuevo}
        assert navegador.post(reverse(puerta, args=[archivo.pk]), datos).status_code == 302, puerta
        assert type(archivo).objects.get(pk=archivo.pk).title == "Con otro título"


def test_por_debajo_tampoco(con_archivos, imagen, documento):
    for archivo, contenido in ((imagen, muestras.png(20, 20)), (documento, f.PDF)):
        archivo = type(archivo).objects.get(pk=archivo.pk)
        archivo.file = ContentFile(contenido, archivo.filename)
        with pytest.raises(ArchivoEnUso):
            archivo.save()


def test_un_archivo_en_uso_no_se_borra(con_archivos, imagen, documento, superusuario, entrar):
    navegador = entrar(superusuario)
    for puerta, archivo in (("wagtailimages:delete", imagen), ("wagtaildocs:delete", documento)):
        with transaction.atomic():
            respuesta = navegador.post(reverse(puerta, args=[archivo.pk]), follow=True)
        assert respuesta.status_code == 200
        assert type(archivo).objects.filter(pk=archivo.pk).exists(), puerta
    for modelo, archivo in ((Imagen, imagen), (Documento, documento)):
        url = reverse("wagtail_bulk_action", args=[modelo._meta.app_label, modelo._meta.model_name, "delete"])
        with transaction.atomic():
            respuesta = navegador.post(f"{url}?id={archivo.pk}&next=/admin/", follow=True)
        assert respuesta.status_code == 200
        assert modelo.objects.filter(pk=archivo.pk).exists()


# --- Closed lists -------------------------------------------------------------------------------------


def test_las_listas_las_cambia_administracion_y_queda_escrito(
    focal, comunicaciones, moderadora, administracion, entrar
):
    tema = Tema.objects.get(codigo="movilidad")
    url = reverse("wagtailsnippets_vocabulario_tema:edit", args=[tema.pk])
    datos = {"nombre_es": "Movilidad humana", "nombre_en": "Mobility", "codigo": "movilidad", "orden": tema.orden}
    for quien in (focal, comunicaciones, moderadora):
        entrar(quien).post(url, datos)
        assert f.fresca(tema).nombre_es == tema.nombre_es, quien
    entrar(administracion).post(url, datos)
    assert f.fresca(tema).nombre_es == "Movilidad humana"
    bitacora = ModelLogEntry.objects.get(object_id=tema.pk, action="wagtail.edit")
    assert bitacora.user == administracion
