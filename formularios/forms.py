"""The one renderer: a form as data, made a Django form. Fields by their kind, help in the reader's language, a counter.

What is typed is never refused: a draft keeps a date that does not exist as it was written, and says so beside it. Only
``comprobar`` asks, when answers are to be registered.
"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from actores.grupos import MODERACION, pertenece
from actores.models import Entidad
from base.archivos import comprobar_contenido
from base.texto import sin_control

from .formatos import dia
from .lectura import fecha_escrita
from .medida import cuanto_tiene
from .models import Campo, Formulario, Llenado
from .word import texto_escrito

_LARGO_DE_TEXTO = 2000  # characters of a short answer: nobody writes more, and it is kept
_SE_CUENTAN = {
    Campo.Unidad.PALABRAS,
    Campo.Unidad.CARACTERES,
    Campo.Unidad.CARACTERES_SIN_ESPACIOS,
    Campo.Unidad.ELEMENTOS,
}


class VariosArchivos(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def format_value(self, value):
        return None


class CampoDeArchivos(forms.FileField):
    """Any number of files, each judged by its content. ``clean`` answers a list."""

    widget = VariosArchivos

    def clean(self, data, initial=None):
        archivos = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [self._uno(archivo) for archivo in archivos]

    def _uno(self, archivo):
        archivo = super().clean(archivo)
        if archivo.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
            raise ValidationError(_("«%(nombre)s» pesa más de 10 MB.") % {"nombre": archivo.name})
        comprobar_contenido(archivo)
        return archivo


def limite_en_palabras(campo: Campo) -> str:
    """What a field says of its limit: how much, in which unit, and how far that is known. Empty: it has none."""
    if campo.limite == Campo.Certeza.DESCONOCIDO:
        return _("No se sabe si el formulario pone límite.")
    if campo.limite == Campo.Certeza.SIN_LIMITE:
        return ""
    partes = {"minimo": campo.minimo, "maximo": campo.maximo, "unidad": campo.get_unidad_display()}
    if campo.minimo and campo.maximo:
        frase = _("Entre %(minimo)s y %(maximo)s (%(unidad)s).") % partes
    elif campo.maximo:
        frase = _("Máximo: %(maximo)s (%(unidad)s).") % partes
    else:
        frase = _("Mínimo: %(minimo)s (%(unidad)s).") % partes
    return f"{frase} {_('Es aproximado.')}" if campo.limite == Campo.Certeza.APROXIMADO else frase


def contador(campo: Campo, valor: Any) -> dict[str, str] | None:
    """What counts a field as it is typed (``base/js/contador.js``), and what it has now, for who has no JavaScript."""
    if not campo.maximo or campo.unidad not in _SE_CUENTAN:
        return None
    usadas, unidad = cuanto_tiene(valor, campo.unidad) or 0, campo.get_unidad_display()
    textos = {
        "texto": _("{usadas} de {limite} (%(unidad)s)") % {"unidad": unidad},
        "exceso": _("{usadas} de {limite} (%(unidad)s): sobran {sobran}") % {"unidad": unidad},
    }
    sobran = max(0, usadas - campo.maximo)
    frase = textos["exceso" if sobran else "texto"]
    return {
        **textos,
        "limite": str(campo.maximo),
        "unidad": campo.unidad,
        "ahora": frase.format(usadas=usadas, limite=campo.maximo, sobran=sobran),
        "sobran": str(sobran or ""),
    }


class FormaDeFormulario(forms.Form):
    """``formulario`` to be answered; ``valores``: what was answered already."""

    def __init__(
        self, formulario: Formulario, valores: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any
    ) -> None:
        self.formulario, self.valores = formulario, dict(valores or {})
        self.campos = list(formulario.campos.select_related("seccion"))
        super().__init__(*args, **kwargs)
        for campo in self.campos:
            self.fields[campo.clave] = self.caja_de(campo)

    def caja_de(self, campo: Campo) -> forms.Field:
        valor = self.valores.get(campo.clave)
        comun: dict[str, Any] = {
            "label": campo.etiqueta(),
            "help_text": " ".join(filter(None, [campo.ayuda(), limite_en_palabras(campo)])),
            "required": False,
        }
        match campo.tipo:
            case Campo.Tipo.ARCHIVO:
                return CampoDeArchivos(**comun)
            case Campo.Tipo.OPCION:
                pares = [
                    ("", "—"),
                    *((uno["codigo"], uno["en" if get_language() == "en" else "es"]) for uno in campo.opciones),
                ]
                conocido = not valor or valor in [codigo for codigo, _nombre in pares]
                otros = [] if conocido else [(valor, str(valor))]
                return forms.ChoiceField(choices=[*pares, *otros], initial=valor or "", **comun)
            case Campo.Tipo.FECHA:
                # Written by hand where it is no day that exists, so that what was written can be seen and mended.
                escrito = self.data.get(self.add_prefix(campo.clave), "") if self.is_bound else valor
                tipo = "date" if not escrito or dia(escrito) else "text"
                comun["widget"] = forms.TextInput(attrs={"type": tipo})
                return forms.CharField(initial=valor, max_length=100, **comun)
            case Campo.Tipo.PROSA | Campo.Tipo.LISTA:
                comun["widget"] = AdminAutoHeightTextInput()
                return forms.CharField(initial=texto_escrito(campo, valor), **comun)
        return forms.CharField(initial=valor, max_length=_LARGO_DE_TEXTO, **comun)

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        for campo in self.campos:
            escrito = datos.get(campo.clave)
            if isinstance(escrito, str):
                datos[campo.clave] = sin_control(escrito.replace("\r\n", "\n").replace("\r", "\n")).strip()
        return datos

    @property
    def respuestas(self) -> dict[str, Any]:
        """What was answered, as it is kept; the files apart. A form that is not valid is asked too: it is a draft."""
        dadas: dict[str, Any] = {}
        for campo in self.campos:
            escrito = self.cleaned_data.get(campo.clave)
            if campo.tipo == Campo.Tipo.ARCHIVO or not escrito:
                continue
            if campo.tipo == Campo.Tipo.LISTA:
                escrito = [linea.strip() for linea in escrito.split("\n") if linea.strip()]
            elif campo.tipo == Campo.Tipo.FECHA and not dia(escrito):
                escrito = fecha_escrita(escrito) or escrito
            dadas[campo.clave] = escrito
        return dadas

    def archivos(self) -> dict[str, list]:
        """The new files, by the key of their field."""
        return {
            campo.clave: self.cleaned_data.get(campo.clave) or []
            for campo in self.campos
            if campo.tipo == Campo.Tipo.ARCHIVO
        }

    def senalar(self, frases: Mapping[str, str]) -> None:
        """Say each of ``frases`` beside its field."""
        for clave, frase in frases.items():
            self.add_error(clave if clave in self.fields else None, frase)

    def recordar(self, frases: Mapping[str, str]) -> None:
        """Say beside its field what a draft has and cannot be, before anybody sends it again."""
        self._errors = ErrorDict({clave: ErrorList([frase]) for clave, frase in frases.items()})

    @property
    def errores_con_enlace(self) -> list[tuple[str, str, str]]:
        """``(id of the field, its name, sentence)``, in the order of the form."""
        return [
            (self[clave].id_for_label, str(self[clave].label), str(frase))
            for clave in self.fields
            for frase in self.errors.get(clave, [])
        ]

    def partes(self) -> list[dict[str, Any]]:
        """Its sections in order, each with its fields: dicts of ``titulo`` and ``filas``."""
        partes: list[dict[str, Any]] = []
        anterior: Any = object()
        for campo in self.campos:
            if campo.seccion_id != anterior:
                partes.append({"titulo": campo.seccion.titulo() if campo.seccion else "", "filas": []})
                anterior = campo.seccion_id
            ligado = self[campo.clave]
            partes[-1]["filas"].append(
                {
                    "campo": campo,
                    "ligado": ligado,
                    "contador": contador(campo, ligado.value()),
                    "es_de_archivos": campo.tipo == Campo.Tipo.ARCHIVO,
                }
            )
        return partes


class DeQuienForm(forms.Form):
    """Whose the answers are and what they document. A punto focal's are of their entity, and no other is offered."""

    entidad = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Entidad"))
    tipo = forms.ChoiceField(
        label=gettext_lazy("Qué documenta"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Solo una buena práctica se puede proponer después como ficha."),
    )

    def __init__(self, usuario, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tipo, entidad = (cast(Any, self.fields[nombre]) for nombre in ("tipo", "entidad"))
        tipo.choices = [(codigo, capfirst(str(nombre))) for codigo, nombre in Llenado.Tipo.choices]
        self.initial["tipo"] = self.initial.get("tipo") or Llenado.Tipo.BUENA_PRACTICA
        entidad.queryset = Entidad.objects.all()
        if not pertenece(usuario, MODERACION):
            entidad.queryset = entidad.queryset.filter(pk=usuario.entidad_id)
            entidad.empty_label = None


class DocumentoForm(forms.Form):
    """The .docx that somebody filled in."""

    archivo = forms.FileField(
        label=gettext_lazy("Documento de Word diligenciado"),
        help_text=gettext_lazy(
            "Un archivo .docx de hasta 10 MB. Antes de guardar nada verá qué se leyó de cada campo."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def clean_archivo(self):
        archivo = self.cleaned_data["archivo"]
        if archivo.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
            raise ValidationError(_("El archivo pesa más de 10 MB: quítele las imágenes y vuelva a subirlo."))
        return archivo


class ArchivoForm(DeQuienForm, DocumentoForm):
    """The document, whose it is and what it documents."""
