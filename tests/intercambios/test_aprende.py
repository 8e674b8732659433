"""Bogotá Aprende and Bogotá Enseña: the formulas on rows written by hand, the public page, who does what."""

import csv
import datetime
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override
from django_countries import countries

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from actores.models import Actor, Entidad
from aval import flujo
from aval.errores import ErrorDeAval
from intercambios import contar, declaradas, indicadores, marcha
from intercambios.anuales import CIFRAS
from intercambios.models import (
    Actividad,
    AprendePage,
    Beneficiaria,
    CifraDeclarada,
    CompromisoDeProceso,
    Experto,
    Intercambio,
    Metodo,
    Participacion,
    PracticaExterna,
    Pregunta,
    Proceso,
)
from intercambios.paises import _DE
from tests import fabrica as f
from vocabulario.models import Ciudad

APRENDE, ENSENA, MISION = (Metodo.Linea.APRENDE, Metodo.Linea.ENSENA, Metodo.Linea.MISION)
HOY = datetime.date(2026, 3, 2)


def entidad(codigo="idrd"):
    return Entidad.objects.get(codigo=codigo)


def actor(nombre, pais):
    return Actor.objects.get_or_create(nombre_es=nombre, defaults={"pais": pais})[0]


def proceso(titulo="Un intercambio", linea=APRENDE, estado="cerrado", actividades=1, entidades=("idrd",), **filas):
    """A process as it would be when it ended: ``expertos`` and ``aliados`` by name and country."""
    metodo = Metodo.objects.get(linea=linea, activo=True)
    uno = Proceso.objects.create(metodo=metodo, titulo=titulo, entidad=entidad(entidades[0]))
    for lugar, codigo in enumerate(entidades):
        Beneficiaria.objects.create(proceso=uno, entidad=entidad(codigo), lidera=not lugar)
    for nombre, organizacion, pais in filas.get("expertos", ()):
        Experto.objects.create(proceso=uno, nombre=nombre, actor=actor(organizacion, pais), sector="publico")
    for organizacion, papel in filas.get("aliados", ()):
        Participacion.objects.create(proceso=uno, actor=actor(organizacion, "NL"), papel=papel)
    for ciudad in filas.get("ciudades", ()):
        PracticaExterna.objects.create(proceso=uno, titulo="Una práctica", ciudad=Ciudad.objects.get(codigo=ciudad))
    for _vez in range(actividades):
        actividad = Actividad.objects.create(proceso=uno, que="Taller", fecha=HOY)
        for clase, cuantos in filas.get("asistencia", {}).items():
            actividad.asistencia.create(clase=clase, cuantos=cuantos)
    Proceso.objects.filter(pk=uno.pk).update(estado=estado, cerrado=HOY if estado == "cerrado" else None)
    return Proceso.objects.get(pk=uno.pk)


@pytest.fixture
def a_mano(db):
    """What each formula is asked of, written so that the right answer can be counted with a finger."""
    f.viva("Ciclovía")
    f.practica(f.persona("autora", PUNTOS_FOCALES, "idrd"), titulo="Sin aval")
    ana, luz = ("Ana Díaz", "Ayuntamiento de Ejemplo", "ES"), ("Luz Paz", "Universidad de Ejemplo", "CO")
    proceso(
        entidades=("idrd", "secretaria-cultura", "secretaria-planeacion"),
        expertos=[ana, luz],
        aliados=[("Catastro de Ejemplo", "aliado_tecnico"), ("Catastro de Ejemplo", "aliado_financiero")],
        actividades=2,
        asistencia={"publico_local": 10, "academia": 3},
    )
    proceso(
        "Otro",
        entidades=("idrd",),
        expertos=[("ana  díaz", "Ayuntamiento de Ejemplo", "ES"), ("Bob Ray", "Ciudad de Ejemplo", "NL")],
        aliados=[("Agencia de Ejemplo", "aliado_financiero"), ("Alguien de Ejemplo", "intermediario")],
        asistencia={"privado": 4},
    )
    nadie = {"expertos": [("Otra Persona", "Ciudad lejana", "JP")], "asistencia": {"privado": 900}}
    proceso("Sin actividades", actividades=0, **{**nadie, "asistencia": {}})
    proceso("Cancelado", estado="cancelado", **nadie)
    proceso("En curso", estado="en_marcha", entidades=("transmilenio",), **nadie)
    proceso("De enseñar", linea=ENSENA, asistencia={"sociedad_civil": 7})
    proceso("Una misión", linea=MISION)


