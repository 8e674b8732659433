"""Surveys before and after an exchange, with the same questions. Nobody knows who answered what.

Each person is given a link of one use, without an account. The link says that it was used, and when; the answer is kept
apart, with no time, no address and an identifier that has no order: nothing joins the two. Totals are told once the
survey is closed, and only of five answers or more: while it is open, the total of one more answer would say which it
was.
"""

import datetime
import uuid
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from base import generacion
from base.enlaces import Enlace, NoSirve, UsoDeEnlace, abrir, dar, revocar
from base.generacion import NADIE
from formularios.models import Campo, Formulario

from .marcha import AL_TERMINAR, anotar
from .procesos import Proceso

FIN = "encuesta"
MINIMO = 5  # answers, below which no total is told
DURA = 30  # days that a survey is open, unless another number is said
MAXIMO_DE_DIAS = 180
MAXIMO_DE_ENLACES = 200  # given at once


class Encuesta(models.Model):
    """The survey of a process at one moment."""

    empieza_generacion = NADIE

    class Momento(models.TextChoices):
        ANTES = "antes", gettext_lazy("antes")
        DESPUES = "despues", gettext_lazy("después")

    proceso = models.ForeignKey(Proceso, on_delete=models.CASCADE, related_name="encuestas")
    momento = models.CharField(gettext_lazy("momento"), max_length=10, choices=Momento)
    formulario = models.ForeignKey(Formulario, on_delete=models.PROTECT, related_name="encuestas")
    abierta = models.DateField(default=timezone.localdate)
    vence = models.DateTimeField(gettext_lazy("abierta hasta"))
    cerrada = models.DateTimeField(null=True)
    enlaces = models.PositiveIntegerField(gettext_lazy("enlaces dados"), default=0)

    class Meta:
        verbose_name = gettext_lazy("encuesta")
        verbose_name_plural = gettext_lazy("encuestas")
        ordering = ["proceso", "momento"]
        constraints = [models.UniqueConstraint(fields=["proceso", "momento"], name="encuesta_un_momento")]

    def __str__(self):
        return f"{self.proceso} · {self.get_momento_display()}"

    @property
    def recibe(self):
        """Whether it can be answered now."""
        return self.cerrada is None and timezone.now() < self.vence

    @property
    def cuantas(self):
        return self.respuestas.count()


class Respuesta(models.Model):
    """What somebody answered. Without a time, an order or a language: nothing of it says who."""

    empieza_generacion = NADIE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    encuesta = models.ForeignKey(Encuesta, on_delete=models.CASCADE, related_name="respuestas")
    valores = models.JSONField(default=dict)

    class Meta:
        verbose_name = gettext_lazy("respuesta")
        verbose_name_plural = gettext_lazy("respuestas")

    def __str__(self):
        return str(self.encuesta)


class YaCerrada(Exception):
    """The survey of the link is over, though the link is in its term."""


def preguntables():
    """Every version of the forms that may be asked: surveys whose every question is a choice."""
    conopciones = Formulario.objects.filter(clase=Formulario.Clase.ENCUESTA).prefetch_related("campos")
    return [uno for uno in conopciones if (campos := uno.campos.all()) and all(map(_se_puede_preguntar, campos))]


def cuestionarios():
    """The forms that a survey may begin with: the newest version of each."""
    return list({uno.codigo: uno for uno in preguntables()}.values())


def _se_puede_preguntar(campo):
    return campo.tipo == Campo.Tipo.OPCION  # a text that one writes may say who wrote it


@transaction.atomic
def abrir_encuesta(proceso, momento, formulario, quien, dias=DURA):
    """Begin the survey of ``proceso`` at ``momento``. The one after asks what the one before asked, whatever is said.

    Raises ``ValidationError``.
    """
    if not proceso.abierta:
        raise ValidationError(_("El proceso ya terminó."))
    if not 1 <= dias <= MAXIMO_DE_DIAS:
        raise ValidationError(_("Una encuesta está abierta entre 1 y %(n)s días.") % {"n": MAXIMO_DE_DIAS})
    suyas = {una.momento: una for una in Encuesta.objects.select_for_update().filter(proceso=proceso)}
    if momento in suyas:
        raise ValidationError(_("Este proceso ya tiene esa encuesta."))
    if otra := next(iter(suyas.values()), None):
        formulario = otra.formulario
    if formulario is None or not all(map(_se_puede_preguntar, formulario.campos.all())):
        raise ValidationError(_("Elija un cuestionario en el que todo se responde eligiendo una opción."))
    vence = timezone.now() + datetime.timedelta(days=dias)
    encuesta = Encuesta.objects.create(proceso=proceso, momento=momento, formulario=formulario, vence=vence)
    anotar(proceso, quien, _("Se abrió la encuesta de %(momento)s.") % {"momento": encuesta.get_momento_display()})
    return encuesta


