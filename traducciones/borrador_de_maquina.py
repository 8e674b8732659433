"""Drafts by machine: of one text while its translator waits, or of many by the queue.

A draft sends nothing to anybody and makes nothing live: it fills the segments that have no text, each marked as the
machine's until a person reads it. What a person wrote or confirmed is never touched.
"""

from dataclasses import dataclass, field

import requests
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.views.edit_translation import apply_machine_translation

from aval import actos
from aval.errores import ErrorDeAval
from base.idiomas import ESPANOL
from base.prestado import prestado
from base.tareas import COLAS, encolar, la_hace_un_trabajador, tarea

from . import autores, maquina, servicio
from .errores import ErrorDeTraductor, FaltaLaMadre, OriginalSinAval, SinBorrador, TextoQuieto
from .models import BorradorDeMaquina
from .motivos import Motivo
from .permisos import puede_traducir

prestado(
    "wagtail_localize.views.edit_translation.apply_machine_translation",
    "(translation_id, user, machine_translator)",
    por="It asks the translator before its transaction, and leaves what has a text. The tool offers it by its view.",
    incidencia="https://github.com/wagtail/wagtail-localize/issues/837",
)

COLA = "traductor"
PASAJEROS = {"tardo", "paso_de_segundos", "no_pudo", "sin_respuesta"}  # what another try may put right


# --- One text ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hecho:
    """Of ``pedidos`` segments, ``sin_usar`` came back broken and were thrown away; ``nuevos`` have a draft."""

    pedidos: int = 0
    sin_usar: int = 0
    nuevos: int = 0


def redactar(traduccion, usuario):
    """Draft what has no text yet, in the name of ``usuario``. Returns ``Hecho``.

    Raises ``ErrorDeTraductor`` when the translator cannot be used or does not answer, and ``TextoQuieto`` while the
    DDRI reads the text. Whatever goes wrong outside, nothing written is lost.
    """
    if motivo := maquina.reparo(traduccion.source.locale, traduccion.target_locale):
        raise ErrorDeTraductor.por(motivo)
    autores.exigir_que_no_espere(traduccion.get_target_instance())  # before anything leaves this machine
    pedidos = _sin_texto(traduccion).count()
    if not pedidos:
        return Hecho()
    traductor = get_machine_translator()
    antes = set(servicio.textos_sin_confirmar(traduccion).values_list("pk", flat=True))
    try:
        apply_machine_translation(traduccion.pk, usuario, traductor)
    except requests.Timeout as error:
        raise ErrorDeTraductor("tardo", cual=traductor.display_name) from error
    except (requests.RequestException, OSError, LookupError, ValueError, TypeError, AttributeError) as error:
        # What an outside service may answer with: not at all, or something else than was agreed.
        raise ErrorDeTraductor("sin_respuesta", cual=traductor.display_name) from error
    servicio.textos_sin_confirmar(traduccion).filter(context__path="slug").delete()
    despues = servicio.textos_sin_confirmar(traduccion).filter(has_error=False).values_list("pk", flat=True)
    return Hecho(pedidos, _sin_texto(traduccion).count(), len(set(despues) - antes))


def _sin_texto(traduccion):
    # An address is made from the title: it is no work of a machine.
    return servicio.segmentos_sin_traducir(traduccion, con_error=False).exclude(context__path="slug")


# --- Many, by the queue -----------------------------------------------------------------------


@dataclass
class Respuesta:
    """To who asked for many: the titles that were queued, and for each ``Motivo`` those that were not."""

    encolados: list = field(default_factory=list)
    negados: dict = field(default_factory=dict)

    def negar(self, titulo, motivo):
        self.negados.setdefault(str(motivo), []).append(titulo)


def pedir(versiones, usuario):
    """Ask for a draft of each of ``versiones`` (``paridad.Version``) under the rule of one. Returns ``Respuesta``.

    Asked for twice, it is done once. A page goes after the one from which it hangs, if both are started together.
    """
    BorradorDeMaquina.barrer()
    respuesta, idiomas = Respuesta(), {uno.language_code: uno for uno in Locale.objects.all()}
    filas = BorradorDeMaquina.de({version.original.translation_key for version in versiones})
    reparos = {codigo: maquina.reparo(idiomas[ESPANOL], idioma) for codigo, idioma in idiomas.items()}
    for version in sorted(versiones, key=lambda una: getattr(una.original, "depth", 0)):
        fila = filas.get((version.original.translation_key, version.idioma))
        motivo = reparos[version.idioma] or por_que_no(version, usuario, fila)
        if motivo is None and not _encolar(version, idiomas[version.idioma], usuario, fila):
            motivo = Motivo("en_cola")
        if motivo:
            respuesta.negar(version.titulo, motivo)
        else:
            respuesta.encolados.append(version.titulo)
    return respuesta


