"""The live fit: the matrix, a practice before every target, a target before every practice, the calendar of calls."""

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actores.correo import direccion_completa
from base.hojas import celda
from base.idiomas import ESPANOL
from practicas.models import PracticaPage

from .. import convocatorias, fuentes, permisos, retratos
from ..ajuste import Estado, medir
from ..models import Objetivo, Paquete
from .comun import Pantalla

POR_PAGINA = 40


def publicadas():
    return PracticaPage.objects.filter(live=True, locale__language_code=ESPANOL).order_by("title", "pk")


def ordenados(filas):
    """Pairs (whatever, fit), those that lack least first."""
    return sorted(filas, key=lambda fila: (-fila[1].cumplidos / max(fila[1].total, 1), len(fila[1].faltas)))


class MatrizView(Pantalla):
    """Practices × targets."""

    template_name = "promocion/matriz.html"
    page_title = gettext_lazy("Prácticas y objetivos")

    def get_context_data(self, **kwargs):
        hoy = timezone.localdate()
        todos = self.request.GET.get("ver") == "todos"
        objetivos = Objetivo.objects.all() if todos else Objetivo.objects.exclude(admite=Objetivo.Admite.NO)
        perfiles = retratos.perfiles(objetivos)
        busca = self.request.GET.get("q", "").strip()
        practicas = publicadas().filter(title__icontains=busca) if busca else publicadas()
        pagina = Paginator(practicas, POR_PAGINA).get_page(self.request.GET.get("p"))
        suyos = retratos.retratos(pagina)
        filas = [(una, [(perfil, medir(perfil, suyos[una.pk], hoy)) for perfil in perfiles]) for una in pagina]
        consulta = self.request.GET.copy()
        consulta.pop("p", None)
        return super().get_context_data(
            perfiles=perfiles,
            filas=filas,
            pagina=pagina,
            busca=busca,
            todos=todos,
            consulta=consulta.urlencode(),
            claves={estado.value: estado for estado in Estado},
            **kwargs,
        )


def exportar(request):
    """The whole matrix, a row for each practice and target, in CSV."""
    if not permisos.prepara(request.user):
        return HttpResponse(status=403)
    respuesta = HttpResponse(content_type="text/csv; charset=utf-8")
    respuesta["Content-Disposition"] = 'attachment; filename="ajuste.csv"'
    respuesta.write("\ufeff")  # so that a spreadsheet reads its accents
    escritor = csv.writer(respuesta)
    escritor.writerow(
        [
            _("Práctica"),
            _("Entidad"),
            _("Objetivo"),
            _("Cumple"),
            _("De"),
            _("Estado"),
            _("Qué falta"),
            _("Qué no se sabe"),
        ]
    )
    perfiles, hoy = retratos.perfiles(), timezone.localdate()
    paginas = Paginator(publicadas(), 100)
    for numero in paginas.page_range:
        pagina = paginas.page(numero)
        suyos = retratos.retratos(pagina)
        for una in pagina:
            for perfil in perfiles:
                ajuste = medir(perfil, suyos[una.pk], hoy)
                faltas, dudas = (
                    " · ".join(": ".join(filter(None, (uno.que, uno.frase))) for uno in cuales)
                    for cuales in (ajuste.faltas, ajuste.dudas)
                )
                escritor.writerow(
                    [celda(str(dato)) for dato in (una.title, una.entidad, perfil.objetivo)]
                    + [ajuste.cumplidos, ajuste.total, ajuste.estado.value, celda(faltas), celda(dudas)]
                )
    return respuesta


class _DeUnaPractica(Pantalla):
    """Of who prepares entries, and of the entity that answers for the practice."""

    pk = "pk"

    @cached_property
    def practica(self):
        return get_object_or_404(
            PracticaPage.objects.select_related("entidad", "locale"),
            pk=self.kwargs[self.pk],
            locale__language_code=ESPANOL,
        )

    def puede_entrar(self, request, **kwargs):
        return permisos.ve(request.user, self.practica)

    @cached_property
    def en_borrador(self):
        """Whether what is measured is the draft: always, while nothing of it was approved."""
        return not self.practica.live or self.request.GET.get("contenido") == "borrador"

    @cached_property
    def medida(self):
        return self.practica.get_latest_revision_as_object() if self.en_borrador else self.practica

    def get_page_subtitle(self):
        return str(self.medida)


class PracticaView(_DeUnaPractica):
    """A practice before every target."""

    template_name = "promocion/practica.html"
    page_title = gettext_lazy("A qué se puede postular")

    def get_context_data(self, **kwargs):
        suyo, hoy = retratos.retrato(self.medida), timezone.localdate()
        filas = [(perfil.objetivo, medir(perfil, suyo, hoy)) for perfil in retratos.perfiles()]
        return super().get_context_data(
            practica=self.practica,
            en_borrador=self.en_borrador,
            filas=ordenados(filas),
            paquetes=self.practica.paquetes.select_related("objetivo__premio"),
            **kwargs,
        )


