"""What may be attached: judged by its content, through every door of the admin that takes a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from base.models import Documento, Imagen
from tests import fabrica as f

MEGA = 1024 * 1024
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="10" height="10"/></svg>'

ACEPTADOS = {
    "pdf": ("informe.pdf", f.PDF),
    "pdf con marca de orden de bytes": ("informe.pdf", b"\xef\xbb\xbf" + f.PDF),
    "docx": ("acta.docx", f.docx()),
    "odt": ("acta.odt", f.odt()),
    "doc": ("acta.doc", f.DOC),
    "extensión en mayúsculas": ("INFORME.PDF", f.PDF),
    "justo de 10 MB": ("grande.pdf", f.PDF + b"\n" * (10 * MEGA - len(f.PDF))),
}
RECHAZADOS = {
    "ejecutable llamado pdf": ("informe.pdf", f.EXE),
    "ejecutable": ("informe.exe", f.EXE),
    "docx con macros": ("acta.docx", f.docx(con_macros=True)),
    "zip llamado docx": ("acta.docx", f._zip(**{"otra.txt": "nada"})),
    "docx llamado odt": ("acta.odt", f.docx()),
    "zip roto": ("acta.docx", b"PK\x03\x04 roto"),
    "texto llamado doc": ("acta.doc", b"hola"),
    "página web llamada pdf": ("informe.pdf", b"<html><script>alert(1)</script></html>"),
    "página web": ("informe.html", b"<html></html>"),
    "svg como documento": ("plano.svg", SVG),
    "vacío": ("informe.pdf", b""),
    "11 MB": ("grande.pdf", f.PDF + b"\n" * (11 * MEGA)),
    "sin extensión": ("informe", f.PDF),
    "doble extensión": ("informe.pdf.exe", f.PDF),
}


def _subir_uno(navegador, archivo):
    return navegador.post(reverse("wagtaildocs:add"), {"title": "Prueba", "file": archivo})


def _subir_varios(navegador, archivo):
    return navegador.post(reverse("wagtaildocs:add_multiple"), {"title": archivo.name, "files[]": archivo})


def _subir_al_elegir(navegador, archivo):
    datos = {"document-chooser-upload-title": "Prueba", "document-chooser-upload-file": archivo}
    return navegador.post(reverse("wagtaildocs_chooser:create"), datos)


PUERTAS = [_subir_uno, _subir_varios, _subir_al_elegir]


@pytest.mark.parametrize("puerta", PUERTAS)
@pytest.mark.parametrize("caso", ACEPTADOS)
def test_se_acepta(caso, puerta, focal, entrar):
    nombre, contenido = ACEPTADOS[caso]
    respuesta = puerta(entrar(focal), SimpleUploadedFile(nombre, contenido))
    assert Documento.objects.count() == 1, respuesta.content
    documento = Documento.objects.get()
    assert documento.file.size == documento.file_size


@pytest.mark.parametrize("puerta", PUERTAS)
@pytest.mark.parametrize("caso", RECHAZADOS)
def test_se_rechaza_con_su_razon(caso, puerta, focal, entrar):
    nombre, contenido = RECHAZADOS[caso]
    respuesta = puerta(entrar(focal), SimpleUploadedFile(nombre, contenido))
    assert respuesta.status_code == 200
    assert not Documento.objects.exists()
    if puerta is _subir_varios:
        assert f.json_de(respuesta)["success"] is False
        assert f.json_de(respuesta)["error_message"].strip()
    elif puerta is _subir_uno:
        assert respuesta.context["form"].errors["file"]


def test_la_razon_dice_que_parece_ser(focal, entrar):
    respuesta = _subir_varios(entrar(focal), SimpleUploadedFile("informe.pdf", f.png()))
    assert "image/png" in f.json_de(respuesta)["error_message"]


def test_editar_un_documento_no_exige_subirlo_de_nuevo(comunicaciones, entrar):
    documento = Documento.objects.create(title="Uno", file=SimpleUploadedFile("a.pdf", f.PDF))
    entrar(comunicaciones).post(reverse("wagtaildocs:edit", args=[documento.pk]), {"title": "Otro"})
    assert f.fresca(documento).title == "Otro"


def test_al_editar_un_documento_tambien_se_mira_su_contenido(comunicaciones, entrar):
    documento = Documento.objects.create(title="Uno", file=SimpleUploadedFile("a.pdf", f.PDF))
    url = reverse("wagtaildocs:edit", args=[documento.pk])
    entrar(comunicaciones).post(url, {"title": "Uno", "file": SimpleUploadedFile("b.pdf", f.EXE)})
    assert f.fresca(documento).file.read() == f.PDF


# --- Pictures -------------------------------------------------------------------------------------


def _png_de(tamano):
    base = f.png()
    return base + b"\x00" * (tamano - len(base))


IMAGENES_RECHAZADAS = {
    "21 MB": ("foto.png", _png_de(21 * MEGA)),
    "svg con guion": ("plano.svg", SVG),
    "svg llamado png": ("plano.png", SVG),
    "texto llamado png": ("foto.png", b"esto no es una imagen"),
    "pdf llamado jpg": ("foto.jpg", f.PDF),
    "ejecutable llamado gif": ("foto.gif", f.EXE),
    "gif llamado png": ("foto.png", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
    "vacía": ("foto.png", b""),
}


def _imagen_una(navegador, archivo):
    return navegador.post(reverse("wagtailimages:add"), {"title": "Prueba", "file": archivo})


def _imagen_varias(navegador, archivo):
    return navegador.post(reverse("wagtailimages:add_multiple"), {"title": "Prueba", "files[]": archivo})


def _imagen_al_elegir(navegador, archivo):
    datos = {"image-chooser-upload-title": "Prueba", "image-chooser-upload-file": archivo}
    return navegador.post(reverse("wagtailimages_chooser:create"), datos)


PUERTAS_DE_IMAGEN = [_imagen_una, _imagen_varias, _imagen_al_elegir]


@pytest.mark.parametrize("puerta", PUERTAS_DE_IMAGEN)
@pytest.mark.parametrize("caso", IMAGENES_RECHAZADAS)
def test_una_imagen_se_rechaza(caso, puerta, focal, entrar):
    nombre, contenido = IMAGENES_RECHAZADAS[caso]
    respuesta = puerta(entrar(focal), SimpleUploadedFile(nombre, contenido, "image/png"))
    assert respuesta.status_code == 200
    assert not Imagen.objects.exists()


@pytest.mark.parametrize("puerta", PUERTAS_DE_IMAGEN)
def test_una_imagen_se_acepta(puerta, focal, entrar):
    respuesta = puerta(entrar(focal), SimpleUploadedFile("foto.png", f.png(), "image/png"))
    assert Imagen.objects.count() == 1, respuesta.content


def test_un_punto_focal_no_cambia_ni_borra_los_archivos_de_la_casa(focal, entrar):
    """Files are shared by the fichas of every entity."""
    documento = Documento.objects.create(title="Uno", file=SimpleUploadedFile("a.pdf", f.PDF))
    imagen = f.imagen()
    navegador = entrar(focal)
    for url in (
        reverse("wagtaildocs:edit", args=[documento.pk]),
        reverse("wagtaildocs:delete", args=[documento.pk]),
        reverse("wagtailimages:edit", args=[imagen.pk]),
        reverse("wagtailimages:delete", args=[imagen.pk]),
    ):
        navegador.post(url, {"title": "Cambiado"})
    assert f.fresca(documento).title == "Uno"
    assert f.fresca(imagen).title == "Una imagen"
