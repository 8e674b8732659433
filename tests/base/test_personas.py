"""Persons (Ley 1581 de 2012): every kind that holds one says so, and nobody who did not agree reaches the public."""

import datetime
import re
from io import BytesIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import models
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import Locale

from aval import flujo
from banco.models import EntradaDelSitio, FichaPublica, TextoDeFicha, Vocablo
from banco.publico.abiertos.formatos import TIPOS
from banco.publico.abiertos.tablas import TABLAS
from banco.publico.documentos import hay_weasyprint
from base.idiomas import original_de
from base.personas import DatosDePersona, filas_publicas, persona_publica
from practicas.models import ActorClave, Contacto, PracticaPage
from redes.models import Red
from sistema.models import Delegado
from tests import fabrica as f

CASA = {
    "sitio",
    "banco",
    "intercambios",
    "estudio",
    "practicas",
    "eventos",
    "redes",
    "sistema",
    "traducciones",
    "formularios",
    "aval",
    "actores",
    "base",
}
PARECE_DE_UNA_PERSONA = re.compile(
    r"contacto|correo|e?mail|tel[eé]?fono|celular|m[oó]vil|phone|persona|cargo|responsable|cr[eé]dito|autor|qui[eé]n|firma"
    r"|representante|coordinador|delegad|participante|first_name|last_name|username|apellido|c[eé]dula|usuario|asesor"
    r"|moderador|locked_by|owner|uploaded_by"
)

_CUENTA = "a key of somebody who works in the admin; no public page, file or API reads it"
_REGISTRO = "the record: it is read in the admin, and its public part names nobody"
_INSTITUCION = "of an institution, not of a person"
# Fields that look like a person's and are not public, or are no person's, each with its reason.
SIN_PERSONA = {
    "actores.Usuario": (("username", "first_name", "last_name", "email"), _CUENTA),
    "actores.Usuario_groups": (("usuario",), _CUENTA),
    "actores.Usuario_user_permissions": (("usuario",), _CUENTA),
    "base.Imagen": (("uploaded_by_user",), _CUENTA),
    "base.Documento": (("uploaded_by_user",), _CUENTA),
    "aval.PreferenciaDeAvisos": (("usuario",), _CUENTA),
    "aval.Encargo": (("persona", "puso"), _CUENTA),
    "actores.VistaGuardada": (("usuario",), _CUENTA),
    "intercambios.Proceso": (("responsable_ddri",), _CUENTA),
    "intercambios.CompromisoDeProceso": (("persona",), _CUENTA),
    "intercambios.Anotacion": (("quien",), _CUENTA),
    "intercambios.Consulta": (("quien", "respondio"), _CUENTA),
    "intercambios.Replica": (("confirmada_por_bogota",), "the day on which the DDRI spoke"),
    "intercambios.Pregunta": (("quien",), _CUENTA),
    "intercambios.Experto": (
        ("nombre",),
        "read in the admin by who works on the process, counted in public: its canary is in "
        "tests/intercambios/test_aprende.py",
    ),
    "intercambios.Evaluador": (
        ("nombre", "autoriza", "autoriza_fecha"),
        "kept of who agreed, read in the admin by who works on the process: its canary is in "
        "tests/intercambios/test_dinero.py",
    ),
    "intercambios.Intercambio": (("locked_by",), _CUENTA),
    "actores.Aviso": (("a_quien",), "a digest, which tells nobody"),
    "actores.PuntoFocal": (
        ("usuario", "cargo", "correo", "telefono"),
        "who keeps contact with the DDRI: the register is read in the admin only",
    ),
    "actores.PedidoDeCuenta": (
        (
            *("correo", "correo_confirmado", "telefono", "cargo", "apellidos", "designa_cargo", "autorizado"),
            *("autorizacion", "cuenta"),
        ),
        "read by Administración only: its canary is in tests/actores/test_mesa_de_cuentas.py",
    ),
    "actores.ContactoConEntidad": (("quien", "quien_nombre"), "who of the DDRI wrote it down: read in the admin only"),
    **{modelo: (("locked_by",), _CUENTA) for modelo in ("eventos.Evento", "eventos.Reconocimiento")},
    "eventos.Premio": (("locked_by",), _CUENTA),
    "redes.Plataforma": (("locked_by",), _CUENTA),
    "redes.Red": (("locked_by",), _CUENTA),
    "traducciones.BorradorDeMaquina": (("pedido_por",), _CUENTA),
    "formularios.Importacion": (("usuario",), _CUENTA),
    "formularios.Llenado": (
        ("creado_por",),
        "a key; and the answers are read in the admin only (tests/formularios/test_pantallas.py has their canary)",
    ),
    **{
        modelo: (("locked_by",), _CUENTA)
        for modelo in (
            *("sistema.Anuncio", "sistema.ConclusionPublica", "sistema.InformeAnual", "intercambios.Transferencia"),
        )
    },
    **{modelo: (("quien",), _CUENTA) for modelo in ("sistema.Diagnostico", "sistema.Insumo")},
    "sistema.Corte": (("quien_nombre",), _REGISTRO),
    "aval.AvisoDeFin": (("persona", "persona_nombre"), _REGISTRO),
    "aval.VistaDeBorrador": (("dada_por",), _CUENTA),
    "practicas.Vigencia": (("quien",), "who answered that it still holds: the admin reads it, the public the month"),
    "estudio.Estudio": (("asesor",), "the study is of the DDRI"),
    "estudio.Mensaje": (
        ("quien", "quien_nombre"),
        "read in the admin only: its canary is in tests/estudio/test_conversacion.py",
    ),
    "aval.Aval": (("moderador", "moderador_numero", "moderador_nombre"), _REGISTRO),
    "aval.Retiro": (("persona", "persona_nombre"), _REGISTRO),
    "aval.TituloOculto": (("persona", "persona_nombre"), _REGISTRO),
    "aval.Fusion": (("persona", "persona_nombre"), _REGISTRO),
    "actores.Solicitud": (("persona", "pedida_por", "resuelta_por"), _CUENTA),
    "actores.RegistroDeAcceso": (
        ("persona", "persona_numero", "persona_nombre", "quien", "quien_nombre", "confirmo"),
        _CUENTA,
    ),
    "aval.Autoria": (("usuario", "usuario_numero", "usuario_nombre"), _REGISTRO),
    "sitio.AjustesSitio": (("telefono", "correo", "correo_prensa", "telefono_prensa"), _INSTITUCION),
    **{
        modelo: (
            (*mas, "correo", "autorizado", "autorizacion"),
            "what people write to the city is for the DDRI alone: no public page reads it",
        )
        for modelo, mas in (("intercambios.Pedido", ("asignado_a",)), ("intercambios.Correccion", ()))
    },
    "banco.Suscripcion": (
        ("correo", "autorizado", "autorizacion", "confirmada"),
        "an address that letters are sent to: no public page, file or API reads it",
    ),
    "eventos.Presentacion": (("quien",), "an entity or a post: its help says that it is not the name of a person"),
    **{
        f"sistema.{modelo}": (campos, "what bodies do is read in the admin only: no public page names who did it")
        for modelo, campos in {
            "Sesion": ("convocada_por", "acta_de"),
            "PuntoDeAgenda": ("quien",),
            "Asistencia": ("delegado",),
            "Aceptacion": ("usuario",),
            "Aprobacion": ("usuario",),
            "ComentarioDeActa": ("autor",),
            "CompromisoDeSesion": ("persona",),
            "EntradaDeCompromiso": ("quien",),
        }.items()
    },
    "practicas.ImagenDePractica": (("credito",), "the author's right to be named is what the field is for"),
    "practicas.VideoDePractica": (("credito",), "the author's right to be named is what the field is for"),
    "eventos.ImagenDeEvento": (("credito",), "the author's right to be named is what the field is for"),
}


