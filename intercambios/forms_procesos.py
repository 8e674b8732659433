"""The rows of a process, in one form."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from base.idiomas import ESPANOL

from . import permisos
from .procesos import CompromisoDeProceso, Proceso

MAXIMO_DE_FILAS = 60
AYUDA_DE_COMPROMISO = _("Con qué se muestra que se cumplió, o por qué no; sin fecha, «sin fecha en la fuente».")


class ProcesoForm(WagtailAdminModelForm):
    """What is the DDRI's to do is reported on by the DDRI: a punto focal reads those rows, and changes the others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for formulario in self.formsets["destinos"].forms:
            for campo in ("red", "plataforma", "premio", "evento"):
                elegibles = formulario.fields[campo].queryset
                formulario.fields[campo].queryset = elegibles.filter(locale__language_code=ESPANOL)
        if permisos.dirige(self.for_user):
            return
        ddri = CompromisoDeProceso.Papel.DDRI
        for formulario in self.formsets["compromisos"].forms:
            if formulario.instance.pk and formulario.instance.papel == ddri:
                for campo in formulario.fields.values():
                    campo.disabled = True
            else:
                quedan = [par for par in formulario.fields["papel"].choices if par[0] != ddri]
                formulario.fields["papel"].choices = quedan


def _filas(relacion, titulo, paneles, etiqueta, ayuda=""):
    return InlinePanel(
        relacion, heading=titulo, label=etiqueta, help_text=ayuda, panels=paneles, max_num=MAXIMO_DE_FILAS
    )


FILAS = [
    _filas(
        "destinos",
        _("Destinos"),
        [
            FieldRowPanel([FieldPanel("red"), FieldPanel("plataforma")]),
            FieldRowPanel([FieldPanel("premio"), FieldPanel("evento")]),
            FieldPanel("actor"),
            FieldRowPanel([FieldPanel("fin"), FieldPanel("estado")]),
            FieldPanel("resultado"),
        ],
        _("Destino"),
        _("De cada uno, una sola cosa: una red, una plataforma, un premio, un evento o una organización."),
    ),
    _filas(
        "participaciones",
        _("Socios y oportunidades"),
        [FieldPanel("actor"), FieldRowPanel([FieldPanel("papel"), FieldPanel("instrumento")]), FieldPanel("nota")],
        _("Socio"),
    ),
    _filas(
        "compromisos",
        _("Requisitos y compromisos"),
        [
            FieldPanel("que", widget=forms.Textarea(attrs={"rows": 2})),
            FieldRowPanel([FieldPanel("clase"), FieldPanel("papel"), FieldPanel("vence")]),
            FieldPanel("estado"),
            FieldPanel("evidencia", widget=forms.Textarea(attrs={"rows": 2})),
            FieldPanel("motivo", widget=forms.Textarea(attrs={"rows": 2})),
        ],
        _("Compromiso"),
        AYUDA_DE_COMPROMISO,
    ),
    _filas(
        "piezas",
        _("Instrumentos de promoción"),
        [FieldPanel("titulo"), FieldRowPanel([FieldPanel("clase"), FieldPanel("idioma")]), FieldPanel("enlace")],
        _("Instrumento"),
    ),
]


def panel(dirige):
    """What ``dirige`` may change of a process: who leads, also what it is called and who answers for it."""
    propios = [MultiFieldPanel([FieldPanel("titulo"), FieldPanel("responsable_ddri")], heading=_("El proceso"))]
    manejador = ObjectList([*(propios if dirige else []), *FILAS], base_form_class=ProcesoForm)
    return manejador.bind_to_model(Proceso)
