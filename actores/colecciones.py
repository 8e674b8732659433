"""The files of each entity: a collection of its own, and who chooses and reads what is in it.

All puntos focales are one group, so what Wagtail's permissions give to the group is cut down here to the collection
of the entity of each, and the common one. Comunicaciones and Moderación have theirs over all collections.
"""

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from base.prestado import sustituye

from .grupos import es_solo_punto_focal
from .models import Entidad

# Names of the two collections below the root.
COMUN = "Archivos comunes"
DE_LAS_ENTIDADES = "Archivos de las entidades"


def raiz():
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def _bajo(madre, nombre):
    hija = Collection.objects.child_of(madre).filter(name=nombre).first()
    return hija or madre.add_child(name=nombre)


def comun():
    """The collection that every punto focal chooses from, and Comunicaciones fills."""
    return _bajo(raiz(), COMUN)


def de_las_entidades():
    """The collection that has those of the entities."""
    return _bajo(raiz(), DE_LAS_ENTIDADES)


@transaction.atomic
def coleccion_de(entidad):
    """The collection of ``entidad``, made if missing, by the name of the entity."""
    if entidad.coleccion_id is None:
        entidad.coleccion = _bajo(de_las_entidades(), entidad.nombre_es)
        Entidad.objects.filter(pk=entidad.pk).update(coleccion=entidad.coleccion)
    elif entidad.coleccion.name != entidad.nombre_es:
        entidad.coleccion.name = entidad.nombre_es
        entidad.coleccion.save()
    return entidad.coleccion


def instalar():
    """The collections that are missing."""
    comun()
    for entidad in Entidad.objects.filter(coleccion=None):
        coleccion_de(entidad)


def _al_guardar_la_entidad(sender, instance, raw=False, **kwargs):
    if not raw:
        coleccion_de(instance)


class PoliticaDeArchivos(CollectionOwnershipPermissionPolicy):
    """Wagtail's: whoever uploaded a file changes it. For who is only a punto focal, within their entity.

    The two methods below are private and all the public ones (nine) end in them: replacing each of those would be more,
    and one that the next Wagtail adds would be open. See https://github.com/wagtail/wagtail/issues/12651
    """

    def _suyas(self, usuario, acciones):
        """Condition on the collections that a punto focal may take any of ``acciones`` in."""
        suyas = Q(entidad=usuario.entidad_id) if usuario.entidad_id else Q(pk__in=())
        # What is common is chosen from; only who may change it in general adds to it.
        return suyas | Q(name=COMUN, depth=2) if "choose" in acciones else suyas

    @sustituye
    def _check_perm(self, user, actions, collection=None):
        if not super()._check_perm(user, actions, collection):
            return False
        if not es_solo_punto_focal(user):
            return True
        suyas = Collection.objects.filter(self._suyas(user, actions))
        return suyas.filter(pk=collection.pk).exists() if collection else suyas.exists()

    @sustituye
    def _collections_with_perm(self, user, actions):
        colecciones = super()._collections_with_perm(user, actions)
        if not es_solo_punto_focal(user):
            return colecciones
        # A subquery: Wagtail's forms add other collections to these with «|».
        return colecciones.filter(pk__in=Collection.objects.filter(self._suyas(user, actions)).values("pk"))


def elegibles(usuario, modelo):
    """The files of ``modelo`` (image or document) that ``usuario`` may put in a text: a queryset."""
    return policy_registry.get_by_type(modelo).instances_user_has_any_permission_for(usuario, ["choose"])


def conectar():
    for modelo, de_wagtail in (
        (get_image_model(), "wagtailimages.Image"),
        (get_document_model(), "wagtaildocs.Document"),
    ):
        politica = PoliticaDeArchivos(modelo, auth_model=de_wagtail, owner_field_name="uploaded_by_user")
        # Exact: Wagtail registers its own for the same model, after ours.
        register_permission_policy(modelo, politica, exact_class=True)
    post_save.connect(_al_guardar_la_entidad, sender=Entidad, dispatch_uid="actores.colecciones")
