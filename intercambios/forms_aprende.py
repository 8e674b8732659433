"""The forms of Bogotá Aprende and Bogotá Enseña: a process that begins, who was in an activity, and a survey."""

import time
from typing import Any, cast

from django import forms
from django.core import signing
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from actores.de_fuera import RAPIDO, SAL_DE_LLEGADA
from actores.grupos import MODERACION, pertenece
from actores.models import Entidad, Usuario
from base.idiomas import ESPANOL
from practicas.models import PracticaPage

from . import encuestas, permisos
from .aprendizaje import LARGO_DE_PREGUNTA, MAXIMO_DE_ASISTENTES, Asistencia
from .metodos import Metodo

LINEAS = (Metodo.Linea.APRENDE, Metodo.Linea.ENSENA)


class NuevoForm(forms.Form):
    """A process that begins. A punto focal proposes one of their entity; who leads, one of any."""

    metodo = forms.ModelChoiceField(queryset=Metodo.objects.none(), label=gettext_lazy("Método"), empty_label=None)
    titulo = forms.CharField(label=gettext_lazy("Título"), max_length=200)
    entidad = forms.ModelChoiceField(queryset=Entidad.objects.none(), label=gettext_lazy("Entidad que lidera"))
    pregunta = forms.CharField(
        label=gettext_lazy("Qué necesita saber o resolver la entidad"),
        required=False,
        max_length=LARGO_DE_PREGUNTA,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("De Bogotá Aprende. Puede cambiar por el camino: lo anterior queda escrito."),
    )
    practica = forms.ModelChoiceField(
        queryset=PracticaPage.objects.none(),
        label=gettext_lazy("Práctica"),
        required=False,
        help_text=gettext_lazy("De Bogotá Enseña: la ficha que se sistematiza, si ya está empezada."),
    )
    responsable = forms.ModelChoiceField(
        queryset=Usuario.objects.none(), label=gettext_lazy("Responsable en la DDRI"), required=False
    )

    def __init__(self, usuario, *args, **kwargs):
        super().__init__(*args, **kwargs)
        metodo, entidad, practica = (self._elegible(nombre) for nombre in ("metodo", "entidad", "practica"))
        metodo.queryset = Metodo.objects.filter(linea__in=LINEAS, activo=True).order_by("linea")
        entidad.queryset = Entidad.objects.all()
        practica.queryset = (
            PracticaPage.objects.filter(locale__language_code=ESPANOL)
            .only("title", "draft_title", "content_type")
            .order_by("title")
        )
        if permisos.dirige(usuario):
            self._elegible("responsable").queryset = Usuario.objects.filter(
                is_active=True, groups__name=MODERACION
            ).order_by("first_name", "last_name")
            if pertenece(usuario, MODERACION):
                self.initial.setdefault("responsable", usuario.pk)
            return
        del self.fields["responsable"]
        entidad.queryset = entidad.queryset.filter(pk=usuario.entidad_id)
        entidad.empty_label = None
        practica.queryset = practica.queryset.filter(entidad_id=usuario.entidad_id)

    def _elegible(self, nombre) -> Any:
        return cast(Any, self.fields[nombre])

    def clean(self):
        datos = super().clean() or self.cleaned_data
        metodo, entidad, practica = (datos.get(nombre) for nombre in ("metodo", "entidad", "practica"))
        if metodo and metodo.linea == Metodo.Linea.APRENDE:
            if not (datos.get("pregunta") or "").strip():
                self.add_error("pregunta", _("Un proceso de Bogotá Aprende empieza por lo que la entidad necesita."))
            if practica:
                self.add_error("practica", _("Es de Bogotá Enseña: en Bogotá Aprende se aprende de otra ciudad."))
        elif practica and entidad and practica.entidad_id != entidad.pk:
            self.add_error("practica", _("Esa práctica es de otra entidad."))
        return datos


