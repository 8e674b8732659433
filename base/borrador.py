"""A draft accepts everything: what cannot be read stays as it was typed, with its sentence, and the rest is saved.

What was typed travels in the content of the revision, under ``CLAVE``: each version brings its own, and no field of a
model has to hold what it is not. The field itself is empty meanwhile, and nothing is sent until somebody corrects it.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from modelcluster.models import get_serializable_data_for_fields, model_from_serializable_data

CLAVE = "$sin_entender"
CONTRADICE = "contradice"  # the code of a rule that a draft may break: what is written can be read


class ConLoEscrito:
    """Mixin of a model: what was typed in its form and could not be read (``sin_entender``: field → text)."""

    sin_entender: dict[str, str] = {}  # replaced, never changed in place
    # Its rows that have some: once they are saved, modelcluster reads them again from their table, which has not.
    filas_sin_entender: tuple[tuple[str, Any], ...] = ()

    def serializable_data(self) -> dict[str, Any]:
        arriba: Any = super()
        propio = hasattr(arriba, "serializable_data")
        datos = arriba.serializable_data() if propio else get_serializable_data_for_fields(self)
        if pendiente := vigente(self):
            datos[CLAVE] = pendiente
        for relacion, fila in self.filas_sin_entender:
            for suya in datos.get(relacion, ()):
                if fila.pk and suya["pk"] == fila.pk:
                    suya[CLAVE] = vigente(fila)
        return datos

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        arriba: Any = super()
        if hasattr(arriba, "from_serializable_data"):
            objeto = arriba.from_serializable_data(data, check_fks, strict_fks)
        else:
            objeto = model_from_serializable_data(cls, data, check_fks=check_fks, strict_fks=strict_fks)
        if objeto is not None and (pendiente := data.get(CLAVE)):
            objeto.sin_entender = pendiente
        return objeto


def vigente(objeto):
    """What was typed in ``objeto`` and is not read yet: where a value came by another way, that is no more."""
    return {campo: texto for campo, texto in objeto.sin_entender.items() if getattr(objeto, campo, None) in (None, "")}


def _filas(objeto):
    """The rows of ``objeto`` that are in memory, with the name of their relation: others have nothing pending."""
    for relacion, filas in getattr(objeto, "_cluster_related_objects", {}).items():
        yield from ((relacion, fila) for fila in filas if isinstance(fila, ConLoEscrito))


def pendientes(objeto):
    """What keeps a text from being sent: list of ``(field or relation, sentence)``."""
    propios = [(campo, frase_de(type(objeto), campo, texto)) for campo, texto in vigente(objeto).items()]
    de_filas = [
        (relacion, frase_de(type(fila), campo, texto))
        for relacion, fila in _filas(objeto)
        for campo, texto in vigente(fila).items()
    ]
    return [*propios, *de_filas]


def frase_de(modelo, campo, texto, del_formulario=None):
    """Why ``texto`` cannot be read as the field ``campo`` of ``modelo``."""
    from wagtail.admin.forms.models import formfield_for_dbfield  # not before the apps are ready

    campo_del_modelo = modelo._meta.get_field(campo)
    del_formulario = del_formulario or formfield_for_dbfield(campo_del_modelo)
    try:
        campo_del_modelo.clean(del_formulario.clean(texto), None)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


# --- The form -------------------------------------------------------------------------------------------


def _se_escribe(campo):
    """Whether somebody types in it, and does not choose."""
    control = campo.widget
    if isinstance(control, forms.Textarea):
        return True
    return isinstance(control, forms.widgets.Input) and control.input_type in _ESCRITOS


_ESCRITOS = {"text", "number", "email", "url", "date", "time", "datetime-local", "tel"}


def con_filas(formulario):
    """``formulario`` and those of its rows that stay."""
    yield formulario
    for grupo in getattr(formulario, "formsets", {}).values():
        if issubclass(grupo.model, ConLoEscrito):
            for fila in grupo.forms:
                fila.errors  # noqa: B018  # that it goes is known once it is cleaned
                if not getattr(fila, "cleaned_data", {}).get(DELETION_FIELD_NAME):
                    yield from con_filas(fila)


def aceptar(formulario):
    """Of a draft that is sent to be saved: what cannot be read is put aside as it was typed, and is no error."""
    for uno in con_filas(formulario):
        if not getattr(uno, "aceptado", False):
            uno.aceptado = True
            _aceptar(uno)
    formulario.instance.filas_sin_entender = tuple(
        (relacion, fila.instance)
        for relacion, grupo in formulario.formsets.items()
        for fila in grupo.forms
        if getattr(fila.instance, "sin_entender", None)
    )


def _aceptar(formulario):
    objeto = formulario.instance
    pendiente = {campo: texto for campo, texto in vigente(objeto).items() if campo not in formulario.fields}
    for nombre in list(formulario.errors):
        campo = formulario.fields.get(nombre)
        quedan = [una for una in formulario.errors.as_data()[nombre] if una.code != CONTRADICE]
        if not quedan:
            del formulario.errors[nombre]
            continue
        if campo is None or not _se_escribe(campo):
            continue
        texto = formulario[nombre].data
        columna = objeto._meta.get_field(nombre) if nombre in formulario._meta.fields else None
        if not isinstance(texto, str) or not texto.strip() or not _puede_quedar_vacia(objeto, columna):
            continue
        if not frase_de(type(objeto), nombre, texto, campo):
            continue  # it is read: what is wrong is another thing, such as a name that is taken
        pendiente[nombre] = texto
        setattr(objeto, nombre, None if columna.null else "")
        formulario.cleaned_data[nombre] = None if columna.null else ""
        del formulario.errors[nombre]
    objeto.sin_entender = pendiente


def _puede_quedar_vacia(objeto, columna):
    if columna is None or not columna.concrete:
        return False
    # By its name it is found, and without an address it has no page.
    return columna.null or (columna.empty_strings_allowed and columna.name not in ("title", "slug", "nombre"))


def olvidar(formulario):
    """Of what is sent: its form read it all."""
    for uno in con_filas(formulario):
        suyo = uno.instance
        suyo.sin_entender = {campo: texto for campo, texto in vigente(suyo).items() if campo not in uno.fields}


def mostrar(formulario):
    """When it is opened: what was put aside is in its box as it was typed, with its sentence beside it."""
    for uno in con_filas(formulario):
        for campo, texto in vigente(uno.instance).items():
            if campo in uno.fields:
                uno.initial[campo] = texto
                frase = frase_de(type(uno.instance), campo, texto, uno.fields[campo])
                uno.errors[campo] = uno.error_class([frase])
