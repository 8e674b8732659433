"""Mail about accounts: each person in their language, sent when what it tells has been written down."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override


def idioma_de(persona):
    """The language in which ``persona`` uses the admin; of nobody, that of the house."""
    perfil = getattr(persona, "wagtail_userprofile", None)
    return perfil.get_preferred_language() if perfil else settings.LANGUAGE_CODE


def enviar(asunto, texto, direcciones, responder_a=()):
    """Send one mail to each address after commit; a mail server that fails undoes nothing and stops nobody."""
    for direccion in direcciones:
        correo = EmailMessage(" ".join(asunto.split()), texto, to=[direccion], reply_to=responder_a)
        transaction.on_commit(correo.send, robust=True)


def avisar(persona, redactar, direcciones=None):
    """Write to ``persona``: ``redactar`` returns subject, list of paragraphs and perhaps a link, in their language.

    ``direcciones``: instead of that of the account, which may have just changed.
    """
    if not (direcciones := [una for una in direcciones or [persona.email] if una]):
        return
    with override(idioma_de(persona)):
        asunto, parrafos, *enlace = redactar()
        contexto = {"persona": persona, "parrafos": parrafos, "enlace": enlace[0] if enlace else ""}
        enviar(asunto, render_to_string("actores/correo.txt", contexto), direcciones)


def direccion_completa(ruta):
    """The address of the site, and ``ruta`` in it."""
    return settings.WAGTAILADMIN_BASE_URL + ruta
