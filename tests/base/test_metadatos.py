"""No picture keeps where it was taken, with what, when or by whom: by no way in, and in nothing that is made of it."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageOps
from wagtail.users.models import UserProfile
from wagtail.utils.file import hash_filelike

from actores.colecciones import comun
from base import imagenes
from base.models import Imagen
from tests import fabrica as f

from . import fotos

ROJO, AZUL = (200, 30, 30), (30, 30, 200)
FOTOS = {
    "jpeg": ("foto.jpg", fotos.jpeg()),
    "jpeg progresivo": ("foto.jpeg", fotos.jpeg(progressive=True)),
    "foto con movimiento": ("foto.jpg", fotos.jpeg(cola=b"\x00\x00\x00\x18ftypmp42CANARIO-VIDEO" * 9)),
    "jpeg de perfil": ("foto.jpg", fotos.jpeg(icc_profile=fotos.SRGB + b"CANARIO-COLA")),
    "jpeg cmyk": ("foto.jpg", fotos.jpeg(fotos.pintura("CMYK"))),
    "png": ("foto.png", fotos.png()),
    "webp": ("foto.webp", fotos.webp()),
    "webp sin pérdida": ("foto.webp", fotos.webp(lossless=True)),
    "gif": ("foto.gif", fotos.gif()),
    "avif": ("foto.avif", fotos.avif()),
    "heic": ("foto.heic", fotos.heic()),
    "heif": ("FOTO.HEIF", fotos.heic()),
}
MODOS = {
    "1": "PNG",
    "L": "JPEG",
    "LA": "PNG",
    "P": "PNG",
    "I;16": "PNG",
    "RGBA": "WEBP",
    "CMYK": "JPEG",
}
RENDICIONES = ["max-165x165", "width-40|format-jpeg", "width-40|format-webp", "width-40|format-avif", "original"]


def _codificada(modo):
    imagen = fotos.pintura("L").convert("I").point(lambda v: v * 257).convert("I;16") if modo == "I;16" else None
    memoria = io.BytesIO()
    (imagen or fotos.pintura(modo)).save(memoria, MODOS[modo])
    return memoria.getvalue()


def _bytes(archivo):
    with archivo.storage.open(archivo.name) as abierto:
        return abierto.read()


# --- What is taken out, and what stays ------------------------------------------------------------


@pytest.mark.parametrize("caso", FOTOS)
def test_no_queda_nada_mas_que_la_imagen(caso):
    nombre, datos = FOTOS[caso]
    assert caso in ("gif", "avif", "heic", "heif") or fotos.CANARIO in datos
    limpia = imagenes.limpiar(nombre, ContentFile(datos)).read()
    assert not fotos.dice_algo(limpia)
    izquierda, derecha = fotos.colores(limpia)
    assert fotos.parecidos(izquierda, ROJO, 40) and fotos.parecidos(derecha, AZUL, 40)


@pytest.mark.parametrize("caso", FOTOS)
def test_limpiar_lo_limpio_no_cambia_ni_un_byte(caso):
    una = imagenes.limpiar(*_con_archivo(FOTOS[caso]))
    datos = una.read()
    otra = imagenes.limpiar(una.name, ContentFile(datos))
    assert (otra.name, otra.read()) == (una.name, datos)


def _con_archivo(foto):
    nombre, datos = foto
    return nombre, ContentFile(datos)


@pytest.mark.parametrize("caso", ["jpeg", "jpeg progresivo", "foto con movimiento", "png", "webp", "webp sin pérdida"])
def test_lo_que_no_hay_que_girar_ni_convertir_conserva_cada_punto(caso):
    nombre, datos = FOTOS[caso]
    limpia = imagenes.limpiar(nombre, ContentFile(datos)).read()
    antes, despues = Image.open(io.BytesIO(datos)), Image.open(io.BytesIO(limpia))
    assert antes.convert("RGBA").tobytes() == despues.convert("RGBA").tobytes()


@pytest.mark.parametrize("giro", range(1, 9))
@pytest.mark.parametrize("hacer", [fotos.jpeg, fotos.png, fotos.webp, fotos.avif, fotos.heic])
def test_queda_derecha(hacer, giro):
    limpia = Image.open(imagenes.limpiar("foto", ContentFile(hacer(giro=giro))))
    muestra = io.BytesIO()
    fotos.pintura().save(muestra, "PNG", exif=fotos.exif(giro))
    esperada = ImageOps.exif_transpose(Image.open(muestra))
    assert limpia.size == esperada.size
    for x in (0.1, 0.9):
        for y in (0.1, 0.9):
            punto = (int(limpia.width * x), int(limpia.height * y))
            assert fotos.parecidos(limpia.convert("RGB").getpixel(punto), esperada.getpixel(punto), 40)


def test_el_perfil_de_color_se_conserva_y_lo_que_le_sigue_no():
    limpia = imagenes.limpiar(*_con_archivo(FOTOS["jpeg de perfil"]))
    assert Image.open(limpia).info["icc_profile"] == fotos.SRGB


def test_un_perfil_que_no_lo_es_no_se_conserva():
    enorme = (5_000_000).to_bytes(4) + fotos.SRGB[4:].ljust(5_000_000, b"\x00")
    for basura in (b"CANARIO no es un perfil" * 20, b"\x00\x00\x00\x10CANARIO", enorme):
        limpia = imagenes.limpiar("foto.jpg", ContentFile(fotos.jpeg(icc_profile=basura)))
        assert "icc_profile" not in Image.open(limpia).info


def test_cmyk_pasa_a_los_colores_de_una_pantalla(db):
    imagen = Imagen.objects.create(title="Impresa", file=ContentFile(FOTOS["jpeg cmyk"][1], "impresa.jpg"))
    assert Image.open(io.BytesIO(_bytes(imagen.file))).mode == "RGB"
    for cual in RENDICIONES:
        rendicion = Image.open(io.BytesIO(_bytes(imagen.get_rendition(cual).file)))
        assert rendicion.mode == "RGB", cual
        assert fotos.parecidos(rendicion.getpixel((4, 4)), ROJO, 40)


def test_los_grises_de_un_perfil_pasan_a_los_de_una_pantalla():
    """Renditions are in RGB: a profile of greys would not be theirs."""
    perfil = bytearray(fotos.SRGB)
    perfil[16:20] = b"GRAY"
    limpia = imagenes.limpiar("foto.jpg", ContentFile(fotos.jpeg(fotos.pintura("L"), icc_profile=bytes(perfil))))
    assert "icc_profile" not in Image.open(limpia).info


@pytest.mark.parametrize("modo", MODOS)
def test_de_cualquier_modo_sale_cualquier_rendicion(modo, db):
    datos = _codificada(modo)
    imagen = Imagen.objects.create(title="Rara", file=ContentFile(datos, f"rara.{MODOS[modo].lower()}"))
    for cual in RENDICIONES:
        hecha = Image.open(io.BytesIO(_bytes(imagen.get_rendition(cual).file)))
        hecha.load()
        esperado = fotos.pintura("L" if modo in ("1", "L", "LA", "I;16") else "RGB").convert("RGB")
        if modo != "1":  # that one is made of dots
            assert fotos.parecidos(hecha.convert("RGB").getpixel((4, 4)), esperado.getpixel((8, 8)), 60), cual


@pytest.mark.parametrize("formato", ["GIF", "WEBP"])
def test_lo_que_se_mueve_se_sigue_moviendo(formato):
    if formato == "GIF":
        datos = fotos.gif(cuadros=3)
    else:
        memoria, cuadros = io.BytesIO(), [fotos.pintura().rotate(grados) for grados in (0, 90, 180)]
        cuadros[0].save(
            memoria, "WEBP", save_all=True, append_images=cuadros[1:], duration=120, loop=3, exif=fotos.exif()
        )
        datos = memoria.getvalue()
    limpia = imagenes.limpiar(f"foto.{formato.lower()}", ContentFile(datos)).read()
    imagen = Image.open(io.BytesIO(limpia))
    assert (imagen.n_frames, imagen.info["loop"]) == (3, 3)
    imagen.seek(1)
    imagen.load()
    assert imagen.info["duration"] == 120
    assert fotos.CANARIO not in limpia


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("parte", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("caso", ["jpeg", "jpeg progresivo", "jpeg cmyk", "png", "webp", "gif", "avif", "heic"])
def test_una_imagen_a_medias_se_rechaza(caso, parte):
    from weasyprint import HTML  # noqa: F401  # it asks Pillow to take what is cut short, in the whole process

    nombre, datos = FOTOS[caso]
    with pytest.raises(ValidationError) as rechazo:
        imagenes.limpiar(nombre, ContentFile(datos[: int((len(datos) - 40) * parte)]))
    assert len(rechazo.value.messages) == 1


def test_una_imagen_que_no_cabe_en_memoria_se_rechaza(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = fotos.ANCHO * fotos.ALTO * 2
    imagenes.limpiar("foto.gif", ContentFile(fotos.gif(cuadros=2)))
    with pytest.raises(ValidationError, match="demasiados puntos"):
        imagenes.limpiar("foto.gif", ContentFile(fotos.gif(cuadros=3)))


# --- Every way in --------------------------------------------------------------------------------


def _por_el_indice(navegador, archivo):
    navegador.post(reverse("wagtailimages:add"), {"title": "Prueba", "file": archivo, "collection": comun().pk})


def _varias(navegador, archivo):
    navegador.post(
        reverse("wagtailimages:add_multiple"), {"title": "Prueba", "files[]": archivo, "collection": comun().pk}
    )


def _al_elegir(navegador, archivo):
    datos = {"title": "Prueba", "file": archivo, "collection": comun().pk}
    datos = {f"image-chooser-upload-{campo}": valor for campo, valor in datos.items()}
    navegador.post(reverse("wagtailimages_chooser:create"), datos)


def _por_el_modelo(_navegador, archivo):
    Imagen.objects.create(title="Prueba", file=archivo)


def _por_el_archivo(_navegador, archivo):
    imagen = Imagen(title="Prueba")
    imagen.file.save(archivo.name, archivo)


def _de_una_vez(_navegador, archivo):
    Imagen.objects.bulk_create([Imagen(title="Prueba", file=archivo, collection=comun())])


def _en_lugar_de_otra(_navegador, archivo):
    imagen = f.imagen()
    imagen.file = archivo
    imagen.save(update_fields=["file"])


PUERTAS = [_por_el_indice, _varias, _al_elegir, _por_el_modelo, _por_el_archivo, _de_una_vez, _en_lugar_de_otra]


@pytest.mark.parametrize("puerta", PUERTAS)
@pytest.mark.parametrize("caso", ["jpeg", "jpeg cmyk", "heic", "gif"])
def test_por_ninguna_puerta_entra_con_lo_que_dice(caso, puerta, comunicaciones, entrar):
    nombre, datos = FOTOS[caso]
    puerta(entrar(comunicaciones), SimpleUploadedFile(nombre, datos, "image/jpeg"))
    imagen = Imagen.objects.get()
    guardada = _bytes(imagen.file)
    assert not fotos.dice_algo(guardada)
    assert imagen.file.name.endswith(".gif" if caso == "gif" else ".jpg")
    # What is measured is what is kept.
    assert imagen.file_hash == hash_filelike(io.BytesIO(guardada))
    assert imagen.file_size == len(guardada)
    assert (imagen.width, imagen.height) == Image.open(io.BytesIO(guardada)).size
    for cual in RENDICIONES:
        assert not fotos.dice_algo(_bytes(imagen.get_rendition(cual).file)), cual


def test_las_medidas_son_las_de_la_imagen_derecha(db):
    imagen = Imagen.objects.create(title="De pie", file=ContentFile(fotos.jpeg(giro=6), "de-pie.jpg"))
    assert (imagen.width, imagen.height) == (fotos.ALTO, fotos.ANCHO)


def _poner_retrato(navegador, datos, nombre="retrato.jpg"):
    url = reverse("wagtailadmin_account")
    formulario = f.leer_formulario(navegador.get(url), lambda uno: uno.find("input", attrs={"type": "file"}))
    archivo = SimpleUploadedFile(nombre, datos, "image/jpeg")
    return navegador.post(
        url,
        formulario
        | {"avatar-avatar": archivo, "name_email-last_name": "Prueba", "locale-current_time_zone": "America/Bogota"},
    )


def test_el_retrato_de_una_persona_tampoco_dice_nada(focal, entrar):
    for datos, nombre in ((fotos.jpeg(), "retrato.jpg"), (fotos.heic(), "retrato.heic")):
        assert _poner_retrato(entrar(focal), datos, nombre).status_code == 302
        assert not fotos.dice_algo(_bytes(UserProfile.objects.get(user=focal).avatar))


def test_un_retrato_a_medias_se_rechaza_al_lado_del_campo(focal, entrar):
    datos = fotos.jpeg()
    respuesta = _poner_retrato(entrar(focal), datos[: len(datos) // 2])
    assert respuesta.status_code == 200
    assert "incompleta o dañada" in respuesta.content.decode()


def test_una_rendicion_no_dice_lo_que_dijera_su_original(db):
    """A picture that came in before they were cleaned, and is not clean yet."""
    imagen = f.imagen()
    with imagen.file.storage.open(imagen.file.name, "wb") as archivo:
        archivo.write(fotos.jpeg())
    for cual in RENDICIONES:
        assert not fotos.dice_algo(_bytes(imagen.get_rendition(cual).file)), cual


# --- What the public reads -------------------------------------------------------------------------


def test_nada_de_lo_publico_dice_donde_se_tomo_una_foto(client, db):
    fotografias = [
        Imagen.objects.create(title=caso, file=ContentFile(datos, nombre))
        for caso, (nombre, datos) in FOTOS.items()
        if caso in ("jpeg", "jpeg cmyk", "png", "webp", "gif", "heic")
    ]
    hoja = f.viva(imagenes=fotografias)
    pagina = client.get(hoja.url).content.decode()
    direcciones = set(re.findall(r"/media/[^\s\",)&]+", pagina))
    assert len(direcciones) >= 3 * len(fotografias)
    almacen = fotografias[0].file.storage
    for direccion in direcciones:
        with almacen.open(direccion.removeprefix("/media/")) as abierto:
            assert not fotos.dice_algo(abierto.read()), direccion
