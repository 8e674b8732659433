"""What the public reads comes in generations: any change starts one, and what was kept for the last is not used."""

from contextlib import contextmanager
from functools import wraps
from uuid import uuid4

from asgiref.local import Local
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_delete, post_migrate, post_save
from modelcluster.fields import ParentalKey
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

_de_la_peticion = Local()

# The rows of ``Generacion``. What lies under the pages (closed lists, languages, the site, its settings, restrictions)
# changes a few times a year, and every page reads it: it has its own.
SITIO, FONDO = 1, 2

# What each kind of the house says of itself in ``empieza_generacion`` (``base.checks`` asks all): SITIO or FONDO, to
# start one whenever it is saved or deleted; VIVO, while it is live; DE_SU_TEXTO, while that of which it is a row is
# live; NADIE, because no public page is drawn with it, or because whoever writes it starts one.
VIVO, DE_SU_TEXTO, NADIE = "vivo", "de su texto", None
# The kinds of other houses that public pages are drawn with.
DE_OTROS = {
    "wagtailcore.Site": FONDO,
    "wagtailcore.Locale": FONDO,
    "wagtailcore.PageViewRestriction": FONDO,
    "wagtailredirects.Redirect": SITIO,
}


def _claves():
    """The keys in force, by row: one query for each request, or for each call outside of one."""
    if (claves := getattr(_de_la_peticion, "claves", None)) is not None:
        return claves
    with connection.cursor() as cursor:  # a page from the cache costs this query and little else: no ORM
        cursor.execute("SELECT id, clave FROM base_edicion")
        claves = dict(cursor.fetchall())
    if getattr(_de_la_peticion, "abierta", False):
        _de_la_peticion.claves = claves
    return claves


def actual():
    """The key of the generation in force."""
    return _claves().get(SITIO, "")


def _del_fondo():
    return _claves().get(FONDO) or actual()


def nueva(fondo=False):
    """Start a generation, in the transaction of whatever changed; ``fondo``: what changed lies under the pages."""
    filas = (SITIO, FONDO) if fondo else (SITIO,)
    pendientes = getattr(_de_la_peticion, "pendientes", None)
    if pendientes is None:
        _escribir(filas)
        return
    pendientes.update(filas)
    # Until it is written, keys that nobody else knows: what is read from here on is read with the change.
    _de_la_peticion.claves = {**_claves(), **{fila: uuid4().hex for fila in filas}}


def _escribir(filas):
    with connection.cursor() as cursor:  # several times in each publication: no ORM
        for fila in sorted(filas):
            clave = uuid4().hex
            cursor.execute("UPDATE base_edicion SET clave = %s WHERE id = %s", [clave, fila])
            if not cursor.rowcount:
                apps.get_model("base.Generacion").objects.update_or_create(pk=fila, defaults={"clave": clave})
    _de_la_peticion.claves = None


@contextmanager
def al_final():
    """Write the generation that begins in the block as the last thing of it; the block is the whole of a transaction.

    All acts write the same row, and whoever writes it first keeps the others waiting until its transaction ends, also
    who holds what it will ask for. Written last, it is held for an instant, and by who needs nothing more. It is still
    of the transaction: with the change there is the key, and without it there is neither.

    The key is made then, and is none of those used inside: another act may have ended since, and what was read before
    it must not pass for what is in force.
    """
    if getattr(_de_la_peticion, "pendientes", None) is not None:
        yield  # the outer block writes it
        return
    _de_la_peticion.pendientes = pendientes = set()
    try:
        yield
        if pendientes:
            _escribir(pendientes)
    finally:
        _de_la_peticion.pendientes = None
        if pendientes:
            _de_la_peticion.claves = None


@contextmanager
def fija():
    """The generation is asked for once in the block, and stays the same until it ends: for who reads much at once."""
    if getattr(_de_la_peticion, "abierta", False):
        yield
        return
    _de_la_peticion.claves, _de_la_peticion.abierta = None, True
    try:
        yield
    finally:
        _de_la_peticion.claves, _de_la_peticion.abierta = None, False


class PorPeticion:
    """Middleware: the generation is asked for once in a request, and stays the same until it ends."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with fija():
            return self.get_response(request)


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


def por_generacion(funcion):
    """Keep in this process what ``funcion`` returns for its arguments, until the next generation.

    For values that nobody changes: they are shared between requests.
    """
    return _guardar_mientras(actual, funcion)


def por_fondo(funcion):
    """The same, for what is made only of what lies under the pages: until something of it changes."""
    return _guardar_mientras(_del_fondo, funcion)


def _que_empieza(modelo):
    if modelo._meta.apps is not apps:
        return NADIE  # as a migration knew it
    return DE_OTROS.get(modelo._meta.label, getattr(modelo, "empieza_generacion", NADIE))


def _esta_vivo(instance):
    """Whether the public reads the text of which ``instance`` is a row."""
    madre = next(campo for campo in instance._meta.fields if isinstance(campo, ParentalKey))
    if madre.is_cached(instance):
        return getattr(madre.get_cached_value(instance), "live", True)
    return madre.related_model._base_manager.filter(pk=getattr(instance, madre.attname), live=True).exists()


def _al_cambiar(sender, instance, raw=False, **kwargs):
    que = NADIE if raw else _que_empieza(sender)
    if que in (SITIO, FONDO):
        nueva(fondo=que == FONDO)
    elif (que == VIVO and instance.live) or (que == DE_SU_TEXTO and _esta_vivo(instance)):
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
    if apps and {"generacion", "edicion"} & apps.all_models["base"].keys():  # not on the way back to before any
        nueva(fondo=True)


def conectar():
    post_migrate.connect(_al_migrar, sender=apps.get_app_config("base"), dispatch_uid="base.generacion")
    for senal in (post_save, post_delete):
        senal.connect(_al_cambiar, dispatch_uid="base.generacion")
    for senal in (page_published, page_unpublished, post_page_move):
        senal.connect(_al_publicar, dispatch_uid="base.generacion")
    for senal in (published, unpublished):
        senal.connect(_al_publicar_fragmento, dispatch_uid="base.generacion")
