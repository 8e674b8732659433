"""The conclusions for the public in the admin. Each is prepared from its session; here it is corrected and sent."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.snippets.models import register_snippet

from publicables.viewsets import AL_EXPORTAR, ENCABEZADOS, IDIOMA, LE_FALTA, PUBLICACION, AvalableViewSet

from .models import ConclusionPublica


class ConclusionPublicaViewSet(AvalableViewSet):
    model = ConclusionPublica
    icon = "list-ul"
    menu_label = _("Conclusiones acogidas")
    menu_name = "conclusiones-acogidas"
    menu_order = 224
    add_to_admin_menu = True
    list_display = ["nombre", "instancia", "fecha", LE_FALTA, PUBLICACION, IDIOMA]
    list_export = ["nombre", "instancia", "acogida_por", "fecha", *AL_EXPORTAR]
    export_headings = ENCABEZADOS
    export_filename = "conclusiones"
    ordering = ["-fecha"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    HelpPanel(
                        content=_(
                            "Se prepara desde la sesión que la concluyó, cuando la acogieron. Escrita aquí desde cero "
                            "no llega a tener aval."
                        )
                    ),
                    TitleFieldPanel("nombre", targets=["slug"], placeholder=False),
                    FieldPanel("slug"),
                    FieldPanel("descripcion"),
                    FieldPanel("respuesta"),
                    FieldPanel("instancia"),
                    FieldPanel("acogida_por"),
                    FieldPanel("fecha"),
                ],
                heading=_("Lo que se concluyó y lo que se respondió"),
            )
        ]
    )


register_snippet(ConclusionPublicaViewSet)
