"""Links of live texts that lead nowhere any more: gathered from what was approved, asked weekly, told to the editors.

A round is written as rows and done by the queue, a few addresses at a time, one after another: no site is asked twice
at once. What failed is told once to each person, in one mail, when the round ends.
"""

import json
import re
import time
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from actores.avisos import Aviso, huella
from actores.correo import direccion_completa, idioma_de
from actores.grupos import COMUNICACIONES
from base.direcciones_externas import DireccionExterna, UsoDeDireccion
from base.tareas import encolar, tarea

from .clases import modelos_avalables
from .correo import interesados_en

POR_TAREA = 40  # addresses
SEGUNDOS = 150  # after these a task leaves the rest to the next
PAUSA = 1.0  # seconds between two questions to the same site
LETRAS = 2000  # an address that is longer is not looked at
EN_LA_CARTA = 50

_ENLACE = re.compile(r"""href=\\?["'](https?://[^"'\\\s<>]+)""", re.IGNORECASE)
_DIRECCION = re.compile(r"https?://\S+", re.IGNORECASE)


def direcciones_de(contenido):
    """The addresses of other sites in an approved ``contenido``: set of (name of the field, address)."""
    propio = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return {
        (campo, url)
        for campo, valor in contenido.items()
        for url in _en(valor)
        if len(url) <= LETRAS and urlsplit(url).hostname not in (None, propio)
    }


def _en(valor):
    if isinstance(valor, dict):
        for uno in valor.values():
            yield from _en(uno)
    elif isinstance(valor, list):
        for uno in valor:
            yield from _en(uno)
    elif isinstance(valor, str) and "://" in valor:
        if valor.startswith(("[", "{")):
            try:
                yield from _en(json.loads(valor))
                return
            except ValueError:
                pass
        candidatas = [valor] if _DIRECCION.fullmatch(valor) else [unescape(una) for una in _ENLACE.findall(valor)]
        for una in candidatas:
            if _se_lee(una):
                yield una.partition("#")[0]


def _se_lee(url):
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


@transaction.atomic
def anotar():
    """Write down which addresses the live texts cite today. Returns how many there are."""
    usos = []
    for modelo in modelos_avalables():
        vivos = modelo.objects.filter(live=True, aval__isnull=False).select_related("aval")
        for objeto in vivos.iterator(chunk_size=100):
            suyas = direcciones_de(objeto.aval.contenido)
            usos += [(objeto.aval, modelo, campo, url) for campo, url in sorted(suyas)]
    filas = DireccionExterna.de({url for _aval, _modelo, _campo, url in usos})
    UsoDeDireccion.objects.all().delete()
    UsoDeDireccion.objects.bulk_create(
        [
            UsoDeDireccion(
                direccion=filas[url],
                content_type_id=aval.content_type_id,
                object_id=aval.object_id,
                clase=modelo._meta.label,
                titulo=aval.titulo,
                idioma=aval.idioma,
                campo=campo,
                entidad_codigo=aval.entidad_codigo,
            )
            for aval, modelo, campo, url in usos
        ],
        batch_size=200,
    )
    DireccionExterna.objects.filter(usos__isnull=True).delete()
    return len(filas)


def empezar():
    """Begin a round. Returns how many addresses there are to ask; None if the site is set not to."""
    if not settings.REVISAR_ENLACES:
        return None
    anotar()
    pendientes = DireccionExterna.por_revisar().count()
    encolar(revisar_unas)
    return pendientes


@tarea("enlaces")
def revisar_unas():
    """Ask some, and leave the rest to another task; after the last, tell the editors."""
    hasta, antes = time.monotonic() + SEGUNDOS, None
    # By site: one is asked at its pace, and is left before the next.
    for direccion in list(DireccionExterna.por_revisar().order_by("servidor", "pk")[:POR_TAREA]):
        if time.monotonic() > hasta:
            break
        if direccion.servidor == antes:
            time.sleep(PAUSA)
        direccion.revisar()
        antes = direccion.servidor
    if DireccionExterna.por_revisar().exists():
        encolar(revisar_unas)
    else:
        avisar()


def rotas():
    """The uses of broken addresses, with them."""
    return UsoDeDireccion.objects.filter(direccion__rota_desde__isnull=False).select_related("direccion")


def avisar(ahora=None):
    """Tell who edits each text which of its links are broken, those that they were not told of. Returns the mails."""
    desde = (ahora or timezone.now()) - timedelta(days=30)  # older ones were told, or nobody was there to be
    por_texto: dict = {}
    for uso in rotas().filter(direccion__rota_desde__gte=desde).select_related("content_type"):
        por_texto.setdefault((uso.content_type, uso.object_id), []).append(uso)
    por_persona: dict = {}
    # What the installation brought, nobody wrote.
    sin_nadie = list(get_user_model().objects.filter(is_active=True, groups__name=COMUNICACIONES).exclude(email=""))
    for (tipo, numero), usos in por_texto.items():
        objeto = tipo.model_class()._base_manager.filter(pk=numero).first()
        objeto = getattr(objeto, "specific", objeto)
        for persona in (interesados_en(objeto) or sin_nadie) if objeto is not None else ():
            por_persona.setdefault(persona.pk, []).extend(usos)
    personas = get_user_model().objects.filter(is_active=True).exclude(email="").in_bulk(por_persona)
    return sum(_escribir(personas[numero], usos) for numero, usos in por_persona.items() if numero in personas)


@transaction.atomic
def _escribir(persona, usos):
    nuevos = [
        uso
        for uso in usos
        if Aviso.objects.get_or_create(
            clave=f"enlace:{uso.direccion_id}:{uso.direccion.rota_desde:%Y%m%d}:{uso.content_type_id}:{uso.object_id}",
            a_quien=huella(persona.email),
        )[1]
    ]
    if not nuevos:
        return 0
    with override(idioma_de(persona)):
        asunto = ngettext("Un enlace que ya no abre", "%(n)s enlaces que ya no abren", len(nuevos)) % {"n": len(nuevos)}
        contexto = {
            "persona": persona,
            "usos": nuevos[:EN_LA_CARTA],
            "mas": len(nuevos[EN_LA_CARTA:]),
            "informe": direccion_completa(reverse("enlaces_rotos")),
        }
        send_mail(asunto, render_to_string("aval/correo_enlaces.txt", contexto).strip() + "\n", None, [persona.email])
    return 1