@transaction.atomic
def dar_enlaces(encuesta, cuantos, quien):
    """So many tokens, each for one answer. They are in what this returns and nowhere else."""
    encuesta = Encuesta.objects.select_for_update().get(pk=encuesta.pk)
    if not encuesta.recibe:
        raise ValidationError(_("La encuesta ya se cerró: no se dan más enlaces."))
    if not 1 <= cuantos <= MAXIMO_DE_ENLACES:
        raise ValidationError(_("Pida entre 1 y %(n)s enlaces de una vez.") % {"n": MAXIMO_DE_ENLACES})
    dura = encuesta.vence - timezone.now()
    tokens = [dar(FIN, encuesta.pk, dura)[1] for _vez in range(cuantos)]
    encuesta.enlaces += cuantos
    encuesta.save(update_fields=["enlaces"])
    anotar(
        encuesta.proceso,
        quien,
        _("Se dieron %(n)s enlaces de la encuesta de %(momento)s.")
        % {"n": cuantos, "momento": encuesta.get_momento_display()},
    )
    return tokens


def la_del(token):
    """The link and the survey of ``token``. Raises ``NoSirve`` (its ``enlace`` says why), or ``YaCerrada``."""
    enlace = abrir(FIN, token)
    encuesta = Encuesta.objects.select_related("formulario", "proceso").filter(pk=enlace.sobre).first()
    if encuesta is None:
        raise NoSirve
    if not encuesta.recibe:
        raise YaCerrada
    return enlace, encuesta


@transaction.atomic
def responder(enlace, encuesta, valores):
    """Keep an answer and end its link. Raises ``NoSirve`` if it was used meanwhile, ``YaCerrada`` if it was closed."""
    enlace = Enlace.objects.select_for_update().get(pk=enlace.pk)
    if not enlace.sirve:
        raise NoSirve(enlace)
    if not Encuesta.objects.select_for_update().get(pk=encuesta.pk).recibe:
        raise YaCerrada
    Respuesta.objects.create(encuesta=encuesta, valores=valores)
    enlace.anotar(UsoDeEnlace.Que.HIZO)
    enlace.revocar()


@transaction.atomic
def cerrar(encuesta, quien):
    """Close it for good: its links open nothing, and its totals can be read."""
    encuesta = Encuesta.objects.select_for_update().get(pk=encuesta.pk)
    if encuesta.cerrada is None:
        encuesta.cerrada = timezone.now()
        encuesta.save(update_fields=["cerrada"])
        revocar(FIN, encuesta.pk)
        que = _("Se cerró la encuesta de %(momento)s, con %(n)s respuestas.")
        anotar(encuesta.proceso, quien, que % {"momento": encuesta.get_momento_display(), "n": encuesta.cuantas})
        generacion.nueva()
    return encuesta


def totales(proceso):
    """What each survey of ``proceso`` that can be told answers, question by question: dict, or None if none can.

    Of a question that fewer than five answered nothing is told.
    """
    contadas = {}
    for encuesta in proceso.encuestas.select_related("formulario"):
        valores = [] if encuesta.recibe else list(encuesta.respuestas.values_list("valores", flat=True))
        if len(valores) >= MINIMO:
            contadas[encuesta.momento] = (encuesta, valores)
    if not contadas:
        return None
    formulario = next(iter(contadas.values()))[0].formulario
    idioma = "en" if (get_language() or "").startswith("en") else "es"
    preguntas = []
    for campo in formulario.campos.all():
        cuentas = {
            momento: Counter(uno[campo.clave] for uno in valores if campo.clave in uno)
            for momento, (_encuesta, valores) in contadas.items()
        }
        cuentas = {momento: cuenta for momento, cuenta in cuentas.items() if cuenta.total() >= MINIMO}
        if cuentas:
            preguntas.append(
                {
                    "pregunta": campo.etiqueta(),
                    "filas": [
                        {
                            "opcion": opcion[idioma],
                            **{
                                momento: cuentas[momento][opcion["codigo"]] if momento in cuentas else None
                                for momento in Encuesta.Momento.values
                            },
                        }
                        for opcion in campo.opciones
                    ],
                }
            )
    return {
        "preguntas": preguntas,
        "respuestas": {momento: len(valores) for momento, (_encuesta, valores) in contadas.items()},
    }


def _cerrar_todas(proceso, quien):
    for encuesta in proceso.encuestas.filter(cerrada=None):
        cerrar(encuesta, quien)


AL_TERMINAR.append(_cerrar_todas)
