from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "base"
    verbose_name = _("Base común")

    def ready(self):
        from django_tasks.signals import task_finished

        from . import campos, checks, elegidores, entrada, escrito, etiquetas, frontal, generacion, tareas  # noqa: F401  # the checks register themselves

        campos.conectar()
        generacion.conectar()
        elegidores.conectar()
        entrada.conectar()
        escrito.conectar()
        etiquetas.conectar()
        frontal.conectar()
        task_finished.connect(tareas.al_terminar, dispatch_uid="base.tareas")
