"""Public addresses of the Bank that are not pages. Each language has its own, under its prefix."""

from django.urls import path

from . import sugerencias

app_name = "banco"
urlpatterns = [
    path("sugerencias/", sugerencias.sugerencias, name="sugerencias"),
]
