"""What changes under the texts by whoever may change it, on record: each field of it, before and after.

In Wagtail's own log, so that the report of the history of the site tells it beside all else. The rooms above say with
``anotar_cambios`` of which of their models.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from . import terminos
from .lectura import nombre_de

CAMBIO, FUSION, FIN = "banco.cambio", "banco.fusion", "aval.fin"


def _dicho(campo, objeto):
    """The value of a field as it is written down: what a relation names, by its name."""
    if campo.is_relation:
        relacionado = getattr(objeto, campo.name, None)
        return str(relacionado) if relacionado else None
    return terminos.plano(campo, objeto)


def _campos(modelo):
    return [campo for campo in modelo._meta.concrete_fields if not campo.primary_key]


def _recordar(sender, instance, raw=False, **kwargs):
    instance._antes = None if raw or not instance.pk else sender._base_manager.filter(pk=instance.pk).first()


def _anotar(sender, instance, raw=False, **kwargs):
    antes = instance.__dict__.pop("_antes", None)
    if raw or (antes is None and sender in _SOLO_CAMBIOS):
        return
    cambiados = [
        campo
        for campo in _campos(sender)
        if antes is None or terminos.plano(campo, antes) != terminos.plano(campo, instance)
    ]
    if cambiados:
        cambios = {campo.name: [antes and _dicho(campo, antes), _dicho(campo, instance)] for campo in cambiados}
        valores = {campo.name: terminos.plano(campo, instance) for campo in cambiados}
        log(instance, CAMBIO, data={"cambios": cambios, "valores": valores})


def _anotar_borrado(sender, instance, **kwargs):
    cambios = {campo.name: [_dicho(campo, instance), None] for campo in _campos(sender)}
    log(instance, CAMBIO, data={"cambios": cambios}, deleted=True)


# Those whose making is not told field by field: Wagtail says already that they were made.
_SOLO_CAMBIOS = set()


def anotar_cambios(modelo):
    """From now on each change of a row of ``modelo`` is written down, by whatever way it is saved."""
    pre_save.connect(_recordar, sender=modelo, dispatch_uid=f"aval.bitacora.{modelo._meta.label}")
    post_save.connect(_anotar, sender=modelo, dispatch_uid=f"aval.bitacora.{modelo._meta.label}")
    post_delete.connect(_anotar_borrado, sender=modelo, dispatch_uid=f"aval.bitacora.{modelo._meta.label}")


def conectar():
    """The closed lists, whose names the public reads in texts that do not change."""
    for modelo in terminos.listas():
        _SOLO_CAMBIOS.add(modelo)
        anotar_cambios(modelo)


# --- Read -----------------------------------------------------------------------------------------


class CambioFormatter(LogFormatter):
    label = gettext_lazy("Cambio, campo por campo")

    def format_message(self, entrada):
        modelo = entrada.content_type.model_class() if entrada.content_type else None
        partes = [
            _("%(campo)s: «%(antes)s» → «%(ahora)s»")
            % {"campo": nombre_de(modelo, campo) if modelo else campo, "antes": _valor(antes), "ahora": _valor(ahora)}
            for campo, (antes, ahora) in entrada.data.get("cambios", {}).items()
        ]
        return " · ".join(partes)


class FusionFormatter(LogFormatter):
    label = gettext_lazy("Fusión de términos")

    def format_message(self, entrada):
        return _("«%(de)s» se fusionó en «%(a)s» (lo usaban %(textos)s). Motivo: %(motivo)s") % entrada.data


class FinFormatter(LogFormatter):
    label = gettext_lazy("Decir que terminó")

    def format_message(self, entrada):
        if entrada.data.get("quitado"):
            return _("Se quitó el aviso de que terminó")
        return _("Terminó: la página sigue, con un aviso que lo dice")


def _valor(valor):
    if isinstance(valor, bool):
        return _("Sí") if valor else _("No")
    return "" if valor is None else localize(valor) if isinstance(valor, int) else valor


@hooks.register("register_log_actions")
def acciones(registro):
    registro.register_action(CAMBIO)(CambioFormatter)
    registro.register_action(FUSION)(FusionFormatter)
    registro.register_action(FIN)(FinFormatter)


# --- Names against what was approved --------------------------------------------------------------


def nombres_sin_constancia(modelo, objetos, avalados, fusiones):
    """Fields of each of ``objetos`` that show a term otherwise than its aval: dict of number → names of fields.

    ``avalados``: number of the object → what its aval read of each term (``Aval.nombres``). What a person
    changed and the log tells is as it should be, and so is what a merge changed.
    """
    actuales = terminos.nombres_de({terminos.clave_de(texto) for nombres in avalados.values() for texto in nombres})
    de_cada_uno = {
        numero: {
            (clave, campo)
            for texto, leido in nombres.items()
            for clave in [terminos.clave_de(texto)]
            for campo, ahora in actuales.get(clave, {}).items()  # merged, or cut: another finding
            if campo in leido and _con_fusiones(clave, campo, leido[campo], fusiones) != ahora
        }
        for numero, nombres in avalados.items()
    }
    claves = {clave for distintos in de_cada_uno.values() for clave, _campo in distintos}
    constan = _lo_que_consta(claves) if claves else {}
    resultado = {}
    for objeto in objetos:
        sin_constancia = {
            clave
            for clave, campo in de_cada_uno.get(objeto.pk, ())
            if constan.get((clave, campo), ...) != actuales[clave][campo]
        }
        if sin_constancia:
            contenido = terminos.al_dia(modelo, objeto.aval.contenido, fusiones)
            por_otros = terminos.por_quienes_se_leen(terminos.citados(modelo, contenido))
            sin_constancia |= {clave for clave, otra in por_otros.items() if otra in sin_constancia}
            resultado[objeto.pk] = terminos.que_nombran(modelo, contenido, sin_constancia)
    return resultado


def _con_fusiones(clave, campo, valor, fusiones):
    """A term may name another one, which may have been merged since."""
    de_otra_lista = apps.get_model(clave[0])._meta.get_field(campo).related_model
    return fusiones.get(de_otra_lista._meta.label_lower, {}).get(valor, valor) if de_otra_lista else valor


def _lo_que_consta(claves):
    """What a person last gave each field of these terms, by the log: dict of ``((label, pk), field)`` → value."""
    tipos = {ContentType.objects.get_for_model(apps.get_model(etiqueta)).pk: etiqueta for etiqueta, _pk in claves}
    entradas = ModelLogEntry.objects.filter(
        action=CAMBIO,
        user_id__isnull=False,
        content_type__in=tipos,
        object_id__in={str(pk) for _etiqueta, pk in claves},
    )
    return {
        ((tipos[entrada.content_type_id], int(entrada.object_id)), campo): valor
        for entrada in entradas.order_by("timestamp", "pk")
        for campo, valor in entrada.data.get("valores", {}).items()
    }
