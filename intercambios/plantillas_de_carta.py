"""The letters to who asked for an exchange, as the staff of the DDRI wrote them: one an occasion, in two languages."""

import re
from typing import NamedTuple

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from base.generacion import NADIE
from base.idiomas import en_su_idioma

MARCA = re.compile(r"\{([^{}]*)\}")
_LLAVE_SUELTA = re.compile(r"[^\s{}]{0,20}[{}][^\s{}]{0,20}")


class MarcaExplicada(NamedTuple):
    """``marca``: with its braces. ``indispensable``: the text may not be without it."""

    marca: str
    dice: str | Promise
    ejemplo: str
    indispensable: bool
    en_el_asunto: bool


def fallas_de_marcas(texto, conocidas, indispensables=()):
    """What is wrong with the marks of ``texto``, in words: list, empty if nothing is."""
    fallas, escritas = [], list(dict.fromkeys(MARCA.findall(texto)))
    if otras := [una for una in escritas if una not in conocidas]:
        fallas.append(
            _("No se sabe qué poner en %(marcas)s. Aquí se puede usar: %(conocidas)s.")
            % {"marcas": _entre_llaves(otras), "conocidas": _entre_llaves(conocidas)}
        )
    if suelta := _LLAVE_SUELTA.search(MARCA.sub("", texto)):
        fallas.append(_("Hay una llave sin la otra: «%(trozo)s».") % {"trozo": suelta.group().strip()})
    if faltan := [una for una in indispensables if una not in escritas]:
        fallas.append(_("A esta carta le falta %(marcas)s.") % {"marcas": _entre_llaves(faltan)})
    return fallas


def _entre_llaves(marcas):
    return ", ".join(f"{{{una}}}" for una in marcas)


