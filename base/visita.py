"""Asking another machine whether an address answers: bounded, polite, and never inside of our own network.

The host is resolved here and the connection goes to the number that was looked at, so that a name that changes in
between leads nowhere else. Redirections are followed by hand, each looked at as the first (OWASP, SSRF prevention).
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

SEGUNDOS = 8  # for each connection, and for each answer
SALTOS = 5  # redirections
PUERTOS = {"http": 80, "https": 443}
NOMBRE = "BancoDeBuenasPracticas-RevisionDeEnlaces/1.0"

# What answers so is there, or does not let a program look: a person would see it.
SE_DEJAN_VER = {401, 402, 403, 405, 406, 407, 418, 423, 429, 451, 999}
DEFINITIVAS = {"no_existe", "sin_nombre", "mal_escrita"}


class NoSeVisita(Exception):
    """The address is not one to be asked: ``args[0]`` says why, as a ``falla``."""


@dataclass(frozen=True)
class Visita:
    """What an address answered: ``falla`` is empty if it is there; ``codigo``, that of HTTP, or None."""

    falla: str = ""
    codigo: int | None = None

    @property
    def definitiva(self):
        """Whether it will say the same tomorrow."""
        return self.falla in DEFINITIVAS


def visitar(url):
    """The ``Visita`` of ``url``: HEAD, and GET where HEAD is not answered well. It reads no body, and never raises."""
    try:
        codigo = _preguntar(url)
    except NoSeVisita as error:
        return Visita(error.args[0])
    except ssl.SSLError:
        return Visita("certificado")
    except TimeoutError:
        return Visita("no_responde")
    except (OSError, http.client.HTTPException, ValueError):
        return Visita("sin_conexion")
    if codigo in (404, 410):
        return Visita("no_existe", codigo)
    if codigo >= 400 and codigo not in SE_DEJAN_VER:
        return Visita("con_error", codigo)
    return Visita("", codigo)


def _preguntar(url):
    for _salto in range(SALTOS + 1):
        codigo, destino = _pedir("HEAD", url)
        if codigo >= 400:
            codigo, destino = _pedir("GET", url)
        if not destino:
            return codigo
        url = urljoin(url, destino)
    raise NoSeVisita("da_vueltas")


def _pedir(metodo, url):
    """Status of ``url``, and where it leads if it leads elsewhere."""
    try:
        partes = urlsplit(url)
        puerto = partes.port
    except ValueError as error:
        raise NoSeVisita("mal_escrita") from error
    if partes.scheme not in PUERTOS or not partes.hostname or partes.username or partes.password:
        raise NoSeVisita("mal_escrita")
    puerto = puerto or PUERTOS[partes.scheme]
    if puerto != PUERTOS[partes.scheme] and not settings.ENLACES_HACIA_DENTRO:
        raise NoSeVisita("no_se_mira")
    conexion = _Fija(partes.scheme == "https", partes.hostname, puerto, _numero(partes.hostname, puerto))
    camino = quote(partes.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(partes.query, safe='/%:@!$&()*+,;=~-._?')}" if partes.query else ""
    )
    try:
        conexion.request(metodo, camino, headers={"User-Agent": NOMBRE, "Accept": "*/*", "Connection": "close"})
        respuesta = conexion.getresponse()
        return respuesta.status, respuesta.getheader("Location") if 300 <= respuesta.status < 400 else None
    finally:
        conexion.close()


def _numero(nombre, puerto):
    """The address to connect to. Every one that the name has must be public."""
    try:
        hallados = socket.getaddrinfo(nombre, puerto, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise NoSeVisita("sin_nombre") from error
    numeros = [ipaddress.ip_address(uno[4][0].partition("%")[0]) for uno in hallados]
    if not settings.ENLACES_HACIA_DENTRO and not all(_es_publica(numero) for numero in numeros):
        raise NoSeVisita("no_se_mira")
    return str(numeros[0])


def _es_publica(numero):
    dentro = getattr(numero, "ipv4_mapped", None) or getattr(numero, "sixtofour", None) or numero
    return dentro.is_global and not dentro.is_multicast and numero.is_global and not numero.is_reserved


class _Fija(http.client.HTTPConnection):
    """A connection to ``numero``, whatever ``nombre`` leads to by then; the certificate must be of ``nombre``."""

    def __init__(self, con_tls, nombre, puerto, numero):
        super().__init__(nombre, puerto, timeout=SEGUNDOS)
        self.con_tls, self.numero = con_tls, numero
        self.default_port = PUERTOS["https" if con_tls else "http"]

    def connect(self):
        self.sock = socket.create_connection((self.numero, self.port), self.timeout)
        if self.con_tls:
            contexto = ssl.create_default_context()
            self.sock = contexto.wrap_socket(self.sock, server_hostname=self.host)
