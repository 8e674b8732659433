"""Addresses of the room in the admin."""

from django.urls import path

from . import views, views_hoja, views_vigencia

app_name = "practicas"
urlpatterns = [
    path("proponer/<int:pk>/", views.ProponerView.as_view(), name="proponer"),
    path("traer/", views.TraerFichaView.as_view(), name="traer_nueva"),
    path("en-blanco/", views.en_blanco, name="en_blanco"),
    path("hoja/", views_hoja.en_hoja, name="en_hoja"),
    path("hoja/en-blanco/", views_hoja.hoja_en_blanco, name="hoja_en_blanco"),
    path("hoja/traer/", views_hoja.TraerHojaView.as_view(), name="traer_hoja"),
    path("hoja/<int:pk>/", views_hoja.ImportacionView.as_view(), name="importacion"),
    path("<int:pk>/traer/", views.TraerFichaView.as_view(), name="traer"),
    path("<int:pk>/word/", views.en_word_la_ficha, name="en_word"),
    path("<int:pk>/formato/", views.como_formato, name="como_formato"),
    path("<int:pk>/sigue-igual/", views_vigencia.sigue_igual, name="sigue_igual"),
]
