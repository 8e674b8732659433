"""A District's format becomes the draft of a ficha, and a ficha goes out as one (seed 004)."""

import datetime
import io
import tomllib

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.html import strip_tags

from base.palabras import lineas_visibles
from formularios import servicio
from formularios.lectura_word import leer
from formularios.models import Formulario, Llenado
from formularios.word import escribir
from practicas import desde_formato
from practicas.models import PracticaPage
from sitio.demo.carga import FORMATOS
from tests import fabrica as f

pytestmark = pytest.mark.django_db

_SEMILLA = FORMATOS / "acuerdo-simbolico.toml"
LLENO = {clave: valor.strip() for clave, valor in tomllib.loads(_SEMILLA.read_text(encoding="utf-8")).items() if valor}
CORTO = "Acuerdo simbólico"


def formato(persona, estado=Llenado.Estado.REGISTRADO, tipo=Llenado.Tipo.BUENA_PRACTICA, **cambios):
    llenado = Llenado(
        formulario=Formulario.objects.get(codigo="4202000-FT-1311"), entidad=persona.entidad, estado=estado, tipo=tipo
    )
    return servicio.guardar(llenado, persona, {**LLENO, **cambios})


def proponer(navegador, llenado, titulo=CORTO, **mas):
    return navegador.post(reverse("practicas:proponer", args=[llenado.pk]), {"titulo": titulo, **mas})


@pytest.fixture
def navegador(entrar, focal):
    return entrar(focal)


def test_un_clic_hace_el_borrador_de_la_ficha_de_su_entidad(navegador, focal):
    llenado = formato(focal)
    respuesta = proponer(navegador, llenado)
    ficha = PracticaPage.objects.get()
    assert respuesta.url == reverse("wagtailadmin_pages:edit", args=[ficha.pk])
    assert (ficha.title, ficha.live, ficha.entidad, ficha.owner) == (CORTO, False, focal.entidad, focal)
    assert ficha.fecha_inicio == datetime.date(2023, 3, 1)
    llenado.refresh_from_db()
    assert (llenado.estado, llenado.pagina_id) == (Llenado.Estado.PROPUESTO, ficha.pk)
    assert not ficha.aval_id


@pytest.mark.parametrize(
    "campo, claves",
    {
        "resumen": ["descripcion"],
        "antecedentes": ["nombre", "descripcion", "linea_base"],
        "resultados": ["alcance", "aporte"],
        "visibilidad": ["difusion"],
        "dificultades": ["retos"],
        "transferencia": ["estabilidad"],
        "lecciones": ["conclusiones"],
    }.items(),
)
def test_cada_texto_queda_entero_en_su_lugar(navegador, focal, campo, claves):
    proponer(navegador, formato(focal))
    dice = [" ".join(linea.split()) for linea in lineas_visibles(getattr(PracticaPage.objects.get(), campo))]
    if campo == "resumen":
        dice = [" ".join(linea.split()) for linea in PracticaPage.objects.get().resumen.split("\n")]
    for clave in claves:
        for linea in LLENO[clave].split("\n"):
            assert " ".join(linea.split()) in dice


def test_se_ve_antes_donde_queda_cada_cosa_y_que_falta(navegador, focal):
    sopa = BeautifulSoup(
        navegador.get(reverse("practicas:proponer", args=[formato(focal, otros="Algo más").pk])).content, "html.parser"
    )
    tabla = {fila.th.text.strip(): fila.text for fila in sopa.select(".formularios-tabla tbody tr")}
    assert "18 de 10 palabras: sobran 8" in tabla["Título"]
    assert "de 100 palabras: sobran" in tabla["Resumen"] and "Línea base" in tabla["Antecedentes y origen"]
    quedan = sopa.select_one("dl.formularios-respuestas").text
    assert "Algo más" in quedan and "Equipo de Makers" in quedan and LLENO["poblacion"] in quedan
    faltan = sopa.select("ul.formularios-sobrante")[-1].text
    for nombre in (
        "La asociación",
        "Personas de contacto",
        "ODS a los que aporta",
        "Área temática",
        "UPZ u otro lugar",
    ):
        assert nombre in faltan
    assert not PracticaPage.objects.exists()


