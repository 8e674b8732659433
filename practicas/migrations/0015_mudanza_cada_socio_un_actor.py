"""Each partner of a practice is one of the list of organisations: the entity that it was, or the name that it had.

A name is that of an organisation known by it, or else of a new one, without class. Where the list calls it otherwise
than the text, the row keeps its own name: the public reads what it read. ``OrganizacionDeAntes`` tells what became of
each, and by it the avales, the versions and the sources of translations of before are read (``practicas.antes``).
"""

import json
from collections import Counter

from django.db import migrations
from django.db.models import Q
from django.utils.text import slugify

from base.texto import normalizar


def _clave(fila):
    entidad = fila.get("entidad")
    return (entidad, "", "") if entidad else (None, fila.get("nombre") or "", fila.get("nombre_en") or "")


class _Lista:
    """The organisations, by their names."""

    def __init__(self, apps):
        self.Actor, self.Nombre = apps.get_model("actores", "Actor"), apps.get_model("actores", "NombreDeActor")
        self.por_nombre = {}
        for comparado, pk in self.Nombre.objects.order_by("-pk").values_list("comparado", "actor_id"):
            self.por_nombre[comparado] = pk
        self.codigos = set(self.Actor.objects.values_list("codigo", flat=True))
        self.nombres = {pk: (es, en) for pk, es, en in self.Actor.objects.values_list("pk", "nombre_es", "nombre_en")}

    def conocido(self, nombre, nombre_en):
        for uno in (nombre, nombre_en):
            if (pk := self.por_nombre.get(normalizar(uno)[:200])) and normalizar(uno):
                return pk
        return None

    def nuevo(self, nombre_es, nombre_en, codigo=None, **mas):
        raiz = codigo or slugify(nombre_es)[:70] or "organizacion"
        n, libre = 1, raiz
        while libre in self.codigos:
            n += 1
            libre = f"{raiz}-{n}"
        self.codigos.add(libre)
        actor = self.Actor.objects.create(codigo=libre, nombre_es=nombre_es, nombre_en=nombre_en or nombre_es, **mas)
        self.nombres[actor.pk] = (actor.nombre_es, actor.nombre_en)
        comparados = {normalizar(uno)[:200] for uno in (actor.nombre_es, actor.nombre_en, actor.sigla)} - {""}
        self.Nombre.objects.bulk_create(self.Nombre(actor=actor, comparado=uno) for uno in sorted(comparados))
        for uno in comparados:
            self.por_nombre.setdefault(uno, actor.pk)
        return actor.pk


def _versiones(apps):
    """The versions of practices: all of them, and those that are still to be read by somebody."""
    Revision, Practica = apps.get_model("wagtailcore", "Revision"), apps.get_model("practicas", "PracticaPage")
    Tipo, Tarea = apps.get_model("contenttypes", "ContentType"), apps.get_model("wagtailcore", "TaskState")
    tipo = Tipo.objects.filter(app_label="practicas", model="practicapage").first()
    todas = Revision.objects.filter(content_type=tipo.pk) if tipo else Revision.objects.none()
    actuales = todas.filter(
        Q(pk__in=Practica.objects.exclude(latest_revision=None).values("latest_revision"))
        | Q(pk__in=Practica.objects.exclude(live_revision=None).values("live_revision"))
        | Q(pk__in=Tarea.objects.filter(status="in_progress").values("revision"))
        | Q(approved_go_live_at__isnull=False)
    )
    return todas, actuales


def _avales(apps):
    return apps.get_model("aval", "Aval").objects.filter(contenido__has_key="organizaciones")


def _fuentes(apps):
    """What the translation tool keeps of each Spanish text."""
    return apps.get_model("wagtail_localize", "TranslationSource").objects.filter(
        specific_content_type__app_label="practicas", specific_content_type__model="practicapage"
    )


