"""The records of this room: what all of them have, and those that need nothing else of it.

``Aval`` and ``Autoria`` stand with what they say who wrote, in ``models``.
"""

import uuid
from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from base import registro
from base.generacion import NADIE
from base.idiomas import ESPANOL, es_traduccion, original_de


class SoloSeAgrega(registro.SoloSeAgrega):
    def de(self, objeto):
        """The rows about ``objeto``."""
        return self.filter(content_type=objeto.get_base_content_type(), object_id=str(objeto.pk))

    def del_original_de(self, objeto):
        """The rows about the text in the source language that ``objeto`` translates; none if it translates none."""
        original = original_de(objeto) if es_traduccion(objeto) else None
        return self.de(original) if original else self.none()


class _Registro(registro.Registro):
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(_("objeto"), max_length=255)

    objects: ClassVar = SoloSeAgrega.as_manager()

    class Meta:
        abstract = True


class TituloOculto(_Registro):
    """That the public reads no more the title that a text had until ``momento``: it may hold the name of a person.

    Added when the text is withdrawn, or later. An aval that comes after it has a title of its own.
    """

    persona = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("quién"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    persona_nombre = models.CharField(_("nombre de quien lo ocultó"), max_length=300, blank=True)
    motivo = models.TextField(_("motivo"))

    class Meta:
        verbose_name = _("título oculto")
        verbose_name_plural = _("títulos ocultos")
        ordering = ["-momento", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="titulo_oculto_objeto")]

    def __str__(self):
        return f"{self.content_type_id} · {self.object_id} · {timezone.localtime(self.momento):%Y-%m-%d}"

    @classmethod
    def cubre(cls, registro):
        """Whether the title that ``registro`` (an aval or a withdrawal) kept is hidden."""
        mismos = cls.objects.filter(content_type_id=registro.content_type_id, object_id=registro.object_id)
        return mismos.filter(momento__gte=registro.momento).exists()


