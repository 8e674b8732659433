"""Drafts by machine, asked for by the screen, and what became of each."""

from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail_localize.models import StringTranslation

from tests.aval.test_pantalla import mensajes
from traducciones import paridad
from traducciones.models import BorradorDeMaquina


def version_de(original):
    return next(una for una in paridad.versiones() if una.original.pk == original.pk)


def lista():
    return reverse("paridad:borradores")


def proponer(navegador, *originales):
    """What the screen says after asking for a draft of each."""
    claves = [version_de(uno).clave for uno in originales]
    return mensajes(navegador.post(lista(), {"texto": claves}, follow=True))


def fila(original):
    return BorradorDeMaquina.objects.get(texto=original.translation_key)


def escritas(original):
    return StringTranslation.objects.filter(context__object_id=original.translation_key).order_by("pk")


def adelantar():
    """The time of the next try has come."""
    DBTaskResult.objects.update(run_after=timezone.now())
