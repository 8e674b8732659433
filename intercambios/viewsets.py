"""The desk of the DDRI: what was corrected, by whom, and what became of it. That of requests is ``viewsets_mesa``."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from base.hojas import ListaSinFormulas

from . import servicio
from .models import Correccion
from .panels import ALaManoPanel


class EstadoForm(WagtailAdminModelForm):
    """The states that follow are offered, and no other is taken: another person may have decided meanwhile."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        estado, recado = self.instance.estado, self._meta.model
        posibles = (estado, *recado.SIGUIENTES[estado])
        self.fields["estado"].choices = [par for par in recado.Estado.choices if par[0] in posibles]
        self.fields["estado"].error_messages["invalid_choice"] = recado.no_se_pasa_de(estado)


class RecadoEditView(EditView):
    """Whoever wrote is told of what ends it; the log has each state."""

    def save_instance(self):
        antes = self.model.objects.values_list("estado", flat=True).get(pk=self.object.pk)
        recado = super().save_instance()
        if recado.estado != antes:
            servicio.al_cambiar(recado, antes, self.request.user)
        return recado


def _ficha(titulo, escrito, persona):
    leidos = [FieldPanel(campo, read_only=True) for campo in escrito]
    de_quien = [FieldPanel(campo, read_only=True) for campo in (*persona, "autorizado", "autorizacion", "sin_datos")]
    return ObjectList(
        [
            MultiFieldPanel([*leidos, ALaManoPanel()], heading=titulo),
            MultiFieldPanel(de_quien, heading=_("Quién escribió")),
            MultiFieldPanel([FieldPanel("estado"), FieldPanel("motivo")], heading=_("La respuesta")),
        ],
        base_form_class=EstadoForm,
    )


class RecadoViewSet(SnippetViewSet):
    """No chooser: nothing points at a message, and Wagtail's lists them to anybody who is in the admin."""

    add_to_admin_menu = True
    index_view_class = ListaSinFormulas
    edit_view_class = RecadoEditView
    search_backend_name = None
    list_per_page = 50

    def register_chooser_viewset(self):
        pass


class CorreccionViewSet(RecadoViewSet):
    model = Correccion
    icon = "warning"
    menu_label = _("Correcciones propuestas")
    menu_name = "correcciones"
    menu_order = 301
    list_display = ["codigo", "recibido", "sobre", "estado"]
    list_filter = ["estado", "idioma"]
    list_export = [
        *("codigo", "recibido", "idioma", "sobre", "estado", "motivo", "mensaje", "propuesta", "correo", "autorizado"),
    ]
    search_fields = ["codigo", "sobre", "mensaje", "correo"]
    edit_handler = _ficha(_("Lo que no es así"), ("codigo", "recibido", "sobre", "mensaje", "propuesta"), ("correo",))
