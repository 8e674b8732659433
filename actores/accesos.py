"""The keys of the house on record: what changed of who may enter, and what waits for a second person.

The models are in the app's ``models`` like any others (imported there).
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE
from base.registro import Registro


def _persona(verbose_name):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=verbose_name, null=True, on_delete=models.SET_NULL, related_name="+"
    )


# Kinds of second factor, as allauth keeps them.
FACTORES = {"totp": _("aplicación de códigos"), "webauthn": _("llave de acceso")}


class RegistroDeAcceso(Registro):
    """One change of what a person may do, or of how they prove who they are. Immutable, and it outlives the person.

    ``quien`` did it and ``confirmo`` agreed; both are null when it came from the server or from the person's own link.
    Neither passwords, codes nor mails are written here.
    """

    class Que(models.TextChoices):
        PAPEL_DADO = "papel_dado", _("recibe el papel")
        PAPEL_QUITADO = "papel_quitado", _("pierde el papel")
        SUPERUSUARIO = "superusuario", _("es superusuario")
        NO_SUPERUSUARIO = "no_superusuario", _("deja de ser superusuario")
        ACTIVADA = "activada", _("su cuenta se activa")
        DESACTIVADA = "desactivada", _("su cuenta se desactiva")
        INVITACION = "invitacion", _("se le envía una invitación")
        CLAVE = "clave", _("cambia su clave")
        CORREO = "correo", _("cambia su correo")
        FACTOR_PUESTO = "factor_puesto", _("pone un segundo factor")
        FACTOR_QUITADO = "factor_quitado", _("se quita un segundo factor")
        BLOQUEO = "bloqueo", _("su entrada se cierra un rato: demasiadas claves o códigos errados")
        LIBERADA = "liberada", _("su entrada se abre de nuevo")
        PEDIDO = "pedido", _("se pide para esta persona")
        RECHAZADO = "rechazado", _("no se aceptó lo pedido")

    persona = _persona(_("de quién"))
    persona_numero = models.BigIntegerField(_("número de la persona"), null=True)
    persona_nombre = models.CharField(_("nombre de la persona"), max_length=300)
    que = models.CharField(_("qué"), max_length=20, choices=Que)
    detalle = models.CharField(_("detalle"), max_length=300, blank=True)
    quien = _persona(_("quién"))
    quien_nombre = models.CharField(_("nombre de quien lo hizo"), max_length=300, blank=True)
    confirmo = _persona(_("quién confirmó"))
    confirmo_nombre = models.CharField(_("nombre de quien confirmó"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("registro de acceso")
        verbose_name_plural = _("registros de acceso")
        ordering = ["-momento", "-pk"]
        indexes = [models.Index(fields=["persona_numero", "que", "momento"], name="acceso_de_persona")]

    def __str__(self):
        return f"{self.persona_nombre} · {self.que_se_lee}"

    @property
    def que_se_lee(self):
        """What changed, in the language of whoever reads: of ``detalle`` only names are kept as they were written."""
        clase, _separa, valor = self.detalle.partition(": ")
        detalle = self.detalle
        if self.que in (self.Que.PEDIDO, self.Que.RECHAZADO) and clase in Solicitud.Clase.values:
            detalle = f"{Solicitud.Clase(clase).label} {valor}".strip()
        elif self.que in (self.Que.FACTOR_PUESTO, self.Que.FACTOR_QUITADO):
            detalle = FACTORES.get(self.detalle, self.detalle)
        return f"{self.get_que_display()}: {detalle}" if detalle else self.get_que_display()

    @classmethod
    def anotar(cls, persona, que, detalle="", quien=None, confirmo=None):
        """Write one row about ``persona``."""
        return cls.objects.create(
            persona=persona,
            persona_numero=persona.pk,
            persona_nombre=str(persona)[:300],
            que=que,
            detalle=str(detalle)[:300],
            quien=quien,
            quien_nombre=str(quien or "")[:300],
            confirmo=confirmo,
            confirmo_nombre=str(confirmo or "")[:300],
        )


class Solicitud(models.Model):
    """What one person of Administración asks for another one, and a second person has to confirm."""

    empieza_generacion = NADIE

    VIGENCIA = timedelta(days=7)

    class Clase(models.TextChoices):
        PAPEL = "papel", _("darle el papel")
        SUPERUSUARIO = "superusuario", _("hacer superusuario")
        CORREO = "correo", _("cambiar su correo por")
        ACTIVAR = "activar", _("activar su cuenta")
        SEGUNDO_FACTOR = "segundo_factor", _("quitar su segundo factor")

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("espera a otra persona")
        CONFIRMADA = "confirmada", _("confirmada")
        RECHAZADA = "rechazada", _("no aceptada")

    persona = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="solicitudes")
    clase = models.CharField(_("qué"), max_length=20, choices=Clase)
    valor = models.CharField(_("detalle"), max_length=254, blank=True)  # name of the role, or the new mail
    motivo = models.CharField(_("motivo"), max_length=500, blank=True)
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.PENDIENTE)
    pedida = models.DateTimeField(_("pedida"), default=timezone.now)
    pedida_por = _persona(_("quién la pidió"))
    resuelta = models.DateTimeField(_("resuelta"), null=True)
    resuelta_por = _persona(_("quién la resolvió"))

    class Meta:
        verbose_name = _("solicitud de acceso")
        verbose_name_plural = _("solicitudes de acceso")
        ordering = ["pedida", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["persona", "clase", "valor"],
                condition=models.Q(estado="pendiente"),
                name="una_solicitud_pendiente",
            )
        ]

    def __str__(self):
        return f"{self.persona}: {self.get_clase_display()} {self.valor}".strip()

    def para_el_registro(self):
        """What ``RegistroDeAcceso`` keeps of it, in no language. A mail is personal data: it is not kept."""
        return f"{self.clase}: {self.valor}" if self.clase == self.Clase.PAPEL else self.clase

    @property
    def vencida(self):
        """Nobody answered in time: it has to be asked again."""
        return self.estado == self.Estado.PENDIENTE and timezone.now() - self.pedida > self.VIGENCIA
