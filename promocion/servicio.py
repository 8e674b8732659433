"""What is done with a package, by whom and when: screens, commands and the demonstration come through here."""

import hashlib
import json
import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from base.idiomas import ESPANOL
from eventos.models import Reconocimiento
from formularios.medida import Falta, Motivo, cuanto_tiene, medir_campo
from formularios.models import Llenado
from practicas.models import PracticaPage

from . import fuentes, permisos, retratos
from .models import Paquete, TextoCorto

_ETIQUETA_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")
ACCION = "promocion.estado"


class NoSePuede(ValidationError):
    """What was asked of a package is not done; its sentences say why."""


def huella_de(objetivo):
    """Digest of what ``objetivo`` asks today: it tells whether it was edited since."""
    pide = [
        objetivo.formulario_id,
        *(str(getattr(objetivo, campo)) for campo in ("admite", "idiomas", "anexos_mb", "anexos_archivos")),
        *(str(getattr(objetivo, campo)) for campo in ("total_maximo", "total_unidad")),
        *([una.codigo, una.numero, una.valor] for una in objetivo.reglas.all()),
    ]
    return hashlib.sha256(json.dumps(pide).encode()).hexdigest()


@transaction.atomic
def preparar(practica, objetivo, idioma, usuario):
    """Begin the package of ``practica`` (Spanish page) for ``objetivo`` in ``idioma``; the one that there is, if any.

    Returns the package and whether it is new.
    """
    if not permisos.prepara(usuario):
        raise PermissionDenied
    if practica.locale.language_code != ESPANOL or not practica.live:
        raise NoSePuede(_("Se postula una práctica publicada: esta no lo está."))
    if idioma not in objetivo.idiomas_nuestros:
        raise NoSePuede(_("Ese objetivo no se presenta en ese idioma."))
    mismo = Paquete.objects.filter(practica=practica, objetivo=objetivo, idioma=idioma)
    if ya := mismo.first():
        return ya, False
    try:
        with transaction.atomic():
            llenado = Llenado.objects.create(formulario=objetivo.formulario)
            paquete = Paquete.objects.create(
                practica=practica,
                objetivo=objetivo,
                idioma=idioma,
                llenado=llenado,
                preparo=usuario,
                pedia=huella_de(objetivo),
            )
    except IntegrityError:  # somebody else began it at the same time
        return mismo.get(), False
    log(paquete, ACCION, user=usuario, data={"a": str(paquete.get_estado_display())})
    return paquete, True


class Renglon:
    """A question of a package: what its source says, what is answered, and what is wrong with it."""

    def __init__(self, campo, fuente, texto, guardada, vieja):
        self.campo, self.fuente, self.texto = campo, fuente, texto
        self.guardada = guardada  # whether somebody wrote it, or it is only proposed
        self.huella = fuentes.huella(fuente) if campo.fuente else ""
        self.vieja = vieja  # its source is not what it was
        self.falta = medir_campo(campo, texto)
        self.cuenta = cuanto_tiene(texto, campo.unidad) if campo.unidad else None
        self.con_marcas = bool(_ETIQUETA_HTML.search(texto))

    @property
    def de_que(self):
        return fuentes.nombre(self.campo.fuente)

    @property
    def impide(self):
        return self.con_marcas or self.vieja or bool(self.falta and self.falta.impide)


def renglones(paquete, retrato=None):
    """The questions of ``paquete``, in the order of its form: list of ``Renglon``."""
    retrato = retrato or retratos.retrato(paquete.practica)
    valores = paquete.llenado.valores
    filas = []
    for campo in paquete.formulario.campos.all():
        fuente = retrato.texto(campo.fuente, paquete.idioma) if campo.fuente else ""
        guardada = campo.clave in valores
        texto = valores[campo.clave] if guardada else proponer(campo, retrato, paquete.idioma)
        vieja = guardada and bool(campo.fuente) and paquete.huellas.get(campo.clave) != fuentes.huella(fuente)
        filas.append(Renglon(campo, fuente, texto, guardada, vieja))
    return filas


def proponer(campo, retrato, idioma):
    """What to begin an answer with: a short version in force, one that fits a narrower limit, or the whole source."""
    if not campo.fuente:
        return ""
    if texto := retrato.corto(campo, idioma):
        return texto
    fuente = retrato.texto(campo.fuente, idioma)
    if campo.maximo and (cuanto_tiene(fuente, campo.unidad) or 0) > campo.maximo:
        vigentes = [
            (maximo, texto)
            for (clave, maximo, unidad, lengua), (texto, huella) in retrato.cortos.items()
            if (clave, unidad, lengua) == (campo.fuente, campo.unidad, idioma)
            and 0 < maximo < campo.maximo
            and huella == fuentes.huella(fuente)
        ]
        if vigentes:
            return max(vigentes)[1]
    return fuente


