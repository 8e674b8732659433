"""The public forms, without an account: to ask for an exchange, and to say that something is not so."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actores.de_fuera import FormDeFuera, con_palabras

from .models import Correccion, Pedido, Recado


class RecadoForm(FormDeFuera):
    """Abstract. ``asunto``: the live thing that it is about, which its address names."""

    def __init__(self, *args, asunto=None, **kwargs):
        kwargs["initial"] = {"sobre": asunto.nombre} if asunto else {}
        super().__init__(*args, **kwargs)
        self.asunto = asunto
        self.fields["mensaje"].required = True
        if asunto:
            self.fields["sobre"].widget.attrs["lang"] = asunto.idioma

    def clean_mensaje(self):
        return con_palabras(self.cleaned_data["mensaje"])

    def clean_sobre(self):
        return con_palabras(self.cleaned_data["sobre"])

    def lo_recibido(self, request, idioma):
        recado = super().lo_recibido(request, idioma)
        recado.clave = self.asunto.clave if self.asunto else None
        return recado


class PedidoForm(RecadoForm):
    """Five things are asked at first sight, and a consent."""

    aparte = ("forma",)

    class Meta:
        model = Pedido
        fields = ("nombre", "institucion", "correo", "sobre", "mensaje", "forma")
        labels = {
            "nombre": _("Su nombre"),
            "institucion": _("Institución, ciudad y país"),
            "correo": _("Correo electrónico"),
            "sobre": _("Sobre qué práctica o tema"),
            "mensaje": _("Qué quisieran hacer"),
            "forma": _("Qué le serviría"),
        }
        help_texts = {"mensaje": _("Para qué problema y para cuándo. En español o en inglés.")}
        widgets = {"mensaje": forms.Textarea({"rows": 6}), "forma": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nombre, completar in (("nombre", "name"), ("institucion", "organization"), ("correo", "email")):
            self.fields[nombre].required = True
            self.fields[nombre].widget.attrs["autocomplete"] = completar
        self.fields["forma"].required = False

    def clean_forma(self):
        return self.cleaned_data["forma"] or Pedido.Forma.NO_SE


class CorreccionForm(RecadoForm):
    """What is wrong, what would be right, and a mail for who wants an answer."""

    class Meta:
        model = Correccion
        fields = ("sobre", "mensaje", "propuesta", "correo")
        labels = {
            "sobre": _("En qué página"),
            "mensaje": _("Qué no es así"),
            "propuesta": _("Cómo sería, y dónde se puede leer"),
            "correo": _("Correo electrónico, si quiere respuesta"),
        }
        help_texts = {
            "mensaje": _("Copie la frase o el dato. En español o en inglés."),
            "propuesta": _("Si lo sabe: un documento, una dirección, quién lo dice."),
        }
        widgets = {"mensaje": forms.Textarea({"rows": 4}), "propuesta": forms.Textarea({"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["correo"].widget.attrs["autocomplete"] = "email"
        self.fields["autoriza"].required = False
        self.fields["autoriza"].label = _(
            "Si dejo mi correo, autorizo a la DDRI a usarlo para responderme (Ley 1581 de 2012)."
        )
        if self.asunto:
            self.fields["sobre"].widget = forms.HiddenInput()

    def clean(self):
        datos = super().clean()
        if (datos.get("correo") or "correo" in self.errors) and not datos.get("autoriza"):
            self.add_error("autoriza", self.fields["autoriza"].error_messages["required"])
        return datos


FORMULARIOS: dict[type[Recado], type[RecadoForm]] = {Pedido: PedidoForm, Correccion: CorreccionForm}