def test_la_persona_queda_de_contacto_privado(navegador, focal, client):
    llenado = formato(focal, colaborador="Zenaida Quinchía", correo="zenaida@example.org", telefono="601 555 0101")
    proponer(navegador, llenado)
    (persona,) = PracticaPage.objects.get().contactos.all()
    assert (persona.nombre, persona.correo, persona.telefono) == (
        "Zenaida Quinchía",
        "zenaida@example.org",
        "601 555 0101",
    )
    assert persona.autoriza is False and persona.autoriza_fecha is None


def test_lo_que_no_cabe_no_se_corta(navegador, focal):
    largo = "palabra " * 36 + "fin"
    llenado = formato(focal, nombre=largo, telefono="5" * 61)
    assert proponer(navegador, llenado, largo).status_code == 422  # a title of the site has 255 characters
    assert "5" * 61 in navegador.get(reverse("practicas:proponer", args=[llenado.pk])).content.decode()
    proponer(navegador, llenado)
    assert largo in " ".join(strip_tags(PracticaPage.objects.get().antecedentes).split())


def test_los_anexos_van_con_la_ficha(navegador, focal):
    llenado = formato(focal)
    servicio.adjuntar(llenado, escribir(llenado.formulario, {}), "informe.docx", "anexos")
    servicio.adjuntar(llenado, b"el documento del que se leyo", "original.docx")
    proponer(navegador, llenado)
    (archivo,) = PracticaPage.objects.get().archivos.all()
    assert archivo.titulo == "informe.docx" and archivo.documento.collection == focal.entidad.coleccion


def test_lo_que_se_pega_no_es_marcado(navegador, focal):
    proponer(navegador, formato(focal, conclusiones="<script>alert(1)</script> & <b>no</b>"))
    assert (
        PracticaPage.objects.get().lecciones
        == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;no&lt;/b&gt;</p>"
    )


def test_las_poblaciones_las_elige_una_persona(navegador, focal):
    llenado = formato(focal, poblacion="Mujeres y juventud de la ciudad")
    sopa = BeautifulSoup(navegador.get(reverse("practicas:proponer", args=[llenado.pk])).content, "html.parser")
    de_la_semilla = [una.nombre_es for una in desde_formato.nombradas(LLENO["poblacion"])]
    assert de_la_semilla == ["Servidores públicos y contratistas"]
    assert "Nombra a: Juventud, Mujeres" in sopa.text and not sopa.select("[name=poblaciones][checked]")
    mujeres = next(una for una in desde_formato.nombradas("mujeres"))
    proponer(navegador, llenado, poblaciones=[mujeres.pk])
    assert list(PracticaPage.objects.get().poblaciones.all()) == [mujeres]


def test_dos_veces_no_hace_dos_fichas(navegador, focal):
    llenado = formato(focal)
    primera = proponer(navegador, llenado).url
    assert proponer(navegador, llenado).url == primera and PracticaPage.objects.count() == 1


def test_se_lee_de_los_dos_lados(navegador, focal, entrar, comunicaciones):
    llenado = formato(focal)
    editor = proponer(navegador, llenado).url
    suyo = reverse("formularios:ver", args=[llenado.pk])
    pagina = navegador.get(editor).content.decode()
    assert "Viene del FT-1311 del 24/10/2023" in pagina and suyo in pagina
    assert editor in navegador.get(suyo).content.decode()
    # Who works on the ficha and may not read the format is told where it comes from, and no more.
    otra = entrar(comunicaciones).get(editor).content.decode()
    assert "Viene del FT-1311" in otra and suyo not in otra


@pytest.mark.parametrize(
    "cambios",
    [{"estado": Llenado.Estado.BORRADOR}, {"tipo": Llenado.Tipo.LECCION}],
    ids=["borrador", "lección aprendida"],
)
def test_solo_se_propone_una_buena_practica_registrada(navegador, focal, cambios):
    llenado = formato(focal, **cambios)
    ver = reverse("formularios:ver", args=[llenado.pk])
    assert "Proponer como ficha" not in navegador.get(ver).content.decode()
    assert proponer(navegador, llenado).url == ver and not PracticaPage.objects.exists()


