"""How an accepted conclusion becomes a text for the public."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Locale

from base.idiomas import ESPANOL

from .models import Conclusion, ConclusionPublica


def _parrafos(texto):
    return "".join(f"<p>{escape(linea.strip())}</p>" for linea in texto.splitlines() if linea.strip())


@transaction.atomic
def preparar(conclusion, quien):
    """The draft, by ``quien``, of what the public would read of it; the one that there is, if there is.

    Raises ``ValidationError`` when it was not accepted.
    """
    conclusion = Conclusion.objects.select_for_update(of=("self",)).select_related("sesion").get(pk=conclusion.pk)
    if conclusion.estado != Conclusion.Estado.ACOGIDA:
        raise ValidationError(_("Al público se cuenta lo que se acogió."))
    if conclusion.publica_id:
        return conclusion.publica
    publica = ConclusionPublica(
        locale=Locale.objects.get(language_code=ESPANOL),
        live=False,
        nombre=Truncator(" ".join(conclusion.texto_es.split())).chars(120),
        descripcion=_parrafos(conclusion.texto_es),
        respuesta=_parrafos(conclusion.respuesta),
        instancia=conclusion.sesion.instancia.nombre_es,
        acogida_por=conclusion.eleva_a.nombre_es,
        fecha=conclusion.sesion.fecha,
    )
    publica.full_clean(exclude=["translation_key"])
    publica.save()
    publica.save_revision(user=quien, log_action=True, clean=False)
    conclusion.publica = publica
    conclusion.save(update_fields=["publica"])
    return publica
