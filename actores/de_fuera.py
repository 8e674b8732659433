"""What anybody sends by a public form, without an account: what is kept of it, and what keeps machines away.

No outside captcha: a field that people do not see, a seal with when the page was given, and limits that count every
kind together. A link in a letter is the only key to what its holder sent (``enlace_firmado``).
"""

import datetime
import secrets
import time

from django import forms
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from base.enlaces import NoSirve, el_firmado, firmar
from base.generacion import NADIE

from .correo import direccion_completa
from .freno import direccion_de

SAL_DE_LLEGADA = "de_fuera.llegada"
RAPIDO = 3  # seconds in which nobody fills it in
# Within an hour: from one address, and from everywhere.
TOPES = (5, 60)
_LETRAS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
AL_DIA = 4  # to one mailbox: nobody is sent letters that others ask for in their name


def nuevo_codigo():
    return "".join(secrets.choice(_LETRAS) for _vez in range(8))


class DeFuera(models.Model):
    """Abstract: something that came by a public form, perhaps with the mail of who sent it.

    They agreed to be written to (Ley 1581 de 2012): ``autorizado`` says when, and ``autorizacion`` in which words.
    """

    empieza_generacion = NADIE

    recibido = models.DateTimeField(_("recibido"), default=timezone.now, editable=False)
    idioma = models.CharField(_("idioma"), max_length=10, editable=False)
    correo = models.EmailField(_("correo electrónico"), blank=True)
    autorizado = models.DateTimeField(_("cuándo autorizó el uso de sus datos"), null=True, editable=False)
    autorizacion = models.TextField(_("qué autorizó"), blank=True, editable=False, db_default="")
    origen = models.CharField(
        max_length=32, blank=True, editable=False, help_text="Digest of the address it came from."
    )

    class Meta:
        abstract = True


def _clases(modelo=DeFuera):
    for clase in modelo.__subclasses__():
        if not clase._meta.abstract:
            yield clase
        yield from _clases(clase)


def huella_de_origen(request):
    return salted_hmac("de_fuera.origen", direccion_de(request) or "").hexdigest()[:32]


def hay_demasiados(request, correo):
    """Whether too many have come: in an hour, from where this one does or from everywhere; in a day, for ``correo``."""
    ahora, origen = timezone.now(), huella_de_origen(request)
    de_uno = de_todos = suyos = 0
    for clase in _clases():
        recientes = clase.objects.filter(recibido__gte=ahora - datetime.timedelta(hours=1))
        de_todos += recientes.count()
        de_uno += recientes.filter(origen=origen).count()
        if correo:
            suyos += clase.objects.filter(
                recibido__gte=ahora - datetime.timedelta(days=1), correo__iexact=correo
            ).count()
    return de_uno >= TOPES[0] or de_todos >= TOPES[1] or suyos >= AL_DIA


def olvidar_origenes(hoy=None):
    """Forget where each came from, which is of use for an hour."""
    hoy = hoy or timezone.now()
    for clase in _clases():
        viejos = clase.objects.filter(recibido__lt=hoy - datetime.timedelta(days=1))
        viejos.exclude(origen="").update(origen="")


# --- Links ------------------------------------------------------------------------------------------


def enlace_firmado(vista, objeto, sal):
    """The full address of ``vista`` for who has ``objeto``, in the active language."""
    return direccion_completa(reverse(vista, args=[firmar(objeto, sal)]))


def el_del_enlace(modelo, token, sal, dura=None):
    """What a link of ``sal`` names, if it is still there; None if not, if it is not ours, or older than ``dura``."""
    try:
        return el_firmado(modelo, token, sal, dura)
    except NoSirve:
        return None


# --- Forms ------------------------------------------------------------------------------------------


class FormDeFuera(forms.ModelForm):
    """Abstract: a form for anybody. What is wrong is said, and nothing typed is lost."""

    autoriza = forms.BooleanField(
        label=_("Autorizo a la DDRI a usar estos datos para responderme (Ley 1581 de 2012)."),
        error_messages={"required": _("Sin su autorización no podemos guardar sus datos ni escribirle.")},
    )
    # A person does not see it, and a program fills in everything.
    sitio_web = forms.CharField(label=_("No escriba aquí"), required=False)
    llegada = forms.CharField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False
    aparte: tuple[str, ...] = ()  # names of the fields that are folded away until somebody wants them

    @property
    def nueva_llegada(self):
        """When the page was given, signed; who is asked to send it again has waited already."""
        return signing.dumps(int(time.time()) - (RAPIDO if self.is_bound else 0), salt=SAL_DE_LLEGADA)

    @property
    def es_de_un_programa(self):
        return bool(self.cleaned_data.get("sitio_web"))

    @property
    def a_la_vista(self):
        return [campo for campo in self.visible_fields() if campo.name not in ("sitio_web", "autoriza", *self.aparte)]

    @property
    def los_de_aparte(self):
        return [self[nombre] for nombre in self.aparte]

    @property
    def abre_lo_de_aparte(self):
        return any(
            campo.errors or (campo.value() or campo.initial) != self.fields[campo.name].initial
            for campo in self.los_de_aparte
        )

    def clean(self):
        datos = super().clean() or self.cleaned_data
        try:
            llegada = signing.loads(datos.get("llegada") or "", salt=SAL_DE_LLEGADA)
        except signing.BadSignature:
            llegada = None
        if llegada is None or time.time() - llegada < RAPIDO:
            raise forms.ValidationError(_("No alcanzamos a recibirlo. Revise lo que escribió y envíelo otra vez."))
        return datos

    def lo_recibido(self, request, idioma):
        """What was sent, with where it came from and what its sender agreed to; not saved yet."""
        objeto = self.instance
        objeto.idioma, objeto.origen = idioma, huella_de_origen(request)
        if objeto.correo and self.cleaned_data.get("autoriza"):
            objeto.autorizado = timezone.now()
            objeto.autorizacion = str(self.fields["autoriza"].label)
        return objeto


def con_palabras(texto):
    """``texto``, which says something; raises ``ValidationError``."""
    if not any(letra.isalpha() for letra in texto):
        raise forms.ValidationError(_("Escríbalo con palabras."))
    return texto
