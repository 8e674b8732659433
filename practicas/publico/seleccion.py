"""A selection of practices: kept by the reader's own browser, shared by its address; and up to four side by side."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .documentos import MAXIMO_EN_LISTA, hay_weasyprint, paginas_de

MAXIMO_AL_LADO = 4


def _contexto(request, titulo, maximo):
    claves = request.GET.getlist("p")
    paginas = paginas_de(get_language(), claves[:maximo])
    elegidas = [str(pagina.translation_key) for pagina in paginas]
    consulta = urlencode([("p", clave) for clave in elegidas])
    return {
        "paginas": paginas,
        "titulo": titulo,
        "faltan": len(dict.fromkeys(claves[:maximo])) - len(paginas),
        "consulta_lista": consulta,
        "maximo": maximo,
        "sobran": max(0, len(claves) - maximo),
    }


@require_safe
def lista(request):
    contexto = _contexto(request, _("Su selección"), MAXIMO_EN_LISTA)
    contexto["hay_pdf"] = hay_weasyprint()
    contexto["direccion"] = request.build_absolute_uri(f"{reverse('banco:lista')}?{contexto['consulta_lista']}")
    return render(request, "practicas/lista.html", contexto)


@require_safe
def comparar(request):
    contexto = _contexto(request, _("Comparar prácticas"), MAXIMO_AL_LADO)
    paginas = contexto["paginas"]
    secciones = {}
    for lugar, pagina in enumerate(paginas):
        for seccion in pagina.secciones_de_lectura():
            fila = secciones.setdefault(
                seccion["campo"], {"titulo": seccion["titulo"], "celdas": [None] * len(paginas)}
            )
            fila["celdas"][lugar] = (pagina, seccion)
    orden = [campo for campo in type(paginas[0]).campos_de_lectura if campo in secciones] if paginas else []
    contexto["secciones"] = [{"campo": campo, **secciones[campo]} for campo in orden]
    return render(request, "practicas/comparar.html", contexto)
