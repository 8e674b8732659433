"""The forms of the desk: to answer a request with its letter, to ask an entity, to open the exchange."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from actores.grupos import ADMINISTRACION, MODERACION
from actores.models import Entidad, Usuario
from base.idiomas import original_de
from base.widgets import ElegirPagina
from practicas.models import PracticaPage

from . import correspondencia, mesa
from .metodos import Metodo
from .models import Consulta, Pedido, PlantillaDeCarta
from .plantillas_de_carta import fallas_de_marcas, rellena

_E = Pedido.Estado
NINGUNA, OTRA = "ninguna", "otra"


def _viva_en_espanol(practica):
    """The Spanish original of ``practica``; raises ``ValidationError`` if it is not live."""
    original = original_de(practica) if practica else None
    if practica and (original is None or not original.live):
        raise ValidationError(_("Esa práctica no está publicada."))
    return original


def quienes_la_llevan():
    """The accounts that may look after a request: queryset."""
    filas = Usuario.objects.filter(is_active=True, groups__name__in=(MODERACION, ADMINISTRACION)).distinct()
    return filas.order_by("first_name", "username")


class TriajeForm(WagtailAdminModelForm):
    """What the DDRI says of a request before it answers it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asignado_a"].queryset = quienes_la_llevan()

    def clean_practica(self):
        return _viva_en_espanol(self.cleaned_data["practica"])


