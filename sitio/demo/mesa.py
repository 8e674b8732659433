"""The transfer desk of the demonstration: what the manual tells that Bogotá asked for, and examples of nobody."""

import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from base.idiomas import ESPANOL
from intercambios import mesa
from intercambios.models import Consulta, Metodo, Pedido
from practicas.models import PracticaPage

from ..prosa import leer

MESA = Path(__file__).with_suffix(".toml")
# The manual names neither the city, nor the date, nor how it went.
SIN_NOMBRE = "Sin nombre en la fuente"
DEL_MANUAL = (
    "El manual de la DDRI (enero de 2014) cuenta que Bogotá lo ha pedido. No dice a qué ciudad, cuándo ni cómo terminó."
)
DEL_MANUAL_EN = datetime.datetime(2014, 1, 31, 12, tzinfo=datetime.UTC)


@transaction.atomic
def cargar(gente, avisar=lambda texto: None):
    """Load it into a desk that nobody has used yet."""
    if Pedido.objects.exists():
        return
    datos = leer(MESA)
    for fila in datos["historico"]:
        Pedido.objects.create(
            **fila,
            institucion=SIN_NOMBRE,
            idioma=ESPANOL,
            rol=Metodo.Rol.DEMANDANTE,
            medio=Pedido.Medio.HISTORICO,
            estado=Pedido.Estado.ACEPTADO,
            recibido=DEL_MANUAL_EN,
            notas=DEL_MANUAL,
        )
    for numero, fila in enumerate(datos["ejemplo"], start=1):
        _ejemplo(fila, gente, f"persona{numero}@example.org")
    avisar("Mesa de transferencias")


def _ejemplo(fila, gente, correo):
    practica = PracticaPage.objects.filter(
        slug=fila.get("practica", ""), locale__language_code=ESPANOL, live=True
    ).first()
    pedido = Pedido.objects.create(
        **{campo: fila[campo] for campo in ("idioma", "nombre", "institucion", "mensaje")},
        sobre=fila.get("sobre") or (practica.title if practica else fila["practica"]),
        forma=fila.get("forma", Pedido.Forma.NO_SE),
        correo=correo,
        practica=practica,
        clave=practica.translation_key if practica else None,
        autorizado=timezone.now(),
        autorizacion="Es un ejemplo: no hay tal persona.",
        recibido=timezone.now() - datetime.timedelta(days=fila["dias"]),
    )
    if fila["estado"] == Pedido.Estado.RECIBIDO:
        return
    if "pregunta" in fila and practica:
        consulta = Consulta(pedido=pedido, entidad=practica.entidad, pregunta=fila["pregunta"])
        mesa.consultar(consulta, gente["asesora"])
        return
    pedido.estado, pedido.motivo = fila["estado"], fila.get("motivo", "")
    if pedido.estado == Pedido.Estado.APLAZADO:
        pedido.aplazado_hasta = timezone.localdate() + datetime.timedelta(days=45)
    mesa.responder(pedido, gente["asesora"])
    if fila.get("abre") and practica:
        mesa.abrir_proceso(pedido, gente["asesora"], mesa.titulo_del_proceso(pedido), practica.entidad)
