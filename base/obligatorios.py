"""What was left empty and is compulsory is named: beside its field and, on top of the screen, all of it at once.

Django says «this field is required» of any field of any form, and who listens, or reads the top of a long screen, does
not know of which. It is said here for every form of the admin, whoever wrote it: Wagtail's own too.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Field as Columna
from django.forms import BaseForm, BaseFormSet, BaseModelForm, Field
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _


def frase(nombre):
    return _("Falta: %(campo)s.") % {"campo": nombre}


def nombrar(formulario):
    """Gives their sentence to the compulsory fields of ``formulario`` and of its rows; the names of all of them."""
    faltan = _nombrar(formulario, "")
    for grupo in getattr(formulario, "formsets", {}).values():
        faltan += _nombrar_filas(grupo)
    return faltan


def _nombrar_filas(grupo):
    de_que = capfirst(grupo.model._meta.verbose_name)
    faltan = []
    errores = grupo.non_form_errors().data
    for lugar, error in enumerate(errores):
        if error.code == "too_few_forms":
            errores[lugar] = ValidationError(frase(de_que), code=error.code)
            faltan.append(de_que)
    for numero, fila in enumerate(grupo.forms, start=1):
        faltan += _nombrar(fila, f"{de_que} {numero}: ")
    return faltan


def _nombrar(formulario, antes):
    sin_nombre = {
        str(Field.default_error_messages["required"]),
        *(str(Columna.default_error_messages[cual]) for cual in ("null", "blank")),
    }
    faltan = []
    for campo, lista in formulario.errors.items():
        if campo not in formulario.fields:
            continue
        nombre = capfirst(str(formulario[campo].label)).rstrip(":")
        for lugar, error in enumerate(lista.as_data()):
            if any(str(una) in sin_nombre for una in ValidationError(error).messages):
                lista.data[lugar] = ValidationError(frase(nombre), code=error.code)
                faltan.append(f"{antes}{nombre}")
    return faltan


class NombrarLoObligatorio:
    """Middleware: of the forms of the admin that were sent and come back with what is wrong."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        if request.method == "POST" and request.path_info.startswith(reverse("wagtailadmin_home")):
            with override(_idioma_de(request.user)):
                for formulario in _enviados(response.context_data or {}):
                    self._decir(request, formulario)
        return response

    def _decir(self, request, formulario):
        faltan = nombrar(formulario)
        con_resumen = not isinstance(formulario, BaseModelForm) or getattr(formulario, "dice_su_resumen", False)
        if faltan and not con_resumen:
            messages.error(request, self._en_suma(formulario, faltan))

    @staticmethod
    def _en_suma(formulario, faltan):
        cuales = " · ".join(dict.fromkeys(faltan))
        if getattr(formulario, "fue_borrador", False):
            return _(
                "Falta: %(cuales)s. A un borrador no se le pide nada más; pero sin esto no se sabría qué se guardó."
            ) % {"cuales": cuales}
        return _("Falta: %(cuales)s.") % {"cuales": cuales}


def _idioma_de(usuario):
    """Wagtail draws the admin in the language of each person, and lets go of it in between."""
    perfil = getattr(usuario, "wagtail_userprofile", None)
    return perfil.get_preferred_language() if perfil else get_language()


def _enviados(contexto):
    """The forms that were sent, once each."""
    vistos = []
    for valor in contexto.values():
        for uno in valor if isinstance(valor, (list, tuple, BaseFormSet)) else [valor]:
            if isinstance(uno, BaseForm) and uno.is_bound and not any(uno is otro for otro in vistos):
                vistos.append(uno)
    return vistos