@transaction.atomic
def guardar(paquete, respuestas, revisadas, usuario, categoria=None):
    """Keep what was written (dict key → text); ``revisadas``: answers read again beside a source that changed."""
    if not permisos.prepara(usuario):
        raise PermissionDenied
    paquete = _con_candado(paquete)
    if not paquete.se_edita:
        raise NoSePuede(_("El paquete ya está listo: para cambiarlo, devuélvalo a preparación."))
    retrato, vistos = retratos.retrato(paquete.practica), set()
    for uno in renglones(paquete, retrato):
        clave = uno.campo.clave
        if clave not in respuestas:
            continue
        texto = respuestas[clave].replace("\r\n", "\n").strip()
        if not uno.guardada or texto != uno.texto or clave in revisadas:
            paquete.huellas[clave] = uno.huella
        paquete.llenado.valores[clave] = texto
        llave = (uno.campo.fuente, uno.campo.maximo or 0, uno.campo.unidad)
        if uno.campo.fuente and texto and llave not in vistos:
            vistos.add(llave)
            TextoCorto.objects.update_or_create(
                practica=paquete.practica,
                clave=llave[0],
                maximo=llave[1],
                unidad=llave[2],
                idioma=paquete.idioma,
                defaults={"texto": texto, "huella": paquete.huellas[clave], "quien": usuario},
            )
    paquete.llenado.save()
    if categoria is not None:
        paquete.categoria = categoria
    _pasar(paquete, Paquete.Estado.BORRADOR, usuario, confirmo=None, confirmado=None)
    return paquete


def _con_candado(paquete):
    return Paquete.objects.select_for_update(of=("self",)).select_related("llenado__formulario").get(pk=paquete.pk)


def _pasar(paquete, estado, usuario, **campos):
    """Put ``paquete`` in a state, with who and when; the log has it if it changed."""
    antes = paquete.get_estado_display()
    cambia = paquete.estado != estado
    paquete.estado = estado
    for campo, valor in campos.items():
        setattr(paquete, campo, valor)
    paquete.save()
    if cambia:
        log(paquete, ACCION, user=usuario, data={"de": str(antes), "a": str(paquete.get_estado_display())})


@transaction.atomic
def confirmar(paquete, usuario):
    """The entity says that the facts are so. Only a punto focal of that entity."""
    paquete = _con_candado(paquete)
    if not permisos.es_de_la_entidad(usuario, paquete.practica):
        raise PermissionDenied
    if paquete.estado != Paquete.Estado.BORRADOR:
        raise NoSePuede(_("Ya no está en preparación: no hay qué confirmar."))
    if not paquete.llenado.valores:
        raise NoSePuede(_("Todavía no se ha guardado ninguna respuesta."))
    _pasar(paquete, Paquete.Estado.CONFIRMADO, usuario, confirmo=usuario, confirmado=timezone.now())
    return paquete


def faltas(paquete):
    """What keeps ``paquete`` from being ready: list of sentences."""
    retrato = retratos.retrato(paquete.practica)
    filas, dichas = renglones(paquete, retrato), []
    if not paquete.practica.live:
        dichas.append(_("La práctica se retiró: ya no está publicada."))
    elif paquete.idioma not in retrato.con_aval:
        dichas.append(_("La práctica no tiene aval en el idioma del paquete."))
    elif paquete.idioma in retrato.atrasados:
        dichas.append(_("Su versión en inglés está atrasada frente al español."))
    if paquete.formulario.pk != paquete.objetivo.formulario_id:
        dichas.append(_("El objetivo tiene una versión nueva de sus preguntas: prepárelo con ella."))
    for uno in filas:
        if not uno.guardada and uno.campo.obligatorio:
            dichas.append(_("«%(que)s» no se ha guardado.") % {"que": uno.campo})
        elif uno.vieja:
            dichas.append(_("«%(que)s»: cambió su fuente desde que se escribió.") % {"que": uno.campo})
        elif uno.con_marcas:
            dichas.append(_("«%(que)s» tiene marcas de HTML, y el formulario es de texto.") % {"que": uno.campo})
        elif uno.falta and uno.falta.impide:
            dichas.append(_("«%(que)s»: %(falta)s.") % {"que": uno.campo, "falta": uno.falta})
    return [*dichas, *_del_total(paquete), *_de_los_anexos(paquete.objetivo, retrato)]


def _del_total(paquete):
    objetivo, valores = paquete.objetivo, list(paquete.llenado.valores.values())
    usado = cuanto_tiene(valores, objetivo.total_unidad) if objetivo.total_maximo else None
    if usado is not None and usado > objetivo.total_maximo:
        falta = Falta("", Motivo.DE_MAS, usado - objetivo.total_maximo, usado, objetivo.total_unidad)
        yield _("En todo el texto %(falta)s.") % {"falta": falta}


def _de_los_anexos(objetivo, retrato):
    if objetivo.anexos_archivos and retrato.archivos > objetivo.anexos_archivos:
        sobran = retrato.archivos - objetivo.anexos_archivos
        yield ngettext("Sobra %(n)s archivo anexo.", "Sobran %(n)s archivos anexos.", sobran) % {"n": sobran}
    if objetivo.anexos_mb and (retrato.octetos or 0) > objetivo.anexos_mb * 1024 * 1024:
        yield _("Los anexos pasan de los %(n)s MB que recibe.") % {"n": objetivo.anexos_mb}


