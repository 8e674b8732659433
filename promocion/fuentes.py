"""What a practice can answer to a form with: each source by its key, as plain text in one language.

A key is a part (a text of the ficha, or what its facts say) or a composition of parts: forms ask in one question
what the ficha has in several. Contacts are those who agreed to be published, and no other.
"""

import hashlib

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from base.fechas import Precision, dicha
from base.palabras import lineas_visibles
from practicas.ficha import FICHA, PROSA
from practicas.models import PracticaPage

# Texts of the ficha that answer a question by themselves.
DE_LA_FICHA = (
    *("resumen", "resultado_en_una_frase", "antecedentes", "asociacion", "resultados", "lecciones", "dificultades"),
    *("innovacion", "transferencia", "visibilidad", "condiciones_previas", "instrumento_juridico", "equipo"),
    *("objetivos", "proceso", "beneficiarios", "recursos", "base_legal", "equidad", "efectos_negativos"),
    *("sostenibilidad_financiera", "sostenibilidad_social", "sostenibilidad_cultural", "sostenibilidad_ambiental"),
)
# What facts and rows say; the last three are written once for every package (``TextoComun``).
DE_LOS_HECHOS = {
    "titulo": _("el título"),
    "entidad": _("la entidad líder"),
    "organizaciones": _("las organizaciones"),
    "lugar": _("el lugar"),
    "tema": _("el área temática"),
    "ods": _("los ODS"),
    "poblaciones": _("la población objetivo"),
    "anio": _("el año de inicio"),
    "fechas": _("las fechas"),
    "presupuesto": _("el presupuesto"),
    "evidencias": _("las evidencias"),
    "cambios": _("los cambios duraderos"),
    "contacto": _("los contactos que autorizan"),
    "quien_es": _("lo que es la entidad"),
    "ciudad": _("lo que es la ciudad"),
    "alcalde": _("el gobierno de la ciudad"),
}
_SOSTENIBILIDAD = tuple(f"sostenibilidad_{cual}" for cual in ("financiera", "social", "cultural", "ambiental"))
COMPUESTAS = {
    "sostenibilidad": _SOSTENIBILIDAD,
    "basicos": ("titulo", "lugar", "fechas"),
    "basicos_y_contacto": ("titulo", "ciudad", "contacto"),
    "titulo_tema_lugar": ("titulo", "tema", "lugar"),
    "organizacion": ("entidad", "tema"),
    "quien_postula": ("quien_es", "organizaciones"),
    "panorama": ("antecedentes", "objetivos", "proceso", "poblaciones", "resultados"),
    "etapa": ("fechas", "resultado_en_una_frase"),
    "socios": ("organizaciones", "asociacion"),
    "a_quien_sirve": ("poblaciones", "beneficiarios"),
    "prioridades": ("antecedentes", "asociacion"),
    "proceso_y_problemas": ("proceso", "dificultades"),
    "medios": ("recursos", "presupuesto"),
    "resultados_medidos": ("resultados", "evidencias"),
    "resultados_y_evaluacion": ("resultados", "visibilidad"),
    "viabilidad": ("asociacion", "proceso"),
    "merito": ("resumen", "innovacion"),
    "efecto_ambiental": ("sostenibilidad_ambiental", "ods"),
    "que_y_para_que": ("resumen", "objetivos", "antecedentes"),
    "presentacion": ("resumen", "resultados", "innovacion"),
    "impacto": ("resultados", "evidencias", "equidad", "efectos_negativos"),
    "problema": ("antecedentes", "beneficiarios"),
    "cifras": ("fechas", "beneficiarios", "presupuesto"),
    "descripcion": ("antecedentes", "objetivos", "poblaciones", "medios", "proceso", "fechas", "resultados"),
    "beneficio": ("beneficiarios", "resultados"),
    "duradero": ("cambios", "base_legal", "sostenibilidad"),
    "se_sostiene_y_se_copia": ("sostenibilidad", "transferencia"),
    "impacto_y_lecciones": ("resultados", "lecciones", "dificultades"),
    "apoyo_y_dinero": ("base_legal", "recursos"),
    "origen": ("antecedentes", "innovacion"),
    "factores": ("lecciones", "dificultades"),
    "condiciones": ("condiciones_previas", "transferencia"),
}
TODAS = (*DE_LOS_HECHOS, *DE_LA_FICHA, *COMPUESTAS)
_DE_HTML = {campo.nombre for campo in FICHA if campo.clase == PROSA}


def partes(clave):
    """The parts that ``clave`` is made of, in the order in which they are read; none if there is no such source."""
    if clave in COMPUESTAS:
        return tuple(parte for una in COMPUESTAS[clave] for parte in partes(una))
    return (clave,) if clave in DE_LOS_HECHOS or clave in DE_LA_FICHA else ()


def nombre(clave):
    """What people call a source: the names of its parts."""
    nombres = [
        str(DE_LOS_HECHOS[una])
        if una in DE_LOS_HECHOS
        else str(getattr(PracticaPage._meta.get_field(una), "verbose_name", una))
        for una in partes(clave)
    ]
    return ", ".join(nombres)