class PlantillaDeCarta(models.Model):
    """A letter with its marks, between braces, that are filled in when it is sent."""

    empieza_generacion = NADIE

    class Ocasion(models.TextChoices):
        ACEPTADO = "aceptado", _("se acepta un pedido")
        APLAZADO = "aplazado", _("se aplaza un pedido")
        DECLINADO = "declinado", _("se declina un pedido")
        DERIVADO = "derivado", _("se deriva un pedido a otra entidad")
        UNIDO = "unido", _("un pedido se une a otro que es el mismo")
        LISTA = "lista", _("se pregunta a la otra ciudad con qué cuenta")
        SEGUIMIENTO = "seguimiento", _("se pregunta cómo va, a los seis y a los doce meses")
        RECORDATORIO = "recordatorio", _("se recuerda una pregunta sin responder")

    # What each mark stands for; the first ones are in every letter.
    MARCAS = {
        "nombre": _("el nombre de quien pidió"),
        "codigo": _("el número del pedido"),
        "institucion": _("su institución"),
        "tema": _("la práctica o el tema"),
        "seguir": _("el enlace para ver en qué va"),
    }
    DE_LA_OCASION = {
        Ocasion.ACEPTADO: {"motivo": _("lo que usted escribe al responder")},
        Ocasion.APLAZADO: {"motivo": _("el motivo"), "hasta": _("la fecha hasta la que se aplaza")},
        Ocasion.DECLINADO: {"motivo": _("el motivo"), "alternativa": _("la otra práctica, con su dirección")},
        Ocasion.DERIVADO: {"motivo": _("el motivo")},
        Ocasion.UNIDO: {"motivo": _("lo que usted escribe al responder"), "otro": _("el número del otro pedido")},
        Ocasion.LISTA: {"enlace": _("el enlace para responder")},
        Ocasion.SEGUIMIENTO: {"enlace": _("el enlace para responder"), "meses": _("cuántos meses han pasado")},
        Ocasion.RECORDATORIO: {"enlace": _("el enlace para responder")},
    }
    # What each is filled with, for instance; in the language of the letter.
    EJEMPLOS = {
        "nombre": _("Nombre de Ejemplo"),
        "codigo": "7KQ2MX9A",
        "institucion": _("Ciudad de ejemplo, Noruega"),
        "tema": "Ciclovía",
        "seguir": "https://…",
        "motivo": _("El equipo de la práctica puede recibirlos desde marzo."),
        "hasta": _("1 de marzo de 2027"),
        "alternativa": _("Puede servirle otra práctica de Bogotá, «Ciclorrutas»: https://…"),
        "otro": "4HT8WZ3C",
        "enlace": "https://…",
        "meses": "6",
    }
    # They are made when the letter is sent, and only its text has them.
    ENLACES = ("seguir", "enlace")
    # Without it the letter would not do what it is for.
    INDISPENSABLES = {
        Ocasion.APLAZADO: ("motivo", "hasta"),
        Ocasion.DECLINADO: ("motivo",),
        Ocasion.DERIVADO: ("motivo",),
        Ocasion.LISTA: ("enlace",),
        Ocasion.SEGUIMIENTO: ("enlace",),
        Ocasion.RECORDATORIO: ("enlace",),
    }

    ocasion = models.CharField(_("cuándo se envía"), max_length=20, choices=Ocasion, unique=True, editable=False)
    asunto_es = models.CharField(_("asunto en español"), max_length=200)
    texto_es = models.TextField(_("carta en español"), max_length=4000)
    asunto_en = models.CharField(_("asunto en inglés"), max_length=200)
    texto_en = models.TextField(_("carta en inglés"), max_length=4000)

    class Meta:
        verbose_name = _("carta a quien pidió")
        verbose_name_plural = _("cartas a quien pidió")
        ordering = ["pk"]

    def __str__(self):
        return str(self.get_ocasion_display()).capitalize()

    @admin.display(description=_("Cuándo se envía"), ordering="ocasion")
    def cuando(self):
        return str(self)

    @classmethod
    def marcas_de(cls, ocasion):
        """The marks that the letter of ``ocasion`` may have: name → what it stands for."""
        return {**cls.MARCAS, **cls.DE_LA_OCASION[ocasion]}

    @classmethod
    def explicadas(cls, ocasion, idioma):
        """The same, for who writes the letter in ``idioma``: list of ``MarcaExplicada``."""
        with override(idioma):
            ejemplos = {marca: str(ejemplo) for marca, ejemplo in cls.EJEMPLOS.items()}
        faltarian = cls.INDISPENSABLES.get(ocasion, ())
        return [
            MarcaExplicada(f"{{{marca}}}", dice, ejemplos[marca], marca in faltarian, marca not in cls.ENLACES)
            for marca, dice in cls.marcas_de(ocasion).items()
        ]

    def clean(self):
        super().clean()
        ocasion = self.Ocasion(self.ocasion)
        conocidas = tuple(self.marcas_de(ocasion))
        sin_enlaces = tuple(marca for marca in conocidas if marca not in self.ENLACES)
        errores = {}
        for idioma in ("es", "en"):
            asunto, texto = f"asunto_{idioma}", f"texto_{idioma}"
            errores[asunto] = fallas_de_marcas(getattr(self, asunto), sin_enlaces)
            errores[texto] = fallas_de_marcas(getattr(self, texto), conocidas, self.INDISPENSABLES.get(ocasion, ()))
        if errores := {campo: fallas for campo, fallas in errores.items() if fallas}:
            raise ValidationError(errores)

    def escrita(self, idioma, datos):
        """Its subject and its text in ``idioma``, with ``datos`` in the place of the marks. A line left empty goes."""
        asunto = rellena(en_su_idioma(self, "asunto", idioma), datos)
        return " ".join(asunto.split()), rellena(en_su_idioma(self, "texto", idioma), datos)


def rellena(texto, datos):
    """``texto`` with ``datos`` in the place of its marks; what one of them leaves empty leaves no gap."""
    lleno = MARCA.sub(lambda marca: str(datos.get(marca[1], "")), texto)
    return re.sub(r"\n{3,}", "\n\n", lleno.replace("\r\n", "\n")).strip()
