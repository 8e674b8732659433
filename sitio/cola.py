"""What was left for later and did not come out: for Administración, which can have it tried again."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from actores.grupos import ADMINISTRACION, pertenece
from banco.proyeccion import leer_adjuntos
from base.buzon import entregar
from base.tareas import COLAS, estado_de_la_cola, fallidas, reintentar
from practicas.models import PracticaPage

MAXIMO = 200  # rows on the screen


def puede_ver_la_cola(usuario):
    return usuario.is_superuser or pertenece(usuario, ADMINISTRACION)


class MenuDeLaCola(MenuItem):
    def is_shown(self, request):
        return puede_ver_la_cola(request.user)


def _que(fila, titulos):
    """What the task was for, without names or addresses of people."""
    argumentos = fila.args_kwargs["args"]
    if fila.task_path == entregar.module_path:
        return argumentos[0]["campos"]["subject"]
    if fila.task_path == leer_adjuntos.module_path:
        return titulos.get(argumentos[0], "")
    return ""


def _para_cuantos(fila):
    if fila.task_path != entregar.module_path:
        return None
    campos = fila.args_kwargs["args"][0]["campos"]
    return sum(len(campos[a]) for a in ("to", "cc", "bcc"))


def _ultimo_error(fila):
    lineas = fila.traceback.strip().splitlines()
    return lineas[-1].rpartition("base.buzon.")[2][:200] if lineas else ""


# What the errors that are seen most mean, and whose they are; the rest is read by who looks after the server.
PORQUES = {
    "TimeoutError": gettext_lazy("El servidor de correo no respondió a tiempo."),
    "ConnectionRefusedError": gettext_lazy("El servidor de correo no aceptó la conexión."),
    "gaierror": gettext_lazy("El servidor de correo que está puesto no existe o no se encuentra."),
    "SMTPAuthenticationError": gettext_lazy("El servidor de correo no aceptó el usuario o la contraseña del Banco."),
    "SMTPRecipientsRefused": gettext_lazy("El servidor de correo no aceptó la dirección de quien lo recibe."),
}


def _porque(error):
    return next((frase for nombre, frase in PORQUES.items() if nombre in error), "")


class ColaView(WagtailAdminTemplateMixin, TemplateView):
    """The tasks that failed for good, the last first, and how the queue is."""

    template_name = "sitio/admin/cola.html"
    page_title = gettext_lazy("Correos y tareas")
    header_icon = "mail"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def dispatch(self, request, *args, **kwargs):
        if not puede_ver_la_cola(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        filas = fallidas()
        if "todas" not in request.POST:
            # A number that is none of ours finds nothing, whatever it is.
            filas = [fila.pk for fila in filas if str(fila.pk) in request.POST.getlist("tarea")]
            filas = fallidas().filter(pk__in=filas)
        if cuantas := reintentar(filas):
            mensaje = ngettext("%(n)s tarea volvió a la cola.", "%(n)s tareas volvieron a la cola.", cuantas) % {
                "n": cuantas
            }
            messages.success(request, mensaje)
        else:
            messages.warning(request, _("No se reintentó nada: ya no estaba entre lo que falló, o no eligió ninguna."))
        return redirect(reverse("cola"))

    def get_context_data(self, **kwargs):
        filas = list(fallidas()[:MAXIMO])
        estado = estado_de_la_cola()
        numeros = [fila.args_kwargs["args"][0] for fila in filas if fila.task_path == leer_adjuntos.module_path]
        titulos = dict(PracticaPage.objects.filter(pk__in=numeros).values_list("pk", "title"))
        return super().get_context_data(
            estado=estado | {"desde": timezone.now() - timedelta(seconds=estado["espera"])},
            filas=[
                {
                    "pk": fila.pk,
                    "cola": COLAS[fila.queue_name].nombre if fila.queue_name in COLAS else fila.queue_name,
                    "que": _que(fila, titulos),
                    "para": _para_cuantos(fila),
                    "desde": fila.enqueued_at,
                    "hasta": fila.finished_at,
                    "intentos": len(fila.worker_ids),
                    "error": _ultimo_error(fila),
                    "porque": _porque(fila.traceback),
                }
                for fila in filas
            ],
            **kwargs,
        )