A_MANO = {
    "oportunidades": 4,
    "aprende_intercambios": 2,
    "aprende_sectores": 2,  # Cultura has two of the three entities
    "aprende_expertos": 3,  # the same person twice is one
    "aprende_paises": 2,  # Spain and the Netherlands; Colombia is not another country
    "aprende_aliados": 2,  # one that pays and advises is one; an intermediary is none
    "aprende_entidades": 3,
    "aprende_participantes": 30,
    "ensena_practicas": 1,
    "ensena_sectores": 1,
    "ensena_entidades": 1,
    "ensena_participantes": 7,
    "ensena_eventos": 0,
    "ensena_redes": 0,
}


def test_cada_formula_tiene_su_cuenta_hecha_a_mano():
    assert set(A_MANO) == {uno.clave for uno in indicadores.todos()}


def test_las_formulas_cuentan_lo_que_dicen(a_mano):
    contado = indicadores.Contado()
    assert {uno.clave: uno.formula(contado) for uno in indicadores.todos()} == A_MANO


def test_los_canales_son_los_que_el_publico_lee(db):
    from eventos.models import Evento
    from redes.models import Red

    hoja = f.viva("Ciclovía")
    vivo, borrador = Evento.objects.filter(locale__language_code="es")[:2]
    Evento.objects.filter(pk=vivo.pk).update(live=True)
    Evento.objects.filter(pk=borrador.pk).update(live=False)
    for uno in (vivo, borrador):
        uno.presentaciones.model.objects.create(evento=uno, practica=hoja)
    red = Red.objects.filter(locale__language_code="es").first()
    Red.objects.filter(pk=red.pk).update(live=True)
    hoja.redes.model.objects.create(practica=hoja, red=red)
    contado = indicadores.Contado()
    assert (indicadores.ensena_eventos(contado), indicadores.ensena_redes(contado)) == (1, 1)


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_cada_formula_se_dice_en_palabras_y_en_los_dos_idiomas(idioma):
    with override(idioma):
        dichos = [(str(uno.nombre), str(uno.como)) for uno in indicadores.todos()]
    assert all(nombre and como.endswith(".") for nombre, como in dichos)
    if idioma == "en":
        assert not any("Procesos" in como or "distintas" in como for _nombre, como in dichos)


def test_cada_pais_es_de_un_continente():
    de = [pais for suyos in _DE.values() for pais in suyos.split()]
    assert len(de) == len(set(de))
    assert {pais for pais, _nombre in countries} - set(de) <= {"AQ"}


def test_lo_del_anio_cuenta_lo_que_se_cerro_en_el(a_mano):
    formulas = {cifra.clave: cifra.formula for cifra in CIFRAS}
    assert formulas["intercambios"](2026) == 4 and formulas["intercambios"](2025) == 0
    assert formulas["participantes_en_intercambios"](2026) == 37


# --- Declared ---------------------------------------------------------------------------------------


def test_lo_declarado_es_lo_del_documento_con_su_periodo_y_fuente(db):
    dichas = {
        (una.indicador, una.clase): (una.valor, una.periodo) for una in CifraDeclarada.objects.all() if una.fuente_es
    }
    assert dichas[("aprende_intercambios", "resultado")] == (21, "2017-2019")
    assert dichas[("aprende_participantes", "resultado")] == (808, "2016-2019")
    assert dichas[("oportunidades", "meta")] == (48, "2016-2019")
    assert dichas[("ensena_practicas", "meta")] == (20, "2016-2019")
    assert len(dichas) == 15 == CifraDeclarada.objects.count()
    assert "2016-2019" in CifraDeclarada.objects.get(indicador="aprende_intercambios").nota_es  # it says two things


