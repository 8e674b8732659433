"""What the public reads comes in editions: any change starts a new one, and what was kept for the last is not used."""

from functools import wraps
from uuid import uuid4

from asgiref.local import Local
from django.db import connection
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

_de_la_peticion = Local()


def actual():
    """The key of the edition in force: one query for each request, or for each call outside of one."""
    from .models import Edicion

    if (clave := getattr(_de_la_peticion, "clave", None)) is not None:
        return clave
    with connection.cursor() as cursor:  # a page from the cache costs this query and little else: no ORM
        cursor.execute(f"SELECT clave FROM {Edicion._meta.db_table} WHERE id = 1")  # noqa: S608  # a name of our own
        clave = (cursor.fetchone() or [""])[0]
    if getattr(_de_la_peticion, "abierta", False):
        _de_la_peticion.clave = clave
    return clave


def nueva():
    """Start an edition, in the transaction of whatever changed."""
    from .models import Edicion

    Edicion.objects.update_or_create(pk=1, defaults={"clave": uuid4().hex})
    _de_la_peticion.clave = None


class PorPeticion:
    """Middleware: the edition is asked for once in a request, and stays the same until it ends."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _de_la_peticion.clave, _de_la_peticion.abierta = None, True
        try:
            return self.get_response(request)
        finally:
            _de_la_peticion.clave, _de_la_peticion.abierta = None, False


def por_edicion(funcion):
    """Keep in this process what ``funcion`` returns for its arguments, until the next edition.

    For values that nobody changes: they are shared between requests.
    """
    guardado = ("", {})

    @wraps(funcion)
    def leer(*argumentos):
        nonlocal guardado
        clave = actual()
        de_cual, valores = guardado
        if de_cual != clave or not clave:
            valores = {}
            guardado = (clave, valores)
        if argumentos not in valores:
            valores[argumentos] = funcion(*argumentos)
        return valores[argumentos]

    return leer


def _cambia_lo_publico(sender, instance):
    """Whether saving or deleting ``instance`` may change what the public reads."""
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.contrib.settings.models import AbstractSetting
    from wagtail.models import Locale, Page, PageViewRestriction, Site

    from .models import Documento, Imagen, ListaCerrada

    if isinstance(instance, Page):
        return instance.live
    return isinstance(
        instance,
        (ListaCerrada, AbstractSetting, Site, Locale, Redirect, PageViewRestriction, Documento, Imagen),
    )


def _al_cambiar(sender, instance, raw=False, **kwargs):
    if not raw and _cambia_lo_publico(sender, instance):
        nueva()


def _al_publicar(sender, **kwargs):
    nueva()


def conectar():
    for senal in (post_save, post_delete):
        senal.connect(_al_cambiar, dispatch_uid="base.edicion")
    for senal in (page_published, page_unpublished, post_page_move, published, unpublished):
        senal.connect(_al_publicar, dispatch_uid="base.edicion")
