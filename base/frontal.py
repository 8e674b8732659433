"""The cache in front of the site (a proxy or a CDN), when there is one: it is told what changed.

Pages leave with an ETag and ``Cache-Control: no-cache``: a cache that asks each time, as it should, is always right.
For one that is set to keep them longer, what a publication or a withdrawal changes is purged through the backends of
``wagtail.contrib.frontend_cache``: the object in every language, what lists it, and the map of the site. With no
backend in ``WAGTAILFRONTENDCACHE``, nothing of this is connected.

It is another machine, and may not answer: it is told by the queue, before anything else that waits there.
"""

from django.conf import settings
from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, published, unpublished

from .tareas import COLA, COLAS, encolar


def _direcciones(objeto):
    """Full addresses of ``objeto`` in every language, and of the pages above it, which list it."""
    for version in objeto.get_translations(inclusive=True) if hasattr(objeto, "get_translations") else [objeto]:
        yield getattr(version, "full_url", None)
        if isinstance(version, Page):
            yield from (pagina.full_url for pagina in version.get_ancestors().filter(depth__gt=1))


def purgar(objeto, *otras):
    """Once the change is in the database: before, the cache would fetch again what it was."""
    tarea = purge_urls_from_cache_task.using(backend=COLA, queue_name="frontal", priority=COLAS["frontal"].prioridad)
    sitios = [f"{sitio.root_url}/sitemap.xml" for sitio in Site.objects.all()]
    direcciones = [una for una in dict.fromkeys([*_direcciones(objeto), *otras, *sitios]) if una]
    encolar(tarea, direcciones)


def _al_cambiar(sender, instance, **kwargs):
    if not isinstance(instance, Page) or kwargs["signal"] in (page_published, page_unpublished):
        purgar(instance)


def _al_cambiar_de_direccion(sender, instance, instance_before, **kwargs):
    purgar(instance, instance_before.full_url)


def _al_cambiar_de_lugar(sender, instance, parent_page_before, **kwargs):
    if antes := parent_page_before.full_url:
        purgar(instance, antes, f"{antes}{instance.slug}/")
    else:
        purgar(instance)


def conectar():
    if not getattr(settings, "WAGTAILFRONTENDCACHE", None):
        return
    for senal in (page_published, page_unpublished, published, unpublished):
        senal.connect(_al_cambiar, dispatch_uid="base.frontal")
    page_slug_changed.connect(_al_cambiar_de_direccion, dispatch_uid="base.frontal")
    post_page_move.connect(_al_cambiar_de_lugar, dispatch_uid="base.frontal")
