"""What the admin lists, on top of the practices of ``banco_llenar``: N of each kind, in every state, always the same.

Only for a database of the benchmark, and straight into the tables. Of ten practices four are up to date, one has a
newer draft, two never went further than that, one is studied, one waits for its aval and one was returned.
"""

import datetime
import uuid

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, Revision, Task, TaskState, Workflow, WorkflowState
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from actores import grupos
from actores.models import Actor, Entidad, Localidad, PedidoDeCuenta, Usuario
from aval.models import Aval
from banco.models import FichaPublica
from estudio.models import Estudio
from eventos.models import Evento, Premio
from formularios.models import Formulario, Llenado
from intercambios.models import Correccion, Metodo, Pedido, Proceso
from practicas.models import PracticaPage
from promocion.models import Objetivo, Paquete
from redes.models import Red
from sistema.models import Iniciativa
from sistema.models.iniciativa import Modalidad
from traducciones.models import Procedencia

AL_DIA, CON_CAMBIOS, BORRADOR, EN_ESTUDIO, POR_AVALAR, DEVUELTA = range(6)
ESTADOS = (AL_DIA, AL_DIA, AL_DIA, AL_DIA, CON_CAMBIOS, BORRADOR, BORRADOR, EN_ESTUDIO, POR_AVALAR, DEVUELTA)
LOTE = 500
GENTE = {
    "focal": grupos.PUNTOS_FOCALES,
    "comunicaciones": grupos.COMUNICACIONES,
    "moderadora": grupos.MODERACION,
    "administracion": grupos.ADMINISTRACION,
}


def _sql(orden, *valores):
    with connection.cursor() as cursor:
        cursor.execute(orden, valores)


@transaction.atomic
def llenar():
    """Everything that the admin lists beside the practices that the database has."""
    gente = _gente()
    ahora = timezone.now()
    espanol, ingles = Locale.objects.get(language_code="es"), Locale.objects.get(language_code="en")
    practicas = list(PracticaPage.objects.filter(locale=espanol).order_by("pk"))
    inglesas = {una.translation_key: una for una in PracticaPage.objects.filter(locale=ingles)}
    estados = {una.pk: ESTADOS[lugar % len(ESTADOS)] for lugar, una in enumerate(practicas)}
    _revisiones(practicas, estados, gente, ahora)
    avales = _avales([*practicas, *inglesas.values()], gente["moderadora"], ahora)
    _sin_publicar(practicas, inglesas, estados)
    _flujos(practicas, estados, gente, ahora)
    _traducciones(practicas, inglesas, estados, avales, espanol, ingles)
    _bitacora(practicas, gente["focal"], ahora)
    _lo_demas(len(practicas), practicas, espanol, gente, ahora)


def _gente():
    entidad = Entidad.objects.order_by("pk").first()
    gente = {}
    for nombre, grupo in GENTE.items():
        suya = entidad if nombre == "focal" else None
        correo = f"{nombre}@example.org"
        uno = Usuario.objects.create(username=f"bench-{nombre}", first_name=nombre, email=correo, entidad=suya)
        uno.groups.add(Group.objects.get(name=grupo))
        gente[nombre] = uno
    return gente


def _revisiones(practicas, estados, gente, ahora):
    tipo, base = ContentType.objects.get_for_model(PracticaPage), ContentType.objects.get_for_model(Page)
    filas = []
    for lugar, una in enumerate(practicas):
        nuevo = f"{una.title} (texto nuevo)" if estados[una.pk] not in (AL_DIA,) else una.title
        una.draft_title = nuevo
        contenido = una.serializable_data() | {"title": nuevo}
        filas.append(
            Revision(
                content_type=tipo,
                base_content_type=base,
                object_id=str(una.pk),
                created_at=ahora - datetime.timedelta(hours=lugar % 5000),
                user=gente["focal"],
                object_str=nuevo,
                content=contenido,
            )
        )
    Revision.objects.bulk_create(filas, batch_size=LOTE)
    for una, fila in zip(practicas, filas, strict=True):
        una.latest_revision, una.latest_revision_created_at, una.owner = fila, fila.created_at, gente["focal"]
        una.has_unpublished_changes = estados[una.pk] != AL_DIA
        una.live = estados[una.pk] in (AL_DIA, CON_CAMBIOS)
    campos = [
        "draft_title",
        "latest_revision",
        "latest_revision_created_at",
        "owner",
        "has_unpublished_changes",
        "live",
    ]
    Page.objects.bulk_update(
        [Page(pk=una.pk, **{c: getattr(una, c) for c in campos}) for una in practicas], campos, LOTE
    )


