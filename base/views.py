"""Views of the frame."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def elegir_idioma(request, codigo):
    """Remember the language that a reader chose, and go on to ``a`` in it.

    A plain link: it changes nothing but the reader's own preference, and no public page needs a cookie for it.
    """
    if codigo not in dict(settings.LANGUAGES):
        raise Http404
    destino = request.GET.get("a", "")
    if not url_has_allowed_host_and_scheme(destino, {request.get_host()}, request.is_secure()):
        destino = f"/{codigo}/"
    respuesta = HttpResponseRedirect(destino)
    respuesta.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        codigo,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return respuesta
