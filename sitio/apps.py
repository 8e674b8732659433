from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SitioConfig(AppConfig):
    name = "sitio"
    verbose_name = _("Sitio")

    def ready(self):
        from actores import invitaciones
        from banco import entradas
        from intercambios import marcha
        from intercambios.models import AprendePage, Intercambio
        from promocion.destinos import destinos_para

        from . import ayuda, checks, fuera_del_aval  # noqa: F401  # the checks register themselves
        from .models import ContenidoPage, InicioPage

        # The sections of the site stand under a home and nowhere else. Their rooms do not know it: it says so itself.
        for seccion in InicioPage.clean_subpage_models():
            if seccion is not ContenidoPage:
                seccion.parent_page_types = [InicioPage]
        fuera_del_aval.conectar()
        invitaciones.INSTRUCTIVO.append(ayuda.instructivo_de)
        marcha.QUE_PROPONEN.append(destinos_para)  # two rooms side by side
        entradas.CLASES[ContenidoPage._meta.label] = entradas.Clase(
            _("Página"), resumen="entradilla", mas=lambda pagina: " ".join(pagina.lo_que_dice())
        )
        entradas.CLASES[AprendePage._meta.label] = entradas.CLASES[ContenidoPage._meta.label]
        entradas.CLASES[Intercambio._meta.label] = entradas.Clase(
            _("Intercambio"), ("get_linea_display", "anio"), "descripcion", ("aprendizajes", "que_sigue")
        )
