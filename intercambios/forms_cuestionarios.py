"""A questionnaire in one form: what it is called, and its questions in both languages, in order.

Rows are added without a script («Agregar otra pregunta» gives the same form back with one more), and a row that says
nothing is none.
"""

from typing import Any

from django import forms
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from formularios.models import Campo, Formulario

from . import edicion_de_cuestionarios as edicion
from .edicion_de_cuestionarios import ESCALA, SE_LEEN, Fila

MAXIMO_DE_PREGUNTAS = 40
DE_ESCALA = "escala"


def _renglones(idioma):
    return forms.Textarea(attrs={"rows": 4, "lang": idioma})


def _frase(idioma):
    """A line that grows with what is written in it."""
    return AdminAutoHeightTextInput(attrs={"lang": idioma})


class TextosForm(forms.Form):
    """What the questionnaire is called, and what stands before its questions."""

    use_required_attribute = False

    nombre_es = forms.CharField(
        label=gettext_lazy("Nombre en español"),
        max_length=200,
        error_messages={"required": gettext_lazy("Póngale un nombre.")},
    )
    nombre_en = forms.CharField(
        label=gettext_lazy("Nombre en inglés"),
        max_length=200,
        error_messages={"required": gettext_lazy("Falta el nombre en inglés.")},
    )
    nota_es = forms.CharField(
        label=gettext_lazy("Qué se dice antes de las preguntas, en español"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    nota_en = forms.CharField(
        label=gettext_lazy("Qué se dice antes de las preguntas, en inglés"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, formulario, datos=None):
        self.formulario = formulario
        super().__init__(datos, initial={nombre: getattr(formulario, nombre) for nombre in self.base_fields})

    def clean(self):
        datos = super().clean() or self.cleaned_data
        _los_dos_idiomas(self, datos, "nota")
        otros = Formulario.objects.exclude(codigo=self.formulario.codigo)
        for nombre in ("nombre_es", "nombre_en"):
            if datos.get(nombre) and otros.filter(**{f"{nombre}__iexact": datos[nombre]}).exists():
                self.add_error(nombre, _("Otro cuestionario ya se llama así."))
        return datos


def _los_dos_idiomas(form, datos, nombre):
    """What may be left empty is so in both languages."""
    es, en = datos.get(f"{nombre}_es"), datos.get(f"{nombre}_en")
    if es and not en:
        form.add_error(f"{nombre}_en", _("Falta en inglés."))
    elif en and not es:
        form.add_error(f"{nombre}_es", _("Falta en español."))


class PreguntaForm(forms.Form):
    use_required_attribute = False

    clave = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)
    etiqueta_es = forms.CharField(
        label=gettext_lazy("Pregunta en español"), required=False, max_length=300, widget=_frase("es")
    )
    etiqueta_en = forms.CharField(
        label=gettext_lazy("Pregunta en inglés"), required=False, max_length=300, widget=_frase("en")
    )
    ayuda_es = forms.CharField(
        label=gettext_lazy("Ayuda en español"), required=False, max_length=500, widget=_frase("es")
    )
    ayuda_en = forms.CharField(
        label=gettext_lazy("Ayuda en inglés"), required=False, max_length=500, widget=_frase("en")
    )
    tipo = forms.ChoiceField(label=gettext_lazy("Cómo se responde"))
    obligatorio = forms.BooleanField(label=gettext_lazy("Hay que responderla"), required=False)
    opciones_es = forms.CharField(
        label=gettext_lazy("Respuestas en español"),
        required=False,
        max_length=2000,
        widget=_renglones("es"),
        help_text=gettext_lazy("Una en cada renglón. De una escala pueden quedar vacías."),
    )
    opciones_en = forms.CharField(
        label=gettext_lazy("Respuestas en inglés"),
        required=False,
        max_length=2000,
        widget=_renglones("en"),
        help_text=gettext_lazy("Las mismas, en el mismo orden."),
    )
    seccion = forms.TypedChoiceField(label=gettext_lazy("Sección"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, formulario, **kwargs):
        super().__init__(*args, **kwargs)
        self.formulario = formulario
        campos: dict[str, Any] = self.fields
        campos["tipo"].choices = tipos(formulario)
        campos["tipo"].initial = DE_ESCALA
        secciones = [(uno.orden, uno.titulo()) for uno in formulario.secciones.all()]
        if secciones:
            campos["seccion"].choices = secciones
            campos["seccion"].initial = secciones[-1][0]
        else:
            del self.fields["seccion"]
        self.se_lee = self._clave in SE_LEEN.get(formulario.codigo, ())
        if self.se_lee:
            campos["tipo"].disabled = True

    @property
    def _clave(self):
        return self.initial.get("clave", "")

    @property
    def vacia(self):
        """Whether it says nothing, of no question that there was: then it is none."""
        return not self._clave and not any(
            self.cleaned_data.get(uno) for uno in ("etiqueta_es", "etiqueta_en", "opciones_es", "opciones_en")
        )

    @property
    def se_quita(self):
        return bool(self.cleaned_data.get("DELETE")) and not self.se_lee

    def clean(self):
        datos = super().clean() or self.cleaned_data
        if self.vacia or self.se_quita:
            return datos
        if not datos.get("etiqueta_es"):
            self.add_error("etiqueta_es", _("Escriba la pregunta."))
        if not datos.get("etiqueta_en"):
            self.add_error("etiqueta_en", _("Falta la pregunta en inglés."))
        _los_dos_idiomas(self, datos, "ayuda")
        datos["opciones"] = self._opciones(datos) if datos.get("tipo") in (DE_ESCALA, Campo.Tipo.OPCION) else []
        return datos

    def _opciones(self, datos):
        es, en = (renglones(datos.get(f"opciones_{idioma}")) for idioma in ("es", "en"))
        if datos["tipo"] == DE_ESCALA and not es and not en:
            return list(ESCALA)
        if len(es) < 2:
            self.add_error("opciones_es", _("Diga al menos dos respuestas, una en cada renglón."))
        for idioma, dichas in (("es", es), ("en", en)):
            if len({una.casefold() for una in dichas}) < len(dichas):
                self.add_error(f"opciones_{idioma}", _("Una respuesta está dos veces."))
        if len(es) != len(en):
            self.add_error(
                "opciones_en",
                _("En español hay %(es)s y en inglés %(en)s: escriba las mismas.") % {"es": len(es), "en": len(en)},
            )
        if self.se_lee and len(es) != len(renglones(self.initial.get("opciones_es"))):
            self.add_error("opciones_es", _("El sistema lee esta respuesta: cambie las palabras, y no cuántas son."))
        return list(zip(es, en, strict=False))

    @property
    def fila(self):
        datos = self.cleaned_data
        tipo = Campo.Tipo.OPCION if datos["tipo"] == DE_ESCALA else datos["tipo"]
        iguales = ("etiqueta_es", "etiqueta_en", "ayuda_es", "ayuda_en", "obligatorio", "opciones")
        return Fila(
            clave=self._clave, tipo=tipo, seccion=datos.get("seccion"), **{nombre: datos[nombre] for nombre in iguales}
        )


class PreguntasBase(forms.BaseFormSet):
    """The questions in order. What is repeated is said beside the second one."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[ORDERING_FIELD_NAME].label = _("Lugar")
        form.fields[ORDERING_FIELD_NAME].required = False
        form.fields["DELETE"].label = _("Quitar esta pregunta")
        if form.se_lee:
            form.fields["DELETE"].disabled = True

    def clean(self):
        vistas: dict[tuple[str, str], Any] = {}
        for form in self._que_dicen_algo():
            for nombre in ("etiqueta_es", "etiqueta_en"):
                dicha = " ".join((form.cleaned_data.get(nombre) or "").casefold().split())
                if dicha and (nombre, dicha) in vistas:
                    form.add_error(nombre, _("Otra pregunta ya dice lo mismo."))
                vistas[nombre, dicha] = form
        if not any(self._que_dicen_algo()):
            raise forms.ValidationError(_("Un cuestionario tiene al menos una pregunta."))

    def _que_dicen_algo(self):
        return [form for form in self.forms if not form.vacia and not form.se_quita]

    @property
    def filas(self):
        """What is kept, in the order that was asked: one that moves up goes before who had that place."""

        def lugar(puesto):
            indice, form = puesto
            pedido = form.cleaned_data.get(ORDERING_FIELD_NAME) or MAXIMO_DE_PREGUNTAS * 2
            return pedido, (pedido > indice + 1) - (pedido < indice + 1), indice

        dicen = self._que_dicen_algo()
        puestos = [(indice, form) for indice, form in enumerate(self.forms) if form in dicen]
        return [form.fila for _indice, form in sorted(puestos, key=lugar)]


def tipos(formulario):
    """How a question may be answered. What one writes says who writes: not where nobody is to know."""
    elegidos = [(DE_ESCALA, _("una escala: Nada, Un poco, Bastante, Mucho")), (Campo.Tipo.OPCION, _("una opción"))]
    if not edicion.es_anonimo(formulario):
        elegidos += [(Campo.Tipo.TEXTO, _("texto corto")), (Campo.Tipo.PROSA, _("texto largo"))]
    return elegidos


def renglones(texto):
    return [renglon.strip() for renglon in (texto or "").splitlines() if renglon.strip()]


def _inicial(campo):
    opciones = [(una["es"], una["en"]) for una in campo.opciones]
    nombres = ("clave", "etiqueta_es", "etiqueta_en", "ayuda_es", "ayuda_en", "obligatorio")
    return {nombre: getattr(campo, nombre) for nombre in nombres} | {
        "tipo": DE_ESCALA if tuple(opciones) == ESCALA else campo.tipo,
        "opciones_es": "\n".join(es for es, _en in opciones),
        "opciones_en": "\n".join(en for _es, en in opciones),
        "seccion": campo.seccion.orden if campo.seccion else None,
    }


def preguntas(formulario, datos=None, una_mas=False):
    """The questions of ``formulario`` as a formset. With ``una_mas``: as in ``datos``, unjudged, and one row more."""
    iniciales = [_inicial(campo) for campo in formulario.campos.select_related("seccion")]
    if datos:  # each row by its key: somebody else may have moved them meanwhile
        por_clave = {una["clave"]: una for una in iniciales}
        iniciales = [por_clave.get(datos.get(f"p-{lugar}-clave"), {}) for lugar in range(MAXIMO_DE_PREGUNTAS)]
    clase = forms.formset_factory(
        PreguntaForm,
        formset=PreguntasBase,
        extra=1,
        can_order=True,
        can_delete=True,
        max_num=MAXIMO_DE_PREGUNTAS,
        validate_max=True,
    )
    comun: dict[str, Any] = {"prefix": "p", "form_kwargs": {"formulario": formulario}}
    if not una_mas:
        return clase(datos, initial=iniciales, **comun)
    escritas = clase(datos, initial=iniciales, **comun)
    conocidas = iniciales[: escritas.initial_form_count()]
    clase.extra = len(escritas.forms) - len(conocidas) + 1
    sueltas = clase(initial=[dict(una) for una in conocidas], **comun)
    for form, escrita in zip(sueltas.forms, escritas.forms, strict=False):
        for nombre, campo in escrita.fields.items():
            if nombre != "clave" and not campo.disabled:
                form.initial[nombre] = escrita[nombre].data  # as it was typed, not judged
    return sueltas
