"""Networks, platforms, awards and events as they come with the installation: drafts, ready to be studied.

Their texts are in files, in both languages. The Spanish ones are drafts from the start; the English of each
is filled in, also as a draft, once its original has the aval (a translation cannot be proposed before).
"""

from pathlib import Path

from django.apps import apps
from wagtail.models import Locale

from actores.models import Actor
from base.idiomas import ESPANOL
from eventos.models import (
    CategoriaDePremio,
    EdicionDePremio,
    Evento,
    OrganizacionDeEvento,
    OrganizacionDePremio,
    OrganizadorDePremio,
    Premio,
    Reconocimiento,
    RedDeEvento,
)
from intercambios.models import Intercambio, Transferencia
from redes.models import OrganizacionDePlataforma, Plataforma, Red, RedDePlataforma
from sistema.models import Anuncio, ConclusionPublica, InformeAnual
from traducciones import servicio
from vocabulario.models import ODS, Ciudad, Tema

from .prosa import a_html, leer, pares

MODELOS = (
    *(Red, Plataforma, Premio, Reconocimiento, Evento, Anuncio, InformeAnual, ConclusionPublica),
    *(Transferencia, Intercambio),
)
# Those that have a page of their own; a recognition stands on that of its award.
CON_DIRECCION = (Red, Plataforma, Premio, Evento, Anuncio, InformeAnual, ConclusionPublica, Transferencia, Intercambio)
PROSA = {"descripcion", "bogota", "que_pide", "criterios", "como_se_entra", "programa"}


def _datos(aplicacion, archivo):
    return leer(Path(apps.get_app_config(aplicacion).path) / "datos" / f"{archivo}.toml")


def archivos():
    """What the files hold: list of ``(model, row of the file)``, each after those it names."""
    return [
        *((Red, fila) for fila in _datos("redes", "redes")["red"]),
        *((Plataforma, fila) for fila in _datos("redes", "plataformas")["plataforma"]),
        *((Premio, fila) for fila in _datos("eventos", "premios")["premio"]),
        *((Reconocimiento, fila) for fila in _datos("eventos", "premios")["reconocimiento"]),
        *((Evento, fila) for fila in _datos("eventos", "eventos")["evento"]),
    ]


def slug_de(fila):
    return fila.get("slug") or fila["es"]["slug"]


def instalar(espanol):
    """What is missing of the files: cities, drafts in Spanish, and the English of what is already live."""
    for fila in _datos("vocabulario", "ciudades")["ciudad"]:
        Ciudad.objects.get_or_create(
            codigo=fila["codigo"],
            defaults={
                "nombre_es": fila["es"],
                "nombre_en": fila["en"],
                "pais": fila["pais"],
                "latitud": fila["latitud"],
                "longitud": fila["longitud"],
            },
        )
    puestos = {modelo: set(modelo.objects.filter(locale=espanol).values_list("slug", flat=True)) for modelo in MODELOS}
    for modelo, fila in archivos():
        if slug_de(fila) not in puestos[modelo]:
            escribir(modelo, fila, espanol)
    traducir()


def escribir(modelo, fila, espanol):
    """A draft in Spanish from its file; none if people have already entered it under another address."""
    textos = {
        campo: a_html(texto) if campo in PROSA else texto
        for campo, texto in fila["es"].items()
        if campo not in ("slug", "categorias")
    }
    objeto = modelo(locale=espanol, live=False, slug=slug_de(fila), **textos, **_HECHOS[modelo](fila))
    if [*objeto.fallas(), *objeto.repeticiones()]:
        return
    _FILAS.get(modelo, lambda objeto, fila: None)(objeto, fila)
    if "temas" in fila:
        objeto.temas = Tema.objects.filter(codigo__in=fila["temas"])
    if "ods" in fila:
        objeto.ods = ODS.objects.filter(orden__in=fila["ods"])
    objeto.save()
    objeto.save_revision(clean=False)


def _red(slug):
    return Red.objects.get(slug=slug, locale__language_code=ESPANOL)


def _organizaciones(fila_de, fila):
    return [fila_de(actor=Actor.llamado(**una)) for una in fila.get("organizaciones", [])]


def _hechos(*campos):
    return lambda fila: {
        campo: "\n".join(valor) if isinstance(valor := fila[campo], list) else valor
        for campo in campos
        if campo in fila
    }


def _hechos_de_reconocimiento(fila):
    premio = Premio.objects.get(slug=fila["premio"], locale__language_code=ESPANOL)
    return {"premio": premio, **_hechos("anio", "resultado", "enlace", "fecha")(fila)}


def _hechos_de_evento(fila):
    hechos = _hechos("tipo", "precision")(fila)
    if "ciudad" in fila:
        hechos["ciudad"] = Ciudad.objects.get(codigo=fila["ciudad"])
    return {**hechos, "fecha_inicio": fila.get("fecha")}


def _filas_de_plataforma(plataforma, fila):
    plataforma.organizaciones = _organizaciones(OrganizacionDePlataforma, fila)
    plataforma.redes = [RedDePlataforma(red=_red(slug)) for slug in fila.get("redes", [])]


def _filas_de_premio(premio, fila):
    premio.organizaciones = _organizaciones(OrganizacionDePremio, fila)
    premio.organizadores = [OrganizadorDePremio(red=_red(slug)) for slug in fila.get("organizadores", [])]
    premio.categorias = [
        CategoriaDePremio(nombre=nombre, locale=premio.locale) for nombre in fila["es"].get("categorias", [])
    ]
    premio.ediciones = [EdicionDePremio(**una) for una in fila.get("edicion", [])]


def _filas_de_evento(evento, fila):
    evento.organizaciones = _organizaciones(OrganizacionDeEvento, fila)
    evento.redes = [RedDeEvento(red=_red(slug)) for slug in fila.get("redes", [])]


_HECHOS = {
    Red: _hechos("tipo", "region", "sitio_web", "sitio_web_en", "otros_nombres"),
    Plataforma: _hechos("desde", "sitio_web", "sitio_web_en", "otros_nombres"),
    Premio: _hechos("ritmo", "sitio_web", "sitio_web_en", "otros_nombres"),
    Reconocimiento: _hechos_de_reconocimiento,
    Evento: _hechos_de_evento,
}
_FILAS = {Plataforma: _filas_de_plataforma, Premio: _filas_de_premio, Evento: _filas_de_evento}


def traducir(usuario=None, filas=None):
    """Fill in the English, as a draft, of what is live in Spanish and has none yet. Returns its ``Translation``s.

    ``filas``: as ``archivos`` gives them, which are those of the installation.
    """
    ingles = Locale.objects.get(language_code="en")
    vivos = {
        modelo: {uno.slug: uno for uno in modelo.objects.filter(live=True, locale__language_code=ESPANOL)}
        for modelo in MODELOS
    }
    traducidos = {
        modelo: set(modelo.objects.filter(locale=ingles).values_list("translation_key", flat=True))
        for modelo in MODELOS
    }
    traducciones = []
    for modelo, fila in archivos() if filas is None else filas:
        objeto = vivos[modelo].get(slug_de(fila))
        if objeto and objeto.translation_key not in traducidos[modelo]:
            traduccion = servicio.empezar(objeto, usuario, ingles.language_code)
            servicio.completar(traduccion, pares(fila["es"], fila["en"]), usuario)
            traducciones.append(traduccion)
    return traducciones
