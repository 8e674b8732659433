"""How far a practice answers what a target asks: one pure function, over what was read beforehand.

What is not known (a limit, a date, who may enter) is said to be unknown, and never counts as met.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.fechas import Precision, primer_dia, ultimo_dia
from formularios.medida import Falta, Motivo, cuanto_tiene, medir_campo
from formularios.models import Campo

from . import fuentes
from .models.objetivo import Idioma, Objetivo, Regla

_DIAS_DEL_MES = 365.25 / 12
_CABE = 32  # characters of a name in a cell


class Estado(StrEnum):
    CUMPLE = "cumple"
    FALTA = "falta"
    NO_SE_SABE = "no_se_sabe"
    SOBRA = "sobra"  # optional, and not said: it counts for nothing


@dataclass
class Retrato:
    """A practice as targets look at it. ``textos``: by language; ``con_aval``: the languages live with their aval.

    ``cortos``: the short versions, by ``(source, maximum, unit, language)``: text and digest of their source.
    ``naturalezas``: of its partners; ``sin_clasificar``: whether some are of no known nature.
    """

    textos: dict[str, dict[str, str]]
    con_aval: frozenset[str] = frozenset()
    atrasados: frozenset[str] = frozenset()
    inicio: datetime.date | None = None
    precision_inicio: str = Precision.DIA
    fin: datetime.date | None = None
    precision_fin: str = Precision.DIA
    rutas: frozenset[str] = frozenset()
    naturalezas: frozenset[str] = frozenset()
    sin_clasificar: bool = False
    cambios: frozenset[str] = frozenset()
    archivos: int = 0
    octetos: int | None = 0
    cortos: Mapping[tuple[str, int, str, str], tuple[str, str]] = field(default_factory=dict)
    _compuestos: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    _cuentas: dict[tuple[str, str, str], int | None] = field(default_factory=dict, repr=False)

    def texto(self, clave: str, idioma: str) -> str:
        if (clave, idioma) not in self._compuestos:
            self._compuestos[clave, idioma] = fuentes.componer(self.textos.get(idioma, {}), clave)
        return self._compuestos[clave, idioma]

    def cuanto(self, clave: str, idioma: str, unidad: str) -> int | None:
        """How many of ``unidad`` the source has: counted once, however many targets ask."""
        if (clave, idioma, unidad) not in self._cuentas:
            self._cuentas[clave, idioma, unidad] = cuanto_tiene(self.texto(clave, idioma), unidad)
        return self._cuentas[clave, idioma, unidad]

    def corto(self, campo: Campo, idioma: str) -> str:
        """Its short version for ``campo``, if there is one and its source is still what it was."""
        texto, huella = self.cortos.get((campo.fuente, campo.maximo or 0, campo.unidad, idioma), ("", ""))
        return texto if texto and huella == fuentes.huella(self.texto(campo.fuente, idioma)) else ""


@dataclass(frozen=True)
class Perfil:
    """What a target asks, read once for all the practices."""

    objetivo: Objetivo
    campos: tuple[Campo, ...]
    reglas: tuple[Regla, ...]


@dataclass(frozen=True)
class Renglon:
    """One thing that the target asks, and how it stands. ``breve``: in the few words of a cell."""

    que: str
    estado: Estado
    frase: str = ""
    breve: str = ""


@dataclass(frozen=True)
class Ajuste:
    renglones: tuple[Renglon, ...]

    @cached_property
    def cuentan(self) -> list[Renglon]:
        return [uno for uno in self.renglones if uno.estado != Estado.SOBRA]

    @property
    def total(self) -> int:
        return len(self.cuentan)

    @cached_property
    def cumplidos(self) -> int:
        return sum(uno.estado == Estado.CUMPLE for uno in self.cuentan)

    @cached_property
    def faltas(self) -> list[Renglon]:
        return [uno for uno in self.cuentan if uno.estado == Estado.FALTA]

    @cached_property
    def dudas(self) -> list[Renglon]:
        return [uno for uno in self.cuentan if uno.estado == Estado.NO_SE_SABE]

    @property
    def estado(self) -> Estado:
        if self.faltas:
            return Estado.FALTA
        return Estado.NO_SE_SABE if self.dudas or not self.total else Estado.CUMPLE

    @property
    def en_breve(self) -> str:
        """«11 de 12 · réplica: sobran 140 · inglés sin aval»."""
        cuenta = _("%(cumplidos)s de %(total)s") % {"cumplidos": self.cumplidos, "total": self.total}
        dudas = len(self.dudas)
        sin_saber = [ngettext("%(n)s sin saber", "%(n)s sin saber", dudas) % {"n": dudas}] if dudas else []
        return " · ".join([cuenta, *(uno.breve or uno.que for uno in self.faltas), *sin_saber])


def medir(perfil: Perfil, retrato: Retrato, hoy: datetime.date) -> Ajuste:
    """How ``retrato`` stands before ``perfil`` on the day ``hoy``."""
    idioma = perfil.objetivo.idioma_de_trabajo
    se_mide_en = idioma if idioma in retrato.textos else "es"
    renglones = [
        *_de_quien_puede(perfil.objetivo),
        *_de_los_idiomas(perfil.objetivo, retrato),
        *(_de_la_regla(regla, retrato, hoy) for regla in perfil.reglas),
        *(_del_campo(campo, retrato, se_mide_en) for campo in perfil.campos),
        *_de_todo(perfil, retrato, se_mide_en),
        *_de_los_anexos(perfil.objetivo, retrato),
    ]
    if not perfil.campos:
        frase = _("No se conocen las preguntas de su formulario.")
        renglones.append(Renglon(_("preguntas"), Estado.NO_SE_SABE, frase))
    return Ajuste(tuple(renglones))


def _de_quien_puede(objetivo):
    que = _("quién puede postular")
    if objetivo.admite == Objetivo.Admite.NO:
        yield Renglon(que, Estado.FALTA, _("Bogotá no puede postular: sirve de modelo."), _("Bogotá no puede"))
    elif objetivo.admite != Objetivo.Admite.SI:
        yield Renglon(que, Estado.NO_SE_SABE, str(objetivo.get_admite_display()))


def _de_los_idiomas(objetivo, retrato):
    if not objetivo.idiomas:
        yield Renglon(_("idioma"), Estado.NO_SE_SABE, _("No se sabe en qué idioma se presenta."))
        return
    nuestros = [uno for uno in ("es", "en") if uno in objetivo.idiomas]
    if not nuestros:
        yield Renglon(_("idioma"), Estado.FALTA, _("El Banco no tiene la práctica en ninguno de sus idiomas."))
    for codigo in nuestros[:1] if "es" in nuestros else nuestros:
        nombre = str(Idioma(codigo).label)
        if codigo not in retrato.con_aval:
            frase = _("%(idioma)s sin aval") % {"idioma": nombre}
            yield Renglon(nombre, Estado.FALTA, frase, frase)
        elif codigo in retrato.atrasados:
            frase = _("%(idioma)s atrasado frente al español") % {"idioma": nombre}
            yield Renglon(nombre, Estado.FALTA, frase, frase)
        else:
            yield Renglon(nombre, Estado.CUMPLE)


def _del_campo(campo, retrato, idioma):
    que = campo.etiqueta()
    if not campo.fuente:
        return Renglon(
            que, Estado.NO_SE_SABE, _("Nada de la ficha responde a esta pregunta: se escribe en el paquete.")
        )
    texto = retrato.corto(campo, idioma) or retrato.texto(campo.fuente, idioma)
    if not texto:
        if not campo.obligatorio and campo.limite == Campo.Certeza.SIN_LIMITE:
            return Renglon(que, Estado.SOBRA)
        frase = _("sin respuesta en la ficha: %(que)s") % {"que": fuentes.nombre(campo.fuente)}
        return Renglon(que, Estado.FALTA, frase, _("sin respuesta: %(que)s") % {"que": _corto(campo)})
    falta = _medir(campo, retrato, texto, idioma)
    if falta is None:
        return Renglon(que, Estado.CUMPLE)
    if falta.motivo in (Motivo.DE_MAS, Motivo.DE_MENOS):
        breve = f"{_corto(campo)}: {falta}"
        return Renglon(que, Estado.FALTA, str(falta), breve)
    return Renglon(que, Estado.NO_SE_SABE, str(falta))


def _medir(campo, retrato, texto, idioma):
    """What ``medir_campo`` says, with the count of a source kept for the next target."""
    if campo.limite not in (Campo.Certeza.EXACTO, Campo.Certeza.APROXIMADO) or retrato.corto(campo, idioma):
        return medir_campo(campo, texto)
    usado, aproximado = retrato.cuanto(campo.fuente, idioma, campo.unidad), campo.limite == Campo.Certeza.APROXIMADO
    if usado is None:
        return Falta(campo.clave, Motivo.SIN_MEDIDA, unidad=campo.unidad)
    if campo.maximo is not None and usado > campo.maximo:
        return Falta(campo.clave, Motivo.DE_MAS, usado - campo.maximo, usado, campo.unidad, aproximado)
    if campo.minimo is not None and usado < campo.minimo:
        return Falta(campo.clave, Motivo.DE_MENOS, campo.minimo - usado, usado, campo.unidad, aproximado)
    return None


def _corto(campo):
    """What a field is called in a cell."""
    if len(campo.etiqueta()) <= _CABE:
        return campo.etiqueta()
    return fuentes.nombre_breve(campo.fuente)


def _de_todo(perfil, retrato, idioma):
    objetivo = perfil.objetivo
    if not objetivo.total_maximo:
        return
    que = _("todo el texto")
    respuestas = {
        campo.clave: retrato.corto(campo, idioma) or retrato.texto(campo.fuente, idioma)
        for campo in perfil.campos
        if campo.fuente
    }
    usado = cuanto_tiene(list(respuestas.values()), objetivo.total_unidad)
    if usado is None:
        yield Renglon(que, Estado.NO_SE_SABE, str(Motivo.SIN_MEDIDA.label))
    elif usado > objetivo.total_maximo:
        aproximado = objetivo.total_limite == Campo.Certeza.APROXIMADO
        sobra = usado - objetivo.total_maximo
        falta = Falta("", Motivo.DE_MAS, sobra, usado, objetivo.total_unidad, aproximado)
        yield Renglon(que, Estado.FALTA, str(falta), f"{que}: {falta}")
    else:
        yield Renglon(que, Estado.CUMPLE)


def _de_los_anexos(objetivo, retrato):
    que = _("anexos")
    if objetivo.anexos_limite == Campo.Certeza.DESCONOCIDO and objetivo.anexos_es:
        yield Renglon(que, Estado.NO_SE_SABE, _("No se sabe si los anexos tienen límite."))
    if objetivo.anexos_archivos and retrato.archivos > objetivo.anexos_archivos:
        sobran = retrato.archivos - objetivo.anexos_archivos
        frase = ngettext("sobra %(n)s archivo", "sobran %(n)s archivos", sobran) % {"n": sobran}
        yield Renglon(que, Estado.FALTA, frase, frase)
    if objetivo.anexos_mb and retrato.octetos is None:
        yield Renglon(que, Estado.NO_SE_SABE, _("De algún archivo no se conoce el tamaño."))
    elif objetivo.anexos_mb and retrato.octetos > objetivo.anexos_mb * 1024 * 1024:
        sobran = -(-retrato.octetos // (1024 * 1024)) - objetivo.anexos_mb
        frase = _("los anexos pasan del total en %(n)s MB") % {"n": sobran}
        yield Renglon(que, Estado.FALTA, frase, frase)
    elif objetivo.anexos_mb:
        yield Renglon(que, Estado.CUMPLE)


# --- The rules of eligibility: functions (rule, portrait, today) → (state, sentence) ---


def _hace_anios(hoy: datetime.date, anios: int) -> datetime.date:
    try:
        return hoy.replace(year=max(hoy.year - anios, 1))
    except ValueError:  # the 29th of February
        return hoy.replace(year=max(hoy.year - anios, 1), day=28)


def _inicio(retrato):
    """The first and the last day on which it may have begun; None if it is not known."""
    if not retrato.inicio or retrato.precision_inicio == Precision.DESCONOCIDA:
        return None
    return primer_dia(retrato.inicio, retrato.precision_inicio), ultimo_dia(retrato.inicio, retrato.precision_inicio)


def _fin(retrato, hoy):
    if retrato.fin and retrato.precision_fin != Precision.DESCONOCIDA:
        return ultimo_dia(retrato.fin, retrato.precision_fin)
    return hoy if retrato.precision_fin != Precision.DESCONOCIDA else None


_SIN_INICIO: tuple[Estado, Callable[[], str]] = (Estado.NO_SE_SABE, lambda: _("no se conoce cuándo empezó"))


def _min_meses(regla, retrato, hoy):
    inicio, fin = _inicio(retrato), _fin(retrato, hoy)
    if inicio is None or fin is None:
        return Estado.NO_SE_SABE, _("no se conoce cuánto lleva")
    piden = round(regla.numero * _DIAS_DEL_MES)
    lleva_al_menos, lleva_a_lo_sumo = (min(fin, hoy) - inicio[1]).days, (min(fin, hoy) - inicio[0]).days
    if lleva_al_menos >= piden:
        return Estado.CUMPLE, ""
    if lleva_a_lo_sumo >= piden:
        return Estado.NO_SE_SABE, _("con lo que se sabe de la fecha no se puede decir")
    faltan = piden - lleva_a_lo_sumo
    if regla.numero % 12 == 0:
        anios = regla.numero // 12
        cuanto = ngettext("%(n)s año", "%(n)s años", anios) % {"n": anios}
    else:
        cuanto = ngettext("%(n)s mes", "%(n)s meses", regla.numero) % {"n": regla.numero}
    frase = ngettext("falta %(n)s día para %(cuanto)s", "faltan %(n)s días para %(cuanto)s", faltan)
    return Estado.FALTA, frase % {"n": faltan, "cuanto": cuanto}


def _empezo_desde(desde, retrato, frase):
    inicio = _inicio(retrato)
    if inicio is None:
        return _SIN_INICIO[0], _SIN_INICIO[1]()
    if inicio[0] >= desde:
        return Estado.CUMPLE, ""
    if inicio[1] >= desde:
        return Estado.NO_SE_SABE, _("con lo que se sabe de la fecha no se puede decir")
    return Estado.FALTA, frase


def _menos_de_anios(regla, retrato, hoy):
    frase = ngettext("empezó hace más de %(n)s año", "empezó hace más de %(n)s años", regla.numero)
    return _empezo_desde(_hace_anios(hoy, regla.numero), retrato, frase % {"n": regla.numero})


def _desde_anio(regla, retrato, hoy):
    return _empezo_desde(
        datetime.date(regla.numero, 1, 1), retrato, _("empezó antes de %(anio)s") % {"anio": regla.numero}
    )


def _terminada_hace(regla, retrato, hoy):
    fin = _fin(retrato, hoy)
    if fin is None:
        return Estado.NO_SE_SABE, _("no se conoce cuándo terminó")
    if fin >= _hace_anios(hoy, regla.numero):
        return Estado.CUMPLE, ""
    frase = ngettext("terminó hace más de %(n)s año", "terminó hace más de %(n)s años", regla.numero)
    return Estado.FALTA, frase % {"n": regla.numero}


def _actores(regla, retrato, hoy):
    if len(retrato.naturalezas) >= regla.numero:
        return Estado.CUMPLE, ""
    if retrato.sin_clasificar:
        return Estado.NO_SE_SABE, _("hay socios cuya naturaleza no está registrada")
    return Estado.FALTA, _("falta un socio de otra naturaleza (privada o cívica)")


def _ruta(regla, retrato, hoy):
    if regla.valor in retrato.rutas:
        return Estado.CUMPLE, ""
    return Estado.FALTA, _("falta la ruta de %(ruta)s") % {"ruta": regla.get_valor_display()}


def _idioma_con_aval(regla, retrato, hoy):
    if regla.valor in retrato.con_aval and regla.valor not in retrato.atrasados:
        return Estado.CUMPLE, ""
    return Estado.FALTA, _("%(idioma)s sin aval") % {"idioma": regla.get_valor_display()}


def _cambio(regla, retrato, hoy):
    if retrato.cambios if regla.valor == "cualquiera" else regla.valor in retrato.cambios:
        return Estado.CUMPLE, ""
    return Estado.FALTA, _("falta una evidencia de un cambio duradero")


def _se_mira(regla, retrato, hoy):
    return Estado.NO_SE_SABE, _("se comprueba al preparar el paquete")


_REGLAS: dict[str, Callable[[Any, Any, Any], tuple[Estado, str | Promise]]] = {
    Regla.Codigo.MIN_MESES: _min_meses,
    Regla.Codigo.MENOS_DE_ANIOS: _menos_de_anios,
    Regla.Codigo.DESDE_ANIO: _desde_anio,
    Regla.Codigo.TERMINADA_HACE: _terminada_hace,
    Regla.Codigo.ACTORES: _actores,
    Regla.Codigo.RUTA: _ruta,
    Regla.Codigo.IDIOMA: _idioma_con_aval,
    Regla.Codigo.CAMBIO: _cambio,
    Regla.Codigo.UNA_CATEGORIA: _se_mira,
    Regla.Codigo.A_MANO: _se_mira,
}


def _de_la_regla(regla, retrato, hoy):
    estado, frase = _REGLAS[regla.codigo](regla, retrato, hoy)
    return Renglon(regla.dice(), estado, str(frase), str(frase))
