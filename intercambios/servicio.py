"""Receiving what people write, answering it, and forgetting who wrote."""

import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from actores.correo import direccion_completa, enviar
from actores.de_fuera import el_del_enlace, enlace_firmado, olvidar_origenes
from actores.grupos import MODERACION
from actores.models import Usuario
from base.idiomas import ESPANOL
from base.templatetags.base_tags import datos_de_la_entidad
from practicas.models import PracticaPage

from . import correspondencia, mesa
from .models import Correccion, Pedido, Recado

REPETIDO = datetime.timedelta(hours=1)
LO_MISMO = ("correo", "sobre", "mensaje")
# The subjects of the letters of each kind: the receipt, the notice to the DDRI, the answer.
ASUNTOS = {
    Pedido: (
        lambda: _("Recibimos su pedido %(codigo)s"),
        lambda: _("Pedido de intercambio %(codigo)s"),
        lambda: _("Su pedido %(codigo)s: %(estado)s"),
    ),
    Correccion: (
        lambda: _("Recibimos su corrección %(codigo)s"),
        lambda: _("Corrección propuesta %(codigo)s"),
        lambda: _("Su corrección %(codigo)s: %(estado)s"),
    ),
}
RECIBO, AVISO, RESPUESTA = range(3)


def _clase(recado):
    return recado._meta.model_name


def _escribir(cual, recado, direcciones, **mas):
    plantilla = f"intercambios/correo/{_clase(recado)}/{('recibo', 'aviso', 'respuesta')[cual]}.txt"
    asunto = ASUNTOS[type(recado)][cual]() % {"codigo": recado.codigo, "estado": recado.get_estado_display().lower()}
    contexto = {"recado": recado, "dias": settings.PEDIDOS_DIAS_HABILES, **mas}
    enviar(asunto, render_to_string(plantilla, contexto).strip() + "\n", direcciones)


@transaction.atomic
def recibir(request, recado):
    """Keep ``recado`` and write to both sides. The same one, sent again within the hour, is the first one."""
    mismo = {campo: getattr(recado, campo) for campo in LO_MISMO}
    if antes := type(recado).objects.filter(recibido__gte=timezone.now() - REPETIDO, **mismo).first():
        return antes
    if isinstance(recado, Pedido) and recado.clave:
        recado.practica = PracticaPage.objects.filter(
            translation_key=recado.clave, locale__language_code=ESPANOL, live=True
        ).first()
    recado.save()
    ajustes = datos_de_la_entidad({"request": request})
    if recado.correo:
        with override(recado.idioma):
            borrar = enlace_firmado(f"intercambios:borrar_{_clase(recado)}", recado, recado.SAL)
            seguir = correspondencia.enlace_para_seguir(recado) if isinstance(recado, Pedido) else ""
            _escribir(RECIBO, recado, [recado.correo], borrar=borrar, seguir=seguir, ajustes=ajustes)
    with override(ESPANOL):
        # Neither who wrote nor what they said: a letter is kept where nobody can erase it.
        ver = direccion_completa(reverse(f"wagtailsnippets_intercambios_{_clase(recado)}:edit", args=[recado.pk]))
        _escribir(AVISO, recado, de_la_ddri(ajustes), ver=ver)
    return recado


def de_la_ddri(ajustes):
    """Where what is for the DDRI is written to: its own address or, while it has none, those who moderate."""
    if ajustes and ajustes.correo:
        return [ajustes.correo]
    moderan = Usuario.objects.filter(is_active=True, groups__name=MODERACION).exclude(email="")
    return list(moderan.values_list("email", flat=True))


def al_cambiar(recado, antes, quien):
    """Its state is another: it is in the log, and whoever wrote is told of what ends it."""
    mesa.anotar_estado(recado, antes, quien)
    if recado.estado in recado.AVISA and recado.correo:
        with override(recado.idioma):
            _escribir(RESPUESTA, recado, [recado.correo])


def por_su_enlace(clase, token):
    """What a link to delete names; None if it is no longer there, or the link is not ours."""
    return el_del_enlace(clase, token, clase.SAL)


def olvidar_viejos(hoy=None):
    """Forget who wrote more than ``PEDIDOS_DIAS_DE_DATOS`` days ago. Returns how many they were."""
    hoy = hoy or timezone.now()
    olvidar_origenes(hoy)
    desde = hoy - datetime.timedelta(days=settings.PEDIDOS_DIAS_DE_DATOS)
    viejos: list[Recado] = [
        # What the manual tells of the past has no person in it.
        *Pedido.objects.filter(recibido__lt=desde, sin_datos=None).exclude(medio=Pedido.Medio.HISTORICO),
        *Correccion.objects.filter(recibido__lt=desde, sin_datos=None),
    ]
    for recado in viejos:
        recado.borrar_datos()
    return len(viejos)
