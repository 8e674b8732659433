"""What the documentation tells to install is what there is: files that their programs accept, and every variable."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

RAIZ = Path(__file__).parents[2]
DESPLIEGUE = RAIZ / "despliegue"
UNIDADES = sorted(uno.name for uno in DESPLIEGUE.iterdir() if uno.suffix in (".service", ".timer"))
# Read by gunicorn's configuration, by Django itself and by compose.yaml.
DE_OTROS = {"DJANGO_SETTINGS_MODULE", "WEB_CONCURRENCY", "GUNICORN_HILOS", "CLAVE_DE_LA_BASE"}


def _con(programa):
    if not shutil.which(programa) and "CI" not in os.environ:
        pytest.skip(f"There is no {programa} here.")
    return shutil.which(programa)


def _de_los_ajustes():
    """The variables that the settings of production read."""
    fuentes = [(RAIZ / "sitio" / "settings" / uno).read_text() for uno in ("base.py", "produccion.py")]
    return {nombre for fuente in fuentes for nombre in re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', fuente)} | DE_OTROS


def test_toda_variable_esta_en_la_plantilla_y_ninguna_sobra():
    plantilla = (DESPLIEGUE / "banco.env.example").read_text()
    assert set(re.findall(r"^#?([A-Z_]+)=", plantilla, re.M)) == _de_los_ajustes()


def test_toda_variable_esta_en_la_documentacion_y_ninguna_sobra():
    tabla = (RAIZ / "docs" / "operacion.md").read_text().split("## Variables")[1].split("\n## ")[0]
    nombradas = {
        nombre for fila in re.findall(r"^\| (`.+?) \|", tabla, re.M) for nombre in re.findall(r"`([A-Z][A-Z_]+)`", fila)
    }
    assert nombradas == _de_los_ajustes() | {"BANCO_ENV"}


def test_todo_archivo_de_despliegue_esta_en_la_documentacion():
    texto = (RAIZ / "docs" / "operacion.md").read_text()
    assert [uno.name for uno in DESPLIEGUE.iterdir() if uno.is_file() and uno.name not in texto] == []


def test_la_configuracion_de_nginx_es_valida(tmp_path):
    nginx = _con("nginx")
    clave, cadena = tmp_path / "clave.pem", tmp_path / "cadena.pem"
    orden = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=banco.example.org"]
    orden += ["-keyout", str(clave), "-out", str(cadena)]
    subprocess.run(orden, check=True, capture_output=True)  # noqa: S603
    texto = (DESPLIEGUE / "nginx.conf").read_text()
    for de, a in {
        "/etc/ssl/banco/cadena.pem": str(cadena),
        "/etc/ssl/banco/clave.pem": str(clave),
        "/var/log/nginx/banco.log": str(tmp_path / "banco.log"),
    }.items():
        assert de in texto
        texto = texto.replace(de, a)
    (tmp_path / "banco.conf").write_text(texto)
    entera = tmp_path / "nginx.conf"
    entera.write_text(f"pid {tmp_path}/nginx.pid;\nevents {{}}\nhttp {{ include {tmp_path}/banco.conf; }}\n")
    prueba = subprocess.run(  # noqa: S603
        [nginx, "-t", "-q", "-c", str(entera), "-p", str(tmp_path), "-e", str(tmp_path / "errores.log")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert prueba.returncode == 0, prueba.stderr


def test_cabe_lo_mas_grande_que_se_permite(settings):
    tope = int(re.search(r"client_max_body_size (\d+)m;", (DESPLIEGUE / "nginx.conf").read_text())[1]) * 1024 * 1024
    assert tope > max(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)


@pytest.mark.parametrize("unidad", UNIDADES)
def test_las_unidades_de_systemd_son_validas(unidad, tmp_path):
    """As systemd reads them; the programs that they start are not here."""
    verificar = _con("systemd-analyze")
    for nombre in UNIDADES:
        texto = (DESPLIEGUE / nombre).read_text()
        texto = re.sub(r"^(ExecStart)=/srv/banco\S+", r"\1=/bin/true", texto, flags=re.M)
        (tmp_path / nombre).write_text(texto)
    # A template is looked at through an instance of it.
    cual = tmp_path / unidad.replace("@.", "@auditar_aval.")
    if "@." in unidad:
        cual.write_text((tmp_path / unidad).read_text())
    prueba = subprocess.run(  # noqa: S603
        [verificar, "verify", "--man=no", str(cual)], capture_output=True, text=True, check=False
    )
    suyo = [linea for linea in prueba.stderr.splitlines() if cual.name in linea and "User" not in linea]
    assert suyo == []


@pytest.mark.parametrize("unidad", [uno for uno in UNIDADES if uno.endswith(".service")])
def test_todo_servicio_lee_las_variables_de_produccion(unidad):
    """No unit works on another database than that of the site."""
    texto = (DESPLIEGUE / unidad).read_text()
    assert "\nEnvironmentFile=/etc/banco.env\n" in texto
    assert "\nUser=banco\n" in texto


def test_toda_orden_con_su_hora_existe():
    from django.core.management import get_commands

    temporizadas = {
        uno.split("@")[1].removesuffix(".timer") for uno in UNIDADES if uno.endswith(".timer") and "@" in uno
    }
    assert temporizadas - set(get_commands()) <= {"prune_db_task_results"}
    assert "auditar_aval" in temporizadas


def test_gunicorn_entiende_su_configuracion():
    from gunicorn.app.wsgiapp import WSGIApplication

    configuracion = DESPLIEGUE / "gunicorn.conf.py"
    aplicacion = WSGIApplication.__new__(WSGIApplication)
    aplicacion.usage, aplicacion.prog = None, "gunicorn"
    aplicacion.load_default_config()
    aplicacion.load_config_from_file(str(configuracion))
    assert aplicacion.cfg.worker_class_str == "gthread"
    assert aplicacion.cfg.threads > 1
    assert aplicacion.cfg.control_socket_disable is True
