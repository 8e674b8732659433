"""The addresses of the site, and a page of the public that cites a note."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import format_html

from sitio.urls import urlpatterns as del_sitio

from .models import Nota


def cita(request, idioma, pk):
    nota = get_object_or_404(Nota, pk=pk).para_el_publico(idioma)
    if nota is None:
        raise Http404
    return HttpResponse(format_html("<h1>{}</h1>{}", nota.titulo, nota.texto))


urlpatterns = [path("cita/<str:idioma>/<int:pk>/", cita, name="cita"), *del_sitio]
