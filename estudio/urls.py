"""Addresses of the room in the admin."""

from django.urls import path

from . import views, views_conversacion

app_name = "estudio"
urlpatterns = [
    path("<int:tarea_id>/", views.EstudioView.as_view(), name="estudiar"),
    path("encontrado/<int:practica_id>/", views.EncontradoView.as_view(), name="encontrado"),
    path("ficha/<int:practica_id>/", views_conversacion.ConversarView.as_view(), name="conversar"),
    path("seccion/<int:devuelta_id>/", views_conversacion.SeccionView.as_view(), name="seccion"),
]
