"""The record of the DDRI's approval, the ledger of authorship, and the mixin of whatever needs an aval."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Value
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex, Revision, TaskState

from base import borrador, direcciones
from base.borrador import ConLoEscrito
from base.generacion import VIVO
from base.prestado import sustituye

from .autoria import autores
from .borradores import VistaDeBorrador
from .clases import modelos_avalables
from .contenido import canonico_de_revision
from .decision import BloqueoDeLaDDRI, TareaAval, TareaDeLaDDRI
from .encargos import Encargo
from .lectura import secciones_de
from .permisos import ProbadorDeAval
from .preferencias import PreferenciaDeAvisos
from .registros import ArchivoPublico, Auditoria, AvisoDeFin, Fusion, Limpieza, Retiro, TituloOculto, _Registro
from .rutas import RUTAS
from .serializado import puede_quitar_filas, serializados
from .terminos import legible

__all__ = [
    "ArchivoPublico",
    "Auditoria",
    "Autoria",
    "Aval",
    "Avalable",
    "AvisoDeFin",
    "BloqueoDeLaDDRI",
    "Encargo",
    "Fusion",
    "Limpieza",
    "PreferenciaDeAvisos",
    "Retiro",
    "TareaAval",
    "TareaDeLaDDRI",
    "TituloOculto",
    "VistaDeBorrador",
    "modelos_avalables",
]


class Aval(_Registro):
    """One approval: this content, by this moderator, at this moment. Immutable.

    It keeps names and numbers beside its links, so as to outlive users, purged revisions and deleted
    objects; and the content itself, so that any later state can be held against it.
    """

    class Origen(models.TextChoices):
        MODERACION = "moderacion", _("Moderación DDRI")
        INSTALACION = "instalacion", _("Instalación del sitio")

    numero = models.PositiveIntegerField(_("versión"))
    titulo = models.TextField(_("título"))
    idioma = models.CharField(_("idioma"), max_length=20)
    revision = models.ForeignKey(
        Revision, verbose_name=_("revisión"), null=True, on_delete=models.SET_NULL, related_name="avales"
    )
    revision_numero = models.BigIntegerField(_("número de la revisión"))
    contenido = models.JSONField(_("contenido avalado"), encoder=DjangoJSONEncoder)
    # Apart from the content: whoever renames a term changes no text. The audit holds them against the lists of today.
    nombres = models.JSONField(_("nombres de las listas que se leían"), default=dict, encoder=DjangoJSONEncoder)
    moderador = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("moderador"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    moderador_numero = models.BigIntegerField(_("número del moderador"), null=True)
    moderador_nombre = models.CharField(_("nombre del moderador"), max_length=300, blank=True)
    origen = models.CharField(_("origen"), max_length=20, choices=Origen)
    experiencia_significativa = models.BooleanField(_("Experiencia Significativa de Ciudad"), default=False)
    buena_practica = models.BooleanField(_("Buena Práctica"), default=False)
    aprendizaje = models.BooleanField(_("Aprendizaje"), default=False, db_default=False)
    comentario = models.TextField(_("comentario"), blank=True)
    # What the public reads of what the DDRI found (``aval.dictamen``). Apart from the content: it is not the author's.
    dictamen = models.JSONField(
        _("lo que encontró la DDRI"), default=dict, db_default=Value({}, models.JSONField()), encoder=DjangoJSONEncoder
    )
    # Names the aval in public; says nothing of how many there are, nor of which comes next.
    publico = models.UUIDField(_("identificador público"), default=uuid.uuid4, unique=True, editable=False)
    # Label of the model; of a page, of its own kind (``content_type`` is the one that all pages share).
    clase = models.CharField(_("clase de texto"), max_length=200, blank=True)
    entidad_codigo = models.CharField(_("código de la entidad"), max_length=80, blank=True)
    entidad_nombre = models.CharField(_("entidad"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("aval")
        verbose_name_plural = _("avales")
        ordering = ["-momento", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "numero"], name="aval_numero_por_objeto")
        ]

    def __str__(self):
        return f"{self.titulo} · v{self.numero}"

    def get_absolute_url(self):
        """Its public part, in the active language."""
        return reverse("avales:publico", args=[self.publico])

    @cached_property
    def tomada_en(self):
        """When the content that it approves was written down: that of its revision, which came before the decision."""
        if self.revision:
            return self.revision.created_at
        suyas = Autoria.objects.filter(content_type=self.content_type_id, object_id=self.object_id)
        de_entonces = suyas.filter(revision_numero=self.revision_numero).order_by("-pk").first()
        return de_entonces.momento if de_entonces else self.momento

    @property
    def modelo(self):
        """The model of the text; None if the house has it no more."""
        try:
            return apps.get_model(self.clase)
        except (LookupError, ValueError):
            return None

    @property
    def clase_en_palabras(self):
        return capfirst(self.modelo._meta.verbose_name) if self.modelo else self.clase

    @property
    def rutas(self):
        """The names of the routes that the DDRI gave."""
        return [nombre for ruta, nombre in RUTAS.items() if getattr(self, ruta)]


class Autoria(_Registro):
    """Who changed the text of an object, where and with what (see ``autoria``). Append-only: it outlives all three.

    ``partes`` is null in the rows of before there was any detail: of those only the revision or the moment is known.
    """

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    usuario_numero = models.BigIntegerField(_("número del usuario"))
    usuario_nombre = models.CharField(_("nombre del usuario"), max_length=300)
    revision_numero = models.BigIntegerField(_("número de la revisión"), null=True)
    # Of what is written outside of any revision (a sentence at the translation desk): the last one that there was.
    tras_revision = models.BigIntegerField(_("número de la revisión anterior"), null=True)
    partes = models.JSONField(_("partes que tocó"), null=True)
    atomos = models.TextField(_("lo que aportó"), blank=True)

    class Meta:
        verbose_name = _("autoría")
        verbose_name_plural = _("autorías")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="autoria_objeto")]

    def __str__(self):
        return f"{self.usuario_nombre} · {timezone.localtime(self.momento):%Y-%m-%d}"

    @classmethod
    def registrar(cls, objeto, usuario, aporte, revision=None):
        """Write down that ``usuario`` brought ``aporte`` to ``objeto``: in ``revision``, or after its latest one."""
        return cls.objects.create(
            content_type=objeto.get_base_content_type(),
            object_id=str(objeto.pk),
            usuario=usuario,
            usuario_numero=usuario.pk,
            usuario_nombre=str(usuario)[:300],
            revision_numero=revision and revision.pk,
            tras_revision=None if revision else objeto.latest_revision_id or 0,
            partes=aporte.partes,
            atomos=" ".join(sorted(aporte.atomos)),
        )

    @classmethod
    def heredar(cls, origen, destino):
        """``destino`` is a copy of ``origen``: whoever brought something there brought it here too."""
        aportes = {}
        for fila in [*cls.objects.de(origen).order_by("pk"), *cls.objects.del_original_de(origen)]:
            suya, suyos = aportes.setdefault(fila.usuario_numero, (fila, set()))
            suyos.update(fila.atomos.split())
            if fila.partes is None:
                suya.partes = None
        cls.objects.bulk_create(
            cls(
                content_type=destino.get_base_content_type(),
                object_id=str(destino.pk),
                usuario_id=fila.usuario_id,
                usuario_numero=numero,
                usuario_nombre=fila.usuario_nombre,
                tras_revision=0,
                partes=None if fila.partes is None else {},
                atomos=" ".join(sorted(suyos)),
            )
            for numero, (fila, suyos) in aportes.items()
        )

    @property
    def lugar(self):
        """Its place among the revisions of the object, to be compared: ``(number, 0)``, or ``(number, 1)`` after it."""
        return (self.tras_revision or 0, 1) if self.revision_numero is None else (self.revision_numero, 0)

    @classmethod
    def de_la_revision(cls, objeto, revision):
        """Numbers of the users who wrote what ``revision`` adds to the last approved text of ``objeto``."""
        anterior = Aval.objects.de(objeto).order_by("-numero").first()
        return autores(
            revision.content_type.model_class(),
            canonico_de_revision(revision),
            revision.pk,
            anterior,
            cls.objects.de(objeto).order_by("pk"),
            cls.objects.del_original_de(objeto),
            lambda fila: fila.es_de(revision.pk, None, anterior, anterior and anterior.tomada_en),
        )

    def es_de(self, revision_numero, hasta, anterior, tomada):
        """Of a row with no detail: whether it is of what revision ``revision_numero`` adds to the aval ``anterior``.

        What was written in no revision counts by its moment: after ``tomada`` and until ``hasta`` (None: until now).
        """
        if self.revision_numero is None:
            return (not anterior or self.momento > tomada) and (hasta is None or self.momento <= hasta)
        return (anterior.revision_numero if anterior else 0) < self.revision_numero <= revision_numero


class Avalable(ConLoEscrito, models.Model):
    """Mixin of whatever the public reads: it is live only with the content of its aval.

    For models that are draftable, with revisions and workflow (pages, snippets). ``aval`` is the
    approval in force: set while the object is live, and only then.
    """

    empieza_generacion = VIVO
    lleva_aval = True

    aval = models.ForeignKey(
        Aval,
        verbose_name=_("aval vigente"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    aval.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # Wagtail reads it from the field

    exclude_fields_in_copy = ["aval"]

    if TYPE_CHECKING:
        # What a kind has from Wagtail (a page, or the mixins of a snippet) and this mixin reads.
        objects: ClassVar[models.Manager[Any]]
        live: bool
        live_revision_id: int | None
        translation_key: uuid.UUID
        current_workflow_state: Any

        @classmethod
        def get_base_content_type(cls) -> ContentType: ...

    # Whether it is a part of what the site is made of: such a page neither moves nor is deleted.
    estructural = False
    # Whether what it tells may end and the page stay to be read, under a notice that says so.
    puede_terminar = False

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Wagtail's; and what the object does not cite any more is no longer said to be cited.

        Wagtail takes it down before the rows that were dropped are gone: a picture that nothing shows could not be
        deleted.
        """
        quita = not self._state.adding and puede_quitar_filas(self)
        guardado = super().save(*args, **kwargs)
        if quita:
            ReferenceIndex.create_or_update_for_object(type(self).objects.get(pk=self.pk))
        if origen := self.__dict__.pop("_copia_de", None):
            Autoria.heredar(origen, self)
        return guardado

    @classmethod
    @sustituye
    def from_serializable_data(cls, data, *args, **kwargs):
        """Wagtail's, of an earlier content as it reads today: a term that was merged is the one that it became."""
        datos = legible(cls, data)
        return super().from_serializable_data(datos, *args, **kwargs)

    @sustituye
    def with_content_json(self, content):
        objeto = super().with_content_json(content)  # type: ignore[misc]  # of the kind
        objeto.aval_id = self.aval_id
        return objeto

    @sustituye
    def permissions_for_user(self, user):
        return ProbadorDeAval(user, self)

    @sustituye
    def copy_all_child_relations(self, target, *args, **kwargs):
        """Wagtail's, where copies, aliases and the translation tool's conversions all pass: the copy knows of whom."""
        # A translation needs it not: what its original was made of is looked at when it is judged.
        es_alias = getattr(target, "alias_of_id", None)
        if target.pk or es_alias or target.translation_key != self.translation_key:
            target._copia_de = self
        return super().copy_all_child_relations(target, *args, **kwargs)  # type: ignore[misc]  # of the kind

    @sustituye
    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Wagtail's, but a revision that was approved, or that is under study, is not rewritten in place."""
        if overwrite_revision and (
            overwrite_revision.pk == self.live_revision_id
            or Aval.objects.filter(revision_numero=overwrite_revision.pk).exists()
            or TaskState.objects.filter(revision=overwrite_revision).exists()
        ):
            raise PermissionDenied(
                _("Esta versión ya se envió a la DDRI: guarde de nuevo para empezar otra versión del texto.")
            )
        kwargs["overwrite_revision"] = overwrite_revision
        return super().save_revision(*args, **kwargs)  # type: ignore[misc]  # of the kind

    @sustituye
    def update_aliases(self, *args, **kwargs):
        """Wagtail's, but nothing: an alias would be live with no aval of its own. It stays a draft."""

    @property
    def avales(self):
        """All the approvals that the object has had, newest first."""
        return Aval.objects.de(self)

    @property
    def retiros(self):
        """All the times that the object was taken off the site, newest first."""
        return Retiro.objects.de(self)

    def tuvo_aval(self):
        """Whether it is live or ever was: then it goes only with a reason, and leaves a record."""
        return self.live or self.avales.exists()

    @property
    def entidad_responsable(self):
        """The entity that answers for the text (with ``codigo`` and ``nombre_es``), or None: kept with each aval."""
        return None

    def interesados(self):
        """Users who are told what happens to the text besides who wrote or sent it."""
        return []

    def para_el_publico(self, idioma):
        """This text as a public page in ``idioma`` may cite it: live, in that language; None when there is none."""
        versiones = type(self).objects.filter(translation_key=self.translation_key, live=True)
        return versiones.filter(locale__language_code=idioma).first()

    @classmethod
    def criterios_del_aval(cls):
        """What the public is told that this kind of text is studied by: list of names; empty if by none."""
        return []

    def incumplimientos(self):
        """What keeps the content from an aval: list of ``(field name, sentence)``. Empty: nothing."""
        return []

    def impedimentos(self):
        """All that keeps it from being sent: list of ``(field, sentence)``.

        What was typed and cannot be read, addresses that the public cannot be given, what breaks a rule of its kind.
        """
        return [*borrador.pendientes(self), *self.direcciones_ajenas(), *self.incumplimientos()]

    def direcciones_ajenas(self):
        """The addresses in it that the public cannot be given: list of ``(field or relation, sentence)``."""
        datos = serializados(type(self), [self])[0]
        return direcciones.revisar({campo: datos[campo] for campo in self.campos_de_lectura if campo in datos})

    # Names of the fields and relations that a moderator reads, in reading order.
    campos_de_lectura: tuple[str, ...] = ()

    def secciones(self, todas=False):
        """What a moderator reads: list of ``Seccion``, those that say something; ``todas``, the empty ones too."""
        return secciones_de(self, todas)

    def no_responde(self, campo):
        """Whether the value of ``campo`` is what the form had in it, and answers nothing."""
        return False

    def dictamen_propuesto(self):
        """What the aval is to say that the DDRI found (see ``aval.dictamen``); empty if nobody studies the kind."""
        return {}

    def rutas_propuestas(self):
        """Routes to offer to the moderator: dict of the route fields of ``Aval``; empty if the kind has none."""
        return {}
