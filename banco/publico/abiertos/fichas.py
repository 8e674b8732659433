"""The open data of the practices: all that the public reads of each, as plain text, with codes beside their names.

Of persons, only the name and the post of key actors who agreed to be published (Ley 1581 de 2012); how to reach them,
and the contacts, stay on the page and in the API: what is withdrawn there is withdrawn, and a copy of a file is not.
"""

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aval.lectura import nombre_de
from base.opciones import OpcionesField
from base.palabras import lineas_visibles
from base.texto import escribible
from practicas.aportes import EnQue
from practicas.ficha import FICHA, PROSA
from practicas.models import PracticaPage

from ...direcciones import direccion_de
from ...models.publicada import FichaPublica
from ...vinculos import viajes
from .columnas import Columna

_DE_UNA_VEZ = 200  # practices in memory
_llamado = lazy(nombre_de, str)


class Lectura(NamedTuple):
    """What the columns read: the read model, the live page (its prose), its ties, the address of the site."""

    ficha: FichaPublica
    pagina: PracticaPage
    viajes: dict
    raiz: str


def _de(lista, dato):
    """The ``dato`` of the term, or of each of the terms, that the row has in ``lista``."""

    def leer(uno):
        terminos = getattr(uno.ficha, lista)
        if isinstance(terminos, list):
            return [getattr(termino, dato) for termino in terminos]
        return getattr(terminos, dato) if terminos else ""

    return leer


def _sector(dato):
    return lambda uno: getattr(uno.ficha.entidad.sector, dato) if uno.ficha.entidad else ""


def _viajes(que, dato):
    return lambda uno: [viaje[dato] for viaje in uno.viajes[que]]


def _adaptada(que):
    return lambda uno: [", ".join(filter(None, (una["organizacion"], una["ciudad"]))) for una in uno.viajes[que]]


def _monto(parte):
    def leer(uno):
        monto = uno.ficha.datos["presupuesto"].get(parte)
        return "" if monto is None else float(monto)

    return leer


def _aporte(organizacion):
    if organizacion.aporte is None:
        return ""
    return f"{organizacion.aporte} {'%' if organizacion.aporte_en == EnQue.PORCENTAJE else organizacion.moneda}"


def _videos(uno):
    return uno.ficha.datos.get("videos", [])


def _dia(momento):
    return timezone.localtime(momento).isoformat() if momento else ""


_LISTA = _("una lista; en CSV y XLSX, separada por « | »")


def _codigo(nombre):
    return format_lazy("{} ({})", nombre, _("código, el mismo en los dos idiomas"))


def _lista(nombre):
    return format_lazy("{} ({})", nombre, _LISTA)


def _codigos(nombre):
    return format_lazy("{} ({}; {})", nombre, _("códigos, los mismos en los dos idiomas"), _LISTA)


def _identificadores(nombre, tabla):
    return format_lazy("{} ({} {}; {})", nombre, _("el «id» de cada una en el archivo"), tabla, _LISTA)


_SE_LLAMA = {
    "organizaciones": _("Entidades y organizaciones relacionadas, las más cercanas primero"),
    "redes": _("Redes de ciudades en las que está"),
    "plataformas": _("Plataformas que la tienen"),
    "eventos": _("Eventos en los que se mostró"),
    "premios": _("Premios que ha recibido"),
    "reconocimientos": _("Reconocimientos: premio, año, categoría y resultado"),
    "actores": _("Actores clave que autorizaron publicar su nombre"),
    "archivos": _("Archivos adjuntos"),
    "videos": _("Videos"),
}

