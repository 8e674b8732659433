"""The rules of the ficha: what is compulsory and how long it may be (DDRI manual 2014, 5.d).

They bind when a ficha is sent to the DDRI and again at the aval; a draft may break any of them.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from base.fechas import Precision, primer_dia, ultimo_dia
from base.palabras import LimiteDePalabras
from base.videos import es_subtitulos, es_video

from . import aportes, evidencias
from .ficha import FICHA, FILAS
from .models.adopcion import TOPES, Moneda

REQUERIDOS_DE_PERSONA = {
    "contactos": ("nombre", "cargo", "institucion", "correo"),
    "actores_clave": ("nombre", "cargo", "correo"),
}

DE_LA_COHERENCIA = (
    *("fecha_inicio", "precision_inicio", "fecha_fin", "precision_fin", "tema", "subtema"),
    *("costo_banda", "costo_monto", "costo_moneda", "costo_anio"),
)


def vacio(valor):
    """Whether a value of the ficha says nothing: empty text, markup without words, no rows."""
    if valor is None:
        return True
    if isinstance(valor, str):
        return LimiteDePalabras(0, html=True).contar(valor) == 0
    return False


def revisar_limites(valores, ficha=FICHA):
    """Word limits passed in ``valores`` (dict field → text): list of ``(field, sentence)``."""
    pasados = []
    for campo, limite in ficha.limites.items():
        try:
            limite(valores.get(campo) or "")
        except ValidationError as error:
            pasados.append((campo, error.messages[0]))
    return pasados


def revisar_coherencia(valores):
    """Facts in ``valores`` (dict field → value) that contradict each other: list of ``(field, sentence)``."""
    fallas = []
    inicio, fin = ((valores.get(f"fecha_{cual}"), valores.get(f"precision_{cual}")) for cual in ("inicio", "fin"))
    for campo, (fecha, precision) in (("fecha_inicio", inicio), ("fecha_fin", fin)):
        if fecha and precision == Precision.DESCONOCIDA:
            fallas.append(
                (campo, _("Si la fecha no se conoce, déjela vacía; si se conoce en parte, diga al lado cuánto."))
            )
    if inicio[0] and fin[0] and ultimo_dia(*fin) < primer_dia(*inicio):
        fallas.append(("fecha_fin", _("La práctica no puede terminar antes de empezar: revise las dos fechas.")))
    tema, subtema = valores.get("tema"), valores.get("subtema")
    if subtema and tema and subtema.tema_id != tema.pk:
        fallas.append(("subtema", _("Ese subtema no es del área temática elegida.")))
    if subtema and not tema:
        fallas.append(("tema", _("Elija el área temática a la que pertenece el subtema.")))
    return [*fallas, *_del_costo(valores)]


def _del_costo(valores):
    banda, monto, moneda = (valores.get(f"costo_{cual}") for cual in ("banda", "monto", "moneda"))
    if monto is None:
        return
    if not moneda:
        yield "costo_moneda", _("Diga en qué moneda está el monto.")
    if not valores.get("costo_anio"):
        yield "costo_anio", _("Diga de qué año es el monto: sin él nadie puede traerlo a hoy.")
    if moneda == Moneda.USD and banda in TOPES:
        desde, hasta = TOPES[banda]
        if monto < desde or (hasta is not None and monto > hasta):
            yield "costo_monto", _("Ese monto no está en la banda elegida: revise los dos.")


def revisar_persona(persona):
    """What is wrong in a row with personal data: list of ``(field, sentence)``."""
    if persona.get("autoriza") and not persona.get("autoriza_fecha"):
        return [("autoriza_fecha", _("Escriba la fecha en que la persona autorizó publicar sus datos."))]
    return []


def revisar_organizacion(fila):
    """What is wrong in a row of a related organisation: list of ``(field, sentence)``."""
    fallas = list(aportes.revisar_fila(fila))
    if not fila.get("actor"):
        fallas.append(("actor", _("Elija la organización de la lista; si no está, agréguela ahí mismo.")))
    return fallas


def revisar_archivo(fila):
    """What is wrong in a row of an attached file: list of ``(field, sentence)``."""
    documento = fila.get("documento")
    if documento and (es_video(documento.filename) or es_subtitulos(documento.filename)):
        return [("documento", _("Un video va en «Videos», con sus subtítulos o su transcripción."))]
    return []


def revisar_video(fila):
    """What is wrong in a row of a video: list of ``(field, sentence)``."""
    fallas = []
    documento, enlace = fila.get("documento"), fila.get("enlace") or ""
    if not documento and not enlace:
        fallas.append(("documento", _("Suba el video, o escriba la dirección donde está.")))
    elif documento and enlace:
        fallas.append(("enlace", _("Deje uno de los dos: el video subido o su dirección en otra plataforma.")))
    elif documento and not es_video(documento.filename):
        fallas.append(("documento", _("Este archivo no es un video: suba un MP4 o un WebM.")))
    elif enlace and not enlace.startswith("https://"):
        fallas.append(("enlace", _("La dirección de un video empieza por https://.")))
    for campo in ("subtitulos", "subtitulos_en"):
        if fila.get(campo) and not es_subtitulos(fila[campo].filename):
            fallas.append((campo, _("Los subtítulos van en un archivo WebVTT (.vtt).")))
    if fila.get("subtitulos_en") and not fila.get("subtitulos"):
        fallas.append(("subtitulos", _("Los subtítulos en español van primero: agréguelos también.")))
    elif documento and not fila.get("subtitulos") and vacio(fila.get("transcripcion")):
        fallas.append(
            (
                "subtitulos",
                _("Sin subtítulos ni transcripción, quien no oye se queda por fuera: agregue los unos o la otra."),
            )
        )
    return fallas


# What is asked of each row, by the field of the ficha.
DE_CADA_FILA = {
    "contactos": revisar_persona,
    "actores_clave": revisar_persona,
    "organizaciones": revisar_organizacion,
    "archivos": revisar_archivo,
    "videos": revisar_video,
}


def sin_responder(valores, ficha=FICHA):
    """What is compulsory and ``valores`` does not say: names of fields, in the order of the form.

    ``valores``: by field, as a page has them or as the content of a revision keeps them; rows, as a list.
    """
    sin_fecha = valores.get("precision_inicio") == Precision.DESCONOCIDA  # that it is not known is an answer
    return [
        campo
        for campo in ficha.requeridos
        if not (campo == "fecha_inicio" and sin_fecha) and _no_dice(valores.get(campo))
    ]


def _no_dice(valor):
    return not valor if isinstance(valor, list) else vacio(valor)


def _lo_que_se_pide(practica, ficha):
    de_filas = {campo for campo in ficha.requeridos if ficha(campo).clase == FILAS}
    valores = {campo: getattr(practica, campo) for campo in {*ficha.requeridos, "precision_inicio"} - de_filas}
    return valores | {campo: list(getattr(practica, campo).all()) for campo in de_filas}


def revisar(practica, ficha=FICHA):
    """Every rule that ``practica`` breaks: list of ``(field, sentence)``, in the order of the form."""
    falta = _("Este dato es obligatorio en la ficha.")
    fallas = []
    fallas += [(campo, falta) for campo in sin_responder(_lo_que_se_pide(practica, ficha), ficha)]
    fallas += revisar_limites({campo: getattr(practica, campo) for campo in ficha.limites}, ficha)
    fallas += revisar_coherencia({campo: getattr(practica, campo) for campo in DE_LA_COHERENCIA})
    for relacion in ("contactos", "actores_clave"):
        for persona in getattr(practica, relacion).all():
            if any(vacio(getattr(persona, campo, "")) for campo in REQUERIDOS_DE_PERSONA[relacion]):
                fallas.append(
                    (relacion, _("Cada persona necesita nombre, cargo y correo; un contacto, también su institución."))
                )
            fallas += [(relacion, frase) for _campo, frase in revisar_persona(vars(persona))]
    for imagen in practica.imagenes.all():
        if not imagen.imagen_id or vacio(imagen.texto_alternativo):
            fallas.append(("imagenes", _("Cada imagen necesita su archivo y su texto alternativo.")))
    for archivo in practica.archivos.all():
        if not archivo.documento_id:
            fallas.append(("archivos", _("Elija el documento o quite la fila.")))
        fallas += [("archivos", frase) for _campo, frase in revisar_archivo({"documento": archivo.documento})]
    for video in practica.videos.all():
        datos = {campo: getattr(video, campo) for campo in ("documento", "enlace", "subtitulos", "subtitulos_en")}
        fallas += [("videos", frase) for _campo, frase in revisar_video(datos | {"transcripcion": video.transcripcion})]
    for organizacion in practica.organizaciones.all():
        datos = {"actor": organizacion.actor_id, "aporte": organizacion.aporte, "aporte_en": organizacion.aporte_en}
        fallas += [("organizaciones", frase) for _campo, frase in revisar_organizacion(datos)]
    filas = [(una.aporte, una.aporte_en) for una in practica.organizaciones.all()]
    fallas += aportes.revisar(practica.presupuesto_total, filas, aportes.partes_de(practica))
    return [*fallas, *(("evidencias", frase) for frase in evidencias.de_la_practica(practica))]


def sin_decir_para_adoptarla(practica, ficha=FICHA):
    """What ``practica`` does not say of what it takes to adopt it: names of fields, in the order of the form.

    A choice that says that it is not known is an answer. The study asks for them of what is to be exchanged.
    """
    return [campo for campo in ficha.se_piden if getattr(practica, campo) in (None, "", [])]


# What the form already has in it → that without which it says nothing.
_DE_FABRICA = {
    "presupuesto_moneda": ("presupuesto_total", "presupuesto_financiero", "presupuesto_especie", "presupuesto_otro"),
    "precision_inicio": ("fecha_inicio",),
    "precision_fin": ("fecha_fin",),
}


def no_responde(practica, campo):
    """Whether ``campo`` of ``practica`` is as the form brought it, and nobody said anything of what it goes with."""
    if campo not in _DE_FABRICA or getattr(practica, campo) != practica._meta.get_field(campo).default:
        return False
    return all(getattr(practica, otro) is None for otro in _DE_FABRICA[campo])