class ResponderForm(forms.ModelForm):
    """The answer of a state, and the letter that goes with it. Of each state, only what it asks."""

    POR_ESTADO = {
        _E.ACEPTADO: ("motivo",),
        _E.APLAZADO: ("aplazado_hasta", "motivo"),
        _E.DECLINADO: ("motivo", "otra_practica", "alternativa"),
        _E.DERIVADO: ("motivo",),
        _E.UNIDO: ("otro", "motivo"),
    }
    SE_PUEDE_CALLAR = (_E.ACEPTADO, _E.UNIDO)

    marcas: dict = {}

    field_order = ("aplazado_hasta", "otro", "motivo", "otra_practica", "alternativa", "asunto", "texto")

    otra_practica = forms.ChoiceField(label=gettext_lazy("Una alternativa"), widget=forms.RadioSelect, required=False)
    otro = forms.CharField(
        label=gettext_lazy("Número del otro pedido"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Este se cierra, y se sigue con aquel."),
    )
    asunto = forms.CharField(label=gettext_lazy("Asunto"), max_length=200)
    texto = forms.CharField(label=gettext_lazy("Carta"), max_length=6000, widget=forms.Textarea({"rows": 16}))

    class Meta:
        model = Pedido
        fields = ("aplazado_hasta", "motivo", "alternativa")
        widgets = {
            "motivo": forms.Textarea({"rows": 4}),
            "aplazado_hasta": AdminDateInput,
            "alternativa": ElegirPagina(target_models=[PracticaPage]),
        }

    def __init__(self, *args, estado, encajan=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.estado = _E(estado)
        self.instance.estado = self.estado
        pedido = self.instance
        suyos = self.POR_ESTADO[self.estado]
        for nombre in set(self.fields) - set(suyos) - {"asunto", "texto"}:
            del self.fields[nombre]
        motivo = self.fields["motivo"]
        motivo.required = self.estado not in self.SE_PUEDE_CALLAR
        motivo.label = _("Qué le dice") if not motivo.required else _("Motivo")
        motivo.help_text = _("Va en la carta tal como lo escriba: hágalo en %(idioma)s.") % {
            "idioma": _("inglés") if pedido.idioma == "en" else _("español")
        }
        if self.estado == _E.DECLINADO:
            self._con_alternativas(encajan)
        if self.estado == _E.APLAZADO:
            self.fields["aplazado_hasta"].required = True
        if self.estado == _E.UNIDO:
            self.fields["otro"].required = True
        self._con_carta()

    def _con_alternativas(self, encajan):
        self.encajan = {str(una.pk): una for una in encajan}
        otra: Any = self.fields["otra_practica"]
        otra.choices = [
            *((clave, una.title) for clave, una in self.encajan.items()),
            (OTRA, _("Otra: la elijo abajo")),
            (NINGUNA, _("Ninguna del Banco le sirve")),
        ]
        otra.required = True
        otra.error_messages["required"] = _("Ofrezca otra práctica, o diga que ninguna le sirve.")
        self.fields["alternativa"].label = _("La otra práctica")

    def _con_carta(self):
        pedido = self.instance
        if not pedido.correo:
            del self.fields["asunto"], self.fields["texto"]
            return
        self.marcas = PlantillaDeCarta.DE_LA_OCASION[PlantillaDeCarta.Ocasion(self.estado)]
        asunto, texto = correspondencia.carta(pedido, self.estado, **{marca: f"{{{marca}}}" for marca in self.marcas})
        self.fields["asunto"].initial, self.fields["texto"].initial = asunto, texto
        self.fields["texto"].help_text = _("Lo que va entre llaves se llena al enviarla: %(marcas)s.") % {
            "marcas": ", ".join(f"{{{marca}}}" for marca in (*self.marcas, "seguir"))
        }

    def clean_alternativa(self):
        return _viva_en_espanol(self.cleaned_data["alternativa"])

    def clean_otro(self):
        codigo = self.cleaned_data["otro"].strip().upper()
        otro = Pedido.objects.filter(codigo=codigo).first()
        if otro is None:
            raise ValidationError(_("No hay un pedido con ese número."))
        self.instance.unido_a = otro
        return codigo

    def clean(self):
        datos = super().clean() or self.cleaned_data
        elegida = datos.get("otra_practica")
        if elegida == OTRA and not datos.get("alternativa") and "alternativa" not in self.errors:
            self.add_error("alternativa", _("Elija cuál."))
        elif elegida and elegida != OTRA:
            datos["alternativa"] = self.encajan.get(elegida)
        alternativa = datos.get("alternativa")
        if alternativa and alternativa.pk == self.instance.practica_id:
            self.add_error("otra_practica", _("Es la misma que se pidió: elija otra."))
        for nombre, conocidas in (("asunto", (*self.marcas,)), ("texto", (*self.marcas, "seguir"))):
            for falla in fallas_de_marcas(datos.get(nombre) or "", conocidas):
                self.add_error(nombre, falla)
        return datos

    def add_error(self, field, error):
        """What the model says of a field that is not asked here stands beside the one that is, or on top."""
        if field is None and hasattr(error, "error_dict"):
            en_otro = {"unido_a": "otro", "estado": NON_FIELD_ERRORS}
            error = ValidationError({en_otro.get(campo, campo): frases for campo, frases in error.error_dict.items()})
        super().add_error(field, error)

    def la_carta(self):
        """Subject and text, filled in but for its links; ("", "") if there is nobody to write to."""
        if "texto" not in self.fields:
            return "", ""
        datos = {**mesa.lo_de_la_respuesta(self.instance), "seguir": "{seguir}"}
        asunto = " ".join(rellena(self.cleaned_data["asunto"], datos).split())
        return asunto, rellena(self.cleaned_data["texto"], datos)


class ConsultaForm(forms.ModelForm):
    class Meta:
        model = Consulta
        fields = ("entidad", "pregunta", "vence")
        widgets = {"pregunta": forms.Textarea({"rows": 5}), "vence": AdminDateInput}

    def clean_entidad(self):
        entidad = self.cleaned_data["entidad"]
        abiertas = Consulta.objects.filter(pedido=self.instance.pedido, entidad=entidad, respondida=None)
        if abiertas.exists():  # the constraint is not asked: one of its fields is not here
            raise ValidationError(_("A esa entidad ya se le preguntó, y no ha respondido."))
        return entidad

    def clean_vence(self):
        if self.cleaned_data["vence"] < timezone.localdate():
            raise ValidationError(_("Esa fecha ya pasó."))
        return self.cleaned_data["vence"]


class RespuestaDeEntidadForm(forms.ModelForm):
    class Meta:
        model = Consulta
        fields = ("respuesta", "desde", "nota")
        widgets = {"respuesta": forms.RadioSelect, "desde": AdminDateInput, "nota": forms.Textarea({"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        respuesta: Any = self.fields["respuesta"]
        respuesta.choices = [(codigo, capfirst(str(nombre))) for codigo, nombre in Consulta.Respuesta.choices if codigo]
        respuesta.required = True
        self.fields["desde"].help_text = _("Solo si puede más adelante.")


class AbrirForm(forms.Form):
    titulo = forms.CharField(label=gettext_lazy("Cómo se llama"), max_length=200)
    entidad = forms.ModelChoiceField(Entidad.objects.all(), label=gettext_lazy("Entidad de Bogotá"))


class AgregarForm(forms.ModelForm):
    """A request that did not come by the site, or that Bogotá makes."""

    autoriza = forms.BooleanField(
        label=gettext_lazy("La persona autorizó a la DDRI a usar sus datos para responderle (Ley 1581 de 2012)."),
        required=False,
    )
    idioma = forms.ChoiceField(
        label=gettext_lazy("En qué idioma se le responde"),
        choices=[("es", gettext_lazy("Español")), ("en", gettext_lazy("Inglés"))],
    )

    class Meta:
        model = Pedido
        fields = ("rol", "medio", "institucion", "sobre", "mensaje", "forma", "practica", "entidad", "nombre", "correo")
        labels = {
            "institucion": gettext_lazy("La otra parte: institución, ciudad y país"),
            "sobre": gettext_lazy("Sobre qué práctica o tema"),
            "mensaje": gettext_lazy("Qué se busca"),
            "nombre": gettext_lazy("Quién escribe, de la otra parte"),
        }
        widgets = {
            "rol": forms.RadioSelect,
            "mensaje": forms.Textarea({"rows": 5}),
            "practica": ElegirPagina(target_models=[PracticaPage]),
        }

    field_order = (
        "rol",
        "medio",
        "institucion",
        "sobre",
        "mensaje",
        "forma",
        "practica",
        "entidad",
        "nombre",
        "correo",
        "idioma",
        "autoriza",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        a_mano = [
            par for par in Pedido.Medio.choices if par[0] not in (Pedido.Medio.FORMULARIO, Pedido.Medio.HISTORICO)
        ]
        medio: Any = self.fields["medio"]
        medio.choices = a_mano
        self.initial.setdefault("medio", Pedido.Medio.CORREO)
        self.fields["mensaje"].required = True
        self.fields["forma"].required = False

    def clean_forma(self):
        return self.cleaned_data["forma"] or Pedido.Forma.NO_SE

    def clean_practica(self):
        return _viva_en_espanol(self.cleaned_data["practica"])

    def clean(self):
        datos = super().clean() or self.cleaned_data
        if (datos.get("nombre") or datos.get("correo")) and not datos.get("autoriza"):
            self.add_error(
                "autoriza", _("Sin su autorización no se guardan su nombre ni su correo: bórrelos o pídasela.")
            )
        if datos.get("rol") == Metodo.Rol.DEMANDANTE and not datos.get("entidad"):
            self.add_error("entidad", _("Diga qué entidad de Bogotá lo pide."))
        return datos
