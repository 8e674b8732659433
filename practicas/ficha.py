"""What the ficha is: one row for each field (DDRI manual 2014, 5.d), in the order in which it is read.

For whom comes to learn, what changed and what was learnt come before the history. Everything that is asked of a field
follows from its row: its place and its counter in the form, whether it may be empty and how long it may be, whether it
is translated, where it stands on the public page, in the search, in the API and in the open data, and how the
demonstration reads it. A new field is a row here, a field of ``PracticaPage`` and a migration: see
docs/como/agregar-un-campo.md.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from base.palabras import LimiteDePalabras

# The boxes of the form, in its order, and their headings.
PARTES = {
    "breve": _("La práctica en breve"),
    "instituciones": _("Institución y organizaciones"),
    "lugar": _("Lugar"),
    "tema": _("Tema y población"),
    "logros": _("Lo que cambió y lo que se aprendió"),
    "evidencia": _("Evidencia"),
    "experiencia": _("La experiencia"),
    "adopcion": _("Para quien quiera adoptarla"),
    "duracion": _("Duración y presupuesto"),
    "personas": _("Personas"),
    "vinculos": _("Por dónde viaja"),
    "archivos": _("Imágenes, archivos y videos"),
    "postulacion": _("Anexo de postulación"),
}

TEXTO, PROSA, HECHO, FILAS = "texto", "prosa", "hecho", "filas"  # plain text; rich text; a fact; rows of their own
ACCION, LOGRO = "accion", "logro"  # what was done; what came of it and was learnt


@dataclass(frozen=True)
class Campo:
    """A field of the ficha.

    ``parte``: its box of the form, where it comes ``lugar``-th; those of one ``renglon`` stand side by side.
    ``limite``: words of visible text. ``requerido``: asked when the ficha is sent. ``traducido``: each language has its
    own. ``persona``: it holds personal data (Ley 1581 de 2012), which never leaves by these roads.
    ``peso``: the column of the search that its words go to. ``api``, ``datos``: the API, or the open data, has it.
    ``balanza``: what its words are weighed as (``practicas.balanza``).
    ``se_pide``: asked for at the study, of a practice to be exchanged.
    ``ancla``: where it stands on the public page; ``pregunta``: what a reader asks of it there; ``mayor``: in large.
    """

    nombre: str
    clase: str = HECHO
    parte: str = ""
    lugar: int = 0
    renglon: str = ""
    limite: int = 0
    requerido: bool = False
    traducido: bool = False
    persona: bool = False
    peso: str = ""
    api: bool = False
    datos: bool = False
    balanza: str = ""
    se_pide: bool = False
    ancla: str = "datos"
    pregunta: str | Promise = ""
    mayor: bool = False


def _prosa(nombre, parte, lugar, pregunta, **mas):
    mas = {"limite": 0, "peso": "cuerpo", **mas}
    return Campo(
        nombre, PROSA, parte, lugar, traducido=True, api=True, datos=True, ancla=nombre, pregunta=pregunta, **mas
    )


def _texto(nombre, parte, lugar, limite, **mas):
    mas = {"peso": "cuerpo", "api": True, "datos": True, **mas}
    return Campo(nombre, TEXTO, parte, lugar, limite=limite, traducido=True, **mas)


def _de_adopcion(nombre, lugar, limite=0, **mas):
    """A field of the sheet of adoption: a text, if it has a limit; else a fact."""
    mas = {"ancla": "vistazo", "se_pide": True, **mas}
    if limite:
        return _texto(nombre, "adopcion", lugar, limite, **mas)
    return Campo(nombre, HECHO, "adopcion", lugar, api=True, datos=True, **mas)


def _de_postulacion(nombre, lugar, limite):
    """A text of the annex for awards: under the aval and translated, and read by no public road."""
    return Campo(nombre, TEXTO, "postulacion", lugar, limite=limite, traducido=True, ancla="")


class Ficha(tuple):
    """The rows, in reading order, and what follows from them."""

    def con(self, campo, despues_de):
        """This table with one more row."""
        lugar = self.nombres.index(despues_de) + 1
        return type(self)((*self[:lugar], campo, *self[lugar:]))

    @cached_property
    def nombres(self):
        return tuple(campo.nombre for campo in self)

    def __call__(self, nombre):
        """The row of the field ``nombre``; raises ``KeyError``."""
        return self._por_nombre[nombre]

    @cached_property
    def _por_nombre(self):
        return {campo.nombre: campo for campo in self}

    @cached_property
    def en_el_formulario(self):
        """The rows in the order of the form."""
        partes = list(PARTES)
        return sorted((campo for campo in self if campo.parte), key=lambda uno: (partes.index(uno.parte), uno.lugar))

    @cached_property
    def limites(self):
        """Field → how many words of visible text it may have."""
        return {uno.nombre: LimiteDePalabras(uno.limite, html=uno.clase == PROSA) for uno in self if uno.limite}

    @cached_property
    def requeridos(self):
        return tuple(campo.nombre for campo in self.en_el_formulario if campo.requerido)

    @cached_property
    def prosa(self):
        return tuple(campo.nombre for campo in self if campo.clase == PROSA)

    @cached_property
    def hechos(self):
        """What is the same in every language."""
        return tuple(campo.nombre for campo in self if not campo.traducido)

    @cached_property
    def anclas(self):
        return {campo.nombre: campo.ancla for campo in self}

    @cached_property
    def en_la_api(self):
        return tuple(campo.nombre for campo in self if campo.api and not campo.persona)

    @cached_property
    def en_los_datos(self):
        return tuple(campo.nombre for campo in self if campo.datos and not campo.persona)

    @cached_property
    def se_piden(self):
        """What the study asks for, of a practice to be exchanged, in the order of the form."""
        return tuple(campo.nombre for campo in self.en_el_formulario if campo.se_pide)

    def en_la_balanza(self, platillo):
        """The fields whose words are weighed as ``ACCION`` or as ``LOGRO``."""
        return tuple(campo.nombre for campo in self.en_el_formulario if campo.balanza == platillo)

    def con_peso(self, columna):
        """The fields whose words go to a column of the search."""
        return tuple(campo.nombre for campo in self if campo.peso == columna and not campo.persona)


FICHA = Ficha(
    (
        Campo("title", TEXTO, "breve", 1, limite=10, requerido=True, traducido=True, peso="titulo", ancla=""),
        _texto("resultado_en_una_frase", "breve", 2, 30, ancla="vistazo"),
        _texto("nota_de_la_fuente", "breve", 4, 60, peso="", ancla="fuente"),
        _texto("resumen", "breve", 3, 100, peso="resumen", ancla=""),
        _prosa("resultados", "logros", 1, _("Qué cambió"), limite=400, requerido=True, mayor=True, balanza=LOGRO),
        Campo("evidencias", FILAS, "evidencia", 1, traducido=True, api=True, ancla="evidencia"),
        _prosa(
            *("lecciones", "logros", 2, _("Qué se aprendió")),
            **{"limite": 200, "requerido": True, "mayor": True, "peso": "lecciones", "balanza": LOGRO},
        ),
        _prosa(
            *("dificultades", "logros", 3, _("Qué no repetirían")),
            **{"limite": 150, "mayor": True, "peso": "lecciones", "balanza": LOGRO},
        ),
        _prosa("transferencia", "experiencia", 5, _("Qué haría falta en otra ciudad"), limite=400, requerido=True),
        _de_adopcion("costo_banda", 1, renglon="costo"),
        _de_adopcion("costo_monto", 2, renglon="costo", se_pide=False),
        _de_adopcion("costo_moneda", 3, renglon="costo", se_pide=False),
        _de_adopcion("costo_anio", 4, renglon="costo", se_pide=False),
        _de_adopcion("equipo", 5, 40),
        _de_adopcion("tiempo_primeros_resultados", 6),
        _de_adopcion("condiciones_previas", 7, 100, ancla="adopcion"),
        _de_adopcion("instrumento_juridico", 8, 40, ancla="adopcion"),
        _de_adopcion("version_minima", 9, 80, ancla="adopcion"),
        _de_adopcion("formatos", 10),
        _de_adopcion("idiomas_de_trabajo", 11),
        _de_adopcion("cupo_anual", 12),
        _prosa("innovacion", "experiencia", 3, _("Qué tiene de nuevo"), balanza=ACCION),
        _prosa(
            *("asociacion", "experiencia", 2, _("Quiénes la hicieron juntos")),
            **{"limite": 300, "requerido": True, "balanza": ACCION},
        ),
        _prosa("antecedentes", "experiencia", 1, _("De dónde viene"), limite=500, balanza=ACCION),
        _prosa(
            *("visibilidad", "experiencia", 4, _("Quién la conoce y quién la evaluó")),
            **{"limite": 100, "requerido": True, "balanza": ACCION},
        ),
        Campo("entidad", HECHO, "instituciones", 1, requerido=True),
        Campo("organizaciones", FILAS, "instituciones", 2),
        Campo("toda_la_ciudad", HECHO, "lugar", 1),
        Campo("localidades", HECHO, "lugar", 2),
        Campo("upz", TEXTO, "lugar", 3, limite=10, peso="cuerpo", api=True, datos=True),
        Campo("tema", HECHO, "tema", 1, "tema"),
        Campo("subtema", HECHO, "tema", 2, "tema"),
        Campo("poblaciones", HECHO, "tema", 3),
        Campo("ods", HECHO, "tema", 4),
        Campo("tags", HECHO, "tema", 5),
        Campo("fecha_inicio", HECHO, "duracion", 1, "inicio", requerido=True, api=True),
        Campo("precision_inicio", HECHO, "duracion", 2, "inicio", api=True),
        Campo("fecha_fin", HECHO, "duracion", 3, "fin", api=True),
        Campo("precision_fin", HECHO, "duracion", 4, "fin", api=True),
        Campo("presupuesto_total", HECHO, "duracion", 5, "total"),
        Campo("presupuesto_moneda", HECHO, "duracion", 6, "total"),
        Campo("presupuesto_financiero", HECHO, "duracion", 7, "presupuesto"),
        Campo("presupuesto_especie", HECHO, "duracion", 8, "presupuesto"),
        Campo("presupuesto_otro", HECHO, "duracion", 9, "presupuesto"),
        _texto("presupuesto_nota", "duracion", 10, 50),
        Campo("redes", FILAS, "vinculos", 1, ancla="viajes"),
        Campo("plataformas", FILAS, "vinculos", 2, ancla="viajes"),
        Campo("imagenes", FILAS, "archivos", 1, traducido=True, ancla="imagenes"),
        Campo("archivos", FILAS, "archivos", 2, traducido=True, ancla="archivos"),
        Campo("videos", FILAS, "archivos", 3, traducido=True, ancla="videos"),
        Campo("contactos", FILAS, "personas", 1, requerido=True, persona=True, ancla="contacto"),
        Campo("actores_clave", FILAS, "personas", 2, persona=True, ancla="contacto"),
        _de_postulacion("objetivos", 1, 200),
        _de_postulacion("proceso", 2, 400),
        _de_postulacion("beneficiarios", 3, 150),
        _de_postulacion("recursos", 4, 300),
        _de_postulacion("base_legal", 5, 200),
        _de_postulacion("sostenibilidad_financiera", 6, 100),
        _de_postulacion("sostenibilidad_social", 7, 100),
        _de_postulacion("sostenibilidad_cultural", 8, 100),
        _de_postulacion("sostenibilidad_ambiental", 9, 100),
        _de_postulacion("equidad", 10, 200),
        _de_postulacion("efectos_negativos", 11, 150),
        Campo("slug", TEXTO, traducido=True),
    )
)
