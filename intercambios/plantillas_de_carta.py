"""The letters to who asked for an exchange, as the staff of the DDRI wrote them: one an occasion, in two languages."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE
from base.idiomas import en_su_idioma

_MARCA = re.compile(r"\{([^{}]*)\}")


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

    @classmethod
    def marcas_de(cls, ocasion):
        """The marks that the letter of ``ocasion`` may have: name → what it stands for."""
        return {**cls.MARCAS, **cls.DE_LA_OCASION[ocasion]}

    def clean(self):
        super().clean()
        errores, conocidas = {}, self.marcas_de(self.Ocasion(self.ocasion))
        for idioma in ("es", "en"):
            asunto, texto = getattr(self, f"asunto_{idioma}"), getattr(self, f"texto_{idioma}")
            for campo, escrito in ((f"asunto_{idioma}", asunto), (f"texto_{idioma}", texto)):
                if otras := [una for una in _MARCA.findall(escrito) if una not in conocidas]:
                    errores[campo] = _("Esta carta no tiene la marca %(marcas)s.") % {
                        "marcas": ", ".join(f"{{{una}}}" for una in otras)
                    }
            if faltan := [
                una for una in self.INDISPENSABLES.get(self.Ocasion(self.ocasion), ()) if f"{{{una}}}" not in texto
            ]:
                errores.setdefault(
                    f"texto_{idioma}",
                    _("A esta carta le falta %(marcas)s.") % {"marcas": ", ".join(f"{{{una}}}" for una in faltan)},
                )
        if errores:
            raise ValidationError(errores)

    def escrita(self, idioma, datos):
        """Its subject and its text in ``idioma``, with ``datos`` in the place of the marks. A line left empty goes."""
        asunto = rellena(en_su_idioma(self, "asunto", idioma), datos)
        return " ".join(asunto.split()), rellena(en_su_idioma(self, "texto", idioma), datos)


def rellena(texto, datos):
    """``texto`` with ``datos`` in the place of its marks; what one of them leaves empty leaves no gap."""
    lleno = _MARCA.sub(lambda marca: str(datos.get(marca[1], "")), texto)
    return re.sub(r"\n{3,}", "\n\n", lleno.replace("\r\n", "\n")).strip()
