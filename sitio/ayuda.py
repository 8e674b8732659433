"""The manuals of ``docs/manual``, read inside the admin: each role its own, section by section, and searched."""

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from PIL import Image

from actores.correo import direccion_completa
from actores.grupos import ADMINISTRACION, COMUNICACIONES, CONSULTA, MODERACION, PUNTOS_FOCALES, pertenece
from traducciones.cotejo import sin_tildes

CARPETA = settings.BASE_DIR / "docs" / "manual"
IMAGENES = settings.BASE_DIR / "docs" / "imagenes"
# What each manual is called in the address, whose it is, and its name on the screens.
MANUALES = {
    "punto-focal": (PUNTOS_FOCALES, _("Manual del punto focal")),
    "comunicaciones": (COMUNICACIONES, _("Manual de Comunicaciones")),
    "moderacion": (MODERACION, _("Manual de Moderación DDRI")),
    "administracion": (ADMINISTRACION, _("Manual de Administración")),
    "consulta": (CONSULTA, _("Manual de Consulta")),
}
PRIMER_DIA = "el-primer-dia-en-cinco-pasos"
EXTRACTO = 260  # characters
# Screens that more than one role reads of.
_INICIATIVAS = ("wagtailsnippets_sistema_iniciativa:", "iniciativas_", "diagnostico", "informe_pasos", "informe_insumo")
_INSTANCIAS = ("sistema:", "instancias:", "integrantes:", "sesiones:")
_POSTULACIONES = ("wagtailsnippets_promocion_objetivo:", "wagtailsnippets_promocion_textocomun:")
_DEL_PUBLICO = tuple(f"wagtailsnippets_sistema_{uno}:" for uno in ("anuncio", "conclusionpublica", "informeanual"))
# Which section tells of a screen: manual → name of an address (or how it begins) → section, the most exact one first.
DE_LA_PANTALLA = {
    "punto-focal": {
        "estudio:": "4-mientras-la-ddri-la-lee",
        "mesa:": "9-si-otra-ciudad-pide-un-intercambio",
        "practicas:proponer": "el-ft-1311",
        "practicas:": "en-word-en-excel-y-desde-el-ft-1311",
        "formularios:": "el-ft-1311",
        "postulaciones:": "7-si-su-practica-se-postula-a-un-premio",
        **dict.fromkeys(_INICIATIVAS, "8-la-cooperacion-de-su-entidad"),
        **dict.fromkeys(_INSTANCIAS, "el-sistema-distrital"),
        "wagtailadmin_pages:workflow": "4-mientras-la-ddri-la-lee",
        "wagtailadmin_pages:": "2-escriba-la-ficha",
        "wagtailimages:": "imagenes-archivos-y-videos",
        "wagtaildocs:": "imagenes-archivos-y-videos",
        "wagtailadmin_account": "entrar",
    },
    "comunicaciones": {
        "paridad:borradores": "un-borrador-de-maquina-para-muchos-textos",
        "paridad:": "1-que-hay-por-traducir",
        **dict.fromkeys((*_POSTULACIONES, "postulaciones:"), "10-postular-una-practica-a-un-premio"),
        **dict.fromkeys(_DEL_PUBLICO, "11-anuncios-conclusiones-e-informes-anuales"),
        "traducciones:": "3-la-mesa-de-traduccion",
        "wagtail_localize:": "2-empezar",
        "wagtailsnippets_traducciones_termino:": "4-el-glosario",
        "glosario:": "4-el-glosario",
        "wagtailsnippets_banco_equivalencia:": "8-las-palabras-del-buscador",
        "wagtailsnippets_vocabulario_palabraclave:": "9-las-palabras-clave-en-ingles",
        "wagtailsnippets_redes": "7-redes-premios-y-eventos",
        "wagtailsnippets_eventos": "7-redes-premios-y-eventos",
        "wagtailadmin_pages:": "6-las-demas-paginas",
        "wagtailadmin_account": "entrar",
    },
    "moderacion": {
        "fichas:": "14-encontrar-repartir-y-recordar",
        "lo_que_espera": "14-encontrar-repartir-y-recordar",
        "wagtail_bulk_action": "14-encontrar-repartir-y-recordar",
        "vistas:": "14-encontrar-repartir-y-recordar",
        "estudio:": "2-el-estudio",
        "procesos:": "10-la-hoja-de-ruta-de-una-practica",
        "postulaciones:": "11-los-paquetes-de-postulacion",
        **dict.fromkeys(_INICIATIVAS, "12-oferta-y-demanda-diagnostico-e-informe"),
        **dict.fromkeys(("registro_focal", "olvidar_punto_focal"), "13-los-puntos-focales"),
        **dict.fromkeys(_INSTANCIAS, "el-sistema-distrital"),
        "aval:historia": "7-la-historia-y-el-informe",
        "aval:retirar": "6-retirar-y-borrar",
        "aval:": "3-el-aval",
        "informe_de_avales": "7-la-historia-y-el-informe",
        "wagtailsnippets_intercambios_pedido:": "8-lo-que-piden-otras-ciudades",
        "wagtailsnippets_intercambios_plantilladecarta:": "8-lo-que-piden-otras-ciudades",
        "mesa:": "8-lo-que-piden-otras-ciudades",
        "wagtailsnippets_intercambios_correccion:": "9-lo-que-no-es-asi",
        "wagtailadmin_pages:unpublish": "6-retirar-y-borrar",
        "wagtailadmin_pages:delete": "6-retirar-y-borrar",
        "wagtailadmin_pages:move": "mover-y-cambiar-la-direccion",
        "wagtailadmin_account": "entrar",
    },
    "administracion": {
        "wagtailusers_users:": "1-personas",
        "accesos": "accesos",
        "wagtailsnippets_vocabulario": "2-listas",
        "wagtailsnippets_actores_pedidodecuenta:": "pedidos-de-cuenta",
        "wagtailsnippets_actores_puntofocal:": "puntos-focales",
        **dict.fromkeys(("registro_focal", "olvidar_punto_focal"), "puntos-focales"),
        "wagtailsnippets_actores_actor:": "organizaciones",
        **dict.fromkeys(_INSTANCIAS, "las-instancias-del-sistema-distrital"),
        "wagtailsnippets_actores": "2-listas",
        "aval:fusionar": "fusionar-dos-terminos",
        "wagtailsettings:": "3-datos-de-la-entidad",
        "cola": "5-los-correos-que-no-salieron",
        "wagtailsnippets_banco_suscripcion:": "4-suscripciones-por-correo",
        "wagtailadmin_account": "entrar-y-el-segundo-factor",
    },
    "consulta": {
        "sistema:sesion": "antes-de-la-sesion",
        "sistema:funciones": "las-funciones-de-su-oficina",
        "sistema:": "lo-que-otros-elevan",
        "wagtailadmin_account": "entrar",
    },
}


