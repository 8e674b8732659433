"""A form that came back filled in Word: what it answers to each field, and what was not understood.

Nothing is saved here. An answer is found by the content control that ``word`` writes; where there is none, by its
label, whatever its accents and case, in a cell or a paragraph: the answer is what follows, up to the next label.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from base.texto import plano, sin_control

from .lectura import Lectura, comprobar, danado, igualado, leido_de, sin_marco
from .models import Campo, Formulario
from .word import ETIQUETA_DE_CONTROL

_BORRADO = {qn("w:del"), qn("w:moveFrom")}
_CAMBIOS = {qn("w:ins"), qn("w:moveTo"), *_BORRADO}
_CALLAN = {
    *_BORRADO,
    qn("w:pPr"),
    qn("w:rPr"),
    qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_NO_SON_TEXTO = {
    qn("w:commentReference"),
    qn("pic:pic"),
    "{urn:schemas-microsoft-com:vml}imagedata",
}
_SIGNOS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


@dataclass(frozen=True)
class _Linea:
    texto: str
    control: tuple[str, int] | None = None  # the key of the content control it is in, and which one of the file it is
    fila: int = 0  # of which row of a table it is; 0: of none


def _es_de_muestra(control: Any) -> bool:
    """Whether what a content control shows is its «click here to write», and nobody's answer."""
    return control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None


class _Recorrido:
    """The lines of a document in the order in which they are read; notices what it meets on its way."""

    def __init__(self) -> None:
        self.con_cambios = self.con_cuadros = self.con_mas_que_texto = False
        self._filas = self._controles = 0

    def lineas(self, elemento: Any, control: tuple[str, int] | None = None, fila: int = 0) -> Iterator[_Linea]:
        for hijo in elemento:
            etiqueta = hijo.tag
            if etiqueta in _CAMBIOS:
                self.con_cambios = True
            if etiqueta in _CALLAN or not isinstance(etiqueta, str):
                continue
            if etiqueta == qn("w:p"):
                yield from self._del_parrafo(hijo, control, fila)
            elif etiqueta == qn("w:tr"):
                self._filas += 1
                yield from self.lineas(hijo, control, self._filas)
            elif etiqueta == qn("w:tc") and self._sigue_de_arriba(hijo):
                continue
            elif etiqueta == qn("w:sdt"):
                if not _es_de_muestra(hijo):
                    yield from self.lineas(hijo, self._control(hijo) or control, fila)
            else:
                yield from self.lineas(hijo, control, fila)

    def _control(self, elemento: Any) -> tuple[str, int] | None:
        dicha = elemento.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        valor = dicha.get(qn("w:val"), "") if dicha is not None else ""
        if not valor.startswith(ETIQUETA_DE_CONTROL):
            return None
        self._controles += 1
        return valor.removeprefix(ETIQUETA_DE_CONTROL), self._controles

    def _sigue_de_arriba(self, celda: Any) -> bool:
        """Whether a cell is the rest of one merged with those above, which Word does not show."""
        union = celda.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        return union is not None and union.get(qn("w:val"), "continue") == "continue"

    def _del_parrafo(self, parrafo: Any, control: tuple[str, int] | None, fila: int) -> Iterator[_Linea]:
        cuadros: list[Any] = []
        marca = parrafo.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        if marca is not None and any(uno.tag in _CAMBIOS for uno in marca):
            self.con_cambios = True
        texto = sin_control("".join(self._trozos(parrafo, cuadros)))
        for linea in texto.split("\n"):
            yield _Linea(linea, control, fila)
        for cuadro in cuadros:
            self.con_cuadros = True
            yield from self.lineas(cuadro, control, fila)

    def _trozos(self, elemento: Any, cuadros: list[Any]) -> Iterator[str]:
        for hijo in elemento:
            if hijo.tag in _CAMBIOS:
                self.con_cambios = True
            if hijo.tag in _CALLAN or not isinstance(hijo.tag, str):
                continue
            if hijo.tag in _NO_SON_TEXTO:
                self.con_mas_que_texto = True
            if hijo.tag == qn("w:sdt") and _es_de_muestra(hijo):
                continue
            if hijo.tag == qn("w:txbxContent"):
                cuadros.append(hijo)
            elif hijo.tag == qn("w:t"):
                yield hijo.text or ""
            elif hijo.tag in _SIGNOS:
                yield _SIGNOS[hijo.tag]
            else:
                yield from self._trozos(hijo, cuadros)


