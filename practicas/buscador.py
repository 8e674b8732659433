"""Search and filters of the Bank."""

import re
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actores.models import Entidad, Localidad, Sector

from .models.listas import ODS, Poblacion, Tema


class BuscadorForm(forms.Form):
    """Search and filters of the Bank, from the address of the page. What it does not know it ignores."""

    ORDENES = [("", _("Más recientes")), ("titulo", _("Por título")), ("inicio", _("Por año de inicio"))]
    RUTAS = [
        ("experiencia_significativa", _("Experiencia Significativa de Ciudad")),
        ("buena_practica", _("Buena Práctica")),
    ]

    q = forms.CharField(label=_("Buscar"), required=False, max_length=200, strip=True)
    ruta = forms.MultipleChoiceField(
        label=_("Ruta"), choices=RUTAS, required=False, widget=forms.CheckboxSelectMultiple
    )
    orden = forms.ChoiceField(label=_("Orden"), choices=ORDENES, required=False)

    # Facet → (label, its closed list, the condition it sets on a practice)
    FACETAS = {
        "tema": (_("Área temática"), Tema, "tema__codigo__in"),
        "sector": (_("Sector"), Sector, "entidad__sector__codigo__in"),
        "entidad": (_("Entidad"), Entidad, "entidad__codigo__in"),
        "localidad": (_("Localidad"), Localidad, "localidades__codigo__in"),
        "poblacion": (_("Población"), Poblacion, "poblaciones__codigo__in"),
        "ods": (_("ODS"), ODS, "ods__codigo__in"),
    }

    def __init__(self, datos, **kwargs):
        super().__init__(datos, **kwargs)
        for nombre, (etiqueta, modelo, _condicion) in self.FACETAS.items():
            usados = modelo.objects.all()
            if modelo is Entidad:
                usados = usados.filter(practicas__live=True).distinct()
            self.fields[nombre] = forms.MultipleChoiceField(
                label=etiqueta,
                required=False,
                choices=[(uno.codigo, str(uno)) for uno in usados],
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields(["q", "tema", "ruta", "sector", "entidad", "localidad", "poblacion", "ods", "orden"])
        self._leer()

    def _leer(self):
        """Keep of the address what is known; an old link or a hostile one still gets an answer."""
        limpios = {}
        for nombre, campo in self.fields.items():
            if isinstance(campo, forms.MultipleChoiceField):
                conocidos = dict(campo.choices)
                limpios[nombre] = [uno for uno in self.data.getlist(nombre) if uno in conocidos]
            elif isinstance(campo, forms.ChoiceField):
                limpios[nombre] = self.data.get(nombre) if self.data.get(nombre) in dict(campo.choices) else ""
            else:
                limpios[nombre] = (self.data.get(nombre) or "").replace("\x00", "").strip()[: campo.max_length]
        self.elegidos = limpios

    def filtrar(self, practicas):
        """``practicas`` (a queryset) with the search, the filters and the order asked for."""
        for nombre, (_etiqueta, _modelo, condicion) in self.FACETAS.items():
            if valores := self.elegidos[nombre]:
                filtro = Q(**{condicion: valores})
                if nombre == "localidad":
                    filtro |= Q(toda_la_ciudad=True)
                practicas = practicas.filter(filtro)
        if rutas := self.elegidos["ruta"]:
            condicion = Q()
            for ruta in rutas:
                condicion |= Q(**{f"aval__{ruta}": True})
            practicas = practicas.filter(condicion)
        practicas = practicas.distinct()
        if consulta := self.elegidos["q"]:
            # Only words: to the search engines of the databases the other signs are a syntax, and may break it.
            palabras = " ".join(re.findall(r"\w+", consulta))
            encontradas = practicas.model.objects.live().search(palabras, operator="and")
            practicas = practicas.filter(pk__in=[uno.pk for uno in encontradas])
        orden = {"titulo": ["title"], "inicio": ["fecha_inicio"]}.get(self.elegidos["orden"], ["-first_published_at"])
        return practicas.order_by(*orden, "pk")

    def consulta(self, sin=None):
        """The address (query string) of what is chosen, less the pair ``sin`` = (facet, value)."""
        pares = []
        for nombre, valor in self.elegidos.items():
            valores = valor if isinstance(valor, list) else [valor]
            pares += [(nombre, uno) for uno in valores if uno and (nombre, uno) != sin]
        return urlencode(pares)

    def activos(self):
        """What is chosen, each with the address that takes it away: list of dicts ``etiqueta``, ``url``."""
        activos = []
        for nombre, valor in self.elegidos.items():
            if nombre == "orden" or not valor:
                continue
            nombres = dict(getattr(self.fields[nombre], "choices", []))
            for uno in valor if isinstance(valor, list) else [valor]:
                etiqueta = nombres.get(uno, _("«%(q)s»") % {"q": uno})
                activos.append({"etiqueta": etiqueta, "url": f"?{self.consulta(sin=(nombre, uno))}"})
        return activos
