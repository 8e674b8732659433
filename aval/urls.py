from django.urls import path

from . import views

app_name = "aval"
urlpatterns = [path("<int:tarea_id>/", views.revisar, name="revisar")]