def _avales(paginas, moderadora, ahora):
    base = ContentType.objects.get_for_model(Page)
    entidades = Entidad.objects.in_bulk()
    filas = [
        Aval(
            momento=ahora - datetime.timedelta(hours=lugar % 5000),
            content_type=base,
            object_id=str(una.pk),
            numero=1,
            titulo=una.title,
            idioma=una.locale.language_code,
            revision_numero=10**7 + una.pk,
            contenido={"title": una.title, "resumen": una.resumen},
            moderador=moderadora,
            moderador_numero=moderadora.pk,
            moderador_nombre=str(moderadora),
            origen=Aval.Origen.MODERACION,
            buena_practica=True,
            clase="practicas.practicapage",
            entidad_codigo=entidades[una.entidad_id].codigo,
            entidad_nombre=entidades[una.entidad_id].nombre_es,
        )
        for lugar, una in enumerate(paginas)
    ]
    for fila in filas:
        fila.publico = uuid.uuid4()
    Aval.objects.bulk_create(filas, batch_size=LOTE)
    avales = {una.pk: fila for una, fila in zip(paginas, filas, strict=True)}
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE practicas_practicapage SET aval_id = %s WHERE page_ptr_id = %s",
            [(fila.pk, numero) for numero, fila in avales.items()],
        )
    return avales


def _sin_publicar(practicas, inglesas, estados):
    """What is not live is read by nobody, and has no English."""
    fuera = [una for una in practicas if not una.live]
    numeros = [*(una.pk for una in fuera), *(inglesas.pop(una.translation_key).pk for una in fuera)]
    for desde in range(0, len(numeros), LOTE):
        FichaPublica.objects.filter(pk__in=numeros[desde : desde + LOTE]).delete()
        Page.objects.filter(pk__in=numeros[desde : desde + LOTE], locale__language_code="en").update(live=False)
    sin_aval = [una.pk for una in practicas if estados[una.pk] == BORRADOR]
    for desde in range(0, len(sin_aval), LOTE):
        PracticaPage.objects.filter(pk__in=sin_aval[desde : desde + LOTE]).update(aval=None)


def _flujos(practicas, estados, gente, ahora):
    tipo, base = ContentType.objects.get_for_model(PracticaPage), ContentType.objects.get_for_model(Page)
    estudio = next(una for una in Task.objects.all() if una.specific._meta.model_name == "tareaestudio")
    aval = next(una for una in Task.objects.all() if una.specific._meta.model_name == "tareaaval")
    flujo = Workflow.objects.filter(workflow_tasks__task=estudio).first()
    enviadas = [una for una in practicas if estados[una.pk] in (EN_ESTUDIO, POR_AVALAR, DEVUELTA)]
    marcha, cambios = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES
    filas = [
        WorkflowState(
            content_type=tipo,
            base_content_type=base,
            object_id=str(una.pk),
            workflow=flujo,
            status=cambios if estados[una.pk] == DEVUELTA else marcha,
            created_at=ahora - datetime.timedelta(hours=lugar % 4000),
            requested_by=gente["focal"],
        )
        for lugar, una in enumerate(enviadas)
    ]
    WorkflowState.objects.bulk_create(filas, batch_size=LOTE)
    tareas = []
    for una, fila in zip(enviadas, filas, strict=True):
        de_que = aval if estados[una.pk] == POR_AVALAR else estudio
        tareas.append(
            TaskState(
                workflow_state=fila,
                revision=una.latest_revision,
                task=de_que,
                content_type=ContentType.objects.get_for_model(TaskState),
                status=TaskState.STATUS_REJECTED if estados[una.pk] == DEVUELTA else TaskState.STATUS_IN_PROGRESS,
                started_at=fila.created_at,
            )
        )
    TaskState.objects.bulk_create(tareas, batch_size=LOTE)
    for fila, tarea in zip(filas, tareas, strict=True):
        fila.current_task_state = tarea
    WorkflowState.objects.bulk_update(filas, ["current_task_state"], LOTE)
    Estudio.objects.bulk_create(
        [
            Estudio(practica=una, tarea=tarea, revision=una.latest_revision, asesor=gente["moderadora"])
            for una, tarea in zip(enviadas, tareas, strict=True)
        ],
        batch_size=LOTE,
    )