@dataclass
class Seccion:
    """What stands under one heading. ``nivel``: 2 or 3; ``bloques``: its paragraphs, items and rows as plain text."""

    ancla: str
    titulo: str
    nivel: int
    bloques: list = field(default_factory=list)


@dataclass(frozen=True)
class Manual:
    clave: str

    @property
    def titulo(self):
        return MANUALES[self.clave][1]

    @property
    def url(self):
        return reverse("ayuda:manual", args=[self.clave])

    @cached_property
    def _leido(self):
        return _leer((CARPETA / f"{self.clave}.md").read_text(encoding="utf-8"))

    @property
    def html(self):
        return self._leido[0]

    @property
    def secciones(self):
        return self._leido[1]

    @property
    def capitulos(self):
        return [una for una in self.secciones if una.nivel == 2]

    def tiene(self, ancla):
        return any(una.ancla == ancla for una in self.secciones)


@cache
def manual(clave):
    """The manual of that name. It is a file of the site and does not change while the site runs."""
    return Manual(clave)


def manuales_de(usuario):
    """The manuals of the roles of ``usuario``; who has none (a superuser) reads them all."""
    suyos = [clave for clave, (papel, _titulo) in MANUALES.items() if pertenece(usuario, papel)]
    return [manual(clave) for clave in suyos or MANUALES]


def instructivo_de(usuario):
    """Full address of what ``usuario`` reads on the first day; "" of who has no role with a manual."""
    for clave, (papel, _titulo) in MANUALES.items():
        if pertenece(usuario, papel):
            return direccion_completa(f"{manual(clave).url}#{PRIMER_DIA}")
    return ""


def de_la_pantalla(usuario, nombre):
    """Address of the section about the screen whose address is called ``nombre``, or None."""
    for uno in manuales_de(usuario):
        for comienzo, ancla in DE_LA_PANTALLA[uno.clave].items():
            if nombre.startswith(comienzo):
                return f"{uno.url}#{ancla}"
    return None


