"""Receiving a request, answering it, and forgetting who made it."""

import datetime

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from actores.correo import direccion_completa, enviar
from actores.freno import direccion_de
from actores.grupos import MODERACION
from actores.models import Usuario
from base.idiomas import ESPANOL
from base.templatetags.base_tags import datos_de_la_entidad

from .models import Pedido

SAL = "intercambios.borrar"
# Within an hour: from one address, and from everywhere.
TOPES = (5, 60)
AL_DIA = 4  # to one mailbox: nobody is sent letters that others ask for in their name
REPETIDO = datetime.timedelta(hours=1)


def _huella(request):
    return salted_hmac("intercambios.origen", direccion_de(request) or "").hexdigest()[:32]


def hay_demasiados(request, correo):
    """Whether too many have come: in an hour, from where this one does or from everywhere; in a day, for ``correo``."""
    ahora = timezone.now()
    suyos = Pedido.objects.filter(recibido__gte=ahora - datetime.timedelta(days=1), correo__iexact=correo)
    if correo and suyos.count() >= AL_DIA:
        return True
    recientes = Pedido.objects.filter(recibido__gte=ahora - datetime.timedelta(hours=1))
    de_uno, de_todos = TOPES
    return recientes.filter(origen=_huella(request)).count() >= de_uno or recientes.count() >= de_todos


def _redactar(plantilla, pedido, **mas):
    return render_to_string(f"intercambios/correo/{plantilla}.txt", {"pedido": pedido, **mas}).strip() + "\n"


@transaction.atomic
def recibir(request, pedido):
    """Keep ``pedido`` and write to both sides. The same one, sent again within the hour, is the first one."""
    antes = Pedido.objects.filter(
        recibido__gte=timezone.now() - REPETIDO, correo=pedido.correo, sobre=pedido.sobre, mensaje=pedido.mensaje
    ).first()
    if antes:
        return antes
    pedido.origen = _huella(request)
    pedido.save()
    ajustes = datos_de_la_entidad({"request": request})
    with override(pedido.idioma):
        borrar = direccion_completa(reverse("intercambios:borrar", args=[signing.dumps(pedido.pk, salt=SAL)]))
        texto = _redactar("recibo", pedido, borrar=borrar, dias=settings.PEDIDOS_DIAS_HABILES, ajustes=ajustes)
        enviar(_("Recibimos su pedido %(codigo)s") % {"codigo": pedido.codigo}, texto, [pedido.correo])
    with override(ESPANOL):
        ver = direccion_completa(reverse("wagtailsnippets_intercambios_pedido:edit", args=[pedido.pk]))
        asunto = _("Pedido de intercambio %(codigo)s: %(institucion)s") % {
            "codigo": pedido.codigo,
            "institucion": pedido.institucion,
        }
        enviar(asunto, _redactar("aviso", pedido, ver=ver), _de_la_ddri(ajustes), [pedido.correo])
    return pedido


def _de_la_ddri(ajustes):
    if ajustes and ajustes.correo:
        return [ajustes.correo]
    moderan = Usuario.objects.filter(is_active=True, groups__name=MODERACION).exclude(email="")
    return list(moderan.values_list("email", flat=True))


def al_cambiar(pedido, antes, quien):
    """Its state is another: it is in the log, and whoever asked is told of what ends it."""
    # Not the reason: the log is for ever, and who asked may want it forgotten.
    datos = {"de": str(Pedido.Estado(antes).label), "a": str(pedido.get_estado_display())}
    log(pedido, "intercambios.estado", user=quien, data=datos)
    cierra = pedido.estado in (Pedido.Estado.ACEPTADO, *Pedido.CON_MOTIVO)
    if cierra and pedido.correo:
        with override(pedido.idioma):
            asunto = _("Su pedido %(codigo)s: %(estado)s") % {
                "codigo": pedido.codigo,
                "estado": pedido.get_estado_display().lower(),
            }
            enviar(asunto, _redactar("respuesta", pedido), [pedido.correo])


def por_su_enlace(token):
    """The request that a link to delete names; None if it is no longer there, or the link is not ours."""
    try:
        return Pedido.objects.filter(pk=signing.loads(token, salt=SAL)).first()
    except signing.BadSignature:
        return None


def olvidar_viejos(hoy=None):
    """Forget the persons of the requests older than ``PEDIDOS_DIAS_DE_DATOS``. Returns how many they were.

    And where each came from, which is of use for an hour.
    """
    hoy = hoy or timezone.now()
    Pedido.objects.filter(recibido__lt=hoy - datetime.timedelta(days=1)).exclude(origen="").update(origen="")
    desde = hoy - datetime.timedelta(days=settings.PEDIDOS_DIAS_DE_DATOS)
    viejos = Pedido.objects.filter(recibido__lt=desde, sin_datos=None)
    for pedido in viejos:
        pedido.borrar_datos()
    return len(viejos)
