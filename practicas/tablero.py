"""The fichas of one's entity on the dashboard of a punto focal: where each stands and what is asked."""

from django.db.models import Count, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState, get_default_page_content_type

from actores.grupos import PUNTOS_FOCALES, pertenece
from base.idiomas import ESPANOL

from .models import PracticaPage
from .situacion import con_situacion, por_lo_que_se_pide


class FichasPanel(Component):
    """The fichas of the entity of ``request.user``, the ones that ask something first."""

    name = "fichas"
    template_name = "practicas/admin/tablero_fichas.html"
    order = 110
    A_LA_VISTA = 20

    def __init__(self, request):
        self.request = request

    @cached_property
    def fichas(self):
        return PracticaPage.objects.filter(
            entidad_id=self.request.user.entidad_id, locale__language_code=ESPANOL
        ).select_related("locale")

    @cached_property
    def filas(self):
        # What they say is long, and no row shows it.
        pesados = [campo.name for campo in PracticaPage._meta.local_concrete_fields if isinstance(campo, TextField)]
        fichas = por_lo_que_se_pide(con_situacion(self.fichas.defer(*pesados)))[: self.A_LA_VISTA]
        numeros = [str(ficha.pk) for ficha in fichas]
        estados = {
            estado.object_id: estado  # the last one of each ficha wins
            for estado in WorkflowState.objects.filter(
                base_content_type=get_default_page_content_type(), object_id__in=numeros
            )
            .select_related("current_task_state__task")
            .order_by("created_at")
        }
        filas = []
        for ficha in fichas:
            estado = estados.get(str(ficha.pk))
            filas.append({"objeto": ficha, "estado": estado, "tarea": estado and estado.current_task_state})
        return filas

    def get_context_data(self, parent_context):
        padres = (
            modelo.objects.filter(locale__language_code=ESPANOL) for modelo in PracticaPage.allowed_parent_page_models()
        )
        banco = next((pagina for paginas in padres for pagina in paginas), None)
        return {
            "filas": self.filas,
            "cuantas": self.fichas.count(),
            "url_todas": reverse("fichas:index"),
            "entidad": self.request.user.entidad,
            "url_nueva": reverse("wagtailadmin_pages:add", args=["practicas", "practicapage", banco.pk])
            if banco
            else None,
        }


def fichas_abiertas():
    """How many fichas each entity has that nobody reads yet, or whose changes nobody does: an expression over it."""
    suyas = PracticaPage.objects.filter(
        Q(live=False) | Q(has_unpublished_changes=True), entidad=OuterRef("pk"), locale__language_code=ESPANOL
    )
    return Coalesce(Subquery(suyas.order_by().values("entidad").annotate(n=Count("pk")).values("n")), 0)


def paneles(request):
    """The panels that ``request.user`` needs."""
    return [FichasPanel(request)] if pertenece(request.user, PUNTOS_FOCALES) else []
