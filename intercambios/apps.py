from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntercambiosConfig(AppConfig):
    name = "intercambios"
    verbose_name = _("Intercambios")

    def ready(self):
        from actores.recordatorios import FUENTES, Fuente
        from aval.bitacora import anotar_cambios
        from base import marco
        from formularios.models import Formulario
        from sistema import cifras

        from . import marcha, pendientes, seguimiento
        from .anuales import CIFRAS
        from .direcciones import donde_se_corrige, donde_se_pide
        from .models import CifraDeclarada

        # The rooms below have where to ask on their pages, and do not know who answers.
        marco.PEDIR, marco.CORREGIR = donde_se_pide, donde_se_corrige
        marco.AL_FINAL.append("intercambios/includes/al_final.html")
        marco.EN_EL_MENU.append("intercambios/includes/menu.html")
        FUENTES.append(
            Fuente(
                "compromiso_de_proceso",
                pendientes.abiertos,
                pendientes.compromisos_de,
                pendientes.de_quienes,
                pendientes.donde,
            )
        )
        marcha.AL_LLEGAR_A_UNA_FASE.append(seguimiento.programar)
        Formulario.otros_usos.append(lambda formulario: formulario.encuestas.exists())
        for cifra in CIFRAS:
            cifras.registrar(cifra)
        anotar_cambios(CifraDeclarada)  # the public reads them
