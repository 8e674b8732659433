"""What becomes of an initiative: its changes of state on record, its announcement, and how many there are of each."""

from django.db import transaction
from django.db.models import Count
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Locale

from actores.models import Sector
from base.idiomas import ESPANOL

from .models import Anuncio, Clase, Iniciativa

CAMBIO = "sistema.iniciativa"
EN_CADA_ESTADO = 12  # that the board shows; the rest are in the list


def anotar_estado(iniciativa, antes, quien):
    """Write in the log that ``iniciativa`` was in the state ``antes`` (empty: it is new) and is in another."""
    with override(ESPANOL):
        datos = {
            "de": str(Iniciativa.Estado(antes).label) if antes else "",
            "a": str(iniciativa.get_estado_display()),
            "estado": str(iniciativa.estado),
            "motivo": iniciativa.motivo if iniciativa.estado in Iniciativa.CON_MOTIVO else "",
        }
    log(iniciativa, CAMBIO, user=quien, data=datos)


@transaction.atomic
def preparar_anuncio(iniciativa, quien):
    """The draft, by ``quien``, of what the public would read of ``iniciativa``; the one that there is, if there is.

    Raises ``ValueError``, with the reason in words, when nothing of it may be told.
    """
    iniciativa = Iniciativa.objects.select_for_update().get(pk=iniciativa.pk)
    if razon := iniciativa.no_se_anuncia:
        raise ValueError(razon)
    if iniciativa.anuncio_id:
        return iniciativa.anuncio
    parrafos = [linea.strip() for linea in iniciativa.descripcion.splitlines()]
    anuncio = Anuncio(
        locale=Locale.objects.get(language_code=ESPANOL),
        live=False,
        nombre=iniciativa.titulo,
        clase=iniciativa.clase,
        modalidad=iniciativa.modalidad,
        transversal=iniciativa.transversal,
        sector=iniciativa.sector,
        entidad=iniciativa.entidad,
        practica=iniciativa.practica,
        descripcion="".join(f"<p>{escape(linea)}</p>" for linea in parrafos if linea),
    )
    anuncio.full_clean(exclude=["translation_key"])
    anuncio.save()
    anuncio.save_revision(user=quien, log_action=True, clean=False)
    iniciativa.anuncio = anuncio
    iniciativa.save(update_fields=["anuncio"])
    return anuncio


def tablero(iniciativas):
    """Those of each state, newest first: list of dicts, in the order of the states."""
    cuantas = dict(iniciativas.order_by().values_list("estado").annotate(Count("pk")))
    columnas = []
    for estado, nombre in Iniciativa.Estado.choices:
        de_este = iniciativas.filter(estado=estado).select_related("entidad", "sector")
        filas = list(de_este[:EN_CADA_ESTADO]) if cuantas.get(estado) else []
        columnas.append({"estado": estado, "nombre": nombre, "cuantas": cuantas.get(estado, 0), "filas": filas})
    return columnas


def matriz(iniciativas):
    """How many offers and requests there are of each sector: rows, the transversal ones last, and the totals."""
    filas = iniciativas.order_by().exclude(estado=Iniciativa.Estado.DESCARTADA)
    cuenta = {(sector, clase): n for sector, clase, n in filas.values_list("sector", "clase").annotate(Count("pk"))}
    sectores = [*((sector.pk, str(sector)) for sector in Sector.objects.all()), (None, _("Transversales"))]
    celdas = [[(clase, cuenta.get((sector, clase), 0)) for clase in Clase] for sector, _nombre in sectores]
    renglones = [
        {"sector": sector, "nombre": nombre, "celdas": suyas}
        for (sector, nombre), suyas in zip(sectores, celdas, strict=True)
    ]
    totales = [sum(n for _clase, n in columna) for columna in zip(*celdas, strict=True)]
    return {"clases": Clase.labels, "renglones": renglones, "totales": totales, "hay": any(totales)}
