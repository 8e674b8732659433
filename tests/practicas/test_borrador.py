"""A ficha being written: nothing is asked and nothing is lost."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from aval.errores import FichaIncompleta
from practicas.ficha import FICHA
from practicas.models import PracticaPage
from tests import fabrica as f

from .comunes import SIN_NADA, texto_de

LIMITES = FICHA.limites


def test_una_ficha_casi_vacia_se_guarda_como_borrador(navegador, focal):
    respuesta = f.crear_por_formulario(navegador, title="Solo el título", contactos=[], **SIN_NADA)
    ficha = PracticaPage.objects.get(title="Solo el título")
    assert respuesta.status_code == 302
    assert (ficha.live, ficha.entidad, ficha.owner) == (False, focal.entidad, focal)
    assert ficha.current_workflow_state is None


def test_una_fila_de_contacto_a_medias_se_guarda_como_borrador(navegador):
    f.crear_por_formulario(navegador, contactos=[{"nombre": "Clara", "autoriza": "on"}])
    contacto = PracticaPage.objects.get().contactos.get()
    assert (contacto.nombre, contacto.correo, contacto.autoriza) == ("Clara", "", True)


def test_los_textos_pasados_de_su_limite_se_guardan_como_borrador(navegador):
    f.crear_por_formulario(navegador, **{campo: texto_de(campo, LIMITES[campo].limite + 5) for campo in LIMITES})
    guardado = PracticaPage.objects.get().get_latest_revision_as_object()
    for campo, limite in LIMITES.items():
        assert limite.contar(getattr(guardado, campo)) == limite.limite + 5, campo


def test_las_fechas_al_reves_se_guardan_como_borrador(navegador):
    f.crear_por_formulario(navegador, fecha_inicio="2020-01-01", fecha_fin="2019-01-01")
    assert PracticaPage.objects.get().fecha_fin == datetime.date(2019, 1, 1)


def test_un_borrador_a_medias_vuelve_al_editor_como_se_dejo(navegador):
    f.crear_por_formulario(navegador, **{**SIN_NADA, "resultados": "<p>Lo logrado <b>hasta hoy</b>.</p>"})
    ficha = PracticaPage.objects.get()
    datos = f.formulario_de(navegador, ficha)
    navegador.post(f.url_edicion(ficha), {**datos, "title": "Otro título"})
    borrador = f.fresca(ficha).get_latest_revision_as_object()
    assert borrador.title == "Otro título"
    assert "<b>hasta hoy</b>" in borrador.resultados
    assert borrador.contactos.get().nombre == "Clara Frailejón"
    assert borrador.resumen == ""


def _autoguardar(navegador, ficha, **cambios):
    datos = f.formulario_de(navegador, ficha) | cambios
    return navegador.post(f.url_edicion(ficha), datos, headers={"Accept": "application/json"})


def test_el_autoguardado_guarda_una_ficha_a_medias(navegador):
    f.crear_por_formulario(navegador, contactos=[], **SIN_NADA)
    ficha = PracticaPage.objects.get()
    respuesta = _autoguardar(navegador, ficha, resumen=f.palabras(130))
    assert f.json_de(respuesta)["success"] is True, respuesta.content
    assert f.fresca(ficha).get_latest_revision_as_object().resumen == f.palabras(130)


def test_el_autoguardado_reescribe_su_propia_version_y_no_llena_el_historial(navegador):
    f.crear_por_formulario(navegador)
    ficha = PracticaPage.objects.get()
    primera = f.json_de(_autoguardar(navegador, ficha, resumen="uno"))["revision_id"]
    segunda = f.json_de(_autoguardar(navegador, ficha, resumen="dos", overwrite_revision_id=primera))
    assert segunda["revision_id"] == primera
    assert f.fresca(ficha).get_latest_revision_as_object().resumen == "dos"


def test_crear_por_autoguardado(navegador, focal):
    """The first autosave of a new ficha, with nothing but its title."""
    datos = f.datos_de_ficha(title="Apenas empieza", contactos=[], **SIN_NADA)
    respuesta = navegador.post(f.url_nueva(), datos, headers={"Accept": "application/json"})
    assert f.json_de(respuesta)["success"] is True, respuesta.content
    assert PracticaPage.objects.get().entidad == focal.entidad


def test_dos_personas_en_la_misma_ficha_no_se_pisan_sin_saberlo(navegador, focal, entrar):
    """The second screen is out of date: its autosave says so instead of overwriting."""
    ficha = f.practica(focal)
    otra = f.persona("companera", "Puntos focales", "idrd")
    abierta = f.formulario_de(navegador, ficha)
    f.cambiar(ficha, otra, resumen="Lo que escribió la otra persona.")
    respuesta = navegador.post(
        f.url_edicion(ficha), abierta | {"resumen": "Lo mío."}, headers={"Accept": "application/json"}
    )
    assert respuesta.status_code == 400
    assert f.json_de(respuesta)["error_code"] == "invalid_revision"
    assert f.fresca(ficha).get_latest_revision_as_object().resumen == "Lo que escribió la otra persona."


def test_con_la_sesion_vencida_no_se_guarda_y_se_dice(client, focal, navegador):
    ficha = f.practica(focal)
    datos = f.formulario_de(navegador, ficha) | {"resumen": "Escrito con la sesión vencida."}
    respuesta = client.post(f.url_edicion(ficha), datos, headers={"Accept": "application/json"})
    assert respuesta.status_code in (302, 401, 403)
    assert f.fresca(ficha).get_latest_revision_as_object().resumen != datos["resumen"]


# --- What cannot be read ---------------------------------------------------------------------------------


CONTACTO = {"nombre": "Clara", "cargo": "Asesora", "institucion": "IDRD", "correo": "clara@"}


def _errores(respuesta):
    """The sentences beside each field, by its id: a dict."""
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    cajas = sopa.select("[data-field-errors]")
    return {caja["id"]: " ".join(caja.text.split()) for caja in cajas if caja.get("id") and caja.text.strip()}


def test_lo_que_no_se_entiende_queda_como_se_escribio_y_lo_demas_se_guarda(navegador):
    respuesta = f.crear_por_formulario(
        navegador,
        contactos=[CONTACTO],
        fecha_fin="31/02/2023",
        presupuesto_financiero="unos 300 millones",
        cupo_anual="varias",
        resumen="Lo demás.",
    )
    assert respuesta.status_code == 302
    ficha = PracticaPage.objects.get()
    for _vez in range(2):  # saved again as it came back, it is still there
        borrador = f.fresca(ficha).get_latest_revision_as_object()
        assert borrador.resumen == "Lo demás."
        assert (borrador.fecha_fin, borrador.presupuesto_financiero, borrador.cupo_anual) == (None, None, None)
        assert borrador.contactos.get().correo == ""
        pagina = navegador.get(f.url_edicion(ficha))
        datos = f.leer_formulario(pagina, "page-edit-form")
        assert datos["fecha_fin"] == ["31/02/2023"] and datos["presupuesto_financiero"] == ["unos 300 millones"]
        assert datos["contactos-0-correo"] == ["clara@"] and datos["cupo_anual"] == ["varias"]
        frases = " ".join(_errores(pagina).values())
        assert "No es una fecha" in frases and "No es una cifra" in frases and "No es un correo" in frases
        assert "4 datos" in BeautifulSoup(pagina.content, "html.parser").select_one("#resumen-de-errores").text
        navegador.post(f.url_edicion(ficha), datos)


def test_lo_que_no_se_entiende_no_se_envia_por_ningun_camino(navegador, focal):
    f.crear_por_formulario(navegador, presupuesto_otro="algo")
    ficha = PracticaPage.objects.get()
    datos = f.formulario_de(navegador, ficha)
    respuesta = navegador.post(f.url_edicion(ficha), {**datos, "action-submit": "1"})
    assert "No es una cifra" in " ".join(_errores(respuesta).values())
    with pytest.raises(FichaIncompleta):
        f.enviar(ficha, focal)
    assert f.fresca(ficha).current_workflow_state is None
    # Corrected, it goes.
    navegador.post(f.url_edicion(ficha), {**datos, "presupuesto_otro": "1.200", "action-submit": "1"})
    assert f.fresca(ficha).current_workflow_state is not None
    assert f.fresca(ficha).get_latest_revision_as_object().sin_entender == {}


def test_el_autoguardado_no_se_detiene_por_una_fecha(navegador):
    f.crear_por_formulario(navegador)
    ficha = PracticaPage.objects.get()
    respuesta = _autoguardar(navegador, ficha, fecha_inicio="ayer", resumen="Sigo escribiendo.")
    assert f.json_de(respuesta)["success"] is True, respuesta.content
    assert f.fresca(ficha).get_latest_revision_as_object().resumen == "Sigo escribiendo."
    assert f.formulario_de(navegador, ficha)["fecha_inicio"] == ["ayer"]


def test_lo_que_llega_por_otro_camino_sustituye_lo_que_no_se_entendia(navegador, focal):
    f.crear_por_formulario(navegador, fecha_fin="pronto")
    ficha = PracticaPage.objects.get()
    f.cambiar(ficha, focal, fecha_fin=datetime.date(2024, 5, 1))
    assert f.formulario_de(navegador, ficha)["fecha_fin"] == ["01/05/2024"]


def test_una_version_anterior_vuelve_con_lo_que_entonces_se_escribio(navegador):
    f.crear_por_formulario(navegador, fecha_fin="pronto")
    ficha = PracticaPage.objects.get()
    primera = f.fresca(ficha).latest_revision
    datos = f.formulario_de(navegador, ficha)
    navegador.post(f.url_edicion(ficha), {**datos, "fecha_fin": "01/05/2024"})
    assert f.formulario_de(navegador, ficha)["fecha_fin"] == ["01/05/2024"]
    vuelta = navegador.get(reverse("wagtailadmin_pages:revisions_revert", args=[ficha.pk, primera.pk]))
    assert f.leer_formulario(vuelta, "page-edit-form")["fecha_fin"] == ["pronto"]