def _traducciones(practicas, inglesas, estados, avales, espanol, ingles):
    """Half of the live ones came from the desk; of those, one in five has a segment to do."""
    tipo, ahora = ContentType.objects.get_for_model(PracticaPage), timezone.now()
    suyas = [una for una in practicas if una.live][::2]
    base = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(
        [TranslatableObject(translation_key=una.translation_key, content_type=base) for una in suyas], batch_size=LOTE
    )
    fuentes = TranslationSource.objects.bulk_create(
        [
            TranslationSource(
                object_id=una.translation_key,
                specific_content_type=tipo,
                locale=espanol,
                object_repr=una.title,
                content_json="{}",
                last_updated_at=ahora,
            )
            for una in suyas
        ],
        batch_size=LOTE,
    )
    Translation.objects.bulk_create([Translation(source=una, target_locale=ingles) for una in fuentes], batch_size=LOTE)
    textos = String.objects.bulk_create(
        [
            String(locale=espanol, data=f"{una.title} {n}", data_hash=uuid.uuid5(uuid.NAMESPACE_OID, f"{una.pk}.{n}"))
            for una in suyas
            for n in range(5)
        ],
        batch_size=LOTE,
    )
    contextos = TranslationContext.objects.bulk_create(
        [
            TranslationContext(
                object_id=una.translation_key,
                path=f"campo{n}",
                path_id=uuid.uuid5(uuid.NAMESPACE_OID, f"campo{n}"),
                field_path=f"campo{n}",
            )
            for una in suyas
            for n in range(5)
        ],
        batch_size=LOTE,
    )
    de_quien = [fuente for fuente in fuentes for _n in range(5)]
    juntos = list(zip(de_quien, textos, contextos, strict=True))
    StringSegment.objects.bulk_create(
        [
            StringSegment(source=fuente, string=texto, context=contexto, order=lugar % 5, attrs="{}")
            for lugar, (fuente, texto, contexto) in enumerate(juntos)
        ],
        batch_size=LOTE,
    )
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=texto,
                locale=ingles,
                context=contexto,
                data="text",
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name="",
            )
            for lugar, (_fuente, texto, contexto) in enumerate(juntos)
            if lugar % 25
        ],
        batch_size=LOTE,
    )
    Procedencia.objects.bulk_create(
        [
            Procedencia(
                revision_numero=avales[inglesas[una.translation_key].pk].revision_numero, original=avales[una.pk]
            )
            for una in suyas
        ],
        batch_size=LOTE,
    )


def _bitacora(practicas, quien, ahora):
    tipo = ContentType.objects.get_for_model(PracticaPage)
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page_id=una.pk,
                content_type=tipo,
                label=una.title,
                action=accion,
                timestamp=ahora - datetime.timedelta(hours=lugar % 5000),
                user=quien,
                content_changed=True,
            )
            for lugar, una in enumerate(practicas)
            for accion in ("wagtail.create", "wagtail.edit")
        ],
        batch_size=LOTE,
    )


