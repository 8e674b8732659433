"""The packages: their list, one of them field by field, its sheet to paste from, and what goes out of it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from actores.grupos import PUNTOS_FOCALES, pertenece
from base.idiomas import ESPANOL
from practicas.models import PracticaPage

from .. import permisos, salida, servicio
from ..models import Objetivo, Paquete
from .comun import Pantalla

POR_PAGINA = 50
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _de_la_base():
    return Paquete.objects.select_related(
        *("practica__entidad", "practica__locale", "practica__aval", "objetivo__premio", "objetivo__formulario"),
        *("llenado__formulario", "aval", "preparo", "confirmo", "marco", "reconocimiento"),
    )


class CategoriaForm(forms.ModelForm):
    class Meta:
        model = Paquete
        fields = ["categoria"]


class PresentarForm(forms.Form):
    presentado = forms.DateField(label=gettext_lazy("Presentado el"), widget=AdminDateInput)
    radicado = forms.CharField(label=gettext_lazy("Número o comprobante"), max_length=120, required=False)


class ResultadoForm(forms.Form):
    resultado = forms.ChoiceField(label=gettext_lazy("Resultado"), choices=Paquete.Resultado)


class ListaView(Pantalla):
    """All of them for who prepares; those of their entity for a punto focal."""

    template_name = "promocion/paquetes.html"
    page_title = gettext_lazy("Paquetes de postulación")

    def puede_entrar(self, request, **kwargs):
        return permisos.prepara(request.user) or pertenece(request.user, PUNTOS_FOCALES)

    def get_context_data(self, **kwargs):
        paquetes = _de_la_base()
        if not permisos.prepara(self.request.user):
            suya = getattr(self.request.user, "entidad_id", None)
            paquetes = paquetes.filter(practica__entidad=suya) if suya else paquetes.none()
        pagina = Paginator(paquetes, POR_PAGINA).get_page(self.request.GET.get("p"))
        return super().get_context_data(pagina=pagina, prepara=permisos.prepara(self.request.user), **kwargs)

    def post(self, request, **kwargs):
        """Begin one."""
        if not permisos.prepara(request.user):
            raise PermissionDenied
        practica = get_object_or_404(
            PracticaPage, pk=_numero(request.POST.get("practica")), locale__language_code=ESPANOL
        )
        objetivo = get_object_or_404(Objetivo, pk=_numero(request.POST.get("objetivo")))
        try:
            paquete, nuevo = servicio.preparar(practica, objetivo, request.POST.get("idioma", ""), request.user)
        except servicio.NoSePuede as error:
            messages.error(request, " ".join(error.messages))
            return redirect("postulaciones:ajuste", practica.pk, objetivo.pk)
        if not nuevo:
            messages.warning(request, _("Ese paquete ya existía: siga con él."))
        return redirect("postulaciones:paquete", paquete.pk)


def _numero(texto):
    return int(texto) if (texto or "").isdecimal() and len(texto) < 10 else 0


class _DeUnPaquete(Pantalla):
    header_icon = "doc-full"

    @cached_property
    def paquete(self):
        return get_object_or_404(_de_la_base(), pk=self.kwargs["pk"])

    def puede_entrar(self, request, **kwargs):
        return permisos.ve(request.user, self.paquete.practica)

    def get_page_subtitle(self):
        return str(self.paquete)

    def migas(self):
        return [(reverse("postulaciones:paquetes"), _("Paquetes"))]


class PaqueteView(_DeUnPaquete):
    """Field by field: what the source says, what is answered, and how much it has in the unit of the form."""

    template_name = "promocion/paquete.html"
    page_title = gettext_lazy("Paquete de postulación")

    def get_context_data(self, **kwargs):
        paquete, usuario = self.paquete, self.request.user
        prepara = permisos.prepara(usuario)
        kwargs.setdefault("form", CategoriaForm(instance=paquete))
        kwargs.setdefault("presentar", PresentarForm())
        return super().get_context_data(
            paquete=paquete,
            renglones=servicio.renglones(paquete),
            avisos=servicio.avisos(paquete),
            faltas=servicio.faltas(paquete) if paquete.se_edita else [],
            se_escribe=prepara and paquete.se_edita,
            prepara=prepara,
            confirma=paquete.estado == Paquete.Estado.BORRADOR and permisos.es_de_la_entidad(usuario, paquete.practica),
            marca=paquete.estado == Paquete.Estado.CONFIRMADO and permisos.marca_listo(usuario),
            reabre=prepara and paquete.estado in (Paquete.Estado.CONFIRMADO, Paquete.Estado.LISTO),
            se_presenta=prepara and paquete.estado == Paquete.Estado.LISTO,
            se_cierra=prepara and paquete.estado == Paquete.Estado.PRESENTADO,
            resultado=ResultadoForm(),
            **kwargs,
        )

    def post(self, request, **kwargs):
        form = CategoriaForm(request.POST, instance=get_object_or_404(Paquete, pk=self.paquete.pk))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        respuestas = {
            campo.clave: request.POST[f"campo-{campo.clave}"]
            for campo in self.paquete.formulario.campos.all()
            if f"campo-{campo.clave}" in request.POST
        }
        try:
            servicio.guardar(
                self.paquete,
                respuestas,
                set(request.POST.getlist("revisada")),
                request.user,
                form.cleaned_data["categoria"],
            )
        except servicio.NoSePuede as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("El paquete quedó guardado; la entidad todavía debe confirmarlo."))
        return redirect("postulaciones:paquete", self.paquete.pk)


class ActoView(_DeUnPaquete):
    """What is decided of a package. Each act asks ``servicio`` whether it may be done, and by whom."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        actos = {
            "confirmar": lambda: servicio.confirmar(self.paquete, request.user),
            "listo": lambda: servicio.marcar_listo(self.paquete, request.user),
            "reabrir": lambda: servicio.reabrir(self.paquete, request.user),
            "presentar": self._presentar,
            "resultado": self._resultado,
        }
        acto = actos.get(request.POST.get("acto", ""))
        if acto is None:
            return redirect("postulaciones:paquete", self.paquete.pk)
        try:
            hecho = acto()
        except ValidationError as error:
            for frase in error.messages:
                messages.error(request, frase)
        else:
            messages.success(request, _("El paquete está %(estado)s.") % {"estado": hecho.get_estado_display()})
        return redirect("postulaciones:paquete", self.paquete.pk)

    def _presentar(self):
        form = PresentarForm(self.request.POST)
        if not form.is_valid():
            raise servicio.NoSePuede([f"{form[campo].label}: {frases[0]}" for campo, frases in form.errors.items()])
        return servicio.presentar(
            self.paquete, self.request.user, form.cleaned_data["presentado"], form.cleaned_data["radicado"]
        )

    def _resultado(self):
        form = ResultadoForm(self.request.POST)
        if not form.is_valid():
            raise servicio.NoSePuede(_("Elija el resultado de la lista."))
        return servicio.registrar_resultado(self.paquete, self.request.user, form.cleaned_data["resultado"])


