"""What a page of the Bank costs, against a bare view and a static file, in the same run and at the same time.

``make bench`` (or ``python -m bench.banco [N ...]``). For each N it fills a database with N practices in each
language, starts gunicorn twice with the production settings, keeping pages and not keeping them, and goes round all
the addresses again and again, so that whatever else the machine does is met by all of them alike.

What is compared is the processor time that the worker itself spent on each request (how many such requests one
worker gives in a second, whatever waits beside it) and the time that the client saw. Only ratios mean something.
"""

import http.client
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

RAIZ = Path(__file__).parents[1]
PUERTOS = {"no": 8977, "sí": 8978, "Django": 8979}
ESTATICO = "estático"
DESNUDA, SOLA = "vista desnuda", "Django solo"
CRECEN = ("Banco con facetas", "dos facetas", "palabra rara", "palabra de un tercio")


def _direcciones(n):
    """Name → addresses that are asked for in turn."""
    return {
        "práctica": [f"/es/practicas/practica-{n // 3}/"],
        "práctica, otra cada vez": [f"/es/practicas/practica-{(7 * k) % n}/" for k in range(n)],
        "Banco con facetas": ["/es/practicas/"],
        "dos facetas": ["/es/practicas/?tema=movilidad&ods=ods-11"],
        "palabra rara": [f"/es/practicas/?q={quote('quetzalcóatl')}"],
        "palabra de un tercio": [f"/es/practicas/?q={quote('frailejón')}"],
        "mapa": ["/es/practicas/?vista=mapa"],
        "inicio": ["/es/"],
    }


# --- The database --------------------------------------------------------------------------------------------------


def _base_de(n, carpeta):
    """The address of the database of N; of PostgreSQL if its own variables name a server."""
    if "PGHOST" in os.environ:
        quien = f"{os.environ['PGUSER']}:{os.environ['PGPASSWORD']}@{os.environ['PGHOST']}:{os.environ['PGPORT']}"
        return f"postgres://{quien}/banco_{n}"
    return f"sqlite:///{carpeta}/banco-{n}.sqlite3"


def _hay(base):
    partes = urlsplit(base)
    if partes.scheme == "sqlite":
        return Path(partes.path).exists()
    return _en_el_servidor("SELECT 1 FROM pg_database WHERE datname = %s", partes.path[1:])


def _crear(base, de):
    """A new database: a copy of ``de`` or, without it, empty."""
    partes, modelo = urlsplit(base), urlsplit(de or "")
    if partes.scheme != "sqlite":
        _en_el_servidor(f'CREATE DATABASE "{partes.path[1:]}"' + (f' TEMPLATE "{modelo.path[1:]}"' if de else ""))
    elif de:
        shutil.copy(modelo.path, partes.path)


def _en_el_servidor(orden, *argumentos):
    import psycopg2

    conexion = psycopg2.connect(dbname="postgres")
    conexion.autocommit = True
    with conexion.cursor() as cursor:
        cursor.execute(orden, argumentos or None)
        hallado = cursor.fetchone() if cursor.description else None
    conexion.close()
    return hallado


def _entorno(n, carpeta):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.banco_ajustes",
        "DATABASE_URL": _base_de(n, carpeta),
        "CACHE_DE_DOCUMENTOS": f"{carpeta}/documentos-{n}",
        "STATIC_ROOT": f"{carpeta}/estaticos",
        "BASE_URL": f"http://127.0.0.1:{PUERTOS['no']}",
        "CACHE_DE_PAGINAS": "0",
    }


def _manejar(entorno, *orden):
    subprocess.run([sys.executable, *orden], cwd=RAIZ, env=entorno, check=True)  # noqa: S603


def preparar(n, carpeta):
    entorno = _entorno(n, carpeta)
    if not (Path(carpeta) / "estaticos").exists():
        _manejar(entorno, "manage.py", "collectstatic", "--noinput", "-v0")
    vacia = _entorno("vacio", carpeta)  # migrated and installed once, and copied
    if not _hay(vacia["DATABASE_URL"]):
        _crear(vacia["DATABASE_URL"], None)
        _manejar(vacia, "manage.py", "migrate", "-v0")
        _manejar(vacia, "manage.py", "instalar")
    if not _hay(entorno["DATABASE_URL"]):
        _crear(entorno["DATABASE_URL"], vacia["DATABASE_URL"])
        _manejar(entorno, "manage.py", "shell", "-v0", "-c", f"from bench.banco_llenar import llenar; llenar({n})")
    return entorno


# --- The servers ---------------------------------------------------------------------------------------------------