def test_instalar_no_pisa_lo_que_corrigieron(db):
    CifraDeclarada.objects.filter(indicador="aprende_expertos").delete()
    CifraDeclarada.objects.filter(indicador="aprende_paises").update(valor=17)
    declaradas.instalar()
    assert not CifraDeclarada.objects.filter(indicador="aprende_expertos").exists()
    assert CifraDeclarada.objects.get(indicador="aprende_paises").valor == 17


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"fuente_es": ""}, "fuente_es"),
        ({"fuente_en": ""}, "fuente_en"),
        ({"periodo": " "}, "periodo"),
        ({"nota_es": "Algo"}, "nota_en"),
        ({"valor": -1}, "valor"),
        ({"indicador": "inventado"}, "indicador"),
    ],
)
def test_una_cifra_declarada_dice_de_donde_sale(db, cambios, campo):
    datos = {"indicador": "aprende_paises", "valor": 1, "periodo": "2020", "fuente_es": "Uno", "fuente_en": "One"}
    with pytest.raises(ValidationError) as error:
        CifraDeclarada(**datos | cambios).full_clean()
    assert campo in error.value.message_dict


@pytest.mark.parametrize(
    ("rol", "escribe"),
    [(MODERACION, True), (ADMINISTRACION, True), (COMUNICACIONES, False), (PUNTOS_FOCALES, False)],
    ids=["moderación", "administración", "comunicaciones", "punto focal"],
)
def test_quien_escribe_lo_declarado_y_queda_constancia(client, db, rol, escribe):
    from wagtail.models import ModelLogEntry

    una = CifraDeclarada.objects.get(indicador="aprende_paises")

    def constancias():
        entradas = ModelLogEntry.objects.filter(action="banco.cambio", object_id=str(una.pk))
        return sum("calificador" in entrada.data.get("cambios", {}) for entrada in entradas)

    antes = constancias()
    client.force_login(f.persona("alguien", rol, "idrd"))
    url = reverse("wagtailsnippets_intercambios_cifradeclarada:edit", args=[una.pk])
    campos = ("indicador", "clase", "calificador", "periodo", "fuente_es", "fuente_en", "enlace", "nota_es", "nota_en")
    datos = {campo: getattr(una, campo) for campo in campos} | {"valor": 15, "calificador": "mas_de"}
    client.post(url, datos)
    una.refresh_from_db()
    assert ((una.valor, una.calificador) == (15, "mas_de")) is escribe
    assert (constancias() > antes) is escribe


# --- The public page --------------------------------------------------------------------------------


def pagina(idioma="es"):
    return AprendePage.objects.get(locale__language_code=idioma)


def leida(client, idioma="es"):
    respuesta = client.get(pagina(idioma).url)
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


@pytest.mark.parametrize(
    ("idioma", "dichos"),
    [
        ("es", ("Contado por el sistema", "Declarado en documentos", "sin registros todavía", "2017-2019")),
        ("en", ("Counted by the system", "Declared in documents", "no records yet", "2017-2019")),
    ],
)
def test_la_pagina_pone_lo_contado_al_lado_de_lo_declarado(client, db, idioma, dichos):
    texto = leida(client, idioma).main.get_text(" ")
    for dicho in dichos:
        assert dicho in texto


def test_lo_contado_y_lo_declarado_no_se_suman(client, a_mano):
    CifraDeclarada.objects.filter(indicador="aprende_participantes").update(calificador="mas_de")
    html = leida(client)
    fila = next(uno for uno in html.select(".aprende__cifras tr") if uno.th.get_text(strip=True) == "Participantes")
    contado, declarado = (" ".join(celda.get_text(" ").split()) for celda in fila.select("td")[:2])
    assert contado.startswith("30 desde el") and "808" not in contado
    assert declarado.startswith("más de 808 2016-2019") and "838" not in html.main.get_text()


def test_el_csv_tiene_una_fila_por_cifra_y_ninguna_suma(client, a_mano):
    respuesta = client.get(f"{pagina().url}datos/csv/")
    assert respuesta["Content-Type"].startswith("text/csv")
    filas = list(csv.DictReader(StringIO(respuesta.content.decode("utf-8-sig"))))
    suyas = [fila for fila in filas if fila["indicador"] == "Participantes"]
    assert [(fila["origen"], fila["valor"]) for fila in suyas] == [
        ("contado por el sistema", "30"),
        ("resultado declarado", "808"),
    ]
    assert all(fila["cómo se cuenta o quién lo declara"] for fila in filas)


