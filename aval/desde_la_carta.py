"""What happened to a text since it was returned: the letter, what changed, and the comments with their answers."""

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Comment, Page, Revision, TaskState

from .cambios import Traductor
from .contenido import canonico_de_revision


@dataclass(frozen=True)
class Carta:
    """The last time that a text was returned, seen from the ``revision`` that waits now."""

    tarea: TaskState
    revision: Revision

    @property
    def texto(self):
        return self.tarea.comment

    @property
    def quien(self):
        return self.tarea.finished_by

    @property
    def momento(self):
        return self.tarea.finished_at

    @cached_property
    def cambios(self):
        """What was changed since: dict of field → ``Cambio``."""
        antes, ahora = canonico_de_revision(self.tarea.revision), canonico_de_revision(self.revision)
        traductor = Traductor(self.revision.content_type.model_class())
        return {cambio.campo: cambio for cambio in traductor.cambios(antes, ahora)}


def ultima_carta(objeto, revision):
    """The ``Carta`` that ``revision`` of ``objeto`` answers; None if it was not returned since its last aval."""
    devueltas = TaskState.objects.filter(
        workflow_state__in=objeto.workflow_states.values("pk"), status=TaskState.STATUS_REJECTED
    )
    aval = objeto.avales.first()
    if aval:
        devueltas = devueltas.filter(finished_at__gt=aval.momento)
    tarea = devueltas.select_related("revision__content_type", "finished_by").order_by("-finished_at").first()
    return Carta(tarea, revision) if tarea else None


def comentarios_de(objeto):
    """The comments beside the fields of ``objeto``, with their answers: dict of field → list of ``Comment``."""
    if not isinstance(objeto, Page):
        return {}
    por_campo: dict[str, list[Comment]] = {}
    comentarios = Comment.objects.filter(page_id=objeto.pk).select_related("user", "resolved_by")
    for comentario in comentarios.prefetch_related("replies__user").order_by("created_at"):
        por_campo.setdefault(comentario.contentpath.partition(".")[0], []).append(comentario)
    return por_campo
