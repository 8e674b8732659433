from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "intercambios"
urlpatterns = [
    path("", views.pedir, name="pedir"),
    path(_("gracias/<slug:codigo>/"), views.gracias, name="gracias"),
    path(_("borrar/<str:token>/"), views.borrar, name="borrar"),
]
