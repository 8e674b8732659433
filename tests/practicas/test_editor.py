"""The ficha in Wagtail's editor, as a punto focal uses it: every rule through HTTP (DDRI manual 2014, 5.d)."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.text import capfirst

from actores.models import Entidad
from practicas.ficha import FICHA
from practicas.models import PracticaPage
from tests import fabrica as f
from vocabulario.models import Subtema, Tema

from .comunes import SIN_NADA, texto_de

LIMITES = FICHA.limites


def errores_de(respuesta):
    """The sentences of the error summary by the label of their link, each link checked to lead somewhere."""
    assert respuesta.status_code == 200, "the ficha was accepted"
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    resumen = sopa.find(id="resumen-de-errores")
    assert resumen, "no summary of errors"
    frases = {}
    for fila in resumen.find_all("li"):
        enlace = fila.find("a")
        assert enlace, f"without a link: {fila}"
        destino = sopa.find(id=enlace["href"].removeprefix("#"))
        assert destino, f"a link to nowhere: {enlace}"
        frase = fila.get_text().split(": ", enlace.get_text().count(": ") + 1)[-1].strip()
        # Beside the field, what is missing has its name.
        _al_lado_del_campo(destino, f"Falta: {enlace.get_text().split(': ')[-1]}." if frase == "falta." else frase)
        frases[enlace.get_text()] = frase
    return frases


def _al_lado_del_campo(destino, frase):
    campo = destino.find_parent(class_="w-field")
    if campo:
        mensajes = [" ".join(uno.get_text().split()) for uno in campo.select(".error-message")]
        assert " ".join(frase.split()) in mensajes


# --- Sending: every rule, all at once -------------------------------------------------------------


def test_una_ficha_completa_se_envia(navegador, focal):
    respuesta = f.crear_por_formulario(navegador, "action-submit")
    assert respuesta.status_code == 302
    ficha = PracticaPage.objects.get()
    assert ficha.live is False
    assert ficha.current_workflow_state.requested_by == focal
    assert ficha.current_workflow_task.name == "Estudio"


def test_enviar_al_crear_con_errores_no_pierde_nada(navegador):
    """Everything typed comes back in the form, and no half page is left in the tree."""
    escrito = {
        "title": f.palabras(11),
        "resumen": f.palabras(101),
        "visibilidad": f.parrafo(101),
        "contactos": [{"nombre": "Clara", "autoriza": "on"}],
    }
    respuesta = f.crear_por_formulario(navegador, "action-submit", **escrito)
    assert not PracticaPage.objects.exists()
    vuelve = f.leer_formulario(respuesta, "page-edit-form")
    assert vuelve["title"] == [escrito["title"]]
    assert vuelve["resumen"] == [escrito["resumen"]]
    assert f.palabras(101) in vuelve["visibilidad"][0]
    assert vuelve["contactos-0-nombre"] == ["Clara"]
    assert vuelve["contactos-0-autoriza"] == ["on"]


def test_el_limite_justo_se_envia(navegador):
    f.crear_por_formulario(
        navegador, "action-submit", **{campo: texto_de(campo, LIMITES[campo].limite) for campo in LIMITES}
    )
    assert PracticaPage.objects.get().workflow_in_progress


def test_una_palabra_de_mas_no_se_envia(navegador):
    respuesta = f.crear_por_formulario(
        navegador,
        "action-submit",
        **{campo: texto_de(campo, LIMITES[campo].limite + 1) for campo in LIMITES},
    )
    frases = errores_de(respuesta)
    etiquetas = {str(capfirst(PracticaPage._meta.get_field(campo).verbose_name)): campo for campo in LIMITES}
    assert set(frases) == set(etiquetas)
    for etiqueta, frase in frases.items():
        limite = LIMITES[etiquetas[etiqueta]].limite
        assert f"Tiene {limite + 1} palabras y el límite es de {limite}" in frase
    assert not PracticaPage.objects.exists()


LIMITES_DEL_MANUAL = {
    "title": 10,
    "upz": 10,
    "resumen": 100,
    "antecedentes": 500,
    "asociacion": 300,
    "visibilidad": 100,
    "lecciones": 200,
    "resultados": 400,
    "transferencia": 400,
    "presupuesto_nota": 50,
}


def test_los_limites_son_los_del_manual():
    limites = {campo: limite.limite for campo, limite in LIMITES.items()}
    # Of the house: the manual has no such fields.
    for campo in ("nota_de_la_fuente", "resultado_en_una_frase", "dificultades"):
        assert limites.pop(campo)
    ajenas = ("adopcion", "postulacion")
    del_manual = {campo: limite for campo, limite in limites.items() if FICHA(campo).parte not in ajenas}
    assert del_manual == LIMITES_DEL_MANUAL


def test_cada_campo_con_limite_lleva_su_contador(navegador):
    sopa = BeautifulSoup(navegador.get(f.url_nueva()).content, "html.parser")
    for campo, limite in LIMITES_DEL_MANUAL.items():
        contador = sopa.find(id=f"id_{campo}").find_parent(attrs={"data-controller": "contador"})
        assert contador["data-contador-limite-value"] == str(limite), campo


REQUERIDOS = ["title", "asociacion", "visibilidad", "lecciones", "resultados", "transferencia", "fecha_inicio"]


def test_sin_los_campos_obligatorios_no_se_envia(navegador):
    respuesta = f.crear_por_formulario(navegador, "action-submit", contactos=[], **dict.fromkeys(REQUERIDOS, ""))
    etiquetas = {str(capfirst(PracticaPage._meta.get_field(campo).verbose_name)) for campo in REQUERIDOS}
    assert set(errores_de(respuesta)) == {*etiquetas, "Persona de contacto"}
    assert not PracticaPage.objects.exists()


def test_un_texto_sin_palabras_no_cuenta_como_lleno(navegador):
    vacios = {
        "asociacion": "<p></p>",
        "visibilidad": "<p>&nbsp;</p>",
        "lecciones": "<ul><li></li></ul>",
        "resultados": "<p>—</p>",
        "transferencia": "<p>🎉</p>",
    }
    assert len(errores_de(f.crear_por_formulario(navegador, "action-submit", **vacios))) == len(vacios)


def test_un_contacto_incompleto_no_se_envia(navegador):
    incompleto = f.persona_de_formulario(nombre="", cargo="", institucion="", correo="")
    respuesta = f.crear_por_formulario(navegador, "action-submit", contactos=[f.persona_de_formulario(), incompleto])
    assert set(errores_de(respuesta)) == {
        f"Persona de contacto 2: {campo}"
        for campo in ("Nombres y apellidos", "Cargo", "Institución", "Correo electrónico")
    }


def test_sin_persona_de_contacto_no_se_envia(navegador):
    respuesta = f.crear_por_formulario(navegador, "action-submit", contactos=[])
    assert len(errores_de(respuesta)) == 1
    assert not PracticaPage.objects.exists()


def test_quitar_el_unico_contacto_no_se_envia(navegador, focal):
    ficha = f.practica(focal)
    datos = f.formulario_de(navegador, ficha) | {"contactos-0-DELETE": "1", "action-submit": "1"}
    respuesta = navegador.post(f.url_edicion(ficha), datos)
    assert errores_de(respuesta)
    assert not f.fresca(ficha).workflow_in_progress


def test_lo_que_el_manual_no_exige_no_se_exige(navegador):
    libres = ["upz", "toda_la_ciudad", "resumen", "antecedentes", "innovacion", "tema", "subtema", "presupuesto_nota"]
    contacto = f.persona_de_formulario(telefono="", autoriza=None, autoriza_fecha="")
    f.crear_por_formulario(navegador, "action-submit", contactos=[contacto], **dict.fromkeys(libres, ""))
    assert PracticaPage.objects.get().workflow_in_progress


@pytest.mark.parametrize(
    ("inicio", "fin", "se_envia"),
    [
        ("2020-01-01", "", True),
        ("2020-01-01", "2020-01-01", True),
        ("2020-01-01", "2024-12-31", True),
        ("2020-01-02", "2020-01-01", False),
        ("2020-02-30", "", False),
        ("ayer", "", False),
    ],
)
def test_fechas(inicio, fin, se_envia, navegador):
    respuesta = f.crear_por_formulario(navegador, "action-submit", fecha_inicio=inicio, fecha_fin=fin)
    if se_envia:
        assert PracticaPage.objects.get().workflow_in_progress
    else:
        assert len(errores_de(respuesta)) == 1
        assert not PracticaPage.objects.exists()


@pytest.mark.parametrize(
    ("duracion", "falla"),
    [
        ({"fecha_inicio": "", "precision_inicio": "desconocida"}, None),
        ({"fecha_inicio": "1974-01-01", "precision_inicio": "hacia"}, None),
        ({"fecha_inicio": "", "precision_inicio": "anio"}, "Fecha de inicio"),
        ({"fecha_inicio": "1974-01-01", "precision_inicio": "desconocida"}, "Fecha de inicio"),
        ({"fecha_inicio": "1974-06-15", "fecha_fin": "1974-01-01", "precision_fin": "anio"}, None),
        ({"fecha_inicio": "1974-06-15", "fecha_fin": "1973-12-31", "precision_fin": "anio"}, "Fecha de terminación"),
        ({"fecha_fin": "", "precision_fin": "desconocida"}, None),
    ],
    ids=lambda uno: "-".join(uno.values()) if isinstance(uno, dict) else "",
)
def test_una_fecha_se_da_hasta_donde_se_conoce(duracion, falla, navegador):
    respuesta = f.crear_por_formulario(navegador, "action-submit", **duracion)
    if falla:
        assert list(errores_de(respuesta)) == [falla]
    else:
        assert PracticaPage.objects.get().workflow_in_progress


def test_el_subtema_es_de_su_tema(navegador):
    ajeno = Subtema.objects.exclude(tema__codigo="movilidad").first()
    respuesta = f.crear_por_formulario(navegador, "action-submit", subtema=ajeno.pk)
    assert list(errores_de(respuesta)) == ["Subtema"]


def test_un_subtema_pide_su_tema(navegador):
    respuesta = f.crear_por_formulario(navegador, "action-submit", tema="")
    assert list(errores_de(respuesta)) == ["Área temática"]


def test_un_tema_sin_subtema_se_envia(navegador):
    f.crear_por_formulario(navegador, "action-submit", tema=Tema.objects.last().pk, subtema="")
    assert PracticaPage.objects.get().workflow_in_progress


@pytest.mark.parametrize("grupo", ["contactos", "actores_clave"])
def test_quien_autoriza_dice_desde_cuando(grupo, navegador):
    """Ley 1581 de 2012: the consent has a date."""
    fila = f.persona_de_formulario(autoriza_fecha="")
    if grupo == "actores_clave":
        fila = {campo: fila[campo] for campo in ("nombre", "cargo", "correo", "autoriza")}
    respuesta = f.crear_por_formulario(navegador, "action-submit", **{grupo: [fila]})
    [etiqueta] = errores_de(respuesta)
    assert etiqueta.endswith("Fecha de la autorización")


def test_quien_no_autoriza_no_da_fecha(navegador):
    f.crear_por_formulario(
        navegador, "action-submit", contactos=[f.persona_de_formulario(autoriza=None, autoriza_fecha="")]
    )
    assert PracticaPage.objects.get().workflow_in_progress


def test_nadie_autoriza_sin_haberlo_dicho(navegador):
    f.crear_por_formulario(navegador, contactos=[f.persona_de_formulario(autoriza=None, autoriza_fecha="")])
    assert PracticaPage.objects.get().contactos.get().autoriza is False


def test_una_organizacion_se_elige_de_la_lista(navegador):
    respuesta = f.crear_por_formulario(
        navegador, "action-submit", organizaciones=[{"actor": "", "nombre": "Escrita", "aporte_en": "monto"}]
    )
    assert len(errores_de(respuesta)) == 1
    entidad = Entidad.objects.get(codigo="secretaria-general")
    filas = [f.socio(entidad=entidad), f.socio("Universidad")]
    f.crear_por_formulario(
        navegador, "action-submit", organizaciones=[{"actor": una.actor_id, "aporte_en": "monto"} for una in filas]
    )
    assert [str(una) for una in PracticaPage.objects.get().organizaciones.all()] == [entidad.nombre, "Universidad"]


@pytest.mark.parametrize("campo", ["texto_alternativo", "credito"])
def test_una_imagen_pide_texto_alternativo_y_credito(campo, navegador):
    fila = {"imagen": f.imagen().pk, "texto_alternativo": "Una calle sin carros", "credito": "IDRD", campo: ""}
    respuesta = f.crear_por_formulario(navegador, "action-submit", imagenes=[fila])
    assert len(errores_de(respuesta)) == 1


def test_una_fila_de_imagen_sin_imagen_no_se_envia(navegador):
    respuesta = f.crear_por_formulario(
        navegador, "action-submit", imagenes=[{"texto_alternativo": "Una calle", "credito": "IDRD"}]
    )
    assert len(errores_de(respuesta)) == 1


def test_todos_los_errores_a_la_vez_y_en_el_orden_de_la_ficha(navegador):
    respuesta = f.crear_por_formulario(
        navegador,
        "action-submit",
        title=f.palabras(11),
        resumen=f.palabras(101),
        lecciones=f.parrafo(201),
        asociacion="",
        fecha_fin="1900-01-01",
        contactos=[f.persona_de_formulario(correo="no es un correo", autoriza_fecha="")],
    )
    assert list(errores_de(respuesta)) == [
        "Título",
        "Resumen",
        "Lecciones aprendidas",
        "La asociación",
        "Fecha de terminación",
        "Persona de contacto 1: Correo electrónico",
        "Persona de contacto 1: Fecha de la autorización",
    ]


def test_el_titulo_y_los_textos_se_muestran_escapados(navegador):
    respuesta = f.crear_por_formulario(
        navegador, "action-submit", title="<script>alert(1)</script>", resumen=f.palabras(101, "<b>")
    )
    assert b"<script>alert(1)</script>" not in respuesta.content


@pytest.mark.parametrize("moneda", ["USD", "COP", "EUR"])
def test_el_presupuesto_se_guarda_por_partes_con_su_moneda(moneda, navegador):
    f.crear_por_formulario(
        navegador, presupuesto_financiero="1200000.50", presupuesto_especie="300", presupuesto_moneda=moneda
    )
    ficha = PracticaPage.objects.get()
    assert (str(ficha.presupuesto_financiero), str(ficha.presupuesto_especie)) == ("1200000.50", "300.00")
    assert ficha.presupuesto_otro is None
    assert ficha.presupuesto_moneda == moneda


# --- Sending twice, and while the DDRI reads ---------------------------------------------------------


def test_enviar_dos_veces_la_misma_ficha_es_un_solo_envio(navegador, focal):
    ficha = f.practica(focal)
    datos = f.formulario_de(navegador, ficha) | {"action-submit": "1"}
    navegador.post(f.url_edicion(ficha), datos)
    revisiones = ficha.revisions.count()
    navegador.post(f.url_edicion(ficha), datos)
    assert ficha.workflow_states.count() == 1
    assert ficha.revisions.count() == revisiones


def test_mientras_la_ddri_lee_la_ficha_no_cambia(navegador, focal):
    ficha = f.practica(focal)
    datos = f.formulario_de(navegador, ficha)
    f.enviar(ficha, focal)
    respuesta = navegador.post(f.url_edicion(ficha), datos | {"resumen": "Cambiado en medio."})
    assert respuesta.status_code == 200
    assert f.fresca(ficha).get_latest_revision_as_object().resumen != "Cambiado en medio."


def test_el_autoguardado_no_reescribe_lo_que_se_esta_estudiando(navegador, focal):
    ficha = f.practica(focal)
    datos = f.formulario_de(navegador, ficha)
    f.enviar(ficha, focal)
    enviada = f.tarea(ficha).revision
    respuesta = navegador.post(
        f.url_edicion(ficha),
        datos | {"resumen": "Por debajo.", "overwrite_revision_id": enviada.pk},
        headers={"Accept": "application/json"},
    )
    assert f.json_de(respuesta)["success"] is False
    enviada.refresh_from_db()
    assert enviada.content["resumen"] != "Por debajo."


def test_quien_la_envio_puede_retirarla_y_seguir_escribiendo(navegador, focal):
    ficha = f.practica(focal)
    f.enviar(ficha, focal)
    datos = f.formulario_de(navegador, ficha)
    navegador.post(f.url_edicion(ficha), datos | {"action-cancel-workflow": "1"})
    assert f.fresca(ficha).current_workflow_state is None
    navegador.post(f.url_edicion(ficha), f.formulario_de(navegador, ficha) | {"resumen": "De nuevo mío."})
    assert f.fresca(ficha).get_latest_revision_as_object().resumen == "De nuevo mío."


def test_la_ficha_se_puede_previsualizar_a_medias(navegador, focal):
    f.crear_por_formulario(navegador, contactos=[], **SIN_NADA)
    ficha = PracticaPage.objects.get()
    respuesta = navegador.get(reverse("wagtailadmin_pages:view_draft", args=[ficha.pk]))
    assert respuesta.status_code == 200
    assert ficha.title in respuesta.content.decode()