_ANTES = (
    Columna(
        "id", _("Identificador de la práctica, el mismo en los dos idiomas (UUID)"), lambda uno: str(uno.ficha.clave)
    ),
    Columna("idioma", _("Idioma de la fila: es o en"), lambda uno: uno.ficha.idioma),
    Columna("titulo", _("Título"), lambda uno: uno.ficha.titulo),
    Columna("resumen", _("Resumen"), lambda uno: uno.ficha.resumen),
    Columna("url", _("Dirección permanente"), lambda uno: f"{uno.raiz}{direccion_de(uno.ficha, uno.ficha.idioma)}"),
    Columna("entidad_codigo", _codigo(_("Entidad líder")), _de("entidad", "codigo")),
    Columna("entidad", _("Entidad líder"), _de("entidad", "nombre")),
    Columna("sector_codigo", _codigo(_("Sector administrativo de la entidad")), _sector("codigo")),
    Columna("sector", _("Sector administrativo de la entidad"), _sector("nombre")),
    Columna(
        "organizaciones",
        _lista(_SE_LLAMA["organizaciones"]),
        lambda uno: [una.entidad.nombre if una.entidad else una.nombre for una in uno.ficha.organizaciones],
    ),
    Columna(
        "organizaciones_codigos",
        _lista(_("Código de cada una, en el mismo orden; vacío si no es del Distrito")),
        lambda uno: [una.entidad.codigo if una.entidad else "" for una in uno.ficha.organizaciones],
    ),
    Columna(
        "organizaciones_aportes",
        _lista(
            _("Aporte de cada una al presupuesto, en el mismo orden: monto y moneda, o porcentaje; vacío si no consta")
        ),
        lambda uno: [_aporte(una) for una in uno.ficha.organizaciones],
    ),
    Columna("tema_codigo", _codigo(_("Área temática")), _de("tema", "codigo")),
    Columna("tema", _("Área temática"), _de("tema", "nombre")),
    Columna("subtema_codigo", _codigo(_("Subtema")), _de("subtema", "codigo")),
    Columna("subtema", _("Subtema"), _de("subtema", "nombre")),
    Columna("toda_la_ciudad", _("Si ocurre en toda la ciudad"), lambda uno: uno.ficha.toda_la_ciudad),
    Columna("localidades_codigos", _codigos(_("Localidades")), _de("localidades", "codigo")),
    Columna("localidades", _lista(_("Localidades")), _de("localidades", "nombre")),
    Columna("poblaciones_codigos", _codigos(_("Poblaciones objetivo")), _de("poblaciones", "codigo")),
    Columna("poblaciones", _lista(_("Poblaciones objetivo")), _de("poblaciones", "nombre")),
    Columna("ods", _lista(_("Números de los Objetivos de Desarrollo Sostenible")), _de("ods", "numero")),
    Columna("ods_nombres", _lista(_("Nombres de los Objetivos de Desarrollo Sostenible")), _de("ods", "nombre")),
    Columna("rutas_codigos", _codigos(_("Rutas que dio la DDRI")), lambda uno: [*uno.ficha.rutas]),
    Columna(
        "rutas", _lista(_("Rutas que dio la DDRI")), lambda uno: [str(nombre) for nombre in uno.ficha.rutas.values()]
    ),
    Columna(
        "evidencia_codigo",
        _codigo(_("Cómo se sabe que funciona, según la DDRI")),
        lambda uno: uno.ficha.dictamen.nivel or "",
    ),
    Columna(
        "evidencia",
        _("Cómo se sabe que funciona, según la DDRI"),
        lambda uno: str(uno.ficha.dictamen.nivel.label) if uno.ficha.dictamen.nivel else "",
    ),
    Columna(
        "conjuntos_de_criterios",
        _lista(_("De quién son los criterios que cumple todos, donde la DDRI publicó lo que encontró")),
        lambda uno: uno.ficha.dictamen.conjuntos,
    ),
    Columna(
        "fecha_inicio",
        _("Fecha de inicio, hasta donde se conoce (AAAA-MM-DD, AAAA-MM o AAAA)"),
        lambda uno: uno.ficha.desde_iso,
    ),
    Columna(
        "precision_inicio",
        _("Qué tanto se conoce: dia, mes, anio, hacia (año aproximado) o desconocida"),
        lambda uno: uno.ficha.precision_inicio,
    ),
    Columna(
        "fecha_fin",
        _("Fecha de terminación, hasta donde se conoce; vacía si sigue en marcha"),
        lambda uno: uno.ficha.hasta_iso,
    ),
    Columna(
        "precision_fin",
        _("Qué tanto se conoce; «desconocida» si terminó y no consta cuándo"),
        lambda uno: uno.ficha.precision_fin,
    ),
)

