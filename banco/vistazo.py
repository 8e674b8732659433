"""«Is this for me?»: what another city asks of a practice before it reads on, in one place for page, PDF and lists.

What nobody wrote is said to be not reported, and never left out: a reader learns from that too.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.templatetags.base_tags import dinero
from practicas.ficha import FICHA
from practicas.models import PracticaPage

CAMPOS = tuple(campo.nombre for campo in FICHA if campo.parte == "adopcion")
LISTA, CONTADA = "lista", "contada"
DISPONIBILIDAD = {
    LISTA: gettext_lazy("Lista para intercambiarse"),
    CONTADA: gettext_lazy("Contada, todavía no ofrecida"),
}
SIN_INFORMAR = "no-informado"


@dataclass(frozen=True)
class Renglon:
    """A line of the box. ``campo``: the field of the ficha that it is of; ``textos``: what it says, none if nothing.

    ``es_nota``: what it says in small letters beside it.
    """

    campo: str
    titulo: str
    textos: tuple = ()
    nota: str = ""

    @property
    def texto(self):
        return " · ".join(self.textos)


def de_la_pagina(pagina):
    """What the read model keeps of the sheet of adoption of ``pagina``: dict field → value, of what is said."""
    valores = {campo: getattr(pagina, campo) for campo in CAMPOS}
    return {
        campo: f"{valor:f}" if isinstance(valor, Decimal) else valor
        for campo, valor in valores.items()
        if valor not in (None, "", [])
    }


def disponibilidad(ruta, formatos):
    """Whether what has those ``ruta`` and ``formatos`` (codes) is ready to be exchanged, or is only told."""
    return LISTA if "buena_practica" in ruta and formatos else CONTADA


def _nombres(campo, valor):
    suyo = PracticaPage._meta.get_field(campo)
    if hasattr(suyo, "nombres"):
        return tuple(suyo.nombres(valor))
    return (str(dict(suyo.flatchoices)[valor]),) if valor in dict(suyo.flatchoices) else ()


def dicho(ficha, campo):
    """What the sheet of adoption of a ``FichaPublica`` says in ``campo``, in words: tuple, empty if nothing."""
    valor = ficha.adopcion.get(campo)
    if valor in (None, "", []):
        return ()
    if campo in ("costo_banda", "tiempo_primeros_resultados", "formatos", "idiomas_de_trabajo"):
        return _nombres(campo, valor)
    return (str(valor),)


def costo(ficha):
    """What it took: the band and the amount; else the budget that was executed, which says so."""
    partes = list(dicho(ficha, "costo_banda"))
    if monto := ficha.adopcion.get("costo_monto"):
        del_anio = ficha.adopcion.get("costo_anio")
        exacto = dinero(Decimal(monto), ficha.adopcion.get("costo_moneda", ""))
        partes.append(_("%(monto)s de %(anio)s") % {"monto": exacto, "anio": del_anio} if del_anio else exacto)
    if not partes and ficha.presupuesto:
        dicho_el_total = ficha.datos["presupuesto"].get("total")
        total = Decimal(dicho_el_total) if dicho_el_total else sum(monto for _nombre, monto in ficha.presupuesto)
        return (_("%(monto)s ejecutados en total") % {"monto": dinero(total, ficha.datos["moneda"])},)
    return tuple(partes)


def resultado(ficha):
    """The result in a sentence: its own, or the first row of evidence."""
    if propio := ficha.datos.get("resultado"):
        return (propio,)
    return tuple(una.en_una_linea for una in ficha.evidencias[:1])


def vistazo(ficha):
    """The lines of the box of ``ficha``, in their order: list of ``Renglon``."""
    lista = ficha.disponibilidad == LISTA
    cupo = ficha.adopcion.get("cupo_anual")
    return [
        Renglon("resultado_en_una_frase", _("Qué se logró"), resultado(ficha)),
        Renglon("evidencia", _("Cómo se sabe que funciona"), _nivel(ficha)),
        Renglon("costo_banda", _("Cuánto cuesta"), costo(ficha)),
        Renglon("equipo", _("Con qué equipo"), dicho(ficha, "equipo")),
        Renglon("tiempo_primeros_resultados", _("Cuándo se ven los primeros resultados"), _tiempo(ficha)),
        Renglon("condiciones_previas", _("Qué debe existir antes"), dicho(ficha, "condiciones_previas")),
        Renglon(
            "formatos",
            _("¿Se puede pedir?"),
            (str(DISPONIBILIDAD[ficha.disponibilidad]), *(dicho(ficha, "formatos") if lista else ())),
            _("%(n)s ciudades al año") % {"n": cupo} if lista and cupo else "",
        ),
        Renglon("idiomas_de_trabajo", _("En qué idiomas"), tuple(map(capfirst, dicho(ficha, "idiomas_de_trabajo")))),
    ]


def _nivel(ficha):
    nivel = ficha.dictamen.nivel
    return (str(nivel.label),) if nivel else ()


def _tiempo(ficha):
    return tuple(map(capfirst, dicho(ficha, "tiempo_primeros_resultados")))


def resto(ficha):
    """What the sheet of adoption says at length, below the box: list of ``Renglon``, those that say something."""
    renglones = (
        Renglon(campo, capfirst(str(PracticaPage._meta.get_field(campo).verbose_name)), dicho(ficha, campo))
        for campo in ("condiciones_previas", "instrumento_juridico", "version_minima")
    )
    return [uno for uno in renglones if uno.textos]


def como_datos(ficha, donde_se_pide=""):
    """The box for machines: a dict. Choices by their code; None or an empty list, what is not reported."""
    contacto = next((uno for uno in ficha.contactos if uno.get("correo")), None)
    return {
        "resultado": next(iter(resultado(ficha)), None),
        "evidencia": ficha.dictamen.nivel,
        "costo": {
            "banda": ficha.adopcion.get("costo_banda"),
            "monto": ficha.adopcion.get("costo_monto"),
            "moneda": ficha.adopcion.get("costo_moneda"),
            "anio": ficha.adopcion.get("costo_anio"),
        },
        "equipo": ficha.adopcion.get("equipo"),
        "tiempo_primeros_resultados": ficha.adopcion.get("tiempo_primeros_resultados"),
        "condiciones_previas": ficha.adopcion.get("condiciones_previas"),
        "disponibilidad": ficha.disponibilidad,
        "formatos": ficha.adopcion.get("formatos", []),
        "idiomas_de_trabajo": ficha.adopcion.get("idiomas_de_trabajo", []),
        "cupo_anual": ficha.adopcion.get("cupo_anual"),
        "correo": contacto and contacto["correo"],
        "donde_se_pide": donde_se_pide or None,
    }
