"""The step of the workflow at which the DDRI decides: what every such step has, and the one that gives the aval."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, TaskState

from base.generacion import NADIE
from base.prestado import sustituye

from .errores import FichaIncompleta, SinAval


class BloqueoDeLaDDRI(WorkflowLock):
    """Says in the editor why the text stands still, and what can be done about it."""

    @sustituye
    def get_message(self, user):
        return _(
            "Este texto está en la DDRI (%(paso)s) y no cambia mientras lo leen. "
            "Si quien lo envió quiere corregirlo, puede retirar el envío."
        ) % {"paso": self.task.specific.nombre}

    @sustituye
    def get_description(self, user, can_lock=False):
        return self.get_message(user)


class TareaDeLaDDRI(AbstractGroupApprovalTask):
    """A step of the DDRI, taken on a screen of its own: no generic form of Wagtail leads here.

    While it lasts the text stands still, for everyone: who wants to change it returns it first.
    """

    empieza_generacion = NADIE

    # Name of the URL of its screen; its argument is the number of the task state.
    pantalla: str | None = None
    se_espera: str | Promise = ""  # of who decides it, in a sentence
    lock_class = BloqueoDeLaDDRI

    class Meta:
        abstract = True

    @property
    def nombre(self):
        """Name of the step, in the active language (``name`` is what the installation wrote)."""
        return self._meta.verbose_name

    @sustituye
    def start(self, workflow_state, user=None):
        """Every way of sending ends here. Raises ``FichaIncompleta`` for a text that lacks what is compulsory."""
        if workflow_state.content_object.get_latest_revision_as_object().impedimentos():
            raise FichaIncompleta
        return super().start(workflow_state, user=user)

    @sustituye
    def get_actions(self, obj, user):
        return []

    @sustituye
    def on_action(self, task_state, user, action_name, **kwargs):
        raise SinAval

    @sustituye
    def locked_for_user(self, obj, user):
        return True

    @sustituye
    def user_can_lock(self, obj, user):
        return False

    @sustituye
    def get_task_states_user_can_moderate(self, user, **kwargs):
        if self.groups.filter(pk__in=user.groups.values("pk")).exists():
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()


class TareaAval(TareaDeLaDDRI):
    """The decision of the DDRI: approving publishes, returning sends a letter."""

    pantalla = "aval:revisar"
    se_espera = _("Se espera que lo lea completo y le dé el aval, que lo publica, o lo devuelva con una carta.")

    class Meta:
        verbose_name = _("Aval de la DDRI")
        verbose_name_plural = _("Avales de la DDRI")

    @classmethod
    def get_description(cls):
        return _("La DDRI lee el texto completo y da el aval, que lo publica, o lo devuelve con una carta.")
