"""The ledger in lines for another machine: all of it, with no words of anybody, and any change below is seen."""

import json
import logging
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from aval import espejo
from aval.auditoria import auditar
from aval.candado import modelos_de_registro
from aval.models import Auditoria, Autoria, Aval, Retiro
from aval.retiro import retirar
from tests import fabrica as f


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


@pytest.fixture
def renglones():
    """What another machine receives."""
    recibidos = []

    class Otra(logging.Handler):
        def emit(self, record):
            recibidos.append(self.format(record))

    otra = Otra()
    otra.setFormatter(espejo.UnaLinea())
    nivel = espejo.registro.level
    espejo.registro.addHandler(otra)
    espejo.registro.setLevel(logging.INFO)
    yield recibidos
    espejo.registro.removeHandler(otra)
    espejo.registro.setLevel(nivel)


def _exportado(tmp_path, *opciones):
    salida = StringIO()
    call_command("exportar_registro", *opciones, stdout=salida)
    archivo = tmp_path / "registro.jsonl"
    archivo.write_text(salida.getvalue(), encoding="utf-8")
    return archivo


def _comprobado(archivo):
    salida, estado = StringIO(), 0
    try:
        call_command("comprobar_registro", str(archivo), stdout=salida)
    except SystemExit as fin:
        estado = fin.code
    return estado, salida.getvalue()


def test_cada_acto_deja_su_renglon_cuando_esta_en_la_base(
    renglones, focal, asesora, moderadora, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as pendientes:
        hoja = f.publicada(focal, asesora, moderadora)
        retirar(f.fresca(hoja), moderadora, "La entidad lo pidió.")
        auditar()
    assert renglones == []
    for pendiente in pendientes:
        pendiente()
    lineas = [json.loads(renglon) for renglon in renglones]
    assert {"aval.aval", "aval.retiro", "aval.autoria", "aval.auditoria"} == {una["registro"] for una in lineas}
    aval = next(una for una in lineas if una["registro"] == "aval.aval")
    assert aval["object_id"] == str(hoja.pk)
    assert aval["moderador_numero"] == moderadora.pk
    assert aval["publico"] == str(Aval.objects.get(pk=aval["n"]).publico)


def test_en_los_renglones_no_hay_palabras_de_nadie(viva, moderadora, tmp_path):
    retirar(f.fresca(viva), moderadora, "Motivo que nadie más lee.", frase_es="Frase.")
    texto = _exportado(tmp_path).read_text()
    for palabra in (viva.title, str(moderadora), "Motivo", "Frase", "Clara", "frailejon", viva.slug, viva.resumen[:20]):
        assert palabra not in texto


def test_cada_clase_de_registro_sale(viva, moderadora, tmp_path):
    retirar(f.fresca(viva), moderadora, "La entidad lo pidió.")
    auditar()
    clases = {json.loads(renglon)["registro"] for renglon in _exportado(tmp_path).read_text().splitlines()}
    assert clases == {modelo._meta.label_lower for modelo in modelos_de_registro() if modelo.objects.exists()}
    assert {"aval.aval", "aval.retiro", "aval.autoria", "aval.auditoria"} <= clases


def test_lo_que_no_cambio_corresponde_tambien_sin_las_personas(viva, moderadora, tmp_path):
    archivo = _exportado(tmp_path)
    moderadora.delete()  # its links become null; its number and its name stay
    estado, dicho = _comprobado(archivo)
    assert (estado, dicho.split(":")[0]) == (0, connection.vendor)


@pytest.mark.parametrize(
    ("cambio", "que"),
    [
        (lambda: QuerySet(Aval).filter(pk=_ultimo()).update(comentario="Otra cosa"), "no dice lo que dice"),
        (lambda: QuerySet(Aval).filter(pk=_ultimo()).update(moderador_numero=1), "no dice lo que dice"),
        (lambda: QuerySet(Autoria).filter(pk=Autoria.objects.latest("pk").pk).delete(), "no en la base"),
        (lambda: QuerySet(Auditoria).update(hallazgos=[]), "no dice lo que dice"),
    ],
    ids=["un texto", "un número", "uno borrado", "lo que halló la auditoría"],
)
def test_lo_que_cambia_por_debajo_se_ve(cambio, que, viva, tmp_path):
    Auditoria.objects.create(hallazgos=[{"retirado": False}])
    archivo = _exportado(tmp_path)
    with f.candado_abierto():
        cambio()
    estado, dicho = _comprobado(archivo)
    assert estado == 1
    assert que in dicho


def _ultimo():
    return Aval.objects.latest("pk").pk


def test_el_que_se_metio_por_debajo_se_ve(viva, focal, tmp_path):
    for resumen in ("Uno.", "Dos."):
        f.cambiar(viva, focal, resumen=resumen)
    archivo = _exportado(tmp_path)
    renglones = archivo.read_text().splitlines()
    autorias = [renglon for renglon in renglones if '"aval.autoria"' in renglon]
    assert len(autorias) > 2
    renglones.remove(autorias[1])
    archivo.write_text("\n".join(renglones))
    _estado, dicho = _comprobado(archivo)
    assert "en la base y no en el archivo" in dicho
    assert "la cadena no sigue" in dicho


def test_lo_que_crece_se_exporta_desde_donde_iba(viva, moderadora, tmp_path):
    primero = _exportado(tmp_path, "--clase", "aval.autoria").read_text()
    ultimo = max(json.loads(renglon)["n"] for renglon in primero.splitlines())
    f.cambiar(viva, f.persona("otra", "Comunicaciones"), resumen="Otro borrador.")
    resto = _exportado(tmp_path, "--clase", "aval.autoria", "--desde", str(ultimo)).read_text()
    assert len(resto.splitlines()) == 1
    archivo = tmp_path / "todo.jsonl"
    archivo.write_text(primero + resto)
    assert _comprobado(archivo)[0] == 0


def test_un_renglon_de_antes_de_una_columna_nueva_sigue_valiendo(viva, tmp_path):
    aval = Aval.objects.latest("pk")
    antigua = espejo.linea(aval, campos={campo.name for campo in Aval._meta.concrete_fields} - {"entidad_nombre"})
    archivo = tmp_path / "ayer.jsonl"
    archivo.write_text(json.dumps(antigua, default=str))
    assert _comprobado(archivo)[0] == 0
    assert Retiro.objects.count() == 0
