"""Machine translators behind wagtail-localize's interface, with the city's vocabulary kept intact.

Names, numbers and terms of the glossary go to the machine as marks that no language knows, and come back as what
they are in the other language. A translation that lost a mark or a tag is thrown away: no draft beats a wrong one.
"""

import html
import re
import shutil
import subprocess
from functools import partial
from importlib import import_module

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.strings import StringValue

from . import cotejo
from .errores import ErrorDeTraductor
from .models import Termino
from .motivos import Motivo

_ETIQUETA = re.compile(r"<[^>]*>")
_NUMERO = re.compile(r"(?<![\w])\d[\d.,\u00a0\u202f]*\d(?!\w)|(?<![\w])\d(?!\w)")
_MARCADOR = re.compile(r"%\(\w+\)[sd]|%[sd]\b|\{\w*\}")
_LETRAS = "bcdfghjklmnpqrstvwxz"


def _marca(numero):
    """A word that no dictionary has: «Zqbbq» and so on. Letters only: figures would be parted from them."""
    return f"Zq{_LETRAS[numero // len(_LETRAS) % len(_LETRAS)]}{_LETRAS[numero % len(_LETRAS)]}q"


def numero_en(escrito, de, a):
    """A figure as the other language writes it: «1.250,5» → «1,250.5». A year stays as it is."""
    if de == a or {de, a} != {"es", "en"}:
        return escrito
    if not re.search(r"[.,]", escrito) or (de == "es" and re.fullmatch(r"\d+\.\d{1,2}", escrito)):
        return escrito
    return escrito.translate(str.maketrans(".,", ",."))


class Proteccion:
    """What is hidden from the machine in one text, and how it comes back."""

    def __init__(self, terminos, de, a):
        self.terminos, self.de, self.a = terminos, de, a
        self.vueltas = {}

    def _guardar(self, texto):
        marca = _marca(len(self.vueltas))
        self.vueltas[marca] = texto
        return marca

    def proteger(self, marcado):
        """The markup of a segment with marks in the place of what must stay."""
        trozos = re.split(r"(<[^>]*>)", marcado)
        return "".join(trozo if trozo.startswith("<") else self._proteger_texto(trozo) for trozo in trozos)

    def _proteger_texto(self, texto):
        texto = _MARCADOR.sub(lambda hallado: self._guardar(hallado.group()), texto)
        formas = [
            (forma, termino) for termino in self.terminos for forma in termino.admitidas(self.de) if forma.strip()
        ]
        for forma, termino in sorted(formas, key=lambda par: -len(par[0])):
            patron = cotejo.patron_de(html.escape(forma, quote=False), termino.distingue_mayusculas)
            texto = patron.sub(
                lambda _h, t=termino, f=forma: self._guardar(_forma_de_llegada(t, f, self.de, self.a)), texto
            )
        for sigla in dict.fromkeys(cotejo.SIGLA.findall(texto)):
            texto = re.sub(rf"(?<!\w){re.escape(sigla)}(?!\w)", lambda _h, s=sigla: self._guardar(s), texto)
        return _NUMERO.sub(lambda hallado: self._guardar(numero_en(hallado.group(), self.de, self.a)), texto)

    def devolver(self, original, traducido):
        """The translated markup with each mark given back, or None when a mark or a tag was lost or doubled."""
        for marca, texto in self.vueltas.items():
            hallada = re.compile(re.escape(marca), re.I)
            if len(hallada.findall(traducido)) != 1:
                return None
            traducido = hallada.sub(lambda _h, t=texto: html.escape(html.unescape(t), quote=False), traducido)
        if sorted(_ETIQUETA.findall(original)) != sorted(_ETIQUETA.findall(traducido)):
            return None
        try:
            return StringValue.from_translated_html(traducido)
        except ValueError:
            return None


def _forma_de_llegada(termino, forma, de, a):
    """The form in the other language that answers to ``forma``: the same place in the lists, or the official one."""
    salida, llegada = termino.admitidas(de), termino.admitidas(a)
    lugar = [una.casefold() for una in salida].index(forma.casefold())
    return llegada[lugar] if lugar < len(llegada) else llegada[0]


class ConProteccion(BaseMachineTranslator):
    """Base: protects the segments, and asks ``traducir_lote`` for the rest."""

    def translate(self, source_locale, target_locale, strings):
        de, a = source_locale.language_code[:2], target_locale.language_code[:2]
        terminos = list(Termino.objects.all())
        lote = []
        for cadena in strings:
            proteccion = Proteccion(terminos, de, a)
            lote.append((cadena, proteccion, proteccion.proteger(cadena.data)))
        traducidos = self.traducir_lote(source_locale, target_locale, [protegido for _c, _p, protegido in lote])
        return {
            cadena: devuelto
            for (cadena, proteccion, _protegido), traducido in zip(lote, traducidos, strict=True)
            if traducido is not None and (devuelto := proteccion.devolver(cadena.data, traducido)) is not None
        }

    def traducir_lote(self, source_locale, target_locale, textos):
        """The translation of each of ``textos`` (markup): a list as long, with None where there is none."""
        raise NotImplementedError

    def motivo(self):
        """Why it cannot be used now: ``Motivo``."""
        return Motivo("otros_idiomas", {"cual": self.display_name})

    def razon(self):
        """The same, in a sentence for the person who wants to use it."""
        return str(self.motivo())


