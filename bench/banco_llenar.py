"""Synthetic practices, always the same ones, written straight into the tables: the way through would take hours.

Only for a database of the benchmark. What the guard holds is not measured here.
"""

import datetime
import random
import uuid

from django.db import connection, transaction
from django.db.models import NOT_PROVIDED
from django.utils import timezone
from wagtail.models import Page

from actores.models import Entidad, Localidad
from aval.models import Aval
from banco.models import BancoPage, FichaPublica, TextoDeFicha, Vocablo
from banco.proyeccion import RUTAS, indexar
from base import generacion
from base.texto import plano
from practicas.ficha import FICHA
from practicas.models import PracticaPage
from vocabulario.models import ODS, Poblacion, Subtema

VOCES = {
    "es": "ciudad vecinos barrio cuidado clima agua parque bicicleta escuela juventud red acuerdo datos servicio "
    "cultura mujeres salud calle transporte movilidad lectura montaña río trabajo cooperación evaluación método equipo "
    "presupuesto territorio participación confianza espacio público programa resultados aprendizaje dificultad",
    "en": "city neighbours district care climate water park bicycle school youth network agreement data service "
    "culture women health street transport mobility reading mountain river work cooperation evaluation method team "
    "budget territory participation trust space public programme results learning difficulty",
}
COMUN, RARA = {"es": "frailejón", "en": "lighthouse"}, "quetzalcóatl"
LARGOS = {"resultados": 380, "lecciones": 190, "transferencia": 350, "innovacion": 150, "asociacion": 280}
LARGOS |= {"antecedentes": 450, "visibilidad": 90}


def _prosa(azar, voces, cuantas):
    return " ".join(azar.choices(voces, k=cuantas)).capitalize() + "."


@transaction.atomic
def llenar(cuantas):
    """``cuantas`` live practices in each language."""
    azar = random.Random(1538)  # noqa: S311  # the same practices each time
    listas = {
        "subtema": list(Subtema.objects.select_related("tema")),
        "entidad": list(Entidad.objects.all()),
        "localidad": [uno.codigo for uno in Localidad.objects.all()],
        "poblacion": [uno.codigo for uno in Poblacion.objects.all()],
        "ods": [uno.codigo for uno in ODS.objects.all()],
    }
    aval = Aval.objects.order_by("pk").first()
    tipo = PracticaPage(title="").cached_content_type
    hechos = [
        {
            "clave": uuid.UUID(int=azar.getrandbits(128), version=4),
            "subtema": azar.choice(listas["subtema"]),
            "entidad": azar.choice(listas["entidad"]),
            "localidad": azar.sample(listas["localidad"], azar.randint(1, 4)) if azar.random() > 0.4 else None,
            "poblacion": azar.sample(listas["poblacion"], azar.randint(1, 3)),
            "ods": azar.sample(listas["ods"], azar.randint(1, 5)),
            "ruta": azar.sample(list(RUTAS), azar.randint(1, 2)),
            "inicio": datetime.date(azar.randint(1990, 2024), azar.randint(1, 12), 1),
        }
        for _numero in range(cuantas)
    ]
    for banco in BancoPage.objects.select_related("locale"):
        _llenar_idioma(azar, banco, hechos, aval, tipo)
    generacion.nueva(fondo=True)


def _llenar_idioma(azar, banco, hechos, aval, tipo):
    idioma, ahora = banco.locale.language_code, timezone.now()
    voces = [*VOCES[idioma].split(), *(f"{voz}{numero}" for voz in VOCES[idioma].split() for numero in range(40))]
    paginas, textos = [], []
    for numero, hecho in enumerate(hechos):
        titulo = _prosa(azar, VOCES[idioma].split(), 6)[:-1] + f" {numero}"
        cuando = ahora - datetime.timedelta(minutes=numero)
        textos.append({campo: _prosa(azar, voces, largo) for campo, largo in LARGOS.items()})
        textos[-1]["resumen"] = _prosa(azar, voces, 90) + (f" {COMUN[idioma]}." if numero % 3 == 0 else "")
        if numero == len(hechos) // 2:
            textos[-1]["antecedentes"] += f" {RARA}."
        slug = f"practica-{numero}"
        paginas.append(
            Page(
                path=Page._get_path(banco.path, banco.depth + 1, numero + 1),
                depth=banco.depth + 1,
                title=titulo,
                draft_title=titulo,
                slug=slug,
                url_path=f"{banco.url_path}{slug}/",
                content_type=tipo,
                locale=banco.locale,
                translation_key=hecho["clave"],
                live=True,
                first_published_at=cuando,
                last_published_at=cuando,
            )
        )
    Page.objects.bulk_create(paginas, batch_size=500)
    Page.objects.filter(pk=banco.pk).update(numchild=len(paginas))
    _hijas(paginas, hechos, textos, aval)
    _publicas(paginas, hechos, textos, idioma, aval)
    palabras = {plano(voz): voz for voz in voces if voz.isalpha() and len(voz) > 3}
    Vocablo.objects.bulk_create(
        [Vocablo(idioma=idioma, plana=plana, palabra=voz) for plana, voz in palabras.items()], ignore_conflicts=True
    )