_DESPUES = (
    *(
        Columna(f"presupuesto_{parte}", _llamado(PracticaPage, f"presupuesto_{parte}"), _monto(parte))
        for parte in ("total", "financiero", "especie", "otro")
    ),
    Columna(
        "presupuesto_moneda",
        _("Moneda de los recursos (ISO 4217); vacía si no se publican montos"),
        lambda uno: uno.ficha.datos["moneda"] if uno.ficha.datos["presupuesto"] else "",
    ),
    *(
        columna
        for que, dato in (
            *(("redes", "nombre"), ("plataformas", "nombre"), ("eventos", "nombre"), ("premios", "nombre")),
            ("reconocimientos", "nombre"),
        )
        for columna in (
            Columna(que, _lista(_SE_LLAMA[que]), _viajes(que, dato)),
            Columna(f"{que}_id", _identificadores(_SE_LLAMA[que], que), _viajes(que, "id")),
        )
    ),
    Columna("adaptada_en", _lista(_("Ciudades u organizaciones de otras partes que la adaptaron")), _adaptada("van")),
    Columna(
        "adaptada_en_paises",
        _lista(_("País de cada una, en el mismo orden (ISO 3166-1)")),
        lambda uno: [una["pais"] for una in uno.viajes["van"]],
    ),
    Columna(
        "adaptada_en_quien_lo_dice",
        _lista(_("Quién dice de cada una que es así, en el mismo orden")),
        lambda uno: [una["quien_lo_dice"] for una in uno.viajes["van"]],
    ),
    Columna("viene_de", _lista(_("Ciudades u organizaciones de donde vino")), _adaptada("vienen")),
    Columna(
        "plataformas_enlaces",
        _lista(_("Dirección de la práctica en cada plataforma, en el mismo orden")),
        _viajes("plataformas", "enlace"),
    ),
    Columna(
        "actores",
        _lista(_SE_LLAMA["actores"]),
        lambda uno: [persona["nombre"] for persona in uno.ficha.actores],
    ),
    Columna(
        "actores_cargos",
        _lista(_("Cargo de cada actor clave, en el mismo orden")),
        lambda uno: [persona["cargo"] for persona in uno.ficha.actores],
    ),
    Columna(
        "archivos",
        _lista(_SE_LLAMA["archivos"]),
        lambda uno: [archivo["titulo"] for archivo in uno.ficha.datos["archivos"]],
    ),
    Columna(
        "archivos_url",
        _lista(_("Dirección de cada archivo, en el mismo orden")),
        lambda uno: [f"{uno.raiz}{archivo['url']}" for archivo in uno.ficha.datos["archivos"]],
    ),
    Columna("videos", _lista(_SE_LLAMA["videos"]), lambda uno: [video["titulo"] for video in _videos(uno)]),
    Columna(
        "videos_url",
        _lista(_("Dirección de cada video, en el mismo orden")),
        lambda uno: [f"{uno.raiz}{video['url']}" if video["url"] else video["enlace"] for video in _videos(uno)],
    ),
    Columna(
        "videos_subtitulos",
        _lista(_("Idiomas en los que cada video tiene subtítulos, en el mismo orden")),
        lambda uno: [" ".join(pista["idioma"] for pista in video["subtitulos"]) for video in _videos(uno)],
    ),
    Columna(
        "disponibilidad",
        _("Si está lista para intercambiarse («lista») o contada y todavía no ofrecida («contada»)"),
        lambda uno: uno.ficha.disponibilidad,
    ),
    Columna(
        "palabras_clave",
        _lista(_("Palabras clave, en el idioma de la práctica las que lo tienen")),
        lambda uno: [clave for clave, _idioma in uno.ficha.palabras_clave],
    ),
    Columna("publicada", _("Cuándo se publicó (ISO 8601, hora de Bogotá)"), lambda uno: _dia(uno.ficha.publicada)),
    Columna("aval_fecha", _("Fecha del aval vigente"), lambda uno: _dia(uno.ficha.avalada)[:10]),
    Columna(
        "verificada",
        _("Cuándo dijo por última vez quien la conoce que sigue siendo así"),
        lambda uno: _dia(uno.ficha.vigencia)[:10],
    ),
    Columna(
        "al_dia",
        _("Si esa verificación todavía está al día"),
        lambda uno: not (uno.ficha.sin_verificar or uno.ficha.aviso_de_fin),
    ),
    Columna(
        "aviso_de_fin",
        _("Por qué terminó, si se lee con un aviso de que terminó"),
        lambda uno: uno.ficha.aviso_de_fin.frase(uno.ficha.idioma) if uno.ficha.aviso_de_fin else "",
    ),
    Columna("aval_version", _("Número del aval"), lambda uno: uno.ficha.datos["version"]),
    Columna("aval_id", _("Identificador público del aval (UUID)"), lambda uno: uno.ficha.datos.get("aval") or ""),
)
_DE_LA_TABLA = {columna.nombre for columna in (*_ANTES, *_DESPUES)}


