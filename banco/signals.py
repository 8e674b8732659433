"""The read model keeps up with what goes live, with what is withdrawn, and with the closed lists."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from actores.models import Actor, Entidad, Localidad
from aval.fusion import fusionado
from base import generacion
from base.tareas import encolar
from eventos.models import Evento, Premio, Reconocimiento
from practicas.models import PracticaPage, Vigencia
from publicables.indices import IndicePage
from redes.models import Plataforma, Red
from vocabulario.models import ODS, Ciudad, Criterio, PalabraClave, Poblacion, Subtema, Tema

from . import entradas, proyeccion, suscripciones, viajes

LISTAS = {
    Tema: "tema",
    Subtema: "subtema",
    Entidad: "entidad",
    Localidad: "localidad",
    Poblacion: "poblacion",
    ODS: "ods",
    Criterio: "criterio",
}
# A practice is found also by the names of those that it is tied to: these, and those that other rooms say.
DE_LOS_VINCULOS = (Red, Plataforma, Evento, Premio, Reconocimiento)


def _es_vinculo(modelo):
    return modelo in DE_LOS_VINCULOS or modelo in viajes.OTRAS


def al_publicar(sender, instance, **kwargs):
    if proyeccion.escribir(instance):
        # A consent that the original withdraws is withdrawn in its translations in the same moment.
        for otra in instance.get_translations().filter(live=True):
            proyeccion.escribir(otra)


def al_responder(sender, instance, raw=False, **kwargs):
    """Somebody said whether a practice is still so, or the silence about it is to be said."""
    if not raw:
        proyeccion.verificar(PracticaPage.objects.select_related("aval").get(pk=instance.practica_id))


def al_retirar(sender, instance, **kwargs):
    proyeccion.quitar(instance)


def al_renombrar(sender, instance, created, raw=False, **kwargs):
    if not raw and not created:
        proyeccion.al_renombrar(LISTAS[sender], instance.codigo)
        encolar(entradas.rehacer)


def al_traducir(sender, instance, created, raw=False, **kwargs):
    if not raw and not created:
        proyeccion.al_renombrar("palabra_clave", str(instance))


def al_nombrar_una_organizacion(sender, instance, created, raw=False, **kwargs):
    """Those of the District are read by their entity."""
    if raw or created:
        return
    if instance.entidad_id is None:
        encolar(proyeccion.reescribir_las_de, instance.pk)
    encolar(proyeccion.revincular)


def al_nombrar_una_ciudad(sender, instance, created, raw=False, **kwargs):
    if not raw and not created:
        encolar(proyeccion.revincular)


def al_fusionar(sender, de, a, **kwargs):
    if sender is Actor:
        proyeccion.reescribir_las_de.call(a.pk)
    if sender in (Actor, Ciudad):
        proyeccion.revincular.call()
    if sender in LISTAS:
        proyeccion.reemplazar(LISTAS[sender], de.codigo, a.codigo)
        suscripciones.al_fusionar(LISTAS[sender], de.codigo, a.codigo)


def al_restringir(sender, instance, raw=False, **kwargs):
    """A page for some only, or for everybody again: its practices leave the Bank, or come back."""
    if not raw:
        generacion.nueva(fondo=True)
        for pagina in instance.page.get_descendants(inclusive=True).type(PracticaPage).live().specific():
            proyeccion.escribir(pagina)


def al_cambiar_en_el_sitio(sender, instance, **kwargs):
    """Anything else that the public reads went live, or is withdrawn."""
    if instance._meta.label in entradas.CLASES:
        entradas.escribir(instance)
    if _es_vinculo(sender) and instance.live:
        encolar(proyeccion.revincular)
    elif _es_vinculo(sender):
        proyeccion.revincular.call()  # what is withdrawn is not shown for an instant more
    if issubclass(sender, IndicePage):
        encolar(entradas.rehacer)  # it lends its address to others


def al_mudar(sender, **kwargs):
    """The addresses are others."""
    encolar(entradas.rehacer)


def al_borrar(sender, instance, **kwargs):
    if sender._meta.label in entradas.CLASES:
        entradas.quitar(instance)


def conectar():
    page_published.connect(al_publicar, sender=PracticaPage, dispatch_uid="banco.proyeccion")
    page_unpublished.connect(al_retirar, sender=PracticaPage, dispatch_uid="banco.proyeccion")
    for senal in (published, unpublished):
        senal.connect(al_cambiar_en_el_sitio, dispatch_uid="banco.entradas")
    post_save.connect(al_responder, sender=Vigencia, dispatch_uid="banco.vigencia")
    post_page_move.connect(al_mudar, dispatch_uid="banco.entradas")
    post_save.connect(al_mudar, sender=Site, dispatch_uid="banco.entradas")
    post_delete.connect(al_borrar, dispatch_uid="banco.entradas")
    for lista in LISTAS:
        post_save.connect(al_renombrar, sender=lista, dispatch_uid="banco.proyeccion")
    post_save.connect(al_traducir, sender=PalabraClave, dispatch_uid="banco.proyeccion")
    post_save.connect(al_nombrar_una_organizacion, sender=Actor, dispatch_uid="banco.proyeccion")
    post_save.connect(al_nombrar_una_ciudad, sender=Ciudad, dispatch_uid="banco.proyeccion")
    fusionado.connect(al_fusionar, dispatch_uid="banco.proyeccion")
    for senal in (post_save, post_delete):
        senal.connect(al_restringir, sender=PageViewRestriction, dispatch_uid="practicas.restriccion")
