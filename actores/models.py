"""Who takes part: sectors, entities and localidades of the city, and the people who work for them."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from base.generacion import NADIE
from base.models import ListaCerrada

from .accesos import RegistroDeAcceso, Solicitud
from .avisos import Aviso
from .organizaciones import Actor, Dependencia, NombreDeActor, OtroNombre
from .pedidos_de_cuenta import PedidoDeCuenta
from .puntos_focales import ContactoConEntidad, PuntoFocal
from .vistas import VistaGuardada

__all__ = [
    "Actor",
    "Aviso",
    "ContactoConEntidad",
    "Dependencia",
    "Entidad",
    "Localidad",
    "NombreDeActor",
    "OtroNombre",
    "PedidoDeCuenta",
    "PuntoFocal",
    "RegistroDeAcceso",
    "Sector",
    "Solicitud",
    "Usuario",
    "VistaGuardada",
]


class Sector(ListaCerrada):
    """One of the 15 administrative sectors of the District."""

    class Meta(ListaCerrada.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectores")


class Localidad(ListaCerrada):
    """One of the 20 localidades of Bogotá; ``orden`` is its official number."""

    class Meta(ListaCerrada.Meta):
        verbose_name = _("localidad")
        verbose_name_plural = _("localidades")


class Entidad(index.Indexed, ListaCerrada):
    """An entity of the District: it owns fichas, and its punto focal answers for them."""

    class Clase(models.TextChoices):
        SECRETARIA = "secretaria", _("secretaría")
        DEPARTAMENTO_ADMINISTRATIVO = "departamento_administrativo", _("departamento administrativo")
        ADSCRITA = "adscrita", _("entidad adscrita")
        VINCULADA = "vinculada", _("entidad vinculada")
        EMPRESA = "empresa", _("empresa")
        ALCALDIA_LOCAL = "alcaldia_local", _("alcaldía local")
        OTRA = "otra", _("otra dependencia del Distrito")

    sigla = models.CharField(_("sigla"), max_length=30, blank=True)
    clase = models.CharField(_("clase"), max_length=30, choices=Clase, blank=True, default="")
    cabeza = models.ForeignKey(
        "self",
        verbose_name=_("entidad cabeza"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="suyas",
        help_text=_("La entidad a la que está adscrita o vinculada, o de la que depende."),
    )
    localidad = models.ForeignKey(
        Localidad,
        verbose_name=_("localidad"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="alcaldias",
        help_text=_("Solo de una alcaldía local."),
    )
    sector = models.ForeignKey(Sector, verbose_name=_("sector"), on_delete=models.PROTECT, related_name="entidades")
    # Where its pictures and documents are (see ``actores.colecciones``).
    coleccion = models.OneToOneField(
        "wagtailcore.Collection", null=True, editable=False, on_delete=models.SET_NULL, related_name="entidad"
    )
    coleccion.wagtail_reference_index_ignore = True

    no_se_leen = ("orden", "clase", "cabeza", "localidad", "coleccion")
    partes = ("actor",)

    search_fields = [
        index.SearchField("nombre_es"),
        index.SearchField("nombre_en"),
        index.SearchField("sigla"),
        index.AutocompleteField("nombre_es"),
        index.AutocompleteField("sigla"),
    ]

    class Meta(ListaCerrada.Meta):
        verbose_name = _("entidad")
        verbose_name_plural = _("entidades")

    def clean(self):
        super().clean()
        errores = {}
        if self.localidad_id and self.clase != self.Clase.ALCALDIA_LOCAL:
            errores["localidad"] = _("Solo una alcaldía local es de una localidad.")
        if self.clase == self.Clase.ALCALDIA_LOCAL and not self.localidad_id:
            errores["localidad"] = _("Diga de qué localidad es la alcaldía.")
        elif self.localidad_id and (otra := self._otra_de_su_localidad()):
            errores["localidad"] = _("Esa localidad ya tiene la suya: «%(otra)s».") % {"otra": otra}
        if self.pk and self._es_su_propia_cabeza():
            errores["cabeza"] = _("Una entidad no depende de sí misma, ni de una que depende de ella.")
        if errores:
            raise ValidationError(errores)

    def _otra_de_su_localidad(self):
        # Not a constraint: two localidades that become one leave both here, until these are merged too.
        return Entidad.objects.filter(localidad=self.localidad_id).exclude(pk=self.pk).first()

    def _es_su_propia_cabeza(self):
        vistas, una = set(), self.cabeza
        while una is not None and una.pk not in vistas:
            if una.pk == self.pk:
                return True
            vistas.add(una.pk)
            una = una.cabeza
        return False

    def impide_fusion(self, otro):
        titulares = PuntoFocal.objects.filter(papel=PuntoFocal.Papel.TITULAR, hasta=None)
        if titulares.filter(entidad=self).exists() and titulares.filter(entidad=otro).exists():
            return _(
                "Las dos tienen titular: póngale fecha de término a uno de los dos puntos focales antes de fusionarlas."
            )
        if otro.cabeza_id == self.pk:
            return _("«%(otra)s» depende de «%(una)s»: fusiónelas al revés.") % {"otra": otro, "una": self}
        return ""

    def se_lleva(self, otro):
        propio, ajeno = Actor.de_la_entidad(self), Actor.de_la_entidad(otro)
        return [(propio, ajeno)]


class Usuario(AbstractUser):
    """A person with a key to the admin. A punto focal has an entity; without one, a focal sees no ficha."""

    empieza_generacion = NADIE

    entidad = models.ForeignKey(
        Entidad,
        verbose_name=_("entidad"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="usuarios",
        help_text=_("Un punto focal ve y edita solamente las fichas de su entidad."),
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("usuario")
        verbose_name_plural = _("usuarios")

    def __str__(self):
        return self.get_full_name() or self.username
