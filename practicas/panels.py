"""How the ficha is filled in: its parts in the order of the DDRI form, with a live count of words."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)

from .reglas import LIMITES


def _contado(campo, clase=FieldPanel, **opciones):
    """A field with its counter of words (see ``static/practicas/js/contador.js``)."""
    limite = LIMITES[campo]
    return clase(
        campo,
        attrs={
            "data-controller": "contador",
            "data-contador-limite-value": str(limite.limite),
            "data-contador-texto-value": _("{usadas} de {limite} palabras"),
            "data-contador-exceso-value": _("{usadas} de {limite} palabras: sobran {sobran}"),
        },
        **opciones,
    )


class ResumenDeErroresPanel(Panel):
    """All that a sent ficha still lacks, at once, each with a link to its field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practicas/admin/resumen_de_errores.html"

        def is_shown(self):
            return bool(self.form and self.form.is_bound and self.errores)

        @property
        def errores(self):
            """List of ``(id of the field, label, sentence)``, in the order of the form."""
            if not hasattr(self, "_errores"):
                self._errores = list(self._leer())
            return self._errores

        def _leer(self):
            orden = list(self.form.fields)
            errores = self.form.errors
            for campo in sorted(errores, key=lambda campo: orden.index(campo) if campo in orden else -1):
                frases = errores[campo]
                if campo == "__all__":
                    yield from (("", "", frase) for frase in frases)
                else:
                    control = self.form[campo]
                    yield from ((control.id_for_label, control.label, frase) for frase in frases)
            for grupo in self.form.formsets.values():
                nombre = capfirst(grupo.model._meta.verbose_name)
                yield from ((f"id_{grupo.prefix}-FORMS", nombre, frase) for frase in grupo.non_form_errors())
                for numero, fila in enumerate(grupo.forms, start=1):
                    for campo, frases in fila.errors.items():
                        control = fila[campo] if campo in fila.fields else None
                        etiqueta = f"{nombre} {numero}" + (f": {control.label}" if control else "")
                        yield from ((control.id_for_label if control else "", etiqueta, frase) for frase in frases)


FICHA = [
    ResumenDeErroresPanel(),
    MultiFieldPanel(
        [
            _contado("title", TitleFieldPanel, help_text=_("Atractivo y fácil de recordar.")),
            _contado("resumen"),
        ],
        heading=_("La práctica en breve"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("entidad", widget=forms.Select),
            InlinePanel(
                "organizaciones", label=_("organización relacionada"), heading=_("Organizaciones relacionadas")
            ),
        ],
        heading=_("Institución y organizaciones"),
    ),
    MultiFieldPanel(
        [FieldPanel("toda_la_ciudad"), FieldPanel("localidades"), _contado("upz")],
        heading=_("Lugar"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("tema"), FieldPanel("subtema")]),
            FieldPanel("poblaciones"),
            FieldPanel("ods"),
            FieldPanel("tags"),
        ],
        heading=_("Tema y población"),
    ),
    MultiFieldPanel(
        [_contado("resultados"), _contado("lecciones")],
        heading=_("Lo que cambió y lo que se aprendió"),
    ),
    MultiFieldPanel(
        [
            _contado("antecedentes"),
            _contado("asociacion"),
            FieldPanel("innovacion"),
            _contado("visibilidad"),
            _contado("transferencia"),
        ],
        heading=_("La experiencia"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("fecha_inicio"), FieldPanel("fecha_fin")]),
            FieldRowPanel(
                [
                    FieldPanel("presupuesto_financiero"),
                    FieldPanel("presupuesto_especie"),
                    FieldPanel("presupuesto_otro"),
                    FieldPanel("presupuesto_moneda"),
                ]
            ),
            _contado("presupuesto_nota"),
        ],
        heading=_("Duración y presupuesto"),
    ),
    MultiFieldPanel(
        [
            HelpPanel(template="practicas/admin/aviso_datos_personales.html"),
            InlinePanel("contactos", label=_("persona de contacto"), heading=_("Personas de contacto"), min_num=1),
            InlinePanel("actores_clave", label=_("actor clave"), heading=_("Actores clave")),
        ],
        heading=_("Personas"),
    ),
    MultiFieldPanel(
        [
            MultipleChooserPanel("redes", chooser_field_name="red", heading=_("Redes"), label=_("red")),
            MultipleChooserPanel(
                "plataformas", chooser_field_name="plataforma", heading=_("Plataformas"), label=_("plataforma")
            ),
        ],
        heading=_("Por dónde viaja"),
    ),
    MultiFieldPanel(
        [
            InlinePanel("imagenes", label=_("imagen"), heading=_("Imágenes")),
            InlinePanel("archivos", label=_("archivo"), heading=_("Archivos")),
        ],
        heading=_("Imágenes y archivos"),
    ),
]


def interfaz(clase):
    """The edit handler of the practice page: the ficha, and apart from it what only staff touch."""
    return TabbedInterface(
        [
            ObjectList(FICHA, heading=_("Ficha")),
            ObjectList(clase.promote_panels, heading=_("Dirección y buscadores")),
            ObjectList(clase.settings_panels, heading=_("Comentarios")),
        ],
        base_form_class=clase.base_form_class,
    )
