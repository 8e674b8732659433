"""Forms of the review screens."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from base.idiomas import ESPANOL, es_traduccion

from .models import Retiro
from .retiro import textos_que_se_borran
from .rutas import RUTAS


class DecisionForm(forms.Form):
    """What a moderator writes about a text: the letter, and a comment on any of its sections.

    ``huella`` says which text was on the screen.
    """

    huella = forms.CharField(widget=forms.HiddenInput)
    carta = forms.CharField(
        label=_("Carta o comentario"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Si devuelve el texto, esta es la carta que recibe quien lo envió; si da el aval, queda en el registro."
        ),
    )

    def __init__(self, *args, secciones, rutas, **kwargs):
        super().__init__(*args, **kwargs)
        self.secciones = secciones
        for seccion in secciones:
            self.fields[f"comentario-{seccion.campo}"] = forms.CharField(
                label=_("Comentario sobre «%(seccion)s»") % {"seccion": seccion.etiqueta},
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.rutas = list(rutas)
        for ruta, propuesta in rutas.items():
            self.fields[ruta] = forms.BooleanField(label=RUTAS[ruta], required=False, initial=propuesta)

    def comentarios(self):
        """The comments written: list of ``(section, text)``."""
        return [
            (seccion, texto)
            for seccion in self.secciones
            if (texto := self.cleaned_data.get(f"comentario-{seccion.campo}"))
        ]

    def rutas_elegidas(self):
        return {ruta: self.cleaned_data[ruta] for ruta in self.rutas}


class MotivoForm(forms.Form):
    """Why something goes; and, if the moderator wants the public to read one, a sentence in both languages."""

    motivo = forms.CharField(
        label=_("Motivo"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Queda en el registro y lo reciben por correo quienes escribieron el texto. El público no lo lee."),
        error_messages={"required": _("Escriba el motivo: sin él no se retira ni se borra nada publicado.")},
    )
    frase_es = forms.CharField(
        label=_("Frase para el público, en español"),
        required=False,
        max_length=300,
        help_text=_(
            "Se lee donde estaba la página; no ponga datos personales. Vacía: solo se dice que se retiró y cuándo."
        ),
    )
    frase_en = forms.CharField(label=_("Frase para el público, en inglés"), required=False, max_length=300)
    sin_titulo = forms.BooleanField(
        label=_("No mostrar el título"),
        required=False,
        help_text=_(
            "Márquelo si el título nombra a una persona: donde estaba el texto, y en lo público de sus avales, no se "
            "leerá en ningún idioma. El registro lo conserva."
        ),
    )

    def __init__(self, *args, objeto, **kwargs):
        super().__init__(*args, **kwargs)
        self.objeto = objeto

    def clean(self):
        super().clean()
        datos = self.cleaned_data
        for una, otra in (("frase_es", "frase_en"), ("frase_en", "frase_es")):
            if datos.get(una) and not datos.get(otra) and otra not in self.errors:
                self.add_error(otra, _("Escríbala también en este idioma: cada lector la lee en el suyo."))
        return datos


class OcultarTituloForm(forms.Form):
    """Why the public is not to read the title of what was withdrawn."""

    motivo = forms.CharField(
        label=_("Motivo"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Queda en el registro. El público no lo lee."),
        error_messages={"required": _("Escriba el motivo: queda en el registro.")},
    )


class RetirarForm(MotivoForm):
    """Which kind of withdrawal: ``TERMINADO`` is the one that leaves the page where it is, under a notice."""

    TERMINADO = "terminado"

    clase = forms.ChoiceField(
        label=_("Qué pasó"), required=False, initial=Retiro.Clase.OTRA, widget=forms.RadioSelect, choices=()
    )
    reemplazo = forms.ModelChoiceField(
        label=_("Qué texto lo reemplaza"),
        queryset=None,
        required=False,
        help_text=_("Solo si otro lo reemplaza: quien llegue a la dirección de este irá a la del otro, que lo dirá."),
    )
    fin = forms.DateField(
        label=_("Cuándo terminó"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("Solo si terminó. Si no se sabe el día, déjelo vacío."),
    )
    solo_esta = forms.BooleanField(
        label=_("Retirar solo esta versión; el original en español sigue publicado"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not es_traduccion(self.objeto):
            del self.fields["solo_esta"]
        clases: list = [(Retiro.Clase.ERROR, _("Se publicó por error: su dirección dirá que se retiró por eso"))]
        # What takes its place, and that it ended, are of the work: they are said of the original.
        if not es_traduccion(self.objeto) and not self.objeto.estructural and self.objeto.url:
            self._ofrecer_reemplazo()
            clases.append((Retiro.Clase.REEMPLAZO, _("Otro texto lo reemplaza: su dirección llevará al otro")))
        else:
            del self.fields["reemplazo"]
        if "reemplazo" in self.fields and self.objeto.puede_terminar:
            clases.append((self.TERMINADO, _("Terminó: la página sigue, con un aviso de cuándo y por qué")))
        else:
            del self.fields["fin"]
        campo: Any = self.fields["clase"]
        campo.choices = [*clases, (Retiro.Clase.OTRA, _("Otra razón: su dirección dirá que se retiró"))]
        self.order_fields(["clase", "reemplazo", "fin"])

    def _ofrecer_reemplazo(self):
        modelo = type(self.objeto)
        otros = modelo.objects.filter(live=True, locale__language_code=ESPANOL).exclude(pk=self.objeto.pk)
        campo: Any = self.fields["reemplazo"]
        campo.queryset = otros.public() if issubclass(modelo, Page) else otros
        if issubclass(modelo, Page):
            campo.widget = AdminPageChooser(target_models=[modelo])

    def clean(self):
        datos = super().clean()
        clase = datos.get("clase")
        if clase == Retiro.Clase.REEMPLAZO and not datos.get("reemplazo") and "reemplazo" not in self.errors:
            self.add_error("reemplazo", _("Elija el texto que lo reemplaza; tiene que estar publicado en español."))
        if clase == self.TERMINADO:
            for frase in ("frase_es", "frase_en"):
                if not datos.get(frase) and frase not in self.errors:
                    self.add_error(frase, _("Diga por qué terminó: es lo que se lee en el aviso."))
            if (fin := datos.get("fin")) and fin > timezone.localdate():
                self.add_error("fin", _("Esa fecha no ha llegado."))
        return datos


class BorrarForm(MotivoForm):
    entiendo = forms.BooleanField(
        error_messages={"required": _("Confirme que quiere borrarlos todos: lo borrado no vuelve.")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cuantos = len(textos_que_se_borran(self.objeto))
        self.fields["entiendo"].label = ngettext_lazy(
            "Entiendo que se borra %(n)s texto y que no se puede deshacer",
            "Entiendo que se borran %(n)s textos y que no se puede deshacer",
            cuantos,
        ) % {"n": cuantos}


class FusionForm(forms.Form):
    """Which term takes the place of ``termino``, and why."""

    destino = forms.ModelChoiceField(
        label=_("Término que queda"),
        queryset=None,
        help_text=_("El nombre que leerá el público donde hoy lee el otro."),
    )
    motivo = forms.CharField(
        label=_("Motivo"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Queda en el registro; el público no lo lee."),
    )

    def __init__(self, *args, termino, **kwargs):
        super().__init__(*args, **kwargs)
        destino = self.fields["destino"]
        destino.queryset = type(termino).objects.exclude(pk=termino.pk)  # type: ignore[attr-defined]
