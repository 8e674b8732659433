"""The views of the translation tool, at its own addresses, with our rules.

``register_admin_urls`` puts them before those of wagtail-localize, and the first address that matches wins: its
buttons, its editor and its links lead here without knowing.
"""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import RedirectView
from rest_framework import status
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import PreviewableMixin
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    Translation,
    TranslationSource,
    get_edit_url,
)
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from aval import actos
from aval.errores import ErrorDeAval, SinAval
from aval.models import Avalable
from base.arbol import pagina_o_404
from base.prestado import prestado

from . import autores, po, servicio
from .borrador_de_maquina import redactar
from .errores import ErrorDeTraductor, OriginalSinAval, TextoQuieto
from .motivos import Motivo
from .pantallas import PantallaView
from .permisos import puede_traducir

_POR = (
    "What our rules let through the tool does, with its own view: it offers no hook before it, and knows no workflow."
)
for _vista, _suya in {
    "edit_translation.download_pofile": "(request, translation_id)",
    "edit_translation.stop_translation": "(request, translation_id)",
    "edit_translation.edit_override": "(request, *args, **kwargs)",
    "edit_translation.edit_string_translation": "(request, *args, **kwargs)",
    "edit_translation.user_can_edit_instance": "(user, instance)",
    "convert.convert_to_alias": "(request, page_id)",
}.items():
    prestado(
        f"wagtail_localize.views.{_vista}",
        _suya,
        por=_POR,
        incidencia="https://github.com/wagtail/wagtail-localize/issues/837",
    )
prestado(
    "rest_framework.request.Request",
    por="The view of the tool takes the request of Django, and in it what was sent by PUT, which REST framework reads.",
    dice="_request",
)


