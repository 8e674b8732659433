"""Addresses of the room in the admin."""

from django.urls import path

from . import views

app_name = "practicas"
urlpatterns = [
    path("proponer/<int:pk>/", views.ProponerView.as_view(), name="proponer"),
    path("<int:pk>/formato/", views.como_formato, name="como_formato"),
]
