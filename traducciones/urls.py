from django.urls import path

from . import mesa, views

app_name = "traducciones"
urlpatterns = [
    path("<int:traduccion_id>/", mesa.MesaView.as_view(), name="mesa"),
    path("<int:traduccion_id>/enviar/", views.enviar, name="enviar"),
]
