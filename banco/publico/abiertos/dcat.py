"""The open data as catalogues harvest it: DCAT-AP 3.0.1 in JSON-LD, and ``Dataset`` of schema.org.

One data set for each kind of text, not for each language: the same files have both. Its names and those of its words
are the ones that the European vocabularies have, which other catalogues of cities read too.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from base.idiomas import ESPANOL

from ..enlazados import LICENCIA
from .tablas import TABLAS

IDIOMAS = ("es", "en")
_UE = "http://publications.europa.eu/resource/authority"
BOGOTA = "https://sws.geonames.org/3688689/"
_BOGOTA_EN_EL_MAPA = "POINT(-74.0817 4.6097)"
_LENGUAS = [f"{_UE}/language/{codigo}" for codigo in ("SPA", "ENG")]
# What those vocabularies call them.
_CONCEPTOS = {
    "data-theme/GOVE": "Government and public sector",
    "data-theme/REGI": "Regions and cities",
    "planned-availability/STABLE": "stable",
}
_ASUNTOS = ("data-theme/GOVE", "data-theme/REGI")
CONTEXTO = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def direccion(raiz):
    """Where the catalogue is, in whatever language it is asked for."""
    with override(ESPANOL):
        return raiz + reverse("banco:dcat")


def en_los_dos(frase):
    """What ``frase()`` says in each language."""
    dicho = {}
    for idioma in IDIOMAS:
        with override(idioma):
            dicho[idioma] = str(frase())
    return dicho


def _literal(frase):
    return [{"@value": texto, "@language": idioma} for idioma, texto in en_los_dos(frase).items()]


def _de(clase, donde, **mas):
    return {"@id": donde, "@type": clase, **mas}


def _concepto(donde):
    return _de("skos:Concept", f"{_UE}/{donde}", **{"skos:prefLabel": {"@value": _CONCEPTOS[donde], "@language": "en"}})


def _momento(momento):
    return {"@value": timezone.localtime(momento).isoformat(), "@type": "xsd:dateTime"}


def palabras_clave(tabla):
    """Words that a data set is looked for by, in the active language."""
    comunes = [_("buenas prácticas"), _("cooperación entre ciudades"), _("política urbana"), "Bogotá"]
    return [str(tabla.titulo).lower(), *comunes]


def nombre_del_conjunto(tabla):
    return _("%(que)s del Banco de Buenas Prácticas de Bogotá") % {"que": tabla.titulo}


def _paginas(raiz):
    for idioma in IDIOMAS:
        with override(idioma):
            yield f"{raiz}{reverse('banco:datos_abiertos')}", f"{raiz}{reverse('banco:api')}"


def catalogo(raiz, distribuciones, correo=""):
    """The catalogue: a dict. ``correo``: whom to write to about it, or empty."""
    aqui = direccion(raiz)
    paginas, manuales = zip(*_paginas(raiz), strict=True)
    editor = _de("foaf:Agent", f"{aqui}#editor", **{"foaf:name": _literal(_quien_publica)})
    contacto = _contacto(aqui, paginas[0], correo)
    de_todos = {
        "dct:publisher": editor,
        "dcat:contactPoint": contacto,
        "dct:license": _de("dct:LicenseDocument", LICENCIA),
        "dct:language": [_de("dct:LinguisticSystem", lengua) for lengua in _LENGUAS],
        "dct:spatial": _de(
            "dct:Location",
            BOGOTA,
            **{"dcat:centroid": {"@value": _BOGOTA_EN_EL_MAPA, "@type": "geo:wktLiteral"}},
        ),
    }
    cambios = {tabla.nombre: tabla.ultima() for tabla in TABLAS.values()}
    conjuntos = [
        _conjunto(aqui, tabla, distribuciones[tabla.nombre], paginas, de_todos | _modificado(cambios[tabla.nombre]))
        for tabla in TABLAS.values()
    ]
    return {
        "@context": CONTEXTO,
        "@id": f"{aqui}#catalogo",
        "@type": "dcat:Catalog",
        "dct:title": _literal(lambda: _("Datos abiertos del Banco de Buenas Prácticas de Bogotá")),
        "dct:description": _literal(
            lambda: _("Lo que el público lee de las prácticas de la ciudad y de por dónde viajan, con aval de la DDRI.")
        ),
        "foaf:homepage": _de("foaf:Document", paginas[0]),
        "dcat:themeTaxonomy": _de("skos:ConceptScheme", f"{_UE}/data-theme", **{"dct:title": "Data theme"}),
        "dcat:dataset": conjuntos,
        "dcat:service": _servicio(raiz, aqui, manuales, de_todos),
        **{dato: valor for dato, valor in de_todos.items() if dato != "dcat:contactPoint"},
        **_modificado(max(filter(None, cambios.values()), default=None)),
    }


def _modificado(momento):
    return {"dct:modified": _momento(momento)} if momento else {}


def _quien_publica():
    return _("Alcaldía Mayor de Bogotá D.C. · Dirección Distrital de Relaciones Internacionales")


def _contacto(aqui, pagina, correo):
    # Of the house and of no person.
    por_donde = {"vcard:hasEmail": {"@id": f"mailto:{correo}"}} if correo else {"vcard:hasURL": {"@id": pagina}}
    return {
        "@id": f"{aqui}#contacto",
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": _quien_publica_en_espanol(),
        **por_donde,
    }


def _quien_publica_en_espanol():
    with override(ESPANOL):
        return _quien_publica()


def _conjunto(aqui, tabla, suyas, paginas, de_todos):
    return {
        "@id": f"{aqui}#{tabla.nombre}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{aqui}#{tabla.nombre}",
        "dct:title": _literal(lambda: nombre_del_conjunto(tabla)),
        "dct:description": _literal(lambda: tabla.describe),
        "dcat:keyword": _claves(tabla),
        "dcat:theme": [_concepto(asunto) for asunto in _ASUNTOS],
        "dct:accrualPeriodicity": _de("dct:Frequency", f"{_UE}/frequency/IRREG"),
        "dct:accessRights": _de("dct:RightsStatement", f"{_UE}/access-right/PUBLIC"),
        "dcat:landingPage": [_de("foaf:Document", pagina) for pagina in paginas],
        "dcat:distribution": [_distribucion(tabla, una, de_todos) for una in suyas],
        **{dato: valor for dato, valor in de_todos.items() if dato != "dct:license"},
    }


def _claves(tabla):
    claves = []
    for idioma in IDIOMAS:
        with override(idioma):
            claves += [{"@value": clave, "@language": idioma} for clave in palabras_clave(tabla)]
    return claves


def _distribucion(tabla, una, de_todos):
    datos = {
        "@id": f"{una['url']}#archivo",
        "@type": "dcat:Distribution",
        "dct:title": _literal(lambda: f"{tabla.titulo} ({una['formato']})"),
        "dct:description": _literal(lambda: _("Todas las filas, en los dos idiomas.")),
        "dcat:accessURL": _de("rdfs:Resource", una["url"]),
        "dcat:downloadURL": _de("rdfs:Resource", una["url"]),
        "dcat:mediaType": _de("dct:MediaType", f"https://www.iana.org/assignments/media-types/{una['tipo']}"),
        "dct:format": _de("dct:MediaTypeOrExtent", f"{_UE}/file-type/{una['formato']}"),
        "dcatap:availability": _concepto("planned-availability/STABLE"),
        **{dato: de_todos[dato] for dato in ("dct:license", "dct:language", "dct:modified") if dato in de_todos},
    }
    if una["sha256"]:
        datos["dcat:byteSize"] = {"@value": str(una["bytes"]), "@type": "xsd:nonNegativeInteger"}
        datos["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _de("spdx:ChecksumAlgorithm", "spdx:checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@value": una["sha256"], "@type": "xsd:hexBinary"},
        }
    return datos


def _servicio(raiz, aqui, manuales, de_todos):
    return {
        "@id": f"{aqui}#api",
        "@type": "dcat:DataService",
        "dct:title": _literal(lambda: _("API de lectura del Banco de Buenas Prácticas de Bogotá")),
        "dct:description": _literal(lambda: _("Las prácticas una a una o por filtros, en JSON.")),
        "dcat:endpointURL": _de("rdfs:Resource", f"{raiz}/api/v2/"),
        "dcat:endpointDescription": _de("rdfs:Resource", f"{raiz}{reverse('api_openapi')}"),
        "dcat:servesDataset": {"@id": f"{aqui}#practicas"},
        "dcat:theme": [_concepto(asunto) for asunto in _ASUNTOS],
        "dcat:keyword": _claves(TABLAS["practicas"]),
        "foaf:page": [_de("foaf:Document", manual) for manual in manuales],
        "dct:accessRights": _de("dct:RightsStatement", f"{_UE}/access-right/PUBLIC"),
        **{dato: de_todos[dato] for dato in ("dct:license", "dct:publisher", "dcat:contactPoint", "dct:language")},
    }


def en_schema(raiz, distribuciones):
    """What the page of the open data says to search engines, in the active language: dict, in schema.org's words."""
    aqui, pagina = direccion(raiz), raiz + reverse("banco:datos_abiertos")
    return {
        "@graph": [
            {
                "@type": "Dataset",
                "@id": f"{aqui}#{tabla.nombre}",
                "identifier": f"{aqui}#{tabla.nombre}",
                "name": nombre_del_conjunto(tabla),
                "description": f"{tabla.describe} {_('Todas las filas, en los dos idiomas.')}",
                "url": pagina,
                "license": LICENCIA,
                "isAccessibleForFree": True,
                "inLanguage": list(IDIOMAS),
                "keywords": palabras_clave(tabla),
                "creator": {"@type": "GovernmentOrganization", "name": _quien_publica()},
                "spatialCoverage": {"@type": "Place", "name": "Bogotá", "sameAs": BOGOTA},
                "distribution": [
                    {"@type": "DataDownload", "encodingFormat": una["tipo"], "contentUrl": una["url"]}
                    for una in distribuciones[tabla.nombre]
                ],
            }
            for tabla in TABLAS.values()
        ]
    }