@pytest.mark.parametrize("papel", ["otro_focal", "comunicaciones", "administracion", "superusuario", "moderadora"])
def test_lo_propone_quien_escribe_las_fichas_de_esa_entidad(request, entrar, focal, papel):
    respuesta = proponer(entrar(request.getfixturevalue(papel)), formato(focal))
    assert respuesta.status_code in (302, 404) and not PracticaPage.objects.exists()


def test_publicada_la_ficha_el_formato_lo_dice_y_borrada_se_puede_volver_a_proponer(focal, asesora, moderadora):
    llenado = formato(focal)
    viva = f.publicada(focal, asesora, moderadora)
    Llenado.objects.filter(pk=llenado.pk).update(pagina=viva, estado=Llenado.Estado.PROPUESTO)
    f.cambiar(viva, focal, resumen="Otro resumen breve.")
    f.enviar(viva, focal)
    f.estudiar(viva, asesora)
    f.avalar(viva, moderadora)
    llenado.refresh_from_db()
    assert llenado.estado == Llenado.Estado.CONVERTIDO

    otro = formato(focal)
    borrador = desde_formato.proponer(otro, focal, "Otra")
    borrador.delete()
    otro.refresh_from_db()
    assert (otro.estado, otro.pagina) == (Llenado.Estado.REGISTRADO, None)


# --- A ficha as the format --------------------------------------------------------------------------


def test_una_ficha_sale_como_formato_con_lo_que_cuenta(navegador, focal):
    ficha = f.practica(focal, lecciones="<p>Uno.</p><ul><li>Dos &amp; tres.</li></ul>")
    respuesta = navegador.get(reverse("practicas:como_formato", args=[ficha.pk]))
    formulario = Formulario.objects.get(codigo="4202000-FT-1311")
    valores = leer(formulario, b"".join(respuesta)).valores
    assert valores["nombre"] == ficha.title and valores["fecha_inicio"] == "2015-06-01"
    assert valores["descripcion"] == ficha.resumen and valores["conclusiones"] == "Uno.\nDos & tres."
    assert valores["poblacion"] == "Juventud" and valores["retos"] == "Texto de dificultades para la prueba."
    assert "alcance" not in valores and "dependencia" not in valores


def test_de_las_personas_salen_solo_las_que_autorizaron(navegador, focal):
    formulario = Formulario.objects.get(codigo="4202000-FT-1311")
    callada = f.practica(focal, contactos=[{"autoriza": False, "autoriza_fecha": None}])
    respuesta = navegador.get(reverse("practicas:como_formato", args=[callada.pk]))
    assert "colaborador" not in leer(formulario, b"".join(respuesta)).valores
    autoriza = f.practica(focal, titulo="Otra")
    respuesta = navegador.get(reverse("practicas:como_formato", args=[autoriza.pk]))
    assert leer(formulario, b"".join(respuesta)).valores["colaborador"] == "Clara Frailejón"


def test_la_de_otra_entidad_no_sale(entrar, focal, otro_focal):
    ficha = f.practica(focal)
    respuesta = entrar(otro_focal).get(reverse("practicas:como_formato", args=[ficha.pk]))
    assert respuesta.status_code != 200


def test_el_boton_esta_en_el_editor(navegador, focal):
    ficha = f.practica(focal)
    url = reverse("practicas:como_formato", args=[ficha.pk])
    assert url in navegador.get(reverse("wagtailadmin_pages:edit", args=[ficha.pk])).content.decode()


def test_ida_y_vuelta_una_ficha_que_vino_de_un_formato_sale_con_sus_textos(navegador, focal):
    ficha = desde_formato.proponer(formato(focal), focal, CORTO)
    formulario = Formulario.objects.get(codigo="4202000-FT-1311")
    datos = escribir(formulario, desde_formato.como_formato(ficha, formulario))
    valores = leer(formulario, io.BytesIO(datos).getvalue()).valores
    for clave in ("descripcion", "difusion", "retos", "estabilidad", "conclusiones", "fecha_inicio"):
        esperado = "\n".join(" ".join(linea.split()) for linea in LLENO[clave].split("\n"))
        assert valores[clave] == esperado
