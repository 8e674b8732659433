"""Public addresses of the Bank that are not pages. Each language has its own, under its prefix."""

from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _

from ..publico import (
    cambios,
    citas,
    documentos,
    estampa,
    manual,
    novedades,
    seleccion,
    senales,
    sugerencias,
    suscripciones,
)
from .abiertos import views as abiertos
from .abiertos.formatos import TIPOS
from .abiertos.tablas import TABLAS

app_name = "banco"
SLUG = r"(?P<slug>[-\w]+)"
urlpatterns = [
    path("sugerencias/", sugerencias.sugerencias, name="sugerencias"),
    path(_("lista/"), seleccion.lista, name="lista"),
    path("lista.pdf", documentos.pdf_de_la_lista, name="pdf_de_la_lista"),
    path(_("comparar/"), seleccion.comparar, name="comparar"),
    path(
        _("avisos/"),
        include(
            [
                path("", suscripciones.suscribirse, name="suscribirse"),
                path(_("pedidos/"), suscripciones.pedida, name="suscripcion_pedida"),
                path(_("confirmar/<str:token>/"), suscripciones.confirmar, name="confirmar_suscripcion"),
                path(_("fin/<str:token>/"), suscripciones.terminar, name="terminar_suscripcion"),
            ]
        ),
    ),
    path("rss.xml", novedades.Novedades(), name="rss"),
    path("atom.xml", novedades.NovedadesAtom(), name="atom"),
    path("cambios.xml", cambios.Cambios(), name="cambios"),
    path(
        _("datos/"),
        include(
            [
                path("", abiertos.pagina, name="datos_abiertos"),
                path("api/", manual.pagina, name="api"),
                path("dcat.jsonld", abiertos.catalogo, name="dcat"),
                re_path(
                    rf"^(?P<tabla>{'|'.join(TABLAS)})\.(?P<formato>{'|'.join(TIPOS)})$",
                    abiertos.descargar,
                    name="descargar",
                ),
            ]
        ),
    ),
    re_path(rf"^{SLUG}/ficha\.pdf$", documentos.pdf, name="pdf"),
    re_path(rf"^{SLUG}/imprimir/$", documentos.imprimir, name="imprimir"),
    re_path(rf"^{SLUG}/estampa\.png$", estampa.estampa, name="estampa"),
    re_path(rf"^{SLUG}/cita\.(?P<formato>bib|ris|json)$", citas.cita, name="cita"),
    re_path(rf"^{SLUG}/ficha\.jsonld$", senales.ficha, name="jsonld"),
    re_path(rf"^{SLUG}/enlaces\.json$", senales.enlaces, name="enlaces"),
]