def _de_la_casa():
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.partition(".")[0] in CASA]


def _sospechosos(modelo):
    """Names of the fields of ``modelo`` that may hold a person."""
    de_personas = get_user_model()
    for campo in modelo._meta.local_fields:
        if (
            isinstance(campo, models.EmailField)
            or PARECE_DE_UNA_PERSONA.search(campo.name)
            or (campo.is_relation and campo.related_model is de_personas)
        ):
            yield campo.name


def _con_personas():
    return [modelo for modelo in _de_la_casa() if isinstance(getattr(modelo, "datos_de_persona", None), DatosDePersona)]


def test_toda_clase_con_una_persona_lo_declara():
    sin_declarar = {}
    for modelo in _de_la_casa():
        datos = getattr(modelo, "datos_de_persona", None)
        declarados = {*datos.campos, datos.autoriza, f"{datos.autoriza}_fecha"} if datos else set()
        declarados |= set(SIN_PERSONA.get(modelo._meta.label, ((), ""))[0])
        if faltan := set(_sospechosos(modelo)) - declarados:
            sin_declarar[modelo._meta.label] = faltan
    assert not sin_declarar, "say it with «datos_de_persona», or why it is never public in SIN_PERSONA"


def test_lo_que_se_exceptua_existe_y_dice_por_que():
    for etiqueta, (campos, razon) in SIN_PERSONA.items():
        modelo = apps.get_model(etiqueta)
        assert razon and set(campos) <= {campo.name for campo in modelo._meta.get_fields()}, etiqueta


