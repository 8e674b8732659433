"""The public form, its receipt, and the link by which who asked takes their data back."""

from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from . import servicio
from .direcciones import llamado
from .forms import PedidoForm


def _sobre(request):
    """The key of what it is about, and its name; nothing of what is not live."""
    clave = request.GET.get("sobre", "")
    nombre = llamado(clave)
    return (UUID(clave), nombre) if nombre else (None, "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pedir(request):
    clave, nombre = _sobre(request)
    formulario = PedidoForm(request.POST or None, initial={"sobre": nombre})
    estado = 200
    if request.method == "POST":
        if servicio.hay_demasiados(request, request.POST.get("correo", "").strip()):
            formulario.add_error(
                None, _("Llegaron muchos pedidos seguidos. Lo que escribió sigue aquí: envíelo en una hora.")
            )
            estado = 429
        elif formulario.is_valid():
            if formulario.es_de_un_programa:
                return redirect("intercambios:gracias", codigo="0")
            formulario.instance.idioma, formulario.instance.clave = get_language(), clave
            pedido = servicio.recibir(request, formulario.instance)
            return redirect("intercambios:gracias", codigo=pedido.codigo)
    contexto = {
        "formulario": formulario,
        "titulo": _("Pedir un intercambio"),
        "nombre": nombre,
        "dias": settings.PEDIDOS_DIAS_HABILES,
    }
    return render(request, "intercambios/pedir.html", contexto, status=estado)


@never_cache
@require_safe
def gracias(request, codigo):
    return render(
        request,
        "intercambios/gracias.html",
        {"codigo": codigo if codigo != "0" else "", "titulo": _("Recibido"), "dias": settings.PEDIDOS_DIAS_HABILES},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def borrar(request, token):
    pedido = servicio.por_su_enlace(token)
    if pedido is None:
        raise Http404
    if request.method == "POST" and not pedido.sin_datos:
        pedido.borrar_datos()
    return render(request, "intercambios/borrar.html", {"pedido": pedido, "titulo": _("Borrar mis datos")})
