"""The open data of networks, platforms, awards, recognitions and events: what a moderator reads of each, by field.

A field more of one of these kinds is a column more, by itself; personal data and pictures are none. What a kind of
another room has besides its fields that room says when the site starts: ``MAS``.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Max
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.fields import RichTextField
from wagtail.images import get_image_model

from actores.models import Actor
from aval.lectura import nombre_de
from base.idiomas import ESPANOL, locales
from base.palabras import lineas_visibles
from base.texto import escribible
from eventos.models import EdicionDePremio, Premio, Reconocimiento
from publicables.models import Publicable
from redes.models import FilaDeRed, Red
from vocabulario.models import ODS, Ciudad

from ...catalogo import nombres_de
from ...conjuntos import conjuntos
from .columnas import Columna

_FUERA = {"slug", "logo_alt"}  # the address is in ``url``; and what a picture shows, without the picture
_llamado = lazy(nombre_de, str)


class Lectura(NamedTuple):
    """What the columns read: the live object, its language, the rows of its relations by field, its address."""

    objeto: Publicable
    idioma: str
    filas: dict
    url: str


class Mas(NamedTuple):
    """``columnas`` besides those of its fields; ``reunir(objects)`` reads at once what these ask of each."""

    columnas: tuple = ()
    reunir: Callable = lambda vivos: vivos


MAS: dict[type[Publicable], Mas] = {}
_SIN_MAS = Mas()


def _campos(modelo):
    """The fields of ``modelo`` that its file has."""
    personales = getattr(modelo, "datos_de_persona", None)
    fuera = {*_FUERA, *(campo for campo in (personales.campos if personales else ()))}
    if personales:
        fuera |= {personales.autoriza, f"{personales.autoriza}_fecha"}
    campos = [modelo._meta.get_field(nombre) for nombre in modelo.campos_de_lectura if nombre not in fuera]
    return [campo for campo in campos if not _es_de_imagenes(campo)]


def _es_de_imagenes(campo):
    otro = campo.related_model
    if otro is None:
        return False
    return otro is get_image_model() or any(suyo.related_model is get_image_model() for suyo in otro._meta.fields)


def columnas(modelo):
    """The columns of its file: tuple of ``Columna``."""
    return (
        Columna(
            "id", _("Identificador, el mismo en los dos idiomas (UUID)"), lambda uno: str(uno.objeto.translation_key)
        ),
        Columna("idioma", _("Idioma de la fila: es o en"), lambda uno: uno.idioma),
        Columna("url", _("Dirección permanente"), lambda uno: uno.url),
        *(columna for campo in _campos(modelo) for columna in _del_campo(modelo, campo)),
        *MAS.get(modelo, _SIN_MAS).columnas,
        Columna("aval_version", _("Número del aval"), lambda uno: uno.objeto.aval.numero),
        Columna("aval_fecha", _("Fecha del aval vigente"), lambda uno: localdate(uno.objeto.aval.momento).isoformat()),
    )


def _del_campo(modelo, campo):
    nombre, dice = campo.name, _llamado(modelo, campo.name)
    codigo = format_lazy("{} ({})", dice, _("código, el mismo en los dos idiomas"))
    ids = format_lazy("{} ({})", dice, _("identificadores, los mismos en los dos idiomas"))
    if campo.one_to_many:
        yield from _de_filas(campo, dice, ids)
    elif campo.many_to_many:
        dato = "numero" if campo.related_model is ODS else "nombre"
        yield Columna(nombre, dice, lambda uno: [getattr(termino, dato) for termino in uno.filas[nombre]])
        if campo.related_model is ODS:
            yield Columna(f"{nombre}_nombres", dice, lambda uno: [termino.nombre for termino in uno.filas[nombre]])
        else:
            yield Columna(f"{nombre}_codigos", codigo, lambda uno: [termino.codigo for termino in uno.filas[nombre]])
    elif campo.is_relation:
        yield from _de_otro(campo, dice, codigo, ids)
    elif campo.choices:
        yield Columna(f"{nombre}_codigo", codigo, lambda uno: _valor(uno.objeto, nombre))
        nombres = {valor: etiqueta for valor, etiqueta in campo.flatchoices if valor}
        yield Columna(nombre, dice, lambda uno: str(nombres.get(_valor(uno.objeto, nombre), "")))
    else:
        yield Columna(nombre, dice, lambda uno: _simple(campo, getattr(uno.objeto, nombre)))


def _valor(objeto, nombre):
    # Whether an event stands does not wait for its translation.
    return getattr(objeto, "estado_publico", objeto.estado) if nombre == "estado" else getattr(objeto, nombre)


def _simple(campo, valor):
    if isinstance(campo, RichTextField):
        return "\n".join(lineas_visibles(valor or ""))
    if hasattr(valor, "isoformat"):
        return valor.isoformat()
    return "" if valor is None else valor


def _de_filas(campo, dice, ids):
    """A relation of rows: networks by name and ``id``, practices likewise, files with their address; else in words."""
    nombre, hija = campo.name, campo.related_model
    que = {suyo.name for suyo in hija._meta.fields}
    if issubclass(hija, FilaDeRed):
        yield Columna(nombre, dice, lambda uno: [red for _codigo, red in _redes(uno, nombre)])
        yield Columna(f"{nombre}_id", ids, lambda uno: [codigo for codigo, _red in _redes(uno, nombre)])
    elif "practica" in que:
        yield Columna(nombre, dice, lambda uno: [fila.titulo for fila in _practicas(uno, nombre)])
        yield Columna(f"{nombre}_id", ids, lambda uno: [str(fila.clave) for fila in _practicas(uno, nombre)])
    elif "documento" in que:
        yield Columna(nombre, dice, lambda uno: [str(fila) for fila in uno.filas[nombre]])
        direcciones = format_lazy("{} ({})", dice, _("direcciones, en el mismo orden"))
        yield Columna(f"{nombre}_url", direcciones, lambda uno: [fila.documento.url for fila in uno.filas[nombre]])
    else:
        yield Columna(nombre, dice, lambda uno: [str(fila) for fila in uno.filas[nombre]])


def _redes(uno, nombre):
    vivas = nombres_de(Red, uno.idioma)
    codigos = (str(fila.red.translation_key) for fila in uno.filas[nombre])
    return [(codigo, vivas[codigo]) for codigo in codigos if codigo in vivas]


def _practicas(uno, nombre):
    """Those that are live in the language, as the sets of the Bank have them."""
    vivas = conjuntos(uno.idioma).por_clave
    claves = (fila.practica.translation_key for fila in uno.filas[nombre])
    return [vivas[clave] for clave in claves if clave in vivas]


def _de_otro(campo, dice, codigo, ids):
    """What it names: a city or an organisation with its country, an award, a practice, a file."""
    nombre, otro = campo.name, campo.related_model
    if otro in (Ciudad, Actor):
        yield Columna(f"{nombre}_codigo", codigo, lambda uno: getattr(getattr(uno.objeto, nombre), "codigo", ""))
        yield Columna(nombre, dice, lambda uno: getattr(getattr(uno.objeto, nombre), "nombre", ""))
        pais = format_lazy("{} ({})", dice, _("país, ISO 3166-1"))
        yield Columna(f"{nombre}_pais", pais, lambda uno: str(getattr(getattr(uno.objeto, nombre), "pais", "")))
    elif otro is Premio:
        yield Columna(nombre, dice, lambda uno: nombres_de(Premio, uno.idioma).get(_clave(uno.objeto, nombre), ""))
        yield Columna(f"{nombre}_id", ids, lambda uno: _clave(uno.objeto, nombre))
    elif nombre == "practica":
        yield Columna(nombre, dice, lambda uno: getattr(_su_practica(uno), "titulo", ""))
        yield Columna(f"{nombre}_id", ids, lambda uno: str(getattr(_su_practica(uno), "clave", "")))
    else:
        yield Columna(nombre, dice, lambda uno: getattr(getattr(uno.objeto, nombre), "url", ""))


def _clave(objeto, nombre):
    suyo = getattr(objeto, nombre)
    return str(suyo.translation_key) if suyo else ""


def _su_practica(uno):
    return uno.objeto.practica and conjuntos(uno.idioma).por_clave.get(uno.objeto.practica.translation_key)


def _filas_de(modelo, campo, locale_id):
    """Number of each live object → its rows of that relation, in one or two queries whatever their number."""
    suyas = defaultdict(list)
    vivos = modelo.objects.filter(live=True, locale_id=locale_id)
    if campo.many_to_many:
        terminos = campo.related_model.objects.in_bulk()
        pares = vivos.filter(**{f"{campo.name}__isnull": False}).order_by(f"{campo.name}__orden")
        for numero, termino in pares.values_list("pk", f"{campo.name}__pk"):
            suyas[numero].append(terminos[termino])
        return suyas
    hija, madre = campo.related_model, campo.field.name
    ajenas = [suyo.name for suyo in hija._meta.fields if suyo.many_to_one and suyo.name not in (madre, "locale")]
    if hija is EdicionDePremio:  # a date does not wait for a translation
        de_quien = {uno.translation_key: uno.pk for uno in vivos.only("pk", "translation_key")}
        filas = hija.objects.publicas(locale_id).select_related(madre, *ajenas)
        for fila in filas.order_by("-anio"):
            suyas[de_quien[fila.premio.translation_key]].append(fila)
        return suyas
    for fila in hija.objects.filter(**{f"{madre}__in": vivos}).select_related(*ajenas):
        suyas[getattr(fila, f"{madre}_id")].append(fila)
    return suyas


def filas(modelo, raiz):
    """Every row of its file, a dict of the columns: those that are live, language by language."""
    todas, campos = columnas(modelo), _campos(modelo)
    varias = [campo for campo in campos if campo.one_to_many or campo.many_to_many]
    otros = [campo.name for campo in campos if campo.many_to_one]
    for locale_id, locale in sorted(locales().items(), key=lambda par: par[1].language_code != ESPANOL):
        idioma = locale.language_code
        with override(idioma):
            reunidas = {campo.name: _filas_de(modelo, campo, locale_id) for campo in varias}
            vivos = list(
                modelo.objects.vivos(locale_id).select_related("aval", "locale", *otros).order_by("slug", "pk")
            )
            if modelo is Reconocimiento and vivos:
                _con_su_premio(vivos, locale_id)
            MAS.get(modelo, _SIN_MAS).reunir(vivos)
            for objeto in vivos:
                suyas = {campo.name: reunidas[campo.name].get(objeto.pk, []) for campo in varias}
                direccion = objeto.get_url()
                lectura = Lectura(objeto, idioma, suyas, f"{raiz}{direccion}" if direccion else "")
                fila = escribible({columna.nombre: columna.leer(lectura) for columna in todas})
                yield fila


def _con_su_premio(reconocimientos, locale_id):
    """Their addresses are those of the awards: all of them in one query."""
    premios = Premio.objects.version_de(locale_id, [uno.premio for uno in reconocimientos])
    vivos = {premio.translation_key: premio for premio in premios}
    for uno in reconocimientos:
        uno.__dict__["premio_en_su_idioma"] = vivos.get(uno.premio.translation_key)


def cuantas(modelo):
    return modelo.objects.filter(live=True).count()


def ultima(modelo):
    """The moment of the newest aval of its live objects, or None."""
    return modelo.objects.filter(live=True).aggregate(ultima=Max("aval__momento"))["ultima"]