def _hijas(paginas, hechos, textos, aval):
    """The rows of the practices: Django has no bulk insert for a table that inherits another."""
    campos = [campo for campo in PracticaPage._meta.local_concrete_fields if campo.db_default is NOT_PROVIDED]
    vacia = PracticaPage(title="")
    columnas = [campo.column for campo in campos]
    filas = []
    for pagina, hecho, texto in zip(paginas, hechos, textos, strict=True):
        dichos = {
            "page_ptr_id": pagina.pk,
            "entidad_id": hecho["entidad"].pk,
            "tema_id": hecho["subtema"].tema_id,
            "subtema_id": hecho["subtema"].pk,
            "aval_id": aval.pk,
            "toda_la_ciudad": hecho["localidad"] is None,
            "fecha_inicio": hecho["inicio"],
            "resumen": texto["resumen"],
            **{campo: f"<p>{texto[campo]}</p>" for campo in LARGOS},
        }
        # What this does not say is as in a ficha that nobody wrote in.
        vacias = {
            campo.column: campo.get_db_prep_save(getattr(vacia, campo.attname), connection)
            for campo in campos
            if campo.column not in dichos
        }
        filas.append([(vacias | dichos)[columna] for columna in columnas])
    with connection.cursor() as cursor:
        orden = (
            f"INSERT INTO practicas_practicapage ({', '.join(columnas)}) VALUES ({', '.join(['%s'] * len(columnas))})"  # noqa: S608  # names of our own
        )
        for desde in range(0, len(filas), 500):
            cursor.executemany(orden, filas[desde : desde + 500])


def _publicas(paginas, hechos, textos, idioma, aval):
    vacios = {"version": 1, "upz": "", "organizaciones": [], "etiquetas": ["uno"], "presupuesto": {}, "moneda": "USD"}
    vacios |= {"presupuesto_nota": "", "contactos": [], "actores": [], "archivos": []}
    juntos = list(zip(paginas, hechos, textos, strict=True))
    FichaPublica.objects.bulk_create(
        [
            FichaPublica(
                practica_id=pagina.pk,
                idioma=idioma,
                clave=hecho["clave"],
                slug=pagina.slug,
                titulo=pagina.title,
                inicio=hecho["inicio"],
                publicada=pagina.first_published_at,
                avalada=aval.momento,
                resumen=texto["resumen"],
                datos=vacios,
                facetas={
                    "tema": [hecho["subtema"].tema.codigo],
                    "subtema": [hecho["subtema"].codigo],
                    "entidad": [hecho["entidad"].codigo],
                    "localidad": hecho["localidad"] or ["toda-la-ciudad"],
                    "poblacion": hecho["poblacion"],
                    "ods": hecho["ods"],
                    "ruta": hecho["ruta"],
                },
            )
            for pagina, hecho, texto in juntos
        ],
        batch_size=500,
    )
    escritos = TextoDeFicha.objects.bulk_create(
        [
            TextoDeFicha(
                ficha_id=pagina.pk,
                idioma=idioma,
                titulo=pagina.title,
                terminos=f"{hecho['subtema']} {hecho['entidad']}",
                resumen=texto["resumen"],
                lecciones=texto["lecciones"],
                cuerpo="\n".join(texto[campo] for campo in FICHA.prosa if campo in LARGOS and campo != "lecciones"),
                adjuntos="",
            )
            for pagina, hecho, texto in juntos
        ],
        batch_size=200,
    )
    for desde in range(0, len(escritos), 200):
        indexar(escritos[desde : desde + 200])
