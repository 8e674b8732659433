"""What each role may do. The rules that no permission can say are in the permission testers."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Workflow, WorkflowPage
from wagtail_localize.models import Translation

from actores import colecciones, grupos
from aval import terminos
from banco.models import Equivalencia
from promocion.models import Objetivo, TextoComun
from traducciones.models import Termino

from .. import semillas

# Role → what it may do on the pages below the home of each language.
PERMISOS_DE_PAGINA = {
    grupos.COMUNICACIONES: ("add", "change"),
    grupos.MODERACION: ("change", "publish", "lock", "unlock", "bulk_delete"),
}

# Role → what it may do with images and documents, in which collections (``actores.colecciones`` cuts down the first).
PERMISOS_DE_ARCHIVOS = (
    (grupos.PUNTOS_FOCALES, colecciones.de_las_entidades, ("add", "choose")),
    (grupos.PUNTOS_FOCALES, colecciones.comun, ("choose",)),
    (grupos.COMUNICACIONES, colecciones.raiz, ("add", "change", "choose")),
    (grupos.MODERACION, colecciones.raiz, ("choose",)),
)

# Role → what it may do with networks, platforms, events, awards and recognitions. Publishing is nobody's.
PERMISOS_DE_VIAJES = {
    grupos.COMUNICACIONES: ("view", "add", "change", "delete"),
    grupos.MODERACION: ("view", "change", "delete", "lock", "unlock"),
    grupos.ADMINISTRACION: ("view",),
}

LISTAS = terminos.listas()


def instalar_permisos(roles, inicio, banco):
    """What each role may do. The rules that no permission can say are in the permission testers."""
    entrar = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for rol in roles.values():
        rol.permissions.add(entrar)

    flujo = Workflow.objects.get(name="Aval de la DDRI")
    inicios = inicio.get_translations(inclusive=True)
    for pagina in inicios:
        WorkflowPage.objects.get_or_create(page=pagina, defaults={"workflow": flujo})
        for rol, acciones in PERMISOS_DE_PAGINA.items():
            _permitir_en(pagina, roles[rol], acciones)
    _permitir_en(banco, roles[grupos.PUNTOS_FOCALES], ("add", "change"))

    GroupCollectionPermission.objects.filter(
        group=roles[grupos.PUNTOS_FOCALES], collection=colecciones.raiz()
    ).delete()  # of when all files were in one
    for rol, coleccion, acciones in PERMISOS_DE_ARCHIVOS:
        # Wagtail asks for the permissions of its own models, also of ours.
        for aplicacion, modelo in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            for accion in acciones:
                GroupCollectionPermission.objects.get_or_create(
                    group=roles[rol], collection=coleccion(), permission=_permiso(aplicacion, f"{accion}_{modelo}")
                )

    # wagtail-localize makes this one in a migration of its own; a database emptied since has lost it.
    traducir, _nuevo = Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Translation),
        codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )
    roles[grupos.COMUNICACIONES].permissions.add(traducir)
    for rol, acciones in PERMISOS_DE_VIAJES.items():
        for modelo in semillas.MODELOS:
            for accion in acciones:
                codigo = f"{accion}_{modelo._meta.model_name}"
                roles[rol].permissions.add(_permiso(modelo._meta.app_label, codigo))
    # A city that is missing is written down where it is chosen; its name, once texts show it, is Administración's.
    roles[grupos.COMUNICACIONES].permissions.add(
        *(_permiso("vocabulario", f"{accion}_ciudad") for accion in ("view", "add"))
    )
    for rol in (grupos.COMUNICACIONES, grupos.ADMINISTRACION):  # key words come with the fichas: only their English
        roles[rol].permissions.add(
            *(_permiso("vocabulario", f"{accion}_palabraclave") for accion in ("view", "change"))
        )
    for rol in (grupos.MODERACION, grupos.ADMINISTRACION):  # what people write to the city: nobody does it by hand
        roles[rol].permissions.add(
            *(
                _permiso("intercambios", f"{accion}_{clase}")
                for clase in ("pedido", "correccion")
                for accion in ("view", "change", "delete")
            ),
            # The letters to who asked: one an occasion, that nobody adds nor deletes.
            *_permisos_de("intercambios", "plantilladecarta", ("view", "change")),
        )
        roles[rol].permissions.add(*(_permiso("banco", f"{accion}_suscripcion") for accion in ("view", "delete")))
    de_las_listas = Permission.objects.filter(
        content_type__in=ContentType.objects.get_for_models(*LISTAS, for_concrete_models=False).values()
    )
    de_los_actores = _permisos_de("actores", "actor", ("view", "add", "change", "delete"))
    ajenos = de_las_listas.filter(Q(codename__startswith="change_") | Q(codename__startswith="delete_"))
    ajenos = ajenos.exclude(pk__in=[uno.pk for uno in de_los_actores])
    for nombre in set(roles) - {grupos.ADMINISTRACION}:
        roles[nombre].permissions.remove(*ajenos)
    # Organisations are written down where they are needed; who answers for the texts keeps the list.
    roles[grupos.PUNTOS_FOCALES].permissions.add(*_permisos_de("actores", "actor", ("view", "add")))
    for rol in (grupos.COMUNICACIONES, grupos.MODERACION, grupos.ADMINISTRACION):
        roles[rol].permissions.add(*de_los_actores)
        roles[rol].permissions.add(_permiso("actores", "view_puntofocal"))
    roles[grupos.ADMINISTRACION].permissions.add(
        *_permisos_de("actores", "puntofocal", ("add", "change")),
        *_permisos_de("actores", "pedidodecuenta", ("view", "change", "delete")),
        *_permisos_de("actores", "dependencia", ("view", "add", "change", "delete")),
    )
    glosario_entero = Permission.objects.filter(content_type=ContentType.objects.get_for_model(Termino))
    for rol in (grupos.COMUNICACIONES, grupos.MODERACION, grupos.ADMINISTRACION):
        roles[rol].permissions.add(*glosario_entero)
    equivalencias_enteras = Permission.objects.filter(content_type=ContentType.objects.get_for_model(Equivalencia))
    for rol in (grupos.COMUNICACIONES, grupos.ADMINISTRACION):
        roles[rol].permissions.add(*equivalencias_enteras)
    # Who prepares entries keeps what awards ask, and what the city says of itself.
    de_las_postulaciones = Permission.objects.filter(
        content_type__in=ContentType.objects.get_for_models(Objetivo, TextoComun).values()
    )
    for rol in (grupos.COMUNICACIONES, grupos.MODERACION, grupos.ADMINISTRACION):
        roles[rol].permissions.add(*de_las_postulaciones)
    # Who names the phases, and keeps what documents declare: the DDRI and Administración. Each change is on record.
    for rol in (grupos.MODERACION, grupos.ADMINISTRACION):
        roles[rol].permissions.add(
            *_permisos_de("intercambios", "cifradeclarada", ("view", "add", "change", "delete")),
            *_permisos_de("intercambios", "fase", ("view", "change")),
        )
    roles[grupos.COMUNICACIONES].permissions.add(_permiso("intercambios", "view_cifradeclarada"))
    administracion = roles[grupos.ADMINISTRACION]
    administracion.permissions.add(
        *de_las_listas,
        *Permission.objects.filter(content_type__app_label="actores", content_type__model="usuario"),
        _permiso("sitio", "change_ajustessitio"),
        _permiso("practicas", "change_ajustesdevigencia"),
    )


def _permisos_de(aplicacion, modelo, acciones):
    return [_permiso(aplicacion, f"{accion}_{modelo}") for accion in acciones]


def _permiso(aplicacion, codigo):
    return Permission.objects.get(content_type__app_label=aplicacion, codename=codigo)


def _permitir_en(pagina, rol, acciones):
    for accion in acciones:
        GroupPagePermission.objects.get_or_create(
            group=rol, page=pagina.page_ptr, permission=_permiso("wagtailcore", f"{accion}_page")
        )