def _fusionadas(apps, lista):
    """Number of each term of ``lista`` that was merged → that of the one that it is now."""
    Tipo = apps.get_model("contenttypes", "ContentType")
    tipo = Tipo.objects.filter(app_label="actores", model=lista).first()
    fusiones = apps.get_model("aval", "Fusion").objects.filter(content_type=tipo and tipo.pk).order_by("pk")
    pasos = {int(de): a for de, a in fusiones.values_list("object_id", "a_numero")} if tipo else {}
    for de in pasos:
        while pasos[de] in pasos:
            pasos[de] = pasos[pasos[de]]
    return pasos


def _claves(contenidos):
    for filas in contenidos:
        for fila in filas or ():
            if "actor" not in fila:
                yield _clave(fila)


def _de_versiones(versiones):
    return _claves(versiones.values_list("content__organizaciones", flat=True).iterator())


def adelante(apps, schema_editor):
    Fila, Antes = apps.get_model("practicas", "Organizacion"), apps.get_model("practicas", "OrganizacionDeAntes")
    lista = _Lista(apps)
    de_entidades = dict(lista.Actor.objects.exclude(entidad=None).values_list("entidad_id", "pk"))
    escritas = []
    for una in apps.get_model("actores", "Entidad").objects.order_by("pk"):
        actor = de_entidades.get(una.pk) or lista.nuevo(
            una.nombre_es,
            una.nombre_en,
            una.codigo[:70],
            sigla=una.sigla,
            clase="entidad_distrital",
            naturaleza="publica",
            pais="CO",
            entidad=una,
        )
        de_entidades[una.pk] = actor
        escritas.append(Antes(entidad_numero=una.pk, actor_numero=actor, como_antes=False))
    escritas += [
        Antes(entidad_numero=de, actor_numero=de_entidades[a], como_antes=False, fusionada=True)
        for de, a in _fusionadas(apps, "entidad").items()
        if a in de_entidades
    ]

    todas, actuales = _versiones(apps)
    de_las_filas = Fila.objects.values("entidad", "nombre", "nombre_en")
    de_hoy = Counter(_clave(fila) for fila in de_las_filas.iterator())
    de_hoy.update(_de_versiones(actuales))
    de_ayer = set(_de_versiones(todas))
    de_ayer.update(_claves(_avales(apps).values_list("contenido__organizaciones", flat=True).iterator()))
    # The new ones are called as most texts do, and before as those that have an English name.
    orden = sorted(de_hoy, key=lambda clave: (not clave[2], -de_hoy[clave], clave[1:]))
    for clave in [*orden, *sorted(de_ayer - de_hoy.keys(), key=lambda clave: clave[1:])]:
        entidad, nombre, nombre_en = clave
        if entidad or not normalizar(nombre):
            continue
        actor = lista.conocido(nombre, nombre_en)
        if actor is None and clave not in de_hoy:
            continue  # nobody writes it any more: the old text keeps its word
        actor = actor or lista.nuevo(nombre, nombre_en)
        queda = (nombre, nombre_en or nombre) != lista.nombres[actor]
        escritas.append(
            Antes(nombre=nombre, nombre_en=nombre_en, actor_numero=actor, como_antes=queda)
        )
    Antes.objects.bulk_create(escritas, batch_size=500)

    for una in escritas:
        if una.entidad_numero:
            Fila.objects.filter(entidad=una.entidad_numero).update(actor=una.actor_numero, nombre="", nombre_en="")
        else:
            suyas = Fila.objects.filter(entidad=None, actor=None, nombre=una.nombre, nombre_en=una.nombre_en)
            queda = {} if una.como_antes else {"nombre": "", "nombre_en": ""}
            suyas.update(actor=una.actor_numero, **queda)


def _uno_a_uno(registros, campo):
    """In lots, and not as they are read: they are being changed."""
    numeros = list(registros.order_by("pk").values_list("pk", flat=True))
    for desde in range(0, len(numeros), 200):
        yield from list(registros.model.objects.filter(pk__in=numeros[desde : desde + 200]).only("pk", campo))


