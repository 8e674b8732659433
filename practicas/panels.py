"""How the ficha is filled in: its parts in the order of the DDRI form, with a live count of words."""

import json
from itertools import groupby

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
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

from aval.carta_en_el_editor import CartaPanel
from aval.desde_la_carta import comentarios_de
from base.escrito import cifra_escrita
from base.obligatorios import fallas
from formularios.permisos import visibles
from vocabulario.models import Criterio

from . import aportes, avance, evidencias
from .ficha import FICHA, FILAS, PARTES
from .origen import nota_del_origen


def contado(limite):
    """What counts the words of a field as they are typed (see ``base/static/base/js/contador.js``)."""
    return {
        "data-controller": "contador",
        "data-contador-limite-value": str(limite.limite),
        "data-contador-texto-value": _("{usadas} de {limite} palabras"),
        "data-contador-exceso-value": _("{usadas} de {limite} palabras: sobran {sobran}"),
    }


class ResumenDeErroresPanel(Panel):
    """All that a sent ficha still lacks, at once, each with a link to its field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practicas/admin/resumen_de_errores.html"

        def is_shown(self):
            return bool(self.form and self.errores)

        @property
        def se_envio(self):
            """Whether it was to be sent; else it was saved, or is opened, with what nobody can read."""
            return self.form.is_bound and "action-submit" in self.form.data

        @property
        def errores(self):
            """List of ``Falla``, in the order of the form.

            As they are at this moment: what is missing gets its name after the panels were made.
            """
            return list(fallas(self.form))


class OrigenPanel(Panel):
    """Which District's format the ficha came from, if it came from one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practicas/admin/origen.html"

        @cached_property
        def llenado(self):
            suyos = self.instance.llenados_de_origen.select_related("formulario") if self.instance.pk else None
            return suyos.first() if suyos is not None else None

        def is_shown(self):
            return self.llenado is not None

        @property
        def nota(self):
            return nota_del_origen(self.llenado)

        @property
        def url(self):
            """Where it is read, for who may read it."""
            suyo = self.request and visibles(self.request.user).filter(pk=self.llenado.pk).exists()
            return reverse("formularios:ver", args=[self.llenado.pk]) if suyo else ""


class DeOtrasSalasPanel(Panel):
    """What rooms above have to say on top of a ficha: the hook ``encima_de_la_ficha``.

    Its function takes the request and the ficha, and returns a component of Wagtail, or None.
    """

    class BoundPanel(Panel.BoundPanel):
        @cached_property
        def partes(self):
            if not self.instance.pk:
                return []
            ganchos = hooks.get_hooks("encima_de_la_ficha")
            return [parte for gancho in ganchos if (parte := gancho(self.request, self.instance))]

        def is_shown(self):
            return bool(self.partes)

        def render_html(self, parent_context=None):
            return format_html_join("", "{}", ((parte.render_html(parent_context),) for parte in self.partes))


class ComentariosDeFilasPanel(Panel):
    """What the DDRI said of rows, over them, and where it is answered: Wagtail's comments have no place in rows."""

    def __init__(self, campo, **kwargs):
        super().__init__(**kwargs)
        self.campo = campo

    def clone_kwargs(self):
        return super().clone_kwargs() | {"campo": self.campo}

    class BoundPanel(Panel.BoundPanel):
        template_name = "practicas/admin/comentarios_de_filas.html"

        @cached_property
        def comentarios(self):
            """Those that nobody gave for resolved."""
            if not self.instance.pk:
                return []
            if not hasattr(self.instance, "comentarios_por_lugar"):  # asked once for all the rows of the form
                self.instance.comentarios_por_lugar = comentarios_de(self.instance)
            return [uno for uno in self.instance.comentarios_por_lugar.get(self.panel.campo, []) if not uno.resolved_at]

        def is_shown(self):
            return bool(self.comentarios)


class ComoVaPanel(Panel):
    """How far the ficha is: what it tells, part by part, and whether another has its title."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practicas/admin/como_va.html"

        @property
        def avance(self):
            return avance.medir(self.instance)

        @property
        def tocaya(self):
            return avance.tocaya(self.instance, self.request.user)


class EvidenciasPanel(InlinePanel):
    """The rows of evidence. What each may choose from is read once for them all."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            if not self.form:
                return
            criterios = [("", "—"), *((uno.pk, str(uno)) for uno in Criterio.objects.all())]
            suyos = [(fila.documento_id, str(fila)) for fila in self.instance.archivos.all() if fila.documento_id]
            for hijo in (*self.children, self.empty_child):
                campos, elegido = hijo.form.fields, hijo.form["documento"].value()
                sobra = elegido and str(elegido) not in {str(numero) for numero, _titulo in suyos}
                ajeno = [(elegido, _("Un archivo que no está en esta ficha"))] if sobra else []
                campos["criterio"].choices = criterios
                campos["documento"].choices = [("", "—"), *suyos, *ajeno]


