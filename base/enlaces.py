"""Links that open one thing to who has no account: one purpose, a term, revoked at any time, each use written down.

Of two kinds, told apart by who keeps their life. A link whose object lives and dies by it (a request, a subscription)
needs no row: it is signed (``firmar``), and ends when its object does. One that may be forwarded, taken back or
answered has a row (``dar``); the token is in the letter only, and the table has its digest. A link is no act: what
reads mails opens every address in them, so that whatever is done waits for a POST.
"""

import datetime
import hashlib
import secrets
from functools import wraps

from django.core import signing
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .generacion import NADIE

GUARDADO = datetime.timedelta(days=365)  # how long a link that is over, and its uses, are kept


class NoSirve(Exception):
    """The link opens nothing. ``enlace`` is the row, where there is one: it expired or was revoked."""

    def __init__(self, enlace=None):
        super().__init__()
        self.enlace = enlace


class Enlace(models.Model):
    """A link that was given. It tells not to whom: what its purpose needs of that, the purpose keeps."""

    empieza_generacion = NADIE

    fin = models.CharField(_("para qué sirve"), max_length=60, editable=False)
    sobre = models.CharField(_("de qué"), max_length=100, editable=False, help_text="As the purpose names it.")
    huella = models.CharField(max_length=64, unique=True, editable=False, help_text="Digest of the token.")
    creado = models.DateTimeField(_("dado"), default=timezone.now, editable=False)
    vence = models.DateTimeField(_("sirve hasta"), db_index=True, editable=False)
    revocado = models.DateTimeField(_("revocado"), null=True, editable=False)

    class Meta:
        verbose_name = _("enlace firmado")
        verbose_name_plural = _("enlaces firmados")
        ordering = ["-creado", "-pk"]
        indexes = [models.Index(fields=["fin", "sobre"], name="enlaces_de_una_cosa")]

    def __str__(self):
        return f"{self.fin} · {self.sobre}"

    @property
    def sirve(self):
        return self.revocado is None and timezone.now() < self.vence

    def anotar(self, que):
        """Write down a use of it: not from where, which would be a datum of a person."""
        return self.usos.create(que=que)

    def revocar(self):
        revocar(self.fin, self.sobre, pk=self.pk)
        self.refresh_from_db()


class UsoDeEnlace(models.Model):
    """That somebody opened a link, or did with it what it is for."""

    empieza_generacion = NADIE

    class Que(models.TextChoices):
        ABRIO = "abrio", _("lo abrió")
        HIZO = "hizo", _("hizo lo que pide")
        TARDE = "tarde", _("lo abrió cuando ya no servía")

    enlace = models.ForeignKey(Enlace, on_delete=models.CASCADE, related_name="usos", verbose_name=_("enlace"))
    momento = models.DateTimeField(_("momento"), default=timezone.now)
    que = models.CharField(_("qué hizo"), max_length=10, choices=Que)

    class Meta:
        verbose_name = _("uso de un enlace")
        verbose_name_plural = _("usos de enlaces")
        ordering = ["-momento", "-pk"]

    def __str__(self):
        return self.get_que_display()


def _huella(token):
    return hashlib.sha256(token.encode()).hexdigest()


def dar(fin, sobre, dura):
    """Make a link for ``fin`` that lasts ``dura``: pair ``Enlace``, token. Nobody can read the token again."""
    token = secrets.token_urlsafe(24)
    vence = timezone.now() + dura
    return Enlace.objects.create(fin=fin, sobre=str(sobre), huella=_huella(token), vence=vence), token


def abrir(fin, token):
    """The ``Enlace`` of that token, for ``fin`` and still in force, or ``NoSirve``. Either is written down."""
    enlace = Enlace.objects.filter(fin=fin, huella=_huella(token)).first()
    if enlace is None:
        raise NoSirve
    if not enlace.sirve:
        enlace.anotar(UsoDeEnlace.Que.TARDE)
        raise NoSirve(enlace)
    enlace.anotar(UsoDeEnlace.Que.ABRIO)
    return enlace


def en_vigor(fin, token):
    """The ``Enlace`` of that token, for ``fin``, or None. It is not written down: for what a page of it asks for."""
    enlace = Enlace.objects.filter(fin=fin, huella=_huella(token)).first()
    return enlace if enlace and enlace.sirve else None


def revocar(fin, sobre, **cuales):
    """Those for ``fin`` about ``sobre`` open nothing from now on. Returns how many they were."""
    suyos = Enlace.objects.filter(fin=fin, sobre=str(sobre), revocado=None, **cuales)
    return suyos.update(revocado=timezone.now())


@transaction.atomic
def olvidar(ahora=None):
    """Forget the links that were over ``GUARDADO`` ago, with their uses. Returns how many they were."""
    viejos = Enlace.objects.filter(vence__lt=(ahora or timezone.now()) - GUARDADO)
    return viejos.delete()[1].get(Enlace._meta.label, 0)


# --- Without a row ----------------------------------------------------------------------------------


def firmar(objeto, fin):
    """The token of a link that lives as long as ``objeto``."""
    return signing.dumps(objeto.pk, salt=fin)


def el_firmado(modelo, token, fin, dura=None):
    """What a token of ``firmar`` names; None if it is gone. Raises ``NoSirve``: not ours, or older than ``dura``."""
    try:
        return modelo.objects.filter(pk=signing.loads(token, salt=fin, max_age=dura)).first()
    except signing.BadSignature as error:
        raise NoSirve from error


# --- Its page ---------------------------------------------------------------------------------------


def pagina_de_enlace(vista):
    """Decorator: the page that a link opens. Kept nowhere, in no index, and its address goes to no other site."""

    @wraps(vista)
    def con_cabeceras(request, *args, **kwargs):
        respuesta = vista(request, *args, **kwargs)
        respuesta.headers["X-Robots-Tag"] = "noindex, nofollow"
        # Not «no-referrer»: with it, the browser signs its own form as coming from nowhere, and it is refused.
        respuesta.headers["Referrer-Policy"] = "same-origin"
        return respuesta

    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(con_cabeceras))
