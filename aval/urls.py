from django.urls import path

from . import views, views_borradores, views_registro, views_retiro, views_terminos

app_name = "aval"
urlpatterns = [
    path("<int:tarea_id>/", views.revisar, name="revisar"),
    path("<int:tarea_id>/publico/", views.previa, name="previa"),
    path("retirar/<int:tipo>/<str:objeto>/", views_retiro.RetirarView.as_view(), name="retirar"),
    path("borrar/<int:tipo>/<str:objeto>/", views_retiro.BorrarView.as_view(), name="borrar"),
    path("ocultar-titulo/<int:tipo>/<str:objeto>/", views_retiro.OcultarTituloView.as_view(), name="ocultar_titulo"),
    path("quitar-aviso/<int:tipo>/<str:objeto>/", views_retiro.QuitarAvisoView.as_view(), name="quitar_aviso"),
    path("borradores/<int:tipo>/<str:objeto>/", views_borradores.BorradoresView.as_view(), name="borradores"),
    path("historia/<int:tipo>/<str:objeto>/", views_registro.HistoriaView.as_view(), name="historia"),
    path("fusionar/<str:aplicacion>/<str:modelo>/<str:pk>/", views_terminos.FusionarView.as_view(), name="fusionar"),
]
