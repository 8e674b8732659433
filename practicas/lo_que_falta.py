"""What a ficha still lacks before it can be sent, told where fichas are listed: each name leads to its field.

It is read from the newest revision, as it is kept: to make a page of each would cost a list some queries a row.
"""

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Revision

from aval.lectura import nombre_de

from . import reglas
from .ficha import FICHA
from .models import PracticaPage
from .situacion import Situacion

# Where the next step is to send it, and whoever writes it can.
SE_PUEDE_ENVIAR = {Situacion.BORRADOR, Situacion.DEVUELTA, Situacion.CON_CAMBIOS, Situacion.RETIRADA}


class Faltan(Component):
    """The names of the compulsory fields without an answer, each a link to its field in the editor."""

    template_name = "practicas/admin/faltan.html"
    A_LA_VISTA = 3

    def __init__(self, ficha, campos, nombres):
        editor = reverse("wagtailadmin_pages:edit", args=[ficha.pk])
        self.campos = [(nombres[campo], f"{editor}#id_{campo}") for campo in campos]

    @property
    def _corte(self):
        # To unfold a single name costs more room than the name.
        return self.A_LA_VISTA if len(self.campos) > self.A_LA_VISTA + 1 else len(self.campos)

    @property
    def a_la_vista(self):
        return self.campos[: self._corte]

    @property
    def plegados(self):
        return self.campos[self._corte :]

    def get_context_data(self, parent_context):
        return {"self": self}


def por_ficha(fichas, ficha=FICHA):
    """``Faltan`` of each of ``fichas`` (of ``con_situacion``) that lacks something: dict by number. One query."""
    suyas = {una.latest_revision_id: una for una in fichas if una.situacion in SE_PUEDE_ENVIAR}
    if not suyas:
        return {}
    nombres = {campo: nombre_de(PracticaPage, campo) for campo in ficha.requeridos}
    contenidos = Revision.objects.filter(pk__in=[pk for pk in suyas if pk]).values_list("pk", "content")
    faltan = {suyas[pk]: reglas.sin_responder(contenido, ficha) for pk, contenido in contenidos}
    return {una.pk: Faltan(una, campos, nombres) for una, campos in faltan.items() if campos}
