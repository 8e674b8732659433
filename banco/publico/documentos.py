"""The ficha on paper: a page to print, and a tagged PDF of one practice or of a list of them.

A PDF takes seconds of a processor, and anybody may ask for lists in any combination. So a list is made by a task, one
after the other, and who asked waits on a page that asks again; the PDF of one practice is made in the request, by one
process of the machine at a time, and by a task when that one is busy. Each is made once a generation of the site.
"""

import shutil
import subprocess
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.checks import Tags, Warning, register
from django.core.files import locks
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base import generacion
from base.pdf import hacer_pdf, hay_weasyprint
from base.tareas import encolar, la_hace_un_trabajador, tarea, tareas_en_espera

from ..publico.paginas import de_una_practica, paginas_de, raiz_de

MAXIMO_EN_LISTA = 20
_MAXIMO_EN_ESPERA = 20  # PDF asked for and not made: more than these are refused for a while
_PEDIDO_DURA = 180  # seconds in which the same PDF is not asked for again


@register(Tags.compatibility)
def revisar_weasyprint(app_configs, **kwargs):
    if hay_weasyprint():
        return []
    return [
        Warning(
            "WeasyPrint cannot be loaded: the site offers the printable page of a practice instead of its PDF.",
            hint="Install Pango (Debian: libpango-1.0-0 and libpangoft2-1.0-0).",
            id="banco.W001",
        )
    ]


# What is written elsewhere than in our own fonts, and how fontconfig calls it.
LETRAS = {"zh": "Chinese and Japanese", "ar": "Arabic", "ru": "Cyrillic", "und-zsye": "emoji"}


def _tiene_letras(cual):
    """Whether this machine has a font for ``cual``; None where that cannot be asked."""
    programa = shutil.which("fc-list")
    if not programa:
        return None
    listado = subprocess.run([programa, f":lang={cual}", "family"], capture_output=True, timeout=20, check=False)  # noqa: S603
    return bool(listado.stdout.strip())


@register(Tags.compatibility, deploy=True)
def revisar_letras(app_configs, **kwargs):
    """What a PDF would leave out without a word, for want of a font."""
    faltan = [nombre for cual, nombre in LETRAS.items() if _tiene_letras(cual) is False]
    if not (hay_weasyprint() and faltan):
        return []
    return [
        Warning(
            f"This machine has no fonts for: {', '.join(faltan)}. In a PDF those characters are empty boxes.",
            hint="Install them (Debian: fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji).",
            id="banco.W002",
        )
    ]


def _html(request, paginas, titulo, en_papel):
    contexto = {
        "paginas": paginas,
        "titulo": titulo,
        "idioma": get_language(),
        "en_papel": en_papel,
        "raiz": raiz_de(request),
    }
    return render_to_string("banco/documento.html", contexto, request=request)


def _clave(de_la_generacion, raiz, idioma, paginas):
    clave = "|".join([de_la_generacion, raiz, idioma, *(pagina.slug for pagina in paginas)])
    return f"pdf:{blake2b(clave.encode(), digest_size=16).hexdigest()}"


@tarea("documentos")
def preparar(raiz, idioma, slugs):
    """Make the PDF of those practices in ``idioma``, and keep it. ``raiz``: the address of the site, as asked for."""
    partes = urlsplit(raiz)
    with override(idioma):
        # Of the generation that there was before its practices were read: what changes meanwhile has another.
        en_vigor, paginas = generacion.actual(), paginas_de(idioma, slugs)
        clave = _clave(en_vigor, raiz, idioma, paginas)
        if not paginas or caches["documentos"].get(clave) is not None:
            return
        peticion = RequestFactory().get("/", secure=partes.scheme == "https", HTTP_HOST=partes.netloc)
        titulo = paginas[0].title if len(paginas) == 1 else _("Una selección del Banco de Buenas Prácticas de Bogotá")
        caches["documentos"].set(clave, hacer_pdf(_html(peticion, paginas, titulo, en_papel=True)))


@contextmanager
def _turno():
    """Whether this process may make a PDF now: one of the machine does. Who dies lets go of it."""
    carpeta = Path(settings.CACHE_DE_DOCUMENTOS)
    carpeta.mkdir(parents=True, exist_ok=True)
    with (carpeta / "turno").open("w") as archivo:
        yield locks.lock(archivo, locks.LOCK_EX | locks.LOCK_NB)


def _pdf(request, paginas, nombre):
    raiz, idioma = raiz_de(request), get_language()
    pedido = (raiz, idioma, [pagina.slug for pagina in paginas])
    guardados, clave = caches["documentos"], _clave(generacion.actual(), raiz, idioma, paginas)
    if (contenido := guardados.get(clave)) is None:
        if not la_hace_un_trabajador(preparar):
            preparar.call(*pedido)
        elif len(paginas) == 1:
            with _turno() as es_mio:
                if es_mio:
                    preparar.call(*pedido)
        contenido = guardados.get(clave)
    if contenido is None:
        return _pedir_y_esperar(request, clave, pedido)
    respuesta = HttpResponse(contenido, content_type="application/pdf")
    respuesta.headers["Content-Disposition"] = f'inline; filename="{slugify(nombre)[:80]}.pdf"'
    return respuesta


def _pedir_y_esperar(request, clave, pedido):
    """A page that asks again by itself until the PDF is there (202), or that says that there are too many (503)."""
    guardados, lleno = caches["documentos"], False
    if not guardados.get(f"{clave}:pedido"):
        lleno = tareas_en_espera("documentos") >= _MAXIMO_EN_ESPERA
        if not lleno:
            guardados.set(f"{clave}:pedido", True, _PEDIDO_DURA)
            encolar(preparar, *pedido)
    segundos = 60 if lleno else 3
    contexto = {"lleno": lleno, "segundos": segundos, "direccion": request.get_full_path()}
    respuesta = render(request, "banco/preparando.html", contexto, status=503 if lleno else 202)
    respuesta.headers["Cache-Control"] = "no-store"
    respuesta.headers["Retry-After"] = str(segundos)
    return respuesta


@require_safe
@de_una_practica
def imprimir(request, pagina):
    return HttpResponse(_html(request, [pagina], pagina.title, en_papel=False))


@require_safe
@de_una_practica
def pdf(request, pagina):
    if not hay_weasyprint():
        return redirect("banco:imprimir", slug=pagina.slug)
    return _pdf(request, [pagina], pagina.slug)


@require_safe
def pdf_de_la_lista(request):
    paginas = paginas_de(get_language(), request.GET.getlist("p")[:MAXIMO_EN_LISTA])
    if not paginas:
        raise Http404
    if not hay_weasyprint():
        return redirect(f"{reverse('banco:lista')}?{request.META.get('QUERY_STRING', '')}")
    return _pdf(request, paginas, _("seleccion"))
