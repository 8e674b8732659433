"""The public part of each aval, under the prefix of each language."""

from django.urls import path

from .views_registro import aval_publico

app_name = "avales"
urlpatterns = [path("<uuid:publico>/", aval_publico, name="publico")]
