"""Bogotá Aprende and Bogotá Enseña: the public page, what is told of an exchange, and who does what."""

import csv
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from aval import flujo
from aval.errores import ErrorDeAval
from intercambios import contar, marcha
from intercambios.models import (
    Actividad,
    AprendePage,
    Beneficiaria,
    CifraDeclarada,
    CompromisoDeProceso,
    Experto,
    Intercambio,
    Metodo,
    Pregunta,
    Proceso,
)
from tests import fabrica as f
from vocabulario.models import Ciudad

from .procesos import APRENDE, HOY, MISION, actor, entidad, proceso


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
