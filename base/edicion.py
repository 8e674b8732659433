"""What the public reads comes in editions: any change starts a new one, and what was kept for the last is not used."""

from functools import wraps
from uuid import uuid4

from asgiref.local import Local
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

_de_la_peticion = Local()

# The rows of ``Edicion``. What lies under the pages (closed lists, languages, the site, its settings, restrictions)
# changes a few times a year, and every page reads it: it has its own.
SITIO, FONDO = 1, 2


def _claves():
    """The keys in force, by row: one query for each request, or for each call outside of one."""
    from .models import Edicion

    if (claves := getattr(_de_la_peticion, "claves", None)) is not None:
        return claves
    with connection.cursor() as cursor:  # a page from the cache costs this query and little else: no ORM
        cursor.execute(f"SELECT id, clave FROM {Edicion._meta.db_table}")  # noqa: S608  # a name of our own
        claves = dict(cursor.fetchall())
    if getattr(_de_la_peticion, "abierta", False):
        _de_la_peticion.claves = claves
    return claves


def actual():
    """The key of the edition in force."""
    return _claves().get(SITIO, "")


def _del_fondo():
    return _claves().get(FONDO) or actual()


def nueva(fondo=False):
    """Start an edition, in the transaction of whatever changed; ``fondo``: what changed lies under the pages."""
    from .models import Edicion

    with connection.cursor() as cursor:  # several times in each publication: no ORM
        for fila in (SITIO, FONDO) if fondo else (SITIO,):
            clave = uuid4().hex
            cursor.execute(f"UPDATE {Edicion._meta.db_table} SET clave = %s WHERE id = %s", [clave, fila])  # noqa: S608  # a name of our own
            if not cursor.rowcount:
                Edicion.objects.update_or_create(pk=fila, defaults={"clave": clave})
    _de_la_peticion.claves = None


class PorPeticion:
    """Middleware: the edition is asked for once in a request, and stays the same until it ends."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _de_la_peticion.claves, _de_la_peticion.abierta = None, True
        try:
            return self.get_response(request)
        finally:
            _de_la_peticion.claves, _de_la_peticion.abierta = None, False


def _guardar_mientras(clave_de, funcion):
    guardado = ("", {})

    @wraps(funcion)
    def leer(*argumentos):
        nonlocal guardado
        clave = clave_de()
        de_cual, valores = guardado
        if de_cual != clave or not clave:
            valores = {}
            guardado = (clave, valores)
        if argumentos not in valores:
            valores[argumentos] = funcion(*argumentos)
        return valores[argumentos]

    return leer


def por_edicion(funcion):
    """Keep in this process what ``funcion`` returns for its arguments, until the next edition.

    For values that nobody changes: they are shared between requests.
    """
    return _guardar_mientras(actual, funcion)


def por_fondo(funcion):
    """The same, for what is made only of what lies under the pages: until something of it changes."""
    return _guardar_mientras(_del_fondo, funcion)


def _al_cambiar(sender, instance, raw=False, **kwargs):
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.contrib.settings.models import AbstractSetting
    from wagtail.models import Locale, Page, PageViewRestriction, Site

    from .models import Documento, Imagen, ListaCerrada

    if raw:
        return
    if isinstance(instance, (ListaCerrada, AbstractSetting, Site, Locale, PageViewRestriction)):
        nueva(fondo=True)
    elif isinstance(instance, (Redirect, Documento, Imagen)) or (isinstance(instance, Page) and instance.live):
        nueva()


def _al_publicar(sender, **kwargs):
    nueva()


def _al_publicar_fragmento(sender, instance, **kwargs):
    """Of a page, ``page_published`` has already said it."""
    from wagtail.models import Page

    if not isinstance(instance, Page):
        nueva()


def _al_migrar(sender, apps=None, **kwargs):
    """Each deployment migrates: what was kept was drawn with the templates and the styles of the one before."""
    if apps and "edicion" in apps.all_models["base"]:  # not on the way back to before there were any
        nueva(fondo=True)


def conectar():
    post_migrate.connect(_al_migrar, sender=apps.get_app_config("base"), dispatch_uid="base.edicion")
    for senal in (post_save, post_delete):
        senal.connect(_al_cambiar, dispatch_uid="base.edicion")
    for senal in (page_published, page_unpublished, post_page_move):
        senal.connect(_al_publicar, dispatch_uid="base.edicion")
    for senal in (published, unpublished):
        senal.connect(_al_publicar_fragmento, dispatch_uid="base.edicion")
