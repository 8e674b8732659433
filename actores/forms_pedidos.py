"""The forms of a request for an account: that of whoever asks, and that of the desk."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from .de_fuera import FormDeFuera, con_palabras
from .models import Entidad, PedidoDeCuenta
from .pedidos_de_cuenta import es_institucional

OBLIGATORIOS = ("dependencia", "nombre", "apellidos", "cargo", "correo", "designa", "designa_cargo", "acto")
# The field that each part of the form begins with, and the heading of the part.
PARTES = {"entidad": _("Su entidad"), "nombre": _("Usted"), "papel": _("La designación")}
LO_LLENA_EL_NAVEGADOR = {
    "nombre": "given-name",
    "apellidos": "family-name",
    "cargo": "organization-title",
    "correo": "email",
    "telefono": "tel",
}


class PedidoDeCuentaForm(FormDeFuera):
    """A mail that is not of a public body is pointed out once; sent again as it is, it is taken."""

    correo_advertido = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = PedidoDeCuenta
        fields = (
            *("entidad", "dependencia", "nombre", "apellidos", "cargo", "correo", "telefono", "papel"),
            *("designa", "designa_cargo", "acto"),
        )
        labels = {
            "entidad": _("Entidad"),
            "dependencia": _("Dependencia u oficina"),
            "nombre": _("Sus nombres"),
            "apellidos": _("Sus apellidos"),
            "cargo": _("Su cargo"),
            "correo": _("Su correo institucional"),
            "telefono": _("Teléfono, si quiere"),
            "papel": _("Para ser"),
            "designa": _("Quién le designa"),
            "designa_cargo": _("Cargo de quien le designa"),
            "acto": _("Acto de designación"),
        }
        help_texts = {
            "correo": _("Ahí le llega un enlace para confirmarlo y, después, la invitación."),
            "papel": _("Cada entidad tiene un punto focal titular, y puede tener suplentes."),
            "designa": _("Nombre del directivo o la directiva con quien verificamos su pedido."),
            "acto": _("Resolución, memorando o correo, con su fecha."),
        }

    def __init__(self, datos=None, **kwargs):
        super().__init__(datos.copy() if datos else datos, **kwargs)
        for nombre in OBLIGATORIOS:
            self.fields[nombre].required = True
        for nombre, valor in LO_LLENA_EL_NAVEGADOR.items():
            self.fields[nombre].widget.attrs["autocomplete"] = valor
        for nombre, parte in PARTES.items():
            self.fields[nombre].parte = parte
        self.fields["entidad"].widget.choices = _las_entidades()
        self.fields["autoriza"].label = _(
            "Autorizo a la DDRI a usar estos datos para verificar mi designación con mi entidad, abrirme la cuenta y "
            "escribirme (Ley 1581 de 2012)."
        )

    def clean_correo(self):
        correo = self.cleaned_data["correo"]
        if not es_institucional(correo) and self.data.get("correo_advertido") != correo:
            self.data["correo_advertido"] = correo
            raise forms.ValidationError(
                _("Ese correo no es de una entidad pública (gov.co). Si es con el que trabaja, envíelo otra vez así.")
            )
        return correo

    def clean(self):
        datos = super().clean()
        for nombre in ("nombre", "apellidos", "cargo", "dependencia", "designa", "designa_cargo", "acto"):
            if datos.get(nombre):
                try:
                    con_palabras(datos[nombre])
                except forms.ValidationError as error:
                    self.add_error(nombre, error)
        return datos


def _las_entidades():
    """Every entity by its name in the active language, with the alcaldías locales apart."""
    en_ingles = (get_language() or "").startswith("en")
    filas = Entidad.objects.order_by("nombre_en" if en_ingles else "nombre_es")
    entidades, alcaldias = [], []
    for una in filas:
        (alcaldias if una.clase == Entidad.Clase.ALCALDIA_LOCAL else entidades).append((una.pk, una.nombre))
    return [("", _("Elija su entidad")), (_("Entidades"), entidades), (_("Alcaldías locales"), alcaldias)]


class MesaForm(WagtailAdminModelForm):
    """The states that follow are offered, and no other is taken: another person may have decided meanwhile."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        estado = PedidoDeCuenta.Estado(self.instance.estado)
        posibles = (estado, *PedidoDeCuenta.SIGUIENTES[estado])
        self.fields["estado"].choices = [par for par in PedidoDeCuenta.Estado.choices if par[0] in posibles]
        self.fields["estado"].error_messages["invalid_choice"] = PedidoDeCuenta.no_se_pasa_de(estado)
        if estado not in PedidoDeCuenta.ABIERTOS:
            # What was decided and told is not rewritten.
            for campo in self.fields.values():
                campo.disabled = True
