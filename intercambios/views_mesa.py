"""The desk of transfers in the admin: answering, asking the entity, opening the exchange, what each side answers."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import ListView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.grupos import es_focal
from base import enlaces

from . import mesa, permisos
from .forms_mesa import AbrirForm, AgregarForm, ConsultaForm, ResponderForm, RespuestaDeEntidadForm
from .models import FIN_DE_RESPONDER, FIN_DE_SEGUIR, Consulta, Pedido

LISTA = "wagtailsnippets_intercambios_pedido:list"
EDITAR = "wagtailsnippets_intercambios_pedido:edit"
AQUI_SE_VUELVE = "en-que-va"  # of ``includes/para_decidir.html``


class PantallaDeMesa(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "mail"
    _show_breadcrumbs = True
    template_name = "intercambios/admin/mesa_formulario.html"
    boton = gettext_lazy("Guardar")

    def dispatch(self, request, *args, **kwargs):
        if not self.puede(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def puede(self, usuario):
        return permisos.lleva_la_mesa(usuario)

    def get_breadcrumbs_items(self):
        lista = {"url": reverse(LISTA), "label": _("Pedidos de intercambio")}
        return [*self.breadcrumbs_items, lista, {"url": "", "label": str(self.get_page_title())}]

    def get_context_data(self, **kwargs):
        if "form" not in kwargs and hasattr(self, "get_form"):
            kwargs["form"] = self.get_form()
        form = kwargs.get("form")
        return super().get_context_data(media=form.media if form else None, boton=self.boton, **kwargs)

    def con_errores(self, form, **kwargs):
        return self.render_to_response(self.get_context_data(form=form, **kwargs), status=422)


class _DeUnPedido(PantallaDeMesa):
    @cached_property
    def pedido(self):
        filas = Pedido.objects.select_related("practica__entidad", "entidad", "actor", "proceso")
        return get_object_or_404(filas, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.pedido)

    def get_context_data(self, **kwargs):
        return super().get_context_data(pedido=self.pedido, volver=reverse(EDITAR, args=[self.pedido.pk]), **kwargs)

    def volver(self):
        """To where it stands and what can be done of it: the keyboard goes on from there, and not from the menu."""
        return redirect(f"{reverse(EDITAR, args=[self.pedido.pk])}#{AQUI_SE_VUELVE}")


class ResponderView(_DeUnPedido):
    """The answer, seen as a letter before it is sent."""

    template_name = "intercambios/admin/mesa_responder.html"

    def dispatch(self, request, *args, **kwargs):
        if self.puede(request.user):
            if kwargs["estado"] not in ResponderForm.POR_ESTADO:
                raise Http404
            if kwargs["estado"] not in Pedido.SIGUIENTES[self.pedido.estado]:
                messages.error(request, Pedido.no_se_pasa_de(self.pedido.estado))
                return self.volver()
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return f"{_('Responder')}: {Pedido.Estado(self.kwargs['estado']).label}"

    def get_form(self, datos=None):
        inicial = {"otro": self.request.GET.get("otro", "")}
        encajan = mesa.practicas_que_encajan(self.pedido) if self.kwargs["estado"] == Pedido.Estado.DECLINADO else ()
        self.estado_de_antes = self.pedido.estado
        return ResponderForm(
            datos, instance=self.pedido, estado=self.kwargs["estado"], encajan=encajan, initial=inicial
        )

    def post(self, request, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.con_errores(form)
        asunto, texto = form.la_carta()
        if "enviar" not in request.POST:
            return self.render_to_response(self.get_context_data(form=form, carta=(asunto, texto)))
        try:
            mesa.responder(form.instance, request.user, asunto, texto)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.volver()
        escrita = _("Quedó respondido, y la carta va por correo.") if texto else _("Quedó respondido.")
        messages.success(request, escrita)
        return self.volver()


class EstudiarView(_DeUnPedido):
    """One act: it is in study, for the first time or again."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        pedido = self.pedido
        if Pedido.Estado.EN_ESTUDIO not in Pedido.SIGUIENTES[pedido.estado]:
            messages.error(request, Pedido.no_se_pasa_de(pedido.estado))
            return self.volver()
        pedido.estado = Pedido.Estado.EN_ESTUDIO
        mesa.responder(pedido, request.user)
        messages.success(request, _("Está en estudio."))
        return self.volver()


class ConsultarView(_DeUnPedido):
    page_title = gettext_lazy("Preguntar a la entidad")
    boton = gettext_lazy("Enviar la pregunta")

    def get_form(self, datos=None):
        consulta = Consulta(pedido=self.pedido)
        return ConsultaForm(datos, instance=consulta, initial={"entidad": self.pedido.la_entidad})

    def post(self, request, **kwargs):
        form = self.get_form(request.POST)
        if not self.pedido.espera:
            messages.error(request, _("Este pedido ya se respondió: vuelva a estudiarlo antes."))
            return self.volver()
        if not form.is_valid():
            return self.con_errores(form)
        entidad, cuantos = form.cleaned_data["entidad"], mesa.consultar(form.instance, request.user)
        if cuantos:
            messages.success(
                request,
                ngettext(
                    "La pregunta va por correo al punto focal de %(entidad)s.",
                    "La pregunta va por correo a los %(n)s puntos focales de %(entidad)s.",
                    cuantos,
                )
                % {"entidad": entidad, "n": cuantos},
            )
        else:
            messages.warning(
                request,
                _(
                    "No se escribió a nadie: %(entidad)s no tiene punto focal con cuenta. Llame a la entidad y anote "
                    "aquí su respuesta."
                )
                % {"entidad": entidad},
            )
        return self.volver()


