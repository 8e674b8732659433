"""Which steps each kind goes through; and what Wagtail comes with that would publish without an aval, away."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Task, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from aval.models import TareaAval
from estudio.models import TareaEstudio

from .. import semillas


def quitar_lo_de_fabrica():
    """Wagtail comes with groups that may publish and a workflow without an aval: take them away while unused."""
    Group.objects.filter(name__in=("Moderators", "Editors"), user__isnull=True).delete()
    for flujo in Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True):
        Task.objects.filter(workflow_tasks__workflow=flujo, task_states__isnull=True).delete()
        flujo.delete()


def instalar_flujos(inicio, banco, moderacion):
    """A ficha goes through study and aval; everything else through the aval."""
    tareas = []
    for modelo, nombre in ((TareaEstudio, "Estudio"), (TareaAval, "Aval")):
        tarea, _nueva = modelo.objects.get_or_create(name=nombre)
        tarea.groups.add(moderacion)
        tareas.append(tarea)
    for nombre, pagina, pasos in (("Ficha: estudio y aval", banco, tareas), ("Aval de la DDRI", inicio, tareas[1:])):
        flujo, _nuevo = Workflow.objects.get_or_create(name=nombre)
        for orden, paso in enumerate(pasos):
            WorkflowTask.objects.get_or_create(workflow=flujo, task=paso, defaults={"sort_order": orden})
        WorkflowPage.objects.get_or_create(page=pagina, defaults={"workflow": flujo})
    for tipo in ContentType.objects.get_for_models(*semillas.MODELOS).values():
        WorkflowContentType.objects.get_or_create(content_type=tipo, defaults={"workflow": flujo})
