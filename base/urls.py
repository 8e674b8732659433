"""Addresses that belong to no language."""

from django.urls import path

from . import views

urlpatterns = [
    path("idioma/<str:codigo>/", views.elegir_idioma, name="elegir_idioma"),
    path("compartir/<str:idioma>/<str:clase>.png", views.compartir, name="compartir"),
]
