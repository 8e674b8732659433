"""Screens of the ficha beside the editor: a District's format proposed as one, and one that goes out as a format."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.grupos import es_solo_punto_focal
from actores.models import Entidad
from base.idiomas import ESPANOL
from formularios import espera, servicio
from formularios.forms import DocumentoForm
from formularios.lectura_word import leer
from formularios.permisos import visibles
from formularios.views import DeFormatos, en_word
from vocabulario.models import Poblacion

from . import desde_formato, ficha_en_word, origen
from .ficha import FICHA
from .models import PracticaPage
from .panels import contado


class PropuestaForm(forms.Form):
    """What a person decides before the draft is made: a title that fits, and for whom it was."""

    titulo = forms.CharField(
        label=gettext_lazy("Título de la ficha"),
        max_length=desde_formato.LETRAS_DEL_TITULO,
        help_text=gettext_lazy(
            "De 10 palabras, fácil de recordar. Si lo cambia, el nombre largo queda al comienzo de los antecedentes."
        ),
    )
    poblaciones = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Población objetivo"),
        queryset=Poblacion.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ProponerView(DeFormatos, TemplateView):
    """What the draft would be, before it is made."""

    template_name = "practicas/admin/proponer.html"
    page_title = gettext_lazy("Proponer como ficha")

    def dispatch(self, request, pk):
        self.llenado = get_object_or_404(visibles(request.user), pk=pk)
        if self.llenado.pagina_id:
            return redirect("wagtailadmin_pages:edit", self.llenado.pagina_id)
        if not origen.se_puede_proponer(self.llenado):
            messages.error(request, _("Para proponerlo como ficha ha de ser una buena práctica y estar registrado."))
            return redirect("formularios:ver", pk)
        if desde_formato.banco_de(request.user) is None:
            raise PermissionDenied
        return super().dispatch(request)

    def get(self, request):
        self.form = PropuestaForm(initial={"titulo": self.llenado.nombre[: desde_formato.LETRAS_DEL_TITULO]})
        return self.render_to_response(self.get_context_data())

    def post(self, request):
        self.form = PropuestaForm(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        datos = self.form.cleaned_data
        pagina = desde_formato.proponer(self.llenado, request.user, datos["titulo"], datos["poblaciones"])
        messages.success(
            request,
            _("Es un borrador de ficha: complete lo que falta y envíela. El formato queda como estaba."),
            buttons=[messages.button(reverse("formularios:ver", args=[self.llenado.pk]), _("Ver el formato"))],
        )
        return redirect("wagtailadmin_pages:edit", pagina.pk)

    def get_page_subtitle(self):
        return self.llenado.nombre

    def get_context_data(self, **kwargs):
        escrito = self.form["titulo"].value() or ""
        campo = self.llenado.formulario.campos.filter(fuente="poblaciones").first()
        dice = (self.llenado.valores.get(campo.clave) or "") if campo else ""
        return super().get_context_data(
            llenado=self.llenado,
            form=self.form,
            propuesta=desde_formato.proponer_en_memoria(self.llenado, escrito),
            contado=contado(FICHA.limites["title"]),
            poblacion_escrita=dice,
            nombradas=desde_formato.nombradas(dice),
            **kwargs,
        )


@require_safe
def como_formato(request, pk):
    """The ficha as the District's format, in Word."""
    practica = get_object_or_404(PracticaPage, pk=pk)
    if not practica.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    formulario = next((uno for uno in servicio.vigentes() if uno.codigo == origen.CODIGO), None)
    if formulario is None:
        raise PermissionDenied
    borrador = practica.get_latest_revision_as_object()
    return en_word(formulario, desde_formato.como_formato(borrador, formulario), f"FT-1311-{practica.slug}"[:80])


# --- The ficha in Word ------------------------------------------------------------------------------


def _que_puede_editar(request, pk):
    """The ficha ``pk`` in Spanish, which ``request.user`` may edit. Raises ``Http404`` or ``PermissionDenied``."""
    practica = get_object_or_404(PracticaPage, pk=pk, locale__language_code=ESPANOL)
    if not practica.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return practica


@require_safe
def en_word_la_ficha(request, pk):
    """The draft of a ficha in Word."""
    practica = _que_puede_editar(request, pk).get_latest_revision_as_object()
    return en_word(ficha_en_word.formulario(), ficha_en_word.respuestas(practica), practica.slug[:80])


@require_safe
def en_blanco(request):
    """The ficha to be filled in without the site."""
    if desde_formato.banco_de(request.user) is None:
        raise PermissionDenied
    return en_word(ficha_en_word.formulario(), {}, "ficha")


