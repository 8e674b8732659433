"""The API: one address for all languages."""

from django.urls import path

from .api import api
from .manual import indice, nada, openapi

urlpatterns = [
    path("v2/", indice, name="api_indice"),
    path("v2/openapi.json", openapi, name="api_openapi"),
    path("v2/", api.urls),
    path("<path:resto>", nada),
]
