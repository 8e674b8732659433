"""A ficha section by section, with what was said of each and what can be said now: what both screens show."""

from . import conversacion, secciones, tecleado
from .models import Lado, Mensaje, SeccionDevuelta


class Conversacion:
    """The conversation about ``practica`` as somebody on ``lado`` sees it (None: they only read).

    ``escrito``: what was typed and not sent, by the names of the boxes.
    """

    def __init__(self, practica, lado, escrito=None):
        self.practica, self.lado, self.escrito = practica, lado, escrito or {}
        self.tarea = conversacion.tarea_en_estudio(practica)
        self.hilos = conversacion.hilos_de(practica)
        self.habla = self.tarea is not None and lado is not None
        self.fuera, self.sin_entregar = {}, {}
        for una in SeccionDevuelta.objects.filter(practica=practica).select_related("tarea__revision", "pedido"):
            una.practica = practica
            if self.tarea and una.estado == SeccionDevuelta.Estado.FUERA and una.tarea_id == self.tarea.pk:
                self.fuera.update(dict.fromkeys(secciones.campos_de(una.campo), una))
            elif una.borrador:
                self.sin_entregar[una.campo] = una

    def de(self, campo):
        """What the template shows of the section ``campo``: dict."""
        hilo = self.hilos.get(campo, [])
        for mensaje in hilo:
            mensaje.escrito = self.escrito.get(f"respuesta-{mensaje.pk}", "")
            mensaje.cambios = secciones.cambio_de(mensaje) if mensaje.clase == Mensaje.Clase.ENTREGA else []
        devuelta, olvidada = self.fuera.get(campo), self.sin_entregar.get(campo)
        motivo = self.escrito.get(f"motivo-{campo}", "")
        return {
            "hilo": hilo,
            "lado": self.lado,
            "habla": self.habla,
            # A reason that came late may still be said: as a question.
            "pregunta": self.escrito.get(f"pregunta-{campo}") or (devuelta and motivo) or "",
            "motivo": motivo,
            "devuelta": devuelta,
            "se_devuelve": self.habla and self.lado == Lado.DDRI and not devuelta and secciones.se_devuelve(campo),
            "sin_entregar": secciones.sin_entregar(olvidada) if olvidada else [],
        }

    @property
    def perdido(self):
        """What was typed and has no box any more: the study ended before it was sent."""
        return [] if self.habla else tecleado.de_la_conversacion(self.escrito)

    @property
    def esperan(self):
        """The questions that wait for who looks, the oldest first."""
        return conversacion.esperan_a(self.lado, self.hilos) if self.lado else []

    @property
    def del_otro(self):
        """Those that wait for the other side."""
        otro = Lado.ENTIDAD if self.lado == Lado.DDRI else Lado.DDRI
        return conversacion.esperan_a(otro, self.hilos)

    @property
    def devueltas(self):
        """The sections that the entity has to correct."""
        return list(dict.fromkeys(self.fuera.values()))

    @property
    def entregadas(self):
        """The sections that came back in this study, the last time of each."""
        return list(
            {
                mensaje.campo: mensaje
                for hilo in self.hilos.values()
                for mensaje in hilo
                if mensaje.abierta and mensaje.clase == Mensaje.Clase.ENTREGA
            }.values()
        )

    def __bool__(self):
        return bool(self.hilos)
