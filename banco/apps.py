from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BancoConfig(AppConfig):
    name = "banco"
    verbose_name = _("Banco de prácticas")

    def ready(self):
        from base import marco
        from practicas.models import PracticaPage

        from . import signals
        from .lector import LectorDelBanco, LectorDePracticas
        from .models import BancoPage
        from .publico.campos import campos_de_la_api
        from .reconstruccion import al_migrar

        # Pages know none of their readers: who shows a practice says here how.
        BancoPage.lector, PracticaPage.lector = LectorDelBanco(), LectorDePracticas()
        PracticaPage.api_fields = campos_de_la_api()
        PracticaPage.parent_page_types = [BancoPage]
        signals.conectar()
        marco.EN_EL_MENU.append("banco/includes/menu.html")
        marco.EN_EL_PIE.append("banco/includes/pie.html")
        post_migrate.connect(al_migrar, sender=self, dispatch_uid="banco.proyeccion")
