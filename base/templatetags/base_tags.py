"""Tags of the public templates. They read pages by their shape and know no content app."""

from functools import lru_cache

from django import template
from django.apps import apps
from django.conf import settings
from django.urls import translate_url
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from base import fechas, ladrillos
from base import marco as lo_de_arriba
from base.generacion import por_fondo, por_generacion
from base.idiomas import DE_LOS_DEMAS, ESPANOL
from base.marco import AL_FINAL, EN_EL_MENU, EN_EL_PIE

register = template.Library()

# The parent of the home pages of every language is the root of the tree.
_PROFUNDIDAD_DE_SECCION = 3

_ICONOS = {
    "lupa": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm4.7 11.2 5.3 5.3",
    "flecha": "M4 12h15m-6-6 6 6-6 6",
    "atras": "M20 12H5m6-6-6 6 6 6",
    "menu": "M3 6h18M3 12h18M3 18h18",
    "cruz": "M6 6l12 12M18 6 6 18",
    "bajar": "M12 4v11m-5-5 5 5 5-5M4 20h16",
    "compartir": "M12 15V3m-4 4 4-4 4 4M6 11H5v10h14V11h-1",
    "correo": "M3 6h18v12H3zm0 1 9 7 9-7",
    "imprimir": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "cita": "M10 7H5v6h5V7zm0 6c0 3-2 4-4 4m13-10h-5v6h5V7zm0 6c0 3-2 4-4 4",
    "filtro": "M4 7h16M7 12h10m-7 5h4",
    "distinto": "M5 9h14M5 15h14M16 4 8 20",
    "guardar": "M6 4h12v16l-6-4.5L6 20z",
}


# --- Pictures -------------------------------------------------------------------------------------


class _SiSale(template.Node):
    child_nodelists = ("con", "sin")

    def __init__(self, imagen, con, sin):
        self.imagen, self.con, self.sin = imagen, con, sin

    def render(self, context):
        hecho, imagen = self.con.render(context), self.imagen.resolve(context)
        return self.sin.render(context) if getattr(imagen, "no_sale", False) else hecho


@register.tag
def si_sale(parser, token):
    """``{% si_sale imagen %}…{% sino %}…{% endsi_sale %}``: the second part, if what the first shows cannot be made."""
    _nombre, imagen = token.split_contents()
    con, sin = parser.parse(("sino", "endsi_sale")), template.NodeList()
    if parser.next_token().contents == "sino":
        sin = parser.parse(("endsi_sale",))
        parser.delete_first_token()
    return _SiSale(parser.compile_filter(imagen), con, sin)


# --- Drawings -------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _cubierta(semilla, ods, tema, ancho, alto):
    puesta = ladrillos.cubierta(semilla, list(ods), tema, ancho, alto)
    return mark_safe(ladrillos.en_svg(puesta))  # noqa: S308 drawn here from numbers


@register.simple_tag
def cubierta(practica, ancho=1200, alto=630):
    """The brick cover of a practice: the same one in every language, because both share ``clave``."""
    ods = tuple(sorted(uno.numero for uno in practica.ods))
    return _cubierta(str(practica.clave), ods, getattr(practica.tema, "codigo", ""), ancho, alto)


@register.simple_tag
def muro(semilla, tema, ancho=1200, alto=630):
    """A brick drawing that belongs to no practice. ``tema`` chooses its bond and hour."""
    return _cubierta(semilla, (1, 3, 5, 6, 8, 11, 13, 16), tema, ancho, alto)


@register.simple_tag
def icono(nombre):
    return format_html(
        '<svg class="icono" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        _ICONOS[nombre],
    )


# --- Languages ------------------------------------------------------------------------------------


def _es_publicada(page):
    return bool(getattr(page, "pk", None)) and hasattr(page, "translation_key")


def _nombre_propio(codigo):
    return translation.get_language_info(codigo)["name_local"].capitalize()


def _nombre_corriente(codigo):
    """The name of a language as it stands within a sentence of the active one."""
    nombre = translation.get_language_info(codigo)["name_translated"]
    return nombre if (translation.get_language() or "").startswith("en") else nombre.lower()


def _lo_que_se_lee(context):
    """The page or, on an index page that shows one thing of its kind (``detalle``), that thing."""
    return context.get("detalle") or context.get("page")


def _versiones(page):
    """Live versions of ``page`` by language code, itself included."""
    if hasattr(page, "versiones_vivas") and (versiones := page.versiones_vivas()) is not None:
        return versiones
    if not _es_publicada(page):
        return {}
    if not hasattr(page, "_versiones_vivas"):
        otras = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
        versiones = {version.locale.language_code: version for version in otras.live().select_related("locale")}
        page._versiones_vivas = {page.locale.language_code: page, **versiones}
    return page._versiones_vivas


@register.simple_tag(takes_context=True)
def idioma_de_la_pagina(context):
    page = context.get("page")
    if not _es_publicada(page):
        return translation.get_language() or settings.LANGUAGE_CODE
    if not type(page).locale.is_cached(page):
        # The frame brings the locales along; asking the page for its own would be one query more.
        locales = {seccion.locale_id: seccion.locale for seccion in _secciones()}
        if page.locale_id in locales:
            page.locale = locales[page.locale_id]
    return page.locale.language_code


