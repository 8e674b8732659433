"""Asking for an account. Each language has its own addresses, under its prefix."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views_pedidos as views

app_name = "cuentas"

urlpatterns = [
    path("", views.pedir, name="pedir"),
    path(_("recibido/"), views.pedida, name="pedida"),
    path(_("confirmar/<str:token>/"), views.confirmar, name="confirmar"),
    path(_("borrar/<str:token>/"), views.borrar, name="borrar"),
]
