"""The screens of a term of a closed list: why it is not deleted, and how it is merged into another one."""

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import TranslatableMixin

from base.idiomas import locales

from . import terminos
from .errores import ErrorDeAval, TerminoEnUso
from .forms import FusionForm
from .fusion import fusionar
from .models import Avalable

# More uses than these are counted, not named.
USOS_CON_NOMBRE = 50


def puede_fusionar(usuario, modelo):
    """Who may change and delete the terms of a list may merge them."""
    return all(
        usuario.has_perm(f"{modelo._meta.app_label}.{accion}_{modelo._meta.model_name}")
        for accion in ("change", "delete")
    )


def url_de_fusion(termino):
    return reverse("aval:fusionar", args=[termino._meta.app_label, termino._meta.model_name, quote(termino.pk)])


def url_de_la_lista(modelo):
    return reverse(modelo.snippet_viewset.get_url_name("list"))


def filas_de_uso(usos, usuario):
    """What a table says of each of ``usos`` to ``usuario``: title, kind, where it is named, and an address."""
    direcciones = AdminURLFinder(usuario)
    for uso in usos[:USOS_CON_NOMBRE]:
        objeto = uso.objeto
        vivo = isinstance(objeto, Avalable) and objeto.live
        if not isinstance(objeto, Avalable):
            estado = _("En la administración")
        elif not vivo:
            estado = _("Borrador")
        else:
            estado = _("Publicado") if uso.guardado else _("En los cambios que esperan aval")
        yield {
            "titulo": str(objeto),
            "clase": capfirst(objeto._meta.verbose_name),
            "idioma": locales()[objeto.locale_id].language_code if isinstance(objeto, TranslatableMixin) else "",
            "estado": estado,
            "url": direcciones.get_edit_url(objeto) or (vivo and getattr(objeto, "url", None)) or "",
        }


def contexto_de_usos(usos, usuario):
    return {
        "usos": list(filas_de_uso(usos, usuario)),
        "cuantos": len(usos),
        "faltan": max(0, len(usos) - USOS_CON_NOMBRE),
    }


def en_uso(request, modelo, de_cada_uno):
    """The answer to who would delete terms that something uses (``de_cada_uno``: term and its uses): 409, a screen."""
    return TemplateResponse(
        request,
        "aval/termino_en_uso.html",
        {
            "page_title": _("No se borró: está en uso"),
            "header_title": _("No se borró: está en uso"),
            "header_icon": "warning",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Inicio")},
                {"url": url_de_la_lista(modelo), "label": capfirst(modelo._meta.verbose_name_plural)},
                {"url": "", "label": _("Está en uso")},
            ],
            "terminos": [
                {
                    "termino": termino,
                    "fusion": url_de_fusion(termino) if puede_fusionar(request.user, modelo) else "",
                    **contexto_de_usos(usos, request.user),
                }
                for termino, usos in de_cada_uno
            ],
            "lista": url_de_la_lista(modelo),
        },
        status=409,
    )


class FusionarView(WagtailAdminTemplateMixin, FormView):
    """What uses the term, which one takes its place, and why: then they are one."""

    template_name = "aval/fusionar.html"
    page_title = gettext_lazy("Fusionar con otro término")
    header_icon = "resubmit"
    form_class = FusionForm

    def dispatch(self, request, aplicacion, modelo, pk):
        modelo_de_lista = next(
            (uno for uno in terminos.listas() if (uno._meta.app_label, uno._meta.model_name) == (aplicacion, modelo)),
            None,
        )
        if modelo_de_lista is None:
            raise Http404
        self.modelo = modelo_de_lista
        if not puede_fusionar(request.user, self.modelo):
            raise PermissionDenied
        self.termino = get_object_or_404(self.modelo, pk=unquote(pk))
        return super().dispatch(request, aplicacion, modelo, pk)

    def get_page_subtitle(self):
        return str(self.termino)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Inicio")},
            {"url": url_de_la_lista(self.modelo), "label": capfirst(self.modelo._meta.verbose_name_plural)},
            {"url": "", "label": self.page_title},
        ]

    @cached_property
    def usos(self):
        return terminos.usos(self.termino)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "termino": self.termino}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            termino=self.termino,
            url_de_salida=url_de_la_lista(self.modelo),
            **contexto_de_usos(self.usos, self.request.user),
            **kwargs,
        )

    def form_valid(self, form):
        destino = form.cleaned_data["destino"]
        try:
            fusion = fusionar(self.termino, destino, self.request.user, form.cleaned_data["motivo"])
        except TerminoEnUso as error:
            form.add_error(None, _("No se fusionó: %(frase)s") % {"frase": error})
            return self.form_invalid(form)
        except ErrorDeAval as error:
            form.add_error("destino", str(error))
            return self.form_invalid(form)
        cuantos = len(fusion.usos)
        messages.success(
            self.request,
            ngettext(
                "«%(de)s» es ahora «%(a)s», en %(n)s texto o ficha.",
                "«%(de)s» es ahora «%(a)s», en %(n)s textos o fichas.",
                cuantos,
            )
            % {"de": str(self.termino), "a": destino, "n": cuantos},
        )
        return redirect(url_de_la_lista(self.modelo))
