"""What is asked by a link, without account: a form as data, with radios, what is compulsory asked, and nothing lost."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from formularios.forms import FormaDeFormulario
from formularios.medida import medir
from formularios.models import Campo

LARGO = 4000  # characters of an answer


class RespuestaForm(FormaDeFormulario):
    """A person does not see ``sitio_web``, and a program fills in everything."""

    use_required_attribute = False
    sitio_web = forms.CharField(required=False)

    def caja_de(self, campo):
        pedido: Any = super().caja_de(campo)
        if campo.tipo == Campo.Tipo.OPCION:
            pedido.choices = [par for par in pedido.choices if par[0]]
            pedido.widget = forms.RadioSelect(choices=pedido.choices)
        elif campo.tipo in (Campo.Tipo.PROSA, Campo.Tipo.LISTA):
            pedido.widget = forms.Textarea(attrs={"rows": 4})
            pedido.max_length = LARGO
        pedido.obligatorio = campo.obligatorio
        pedido.de_opciones = campo.tipo == Campo.Tipo.OPCION
        return pedido

    def clean(self):
        datos = super().clean()
        for falta in medir(self.formulario, self.respuestas):
            if falta.impide and falta.clave not in self.errors:
                self.add_error(falta.clave, self._frase(falta))
        for campo in self.campos:
            if len(datos.get(campo.clave) or "") > LARGO:
                self.add_error(campo.clave, _("Es demasiado largo: hasta %(largo)s caracteres.") % {"largo": LARGO})
        return datos

    @staticmethod
    def _frase(falta):
        return _("Falta la respuesta.") if falta.motivo == falta.motivo.VACIO else str(falta)

    @property
    def es_de_un_programa(self):
        return bool(self.cleaned_data.get("sitio_web"))
