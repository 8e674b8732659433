"""What a person of an entity asks by the public form: an account of punto focal, and what became of it."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .de_fuera import DeFuera, nuevo_codigo
from .puntos_focales import PuntoFocal


class Pedidos(models.QuerySet):
    def que_esperan(self):
        """Those that Administración has to answer: whoever asked has the mailbox, and still wants it."""
        return self.filter(estado__in=PedidoDeCuenta.ABIERTOS, correo_confirmado__isnull=False, sin_datos=None)


class PedidoDeCuenta(DeFuera):
    """A request. The entity and what became of it stay; who asked is forgotten with the years, or before."""

    class Estado(models.TextChoices):
        PEDIDO = "pedido", _("Pedido")
        VERIFICADO = "verificado", _("Verificado con la entidad")
        CREADO = "creado", _("Cuenta creada")
        NEGADO = "negado", _("Negado")

    ABIERTOS = (Estado.PEDIDO, Estado.VERIFICADO)
    SIGUIENTES = {
        Estado.PEDIDO: (Estado.VERIFICADO, Estado.NEGADO),
        Estado.VERIFICADO: (Estado.CREADO, Estado.NEGADO),
        Estado.CREADO: (),
        Estado.NEGADO: (),
    }
    PERSONALES = (
        *("nombre", "apellidos", "cargo", "dependencia", "correo", "telefono", "designa", "designa_cargo", "acto"),
        *("verificacion", "motivo", "origen"),
    )

    codigo = models.CharField(_("número"), max_length=12, unique=True, default=nuevo_codigo, editable=False)
    entidad = models.ForeignKey(
        "actores.Entidad", on_delete=models.PROTECT, related_name="pedidos_de_cuenta", verbose_name=_("entidad")
    )
    dependencia = models.CharField(_("dependencia u oficina"), max_length=200, blank=True)
    nombre = models.CharField(_("nombres"), max_length=150, blank=True)
    apellidos = models.CharField(_("apellidos"), max_length=150, blank=True)
    cargo = models.CharField(_("cargo"), max_length=150, blank=True)
    telefono = models.CharField(_("teléfono"), max_length=60, blank=True)
    papel = models.CharField(
        _("papel"),
        max_length=10,
        choices=PuntoFocal.Papel,
        default=PuntoFocal.Papel.TITULAR,
        help_text=_("El que se pidió. Cámbielo si la entidad dice otro."),
    )
    designa = models.CharField(_("quién designa"), max_length=200, blank=True)
    designa_cargo = models.CharField(_("cargo de quien designa"), max_length=150, blank=True)
    acto = models.CharField(_("acto de designación"), max_length=200, blank=True)
    correo_confirmado = models.DateTimeField(_("correo confirmado"), null=True, editable=False)
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.PEDIDO)
    verificacion = models.CharField(
        _("cómo se verificó"),
        max_length=500,
        blank=True,
        help_text=_("Con quién de la entidad y por qué medio. No llega a quien pidió la cuenta."),
    )
    motivo = models.TextField(
        _("motivo"),
        max_length=2000,
        blank=True,
        help_text=_("Solo si se niega: llega a quien pidió la cuenta, tal como está aquí."),
    )
    sin_datos = models.DateTimeField(_("datos personales borrados"), null=True, editable=False)
    cuenta = models.ForeignKey(
        "actores.Usuario",
        verbose_name=_("cuenta"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = Pedidos.as_manager()

    class Meta:
        verbose_name = _("pedido de cuenta")
        verbose_name_plural = _("pedidos de cuenta")
        ordering = ["-recibido", "-pk"]

    def __str__(self):
        return f"{self.codigo} · {self.entidad}"

    @property
    def persona(self):
        return f"{self.nombre} {self.apellidos}".strip()

    @property
    def espera(self):
        return self.estado in self.ABIERTOS and self.correo_confirmado is not None and self.sin_datos is None

    @property
    def es_institucional(self):
        return es_institucional(self.correo)

    def cuentas(self):
        """The accounts that there are with its mail: queryset."""
        return cuentas_con(self.correo)

    def otros(self):
        """The other requests with the same mail: queryset."""
        if not self.correo:
            return PedidoDeCuenta.objects.none()
        suyos = PedidoDeCuenta.objects.filter(correo__iexact=self.correo).exclude(pk=self.pk)
        return suyos.select_related("entidad")

    def designacion(self, usuario=None):
        """The ``PuntoFocal`` that it asks for, from today; not saved."""
        return PuntoFocal(
            entidad=self.entidad,
            papel=self.papel,
            usuario=usuario,
            nombre="" if usuario else self.persona,
            cargo=", ".join(uno for uno in (self.cargo, self.dependencia) if uno)[:200],
            correo=self.correo,
            telefono=self.telefono,
            acto=self._lo_que_la_designa()[:300],
        )

    def _lo_que_la_designa(self):
        quien = ", ".join(uno for uno in (self.designa, self.designa_cargo) if uno)
        return " · ".join(uno for uno in (self.acto, quien, self.codigo) if uno)

    def clean(self):
        # What the database has: two people may have it open at once.
        antes = PedidoDeCuenta.objects.filter(pk=self.pk).values_list("estado", flat=True).first()
        if antes is None or antes == self.estado:
            return
        if self.estado not in self.SIGUIENTES[self.Estado(antes)]:
            raise ValidationError({"estado": self.no_se_pasa_de(antes)})
        if self.estado == self.Estado.NEGADO:
            if not self.motivo.strip():
                raise ValidationError({"motivo": _("Diga por qué: es lo que leerá quien la pidió.")})
            return
        if frase := self.impide_seguir():
            raise ValidationError({"estado": frase})
        if not self.verificacion.strip():
            raise ValidationError({"verificacion": _("Diga con quién de la entidad se verificó, y cómo.")})
        if self.estado == self.Estado.CREADO:
            self._se_puede_crear()

    @classmethod
    def no_se_pasa_de(cls, estado):
        """Why another state does not follow ``estado``, for who wanted to give it."""
        return _("Desde «%(de)s» no se pasa ahí: mire si otra persona ya lo resolvió.") % {
            "de": cls.Estado(estado).label
        }

    def impide_seguir(self):
        """Why it can only be refused; "" when it goes on."""
        if self.sin_datos or not self.correo:
            return _("Sus datos ya se borraron: no hay a quién abrirle la cuenta.")
        if not self.correo_confirmado:
            return _("Quien la pide no ha confirmado su correo con el enlace que recibió.")
        return ""

    def _se_puede_crear(self):
        if self.cuentas().exists():
            raise ValidationError(
                {
                    "estado": _(
                        "Ya hay una cuenta con ese correo. Si es la misma persona, dele el papel en «Usuarios» y "
                        "niegue este pedido diciéndole con qué usuario entra."
                    )
                }
            )
        try:
            self.designacion().full_clean(exclude=["usuario"])
        except ValidationError as error:
            frases = [frase for frases in error.message_dict.values() for frase in frases]
            raise ValidationError({"papel": frases}) from error

    def borrar_datos(self):
        """Forget the person, and what was written to them and about them."""
        for campo in self.PERSONALES:
            setattr(self, campo, "")
        self.sin_datos = timezone.now()
        self.save(update_fields=[*self.PERSONALES, "sin_datos"])


def cuentas_con(correo):
    """The accounts with that mail, or that are called like it: queryset."""
    cuentas = get_user_model().objects.all()
    return cuentas.filter(Q(email__iexact=correo) | Q(username__iexact=correo)) if correo else cuentas.none()


def es_institucional(correo):
    """Whether it is of a public body of Colombia, as most of the District are. Another is no reason for a no."""
    dominio = correo.rpartition("@")[2].casefold()
    return dominio == "gov.co" or dominio.endswith(".gov.co")