@register.simple_tag
def lang_de(page, campo):
    """The ``lang`` attribute of a field that is still in another language than its page; empty otherwise.

    A page that knows offers ``idioma_de(campo)``: the code of the language that the text is in.
    """
    idioma_de = getattr(page, "idioma_de", None)
    idioma = idioma_de(campo) if idioma_de else None
    if not idioma or idioma == page.locale.language_code:
        return ""
    return format_html(' lang="{}"', idioma)


@register.simple_tag(takes_context=True)
def lang_es(context):
    """``lang`` for what the city keeps only in Spanish (names, posts, key words), on a page in another language."""
    return mark_safe("") if idioma_de_la_pagina(context) == ESPANOL else mark_safe(' lang="es"')


@register.simple_tag(takes_context=True)
def alternas(context):
    """Full addresses of the live versions of the page: list of ``{"lang", "url"}``, with ``x-default``."""
    request, versiones = context.get("request"), _versiones(_lo_que_se_lee(context))
    if request is None or len(versiones) < 2:
        return []
    resto = context.get("bajo_la_pagina", "")
    urls = {
        codigo: url + resto
        for codigo, una in sorted(versiones.items(), reverse=True)
        if (url := una.get_full_url(request))
    }
    if len(urls) < 2:
        return []
    por_defecto = urls.get(DE_LOS_DEMAS) or next(iter(urls.values()))
    return [*({"lang": lang, "url": url} for lang, url in urls.items()), {"lang": "x-default", "url": por_defecto}]


def _en_el_otro_idioma(request, page, codigo):
    """What is chosen by its address stays chosen: the filters of a Bank, and the views that are not pages."""
    if request is None or not request.resolver_match:
        return None
    if _es_publicada(page):
        banco = seccion_del_banco(codigo) if request.GET and _es_banco(page) else None
        elegido = request.GET.copy()
        elegido.pop("q", None)  # words are of their language, and would find nothing in the other
        return f"{banco.get_url(request)}?{elegido.urlencode()}".rstrip("?") if banco else None
    if not request.resolver_match.namespace:  # the views of the house have one; a page that is not there, none
        return None
    return translate_url(request.get_full_path(), codigo)


@register.inclusion_tag("base/includes/selector_idioma.html", takes_context=True)
def selector_idioma(context):
    """The language switch: each language leads to this page in it or, if there is none, to its Bank."""
    request, page = context.get("request"), _lo_que_se_lee(context)
    versiones, actual = _versiones(page), idioma_de_la_pagina(context)
    opciones = []
    for codigo, _nombre in settings.LANGUAGES:
        version = versiones.get(codigo)
        direccion = version.get_url(request) if version else None
        if not direccion:
            version = None
        existe = version is not None or not _es_publicada(page)
        destino = seccion_del_banco(codigo) or inicio_de(codigo)
        resto = context.get("bajo_la_pagina", "") if version else ""
        with translation.override(codigo):
            ir_al_banco = _("Ir al Banco")
            # It is for who reads that language, and perhaps not the one of this page.
            aviso = _("Esta página aún no está en %(idioma)s.") % {"idioma": _nombre_corriente(codigo)}
        opciones.append(
            {
                "codigo": codigo,
                "nombre": _nombre_propio(codigo) if existe else ir_al_banco,
                "aviso": aviso,
                "actual": codigo == actual,
                "existe": existe,
                "url": _en_el_otro_idioma(request, page, codigo)
                or (direccion + resto if version else destino.get_url(request) if destino else "/"),
            }
        )
    return {
        "opciones": opciones,
        "actual": actual,
    }


# --- The frame of every page ----------------------------------------------------------------------


@por_generacion
def _secciones():
    """The live pages right under the home pages, of every language: menu, footer and Bank. Those with an address."""
    paginas = Page.objects.filter(depth__lte=_PROFUNDIDAD_DE_SECCION, depth__gt=1).live()
    return [una for una in paginas.select_related("locale", "content_type").order_by("path") if una.get_url()]


def _es_banco(page):
    return getattr(page.cached_content_type.model_class(), "es_el_banco", False)


def seccion_del_banco(idioma):
    """The live Bank of a language, or None."""
    return next((p for p in _secciones() if p.locale.language_code == idioma and _es_banco(p)), None)


def inicio_de(idioma):
    """The live home page of a language, or None."""
    return next((p for p in _secciones() if p.locale.language_code == idioma and p.depth == 2), None)


@por_generacion
def _marco(idioma):
    """Addresses of home and Bank, and ``(section, address, in the menu)`` of the others, in a language."""
    inicio, banco = inicio_de(idioma), seccion_del_banco(idioma)
    secciones = [
        (seccion, seccion.get_url(), seccion.show_in_menus)
        for seccion in _secciones()
        if seccion.locale.language_code == idioma and seccion.depth == _PROFUNDIDAD_DE_SECCION
    ]
    return inicio.get_url() if inicio else "/", banco.get_url() if banco else None, secciones