class AsistenciaForm(forms.Form):
    """How many of each kind were in an activity: numbers, on a phone too."""

    def __init__(self, actividad, datos=None):
        self.actividad = actividad
        puestos = dict(actividad.asistencia.values_list("clase", "cuantos"))
        super().__init__(datos, initial=puestos)
        for clase, nombre in Asistencia.Clase.choices:
            self.fields[clase] = forms.IntegerField(
                label=nombre.capitalize(),
                required=False,
                min_value=0,
                max_value=MAXIMO_DE_ASISTENTES,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def guardar(self):
        """Keep the numbers; an empty one is none. Returns how many people they are."""
        total = 0
        for clase in Asistencia.Clase.values:
            cuantos = self.cleaned_data[clase]
            if not cuantos:
                self.actividad.asistencia.filter(clase=clase).delete()
                continue
            total += cuantos
            Asistencia.objects.update_or_create(actividad=self.actividad, clase=clase, defaults={"cuantos": cuantos})
        return total


class AbrirEncuestaForm(forms.Form):
    momento = forms.ChoiceField(
        label=gettext_lazy("Cuándo"), choices=encuestas.Encuesta.Momento.choices, widget=forms.RadioSelect
    )
    cuestionario = forms.ChoiceField(
        label=gettext_lazy("Preguntas"),
        help_text=gettext_lazy("La segunda encuesta de un proceso hace siempre las preguntas de la primera."),
    )
    dias = forms.IntegerField(
        label=gettext_lazy("Cuántos días estará abierta"),
        min_value=1,
        max_value=encuestas.MAXIMO_DE_DIAS,
        initial=encuestas.DURA,
    )

    def __init__(self, momentos, formularios, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.formularios = {str(uno.pk): uno for uno in formularios}
        momento, cuestionario = (cast(Any, self.fields[nombre]) for nombre in ("momento", "cuestionario"))
        momento.choices = [(uno.value, str(uno.label).capitalize()) for uno in momentos]
        momento.initial = momento.choices[0][0] if momento.choices else None
        cuestionario.choices = [
            (pk, _("%(nombre)s (versión %(version)s)") % {"nombre": uno.nombre(), "version": uno.version})
            for pk, uno in self.formularios.items()
        ]

    def clean_cuestionario(self):
        return self.formularios[self.cleaned_data["cuestionario"]]


class EnlacesForm(forms.Form):
    cuantos = forms.IntegerField(
        label=gettext_lazy("Cuántos enlaces"),
        min_value=1,
        max_value=encuestas.MAXIMO_DE_ENLACES,
        initial=20,
        help_text=gettext_lazy("Uno por persona: cada enlace sirve para una respuesta."),
    )
    idioma = forms.ChoiceField(
        label=gettext_lazy("En qué idioma se abren"),
        choices=[("es", gettext_lazy("español")), ("en", gettext_lazy("inglés"))],
        help_text=gettext_lazy("Quien lo abre puede cambiar de idioma."),
    )


class ResponderForm(forms.Form):
    """The questions of a survey, for anybody with a link. Robots are kept away as in the other public forms."""

    sitio_web = forms.CharField(required=False)
    llegada = forms.CharField(required=False)
    use_required_attribute = False

    def __init__(self, formulario, *args, **kwargs):
        super().__init__(*args, **kwargs)
        idioma = "en" if (get_language() or "").startswith("en") else "es"
        self.preguntas = [campo.clave for campo in formulario.campos.all()]
        for campo in formulario.campos.all():
            self.fields[f"p_{campo.clave}"] = forms.ChoiceField(
                label=campo.etiqueta(),
                help_text=campo.ayuda(),
                required=campo.obligatorio,
                choices=[(opcion["codigo"], opcion[idioma]) for opcion in campo.opciones],
                widget=forms.RadioSelect,
                error_messages={"required": _("Elija una respuesta.")},
            )

    @property
    def a_la_vista(self):
        return [self[f"p_{clave}"] for clave in self.preguntas]

    @property
    def nueva_llegada(self):
        """When the page was given, signed; who is asked to send it again has waited already."""
        return signing.dumps(int(time.time()) - (RAPIDO if self.is_bound else 0), salt=SAL_DE_LLEGADA)

    @property
    def es_de_un_programa(self):
        return bool(self.cleaned_data.get("sitio_web"))

    def clean(self):
        datos = super().clean() or self.cleaned_data
        try:
            llegada = signing.loads(datos.get("llegada") or "", salt=SAL_DE_LLEGADA)
        except signing.BadSignature:
            llegada = None
        if llegada is None or time.time() - llegada < RAPIDO:
            raise forms.ValidationError(_("No alcanzamos a recibirlo. Revise lo que respondió y envíelo otra vez."))
        return datos

    @property
    def respuestas(self):
        """What was answered, by the key of each question."""
        return {clave: valor for clave in self.preguntas if (valor := self.cleaned_data.get(f"p_{clave}"))}
