"""The processes, in the admin."""

from django.urls import path

from . import views_aprende as aprende
from . import views_edicion as edicion
from . import views_procesos as views

app_name = "procesos"
urlpatterns = [
    path("", views.ProcesosView.as_view(), name="lista"),
    path("<int:pk>/", views.ProcesoView.as_view(), name="ver"),
    path("<int:pk>/editar/", views.EditarProcesoView.as_view(), name="editar"),
    path("nuevo/", aprende.NuevoView.as_view(), name="nuevo"),
    path("<int:pk>/asistencia/<int:actividad>/", aprende.AsistenciaView.as_view(), name="asistencia"),
    path("<int:pk>/encuesta/", aprende.EncuestaView.as_view(), name="encuesta"),
    path("cuestionarios/", edicion.CuestionariosView.as_view(), name="cuestionarios"),
    path("cuestionarios/<int:formulario_id>/", edicion.RedactarView.as_view(), name="redactar"),
    path("cuestionarios/<int:formulario_id>/<str:idioma>/", edicion.VistaPreviaView.as_view(), name="vista_previa"),
    path("empezar/<int:practica_id>/", views.EmpezarView.as_view(), name="empezar"),
]