class ObjetivoView(Pantalla):
    """What a target asks, and every practice before it."""

    template_name = "promocion/objetivo.html"
    page_title = gettext_lazy("Qué pide y qué encaja")

    @cached_property
    def objetivo(self):
        return get_object_or_404(
            Objetivo.objects.select_related("formulario", "premio", "plataforma"), pk=self.kwargs["pk"]
        )

    def get_page_subtitle(self):
        return str(self.objetivo)

    def get_context_data(self, **kwargs):
        perfil, hoy = retratos.perfil(self.objetivo), timezone.localdate()
        pagina = Paginator(publicadas(), POR_PAGINA).get_page(self.request.GET.get("p"))
        suyos = retratos.retratos(pagina)
        abre, cierra = self.objetivo.fechas
        return super().get_context_data(
            objetivo=self.objetivo,
            idiomas=Objetivo._meta.get_field("idiomas").nombres(self.objetivo.idiomas),
            **{campo: self.objetivo.en_este_idioma(campo) for campo in ("condiciones", "criterios", "anexos", "nota")},
            preguntas=[(campo, fuentes.nombre(campo.fuente)) for campo in perfil.campos],
            reglas=perfil.reglas,
            abre=abre,
            cierra=cierra,
            pagina=pagina,
            filas=ordenados([(una, medir(perfil, suyos[una.pk], hoy)) for una in pagina]),
            **kwargs,
        )


class AjusteView(_DeUnaPractica):
    """One practice before one target, line by line; and from here its package is begun."""

    template_name = "promocion/ajuste.html"
    page_title = gettext_lazy("Qué tiene y qué le falta")
    pk = "practica_id"

    @cached_property
    def objetivo(self):
        return get_object_or_404(Objetivo.objects.select_related("formulario", "premio"), pk=self.kwargs["objetivo_id"])

    def migas(self):
        return [(reverse("postulaciones:practica", args=[self.practica.pk]), self.practica.title)]

    def get_context_data(self, **kwargs):
        ajuste = medir(retratos.perfil(self.objetivo), retratos.retrato(self.medida), timezone.localdate())
        orden = [Estado.FALTA, Estado.NO_SE_SABE, Estado.CUMPLE, Estado.SOBRA]
        hechos = dict(self.practica.paquetes.filter(objetivo=self.objetivo).values_list("idioma", "pk"))
        return super().get_context_data(
            practica=self.practica,
            objetivo=self.objetivo,
            ajuste=ajuste,
            en_borrador=self.en_borrador,
            renglones=sorted(ajuste.renglones, key=lambda uno: orden.index(uno.estado)),
            puede_preparar=permisos.prepara(self.request.user) and self.practica.live,
            idiomas=[(codigo, hechos.get(codigo)) for codigo in self.objetivo.idiomas_nuestros],
            **kwargs,
        )


class CalendarioView(Pantalla):
    """When calls open and close, and what fits each."""

    template_name = "promocion/calendario.html"
    page_title = gettext_lazy("Calendario de convocatorias")
    MEJORES = 3

    def get_context_data(self, **kwargs):
        hoy = timezone.localdate()
        fechas = convocatorias.con_fecha()
        vigentes = [uno for uno in fechas if (uno[2] or uno[1]) >= hoy]
        perfiles = {
            uno.objetivo.pk: uno
            for uno in retratos.perfiles(Objetivo.objects.filter(pk__in=[objetivo.pk for objetivo, *_ in vigentes]))
        }
        practicas = list(publicadas()[:200]) if perfiles else []
        suyos = retratos.retratos(practicas) if perfiles else {}
        filas = []
        for objetivo, abre, cierra in fechas:
            perfil = perfiles.get(objetivo.pk)
            medidas = [(una, medir(perfil, suyos[una.pk], hoy)) for una in practicas] if perfil else []
            filas.append(
                {
                    "objetivo": objetivo,
                    "abre": abre,
                    "cierra": cierra,
                    "estado": convocatorias.estado_de(abre, cierra, hoy),
                    "mejores": ordenados(medidas)[: self.MEJORES],
                }
            )
        en_marcha = Paquete.objects.exclude(estado=Paquete.Estado.CERRADO)
        return super().get_context_data(
            filas=filas,
            sin_fecha=Objetivo.objects.exclude(pk__in=[objetivo.pk for objetivo, *_ in fechas]),
            en_marcha=en_marcha.select_related("practica", "objetivo")[:50],
            **kwargs,
        )


def icalendar(request):
    if not permisos.prepara(request.user):
        return HttpResponse(status=403)
    calendario = convocatorias.en_icalendar(
        lambda objetivo: direccion_completa(reverse("postulaciones:objetivo", args=[objetivo.pk]))
    )
    respuesta = HttpResponse(calendario.to_ical(), content_type="text/calendar; charset=utf-8")
    respuesta["Content-Disposition"] = 'attachment; filename="convocatorias.ics"'
    return respuesta
