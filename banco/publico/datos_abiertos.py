"""Open data: every practice that the public reads, in CSV, XLSX and JSON, described in DCAT."""

import csv
import hashlib
import io
import json

from django.core.cache import caches
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from aval.lectura import nombre_de
from base import generacion
from base.hojas import celda
from base.texto import escribible
from practicas.ficha import FICHA
from practicas.models import PracticaPage

from ..direcciones import direccion_de
from ..models.publicada import FichaPublica
from ..publico.enlazados import LICENCIA
from ..vinculos import todos_los_nombres

TIPOS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Column → what it says. Personal data is not among them.
CAMPOS = {
    "id": gettext_lazy("Identificador de la práctica, el mismo en los dos idiomas (UUID)"),
    "idioma": gettext_lazy("Idioma de la fila: es o en"),
    "titulo": gettext_lazy("Título"),
    "resumen": gettext_lazy("Resumen"),
    "url": gettext_lazy("Dirección permanente"),
    "entidad": gettext_lazy("Entidad líder"),
    "sector": gettext_lazy("Sector administrativo de la entidad"),
    "tema": gettext_lazy("Área temática"),
    "subtema": gettext_lazy("Subtema"),
    "toda_la_ciudad": gettext_lazy("Si ocurre en toda la ciudad"),
    "localidades": gettext_lazy("Localidades, separadas por « | »"),
    "poblaciones": gettext_lazy("Poblaciones objetivo, separadas por « | »"),
    "ods": gettext_lazy("Números de los Objetivos de Desarrollo Sostenible, separados por « | »"),
    "rutas": gettext_lazy("Rutas que dio la DDRI, separadas por « | »"),
    "fecha_inicio": gettext_lazy("Fecha de inicio, hasta donde se conoce (AAAA-MM-DD, AAAA-MM o AAAA)"),
    "precision_inicio": gettext_lazy("Qué tanto se conoce: dia, mes, anio, hacia (año aproximado) o desconocida"),
    "fecha_fin": gettext_lazy("Fecha de terminación, hasta donde se conoce; vacía si sigue en marcha"),
    "precision_fin": gettext_lazy("Qué tanto se conoce; «desconocida» si terminó y no consta cuándo"),
    "redes": gettext_lazy("Redes de ciudades en las que está, separadas por « | »"),
    "premios": gettext_lazy("Premios que ha recibido, separados por « | »"),
    "aval_fecha": gettext_lazy("Fecha del aval vigente"),
    "aval_version": gettext_lazy("Número del aval"),
    "palabras_clave": gettext_lazy("Palabras clave, separadas por « | »"),
}


def _raiz(request):
    return request.build_absolute_uri("/").rstrip("/")


def columnas(ficha=FICHA):
    """Column → what it says: ``CAMPOS``, and the texts that the ficha says are for the data too."""
    textos = {campo: nombre_de(PracticaPage, campo) for campo in ficha.en_los_datos if campo not in CAMPOS}
    return {**CAMPOS, **textos}


def filas(raiz):
    """Every row of the open data: a dict of ``columnas`` for each live practice and language."""
    for ficha in FichaPublica.objects.order_by("publicada", "pk").iterator(chunk_size=500):
        with override(ficha.idioma):
            fila = {
                "id": str(ficha.clave),
                "idioma": ficha.idioma,
                "titulo": ficha.titulo,
                "resumen": ficha.resumen,
                "url": f"{raiz}{direccion_de(ficha, ficha.idioma)}",
                "entidad": ficha.entidad.nombre if ficha.entidad else "",
                "sector": ficha.entidad.sector.nombre if ficha.entidad else "",
                "tema": ficha.tema.nombre if ficha.tema else "",
                "subtema": ficha.subtema.nombre if ficha.subtema else "",
                "toda_la_ciudad": ficha.toda_la_ciudad,
                "localidades": [uno.nombre for uno in ficha.localidades],
                "poblaciones": [uno.nombre for uno in ficha.poblaciones],
                "ods": [uno.numero for uno in ficha.ods],
                "rutas": ficha.facetas["ruta"],
                "fecha_inicio": ficha.desde_iso,
                "precision_inicio": ficha.precision_inicio,
                "fecha_fin": ficha.hasta_iso,
                "precision_fin": ficha.precision_fin,
                **todos_los_nombres(ficha),
                "aval_fecha": timezone.localdate(ficha.avalada).isoformat(),
                "aval_version": ficha.datos["version"],
                "palabras_clave": [clave for clave, _idioma in ficha.palabras_clave],
                **ficha.datos.get("textos", {}),
            }
        yield escribible(fila)


