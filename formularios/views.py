"""Screens of the District's formats: who has filled in which, one to be written, one to be read, and its Word."""

from functools import cached_property

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst, slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from actores.grupos import es_solo_punto_focal
from actores.models import Entidad
from base.hojas import ExportaSinFormulas

from . import acciones, formatos, servicio
from .forms import DeQuienForm, FormaDeFormulario
from .models import Campo, Formulario, Llenado
from .permisos import entra, puede_borrar, puede_escribir, visibles
from .word import escribir, texto_escrito

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _idioma():
    return "en" if get_language() == "en" else "es"


def en_word(formulario, valores, nombre):
    respuesta = HttpResponse(escribir(formulario, valores, _idioma()), content_type=_WORD)
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{nombre}.docx"'
    respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta


def formato_o_404(formulario_id):
    return get_object_or_404(Formulario, pk=formulario_id, clase=Formulario.Clase.FORMATO)


class DeFormatos(WagtailAdminTemplateMixin):
    """For who has a use for these screens."""

    header_icon = "form"

    def dispatch(self, request, *args, **kwargs):
        if not entra(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("formularios:lista"), "label": _("Formatos distritales")},
            {"url": "", "label": self.get_page_subtitle() or self.get_page_title()},
        ]


# --- The list -------------------------------------------------------------------------------------


def _entidades(request):
    return Entidad.objects.filter(pk__in=visibles(request.user).order_by().values("entidad_id"))


class FiltroDeLlenados(WagtailFilterSet):
    entidad = django_filters.ModelChoiceFilter(label=gettext_lazy("Entidad"), queryset=_entidades)

    class Meta:
        model = Llenado
        fields = ["entidad", "estado", "tipo"]


_SOBRA = "formularios-sobra"  # what a telephone has no room for


def _en_palabras(campo):
    return lambda llenado: capfirst(getattr(llenado, f"get_{campo}_display")()) or "–"


class ListaView(ExportaSinFormulas, IndexView):
    """The formats, which can be taken to a spreadsheet; what they answer stays in each of them."""

    model = Llenado
    export_filename = "formatos"
    list_export = ["nombre", "entidad", "formulario", "get_tipo_display", "get_estado_display", "creado", "modificado"]
    export_headings = {
        "get_tipo_display": gettext_lazy("Qué documenta"),
        "get_estado_display": gettext_lazy("Estado"),
        "creado": gettext_lazy("Creado"),
        "modificado": gettext_lazy("Último cambio"),
    }
    page_title = gettext_lazy("Formatos distritales")
    header_icon = "form"
    results_template_name = "formularios/lista_resultados.html"
    index_url_name = "formularios:lista"
    index_results_url_name = "formularios:lista_resultados"
    filterset_class = FiltroDeLlenados
    search_fields = ["nombre"]
    search_backend_name = None
    default_ordering = "-modificado"
    paginate_by = 30
    any_permission_required = None  # asked of ``entra`` and ``visibles``
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not entra(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [{"url": "", "label": self.page_title}]

    def get_base_queryset(self):
        return visibles(self.request.user)

    @cached_property
    def columns(self):
        # A punto focal has one entity, and a telephone room for two columns.
        entidad = [Column("entidad", label=_("Entidad"), sort_key="entidad__nombre_es", classname=_SOBRA)]
        return [
            TitleColumn(
                "nombre",
                label=_("Nombre"),
                accessor=lambda uno: uno.nombre or _("(todavía sin nombre)"),
                get_url=lambda uno: reverse("formularios:ver", args=[uno.pk]),
                sort_key="nombre",
            ),
            *(entidad if not es_solo_punto_focal(self.request.user) else []),
            Column("formulario", label=_("Formato"), classname=_SOBRA),
            Column("tipo", label=_("Qué documenta"), accessor=_en_palabras("tipo"), classname=_SOBRA),
            Column("estado", label=_("Estado"), accessor=_en_palabras("estado"), sort_key="estado"),
            DateColumn("modificado", label=_("Último cambio"), sort_key="modificado", classname=_SOBRA),
        ]

    @cached_property
    def header_buttons(self):
        return [
            boton
            for uno in servicio.vigentes()
            for boton in (
                HeaderButton(
                    _("Diligenciar %(codigo)s") % {"codigo": uno.codigo.split("-", 1)[-1]},
                    reverse("formularios:nuevo", args=[uno.pk]),
                    icon_name="plus",
                ),
                HeaderButton(_("Traer de Word"), reverse("formularios:traer", args=[uno.pk]), icon_name="upload"),
            )
        ]

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, vigentes=servicio.vigentes(), **kwargs)


