"""Who puts what into a process, and who evaluated it: each currency by itself, and nothing of it for the public."""

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse

from actores.grupos import COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from intercambios.models import AporteDeProceso, Evaluador
from tests import fabrica as f

from .procesos import APRENDE, ENSENA, HOY, actor, proceso
from .test_aprende import pagina


@pytest.fixture
def dirige(db):
    return f.persona("dirige", MODERACION)


def aporte(uno, monto="1250000", moneda="COP", **campos):
    campos = {"actor": actor("Agencia de Ejemplo", "ES"), "para_que": "Los tiquetes", **campos}
    return AporteDeProceso.objects.create(proceso=uno, monto=monto, moneda=moneda, **campos)


def evaluador(uno, nombre="Ana Díaz", **campos):
    campos = {"actor": actor("Universidad de Ejemplo", "CO"), "que": "La metodología", **campos}
    return Evaluador.objects.create(proceso=uno, nombre=nombre, autoriza=True, autoriza_fecha=HOY, **campos)


def hoja(client, uno):
    respuesta = client.get(reverse("procesos:ver", args=[uno.pk]))
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


def lo_del_formulario(client, uno, **cambios):
    """What the form of rows of a process would send, with ``cambios``."""
    sopa = BeautifulSoup(client.get(reverse("procesos:editar", args=[uno.pk])).content, "html.parser")
    datos = {"titulo": uno.titulo}
    for campo in sopa.select("#main form [name]"):
        if campo.name == "select":
            elegida = campo.find("option", selected=True)
            datos[campo["name"]] = elegida["value"] if elegida else ""
        elif campo.get("type") != "checkbox" or campo.has_attr("checked"):
            datos[campo["name"]] = (
                campo.get_text()
                if campo.name == "textarea"
                else campo.get("value", "on" if campo.get("type") == "checkbox" else "")
            )
    return datos | cambios


def fila(relacion, lugar=0, **campos):
    return {f"{relacion}-TOTAL_FORMS": lugar + 1} | {
        f"{relacion}-{lugar}-{campo}": valor for campo, valor in {"ORDER": lugar + 1, **campos}.items()
    }


def test_tres_monedas_son_tres_totales_y_ninguna_suma(client, dirige):
    uno = proceso(estado="en_marcha")
    aporte(uno, "1250000.50")
    aporte(uno, "750000", forma="especie")
    aporte(uno, "3000", "USD")
    aporte(uno, "2000", "EUR")
    aporte(uno, None, "", forma="especie")
    client.force_login(dirige)
    sopa = hoja(client, uno)
    filas = [
        [celda.get_text(" ", strip=True) for celda in renglon.select("th, td")]
        for renglon in sopa.select(".proceso__totales tbody tr")
    ]
    assert filas == [
        ["dólares de EE. UU. (USD)", "3.000", "—", "3.000"],
        ["pesos colombianos (COP)", "1.250.000,5", "750.000", "2.000.000,5"],
        ["euros (EUR)", "2.000", "—", "2.000"],
    ]
    dicho = sopa.find(id="t-dinero").parent.get_text(" ")
    assert "no hay un solo total" in dicho and "1 aporte en especie está sin valorar" in dicho


def test_se_escribe_como_se_escriben_las_cifras_aqui_y_se_quita(client, dirige):
    uno = proceso(estado="en_marcha")
    client.force_login(dirige)
    editar = reverse("procesos:editar", args=[uno.pk])
    suya = {"actor": actor("Agencia de Ejemplo", "ES").pk, "forma": "dinero", "moneda": "COP", "para_que": "El salón"}
    fase = uno.metodo.fases.first()
    datos = lo_del_formulario(
        client, uno, **fila("aportes", monto="1.250.000,50", fecha="02/03/2026", fase=fase.pk, **suya)
    )
    assert client.post(editar, datos).status_code == 302
    puesto = uno.aportes.get()
    assert (str(puesto.monto), puesto.fecha, puesto.fase) == ("1250000.50", HOY, fase)
    quitada = fila("aportes", id=puesto.pk, DELETE="on", monto="1.250.000,50", **suya)
    assert client.post(editar, lo_del_formulario(client, uno, **quitada)).status_code == 302
    assert not uno.aportes.exists()


@pytest.mark.parametrize(
    ("campos", "campo", "dicho"),
    [
        ({"monto": "1.000", "moneda": ""}, "moneda", "en qué moneda"),
        ({"monto": "", "moneda": "COP"}, "monto", "se dice cuánto"),
        ({"monto": "-5", "moneda": "COP"}, "monto", "más que cero"),
        ({"monto": "un millón", "moneda": "COP"}, "monto", "No es una cifra"),
        ({"monto": "1.000", "moneda": "COP", "para_que": ""}, "para_que", "Falta: Para qué"),
    ],
    ids=["sin moneda", "dinero sin monto", "menos que cero", "en letras", "sin decir para qué"],
)
def test_lo_que_falta_se_dice_al_lado_y_nada_se_pierde(client, dirige, campos, campo, dicho):
    uno = proceso(estado="en_marcha")
    client.force_login(dirige)
    suya = {"actor": actor("Agencia de Ejemplo", "ES").pk, "forma": "dinero", "para_que": "Lo escrito", **campos}
    respuesta = client.post(
        reverse("procesos:editar", args=[uno.pk]), lo_del_formulario(client, uno, **fila("aportes", **suya))
    )
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    caja = sopa.find(attrs={"name": f"aportes-0-{campo}"}).find_parent(class_="w-field__wrapper")
    assert dicho in caja.get_text(" ")
    assert sopa.find(attrs={"name": "aportes-0-monto"})["value"] == campos["monto"]
    assert not uno.aportes.exists()


