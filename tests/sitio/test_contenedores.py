"""The image and compose.yaml: built and started where there is an engine, and everywhere held against the rest."""

import fnmatch
import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import threading
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

RAIZ = Path(__file__).parents[2]
DOCKERFILE = (RAIZ / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((RAIZ / "compose.yaml").read_text())
SERVICIOS = COMPOSE["services"]
NUESTROS = {nombre: uno for nombre, uno in SERVICIOS.items() if uno["image"] == "banco"}
ORDENES = re.findall(r"^([A-Z]+) ((?:.*\\\n)*.*)$", re.sub(r"^\s*#.*\n", "", DOCKERFILE, flags=re.M), re.M)


def _de_la_plantilla():
    return set(re.findall(r"^#?([A-Z_]+)=", (RAIZ / "despliegue" / "banco.env.example").read_text(), re.M))


def _fuera_de_la_imagen(ruta):
    """Whether .dockerignore keeps ``ruta`` out."""
    reglas = [linea for linea in (RAIZ / ".dockerignore").read_text().splitlines() if linea and linea[0] != "#"]
    partes = ["/".join(ruta.split("/")[:n]) for n in range(1, ruta.count("/") + 2)]
    return any(fnmatch.fnmatch(parte, regla.removeprefix("**/")) for regla in reglas for parte in partes)


# The image


def test_la_imagen_tiene_dos_etapas_y_la_ultima_no_es_de_root():
    bases = [texto.split()[0] for orden, texto in ORDENES if orden == "FROM"]
    assert bases == ["python:3.11-slim"] * 2
    usuarios = [texto for orden, texto in ORDENES if orden == "USER"]
    assert usuarios and usuarios[-1] not in ("root", "0")


def test_todo_lo_que_se_copia_existe_y_ningun_secreto_entra():
    for orden, texto in ORDENES:
        if orden == "COPY" and "--from=" not in texto:
            for ruta in texto.split()[:-1]:
                assert (RAIZ / ruta).exists() and not _fuera_de_la_imagen(ruta), ruta
    assert all(_fuera_de_la_imagen(ruta) for ruta in (".env", "banco.env", "certificados/clave.pem", "media/x", ".git"))
    necesarias = ("manage.py", "despliegue/vivo.py", "despliegue/gunicorn.conf.py", "locale/en/LC_MESSAGES/django.po")
    assert not any(_fuera_de_la_imagen(ruta) for ruta in (*necesarias, "sitio/settings/produccion.py"))


def test_la_imagen_trae_los_paquetes_que_dice_la_documentacion():
    """Of what is installed on a server, what the application itself needs."""
    (instalados,) = re.findall(r"apt-get install .*?--no-install-recommends (.*?) \\", DOCKERFILE)
    en_un_servidor = re.search(r"apt-get install --no-install-recommends (.*?)\n#", _operacion(), re.S)[1]
    assert set(instalados.split()) == {uno for uno in en_un_servidor.split() if uno.startswith(("libpango", "fonts-"))}


def test_sus_variables_son_las_de_la_plantilla():
    propias = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    puestas = {nombre for orden, texto in ORDENES if orden == "ENV" for nombre in re.findall(r"\b([A-Z_]+)=", texto)}
    de_pip = {nombre for nombre in puestas if nombre.startswith("PIP_")}
    assert puestas - propias - de_pip <= _de_la_plantilla()


class _Aplicacion(BaseHTTPRequestHandler):
    def do_GET(self):
        bien = self.path == "/salud/vivo/" and self.headers["Host"] == "banco.example.org"
        self.send_response(200 if bien else 400)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.mark.parametrize(
    ("nombres", "sana"), [("banco.example.org,otro.example.org", True), ("otro.example.org", False)]
)
def test_se_sabe_si_la_aplicacion_vive(nombres, sana):
    servidor = HTTPServer(("127.0.0.1", 0), _Aplicacion)
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    orden = [sys.executable, str(RAIZ / "despliegue" / "vivo.py"), str(servidor.server_port)]
    try:
        fin = subprocess.run(  # noqa: S603
            orden, env={**os.environ, "ALLOWED_HOSTS": nombres}, capture_output=True, check=False, timeout=30
        )
    finally:
        servidor.shutdown()
        servidor.server_close()
    assert (fin.returncode == 0) is sana


# The services


def _operacion():
    return (RAIZ / "docs" / "operacion.md").read_text()


def test_estan_la_web_los_trabajadores_la_base_y_la_cache():
    assert {"web", "tareas", "documentos", "base", "redis", "nginx", "preparar"} <= SERVICIOS.keys()
    assert SERVICIOS["base"]["image"] == "postgres:15"
    seccion = _operacion().split("### En contenedores")[1].split("\n### ")[0]
    assert [nombre for nombre in SERVICIOS if f"`{nombre}`" not in seccion] == []


def test_ninguna_variable_de_compose_sobra_ni_falta_en_la_plantilla():
    texto = (RAIZ / "compose.yaml").read_text()
    pedidas = {nombre for uno in NUESTROS.values() for nombre in uno["environment"]}
    assert pedidas | set(re.findall(r"\$\{([A-Z_]+)", texto)) <= _de_la_plantilla()


@pytest.mark.parametrize("nombre", NUESTROS)
def test_cada_proceso_nuestro_lee_el_mismo_archivo_y_no_puede_mas(nombre):
    uno = NUESTROS[nombre]
    assert uno["env_file"] == "banco.env"
    assert uno["cap_drop"] == ["ALL"] and uno["security_opt"] == ["no-new-privileges:true"]
    # What people upload and what is made of it are the same for the web and for the workers.
    assert {"media:/var/lib/banco/media", "documentos:/var/lib/banco/documentos"} <= set(uno["volumes"])


def test_los_secretos_no_estan_escritos():
    for nombre, uno in SERVICIOS.items():
        for variable, valor in uno.get("environment", {}).items():
            if "PASSWORD" in variable or variable == "DATABASE_URL":
                assert "${CLAVE_DE_LA_BASE:?" in valor, (nombre, variable)
    assert "SECRET_KEY" not in (RAIZ / "compose.yaml").read_text()


@pytest.mark.parametrize("nombre", SERVICIOS)
def test_lo_que_un_servicio_nombra_existe(nombre):
    uno = SERVICIOS[nombre]
    assert set(uno.get("depends_on", {})) <= SERVICIOS.keys()
    for espera, condicion in uno.get("depends_on", {}).items():
        if condicion["condition"] == "service_healthy":
            otro = SERVICIOS[espera]
            assert "test" in otro.get("healthcheck", {}) or (otro["image"] == "banco" and "HEALTHCHECK" in DOCKERFILE)
    for volumen in uno.get("volumes", []):
        fuente = volumen.split(":")[0]
        if fuente.startswith("./"):
            assert (RAIZ / fuente).exists() or fuente == "./certificados", fuente
        else:
            assert fuente in COMPOSE["volumes"]


def test_las_ordenes_existen_y_los_trabajadores_son_los_de_systemd():
    ordenes = re.findall(r"manage\.py (\w+)", " ".join(" ".join(uno.get("command", [])) for uno in SERVICIOS.values()))
    assert ordenes and set(ordenes) - set(get_commands()) <= {"db_worker", "prune_db_task_results"}
    for nombre in ("tareas", "documentos"):
        unidad = (RAIZ / "despliegue" / f"banco-{nombre}.service").read_text()
        arranque = shlex.split(re.search(r"^ExecStart=/srv/banco/.venv/bin/(.+)$", unidad, re.M)[1])
        assert SERVICIOS[nombre]["command"] == arranque
        assert SERVICIOS[nombre]["stop_grace_period"] == re.search(r"TimeoutStopSec=(\d+)", unidad)[1] + "s"


def test_el_reloj_hace_lo_de_los_temporizadores():
    reloj = SERVICIOS["reloj"]["command"][-1]
    for unidad in (RAIZ / "despliegue").glob("banco-orden@*.timer"):
        assert unidad.name.split("@")[1].removesuffix(".timer") in reloj
    for linea in re.findall(r"manage\.py (.+)$", (RAIZ / "despliegue" / "banco-poda.service").read_text(), re.M):
        assert linea.replace(" * ", " '*' ") in reloj


def test_nginx_es_el_del_servidor_y_llega_a_lo_suyo():
    """It lives in the network of ``web``, so that its address of the application, and of whoever asks, are the same."""
    nginx, conf = SERVICIOS["nginx"], (RAIZ / "despliegue" / "nginx.conf").read_text()
    assert nginx["network_mode"] == "service:web"
    assert (
        "server 127.0.0.1:8001;" in conf
        and 'bind = "127.0.0.1:8001"' in (RAIZ / "despliegue" / "gunicorn.conf.py").read_text()
    )
    destinos = [volumen.split(":")[1] for volumen in nginx["volumes"]]
    for ruta in re.findall(r"(?:alias|ssl_certificate|ssl_certificate_key)\s+(/\S+?)/?;", conf):
        assert any(ruta == destino or ruta.startswith(destino + "/") for destino in destinos), ruta
    assert all(volumen.endswith(":ro") for volumen in nginx["volumes"])


# With an engine


def _correr(*orden, **mas):
    return subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=False, **mas)  # noqa: S603


def _pedir(conexion, ruta):
    conexion.request("GET", ruta, headers={"Host": "banco.example.org"})
    return conexion.getresponse().status


@pytest.fixture(scope="module")
def motor():
    docker = shutil.which("docker")
    if not docker or _correr(docker, "info").returncode or _correr(docker, "compose", "version").returncode:
        pytest.skip("There is no container engine with compose here.")
    for imagen in ("python:3.11-slim", "postgres:15", "redis:7", SERVICIOS["nginx"]["image"]):
        if _correr(docker, "image", "inspect", imagen).returncode and _correr(docker, "pull", "-q", imagen).returncode:
            pytest.skip(f"{imagen} cannot be had here.")
    return docker


def test_se_construye_y_arranca(motor, tmp_path):
    """From the template to a page read through nginx, with a certificate made for the occasion."""
    copia = tmp_path / "banco"
    archivos = _correr("git", "ls-files", "-z").stdout.split("\0")
    for archivo in filter(None, archivos):
        if (RAIZ / archivo).is_file():
            (copia / archivo).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(RAIZ / archivo, copia / archivo)
    plantilla = (copia / "despliegue" / "banco.env.example").read_text()
    plantilla = plantilla.replace("SECRET_KEY=\n", f"SECRET_KEY={'de-la-prueba-' * 5}\n", 1)
    plantilla = re.sub(r"^EMAIL_URL=.*$", "EMAIL_URL=dummymail://", plantilla, flags=re.M)
    (copia / "banco.env").write_text(plantilla.replace("#CLAVE_DE_LA_BASE=", "CLAVE_DE_LA_BASE=claveDeLaPrueba"))
    (copia / "certificados").mkdir()
    orden = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=banco.example.org".split()
    _correr(*orden, "-keyout", copia / "certificados/clave.pem", "-out", copia / "certificados/cadena.pem")
    # Ports of its own, so that it meets no other site of the machine.
    compose = (copia / "compose.yaml").read_text().replace('"80:80"', '"127.0.0.1:8980:80"')
    (copia / "compose.yaml").write_text(compose.replace('"443:443"', '"127.0.0.1:8943:443"').replace("name: banco", ""))
    base = [motor, "compose", "--project-name", "banco-de-prueba", "--env-file", "banco.env"]

    def compose_(*que):
        return subprocess.run([*base, *que], cwd=copia, capture_output=True, text=True, check=False)  # noqa: S603

    try:
        arranque = compose_("up", "--build", "--detach", "--wait", "--wait-timeout", "600")
        assert arranque.returncode == 0, arranque.stderr[-4000:] + compose_("logs", "--tail", "50").stdout[-4000:]
        sin_firma = ssl._create_unverified_context()  # the certificate was made for the occasion  # noqa: S323
        assert _pedir(HTTPConnection("127.0.0.1", 8980), "/es/") == 301
        assert _pedir(HTTPSConnection("127.0.0.1", 8943, context=sin_firma), "/es/") == 200
        assert _pedir(HTTPSConnection("127.0.0.1", 8943, context=sin_firma), "/_medios/x") == 404
        pagina = compose_("exec", "-T", "web", "python", "despliegue/vivo.py")
        assert pagina.returncode == 0, pagina.stderr
        quien = compose_("exec", "-T", "web", "id", "-u")
        assert quien.stdout.strip() == "10001"
    finally:
        compose_("down", "--volumes")
