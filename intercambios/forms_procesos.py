"""The rows of a process, in one form."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from base.idiomas import ESPANOL

from . import permisos
from .metodos import Metodo
from .procesos import CompromisoDeProceso, Proceso

MAXIMO_DE_FILAS = 60
AYUDA_DE_COMPROMISO = _("Con qué se muestra que se cumplió, o por qué no; sin fecha, «sin fecha en la fuente».")


class ProcesoForm(WagtailAdminModelForm):
    """What is the DDRI's to do is reported on by the DDRI: a punto focal reads those rows, and changes the others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for formulario in self.formsets["destinos"].forms if "destinos" in self.formsets else ():
            for campo in ("red", "plataforma", "premio", "evento"):
                elegibles = formulario.fields[campo].queryset
                formulario.fields[campo].queryset = elegibles.filter(locale__language_code=ESPANOL)
        for formulario in self.formsets["aportes"].forms if "aportes" in self.formsets else ():
            formulario.fields["fase"].queryset = self.instance.metodo.fases.all()
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


_DESTINOS, _SOCIOS, _COMPROMISOS, _PIEZAS = FILAS
_ENTIDADES = _filas(
    "beneficiarias",
    _("Entidades beneficiarias"),
    [FieldRowPanel([FieldPanel("entidad"), FieldPanel("lidera")])],
    _("Entidad"),
)
_EXTERNAS = _filas(
    "practicas_externas",
    _("Prácticas de otras ciudades"),
    [FieldPanel("titulo"), FieldRowPanel([FieldPanel("ciudad"), FieldPanel("enlace")])],
    _("Práctica"),
)
_ACTIVIDADES = _filas(
    "actividades",
    _("Actividades"),
    [FieldPanel("que"), FieldRowPanel([FieldPanel("fecha"), FieldPanel("forma"), FieldPanel("lugar")])],
    _("Actividad"),
    _("La asistencia se cuenta después, en la hoja del proceso."),
)


def _expertos(dirige):
    """Who pays them is read and written by who leads."""
    suyos = [FieldPanel("nombre"), FieldRowPanel([FieldPanel("actor"), FieldPanel("sector")])]
    if dirige:
        suyos.append(FieldPanel("honorarios"))
    return _filas("expertos", _("Expertos"), suyos, _("Experto o experta"))


_EVALUADORES = _filas(
    "evaluadores",
    _("Equipo evaluador"),
    [
        FieldPanel("nombre"),
        FieldPanel("actor"),
        FieldRowPanel([FieldPanel("que"), FieldPanel("fecha")]),
        FieldRowPanel([FieldPanel("autoriza"), FieldPanel("autoriza_fecha")]),
    ],
    _("Persona"),
)
_APORTES = _filas(
    "aportes",
    _("Aportes en dinero y en especie"),
    [
        FieldPanel("actor"),
        FieldRowPanel([FieldPanel("forma"), FieldPanel("monto"), FieldPanel("moneda")]),
        FieldPanel("para_que"),
        FieldRowPanel([FieldPanel("fecha"), FieldPanel("fase")]),
    ],
    _("Aporte"),
    _("Los ve y los cambia la DDRI, y nunca se publican. Cada moneda se suma aparte."),
)


def _filas_de(linea, dirige):
    """The rows of a process of ``linea``, in the order of its sheet; its money, for who leads."""
    return [*_filas_de_todos(linea, dirige), *([_APORTES] if dirige else [])]


def _filas_de_todos(linea, dirige):
    Linea = Metodo.Linea
    if linea == Linea.PROMOCION:
        return FILAS
    if linea == Linea.APRENDE:
        return [_ENTIDADES, _EXTERNAS, _expertos(dirige), _SOCIOS, _ACTIVIDADES, _COMPROMISOS]
    evaluadores = [_EVALUADORES] if linea == Linea.ENSENA else []
    return [_ENTIDADES, *evaluadores, _SOCIOS, _ACTIVIDADES, _COMPROMISOS, _DESTINOS, _PIEZAS]


def panel(dirige, linea=Metodo.Linea.PROMOCION):
    """What ``dirige`` may change of a process: who leads, also what it is called and who answers for it."""
    propios = [MultiFieldPanel([FieldPanel("titulo"), FieldPanel("responsable_ddri")], heading=_("El proceso"))]
    manejador = ObjectList([*(propios if dirige else []), *_filas_de(linea, dirige)], base_form_class=ProcesoForm)
    return manejador.bind_to_model(Proceso)
