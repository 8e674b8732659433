"""The survey as whoever has a link answers it: without an account, in either language, once."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from base.enlaces import NoSirve, pagina_de_enlace

from . import encuestas
from .forms_aprende import ResponderForm


@pagina_de_enlace
def responder(request, token):
    try:
        enlace, encuesta = encuestas.la_del(token)
    except NoSirve as error:
        return _no_sirve(request, _por_que(error.enlace))
    except encuestas.YaCerrada:
        return _no_sirve(request, "cerrada")
    formulario = ResponderForm(encuesta.formulario, request.POST or None)
    if request.method == "POST" and formulario.is_valid():
        if not formulario.es_de_un_programa:
            try:
                encuestas.responder(enlace, encuesta, formulario.respuestas)
            except NoSirve as error:
                return _no_sirve(request, _por_que(error.enlace))
            except encuestas.YaCerrada:
                return _no_sirve(request, "cerrada")
        return redirect("intercambios:encuesta_gracias")
    contexto = {"formulario": formulario, "encuesta": encuesta}
    return render(request, "intercambios/encuesta.html", contexto)


@require_safe
def gracias(request):
    return render(request, "intercambios/encuesta_gracias.html")


def _por_que(enlace):
    """Why a link opens nothing: it is not ours, it was used, the survey was closed, or its term is over."""
    if enlace is None:
        return "ajeno"
    if enlace.usos.filter(que="hizo").exists():
        return "usado"
    return "cerrada" if enlace.revocado else "vencido"


def _no_sirve(request, por_que):
    estado = 404 if por_que == "ajeno" else 410
    return render(request, "intercambios/encuesta_no_sirve.html", {"por_que": por_que}, status=estado)
