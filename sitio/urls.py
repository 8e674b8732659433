"""Addresses. Each language has its own prefix; what belongs to no language has none."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from actores.views_entrada import PedirClaveView
from aval import medios
from base.atajos import servir

from .salud import salud, vivo
from .sitemap import sitemap
from .views import estilo, no_existe
from .views_raiz import Favicon, robots, seguridad

urlpatterns = [
    path("entrar/", include("actores.urls_entrada")),
    # Before Wagtail's own: there is one way in, and the pages that it has to try its errors are not for here.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", never_cache(PedirClaveView.as_view())),
    path("admin/failwhale/", no_existe),
    path("admin/test404/", no_existe),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documentos/(\d+)/(.*)$", medios.documento, name="wagtaildocs_serve"),
    path("documentos/", include(wagtaildocs_urls)),
    path(f"{settings.MEDIA_URL.strip('/')}/<path:ruta>", medios.medio, name="medio"),
    path("", include("base.urls")),
    path("api/", include("banco.publico.urls_de_la_api")),
    path("salud/", salud, name="salud"),
    path("salud/vivo/", vivo, name="vivo"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots),
    path("favicon.ico", Favicon.as_view()),
    path(".well-known/security.txt", seguridad),
]

if settings.DEBUG:
    urlpatterns += i18n_patterns(path("estilo/", estilo, name="estilo"))

urlpatterns += i18n_patterns(
    path(_("banco/"), include("banco.publico.urls")),
    path(_("avales/"), include("aval.urls_publicas")),
    path(_("pedir-cuenta/"), include("actores.urls_pedidos")),
    path("", include("intercambios.urls")),
    path("", include("practicas.urls_publicas")),
    path("", include("eventos.urls")),
    re_path(serve_pattern, servir, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