@register.simple_tag(takes_context=True)
def marco(context):
    """What header and footer need: home, Bank, menu and other sections in the language of the page."""
    inicio, banco, secciones = _marco(idioma_de_la_pagina(context))
    ruta = getattr(context.get("page"), "path", "") or ""

    def enlace(seccion, url):
        return {
            "titulo": seccion.title,
            "url": url,
            "actual": bool(ruta) and ruta == seccion.path and not context.get("detalle"),
            "contiene": bool(ruta) and ruta.startswith(seccion.path),
        }

    return {
        "inicio": inicio,
        "en_el_menu": EN_EL_MENU,
        "en_el_pie": EN_EL_PIE,
        "al_final": AL_FINAL,
        "banco": banco,
        "menu": [enlace(seccion, url) for seccion, url, en_el_menu in secciones if en_el_menu],
        "otras": [enlace(seccion, url) for seccion, url, en_el_menu in secciones if not en_el_menu and url != banco],
    }


@por_fondo
def _ajustes(sitio_id):
    return apps.get_model("sitio", "AjustesSitio").objects.filter(site_id=sitio_id).first()


@register.simple_tag(takes_context=True)
def datos_de_la_entidad(context):
    """What the foot of every page says of the entity behind the site (the settings of the site), or None."""
    sitio = Site.find_for_request(context["request"]) if context.get("request") else None
    return _ajustes(sitio.pk) if sitio else None


PAGINAS_DEL_SITIO = ("ofrecer", "pedir", "privacidad")


@por_generacion
def _paginas_del_sitio(sitio_id, idioma):
    """What the settings of the site name, purpose → live page in that language."""
    ajustes = _ajustes(sitio_id)
    elegidas = {para_que: getattr(ajustes, f"pagina_{para_que}_id", None) for para_que in PAGINAS_DEL_SITIO}
    versiones = _secciones()
    if not {numero for numero in elegidas.values() if numero} <= {una.pk for una in versiones}:  # deeper in the tree
        claves = Page.objects.filter(pk__in=filter(None, elegidas.values())).values("translation_key")
        versiones = list(Page.objects.filter(translation_key__in=claves).select_related("locale"))
    vivas = {una.translation_key: una for una in versiones if una.live and una.locale.language_code == idioma}
    clave_de = {una.pk: una.translation_key for una in versiones}
    return {para_que: vivas.get(clave_de.get(numero)) for para_que, numero in elegidas.items()}


@register.simple_tag(takes_context=True)
def pagina_para(context, para_que):
    """Address, in the language of the page, of the page that the settings of the site name for that; or None."""
    sitio = Site.find_for_request(context["request"]) if context.get("request") else None
    pagina = _paginas_del_sitio(sitio.pk, idioma_de_la_pagina(context))[para_que] if sitio else None
    return pagina.get_url(context["request"]) if pagina else None


@register.simple_tag
def donde_se_pide(clave=None):
    """The address where an exchange is asked for, about what has that ``translation_key``; empty if nowhere."""
    return lo_de_arriba.PEDIR(clave) if lo_de_arriba.PEDIR else ""


@register.simple_tag(takes_context=True)
def donde_se_corrige(context):
    """Where one says that something of this page is not so; empty of what is not live, and of what is no page."""
    leido = _lo_que_se_lee(context)
    return lo_de_arriba.CORREGIR(leido.translation_key) if lo_de_arriba.CORREGIR and _esta_viva(leido) else ""


def _esta_viva(page):
    return _es_publicada(page) and page.live


@register.simple_tag(takes_context=True)
def bancos(context):
    """The Bank in each language, for pages that belong to none: list of ``codigo``, ``idioma``, ``url``, ``titulo``."""
    request = context.get("request")
    return [
        {"codigo": codigo, "idioma": _nombre_propio(codigo), "url": banco.get_url(request), "titulo": banco.title}
        for codigo, _nombre in settings.LANGUAGES
        if (banco := seccion_del_banco(codigo))
    ]


# --- Figures in the form of the reader ------------------------------------------------------------


@register.filter
def dinero(monto, moneda):
    """An amount with its currency code first; cents only when there are any."""
    decimales = 0 if monto == int(monto) else 2
    return f"{moneda}\u00a0{formats.number_format(monto, decimal_pos=decimales, force_grouping=True)}"


@register.simple_tag
def periodo(inicio, fin):
    """From when to when: «desde marzo de 2016» or «2004–2012»."""
    return fechas.periodo(inicio, fin)


@register.simple_tag
def titulos_del_cuerpo(cuerpo):
    """The section titles of a ``CuerpoBlock`` value, in order."""
    return [bloque.value for bloque in cuerpo if bloque.block_type == "titulo"]


@register.filter
def tiene(texto):
    """Whether a rich text says anything."""
    return bool(texto and str(texto).replace("<p></p>", "").strip())
