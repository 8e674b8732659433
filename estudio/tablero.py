"""What is asked and not answered, and what is being corrected, on the dashboards of both sides of a study."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from actores.grupos import MODERACION, es_focal, pertenece

from .models import Estudio, Lado, Mensaje, SeccionDevuelta


def _suyas(usuario):
    """Of whose fichas somebody of an entity answers: those of the entity, and those that they sent."""
    de_la_entidad = Q()
    if es_focal(usuario):
        de_la_entidad = Q(practica__entidad=usuario.entidad_id)
    return de_la_entidad | Q(tarea__workflow_state__requested_by=usuario)


class ConversacionesPanel(Component):
    """Shown while something waits for somebody: first what waits for who looks."""

    name = "conversaciones"
    template_name = "estudio/tablero.html"
    order = 105
    cuantos = 10

    def __init__(self, request):
        self.usuario = request.user
        self.de_la_ddri = pertenece(request.user, MODERACION)

    @cached_property
    def preguntas(self):
        suyas = Mensaje.objects.sin_responder().order_by("momento", "pk")
        return list(suyas if self.de_la_ddri else suyas.filter(_suyas(self.usuario)))

    @cached_property
    def fuera(self):
        suyas = SeccionDevuelta.objects.fuera().select_related("practica")
        return list(suyas if self.de_la_ddri else suyas.filter(_suyas(self.usuario)))

    @cached_property
    def entregadas(self):
        """For the DDRI: what came back and nobody has gone on with since."""
        if not self.de_la_ddri:
            return []
        seguidos = Estudio.objects.filter(tarea=OuterRef("tarea"), actualizado__gt=OuterRef("momento"))
        return list(Mensaje.objects.en_curso().filter(~Exists(seguidos), clase=Mensaje.Clase.ENTREGA))

    @cached_property
    def por_responder(self):
        lado = Lado.DDRI if self.de_la_ddri else Lado.ENTIDAD
        return [una for una in self.preguntas if una.lado != lado]

    @cached_property
    def del_otro(self):
        return [una for una in self.preguntas if una not in self.por_responder]

    def __bool__(self):
        return bool(self.preguntas or self.fuera or self.entregadas)

    def get_context_data(self, parent_context):
        filas = [
            *(self._de_mensaje(una, _("espera su respuesta")) for una in self.por_responder),
            *(self._de_mensaje(una, _("corregida, por leer")) for una in self.entregadas),
            *(self._de_la_seccion(una) for una in self.fuera),
            *(self._de_mensaje(una, _("sin responder todavía")) for una in self.del_otro),
        ]
        return {"filas": filas[: self.cuantos], "faltan": len(filas[self.cuantos :]), "resumen": self.resumen}

    @property
    def resumen(self):
        """How many of each, in a sentence."""
        unas, corregidas, fuera, otras = map(len, (self.por_responder, self.entregadas, self.fuera, self.del_otro))
        partes = [
            (unas, ngettext("%(n)s pregunta espera su respuesta", "%(n)s preguntas esperan su respuesta", unas)),
            (corregidas, ngettext("%(n)s sección corregida", "%(n)s secciones corregidas", corregidas)),
            (fuera, ngettext("%(n)s sección por corregir", "%(n)s secciones por corregir", fuera)),
            (otras, ngettext("%(n)s pregunta sin responder", "%(n)s preguntas sin responder", otras)),
        ]
        return " · ".join(frase % {"n": cuantas} for cuantas, frase in partes if cuantas) + "."

    def _url(self, mensaje):
        if self.de_la_ddri:
            return reverse("estudio:estudiar", args=[mensaje.tarea_id]) + f"#seccion-{mensaje.campo}"
        return reverse("estudio:conversar", args=[mensaje.practica_numero]) + f"#seccion-{mensaje.campo}"

    def _de_mensaje(self, mensaje, que):
        return {
            "titulo": mensaje.titulo,
            "seccion": mensaje.etiqueta,
            "que": que,
            "desde": mensaje.momento,
            "url": self._url(mensaje),
        }

    def _de_la_seccion(self, devuelta):
        if self.de_la_ddri:
            url = reverse("estudio:estudiar", args=[devuelta.tarea_id]) + f"#seccion-{devuelta.campo}"
            que = _("la corrige la entidad")
        else:
            url, que = reverse("estudio:seccion", args=[devuelta.pk]), _("por corregir")
        return {
            "titulo": devuelta.practica.get_admin_display_title(),
            "seccion": devuelta.etiqueta,
            "que": que,
            "desde": devuelta.creada,
            "url": url,
        }


def paneles(request):
    """The panel, for who has something to see in it."""
    panel = ConversacionesPanel(request)
    return [panel] if panel else []


def lo_que_se_pide(request, fichas):
    """What is asked of each of ``fichas`` (a query) of an entity: number → sentence and address. Two queries."""
    numeros = fichas.values("pk")
    preguntas, fuera = {}, {}
    for una in Mensaje.objects.sin_responder().filter(practica_numero__in=numeros, lado=Lado.DDRI):
        preguntas.setdefault(una.practica_numero, []).append(una)
    for una in SeccionDevuelta.objects.fuera().filter(practica__in=numeros):
        fuera.setdefault(una.practica_id, []).append(una)
    pedidos = {}
    for numero in {*preguntas, *fuera}:
        suyas, devueltas = preguntas.get(numero, []), fuera.get(numero, [])
        frases = []
        if devueltas:
            secciones = ", ".join(f"«{una.etiqueta}»" for una in devueltas)
            frases.append(_("Corrija y entregue %(secciones)s") % {"secciones": secciones})
        if suyas:
            frases.append(
                ngettext("Responda %(n)s pregunta", "Responda %(n)s preguntas", len(suyas)) % {"n": len(suyas)}
            )
        url = reverse("estudio:conversar", args=[numero])
        if len(devueltas) == 1 and not suyas:
            url = reverse("estudio:seccion", args=[devueltas[0].pk])
        elif suyas and not devueltas:
            url += f"#seccion-{suyas[0].campo}"
        pedidos[numero] = (" · ".join(frases), url)
    return pedidos