class Servidor:
    """One gunicorn of one worker, and one connection to it that stays open."""

    def __init__(self, cual, entorno):
        aplicacion = "bench.desnudo" if cual == "Django" else "sitio.wsgi"
        self.proceso = subprocess.Popen(  # noqa: S603  # our own server
            [sys.executable, "-m", "gunicorn", aplicacion, "-b", f"127.0.0.1:{PUERTOS[cual]}", "-w", "1",
             "--threads", "1", "-k", "gthread", "--keep-alive", "300", "--timeout", "300"],
            cwd=RAIZ, env={**entorno, "CACHE_DE_PAGINAS": "3600" if cual == "sí" else "0"}, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _intento in range(240):
            try:
                self.conexion = http.client.HTTPConnection("127.0.0.1", PUERTOS[cual], timeout=300)
                self.conexion.connect()
                break
            except OSError:
                time.sleep(0.5)
        else:
            raise RuntimeError("The server did not start.")
        self.pedir("/desnuda/1/")
        hijos = Path(f"/proc/{self.proceso.pid}/task/{self.proceso.pid}/children").read_text().split()
        self.obreros = [Path(f"/proc/{hijo}/task") for hijo in hijos]

    def procesador(self):
        """Seconds of processor that the workers have spent."""
        return (
            sum(int((hilo / "schedstat").read_text().split()[0]) for tarea in self.obreros for hilo in tarea.iterdir())
            / 1e9
        )

    def pedir(self, direccion):
        """The body of the answer, after (client's, processor's) milliseconds."""
        antes = time.perf_counter()
        self.conexion.request("GET", direccion)
        respuesta = self.conexion.getresponse()
        cuerpo = respuesta.read()
        if respuesta.status != 200:
            raise RuntimeError(f"{direccion}: {respuesta.status}")
        return cuerpo, 1000 * (time.perf_counter() - antes)

    def medir(self, direcciones):
        """(client's, processor's) milliseconds of a request, the mean of as many as ``direcciones``."""
        antes, cliente = self.procesador(), []
        for direccion in direcciones:
            cliente.append(self.pedir(direccion)[1])
        return statistics.median(cliente), 1000 * (self.procesador() - antes) / len(direcciones)

    def cerrar(self):
        self.proceso.terminate()
        self.proceso.wait()


def correr(n, carpeta, veces):
    """(name, keeping) → medians (client's, processor's) in milliseconds; and name → bytes."""
    entorno = preparar(n, carpeta)
    servidores = {cual: Servidor(cual, entorno) for cual in PUERTOS}
    tiempos, largos = {}, {}
    try:
        direcciones = _direcciones(n)
        for nombre, suyas in direcciones.items():
            for cual in ("no", "sí"):
                largos[nombre] = len([servidores[cual].pedir(direccion)[0] for direccion in suyas[:3]].pop())
        turnos = {nombre: itertools.cycle(suyas[3:] or suyas) for nombre, suyas in direcciones.items()}
        tarea = {}
        for nombre, turno in turnos.items():
            una = next(iter(direcciones[nombre]))
            tarea[nombre, "no"] = ("no", lambda turno=turno: [next(turno) for _ in range(2)])
            tarea[nombre, "sí"] = ("sí", lambda una=una: [una] * 10)
        largo = largos["práctica"]
        tarea[DESNUDA, "no"] = ("no", lambda: [f"/desnuda/{largo}/"] * 20)
        tarea[DESNUDA, "sí"] = ("sí", lambda: [f"/desnuda/{largo}/"] * 20)
        tarea[SOLA, "Django"] = ("Django", lambda: [f"/desnuda/{largo}/"] * 20)
        tarea[ESTATICO, "sí"] = ("sí", lambda: ["/estatico/base/css/banco.css"] * 20)
        for _vez in range(veces):
            for clave, (cual, pedidas) in tarea.items():
                tiempos.setdefault(clave, []).append(servidores[cual].medir(pedidas()))
    finally:
        for servidor in servidores.values():
            servidor.cerrar()
    medianas = {
        clave: tuple(statistics.median(medida[cual] for medida in medidas) for cual in (0, 1))
        for clave, medidas in tiempos.items()
    }
    return medianas, largos


def imprimir(n, medianas, largos):
    print(f"\nN = {n} per language; bare view of {largos['práctica']} bytes")
    print(f"{'':26}{'client':>10}{'worker':>10}{'× bare':>9}{'(client)':>9}{'× alone':>9}{'bytes':>9}")
    for (nombre, modo), (cliente, procesador) in medianas.items():
        fila = f"{nombre + (' (kept)' if modo == 'sí' else ''):26}{cliente:>7.2f} ms{procesador:>7.2f} ms"
        desnuda = medianas[DESNUDA, modo if modo != "Django" else "no"]
        fila += f"{desnuda[1] / procesador:>9.3f}{desnuda[0] / cliente:>9.3f}"
        fila += f"{medianas[SOLA, 'Django'][1] / procesador:>9.3f}{largos.get(nombre, ''):>9}"
        print(fila)


def main():
    veces = int(os.environ.get("VECES", "30"))
    fija = os.environ.get("BENCH_CARPETA")  # kept, so that another run need not fill it
    carpeta = fija or tempfile.mkdtemp(prefix="banco-bench-")
    Path(carpeta).mkdir(exist_ok=True)
    hechas = {}
    try:
        for n in [int(uno) for uno in sys.argv[1:]] or [100, 1000, 10_000]:
            hechas[n], largos = correr(n, carpeta, veces)
            imprimir(n, hechas[n], largos)
            sys.stdout.flush()
            _manejar(_entorno(n, carpeta), "-m", "bench.banco_dentro", str(n))
        if len(hechas) > 1:
            menor, mayor = min(hechas), max(hechas)
            print(f"\nTime at N = {mayor}, times that at N = {menor} (not kept): client, worker")
            for nombre in CRECEN:
                razones = (hechas[mayor][nombre, "no"][i] / hechas[menor][nombre, "no"][i] for i in (0, 1))
                print(f"{nombre:26}" + "".join(f"{razon:>9.2f}" for razon in razones))
    finally:
        if not fija:
            shutil.rmtree(carpeta)


if __name__ == "__main__":
    main()
