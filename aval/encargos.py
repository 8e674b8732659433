"""Who of the DDRI reads what waits: somebody is asked to, and the others know. It gives no right, nor takes any."""

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import TaskState

from actores.grupos import MODERACION, pertenece
from actores.models import Usuario
from base.generacion import NADIE

ACCION = "aval.encargo"


class Encargo(models.Model):
    """One for each thing that waits; it ends with it."""

    empieza_generacion = NADIE

    tarea = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="encargo")
    persona = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=gettext_lazy("quién la lee")
    )
    puso = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=gettext_lazy("quién se lo pidió"),
    )
    momento = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = gettext_lazy("encargo")
        verbose_name_plural = gettext_lazy("encargos")
        ordering = ["-momento", "-pk"]

    def __str__(self):
        return f"{self.tarea_id} → {self.persona if self.persona_id else '—'}"


def quienes():
    """Who can be asked: the active people of Moderación."""
    gente = Usuario.objects.filter(is_active=True, groups__name=MODERACION)
    return gente.distinct().order_by("first_name", "last_name")


def por_que_no(tarea, persona, quien):
    """Why ``quien`` cannot ask ``persona`` to read what ``tarea`` waits for: a sentence, or ""."""
    autoria = apps.get_model("aval", "Autoria")  # the models of the room import this one
    if not pertenece(quien, MODERACION):
        return _("Solo Moderación reparte lo que espera.")
    if tarea.status != TaskState.STATUS_IN_PROGRESS:
        return _("Ya se resolvió.")
    if persona is None:
        return ""
    if not pertenece(persona, MODERACION):
        return _("%(persona)s no es de Moderación.") % {"persona": persona}
    if persona.pk in autoria.de_la_revision(tarea.revision.as_object(), tarea.revision):
        return _("%(persona)s escribió parte de este texto: no puede darle el aval.") % {"persona": persona}
    return ""


@transaction.atomic
def encargar(tarea, persona, quien):
    """Ask ``persona`` to read it, or nobody (None). Returns whether anything changed; ``ValueError``: why it cannot."""
    if motivo := por_que_no(tarea, persona, quien):
        raise ValueError(motivo)
    antes = Encargo.objects.filter(tarea=tarea).first()
    if (antes and antes.persona) == persona:
        return False
    if persona is None:
        Encargo.objects.filter(tarea=tarea).delete()
    else:
        Encargo.objects.update_or_create(tarea=tarea, defaults={"persona": persona, "puso": quien})
    objeto = tarea.workflow_state.content_object
    log(
        instance=getattr(objeto, "specific", objeto),
        action=ACCION,
        user=quien,
        data={"persona": str(persona or ""), "antes": str(antes.persona) if antes else ""},
    )
    return True
