"""Sending a translation to the DDRI."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail_localize.models import Translation

from aval import actos

from . import servicio
from .permisos import puede_traducir


@require_POST
def enviar(request, traduccion_id):
    """Propose the translation for its aval. What is missing comes back as a message; nothing typed is lost."""
    traduccion = get_object_or_404(Translation, pk=traduccion_id, enabled=True)
    objeto = traduccion.get_target_instance()
    if not puede_traducir(request.user, objeto):
        raise PermissionDenied
    actos.en_un_acto(lambda: servicio.proponer(traduccion, request.user), objeto)
    messages.success(
        request,
        _("«%(titulo)s» se envió a la DDRI. Lo publicado no cambia hasta que tenga su aval.")
        % {"titulo": servicio.version_propuesta(traduccion)},
    )
    return redirect(traduccion.get_target_instance_edit_url())
