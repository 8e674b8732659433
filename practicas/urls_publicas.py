"""The public page on which who knows a practice says whether it is still so. Each language has its own address."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views_vigencia

app_name = "vigencia"
urlpatterns = [path(_("vigencia/<str:token>/"), views_vigencia.responder, name="responder")]
