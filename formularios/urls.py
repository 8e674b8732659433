"""Addresses of the room in the admin."""

from django.urls import path

from . import views, views_importar

app_name = "formularios"
urlpatterns = [
    path("", views.ListaView.as_view(), name="lista"),
    path("resultados/", views.ListaView.as_view(results_only=True), name="lista_resultados"),
    path("nuevo/<int:formulario_id>/", views.NuevoView.as_view(), name="nuevo"),
    path("en-blanco/<int:formulario_id>/", views.en_blanco, name="en_blanco"),
    path("traer/<int:formulario_id>/", views_importar.TraerView.as_view(), name="traer"),
    path("<int:pk>/", views.VerView.as_view(), name="ver"),
    path("<int:pk>/editar/", views.EditarView.as_view(), name="editar"),
    path("<int:pk>/borrar/", views.BorrarView.as_view(), name="borrar"),
    path("<int:pk>/word/", views.word, name="word"),
    path("<int:pk>/adjunto/<int:adjunto_id>/", views.adjunto, name="adjunto"),
]