class Apertium(ConProteccion):
    """Apertium (GPL), a separate program on the same machine: no text leaves it. Debian: ``apertium-eng-spa``.

    Options: ``COMMAND`` (default ``apertium``), ``TIMEOUT`` (seconds, default 60).
    """

    display_name = "Apertium"
    MODOS = {("es", "en"): "spa-eng", ("en", "es"): "eng-spa"}

    @cached_property
    def programa(self):
        return shutil.which(self.options.get("COMMAND", "apertium"))

    def can_translate(self, source_locale, target_locale):
        return bool(self.programa) and (source_locale.language_code[:2], target_locale.language_code[:2]) in self.MODOS

    def motivo(self):
        if not self.programa:
            return Motivo("no_instalado", {"cual": self.display_name, "paquete": "apertium-eng-spa"})
        return super().motivo()

    def traducir_lote(self, source_locale, target_locale, textos):
        modo = self.MODOS[source_locale.language_code[:2], target_locale.language_code[:2]]
        entrada = "\n".join(f'<p class="s{numero}">{texto}</p>' for numero, texto in enumerate(textos))
        salida = self._correr(modo, entrada)
        hallados = {
            int(numero): texto.strip()
            for numero, texto in re.findall(r'<p class="s(\d+)">(.*?)</p>', salida, flags=re.DOTALL)
        }
        return [hallados.get(numero) for numero in range(len(textos))]

    def _correr(self, modo, entrada):
        segundos = int(self.options.get("TIMEOUT", 60))
        if not self.programa:
            raise ErrorDeTraductor.por(self.motivo())
        try:
            proceso = subprocess.run(  # noqa: S603  # a program of the server's settings; the text goes by its input
                [self.programa, "-u", "-f", "html", modo],
                input=entrada,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=segundos,
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise ErrorDeTraductor("paso_de_segundos", cual=self.display_name, segundos=segundos) from error
        except (OSError, subprocess.CalledProcessError, UnicodeError) as error:
            raise ErrorDeTraductor("no_pudo", cual=self.display_name) from error
        return proceso.stdout


class _Servicio(ConProteccion):
    """A translator of wagtail-localize, behind a service outside, with our protection around it."""

    camino = ""  # dotted path of its class
    indispensables = ()  # options without which it cannot be asked anything

    @cached_property
    def traductor(self):
        modulo, _punto, clase = self.camino.rpartition(".")
        return getattr(import_module(modulo), clase)(self.options)

    @property
    def faltan(self):
        return [opcion for opcion in self.indispensables if not self.options.get(opcion)]

    def can_translate(self, source_locale, target_locale):
        try:
            return not self.faltan and self.traductor.can_translate(source_locale, target_locale)
        except ImportError:
            return False

    def motivo(self):
        if self.faltan:
            return Motivo("falta_ajuste", {"cual": self.display_name, "que": ", ".join(self.faltan)})
        return Motivo("falta_biblioteca", {"cual": self.display_name})

    def traducir_lote(self, source_locale, target_locale, textos):
        cadenas = [StringValue(texto) for texto in textos]
        # Equal sentences are asked for once.
        traducidas = self.traductor.translate(source_locale, target_locale, list(dict.fromkeys(cadenas)))
        return [traducidas[cadena].data if cadena in traducidas else None for cadena in cadenas]


class DeepL(_Servicio):
    """Options of wagtail-localize's own: ``AUTH_KEY``, ``GLOSSARY_IDS``, ``FORMALITY``, ``TIMEOUT`` (seconds).

    And ``URL``: another address than DeepL's, as that of an intermediary of the city.
    """

    display_name = "DeepL"
    camino = "traducciones.maquina.DeepLEnOtraDireccion"
    indispensables = ("AUTH_KEY",)


class DeepLEnOtraDireccion(DeepLTranslator):
    def get_api_endpoint(self):
        return self.options.get("URL") or super().get_api_endpoint()


class LibreTranslate(_Servicio):
    """Options of wagtail-localize's own: ``LIBRETRANSLATE_URL``, ``API_KEY``, ``TIMEOUT`` (seconds)."""

    display_name = "LibreTranslate"
    camino = "wagtail_localize.machine_translators.libretranslate.LibreTranslator"
    indispensables = ("LIBRETRANSLATE_URL",)


class Google(_Servicio):
    """Options of wagtail-localize's own: ``PROJECT_ID``, ``CREDENTIALS_PATH``. Needs ``google-cloud-translate``.

    And ``TIMEOUT`` (seconds, default 20): Google's own library waits up to ten minutes, more than any server does.
    """

    display_name = gettext_lazy("Traductor de Google")
    camino = "wagtail_localize.machine_translators.google.GoogleCloudTranslator"
    indispensables = ("PROJECT_ID",)

    def traducir_lote(self, source_locale, target_locale, textos):
        from google.api_core.exceptions import GoogleAPIError
        from google.auth.exceptions import GoogleAuthError

        try:
            cliente = self.traductor.client
            cliente.translate_text = partial(cliente.translate_text, timeout=int(self.options.get("TIMEOUT", 20)))
            return super().traducir_lote(source_locale, target_locale, textos)
        except (GoogleAPIError, GoogleAuthError) as error:  # kin to no exception of Python's
            raise ErrorDeTraductor("sin_respuesta", cual=self.display_name) from error


def reparo(de, a):
    """Why nothing can be drafted from the locale ``de`` to the locale ``a`` now: ``Motivo``, or None."""
    traductor = get_machine_translator()
    if traductor is None:
        return Motivo("sin_traductor")
    if traductor.can_translate(de, a):
        return None
    return (
        traductor.motivo()
        if hasattr(traductor, "motivo")
        else Motivo("otros_idiomas", {"cual": traductor.display_name})
    )
