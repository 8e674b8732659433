"""Calendars: Wagtail's own addresses end in a slash, and these are files."""

from django.urls import path

from . import views

app_name = "eventos"
urlpatterns = [path("<slug:seccion>/<slug:nombre>.ics", views.ics, name="ics")]
