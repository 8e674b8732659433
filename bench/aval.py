"""What the aval costs: publishing and saving against stock Wagtail, side by side; and the audit of many objects.

``python -m bench.aval [objects]``. In a database of its own, thrown away at the end.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager

os.environ["DJANGO_SETTINGS_MODULE"] = "sitio.settings.pruebas"

import django
from django.conf import settings

TOPE_DE_MEMORIA = 768 * 1024 * 1024  # bytes of address space, for the audit of any number of objects
VECES = 60


def preparar():
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["TEST"] = {"NAME": os.path.join(tempfile.mkdtemp(), "bench.sqlite3")}
    # It watches every query of the tests, and would be counted as ours.
    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if app != "zeal"]
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment

    setup_test_environment()
    return setup_databases(verbosity=0, interactive=False)


# --- Publishing and saving --------------------------------------------------------------------------------------


@contextmanager
def de_fabrica():
    """Wagtail with nothing of ours at the moment of saving."""
    from django.db.models.signals import post_save, pre_save
    from wagtail.models import Revision

    from aval import guardia
    from aval.models import Avalable

    guardar = Avalable.save
    del Avalable.save
    pre_save.disconnect(dispatch_uid="aval.guardia")
    post_save.disconnect(sender=Revision, dispatch_uid="aval.autoria")
    try:
        yield
    finally:
        Avalable.save = guardar
        guardia.conectar()


def comparar(nombre, tarea):
    """The median processor time of ``tarea`` with the guard and without, one after the other."""
    tiempos = {"de fábrica": [], "con aval": []}
    for vez in range(VECES + 5):
        for como in tiempos if vez % 2 else reversed(tiempos):
            with de_fabrica() if como == "de fábrica" else _nada():
                preparado = tarea.preparar()
                comienzo = time.process_time()
                tarea(preparado)
                if vez >= 5:
                    tiempos[como].append(1000 * (time.process_time() - comienzo))
    antes, ahora = (statistics.median(tiempos[como]) for como in ("de fábrica", "con aval"))
    print(f"{nombre:42} {antes:8.2f} ms {ahora:8.2f} ms   × {ahora / antes:.2f}")


@contextmanager
def _nada():
    yield


class _DeLaFicha:
    def __init__(self, hoja):
        self.hoja = hoja

    def preparar(self):
        return type(self.hoja).objects.get(pk=self.hoja.pk)


class Publicar(_DeLaFicha):
    def __call__(self, hoja):
        hoja.live_revision.publish()


class GuardarVivo(_DeLaFicha):
    def __call__(self, hoja):
        hoja.save()


class GuardarBorrador(_DeLaFicha):
    def preparar(self):
        hoja = super().preparar().get_latest_revision_as_object()
        hoja.resumen = f"Borrador de {time.perf_counter_ns()}"
        return hoja

    def __call__(self, hoja):
        hoja.save_revision(user=hoja.owner, clean=False)


# --- The audit ----------------------------------------------------------------------------------------------------


def multiplicar(hoja, cuantas):
    """As many live copies of ``hoja``, with their rows, files and avales, written straight into the database."""
    from django.db import connection
    from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
    from wagtail.models import Page

    from aval.models import Aval

    banco = hoja.get_parent()
    modelo = type(hoja)
    base = Page.objects.get(pk=hoja.pk)
    paginas = []
    for numero in range(cuantas):
        pagina = Page()
        for campo in Page._meta.concrete_fields:
            setattr(pagina, campo.attname, getattr(base, campo.attname))
        pagina.pk = 100_000 + numero
        pagina.path = Page._get_path(banco.path, hoja.depth, 1000 + numero)
        pagina.slug = f"{hoja.slug}-{numero}"
        pagina.url_path = f"{banco.url_path}{pagina.slug}/"
        pagina.translation_key = f"00000000-0000-0000-0000-{pagina.pk:012d}"
        pagina.latest_revision_id = pagina.live_revision_id = None
        paginas.append(pagina)
    Page.objects.bulk_create(paginas, batch_size=500)
    avales = [
        Aval(
            pk=100_000 + pagina.pk,
            content_type_id=hoja.aval.content_type_id,
            object_id=str(pagina.pk),
            numero=1,
            titulo=pagina.title,
            idioma="es",
            revision_numero=1,
            contenido=hoja.aval.contenido | {"slug": pagina.slug},
            origen=hoja.aval.origen,
            moderador_numero=hoja.aval.moderador_numero,
        )
        for pagina in paginas
    ]
    Aval.objects.bulk_create(avales, batch_size=500)
    tablas = [(modelo._meta.db_table, "page_ptr_id", {"aval_id": "p.id + 100000"})]
    for relacion in get_all_child_relations(modelo):
        cambios = {"translation_key": _clave_nueva(connection)} if _es_traducible(relacion.related_model) else {}
        tablas.append((relacion.related_model._meta.db_table, relacion.field.column, cambios))
    for campo in get_all_child_m2m_relations(modelo):
        tablas.append((campo.remote_field.through._meta.db_table, campo.m2m_column_name(), {}))
    with connection.cursor() as cursor:
        for tabla, clave, cambios in tablas:
            columnas = [c.name for c in connection.introspection.get_table_description(cursor, tabla) if c.name != "id"]
            valores = ["p.id" if c == clave else cambios.get(c, f't."{c}"') for c in columnas]
            nombres = ", ".join(f'"{c}"' for c in columnas)
            cursor.execute(
                f'INSERT INTO "{tabla}" ({nombres}) SELECT {", ".join(valores)} '  # noqa: S608  # names of our own tables
                f'FROM "{tabla}" t, wagtailcore_page p WHERE t."{clave}" = %s AND p.id >= 100000',
                [hoja.pk],
            )


def _es_traducible(modelo):
    from wagtail.models import TranslatableMixin

    return issubclass(modelo, TranslatableMixin)


def _clave_nueva(connection):
    return "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"


def medir_auditoria():
    from aval.auditoria import auditar

    resource.setrlimit(resource.RLIMIT_AS, (TOPE_DE_MEMORIA, resource.RLIM_INFINITY))
    comienzo, procesador = time.perf_counter(), time.process_time()
    auditoria = auditar()
    memoria = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"auditoría: {auditoria.revisados} objetos, {len(auditoria.hallazgos)} hallazgos, "
        f"{time.perf_counter() - comienzo:.1f} s ({time.process_time() - procesador:.1f} s de procesador), "
        f"{memoria:.0f} MB de memoria como máximo"
    )
    assert not auditoria.hallazgos, auditoria.hallazgos[:3]  # noqa: S101


def main():
    objetos = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    anterior = preparar()
    from django.test.utils import teardown_databases

    from sitio.instalacion import instalar
    from tests import fabrica as f

    try:
        instalar()
        autor = f.persona("autora", "Puntos focales", "idrd")
        asesora, moderadora = f.persona("asesora", "Moderación DDRI"), f.persona("moderadora", "Moderación DDRI")
        imagenes = [f.imagen("Una"), f.imagen("Otra")]
        hoja = f.publicada(autor, asesora, moderadora, imagenes=imagenes, contactos=[{}, {"nombre": "Otra persona"}])
        print(f"{'':42} {'de fábrica':>11} {'con aval':>11}")
        comparar("publicar", Publicar(hoja))
        comparar("guardar una fila publicada", GuardarVivo(hoja))
        comparar("guardar un borrador", GuardarBorrador(hoja))
        multiplicar(f.fresca(hoja), objetos)
        medir_auditoria()
    finally:
        teardown_databases(anterior, verbosity=0)


if __name__ == "__main__":
    main()
