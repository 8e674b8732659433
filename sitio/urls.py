"""Addresses. Each language has its own prefix; what belongs to no language has none."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from base.views import elegir_idioma
from practicas.publico.api import api, nada

from .mapa import sitemap
from .salud import salud, vivo
from .views import estilo, servir

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documentos/", include(wagtaildocs_urls)),
    path("idioma/<str:codigo>/", elegir_idioma, name="elegir_idioma"),
    path("api/v2/", api.urls),
    path("api/<path:resto>", nada),
    path("salud/", salud, name="salud"),
    path("salud/vivo/", vivo, name="vivo"),
    path("sitemap.xml", sitemap, name="sitemap"),
]

if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

if settings.DEBUG:
    urlpatterns += i18n_patterns(path("estilo/", estilo, name="estilo"))

urlpatterns += i18n_patterns(
    path(_("banco/"), include("practicas.publico.urls")),
    path(_("avales/"), include("aval.urls_publicas")),
    path("", include("eventos.urls")),
    re_path(serve_pattern, servir, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
