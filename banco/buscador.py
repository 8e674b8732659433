"""What somebody asks of the Bank, read from the address of the page; and the answer."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from base.texto import sin_control

from . import busqueda, entradas
from .catalogo import catalogo
from .conjuntos import conjuntos
from .extractos import extractos
from .facetas import FACETAS, POR_NOMBRE
from .fotos import con_fotos
from .models import RaicesDeEntrada

POR_PAGINA = 12
POR_PAGINA_DE_TABLA = 50
LARGO_DE_LA_CONSULTA = 200
EN_EL_SITIO, EN_EL_SITIO_TODO = 6, 100  # how much is shown of what is no practice

ORDENES = {
    "": _("Más recientes"),
    "titulo": _("Por título"),
    "inicio": _("Por año de inicio"),
    "entidad": _("Por entidad"),
}
RELEVANCIA = _("Más relevantes")
VISTAS = {
    "": _("Fichas"),
    "tabla": _("Tabla"),
    "mapa": _("Mapa"),
    "linea": _("Línea de tiempo"),
    "matriz": _("Sector × ODS"),
}


class Consulta:
    """A question to the Bank of one language. What it does not know of an address it ignores."""

    def __init__(self, datos, idioma, titulo=""):
        self.idioma, self.conjuntos = idioma, conjuntos(idioma)
        texto = sin_control(datos.get("q") or "").strip()
        self.q = texto[:LARGO_DE_LA_CONSULTA]
        self.elegidos = {}
        for faceta in FACETAS:
            pedidos = list(dict.fromkeys(datos.getlist(faceta.nombre)[:50]))
            if pedidos:
                terminos = faceta.terminos()
                self.elegidos[faceta.nombre] = [codigo for codigo in pedidos if codigo in terminos]
        self.elegidos = {nombre: codigos for nombre, codigos in self.elegidos.items() if codigos}
        self.orden = datos.get("orden") if datos.get("orden") in ORDENES else ""
        self.alreves = datos.get("sentido") == "desc"
        self.vista = datos.get("vista") if datos.get("vista") in VISTAS else ""
        self.pagina_pedida = datos.get("p")
        self.todo_el_sitio = datos.get("sitio") == "todo"

    # --- The search -----------------------------------------------------------------------------------

    @cached_property
    def palabras(self):
        return busqueda.palabras_de(self.q)

    @cached_property
    def respuesta(self):
        """What the words found (``busqueda.Respuesta``), in this language; None when no words are asked for."""
        if not self.palabras:
            return None
        respuesta = busqueda.responder(self.idioma, self.palabras)
        respuesta.numeros = [numero for numero in respuesta.numeros if numero in self.conjuntos.lugar]
        return respuesta

    @property
    def correccion(self):
        """The words that were searched instead, when those typed stand nowhere; or None."""
        return " ".join(self.respuesta.corregidas) if self.respuesta and self.respuesta.corregidas else None

    @property
    def incompleta(self):
        """Whether no practice has all the words, and those that have some are shown."""
        return bool(self.respuesta and self.respuesta.numeros and self.respuesta.faltan)

    @cached_property
    def con_palabras(self):
        """The practices that have the words; all of them when none is asked for."""
        return self.conjuntos.de_numeros(self.respuesta.numeros) if self.respuesta else self.conjuntos.todas

    # --- The filters ----------------------------------------------------------------------------------

    @cached_property
    def _por_faceta(self):
        return {nombre: self.conjuntos.con(nombre, codigos) for nombre, codigos in self.elegidos.items()}

    def cruce(self, sin=None):
        """The practices that were found, the filter ``sin`` aside."""
        conjunto = self.con_palabras
        for nombre, bits in self._por_faceta.items():
            if nombre != sin:
                conjunto &= bits
        return conjunto

    @cached_property
    def resultado(self):
        return self.cruce()

    @cached_property
    def total(self):
        return self.resultado.bit_count()

    @cached_property
    def facetas(self):
        """Each facet with its options and how many practices each would give: what is chosen in it aside."""
        return [vista for faceta in FACETAS if not faceta.padre and (vista := self._faceta(faceta))["opciones"]]

    def _faceta(self, faceta):
        cuantas = self.conjuntos.cuantas(self.cruce(sin=faceta.nombre), faceta.nombre)
        elegidos = self.elegidos.get(faceta.nombre, [])
        partes = self._partes(faceta)
        opciones = [
            {
                "codigo": codigo,
                "nombre": nombre,
                "total": cuantas.get(codigo, 0),
                "elegida": codigo in elegidos,
                "partes": partes.get(codigo, []),
            }
            for codigo, nombre in faceta.terminos().items()
            if codigo in cuantas or codigo in elegidos or (faceta.todos and self.conjuntos.filas)
        ]
        abierta = bool(elegidos) or any(parte["elegida"] for opcion in opciones for parte in opcion["partes"])
        return {
            "nombre": faceta.nombre,
            "etiqueta": faceta.etiqueta,
            "opciones": opciones,
            "abierta": abierta or faceta.nombre in ("tema", "ruta"),
            "elegidos": len(elegidos),
        }

    def _partes(self, faceta):
        """Of the terms that have parts (tema › subtema), those that are open: code → options."""
        hija = next((otra for otra in FACETAS if otra.padre == faceta.nombre), None)
        if not hija:
            return {}
        cuantas = self.conjuntos.cuantas(self.cruce(sin=hija.nombre), hija.nombre)
        elegidos, abiertos = self.elegidos.get(hija.nombre, []), self.elegidos.get(faceta.nombre, [])
        partes = {}
        for codigo, termino in catalogo()[hija.nombre].items():
            padre = getattr(termino, faceta.nombre).codigo
            if codigo in elegidos or (padre in abiertos and codigo in cuantas):
                partes.setdefault(padre, []).append(
                    {
                        "codigo": codigo,
                        "nombre": str(termino),
                        "total": cuantas.get(codigo, 0),
                        "elegida": codigo in elegidos,
                        "faceta": hija.nombre,
                    }
                )
        return partes

    # --- When it gives nothing --------------------------------------------------------------------------

    def salidas(self):
        """What would give something: without the words, or without the filters."""
        salidas = []
        if self.palabras and self.elegidos:
            sin_filtros = self.direccion(**dict.fromkeys(self.elegidos))
            salidas.append((_("Sin las palabras «%(q)s»") % {"q": self.q}, self._filtradas, self.direccion(q="")))
            salidas.append((_("Sin los filtros"), self.con_palabras, sin_filtros))
        if len(self.elegidos) > 1:
            for nombre in self.elegidos:
                etiqueta = _("Sin el filtro «%(filtro)s»") % {"filtro": POR_NOMBRE[nombre].etiqueta}
                salidas.append((etiqueta, self.cruce(sin=nombre), self.direccion(**{nombre: None})))
        return [
            {"etiqueta": etiqueta, "total": total, "url": url}
            for etiqueta, conjunto, url in salidas
            if (total := conjunto.bit_count())
        ]

    @property
    def _filtradas(self):
        conjunto = self.conjuntos.todas
        for bits in self._por_faceta.values():
            conjunto &= bits
        return conjunto

    def temas(self):
        """The subjects that have practices: list of dicts ``nombre``, ``total``, ``url``."""
        cuantas = self.conjuntos.cuantas(self.conjuntos.todas, "tema")
        return [
            {"nombre": tema.nombre, "total": cuantas[codigo], "url": f"?tema={codigo}"}
            for codigo, tema in catalogo()["tema"].items()
            if cuantas.get(codigo)
        ]

    # --- The list -------------------------------------------------------------------------------------

    @cached_property
    def lugares(self):
        """The places in the sets of what was found, in the order asked for."""
        if self.palabras and not self.orden:
            hallados = [self.conjuntos.lugar[numero] for numero in self.respuesta.numeros]
            if len(self._por_faceta) == 0:
                return hallados
            dentro = set(self.conjuntos.lugares(self.resultado))
            return [lugar for lugar in hallados if lugar in dentro]
        return self.conjuntos.lugares(self.resultado, self.orden, self.alreves)

    @cached_property
    def pagina(self):
        """The page of results asked for (Django's), of ``FichaPublica`` with their ``extracto``."""
        cuantas = POR_PAGINA_DE_TABLA if self.vista == "tabla" else POR_PAGINA
        pagina = Paginator(self.lugares, cuantas).get_page(self.pagina_pedida)
        pagina.object_list = self.conjuntos.fichas(pagina.object_list)
        if not self.vista:
            con_fotos(pagina.object_list)
        if self.palabras and not self.vista:
            trozos = extractos(self.idioma, [uno.pk for uno in pagina.object_list], self.respuesta.palabras)
            for uno in pagina.object_list:
                uno.extracto = trozos.get(uno.pk)
                uno.faltan = self.respuesta.faltan.get(uno.pk, ())
        return pagina

    # --- The rest of the site ---------------------------------------------------------------------------

    @cached_property
    def en_el_sitio(self):
        """What has the words and is no practice: dict ``lista`` (see ``entradas.mostrar``), ``total``, ``quedan``.

        On the first page only, and not while practices are being filtered. What has some of the words only is shown
        when no practice has any.
        """
        nada = {"lista": [], "total": 0, "quedan": 0}
        if not self.palabras or self.vista or self.elegidos or self.pagina_pedida not in (None, "", "1"):
            return nada
        hallado = busqueda.responder(self.idioma, self.palabras, RaicesDeEntrada)
        if hallado.faltan and self.respuesta.numeros:
            return nada
        cuantas = EN_EL_SITIO_TODO if self.todo_el_sitio else EN_EL_SITIO
        total = min(len(hallado.numeros), EN_EL_SITIO_TODO)
        lista = entradas.mostrar(hallado.numeros[:cuantas])
        return {"lista": lista, "total": total, "quedan": max(total - cuantas, 0)}

    # --- Addresses ------------------------------------------------------------------------------------

    def direccion(self, sin=None, mas=None, **cambios):
        """The query string of this question, less the pair ``sin``, with the pair ``mas`` and other ``cambios``."""
        pares = [("q", self.q)] if self.q else []
        pares += [(nombre, codigo) for nombre, codigos in self.elegidos.items() for codigo in codigos]
        pares = [par for par in pares if par != sin and par[0] not in cambios]
        if mas and mas not in pares:
            pares.append(mas)
        sueltos = {"orden": self.orden, "vista": self.vista, **({"sentido": "desc"} if self.alreves else {})} | cambios
        pares += [(nombre, valor) for nombre, valor in sueltos.items() if valor]
        return "?" + urlencode(pares)

    @property
    def direccion_del_sitio(self):
        """The same question, with all that was found on the rest of the site."""
        return self.direccion(sitio="todo")

    def activos(self):
        """What is chosen, each with the address that takes it away: list of dicts ``etiqueta``, ``url``."""
        palabras = [{"etiqueta": _("«%(q)s»") % {"q": self.q}, "url": self.direccion(q="")}] if self.q else []
        return palabras + self.filtros()

    def filtros(self):
        """The same, less the words."""
        activos = []
        for nombre, codigos in self.elegidos.items():
            terminos = POR_NOMBRE[nombre].terminos()
            for codigo in codigos:
                activos.append({"etiqueta": terminos[codigo], "url": self.direccion(sin=(nombre, codigo))})
        return activos

    @property
    def tema_solo(self):
        """The subject, when it is all that was asked for: that question is a page of its own. Or None."""
        if self.q or list(self.elegidos) != ["tema"] or len(self.elegidos["tema"]) != 1:
            return None
        return catalogo()["tema"].get(self.elegidos["tema"][0])

    def vistas(self):
        """The ways to look at this answer: list of dicts ``nombre``, ``url``, ``actual``."""
        return [
            {"nombre": nombre, "url": self.direccion(vista=codigo), "actual": codigo == self.vista}
            for codigo, nombre in VISTAS.items()
        ]

    def ordenes(self):
        primero = RELEVANCIA if self.palabras else ORDENES[""]
        return [
            {"codigo": codigo, "nombre": nombre if codigo else primero, "actual": codigo == self.orden}
            for codigo, nombre in ORDENES.items()
        ]

    def columnas(self):
        """The columns of the table; those that sort, with the address that sorts by them or turns them around."""
        nombres = (("titulo", _("Práctica")), ("entidad", _("Entidad")), ("", _("Área temática")), ("", _("Dónde")))
        nombres += (("inicio", _("Años")), ("", _("Ruta")), ("", _("ODS")))
        columnas = []
        for codigo, nombre in nombres:
            columna = {"nombre": nombre}
            if codigo:
                actual = self.orden == codigo
                columna["sentido"] = ("descending" if self.alreves else "ascending") if actual else ""
                alreves = "desc" if actual and not self.alreves else ""
                columna["url"] = self.direccion(orden=codigo, sentido=alreves)
            columnas.append(columna)
        return columnas

    def resumen(self):
        """How many there are, in words."""
        if not self.total:
            return _("Ninguna práctica")
        return ngettext("%(n)s práctica", "%(n)s prácticas", self.total) % {"n": self.total}
