"""The translation desk: one segment after the other, with what helps to translate each one beside it.

Works without JavaScript. What is refused stays typed in its place; what is right is kept.
"""

import hashlib
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, Translation, get_edit_url

from aval.errores import ErrorDeAval

from . import cotejo, revision, segmentos, servicio
from .marcas import marcar
from .models import Termino
from .permisos import puede_traducir


@dataclass
class Renglon:
    """A segment on the desk. ``escrito`` is what stands in its box: what is kept or what was typed."""

    segmento: object
    lugar: str
    escrito: str = ""
    guardada: object = None
    errores: list = field(default_factory=list)
    terminos: list = field(default_factory=list)
    avisos: list = field(default_factory=list)
    antes: str = ""  # the source that was translated last time, with what changed marked
    antes_traducido: str = ""

    @property
    def de_maquina(self):
        return bool(self.guardada) and self.guardada.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE

    @property
    def pendiente(self):
        return not self.guardada or self.guardada.has_error or self.de_maquina

    @property
    def visto(self):
        """Digest of what was kept when the desk was drawn: tells whether somebody else wrote meanwhile."""
        return _digesto(self.guardada.data if self.guardada else "")

    @property
    def lineas(self):
        return min(12, max(1, len(self.segmento.string.data) // 70 + 1))


def _digesto(texto):
    return hashlib.sha256(texto.encode()).hexdigest()[:16]


def renglones(traduccion):
    """Every segment of the page, in the order of the page: list of ``Renglon``."""
    modelo = traduccion.source.specific_content_type.model_class()
    todas = list(
        StringTranslation.objects.filter(
            locale=traduccion.target_locale, context__object_id=traduccion.source.object_id
        ).select_related("translation_of", "last_translated_by")
    )
    escritas = {(una.context_id, una.translation_of_id): una for una in todas}
    terminos = list(Termino.objects.all())
    de, a = traduccion.source.locale.language_code, traduccion.target_locale.language_code
    lista = []
    consulta = traduccion.source.stringsegment_set.select_related("string", "context").order_by("order")
    vigentes = {(segmento.context_id, segmento.string_id) for segmento in consulta}
    for segmento in consulta:
        guardada = escritas.get((segmento.context_id, segmento.string_id))
        uno = Renglon(
            segmento,
            segmentos.etiqueta(modelo, segmento.context.field_path or segmento.context.path),
            escrito=guardada.data if guardada else "",
            guardada=guardada,
        )
        if segmento.context.path != "slug":
            uno.terminos = cotejo.terminos_en(segmentos.texto(segmento.string.data), terminos, de)
            if guardada and not guardada.has_error:
                uno.avisos = revision.hallazgos_de(segmento.string.data, guardada.data, terminos, de, a)
        if guardada and guardada.has_error:
            uno.errores = [guardada.get_error() or _("No se puede usar: escríbalo de nuevo.")]
        if not guardada:
            _recordar(uno, [una for una in todas if una.context_id == segmento.context_id], vigentes)
        lista.append(uno)
    return lista


def _recordar(uno, del_lugar, vigentes):
    """What the place said before the source changed, and how it was translated: the nearest of the old sentences."""
    actual = segmentos.texto(uno.segmento.string.data)
    viejas = [vieja for vieja in del_lugar if (vieja.context_id, vieja.translation_of_id) not in vigentes]
    parecidos = [
        (SequenceMatcher(None, segmentos.texto(vieja.translation_of.data), actual).ratio(), vieja.pk, vieja)
        for vieja in viejas
    ]
    if not parecidos:
        return
    cuanto, _pk, vieja = max(parecidos)
    if cuanto > 0.4:
        uno.antes = marcar([segmentos.texto(vieja.translation_of.data)], [actual])
        uno.antes_traducido = vieja.data


class MesaView(WagtailAdminTemplateMixin, TemplateView):
    """The desk of one translation. ``?ver=todo`` shows every segment; otherwise only those to do."""

    template_name = "traducciones/mesa.html"
    page_title = gettext_lazy("Mesa de traducción")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, traduccion_id):
        self.traduccion = get_object_or_404(
            Translation.objects.select_related("source__locale", "target_locale"), pk=traduccion_id, enabled=True
        )
        try:
            self.objeto = self.traduccion.get_target_instance()
        except ObjectDoesNotExist:
            raise Http404 from None
        if not puede_traducir(request.user, self.objeto):
            raise PermissionDenied
        self.ver_todo = request.GET.get("ver") == "todo"
        return super().dispatch(request, traduccion_id)

    def get_page_subtitle(self):
        return self.traduccion.source.object_repr

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(lista=renglones(self.traduccion)))

    def post(self, request, *args, **kwargs):
        lista = renglones(self.traduccion)
        with transaction.atomic():
            escritos = sum(self._recibir(uno, request.POST) for uno in lista)
        con_error = [uno for uno in lista if uno.errores and uno.escrito]
        if escritos:
            messages.success(
                request,
                ngettext("Se guardó %(n)s segmento.", "Se guardaron %(n)s segmentos.", escritos) % {"n": escritos},
            )
        if con_error:
            messages.error(
                request,
                ngettext(
                    "%(n)s segmento no se pudo guardar; lo escrito sigue en su lugar, con la razón.",
                    "%(n)s segmentos no se pudieron guardar; lo escrito sigue en su lugar, con la razón.",
                    len(con_error),
                )
                % {"n": len(con_error)},
            )
            return self.render_to_response(self.get_context_data(lista=lista, mostrar=con_error))
        if "enviar" in request.POST:
            try:
                servicio.proponer(self.traduccion, request.user)
            except ErrorDeAval as error:
                messages.error(request, str(error))
                return redirect(request.get_full_path())
            messages.success(
                request,
                _("«%(titulo)s» se envió a la DDRI. Lo publicado no cambia hasta que tenga su aval.")
                % {"titulo": servicio.version_propuesta(self.traduccion)},
            )
            return redirect("wagtailadmin_home")
        return redirect(request.get_full_path())

    def _recibir(self, uno, datos):
        """Take what was typed for a segment. Returns whether it was written."""
        nombre = f"texto-{uno.segmento.pk}"
        if nombre not in datos:
            return False
        tecleado = datos[nombre].replace("\r\n", "\n").strip()
        confirmado = uno.de_maquina and f"confirmo-{uno.segmento.pk}" in datos
        guardado = uno.guardada.data if uno.guardada else ""
        if (tecleado == guardado and not confirmado) or not tecleado:
            return False
        uno.escrito = tecleado
        if tecleado != guardado and datos.get(f"visto-{uno.segmento.pk}") != uno.visto:
            uno.errores = [
                _(
                    "Mientras usted escribía, %(quien)s guardó otro texto: «%(texto)s». "
                    "Si prefiere el suyo, guarde de nuevo."
                )
                % {
                    "quien": (uno.guardada and uno.guardada.last_translated_by) or _("otra persona"),
                    "texto": segmentos.texto(guardado),
                }
            ]
            return False
        uno.errores = segmentos.reparos(uno.segmento.string.data, tecleado, uno.segmento.context.path)
        if uno.errores:
            return False
        uno.guardada = servicio.escribir(self.traduccion, uno.segmento, tecleado, self.request.user)
        return True

    def get_context_data(self, lista, mostrar=(), **kwargs):
        pendientes = [uno for uno in lista if uno.pendiente]
        a_la_vista = lista if self.ver_todo else [uno for uno in lista if uno.pendiente or uno in mostrar]
        traductor = get_machine_translator()
        sirve = bool(traductor) and traductor.can_translate(
            self.traduccion.source.locale, self.traduccion.target_locale
        )
        estado = self.objeto.current_workflow_state
        return super().get_context_data(
            traduccion=self.traduccion,
            objeto=self.objeto,
            original=self.traduccion.source.get_source_instance(),
            grupos=_por_lugar(a_la_vista),
            total=len(lista),
            pendientes=len(pendientes),
            sin_texto=sum(not uno.guardada for uno in lista),
            de_maquina=sum(uno.de_maquina for uno in lista),
            ver_todo=self.ver_todo,
            espera=bool(estado and estado.status == estado.STATUS_IN_PROGRESS),
            citados=servicio.citados_sin_version(self.traduccion),
            traductor=traductor.display_name if sirve else "",
            razon_sin_traductor=getattr(traductor, "razon", str)() if traductor and not sirve else "",
            url_del_editor=get_edit_url(self.objeto),
            url_aqui=self.request.get_full_path(),
            url_po=reverse("wagtail_localize:download_pofile", args=[self.traduccion.pk]),
            **kwargs,
        )


def _por_lugar(lista):
    grupos = {}
    for uno in lista:
        grupos.setdefault(uno.lugar, []).append(uno)
    return grupos
