"""The live practices that an address beside their page is about (its PDF, its citations, its picture)."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from aval.middleware import lo_retirado
from base.idiomas import DE_LOS_DEMAS
from practicas.models import PracticaPage

from ..conjuntos import conjuntos
from ..direcciones import direccion_del_banco


def raiz_de(request):
    """The address of the site as it was asked for, with no slash at its end."""
    return request.build_absolute_uri("/").rstrip("/")


def cabeza_de_vista(request, nombre, titulo, migas=()):
    """What the head of a view that is no page says of its address, for its template: the one of each language.

    ``migas``: pairs name, full address, of what is between the home page and it.
    """
    raiz, direcciones = raiz_de(request), {}
    for idioma, _nombre in settings.LANGUAGES:
        with override(idioma):
            direcciones[idioma] = f"{raiz}{reverse(nombre)}"
    versiones = [{"lang": lang, "url": url} for lang, url in direcciones.items()]
    por_defecto = {"lang": "x-default", "url": direcciones[DE_LOS_DEMAS]}
    canonica = direcciones[get_language()]
    return {
        "canonica": canonica,
        "versiones_de_la_vista": [*versiones, por_defecto],
        "migas": [*migas, (titulo, canonica)],
    }


def paginas_de(idioma, claves):
    """The live practices of those slugs or UUID, in that order; what is unknown or withdrawn is left out."""
    pedidas = conjuntos(idioma).por_nombre
    numeros = list(dict.fromkeys(pedidas[clave].pk for clave in claves if clave in pedidas))
    paginas = PracticaPage.objects.filter(live=True).select_related("publicada").in_bulk(numeros)
    # One that was left without an address cannot be cited.
    return [paginas[numero] for numero in numeros if numero in paginas and paginas[numero].full_url]


def de_una_practica(vista):
    """``vista`` takes a live practice instead of its slug. Where there is none, it answers what its page would.

    Of a practice that has another address now, the address beside it, for good; of one that was withdrawn, 410.
    """

    @wraps(vista)
    def con_su_practica(request, slug, **kwargs):
        idioma = get_language()
        if paginas := paginas_de(idioma, [slug]):
            return vista(request, paginas[0], **kwargs)

        def al_lado(pagina):
            with override(pagina.locale.language_code):
                return reverse(request.resolver_match.view_name, kwargs=kwargs | {"slug": pagina.slug})

        direccion = f"{direccion_del_banco(idioma)}{slug}/"
        mudada = _mudada(request, direccion)
        if mudada and mudada.slug != slug:
            return redirect(al_lado(mudada), permanent=True)
        if respuesta := lo_retirado(request, direccion, al_lado):
            return respuesta
        raise Http404

    return con_su_practica


def _mudada(request, direccion):
    """The practice that had that address before, or None."""
    antes = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=Redirect.normalise_path(direccion))
    return PracticaPage.objects.filter(pk__in=antes.values("redirect_page")).select_related("locale").first()
