"""The bodies of the System, who sits in them by office, and who speaks for each office."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from base.generacion import NADIE, SITIO
from base.idiomas import en_su_idioma
from base.models import FilaOrdenada
from base.personas import DatosDePersona


def en_vigor(dia):
    """The condition of what has a ``desde`` and a ``hasta``, both of which count."""
    return Q(Q(desde__isnull=True) | Q(desde__lte=dia), Q(hasta__isnull=True) | Q(hasta__gte=dia))


class Instancia(ClusterableModel):
    """A body of the System: where its entities agree on something."""

    empieza_generacion = SITIO  # the page of the System names it

    class Clase(models.TextChoices):
        COMITE = "comite", _("comité")
        RED = "red", _("red")
        MESA_SECTORIAL = "mesa_sectorial", _("mesa sectorial")
        MESA_TEMATICA = "mesa_tematica", _("mesa temática")
        GRUPO = "grupo", _("grupo de trabajo")

    codigo = models.SlugField(_("código"), max_length=80, unique=True, blank=True, editable=False)
    nombre_es = models.CharField(_("nombre en español"), max_length=200, unique=True)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=200)
    clase = models.CharField(_("clase"), max_length=20, choices=Clase)
    madre = models.ForeignKey(
        "self",
        verbose_name=_("de qué instancia depende"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hijas",
    )
    sector = models.ForeignKey(
        "actores.Sector",
        verbose_name=_("sector"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Solo de una mesa sectorial."),
    )
    tema = models.ForeignKey(
        "vocabulario.Tema",
        verbose_name=_("área temática"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Solo de una mesa temática."),
    )
    activa = models.BooleanField(_("activa"), default=True)
    orden = models.PositiveSmallIntegerField(_("orden"), default=0)

    class Meta:
        verbose_name = _("instancia")
        verbose_name_plural = _("instancias")
        ordering = ["orden", "nombre_es"]

    def __str__(self):
        return self.nombre

    @property
    def nombre(self):
        return en_su_idioma(self, "nombre")

    def clean(self):
        super().clean()
        errores: dict[str, Any] = {}
        de_la_mesa: dict[str, str] = {self.Clase.MESA_SECTORIAL: "sector", self.Clase.MESA_TEMATICA: "tema"}
        pide = de_la_mesa.get(self.clase)  # which is empty until it is chosen
        for campo in ("sector", "tema"):
            tiene = getattr(self, f"{campo}_id") is not None
            if campo == pide and not tiene:
                errores[campo] = _("Diga de cuál es la mesa.")
            elif campo != pide and tiene:
                errores[campo] = _("Solo lo lleva la mesa de su clase: quítelo o cambie la clase.")
        if self.madre_id and self._es_su_descendiente(self.madre):
            errores["madre"] = _("No puede depender de sí misma, ni de una que depende de ella.")
        if errores:
            raise ValidationError(errores)

    def _es_su_descendiente(self, otra):
        vistas: set[int] = set()
        while otra is not None and otra.pk not in vistas:
            if otra.pk == self.pk:
                return True
            vistas.add(otra.pk)
            otra = otra.madre
        return False

    def save(self, *args, **kwargs):

        if not self.codigo:
            raiz = slugify(self.nombre_es)[:70] or "instancia"
            usados = set(Instancia.objects.filter(codigo__startswith=raiz).values_list("codigo", flat=True))
            posibles = (raiz, *(f"{raiz}-{n}" for n in range(2, len(usados) + 3)))
            self.codigo = next(uno for uno in posibles if uno not in usados)
        super().save(*args, **kwargs)

    def miembros(self, dia=None):
        """Those who decide in it on ``dia``: guests do not."""
        return self.integrantes.vigentes(dia).exclude(papel=Integrante.Papel.INVITADO)


class _Funcion(FilaOrdenada):
    empieza_generacion = NADIE

    texto_es = models.CharField(_("función"), max_length=400)
    texto_en = models.CharField(_("función, en inglés"), max_length=400, blank=True)

    class Meta(FilaOrdenada.Meta):
        abstract = True

    def __str__(self):
        return en_su_idioma(self, "texto")


class FuncionDeInstancia(_Funcion):
    """What the body as such is for."""

    instancia = ParentalKey(Instancia, on_delete=models.CASCADE, related_name="funciones")

    class Meta(_Funcion.Meta):
        verbose_name = _("función de la instancia")
        verbose_name_plural = _("funciones de la instancia")


class Integrantes(models.QuerySet):
    def vigentes(self, dia=None):
        return self.filter(en_vigor(dia or timezone.localdate()))

    def representados_por(self, usuario, dia=None):
        """Those for whom ``usuario`` speaks on ``dia``, as delegate or as substitute."""
        dia = dia or timezone.localdate()
        if not usuario.is_active:
            return self.none()
        suyos = Delegado.objects.filter(en_vigor(dia), usuario=usuario).values("integrante_id")
        return self.vigentes(dia).filter(pk__in=suyos)


class Integrante(ClusterableModel):
    """A seat in a body: of an entity of the District, or of an organisation from outside. It is of an office."""

    empieza_generacion = SITIO  # and says which office sits

    class Papel(models.TextChoices):
        COORDINA = "coordina", _("coordina")
        SECRETARIA = "secretaria", _("secretaría técnica")
        COORDINA_Y_SECRETARIA = "coordina_secretaria", _("coordina y es secretaría técnica")
        MIEMBRO = "miembro", _("miembro")
        INVITADO = "invitado", _("invitado")

    # Of each of these there is one in force at a time, in each body.
    UNICOS: ClassVar = {
        Papel.COORDINA: (Papel.COORDINA, Papel.COORDINA_Y_SECRETARIA),
        Papel.SECRETARIA: (Papel.SECRETARIA, Papel.COORDINA_Y_SECRETARIA),
        Papel.COORDINA_Y_SECRETARIA: (Papel.COORDINA, Papel.SECRETARIA, Papel.COORDINA_Y_SECRETARIA),
    }

    instancia = models.ForeignKey(
        Instancia, on_delete=models.CASCADE, related_name="integrantes", verbose_name=_("instancia")
    )
    entidad = models.ForeignKey(
        "actores.Entidad",
        verbose_name=_("entidad del Distrito"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    actor = models.ForeignKey(
        "actores.Actor",
        verbose_name=_("organización de fuera del Distrito"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    dependencia = models.ForeignKey(
        "actores.Dependencia",
        verbose_name=_("dependencia"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("La oficina que ocupa el puesto, si se sabe."),
    )
    papel = models.CharField(_("papel"), max_length=20, choices=Papel, default=Papel.MIEMBRO)
    desde = models.DateField(_("desde"), null=True, blank=True, help_text=_("Vacía si no se conoce."))
    hasta = models.DateField(_("hasta"), null=True, blank=True, help_text=_("Ese día es el último."))
    orden = models.PositiveSmallIntegerField(_("orden"), default=0)

    objects = Integrantes.as_manager()

    class Meta:
        verbose_name = _("integrante")
        verbose_name_plural = _("integrantes")
        ordering = ["orden", "pk"]
        constraints = [
            models.CheckConstraint(
                name="integrante_de_una_organizacion",
                condition=Q(entidad__isnull=False, actor__isnull=True) | Q(entidad__isnull=True, actor__isnull=False),
                violation_error_message=_(
                    "Elija una entidad del Distrito o una organización de fuera: una de las dos."
                ),
            ),
            models.CheckConstraint(
                name="integrante_en_orden",
                condition=Q(hasta__isnull=True) | Q(desde__isnull=True) | Q(hasta__gte=models.F("desde")),
                violation_error_message=_("Termina antes de empezar."),
            ),
        ]

    def __str__(self):
        return f"{self.organizacion} – {self.oficina}" if self.dependencia else str(self.organizacion)

    @property
    def organizacion(self):
        return self.entidad or self.actor

    @property
    def oficina(self):
        """Who sits, without a person: the unit in the active language, or the organisation."""
        if not self.dependencia:
            return str(self.organizacion)
        return en_su_idioma(self.dependencia, "nombre")

    def clean(self):
        super().clean()
        errores = {}
        if self.dependencia and self.dependencia.entidad_id != self.entidad_id:
            errores["dependencia"] = _("Esa dependencia es de otra entidad.")
        otros = Integrante.objects.filter(instancia_id=self.instancia_id).exclude(pk=self.pk)
        otros = otros.filter(self._se_cruza())
        if self.papel in self.UNICOS and otros.filter(papel__in=self.UNICOS[self.Papel(self.papel)]).exists():
            errores["papel"] = _("Otro integrante ya tiene ese papel en esas fechas: ponga primero hasta cuándo.")
        mismo = {"entidad": self.entidad_id, "actor": self.actor_id, "dependencia": self.dependencia_id}
        if (self.entidad_id or self.actor_id) and otros.filter(**mismo).exists():
            errores["entidad" if self.entidad_id else "actor"] = _("Ya es integrante en esas fechas.")
        if errores:
            raise ValidationError(errores)

    def _se_cruza(self):
        cruza = Q()
        if self.hasta:
            cruza &= Q(desde__isnull=True) | Q(desde__lte=self.hasta)
        if self.desde:
            cruza &= Q(hasta__isnull=True) | Q(hasta__gte=self.desde)
        return cruza


class FuncionDeIntegrante(_Funcion):
    """What one of its members answers for in the body. Its delegates keep it."""

    integrante = ParentalKey(Integrante, on_delete=models.CASCADE, related_name="funciones")

    class Meta(_Funcion.Meta):
        verbose_name = _("función de un integrante")
        verbose_name_plural = _("funciones de los integrantes")


class Delegado(FilaOrdenada):
    """Who speaks for a seat, from when until when. Internal: the public reads the office."""

    empieza_generacion = NADIE

    class Clase(models.TextChoices):
        DELEGADO = "delegado", _("delegado o delegada")
        SUPLENTE = "suplente", _("suplente")

    integrante = ParentalKey(Integrante, on_delete=models.CASCADE, related_name="delegados")
    clase = models.CharField(_("como"), max_length=10, choices=Clase, default=Clase.DELEGADO)
    usuario = models.ForeignKey(
        "actores.Usuario",
        verbose_name=_("cuenta"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Con ella acepta la agenda y aprueba el acta. Sin cuenta, escriba el nombre."),
    )
    nombre = models.CharField(_("nombres y apellidos"), max_length=200, blank=True)
    cargo = models.CharField(_("cargo"), max_length=200, blank=True)
    correo = models.EmailField(_("correo institucional"), blank=True)
    desde = models.DateField(_("desde"), default=timezone.localdate)
    hasta = models.DateField(_("hasta"), null=True, blank=True, help_text=_("Ese día es el último."))
    autoriza = models.BooleanField(
        _("autoriza publicar su nombre"),
        default=False,
        help_text=_("Hoy ninguna página pública nombra a las personas, sino a las oficinas."),
    )
    sin_datos = models.BooleanField(default=False, editable=False)

    datos_de_persona = DatosDePersona(
        campos=("usuario", "nombre", "cargo", "correo"), identidad=("nombre", "correo"), autoriza="autoriza"
    )

    class Meta(FilaOrdenada.Meta):
        verbose_name = _("delegado")
        verbose_name_plural = _("delegados")

    def __str__(self):
        if self.sin_datos:
            return str(_("persona que pidió ser olvidada"))
        return self.nombre or str(self.usuario)

    @property
    def direccion(self):
        """Where mail reaches the person, or empty."""
        if self.usuario:
            return self.usuario.email if self.usuario.is_active else ""
        return self.correo

    def clean(self):
        super().clean()
        errores = {}
        if not self.usuario and not self.nombre and not self.sin_datos:
            errores["nombre"] = _("Elija una cuenta o escriba el nombre.")
        if self.hasta and self.desde and self.hasta < self.desde:
            errores["hasta"] = _("Termina antes de empezar.")
        # A row that is being made knows its seat only once the form of the seat is saved: the form passes it along.
        integrante = getattr(self, "integrante", None)
        if self.usuario and integrante is not None and integrante.actor_id:
            errores["usuario"] = _("Quien representa a una organización de fuera no tiene cuenta: escriba el nombre.")
        entidad = integrante.entidad_id if integrante is not None else None
        if self.usuario and entidad and self.usuario.entidad_id != entidad:
            errores["usuario"] = _("Esa persona trabaja en otra entidad.")
        if self.usuario and not self.usuario.is_active and not self.hasta:
            errores["usuario"] = _("Esa cuenta ya no está activa.")
        if errores:
            raise ValidationError(errores)
