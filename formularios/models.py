"""Forms as data: what a form asks, in what order, with which limits, and what was answered to it.

A form is of one version. Once somebody has answered a version it is not edited: what was asked of them would no longer
be what they answered. ``Formulario.nueva_version`` makes the next one, with all its fields.
"""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from base.generacion import NADIE
from base.idiomas import en_su_idioma

from .importacion import FilaDeImportacion, Importacion

__all__ = ["Adjunto", "Campo", "FilaDeImportacion", "Formulario", "Importacion", "Llenado", "Seccion"]

_CLAVE = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Use minúsculas sin tilde, números y guion bajo."))


class VersionEnUso(ValidationError):
    """Somebody has answered this version of the form: it is not changed."""

    def __init__(self, formulario):
        super().__init__(
            _("«%(formulario)s» ya tiene respuestas y no se cambia: haga una versión nueva."),
            code="version_en_uso",
            params={"formulario": formulario},
        )


class _NoCambiaEnUso(models.Model):
    """Row of a form: neither saved nor deleted while its version is in use. Raises ``VersionEnUso``."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        _NoCambiaEnUso.clean(self)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        _NoCambiaEnUso.clean(self)
        return super().delete(*args, **kwargs)

    def _formularios_tocados(self):
        raise NotImplementedError

    def clean(self):
        super().clean()
        for formulario in self._formularios_tocados():
            if formulario.en_uso:
                raise VersionEnUso(formulario)


class Formulario(_NoCambiaEnUso):
    """A version of a form."""

    empieza_generacion = NADIE

    class Clase(models.TextChoices):
        FORMATO = "formato", _("formato distrital")
        POSTULACION = "postulacion", _("postulación")
        CONVOCATORIA = "convocatoria", _("convocatoria")
        ENCUESTA = "encuesta", _("encuesta")
        LISTA = "lista", _("lista de verificación")

    codigo = models.CharField(_("código"), max_length=40)
    version = models.CharField(_("versión"), max_length=20)
    clase = models.CharField(_("clase"), max_length=20, choices=Clase.choices)
    nombre_es = models.CharField(_("nombre en español"), max_length=200)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=200)
    encabezado = models.JSONField(
        _("encabezado"),
        default=list,
        blank=True,
        help_text=_(
            "Las casillas de la parte alta de cada página, por pares: cómo se llama y qué dice; vacío, la página."
        ),
    )
    nota_es = models.TextField(_("nota en español"), blank=True)
    nota_en = models.TextField(_("nota en inglés"), blank=True)

    class Meta:
        verbose_name = _("formulario")
        verbose_name_plural = _("formularios")
        ordering = ["codigo", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["codigo", "version"],
                name="formulario_version_unica",
                violation_error_message=_("Ya hay un formulario con este código y esta versión."),
            )
        ]

    def __str__(self):
        return f"{self.codigo} v{self.version}"

    def _formularios_tocados(self):
        return [self] if self.pk else []

    def nombre(self, idioma=None):
        return en_su_idioma(self, "nombre", idioma)

    def nota(self, idioma=None):
        return en_su_idioma(self, "nota", idioma)

    # What else says that a version is asked: functions (form) → bool, of the rooms above that ask with it.
    otros_usos: ClassVar[list] = []

    @property
    def en_uso(self):
        """Whether anybody has answered this version, or is being asked it."""
        return self.llenados.exists() or any(uso(self) for uso in self.otros_usos)

    @transaction.atomic
    def nueva_version(self, version):
        """A copy of this form under another ``version``, with its sections and fields, that can be edited.

        Raises ``ValidationError`` when there is one already.
        """
        secciones, campos = list(self.secciones.all()), list(self.campos.all())
        nueva = Formulario.objects.get(pk=self.pk)
        nueva.pk, nueva.version = None, version
        nueva._state.adding = True
        nueva.full_clean()
        nueva.save()
        por_numero: dict[int | None, int | None] = {None: None}
        for seccion in secciones:
            anterior, seccion.pk, seccion.formulario = seccion.pk, None, nueva
            seccion._state.adding = True
            seccion.save()
            por_numero[anterior] = seccion.pk
        for campo in campos:
            campo.seccion_id, campo.pk, campo.formulario = por_numero[campo.seccion_id], None, nueva
            campo._state.adding = True
            campo.save()
        return nueva


class _DeFormulario(_NoCambiaEnUso):
    """Row below a form; moving it away from a version in use is changing that one too."""

    formulario_id: int
    parte: str  # what a form calls its rows of this kind

    class Meta:
        abstract = True

    def _formularios_tocados(self):
        de_quien = Q(pk=self.formulario_id)
        if self.pk:
            de_quien |= Q(**{self.parte: self.pk})
        return Formulario.objects.filter(de_quien).distinct()


class Seccion(_DeFormulario):
    """A heading of the form, and what stands under it."""

    empieza_generacion = NADIE
    parte = "secciones"

    formulario = models.ForeignKey(
        Formulario, on_delete=models.CASCADE, related_name="secciones", verbose_name=_("formulario")
    )
    orden = models.PositiveSmallIntegerField(_("orden"))
    titulo_es = models.CharField(_("título en español"), max_length=200)
    titulo_en = models.CharField(_("título en inglés"), max_length=200)

    class Meta:
        verbose_name = _("sección")
        verbose_name_plural = _("secciones")
        ordering = ["orden", "pk"]

    def __str__(self):
        return self.titulo()

    def titulo(self, idioma=None):
        return en_su_idioma(self, "titulo", idioma)


class Campo(_DeFormulario):
    """What a form asks, and how much may be answered."""

    empieza_generacion = NADIE
    parte = "campos"

    class Tipo(models.TextChoices):
        TEXTO = "texto", _("texto corto")
        PROSA = "prosa", _("texto largo")
        FECHA = "fecha", _("fecha")
        NUMERO = "numero", _("número")
        OPCION = "opcion", _("una opción")
        LISTA = "lista", _("lista")
        ARCHIVO = "archivo", _("archivos")
        PERSONA = "persona", _("persona")

    class Unidad(models.TextChoices):
        PALABRAS = "palabras", _("palabras")
        CARACTERES = "caracteres", _("caracteres con espacios")
        CARACTERES_SIN_ESPACIOS = "caracteres_sin", _("caracteres sin espacios")
        PAGINAS = "paginas", _("páginas")
        ELEMENTOS = "elementos", _("elementos")
        MB = "mb", _("MB")

    class Certeza(models.TextChoices):
        SIN_LIMITE = "sin_limite", _("el formulario no pone límite")
        EXACTO = "exacto", _("exacto")
        APROXIMADO = "aproximado", _("aproximado")
        DESCONOCIDO = "desconocido", _("no se sabe si hay límite")

    formulario = models.ForeignKey(
        Formulario, on_delete=models.CASCADE, related_name="campos", verbose_name=_("formulario")
    )
    seccion = models.ForeignKey(
        Seccion, on_delete=models.CASCADE, null=True, blank=True, related_name="campos", verbose_name=_("sección")
    )
    orden = models.PositiveSmallIntegerField(_("orden"))
    clave = models.CharField(_("clave"), max_length=50, validators=[_CLAVE])
    tipo = models.CharField(_("tipo"), max_length=20, choices=Tipo.choices)
    etiqueta_es = models.CharField(_("etiqueta en español"), max_length=300)
    etiqueta_en = models.CharField(_("etiqueta en inglés"), max_length=300)
    ayuda_es = models.TextField(_("ayuda en español"), blank=True)
    ayuda_en = models.TextField(_("ayuda en inglés"), blank=True)
    obligatorio = models.BooleanField(_("obligatorio"), default=False)
    opciones = models.JSONField(
        _("opciones"), default=list, blank=True, help_text=_("De cada una, su código y su nombre en los dos idiomas.")
    )
    limite = models.CharField(_("límite"), max_length=20, choices=Certeza.choices, default=Certeza.DESCONOCIDO)
    minimo = models.PositiveIntegerField(_("mínimo"), null=True, blank=True, validators=[MinValueValidator(1)])
    maximo = models.PositiveIntegerField(_("máximo"), null=True, blank=True, validators=[MinValueValidator(1)])
    unidad = models.CharField(_("unidad"), max_length=20, choices=Unidad.choices, blank=True)
    limite_fuente = models.CharField(_("de dónde sale el límite"), max_length=500, blank=True)
    limite_verificado = models.DateField(_("límite verificado el"), null=True, blank=True)
    fuente = models.CharField(
        _("de qué se puede llenar"),
        max_length=60,
        blank=True,
        validators=[_CLAVE],
        help_text=_("La clave de lo que la práctica ya cuenta y responde a esta pregunta."),
    )

    class Meta:
        verbose_name = _("campo")
        verbose_name_plural = _("campos")
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["formulario", "clave"],
                name="campo_clave_unica",
                violation_error_message=_("Este formulario ya tiene un campo con esta clave."),
            ),
            models.CheckConstraint(
                name="campo_limite_con_numero",
                condition=Q(
                    limite__in=("sin_limite", "desconocido"), minimo__isnull=True, maximo__isnull=True, unidad=""
                )
                # A comparison with NULL is not false to a CHECK: what is not there is asked for by name.
                | (
                    Q(limite__in=("exacto", "aproximado"))
                    & ~Q(unidad="")
                    & (Q(minimo__isnull=False) | Q(maximo__isnull=False))
                    & (Q(minimo__isnull=True) | Q(minimo__gte=1))
                    & (Q(maximo__isnull=True) | Q(maximo__gte=1))
                ),
                violation_error_message=_("Un límite dice cuánto y en qué unidad; sin número, no lo hay o no se sabe."),
            ),
            models.CheckConstraint(
                name="campo_minimo_bajo_el_maximo",
                condition=Q(minimo__isnull=True) | Q(maximo__isnull=True) | Q(minimo__lte=F("maximo")),
                violation_error_message=_("El mínimo pasa del máximo."),
            ),
        ]

    def __str__(self):
        return self.etiqueta()

    def etiqueta(self, idioma=None):
        return en_su_idioma(self, "etiqueta", idioma)

    def ayuda(self, idioma=None):
        return en_su_idioma(self, "ayuda", idioma)

    def clean(self):
        super().clean()
        if self.seccion and self.seccion.formulario_id != self.formulario_id:
            raise ValidationError({"seccion": _("Esa sección es de otro formulario.")})
        if self.tipo == self.Tipo.OPCION and not self.opciones:
            raise ValidationError({"opciones": _("Diga entre qué se elige.")})
        if self.limite in (self.Certeza.EXACTO, self.Certeza.APROXIMADO) and not (
            self.limite_fuente and self.limite_verificado
        ):
            raise ValidationError({"limite_fuente": _("De un límite se dice de dónde sale y qué día se verificó.")})


class Llenado(models.Model):
    """What somebody answered to a form, for an entity. Internal: the public reads none of it.

    ``nombre`` is what it is found by: the answer to the field that asks for a name. ``pagina`` is the draft that was
    made of it, by whichever room knows how; while there is one, it is not edited.
    """

    empieza_generacion = NADIE

    class Estado(models.TextChoices):
        BORRADOR = "borrador", _("borrador")
        REGISTRADO = "registrado", _("registrado")
        PROPUESTO = "propuesto", _("propuesto como ficha")
        CONVERTIDO = "convertido", _("convertido en ficha publicada")

    class Tipo(models.TextChoices):
        BUENA_PRACTICA = "buena_practica", _("buena práctica")
        LECCION = "leccion", _("lección aprendida")

    formulario = models.ForeignKey(
        Formulario, on_delete=models.PROTECT, related_name="llenados", verbose_name=_("formulario")
    )
    entidad = models.ForeignKey(
        "actores.Entidad",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="llenados",
        verbose_name=_("entidad"),
    )
    tipo = models.CharField(_("qué documenta"), max_length=20, choices=Tipo, blank=True, default="", db_default="")
    nombre = models.CharField(_("nombre"), max_length=300, blank=True, default="", db_default="", editable=False)
    valores = models.JSONField(
        _("respuestas"),
        default=dict,
        blank=True,
        help_text=_("Por clave. Las fechas, como AAAA-MM-DD; las listas, una por elemento."),
    )
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.BORRADOR)
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("quién lo empezó"),
    )
    pagina = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="llenados_de_origen",
        verbose_name=_("lo que se hizo con él"),
    )
    creado = models.DateTimeField(_("creado"), auto_now_add=True)
    modificado = models.DateTimeField(_("modificado"), auto_now=True)

    wagtail_reference_index_ignore = True  # who looks where a page is used may not be of this entity

    class Meta:
        verbose_name = _("formulario diligenciado")
        verbose_name_plural = _("formularios diligenciados")
        ordering = ["-modificado", "-pk"]

    def __str__(self):
        return f"{self.formulario} · {self.pk}"

    def save(self, *args, **kwargs):
        escrito = self.valores.get("nombre")
        self.nombre = " ".join(escrito.split())[:300] if isinstance(escrito, str) else ""
        super().save(*args, **kwargs)

    @property
    def se_escribe(self):
        """Whether it may still be edited: nothing has been made of it."""
        return self.estado in (self.Estado.BORRADOR, self.Estado.REGISTRADO)


class Adjunto(models.Model):
    """A file of a ``Llenado``: the document that it was read from (no ``clave``), or what a field asks to attach.

    It is given by a screen that asks who wants it, and by no other address.
    """

    empieza_generacion = NADIE

    llenado = models.ForeignKey(Llenado, on_delete=models.CASCADE, related_name="adjuntos", verbose_name=_("de"))
    clave = models.CharField(_("clave"), max_length=50, blank=True)
    archivo = models.FileField(_("archivo"), upload_to="formularios/%Y/")
    nombre = models.CharField(_("nombre"), max_length=255)
    bytes = models.PositiveIntegerField(_("bytes"), default=0)
    creado = models.DateTimeField(_("creado"), auto_now_add=True)

    class Meta:
        verbose_name = _("adjunto")
        verbose_name_plural = _("adjuntos")
        ordering = ["pk"]

    def __str__(self):
        return self.nombre
