"""Files that came in before they were cleaned are cleaned where they are, and the avales of what uses them hold."""

import io
from unittest import mock

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image
from wagtail.users.models import UserProfile
from wagtail.utils.file import hash_filelike

from aval import limpieza
from aval.auditoria import auditar
from aval.contenido import canonico_de, diferencias
from aval.models import Limpieza
from base.models import Documento, Imagen
from practicas.models import Archivo
from tests import fabrica as f
from tests import muestras
from tests.base import fotos


def _ensuciar(fila, contenido):
    """``fila`` as it was when nothing was cleaned: its bytes, and what its row says of them."""
    with fila.file.storage.open(fila.file.name, "wb") as archivo:
        archivo.write(contenido)
    huella = hash_filelike(io.BytesIO(contenido))
    type(fila).objects.filter(pk=fila.pk).update(file_hash=huella, file_size=len(contenido))
    fila.refresh_from_db()


def _registros(fila):
    return Limpieza.objects.filter(content_type=ContentType.objects.get_for_model(fila), object_id=str(fila.pk))


def _bytes(archivo):
    with archivo.storage.open(archivo.name) as abierto:
        return abierto.read()


@pytest.fixture
def imagen(db):
    imagen = Imagen.objects.create(title="De pie", file=ContentFile(fotos.jpeg(), "de-pie.jpg"))
    _ensuciar(imagen, fotos.jpeg(giro=6))
    return imagen


@pytest.fixture
def documento(db):
    documento = Documento.objects.create(title="Informe", file=ContentFile(f.PDF, "informe.pdf"))
    _ensuciar(documento, muestras.pdf(Author="CANARIO"))
    return documento


