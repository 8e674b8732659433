"""Linked data (schema.org) of a practice, for search engines and catalogues."""

from urllib.parse import urljoin, urlsplit

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from base.fechas import edtf
from base.templatetags.enlazados_tags import para_compartir

from .. import vistazo
from ..vinculos import nombres

LICENCIA = "https://creativecommons.org/licenses/by/4.0/"


def _su_foto(pagina, partes):
    """The full address of the first picture of the page, of the size that is shared; None without one that is."""
    foto = next(iter(pagina.fotos), None)
    rendicion = para_compartir(foto.imagen) if foto else None
    return rendicion and urljoin(f"{partes.scheme}://{partes.netloc}", rendicion.url)


def _palabras_clave(ficha):
    """The key words: those that nobody has put in the language of the practice say that they are Spanish."""
    return [
        clave if idioma == ficha.idioma else {"@type": "DefinedTerm", "name": clave, "inLanguage": idioma}
        for clave, idioma in ficha.palabras_clave
    ]


# How exact a figure is, in the words of schema.org: what it is more than, or less than.
_VALORES = {"mas_de": "minValue", "menos_de": "maxValue"}


def _observacion(evidencia):
    """A figure of the evidence, as an ``Observation``."""
    dice = {
        "@type": "Observation",
        "name": evidencia.en_una_linea,
        "measuredProperty": evidencia.indicador,
        _VALORES.get(evidencia.calificador, "value"): float(evidencia.valor),
        "unitText": evidencia.unidad or ("%" if evidencia.medida in ("porcentaje", "variacion") else ""),
    }
    if evidencia.anio:
        dice["observationDate"] = str(evidencia.anio)
    if fuente := evidencia.enlace or evidencia.fuente:
        dice["citation"] = fuente
    return {dato: valor for dato, valor in dice.items() if valor != ""}


def datos_enlazados(pagina, ficha):
    """What the page of a live practice says to a machine: a dict in the vocabulary of schema.org."""
    url = pagina.full_url
    partes = urlsplit(url)
    estampa = f"{partes.scheme}://{partes.netloc}{reverse('banco:estampa', kwargs={'slug': ficha.slug})}"
    datos = {
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": ficha.titulo,
        "abstract": ficha.resumen,
        "inLanguage": ficha.idioma,
        "image": _su_foto(pagina, partes) or estampa,
        "datePublished": localtime(ficha.publicada).isoformat(),
        "dateModified": localtime(ficha.avalada).isoformat(),
        "version": ficha.datos["version"],
        "license": LICENCIA,
        "isPartOf": {"@type": "Collection", "name": _("Banco de Buenas Prácticas de Bogotá")},
        "publisher": {"@type": "GovernmentOrganization", "name": _("Alcaldía Mayor de Bogotá")},
        "spatialCoverage": [{"@type": "Place", "name": f"{uno.nombre}, Bogotá"} for uno in ficha.localidades]
        or {"@type": "Place", "name": "Bogotá"},
        "about": [uno.nombre for uno in (ficha.tema, ficha.subtema) if uno]
        + [f"{_('ODS')} {uno}" for uno in ficha.ods],
        "keywords": _palabras_clave(ficha),
    }
    if frase := next(iter(vistazo.resultado(ficha)), ""):
        datos["description"] = frase
    if ficha.evidencias:
        datos["mentions"] = [_observacion(una) for una in ficha.evidencias if una.valor is not None]
    if premios := nombres(ficha, "premios"):
        datos["award"] = premios
    if ficha.entidad:
        datos["author"] = {"@type": "GovernmentOrganization", "name": ficha.entidad.nombre}
    if ficha.inicio:
        # An interval of EDTF: «..» goes on, and nothing is an end that is not known.
        hasta = ".." if ficha.en_marcha else edtf(ficha.fin, ficha.precision_fin)
        datos["temporalCoverage"] = f"{edtf(ficha.inicio, ficha.precision_inicio)}/{hasta}"
    return datos
