"""Many fichas come in from a spreadsheet: what each row would be is seen first; then they are drafts of their entities.

Nothing is published by it: a row becomes the draft that its entity would have begun by hand, and goes the same way.
What is in the Bank already is said with its link and is not touched; what is not understood does not enter.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from actores.grupos import MODERACION, es_solo_punto_focal, pertenece
from actores.models import Entidad
from base.idiomas import ESPANOL
from base.tareas import encolar, la_hace_un_trabajador, tarea
from base.texto import plano
from formularios import espera, lectura_hoja
from formularios.lectura import Estado, Lectura, leido_de
from formularios.models import FilaDeImportacion, Importacion

from . import ficha_en_word, fichas_en_hoja
from .desde_formato import banco_de
from .models import PracticaPage

NECESARIO = "title"
_POR_VEZ = 100  # rows read before they are written down
_TANDA = 25  # drafts for each task
_SE_LEE_YA = 256 * 1024  # bytes of a file that keeps nobody waiting
_SE_GUARDA_YA = 10  # drafts, likewise
_LETRAS = PracticaPage._meta.get_field("title").max_length


def madre_de(usuario):
    """Where the drafts of what ``usuario`` brings stand; ``None`` if they bring none."""
    if not usuario.is_active:
        return None
    if pertenece(usuario, MODERACION):  # they write no ficha, and may bring those that entities send them
        indices = (modelo.objects for modelo in PracticaPage.allowed_parent_page_models())
        return next(filter(None, (uno.filter(locale__language_code=ESPANOL).first() for uno in indices)), None)
    return banco_de(usuario)


def _igual(titulo):
    return " ".join(plano(titulo).split())


class _Revision:
    """Looks at each row in turn: what it says, and whether it enters. It asks the database once, however many."""

    def __init__(self, usuario, columnas):
        self.usuario, self.columnas = usuario, columnas
        self.listas = ficha_en_word.listas_cerradas()
        self.solo_la_suya = es_solo_punto_focal(usuario)
        entidades = list(Entidad.objects.all())
        self.por_codigo = {una.codigo: una for una in entidades}
        siglas = [plano(una.sigla) for una in entidades if una.sigla]
        self.por_sigla = {plano(una.sigla): una for una in entidades if siglas.count(plano(una.sigla)) == 1}
        visibles = PracticaPage.objects.filter(locale__language_code=ESPANOL)
        if self.solo_la_suya:
            visibles = visibles.filter(entidad_id=usuario.entidad_id)
        self.en_el_banco = set()
        self.por_titulo = {}
        for pk, entidad, titulo, borrador in visibles.values_list("pk", "entidad_id", "title", "draft_title"):
            self.en_el_banco.add(pk)
            self.por_titulo |= {(entidad, _igual(titulo)): pk, (entidad, _igual(borrador)): pk}
        self.vistas = {}

    def fila(self, leida):
        suya = FilaDeImportacion(numero=leida.numero)
        entidad = next(uno for uno in leida.campos if uno.campo.clave == "entidad")
        demas = [uno for uno in leida.campos if uno is not entidad]
        for cambio, leido in zip(ficha_en_word.cambios(None, Lectura(campos=demas), self.listas), demas, strict=True):
            if leido.estado == Estado.VACIO:
                continue
            clave = leido.campo.clave
            suya.dichos[clave], suya.estados[clave] = leido.crudo, str(leido.estado)
            if cambio.duda:
                suya.dudas[clave] = cambio.duda
            elif leido.estado == Estado.SOBRE_EL_LIMITE:
                suya.dudas[clave] = str(leido.falta)
            if clave == NECESARIO:
                suya.nombre = " ".join(leido.crudo.split())[:300]
        suya.motivo = self._por_que_no(suya, entidad, leida.en_el_banco)
        if suya.motivo:
            suya.estado = FilaDeImportacion.Estado.NO_ENTRA
        return suya

    def _por_que_no(self, suya, entidad, numero):
        """Why a row does not enter; "" if it does."""
        estado = suya.estados.get(NECESARIO)
        if estado is None or not any(letra.isalnum() for letra in suya.nombre):
            return _("Le falta el título.")
        if estado == Estado.FORMULA:
            return _("El título es una fórmula, y no se lee: escriba en la celda lo que da.")
        if len(suya.nombre) > _LETRAS:
            return _("El título pasa de %(tope)s caracteres.") % {"tope": _LETRAS}
        if motivo := self._de_quien(suya, entidad):
            return motivo
        if numero.isdecimal() and int(numero) in self.en_el_banco:
            suya.pagina_id = int(numero)
        else:
            suya.pagina_id = self.por_titulo.get((suya.entidad_id, _igual(suya.nombre)))
        if suya.pagina_id:
            return _("Ya está en el Banco: no se toca.")
        clave = (suya.entidad_id, _igual(suya.nombre))
        if clave in self.vistas:
            return _("Es la misma de la fila %(otra)s.") % {"otra": self.vistas[clave]}
        self.vistas[clave] = suya.numero
        return ""

    def _de_quien(self, suya, leido):
        if leido.estado == Estado.VACIO:
            suya.entidad = self.usuario.entidad
            return "" if suya.entidad else _("Le falta la entidad.")
        suya.entidad = self.por_codigo.get(leido.valor) or self.por_sigla.get(plano(leido.crudo.strip()))
        if suya.entidad is None:
            return _("«%(nombre)s» no es una entidad de la lista.") % {"nombre": leido.crudo[:100]}
        if self.solo_la_suya and suya.entidad.pk != self.usuario.entidad_id:
            return _("Es de otra entidad, y usted trae solo las de la suya.")
        return ""


def empezar(datos, nombre, usuario, idioma):
    """Read the spreadsheet ``datos``, now or, if it is large, in the queue. Returns its ``Importacion``.

    Raises ``ValidationError`` for what is no spreadsheet of fichas.
    """
    lectura_hoja.leer(fichas_en_hoja.formulario(), datos, nombre, NECESARIO)
    Importacion.barrer()
    importacion = Importacion.objects.create(
        usuario=usuario, nombre=nombre[-255:], idioma=idioma, documento=espera.dejar(datos, nombre, usuario)
    )
    if len(datos) <= _SE_LEE_YA:
        leer_filas.call(importacion.pk)
        importacion.refresh_from_db()
    else:
        encolar(leer_filas, importacion.pk)
    return importacion


@tarea("importaciones")
def leer_filas(pk):
    """Look at each row of a file that waits. Done again, it begins again."""
    importacion = Importacion.objects.filter(pk=pk, estado=Importacion.Estado.LEYENDO).select_related("usuario").first()
    if importacion is None:
        return
    importacion.filas.all().delete()
    with override(importacion.idioma):
        try:
            _leer(importacion)
        except ValidationError as error:
            importacion.filas.all().delete()
            importacion.estado, importacion.avisos = Importacion.Estado.NO_SE_LEYO, list(error.messages)
    if importacion.documento:
        espera.soltar(importacion.documento)
    importacion.documento = ""
    importacion.save()


def _leer(importacion):
    tomado = espera.tomar(importacion.documento, importacion.usuario)
    if tomado is None:
        raise ValidationError(_("El documento ya no está a la mano: súbalo de nuevo."))
    columnas = fichas_en_hoja.formulario()
    leida = lectura_hoja.leer(columnas, *tomado, NECESARIO)
    revision = _Revision(importacion.usuario, columnas)
    por_escribir = []
    for fila in leida.filas:
        suya = revision.fila(fila)
        suya.importacion = importacion
        por_escribir.append(suya)
        if len(por_escribir) == _POR_VEZ:
            FilaDeImportacion.objects.bulk_create(por_escribir)
            importacion.save(update_fields=["modificada"])
            por_escribir = []
    FilaDeImportacion.objects.bulk_create(por_escribir)
    if not importacion.filas.exists():
        raise ValidationError(_("No trae ninguna ficha: compruebe que está diligenciada."))
    importacion.estado, importacion.avisos = Importacion.Estado.LEIDA, leida.avisos


# --- The drafts -------------------------------------------------------------------------------


def confirmar(importacion):
    """Make the drafts of the rows that enter: now, if they are few; else in the queue. Asked twice, it does it once."""
    cambiadas = Importacion.objects.filter(pk=importacion.pk, estado=Importacion.Estado.LEIDA).update(
        estado=Importacion.Estado.GUARDANDO, modificada=timezone.now()
    )
    if cambiadas:
        seguir(importacion)


def seguir(importacion):
    """Go on with what is left of it."""
    if importacion.filas.filter(estado=FilaDeImportacion.Estado.ENTRA).count() <= _SE_GUARDA_YA:
        guardar_filas.call(importacion.pk)
    else:
        encolar(guardar_filas, importacion.pk)


@tarea("importaciones")
def guardar_filas(pk):
    """Make some of the drafts that a file waits for, and leave the others to another task."""
    importacion = (
        Importacion.objects.filter(pk=pk, estado=Importacion.Estado.GUARDANDO).select_related("usuario").first()
    )
    if importacion is None:
        return
    pendientes = importacion.filas.filter(estado=FilaDeImportacion.Estado.ENTRA)
    with override(importacion.idioma):
        while tanda := list(pendientes.values_list("pk", flat=True)[:_TANDA]):
            columnas = fichas_en_hoja.formulario()
            for numero in tanda:
                _guardar_una(numero, importacion.usuario, columnas)
            importacion.save(update_fields=["modificada"])
            if la_hace_un_trabajador(guardar_filas) and pendientes.exists():
                encolar(guardar_filas, pk)
                return
    importacion.estado = Importacion.Estado.TERMINADA
    importacion.save()


def _guardar_una(pk, usuario, columnas):
    try:
        with transaction.atomic():
            fila = FilaDeImportacion.objects.select_for_update(of=("self",)).select_related("entidad").get(pk=pk)
            if fila.estado != FilaDeImportacion.Estado.ENTRA:
                return
            fila.motivo = _ya_no_entra(fila, usuario)
            fila.estado = FilaDeImportacion.Estado.NO_ENTRA
            if not fila.motivo:
                fila.pagina = ficha_en_word.crear(_lectura(fila, columnas), fila.entidad, usuario, madre_de(usuario))
                fila.estado = FilaDeImportacion.Estado.HECHA
            fila.save()
    except ValidationError as error:
        FilaDeImportacion.objects.filter(pk=pk).update(
            estado=FilaDeImportacion.Estado.NO_ENTRA, motivo=" ".join(error.messages)
        )


def _ya_no_entra(fila, usuario):
    """Why a row that was to enter does not, because of what changed since it was read; "" if it does."""
    if madre_de(usuario) is None or fila.entidad is None:
        return _("Ya no se puede: su usuario o la entidad cambiaron.")
    if es_solo_punto_focal(usuario) and fila.entidad_id != usuario.entidad_id:
        return _("Es de otra entidad, y usted trae solo las de la suya.")
    igual = PracticaPage.objects.filter(
        locale__language_code=ESPANOL, entidad=fila.entidad, title__iexact=fila.nombre
    ).first()
    if igual:
        fila.pagina = igual
        return _("Ya está en el Banco: no se toca.")
    return ""


def _lectura(fila, columnas):
    """What was read of a row, again, but for what is not to enter."""
    entran = {clave: dicho for clave, dicho in fila.dichos.items() if fila.estados[clave] != Estado.FORMULA}
    return Lectura(
        campos=[leido_de(campo, entran.get(campo.clave, "")) for campo in columnas.campos if campo.clave != "entidad"]
    )
