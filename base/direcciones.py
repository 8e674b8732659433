"""Addresses that have no place in a public text: those of the admin, those that open on one computer only, and those
that go through somebody who notes who follows them.

What is pasted is cleaned of them as it is pasted (``static/base/js/pegado.js``, by the same rules), and nothing that
has one is sent to the DDRI.
"""

import html
import json
import re
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

_EN_EL_TEXTO = re.compile(r"""\b(?:https?|file)://[^\s"'<>|]+|href="(?P<href>[^"]*)\"""", re.IGNORECASE)
# The screens that every Wagtail has, whatever the name of its site.
_DE_WAGTAIL = re.compile(r"/(?:pages|snippets|images|documents|login|reports|workflows|users)(?:/|$)")
# Host (the end of it) → the parameter that has the address that they lead to.
_ENVOLTORIOS = {
    **{"safelinks.protection.outlook.com": "url", "l.facebook.com": "u", "lm.facebook.com": "u"},
    **{"l.instagram.com": "u", "slack-redir.net": "url", "linkedin.com/redir": "url"},
    **{"google.com/url": "q", "google.com.co/url": "q", "youtube.com/redirect": "q"},
    **{"urldefense.proofpoint.com/v2": "u", "urldefense.com/v3": ""},
}


def anfitriones():
    """The hosts by which this site is known."""
    propio = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    return {propio, *(uno for uno in settings.ALLOWED_HOSTS if uno != "*" and not uno.startswith("."))} - {""}


def _es_de_casa(anfitrion):
    """Whether nobody outside gets there by that name."""
    if settings.ENLACES_HACIA_DENTRO:  # in the tests, which have no outside
        return False
    if anfitrion == "localhost":
        return True
    try:
        return not ip_address(anfitrion).is_global
    except ValueError:
        return False


def es_de_la_administracion(direccion):
    """Whether it is an address of the admin, under whatever name of this site."""
    partes = urlsplit(direccion)
    prefijo = reverse("wagtailadmin_home")
    if not partes.path.startswith(prefijo):
        return False
    anfitrion = partes.hostname or ""
    propio = not anfitrion or anfitrion in anfitriones() or _es_de_casa(anfitrion)
    return propio or bool(_DE_WAGTAIL.match(partes.path[len(prefijo) - 1 :]))


def sin_envoltorio(direccion):
    """The address that ``direccion`` leads to, if it is one that only leads to another; else the same."""
    partes = urlsplit(direccion)
    for cual, parametro in _ENVOLTORIOS.items():
        anfitrion, _barra, camino = cual.partition("/")
        suyo = (partes.hostname or "") == anfitrion or (partes.hostname or "").endswith(f".{anfitrion}")
        if not suyo or not partes.path.startswith(f"/{camino}"):
            continue
        if cual == "urldefense.com/v3":
            dentro = re.search(r"__(https?:/{1,2}.+?)__;", direccion)
            return re.sub(r"^(https?:)/(?!/)", r"\1//", dentro[1]) if dentro else direccion
        llevado = parse_qs(partes.query).get(parametro, [""])[0]
        if cual.startswith("urldefense.proofpoint"):
            llevado = unquote(llevado.replace("-", "%").replace("_", "/"))
        return llevado if llevado.startswith(("http://", "https://")) else direccion
    return direccion


def reparo(direccion):
    """Why the public cannot be given ``direccion``: a sentence that tells what to do; empty if it can."""
    direccion = html.unescape(direccion).strip()
    try:
        partes = urlsplit(direccion)
        anfitrion = partes.hostname or ""
    except ValueError:
        return ""
    if es_de_la_administracion(direccion):
        return _(
            "«%(url)s» es de la administración y el público no puede abrirla: quite el enlace o ponga el público."
        ) % {"url": direccion}
    if partes.scheme == "file" or _es_de_casa(anfitrion):
        return _("«%(url)s» solo se abre en un equipo o en una red interna: quite el enlace.") % {"url": direccion}
    if (verdadera := sin_envoltorio(direccion)) != direccion:
        return _("Un enlace pasa por «%(anfitrion)s», que anota quién lo sigue: ponga «%(url)s».") % {
            "anfitrion": anfitrion,
            "url": verdadera,
        }
    return ""


def de_un_texto(texto):
    """The addresses in ``texto``, plain or rich, each once."""
    if "/" not in texto and "href" not in texto:
        return []
    hallados = (
        una["href"] if una["href"] is not None else una[0].rstrip(".,;:)") for una in _EN_EL_TEXTO.finditer(texto)
    )
    return list(dict.fromkeys(hallados))


def _textos(valor):
    if isinstance(valor, str):
        try:
            bloques = json.loads(valor) if valor.startswith("[{") else None
        except ValueError:
            bloques = None
        if bloques is None:
            yield valor
        else:
            yield from _textos(bloques)
    elif isinstance(valor, dict):
        for suyo in valor.values():
            yield from _textos(suyo)
    elif isinstance(valor, StreamValue):
        yield from _textos(valor.stream_block.get_prep_value(valor))
    elif isinstance(valor, list | tuple):
        for suyo in valor:
            yield from _textos(suyo)


def revisar(datos):
    """What is wrong in the serialised ``datos`` of a text: list of ``(field or relation, sentence)``."""
    fallas = []
    for campo, valor in datos.items():
        frases = [reparo(una) for texto in _textos(valor) for una in de_un_texto(texto)]
        fallas += [(campo, frase) for frase in dict.fromkeys(frases) if frase]
    return fallas
