"""What surveys and checklists ask, worded on a screen: whole, in both languages, and never under who answers."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from formularios.models import Formulario
from intercambios import encuestas
from intercambios.models import Cuestionario
from tests import fabrica as f

from .procesos import proceso


@pytest.fixture
def dirige(db):
    return f.persona("dirige", MODERACION)


@pytest.fixture
def formulario(db):
    return Formulario.objects.get(codigo="encuesta-intercambio")


def redactar(formulario):
    return reverse("procesos:redactar", args=[formulario.pk])


def leida(respuesta):
    return BeautifulSoup(respuesta.content, "html.parser")


def escrito(sopa):
    """What the form on the screen would send as it stands."""
    datos = {}
    for campo in sopa.select("form.mesa__formulario [name]"):
        if campo.name == "select":
            elegida = campo.find("option", selected=True)
            datos[campo["name"]] = elegida["value"] if elegida else campo.find("option")["value"]
        elif campo.name == "textarea":
            datos[campo["name"]] = campo.get_text().removeprefix("\n")
        elif campo.name == "input" and (campo.get("type") != "checkbox" or campo.has_attr("checked")):
            datos[campo["name"]] = campo.get("value", "on" if campo.get("type") == "checkbox" else "")
    return datos


def guardar(client, formulario, acto="guardar", **cambios):
    datos = escrito(leida(client.get(redactar(formulario))))
    return client.post(redactar(formulario), {**datos, **cambios, "acto": acto})


def claves(formulario):
    return list(formulario.campos.values_list("clave", flat=True))


def test_lo_que_nadie_ha_respondido_se_cambia_en_su_version(client, dirige, formulario):
    client.force_login(dirige)
    nueva = {
        "p-5-etiqueta_es": "¿Volvería a participar?",
        "p-5-etiqueta_en": "Would you take part again?",
        "p-5-tipo": "opcion",
        "p-5-opciones_es": "Sí\nNo",
        "p-5-opciones_en": "Yes\nNo",
        "p-5-ORDER": "1",
    }
    respuesta = guardar(
        client,
        formulario,
        **{"p-0-etiqueta_es": "¿Cuánto sabe del tema?", "p-4-DELETE": "on", "p-3-ORDER": "2"},
        **nueva,
    )
    assert respuesta.status_code == 302
    assert Formulario.objects.filter(codigo=formulario.codigo).count() == 1
    assert claves(formulario) == ["volveria_a_participar", "conoce", "responde", "aplica", "a_quien"]
    campo = formulario.campos.first()
    assert campo.opciones == [{"codigo": "si", "es": "Sí", "en": "Yes"}, {"codigo": "no", "es": "No", "en": "No"}]
    assert formulario.campos.get(clave="conoce").etiqueta_es == "¿Cuánto sabe del tema?"
    assert [una["codigo"] for una in formulario.campos.get(clave="conoce").opciones] == [
        *("nada", "poco", "bastante", "mucho")
    ]


def test_guardar_sin_tocar_nada_no_cambia_nada(client, dirige, formulario):
    client.force_login(dirige)
    todos = Formulario.objects.filter(codigo__in=[formulario.codigo, *Cuestionario.FORMULARIOS.values()])
    assert len(todos) == 4
    for uno in todos:
        antes = list(uno.campos.values())
        assert guardar(client, uno).status_code == 302
        assert list(uno.campos.values()) == antes


def test_una_escala_trae_sus_respuestas(client, dirige, formulario):
    client.force_login(dirige)
    nueva = {"p-5-etiqueta_es": "¿Le sirvió?", "p-5-etiqueta_en": "Was it useful?", "p-5-tipo": "escala"}
    assert guardar(client, formulario, **nueva).status_code == 302
    assert [una["en"] for una in formulario.campos.last().opciones] == [
        *("Not at all", "A little", "Quite a lot", "A great deal")
    ]


def test_lo_que_ya_se_pregunto_sigue_con_sus_preguntas(client, dirige, formulario):
    uno = proceso(estado="en_marcha")
    encuestas.abrir_encuesta(uno, "antes", formulario, dirige)
    antes = list(formulario.campos.values())
    client.force_login(dirige)
    sopa = leida(client.get(redactar(formulario)))
    assert "Esta versión ya se preguntó" in sopa.get_text() and "Guardar como otra versión" in sopa.get_text()
    respuesta = guardar(client, formulario, **{"p-0-etiqueta_es": "¿Cuánto sabe del tema?", "p-1-DELETE": "on"})
    nueva = Formulario.objects.get(codigo=formulario.codigo, version="02")
    assert respuesta.url == redactar(nueva)
    assert list(formulario.campos.values()) == antes
    assert claves(nueva) == ["conoce", "a_quien", "responde", "logistica"]
    assert encuestas.abrir_encuesta(uno, "despues", nueva, dirige).formulario == formulario
    assert encuestas.cuestionarios() == [nueva]  # what begins now asks the new one
    assert encuestas.abrir_encuesta(proceso("Otro", estado="en_marcha"), "antes", nueva, dirige).formulario == nueva
    sopa = leida(client.get(redactar(formulario)))
    assert "solo se lee" in sopa.get_text() and not sopa.select("form.mesa__formulario")
    assert client.post(redactar(formulario), {"acto": "guardar"}).status_code == 422
    assert list(formulario.campos.values()) == antes


@pytest.mark.parametrize(
    ("cambios", "campo", "dicho"),
    [
        ({"p-0-etiqueta_es": " "}, "p-0-etiqueta_es", "Escriba la pregunta"),
        ({"p-0-etiqueta_en": ""}, "p-0-etiqueta_en", "Falta la pregunta en inglés"),
        ({"p-5-etiqueta_en": "A new one"}, "p-5-etiqueta_es", "Escriba la pregunta"),
        ({"p-1-etiqueta_es": "¿cuánto conoce el tema del  intercambio?"}, "p-1-etiqueta_es", "ya dice lo mismo"),
        ({"p-0-opciones_en": "Not at all\nA little"}, "p-0-opciones_en", "escriba las mismas"),
        ({"p-0-opciones_es": "Nada\nnada", "p-0-opciones_en": "No\nNone"}, "p-0-opciones_es", "dos veces"),
        ({"p-1-opciones_es": "Sí", "p-1-opciones_en": "Yes"}, "p-1-opciones_es", "al menos dos"),
        ({"p-0-ayuda_es": "Solo en español"}, "p-0-ayuda_en", "Falta en inglés"),
        ({"nombre_en": ""}, "nombre_en", "Falta el nombre en inglés"),
        ({"nombre_es": "cómo va la práctica en su ciudad"}, "nombre_es", "ya se llama así"),
        ({"nota_en": ""}, "nota_en", "Falta en inglés"),
        ({"p-0-tipo": "prosa"}, "p-0-tipo", "prosa"),
    ],
)
def test_lo_que_falta_se_dice_al_lado_y_nada_se_pierde(client, dirige, formulario, cambios, campo, dicho):
    antes = list(formulario.campos.values())
    client.force_login(dirige)
    respuesta = guardar(client, formulario, **{"p-2-etiqueta_es": "Lo que escribí", **cambios})
    assert respuesta.status_code == 422
    sopa = leida(respuesta)
    caja = sopa.find(attrs={"name": campo})
    assert dicho in caja.find_parent(class_="w-field__wrapper").select_one(".error-message").get_text()
    assert caja["id"] in {enlace["href"].removeprefix("#") for enlace in sopa.select("[role=alert] a")}
    assert sopa.find(attrs={"name": "p-2-etiqueta_es"}).get_text(strip=True) == "Lo que escribí"
    assert list(formulario.campos.values()) == antes


def test_sin_ninguna_pregunta_no_hay_cuestionario(client, dirige, formulario):
    client.force_login(dirige)
    respuesta = guardar(client, formulario, **{f"p-{lugar}-DELETE": "on" for lugar in range(5)})
    assert respuesta.status_code == 422 and "al menos una pregunta" in respuesta.text
    assert formulario.campos.count() == 5


def test_se_agrega_otra_sin_perder_lo_escrito_ni_guardarlo(client, dirige, formulario):
    client.force_login(dirige)
    medio = {"nombre_es": "Otro nombre", "p-0-etiqueta_es": "", "p-5-etiqueta_es": "A medias"}
    respuesta = guardar(client, formulario, "otra", **medio)
    sopa = leida(respuesta)
    assert respuesta.status_code == 200 and not sopa.select(".error-message")
    datos = escrito(sopa)
    assert {nombre: datos[nombre] for nombre in medio} == medio and datos["p-TOTAL_FORMS"] == "7"
    lleno = {
        "p-0-etiqueta_es": "¿Cuánto conoce?",
        "p-5-etiqueta_en": "Half",
        "p-6-etiqueta_es": "Otra más",
        "p-6-etiqueta_en": "One more",
        "p-5-ORDER": "2",
    }
    assert client.post(redactar(formulario), {**datos, **lleno, "acto": "guardar"}).status_code == 302
    assert claves(formulario) == ["conoce", "a_medias", "aplica", "a_quien", "responde", "logistica", "otra_mas"]


def test_lo_que_el_sistema_lee_cambia_de_palabras_y_no_de_respuestas(client, dirige):
    seguimiento = Formulario.objects.get(codigo="transferencia-seguimiento")
    lugar = claves(seguimiento).index("etapa")
    client.force_login(dirige)
    sopa = leida(client.get(redactar(seguimiento)))
    assert sopa.find(attrs={"name": f"p-{lugar}-tipo"}).has_attr("disabled")
    menos = {f"p-{lugar}-opciones_{idioma}": "Una\nDos" for idioma in ("es", "en")}
    assert guardar(client, seguimiento, **menos).status_code == 422
    es = sopa.find(attrs={"name": f"p-{lugar}-opciones_es"}).get_text().strip().splitlines()
    cambios = {f"p-{lugar}-opciones_es": "\n".join([*es[:-1], "Ya no"]), f"p-{lugar}-DELETE": "on"}
    assert guardar(client, seguimiento, **cambios).status_code == 302
    opciones = seguimiento.campos.get(clave="etapa").opciones
    assert opciones[-1] == {"codigo": "abandonada", "es": "Ya no", "en": "It was given up"} and len(opciones) == 5


def test_una_lista_de_transferencia_admite_texto_en_su_seccion(client, dirige):
    lista = Formulario.objects.get(codigo="transferencia-oferente")
    client.force_login(dirige)
    lugar, seccion = lista.campos.count(), lista.secciones.first()
    nueva = {
        f"p-{lugar}-{campo}": valor
        for campo, valor in (
            ("etiqueta_es", "¿Con quién?"),
            ("etiqueta_en", "With whom?"),
            ("tipo", "prosa"),
            ("seccion", seccion.orden),
        )
    }
    assert guardar(client, lista, **nueva).status_code == 302
    campo = lista.campos.get(clave="con_quien")
    assert (campo.tipo, campo.seccion) == ("prosa", seccion)


@pytest.mark.parametrize(("idioma", "dicho"), [("es", "¿Cuánto conoce el tema"), ("en", "How well do you know")])
def test_se_ve_como_quien_responde_y_no_guarda_nada(client, dirige, formulario, idioma, dicho):
    client.force_login(dirige)
    vista = reverse("procesos:vista_previa", args=[formulario.pk, idioma])
    sopa = leida(client.get(vista))
    assert dicho in sopa.main.get_text() and sopa.select_one(".encuesta button[type=submit]").has_attr("disabled")
    assert sopa.html["lang"].startswith(idioma)
    assert client.post(vista, {"p_conoce": "nada"}).status_code == 405
    assert client.get(reverse("procesos:vista_previa", args=[formulario.pk, "fr"])).status_code == 404
    for codigo in Cuestionario.FORMULARIOS.values():
        otro = Formulario.objects.get(codigo=codigo)
        otra = client.get(reverse("procesos:vista_previa", args=[otro.pk, idioma]))
        assert otro.campos.first().etiqueta(idioma) in leida(otra).main.get_text()


def test_otra_version_mientras_se_escribia_se_dice(client, dirige, formulario):
    encuestas.abrir_encuesta(proceso(estado="en_marcha"), "antes", formulario, dirige)
    client.force_login(dirige)
    datos = escrito(leida(client.get(redactar(formulario))))
    assert client.post(redactar(formulario), {**datos, "acto": "guardar"}).status_code == 302
    respuesta = client.post(redactar(formulario), {**datos, "acto": "guardar"})
    assert respuesta.status_code == 422
    assert sorted(Formulario.objects.filter(codigo=formulario.codigo).values_list("version", flat=True)) == ["01", "02"]


@pytest.mark.parametrize(
    ("rol", "entra"),
    [(MODERACION, True), (ADMINISTRACION, True), (COMUNICACIONES, False), (PUNTOS_FOCALES, False)],
)
def test_los_redacta_la_ddri(client, db, formulario, rol, entra):
    client.force_login(f.persona("alguien", rol, "idrd"))
    direcciones = [
        reverse("procesos:cuestionarios"),
        redactar(formulario),
        reverse("procesos:vista_previa", args=[formulario.pk, "es"]),
    ]
    for direccion in direcciones:
        assert (client.get(direccion).status_code == 200) is entra
    client.post(redactar(formulario), {"acto": "guardar", "nombre_es": "Tomado"})
    assert not Formulario.objects.filter(nombre_es="Tomado").exists()
    assert (direcciones[0] in client.get(reverse("wagtailadmin_home")).text) is entra


def test_los_formularios_de_otras_salas_no_se_cambian_aqui(client, dirige):
    client.force_login(dirige)
    for codigo in ("ft-1311", "diagnostico-cooperacion"):
        for ajeno in Formulario.objects.filter(codigo__iexact=codigo):
            assert client.get(redactar(ajeno)).status_code == 404


def test_la_lista_cuesta_lo_mismo_con_muchas_versiones(client, dirige, formulario, django_assert_max_num_queries):
    for numero in range(2, 30):
        formulario.nueva_version(f"{numero:02d}")
    client.force_login(dirige)
    lista = reverse("procesos:cuestionarios")
    client.get(lista)
    with django_assert_max_num_queries(25):
        texto = client.get(lista).text
    assert "28" in texto
