"""The record, read: the history of a text for who works on it, and the public part of an aval for everybody."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.grupos import ADMINISTRACION, MODERACION, pertenece
from actores.models import Entidad
from base.hojas import ExportaSinFormulas

from . import avisos_de_fin
from .dictamen import Dictamen
from .errores import ErrorDeAval
from .historia import historia
from .models import Aval, Retiro, TituloOculto
from .permisos import puede_leer_su_historia
from .views_retiro import objeto_del_registro, url_de


class HistoriaView(ExportaSinFormulas, WagtailAdminTemplateMixin, TemplateView):
    """Each aval and withdrawal of a text, newest first, with what changed. Exports as CSV or XLSX."""

    template_name = "aval/historia.html"
    page_title = _("Historia de avales")
    header_icon = "history"
    breadcrumbs_items = []
    list_export = ["momento", "que", "version", "quien", "rutas", "palabras", "campos"]
    export_headings = {
        "momento": _("Fecha"),
        "que": _("Qué"),
        "version": _("Versión"),
        "quien": _("Quién"),
        "rutas": _("Ruta"),
        "palabras": _("Comentario o motivo"),
        "campos": _("Qué cambió"),
    }

    def dispatch(self, request, tipo, objeto):
        self.tipo, self.numero = tipo, objeto
        self.objeto = objeto_del_registro(tipo, objeto)
        if not self._puede_leer():
            raise ErrorDeAval(_("La historia de avales la leen la DDRI y quienes trabajan en el texto."))
        if self.objeto is None and not self.hitos:
            raise Http404
        return super().dispatch(request, tipo, objeto)

    def _puede_leer(self):
        if pertenece(self.request.user, MODERACION, ADMINISTRACION):
            return True
        return self.objeto is not None and puede_leer_su_historia(self.request.user, self.objeto)

    @cached_property
    def hitos(self):
        return historia(self.tipo, self.numero, getattr(self.objeto, "aval_id", None))

    @property
    def titulo(self):
        return str(self.objeto) if self.objeto else self.hitos[0].registro.titulo

    def get_page_subtitle(self):
        return self.titulo

    def get_filename(self):
        return f"avales-{slugify(self.titulo)}"

    def get(self, request, *args, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(self.hitos, request.GET.get("export"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        modera = pertenece(self.request.user, MODERACION)
        return super().get_context_data(
            objeto=self.objeto,
            titulo=self.titulo,
            hitos=self.hitos,
            url_de_edicion=self.objeto and AdminURLFinder(self.request.user).get_edit_url(self.objeto),
            url_de_retiro=url_de("retirar", self.objeto) if modera and self.objeto and self.objeto.live else None,
            url_de_quitar_aviso=url_de("quitar_aviso", self.objeto)
            if modera and self.objeto and avisos_de_fin.vigente(self.objeto)
            else None,
            url_de_ocultar=self._url_de_ocultar() if modera else None,
            **kwargs,
        )

    def _url_de_ocultar(self):
        """Where the title of what was withdrawn is hidden; None while it is live, or when it is hidden already."""
        if self.objeto is not None and self.objeto.live:
            return None
        retiro = next((hito.registro for hito in self.hitos if isinstance(hito.registro, Retiro)), None)
        if retiro is None or TituloOculto.cubre(retiro):
            return None
        return reverse("aval:ocultar_titulo", args=[self.tipo, self.numero])


def aval_publico(request, publico):
    """What anybody may know of an aval: when, which text, what was checked, whether it is in force. No names."""
    aval = get_object_or_404(Aval.objects.select_related("content_type"), publico=publico)
    objeto = _objeto(aval)
    vigente = objeto is not None and objeto.live and objeto.aval_id == aval.pk
    posterior = retiro = None
    if not vigente:
        mismos = Aval.objects.filter(content_type_id=aval.content_type_id, object_id=aval.object_id)
        posterior = mismos.filter(numero__gt=aval.numero).order_by("-numero").first()
        retiro = Retiro.objects.filter(aval=aval).first()
    respuesta = render(
        request,
        "aval/publico.html",
        {
            "aval": aval,
            "titulo": aval.titulo if vigente or not TituloOculto.cubre(aval) else _("Texto retirado"),
            "objeto": objeto if vigente else None,
            "vigente": vigente,
            "posterior": posterior,
            "retiro": retiro,
            "aviso": avisos_de_fin.vigente(objeto) if vigente else None,
            "frase": retiro and (retiro.frase_en if request.LANGUAGE_CODE == "en" else retiro.frase_es),
            "entidad": _entidad(aval),
            "dictamen": Dictamen(aval.dictamen),
            "criterios": aval.modelo.criterios_del_aval() if aval.modelo and aval.rutas else [],
            "url_completa": request.build_absolute_uri(aval.get_absolute_url()),
        },
    )
    if not vigente:
        respuesta["X-Robots-Tag"] = "noindex"
    return respuesta


def _entidad(aval):
    """The entity as the reader's language calls it; as the record does, if it has another name since. Dict or None."""
    if not aval.entidad_nombre:
        return None
    hoy = Entidad.objects.filter(codigo=aval.entidad_codigo, nombre_es=aval.entidad_nombre).first()
    return {"nombre": hoy.nombre if hoy else aval.entidad_nombre, "en_espanol": hoy is None}


def _objeto(aval):
    try:
        return objeto_del_registro(aval.content_type_id, aval.object_id)
    except (Http404, ContentType.DoesNotExist):
        return None