# --- Writing --------------------------------------------------------------------------------------


class _Escribir(DeFormatos, TemplateView):
    template_name = "formularios/escribir.html"

    def llenado_de(self, request, **kwargs):
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        self.llenado = self.llenado_de(request, **kwargs)
        inicial = {"entidad": self.llenado.entidad or request.user.entidad, "tipo": self.llenado.tipo}
        self.de_quien = DeQuienForm(request.user, initial=inicial)
        self.form = FormaDeFormulario(self.llenado.formulario, self.llenado.valores)
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        self.llenado = self.llenado_de(request, **kwargs)
        self.de_quien = DeQuienForm(request.user, request.POST)
        self.form = FormaDeFormulario(self.llenado.formulario, self.llenado.valores, request.POST, request.FILES)
        bien = self.form.is_valid()
        if not self.de_quien.is_valid():
            bien = False
        if self._otra_persona_guardo():
            messages.error(
                request,
                _(
                    "Otra persona guardó este formato mientras usted escribía. Lo suyo sigue aquí, sin guardar: "
                    "cópielo, abra el formato de nuevo y compare."
                ),
            )
            bien = False
        registrar = "registrar" in request.POST
        if bien and registrar:
            self.form.senalar(formatos.por_registrar(self.llenado.formulario, self._respuestas_con_archivos()))
            bien = self.form.is_valid()
        if not bien:
            return self.render_to_response(self.get_context_data(no_se_registro=registrar), status=422)
        self.llenado.entidad = self.de_quien.cleaned_data["entidad"]
        self.llenado.tipo = self.de_quien.cleaned_data["tipo"]
        self.llenado.estado = Llenado.Estado.REGISTRADO if registrar else Llenado.Estado.BORRADOR
        servicio.guardar(
            self.llenado, request.user, self.form.respuestas, self.form.archivos(), request.POST.getlist("quitar")
        )
        return self._guardado(registrar)

    def _guardado(self, registrado):
        dudas = formatos.fallas(self.llenado.formulario, self.llenado.valores)
        if registrado:
            messages.success(self.request, _("El formato quedó registrado."))
            return redirect("formularios:ver", self.llenado.pk)
        messages.success(self.request, _("El borrador quedó guardado; puede seguir cuando quiera."))
        if dudas:
            messages.warning(
                self.request, _("Antes de registrarlo hay respuestas por corregir: están señaladas abajo.")
            )
        return redirect("formularios:editar", self.llenado.pk)

    def _respuestas_con_archivos(self):
        return {**self.llenado.valores, **self.form.respuestas} | {
            campo.clave: self.form.respuestas.get(campo.clave, "")
            for campo in self.form.campos
            if campo.tipo != Campo.Tipo.ARCHIVO
        }

    def _otra_persona_guardo(self):
        visto = self.request.POST.get("visto", "")
        return bool(self.llenado.pk and visto and visto != self.llenado.modificado.isoformat())

    def get_page_title(self):
        return self.llenado.formulario.nombre()

    def get_page_subtitle(self):
        return self.llenado.nombre or _("Sin nombre todavía")

    def get_context_data(self, **kwargs):
        # What a draft has and cannot be is said each time that it is opened, not only when it is to be registered.
        if not self.form.is_bound:
            self.form.recordar(formatos.fallas(self.llenado.formulario, self.llenado.valores))
        partes = self.form.partes()
        for fila in (fila for parte in partes for fila in parte["filas"]):
            clave = fila["campo"].clave
            fila["suyos"] = servicio.quitables(self.llenado, clave) if fila["es_de_archivos"] else []
        return super().get_context_data(
            llenado=self.llenado,
            formulario=self.llenado.formulario,
            form=self.form,
            de_quien=self.de_quien,
            partes=partes,
            **kwargs,
        )


class NuevoView(_Escribir):
    def llenado_de(self, request, formulario_id):  # type: ignore[override]  # of its address
        return Llenado(formulario=formato_o_404(formulario_id))


