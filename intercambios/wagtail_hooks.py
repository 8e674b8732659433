from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from .viewsets import CorreccionViewSet, PedidoViewSet

register_snippet(PedidoViewSet)
register_snippet(CorreccionViewSet)


@hooks.register("register_log_actions")
def acciones(registro):
    @registro.register_action("intercambios.estado")
    class CambioDeEstado(LogFormatter):
        label = gettext_lazy("Cambiar el estado de un pedido o de una corrección")

        def format_message(self, entrada):
            datos = entrada.data
            return _("De «%(de)s» a «%(a)s»") % {"de": datos.get("de", ""), "a": datos.get("a", "")}
