"""Screens of many fichas in a spreadsheet: they go out, they come in, and what became of each row."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from formularios import hoja
from formularios.lectura import Estado
from formularios.lectura_hoja import extension_de
from formularios.models import FilaDeImportacion, Importacion
from formularios.word import texto_escrito

from . import fichas_en_hoja, traer_fichas
from .models import PracticaPage

_FILAS_POR_PAGINA = 20
_ULTIMAS = 5


def _idioma():
    return "en" if get_language() == "en" else "es"


def _solo_quien_las_trae(usuario):
    if traer_fichas.madre_de(usuario) is None:
        raise PermissionDenied


def _en_excel(fichas, nombre):
    respuesta = FileResponse(
        fichas_en_hoja.exportar(fichas, _idioma()),
        as_attachment=True,
        filename=f"{nombre}.xlsx",
        content_type=hoja.TIPO,
    )
    respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta


@require_safe
def hoja_en_blanco(request):
    """The sheet, to be filled in without the site."""
    _solo_quien_las_trae(request.user)
    return _en_excel(PracticaPage.objects.none(), "fichas")


@require_safe
def en_hoja(request):
    """The last drafts of the fichas that one may edit."""
    _solo_quien_las_trae(request.user)
    return _en_excel(fichas_en_hoja.editables(request.user), "fichas-del-banco")


class HojaForm(forms.Form):
    archivo = forms.FileField(
        label=gettext_lazy("Hoja de cálculo diligenciada"),
        help_text=gettext_lazy(
            "Un archivo .xlsx o .csv de hasta 10 MB y 2.000 fichas. Antes de guardar nada verá qué se leyó de cada una."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_archivo(self):
        archivo = self.cleaned_data["archivo"]
        if archivo.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
            raise ValidationError(_("El archivo pesa más de 10 MB: pártalo en varios."))
        if extension_de(archivo.name) == "xls":
            raise ValidationError(_("Es un Excel de antes de 2007: guárdelo como .xlsx y vuelva a subirlo."))
        if extension_de(archivo.name) not in ("xlsx", "xlsm", "csv"):  # that it has macros is said by its content
            raise ValidationError(_("Suba la hoja como .xlsx o .csv."))
        return archivo


class TraerHojaView(WagtailAdminTemplateMixin, TemplateView):
    """The file comes in."""

    template_name = "practicas/admin/traer_hoja.html"
    page_title = gettext_lazy("Fichas en Excel")
    header_icon = "table"

    def dispatch(self, request, *args, **kwargs):
        _solo_quien_las_trae(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        self.form = HojaForm()
        return self.render_to_response(self.get_context_data())

    def post(self, request):
        self.form = HojaForm(request.POST, request.FILES)
        if self.form.is_valid():
            archivo = self.form.cleaned_data["archivo"]
            try:
                importacion = traer_fichas.empezar(archivo.read(), archivo.name, request.user, _idioma())
            except ValidationError as error:
                self.form.add_error("archivo", error)
            else:
                return redirect("practicas:importacion", importacion.pk)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_breadcrumbs_items(self):
        return []

    def get_context_data(self, **kwargs):
        ultimas = Importacion.objects.filter(usuario=self.request.user).annotate(cuantas=Count("filas"))[:_ULTIMAS]
        return super().get_context_data(
            form=self.form,
            ultimas=ultimas,
            hay_fichas=fichas_en_hoja.editables(self.request.user).exists(),
            tope=hoja.FILAS_MAXIMAS,
            **kwargs,
        )


def _resumen(cuantas):
    """How many rows there are of each kind, in words."""
    entran, fuera, hechas = (cuantas.get(estado, 0) for estado in ("entra", "no_entra", "hecha"))
    frases = []
    if entran:
        frases.append(ngettext("%(n)s ficha entra", "%(n)s fichas entran", entran) % {"n": entran})
    if hechas:
        frases.append(ngettext("%(n)s quedó de borrador", "%(n)s quedaron de borrador", hechas) % {"n": hechas})
    if fuera:
        frases.append(ngettext("%(n)s no entra", "%(n)s no entran", fuera) % {"n": fuera})
    return ", ".join(frases)


class ImportacionView(WagtailAdminTemplateMixin, TemplateView):
    """What each row would be or, once it was agreed to, is. While something is being done, how far it is."""

    template_name = "practicas/admin/importacion.html"
    page_title = gettext_lazy("Fichas en Excel")
    header_icon = "table"

    def dispatch(self, request, pk):
        _solo_quien_las_trae(request.user)
        self.importacion = get_object_or_404(Importacion, pk=pk, usuario=request.user)
        return super().dispatch(request)

    def get(self, request):
        return self.render_to_response(self.get_context_data())

    def post(self, request):
        if "descartar" in request.POST and self.importacion.estado in (
            Importacion.Estado.LEIDA,
            Importacion.Estado.NO_SE_LEYO,
        ):
            self.importacion.delete()
            messages.success(request, _("Se descartó: no se guardó nada."))
            return redirect("practicas:traer_hoja")
        if "seguir" in request.POST and self.importacion.detenida:
            if self.importacion.estado == Importacion.Estado.GUARDANDO:
                traer_fichas.seguir(self.importacion)
        elif "confirmar" in request.POST:
            traer_fichas.confirmar(self.importacion)
        return redirect("practicas:importacion", self.importacion.pk)

    def get_page_subtitle(self):
        return self.importacion.nombre

    def get_breadcrumbs_items(self):
        return []

    def _detalle(self, fila, columnas):
        """What is wrong of a row first, and then what was read well."""
        partes = []
        for campo in columnas.campos:
            if campo.clave not in fila.dichos:
                continue
            estado = fila.estados.get(campo.clave, "")
            duda = fila.dudas.get(campo.clave, "")
            pasa = estado == Estado.SOBRE_EL_LIMITE
            partes.append(
                {
                    "etiqueta": campo.etiqueta(),
                    "texto": texto_escrito(campo, fila.dichos[campo.clave], _idioma()),
                    "estado": estado,
                    "estado_en_palabras": Estado(estado).label if pasa or not duda else _("no se guarda"),
                    "duda": duda,
                }
            )
        return sorted(partes, key=lambda parte: not parte["duda"])

    def get_context_data(self, **kwargs):
        importacion = self.importacion
        cuantas = dict(
            importacion.filas.order_by().values_list("estado").annotate(n=Count("pk")).values_list("estado", "n")
        )
        kwargs |= {"total": sum(cuantas.values()), "hechas": sum(cuantas.values()) - cuantas.get("entra", 0)}
        if not importacion.trabaja and cuantas:
            columnas = fichas_en_hoja.formulario()
            solo = self.request.GET.get("ver", "")
            filas = importacion.filas.select_related("entidad", "pagina")
            if solo in FilaDeImportacion.Estado.values:
                filas = filas.filter(estado=solo)
            pagina = Paginator(filas, _FILAS_POR_PAGINA).get_page(self.request.GET.get("p"))
            for fila in pagina:
                fila.detalle = self._detalle(fila, columnas)
                fila.cuantas_dudas = len(fila.dudas)
            kwargs |= {
                "pagina": pagina,
                "solo": solo,
                "entran": cuantas.get("entra", 0),
                "clases": [
                    (estado, FilaDeImportacion.Estado(estado).label, cuantas[estado])
                    for estado in FilaDeImportacion.Estado.values
                    if estado in cuantas
                ],
                "resumen": _resumen(cuantas),
                "con_dudas": importacion.filas.exclude(dudas={}).exclude(estado="no_entra").count(),
            }
        return super().get_context_data(importacion=importacion, **kwargs)
