"""The public part of each aval, and the drafts that a link shows, under the prefix of each language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views_borradores import ver
from .views_registro import aval_publico

app_name = "avales"
urlpatterns = [
    path("<uuid:publico>/", aval_publico, name="publico"),
    path(_("borrador/<str:token>/"), ver, name="borrador"),
]
