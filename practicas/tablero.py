"""The fichas of one's entity on the dashboard of a punto focal: where each stands and what is asked."""

from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Task, WorkflowState, get_default_page_content_type

from actores.grupos import MODERACION, PUNTOS_FOCALES, pertenece
from aval.views_retiro import url_de
from base.idiomas import ESPANOL

from . import lo_que_falta, vigencia
from .models import PracticaPage
from .situacion import con_situacion, por_lo_que_se_pide


class FichasPanel(Component):
    """The fichas of the entity of ``request.user``, the ones that ask something first.

    What rooms above ask of a ficha that the DDRI has, they say by the hook ``que_se_pide_de_las_fichas``: its function
    takes the request and the fichas (a query), and returns a dict of number → pair of sentence and address.
    """

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
        de_su_clase = {tarea.pk: tarea for tarea in Task.objects.filter(active=True).specific()}
        pedidos = [gancho(self.request, self.fichas) for gancho in hooks.get_hooks("que_se_pide_de_las_fichas")]
        # What they say is long, and no row shows it.
        pesados = [campo.name for campo in PracticaPage._meta.local_concrete_fields if isinstance(campo, TextField)]
        todas = con_situacion(self.fichas.defer(*pesados))
        fichas = por_lo_que_se_pide(todas, {numero for uno in pedidos for numero in uno})[: self.A_LA_VISTA]
        numeros = [str(ficha.pk) for ficha in fichas]
        estados = {
            estado.object_id: estado  # the last one of each ficha wins
            for estado in WorkflowState.objects.filter(
                base_content_type=get_default_page_content_type(), object_id__in=numeros
            )
            .select_related("current_task_state__task")
            .order_by("created_at")
        }
        faltan = lo_que_falta.por_ficha(fichas)
        filas = []
        for ficha in fichas:
            estado = estados.get(str(ficha.pk))
            if estado and estado.current_task_state:  # what it is called is of its kind
                paso = estado.current_task_state
                paso.task = de_su_clase.get(paso.task_id, paso.task)
            pide = next((uno[ficha.pk] for uno in pedidos if ficha.pk in uno), None)
            filas.append(
                {
                    "objeto": ficha,
                    "estado": estado,
                    "tarea": estado and estado.current_task_state,
                    "pide": pide,
                    "ademas": faltan.get(ficha.pk),
                }
            )
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


class VigenciaPanel(Component):
    """What waits about practices that may not be so any more: of their entity for a punto focal, of all for the DDRI.

    To Moderación, those that ended, or that nobody answers for, are proposed for withdrawal with the reason written.
    """

    name = "vigencia"
    template_name = "practicas/admin/tablero_vigencia.html"
    order = 115
    cuantas = 20

    def __init__(self, request):
        self.request = request

    @cached_property
    def filas(self):
        usuario = self.request.user
        modera = pertenece(usuario, MODERACION)
        filas = []
        for practica in vigencia.que_esperan(None if modera else usuario.entidad_id or 0):
            suya = vigencia.situacion(practica)
            if suya.abierta:
                filas.append(
                    {
                        "practica": practica,
                        "verificada": suya.verificada,
                        "abierta": suya.abierta,
                        "retirar": modera and self._retirar(practica, suya),
                        "responde": vigencia.puede_responder(usuario, practica),
                    }
                )
        return sorted(filas, key=lambda fila: (not fila["retirar"], fila["verificada"]))

    @staticmethod
    def _retirar(practica, suya):
        propuesta = suya.propuesta_de_retiro()
        return propuesta and f"{url_de('retirar', practica)}?{urlencode(propuesta)}"

    def render_html(self, parent_context=None):
        return super().render_html(parent_context) if self.filas else ""

    def get_context_data(self, parent_context):
        return {
            "filas": self.filas[: self.cuantas],
            "faltan": len(self.filas[self.cuantas :]),
            "request": self.request,
        }


def paneles(request):
    """The panels that ``request.user`` needs."""
    suyos = [FichasPanel(request)] if pertenece(request.user, PUNTOS_FOCALES) else []
    if pertenece(request.user, PUNTOS_FOCALES) or pertenece(request.user, MODERACION):
        suyos.append(VigenciaPanel(request))
    return suyos