def test_los_paises_estan_en_la_tabla_y_en_el_mapa_si_se_sabe_donde(client, a_mano):
    proceso("Con una ciudad", ciudades=[Ciudad.objects.exclude(latitud=None).exclude(pais="CO").first().codigo])
    html = leida(client)
    tabla = html.find(id="t-tabla").find_parent("table").get_text(" ")
    assert "España" in tabla and "Países Bajos" in tabla and "Europa" in tabla and "Japón" not in tabla
    assert html.select("circle.mundo__sede")
    assert "Netherlands" in leida(client, "en").find(id="t-tabla").find_parent("table").get_text(" ")


def test_ningun_nombre_de_persona_llega_al_publico(client, a_mano):
    Experto.objects.update(nombre="Canaria Experta")
    Pregunta.objects.create(proceso=Proceso.objects.first(), texto="canarianecesidad", quien=None)
    for idioma in ("es", "en"):
        for direccion in (pagina(idioma).url, f"{pagina(idioma).url}datos/csv/"):
            texto = client.get(direccion).content.decode().lower()
            assert "canaria" not in texto


def test_cerrar_un_proceso_se_ve_enseguida(client, db):
    leida(client)
    moderadora = f.persona("dirige", MODERACION)
    uno = proceso(estado="en_marcha")
    CompromisoDeProceso.objects.create(
        proceso=uno, que="Revisar el plan", papel="ddri", vence=HOY, estado="cumplido", evidencia="Acta"
    )
    marcha.pasar(uno, "cerrado", moderadora, "Terminó.")
    html = leida(client)
    fila = next(uno for uno in html.select(".aprende__cifras tr") if "Intercambios" in uno.th.get_text())
    assert fila.select_one("td b").get_text() == "1"


@pytest.mark.parametrize("cuantos", [10, 1000])
def test_la_pagina_cuesta_lo_mismo_con_mil_procesos(client, db, cuantos, django_assert_max_num_queries):
    metodo, una = Metodo.objects.get(linea=APRENDE, activo=True), entidad()
    Proceso.objects.bulk_create(
        Proceso(metodo=metodo, linea=APRENDE, titulo=f"P{n}", entidad=una, estado="cerrado", fase=metodo.fases.first())
        for n in range(cuantos)
    )
    de_quien = actor("Ciudad de Ejemplo", "ES")
    for modelo, datos in (
        (Beneficiaria, {"entidad": una}),
        (Experto, {"nombre": "Una Persona", "actor": de_quien, "sector": "publico"}),
        (Actividad, {"que": "Taller", "fecha": HOY}),
    ):
        modelo.objects.bulk_create(
            modelo(proceso_id=pk, **datos) for pk in Proceso.objects.values_list("pk", flat=True)
        )
    peticion = client.get(pagina().url).wsgi_request  # what is kept for a generation is not counted
    with override("es"), django_assert_max_num_queries(22):
        contexto = pagina().contexto_de_indice(peticion)
    intercambios = next(fila for fila in contexto["grupos"][1]["filas"] if fila["indicador"].clave.endswith("cambios"))
    assert intercambios["valor"] == cuantos


# --- Told in public ---------------------------------------------------------------------------------


def test_se_cuenta_desde_su_proceso_y_sale_con_su_aval(client, entrar, comunicaciones, moderadora):
    uno = proceso("Reciclaje con quienes viven de él")
    marcha.preguntar(uno, moderadora, "Cómo lo organizan <otras> ciudades.")
    url = reverse("procesos:ver", args=[uno.pk])
    navegador = entrar(comunicaciones)
    assert "Preparar para el público" in navegador.get(url).text
    navegador.post(url, {"acto": "contar"})
    publico = Intercambio.objects.get()
    assert (publico.live, publico.linea, publico.anio) == (False, "aprende", 2026)
    assert "&lt;otras&gt;" in publico.descripcion
    assert publico.nombre not in leida(client).get_text()
    f.cambiar(publico, comunicaciones, aprendizajes="<p>Que se paga por tonelada.</p>")
    flujo.enviar(f.fresca(publico), comunicaciones)
    f.avalar(publico, moderadora)
    assert publico.nombre in leida(client).get_text()
    detalle = client.get(f.fresca(publico).url).text
    assert "Que se paga por tonelada." in detalle
    assert publico.nombre not in leida(client, "en").get_text()
    assert contar.preparar(uno, comunicaciones) == publico


