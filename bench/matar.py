"""Real work killed at a random instant (kill -9): is anything left half done, or acknowledged and lost?

``python -m bench.matar [--veces N] [--ayer FILE] [act …]``. On SQLite, in a folder thrown away at the end; on
PostgreSQL where PGHOST names one (``pg_virtualenv -t python -m bench.matar``). Acts: see ``ACTOS`` and ``ORDENES``.

Each act is done once whole, to learn what the database says before and after; then N times from the same beginning,
each in a process of its own that is killed. What is there afterwards must be the one or the other, and the second if
the process had already answered; the audit must find nothing. A command is given again after its death, and must
then end where the whole one did. ``--ayer``: a database of the version before (an SQLite file, or a dump), to be
migrated; without it, ``migrar`` begins with an empty one.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RAIZ = Path(__file__).parent.parent
CARPETA = Path(tempfile.mkdtemp(prefix="banco-matar-"))
POSTGRESQL = "PGHOST" in os.environ
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.matar_ajustes"
os.environ["MATAR_CARPETA"] = str(CARPETA)


# --- The database, put back where it was ---------------------------------------------------------------


class SQLite:
    archivo = CARPETA / "banco.sqlite3"

    def guardar(self, como):
        self._cerrar()
        subprocess.run(["sqlite3", self.archivo, "PRAGMA wal_checkpoint(TRUNCATE)"], check=False, capture_output=True)  # noqa: S603, S607
        shutil.copy(self.archivo, CARPETA / como)

    def poner(self, como):
        self._cerrar()
        for resto in ("", "-wal", "-shm"):
            Path(f"{self.archivo}{resto}").unlink(missing_ok=True)
        if como and (CARPETA / como).exists():
            shutil.copy(CARPETA / como, self.archivo)

    def traer(self, archivo, como):
        """Have the database of ``archivo``, of the version before, under the name ``como``."""
        shutil.copy(archivo, CARPETA / como)

    def _cerrar(self):
        from django.db import connections

        connections.close_all()


class PostgreSQL(SQLite):
    def guardar(self, como):
        self._sql(f"DROP DATABASE IF EXISTS {como} WITH (FORCE)", f"CREATE DATABASE {como} TEMPLATE matar")

    def poner(self, como):
        self._sql("DROP DATABASE IF EXISTS matar WITH (FORCE)", f"CREATE DATABASE matar TEMPLATE {como or 'template0'}")

    def traer(self, archivo, como):
        self._sql(f"CREATE DATABASE {como} TEMPLATE template0")
        subprocess.run(["psql", "-qX", "-d", como, "-f", archivo], check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607

    def _sql(self, *ordenes):
        self._cerrar()
        for orden in ordenes:
            subprocess.run(["psql", "-qX", "-d", "postgres", "-c", orden], check=True, stderr=subprocess.DEVNULL)  # noqa: S603, S607


BASE = PostgreSQL() if POSTGRESQL else SQLite()


# --- The acts: what is done, and what the database says of it -------------------------------------------


def _quien(nombre):
    from django.test import Client

    from actores.models import Usuario

    navegador = Client()
    navegador.force_login(Usuario.objects.get(username=nombre))
    return navegador


def _ingles_que_espera():
    from wagtail.models import TaskState

    esperan = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("revision").order_by("pk")
    return next(
        una
        for una in esperan
        if una.revision.as_object().locale.language_code == "en" and "TareaAval" in type(una.task.specific).__name__
    )


def aval_ingles():
    """The whole request of the aval of an English version that waits."""
    from tests import fabrica as f

    navegador, pendiente = _quien("moderadora"), _ingles_que_espera()
    datos = f.abrir(navegador, pendiente) | {"decision": "avalar"}
    return lambda: navegador.post(f.pantalla(pendiente), datos).status_code == 302


def retiro():
    """The withdrawal of a practice, in both languages."""
    from aval.views_retiro import url_de
    from practicas.models import PracticaPage

    navegador = _quien("moderadora")
    traducida = PracticaPage.objects.filter(locale__language_code="en", live=True).first()
    hoja = PracticaPage.objects.get(translation_key=traducida.translation_key, locale__language_code="es")
    direccion = url_de("retirar", hoja)
    from tests import fabrica as f

    datos = f.leer_formulario(navegador.get(direccion), lambda uno: uno.find(attrs={"name": "motivo"}))
    datos |= {"motivo": "Una prueba de la casa."}
    return lambda: navegador.post(direccion, datos).status_code == 302


def autoguardado():
    """What the editor sends by itself while somebody writes."""
    from practicas.models import PracticaPage
    from tests import fabrica as f

    hoja = PracticaPage.objects.filter(locale__language_code="es", live=True, entidad__codigo="idrd").first()
    navegador = _quien("focal")
    datos = f.formulario_de(navegador, hoja) | {"resumen": "Lo que se estaba escribiendo."}
    direccion = f.url_edicion(hoja)
    return lambda: navegador.post(direccion, datos, headers={"Accept": "application/json"}).json()["success"]


def po():
    """The PO of a translator, with every string of a page."""
    import io

    import polib
    from django.urls import reverse
    from wagtail_localize.models import Translation

    traduccion = Translation.objects.filter(source__specific_content_type__model="practicapage").order_by("pk").first()
    navegador = _quien("comunicaciones")
    bajado = navegador.get(reverse("wagtail_localize:download_pofile", args=[traduccion.pk])).content.decode()
    catalogo = polib.pofile(bajado)
    for entrada in catalogo:
        if entrada.msgctxt != "slug":
            entrada.msgstr = f"{entrada.msgid} [again]"
    direccion, texto = reverse("wagtail_localize:upload_pofile", args=[traduccion.pk]), str(catalogo).encode()

    def subir():
        archivo = io.BytesIO(texto)
        archivo.name = "vuelta.po"
        return navegador.post(direccion, {"file": archivo}).status_code in (200, 302)

    return subir


ACTOS = {"aval_ingles": aval_ingles, "retiro": retiro, "autoguardado": autoguardado, "po": po}
ORDENES = {"demo": ["demo", "--aqui-si"], "migrar": ["migrate", "--verbosity", "0"]}


def estado():
    """What the database says of all that the acts touch: two states that differ in anything differ in this."""
    from django.apps import apps
    from django.db import connection
    from wagtail.models import Page, Revision, TaskState, WorkflowState
    from wagtail_localize.models import StringTranslation

    tablas = set(connection.introspection.table_names())
    cuantas = {
        modelo._meta.label: modelo.objects.count()
        for modelo in apps.get_models()
        if modelo._meta.db_table in tablas
        and modelo._meta.app_label in ("aval", "practicas", "redes", "eventos", "actores", "wagtail_localize")
    }
    vivos = list(Page.objects.order_by("pk").values_list("pk", "live", "has_unpublished_changes"))
    flujos = [list(modelo.objects.order_by("pk").values_list("pk", "status")) for modelo in (WorkflowState, TaskState)]
    textos = list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "has_error"))
    resumenes = [una.content.get("resumen") for una in Revision.objects.order_by("pk")]
    return json.dumps([cuantas, vivos, flujos, textos, resumenes], default=str, sort_keys=True)


def problemas():
    from django.contrib.contenttypes.models import ContentType

    from aval.auditoria import auditar

    ContentType.objects.clear_cache()  # of the database that was here before
    return [str(hallazgo["razon"]) for hallazgo in auditar().hallazgos]


# --- The kills --------------------------------------------------------------------------------------


def _peticion(acto, preparado):
    """The act in a child; returns its number and the end of a pipe where it says that it was answered."""
    lee, escribe = os.pipe()
    hijo = os.fork()
    if not hijo:
        os.close(lee)
        BASE._cerrar()
        try:
            os.write(escribe, b"s" if preparado() else b"n")
        finally:
            os._exit(0)
    os.close(escribe)
    return hijo, lee


def matar_un_acto(acto, veces):
    BASE.poner("hoy")
    antes = estado()
    preparado = ACTOS[acto]()
    BASE.guardar("listo")  # with the session of who acts
    comienzo = time.monotonic()
    hijo, lee = _peticion(acto, preparado)
    os.waitpid(hijo, 0)
    tarda = time.monotonic() - comienzo
    if os.read(lee, 1) != b"s":
        raise SystemExit(f"{acto}: refused, also when nobody kills it")
    despues = estado()
    if despues == antes or problemas():
        raise SystemExit(f"{acto}: changes nothing, or leaves something to the audit: {problemas()}")
    cuenta = dict.fromkeys(("a tiempo", "sin hacer", "hecho", "a medias", "perdido", "auditoría"), 0)
    for _vez in range(veces):
        BASE.poner("listo")
        hijo, lee = _peticion(acto, preparado)
        time.sleep(random.uniform(0, tarda * 1.05))  # noqa: S311
        os.kill(hijo, signal.SIGKILL)
        os.waitpid(hijo, 0)
        respondio = os.read(lee, 1) == b"s"
        os.close(lee)
        quedo = estado()
        cuenta["a tiempo"] += not respondio
        cuenta["hecho"] += quedo == despues
        cuenta["sin hacer"] += quedo == antes
        cuenta["a medias"] += quedo not in (antes, despues)
        cuenta["perdido"] += respondio and quedo != despues
        cuenta["auditoría"] += len(problemas())
    _decir(acto, veces, tarda, cuenta)


def matar_una_orden(nombre, veces, desde):
    """A command killed, and given again: it must end where the whole one ends."""

    def dar():
        orden = [sys.executable, "manage.py", *ORDENES[nombre]]
        return subprocess.Popen(orden, cwd=RAIZ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603

    BASE.poner(desde)
    comienzo = time.monotonic()
    if dar().wait():
        raise SystemExit(f"{nombre}: fails, also when nobody kills it")
    tarda, entera = time.monotonic() - comienzo, _cuentas()
    cuenta = dict.fromkeys(("a tiempo", "sin volver a hacer", "a medias", "auditoría"), 0)
    for _vez in range(veces):
        BASE.poner(desde)
        proceso = dar()
        time.sleep(random.uniform(0.1, 1) * tarda)  # noqa: S311
        cuenta["a tiempo"] += proceso.poll() is None
        proceso.kill()
        proceso.wait()
        if dar().wait():
            cuenta["sin volver a hacer"] += 1
            continue
        cuenta["a medias"] += _cuentas() != entera
        cuenta["auditoría"] += len(problemas())
    _decir(nombre, veces, tarda, cuenta)


def _cuentas():
    return json.loads(estado())[0] | {"aval.Auditoria": 0}


def _decir(nombre, veces, tarda, cuenta):
    print(f"{nombre:14} {veces:3} kills in {tarda:6.2f} s: {', '.join(f'{que} {n}' for que, n in cuenta.items())}")
    sys.stdout.flush()


def main():
    quiere = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    quiere.add_argument("actos", nargs="*", default=[*ACTOS, *ORDENES])
    quiere.add_argument("--veces", type=int, default=10)
    quiere.add_argument("--ayer", help="a database of the version before: SQLite's file, or what pg_dump writes")
    quiere.add_argument("--hoy", help="an SQLite database with the demonstration, instead of loading it")
    quiere.add_argument("--media", help="the files of those databases")
    opciones = quiere.parse_args()
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    try:
        if opciones.media:
            shutil.copytree(opciones.media, CARPETA / "media")
        BASE.poner(None)
        if not opciones.hoy or "demo" in opciones.actos:
            call_command("migrate", verbosity=0)
            BASE.guardar("vacia")
        if "demo" in opciones.actos:
            matar_una_orden("demo", opciones.veces, "vacia")
        if "migrar" in opciones.actos:
            if opciones.ayer:
                BASE.traer(opciones.ayer, "ayer")
            matar_una_orden("migrar", opciones.veces, "ayer" if opciones.ayer else None)
        if actos := [acto for acto in opciones.actos if acto in ACTOS]:
            if opciones.hoy and not POSTGRESQL:
                shutil.copy(opciones.hoy, CARPETA / "hoy")
                BASE.poner("hoy")
                call_command("migrate", verbosity=0)
            else:
                BASE.poner("vacia")
                call_command("demo", "--aqui-si", verbosity=0)
            BASE.guardar("hoy")
            for acto in actos:
                matar_un_acto(acto, opciones.veces)
    finally:
        BASE._cerrar()
        shutil.rmtree(CARPETA, ignore_errors=True)


if __name__ == "__main__":
    main()
