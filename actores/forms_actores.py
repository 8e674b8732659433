"""The form of an organisation: its names once, whoever writes them and in whatever spelling."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from base.texto import normalizar

from .models import Actor, ContactoConEntidad

DE_LA_ENTIDAD = ("nombre_es", "nombre_en", "sigla", "clase", "naturaleza", "pais")


class ActorForm(WagtailAdminModelForm):
    """``repetido``: the organisation that has one of the names already, for who wants to go to it."""

    class Meta:
        model = Actor
        fields = ["nombre_es", "nombre_en", "sigla", "clase", "naturaleza", "pais", "ciudad", "sitio_web"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nombre_en"].required = False
        self.fields["nombre_en"].help_text = _("Vacío, es el mismo que en español.")
        if self.instance.entidad_id:
            for campo in DE_LA_ENTIDAD:
                self.fields[campo].disabled = True
            self.fields["nombre_es"].help_text = _("Es una entidad del Distrito: sus nombres se cambian en su lista.")

    def _otros(self):
        filas = self.formsets["otros_nombres"].forms if "otros_nombres" in getattr(self, "formsets", {}) else []
        for fila in filas:
            datos = getattr(fila, "cleaned_data", None) or {}
            if datos.get("nombre") and not datos.get("DELETE"):
                yield fila, datos["nombre"]

    def is_valid(self):
        """Of the other names too: each is looked for by itself, so that the error stands beside it."""
        valido = super().is_valid()
        self._decir_donde_esta()
        vistos = set()
        for fila, nombre in self._otros():
            otro = Actor.con_algun_nombre(nombre, menos=self.instance)
            if otro or normalizar(nombre) in vistos:
                fila.add_error("nombre", ya_esta(otro, self.for_user) if otro else _("Ese nombre ya está aquí."))
                valido = False
            vistos.add(normalizar(nombre))
        return valido

    def _decir_donde_esta(self):
        """That its own names are known already, with the way there, in the place of what the model says."""
        if not hasattr(self, "cleaned_data"):
            return
        otro = self.instance.entidad_id is None and Actor.con_algun_nombre(
            *(getattr(self.instance, campo) for campo in ("nombre_es", "nombre_en", "sigla")), menos=self.instance
        )
        if otro:
            self.errors.pop("nombre_es", None)
            self.add_error("nombre_es", ya_esta(otro, self.for_user))


def ya_esta(otro, usuario):
    """That the organisation is ``otro``, with the way to it for who may open it."""
    if usuario and usuario.has_perm("actores.change_actor"):
        url = reverse("wagtailsnippets_actores_actor:edit", args=[otro.pk])
        return format_html(_("Ya está en la lista como «{otro}»."), otro=format_html('<a href="{}">{}</a>', url, otro))
    return _("Ya está en la lista como «{otro}».").format(otro=otro)


class ContactoForm(forms.ModelForm):
    class Meta:
        model = ContactoConEntidad
        fields = ["fecha", "clase", "que"]
        widgets = {"fecha": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        error_messages = {"que": {"required": gettext_lazy("Diga en una frase de qué se habló.")}}