def por_que_no(version, usuario, fila=None):
    """Why no draft of ``version`` can be asked for by ``usuario``: ``Motivo``, or None. ``fila``: its row, if any."""
    original, inglesa = version.original, version.objeto
    if not puede_traducir(usuario, inglesa or original):
        return Motivo("sin_permiso")
    if fila and fila.estado == BorradorDeMaquina.Estado.EN_ESPERA and not fila.detenido:
        return Motivo("en_cola")
    if inglesa is None:
        try:
            servicio.comprobar_que_se_puede_empezar(original, version.idioma)
        except FaltaLaMadre as error:
            en_espera = BorradorDeMaquina.objects.filter(
                texto=error.madre.translation_key, estado=BorradorDeMaquina.Estado.EN_ESPERA
            )
            return None if en_espera.exists() else _motivo_de(error)
        except ErrorDeAval as error:
            return _motivo_de(error)
        return None
    if version.traduccion is None:
        return Motivo("a_mano")
    if version.propuesto:
        return Motivo("en_la_ddri")
    return None if _sin_texto(version.traduccion).exists() else Motivo("completo")


def _encolar(version, idioma, usuario, fila):
    """Have it done. Returns False when somebody else asked for it meanwhile."""
    nuevo = {
        "clase": ContentType.objects.get_for_model(version.original, for_concrete_model=False),
        "titulo": version.titulo[:255],
        "traduccion": version.traduccion,
        "pedido_por": usuario,
        "pedido": timezone.now(),
        "terminado": None,
        "estado": BorradorDeMaquina.Estado.EN_ESPERA,
        "intentos": 0,
        "segmentos": 0,
        "maquina": "",
        "codigo": "",
        "datos": {},
    }
    with transaction.atomic():
        if fila is None:
            fila, nueva = BorradorDeMaquina.objects.get_or_create(
                texto=version.original.translation_key, idioma=idioma, defaults=nuevo
            )
        else:
            # Only as it was seen: of two who ask at the same time, one does.
            nueva = BorradorDeMaquina.objects.filter(pk=fila.pk, pedido=fila.pedido).update(**nuevo)
        if nueva:
            encolar(hacer, fila.pk)
    return bool(nueva)


@tarea(COLA)
def hacer(pk):
    """The draft that a row asks for. What a later try may put right is tried again, while the queue has tries left."""
    fila = (
        BorradorDeMaquina.objects.exclude(estado=BorradorDeMaquina.Estado.HECHO)
        .filter(pk=pk)
        .select_related("pedido_por", "idioma", "clase")
        .first()
    )
    if fila is None:
        return
    fila.intentos += 1
    fila.save(update_fields=["intentos"])
    quedan = la_hace_un_trabajador(hacer) and fila.intentos < COLAS[COLA].intentos
    try:
        hecho = _redactar_una(fila)
    except SinBorrador as error:
        if error.motivo.codigo in PASAJEROS and quedan:
            _anotar(fila, error.motivo)
            raise
        _fallar(fila, error.motivo)
    except ErrorDeAval as error:
        _fallar(fila, _motivo_de(error))
    except PermissionDenied:
        _fallar(fila, Motivo("ya_sin_permiso"))
    except BaseException:  # over its time, too
        if not quedan:
            _fallar(fila, Motivo("se_detuvo"))
        raise
    else:
        cual = str(getattr(get_machine_translator(), "display_name", ""))
        if hecho.pedidos and not hecho.nuevos and hecho.sin_usar == hecho.pedidos:
            _fallar(fila, Motivo("nada_sirve", {"cual": cual}))
        else:
            fila.terminar(
                BorradorDeMaquina.Estado.HECHO, segmentos=hecho.nuevos, maquina=cual[:100], codigo="", datos={}
            )


def _redactar_una(fila):
    original, inglesa = fila.textos()
    usuario = fila.pedido_por
    if original is None:
        raise SinBorrador("no_esta")
    if not original.live:
        raise SinBorrador("sin_original")
    if usuario is None or not usuario.is_active or not puede_traducir(usuario, inglesa or original):
        raise SinBorrador("ya_sin_permiso")
    if motivo := maquina.reparo(original.locale, fila.idioma):
        raise ErrorDeTraductor.por(motivo)  # before anything is started for nothing
    fila.traduccion = actos.en_un_acto(lambda: _abrir(fila), original)
    fila.save(update_fields=["traduccion"])
    return redactar(fila.traduccion, usuario)


def _abrir(fila):
    """The ``Translation`` of the text, started if nobody has."""
    original, inglesa = fila.textos()
    if inglesa is None:
        return servicio.empezar(original, fila.pedido_por, fila.idioma.language_code)
    if (traduccion := servicio.traduccion_de(inglesa)) is None:
        raise SinBorrador("a_mano")
    return traduccion


def _anotar(fila, motivo):
    fila.codigo, fila.datos = motivo.codigo, motivo.datos_en_json
    fila.save(update_fields=["codigo", "datos"])


def _fallar(fila, motivo):
    fila.terminar(BorradorDeMaquina.Estado.FALLO, codigo=motivo.codigo, datos=motivo.datos_en_json)


def _motivo_de(error):
    """What a refusal of the service means here."""
    if isinstance(error, FaltaLaMadre):
        return Motivo("falta_madre", {"madre": error.madre.title})
    if isinstance(error, OriginalSinAval):
        return Motivo("sin_original")
    return Motivo("en_la_ddri") if isinstance(error, TextoQuieto) else Motivo("otra_razon")
