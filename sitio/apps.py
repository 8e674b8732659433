from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SitioConfig(AppConfig):
    name = "sitio"
    verbose_name = _("Sitio")

    def ready(self):
        from actores import invitaciones
        from banco import adaptaciones, entradas, viajes
        from intercambios import marcha, mesa, publicas
        from intercambios.models import AprendePage, Intercambio, Transferencia, TransferenciasPage
        from promocion.destinos import destinos_para

        from . import ayuda, checks, datos_de_transferencias, encajan, fuera_del_aval  # noqa: F401  # checks
        from .models import ContenidoPage, InicioPage

        # The sections of the site stand under a home and nowhere else. Their rooms do not know it: it says so itself.
        for seccion in InicioPage.clean_subpage_models():
            if seccion is not ContenidoPage:
                seccion.parent_page_types = [InicioPage]
        fuera_del_aval.conectar()
        invitaciones.INSTRUCTIVO.append(ayuda.instructivo_de)
        # Rooms side by side, which do not know each other.
        marcha.QUE_PROPONEN.append(destinos_para)
        mesa.QUE_ENCAJA.append(encajan.practicas_para)
        adaptaciones.FUENTES.append(publicas.todas)
        viajes.OTRAS[Transferencia] = publicas.nombres
        datos_de_transferencias.conectar()
        entradas.CLASES |= {
            TransferenciasPage._meta.label: entradas.Clase(_("Página"), resumen="entradilla"),
            Transferencia._meta.label: entradas.Clase(
                _("Transferencia"),
                ("get_sentido_display", "ciudad", "actor", "practica"),
                "descripcion",
                ("que_cambio", "aprendizajes"),
            ),
        }
        entradas.CLASES[ContenidoPage._meta.label] = entradas.Clase(
            _("Página"), resumen="entradilla", mas=lambda pagina: " ".join(pagina.lo_que_dice())
        )
        entradas.CLASES[AprendePage._meta.label] = entradas.CLASES[ContenidoPage._meta.label]
        entradas.CLASES[Intercambio._meta.label] = entradas.Clase(
            _("Intercambio"), ("get_linea_display", "anio"), "descripcion", ("aprendizajes", "que_sigue")
        )
