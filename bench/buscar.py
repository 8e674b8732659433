"""What a mistyped word costs beside a right one, and one that finds only some of its words, turn about in one process.

``python -m bench.buscar [N ...]`` fills a database with N practices in each language, as ``bench.banco`` does, and
20,000 words that they might have used; ``BENCH_CARPETA`` keeps it for another run. Only ratios mean something.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

from .banco import RAIZ, _entorno, preparar

VECES, VOCABLOS, ANFITRION = 15, 20_000, "127.0.0.1"
# Kind → what is typed, in pairs: the right word and the same mistyped.
PARES = {
    "rare": ("quetzalcóatl", "quetzalcoalt"),
    "of a third": ("frailejón", "frailegon"),
    "everywhere": ("participación", "partisipacion"),
    "two words": ("bicicleta frailejón", "bicicelta frailejón"),
    "with equivalents": ("transporte", "trasnporte"),
}
CON_ALGUNAS = "bicicleta frailejón ornitorrinco"


def _medir(n):
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    from banco import busqueda
    from banco.models import Vocablo
    from base.texto import plano

    azar = random.Random(1538)  # noqa: S311  # the same words each time
    letras = "abcdefghijlmnopqrstuvz"
    sabidas = {palabra for par in PARES.values() for palabra in par[0].split()}
    Vocablo.objects.bulk_create(
        [Vocablo(idioma="es", plana=plano(una), palabra=una) for una in sabidas], ignore_conflicts=True
    )
    nuevas = {"".join(azar.choices(letras, k=azar.randint(5, 12))) for _n in range(VOCABLOS)}
    Vocablo.objects.bulk_create(
        [Vocablo(idioma="es", plana=una, palabra=una) for una in nuevas], ignore_conflicts=True, batch_size=500
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself after a while
    cliente = Client(SERVER_NAME=ANFITRION)

    def pagina(q):
        assert cliente.get("/es/practicas/", {"q": q}).status_code == 200  # noqa: S101

    def consulta(q):
        assert busqueda.responder("es", busqueda.palabras_de(q)).numeros, q  # noqa: S101

    print(f"\nN = {n}: milliseconds of clock, median of {VECES} (the page; the search alone)")
    for clase, (bien, mal) in PARES.items():
        tiempos = {(que.__name__, q): [] for que in (pagina, consulta) for q in (bien, mal, CON_ALGUNAS)}
        for vez in range(VECES + 1):
            for que in (pagina, consulta):
                for q in (bien, mal, CON_ALGUNAS):
                    antes = time.perf_counter()
                    que(q)
                    if vez:  # the first one reads the sets
                        tiempos[que.__name__, q].append(1000 * (time.perf_counter() - antes))
        medios = {llave: statistics.median(suyos) for llave, suyos in tiempos.items()}
        for que in ("pagina", "consulta"):
            bueno, malo, algunas = (medios[que, q] for q in (bien, mal, CON_ALGUNAS))
            print(
                f"{clase:18}{que:10} right {bueno:7.1f}  mistyped {malo:7.1f}  × {malo / bueno:4.2f}"
                f"   some of the words {algunas:7.1f}  × {algunas / bueno:4.2f}"
            )


def principal(numeros):
    with tempfile.TemporaryDirectory() as pasajera:
        carpeta = os.environ.get("BENCH_CARPETA") or pasajera
        for n in numeros:
            preparar(n, carpeta)
            orden = [sys.executable, "-m", "bench.buscar", "medir", str(n)]
            subprocess.run(orden, cwd=RAIZ, env=_entorno(n, carpeta), check=True)  # noqa: S603


if __name__ == "__main__":
    if sys.argv[1:2] == ["medir"]:
        _medir(int(sys.argv[2]))
    else:
        principal([int(n) for n in sys.argv[1:]] or [10_000])
