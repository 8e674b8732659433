"""The screens on which Moderación withdraws or deletes what had the aval."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from actores.grupos import MODERACION, pertenece

from . import actos, avisos_de_fin, retiro
from .errores import NoSeBorra, RetiroSoloDeModeracion, YaBorrado
from .forms import BorrarForm, OcultarTituloForm, RetirarForm
from .models import Avalable, Retiro


def objeto_del_registro(tipo, objeto):
    """The object that records name by ``tipo`` (number of its base content type) and ``objeto``; None if it is gone.

    Raises ``Http404`` when they name nothing that needs an aval.
    """
    try:
        encontrado = ContentType.objects.get_for_id(tipo).get_object_for_this_type(pk=objeto)
        if isinstance(encontrado, Page):
            encontrado = encontrado.specific  # which another person may have deleted meanwhile
    except ObjectDoesNotExist:
        return None
    except (ValueError, ValidationError, AttributeError) as error:
        raise Http404 from error
    if not isinstance(encontrado, Avalable):
        raise Http404
    return encontrado


def url_de(nombre, objeto):
    """Address of the screen ``nombre`` (retirar, borrar, historia) of ``objeto``."""
    return reverse(f"aval:{nombre}", args=[objeto.get_base_content_type().pk, objeto.pk])


# More objects than these do not fit in a message.
_EN_UN_MENSAJE = 5


def no_en_bloque(request, que, objetos, siguiente):
    """Each text goes with a reason of its own: a bulk form leads to the screens that ask for it. None if none of
    ``objetos`` has or had the aval; else the answer, back at ``siguiente`` with the address of each screen.
    """
    especificos = (objeto.specific if isinstance(objeto, Page) else objeto for objeto in objetos)
    con_aval = [objeto for objeto in especificos if isinstance(objeto, Avalable) and objeto.tuvo_aval()]
    if not con_aval:
        return None
    botones = [
        messages.button(url_de(retiro.FORMULARIOS_DE_RETIRO[que], objeto), str(objeto))
        for objeto in con_aval[:_EN_UN_MENSAJE]
    ]
    messages.error(
        request,
        _("No se hizo nada: lo que tiene o tuvo aval se retira o se borra de uno en uno, cada cual con su motivo."),
        buttons=botones,
    )
    return redirect(siguiente)


class _PantallaDeRetiro(WagtailAdminTemplateMixin, FormView):
    """Base: what goes, who is told, and the reason."""

    breadcrumbs_items = []
    template_name = "aval/retirar.html"

    def dispatch(self, request, tipo, objeto):
        if not pertenece(request.user, MODERACION):
            raise RetiroSoloDeModeracion
        self.objeto = objeto_del_registro(tipo, objeto)
        if self.objeto is None and request.method == "POST":
            return self._ya_borrado()
        if self.objeto is None:
            raise Http404
        self.comprobar()
        return super().dispatch(request, tipo, objeto)

    def _ya_borrado(self):
        messages.warning(self.request, str(YaBorrado()))
        return redirect("wagtailadmin_home")

    def comprobar(self):
        """Raise an ``ErrorDeAval`` when this is not done to the object, whoever asks."""

    def get_page_subtitle(self):
        return str(self.objeto)

    @cached_property
    def url_de_salida(self):
        siguiente = get_valid_next_url_from_request(self.request)
        if siguiente:
            return siguiente
        if isinstance(self.objeto, Page):
            return reverse("wagtailadmin_explore", args=[self.objeto.get_parent().pk])
        return reverse("wagtailadmin_home")

    def get_success_url(self):
        return self.url_de_salida

    def get_initial(self):
        # Who proposes it may have written why; it is read, changed and sent as any other.
        propuesto = {
            nombre: self.request.GET[nombre] for nombre in ("motivo", "clase", "fin") if nombre in self.request.GET
        }
        return super().get_initial() | propuesto

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "objeto": self.objeto}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            objeto=self.objeto,
            siguiente=get_valid_next_url_from_request(self.request),
            url_de_salida=self.url_de_salida,
            **kwargs,
        )


class RetirarView(_PantallaDeRetiro):
    page_title = gettext_lazy("Retirar del sitio")
    header_icon = "download"
    form_class = RetirarForm

    def get(self, request, *args, **kwargs):
        if not self.objeto.live:
            messages.warning(
                request, _("«%(titulo)s» no está publicado: no hay qué retirar.") % {"titulo": self.objeto}
            )
            return redirect(url_de("historia", self.objeto))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        datos = dict(form.cleaned_data)
        fin = datos.pop("fin", None)
        if datos["clase"] == form.TERMINADO:
            self._terminar(fin, datos)
            return redirect(self.get_success_url())
        retiros = actos.en_un_acto(lambda: retiro.retirar(self.objeto, self.request.user, **datos), self.objeto)
        if not retiros:
            messages.warning(
                self.request,
                _("«%(titulo)s» ya no estaba publicado: otra persona lo retiró.") % {"titulo": self.objeto},
            )
        else:
            messages.success(
                self.request,
                ngettext(
                    "Se retiró «%(titulo)s». Queda en el registro con su motivo.",
                    "Se retiró «%(titulo)s», en %(n)s idiomas. Queda en el registro con su motivo.",
                    len(retiros),
                )
                % {"titulo": self.objeto, "n": len(retiros)},
                buttons=[messages.button(url_de("historia", self.objeto), _("Ver el registro"))],
            )
        return super().form_valid(form)

    def _terminar(self, fin, datos):
        suyos = {nombre: datos[nombre] for nombre in ("motivo", "frase_es", "frase_en")}
        yo = self.request.user
        aviso = actos.en_un_acto(lambda: avisos_de_fin.terminar(self.objeto, yo, fin=fin, **suyos), self.objeto)
        if aviso is None:
            messages.warning(self.request, _("«%(titulo)s» ya estaba así.") % {"titulo": self.objeto})
            return
        messages.success(
            self.request,
            _("«%(titulo)s» sigue publicado con el aviso de que terminó, en todos sus idiomas.")
            % {"titulo": self.objeto},
            buttons=[messages.button(url_de("historia", self.objeto), _("Ver el registro"))],
        )

    def get_context_data(self, **kwargs):
        descendientes = self.objeto.get_descendants().live().count() if isinstance(self.objeto, Page) else 0
        return super().get_context_data(
            textos=retiro.textos_que_se_retiran(self.objeto),
            descendientes=descendientes,
            accion=_("Retirar del sitio"),
            **kwargs,
        )


class BorrarView(_PantallaDeRetiro):
    page_title = gettext_lazy("Borrar")
    header_icon = "bin"
    form_class = BorrarForm

    def comprobar(self):
        if self.objeto.estructural and self.objeto.tuvo_aval():
            raise NoSeBorra

    def form_valid(self, form):
        salida = self.url_de_salida  # asks the page for its parent, which needs it to exist
        try:
            datos = {campo: valor for campo, valor in form.cleaned_data.items() if campo != "entiendo"}
            actos.en_un_acto(lambda: retiro.borrar(self.objeto, self.request.user, **datos))
        except YaBorrado:
            return self._ya_borrado()
        except ProtectedError:
            form.add_error(None, _("Otro contenido lo usa y se rompería: quítelo primero de allí."))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Se borró «%(titulo)s». Sus avales y el motivo quedan en el registro.") % {"titulo": self.objeto},
        )
        return redirect(salida)

    def get_context_data(self, **kwargs):
        textos = retiro.textos_que_se_borran(self.objeto)
        return super().get_context_data(textos=textos, borrar=True, accion=_("Borrar"), **kwargs)


class QuitarAvisoView(_PantallaDeRetiro):
    """What was said to have ended goes on: the notice is taken off."""

    page_title = gettext_lazy("Quitar el aviso de que terminó")
    header_icon = "history"
    form_class = OcultarTituloForm
    template_name = "aval/quitar_aviso.html"

    def comprobar(self):
        if avisos_de_fin.vigente(self.objeto) is None:
            raise Http404

    def get_initial(self):
        return {}

    def get_form_kwargs(self):
        datos = super().get_form_kwargs()
        del datos["objeto"]
        return datos

    def get_success_url(self):
        return url_de("historia", self.objeto)

    def form_valid(self, form):
        motivo = form.cleaned_data["motivo"]
        actos.en_un_acto(lambda: avisos_de_fin.quitar(self.objeto, self.request.user, motivo), self.objeto)
        messages.success(self.request, _("El público ya no lee que terminó, en ningún idioma."))
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(aviso=avisos_de_fin.vigente(self.objeto), **kwargs)


class OcultarTituloView(WagtailAdminTemplateMixin, FormView):
    """The title of what was withdrawn, or deleted, is read by the public no more."""

    breadcrumbs_items = []
    template_name = "aval/ocultar_titulo.html"
    page_title = gettext_lazy("Ocultar el título al público")
    header_icon = "view"
    form_class = OcultarTituloForm

    def dispatch(self, request, tipo, objeto):
        if not pertenece(request.user, MODERACION):
            raise RetiroSoloDeModeracion
        self.tipo, self.numero = tipo, objeto
        ultimo = Retiro.objects.filter(content_type_id=tipo, object_id=objeto).first()
        existente = objeto_del_registro(tipo, objeto)
        if ultimo is None or (existente is not None and existente.live):
            raise Http404
        self.retiro = ultimo
        return super().dispatch(request, tipo, objeto)

    def get_page_subtitle(self):
        return self.retiro.titulo

    def get_success_url(self):
        return reverse("aval:historia", args=[self.tipo, self.numero])

    def form_valid(self, form):
        retiro.ocultar_titulo(self.tipo, self.numero, self.request.user, form.cleaned_data["motivo"])
        messages.success(self.request, _("El público ya no lee el título de este texto, en ningún idioma."))
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(titulo=self.retiro.titulo, url_de_salida=self.get_success_url(), **kwargs)
