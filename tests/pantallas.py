"""Every screen of the admin that our rooms draw, with an object of the demonstration to open it with."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from actores.models import PedidoDeCuenta, Usuario
from aval import avisos_de_fin, retiro
from aval.models import Retiro
from banco.models import Suscripcion
from estudio import secciones
from formularios.models import Formulario, Importacion, Llenado
from intercambios import confirmacion, mesa
from intercambios.models import Actividad, Consulta, Correccion, Intercambio, Pedido
from practicas.models import PracticaPage
from promocion.models import TextoComun
from sistema.models import ConclusionPublica, InformeAnual
from vocabulario.models import Ciudad

# Whoever may open a screen is one of them: names of accounts of the demonstration.
PAPELES = ("moderadora", "comunicaciones", "administracion", "focal")
RETIRADA = "acuerdo-simbolico"
# Of Wagtail's screens for a kind of ours, those that show panels, columns, filters and sentences that we wrote.
DE_WAGTAIL = {"index", "list", "add", "edit", "inspect"}
# What an address of ours answers that is no screen: a file, a piece of a page, an answer for a script, an act.
SIN_PANTALLA = {
    "aval:previa",  # the public page
    "estudio:encontrado",
    "glosario:exportar",
    "resolver_acceso",
    "sesion",
    "sistema:acta",
    "sistema:acta_pdf",
    "traducciones:enviar",
    # Acts, that a button of another screen does.
    *("mesa:enlaces", "mesa:estudiar", "practicas:sigue_igual", "vistas:borrar"),
    # Nobody writes them by hand: they come from outside, or the house brings them.
    "wagtailsnippets_actores_pedidodecuenta:add",
    "wagtailsnippets_banco_suscripcion:add",
    "wagtailsnippets_banco_suscripcion:edit",
    "wagtailsnippets_intercambios_correccion:add",
    *(f"wagtailsnippets_intercambios_{una}:add" for una in ("fase", "pedido", "plantilladecarta")),
    "wagtailsnippets_vocabulario_palabraclave:add",
    *(f"formularios:{una}" for una in ("adjunto", "en_blanco", "word")),
    *(f"postulaciones:{una}" for una in ("acto", "exportar", "icalendar", "word", "zip")),
    *(f"practicas:{una}" for una in ("como_formato", "en_blanco", "en_hoja", "en_word", "hoja_en_blanco")),
}
# Wagtail's screens on which people spend their day, with panels of ours in them.
DE_CADA_DIA = (
    ("wagtailadmin_account", ()),
    ("wagtailadmin_explore_root", ()),
    ("wagtailadmin_pages:search", ()),
    ("wagtaildocs:index", ()),
    ("wagtailimages:index", ()),
    ("wagtailimages:add_multiple", ()),
    ("wagtaildocs:add_multiple", ()),
    ("wagtailadmin_reports:workflow", ()),
    ("wagtailadmin_reports:site_history", ()),
    ("wagtailusers_users:index", ()),
)


def completar():
    """What the demonstration has none of, so that each screen has something to be opened with."""
    focal, moderadora = (Usuario.objects.get(username=una) for una in ("focal", "moderadora"))
    ft = Formulario.objects.get(codigo="4202000-FT-1311")
    for estado in (Llenado.Estado.BORRADOR, Llenado.Estado.REGISTRADO):
        Llenado.objects.create(
            formulario=ft,
            entidad=focal.entidad,
            creado_por=focal,
            nombre="De ejemplo",
            estado=estado,
            tipo=Llenado.Tipo.BUENA_PRACTICA,
        )
    Importacion.objects.create(usuario=focal, nombre="fichas.xlsx", idioma="es", estado=Importacion.Estado.LEIDA)
    _la_mesa(focal, moderadora)
    secciones.devolver(_primero("wagtailcore.TaskState", **_EN_ESTUDIO), moderadora, "resultados", "Falta el año.")
    Correccion.objects.create(idioma="es", sobre="Ciclovía")
    PedidoDeCuenta.objects.create(idioma="es", entidad=focal.entidad, nombre="De ejemplo", correo="ejemplo@idrd.gov.co")
    Suscripcion.objects.create(idioma="es", correo="ejemplo@example.org")
    TextoComun.objects.create(clave="ciudad", texto_es="La ciudad.")
    espanol = Locale.objects.get(language_code="es")
    for texto in (
        InformeAnual(locale=espanol, nombre="Informe de ejemplo", anio=2024, live=False),
        ConclusionPublica(
            locale=espanol, nombre="De ejemplo", instancia="Red", acogida_por="Comité", fecha="2026-01-01", live=False
        ),
    ):
        texto.save()
        texto.save_revision()
    retiro.retirar(PracticaPage.objects.get(slug=RETIRADA, locale__language_code="es"), moderadora, "Dejó de hacerse.")
    frases = {"frase_es": "Terminó.", "frase_en": "It ended."}
    avisos_de_fin.terminar(_la_que_termina(), moderadora, "Se cumplió.", **frases)


def _la_mesa(focal, moderadora):
    """A request of each state in which the desk has a screen, the exchange of one, and what was told of it."""
    practica = _viva().first()
    de_la_mesa = {"idioma": "es", "sobre": "Ciclovía", "institucion": "Ciudad de ejemplo", "practica": practica}
    pedido, _aceptado, con_intercambio = (
        Pedido.objects.create(**de_la_mesa, estado=estado) for estado in ("recibido", "aceptado", "aceptado")
    )
    mesa.consultar(Consulta(pedido=pedido, entidad=focal.entidad, pregunta="¿Podrían en marzo?"), moderadora)
    proceso = mesa.abrir_proceso(con_intercambio, moderadora, "Intercambio de ejemplo", focal.entidad)
    Actividad.objects.create(proceso=proceso, que="Taller", fecha="2026-03-02")
    contada, _sin_contar = (
        confirmacion.proponer(practica, ciudad=una, anio=2015, etapa="en_marcha") for una in Ciudad.objects.all()[:2]
    )
    confirmacion.preparar_transferencia(confirmacion.confirmar_por_bogota(contada, moderadora), moderadora)
    contado = Intercambio(
        locale=practica.locale, nombre="De ejemplo", linea=Intercambio.Linea.APRENDE, anio=2025, live=False
    )
    contado.save()
    contado.save_revision(clean=False)


def nuestras():
    """``(name, address)`` of each; the address is None where the demonstration has nothing to open the screen with."""
    for nombre, patron in _del_admin():
        ultimo = nombre.rpartition(":")[2]
        if nombre in SIN_PANTALLA or nombre.startswith("wagtailadmin_api"):
            continue
        if ultimo == "choose" or ultimo.endswith(("_results", "resultados")):  # pieces of a screen
            continue
        modelo = _modelo(patron)
        if not (_es_nuestra(patron.callback) or (ultimo in DE_WAGTAIL and modelo and _es_nuestra(modelo))):
            continue
        valores = _valores(nombre, patron, modelo)
        yield nombre, None if valores is None else reverse(nombre, kwargs=valores) + _CONSULTAS.get(nombre, str)()


def de_cada_dia():
    """Those of Wagtail's own, and an editor for each kind of page."""
    for nombre, args in DE_CADA_DIA:
        yield nombre, reverse(nombre, args=args)
    clases = [modelo for modelo in apps.get_models() if issubclass(modelo, Page) and _es_nuestra(modelo)]
    for clase in clases:
        if pagina := clase.objects.filter(locale__language_code="es").last():
            yield f"editor:{clase.__name__}", reverse("wagtailadmin_pages:edit", args=[pagina.pk])
    banco = PracticaPage.objects.first().get_parent()
    yield "explorer:banco", reverse("wagtailadmin_explore", args=[banco.pk])
    yield "nueva:practica", reverse("wagtailadmin_pages:add", args=["practicas", "practicapage", banco.pk])


