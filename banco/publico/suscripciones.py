"""The public pages of subscribing: the form, and the two links that its letters bear. Nothing of them is kept."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from actores.de_fuera import FormDeFuera, hay_demasiados
from base.enlaces import NoSirve, pagina_de_enlace

from .. import suscripciones
from ..buscador import Consulta
from ..models import Suscripcion


class SuscripcionForm(FormDeFuera):
    class Meta:
        model = Suscripcion
        fields = ("correo",)
        labels = {"correo": gettext_lazy("Correo electrónico")}
        widgets = {"correo": forms.EmailInput({"autocomplete": "email"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["correo"].required = True
        self.fields["autoriza"].label = gettext_lazy(
            "Autorizo a la DDRI a guardar mi correo para avisarme de las prácticas nuevas (Ley 1581 de 2012)."
        )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suscribirse(request):
    consulta = Consulta(request.GET, get_language())
    pregunta = suscripciones.pregunta_de(consulta)
    formulario, estado = SuscripcionForm(request.POST or None), 200
    if request.method == "POST":
        if hay_demasiados(request, request.POST.get("correo", "").strip()):
            formulario.add_error(
                None, _("Llegaron muchos mensajes seguidos. Lo que escribió sigue aquí: envíelo en una hora.")
            )
            estado = 429
        elif len(pregunta) > Suscripcion._meta.get_field("pregunta").max_length:
            formulario.add_error(None, _("Son demasiados filtros para un aviso: quite algunos y vuelva a pedirlo."))
        elif formulario.is_valid():
            if not formulario.es_de_un_programa:
                suscripcion = formulario.lo_recibido(request, get_language())
                suscripcion.pregunta = pregunta
                suscripciones.pedir(suscripcion)
            return redirect("banco:suscripcion_pedida")
    contexto = {
        "formulario": formulario,
        "titulo": _("Prácticas nuevas por correo"),
        "nombre": suscripciones.nombre_de(consulta),
        "pregunta": f"?{pregunta}".rstrip("?"),
    }
    return render(request, "banco/suscribirse.html", contexto, status=estado)


@never_cache
@require_safe
def pedida(request):
    dias = suscripciones.PLAZO.days
    return render(request, "banco/suscripcion.html", {"titulo": _("Falta confirmar"), "paso": "pedida", "dias": dias})


@pagina_de_enlace
def confirmar(request, token):
    """Asked first: what opens the links of a mail to look at them confirms nothing."""
    suscripcion = suscripciones.por_confirmar(token)
    contexto = {"titulo": _("Prácticas nuevas por correo"), "paso": "confirmar", "dias": suscripciones.PLAZO.days}
    if suscripcion is None:
        return render(request, "banco/suscripcion.html", contexto | {"paso": "vencida"}, status=404)
    if request.method == "POST":
        try:
            suscripcion = suscripciones.confirmar(suscripcion)
        except suscripciones.SonMuchas:
            contexto["paso"] = "son_muchas"
    if suscripcion.confirmada:
        contexto["paso"] = "confirmada"
    contexto["nombre"] = suscripciones.nombre_de(suscripciones.consulta_de(suscripcion))
    return render(request, "banco/suscripcion.html", contexto)


@csrf_exempt  # the mail program of the reader sends it, without a page of ours (RFC 8058); the link is the key
@pagina_de_enlace
def terminar(request, token):
    try:
        suscripcion = suscripciones.por_terminar(token)
    except NoSirve:
        raise Http404 from None
    contexto = {"titulo": _("Dejar de recibir avisos"), "paso": "terminada"}
    if suscripcion and request.method == "POST":
        suscripcion.delete()
    elif suscripcion:
        contexto["paso"] = "terminar"
        contexto["nombre"] = suscripciones.nombre_de(suscripciones.consulta_de(suscripcion))
    return render(request, "banco/suscripcion.html", contexto)