class _PorRotulos:
    """Gives each line that no control names to the field whose label came last."""

    def __init__(self, formulario: Formulario, campos: list[Campo]) -> None:
        self.rotulos = {igualado(campo.etiqueta(idioma)): campo for campo in campos for idioma in ("es", "en")}
        self.titulos = {
            igualado(seccion.titulo(idioma)) for seccion in formulario.secciones.all() for idioma in ("es", "en")
        } | {igualado(formulario.nombre(idioma)) for idioma in ("es", "en")}
        self.ayudas = {igualado(campo.ayuda(idioma)) for campo in campos for idioma in ("es", "en")} | {
            igualado(linea) for idioma in ("es", "en") for linea in formulario.nota(idioma).split("\n")
        }
        self.primero = campos[0] if campos else None
        self.respuestas: dict[str, list[str]] = {}
        self.sobrante: list[str] = []
        self.varios = False
        self._abierto: Campo | None = None

    def _rotulo(self, texto: str) -> tuple[Campo | None, str]:
        """The field whose label ``texto`` is, or begins with, and what comes after on the same line."""
        if campo := self.rotulos.get(igualado(texto)):
            return campo, ""
        antes, dos_puntos, despues = texto.partition(":")
        return (self.rotulos.get(igualado(antes)), despues.strip()) if dos_puntos else (None, "")

    def recibir(self, linea: _Linea) -> None:
        campo, resto = self._rotulo(linea.texto)
        if campo and campo is self.primero and campo.clave in self.respuestas:
            self.varios = True
        if self.varios:
            self.sobrante += [linea.texto] if linea.texto.strip() else []
        elif campo and campo.clave not in self.respuestas:
            self._abierto = campo
            self.respuestas[campo.clave] = [resto] if resto else []
        elif campo and campo is self._abierto and not any(self.respuestas[campo.clave]):
            return  # a section of one field: its title, and then its label
        elif igualado(linea.texto) in self.titulos:
            self._abierto = None
        elif linea.texto.strip() and igualado(linea.texto) in self.ayudas:
            return
        elif self._abierto:
            self.respuestas[self._abierto.clave].append(linea.texto)
        elif linea.texto.strip():
            self.sobrante.append(linea.texto)


def _partir_encabezados(lineas: list[_Linea], formulario: Formulario) -> tuple[list[_Linea], list[str]]:
    """The lines without the boxes of the top of each page where they were pasted into the text, and those boxes apart.

    They are whole rows of a table, or a line with tabs, in which two or more boxes bear the name of one of the form's.
    """
    nombres = {igualado(nombre) for nombre, _dice in formulario.encabezado}

    def cuantas(texto: str) -> int:
        return sum(igualado(parte) in nombres for parte in texto.split("\t"))

    por_fila: Counter[int] = Counter()
    for linea in lineas:
        por_fila[linea.fila] += cuantas(linea.texto) if linea.fila and not linea.control else 0
    quedan, altos = [], []
    for linea in lineas:
        if not linea.control and (por_fila[linea.fila] > 1 or cuantas(linea.texto) > 1):
            altos.append(linea.texto)
        else:
            quedan.append(linea)
    return quedan, altos


def _avisos_de_version(formulario: Formulario, altos: list[str], lineas: list[_Linea]) -> Iterator[str]:
    alto = "\n".join(altos)
    if formulario.codigo not in alto and not any(formulario.codigo in linea.texto for linea in lineas):
        yield _("No dice ser el formato %(codigo)s: compruebe que es el que quería subir.") % {
            "codigo": formulario.codigo
        }
    dichas = set(re.findall(r"version\W{0,3}(\d{1,3})\b", plano(alto)))
    if otras := {una for una in dichas if una.lstrip("0") != formulario.version.lstrip("0")}:
        yield _("Dice ser de la versión %(otra)s y se leyó como la %(version)s: revise cada campo.") % {
            "otra": ", ".join(sorted(otras)),
            "version": formulario.version,
        }


def leer(formulario: Formulario, datos: bytes) -> Lectura:
    """What the .docx ``datos`` answers to ``formulario``. Raises ``ValidationError`` for what must not be opened."""
    comprobar(datos, "docx")
    recorrido = _Recorrido()
    try:
        documento = Document(io.BytesIO(datos))
        lineas = list(recorrido.lineas(documento.element.body))
        altos = [
            linea.texto
            for parte in documento.part.package.iter_parts()
            if parte.content_type.endswith("header+xml") and hasattr(parte, "element")
            for linea in recorrido.lineas(parte.element)
        ]
    except Exception as error:  # whatever a broken file makes its reader raise
        raise danado() from error
    campos = list(formulario.campos.all())
    claves = {campo.clave for campo in campos}
    con_control: dict[str, dict[int, list[str]]] = {}
    por_rotulos = _PorRotulos(formulario, campos)
    lineas, pegados = _partir_encabezados(lineas, formulario)
    for linea in lineas:
        if linea.control and linea.control[0] in claves:
            clave, cual = linea.control
            con_control.setdefault(clave, {}).setdefault(cual, []).append(linea.texto)
        else:
            por_rotulos.recibir(linea)
    lectura = Lectura(sobrante=por_rotulos.sobrante)
    for campo in campos:
        # In its control, then whatever was written beside it: the first that says something is the answer.
        dichos = [*con_control.get(campo.clave, {}).values(), por_rotulos.respuestas.get(campo.clave, [])]
        con_texto = [dicho for dicho in dichos if sin_marco("\n".join(dicho), campo)]
        lectura.campos.append(leido_de(campo, "\n".join(con_texto[0]) if con_texto else ""))
        lectura.sobrante += [linea for dicho in con_texto[1:] for linea in dicho if linea.strip()]
    varios = por_rotulos.varios or any(len(suyos) > 1 for suyos in con_control.values())
    lectura.avisos += _avisos_de_version(formulario, altos + pegados, lineas)
    if recorrido.con_cambios:
        lectura.avisos.append(_("Trae control de cambios: se leyó el texto final, con lo agregado y sin lo borrado."))
    if recorrido.con_cuadros:
        lectura.avisos.append(_("Trae cuadros de texto: lo que dicen se leyó donde están; revise que sea su lugar."))
    if recorrido.con_mas_que_texto:
        lectura.avisos.append(_("Trae imágenes o comentarios al margen, que no se leen: quedan solo en el archivo."))
    if varios:
        lectura.avisos.append(_("Trae más de un formulario: se leyó el primero; los demás quedaron en lo que sobra."))
    return lectura
