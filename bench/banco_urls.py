"""The addresses of the site, and the floor that it is measured against: a view that returns a constant page."""

from django.http import HttpResponse
from django.urls import path

from sitio.urls import urlpatterns as las_del_sitio


def desnuda(request, bytes_):
    return HttpResponse(b"x" * bytes_)


urlpatterns = [path("desnuda/<int:bytes_>/", desnuda), *las_del_sitio]