def buscar(pregunta, manuales):
    """The sections that have all the words of ``pregunta``: list of ``(manual, section, excerpt as HTML)``."""
    palabras = list(dict.fromkeys(sin_tildes(pregunta).split()))
    halladas = []
    for uno in manuales if palabras else ():
        for seccion in uno.secciones:
            todo = sin_tildes(" ".join([seccion.titulo, *seccion.bloques]))
            if all(palabra in todo for palabra in palabras):
                en_el_titulo = sum(palabra in sin_tildes(seccion.titulo) for palabra in palabras)
                halladas.append((-en_el_titulo, len(halladas), uno, seccion, _extracto(seccion, palabras)))
    return [hallada[2:] for hallada in sorted(halladas, key=lambda una: una[:2])]


def _extracto(seccion, palabras):
    """The block that has most of the words, around the first of them, with each one marked."""
    mejor = max(seccion.bloques, key=lambda bloque: sum(una in sin_tildes(bloque) for una in palabras), default="")
    # Without accents each letter is still one letter, so that what is found there stands at the same place here.
    plano = "".join(sin_tildes(letra)[:1] or letra for letra in mejor)
    lugares = [lugar for una in palabras if (lugar := plano.find(una)) >= 0]
    desde = max(0, min(lugares, default=0) - EXTRACTO // 3)
    desde = mejor.rfind(" ", 0, desde) + 1 if desde else 0
    trozo, trozo_plano = mejor[desde : desde + EXTRACTO], plano[desde : desde + EXTRACTO]
    partes, hasta = [], 0
    for hallado in re.finditer("|".join(map(re.escape, sorted(palabras, key=len, reverse=True))), trozo_plano):
        partes += [
            escape(trozo[hasta : hallado.start()]),
            format_html("<mark>{}</mark>", trozo[slice(*hallado.span())]),
        ]
        hasta = hallado.end()
    partes.append(escape(trozo[hasta:]))
    return format_html(
        "{}{}{}", "…" if desde else "", format_html_join("", "{}", ((parte,) for parte in partes)),
        "…" if desde + EXTRACTO < len(mejor) else "",
    )  # fmt: skip


def _leer(texto):
    """The HTML of a manual and its sections. Its first heading is the title of the screen and is left out."""
    lector = MarkdownIt("commonmark", {"html": False}).enable("table")
    piezas, secciones, bloque_de = [], [], None
    fichas = lector.parse(texto)
    for lugar, ficha in enumerate(fichas):
        if ficha.type == "heading_open":
            titulo, nivel = _texto(fichas[lugar + 1]), int(ficha.tag[1])
            bloque_de = lugar + 1
            if nivel > 1:
                ancla = slugify(titulo)
                ficha.attrSet("id", ancla)
                secciones.append(Seccion(ancla, titulo, nivel))
        elif ficha.type == "inline":
            _enderezar(ficha.children)
            if lugar != bloque_de and secciones:
                secciones[-1].bloques.append(_texto(ficha))
        elif ficha.type == "table_open":
            ficha.attrSet("class", "listing")
    fin_del_titulo = next((n for n, ficha in enumerate(fichas) if ficha.type == "heading_close"), -1)
    piezas = lector.renderer.render(fichas[fin_del_titulo + 1 :], lector.options, {})
    piezas = piezas.replace("<table", '<div class="ayuda-tabla" role="group" tabindex="0"><table')
    piezas = piezas.replace("</table>", "</table></div>")
    # A file of the site, read by a parser that lets no markup of its own pass.
    return mark_safe(piezas), secciones  # noqa: S308


def _texto(ficha):
    saltos = {"softbreak": " ", "hardbreak": " "}
    partes = (saltos.get(una.type, una.content if una.type != "image" else "") for una in ficha.children or ())
    return re.sub(r"\s+", " ", "".join(partes)).strip()


def _enderezar(fichas):
    """Pictures come from where the site keeps them; a link stays if it leads to another manual."""
    abierto = None
    for ficha in fichas or ():
        if ficha.type == "image":
            nombre = ficha.attrGet("src").rpartition("/")[2]
            ficha.attrSet("src", static(f"manual/{nombre}"))
            ficha.attrSet("loading", "lazy")
            # Its place is kept while it comes, or what a link leads to would move away from under the eyes.
            with Image.open(IMAGENES / nombre) as imagen:
                ficha.attrSet("width", str(imagen.width))
                ficha.attrSet("height", str(imagen.height))
        elif ficha.type == "link_open":
            clave, _punto, resto = ficha.attrGet("href").rpartition("/")[2].partition(".md")
            try:
                ficha.attrSet("href", reverse("ayuda:manual", args=[clave]) + resto)
            except NoReverseMatch:
                ficha.tag, ficha.attrs, abierto = "span", {}, ficha
        elif ficha.type == "link_close" and abierto:
            ficha.tag, abierto = "span", None