@pytest.mark.parametrize("papel", ["moderadora", "focal", "administracion"])
def test_lo_prepara_comunicaciones_y_nadie_mas(papel, request, entrar):
    uno = proceso()
    entrar(request.getfixturevalue(papel)).post(reverse("procesos:ver", args=[uno.pk]), {"acto": "contar"})
    assert not Intercambio.objects.exists()


@pytest.mark.parametrize(("linea", "estado"), [(APRENDE, "en_marcha"), (APRENDE, "cancelado"), (MISION, "cerrado")])
def test_solo_se_cuenta_lo_que_termino_en_el_programa(comunicaciones, linea, estado):
    with pytest.raises(ValidationError):
        contar.preparar(proceso(linea=linea, estado=estado), comunicaciones)


def test_lo_que_no_viene_de_un_proceso_no_tiene_aval(comunicaciones):
    publico = contar.preparar(proceso(), comunicaciones)
    Proceso.objects.update(publico=None)
    with pytest.raises(ErrorDeAval):
        flujo.enviar(f.fresca(publico), comunicaciones)


# --- A process, in the admin ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rol", "propone", "de_otra"),
    [(MODERACION, True, True), (PUNTOS_FOCALES, True, False), (COMUNICACIONES, False, False)],
    ids=["moderación", "punto focal", "comunicaciones"],
)
def test_quien_empieza_un_proceso(client, db, rol, propone, de_otra):
    client.force_login(f.persona("alguien", rol, "idrd"))
    url = reverse("procesos:nuevo")
    assert (client.get(url).status_code == 200) is propone
    metodo = Metodo.objects.get(linea=APRENDE, activo=True)
    for codigo, puede in (("idrd", propone), ("secretaria-cultura", de_otra)):
        datos = {"metodo": metodo.pk, "titulo": codigo, "entidad": entidad(codigo).pk, "pregunta": "Qué hacer."}
        client.post(url, datos)
        hecho = Proceso.objects.filter(titulo=codigo).first()
        assert bool(hecho) is puede
        if hecho:
            assert hecho.estado == "borrador" and hecho.beneficiarias.get().lidera
            assert hecho.preguntas.get().texto == "Qué hacer."


def test_sin_necesidad_no_se_empieza_y_no_se_pierde_lo_escrito(client, db):
    client.force_login(f.persona("alguien", MODERACION))
    metodo = Metodo.objects.get(linea=APRENDE, activo=True)
    datos = {"metodo": metodo.pk, "titulo": "Lo que escribí", "entidad": entidad().pk, "pregunta": "  "}
    respuesta = client.post(reverse("procesos:nuevo"), datos)
    assert respuesta.status_code == 422 and not Proceso.objects.exists()
    assert "Lo que escribí" in respuesta.text and "empieza por lo que la entidad necesita" in respuesta.text


def test_lo_que_se_necesita_cambia_y_lo_de_antes_queda(client, db):
    uno = proceso(estado="en_marcha")
    client.force_login(f.persona("alguien", PUNTOS_FOCALES, "idrd"))
    url = reverse("procesos:ver", args=[uno.pk])
    for texto in ("Primero esto.", "Después esto otro.", "   "):
        client.post(url, {"acto": "preguntar", "texto": texto})
    assert [una.texto for una in uno.preguntas.all()] == ["Después esto otro.", "Primero esto."]
    texto = client.get(url).text
    assert "Primero esto." in texto and "Después esto otro." in texto


