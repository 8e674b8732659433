"""The public forms, their receipt, and the link by which who wrote takes their data back."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from actores.de_fuera import hay_demasiados
from base.enlaces import pagina_de_enlace

from . import servicio
from .direcciones import asunto_de
from .forms import FORMULARIOS
from .models import Correccion, Pedido

PANTALLAS = {
    Pedido: ("intercambios/pedir.html", gettext_lazy("Pedir un intercambio")),
    Correccion: ("intercambios/corregir.html", gettext_lazy("Esto no es así")),
}
DE_UN_PROGRAMA = "0"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def escribir(request, clase):
    asunto = asunto_de(request.GET.get("sobre", ""))
    formulario = FORMULARIOS[clase](request.POST or None, asunto=asunto)
    al_final, estado = f"intercambios:gracias_{clase._meta.model_name}", 200
    if request.method == "POST":
        if hay_demasiados(request, request.POST.get("correo", "").strip()):
            formulario.add_error(
                None, _("Llegaron muchos mensajes seguidos. Lo que escribió sigue aquí: envíelo en una hora.")
            )
            estado = 429
        elif formulario.is_valid():
            if formulario.es_de_un_programa:
                return redirect(al_final, codigo=DE_UN_PROGRAMA)
            recado = servicio.recibir(request, formulario.lo_recibido(request, get_language()))
            return redirect(al_final, codigo=recado.codigo)
    plantilla, titulo = PANTALLAS[clase]
    contexto = {"formulario": formulario, "titulo": titulo, "asunto": asunto, "dias": settings.PEDIDOS_DIAS_HABILES}
    return render(request, plantilla, contexto, status=estado)


@never_cache
@require_safe
def gracias(request, clase, codigo):
    contexto = {
        "codigo": codigo if codigo != DE_UN_PROGRAMA else "",
        "titulo": _("Recibido"),
        "dias": settings.PEDIDOS_DIAS_HABILES,
        "es_pedido": clase is Pedido,
    }
    return render(request, "intercambios/gracias.html", contexto)


@pagina_de_enlace
def borrar(request, clase, token):
    recado = servicio.por_su_enlace(clase, token)
    if recado is None:
        raise Http404
    if request.method == "POST" and not recado.sin_datos:
        recado.borrar_datos()
    contexto = {"recado": recado, "titulo": _("Borrar mis datos"), "es_pedido": clase is Pedido}
    return render(request, "intercambios/borrar.html", contexto)