class TotalPanel(FieldPanel):
    """The total of the budget, and under it what the shares of the partners come to."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "practicas/admin/total.html"

        @property
        def dicho(self):
            """What is said of them now: list of sentences."""
            suma, partes = aportes.de_las_filas(self.instance), aportes.partes_de(self.instance)
            total, moneda = self.instance.presupuesto_total, self.instance.presupuesto_moneda
            frases = [aportes.en_palabras(suma, moneda)] if suma else []
            if total is not None and partes is not None and partes != total:
                frases.append(aportes.FRASES["partes"] % {"suma": f"{moneda} {cifra_escrita(partes)}"})
            return frases

        @property
        def frases(self):
            """The sentences, for who writes them live."""
            return json.dumps({cual: str(frase) for cual, frase in aportes.FRASES.items()}, ensure_ascii=False)


# The panel of the fields that need another than the ordinary one, and what it is given.
PANELES = {
    "title": (TitleFieldPanel, {"help_text": _("Atractivo y fácil de recordar.")}),
    "entidad": (FieldPanel, {"widget": forms.Select}),
    "presupuesto_total": (TotalPanel, {}),
    "organizaciones": (
        InlinePanel,
        {"label": _("organización relacionada"), "heading": _("Organizaciones relacionadas")},
    ),
    "evidencias": (
        EvidenciasPanel,
        {"label": _("evidencia"), "heading": _("Lo que lo demuestra"), "max_num": evidencias.MAXIMO},
    ),
    "contactos": (
        InlinePanel,
        {"label": _("persona de contacto"), "heading": _("Personas de contacto"), "min_num": 1},
    ),
    "actores_clave": (InlinePanel, {"label": _("actor clave"), "heading": _("Actores clave")}),
    "redes": (MultipleChooserPanel, {"chooser_field_name": "red", "heading": _("Redes"), "label": _("red")}),
    "plataformas": (
        MultipleChooserPanel,
        {"chooser_field_name": "plataforma", "heading": _("Plataformas"), "label": _("plataforma")},
    ),
    "imagenes": (InlinePanel, {"label": _("imagen"), "heading": _("Imágenes")}),
    "archivos": (InlinePanel, {"label": _("archivo"), "heading": _("Archivos")}),
    "videos": (InlinePanel, {"label": _("video"), "heading": _("Videos")}),
}
# What a box says before its fields.
AVISOS = {
    "logros": "practicas/admin/aviso_balanza.html",
    "evidencia": "practicas/admin/aviso_evidencia.html",
    "adopcion": "practicas/admin/aviso_adopcion.html",
    "personas": "practicas/admin/aviso_datos_personales.html",
    "postulacion": "practicas/admin/aviso_postulacion.html",
}


def _panel(campo, ficha):
    clase, opciones = PANELES.get(campo.nombre, (FieldPanel, {}))
    limite = ficha.limites.get(campo.nombre)
    return clase(campo.nombre, **opciones, **({"attrs": contado(limite)} if limite else {}))


def solo(campos, base_form_class, ficha=FICHA):
    """The edit handler of ``campos`` alone, each with the panel that it has in the form."""
    renglones = groupby((ficha(campo) for campo in campos), key=lambda campo: campo.renglon)
    paneles = []
    for renglon, suyos in renglones:
        juntos = [_panel(campo, ficha) for campo in suyos]
        paneles += [FieldRowPanel(juntos)] if renglon and len(juntos) > 1 else juntos
    return ObjectList([ResumenDeErroresPanel(), *paneles], base_form_class=base_form_class)


def cajas(ficha=FICHA):
    """The boxes of the form, with the fields of ``ficha``."""
    paneles = []
    for parte, titulo in PARTES.items():
        dentro = [HelpPanel(template=AVISOS[parte])] if parte in AVISOS else []
        suyos = (campo for campo in ficha.en_el_formulario if campo.parte == parte)
        for renglon, campos in groupby(suyos, key=lambda campo: campo.renglon):
            campos = list(campos)
            juntos = [_panel(campo, ficha) for campo in campos]
            dentro += [ComentariosDeFilasPanel(campo.nombre) for campo in campos if campo.clase == FILAS]
            dentro += [FieldRowPanel(juntos)] if renglon else juntos
        paneles.append(MultiFieldPanel(dentro, heading=titulo))
    return paneles


def interfaz(clase):
    """The edit handler of the practice page: the ficha, and apart from it what only staff touch."""
    return TabbedInterface(
        [
            ObjectList(
                [
                    *(CartaPanel(), ResumenDeErroresPanel(), DeOtrasSalasPanel(), OrigenPanel(), ComoVaPanel()),
                    *cajas(),
                ],
                heading=_("Ficha"),
            ),
            ObjectList(clase.promote_panels, heading=_("Dirección y buscadores")),
            ObjectList(clase.settings_panels, heading=_("Comentarios")),
        ],
        base_form_class=clase.base_form_class,
    )