class Retiro(_Registro):
    """One text taken off the site: which, by whom, when and why. Immutable, and it outlives the text.

    Texts withdrawn together (the versions in both languages) share ``acto``. ``persona`` is null when the
    system did it by itself; ``origen`` then says on what ground.
    """

    class Origen(models.TextChoices):
        MODERACION = "moderacion", _("Moderación DDRI")
        VENCIMIENTO = "vencimiento", _("Fecha de vencimiento")
        SISTEMA = "sistema", _("Revisión automática")

    class Clase(models.TextChoices):
        """Why, for the public; the others ended, or are told by the sentence."""

        OTRA = "", _("Otra razón")
        ERROR = "error", _("Se publicó por error")
        REEMPLAZO = "reemplazo", _("Otro texto lo reemplaza")

    acto = models.UUIDField(_("acto"), default=uuid.uuid4, editable=False)
    translation_key = models.UUIDField(_("texto, en cualquier idioma"), null=True)
    titulo = models.TextField(_("título"))
    idioma = models.CharField(_("idioma"), max_length=20)
    direccion = models.CharField(_("dirección en el sitio"), max_length=1000, blank=True, db_index=True)
    aval = models.ForeignKey(
        "aval.Aval",
        verbose_name=_("aval que deja de estar vigente"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    persona = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("quién"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    persona_nombre = models.CharField(_("nombre de quien retiró"), max_length=300, blank=True)
    motivo = models.TextField(_("motivo"))
    frase_es = models.TextField(_("frase para el público, en español"), blank=True)
    frase_en = models.TextField(_("frase para el público, en inglés"), blank=True)
    origen = models.CharField(_("origen"), max_length=20, choices=Origen)
    clase = models.CharField(_("clase de retiro"), max_length=20, choices=Clase, blank=True, default="", db_default="")
    # The text that takes its place, in whatever language: it may be withdrawn in its turn, or deleted.
    reemplazo_clase = models.CharField(_("clase del que lo reemplaza"), max_length=200, blank=True, db_default="")
    reemplazo_clave = models.UUIDField(_("texto que lo reemplaza, en cualquier idioma"), null=True)
    borrado = models.BooleanField(_("se borró"), default=False)

    class Meta:
        verbose_name = _("retiro")
        verbose_name_plural = _("retiros")
        ordering = ["-momento", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="retiro_objeto")]

    def __str__(self):
        return f"{self.titulo} · {timezone.localtime(self.momento):%Y-%m-%d}"

    def reemplazo(self):
        """The live text that takes its place, in its language or else in Spanish; None if there is none.

        One that was replaced in its turn is followed to the last.
        """
        claves = {self.translation_key}
        retiro: Retiro | None = self
        while retiro and retiro.clase == self.Clase.REEMPLAZO and retiro.reemplazo_clave not in claves:
            if vivo := retiro.vivo_que_lo_reemplaza(self.idioma):
                return vivo
            claves.add(retiro.reemplazo_clave)
            retiro = Retiro.objects.filter(translation_key=retiro.reemplazo_clave).first()  # the last one
        return None

    def vivo_que_lo_reemplaza(self, idioma):
        try:
            modelo = apps.get_model(self.reemplazo_clase)
        except (LookupError, ValueError):
            return None
        vivos = modelo.objects.filter(translation_key=self.reemplazo_clave, live=True)
        vivos = (vivos.public() if issubclass(modelo, Page) else vivos).select_related("locale")
        por_idioma = {uno.locale.language_code: uno for uno in vivos if uno.url}
        return por_idioma.get(idioma) or por_idioma.get(ESPANOL)


class AvisoDeFin(_Registro):
    """That what a live text tells ended, or (``quitado``) that it is not to be said any more. Immutable.

    Of the Spanish original, for every language. ``motivo`` is internal; the public reads the sentence and ``fin``.
    """

    translation_key = models.UUIDField(_("texto, en cualquier idioma"), db_index=True)
    titulo = models.TextField(_("título"))
    aval = models.ForeignKey(
        "aval.Aval", verbose_name=_("aval con el que se lee"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    persona = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("quién"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    persona_nombre = models.CharField(_("nombre de quien lo puso"), max_length=300, blank=True)
    motivo = models.TextField(_("motivo"))
    fin = models.DateField(_("cuándo terminó"), null=True)
    frase_es = models.TextField(_("frase para el público, en español"), blank=True)
    frase_en = models.TextField(_("frase para el público, en inglés"), blank=True)
    quitado = models.BooleanField(_("se quitó"), default=False)

    class Meta:
        verbose_name = _("aviso de que terminó")
        verbose_name_plural = _("avisos de que terminó")
        ordering = ["-momento", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="aviso_de_fin_objeto")]

    def __str__(self):
        return f"{self.titulo} · {timezone.localtime(self.momento):%Y-%m-%d}"

    def frase(self, idioma):
        """What the reader in ``idioma`` is told of why."""
        return self.frase_en if idioma == "en" else self.frase_es


class ArchivoPublico(models.Model):
    """A file that a live text cites: while it is here, and only then, the public may be given it.

    Derived from the avales in force, in the transaction of each change (``aval.publicos``); ``reconstruir_archivos``
    makes it anew. Not Wagtail's index of references: that one is written after the fact, and a task may delay it.
    """

    empieza_generacion = NADIE  # it is asked at each request

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    clase = models.CharField(max_length=100, help_text="Label of the model of the file, in lower case.")
    archivo = models.BigIntegerField()

    class Meta:
        verbose_name = _("archivo público")
        verbose_name_plural = _("archivos públicos")
        constraints = [
            models.UniqueConstraint(
                fields=["clase", "archivo", "content_type", "object_id"], name="archivo_publico_unico"
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="archivo_publico_texto")]

    def __str__(self):
        return f"{self.clase}:{self.archivo}"


class Limpieza(_Registro):
    """One file whose bytes changed and whose picture or text did not: what it said of people was taken out. Immutable.

    Only ``aval.limpieza`` writes it. Whoever compares files reads in it that the two digests (SHA-1, as Wagtail takes
    them) are of one and the same: an aval given to the first holds for the second.
    """

    antes = models.CharField(_("huella de antes"), max_length=40)
    despues = models.CharField(_("huella de después"), max_length=40)

    class Meta:
        verbose_name = _("limpieza")
        verbose_name_plural = _("limpiezas")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "despues"], name="limpieza_una_por_huella")
        ]

    def __str__(self):
        return f"{self.antes[:8]} → {self.despues[:8]}"


class Fusion(_Registro):
    """One term of a closed list that became another: which, by whom, when and why. Immutable.

    ``object_id`` is the number of the term that is no more. What was approved, drafted or translated while it was
    there still names it, and is read as naming ``a_numero`` (see ``terminos.al_dia``).
    """

    codigo = models.CharField(_("código"), max_length=80)
    nombre_es = models.CharField(_("nombre en español"), max_length=200)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=200)
    a_numero = models.BigIntegerField(_("número del término que queda"))
    a_codigo = models.CharField(_("código del término que queda"), max_length=80)
    a_nombre_es = models.CharField(_("nombre en español del término que queda"), max_length=200)
    a_nombre_en = models.CharField(_("nombre en inglés del término que queda"), max_length=200)
    # What used it: label of the model, number and title of each.
    usos = models.JSONField(_("qué lo usaba"), default=list, encoder=DjangoJSONEncoder)
    persona = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("quién"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    persona_nombre = models.CharField(_("nombre de quien fusionó"), max_length=300)
    motivo = models.TextField(_("motivo"))

    class Meta:
        verbose_name = _("fusión de términos")
        verbose_name_plural = _("fusiones de términos")
        ordering = ["-momento", "-pk"]
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="fusion_una_por_termino")]

    def __str__(self):
        return f"{self.nombre_es} → {self.a_nombre_es}"


class Auditoria(models.Model):
    """One run of the audit: when, how much was looked at, and what was found. ``hallazgos`` names no person."""

    empieza_generacion = NADIE

    momento = models.DateTimeField(_("momento"), default=timezone.now, editable=False)
    segundos = models.FloatField(_("segundos que tardó"), default=0)
    revisados = models.PositiveIntegerField(_("objetos revisados"), default=0)
    hallazgos = models.JSONField(_("hallazgos"), default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("auditoría del aval")
        verbose_name_plural = _("auditorías del aval")
        ordering = ["-momento", "-pk"]
        get_latest_by = ["momento", "pk"]

    def __str__(self):
        return f"{timezone.localtime(self.momento):%Y-%m-%d %H:%M} · {len(self.hallazgos)}"

    @property
    def bien(self):
        """Whether everything that is live has its aval."""
        return not self.pendientes

    @property
    def pendientes(self):
        """What was found and not withdrawn by the run itself."""
        return [hallazgo for hallazgo in self.hallazgos if not hallazgo["retirado"]]
