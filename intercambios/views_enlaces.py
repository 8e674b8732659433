"""The pages that the links of letters open, without account: where a request stands, and a question to answer."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actores.avisos import una_vez
from base import enlaces
from base.enlaces import NoSirve, pagina_de_enlace

from . import correspondencia, seguimiento, situacion
from .forms_enlaces import RespuestaForm
from .models import FIN_DE_RESPONDER, FIN_DE_SEGUIR, Cuestionario, Pedido


def _enlace(fin, token):
    """The row of that link, and whether it still opens. Raises ``Http404`` of what is no link of ours."""
    try:
        return enlaces.abrir(fin, token), True
    except NoSirve as error:
        if error.enlace is None:
            raise Http404 from error
        return error.enlace, False


def _ya_no(request, enlace, pide_otro):
    """A link that opens nothing any more: why, and how to have another; it goes to the address that the DDRI has."""
    pedido_otro = False
    if request.method == "POST" and enlace.revocado is None:
        pide_otro()
        pedido_otro = True
    contexto = {"titulo": _("Este enlace ya no sirve"), "enlace": enlace, "pedido_otro": pedido_otro}
    return render(request, "intercambios/enlace_vencido.html", contexto, status=200 if pedido_otro else 410)


@pagina_de_enlace
def seguir(request, token):
    enlace, sirve = _enlace(FIN_DE_SEGUIR, token)
    filas = Pedido.objects.select_related("practica", "alternativa", "unido_a", "proceso__metodo", "proceso__fase")
    pedido = filas.filter(pk=enlace.sobre).first()
    if pedido is None:
        raise Http404
    if not sirve:
        return _ya_no(request, enlace, lambda: _otro_para_seguir(pedido))
    contexto = {"titulo": _("En qué va su pedido"), **situacion.contexto(pedido, get_language())}
    return render(request, "intercambios/seguir.html", contexto)


def _otro_para_seguir(pedido):
    if not pedido.correo:
        return

    def carta():
        texto = _("Pidió otro enlace para ver en qué va su pedido %(codigo)s:\n\n%(url)s\n")
        datos = {"codigo": pedido.codigo, "url": correspondencia.enlace_para_seguir(pedido)}
        return _("Su pedido %(codigo)s") % datos, texto % datos

    una_vez(f"seguir:{pedido.pk}:{timezone.localdate()}", pedido.correo, carta)


@pagina_de_enlace
def responder(request, token):
    enlace, sirve = _enlace(FIN_DE_RESPONDER, token)
    cuestionario = Cuestionario.objects.select_related("proceso", "llenado__formulario").filter(pk=enlace.sobre).first()
    if cuestionario is None:
        raise Http404
    if cuestionario.respondido:
        return _pagina(request, cuestionario, "respondido")
    if not cuestionario.proceso.abierta:
        return _pagina(request, cuestionario, "terminado")
    if not sirve:
        return _ya_no(request, enlace, lambda: seguimiento.otro_enlace(cuestionario))
    formulario = seguimiento.formulario_de(cuestionario)
    forma = RespuestaForm(formulario, data=request.POST or None)
    if request.method == "POST" and forma.is_valid():
        if not forma.es_de_un_programa:
            try:
                cuestionario = seguimiento.responder(cuestionario, formulario, forma.respuestas)
            except ValidationError:  # two people of the same office, at once
                cuestionario.refresh_from_db()
            else:
                enlace.anotar(enlace.usos.model.Que.HIZO)
        return _pagina(request, cuestionario, "gracias")
    return _pagina(request, cuestionario, "responder", forma=forma, formulario=formulario)


def _pagina(request, cuestionario, paso, **mas):
    pedido = seguimiento.pedido_de(cuestionario.proceso)
    titulos = {"gracias": _("Gracias"), "respondido": _("Ya se respondió"), "terminado": _("Este intercambio terminó")}
    formulario = seguimiento.formulario_de(cuestionario)
    contexto = {
        "titulo": titulos.get(paso) or formulario.nombre(),
        "paso": paso,
        "cuestionario": cuestionario,
        "pedido": pedido,
        "nota": formulario.nota(),
        "tema": situacion.tema_de(pedido, get_language()) if pedido else cuestionario.proceso.titulo,
        **mas,
    }
    return render(request, "intercambios/responder.html", contexto)
