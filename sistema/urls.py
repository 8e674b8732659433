from django.urls import path

from . import views

app_name = "sistema"
urlpatterns = [
    path("", views.InstanciasView.as_view(), name="instancias"),
    path("resultados/", views.InstanciasView.as_view(results_only=True), name="instancias_resultados"),
    path("compromisos/", views.CompromisosView.as_view(), name="compromisos"),
    path("compromisos/resultados/", views.CompromisosView.as_view(results_only=True), name="compromisos_resultados"),
    path("instancia/<int:pk>/", views.InstanciaView.as_view(), name="instancia"),
    path("sesion/<int:pk>/", views.SesionView.as_view(), name="sesion"),
    path("sesion/<int:pk>/acta/", views.acta, name="acta"),
    path("sesion/<int:pk>/acta.pdf", views.acta, {"como_pdf": True}, name="acta_pdf"),
    path("integrante/<int:pk>/funciones/", views.FuncionesView.as_view(), name="funciones"),
    path("persona/<int:pk>/olvidar/", views.OlvidarView.as_view(), name="olvidar"),
]