def opciones():
    """The sources to choose from: list of ``(key, names of its parts)``."""
    return [(clave, nombre(clave)) for clave in TODAS]


def componer(textos, clave):
    """The text of a source from those of its parts (dict part → text)."""
    dichos = [texto for parte in partes(clave) if (texto := textos.get(parte, "").strip())]
    return "\n\n".join(dict.fromkeys(dichos))


def huella(texto):
    """By which a short version knows the source that it was made from."""
    return hashlib.sha256(texto.encode()).hexdigest()


def textos_de(practica, idioma, comunes=None, original=None):
    """What ``practica``, a page in ``idioma``, says in each part: dict part → plain text.

    ``comunes``: the texts that are written once, by ``(key, entity or None)``. ``original``: the Spanish page, where
    persons agree to be published. Relations may come prefetched.
    """
    with override(idioma):
        textos = {campo: _plano(campo, getattr(practica, campo)) for campo in DE_LA_FICHA}
        return textos | _hechos(practica, original or practica) | _comunes(practica, idioma, comunes or {})


def _plano(campo, valor):
    return "\n".join(lineas_visibles(valor)) if campo in _DE_HTML else str(valor or "").strip()


def _nombres(filas):
    return ", ".join(str(una) for una in filas)


def _hechos(practica, original):
    evidencias = list(practica.evidencias.all())
    return {
        "titulo": practica.title,
        "entidad": str(practica.entidad or ""),
        "organizaciones": "\n".join(una.etiqueta for una in practica.organizaciones.all()),
        "lugar": _lugar(practica),
        "tema": _nombres(uno for uno in (practica.tema, practica.subtema) if uno),
        "ods": "\n".join(f"{uno.orden}. {uno}" for uno in practica.ods.all()),
        "poblaciones": _nombres(practica.poblaciones.all()),
        "anio": _fecha(practica.fecha_inicio, _solo_el_anio(practica.precision_inicio)),
        "fechas": _fechas(practica),
        "presupuesto": _presupuesto(practica),
        "evidencias": "\n".join(_evidencia(una) for una in evidencias),
        "cambios": "\n".join(
            f"{una.get_cambio_duradero_display()}: {una.indicador}" for una in evidencias if una.cambio_duradero
        ),
        "contacto": "\n".join(_contacto(uno) for uno in original.contactos_publicos),
    }


def _contacto(uno):
    cargo, institucion = uno.cargo, uno.institucion
    if _en_ingles():
        cargo, institucion = uno.cargo_en or cargo, uno.institucion_en or institucion
    return ", ".join(filter(None, (uno.nombre, cargo, institucion, uno.correo, uno.telefono)))


def _en_ingles():
    return (get_language() or "es").startswith("en")


def _lugar(practica):
    donde = _("Toda la ciudad") if practica.toda_la_ciudad else _nombres(practica.localidades.all())
    return ", ".join(str(uno) for uno in (practica.upz, donde, "Bogotá") if uno)


def _fecha(fecha, precision):
    return dicha(fecha, precision) if fecha and precision != Precision.DESCONOCIDA else ""


def _solo_el_anio(precision):
    return Precision.ANIO if precision in (Precision.DIA, Precision.MES) else precision


def _fechas(practica):
    inicio = _fecha(practica.fecha_inicio, practica.precision_inicio)
    fin = _fecha(practica.fecha_fin, practica.precision_fin)
    if not inicio:
        return ""
    return f"{inicio} – {fin or _('sigue en marcha')}"


def _presupuesto(practica):
    montos = [
        f"{nombre}: {practica.presupuesto_moneda} {monto:,.0f}"
        for campo, nombre in (
            ("presupuesto_total", _("total ejecutado")),
            ("presupuesto_financiero", _("recursos financieros")),
            ("presupuesto_especie", _("recursos en especie")),
            ("presupuesto_otro", _("otros aportes")),
        )
        if (monto := getattr(practica, campo)) is not None
    ]
    return "\n".join([*montos, *filter(None, [practica.presupuesto_nota])])


def _evidencia(una):
    valor = "" if una.valor is None else f": {una.valor.normalize():f} {una.unidad}".rstrip()
    antes = "" if una.linea_base is None else f" ({_('antes')}: {una.linea_base.normalize():f})"
    return f"{una.indicador}{valor}{antes}" + (f", {una.anio}" if una.anio else "")


def _comunes(practica, idioma, comunes):
    suyos = {"quien_es": practica.entidad_id, "ciudad": None, "alcalde": None}
    return {
        clave: comunes[clave, de_quien].texto(idioma) if (clave, de_quien) in comunes else ""
        for clave, de_quien in suyos.items()
    }


def nombre_breve(clave):
    """The first of its parts, which is what it is mostly about."""
    return nombre(partes(clave)[0]) if partes(clave) else clave
