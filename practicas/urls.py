"""Addresses of the room in the admin."""

from django.urls import path

from . import views

app_name = "practicas"
urlpatterns = [
    path("proponer/<int:pk>/", views.ProponerView.as_view(), name="proponer"),
    path("traer/", views.TraerFichaView.as_view(), name="traer_nueva"),
    path("en-blanco/", views.en_blanco, name="en_blanco"),
    path("<int:pk>/traer/", views.TraerFichaView.as_view(), name="traer"),
    path("<int:pk>/word/", views.en_word_la_ficha, name="en_word"),
    path("<int:pk>/formato/", views.como_formato, name="como_formato"),
]