class AbrirView(_DeUnPedido):
    page_title = gettext_lazy("Abrir el intercambio")
    boton = gettext_lazy("Abrirlo")
    template_name = "intercambios/admin/mesa_abrir.html"

    def puede(self, usuario):
        return permisos.dirige(usuario)

    def get_form(self, datos=None):
        inicial = {"titulo": mesa.titulo_del_proceso(self.pedido), "entidad": self.pedido.la_entidad}
        return AbrirForm(datos, initial=inicial)

    def post(self, request, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.con_errores(form)
        try:
            proceso = mesa.abrir_proceso(self.pedido, request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.con_errores(form)
        messages.success(request, _("El intercambio está abierto, con las listas de las dos ciudades."))
        return redirect("procesos:ver", proceso.pk)


class EnlacesView(_DeUnPedido):
    """Taking back the links of a request that were forwarded where they should not be."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        pedido = self.pedido
        cuantos = enlaces.revocar(FIN_DE_SEGUIR, pedido.pk)
        if pedido.proceso:
            for uno in pedido.proceso.cuestionarios.filter(respondido=None):
                cuantos += enlaces.revocar(FIN_DE_RESPONDER, uno.pk)
        frase = ngettext("Se cortó %(n)s enlace.", "Se cortaron %(n)s enlaces.", cuantos) % {"n": cuantos}
        messages.success(request, f"{frase} {_('La próxima carta lleva otros.')}")
        return self.volver()


class AgregarView(PantallaDeMesa):
    page_title = gettext_lazy("Agregar un pedido")
    boton = gettext_lazy("Agregarlo")

    def get_form(self, datos=None):
        return AgregarForm(datos)

    def get_context_data(self, **kwargs):
        return super().get_context_data(volver=reverse(LISTA), **kwargs)

    def post(self, request, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.con_errores(form)
        pedido = form.save(commit=False)
        pedido.idioma, pedido.asignado_a = form.cleaned_data["idioma"], request.user
        if form.cleaned_data["autoriza"]:
            pedido.autorizado, pedido.autorizacion = timezone.now(), str(form.fields["autoriza"].label)
        pedido.save()
        messages.success(request, _("Quedó en la mesa."))
        return redirect(EDITAR, pedido.pk)


# --- The entity -------------------------------------------------------------------------------------------------------


class ConsultasView(PantallaDeMesa, ListView):
    """What the DDRI has asked: a punto focal, of its entity."""

    template_name = "intercambios/admin/consultas.html"
    page_title = gettext_lazy("Consultas de la DDRI")
    header_icon = "help"
    paginate_by = 50

    def puede(self, usuario):
        return permisos.lleva_la_mesa(usuario) or es_focal(usuario)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_queryset(self):
        filas = permisos.consultas_de(self.request.user).select_related("pedido__practica", "entidad")
        return filas.order_by(F("respondida").desc(nulls_first=True), "vence", "-pk")

    def get(self, request, *args, **kwargs):
        self.object_list = self.get_queryset()
        return super().get(request, *args, **kwargs)


class ConsultaView(PantallaDeMesa):
    """One question, and its answer."""

    template_name = "intercambios/admin/consulta.html"
    page_title = gettext_lazy("¿Puede su entidad?")
    header_icon = "help"
    boton = gettext_lazy("Responder a la DDRI")

    def puede(self, usuario):
        return permisos.lleva_la_mesa(usuario) or es_focal(usuario)

    @cached_property
    def consulta(self):
        filas = permisos.consultas_de(self.request.user).select_related("pedido__practica", "entidad", "quien")
        return get_object_or_404(filas, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.consulta.entidad)

    def get_breadcrumbs_items(self):
        lista = {"url": reverse("mesa:consultas"), "label": _("Consultas de la DDRI")}
        return [*self.breadcrumbs_items, lista, {"url": "", "label": self.consulta.pedido.codigo}]

    def get_form(self, datos=None):
        return RespuestaDeEntidadForm(datos, instance=self.consulta) if self.consulta.abierta else None

    def get_context_data(self, **kwargs):
        de_la_mesa = permisos.lleva_la_mesa(self.request.user)
        return super().get_context_data(
            consulta=self.consulta,
            de_la_mesa=de_la_mesa,
            volver=reverse(EDITAR, args=[self.consulta.pedido_id]) if de_la_mesa else reverse("mesa:consultas"),
            **kwargs,
        )

    def post(self, request, **kwargs):
        form = self.get_form(request.POST)
        if form is None:
            messages.error(request, _("Esta consulta ya tiene respuesta."))
            return redirect("mesa:consulta", self.consulta.pk)
        if not form.is_valid():
            return self.con_errores(form)
        try:
            mesa.responder_consulta(form.instance, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("La respuesta le llegó a la DDRI."))
        return redirect("mesa:consulta", self.consulta.pk)
