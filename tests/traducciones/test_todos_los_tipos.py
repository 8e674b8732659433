"""Every kind of text that bears the aval goes the whole way in English. The kinds are found by themselves.

A new kind fails here until it has an example in ``EJEMPLOS``.
"""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page, Workflow, WorkflowContentType

from aval import flujo
from aval.contenido import canonico_de
from aval.retiro import retirar
from banco.models import BancoPage
from base.models import Documento
from eventos.models import Evento, EventosPage, Premio, PremiosPage, Reconocimiento
from intercambios.models import AprendePage, Intercambio, Proceso, Transferencia, TransferenciasPage
from practicas.models import Archivo, PracticaPage, VideoDePractica
from redes.models import Plataforma, PlataformasPage, Red, RedesPage
from sistema.cifras import congelar
from sistema.conclusiones import preparar
from sistema.models import Anuncio, AnunciosPage, ConclusionPublica, InformeAnual, InformesPage, SistemaPage
from sitio.models import ContenidoPage, InicioPage
from tests import fabrica as f
from tests.app_de_prueba.models import Nota
from tests.intercambios.comunes import transferida
from tests.intercambios.procesos import proceso
from tests.sistema.comunes import acogida
from traducciones import segmentos, servicio
from traducciones.atraso import atraso_de, tipos

TIPOS = tipos()
INDICES = (
    *(EventosPage, PremiosPage, RedesPage, PlataformasPage, AnunciosPage, InformesPage, SistemaPage),
    *(TransferenciasPage, AprendePage),
)


def existente(tipo):
    return tipo.objects.filter(locale__language_code="es").first()


def ficha_llena():
    hoja = f.practica(
        None,
        imagenes=[f.imagen()],
        contactos=[{}, {"nombre": "Otra persona"}],
        evidencias=[f.evidencia(unidad="de los hogares", nota="Sin las zonas rurales.")],
    )
    hoja.organizaciones = [f.socio("Universidad")]
    documento = Documento.objects.create(title="Informe", file=ContentFile(f.PDF, "informe.pdf"))
    hoja.archivos = [Archivo(documento=documento, titulo="Informe final", locale=hoja.locale)]
    video = VideoDePractica(titulo="La feria", enlace="https://videos.example/1", credito="IDRD", locale=hoja.locale)
    video.transcripcion = "<p>Se abre la puerta.</p>"
    hoja.videos = [video]
    hoja.save()
    flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


def contenido_lleno():
    hoja = ContenidoPage(
        title="Cómo se estudia una práctica",
        slug="como-se-estudia",
        entradilla="En dos pasos.",
        live=False,
        locale=Locale.objects.get(language_code="es"),
        cuerpo=[
            ("titulo", "Paso uno"),
            ("parrafos", "<p>Se lee la ficha.</p><ul><li>Entera</li></ul>"),
            ("definiciones", [{"termino": "Aval", "definicion": "La palabra de la DDRI."}]),
            ("imagen", {"imagen": f.imagen(), "texto_alternativo": "Una mesa", "pie": "Así se lee."}),
        ],
    )
    existente(InicioPage).add_child(instance=hoja)
    flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


def vivo(objeto):
    """``objeto`` with an aval, as the installation gives its own."""
    if not objeto.pk:
        objeto.full_clean(exclude=["translation_key"])
        objeto.save()
    if not objeto.live:
        flujo.avalar_de_instalacion(objeto)
    return f.fresca(objeto)


def espanol():
    return Locale.objects.get(language_code="es")


def nuevo(modelo, **campos):
    return vivo(modelo(locale=espanol(), live=False, **campos))


def reconocimiento():
    premio = vivo(existente(Premio))
    return nuevo(
        Reconocimiento,
        premio=premio,
        anio=2014,
        resultado="finalista",
        practica=f.viva("Premiada").page_ptr,
        categoria="Aire limpio",
    )


def informe():
    congelar(2014, None)
    campos = ("descripcion", "gestion", "aprendizajes", "que_sigue")
    return nuevo(
        InformeAnual, nombre="Informe de 2014", anio=2014, **{campo: f"<p>Texto de {campo}.</p>" for campo in campos}
    )


def intercambio():
    cerrado = proceso()
    texto = nuevo(
        Intercambio,
        nombre="Reciclaje con quienes viven de él",
        linea="aprende",
        anio=2026,
        **{campo: f"<p>Texto de {campo}.</p>" for campo in ("descripcion", "aprendizajes", "que_sigue")},
    )
    Proceso.objects.filter(pk=cerrado.pk).update(publico=texto)
    return texto


def nota():
    """A snippet; the installation gives its workflow to each kind of the house, and this one is of the tests."""
    WorkflowContentType.objects.create(
        workflow=Workflow.objects.get(name="Aval de la DDRI"), content_type=ContentType.objects.get_for_model(Nota)
    )
    return nuevo(Nota, titulo="Una nota", texto="<p>Lo que dice la nota.</p>")


