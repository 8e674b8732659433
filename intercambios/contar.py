"""How a closed process of Bogotá Aprende or Enseña becomes a text for the public."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Locale

from base.idiomas import ESPANOL

from .contados import Intercambio
from .marcha import anotar
from .procesos import Proceso


def se_puede_contar(proceso):
    return proceso.linea in Intercambio.Linea.values and proceso.estado == Proceso.Estado.CERRADO


@transaction.atomic
def preparar(proceso, quien):
    """The draft, by ``quien``, of what the public would read of it; the one that there is, if there is.

    It begins with what the entity needed, and nothing else of the process: no name of a person, no commitment.
    Raises ``ValidationError`` while the process is not closed, or is of another line.
    """
    proceso = Proceso.objects.select_for_update(of=("self",)).select_related("metodo").get(pk=proceso.pk)
    if not se_puede_contar(proceso):
        raise ValidationError(_("Al público se cuenta un proceso cerrado de Bogotá Aprende o de Bogotá Enseña."))
    if proceso.publico_id:
        return proceso.publico
    pregunta = proceso.preguntas.first()
    publico = Intercambio(
        locale=Locale.objects.get(language_code=ESPANOL),
        live=False,
        nombre=Truncator(proceso.titulo).chars(120),
        linea=proceso.linea,
        anio=proceso.cerrado.year,
        descripcion=_parrafos(pregunta.texto) if pregunta else "",
    )
    publico.full_clean(exclude=["translation_key"])
    publico.save()
    publico.save_revision(user=quien, log_action=True, clean=False)
    proceso.publico = publico
    proceso.save(update_fields=["publico"])
    anotar(proceso, quien, _("Se preparó el texto para el público."))
    return publico


def _parrafos(texto):
    return "".join(f"<p>{escape(linea.strip())}</p>" for linea in texto.splitlines() if linea.strip())
