"""What the screens of the admin cost with N of everything, beside the same screens with the first N of the list.

``python -m bench.admin [N ...]`` (100 10000): in the databases of ``bench.banco``, filled by ``admin_llenar``. Each
screen is asked for turn about in a process of its own for each N, so that whatever else the machine does falls on all
of them; what is compared is processor time, and how many queries it takes must not grow.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from .banco import RAIZ, _base_de, _crear, _entorno, _hay, _manejar, preparar

VECES = int(os.environ.get("VECES", "3"))
RAZON = 3  # no screen may take more than so many times what it takes with the first N
CONSULTAS = 80  # nor more queries than these


def _entorno_de(n, carpeta):
    de_ellas = {"DATABASE_URL": _base_de(f"admin_{n}", carpeta), "DJANGO_SETTINGS_MODULE": "bench.admin_ajustes"}
    return _entorno(n, carpeta) | de_ellas


def preparar_admin(n, carpeta):
    entorno = _entorno_de(n, carpeta)
    if not _hay(entorno["DATABASE_URL"]):
        de = preparar(n, carpeta)["DATABASE_URL"]
        _crear(entorno["DATABASE_URL"], de)
        _manejar(entorno, "manage.py", "shell", "-v0", "-c", "from bench.admin_llenar import llenar; llenar()")
    return entorno


class _Medidor:
    """A process that measures a screen each time that it is told to."""

    def __init__(self, entorno):
        self.proceso = subprocess.Popen(  # our own
            [sys.executable, "-m", "bench.admin_dentro"],
            cwd=RAIZ, env=entorno, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.pantallas = self._leer()

    def _leer(self):
        while not (linea := self.proceso.stdout.readline()).startswith("@@"):
            if not linea:
                raise RuntimeError("The process that measures died.")
        return json.loads(linea[2:])

    def medir(self, cual):
        """Milliseconds of processor, how many queries, and megabytes of the process."""
        self.proceso.stdin.write(f"{cual}\n")
        self.proceso.stdin.flush()
        return self._leer()

    def terminar(self):
        self.proceso.stdin.close()
        self.proceso.wait()


def medir(carpeta, tamanos):
    medidores = {n: _Medidor(preparar_admin(n, carpeta)) for n in tamanos}
    pantallas = medidores[tamanos[0]].pantallas
    medidas = {(nombre, n): [] for nombre in pantallas for n in tamanos}
    for _vez in range(VECES + 1):  # the first one reads templates and is not counted
        for nombre in pantallas:
            for n in tamanos:
                medidas[nombre, n].append(medidores[n].medir(nombre))
    for uno in medidores.values():
        uno.terminar()
    return pantallas, medidas


def contar(pantallas, medidas, tamanos):
    primero, ultimo = tamanos[0], tamanos[-1]
    columnas = "".join(f"{f'N = {n}':>24}" for n in tamanos)
    print(f"\n{'':44}{columnas}{'ratio':>8}   (ms of processor, queries)")
    peor = 0
    for nombre in pantallas:
        medianas = {n: statistics.median(una["ms"] for una in medidas[nombre, n][1:]) for n in tamanos}
        consultas = {n: medidas[nombre, n][-1]["consultas"] for n in tamanos}
        razon = medianas[ultimo] / medianas[primero]
        peor = max(peor, razon)
        celdas = "".join(f"{medianas[n]:>16.0f}{consultas[n]:>8}" for n in tamanos)
        aviso = " *" if razon > RAZON or consultas[ultimo] > CONSULTAS else ""
        print(f"{nombre:44}{celdas}{razon:>8.2f}{aviso}")
    megas = {n: max(una["megas"] for nombre in pantallas for una in medidas[nombre, n]) for n in tamanos}
    print(f"{'memory of the process, at most (MB)':44}" + "".join(f"{megas[n]:>24.0f}" for n in tamanos))
    print(f"worst ratio {peor:.2f} (goal: {RAZON}); * is beyond it, or beyond {CONSULTAS} queries")


if __name__ == "__main__":
    tamanos = [int(n) for n in sys.argv[1:]] or [100, 10_000]
    carpeta = os.environ.get("BENCH_CARPETA") or tempfile.mkdtemp(prefix="banco-")
    Path(carpeta).mkdir(parents=True, exist_ok=True)
    contar(*medir(carpeta, tamanos), tamanos)
