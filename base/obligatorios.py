"""What was left empty and is compulsory is named: beside its field and, on top of the screen, all of it at once.

Django says «this field is required» of any field of any form, and who listens, or reads the top of a long screen, does
not know of which. It is said here for every form of the admin, whoever wrote it: Wagtail's own too, its blocks and the
screen of one's own account. A form that is drawn in the window of a chooser asks for it with ``CampoConSuNombre``.
"""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Field as Columna
from django.forms import BaseForm, BaseFormSet, BaseModelForm, BoundField, Field
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.utils.translation import gettext as de_wagtail  # its sentences are in its own catalogues
from wagtail.blocks import ListBlock, StreamBlock

from . import mensajes


class Falla(NamedTuple):
    """Something wrong in a form. ``lugar``: the id of what mends it, if anything does; ``falta``: it was left empty."""

    lugar: str
    etiqueta: str
    frase: str
    falta: bool = False


def frase(nombre):
    return _("Falta: %(campo)s.") % {"campo": nombre}


class CampoConSuNombre(BoundField):
    """``bound_field_class`` of a form that is no part of the context of a template."""

    @property
    def errors(self):
        return _con_su_nombre(super().errors, _nombre(self))


def fallas(formulario):
    """All that is wrong in ``formulario`` and its rows, in its order; what is missing has its name from then on."""
    yield from _de_los_campos(formulario, "")
    for grupo in getattr(formulario, "formsets", {}).values():
        yield from _de_las_filas(grupo)


def _de_las_filas(grupo):
    de_que = capfirst(grupo.model._meta.verbose_name)
    errores = grupo.non_form_errors().data
    for lugar, error in enumerate(errores):
        if error.code == "too_few_forms":
            errores[lugar] = ValidationError(frase(de_que), code=error.code)
        yield from _dichas(f"id_{grupo.prefix}-FORMS", de_que, de_que, errores[lugar])
    for numero, fila in enumerate(grupo.forms, start=1):
        yield from _de_los_campos(fila, f"{de_que} {numero}")


def _de_los_campos(formulario, de_cual):
    orden = list(formulario.fields)
    for campo in sorted(formulario.errors, key=lambda campo: orden.index(campo) if campo in orden else -1):
        if campo not in orden:
            yield from (Falla("", de_cual, una) for una in formulario.errors[campo])
            continue
        control, nombre = formulario[campo], _nombre(formulario[campo])
        lugar = control.id_for_label or control.auto_id  # boxes to tick: the group has its own
        etiqueta = ": ".join(filter(None, (de_cual, nombre)))
        for error in _con_su_nombre(formulario.errors[campo], nombre).as_data():
            if hasattr(error, "block_errors"):
                yield from _de_los_bloques(error, control.field.block, control.value(), control.html_name, nombre)
            else:
                yield from _dichas(lugar, etiqueta, nombre, error)


def _de_los_bloques(error, bloque, valor, prefijo, etiqueta):
    """Of what a StreamField refused: each block bears its own errors, and Wagtail writes them beside it."""
    yield from (Falla("", etiqueta, una) for una in error.non_block_errors)
    for cual, suyo in error.block_errors.items():
        hijo, dentro = getattr(bloque, "child_block", None), valor[cual]
        if isinstance(bloque, StreamBlock):
            hijo, dentro = dentro.block, dentro.value
            alli, lugar = f"{hijo.label} {cual + 1}", f"{prefijo}-{cual}-value"
        elif isinstance(bloque, ListBlock):
            alli, lugar = f"{etiqueta}.{cual + 1}", f"{prefijo}-{cual}-value"
        else:
            hijo = bloque.child_blocks[cual]
            alli, lugar = f"{etiqueta}: {hijo.label}", f"{prefijo}-{cual}"
        if hasattr(suyo, "block_errors"):
            yield from _de_los_bloques(suyo, hijo, dentro, lugar, alli)
        else:
            error.block_errors[cual] = _nombrado(suyo, str(hijo.label))
            yield from _dichas(lugar, alli, str(hijo.label), error.block_errors[cual])


