"""A package goes out: a Word file, and a zip with its annexes and where all of it comes from.

Unless Moderación said that it is ready, each thing says that it is a draft. No person is in it who did not agree to be
published: the answers take contacts from those who did, and nothing else of a person is written.
"""

import hashlib
import io
import zipfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document

from base.texto import sin_control
from formularios.word import escribir

from .servicio import aval_en, pagina_en, renglones

# Of every file of the zip: what was packed on the same day with the same content is the same file.
_FECHA = (2000, 1, 1, 0, 0, 0)


def nombre_de(paquete, sufijo):
    mesa = "" if paquete.es_definitivo else "BORRADOR-"
    return f"{mesa}{slugify(paquete.objetivo.clave)}-{slugify(paquete.practica.slug)}-{paquete.idioma}.{sufijo}"


def a_word(paquete):
    """The .docx of ``paquete``, in its language: bytes."""
    valores = {uno.campo.clave: uno.texto for uno in renglones(paquete)}
    documento = Document(io.BytesIO(escribir(paquete.formulario, valores, paquete.idioma)))
    with override(paquete.idioma):
        if not paquete.es_definitivo:
            primero = documento.paragraphs[0]
            primero.insert_paragraph_before().add_run(_marca()).bold = True
        documento.add_paragraph(sin_control("\n".join(_pie(paquete))))
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def _marca():
    return _("BORRADOR: no está listo para presentarse.")


def _pie(paquete):
    pagina, aval = pagina_en(paquete), paquete.aval or aval_en(paquete)
    yield f"{_('Práctica')}: {paquete.practica if pagina is None else pagina.title}"
    yield f"{_('Objetivo')}: {paquete.objetivo} · {_('versión')} {paquete.formulario.version}"
    if paquete.categoria:
        yield f"{_('Categoría')}: {paquete.categoria}"
    if aval:
        yield f"{_('Aval')}: {aval.numero} · {settings.WAGTAILADMIN_BASE_URL}{aval.get_absolute_url()}"
    if pagina is not None and pagina.live:
        yield f"{_('Dirección permanente')}: {pagina.full_url}"
    yield f"{_('Fecha')}: {date_format(timezone.localdate())}"


def a_zip(paquete):
    """Everything that goes with ``paquete``: bytes of a zip. What file cannot be read is named, and is not in it."""
    archivos, avisos = {nombre_de(paquete, "docx"): a_word(paquete)}, []
    with override(paquete.idioma):
        creditos = []
        pagina = pagina_en(paquete) or paquete.practica
        for numero, fila in enumerate(pagina.imagenes.all(), start=1):
            if not fila.imagen:
                continue
            nombre = _poner(archivos, f"imagenes/{numero:02}", fila.imagen.file, avisos)
            if nombre:
                creditos.append(f"{nombre}\n  {fila.texto_alternativo}\n  © {fila.credito}")
        for numero, fila in enumerate(pagina.archivos.all(), start=1):
            if fila.documento:
                _poner(archivos, f"anexos/{numero:02}-{slugify(fila.titulo)[:60]}", fila.documento.file, avisos)
        if creditos:
            archivos["CREDITOS.txt"] = "\n\n".join(creditos).encode()
        lineas = [] if paquete.es_definitivo else [_marca(), ""]
        lineas += [*_pie(paquete), "", *avisos]
        sumas = [f"{hashlib.sha256(datos).hexdigest()}  {nombre}" for nombre, datos in archivos.items()]
        archivos["LEEME.txt"] = sin_control("\n".join([*lineas, "SHA-256:", *sumas, ""])).encode()
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as empaque:
        for nombre, datos in archivos.items():
            empaque.writestr(zipfile.ZipInfo(nombre, _FECHA), datos, zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def _poner(archivos, nombre, fichero, avisos):
    nombre = f"{nombre}{Path(fichero.name).suffix.lower()}"
    try:
        with fichero.open("rb") as abierto:
            archivos[nombre] = abierto.read()
    except OSError:
        avisos.append(_("Falta un archivo que no se pudo leer: %(nombre)s") % {"nombre": nombre})
        return ""
    return nombre
