"""A form that was opened before somebody else saved: its save goes on top of what it did not show, and says so.

Wagtail stops the autosave of such a form and warns in it, when it has asked the server (every ten seconds, with
scripts). The save by its button it takes as it comes; the other version stays in the history, where nobody looks.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, Revision

_QUE = "_version_que_no_vio"


def al_llegar(request, objeto):
    """Note which version the form did not show (hook ``before_edit_…``).

    The rule is that of ``EditView.is_out_of_date``, which Wagtail asks for the autosave only: another revision, or the
    same one written over meanwhile by the autosave of another window.
    """
    ultima = request.method == "POST" and getattr(objeto, "latest_revision", None)
    if not ultima:
        return
    propia, vista = request.POST.get("overwrite_revision_id"), request.POST.get("loaded_revision_id")
    if propia:
        al_dia = propia == str(ultima.pk)
    else:
        cuando = request.POST.get("loaded_revision_created_at", "")
        al_dia = not vista or (vista == str(ultima.pk) and cuando == ultima.created_at.isoformat())
    if not al_dia:
        setattr(request, _QUE, ultima.pk)


def al_guardar(request, objeto):
    """Say that it lies under the one just saved, and where the two can be compared (hook ``after_edit_…``)."""
    otra = getattr(request, _QUE, None)
    if otra is None or not Revision.objects.filter(pk=otra).exclude(pk=objeto.latest_revision_id).exists():
        return
    nombre = "wagtailadmin_pages:revisions_compare"
    if not isinstance(objeto, Page):
        nombre = objeto.snippet_viewset.get_url_name("revisions_compare")
    messages.warning(
        request,
        _(
            "Mientras usted escribía se guardó otra versión de este texto, que usted no vio. La suya quedó encima; "
            "la otra está en el historial."
        ),
        buttons=[messages.button(reverse(nombre, args=[objeto.pk, otra, "latest"]), _("Comparar las dos"))],
    )
