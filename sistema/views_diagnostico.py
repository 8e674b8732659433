"""The diagnosis in the admin: the grid of all, for the DDRI, and the answers of one entity in a year."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.grupos import es_focal, es_focal_de
from actores.models import Entidad, Sector

from . import diagnosticos
from .models.diagnostico import anios
from .politica import lo_lleva, ve_todo


def puede_entrar(usuario):
    return ve_todo(usuario) or es_focal(usuario)


def _anio(pedido):
    """The year that was asked for, of those that may be; the present one if none was."""
    posibles = anios()
    if not pedido:
        return posibles[0]
    if pedido.isdecimal() and len(pedido) == 4 and int(pedido) in posibles:
        return int(pedido)
    raise Http404


class _Pantalla(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "form"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not puede_entrar(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DiagnosticosView(_Pantalla):
    """Entities × three scales, and who can help whom. A punto focal goes to the answers of their entity."""

    template_name = "sistema/diagnostico/cuadro.html"
    page_title = gettext_lazy("Diagnóstico de cooperación")

    def get(self, request, *args, **kwargs):
        if not ve_todo(request.user):
            return HttpResponseRedirect(
                reverse("diagnostico_responder", args=[request.user.entidad_id, _anio(request.GET.get("anio", ""))])
            )
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [{"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        anio = _anio(self.request.GET.get("anio", ""))
        filas = diagnosticos.cuadro(anio)
        sector = self.request.GET.get("sector", "")
        return super().get_context_data(
            anio=anio,
            anios=anios(),
            sectores=Sector.objects.all(),
            sector=sector,
            filas=[fila for fila in filas if not sector or fila["sector"].codigo == sector],
            enviados=sum(bool(fila["enviado"]) for fila in filas),
            cuantas=len(filas),
            parejas=diagnosticos.quien_ayuda_a_quien(filas),
            **kwargs,
        )


class ResponderView(_Pantalla):
    """What an entity answers in a year: saved as a draft as often as one likes, and sent once."""

    template_name = "sistema/diagnostico/responder.html"
    page_title = gettext_lazy("Diagnóstico de cooperación")

    def dispatch(self, request, entidad, anio):
        self.anio = _anio(str(anio))
        self.entidad = get_object_or_404(Entidad, pk=entidad)
        usuario = request.user
        self.es_suya = es_focal_de(usuario, self.entidad.pk)
        if puede_entrar(usuario) and not (self.es_suya or ve_todo(usuario)):
            raise Http404
        self.suyo = diagnosticos.de_un_anio(self.entidad, self.anio)
        return super().dispatch(request)

    def get_page_subtitle(self):
        return f"{self.entidad} · {self.anio}"

    def get_breadcrumbs_items(self):
        inicio = {"url": reverse("diagnosticos") if ve_todo(self.request.user) else "", "label": self.page_title}
        return [inicio, {"url": "", "label": self.get_page_subtitle()}]

    def _formulario(self):
        return self.suyo.llenado.formulario if self.suyo else diagnosticos.formulario_vigente()

    def get_context_data(self, forma=None, **kwargs):
        formulario = self._formulario()
        if formulario is None:
            raise Http404
        valores = self.suyo.llenado.valores if self.suyo else {}
        forma = forma or diagnosticos.forma_de(formulario, valores=valores)
        enviado = self.suyo.enviado if self.suyo else None
        puede_escribir = self.es_suya and not enviado
        return super().get_context_data(
            formulario=formulario,
            forma=forma,
            obligatorias=[campo.etiqueta() for campo in forma.campos if campo.obligatorio],
            partes=forma.partes() if puede_escribir else (),
            anio=self.anio,
            anios=anios() if self.es_suya else (),
            entidad=self.entidad,
            suyo=self.suyo,
            enviado=enviado,
            puede_escribir=puede_escribir,
            puede_reabrir=bool(enviado) and lo_lleva(self.request.user),
            respuestas=[(campo.etiqueta(), _dicha(campo, valores)) for campo in formulario.campos.all()],
            **kwargs,
        )

    def post(self, request):
        if "reabrir" in request.POST:
            if not (self.suyo and self.suyo.enviado and lo_lleva(request.user)):
                raise PermissionDenied
            diagnosticos.reabrir(self.suyo, request.user)
            messages.success(request, _("Está abierto otra vez: su entidad puede cambiarlo."))
            return HttpResponseRedirect(request.path)
        if not self.es_suya:
            raise PermissionDenied
        enviar = "enviar" in request.POST
        forma = diagnosticos.forma_de(self._formulario(), request.POST, exigir=enviar)
        if not forma.is_valid():
            messages.error(request, _("No se guardó: mire lo que se señala."))
            return self.render_to_response(self.get_context_data(forma=forma))
        try:
            diagnosticos.guardar(self.entidad, self.anio, forma.respuestas, request.user, enviar)
        except ValueError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.path)
        messages.success(
            request, _("El diagnóstico se envió a la DDRI.") if enviar else _("El borrador quedó guardado.")
        )
        return HttpResponseRedirect(request.path)


def _dicha(campo, valores):
    """An answer as it is read; empty when there is none."""
    valor = valores.get(campo.clave, "")
    nombres = {una["codigo"]: diagnosticos.nombre_de_opcion(una) for una in campo.opciones}
    return nombres.get(valor, valor)