def _csv(raiz):
    memoria = io.StringIO()
    salida = csv.writer(memoria)
    campos = columnas()
    salida.writerow(campos)
    salida.writerows([celda(fila[campo]) for campo in campos] for fila in filas(raiz))
    return memoria.getvalue().encode("utf-8-sig")


def _xlsx(raiz):
    from openpyxl import Workbook

    libro = Workbook(write_only=True)
    hoja = libro.create_sheet("practicas")
    campos = columnas()
    hoja.append(list(campos))
    for fila in filas(raiz):
        hoja.append([celda(fila[campo]) for campo in campos])
    memoria = io.BytesIO()
    libro.save(memoria)
    return memoria.getvalue()


def _json(raiz):
    todo = {"licencia": LICENCIA, "practicas": list(filas(raiz))}
    return json.dumps(todo, ensure_ascii=False, indent=1).encode()


_ESCRITORES = {"csv": _csv, "xlsx": _xlsx, "json": _json}


def archivo(formato, raiz):
    """``(content, sha256)`` of the open data in that format, made once for each generation of the site."""
    clave, guardados = (
        f"datos:{generacion.actual()}:{formato}:{hashlib.sha256(raiz.encode()).hexdigest()[:16]}",
        _guardados(),
    )
    if (hecho := guardados.get(clave)) is None:
        contenido = _ESCRITORES[formato](raiz)
        hecho = contenido, hashlib.sha256(contenido).hexdigest()
        guardados.set(clave, hecho)
    return hecho


def _guardados():
    return caches["documentos"]


@require_safe
def descargar(request, formato):
    contenido, suma = archivo(formato, _raiz(request))
    respuesta = HttpResponse(contenido, content_type=TIPOS[formato])
    respuesta.headers["Content-Disposition"] = f'attachment; filename="practicas-bogota.{formato}"'
    respuesta.headers["Link"] = f'<{LICENCIA}>; rel="license"'
    respuesta.headers["ETag"] = f'"{suma}"'
    return respuesta


def _distribuciones(request):
    raiz = _raiz(request)
    for formato, tipo in TIPOS.items():
        contenido, suma = archivo(formato, raiz)
        yield {
            "formato": formato.upper(),
            "tipo": tipo.split(";")[0],
            "url": raiz + reverse("banco:descargar", kwargs={"formato": formato}),
            "bytes": len(contenido),
            "sha256": suma,
        }


@require_safe
def pagina(request):
    contexto = {
        "titulo": _("Datos abiertos"),
        "distribuciones": list(_distribuciones(request)),
        "campos": columnas(),
        "licencia": LICENCIA,
        "total": FichaPublica.objects.count(),
    }
    return render(request, "banco/datos_abiertos.html", contexto)


@require_safe
def dcat(request):
    """The description of the data in DCAT (JSON-LD), for catalogues that harvest."""
    raiz = _raiz(request)
    ultima = FichaPublica.objects.order_by("-avalada").values_list("avalada", flat=True).first()
    conjunto = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@type": "dcat:Dataset",
        "@id": raiz + reverse("banco:datos_abiertos"),
        "dct:title": [{"@value": titulo, "@language": idioma} for idioma, titulo in _en_cada_idioma()],
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "Alcaldía Mayor de Bogotá D.C."},
        "dct:license": {"@id": LICENCIA},
        "dct:language": ["es", "en"],
        "dct:modified": timezone.localtime(ultima).isoformat() if ultima else None,
        "dct:spatial": "Bogotá, Colombia",
        "dcat:landingPage": {"@id": raiz + reverse("banco:datos_abiertos")},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": una["formato"],
                "dcat:downloadURL": {"@id": una["url"]},
                "dcat:mediaType": una["tipo"],
                "dcat:byteSize": una["bytes"],
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": una["sha256"],
                },
            }
            for una in _distribuciones(request)
        ],
    }
    return JsonResponse(conjunto, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


def _en_cada_idioma():
    for idioma in ("es", "en"):
        with override(idioma):
            yield idioma, _("Prácticas del Banco de Buenas Prácticas de Bogotá")
