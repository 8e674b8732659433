"""Content Security Policy (strict in public; the admin of Wagtail needs inline code), language, cache of pages."""

import re
from hashlib import blake2b

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import cc_delim_re, get_conditional_response, set_response_etag
from django.utils.timezone import localdate
from django.utils.translation.trans_real import parse_accept_lang_header

from . import generacion
from .idiomas import DE_LOS_DEMAS
from .prestado import prestado

prestado(
    "django.utils.translation.trans_real.parse_accept_lang_header",
    "(lang_string)",
    por="Django tells the language that it chose for a browser, and not whether the browser had asked for it.",
)

POLITICA_DEL_ADMIN = {
    "default-src": [SELF],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}


# What no page of the house asks of the browser; passkeys are for the entrance.
PERMISOS_DEL_NAVEGADOR = ", ".join(
    [f"{nada}=()" for nada in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")]
    + [f"publickey-credentials-{uso}=(self)" for uso in ("create", "get")]
)


class DireccionPosible:
    """An address with a null character is nobody's: PostgreSQL would refuse to look for it, with an error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path_info:
            raise Http404
        return self.get_response(request)


class PoliticaDeContenido(CSPMiddleware):
    """django-csp, with the admin under its own policy: Wagtail 8 offers no nonce for its inline code."""

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", PERMISOS_DEL_NAVEGADOR)
        return super().process_response(request, response)

    def get_policy_parts(self, request, response, report_only=False):
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            return PolicyParts(config=POLITICA_DEL_ADMIN)
        return super().get_policy_parts(request, response, report_only)


class Idioma(LocaleMiddleware):
    """Django's, but what an address without a language does not have is not looked for under one.

    Wagtail answers any address there, so each missing object of the API would be sent to a page that does not exist.
    And at the root of the site, who asks for no language that it has is sent to that of everybody else.
    """

    def process_request(self, request):
        super().process_request(request)
        if request.path_info == "/" and not self._pide_uno(request):
            translation.activate(DE_LOS_DEMAS)
            request.LANGUAGE_CODE = DE_LOS_DEMAS

    def _pide_uno(self, request):
        """Whether the cookie or the browser names a language of the site."""
        los_nuestros = dict(settings.LANGUAGES)
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in los_nuestros:
            return True
        pedidos = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
        return any(codigo.split("-")[0] in los_nuestros for codigo, peso in pedidos if peso)

    def process_response(self, request, response):
        if response.status_code == 404 and request.resolver_match:
            return response
        return super().process_response(request, response)


class PaginasEnCache:
    """Public pages, kept for whoever comes without a session until the next generation of the site.

    The key is the generation and the address, so a change shows at once. Only what is the same for everybody is
    kept: no cookie set, nothing that varies by anything but how it is compressed, which is in the key too.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.comprimir = GZipMiddleware(get_response).process_response
        self.publico = re.compile(rf"/({'|'.join(codigo for codigo, _nombre in settings.LANGUAGES)})/")

    def __call__(self, request):
        if not (settings.CACHE_DE_PAGINAS and self._es_de_todos(request)):
            return self.get_response(request)
        direccion = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        # Compressed for whoever takes it so. Nothing of a page that is for everybody is a secret to be guessed by size.
        comprimida = bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))
        huella = blake2b(f"{comprimida} {direccion}".encode(), digest_size=16).hexdigest()
        # A new day is another page: what was to come has passed.
        clave = f"pagina:{generacion.actual()}:{localdate()}:{huella}"
        if (guardada := cache.get(clave)) is not None:
            contenido, cabeceras = guardada
            respuesta = HttpResponse(contenido, headers=cabeceras)
        else:
            respuesta = self.get_response(request)
            if not self._se_guarda(respuesta):
                return respuesta
            # The browser may keep a page, but asks each time whether it still is the one.
            respuesta.headers.setdefault("Cache-Control", "no-cache")
            set_response_etag(respuesta)
            respuesta = self.comprimir(request, respuesta)
            cache.set(clave, (respuesta.content, dict(respuesta.items())), settings.CACHE_DE_PAGINAS)
        return get_conditional_response(request, etag=respuesta.headers["ETag"], response=respuesta)

    def _es_de_todos(self, request):
        return (
            request.method == "GET"
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and "Authorization" not in request.headers
            and not getattr(request, "is_dummy", False)  # a preview
            and self.publico.match(request.path_info)
        )

    def _se_guarda(self, respuesta):
        return (
            respuesta.status_code == 200
            and not respuesta.streaming
            and not respuesta.cookies
            and not {"private", "no-store"} & set(re.findall(r"[\w-]+", respuesta.get("Cache-Control", "")))
            and {una.lower() for una in cc_delim_re.split(respuesta.get("Vary", "")) if una} <= {"accept-encoding"}
        )
