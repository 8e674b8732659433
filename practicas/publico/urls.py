"""Public addresses of the Bank that are not pages. Each language has its own, under its prefix."""

from django.urls import path, re_path

from . import citas, documentos, estampa, sugerencias

app_name = "banco"
SLUG = r"(?P<slug>[-\w]+)"
urlpatterns = [
    path("sugerencias/", sugerencias.sugerencias, name="sugerencias"),
    re_path(rf"^{SLUG}/ficha\.pdf$", documentos.pdf, name="pdf"),
    re_path(rf"^{SLUG}/imprimir/$", documentos.imprimir, name="imprimir"),
    re_path(rf"^{SLUG}/estampa\.png$", estampa.estampa, name="estampa"),
    re_path(rf"^{SLUG}/cita\.(?P<formato>bib|ris)$", citas.cita, name="cita"),
]