@pytest.fixture
def viva(imagen, documento, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        hoja = f.practica(imagenes=[imagen])
        hoja.archivos = [Archivo(documento=documento, titulo="Informe", locale=hoja.locale)]
        hoja.save_revision(clean=False)
        hoja.save()
        f.flujo.avalar_de_instalacion(f.fresca(hoja))
    return f.fresca(hoja)


def test_se_limpia_lo_que_usa_un_texto_vivo_y_su_aval_sigue_valiendo(viva, imagen, documento):
    assert not auditar().hallazgos
    cuentas = limpieza.limpiar_todo()
    assert cuentas["base.imagen", limpieza.LIMPIO] == cuentas["base.documento", limpieza.LIMPIO] == 1
    for fila in (imagen, documento):
        antes = fila.file_hash
        fila.refresh_from_db()
        guardado = _bytes(fila.file)
        assert fotos.CANARIO not in guardado
        assert (fila.file_hash, fila.file_size) == (hash_filelike(io.BytesIO(guardado)), len(guardado))
        registro = _registros(fila).get()
        assert (registro.antes, registro.despues) == (antes, fila.file_hash)
    assert (imagen.width, imagen.height) == (fotos.ALTO, fotos.ANCHO)
    assert not auditar().hallazgos
    # And the guard: it is saved, and its next revision changes nothing.
    assert not diferencias(type(viva), viva.aval.contenido, canonico_de(f.fresca(viva)))
    f.fresca(viva).save()


def test_lo_que_se_avala_despues_tambien_vale(viva, imagen, focal, asesora, moderadora):
    limpieza.limpiar_todo()
    f.cambiar(viva, focal, resumen="Otro resumen.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    assert f.fresca(viva).resumen == "Otro resumen."
    assert not auditar().hallazgos


def test_una_segunda_vez_no_hay_nada_que_hacer(viva):
    limpieza.limpiar_todo()
    cuantas = Limpieza.objects.count()
    segunda = limpieza.limpiar_todo()
    assert {resultado for _modelo, resultado in segunda} == {limpieza.SIN_CAMBIO}
    assert Limpieza.objects.count() == cuantas


def test_en_seco_solo_lo_dice(viva, imagen, capsys):
    antes = _bytes(imagen.file)
    call_command("limpiar_medios", "--en-seco")
    assert "1 por limpiar" in capsys.readouterr().out
    assert _bytes(imagen.file) == antes and not Limpieza.objects.exists()


def test_lo_cambiado_por_debajo_no_se_lava(viva, imagen):
    """Another picture put in its place is not made good by cleaning it: the audit tells of it."""
    with imagen.file.storage.open(imagen.file.name, "wb") as archivo:
        archivo.write(fotos.jpeg(Image.new("RGB", (50, 50), "green")))
    assert limpieza.limpiar_todo()["base.imagen", limpieza.OTRO] == 1
    assert not _registros(imagen).exists()
    assert [hallazgo["campos"] for hallazgo in auditar().hallazgos] == [["imagenes"]]


def test_otro_archivo_despues_de_la_limpieza_se_encuentra(viva, imagen):
    limpieza.limpiar_todo()
    with imagen.file.storage.open(imagen.file.name, "wb") as archivo:
        archivo.write(muestras.png())
    assert [hallazgo["campos"] for hallazgo in auditar().hallazgos] == [["imagenes"]]


@pytest.mark.parametrize("donde", ["_reemplazar", "generacion"])
def test_cortada_a_la_mitad_se_termina_la_siguiente_vez(donde, viva, imagen):
    with mock.patch.object(limpieza, donde, side_effect=KeyboardInterrupt) as corte:
        if donde == "generacion":
            corte.nueva.side_effect = KeyboardInterrupt
        with pytest.raises(KeyboardInterrupt):
            limpieza.limpiar_todo()
    assert not auditar().hallazgos
    limpieza.limpiar_todo()
    imagen.refresh_from_db()
    assert fotos.CANARIO not in _bytes(imagen.file)
    assert imagen.file_hash == hash_filelike(io.BytesIO(_bytes(imagen.file)))
    assert not auditar().hallazgos


def test_las_rendiciones_de_antes_se_hacen_de_nuevo(viva, imagen):
    rendicion = imagen.get_rendition("width-40|format-jpeg")
    nombre = rendicion.file.name
    with rendicion.file.storage.open(nombre, "wb") as archivo:
        archivo.write(fotos.jpeg())
    limpieza.limpiar_todo()
    assert not imagen.renditions.exists()


def test_una_rendicion_sucia_de_una_imagen_limpia_tambien(db):
    imagen = f.imagen()
    for cual in ("width-20|format-jpeg", "width-20|format-avif"):
        imagen.get_rendition(cual)
    rendicion = imagen.renditions.get(filter_spec="width-20|format-jpeg")
    with rendicion.file.storage.open(rendicion.file.name, "wb") as archivo:
        archivo.write(fotos.jpeg())
    limpieza.limpiar_todo()
    assert [una.filter_spec for una in imagen.renditions.all()] == ["width-20|format-avif"]


def test_lo_que_cambia_de_formato_cambia_de_nombre(db):
    imagen = f.imagen()
    nombre = imagen.file.storage.save("original_images/vieja.avif", ContentFile(fotos.avif(giro=6)))
    Imagen.objects.filter(pk=imagen.pk).update(file=nombre)
    imagen.refresh_from_db()
    _ensuciar(imagen, fotos.avif(giro=6))
    limpieza.limpiar_todo()
    imagen.refresh_from_db()
    assert imagen.file.name.endswith(".jpg") and not imagen.file.storage.exists(nombre)
    assert not fotos.dice_algo(_bytes(imagen.file))


def test_los_retratos_tambien(focal):
    perfil = UserProfile.get_for_user(focal)
    perfil.avatar.save("yo.jpg", ContentFile(fotos.jpeg()))
    with perfil.avatar.storage.open(perfil.avatar.name, "wb") as archivo:
        archivo.write(fotos.jpeg())
    assert limpieza.limpiar_todo()["wagtailusers.userprofile", limpieza.LIMPIO] == 1
    perfil.refresh_from_db()
    assert not fotos.dice_algo(_bytes(perfil.avatar))


def test_lo_que_falta_o_no_se_lee_se_dice_y_el_estado_es_1(imagen, documento, capsys):
    imagen.file.storage.delete(imagen.file.name)
    with pytest.raises(SystemExit) as salida:
        call_command("limpiar_medios")
    assert salida.value.code == 1
    assert f"base.Imagen {imagen.pk}: no está el archivo" in capsys.readouterr().out


def test_el_registro_no_cambia_ni_se_borra(imagen):
    limpieza.limpiar_todo()
    registro = Limpieza.objects.get()
    for cambio in (registro.save, registro.delete, Limpieza.objects.all().delete):
        with pytest.raises(TypeError):
            cambio()
    with pytest.raises(TypeError):
        Limpieza.objects.update(antes="otra")


def test_las_preguntas_no_crecen_con_los_archivos(imagen, documento, django_assert_max_num_queries):
    hojas = [f.practica(titulo=f"Con {n}", imagenes=[f.imagen(str(m)) for m in range(n)]) for n in (1, 6)]
    limpieza.limpiar_todo()
    canonico_de(f.fresca(hojas[0]))  # what was merged is read once for all
    cuentas = []
    for hoja in hojas:
        hoja = f.fresca(hoja)
        with django_assert_max_num_queries(40) as hechas:
            canonico_de(hoja)
        cuentas.append(len(hechas.captured_queries))
    assert cuentas[0] == cuentas[1]
