"""What is measured within a process, in the database of ``bench.banco``: queries, the sitemap, and publishing.

Stock Wagtail is measured beside ours, turn about, so that both meet the same machine.
"""

import io
import statistics
import sys
import time
from contextlib import contextmanager, nullcontext, redirect_stdout

import django

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models.signals import post_delete, post_save, pre_save  # noqa: E402
from django.test import Client, RequestFactory, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.contrib.sitemaps.views import sitemap as de_fabrica  # noqa: E402
from wagtail.search import index  # noqa: E402
from wagtail.search.models import IndexEntry  # noqa: E402
from wagtail.signals import page_published, published  # noqa: E402

from aval.models import Avalable  # noqa: E402
from base import generacion  # noqa: E402
from practicas.models import PracticaPage  # noqa: E402
from sitio import sitemap  # noqa: E402

from .banco import _direcciones  # noqa: E402
from .banco_llenar import LARGOS, VOCES  # noqa: E402

VECES = 20
ANFITRION = "127.0.0.1"


def consultas(n):
    """Queries of a page that is not kept: of the first one of the process after a change, and of those that follow."""
    cliente = Client(SERVER_NAME=ANFITRION)
    cliente.get("/es/")
    print(f"\nQueries at N = {n} (first page after a change; afterwards)")
    for nombre, (direccion, *otras) in _direcciones(n).items():
        generacion.nueva()
        cuentas = []
        for pedida in (direccion, otras[0] if otras else direccion):
            with CaptureQueriesContext(connection) as capturadas:
                assert cliente.get(pedida).status_code == 200, pedida  # noqa: S101
            cuentas.append(len(capturadas))
        print(f"{nombre:26}{cuentas[0]:>6}{cuentas[1]:>6}")


def _segundos(funcion):
    """Of processor, which whatever else the machine does cannot lengthen much."""
    antes = time.process_time()
    funcion()
    return time.process_time() - antes


def mapas(n):
    """Seconds (of processor) of the whole sitemap: the stock one, ours (every file of it) after a change, and kept."""
    peticion = RequestFactory(SERVER_NAME=ANFITRION).get

    def nuestro():
        respuesta = sitemap.sitemap(peticion("/sitemap.xml"))
        for parte in range(1, 1 + respuesta.content.count(b"<sitemap>")):
            sitemap.sitemap(peticion("/sitemap.xml", {"p": parte}))

    tiempos = {"stock": [], "after a change": [], "kept": []}
    for _vez in range(3):
        tiempos["stock"].append(_segundos(lambda: de_fabrica(peticion("/sitemap.xml")).render()))
        generacion.nueva()
        tiempos["after a change"].append(_segundos(nuestro))
        tiempos["kept"].append(_segundos(nuestro))
    print(f"\nSitemap of {n} per language")
    fabrica = statistics.median(tiempos["stock"])
    for nombre, medidos in tiempos.items():
        print(f"{nombre:26}{statistics.median(medidos):>9.4f} s{statistics.median(medidos) / fabrica:>9.4f}")


# --- Publishing ----------------------------------------------------------------------------------------------------

_CONEXIONES = (
    (pre_save, None, "aval.guardia"),
    (page_published, PracticaPage, "banco.proyeccion"),
    (post_save, None, "base.generacion"),
    (post_delete, None, "base.generacion"),
    (page_published, None, "base.generacion"),
    (published, None, "base.generacion"),
)


@contextmanager
def _wagtail_de_fabrica():
    """Nothing of ours at the moment of publishing, and the search of Wagtail over every text field."""
    from aval import guardia
    from banco import signals

    guardar = Avalable.save
    del Avalable.save
    propios = PracticaPage.search_fields
    for senal, emisor, clave in _CONEXIONES:
        senal.disconnect(sender=emisor, dispatch_uid=clave)
    PracticaPage.search_fields = [*propios, *(index.SearchField(campo) for campo in LARGOS)]
    busqueda = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "spanish"}}
    try:
        with override_settings(WAGTAILSEARCH_BACKENDS=busqueda):
            yield
    finally:
        Avalable.save = guardar
        PracticaPage.search_fields = propios
        guardia.conectar()
        signals.conectar()
        generacion.conectar()


def _practica():
    """A practice with long texts, taken through the whole way to its aval."""
    from actores.models import Usuario
    from tests import fabrica as f

    if hecha := PracticaPage.objects.filter(slug="medida").first():
        return hecha
    gente = [("mide", "Puntos focales"), ("estudia", "Moderación DDRI"), ("modera", "Moderación DDRI")]
    Usuario.objects.filter(username__in=[nombre for nombre, _rol in gente]).delete()
    personas = [f.persona(nombre, rol, "idrd") for nombre, rol in gente]
    voces = VOCES["es"].split()
    textos = {campo: f"<p>{' '.join((voces * 20)[:largo])}</p>" for campo, largo in LARGOS.items()}
    with redirect_stdout(io.StringIO()):  # the letters
        return f.publicada(*personas, titulo="Medida", contactos=[{}, {"nombre": "Otra persona"}], **textos)


def _indizar():
    """The practices in the search of Wagtail, with all their texts: it averages them at each publication."""
    tipo = ContentType.objects.get_for_model(PracticaPage).pk
    if IndexEntry.objects.filter(content_type_id=tipo).count() >= PracticaPage.objects.count() // 2:
        return
    pg = connection.vendor == "postgresql"
    texto = "to_tsvector('spanish', {0})" if pg else "{0}"
    cuerpo = "resumen || ' ' || lecciones || ' ' || cuerpo"
    columnas, valores = (", title_text, body_text", f", titulo, {cuerpo}") if pg else ("", "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {IndexEntry._meta.db_table} "  # noqa: S608  # names of our own
            f"(content_type_id, object_id, title, autocomplete, body, title_norm{columnas}) SELECT {tipo}, "
            f"CAST(ficha_id AS varchar(50)), {texto.format('titulo')}, {texto.format('titulo')}, "
            f"{texto.format(cuerpo)}, 1.1{valores} FROM banco_textodeficha"
        )


def publicar(n):
    _indizar()
    hoja = _practica()

    def una():
        revision = PracticaPage.objects.get(pk=hoja.pk).live_revision
        dentro = generacion.PorPeticion(lambda _peticion: revision.publish())  # as in a request
        antes = time.process_time(), time.perf_counter()
        dentro(None)
        return 1000 * (time.process_time() - antes[0]), 1000 * (time.perf_counter() - antes[1])

    tiempos = {"stock": [], "ours": []}
    for vez in range(VECES + 3):
        for como in ("stock", "ours") if vez % 2 else ("ours", "stock"):
            with _wagtail_de_fabrica() if como == "stock" else nullcontext():
                medido = una()
            if vez > 2:
                tiempos[como].append(medido)
    medianas = {como: [statistics.median(uno[i] for uno in unos) for i in (0, 1)] for como, unos in tiempos.items()}
    print(f"\nPublishing one practice among {n} per language (median of {VECES}: processor, clock)")
    for como, (procesador, reloj) in medianas.items():
        print(f"{como:26}{procesador:>9.1f} ms{reloj:>9.1f} ms")
    razones = [medianas["ours"][i] / medianas["stock"][i] for i in (0, 1)]
    print(f"{'ratio':26}{razones[0]:>12.2f}{razones[1]:>12.2f}")


if __name__ == "__main__":
    n = int(sys.argv[1])
    consultas(n)
    mapas(n)
    publicar(n)
