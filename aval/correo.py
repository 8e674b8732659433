"""Mail about what happens to a text after its aval, to the people whom it concerns, each in their language."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.admin.mail import send_mail

from actores.correo import idioma_de

from .models import Avalable


def interesados_en(objeto, menos=None):
    """Who wrote or sent ``objeto``, and whom its kind adds; not ``menos``, who did what they are told of."""
    numeros: set[Any] = {getattr(objeto, "owner_id", None)}
    numeros.update(objeto.workflow_states.values_list("requested_by_id", flat=True))
    if isinstance(objeto, Avalable):
        numeros.update(persona.pk for persona in objeto.interesados())
    numeros -= {None, menos.pk if menos else None}
    return list(get_user_model().objects.filter(pk__in=numeros, is_active=True).exclude(email=""))


def avisar_del_fin(aviso, personas):
    """Tell each of ``personas`` that a text is read under a notice that it ended (``AvisoDeFin``), or not any more."""
    url = settings.WAGTAILADMIN_BASE_URL + reverse("aval:historia", args=[aviso.content_type_id, aviso.object_id])
    for persona in personas:
        with override(idioma_de(persona)):
            asunto = (
                gettext("Ya no se dice que terminó: %(titulo)s") if aviso.quitado else gettext("Terminó: %(titulo)s")
            ) % {"titulo": aviso.titulo}
            texto = render_to_string("aval/correo_fin.txt", {"persona": persona, "aviso": aviso, "url": url})
            send_mail(" ".join(asunto.split()), texto, [persona.email])


def avisar_del_retiro(avisos):
    """Tell each person of ``avisos`` (pairs of ``Retiro`` and users) what was withdrawn and why, in one mail."""
    por_persona = {}
    for retiro, personas in avisos:
        for persona in personas:
            por_persona.setdefault(persona, []).append(retiro)
    for persona, retiros in por_persona.items():
        with override(idioma_de(persona)):
            asunto = (
                gettext("Se borró del Banco: %(titulo)s")
                if retiros[0].borrado
                else gettext("Se retiró del Banco: %(titulo)s")
            ) % {"titulo": retiros[0].titulo}
            texto = render_to_string(
                "aval/correo_retiro.txt",
                {
                    "persona": persona,
                    "retiros": [
                        {
                            "retiro": retiro,
                            "url": settings.WAGTAILADMIN_BASE_URL
                            + reverse("aval:historia", args=[retiro.content_type_id, retiro.object_id]),
                        }
                        for retiro in retiros
                    ],
                    "retiro": retiros[0],
                },
            )
            send_mail(" ".join(asunto.split()), texto, [persona.email])
