"""The collection of each file: that of the entity whose fichas have it."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from actores import colecciones, grupos
from actores.models import Entidad, Usuario
from base.models import Documento, Imagen
from practicas.models import PracticaPage


def repartir_archivos():
    """The files of no collection go to that of the entity whose fichas have them, or of who uploaded them for it.

    What fichas of several entities share, and what is nobody's, stays where Comunicaciones and Moderación choose.
    """
    entidades = dict(PracticaPage.objects.order_by().values_list("pk", "entidad_id"))
    focales = dict(
        Usuario.objects.filter(groups__name=grupos.PUNTOS_FOCALES)
        .exclude(groups__name__in=(grupos.COMUNICACIONES, grupos.MODERACION))
        .values_list("pk", "entidad_id")
    )
    suya = dict(Entidad.objects.values_list("pk", "coleccion_id"))
    for modelo in (Imagen, Documento):
        sueltos = dict(
            modelo.objects.filter(collection=colecciones.raiz()).order_by().values_list("pk", "uploaded_by_user_id")
        )
        de_quien = {pk: set() for pk in sueltos}
        citas = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(modelo),
            base_content_type=ContentType.objects.get_for_model(Page),
        )
        for citado, pagina in citas.values_list("to_object_id", "object_id") if sueltos else ():
            if int(citado) in de_quien and entidades.get(int(pagina)):
                de_quien[int(citado)].add(entidades[int(pagina)])
        por_coleccion = {}
        for pk, suyas in de_quien.items():
            suyas = suyas or {focales.get(sueltos[pk])} - {None}
            if len(suyas) == 1:
                por_coleccion.setdefault(suya[suyas.pop()], []).append(pk)
        for coleccion, pks in por_coleccion.items():
            modelo.objects.filter(pk__in=pks).update(collection_id=coleccion)
