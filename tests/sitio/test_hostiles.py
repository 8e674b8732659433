"""No public address answers 500, whatever its parameters bring."""

import random

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from banco.buscador import Consulta
from banco.facetas import POR_NOMBRE
from banco.publico.api import FILTROS, NUMEROS
from eventos.models import EventosPage, PremiosPage
from intercambios.models import AprendePage, TransferenciasPage
from redes.models import PlataformasPage, RedesPage
from sistema.models import AnunciosPage, InformesPage, SistemaPage
from tests import fabrica as f

VALORES = [
    *("", "0", "-1", "1.5", "abc", "99999999999999999999", "9" * 5000, "٣", "²", "1_0"),
    *("\x00", "a\x00b", "\x0b\x1f", "\uffff", "%", "*", "' OR 1=1 --", "<script>", "../../etc/passwd", "//"),
    *("NEAR(", "(((", "2026-13-45", "00000000-0000-0000-0000-000000000000", "🚲", "x" * 20_000),
]
# Those that have broken something: tried everywhere. Of the others, a different handful in each place.
PEORES = ("99999999999999999999", "abc", "\x00")


def _para(*donde):
    return [*PEORES, *random.Random(str(donde)).sample(VALORES, 3)]  # noqa: S311


INDICES = (
    *(EventosPage, PremiosPage, RedesPage, PlataformasPage, SistemaPage, AnunciosPage, InformesPage),
    *(TransferenciasPage, AprendePage),
)
DE_SU_LISTA = {AprendePage: ("p",), AnunciosPage: ("clase", "sector", "modalidad")}
DEL_BANCO = ("q", "p", "orden", "sentido", "vista", *POR_NOMBRE)


# Where every value is tried.
MUESTRA = ("/api/v2/practicas/", "/es/practicas/", "/es/eventos/")


@pytest.fixture
def direcciones(db):
    """Every public address that reads something of its query: list of ``(address, parameters)``."""
    hoja = f.viva()
    lista = []
    for idioma in ("es", "en"):
        with override(idioma):
            lista += [(f.banco(idioma).url, DEL_BANCO), (f"/{idioma}/", DEL_BANCO)]
            lista += [
                (reverse(f"banco:{que}"), DEL_BANCO)
                for que in ("rss", "atom", "cambios", "api", "dcat", "sugerencias", "lista", "comparar")
            ]
            lista.append((reverse("banco:pdf_de_la_lista"), ("p",)))
            lista.append((reverse("banco:datos_abiertos"), ("p", "formato")))
            for modelo in INDICES:
                pagina = modelo.objects.get(locale__language_code=idioma)
                lista.append((pagina.url, ("p", "v", "tipo", "red", "pais", *DE_SU_LISTA.get(modelo, ()))))
                if modelo is EventosPage:
                    lista.append((f"{pagina.url}2026-11/", ("tipo", "red", "pais")))
                    lista.append((f"{pagina.url}agenda.ics", ("tipo", "red", "pais")))
    api = (
        *FILTROS,
        *NUMEROS,
        "fields",
        "order",
        "search",
        "search_operator",
        "locale",
        "format",
        "rich_text_format",
        "_",
    )
    lista += [("/api/v2/practicas/", api), (f"/api/v2/practicas/{hoja.pk}/", ("fields", "rich_text_format", "format"))]
    lista += [("/api/v2/practicas/find/", ("id", "html_path")), ("/sitemap.xml", ("p",)), ("/idioma/en/", ("a",))]
    lista += [("/salud/vivo/", ("x",)), ("/no-existe/", ("x",))]
    return lista


def _pedir(client, url, datos):
    """Each on its own: in PostgreSQL an error would break the transaction of the test."""
    with transaction.atomic():
        return client.get(url, datos).status_code


@pytest.mark.largo
def test_ningun_parametro_rompe_ninguna_direccion(direcciones, client):
    client.raise_request_exception = False
    rotas = []
    for url, parametros in direcciones:
        for parametro in parametros:
            # What reads numbers is asked with them all; the English, and what only passes them on, with the worst.
            de_numeros = parametro in ("p", "v", *NUMEROS, *FILTROS) and (url.startswith("/api") or "/es/" in url)
            valores = VALORES if de_numeros and url in MUESTRA else _para(url, parametro)
            for valor in valores:
                if _pedir(client, url, {parametro: valor}) >= 500:
                    rotas.append((url, parametro, valor[:30]))
    assert not rotas


def test_ni_muchos_a_la_vez_ni_repetidos(direcciones, client):
    client.raise_request_exception = False
    azar = random.Random(1538)  # noqa: S311
    rotas = []
    for url, parametros in direcciones:
        for _vez in range(2):
            datos = {parametro: azar.choices(VALORES, k=azar.randint(1, 3)) for parametro in parametros}
            if _pedir(client, url, datos) >= 500:
                rotas.append((url, datos))
    assert not rotas


CON_RUTAS = {
    **{"eventos": EventosPage, "premios": PremiosPage, "redes": RedesPage},
    **{"sistema": SistemaPage, "anuncios": AnunciosPage, "informes": InformesPage},
    "transferencias": TransferenciasPage,
    "aprende": AprendePage,
}
RUTAS = (
    *(
        "/{idioma}/{valor}/",
        "{banco}{valor}/",
        "{eventos}{valor}/",
        "{eventos}{valor}.ics",
        "{premios}{valor}/",
        "{redes}{valor}/",
        "{sistema}{valor}/",
        "{anuncios}{valor}/",
        "{informes}{valor}/",
        "{informes}{valor}/pdf/",
        "{transferencias}{valor}/",
        "/{idioma}/es-asi/{valor}/",
        "{aprende}{valor}/",
        "/es/encuesta/{valor}/",
        "/en/survey/{valor}/",
    ),
    *("{eventos}9999-99/", "{eventos}0000-00/", "{eventos}99999999999999999999-01/", "/{idioma}/avales/{valor}/"),
    *("/api/v2/practicas/{valor}/", "/documentos/{valor}/x.pdf", "/documentos/1/{valor}", "/media/images/{valor}"),
    *(
        "/{idioma}/banco/{valor}/ficha.pdf",
        "/{idioma}/banco/{valor}/cita.bib",
        "/idioma/{valor}/",
        "/sitemap.xml{valor}",
    ),
)


def test_ninguna_ruta_se_rompe(direcciones, client):
    client.raise_request_exception = False
    rotas = []
    for idioma in ("es", "en"):
        de = {
            "banco": f.banco(idioma).url,
            **{nombre: modelo.objects.get(locale__language_code=idioma).url for nombre, modelo in CON_RUTAS.items()},
        }
        for ruta in RUTAS:
            for valor in _para(ruta, idioma) if "{valor}" in ruta else [""]:
                url = ruta.format(idioma=idioma, valor=valor.replace("?", "%3F").replace("#", "%23"), **de)
                if _pedir(client, url, {}) >= 500:
                    rotas.append(url[:80])
    assert not rotas


@pytest.mark.parametrize("vista", ["", "tabla", "linea", "mapa", "matriz"])
def test_una_pagina_que_no_hay_es_la_ultima_o_la_primera(vista, db, client):
    f.viva()
    for numero in ("0", "-1", "2", "99999999999999999999", "9" * 5000, "abc"):
        respuesta = client.get(f.banco().url, {"p": numero, "vista": vista})
        assert respuesta.status_code == 200, numero
        consulta = respuesta.context["consulta"]
        assert isinstance(consulta, Consulta) and consulta.pagina.number == 1