def _dichas(lugar, etiqueta, nombre, error):
    yield from (Falla(lugar, etiqueta, una, una == frase(nombre)) for una in error.messages)


def _nombre(control):
    return capfirst(str(control.label)).rstrip(":")


def _con_su_nombre(lista, nombre):
    lista.data[:] = [_nombrado(error, nombre) for error in lista.as_data()]
    return lista


def _nombrado(error, nombre):
    sin_nombre = {
        str(Field.default_error_messages["required"]),
        *(str(Columna.default_error_messages[cual]) for cual in ("null", "blank")),
    }
    return ValidationError(frase(nombre), code=error.code) if sin_nombre & set(error.messages) else error


class NombrarLoObligatorio:
    """Middleware: of the forms of the admin that were sent and come back with what is wrong."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        if request.method == "POST" and request.path_info.startswith(reverse("wagtailadmin_home")):
            contexto = response.context_data or {}
            with override(_idioma_de(request.user)):
                self._decir(request, _enviados(contexto), contexto.get("view"))
        return response

    def _decir(self, request, formularios, vista):
        malo = {formulario: list(dict.fromkeys(fallas(formulario))) for formulario in formularios}
        con_el_suyo = {uno for uno in malo if getattr(uno, "dice_su_resumen", False)}
        de_aqui = [uno for uno in malo if isinstance(uno, BaseModelForm) and uno not in con_el_suyo]
        todo = [una for uno in de_aqui for una in malo[uno]]
        falta = any(una.falta for una in todo)
        if falta or any(malo[uno] for uno in con_el_suyo):
            mensajes.callar(request, _de_wagtail(vista))
        if falta:
            messages.error(request, _en_suma(todo, any(getattr(uno, "fue_borrador", False) for uno in de_aqui)))


def _de_wagtail(vista):
    """What Wagtail says on top of a form that it refuses: that something is wrong, and not what."""
    if hasattr(vista, "get_error_message"):
        return [vista.get_error_message()]
    return [
        de_wagtail("The page could not be saved due to validation errors."),
        de_wagtail("The page could not be created due to validation errors."),
    ]


def _en_suma(malo, fue_borrador):
    """What is missing in one sentence, each a link to its field; whatever else is wrong, in a list."""
    cuales = format_html_join(" · ", "{}", ((_enlazada(una),) for una in malo if una.falta))
    dicho = _("Falta: {cuales}.")
    if fue_borrador:
        dicho = _("Falta: {cuales}. A un borrador no se le pide nada más; pero sin esto no se sabría qué se guardó.")
    demas = [una for una in malo if not una.falta]
    lista = format_html_join("", "<li>{}{}</li>", ((_enlazada(una, ": "), una.frase) for una in demas))
    return format_html(dicho + "{lista}", cuales=cuales, lista=lista and format_html("<ul>{}</ul>", lista))


def _enlazada(falla, luego=""):
    if not falla.lugar:
        return f"{falla.etiqueta}{luego}" if falla.etiqueta else ""
    return format_html('<a href="#{}">{}</a>{}', falla.lugar, falla.etiqueta, luego)


def _idioma_de(usuario):
    """Wagtail draws the admin in the language of each person, and lets go of it in between."""
    perfil = getattr(usuario, "wagtail_userprofile", None)
    return perfil.get_preferred_language() if perfil else get_language()


def _enviados(contexto):
    """The forms that were sent, once each."""
    vistos = []
    de_la_cuenta = [una for paneles in contexto.get("panels_by_tab", {}).values() for una in map(_el_de, paneles)]
    for valor in [*contexto.values(), de_la_cuenta]:
        for uno in valor if isinstance(valor, (list, tuple, BaseFormSet)) else [valor]:
            if isinstance(uno, BaseForm) and uno.is_bound and not any(uno is otro for otro in vistos):
                vistos.append(uno)
    return vistos


def _el_de(panel):
    """The form of a panel of one's own account, which makes another each time that it is asked for it."""
    formulario = panel.get_form()
    panel.get_form = lambda: formulario
    return formulario
