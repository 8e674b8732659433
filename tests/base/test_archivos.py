"""What may be attached: judged by its content, through every door of the admin that takes a file."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from actores.colecciones import comun
from base.models import Documento, Imagen
from tests import fabrica as f
from tests import muestras

from . import fotos

MEGA = 1024 * 1024
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="10" height="10"/></svg>'

CON_CLAVE = muestras.docx().replace(b"\x14\x00\x00\x00", b"\x14\x00\x01\x00")  # the mark of each entry
ODT_CON_CLAVE = muestras.comprimido(
    mimetype="application/vnd.oasis.opendocument.text",
    **{"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": b"\x00"},
)
ODT_CON_MACROS = muestras.comprimido(
    mimetype="application/vnd.oasis.opendocument.text", **{"Basic/Standard/Module1.xml": "<x/>", "content.xml": ""}
)

ACEPTADOS = {
    "pdf": ("informe.pdf", f.PDF),
    "pdf con marca de orden de bytes": ("informe.pdf", b"\xef\xbb\xbf" + f.PDF),
    "docx": ("acta.docx", muestras.docx()),
    "odt": ("acta.odt", muestras.odt()),
    "doc": ("acta.doc", f.DOC),
    "extensión en mayúsculas": ("INFORME.PDF", f.PDF),
    "pdf que solo su autor puede cambiar": ("informe.pdf", muestras.pdf(clave=("", "del-autor"))),
    "xls": ("cuentas.xls", muestras.ole(Workbook=b"\x09\x08\x04\x00\x00\x06\x05\x00")),
    "justo de 10 MB": ("grande.pdf", f.PDF + b"\n" * (10 * MEGA - len(f.PDF))),
    "video mp4": ("feria.mp4", muestras.mp4()),
    "video mp4 justo de 20 MB": ("feria.mp4", muestras.mp4(relleno=20 * MEGA)),
    "video webm": ("feria.webm", f.WEBM),
    "subtítulos": ("feria.vtt", f.VTT.encode()),
    "subtítulos de Windows": ("feria.vtt", b"\xef\xbb\xbf" + f.VTT.replace("\n", "\r\n").encode()),
}
RECHAZADOS = {
    "ejecutable llamado pdf": ("informe.pdf", f.EXE),
    "ejecutable": ("informe.exe", f.EXE),
    "docx con macros": ("acta.docx", muestras.docx(con_macros=True)),
    "zip llamado docx": ("acta.docx", muestras.comprimido(**{"otra.txt": "nada"})),
    "docx llamado odt": ("acta.odt", muestras.docx()),
    "zip roto": ("acta.docx", b"PK\x03\x04 roto"),
    "texto llamado doc": ("acta.doc", b"hola"),
    "página web llamada pdf": ("informe.pdf", b"<html><script>alert(1)</script></html>"),
    "página web": ("informe.html", b"<html></html>"),
    "svg como documento": ("plano.svg", SVG),
    "vacío": ("informe.pdf", b""),
    "ejecutable llamado mp4": ("feria.mp4", f.EXE),
    "imagen llamada webm": ("feria.webm", muestras.png()),
    "medio mp4": ("feria.mp4", muestras.mp4()[:-100]),
    "mp4 sin imagen": ("feria.mp4", muestras.mp4()[:16]),
    "medio webm": ("feria.webm", f.WEBM[:-3]),
    "mp4 que pocos ven": ("feria.mp4", muestras.mp4(b"hvc1")),
    "video de 21 MB": ("feria.mp4", muestras.mp4(relleno=21 * MEGA)),
    "srt llamado vtt": ("feria.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nHola\n"),
    "subtítulos sin ninguno": ("feria.vtt", b"WEBVTT\n\nNOTE nada\n"),
    "subtítulos con un tiempo mal escrito": ("feria.vtt", f.VTT.replace("00:01.000", "1s").encode()),
    "subtítulos al revés": ("feria.vtt", f.VTT.replace("00:03.500", "00:00.500").encode()),
    "subtítulos en otra codificación": ("feria.vtt", f.VTT.encode("latin-1")),
    "11 MB": ("grande.pdf", f.PDF + b"\n" * (11 * MEGA)),
    "sin extensión": ("informe", f.PDF),
    "doble extensión": ("informe.pdf.exe", f.PDF),
    "pdf con clave": ("informe.pdf", muestras.pdf(clave="secreta")),
    "medio pdf": ("informe.pdf", f.PDF[: len(f.PDF) // 2]),
    "pdf sin su final": ("informe.pdf", f.PDF[:-40]),
    "pdf y página web": ("informe.pdf", f.PDF[:9] + b"<html><script>alert(1)</script></html>" + f.PDF[9:]),
    "pdf y página web al final": ("informe.pdf", f.PDF + b"<script>alert(1)</script>"),
    "gif y página web": ("informe.pdf", b"GIF89a/*<html><script>alert(1)</script></html>*/"),
    "medio docx": ("acta.docx", muestras.docx()[: len(muestras.docx()) // 2]),
    "docx con clave": ("acta.docx", muestras.ole(clave=True)),
    "zip con clave llamado docx": ("acta.docx", CON_CLAVE),
    "odt con clave": ("acta.odt", ODT_CON_CLAVE),
    "xlsm llamado xlsx": (
        "cuentas.xlsx",
        muestras.comprimido(**{"[Content_Types].xml": "", "xl/vbaProject.bin": b"\x00"}),
    ),
    "xlsx con hojas de macros": ("cuentas.xlsx", muestras.comprimido(**{"xl/macrosheets/sheet1.xml": "<x/>"})),
    "docm": ("acta.docm", muestras.docx(con_macros=True)),
    "odt con macros": ("acta.odt", ODT_CON_MACROS),
    "doc con macros": ("acta.doc", muestras.ole(macros=True, WordDocument=b"\xec\xa5")),
    "doc con clave": ("acta.doc", muestras.ole(WordDocument=b"\xec\xa5" + b"\x00" * 8 + b"\x00\x01")),
    "xls con clave": ("cuentas.xls", muestras.ole(Workbook=b"\x09\x08\x02\x00\x00\x06\x2f\x00\x06\x00" + b"\x00" * 6)),
    "medio doc": ("acta.doc", f.DOC[: len(f.DOC) // 2]),
    "xls llamado doc": ("acta.doc", muestras.ole(Workbook=b"\x09\x08")),
}
# What the sentence must say: why, and what to do.
DICEN = {
    "pdf con clave": "pide una clave",
    "docx con clave": "pide una clave",
    "zip con clave llamado docx": "pide una clave",
    "odt con clave": "pide una clave",
    "doc con clave": "pide una clave",
    "xls con clave": "pide una clave",
    "medio pdf": "incompleto o dañado",
    "pdf sin su final": "incompleto o dañado",
    "medio docx": "incompleto o dañado",
    "zip roto": "incompleto o dañado",
    "medio doc": "incompleto o dañado",
    "docx con macros": "macros",
    "docm": "macros",
    "odt con macros": "macros",
    "doc con macros": "macros",
    "xlsm llamado xlsx": "macros",
    "xlsx con hojas de macros": "macros",
    "pdf y página web": "página web",
    "pdf y página web al final": "página web",
    "vacío": "está vacío",
    "ejecutable llamado mp4": "no corresponde a un video MP4",
    "imagen llamada webm": "image/png",
    "medio mp4": "incompleto o dañado",
    "mp4 sin imagen": "incompleto o dañado",
    "medio webm": "incompleto o dañado",
    "mp4 que pocos ven": "H.264",
    "video de 21 MB": "el máximo es 20",
    "srt llamado vtt": "empieza por WEBVTT",
    "subtítulos sin ninguno": "no hay ningún subtítulo",
    "subtítulos con un tiempo mal escrito": "Línea 9",
    "subtítulos al revés": "termina antes de empezar",
    "subtítulos en otra codificación": "UTF-8",
    "11 MB": "el máximo es 10",
    "svg como documento": "No se admite este tipo",
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
def test_se_rechaza_con_una_frase_que_dice_por_que_y_que_hacer(caso, puerta, focal, entrar):
    nombre, contenido = RECHAZADOS[caso]
    respuesta = puerta(entrar(focal), SimpleUploadedFile(nombre, contenido))
    assert respuesta.status_code == 200
    assert not Documento.objects.exists()
    if puerta is _subir_varios:
        assert f.json_de(respuesta)["success"] is False
        (frase,) = f.json_de(respuesta)["error_message"].splitlines()
    elif puerta is _subir_uno:
        (frase,) = respuesta.context["form"].errors["file"]
    else:
        sopa = BeautifulSoup(f.json_de(respuesta)["htmlFragment"], "html.parser")
        (frase,) = {uno.get_text(" ", strip=True) for uno in sopa.select(".error-message")} - {""}
    assert DICEN.get(caso, "") in frase
    assert "no esta permitida" not in frase
    assert any(verbo in frase for verbo in ("guárdelo", "redúzcalo", "Corríjalo")), frase


def test_en_ingles_se_dice_en_ingles(focal, entrar):
    navegador = entrar(focal)
    perfil = UserProfile.get_for_user(focal)
    perfil.preferred_language = "en"
    perfil.save()
    frases = {
        f.json_de(_subir_varios(navegador, SimpleUploadedFile(*RECHAZADOS[caso])))["error_message"] for caso in DICEN
    }
    assert not [frase for frase in frases if re.search("archivo|guárdelo|video se|subtítulos", frase)]


def test_la_razon_dice_que_parece_ser(focal, entrar):
    respuesta = _subir_varios(entrar(focal), SimpleUploadedFile("informe.pdf", muestras.png()))
    assert "image/png" in f.json_de(respuesta)["error_message"]


def test_editar_un_documento_no_exige_subirlo_de_nuevo(comunicaciones, entrar):
    documento = Documento.objects.create(title="Uno", file=SimpleUploadedFile("a.pdf", f.PDF))
    entrar(comunicaciones).post(
        reverse("wagtaildocs:edit", args=[documento.pk]), {"title": "Otro", "collection": comun().pk}
    )
    assert f.fresca(documento).title == "Otro"


def test_al_editar_un_documento_tambien_se_mira_su_contenido(comunicaciones, entrar):
    documento = Documento.objects.create(title="Uno", file=SimpleUploadedFile("a.pdf", f.PDF))
    url = reverse("wagtaildocs:edit", args=[documento.pk])
    entrar(comunicaciones).post(url, {"title": "Uno", "file": SimpleUploadedFile("b.pdf", f.EXE)})
    assert f.fresca(documento).file.read() == f.PDF


# --- Pictures -------------------------------------------------------------------------------------


def _png_de(tamano):
    base = muestras.png()
    return base + b"\x00" * (tamano - len(base))


IMAGENES_RECHAZADAS = {
    "media": ("foto.jpg", fotos.jpeg()[:700]),
    "heic que es solo su cabecera": ("foto.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
    "media heic": ("foto.heic", fotos.heic()[:-200]),
    "gif y página web": ("foto.gif", b"GIF89a/*<html><script>alert(1)</script></html>*/=1;"),
    "imagen llamada exe": ("foto.exe", muestras.png()),
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
def test_una_imagen_se_rechaza_con_una_frase(caso, puerta, focal, entrar):
    nombre, contenido = IMAGENES_RECHAZADAS[caso]
    respuesta = puerta(entrar(focal), SimpleUploadedFile(nombre, contenido, "image/png"))
    assert respuesta.status_code == 200
    assert not Imagen.objects.exists()
    if puerta is _imagen_varias:
        (frase,) = f.json_de(respuesta)["error_message"].splitlines()
    elif puerta is _imagen_una:
        (frase,) = respuesta.context["form"].errors["file"]
    else:
        sopa = BeautifulSoup(f.json_de(respuesta)["htmlFragment"], "html.parser")
        (frase,) = {uno.get_text(" ", strip=True) for uno in sopa.select(".error-message")} - {""}
    assert any(verbo in frase for verbo in ("súba", "subirlo"))


def test_lo_escrito_no_se_pierde_cuando_se_rechaza(focal, entrar):
    navegador = entrar(focal)
    for url, nombre in ((reverse("wagtaildocs:add"), "a.pdf"), (reverse("wagtailimages:add"), "a.png")):
        archivo = SimpleUploadedFile(nombre, b"no es")
        respuesta = navegador.post(url, {"title": "Un título ya escrito", "tags": "calle", "file": archivo})
        assert respuesta.context["form"]["title"].value() == "Un título ya escrito"
        assert "Un título ya escrito" in respuesta.content.decode()


@pytest.mark.parametrize("puerta", PUERTAS_DE_IMAGEN)
def test_un_jpeg_que_el_navegador_llama_jfif_se_acepta_como_lo_que_es(puerta, focal, entrar):
    respuesta = puerta(entrar(focal), SimpleUploadedFile("foto.jfif", fotos.jpeg(), "image/jpeg"))
    assert Imagen.objects.count() == 1, respuesta.content
    assert Imagen.objects.get().filename.endswith(".jpg")


@pytest.mark.parametrize("puerta", PUERTAS_DE_IMAGEN)
def test_una_imagen_se_acepta(puerta, focal, entrar):
    respuesta = puerta(entrar(focal), SimpleUploadedFile("foto.png", muestras.png(), "image/png"))
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
