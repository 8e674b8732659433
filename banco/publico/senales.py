"""FAIR Signposting (signposting.org): the page of a practice tells machines how to cite it and where its description,
its files, its licence and its author are, in the header ``Link`` and whole in a link set (RFC 9264).
"""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ..direcciones import direccion_del_banco
from .citas import FORMATOS
from .documentos import hay_weasyprint
from .enlazados import LICENCIA, datos_enlazados
from .paginas import de_una_practica

TIPO_DE_ENLACES = "application/linkset+json"
_LD = "application/ld+json"


def _raiz(practica):
    """The address of the site, as the full address of the page has it."""
    return practica.full_url.removesuffix(practica.get_url_parts()[2])


def _enlaces(practica, ficha):
    """``(relation, address, media type or empty)`` of each."""
    raiz = _raiz(practica)
    with override(ficha.idioma):
        junto = {que: f"{raiz}{reverse(f'banco:{que}', kwargs={'slug': ficha.slug})}" for que in ("pdf", "jsonld")}
        citas = {
            tipo: f"{raiz}{reverse('banco:cita', kwargs={'slug': ficha.slug, 'formato': formato})}"
            for formato, tipo in FORMATOS.items()
        }
        api = f"{raiz}{reverse('api:practicas:detail', args=[practica.pk])}"
    yield "cite-as", practica.full_url, ""
    yield "type", "https://schema.org/Article", ""
    yield "type", "https://schema.org/AboutPage", ""
    yield "license", LICENCIA, ""
    if ficha.entidad:  # what names an entity here is its list of practices
        yield "author", f"{raiz}{direccion_del_banco(ficha.idioma)}?entidad={ficha.entidad.codigo}", ""
    yield "describedby", junto["jsonld"], _LD
    for tipo, direccion in citas.items():
        yield "describedby", direccion, tipo
    yield "describedby", api, "application/json"
    if hay_weasyprint():
        yield "item", junto["pdf"], "application/pdf"


def _del_conjunto(practica, ficha):
    with override(ficha.idioma):
        return f"{_raiz(practica)}{reverse('banco:enlaces', kwargs={'slug': ficha.slug})}"


def poner(respuesta, practica):
    """Write them down in ``respuesta``, the page of a practice; of one that is not in the Bank, none."""
    ficha = getattr(practica, "publicada", None)
    if ficha is None or not practica.full_url:
        return
    todos = [*_enlaces(practica, ficha), ("linkset", _del_conjunto(practica, ficha), TIPO_DE_ENLACES)]
    respuesta.headers["Link"] = ", ".join(
        f'<{direccion}>; rel="{relacion}"' + (f'; type="{tipo}"' if tipo else "") for relacion, direccion, tipo in todos
    )


@require_safe
@de_una_practica
def enlaces(request, pagina):
    """The same as a link set: of the page and, the other way round, of what describes it or is of it."""
    de_la_pagina, de_vuelta = {"anchor": pagina.full_url}, []
    for relacion, direccion, tipo in _enlaces(pagina, pagina.publicada):
        hacia = {"href": direccion} | ({"type": tipo} if tipo else {})
        de_la_pagina.setdefault(relacion, []).append(hacia)
        if vuelta := {"describedby": "describes", "item": "collection"}.get(relacion):
            de_vuelta.append({"anchor": direccion, vuelta: [{"href": pagina.full_url, "type": "text/html"}]})
    return JsonResponse({"linkset": [de_la_pagina, *de_vuelta]}, content_type=TIPO_DE_ENLACES)


@require_safe
@de_una_practica
def ficha(request, pagina):
    """The linked data of the page, by themselves."""
    datos = {"@context": "https://schema.org", **datos_enlazados(pagina, pagina.publicada)}
    return JsonResponse(datos, content_type=_LD, json_dumps_params={"ensure_ascii": False})