def _del_admin():
    admin = next(uno for uno in get_resolver().url_patterns if str(uno.pattern) == "admin/")
    vistos = set()
    for nombre, patron in _patrones(admin.url_patterns):
        if nombre not in vistos:
            vistos.add(nombre)
            yield nombre, patron


def _patrones(patrones, espacio=""):
    for patron in patrones:
        if isinstance(patron, URLResolver):
            yield from _patrones(patron.url_patterns, f"{espacio}{patron.namespace}:" if patron.namespace else espacio)
        elif isinstance(patron, URLPattern) and patron.name:
            yield f"{espacio}{patron.name}", patron


def _es_nuestra(algo):
    sala = algo.__module__.partition(".")[0]
    return sala != "tests" and (Path(settings.BASE_DIR) / sala).is_dir()


def _modelo(patron):
    """The model of a view of Wagtail's, None if it is of none."""
    vista = getattr(patron.callback, "view_class", None)
    return (getattr(patron.callback, "view_initkwargs", {}) or {}).get("model") or getattr(vista, "model", None)


def _primero(etiqueta, **como):
    return apps.get_model(etiqueta).objects.filter(**como).order_by("pk").first()


def _pk(etiqueta, **como):
    return lambda: getattr(_primero(etiqueta, **como), "pk", None)


