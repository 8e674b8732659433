"""The yearly report of cooperation: what the entities put in, the figures as they were on a day, and what is told."""

import hashlib
import json

from django.core.cache import caches
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path
from wagtail.search import index

from base import generacion
from base.generacion import NADIE
from base.pdf import hacer_pdf, hay_weasyprint
from base.registro import Registro
from publicables.campos import iguales, prosa
from publicables.indices import IndicePage
from publicables.models import POR_SU_BORRADOR, Publicable

from .diagnostico import PRIMER_ANIO

_ANIO = [MinValueValidator(PRIMER_ANIO), MaxValueValidator(2100)]


def huella_de(cifras):
    """A digest of frozen figures, by which it is known that they are those."""
    return hashlib.sha256(json.dumps(cifras, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def dichas(cifras):
    """Name, value and way of counting of each of ``cifras``, in the language of the reader: list of dicts."""
    idioma = (get_language() or "es")[:2]
    return [{"nombre": una[f"nombre_{idioma}"], "como": una[f"como_{idioma}"], "valor": una["valor"]} for una in cifras]


class Corte(Registro):
    """The figures of a year as they were when they were frozen, with how each is counted. Once, and for good."""

    anio = models.PositiveSmallIntegerField(_("año"), unique=True, validators=_ANIO)
    cifras = models.JSONField(_("cifras"))
    huella = models.CharField(max_length=64, editable=False)
    quien_nombre = models.CharField(_("quién las congeló"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("corte de cifras")
        verbose_name_plural = _("cortes de cifras")
        ordering = ["-anio"]

    def __str__(self):
        return str(self.anio)

    @property
    def intacto(self):
        """Whether its figures are those that were frozen."""
        return huella_de(self.cifras) == self.huella

    def en_palabras(self):
        """Name, value and way of counting of each figure, in the language of the reader; none if they were touched."""
        return dichas(self.cifras) if self.intacto else []


class Insumo(models.Model):
    """What an entity was asked to put into the report of a year, and what it put. Internal."""

    empieza_generacion = NADIE

    anio = models.PositiveSmallIntegerField(_("año"), validators=_ANIO)
    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="insumos", verbose_name=_("entidad")
    )
    pedido = models.DateTimeField(_("pedido"), null=True, blank=True)
    texto = models.TextField(_("qué hizo la entidad en el año"), max_length=6000, blank=True)
    respondido = models.DateTimeField(_("respondido"), null=True, blank=True)
    quien = models.ForeignKey(
        "actores.Usuario", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("quién")
    )

    class Meta:
        verbose_name = _("insumo del informe")
        verbose_name_plural = _("insumos del informe")
        ordering = ["-anio", "entidad"]
        constraints = [models.UniqueConstraint(fields=["anio", "entidad"], name="insumo_uno_al_anio")]

    def __str__(self):
        return f"{self.entidad} · {self.anio}"


class InformeAnual(Publicable):
    """The report of a year, as it is told in public: its prose, over the figures that were frozen."""

    nombre = models.CharField(_("título"), max_length=200)
    anio = models.PositiveSmallIntegerField(_("año"), validators=_ANIO)
    descripcion = prosa(_("presentación"))
    gestion = prosa(_("lo que se hizo"))
    aprendizajes = prosa(_("lo que se aprendió"))
    que_sigue = prosa(_("lo que sigue"))

    pagina_indice = "sistema.InformesPage"
    indispensables = ("nombre", "anio", "descripcion")  # type: ignore[assignment]  # of the base, empty
    se_espera = ("gestion", "aprendizajes", "que_sigue")
    campos_de_lectura = ("nombre", "anio", "descripcion", "gestion", "aprendizajes", "que_sigue", "slug")
    override_translatable_fields = iguales("anio")
    search_fields = [
        *POR_SU_BORRADOR,
        index.SearchField("nombre", boost=3),
        index.SearchField("descripcion"),
        index.AutocompleteField("nombre"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(Publicable.Meta):
        verbose_name = _("informe anual")
        verbose_name_plural = _("informes anuales")
        ordering = ["-anio"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="informe_slug_por_idioma"),
            models.UniqueConstraint(
                fields=["locale", "anio"],
                name="informe_uno_al_anio",
                violation_error_message=_("Ese año ya tiene su informe."),
            ),
        ]

    def __str__(self):
        return self.nombre

    def incumplimientos(self):
        faltan = super().incumplimientos()
        if self.anio and self.corte is None:
            faltan.append(("anio", _("Las cifras de ese año no se han congelado: el informe se lee con ellas.")))
        return faltan

    @property
    def corte(self):
        """The frozen figures of its year; None before they are frozen."""
        return Corte.objects.filter(anio=self.anio).first()

    @property
    def partes(self):
        """What it tells, part by part: those that say something, with their headings."""
        partes = (
            ("gestion", _("Lo que se hizo")),
            ("aprendizajes", _("Lo que se aprendió")),
            ("que_sigue", _("Lo que sigue")),
        )
        return [(campo, titulo, getattr(self, campo)) for campo, titulo in partes if getattr(self, campo)]


class InformesPage(IndicePage):
    """The yearly reports, the newest first."""

    template = "sistema/informes_page.html"
    plantilla_de_detalle = "sistema/informe.html"

    class Meta:
        verbose_name = _("índice de informes anuales")
        verbose_name_plural = _("índices de informes anuales")

    modelo = InformeAnual

    def contexto_de_indice(self, request):
        return {"informes": self.objetos().order_by("-anio")}

    def contexto_de_detalle(self, objeto, request):
        corte = objeto.corte
        return super().contexto_de_detalle(objeto, request) | {
            "corte": corte,
            "cifras": corte.en_palabras() if corte else [],
            "hay_pdf": hay_weasyprint(),
        }

    @path("<slug:slug>/pdf/")
    def pdf(self, request, slug):
        informe = self.objetos().filter(slug=slug).first()
        if informe is None:
            raise Http404
        if not hay_weasyprint():
            return redirect(f"{self.get_url(request)}{slug}/")
        contexto = self.get_context(request, detalle=informe) | {"idioma": get_language()}
        clave = f"informe:{generacion.actual()}:{informe.pk}"
        # A PDF takes a second of a processor: it is made once a generation of the site.
        if (contenido := caches["documentos"].get(clave)) is None:
            contenido = hacer_pdf(render_to_string("sistema/informe_en_papel.html", contexto, request=request))
            caches["documentos"].set(clave, contenido)
        respuesta = HttpResponse(contenido, content_type="application/pdf")
        respuesta.headers["Content-Disposition"] = f'inline; filename="{slugify(informe.nombre)[:80]}.pdf"'
        return respuesta
