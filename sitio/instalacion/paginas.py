"""The structural pages in both languages, from ``sitio/textos``, each with its installation aval."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Page, Site

from aval.flujo import avalar_de_instalacion
from banco.models import BancoPage
from eventos.models import EventosPage, PremiosPage
from intercambios.models import AprendePage, TransferenciasPage
from redes.models import PlataformasPage, RedesPage
from sistema.models import AnunciosPage, InformesPage, SistemaPage
from traducciones import servicio

from ..models import AjustesSitio, ContenidoPage, InicioPage
from ..prosa import a_html, leer, pares

TEXTOS = Path(__file__).parents[1] / "textos"

# Content pages, and whether each stands in the main menu (the others stand at the foot of every page).
CONTENIDOS = {
    **{"acerca": True, "metodo": False, "ofrecer": False, "pedir": False},
    **{"privacidad": False, "accesibilidad": False},
}

# Those that the settings of the site name: where the doors of the home lead, and what every form points at.
PUERTAS = ("ofrecer", "pedir", "privacidad")

# The index pages, and whether each stands in the main menu.
INDICES = {
    "redes": (RedesPage, True),
    "plataformas": (PlataformasPage, False),
    "premios": (PremiosPage, True),
    "eventos": (EventosPage, True),
    "sistema": (SistemaPage, True),
    "anuncios": (AnunciosPage, False),
    "informes": (InformesPage, False),
    "transferencias": (TransferenciasPage, False),
    "aprende": (AprendePage, False),
}


def instalar_paginas(espanol):
    """The Spanish pages, each with its installation aval. Returns the home and the Bank."""
    raiz = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=espanol)
    # Wagtail's migrations call both roots «Root», and the admin shows them: they bear the name of the site.
    Page.objects.filter(pk=raiz.pk, title="Root").update(
        title=settings.WAGTAIL_SITE_NAME, draft_title=settings.WAGTAIL_SITE_NAME
    )
    Collection.objects.filter(depth=1, name="Root").update(name=settings.WAGTAIL_SITE_NAME)
    inicio = InicioPage.objects.filter(locale=espanol).first()
    if not inicio:
        # Wagtail's own migrations leave a welcome page and a site that shows it.
        Page.objects.filter(depth=2, content_type=ContentType.objects.get_for_model(Page)).delete()
        textos = leer(TEXTOS / "inicio.toml")["es"]
        inicio = InicioPage(locale=espanol, slug="es", live=False, **campos_de_inicio(textos))
        _agregar(Page.get_first_root_node() or raiz, inicio)
    banco = BancoPage.objects.child_of(inicio).first()
    if not banco:
        textos = leer(TEXTOS / "banco.toml")["es"]
        banco = BancoPage(
            title=textos["titulo"],
            slug=textos["slug"],
            entradilla=textos["entradilla"],
            locale=espanol,
            live=False,
            show_in_menus=True,
        )
        _agregar(inicio, banco)
    for nombre, (modelo, en_menu) in INDICES.items():
        textos = leer(TEXTOS / f"{nombre}.toml")["es"]
        if not modelo.objects.child_of(inicio).exists():
            pagina = modelo(
                title=textos["titulo"],
                slug=textos["slug"],
                entradilla=textos["entradilla"],
                locale=espanol,
                live=False,
                show_in_menus=en_menu,
                **_mas_del_indice(textos),
            )
            _agregar(inicio, pagina)
    nuevas = {}
    for nombre, en_menu in CONTENIDOS.items():
        textos = leer(TEXTOS / f"{nombre}.toml")["es"]
        if not ContenidoPage.objects.filter(locale=espanol, slug=textos["slug"]).exists():
            pagina = ContenidoPage(
                title=textos["titulo"],
                slug=textos["slug"],
                entradilla=textos["entradilla"],
                cuerpo=cuerpo_de(textos["bloque"]),
                locale=espanol,
                live=False,
                show_in_menus=en_menu,
            )
            _agregar(inicio, pagina)
            nuevas[nombre] = pagina
    direccion = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    sitio, _nuevo = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": direccion.hostname,
            "port": direccion.port or (443 if direccion.scheme == "https" else 80),
            "root_page": inicio,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    ajustes, _nuevo = AjustesSitio.objects.get_or_create(
        site=sitio, defaults={"entidad": "Secretaría General de la Alcaldía Mayor de Bogotá D.C. · DDRI"}
    )
    if recientes := {f"pagina_{puerta}": nuevas[puerta] for puerta in PUERTAS if puerta in nuevas}:
        for campo, pagina in recientes.items():
            setattr(ajustes, campo, pagina)
        ajustes.save()
    return inicio, banco


def _mas_del_indice(textos):
    """What an index page tells besides its list, from its text file."""
    if "presentacion" not in textos:
        return {}
    mas = {"presentacion": a_html(textos["presentacion"])}
    return mas | ({"cuerpo": cuerpo_de(textos["bloque"])} if "bloque" in textos else {})


def campos_de_inicio(textos):
    """The fields of the home from its text file."""
    campos = {"title": textos["titulo"], "frase": textos["frase"], "entradilla": textos["entradilla"]}
    for puerta in ("encontrar", "ofrecer", "pedir"):
        for parte in ("titulo", "texto"):
            campos[f"puerta_{puerta}_{parte}"] = textos[f"puerta_{puerta}"][parte]
    return campos


def cuerpo_de(bloques):
    """The StreamField of a content page from the blocks of its text file."""
    cuerpo = []
    for bloque in bloques:
        if bloque["tipo"] == "titulo":
            cuerpo.append(("titulo", bloque["texto"]))
        elif bloque["tipo"] == "definiciones":
            cuerpo.append(("definiciones", [dict(uno) for uno in bloque["items"]]))
        elif bloque["tipo"] == "lista":
            cuerpo.append(("parrafos", a_html("\n".join(f"- {uno}" for uno in bloque["items"]))))
        elif bloque["tipo"] == "contacto":
            cuerpo.append(("contacto", None))
        else:
            cuerpo.append(("parrafos", a_html(bloque["texto"])))
    return cuerpo


def _agregar(padre, pagina):
    padre.refresh_from_db()
    padre.add_child(instance=pagina)
    avalar_de_instalacion(pagina)
    pagina.refresh_from_db()


def traducir_paginas(inicio, ingles):
    """The English version of each structural page, made by translating, with its installation aval."""
    indices = [modelo for modelo, _en_menu in INDICES.values()]
    paginas = [inicio, *inicio.get_descendants().type(BancoPage, ContenidoPage, *indices).live().specific()]
    archivos = {"es": "inicio", "practicas": "banco"}
    for nombre in (*INDICES, *CONTENIDOS):
        archivos[leer(TEXTOS / f"{nombre}.toml")["es"]["slug"]] = nombre
    for pagina in paginas:
        if pagina.slug not in archivos or pagina.has_translation(ingles):
            continue
        textos = leer(TEXTOS / f"{archivos[pagina.slug]}.toml")
        traduccion = servicio.empezar(pagina, None)
        servicio.completar(traduccion, {pagina.slug: ingles.language_code} | pares(textos["es"], textos["en"]))
        avalar_de_instalacion(servicio.version_propuesta(traduccion))
