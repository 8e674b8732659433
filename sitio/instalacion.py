"""What a new site needs to exist: languages, roles, closed lists, workflows and the structural pages.

Idempotent, and independent of the order of migrations: ``manage.py instalar`` runs it after ``migrate``,
as often as one likes. It adds what is missing and never overwrites what people have edited since.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.translation import override
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    ReferenceIndex,
    Site,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import Translation

from actores import colecciones, grupos
from actores import instalados as entidades
from actores.models import Entidad, Localidad, Sector, Usuario
from aval import publicos, terminos
from aval.flujo import avalar_de_instalacion
from aval.models import ArchivoPublico, TareaAval
from banco import equivalencias, reconstruccion
from banco.models import BancoPage, Equivalencia
from base.models import Documento, Imagen
from estudio.models import TareaEstudio
from eventos.models import EventosPage, PremiosPage
from formularios import instalados as formularios
from intercambios import declaradas
from intercambios import instalados as metodos
from intercambios.models import AprendePage, TransferenciasPage
from practicas.models import PracticaPage
from promocion import instalados as objetivos
from promocion.models import Objetivo, TextoComun
from redes.models import PlataformasPage, RedesPage
from sistema import instaladas as sistema
from sistema.models import AnunciosPage, InformesPage, SistemaPage
from traducciones import glosario, servicio
from traducciones.models import Termino
from vocabulario.models import ODS, ConjuntoDeCriterios, Criterio, Exigencia, Poblacion, Subtema, Tema

from . import semillas
from .models import AjustesSitio, ContenidoPage, InicioPage
from .prosa import a_html, leer, pares

TEXTOS = Path(__file__).parent / "textos"
# Content pages, and whether each stands in the main menu (the others stand at the foot of every page).
CONTENIDOS = {
    **{"acerca": True, "metodo": False, "ofrecer": False, "pedir": False},
    **{"privacidad": False, "accesibilidad": False},
}
# Those that the settings of the site name: where the doors of the home lead, and what every form points at.
PUERTAS = ("ofrecer", "pedir", "privacidad")
# The index pages, and whether each stands in the main menu.
INDICES = {
    "redes": (RedesPage, True),
    "plataformas": (PlataformasPage, False),
    "premios": (PremiosPage, True),
    "eventos": (EventosPage, True),
    "sistema": (SistemaPage, True),
    "anuncios": (AnunciosPage, False),
    "informes": (InformesPage, False),
    "transferencias": (TransferenciasPage, False),
    "aprende": (AprendePage, False),
}

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


@override(settings.LANGUAGE_CODE)
@transaction.atomic
def instalar():
    """Make everything that a new site needs and does not have yet."""
    espanol, ingles = (Locale.objects.get_or_create(language_code=codigo)[0] for codigo, _ in settings.LANGUAGES)
    instalar_listas()
    colecciones.instalar()
    glosario.instalar()
    equivalencias.instalar()
    formularios.instalar()
    metodos.instalar()
    declaradas.instalar()
    sistema.instalar()
    quitar_lo_de_fabrica()
    roles = {nombre: Group.objects.get_or_create(name=nombre)[0] for nombre in grupos.TODOS}
    inicio, banco = instalar_paginas(espanol)
    instalar_flujos(inicio, banco, roles[grupos.MODERACION])
    traducir_paginas(inicio, ingles)
    instalar_permisos(roles, inicio, banco)
    semillas.instalar(espanol)
    objetivos.instalar()
    reconstruccion.completar()
    if not ArchivoPublico.objects.exists():
        publicos.reconstruir()
    repartir_archivos()


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


def quitar_lo_de_fabrica():
    """Wagtail comes with groups that may publish and a workflow without an aval: take them away while unused."""
    Group.objects.filter(name__in=("Moderators", "Editors"), user__isnull=True).delete()
    for flujo in Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True):
        Task.objects.filter(workflow_tasks__workflow=flujo, task_states__isnull=True).delete()
        flujo.delete()


def instalar_listas():
    ciudad = leer(Path(apps.get_app_config("actores").path) / "datos" / "listas.toml")
    banco = leer(Path(apps.get_app_config("vocabulario").path) / "datos" / "listas.toml")

    def agregar(modelo, filas, **campos):
        fusionados = terminos.codigos_fusionados(modelo)
        for orden, fila in enumerate(filas, start=1):
            codigo = fila.get("codigo") or f"ods-{fila['numero']}"
            if codigo in fusionados:
                continue
            modelo.objects.get_or_create(
                codigo=codigo,
                defaults={
                    "nombre_es": fila.get("es") or fila["nombre"],
                    "nombre_en": fila.get("en") or fila["nombre"],
                    "orden": fila.get("numero", orden),
                    **{campo: valor(fila) for campo, valor in campos.items()},
                },
            )

    agregar(Sector, ciudad["sector"])
    agregar(Localidad, ciudad["localidad"])
    sectores = terminos.por_codigo(Sector)
    del_distrito = [*ciudad["entidad"], *entidades.alcaldias(ciudad["localidad"])]
    agregar(Entidad, del_distrito, sigla=lambda fila: fila["sigla"], sector=lambda fila: sectores[fila["sector"]])
    entidades.completar(del_distrito, terminos.por_codigo(Entidad))
    agregar(ODS, banco["ods"])
    agregar(Poblacion, banco["poblacion"])
    agregar(
        Criterio,
        banco["criterio"],
        basico=lambda fila: fila["grupo"] == "basico",
        pregunta_es=lambda fila: fila["pregunta_es"],
        pregunta_en=lambda fila: fila["pregunta_en"],
        fuente=lambda fila: fila["fuente"],
    )
    nuevos = {fila["codigo"] for fila in banco["conjunto"]} - set(terminos.por_codigo(ConjuntoDeCriterios))
    agregar(ConjuntoDeCriterios, banco["conjunto"], fuente=lambda fila: fila["fuente"])
    _exigencias([fila for fila in banco["conjunto"] if fila["codigo"] in nuevos])
    agregar(Tema, banco["tema"])
    temas = terminos.por_codigo(Tema)
    for fila in banco["tema"]:
        tema = temas[fila["codigo"]]
        agregar(Subtema, fila["subtema"], tema=lambda _fila, tema=tema: tema)


def _exigencias(conjuntos):
    """What those sets ask, by the criteria that there are: one that was merged is the one that it became."""
    criterios, hechos = terminos.por_codigo(Criterio), terminos.por_codigo(ConjuntoDeCriterios)
    for fila in conjuntos:
        for lugar, una in enumerate(fila["exigencia"]):
            if una["criterio"] in criterios and fila["codigo"] in hechos:
                Exigencia.objects.get_or_create(
                    conjunto=hechos[fila["codigo"]],
                    criterio=criterios[una["criterio"]],
                    defaults={"sort_order": lugar, "pide_es": una["es"], "pide_en": una["en"]},
                )


def instalar_paginas(espanol):
    """The Spanish pages, each with its installation aval. Returns the home and the Bank."""
    raiz = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=espanol)
    # Wagtail's migrations call both roots «Root», and the admin shows them: they bear the name of the site.
    Page.objects.filter(pk=raiz.pk, title="Root").update(
        title=settings.WAGTAIL_SITE_NAME, draft_title=settings.WAGTAIL_SITE_NAME
    )
    Collection.objects.filter(depth=1, name="Root").update(name=settings.WAGTAIL_SITE_NAME)
    inicio = InicioPage.objects.filter(locale=espanol).first()
    if not inicio:
        # Wagtail's own migrations leave a welcome page and a site that shows it.
        Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page)).delete()
        textos = leer(TEXTOS / "inicio.toml")["es"]
        inicio = InicioPage(locale=espanol, slug="es", live=False, **campos_de_inicio(textos))
        _agregar(Page.get_first_root_node() or raiz, inicio)
    banco = BancoPage.objects.child_of(inicio).first()
    if not banco:
        textos = leer(TEXTOS / "banco.toml")["es"]
        banco = BancoPage(
            title=textos["titulo"],
            slug=textos["slug"],
            entradilla=textos["entradilla"],
            locale=espanol,
            live=False,
            show_in_menus=True,
        )
        _agregar(inicio, banco)
    for nombre, (modelo, en_menu) in INDICES.items():
        textos = leer(TEXTOS / f"{nombre}.toml")["es"]
        if not modelo.objects.child_of(inicio).exists():
            pagina = modelo(
                title=textos["titulo"],
                slug=textos["slug"],
                entradilla=textos["entradilla"],
                locale=espanol,
                live=False,
                show_in_menus=en_menu,
                **_mas_del_indice(textos),
            )
            _agregar(inicio, pagina)
    nuevas = {}
    for nombre, en_menu in CONTENIDOS.items():
        textos = leer(TEXTOS / f"{nombre}.toml")["es"]
        if not ContenidoPage.objects.filter(locale=espanol, slug=textos["slug"]).exists():
            pagina = ContenidoPage(
                title=textos["titulo"],
                slug=textos["slug"],
                entradilla=textos["entradilla"],
                cuerpo=cuerpo_de(textos["bloque"]),
                locale=espanol,
                live=False,
                show_in_menus=en_menu,
            )
            _agregar(inicio, pagina)
            nuevas[nombre] = pagina
    direccion = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    sitio, _nuevo = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": direccion.hostname,
            "port": direccion.port or (443 if direccion.scheme == "https" else 80),
            "root_page": inicio,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    ajustes, _nuevo = AjustesSitio.objects.get_or_create(
        site=sitio, defaults={"entidad": "Secretaría General de la Alcaldía Mayor de Bogotá D.C. · DDRI"}
    )
    if recientes := {f"pagina_{puerta}": nuevas[puerta] for puerta in PUERTAS if puerta in nuevas}:
        for campo, pagina in recientes.items():
            setattr(ajustes, campo, pagina)
        ajustes.save()
    return inicio, banco


def _mas_del_indice(textos):
    """What an index page tells besides its list, from its text file."""
    if "presentacion" not in textos:
        return {}
    mas = {"presentacion": a_html(textos["presentacion"])}
    return mas | ({"cuerpo": cuerpo_de(textos["bloque"])} if "bloque" in textos else {})


def campos_de_inicio(textos):
    """The fields of the home from its text file."""
    campos = {"title": textos["titulo"], "frase": textos["frase"], "entradilla": textos["entradilla"]}
    for puerta in ("encontrar", "ofrecer", "pedir"):
        for parte in ("titulo", "texto"):
            campos[f"puerta_{puerta}_{parte}"] = textos[f"puerta_{puerta}"][parte]
    return campos


def cuerpo_de(bloques):
    """The StreamField of a content page from the blocks of its text file."""
    cuerpo = []
    for bloque in bloques:
        if bloque["tipo"] == "titulo":
            cuerpo.append(("titulo", bloque["texto"]))
        elif bloque["tipo"] == "definiciones":
            cuerpo.append(("definiciones", [dict(uno) for uno in bloque["items"]]))
        elif bloque["tipo"] == "lista":
            cuerpo.append(("parrafos", a_html("\n".join(f"- {uno}" for uno in bloque["items"]))))
        elif bloque["tipo"] == "contacto":
            cuerpo.append(("contacto", None))
        else:
            cuerpo.append(("parrafos", a_html(bloque["texto"])))
    return cuerpo


def _agregar(padre, pagina):
    padre.refresh_from_db()
    padre.add_child(instance=pagina)
    avalar_de_instalacion(pagina)
    pagina.refresh_from_db()


def traducir_paginas(inicio, ingles):
    """The English version of each structural page, made by translating, with its installation aval."""
    indices = [modelo for modelo, _en_menu in INDICES.values()]
    paginas = [inicio, *inicio.get_descendants().type(BancoPage, ContenidoPage, *indices).live().specific()]
    archivos = {"es": "inicio", "practicas": "banco"}
    for nombre in (*INDICES, *CONTENIDOS):
        archivos[leer(TEXTOS / f"{nombre}.toml")["es"]["slug"]] = nombre
    for pagina in paginas:
        if pagina.slug not in archivos or pagina.has_translation(ingles):
            continue
        textos = leer(TEXTOS / f"{archivos[pagina.slug]}.toml")
        traduccion = servicio.empezar(pagina, None)
        servicio.completar(traduccion, {pagina.slug: ingles.language_code} | pares(textos["es"], textos["en"]))
        avalar_de_instalacion(servicio.version_propuesta(traduccion))


def instalar_flujos(inicio, banco, moderacion):
    """A ficha goes through study and aval; everything else through the aval."""
    tareas = []
    for modelo, nombre in ((TareaEstudio, "Estudio"), (TareaAval, "Aval")):
        tarea, _nueva = modelo.objects.get_or_create(name=nombre)
        tarea.groups.add(moderacion)
        tareas.append(tarea)
    for nombre, pagina, pasos in (("Ficha: estudio y aval", banco, tareas), ("Aval de la DDRI", inicio, tareas[1:])):
        flujo, _nuevo = Workflow.objects.get_or_create(name=nombre)
        for orden, paso in enumerate(pasos):
            WorkflowTask.objects.get_or_create(workflow=flujo, task=paso, defaults={"sort_order": orden})
        WorkflowPage.objects.get_or_create(page=pagina, defaults={"workflow": flujo})
    for tipo in ContentType.objects.get_for_models(*semillas.MODELOS).values():
        WorkflowContentType.objects.get_or_create(content_type=tipo, defaults={"workflow": flujo})


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
