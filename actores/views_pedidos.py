"""The public pages of asking for an account: the form, and the two links that its letter bears. Nothing is kept."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from base.enlaces import pagina_de_enlace

from . import apertura
from .de_fuera import hay_demasiados
from .forms_pedidos import PedidoDeCuentaForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pedir(request):
    formulario, estado = PedidoDeCuentaForm(request.POST or None), 200
    if request.method == "POST":
        if hay_demasiados(request, request.POST.get("correo", "").strip()):
            formulario.add_error(
                None, _("Llegaron muchos mensajes seguidos. Lo que escribió sigue aquí: envíelo en una hora.")
            )
            estado = 429
        elif formulario.is_valid():
            if not formulario.es_de_un_programa:
                apertura.recibir(formulario.lo_recibido(request, get_language()))
            return redirect("cuentas:pedida")
    contexto = {"formulario": formulario, "titulo": _("Pedir una cuenta"), "dias": settings.PEDIDOS_DIAS_HABILES}
    return render(request, "actores/pedir_cuenta.html", contexto, status=estado)


def _pagina(request, paso, titulo, pedido=None, status=200):
    contexto = {
        "paso": paso,
        "titulo": titulo,
        "pedido": pedido,
        "plazo": apertura.PLAZO.days,
        "dias": settings.PEDIDOS_DIAS_HABILES,
    }
    return render(request, "actores/pedido_de_cuenta.html", contexto, status=status)


@never_cache
@require_safe
def pedida(request):
    return _pagina(request, "pedida", _("Falta confirmar su correo"))


@pagina_de_enlace
def confirmar(request, token):
    """Asked first: what opens the links of a mail to look at them confirms nothing."""
    pedido = apertura.por_confirmar(token)
    if pedido is None:
        return _pagina(request, "vencido", _("Este enlace ya no sirve"), status=404)
    if request.method == "POST":
        pedido = apertura.confirmar(pedido)
    if pedido.correo_confirmado or pedido.estado != pedido.Estado.PEDIDO:
        return _pagina(request, "confirmado", _("Correo confirmado"), pedido)
    return _pagina(request, "confirmar", _("Confirme su correo"), pedido)


@pagina_de_enlace
def borrar(request, token):
    pedido = apertura.por_borrar(token)
    if pedido is None:
        raise Http404
    if request.method == "POST" and not pedido.sin_datos:
        pedido.borrar_datos()
    return _pagina(request, "borrado" if pedido.sin_datos else "borrar", _("Borrar mis datos"), pedido)