class EmpezarView(PantallaView):
    """Start the English version of a live object: one button, and the translation desk opens."""

    template_name = "traducciones/empezar.html"
    page_title = gettext_lazy("Empezar la versión en inglés")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        self.objeto = self.get_objeto(**kwargs)
        if not puede_traducir(request.user, self.objeto):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_objeto(self, page_id=None, app_label=None, model_name=None, pk=None):
        if page_id:
            pagina = pagina_o_404(page_id)
            if pagina.is_root():
                raise Http404
            return pagina
        return get_object_or_404(get_snippet_model_from_url_params(app_label, model_name), pk=pk)

    def get_page_subtitle(self):
        return str(self.objeto)

    def get_context_data(self, **kwargs):
        try:
            servicio.comprobar_que_se_puede_empezar(self.objeto)
        except ErrorDeAval as error:
            kwargs["razon"] = str(error)
        return super().get_context_data(objeto=self.objeto, url_de_edicion=get_edit_url(self.objeto), **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            traduccion = actos.en_un_acto(lambda: servicio.empezar(self.objeto, request.user), self.objeto)
        except ErrorDeAval as error:
            messages.error(request, str(error))
            return redirect(get_edit_url(self.objeto))
        messages.success(
            request,
            _("La versión en inglés de «%(titulo)s» está abierta. Nada se publica hasta que tenga su aval.")
            % {"titulo": self.objeto},
        )
        return redirect(reverse("traducciones:escritorio", args=[traduccion.pk]))


class ActualizarView(PantallaView):
    """Read the live original again into the translation desk. It publishes nothing, whatever it is asked."""

    template_name = "traducciones/actualizar.html"
    page_title = gettext_lazy("Poner al día la mesa de traducción")
    header_icon = "resubmit"

    def dispatch(self, request, translation_source_id):
        self.fuente = get_object_or_404(TranslationSource, pk=translation_source_id)
        if not all(puede_traducir(request.user, objeto) for objeto in self._textos()):
            raise PermissionDenied
        return super().dispatch(request, translation_source_id)

    def _textos(self):
        """The translations that would be brought up to date; the original itself, where there is none yet."""
        modelo = self.fuente.specific_content_type.model_class()
        versiones = list(modelo._base_manager.filter(translation_key=self.fuente.object_id).select_related("locale"))
        if not versiones:
            raise Http404
        return [uno for uno in versiones if uno.locale_id != self.fuente.locale_id] or versiones

    def get_page_subtitle(self):
        return self.fuente.object_repr

    def get_context_data(self, **kwargs):
        return super().get_context_data(fuente=self.fuente, **kwargs)

    def post(self, request, translation_source_id):
        try:
            original = self.fuente.get_source_instance()
        except ObjectDoesNotExist:
            raise Http404 from None
        destino = get_valid_next_url_from_request(request) or get_edit_url(original)
        if not original.live:
            messages.error(request, str(OriginalSinAval()))
            return redirect(destino)
        actos.en_un_acto(self.fuente.update_from_db, original)
        messages.success(request, _("La mesa de traducción tiene el español como está publicado."))
        if request.POST.get("publish_translations"):
            messages.warning(request, _("Nada se publicó: una traducción se publica con su aval."))
        return redirect(destino)


def _traduccion_editable(request, translation_id, puede=puede_traducir):
    traduccion = get_object_or_404(Translation, pk=translation_id)
    try:
        objeto = traduccion.get_target_instance()
    except ObjectDoesNotExist:
        raise Http404 from None
    if not puede(request.user, objeto):
        raise PermissionDenied
    return traduccion


def _volver(request, traduccion):
    return redirect(
        get_valid_next_url_from_request(request) or reverse("traducciones:escritorio", args=[traduccion.pk])
    )


@xframe_options_sameorigin
def ver_antes(request, translation_id, mode=None):
    """The page as it would be sent."""
    propuesta = servicio.version_propuesta(_traduccion_editable(request, translation_id, user_can_edit_instance))
    modo = mode or getattr(propuesta, "default_preview_mode", "")
    if not isinstance(propuesta, PreviewableMixin) or modo not in dict(propuesta.preview_modes):
        raise Http404
    return propuesta.make_preview_request(request, modo)


@require_POST
def traducir_con_maquina(request, translation_id):
    """Draft by machine what has no text yet. Whatever goes wrong outside, nothing written is lost."""
    traduccion = _traduccion_editable(request, translation_id)
    try:
        hecho = redactar(traduccion, request.user)
    except (ErrorDeTraductor, TextoQuieto) as error:
        messages.error(request, str(error))
    else:
        _contar_lo_hecho(request, get_machine_translator().display_name, hecho)
    return _volver(request, traduccion)


def _contar_lo_hecho(request, cual, hecho):
    datos = {"cual": cual, "n": hecho.sin_usar}
    if not hecho.pedidos:
        messages.warning(request, _("No queda nada por traducir."))
    elif hecho.pedidos == hecho.sin_usar:
        messages.warning(request, str(Motivo("nada_sirve", {"cual": cual})))
    else:
        messages.success(
            request,
            _("%(cual)s dejó un borrador. Léalo: cada segmento espera que usted lo corrija o lo confirme.") % datos,
        )
        if hecho.sin_usar:
            messages.warning(
                request,
                ngettext(
                    "%(n)s segmento volvió roto y no se usó: tradúzcalo usted.",
                    "%(n)s segmentos volvieron rotos y no se usaron: tradúzcalos usted.",
                    hecho.sin_usar,
                )
                % datos,
            )


@require_POST
def subir_po(request, translation_id):
    """Take in a PO file. What cannot be taken is shown with its reason and its text; the rest comes in."""
    traduccion = _traduccion_editable(request, translation_id)
    subido = request.FILES.get("file")
    try:
        catalogo = po.leer(subido.read(po.LIMITE + 1) if subido else b"")
        with servicio.escribiendo(traduccion):
            resultado = po.importar(traduccion, catalogo, request.user)
    except (po.ErrorDePO, TextoQuieto) as error:
        messages.error(request, str(error))
        return _volver(request, traduccion)
    if resultado.escritos:
        messages.success(
            request,
            ngettext(
                "Del archivo PO entró %(n)s segmento.", "Del archivo PO entraron %(n)s segmentos.", resultado.escritos
            )
            % {"n": resultado.escritos},
        )
    elif not resultado.rechazos:
        messages.warning(request, _("El archivo PO no trae nada nuevo."))
    if not resultado.rechazos:
        return _volver(request, traduccion)
    return RechazosView.as_view(traduccion=traduccion, rechazos=resultado.rechazos)(request)


class RechazosView(PantallaView):
    """What did not come in from a PO file, with its text, so that nothing is lost."""

    http_method_names = ["post"]
    template_name = "traducciones/rechazos_po.html"
    page_title = gettext_lazy("Lo que no entró del archivo PO")
    header_icon = "warning"
    traduccion = None
    rechazos = ()

    def get_page_subtitle(self):
        return self.traduccion.source.object_repr

    def post(self, request):
        return self.render_to_response(self.get_context_data(traduccion=self.traduccion, rechazos=self.rechazos))


@require_GET
def bajar_po(request, translation_id):
    """The PO file of a translation, which holds what is not public yet."""
    traduccion = _traduccion_editable(request, translation_id)
    respuesta = edit_translation.download_pofile(request, traduccion.pk)
    respuesta.content = str(po.exportar(traduccion))
    return respuesta


@require_POST
def dejar_de_traducir(request, translation_id):
    """Leave the desk: from then on the text is edited by hand."""
    traduccion = _traduccion_editable(request, translation_id)
    try:
        with servicio.escribiendo(traduccion):
            return edit_translation.stop_translation(request, traduccion.pk)
    except TextoQuieto as error:
        messages.error(request, str(error))
        return _volver(request, traduccion)


def convertir_en_alias(request, page_id):
    """A translation as an alias of its original: it loses its words, so it asks for the right to translate it."""
    pagina = pagina_o_404(page_id)
    if not puede_traducir(request.user, pagina):
        raise PermissionDenied
    try:
        if isinstance(pagina, Avalable):
            autores.exigir_que_no_espere(pagina)
    except TextoQuieto as error:
        messages.error(request, str(error))
        return redirect(get_edit_url(pagina))
    return convert.convert_to_alias(request, page_id)


def _quitar_o_elegir(request, translation_id, overridable_segment_id):
    """The tool's own, but who takes a choice back is the last one who had to do with it: the ledger asks that."""
    if request.method == "DELETE":
        traduccion = Translation.objects.get(pk=translation_id)
        segmento = get_object_or_404(OverridableSegment, pk=overridable_segment_id, source=traduccion.source_id)
        suyas = SegmentOverride.objects.filter(locale=traduccion.target_locale_id, context=segmento.context_id)
        suyas.update(last_translated_by=request.user)
    return edit_translation.edit_override(
        request, translation_id=translation_id, overridable_segment_id=overridable_segment_id
    )


def _del_editor(escribir, rechazar, probar=False):
    """A view of what the tool's editor keeps as one types: ``escribir`` of the tool, with our rules before it.

    ``probar``: see before keeping it that the page can be made with it. What is refused comes back as the editor reads
    it: the value that was sent, and the reason beside it. Nothing is kept then, and nothing that was typed is lost.
    """

    @api_view(["PUT", "DELETE"])
    @permission_classes([IsAuthenticated])
    @authentication_classes([SessionAuthentication])
    def vista(request, translation_id, **kwargs):
        traduccion = _traduccion_editable(request, translation_id)
        if request.method == "PUT" and "value" not in request.POST:
            return Response({"detail": _("Falta el valor.")}, status=status.HTTP_400_BAD_REQUEST)
        try:
            with servicio.escribiendo(traduccion):
                respuesta = escribir(request._request, translation_id=translation_id, **kwargs)
                if probar and request.method == "PUT":
                    servicio.version_propuesta(traduccion)
                return respuesta
        except TextoQuieto as error:
            razon = str(error)
        except (ErrorDeAval, ValueError, TypeError, ValidationError):
            razon = _("No se guardó: eso no puede estar en ese lugar de la página. Elija otro valor.")
        if request.method == "PUT":
            return Response(rechazar(kwargs) | {"data": request.POST["value"], "error": razon})
        return Response({"detail": razon}, status=status.HTTP_409_CONFLICT)

    return vista


editar_frase = _del_editor(
    edit_translation.edit_string_translation,
    lambda donde: {"segment_id": donde["string_segment_id"], "comment": "", "last_translated_by": None},
)
editar_eleccion = _del_editor(
    _quitar_o_elegir, lambda donde: {"segment_id": donde["overridable_segment_id"]}, probar=True
)


def en_el_editor(request, objeto):
    """What is sent to the editor of a translation, before the tool takes it: the answer, or None to let it pass.

    To publish is nobody's, though the text be the approved one: not even the date of what is live changes without an
    aval. To go back to the desk is of who may translate.
    """
    if request.POST.get("action") == "publish" and servicio.traduccion_de(objeto):
        raise SinAval
    if "localize-restart-translation" in request.POST:
        if not puede_traducir(request.user, objeto):
            raise PermissionDenied
        autores.exigir_que_no_espere(objeto)
    return None


direcciones = [
    path("localize/submit/page/<int:page_id>/", EmpezarView.as_view()),
    path("localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", EmpezarView.as_view()),
    path("localize/update/<int:translation_source_id>/", ActualizarView.as_view()),
    path("localize/translate/<int:translation_id>/preview/", ver_antes),
    path("localize/translate/<int:translation_id>/preview/<str:mode>/", ver_antes),
    path("localize/translate/<int:translation_id>/machine_translate/", traducir_con_maquina),
    path("localize/translate/<int:translation_id>/pofile/upload/", subir_po),
    path("localize/translate/<int:translation_id>/pofile/download/", bajar_po),
    path("localize/translate/<int:translation_id>/disable/", dejar_de_traducir),
    path("localize/page/<int:page_id>/convert_to_alias/", convertir_en_alias),
    # The report of the tool counts segments and knows nothing of avales; ours says all that it says.
    path("localize/reports/translations/", RedirectView.as_view(pattern_name="paridad:informe")),
    path("localize/reports/translations/results/", RedirectView.as_view(pattern_name="paridad:informe")),
    path("localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", editar_frase),
    path("localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/", editar_eleccion),
]
