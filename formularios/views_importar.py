"""A filled form comes in from Word: what was read of each field is seen before anything is kept."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from . import espera, formatos, servicio
from .forms import ArchivoForm, DeQuienForm
from .lectura import Estado
from .lectura_word import leer
from .models import Campo, Llenado
from .views import DeFormatos, formato_o_404
from .word import texto_escrito


def _resumen(lectura):
    cuantos = Counter(leido.estado for leido in lectura.campos)
    frases = {
        Estado.HALLADO: ngettext("%(n)s campo hallado", "%(n)s campos hallados", cuantos[Estado.HALLADO]),
        Estado.VACIO: ngettext("%(n)s vacío", "%(n)s vacíos", cuantos[Estado.VACIO]),
        Estado.NO_RECONOCIDO: ngettext(
            "%(n)s que no se reconoce", "%(n)s que no se reconocen", cuantos[Estado.NO_RECONOCIDO]
        ),
        Estado.SOBRE_EL_LIMITE: ngettext(
            "%(n)s que pasa del límite", "%(n)s que pasan del límite", cuantos[Estado.SOBRE_EL_LIMITE]
        ),
    }
    return [frase % {"n": cuantos[estado]} for estado, frase in frases.items() if cuantos[estado]]


def _filas(formulario, lectura):
    """Each field with what was read of it: the state, the text and what is wrong, if anything is."""
    dudas = formatos.fallas(formulario, lectura.valores)
    return [
        {
            "etiqueta": leido.campo.etiqueta(),
            "estado": leido.estado,
            "estado_en_palabras": Estado(leido.estado).label,
            "texto": texto_escrito(leido.campo, leido.valor) if leido.valor is not None else leido.crudo,
            "duda": dudas.get(leido.campo.clave, ""),
            "largo": leido.campo.tipo in (Campo.Tipo.PROSA, Campo.Tipo.LISTA),
        }
        for leido in lectura.campos
    ]


class TraerView(DeFormatos, TemplateView):
    """First the file; then what it says; then, if whoever sent it agrees, the draft."""

    template_name = "formularios/traer.html"
    page_title = gettext_lazy("Traer de Word")

    def dispatch(self, request, *args, **kwargs):
        self.lectura = None
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, formulario_id):
        self.formulario = formato_o_404(formulario_id)
        self.form = ArchivoForm(request.user, initial={"entidad": request.user.entidad})
        return self.render_to_response(self.get_context_data())

    def post(self, request, formulario_id):
        self.formulario = formato_o_404(formulario_id)
        if "token" in request.POST:
            return self._confirmar()
        self.form = ArchivoForm(request.user, request.POST, request.FILES)
        if self.form.is_valid():
            archivo = self.form.cleaned_data["archivo"]
            datos = archivo.read()
            try:
                self.lectura = leer(self.formulario, datos)
                if not self.lectura.valores:
                    raise ValidationError(
                        _("No se encontró ninguna respuesta: compruebe que es el formato y que está diligenciado.")
                    )
            except ValidationError as error:
                self.lectura = None
                self.form.add_error("archivo", error)
            else:
                self.token = espera.dejar(datos, archivo.name, request.user)
                self.nombre = archivo.name
                return self.render_to_response(self.get_context_data())
        return self.render_to_response(self.get_context_data(), status=422)

    def _confirmar(self):
        de_quien = DeQuienForm(self.request.user, self.request.POST)
        tomado = espera.tomar(self.request.POST["token"], self.request.user)
        if tomado is None or not de_quien.is_valid():
            messages.error(self.request, _("El documento ya no está a la mano: súbalo de nuevo."))
            return redirect("formularios:traer", self.formulario.pk)
        datos, nombre = tomado
        llenado = Llenado(
            formulario=self.formulario,
            entidad=de_quien.cleaned_data["entidad"],
            tipo=de_quien.cleaned_data["tipo"],
        )
        servicio.desde_documento(llenado, self.request.user, leer(self.formulario, datos).valores, datos, nombre)
        espera.soltar(self.request.POST["token"])
        messages.success(self.request, _("Quedó como borrador, con su documento. Revíselo y regístrelo."))
        return redirect("formularios:editar", llenado.pk)

    def get_page_subtitle(self):
        return f"{self.formulario.codigo} v{self.formulario.version}"

    def get_context_data(self, **kwargs):
        if self.lectura:
            datos = self.form.cleaned_data
            kwargs |= {
                "lectura": self.lectura,
                "filas": _filas(self.formulario, self.lectura),
                "resumen": _resumen(self.lectura),
                "token": self.token,
                "nombre": self.nombre,
                "entidad": datos["entidad"],
                "tipo": datos["tipo"],
            }
        return super().get_context_data(formulario=self.formulario, form=self.form, **kwargs)
