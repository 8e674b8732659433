"""The files that machines look for at the root of any site: robots.txt, favicon.ico and security.txt (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from wagtail.models import Site

from .models import AjustesSitio

# Nothing there is for the public.
CERRADO = ("/admin/", "/entrar/", "/salud/")
VIGENCIA = timedelta(days=180)  # RFC 9116 recommends less than a year


def _texto(lineas):
    return HttpResponse("\n".join(lineas) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots(request):
    """What search engines may read: in development nothing, since a demonstration is no source."""
    if settings.DEBUG:
        return _texto(["User-agent: *", "Disallow: /"])
    mapa = request.build_absolute_uri(reverse("sitemap"))
    return _texto(["User-agent: *", *(f"Disallow: {camino}" for camino in CERRADO), "", f"Sitemap: {mapa}"])


@require_safe
def seguridad(request):
    """Whom to tell of a fault: the address in «Datos de la entidad»; without one there is nothing to say."""
    sitio = Site.find_for_request(request)
    correo = AjustesSitio.for_site(sitio).correo if sitio else ""
    if not correo:
        raise Http404
    hasta = (timezone.now() + VIGENCIA).replace(hour=0, minute=0, second=0, microsecond=0)
    return _texto(
        [
            f"Contact: mailto:{correo}",
            f"Expires: {hasta:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: es, en",
            f"Canonical: {request.build_absolute_uri()}",
        ]
    )


class Favicon(RedirectView):
    """Browsers ask for it here, whatever the page says."""

    def get_redirect_url(self, *args, **kwargs):
        return static("base/img/favicon.ico")
