"""Why there is no machine draft: a code with its data, kept as such, and said to each reader in their language."""

from dataclasses import dataclass, field

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from base.idiomas import ESPANOL

FRASES = {
    # Of the translator.
    "tardo": _("%(cual)s tardó demasiado. Nada se perdió ni cambió: inténtelo de nuevo."),
    "paso_de_segundos": _("%(cual)s tardó más de %(segundos)s segundos. Nada se perdió ni cambió: inténtelo de nuevo."),
    "no_pudo": _("%(cual)s no pudo traducir: avise a quien opera el servidor. Nada se perdió ni cambió."),
    "sin_respuesta": _(
        "%(cual)s no respondió como se esperaba. Nada se perdió ni cambió: inténtelo de nuevo en un rato."
    ),
    "nada_sirve": _("De lo que devolvió %(cual)s nada se puede usar: tradúzcalo usted."),
    "sin_traductor": _("No hay un traductor automático configurado: se traduce a mano, o con un archivo PO."),
    "no_instalado": _(
        "%(cual)s no está instalado en este servidor: se traduce a mano, o con un archivo PO. "
        "Quien opera el servidor puede instalarlo con el paquete %(paquete)s."
    ),
    "otros_idiomas": _("%(cual)s no traduce entre estos idiomas."),
    "falta_ajuste": _("%(cual)s no está configurado en este servidor: falta %(que)s."),
    "falta_biblioteca": _("%(cual)s no está disponible: falta su biblioteca en el servidor."),
    # Of the text.
    "no_esta": _("El texto ya no está."),
    "sin_original": _("No está publicado en español: se traduce solo lo que está publicado."),
    "falta_madre": _("Primero traduzca «%(madre)s»: de ella cuelga esta página en inglés."),
    "en_la_ddri": _("Su inglés está en la DDRI y no cambia mientras lo leen."),
    "a_mano": _("Su inglés se edita a mano: para traducirlo en la mesa, empiece de nuevo su versión en inglés."),
    "completo": _("No le queda nada por traducir."),
    "en_cola": _("Ya está en la cola."),
    "otra_razon": _("No se pudo empezar su versión en inglés: ábrala desde el español, y ahí se dice por qué."),
    # Of who asks, and of the work itself.
    "sin_permiso": _("Usted no puede traducir este texto."),
    "ya_sin_permiso": _("Quien lo pidió ya no puede traducir este texto: pídalo usted."),
    "se_detuvo": _("El borrador se detuvo a mitad de camino: pídalo otra vez y, si se repite, avise a Administración."),
}


@dataclass(frozen=True)
class Motivo:
    """``codigo``: one of ``FRASES``; ``datos``: what its sentence names. ``str(motivo)`` is in the active language."""

    codigo: str
    datos: dict = field(default_factory=dict)

    def __str__(self):
        datos = {clave: str(valor) for clave, valor in self.datos.items()}
        if "cual" in datos:  # the name of a translator, which may have one in each language
            datos["cual"] = gettext(datos["cual"])
        return str(FRASES[self.codigo]) % datos

    @property
    def datos_en_json(self):
        with override(ESPANOL):
            return {clave: str(valor) for clave, valor in self.datos.items()}