class NuevaForm(DocumentoForm):
    """The document of a ficha that is not on the site yet, and whose it is."""

    entidad = forms.ModelChoiceField(queryset=Entidad.objects.all(), label=gettext_lazy("Entidad"))

    def __init__(self, usuario, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if es_solo_punto_focal(usuario):
            self.fields["entidad"].queryset = Entidad.objects.filter(pk=usuario.entidad_id)
            self.fields["entidad"].empty_label = None


class TraerFichaView(WagtailAdminTemplateMixin, TemplateView):
    """A ficha comes in from Word: a new draft, or the changes of one. First seen, then kept."""

    template_name = "practicas/admin/traer_ficha.html"
    page_title = gettext_lazy("Traer la ficha de Word")
    header_icon = "upload"

    def dispatch(self, request, pk=None):
        self.practica, self.lectura = None, None
        if pk is None:
            self.madre = desde_formato.banco_de(request.user)
            if self.madre is None:
                raise PermissionDenied
        else:
            self.practica = _que_puede_editar(request, pk)
            if self.practica.permissions_for_user(request.user).page_locked():
                messages.error(request, _("La ficha está en la DDRI o bloqueada: ahora no se cambia."))
                return redirect("wagtailadmin_pages:edit", pk)
        return super().dispatch(request)

    def _forma(self, *args, **kwargs):
        return DocumentoForm(*args, **kwargs) if self.practica else NuevaForm(self.request.user, *args, **kwargs)

    def get(self, request):
        self.form = self._forma()
        return self.render_to_response(self.get_context_data())

    def post(self, request):
        if "token" in request.POST:
            return self._confirmar()
        self.form = self._forma(request.POST, request.FILES)
        if self.form.is_valid():
            archivo = self.form.cleaned_data["archivo"]
            datos = archivo.read()
            try:
                self.lectura = self._leer(datos)
            except ValidationError as error:
                self.form.add_error("archivo", error)
            else:
                self.token = espera.dejar(datos, archivo.name, request.user)
                return self.render_to_response(self.get_context_data())
        return self.render_to_response(self.get_context_data(), status=422)

    def _leer(self, datos):
        lectura = leer(ficha_en_word.formulario(), datos)
        if not lectura.valores:
            raise ValidationError(
                _("No se encontró ninguna respuesta: compruebe que es la ficha y que está diligenciada.")
            )
        if not self.practica and not any(
            uno.clave == "title" and uno.cambia for uno in ficha_en_word.cambios(None, lectura)
        ):
            raise ValidationError(_("Al documento le falta el título de la ficha, o pasa de 255 caracteres."))
        return lectura

    def _confirmar(self):
        tomado = espera.tomar(self.request.POST["token"], self.request.user)
        if tomado is None:
            messages.error(self.request, _("El documento ya no está a la mano: súbalo de nuevo."))
            return redirect(self.request.path)
        lectura = self._leer(tomado[0])
        if self.practica:
            ficha = ficha_en_word.actualizar(self.practica, lectura, self.request.user)
        else:
            entidad = NuevaForm(self.request.user).fields["entidad"].clean(self.request.POST.get("entidad"))
            ficha = ficha_en_word.crear(lectura, entidad, self.request.user, self.madre)
        espera.soltar(self.request.POST["token"])
        messages.success(self.request, _("Quedó en el borrador de la ficha. Revísela antes de enviarla."))
        return redirect("wagtailadmin_pages:edit", ficha.pk)

    def get_page_subtitle(self):
        return str(self.practica or "")

    def get_breadcrumbs_items(self):
        return []

    def _iguales(self, titulo):
        """The fichas of that entity that bear the same title: the document may have come in before."""
        return PracticaPage.objects.filter(
            title__iexact=titulo, entidad=self.form.cleaned_data["entidad"], locale__language_code=ESPANOL
        )

    def get_context_data(self, **kwargs):
        if self.lectura:
            borrador = self.practica and self.practica.get_latest_revision_as_object()
            lista = ficha_en_word.cambios(borrador, self.lectura)
            kwargs |= {
                "lectura": self.lectura,
                "token": self.token,
                "cambian": [uno for uno in lista if uno.cambia],
                "dudosos": [uno for uno in lista if uno.duda],
                "se_dejan": [uno for uno in lista if uno.se_deja],
                "iguales": [] if self.practica else self._iguales(self.lectura.valores["title"]),
                "entidad": self.form.cleaned_data.get("entidad"),
            }
        return super().get_context_data(practica=self.practica, form=self.form, **kwargs)