class EditarView(_Escribir):
    def dispatch(self, request, pk):
        self.suyo = get_object_or_404(visibles(request.user), pk=pk) if entra(request.user) else None
        if self.suyo and not puede_escribir(request.user, self.suyo):
            messages.warning(request, _("Ya se propuso como ficha: el formato se lee y no se cambia."))
            return redirect("formularios:ver", pk)
        return super().dispatch(request, pk=pk)

    def llenado_de(self, request, pk):  # type: ignore[override]  # of its address
        return self.suyo


# --- Reading --------------------------------------------------------------------------------------


class VerView(DeFormatos, TemplateView):
    """What was answered, and what can be done with it."""

    template_name = "formularios/ver.html"

    def dispatch(self, request, *args, **kwargs):
        if not entra(request.user):
            raise PermissionDenied
        self.llenado = get_object_or_404(visibles(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.llenado.formulario.nombre()

    def get_page_subtitle(self):
        return self.llenado.nombre or _("Sin nombre todavía")

    def _partes(self):
        dudas = formatos.fallas(self.llenado.formulario, self.llenado.valores)
        partes, anterior = [], object()
        for campo in self.llenado.formulario.campos.select_related("seccion"):
            if campo.seccion_id != anterior:
                partes.append({"titulo": campo.seccion.titulo() if campo.seccion else "", "filas": []})
                anterior = campo.seccion_id
            texto = texto_escrito(campo, self.llenado.valores.get(campo.clave), _idioma())
            suyos = servicio.quitables(self.llenado, campo.clave) if campo.tipo == Campo.Tipo.ARCHIVO else []
            partes[-1]["filas"].append(
                {"campo": campo, "texto": texto, "duda": dudas.get(campo.clave, ""), "suyos": suyos}
            )
        return partes

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            llenado=self.llenado,
            partes=self._partes(),
            originales=[uno for uno in self.llenado.adjuntos.all() if not uno.clave],
            se_escribe=puede_escribir(self.request.user, self.llenado),
            se_borra=puede_borrar(self.request.user, self.llenado),
            acciones=acciones.de(self.llenado, self.request.user),
            pagina=self.llenado.pagina and self.llenado.pagina.specific_deferred,
            **kwargs,
        )


class BorrarView(DeFormatos, TemplateView):
    template_name = "formularios/borrar.html"
    page_title = gettext_lazy("Borrar el borrador")

    def dispatch(self, request, pk):
        if not entra(request.user):
            raise PermissionDenied
        self.llenado = get_object_or_404(visibles(request.user), pk=pk)
        if not puede_borrar(request.user, self.llenado):
            raise PermissionDenied
        return super().dispatch(request)

    def get_page_subtitle(self):
        return self.llenado.nombre or _("Sin nombre todavía")

    def get_context_data(self, **kwargs):
        return super().get_context_data(llenado=self.llenado, **kwargs)

    def post(self, request):
        servicio.borrar(self.llenado, request.user)
        messages.success(request, _("El borrador se borró."))
        return redirect("formularios:lista")


@require_safe
def word(request, pk):
    """The form as the District has it, answered."""
    if not entra(request.user):
        raise PermissionDenied
    llenado = get_object_or_404(visibles(request.user), pk=pk)
    nombre = slugify(f"{llenado.formulario.codigo.split('-', 1)[-1]} {llenado.nombre}")[:80]
    return en_word(llenado.formulario, llenado.valores, nombre)


@require_safe
def en_blanco(request, formulario_id):
    """The form to be filled in without the site."""
    if not entra(request.user):
        raise PermissionDenied
    formulario = formato_o_404(formulario_id)
    return en_word(formulario, {}, slugify(f"{formulario.codigo} {formulario.version}"))


@require_safe
def adjunto(request, pk, adjunto_id):
    """A file of an answer, as it came; to be kept, and never opened within the site."""
    if not entra(request.user):
        raise PermissionDenied
    uno = get_object_or_404(visibles(request.user), pk=pk).adjuntos.filter(pk=adjunto_id).first()
    if uno is None:
        raise Http404
    respuesta = FileResponse(uno.archivo.open(), as_attachment=True, filename=uno.nombre)
    respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta
