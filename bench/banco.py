"""What a page of the Bank costs, against a bare view and a static file on the same server, in the same run.

``make bench`` runs it for each N. Figures are medians; what is compared are ratios, not times.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

RAIZ = Path(__file__).parents[1]
PUERTO = 8977


def _direcciones(n):
    practica = f"/es/practicas/practica-{n // 3}/"
    return {
        "estático": "/estatico/base/css/banco.css",
        "vista desnuda": "/desnuda/45000/",
        "práctica": practica,
        "Banco con facetas": "/es/practicas/",
        "dos facetas": "/es/practicas/?tema=movilidad&ods=ods-11",
        "palabra rara": f"/es/practicas/?q={quote('quetzalcóatl')}",
        "palabra de un tercio": f"/es/practicas/?q={quote('frailejón')}",
        "mapa": "/es/practicas/?vista=mapa",
        "inicio": "/es/",
    }


def medir(conexion, direccion, veces):
    """Median milliseconds of ``veces`` requests, after two that are not counted; and the status."""
    tiempos = []
    for vez in range(veces + 2):
        antes = time.perf_counter()
        conexion.request("GET", direccion)
        respuesta = conexion.getresponse()
        respuesta.read()
        if vez > 1:
            tiempos.append((time.perf_counter() - antes) * 1000)
    return statistics.median(tiempos), respuesta.status


def _servidor(entorno, cache):
    servidor = subprocess.Popen(  # noqa: S603  # our own server
        [sys.executable, "-m", "gunicorn", "sitio.wsgi", "-b", f"127.0.0.1:{PUERTO}", "-w", "1", "--threads", "1",
         "-k", "gthread", "--keep-alive", "30"],
        cwd=RAIZ, env={**entorno, "CACHE_DE_PAGINAS": str(cache)}, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _intento in range(120):
        try:
            http.client.HTTPConnection("127.0.0.1", PUERTO, timeout=60).connect()
            return servidor
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("The server did not start.")


def correr(n, veces):
    carpeta = tempfile.mkdtemp(prefix="banco-bench-")
    entorno = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.banco_ajustes",
        "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{carpeta}/banco.sqlite3"),
        "CACHE_DE_DOCUMENTOS": f"{carpeta}/documentos",
        "STATIC_ROOT": f"{carpeta}/estaticos",
        "BASE_URL": f"http://127.0.0.1:{PUERTO}",
    }
    for orden in (
        ["migrate", "-v0"],
        ["instalar"],
        ["collectstatic", "--noinput", "-v0"],
        [
            "shell",
            "-v0",
            "-c",
            f"from bench.banco_llenar import llenar; from base import edicion; llenar({n}); edicion.nueva()",
        ],
    ):
        subprocess.run([sys.executable, "manage.py", *orden], cwd=RAIZ, env=entorno, check=True)  # noqa: S603
    tabla = {}
    for modo, cache in (("sin caché", 0), ("en caché", 3600)):
        servidor = _servidor(entorno, cache)
        try:
            conexion = http.client.HTTPConnection("127.0.0.1", PUERTO, timeout=300)
            for nombre, direccion in _direcciones(n).items():
                tabla[nombre, modo] = medir(conexion, direccion, veces)
        finally:
            servidor.terminate()
            servidor.wait()
    return tabla


def imprimir(n, tabla):
    print(f"\nN = {n} per language")
    print(f"{'':24}{'not kept':>12}{'of the bare':>14}{'kept':>12}{'of the bare':>14}")
    for nombre in _direcciones(n):
        fila = f"{nombre:24}"
        for modo in ("sin caché", "en caché"):
            tiempo, estado = tabla[nombre, modo]
            if estado != 200:
                raise RuntimeError(f"{nombre}: {estado}")
            fila += f"{tiempo:>9.2f} ms{tabla['vista desnuda', modo][0] / tiempo:>14.3f}"
        print(fila)


if __name__ == "__main__":
    veces = int(os.environ.get("VECES", "30"))
    hechas = {}
    for n in [int(uno) for uno in sys.argv[1:]] or [100, 1000, 10_000]:
        hechas[n] = correr(n, veces)
        imprimir(n, hechas[n])
    if len(hechas) > 1:
        menor, mayor = min(hechas), max(hechas)
        print(f"\nTime at N = {mayor}, times that at N = {menor} (not kept)")
        for nombre in _direcciones(menor):
            print(f"{nombre:24}{hechas[mayor][nombre, 'sin caché'][0] / hechas[menor][nombre, 'sin caché'][0]:>8.2f}")