def test_la_prueba_encuentra_lo_que_no_se_declara():
    """It can fail: a model of a new room with a mail, or a key to a person, is seen."""

    class Inscripcion(models.Model):  # noqa: DJ008
        email = models.EmailField()
        representante_legal = models.CharField(max_length=10)
        alguien = models.ForeignKey("actores.Usuario", on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "suelta"

    try:
        assert set(_sospechosos(Inscripcion)) == {"email", "representante_legal", "alguien"}
    finally:
        apps.all_models.pop("suelta", None)
        apps.clear_cache()


# --- A canary of each kind --------------------------------------------------------------------------------


def _dato(clase, campo):
    """What a person of that kind has in that field: found nowhere else."""
    marca = f"canario{clase._meta.model_name}{campo.replace('_', '')}"
    return f"{marca}@example.org" if isinstance(clase._meta.get_field(campo), models.EmailField) else marca.capitalize()


def _persona(clase, autoriza):
    datos = clase.datos_de_persona
    valores = {campo: _dato(clase, campo) for campo in datos.campos}
    fecha = datetime.date(2024, 3, 1) if autoriza else None
    return valores | {datos.autoriza: autoriza, f"{datos.autoriza}_fecha": fecha}


class _DePractica:
    """The rows of persons of a ficha: each kind by its relation."""

    def __init__(self, clase, relacion):
        self.clase, self.relacion = clase, relacion

    def vivo(self, autoriza):
        hoja = f.practica(None, titulo=f"Con {self.relacion}", contactos=[{"nombre": "Otra Persona"}])
        self.poner(hoja, autoriza)
        hoja.save()
        hoja.save_revision(clean=False)
        flujo.avalar_de_instalacion(f.fresca(hoja))
        return f.fresca(hoja)

    def poner(self, hoja, autoriza):
        otras = [una for una in getattr(hoja, self.relacion).all() if not una.nombre.startswith("Canario")]
        setattr(hoja, self.relacion, [*otras, self.clase(**_persona(self.clase, autoriza))])

    def publico(self, objeto):
        return filas_publicas(objeto, self.relacion)[-1:] if objeto else []


class _DeRed:
    clase = Red

    def vivo(self, autoriza):
        red = Red(
            nombre="Red con contacto",
            tipo="global",
            descripcion="<p>Una red.</p>",
            locale=Locale.objects.get(language_code="es"),
            live=False,
        )
        self.poner(red, autoriza)
        red.full_clean()
        red.save()
        red.save_revision()
        flujo.avalar_de_instalacion(red)
        return f.fresca(red)

    def poner(self, red, autoriza):
        for campo, valor in _persona(Red, autoriza).items():
            setattr(red, campo, valor)

    def publico(self, objeto):
        return [persona_publica(objeto)] if persona_publica(objeto) else []


CANARIOS = {
    Contacto: _DePractica(Contacto, "contactos"),
    ActorClave: _DePractica(ActorClave, "actores_clave"),
    Red: _DeRed(),
}


def test_toda_clase_con_una_persona_tiene_su_canario():
    # Delegates are of the admin alone: no public page reads a body of the System.
    assert set(_con_personas()) - {Delegado} == set(CANARIOS), "a new kind that holds a person is tried here too"


def _leer(respuesta):
    contenido = b"".join(respuesta) if respuesta.streaming else respuesta.content
    tipo = respuesta.get("Content-Type", "")
    if tipo == "application/pdf":
        return " ".join(hoja.extract_text() for hoja in PdfReader(BytesIO(contenido)).pages)
    if tipo.endswith("spreadsheetml.sheet"):
        filas = load_workbook(BytesIO(contenido), read_only=True).active.iter_rows(values_only=True)
        return " ".join(str(celda) for fila in filas for celda in fila)
    return contenido.decode(errors="replace")


def _direcciones(objetos):
    """Every public address that could carry something of ``objetos``, in both languages."""
    for idioma, extra, con in (
        ("es", "/es/banco/", ("lista/", "comparar/", "datos/")),
        ("en", "/en/bank/", ("list/", "compare/", "data/")),
    ):
        banco = f.banco(idioma).url
        yield from (f"/{idioma}/", banco, "/sitemap.xml", f"/{idioma}/no-existe/")
        yield from (f"{banco}?vista={vista}" for vista in ("tabla", "mapa", "linea", "matriz"))
        yield from (f"{banco}?q=canario", f"{extra}sugerencias/?q=canario")
        yield from (f"{extra}{que}" for que in ("rss.xml", "atom.xml", "cambios.xml", con[2]))
        yield from (f"{extra}{con[2]}{que}" for que in ("dcat.jsonld", "api/"))
        yield from (f"{extra}{con[2]}{tabla}.{formato}" for tabla in TABLAS for formato in TIPOS)
        yield from (
            f"/api/v2/practicas/?fields=*&locale={idioma}",
            f"/api/v2/practicas/?search=canario&locale={idioma}",
        )
    for objeto in objetos:
        idioma = objeto.locale.language_code
        extra, con = {"es": ("/es/banco/", ("lista/", "comparar/")), "en": ("/en/bank/", ("list/", "compare/"))}[idioma]
        yield from (objeto.url, objeto.aval.get_absolute_url())
        if isinstance(objeto, PracticaPage):
            papeles = ("ficha.pdf",) if hay_weasyprint() else ()
            yield from (
                f"{extra}{objeto.slug}/{que}"
                for que in (*papeles, "imprimir/", "cita.bib", "cita.ris", "cita.json", "estampa.png", "ficha.jsonld")
            )
            yield from (f"{extra}{una}?p={objeto.slug}" for una in con)
            yield f"/api/v2/practicas/{objeto.pk}/?fields=*"
        else:
            yield objeto.indice.url


def _buscar_canarios(client, objetos):
    hallados = set()
    for url in dict.fromkeys(_direcciones(objetos)):
        respuesta = client.get(url, follow=True)
        assert respuesta.status_code in (200, 404), url
        texto = re.sub(r"\s+", "", _leer(respuesta).casefold()).replace("q=canario", "")
        hallados |= {url for _ in [1] if re.search(r"canario(contacto|actorclave|red)", texto)}
    for modelo in (EntradaDelSitio, FichaPublica, TextoDeFicha, Vocablo):
        hallados |= {
            modelo._meta.label for fila in modelo.objects.values() if re.search(r"(?i)canario[car]", str(fila))
        }
    return hallados


@pytest.mark.parametrize("clase", CANARIOS, ids=lambda clase: clase.__name__)
def test_quien_no_autoriza_no_sale_por_ninguna_direccion(clase, client, comunicaciones, moderadora):
    canario = CANARIOS[clase]
    objeto = canario.vivo(autoriza=False)
    inglesa = f.publicada_en_ingles(objeto, comunicaciones, moderadora)
    assert not _buscar_canarios(client, [objeto, inglesa])


@pytest.mark.parametrize("clase", CANARIOS, ids=lambda clase: clase.__name__)
def test_la_autorizacion_que_se_retira_en_espanol_se_acaba_en_los_dos_idiomas(
    clase, client, comunicaciones, moderadora
):
    """Also from what was kept: the English is not touched, and was read before."""
    canario = CANARIOS[clase]
    objeto = canario.vivo(autoriza=True)
    inglesa = f.publicada_en_ingles(objeto, comunicaciones, moderadora)
    visto = _buscar_canarios(client, [objeto, inglesa])
    assert {objeto.url, inglesa.url} <= visto  # the test sees them while they may be seen, and fills the caches
    aval_ingles = f.fresca(inglesa).aval_id
    borrador = f.fresca(objeto).get_latest_revision_as_object()
    canario.poner(borrador, autoriza=False)
    flujo.avalar_de_instalacion(borrador)
    assert f.fresca(inglesa).live and f.fresca(inglesa).aval_id == aval_ingles
    assert not _buscar_canarios(client, [f.fresca(objeto), f.fresca(inglesa)])


@pytest.mark.parametrize("clase", CANARIOS, ids=lambda clase: clase.__name__)
def test_se_juzga_donde_se_autorizo(clase, comunicaciones, moderadora):
    canario = CANARIOS[clase]
    objeto = canario.vivo(autoriza=True)
    inglesa = f.publicada_en_ingles(objeto, comunicaciones, moderadora)
    assert canario.publico(objeto) and canario.publico(inglesa)
    assert (original_de(objeto), original_de(inglesa)) == (objeto, objeto)
    # A translation whose original is gone keeps nobody's consent.
    clave = f.fresca(objeto).translation_key
    type(inglesa)._base_manager.filter(pk=inglesa.pk).update(translation_key="00000000-0000-4000-8000-000000000000")
    assert not canario.publico(f.fresca(inglesa))
    # And one whose person is another than the original's has not hers.
    type(inglesa)._base_manager.filter(pk=inglesa.pk).update(translation_key=clave)
    vuelta = f.fresca(inglesa)
    assert canario.publico(vuelta)


def test_las_caches_de_las_pruebas_guardan(client, db):
    """The canaries would say nothing of the caches if these kept nothing."""
    hoja = f.viva()
    client.get(hoja.url)
    assert any(clave.startswith(":1:pagina:") for clave in caches["default"]._cache)
