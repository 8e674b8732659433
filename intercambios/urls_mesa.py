"""The desk of transfers, in the admin."""

from django.urls import path

from . import views_cuestionarios
from . import views_mesa as views

app_name = "mesa"
urlpatterns = [
    path("agregar/", views.AgregarView.as_view(), name="agregar"),
    path("<int:pk>/responder/<slug:estado>/", views.ResponderView.as_view(), name="responder"),
    path("<int:pk>/estudiar/", views.EstudiarView.as_view(), name="estudiar"),
    path("<int:pk>/preguntar/", views.ConsultarView.as_view(), name="consultar"),
    path("<int:pk>/abrir/", views.AbrirView.as_view(), name="abrir"),
    path("<int:pk>/cortar-enlaces/", views.EnlacesView.as_view(), name="enlaces"),
    path("consultas/", views.ConsultasView.as_view(), name="consultas"),
    path("consultas/<int:pk>/", views.ConsultaView.as_view(), name="consulta"),
    path("cuestionarios/<int:pk>/", views_cuestionarios.CuestionarioView.as_view(), name="cuestionario"),
]