@transaction.atomic
def marcar_listo(paquete, usuario):
    """Only Moderación, of what the entity confirmed and nothing is missing of. It keeps the aval that it stands on."""
    if not permisos.marca_listo(usuario):
        raise PermissionDenied
    paquete = _con_candado(paquete)
    if paquete.estado != Paquete.Estado.CONFIRMADO:
        raise NoSePuede(_("Antes lo confirma la entidad."))
    if dichas := faltas(paquete):
        raise NoSePuede(dichas)
    _pasar(
        paquete,
        Paquete.Estado.LISTO,
        usuario,
        marco=usuario,
        listo=timezone.now(),
        aval=aval_en(paquete),
        pedia=huella_de(paquete.objetivo),
    )
    return paquete


def aval_en(paquete):
    """The aval in force of the practice in the language of ``paquete``; None if it has none."""
    pagina = pagina_en(paquete)
    return pagina.aval if pagina and pagina.live else None


def pagina_en(paquete):
    """The practice in the language of ``paquete``, or None."""
    return (
        PracticaPage.objects.filter(
            translation_key=paquete.practica.translation_key, locale__language_code=paquete.idioma
        )
        .select_related("aval")
        .first()
    )


@transaction.atomic
def reabrir(paquete, usuario):
    """Back to preparation, before it is presented."""
    if not permisos.prepara(usuario):
        raise PermissionDenied
    paquete = _con_candado(paquete)
    if paquete.estado not in (Paquete.Estado.CONFIRMADO, Paquete.Estado.LISTO):
        raise NoSePuede(_("Lo presentado no se cambia: es lo que recibió el premio."))
    vacio = {"confirmo": None, "confirmado": None, "marco": None, "listo": None, "aval": None}
    _pasar(paquete, Paquete.Estado.BORRADOR, usuario, **vacio)
    return paquete


@transaction.atomic
def presentar(paquete, usuario, fecha, radicado=""):
    """It was sent: when, and by which number it is known there."""
    if not permisos.prepara(usuario):
        raise PermissionDenied
    paquete = _con_candado(paquete)
    if paquete.estado != Paquete.Estado.LISTO:
        raise NoSePuede(_("Solo se presenta lo que Moderación marcó como listo."))
    if fecha > timezone.localdate():
        raise NoSePuede({"presentado": _("Esa fecha no ha llegado.")})
    _pasar(paquete, Paquete.Estado.PRESENTADO, usuario, presentado=fecha, radicado=radicado)
    return paquete


@transaction.atomic
def registrar_resultado(paquete, usuario, resultado):
    """What came of it. Of an award of the Bank, a draft of a recognition, which goes through its own aval."""
    if not permisos.prepara(usuario):
        raise PermissionDenied
    paquete = _con_candado(paquete)
    if paquete.estado != Paquete.Estado.PRESENTADO:
        raise NoSePuede(_("El resultado es de lo que se presentó."))
    reconocimiento = None
    premio = paquete.objetivo.premio
    if premio and resultado in Reconocimiento.Resultado.values:
        reconocimiento = Reconocimiento(
            locale=premio.locale,
            live=False,
            premio=premio,
            anio=paquete.objetivo.edicion_anio or paquete.presentado.year,
            categoria=paquete.categoria,
            resultado=resultado,
            practica=paquete.practica.page_ptr,
        )
        if fallas := [*reconocimiento.fallas(), *reconocimiento.repeticiones()]:
            raise NoSePuede([frase for _campo, frase in fallas])
        reconocimiento.save()
        reconocimiento.save_revision(user=usuario, log_action=True, clean=False)
    _pasar(paquete, Paquete.Estado.CERRADO, usuario, resultado=resultado, reconocimiento=reconocimiento)
    return paquete


def avisos(paquete):
    """What changed around ``paquete`` since it was begun or made ready: list of sentences."""
    dichos = []
    if not paquete.practica.live:
        dichos.append(_("La práctica se retiró: ya no está publicada."))
    if paquete.formulario.pk != paquete.objetivo.formulario_id:
        dichos.append(_("El objetivo tiene preguntas nuevas: este paquete responde a la versión anterior."))
    elif paquete.pedia != huella_de(paquete.objetivo):
        dichos.append(_("El objetivo se editó después: cambió lo que pide."))
    if paquete.practica.live and paquete.es_definitivo and paquete.aval_id:
        pagina = pagina_en(paquete)
        if pagina is None or not pagina.live:
            dichos.append(_("Su versión en el idioma del paquete ya no está publicada."))
        elif pagina.aval_id != paquete.aval_id:
            dichos.append(_("La práctica tiene un aval más nuevo que el que se usó."))
    if paquete.practica.live and "en" in retratos.retrato(paquete.practica).atrasados and paquete.idioma == "en":
        dichos.append(_("Su versión en inglés está atrasada frente al español."))
    return dichos
