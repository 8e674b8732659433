"""What the site itself shows besides texts: its root, its redirects and the data of the entity.

None of it bears the aval. The root is a home that does; a redirect leaves the site only by a safe address; and each
change of any of the three is on record, field by field.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from aval.bitacora import anotar_cambios
from aval.errores import ErrorDeAval
from base.idiomas import ESPANOL

from .models import AjustesSitio, InicioPage


class RaizSinPublicar(ErrorDeAval):
    """The site would show nothing."""

    mensaje = _("La raíz del sitio es una página de inicio publicada en español: con otra, el público no vería nada.")


class SinSitio(ErrorDeAval):
    mensaje = _("No se borró: sin un sitio por defecto, el público no vería nada. Primero ponga otro por defecto.")


class SalidaInsegura(ErrorDeAval):
    mensaje = _(
        "Una redirección a otro sitio lleva una dirección https completa, con su nombre de dominio y sin usuario ni "
        "puerto."
    )


def es_raiz(numero):
    """Whether the page of that number may be the root of a site: a live home, in the language of the site."""
    return InicioPage.objects.filter(pk=numero, live=True, aval__isnull=False, locale__language_code=ESPANOL).exists()


def es_salida_segura(direccion):
    """Whether a redirect may lead to ``direccion``, outside of the site."""
    try:
        partes = urlsplit(direccion)
        con_puerto = partes.port is not None
    except ValueError:
        return False
    return partes.scheme == "https" and "." in (partes.hostname or "") and "@" not in partes.netloc and not con_puerto


def _validar_raiz(numero):
    if not es_raiz(getattr(numero, "pk", numero)):
        raise ValidationError(RaizSinPublicar.mensaje, code="raiz")


def _validar_salida(direccion):
    if direccion and not es_salida_segura(direccion):
        raise ValidationError(SalidaInsegura.mensaje, code="salida")


def exigir_raiz(sender, instance, raw=False, update_fields=None, **kwargs):
    """Refuse a site whose root is no live home, or that leaves the house without a site by default."""
    if raw:
        return
    if (update_fields is None or {"root_page", "root_page_id"} & set(update_fields)) and not es_raiz(
        instance.root_page_id
    ):
        raise RaizSinPublicar
    if not instance.is_default_site and instance.pk and not _otros(instance).filter(is_default_site=True).exists():
        raise SinSitio


def exigir_sitio(sender, instance, **kwargs):
    if instance.is_default_site and es_raiz(instance.root_page_id):
        raise SinSitio


def _otros(sitio):
    return Site.objects.exclude(pk=sitio.pk)


def exigir_salida(sender, instance, raw=False, **kwargs):
    if not raw and instance.redirect_link and not es_salida_segura(instance.redirect_link):
        raise SalidaInsegura


def conectar():
    # Beside the field, in Wagtail's own forms: they ask the fields of the model. Not among the validators that
    # migrations see: the models are Wagtail's.
    Site._meta.get_field("root_page").validators.append(_validar_raiz)
    Redirect._meta.get_field("redirect_link").validators.append(_validar_salida)
    pre_save.connect(exigir_raiz, sender=Site, dispatch_uid="sitio.raiz")
    pre_delete.connect(exigir_sitio, sender=Site, dispatch_uid="sitio.raiz")
    pre_save.connect(exigir_salida, sender=Redirect, dispatch_uid="sitio.salida")
    for modelo in (AjustesSitio, Redirect, Site):
        anotar_cambios(modelo)