def _lo_demas(n, practicas, idioma, gente, ahora):
    entidades, localidades = list(Entidad.objects.all()), list(Localidad.objects.all())
    assert localidades  # noqa: S101  # the installation made them
    dias = [datetime.timedelta(hours=k % 5000) for k in range(n)]
    Actor.objects.bulk_create(
        [
            Actor(codigo=f"org-{k}", nombre_es=f"Organización {k}", nombre_en=f"Organisation {k}", pais="CO")
            for k in range(n)
        ],
        batch_size=LOTE,
    )
    fecha = datetime.date(2020, 1, 1)
    comun = {"locale": idioma, "live": True}
    Evento.objects.bulk_create(
        [
            Evento(
                **comun,
                nombre=f"Evento {k}",
                slug=f"evento-{k}",
                tipo=Evento.Tipo.values[k % len(Evento.Tipo.values)],
                fecha_inicio=fecha + datetime.timedelta(days=k % 2900),
            )
            for k in range(n)
        ],
        batch_size=LOTE,
    )
    Premio.objects.bulk_create(
        [Premio(**comun, nombre=f"Premio {k}", slug=f"premio-{k}") for k in range(n // 10)], batch_size=LOTE
    )
    Red.objects.bulk_create(
        [Red(**comun, nombre=f"Red {k}", slug=f"red-{k}", tipo=Red.Tipo.values[0]) for k in range(n // 100)],
        batch_size=LOTE,
    )
    escritos = {"idioma": "es", "sobre": "Una práctica", "mensaje": "Queremos aprender.", "autorizado": ahora}
    Pedido.objects.bulk_create(
        [
            Pedido(
                **escritos, codigo=f"P-{k}", institucion=f"Ciudad {k}", nombre=f"Persona {k}", correo="a@example.org"
            )
            for k in range(n)
        ],
        batch_size=LOTE,
    )
    Correccion.objects.bulk_create([Correccion(**escritos, codigo=f"C-{k}") for k in range(n)], batch_size=LOTE)
    PedidoDeCuenta.objects.bulk_create(
        [
            PedidoDeCuenta(
                idioma="es",
                codigo=f"K-{k}",
                entidad=entidades[k % len(entidades)],
                nombre=f"Persona {k}",
                apellidos="Ejemplo",
                correo=f"p{k}@example.org",
                autorizado=ahora,
                correo_confirmado=ahora - dias[k],
            )
            for k in range(n)
        ],
        batch_size=LOTE,
    )
    Iniciativa.objects.bulk_create(
        [
            Iniciativa(
                clase=("oferta", "demanda")[k % 2],
                titulo=f"Iniciativa {k}",
                descripcion="Lo que se ofrece.",
                entidad=entidades[k % len(entidades)],
                modalidad=Modalidad.TECNICA,
                transversal=True,
            )
            for k in range(n)
        ],
        batch_size=LOTE,
    )
    formato = Formulario.objects.filter(clase=Formulario.Clase.FORMATO).first()
    Llenado.objects.bulk_create(
        [
            Llenado(formulario=formato, entidad=entidades[k % len(entidades)], nombre=f"Formato {k}", valores={})
            for k in range(n)
        ],
        batch_size=LOTE,
    )
    vivas = [una for una in practicas if una.live]
    metodo = Metodo.objects.first()
    Proceso.objects.bulk_create(
        [
            Proceso(
                metodo=metodo,
                linea=metodo.linea,
                titulo=f"Hoja de ruta de {una.title}",
                practica=una,
                entidad_id=una.entidad_id,
                fase=metodo.fases.first(),
                estado=Proceso.Estado.EN_MARCHA,
            )
            for una in vivas
        ],
        batch_size=LOTE,
    )
    objetivos = list(Objetivo.objects.select_related("formulario")[:2])
    llenos = Llenado.objects.bulk_create(
        [Llenado(formulario=uno.formulario, nombre="Paquete") for _una in vivas for uno in objetivos], batch_size=LOTE
    )
    pares = [(una, uno) for una in vivas for uno in objetivos]
    Paquete.objects.bulk_create(
        [
            Paquete(practica=una, objetivo=uno, idioma="es", llenado=lleno, preparo=gente["comunicaciones"])
            for (una, uno), lleno in zip(pares, llenos, strict=True)
        ],
        batch_size=LOTE,
    )
