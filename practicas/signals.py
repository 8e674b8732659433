"""What becomes of a ficha is said of the format that it came from."""

from django.db.models.signals import pre_delete
from wagtail.signals import page_published, page_unpublished

from formularios.models import Llenado

from .models import PracticaPage


def _al_publicar(sender, instance, **kwargs):
    suyos = Llenado.objects.filter(pagina_id=instance.pk, estado=Llenado.Estado.PROPUESTO)
    suyos.update(estado=Llenado.Estado.CONVERTIDO)


def _al_retirar(sender, instance, **kwargs):
    suyos = Llenado.objects.filter(pagina_id=instance.pk, estado=Llenado.Estado.CONVERTIDO)
    suyos.update(estado=Llenado.Estado.PROPUESTO)


def _al_borrar(sender, instance, **kwargs):
    """Without its ficha, a format can be corrected and proposed again."""
    Llenado.objects.filter(pagina_id=instance.pk).update(estado=Llenado.Estado.REGISTRADO, pagina=None)


def conectar():
    page_published.connect(_al_publicar, sender=PracticaPage, dispatch_uid="practicas.formato_publicado")
    page_unpublished.connect(_al_retirar, sender=PracticaPage, dispatch_uid="practicas.formato_retirado")
    pre_delete.connect(_al_borrar, sender=PracticaPage, dispatch_uid="practicas.formato_sin_ficha")
