from django.urls import path

from . import escritorio, views

app_name = "traducciones"
urlpatterns = [
    path("<int:traduccion_id>/", escritorio.EscritorioView.as_view(), name="escritorio"),
    path("<int:traduccion_id>/enviar/", views.enviar, name="enviar"),
]
