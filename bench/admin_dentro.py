"""Measures screens of the admin, one for each line that it reads: milliseconds of processor, queries, megabytes.

With ``PERFIL=name`` it profiles that screen instead.
"""

import cProfile
import itertools
import json
import os
import pstats
import resource
import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from actores.models import Usuario  # noqa: E402
from banco.models import BancoPage  # noqa: E402

ANFITRION = "127.0.0.1"


def pantallas():
    """Name → who asks for it, and its address."""
    banco = BancoPage.objects.get(locale__language_code="es").pk
    de_fragmento = {
        "organizaciones": "actores_actor",
        "eventos": "eventos_evento",
        "premios": "eventos_premio",
        "redes": "redes_red",
        "pedidos": "intercambios_pedido",
        "correcciones": "intercambios_correccion",
        "pedidos de cuenta": "actores_pedidodecuenta",
        "objetivos": "promocion_objetivo",
    }
    quienes = {"pedidos de cuenta": "administracion"}
    directas = {
        "tablero del punto focal": ("focal", "wagtailadmin_home"),
        "tablero de Moderación": ("moderadora", "wagtailadmin_home"),
        "tablero de Comunicaciones": ("comunicaciones", "wagtailadmin_home"),
        "tablero de Administración": ("administracion", "wagtailadmin_home"),
        "fichas": ("moderadora", "fichas:index"),
        "fichas del punto focal": ("focal", "fichas:index"),
        "lo que espera a la DDRI": ("moderadora", "lo_que_espera"),
        "informe de avales": ("moderadora", "informe_de_avales"),
        "el inglés frente al español": ("comunicaciones", "paridad:informe"),
        "formatos": ("moderadora", "formularios:lista"),
        "formatos del punto focal": ("focal", "formularios:lista"),
        "paquetes": ("comunicaciones", "postulaciones:paquetes"),
        "matriz de postulaciones": ("comunicaciones", "postulaciones:matriz"),
        "calendario de convocatorias": ("comunicaciones", "postulaciones:calendario"),
        "cobertura": ("comunicaciones", "cobertura"),
        "hojas de ruta": ("moderadora", "procesos:lista"),
        "puntos focales": ("moderadora", "registro_focal"),
        "historia del sitio": ("administracion", "wagtailadmin_reports:site_history"),
        "cola": ("administracion", "cola"),
    }
    todas = {nombre: (quien, reverse(direccion)) for nombre, (quien, direccion) in directas.items()}
    explorador = reverse("wagtailadmin_explore", args=[banco])
    todas["fichas devueltas, por entidad"] = (
        "moderadora",
        reverse("fichas:index") + "?situacion=devuelta&ordering=entidad__nombre_es",
    )
    todas["explorador"] = ("moderadora", explorador)
    todas["explorador del punto focal"] = ("focal", explorador)
    todas["búsqueda de páginas"] = ("moderadora", reverse("wagtailadmin_pages:search") + "?q=parque")
    for nombre, lista in de_fragmento.items():
        todas[nombre] = (quienes.get(nombre, "moderadora"), reverse(f"wagtailsnippets_{lista}:list"))
    todas["organizaciones, buscar"] = ("moderadora", reverse("wagtailsnippets_actores_actor:list") + "?q=99")
    todas["iniciativas"] = ("moderadora", reverse("wagtailsnippets_sistema_iniciativa:list"))
    return todas


class Navegadores(dict):
    def __missing__(self, quien):
        cliente = Client(SERVER_NAME=ANFITRION)
        cliente.force_login(Usuario.objects.get(username=f"bench-{quien}"), "actores.backends.Cuentas")
        self[quien] = cliente
        return cliente


def pedir(navegadores, quien, direccion):
    respuesta = navegadores[quien].get(direccion)
    if respuesta.status_code != 200:
        raise RuntimeError(f"{direccion} answered {respuesta.status_code} ({quien})")
    return respuesta


def medir(navegadores, quien, direccion):
    cuantas = itertools.count()

    def contar(hacer, *pedido):
        next(cuantas)
        return hacer(*pedido)

    with connection.execute_wrapper(contar):
        antes = time.process_time()
        pedir(navegadores, quien, direccion)
        ms = 1000 * (time.process_time() - antes)
    megas = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ms": ms, "consultas": next(cuantas), "megas": megas}


def perfil(nombre):
    quien, direccion = pantallas()[nombre]
    navegadores = Navegadores()
    pedir(navegadores, quien, direccion)
    with cProfile.Profile() as mirado:
        pedir(navegadores, quien, direccion)
    pstats.Stats(mirado).sort_stats("cumulative").print_stats(60)


if __name__ == "__main__":
    if "PERFIL" in os.environ:
        perfil(os.environ["PERFIL"])
        sys.exit()
    todas, navegadores = pantallas(), Navegadores()
    print("@@" + json.dumps(list(todas)), flush=True)
    for linea in sys.stdin:
        print("@@" + json.dumps(medir(navegadores, *todas[linea.strip()])), flush=True)