def test_aprende_no_se_cierra_sin_actividad_ni_plan_con_fecha(db):
    moderadora = f.persona("dirige", MODERACION)
    uno = proceso(estado="en_marcha", actividades=0)
    with pytest.raises(ValidationError, match="actividades"):
        marcha.pasar(uno, "cerrado", moderadora, "Terminó.")
    Actividad.objects.create(proceso=uno, que="Taller", fecha=HOY)
    CompromisoDeProceso.objects.create(proceso=uno, que="Hacerlo", papel="ddri", estado="cumplido", evidencia="Acta")
    with pytest.raises(ValidationError, match="fecha"):
        marcha.pasar(uno, "cerrado", moderadora, "Terminó.")
    CompromisoDeProceso.objects.update(vence=HOY)
    assert marcha.pasar(uno, "cerrado", moderadora, "Terminó.").estado == "cerrado"


@pytest.mark.parametrize("cuantos", ["-1", "5001", "muchos"])
def test_una_asistencia_imposible_no_entra(client, db, cuantos):
    uno = proceso(estado="en_marcha")
    actividad = uno.actividades.get()
    client.force_login(f.persona("alguien", PUNTOS_FOCALES, "idrd"))
    url = reverse("procesos:asistencia", args=[uno.pk, actividad.pk])
    respuesta = client.post(url, {"privado": cuantos, "academia": "3"})
    assert respuesta.status_code == 422 and not actividad.asistencia.exists()
    client.post(url, {"privado": "4", "academia": "3"})
    client.post(url, {"privado": "5", "academia": ""})
    assert list(actividad.asistencia.values_list("clase", "cuantos")) == [("privado", 5)]


def test_la_base_de_datos_tampoco_la_deja(db):
    actividad = proceso().actividades.get()
    for cuantos in (-1, 100_000):
        with pytest.raises(IntegrityError), transaction.atomic():
            actividad.asistencia.create(clase="privado", cuantos=cuantos)


@pytest.mark.parametrize(
    ("rol", "suya", "ve", "cuenta", "ve_honorarios"),
    [
        (MODERACION, False, True, True, True),
        (COMUNICACIONES, False, True, False, False),
        (PUNTOS_FOCALES, True, True, True, False),
        (PUNTOS_FOCALES, False, False, False, False),
        (ADMINISTRACION, False, False, False, False),
    ],
    ids=["moderación", "comunicaciones", "focal de la entidad", "focal de otra", "administración"],
)
def test_papel_por_pantalla(client, db, rol, suya, ve, cuenta, ve_honorarios):
    uno = proceso(estado="en_marcha", expertos=[("Ana Díaz", "Ayuntamiento de Ejemplo", "ES")])
    Experto.objects.update(honorarios="aliado")
    client.force_login(f.persona("alguien", rol, "idrd" if suya else "secretaria-cultura"))
    hoja, encuesta = (reverse(f"procesos:{una}", args=[uno.pk]) for una in ("ver", "encuesta"))
    asistencia = reverse("procesos:asistencia", args=[uno.pk, uno.actividades.get().pk])
    assert (client.get(hoja).status_code == 200) is ve
    assert (client.get(encuesta).status_code == 200) is ve
    assert (client.get(asistencia).status_code == 200) is cuenta
    assert ("los paga un aliado" in client.get(hoja).text) is ve_honorarios
    if cuenta:
        editar = client.get(reverse("procesos:editar", args=[uno.pk])).text
        assert ("expertos-0-honorarios" in editar) is ve_honorarios


def test_las_fases_van_con_su_numero_hasta_que_las_nombran(client, db):
    uno = proceso(estado="en_marcha")
    client.force_login(f.persona("alguien", MODERACION))
    hoja = reverse("procesos:ver", args=[uno.pk])
    assert "Fase 6" in client.get(hoja).text and "Fases de los métodos" in client.get(hoja).text
    fase = uno.metodo.fases.first()
    client.post(
        reverse("wagtailsnippets_intercambios_fase:edit", args=[fase.pk]),
        {"nombre_es": "Nombre de ejemplo", "nombre_en": "Example name", "deja_es": "", "deja_en": ""},
    )
    assert "Nombre de ejemplo" in client.get(hoja).text
