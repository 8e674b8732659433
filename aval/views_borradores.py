"""The link to a draft: the screen of who edits the text, and the page that it opens."""

import re

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.correo import direccion_completa
from base import enlaces
from base.enlaces import NoSirve, pagina_de_enlace

from . import borradores
from .errores import ErrorDeAval
from .permisos import puede_leer_su_historia
from .views_retiro import objeto_del_registro, url_de

# The addresses of files inside of a page: those of a draft are given to who comes with its link.
_ARCHIVOS = re.compile(rf"""({re.escape(settings.MEDIA_URL)}[^"'\s,?]+|/documentos/\d+/[^"'\s,?]*)""")


class BorradorForm(forms.Form):
    nota = forms.CharField(
        label=gettext_lazy("Para quién es"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Para que usted lo distinga en la lista, por ejemplo «la subdirectora». No se publica."),
    )
    dias = forms.TypedChoiceField(
        label=gettext_lazy("Hasta cuándo sirve"),
        choices=[(dias, nombre) for dias, nombre in borradores.PLAZOS.items()],
        coerce=int,
        initial=14,
    )


class BorradoresView(WagtailAdminTemplateMixin, FormView):
    """The links to the draft of a text: giving one, seeing who opened which, taking one back."""

    template_name = "aval/borradores.html"
    page_title = gettext_lazy("Mostrar el borrador a alguien sin cuenta")
    header_icon = "view"
    form_class = BorradorForm
    breadcrumbs_items = []

    def dispatch(self, request, tipo, objeto):
        self.objeto = objeto_del_registro(tipo, objeto)
        if self.objeto is None:
            raise Http404
        if not puede_leer_su_historia(request.user, self.objeto):
            raise ErrorDeAval(_("El borrador lo muestra quien puede editar el texto."))
        return super().dispatch(request, tipo, objeto)

    def get_page_subtitle(self):
        return str(self.objeto)

    def post(self, request, *args, **kwargs):
        if "quitar" in request.POST:
            return self._quitar(request.POST["quitar"])
        return super().post(request, *args, **kwargs)

    def _quitar(self, numero):
        vista = get_object_or_404(borradores.de(self.objeto), pk=numero if numero.isdigit() else None)
        vista.enlace.revocar()
        messages.success(self.request, _("Ese enlace ya no abre nada."))
        return redirect(url_de("borradores", self.objeto))

    def form_valid(self, form):
        en_vigor = [una for una in borradores.de(self.objeto) if una.enlace.sirve]
        if not borradores.hay_borrador(self.objeto):
            form.add_error(None, _("Todo lo escrito está publicado: comparta la dirección de la página."))
            return self.form_invalid(form)
        if len(en_vigor) >= borradores.CUANTOS:
            form.add_error(None, _("Hay demasiados enlaces que sirven: quite los que ya no hagan falta."))
            return self.form_invalid(form)
        datos = form.cleaned_data
        _vista, token = borradores.dar(self.objeto, self.request.user, datos["dias"], datos["nota"])
        with override(self.objeto.locale.language_code):
            direccion = direccion_completa(reverse("avales:borrador", args=[token]))
        # Not by a redirect: nobody can read it again, so that it is in this answer or nowhere.
        respuesta = self.render_to_response(self.get_context_data(form=BorradorForm(), direccion=direccion))
        respuesta.headers["Cache-Control"] = "no-store"
        return respuesta

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            objeto=self.objeto,
            vistas=borradores.de(self.objeto)[:100],
            hay_borrador=borradores.hay_borrador(self.objeto),
            url_de_edicion=AdminURLFinder(self.request.user).get_edit_url(self.objeto),
            **kwargs,
        )


@pagina_de_enlace
def ver(request, token):
    """The draft as the public would read it, with a bar that says that it is one."""
    try:
        enlace = enlaces.abrir(borradores.FIN, token)
    except NoSirve as error:
        return _no_sirve(request, error.enlace)
    objeto = borradores.objeto_de(enlace)
    if objeto is None:
        return _no_sirve(request, enlace)
    borrador = objeto.get_latest_revision_as_object()
    marca = {"fecha": objeto.latest_revision_created_at, "vence": enlace.vence}
    respuesta = borrador.make_preview_request(
        request, borrador.default_preview_mode, {"borrador_que_se_muestra": marca}
    )
    if not respuesta.streaming and respuesta.get("Content-Type", "").startswith("text/html"):
        con_llave = _ARCHIVOS.sub(rf"\1?borrador={token}", respuesta.content.decode())
        respuesta.content = con_llave.encode()
    for cabecera in ("ETag", "Last-Modified", "Content-Encoding", "Link"):
        respuesta.headers.pop(cabecera, None)
    return respuesta


def _no_sirve(request, enlace):
    objeto = None
    if enlace is not None:
        tipo, _dos_puntos, numero = enlace.sobre.partition(":")
        try:
            objeto = objeto_del_registro(int(tipo), numero)
        except Http404:
            objeto = None
    publicado = objeto if objeto is not None and objeto.live and getattr(objeto, "url", None) else None
    return render(request, "aval/borrador_que_no_sirve.html", {"publicado": publicado}, status=404)
