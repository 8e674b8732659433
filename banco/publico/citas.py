"""How to cite a practice: text, BibTeX, RIS and CSL-JSON."""

import json
import re
import unicodedata

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..publico.paginas import de_una_practica

FORMATOS = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}


def datos_de_la_cita(pagina):
    """What a citation says of a live practice."""
    ficha, dia = pagina.publicada, localdate(pagina.publicada.avalada)
    return {
        "autor": ficha.entidad.nombre if ficha.entidad else _("Alcaldía Mayor de Bogotá"),
        "titulo": pagina.title,
        "anio": f"{dia:%Y}",
        "fecha": f"{dia:%Y/%m/%d}",
        "version": ficha.datos["version"],
        "editor": _("Banco de Buenas Prácticas de Bogotá"),
        "url": pagina.full_url,
        "idioma": ficha.idioma,
        "slug": ficha.slug,
    }


# What is an accent for the next letter with a backslash before, what fonts of old draw as another sign, and the braces:
# BibTeX counts them, also after a backslash, and one without its pair breaks the entry.
_POR_SU_NOMBRE = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}


def _bib(valor):
    """BibTeX and LaTeX read some signs as commands."""
    return re.sub(r"[&%$#_{}~^<>|\\]", lambda signo: _POR_SU_NOMBRE.get(signo[0], f"\\{signo[0]}"), valor)


def bibtex(cita):
    clave = re.sub(r"[^a-z0-9-]", "", unicodedata.normalize("NFKD", cita["slug"]).lower()) or "practica"
    campos = {
        "author": f"{{{_bib(cita['autor'])}}}",
        "title": f"{{{_bib(cita['titulo'])}}}",
        "year": cita["anio"],
        "howpublished": _bib(cita["editor"]),
        "edition": str(cita["version"]),
        "url": cita["url"],
        "language": cita["idioma"],
    }
    lineas = ",\n".join(f"  {campo} = {{{valor}}}" for campo, valor in campos.items())
    return f"@misc{{bogota-{clave},\n{lineas}\n}}\n"


def ris(cita):
    lineas = {
        "TY": "ELEC",
        "AU": cita["autor"],
        "TI": cita["titulo"],
        "PY": cita["anio"],
        "DA": cita["fecha"],
        "ET": cita["version"],
        "PB": cita["editor"],
        "UR": cita["url"],
        "LA": cita["idioma"],
        "ER": "",
    }
    return "".join(f"{campo}  - {' '.join(str(valor).split())}\r\n" for campo, valor in lineas.items())


def csl(cita):
    """CSL-JSON: what reference managers and word processors read."""
    anio, mes, dia = (int(parte) for parte in cita["fecha"].split("/"))
    referencia = {
        "id": f"bogota-{cita['slug']}",
        "type": "webpage",
        "title": cita["titulo"],
        "author": [{"literal": cita["autor"]}],
        "issued": {"date-parts": [[anio, mes, dia]]},
        "container-title": cita["editor"],
        "version": str(cita["version"]),
        "URL": cita["url"],
        "language": cita["idioma"],
    }
    return json.dumps([referencia], ensure_ascii=False, indent=1) + "\n"


@require_safe
@de_una_practica
def cita(request, pagina, formato):
    escribir = {"bib": bibtex, "ris": ris, "json": csl}[formato]
    respuesta = HttpResponse(escribir(datos_de_la_cita(pagina)), content_type=f"{FORMATOS[formato]}; charset=utf-8")
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{pagina.slug}.{formato}"'
    return respuesta