class _Vuelta:
    """What each row was before. More than one thing, perhaps: then, what the aval of its text says."""

    def __init__(self, apps):
        self.de_antes, self.fusionados = {}, _fusionadas(apps, "actor")
        for una in apps.get_model("practicas", "OrganizacionDeAntes").objects.filter(fusionada=False).order_by("pk"):
            dicho = (una.nombre, una.nombre_en) if una.como_antes else ("", "")
            clave = (una.entidad_numero, una.nombre, una.nombre_en)
            actor = self.fusionados.get(una.actor_numero, una.actor_numero)
            self.de_antes.setdefault((actor, *dicho), []).append(clave)
        Actor = apps.get_model("actores", "Actor")
        self.actores = {
            pk: (entidad, es, en)
            for pk, entidad, es, en in Actor.objects.values_list("pk", "entidad_id", "nombre_es", "nombre_en")
        }

    def de(self, actor, nombre, nombre_en, avaladas=()):
        if actor is None:
            return None, nombre, nombre_en
        actor = self.fusionados.get(actor, actor)
        fueron = self.de_antes.get((actor, nombre, nombre_en), [])
        if visto := [clave for clave in fueron if clave in avaladas]:
            return visto[0]
        if nombre:
            return None, nombre, nombre_en
        entidad, es, en = self.actores.get(actor, (None, "", ""))
        return (entidad, "", "") if entidad else (None, es, "" if en == es else en)

    def filas(self, filas):
        for fila in filas:
            if "actor" not in fila:
                yield fila
                continue
            resto = {campo: valor for campo, valor in fila.items() if campo != "actor"}
            dicho = self.de(fila["actor"], fila.get("nombre") or "", fila.get("nombre_en") or "")
            yield resto | dict(zip(("entidad", "nombre", "nombre_en"), dicho, strict=True))


def atras(apps, schema_editor):
    """Rows, and what was approved or written since: they name an entity or have a name again. The list keeps its own."""
    Fila, Practica = apps.get_model("practicas", "Organizacion"), apps.get_model("practicas", "PracticaPage")
    vuelta = _Vuelta(apps)
    avaladas = {}
    for pk, filas in Practica.objects.exclude(aval=None).values_list("pk", "aval__contenido__organizaciones").iterator():
        avaladas[pk] = set(_claves([filas]))
    for fila in list(Fila.objects.exclude(actor=None)):
        dicho = vuelta.de(fila.actor_id, fila.nombre, fila.nombre_en, avaladas.get(fila.practica_id, ()))
        entidad, nombre, nombre_en = dicho
        Fila.objects.filter(pk=fila.pk).update(actor=None, entidad=entidad, nombre=nombre, nombre_en=nombre_en)
    for registros, campo in ((_versiones(apps)[0], "content"), (_avales(apps), "contenido")):
        for uno in _uno_a_uno(registros, campo):
            contenido = getattr(uno, campo)
            filas = contenido.get("organizaciones") or ()
            if any("actor" in fila for fila in filas):
                type(uno).objects.filter(pk=uno.pk).update(**{campo: contenido | {"organizaciones": [*vuelta.filas(filas)]}})
    for fuente in _uno_a_uno(_fuentes(apps), "content_json"):
        contenido = json.loads(fuente.content_json)
        if any("actor" in fila for fila in contenido.get("organizaciones") or ()):
            contenido["organizaciones"] = [*vuelta.filas(contenido["organizaciones"])]
            type(fuente).objects.filter(pk=fuente.pk).update(content_json=json.dumps(contenido))
    apps.get_model("practicas", "OrganizacionDeAntes").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("aval", "0011_preferencias_de_avisos"),
        ("practicas", "0014_organizaciones_de_la_lista"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(adelante, atras)]