_EN_ESTUDIO = {"status": "in_progress", "task__name": "Estudio"}


def _tarea(nombre):
    return _pk("wagtailcore.TaskState", status="in_progress", task__name=nombre)


def _traduccion():
    return getattr(Translation.objects.order_by("-pk").first(), "pk", None)


def _viva():
    return PracticaPage.objects.filter(live=True, locale__language_code="es").order_by("pk")


def _de_una_practica():
    practica = _viva().first()
    return {"tipo": ContentType.objects.get_for_model(practica).pk, "objeto": practica.pk}


def _la_que_termina():
    return _viva().last()


def _ultimo_retiro():
    return Retiro.objects.order_by("-pk").first()


_DEL_FT = {"formulario__codigo": "4202000-FT-1311"}
_ENCUESTA = _pk("formularios.Formulario", codigo="encuesta-intercambio")
_INSTANCIA = _pk("sistema.Instancia")
# What each parameter of an address means; of a name of an address first, then of a namespace, then in general.
_QUE = {
    "tarea_id": _tarea("Aval"),
    "estudio:estudiar": {"tarea_id": _tarea("Estudio")},
    "traduccion_id": _traduccion,
    "practica_id": lambda: getattr(_viva().first(), "pk", None),
    "procesos:empezar": {"practica_id": lambda: getattr(_viva().filter(procesos__isnull=True).first(), "pk", None)},
    "procesos": {"pk": _pk("intercambios.Proceso")},
    "postulaciones": {"pk": _pk("promocion.Objetivo", formulario__isnull=False)},
    "campo_id": _pk("formularios.Campo", formulario__objetivo__isnull=False),
    "postulaciones:practica": {"pk": lambda: _viva().first().pk},
    **{f"postulaciones:{una}": {"pk": _pk("promocion.Paquete")} for una in ("paquete", "pegar")},
    "objetivo_id": _pk("promocion.Objetivo"),
    "encajan": {"clase": lambda: "premio", "pk": _pk("eventos.Premio", locale__language_code="es")},
    "practicas": {"pk": _pk("practicas.PracticaPage", locale__language_code="es", live=False)},
    "practicas:proponer": {"pk": _pk("formularios.Llenado", **_DEL_FT, estado="registrado", pagina=None)},
    "replicas": {"pk": _pk("intercambios.Replica")},
    "wagtailsnippets_intercambios_replica:delete": {"pk": _pk("intercambios.Replica", transferencia=None)},
    "procesos:asistencia": {
        "pk": _pk("intercambios.Proceso", actividades__isnull=False),
        "actividad": lambda: _primero("intercambios.Proceso", actividades__isnull=False).actividades.first().pk,
    },
    **{f"procesos:{una}": {"formulario_id": _ENCUESTA} for una in ("redactar", "vista_previa")},
    "idioma": lambda: "en",
    "mesa:responder": {"pk": _pk("intercambios.Pedido", estado="recibido"), "estado": lambda: "declinado"},
    "estudio:seccion": {"devuelta_id": _pk("estudio.SeccionDevuelta")},
    "mesa": {"pk": _pk("intercambios.Pedido", estado="recibido")},
    "mesa:abrir": {"pk": _pk("intercambios.Pedido", estado="aceptado", proceso=None)},
    "mesa:consulta": {"pk": _pk("intercambios.Consulta")},
    "mesa:cuestionario": {"pk": _pk("intercambios.Cuestionario")},
    "practicas:importacion": {"pk": _pk("formularios.Importacion")},
    "formularios": {"pk": _pk("formularios.Llenado", **_DEL_FT, estado="borrador")},
    "formularios:ver": {"pk": _pk("formularios.Llenado", **_DEL_FT)},
    "formulario_id": _pk("formularios.Formulario", codigo="4202000-FT-1311"),
    "entidad": _pk("actores.Entidad", codigo="idrd"),
    "anio": lambda: 2026,
    "sistema": {"pk": _INSTANCIA},
    "sistema:sesion": {"pk": _pk("sistema.Sesion")},
    "sistema:funciones": {"pk": _pk("sistema.Integrante")},
    "sistema:olvidar": {"pk": _pk("sistema.Delegado")},
    "iniciativas_anunciar": {"pk": _pk("sistema.Iniciativa")},
    "acceso_de": {"pk": _pk("actores.Usuario", username="focal")},
    "registro_focal_de": {"pk": _pk("actores.Entidad", codigo="idrd")},
    "olvidar_punto_focal": {"pk": _pk("actores.PuntoFocal")},
    "clave": lambda: "punto-focal",
    "aval:fusionar": {"aplicacion": lambda: "vocabulario", "modelo": lambda: "tema", "pk": _pk("vocabulario.Tema")},
    "tipo": lambda: _de_una_practica()["tipo"],
    "objeto": lambda: _de_una_practica()["objeto"],
    "aval:quitar_aviso": {"tipo": lambda: _de_una_practica()["tipo"], "objeto": lambda: _la_que_termina().pk},
    "aval:ocultar_titulo": {
        "tipo": lambda: _ultimo_retiro().content_type_id,
        "objeto": lambda: _ultimo_retiro().object_id,
    },
}
# What a screen needs to know that its address does not say.
_CONSULTAS = {
    "vistas:guardar": lambda: "?pantalla=wagtailsnippets_actores_actor:list&consulta=q%3Duniversidad",
    **{f"{una}:add": (lambda: f"?instancia={_INSTANCIA()}") for una in ("integrantes", "sesiones")},
}


def _de(cual, parametro):
    suyo = _QUE.get(cual)
    return suyo.get(parametro) if isinstance(suyo, dict) else None


def _valores(nombre, patron, modelo):
    espacio = nombre.rpartition(":")[0]
    valores = {}
    for parametro in patron.pattern.regex.groupindex:
        que = next(
            (
                suyo[parametro]
                for suyo in (_QUE.get(nombre), _QUE.get(espacio))
                if isinstance(suyo, dict) and parametro in suyo
            ),
            _QUE.get(parametro),
        )
        if que is None and parametro == "pk" and modelo:
            que = _pk(modelo._meta.label)
        valores[parametro] = que() if que else None
        if valores[parametro] is None:
            return None
    return valores
