"""A list of the admin as somebody wants to find it again: its filters, its search and its order, with a name."""

from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE

# What an address of a list has and is not of the view: the page that one is on, and what its own scripts add.
_DE_PASO = {"p", "page", "export", "_w_filter_fragment"}


def consulta_de(texto):
    """``texto`` (what follows the ``?`` of a list) without what is only of that moment."""
    pares = [(clave, valor) for clave, valor in parse_qsl(texto) if valor and clave not in _DE_PASO]
    return urlencode(pares)


class VistaGuardada(models.Model):
    """Of one person; with ``grupo``, of whoever has that role too. It opens nothing: it is an address with a name."""

    empieza_generacion = NADIE

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="vistas")
    pantalla = models.CharField(max_length=100)  # name of the address of the list
    nombre = models.CharField(_("nombre"), max_length=60)
    consulta = models.TextField(blank=True)
    grupo = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("compartida con")
    )
    creada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vista guardada")
        verbose_name_plural = _("vistas guardadas")
        ordering = ["nombre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["usuario", "pantalla", "nombre"],
                name="vista_un_nombre_por_lista",
                violation_error_message=_("Ya tiene una vista con ese nombre en esta lista."),
            )
        ]

    def __str__(self):
        return self.nombre

    @property
    def url(self):
        """Where it leads; None if the house has that list no more."""
        try:
            lista = reverse(self.pantalla)
        except NoReverseMatch:
            return None
        return f"{lista}?{self.consulta}" if self.consulta else lista


def vistas_de(usuario):
    """His or hers, and those that others share with one of his or her roles."""
    return VistaGuardada.objects.filter(Q(usuario=usuario) | Q(grupo__in=usuario.groups.all())).select_related(
        "usuario", "grupo"
    )