# A live example of each kind, in Spanish, by the label of its model.
EJEMPLOS = {
    InicioPage._meta.label: lambda: existente(InicioPage),
    BancoPage._meta.label: lambda: existente(BancoPage),
    ContenidoPage._meta.label: contenido_lleno,
    PracticaPage._meta.label: ficha_llena,
    **{
        modelo._meta.label: lambda modelo=modelo: vivo(existente(modelo))
        for modelo in (
            EventosPage,
            PremiosPage,
            RedesPage,
            PlataformasPage,
            AnunciosPage,
            InformesPage,
            SistemaPage,
            TransferenciasPage,
            AprendePage,
            Red,
            Plataforma,
            Premio,
        )
    },
    Evento._meta.label: lambda: nuevo(Evento, nombre="Foro de prueba", tipo="foro"),
    Reconocimiento._meta.label: reconocimiento,
    InformeAnual._meta.label: informe,
    ConclusionPublica._meta.label: lambda: vivo(preparar(acogida(), None)),
    Intercambio._meta.label: intercambio,
    Anuncio._meta.label: lambda: nuevo(
        Anuncio,
        nombre="Observatorios de convivencia",
        clase="oferta",
        modalidad="tecnica",
        transversal=True,
        descripcion="<p>Cómo se monta uno.</p>",
        condiciones="<p>Para ciudades con datos propios.</p>",
    ),
    Transferencia._meta.label: lambda: transferida(
        que_cambio="<p>Se hace los sábados.</p>", aprendizajes="<p>Que basta con vallas.</p>"
    ),
    Nota._meta.label: nota,
}


def textos(valor):
    """Every string inside a canonical content, the JSON of a StreamField opened."""
    if isinstance(valor, str):
        yield from textos(json.loads(valor)) if valor.startswith("[{") else [valor]
    elif isinstance(valor, dict):
        yield from (texto for uno in valor.values() for texto in textos(uno))
    elif isinstance(valor, list):
        yield from (texto for uno in valor for texto in textos(uno))


def test_cada_tipo_tiene_su_ejemplo():
    assert {tipo._meta.label for tipo in TIPOS} == set(EJEMPLOS)


@pytest.mark.parametrize("tipo", TIPOS, ids=lambda tipo: tipo.__name__)
def test_cada_tipo_recorre_todo_el_camino(tipo, comunicaciones, moderadora, entrar, client):
    """Translated whole, proposed, read side by side, approved and published; then behind, and up to date again."""
    original = EJEMPLOS[tipo._meta.label]()
    antes = canonico_de(original)
    traduccion = f.traducir(original, comunicaciones)
    inglesa = traduccion.get_target_instance()
    if inglesa.live:  # the pages of the installation: their address is known already
        direccion = traduccion.source.stringsegment_set.get(context__path="slug")
        servicio.escribir(traduccion, direccion, inglesa.slug, comunicaciones)
    frases = list(
        traduccion.source.stringsegment_set.exclude(context__path="slug").values_list("string__data", flat=True)
    )
    assert frases
    estado = servicio.proponer(traduccion, comunicaciones)
    avales = inglesa.avales.count()
    pendiente = f.tarea(inglesa)
    pantalla = BeautifulSoup(entrar(moderadora).get(f.pantalla(pendiente)).content, "html.parser")
    assert pantalla.select(".traducciones-par [lang=en]")
    aval = f.avalar(inglesa, moderadora)
    viva = f.fresca(inglesa)
    assert viva.live
    assert (viva.aval, aval.idioma, aval.moderador, aval.numero) == (aval, "en", moderadora, avales + 1)
    estado.refresh_from_db()
    assert estado.status == estado.STATUS_APPROVED
    # Each sentence reached the text that the public reads, or the fields that its cards and searches show.
    escrito = " ".join(textos(canonico_de(viva)))
    for segmento in frases:
        assert f.en_ingles(segmento) in escrito, segmento
    # The source did not move.
    assert canonico_de(f.fresca(original)) == antes
    assert f.fresca(original).live
    if isinstance(viva, Page):
        respuesta = client.get(viva.url)
        assert respuesta.status_code == 200
        html = BeautifulSoup(respuesta.content, "html.parser")
        assert html.html["lang"] == "en"
        assert "[en]" in html.get_text()
        assert html.find(class_="atraso") is None

    # The original changes and gets its aval: the translation keeps its own text, and says so.
    borrador = f.fresca(original)
    campo = _campo_de_texto(borrador)
    setattr(borrador, campo, "Cambia")
    flujo.avalar_de_instalacion(borrador)
    atrasada = f.fresca(viva)
    assert canonico_de(atrasada) == canonico_de(viva)
    assert [seccion.campo for seccion in atraso_de(atrasada).secciones] == [campo]
    if isinstance(viva, Page):
        html = BeautifulSoup(client.get(viva.url).content, "html.parser")
        assert html.find(class_="atraso"), f"{tipo.__name__}: its template has no «aviso_de_atraso»"
    nueva = servicio.segmentos_sin_traducir(servicio.traduccion_de(viva)).get()
    servicio.escribir(servicio.traduccion_de(viva), nueva, f.en_ingles("Cambia"), comunicaciones)
    servicio.proponer(servicio.traduccion_de(viva), comunicaciones)
    f.avalar(viva, moderadora)
    assert atraso_de(f.fresca(viva)) is None

    # And what is withdrawn in Spanish is withdrawn in English.
    if not isinstance(viva, Page) or isinstance(viva, ContenidoPage | PracticaPage):
        retirar(f.fresca(original), moderadora, "Por la prueba.")
        assert not f.fresca(viva).live


def _campo_de_texto(objeto):
    """The first field of the text that a translator translates."""
    traducibles = {ruta for ruta in segmentos.por_ruta(objeto) if "." not in ruta}
    return next(campo for campo in objeto.campos_de_lectura if campo in traducibles and campo != "slug")
