"""What changed from one approved content to the next, in the words of the form."""

from dataclasses import dataclass, replace

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format, localize
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField

from base.opciones import OpcionesField
from base.palabras import lineas_visibles

from . import terminos
from .contenido import diferencias
from .lectura import nombre_de
from .marcas import marcar


@dataclass(frozen=True)
class Cambio:
    """A field whose value is not the same; ``antes`` and ``ahora`` as plain text."""

    campo: str
    etiqueta: str
    antes: str
    ahora: str

    @cached_property
    def html(self) -> SafeString:
        """What was taken away in ``del``, what was added in ``ins``."""
        return marcar(_lineas(self.antes), _lineas(self.ahora))


def _lineas(texto):
    return [linea for linea in texto.splitlines() if linea.strip()]


class Traductor:
    """Puts canonical values into words. It remembers what it looked up, so that a long history asks once."""

    def __init__(self, modelo):
        self.modelo = modelo
        self._nombres = {}

    def cambios(self, antes, ahora):
        """The ``Cambio`` of each field from the canonical content ``antes`` to ``ahora``."""
        antes, ahora = (terminos.al_dia(self.modelo, contenido) for contenido in (antes, ahora))
        hijas = {uno.get_accessor_name(): uno.related_model for uno in get_all_child_relations(self.modelo)}
        # In both directions: a field that the later content does not have any more is a change too.
        nombres = dict.fromkeys(diferencias(self.modelo, antes, ahora))
        nombres |= dict.fromkeys(campo for campo in antes if campo not in ahora and not campo.startswith("$"))
        cambios = [
            Cambio(
                nombre,
                nombre_de(self.modelo, nombre),
                self.texto(nombre, antes.get(nombre), hijas.get(nombre)),
                self.texto(nombre, ahora.get(nombre), hijas.get(nombre)),
            )
            for nombre in nombres
        ]
        otro = _("(con otro archivo)")
        # The words are the same: what changed is a file that they cite.
        return [
            cambio if cambio.antes != cambio.ahora else replace(cambio, ahora=f"{cambio.ahora} {otro}")
            for cambio in cambios
        ]

    def texto(self, nombre, valor, hija=None):
        if hija is not None:
            return "\n".join(self._fila(hija, fila) for fila in valor or [])
        try:
            campo = self.modelo._meta.get_field(nombre)
        except FieldDoesNotExist:
            return str(valor or "")
        return self._valor(campo, valor)

    def _fila(self, modelo, fila):
        partes = []
        for nombre, valor in fila.items():
            try:
                campo = modelo._meta.get_field(nombre)
            except FieldDoesNotExist:
                continue
            if texto := self._valor(campo, valor):
                partes.append(f"{campo.verbose_name}: {texto}")
        return " · ".join(partes)

    def _valor(self, campo, valor):
        if valor is None or valor in ("", []):
            return ""
        if isinstance(campo, StreamField):
            return "\n".join(lineas_visibles(str(campo.to_python(valor))))
        if isinstance(campo, RichTextField):
            return "\n".join(lineas_visibles(valor))
        if isinstance(campo, models.BooleanField):
            return _("Sí") if valor else _("No")
        if isinstance(campo, models.ManyToManyField):
            return ", ".join(self._nombre(campo.related_model, uno) for uno in valor)
        if campo.is_relation:
            return self._nombre(campo.related_model, valor)
        if isinstance(campo, OpcionesField):
            return ", ".join(campo.nombres(valor))
        if getattr(campo, "choices", None):
            return str(dict(campo.flatchoices).get(valor, valor))
        if isinstance(campo, models.DateField) and not isinstance(campo, models.DateTimeField):
            fecha = parse_date(valor)
            return date_format(fecha, "DATE_FORMAT") if fecha else valor
        if isinstance(campo, models.DecimalField):
            try:
                return localize(campo.to_python(valor))
            except ValidationError:
                return str(valor)
        return str(valor)

    def _nombre(self, modelo, numero):
        clave = (modelo, numero)
        if clave not in self._nombres:
            try:
                self._nombres[clave] = str(modelo._default_manager.get(pk=numero))
            except (ObjectDoesNotExist, ValueError, TypeError):
                self._nombres[clave] = _("n.º %(numero)s, que ya no existe") % {"numero": numero}
        return self._nombres[clave]