class PegarView(_DeUnPaquete):
    """Question, answer and count in the order of the form, to be pasted where it is filled in."""

    template_name = "promocion/pegar.html"
    page_title = gettext_lazy("Hoja para pegar")

    def migas(self):
        return [*super().migas(), (reverse("postulaciones:paquete", args=[self.paquete.pk]), str(self.paquete))]

    def get_context_data(self, **kwargs):
        filas = [(uno, uno.campo.etiqueta(self.paquete.idioma)) for uno in servicio.renglones(self.paquete)]
        return super().get_context_data(
            paquete=self.paquete, filas=filas, avisos=servicio.avisos(self.paquete), **kwargs
        )


def _que_sale(request, pk):
    paquete = get_object_or_404(_de_la_base(), pk=pk)
    if not permisos.ve(request.user, paquete.practica):
        raise PermissionDenied
    return paquete


def _descarga(datos, tipo, nombre):
    respuesta = HttpResponse(datos, content_type=tipo)
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    return respuesta


def word(request, pk):
    paquete = _que_sale(request, pk)
    return _descarga(salida.a_word(paquete), _WORD, salida.nombre_de(paquete, "docx"))


def zip_(request, pk):
    paquete = _que_sale(request, pk)
    return _descarga(salida.a_zip(paquete), "application/zip", salida.nombre_de(paquete, "zip"))