def test_una_fase_de_otro_metodo_no_se_puede_elegir(client, dirige):
    uno, otro = proceso(estado="en_marcha"), proceso("Otro", linea=ENSENA)
    client.force_login(dirige)
    suya = {"actor": actor("Agencia de Ejemplo", "ES").pk, "forma": "especie", "para_que": "El salón"}
    datos = lo_del_formulario(client, uno, **fila("aportes", fase=otro.metodo.fases.first().pk, **suya))
    client.post(reverse("procesos:editar", args=[uno.pk]), datos)
    assert not uno.aportes.exists()


def test_la_base_de_datos_tampoco_deja_un_monto_sin_moneda(db):
    uno = proceso()
    with pytest.raises(IntegrityError), transaction.atomic():
        aporte(uno, "1000", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        aporte(uno, "-1")


@pytest.mark.parametrize(
    ("rol", "lee"),
    [(MODERACION, True), (COMUNICACIONES, False), (PUNTOS_FOCALES, False)],
    ids=["moderación", "comunicaciones", "focal de la entidad"],
)
def test_el_dinero_lo_lee_y_lo_escribe_quien_dirige(client, db, rol, lee):
    uno = proceso(estado="en_marcha", linea=ENSENA)
    aporte(uno, para_que="Canario de dinero")
    client.force_login(f.persona("alguien", rol, "idrd"))
    texto = hoja(client, uno).get_text(" ")
    assert ("Canario de dinero" in texto) is lee
    if rol != COMUNICACIONES:
        editar = reverse("procesos:editar", args=[uno.pk])
        assert ("Canario de dinero" in client.get(editar).text) is lee
        client.post(editar, lo_del_formulario(client, uno, **fila("aportes", id=uno.aportes.get().pk, DELETE="on")))
        assert uno.aportes.exists() is not lee


def test_un_evaluador_se_guarda_con_su_autorizacion_y_su_fecha(client, dirige):
    uno = proceso(estado="en_marcha", linea=ENSENA)
    client.force_login(dirige)
    editar = reverse("procesos:editar", args=[uno.pk])
    suya = {"nombre": "Ana Díaz", "actor": actor("Universidad de Ejemplo", "CO").pk, "que": "La metodología"}
    for dichos, campo in (({}, "autoriza"), ({"autoriza": "on"}, "autoriza_fecha")):
        respuesta = client.post(editar, lo_del_formulario(client, uno, **fila("evaluadores", **suya, **dichos)))
        sopa = BeautifulSoup(respuesta.content, "html.parser")
        caja = sopa.find(attrs={"name": f"evaluadores-0-{campo}"}).find_parent(class_="w-field__wrapper")
        assert caja.select_one(".error-message") and not uno.evaluadores.exists()
        assert sopa.find(attrs={"name": "evaluadores-0-nombre"})["value"] == "Ana Díaz"
    completa = fila("evaluadores", **suya, autoriza="on", autoriza_fecha="02/03/2026", fecha="01/03/2026")
    assert client.post(editar, lo_del_formulario(client, uno, **completa)).status_code == 302
    assert "Ana Díaz" in hoja(client, uno).find(id="t-evaluadores").parent.get_text()
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluador.objects.update(autoriza=False)


@pytest.mark.parametrize("linea", [APRENDE, ENSENA])
def test_nada_de_esto_llega_al_publico(client, db, linea):
    f.viva("Ciclovía")
    uno = proceso(linea=linea, asistencia={"academia": 3})
    aporte(uno, "98765432", para_que="canariodinero", actor=actor("Canaria de Ejemplo", "ES"))
    evaluador(uno, "Canaria Evaluadora", que="canarioevaluado")
    for idioma in ("es", "en"):
        for direccion in (
            *(pagina(idioma).url, f"{pagina(idioma).url}datos/csv/", f"/{idioma}/", f.banco(idioma).url),
            *("/datos/", "/api/v2/pages/"),
        ):
            texto = client.get(direccion, follow=True).content.decode(errors="replace").lower()
            assert "canari" not in texto and "98765432" not in texto and "98.765.432" not in texto


def test_la_hoja_cuesta_lo_mismo_con_muchos(client, dirige, django_assert_max_num_queries):
    uno = proceso(estado="en_marcha", linea=ENSENA)
    for numero in range(40):
        aporte(uno, numero + 1, fase=uno.metodo.fases.first(), actor=actor(f"Aliado {numero}", "ES"))
        evaluador(uno, f"Persona {numero}", actor=actor(f"Aliado {numero}", "ES"))
    client.force_login(dirige)
    hoja(client, uno)
    with django_assert_max_num_queries(45):
        hoja(client, uno)
