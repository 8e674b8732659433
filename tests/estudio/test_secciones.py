"""One section is given back for correction; the rest of the ficha stays locked and its study goes on."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from estudio import secciones
from estudio import servicio as estudios
from estudio.models import Estudio, Mensaje, SeccionDevuelta
from practicas.ficha import FICHA
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.aval.test_cartas import cartas, seguir
from tests.aval.test_pantalla import mensajes

NUEVO = "<p>Otra idea, con su fuente.</p>"


@pytest.fixture
def tarea(focal):
    tarea = f.enviar(f.practica(focal, titulo="Ciclovía"), focal)
    mail.outbox.clear()
    return tarea


@pytest.fixture
def hoja(tarea):
    return PracticaPage.objects.get(pk=tarea.revision.object_id)


@pytest.fixture
def asesoria(asesora, entrar):
    return entrar(asesora)


@pytest.fixture
def entidad(focal, entrar):
    return entrar(focal)


def devolver(navegador, tarea, campo="lecciones", motivo="Diga la fuente.", **mas):
    return f.decidir(navegador, tarea, f"devolver-seccion:{campo}", **{f"motivo-{campo}": motivo}, **mas)


@pytest.fixture
def devuelta(tarea, asesoria):
    assert devolver(asesoria, tarea).status_code == 302
    return SeccionDevuelta.objects.get()


def pantalla(devuelta):
    return reverse("estudio:seccion", args=[devuelta.pk])


def abrir(navegador, devuelta):
    respuesta = navegador.get(pantalla(devuelta))
    assert respuesta.status_code == 200
    return f.leer_formulario(respuesta, "w-editor-form")


def corregir(navegador, devuelta, decision="entregar", abierto=None, **campos):
    datos = abierto or abrir(navegador, devuelta)
    campos = {
        campo: rich_text(valor, features=f.RASGOS) if campo in FICHA.prosa else valor for campo, valor in campos.items()
    }
    return navegador.post(pantalla(devuelta), {**datos, **campos, "decision": decision})


def dice(respuesta):
    return BeautifulSoup(respuesta.content, "html.parser").text


def test_la_entidad_corrige_esa_seccion_y_quien_estudia_ve_que_cambio(
    tarea, hoja, devuelta, asesora, focal, asesoria, entidad
):
    [carta] = cartas(focal)
    assert "Diga la fuente." in carta.body
    respuesta = seguir(entidad, carta)
    assert respuesta.request["PATH_INFO"] == pantalla(devuelta) and "Diga la fuente." in dice(respuesta)
    enviada = tarea.revision
    assert set(abrir(entidad, devuelta)) & set(FICHA.nombres) == {"lecciones"}

    corregir(entidad, devuelta, lecciones=NUEVO, nota="Ya está la fuente.")
    tarea.refresh_from_db()
    assert tarea.status == tarea.STATUS_IN_PROGRESS and tarea.revision != enviada
    assert tarea.revision == f.fresca(hoja).latest_revision and tarea.revision.user == focal
    antes, ahora = enviada.as_object(), tarea.revision.as_object()
    assert "Otra idea" in ahora.lecciones
    assert [uno for uno in FICHA.prosa if getattr(antes, uno) != getattr(ahora, uno)] == ["lecciones"]
    [carta] = cartas(asesora)
    assert "Ya está la fuente." in carta.body
    assert seguir(asesoria, carta).request["PATH_INFO"] == f.pantalla(tarea)
    seccion = BeautifulSoup(asesoria.get(f.pantalla(tarea)).content, "html.parser").select_one("#seccion-lecciones")
    assert "Otra idea" in seccion.select_one("ins").text and "Texto de lecciones" in seccion.select_one("del").text


def test_lo_que_se_avala_es_lo_ultimo_entregado(tarea, hoja, devuelta, entidad, asesora, moderadora, asesoria, client):
    corregir(entidad, devuelta, lecciones=NUEVO)
    f.decidir(asesoria, f.tarea(hoja), "pasar", **f.rubrica())
    aval = f.avalar(hoja, moderadora)
    assert aval.revision == f.fresca(hoja).latest_revision and "Otra idea" in aval.contenido["lecciones"]
    assert "Otra idea" in client.get(f.fresca(hoja).url).content.decode()
    assert Estudio.objects.get().revision == aval.revision


def test_lo_valorado_sigue_y_dice_que_es_de_antes_hasta_que_se_lee(tarea, hoja, asesoria, entidad):
    f.decidir(asesoria, tarea, "guardar", **f.rubrica(puntaje=3))
    devolver(asesoria, tarea)
    corregir(entidad, SeccionDevuelta.objects.get(), lecciones=NUEVO)
    respuesta = asesoria.get(f.pantalla(tarea))
    assert f.abrir(asesoria, tarea)["criterio-innovadora-puntaje"] == ["3"]
    assert dice(respuesta).count("Lo valoró antes de que cambiara: Lecciones aprendidas.") == 8
    # One is read again and stays, another changes: these are of the new text.
    f.decidir(asesoria, tarea, "guardar", **{"criterio-innovadora-releido": "on", "criterio-sostenible-puntaje": "4"})
    assert dice(asesoria.get(f.pantalla(tarea))).count("Lo valoró antes de que cambiara") == 6


def test_la_pantalla_vieja_no_decide_sobre_lo_nuevo_y_lo_que_valoro_consta_de_lo_viejo(
    tarea, hoja, asesoria, devuelta, entidad
):
    datos = f.abrir(asesoria, tarea) | f.rubrica() | {"decision": "pasar"}
    corregir(entidad, devuelta, lecciones=NUEVO)
    respuesta = asesoria.post(f.pantalla(tarea), datos)
    assert respuesta.status_code == 409 and "cambió desde que usted abrió" in mensajes(respuesta)
    assert f.tarea(hoja) == tarea
    assert dice(asesoria.get(f.pantalla(tarea))).count("Lo valoró antes de que cambiara") == 8


def test_no_pasa_al_aval_con_una_seccion_fuera_y_se_dice_por_que(tarea, hoja, devuelta, asesoria):
    respuesta = f.decidir(asesoria, tarea, "pasar", **f.rubrica())
    assert respuesta.status_code == 409 and "está corrigiendo «Lecciones aprendidas»" in mensajes(respuesta)
    assert f.tarea(hoja) == tarea
    f.decidir(asesoria, tarea, f"retomar:{devuelta.pk}")
    assert f.decidir(asesoria, tarea, "pasar", **f.rubrica()).status_code == 302


def test_se_puede_devolver_toda_con_una_seccion_fuera_y_ya_no_es_de_nadie(tarea, hoja, devuelta, asesoria, entidad):
    abierto = abrir(entidad, devuelta)
    f.decidir(asesoria, tarea, "devolver", carta="Mejor toda.")
    respuesta = corregir(entidad, devuelta, abierto=abierto, lecciones=NUEVO)
    assert respuesta.status_code == 409 and "ya no se puede corregir aquí" in mensajes(respuesta)
    assert "Otra idea" in respuesta.content.decode()  # what was typed is still there
    assert f.fresca(hoja).latest_revision == tarea.revision


@pytest.mark.parametrize("decision", ["guardar", "entregar"])
def test_si_se_retira_el_envio_la_seccion_ya_no_se_corrige_alli(decision, tarea, hoja, devuelta, focal, entidad):
    corregir(entidad, devuelta, "guardar", lecciones="<p>A medias.</p>")
    abierto = abrir(entidad, devuelta)
    f.fresca(hoja).current_workflow_state.cancel(user=focal)
    respuesta = corregir(entidad, devuelta, decision, abierto, lecciones=NUEVO)
    assert respuesta.status_code == 409 and "Otra idea" in respuesta.content.decode()
    assert f.fresca(hoja).latest_revision == tarea.revision
    # What had been saved there is not lost.
    assert "A medias." in dice(entidad.get(reverse("estudio:conversar", args=[hoja.pk])))
    assert entidad.get(pantalla(devuelta)).status_code == 302


def test_dos_veces_la_misma_seccion_se_rehusa_y_despues_de_entregada_se_puede(
    tarea, devuelta, asesoria, entidad, moderadora, entrar
):
    respuesta = devolver(entrar(moderadora), tarea, motivo="Y el año.")
    assert respuesta.status_code == 409 and "ya está devuelta" in mensajes(respuesta)
    assert "Y el año." in respuesta.content.decode()
    corregir(entidad, devuelta, lecciones=NUEVO)
    assert devolver(asesoria, tarea, motivo="Y el año.").status_code == 302
    assert SeccionDevuelta.objects.fuera().count() == 1 and SeccionDevuelta.objects.count() == 2


def test_devolver_una_seccion_exige_decir_que_corregir(tarea, asesoria):
    respuesta = devolver(asesoria, tarea, motivo="  ")
    assert respuesta.status_code == 409 and "diga qué hay que corregir" in mensajes(respuesta)
    assert not SeccionDevuelta.objects.exists()


def test_dos_personas_de_la_entidad_a_la_vez_no_se_pisan(tarea, devuelta, entidad, entrar):
    otra = entrar(f.persona("segunda-idrd", "Puntos focales", "idrd"))
    abierto = abrir(entidad, devuelta)
    corregir(otra, devuelta, "guardar", lecciones="<p>Lo de la segunda.</p>")
    respuesta = corregir(entidad, devuelta, "guardar", abierto, lecciones=NUEVO)
    assert respuesta.status_code == 409 and "otra persona guardó esta sección" in mensajes(respuesta)
    texto = respuesta.content.decode()
    assert "de la segunda" in dice(respuesta) and "Otra idea" in texto
    vuelve = f.leer_formulario(respuesta, "w-editor-form")
    assert corregir(entidad, devuelta, abierto=vuelve, lecciones=NUEVO).status_code == 302
    tarea.refresh_from_db()
    assert "Otra idea" in tarea.revision.as_object().lecciones


def test_guardar_sin_entregar_no_cambia_lo_que_se_estudia(tarea, hoja, devuelta, entidad, asesoria):
    corregir(entidad, devuelta, "guardar", lecciones="")  # half done is kept too
    corregir(entidad, devuelta, "guardar", lecciones="<p>A medias.</p>")
    assert f.fresca(hoja).latest_revision == tarea.revision
    assert "A medias." not in dice(asesoria.get(f.pantalla(tarea)))
    assert "A medias." in str(abrir(entidad, devuelta)["lecciones"])


def test_lo_obligatorio_y_los_limites_valen_al_entregar(tarea, hoja, devuelta, entidad):
    for texto in ("", f.parrafo(201)):
        respuesta = corregir(entidad, devuelta, lecciones=texto)
        assert respuesta.status_code == 422 and "corrija lo señalado" in mensajes(respuesta)
    assert f.fresca(hoja).latest_revision == tarea.revision


def test_entregar_igual_pide_decir_por_que(tarea, hoja, devuelta, entidad):
    respuesta = corregir(entidad, devuelta)
    assert respuesta.status_code == 409 and "Nada cambió" in mensajes(respuesta)
    assert corregir(entidad, devuelta, nota="Así lo dice el informe.").status_code == 302
    assert not SeccionDevuelta.objects.fuera().exists()
    assert f.tarea(hoja).revision == tarea.revision


# --- Every other road stays locked --------------------------------------------------------------------------


def _por_el_editor(navegador, hoja, devuelta):
    return navegador.post(f.url_edicion(hoja), {**f.formulario_de(navegador, hoja), "resumen": "Intruso"})


def _por_el_autoguardado(navegador, hoja, devuelta):
    datos = {**f.formulario_de(navegador, hoja), "resumen": "Intruso"}
    return navegador.post(f.url_edicion(hoja), datos, headers={"Accept": "application/json"})


def _la_misma_seccion_por_el_editor(navegador, hoja, devuelta):
    datos = {**f.formulario_de(navegador, hoja), "lecciones": rich_text("<p>Intruso</p>")}
    return navegador.post(f.url_edicion(hoja), datos)


def _otro_campo_por_su_pantalla(navegador, hoja, devuelta):
    return corregir(navegador, devuelta, lecciones=NUEVO, resumen="Intruso")


def _otras_filas_por_su_pantalla(navegador, hoja, devuelta):
    return corregir(navegador, devuelta, lecciones=NUEVO, **{"contactos-0-nombre": "Intruso"})


def _enviar_otra_vez(navegador, hoja, devuelta):
    datos = {**f.formulario_de(navegador, hoja), "resumen": "Intruso", "action-submit": "1"}
    return navegador.post(f.url_edicion(hoja), datos)


CAMINOS = [
    *(_por_el_editor, _por_el_autoguardado, _la_misma_seccion_por_el_editor, _otro_campo_por_su_pantalla),
    *(_otras_filas_por_su_pantalla, _enviar_otra_vez),
]


@pytest.mark.parametrize("camino", CAMINOS, ids=lambda uno: uno.__name__)
def test_lo_demas_sigue_cerrado_por_cualquier_camino(camino, tarea, hoja, devuelta, entidad):
    respuesta = camino(entidad, hoja, devuelta)
    assert f.fresca(hoja).latest_revision == tarea.revision
    assert not SeccionDevuelta.objects.get().borrador
    texto = respuesta.content.decode() if respuesta.status_code != 302 else ""
    assert respuesta.status_code in (200, 400, 409) and any(
        frase in texto
        for frase in ("no cambia", "locked", "bloque", "solo se corrige la sección devuelta", "ya se había enviado")
    ), texto[:2000]


def test_el_candado_dice_que_se_corrige_y_donde(hoja, devuelta, entidad):
    assert "salvo lo que la DDRI devolvió para corregir en su propia pantalla: Lecciones aprendidas" in dice(
        entidad.get(f.url_edicion(hoja))
    )


QUIENES = ["otro_focal", "comunicaciones", "administracion", "superusuario", "asesora"]


@pytest.mark.parametrize("quien", QUIENES)
def test_solo_la_entidad_corrige(quien, request, tarea, hoja, devuelta, entidad, entrar):
    abierto = abrir(entidad, devuelta)
    navegador = entrar(request.getfixturevalue(quien))
    respuesta = corregir(navegador, devuelta, abierto=abierto, lecciones=NUEVO)
    assert respuesta.status_code in (302, 403, 409)
    assert f.fresca(hoja).latest_revision == tarea.revision and SeccionDevuelta.objects.fuera().exists()


@pytest.mark.parametrize("quien", ["focal", "otro_focal", "comunicaciones", "administracion", "superusuario"])
def test_solo_la_ddri_devuelve_una_seccion(quien, request, tarea, entrar):
    navegador = entrar(request.getfixturevalue(quien))
    respuesta = navegador.post(f.pantalla(tarea), {"decision": "devolver-seccion:lecciones", "motivo-lecciones": "Yo."})
    assert respuesta.status_code in (302, 403)
    assert not SeccionDevuelta.objects.exists()


# --- Every part of the form ---------------------------------------------------------------------------------


@pytest.mark.parametrize("campo", [campo.nombre for campo in FICHA.en_el_formulario if campo.nombre != "entidad"])
def test_cada_parte_de_la_ficha_se_abre_sola_y_se_entrega_como_estaba(campo, tarea, hoja, asesora, focal, entidad):
    """Whatever its kind: text, prose, date, list, rows. What is not touched does not change."""
    devuelta = secciones.devolver(tarea, asesora, campo, "Mírela.")
    abierto = abrir(entidad, devuelta)
    assert corregir(entidad, devuelta, "guardar", abierto).status_code == 302
    assert corregir(entidad, devuelta, nota="Queda igual.").status_code == 302
    assert f.fresca(hoja).latest_revision == tarea.revision


def test_lo_que_va_en_un_renglon_se_devuelve_junto(tarea, asesora, entidad):
    devuelta = secciones.devolver(tarea, asesora, "subtema", "No es de ese tema.")
    assert {"tema", "subtema"} <= set(abrir(entidad, devuelta))
    with pytest.raises(secciones.YaDevuelta):
        secciones.devolver(tarea, asesora, "tema", "Tampoco.")


@pytest.mark.parametrize("campo", ["slug", "entidad", "nada"])
def test_lo_que_no_es_del_formulario_no_se_devuelve(campo, tarea, asesora):
    with pytest.raises(secciones.NoSeDevuelve):
        secciones.devolver(tarea, asesora, campo, "No.")


def test_filas_corregidas_llegan_completas(tarea, hoja, asesora, focal, entidad):
    devuelta = secciones.devolver(tarea, asesora, "contactos", "Falta el cargo.")
    corregir(entidad, devuelta, **{"contactos-0-cargo": "Directora"})
    tarea.refresh_from_db()
    assert tarea.revision.as_object().contactos.get().cargo == "Directora"
    assert Mensaje.objects.get(clase=Mensaje.Clase.ENTREGA).cambio["ahora"]["contactos"][0]["cargo"] == "Directora"


def test_quien_entrega_es_autor_y_no_da_su_aval(tarea, hoja, devuelta, entidad, asesora, focal, moderadora):
    from aval.models import Autoria

    corregir(entidad, devuelta, lecciones=NUEVO)
    assert focal.pk in Autoria.de_la_revision(f.fresca(hoja), f.tarea(hoja).revision)
    assert asesora.pk not in Autoria.de_la_revision(f.fresca(hoja), f.tarea(hoja).revision)


def test_el_aval_dice_lo_que_se_valoro_antes_de_un_cambio(tarea, hoja, asesora, moderadora, asesoria, entidad, entrar):
    f.decidir(asesoria, tarea, "guardar", **f.rubrica())
    devolver(asesoria, tarea)
    corregir(entidad, SeccionDevuelta.objects.get(), lecciones=NUEVO)
    estudio = Estudio.objects.get()
    estudio.buena_practica = True
    estudio.save()
    from aval import flujo

    estudios.pasar_a_aval(estudio, asesora, flujo.huella(f.tarea(hoja).revision))
    assert "Se valoró antes de que cambiara: Lecciones aprendidas." in dice(
        entrar(moderadora).get(f.pantalla(f.tarea(hoja)))
    )