def _del_campo(campo):
    """The columns of a field of the ficha: a text as plain lines; of a choice, its code and what it is called."""
    nombre, dice = campo.nombre, _llamado(PracticaPage, campo.nombre)
    suyo = PracticaPage._meta.get_field(nombre)
    if campo.clase == PROSA:
        yield Columna(nombre, dice, lambda uno: "\n".join(lineas_visibles(getattr(uno.pagina, nombre) or "")))
    elif isinstance(suyo, OpcionesField):
        yield Columna(f"{nombre}_codigos", _codigos(dice), lambda uno: getattr(uno.pagina, nombre))
        yield Columna(nombre, _lista(dice), lambda uno: suyo.nombres(getattr(uno.pagina, nombre)))
    elif suyo.choices:
        nombres = dict(suyo.flatchoices)
        yield Columna(f"{nombre}_codigo", _codigo(dice), lambda uno: getattr(uno.pagina, nombre))
        yield Columna(nombre, dice, lambda uno: str(nombres.get(getattr(uno.pagina, nombre), "")))
    else:
        yield Columna(nombre, dice, lambda uno: _llano(getattr(uno.pagina, nombre)))


def _llano(valor):
    if valor is None:
        return ""
    return float(valor) if isinstance(valor, Decimal) else valor


def _propios(ficha):
    """The fields of the ficha that are columns by themselves."""
    return [nombre for nombre in ficha.en_los_datos if nombre not in _DE_LA_TABLA]


def columnas(ficha=FICHA):
    """The columns, and among them the texts that the ficha says are for the data too: tuple of ``Columna``."""
    textos = (columna for nombre in _propios(ficha) for columna in _del_campo(ficha(nombre)))
    return (*_ANTES, *textos, *_DESPUES)


def filas(raiz, ficha=FICHA):
    """Every row, a dict of the columns, oldest practice first: for each that is live, one in each language.

    The pages are read with no more than their texts; ``_DE_UNA_VEZ`` of them are in memory.
    """
    todas = columnas(ficha)
    publicadas = PracticaPage.objects.filter(live=True, publicada__isnull=False).select_related("publicada")
    paginas = publicadas.only("pk", "publicada", *_propios(ficha)).order_by("publicada__publicada", "pk")
    for pagina in paginas.iterator(chunk_size=_DE_UNA_VEZ):
        publica = pagina.publicada
        with override(publica.idioma):
            lectura = Lectura(publica, pagina, viajes(publica), raiz)
            fila = {columna.nombre: columna.leer(lectura) for columna in todas}
        yield escribible(fila)


def cuantas():
    return FichaPublica.objects.count()


def ultima():
    """The moment of the newest aval, or None."""
    return FichaPublica.objects.aggregate(ultima=Max("avalada"))["ultima"]
