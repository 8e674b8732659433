"""Addresses of the room in the admin."""

from django.urls import path

from . import views

app_name = "estudio"
urlpatterns = [
    path("<int:tarea_id>/", views.EstudioView.as_view(), name="estudiar"),
    path("encontrado/<int:practica_id>/", views.EncontradoView.as_view(), name="encontrado"),
]
