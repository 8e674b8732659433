"""A draft shown to who has no account: a partner, the head of an entity. By a link that its editors give and take back.

It shows the latest draft as the public would read it, is in no index and kept nowhere, and dies when the text is
published: from then on there is a page. Whoever opens it learns nothing else: it is of one text, in one language.
"""

import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.signals import page_published, published

from base import enlaces
from base.enlaces import Enlace
from base.generacion import NADIE

from .citados import citados
from .contenido import canonico_de_revision

FIN = "aval.borrador"  # of its links
PLAZOS = {7: _("una semana"), 14: _("dos semanas"), 30: _("un mes")}  # days
CUANTOS = 20  # in force at once, of a text


class VistaDeBorrador(models.Model):
    """A link that was given: of which text, by whom, and what for. Its life and its uses are of ``enlace``."""

    empieza_generacion = NADIE

    enlace = models.OneToOneField(Enlace, on_delete=models.CASCADE, related_name="+", verbose_name=_("enlace"))
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("objeto"), max_length=255)
    nota = models.CharField(_("para quién"), max_length=200, blank=True)
    dada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("quién lo dio"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("enlace a un borrador")
        verbose_name_plural = _("enlaces a borradores")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="borrador_de_objeto")]

    def __str__(self):
        return str(self.enlace)


def sobre(objeto):
    """What the links of ``objeto`` are about."""
    return f"{objeto.get_base_content_type().pk}:{objeto.pk}"


def hay_borrador(objeto):
    """Whether there is something of ``objeto`` that the public does not read yet, and can be seen."""
    return objeto.latest_revision_id is not None and (not objeto.live or objeto.has_unpublished_changes)


@transaction.atomic
def dar(objeto, persona, dias, nota=""):
    """Give a link to the draft of ``objeto``: pair ``VistaDeBorrador``, token, which nobody can read again."""
    enlace, token = enlaces.dar(FIN, sobre(objeto), datetime.timedelta(days=dias))
    vista = VistaDeBorrador.objects.create(
        enlace=enlace,
        content_type=objeto.get_base_content_type(),
        object_id=str(objeto.pk),
        nota=nota,
        dada_por=persona,
    )
    return vista, token


def de(objeto):
    """The links that were given to the draft of ``objeto``, newest first, with how often each was opened."""
    abierto = models.Count("enlace__usos", filter=models.Q(enlace__usos__que="abrio"))
    suyas = VistaDeBorrador.objects.filter(content_type=objeto.get_base_content_type(), object_id=str(objeto.pk))
    return suyas.select_related("enlace", "dada_por").annotate(
        veces=abierto, ultima=models.Max("enlace__usos__momento", filter=models.Q(enlace__usos__que="abrio"))
    )


def objeto_de(enlace):
    """The text whose draft ``enlace`` shows; None if it is gone, or there is nothing of it that is not published."""
    tipo, _dos_puntos, numero = enlace.sobre.partition(":")
    modelo = ContentType.objects.get_for_id(int(tipo)).model_class()
    objeto = modelo._base_manager.filter(pk=numero).first() if modelo else None
    objeto = objeto.specific if isinstance(objeto, Page) else objeto
    return objeto if objeto is not None and hay_borrador(objeto) else None


def da(token, archivo):
    """Whether the draft that ``token`` opens has ``archivo`` (an image or a document) in it. Not told as a use."""
    enlace = enlaces.en_vigor(FIN, token)
    objeto = objeto_de(enlace) if enlace else None
    if objeto is None:
        return False
    suyos = citados(type(objeto), canonico_de_revision(objeto.latest_revision)).values()
    return (archivo._meta.label_lower, archivo.pk) in {uno for de_un_campo in suyos for uno in de_un_campo}


def _al_publicar(sender, instance, **kwargs):
    enlaces.revocar(FIN, sobre(instance))


def conectar():
    page_published.connect(_al_publicar, dispatch_uid="aval.borradores")
    published.connect(_al_publicar, dispatch_uid="aval.borradores")
