"""What a District's format asks before it is registered. A draft accepts anything; the form itself asks for nothing."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from .medida import esta_vacio, medir
from .models import Campo

# Of the FT-1311: without these it documents nothing that another entity could use.
_NECESARIAS = (
    *("fecha_diligenciamiento", "nombre", "dependencia", "descripcion", "linea_base", "aporte"),
    *("retos", "estabilidad", "conclusiones"),
)
_LETRAS_DEL_NOMBRE = 300


def dia(valor):
    """``valor`` (AAAA-MM-DD) as a date; ``None`` if there is no such day."""
    try:
        return datetime.date.fromisoformat(str(valor or ""))
    except ValueError:
        return None


def incoherencias(valores):
    """What cannot be, of what was answered: ``(key, sentence)``. Empty answers contradict nobody."""
    diligenciado, inicio = dia(valores.get("fecha_diligenciamiento")), dia(valores.get("fecha_inicio"))
    if diligenciado and diligenciado > timezone.localdate():
        yield "fecha_diligenciamiento", _("Esa fecha todavía no llega.")
    if diligenciado and inicio and inicio > diligenciado:
        yield "fecha_inicio", _("La práctica empezaría después del día en que se diligenció el formato.")
    if len(valores.get("nombre") or "") > _LETRAS_DEL_NOMBRE:
        yield "nombre", _("El nombre pasa de 300 caracteres: acórtelo.")
    if correo := valores.get("correo"):
        try:
            EmailValidator()(str(correo).strip())
        except ValidationError:
            yield "correo", _("Escriba un correo, como nombre@entidad.gov.co.")


def fallas(formulario, valores):
    """What is wrong of ``valores``, a sentence for each key of ``formulario``: dict. What may be empty is not here."""
    frases = {falta.clave: str(falta).capitalize() + "." for falta in medir(formulario, valores) if falta.impide}
    for campo in formulario.campos.all():
        if campo.clave in frases and campo.tipo == Campo.Tipo.FECHA and not esta_vacio(valores.get(campo.clave)):
            frases[campo.clave] = _("No es una fecha que exista: escriba día, mes y año, en ese orden.")
    for clave, frase in incoherencias(valores):
        frases.setdefault(clave, frase)
    return frases


def por_registrar(formulario, valores):
    """What keeps ``valores`` from being registered: as ``fallas``, with what may not be left empty."""
    frases = fallas(formulario, valores)
    for campo in formulario.campos.all():
        if campo.clave in _NECESARIAS and esta_vacio(valores.get(campo.clave)):
            frases.setdefault(campo.clave, _("Falta la respuesta: sin ella el formato no se registra."))
    return frases
