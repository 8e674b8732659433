from django.urls import path

from . import views

app_name = "traducciones"
urlpatterns = [path("<int:traduccion_id>/enviar/", views.enviar, name="enviar")]
