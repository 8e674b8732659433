"""Public addresses of the Bank that are not pages. Each language has its own, under its prefix."""

from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _

from ..publico import citas, datos_abiertos, documentos, estampa, novedades, seleccion, sugerencias

app_name = "banco"
SLUG = r"(?P<slug>[-\w]+)"
urlpatterns = [
    path("sugerencias/", sugerencias.sugerencias, name="sugerencias"),
    path(_("lista/"), seleccion.lista, name="lista"),
    path("lista.pdf", documentos.pdf_de_la_lista, name="pdf_de_la_lista"),
    path(_("comparar/"), seleccion.comparar, name="comparar"),
    path("rss.xml", novedades.Novedades(), name="rss"),
    path("atom.xml", novedades.NovedadesAtom(), name="atom"),
    path(
        _("datos/"),
        include(
            [
                path("", datos_abiertos.pagina, name="datos_abiertos"),
                path("dcat.jsonld", datos_abiertos.dcat, name="dcat"),
                re_path(r"^practicas\.(?P<formato>csv|xlsx|json)$", datos_abiertos.descargar, name="descargar"),
            ]
        ),
    ),
    re_path(rf"^{SLUG}/ficha\.pdf$", documentos.pdf, name="pdf"),
    re_path(rf"^{SLUG}/imprimir/$", documentos.imprimir, name="imprimir"),
    re_path(rf"^{SLUG}/estampa\.png$", estampa.estampa, name="estampa"),
    re_path(rf"^{SLUG}/cita\.(?P<formato>bib|ris)$", citas.cita, name="cita"),
]
