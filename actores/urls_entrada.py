"""The addresses of the entrance. Of allauth only what is used: entering, leaving, entering again, the second factor."""

from allauth.account import views as cuenta
from django.urls import include, path

from . import views_entrada as views

urlpatterns = [
    path("", views.EntrarView.as_view(), name="account_login"),
    path("salir/", cuenta.logout, name="account_logout"),
    path("inactiva/", cuenta.account_inactive, name="account_inactive"),
    path("otra-vez/", cuenta.reauthenticate, name="account_reauthenticate"),
    path("clave/", views.CambiarClaveView.as_view(), name="mi_clave"),
    path("correo/", views.MiCorreoView.as_view(), name="mi_correo"),
    path("correo/<str:sello>/", views.confirmar_mi_correo, name="confirmar_mi_correo"),
    path("segundo-factor/", include("allauth.mfa.urls")),
]
