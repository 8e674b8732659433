from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticasConfig(AppConfig):
    name = "practicas"
    verbose_name = _("Prácticas")

    def ready(self):
        from actores import registro_focal

        from .tablero import fichas_abiertas

        registro_focal.ABIERTAS[:] = [fichas_abiertas]
        from wagtail.models import AbstractPage
        from wagtail.permissions import register_permission_policy

        from formularios import acciones
        from publicables import obras
        from publicables.aportes import aportar
        from redes.models import Plataforma, Red
        from sistema import cifras

        from . import desde_formato, signals
        from .cifras_del_anio import PRACTICAS
        from .models import PracticaPage, vinculos
        from .politica import PoliticaDePaginas

        obras.CLASES.append(PracticaPage)
        signals.conectar()
        acciones.ACCIONES.append(acciones.Accion(_("Proponer como ficha"), desde_formato.url_para_proponer))
        cifras.registrar(PRACTICAS)
        register_permission_policy(AbstractPage, PoliticaDePaginas())
        aportar(Red, vinculos.practicas_en("redes", "red"))
        aportar(Red, vinculos.practicas_afines)
        aportar(Plataforma, vinculos.practicas_en("plataformas", "plataforma"))
