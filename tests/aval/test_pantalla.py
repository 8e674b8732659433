"""The screen of the aval: who decides, on what text, and what happens then."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from wagtail.models import Comment, Revision, TaskState, WorkflowState

from aval.models import Aval
from tests import fabrica as f


@pytest.fixture
def por_avalar(focal, asesora):
    hoja = f.practica(focal, titulo="Ciclovía")
    f.enviar(hoja, focal)
    return f.estudiar(hoja, asesora)


@pytest.fixture
def hoja(por_avalar):
    return por_avalar.revision.as_object()


@pytest.fixture
def navegador(moderadora, entrar):
    return entrar(moderadora)


def mensajes(respuesta):
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    return " ".join(uno.get_text(" ", strip=True) for uno in sopa.select(".messages > ul > li"))


def test_dar_el_aval_publica_lo_que_se_leyo(por_avalar, hoja, navegador, client, moderadora):
    respuesta = f.decidir(navegador, por_avalar, "avalar", carta="Un ejemplo para otras ciudades.")
    assert respuesta.status_code == 302
    viva = f.fresca(hoja)
    assert viva.live
    assert viva.live_revision == por_avalar.revision
    assert viva.aval.moderador == moderadora
    assert viva.aval.comentario == "Un ejemplo para otras ciudades."
    assert "Ciclovía" in client.get(viva.url).content.decode()
    assert viva.workflow_states.get().status == WorkflowState.STATUS_APPROVED


def test_las_rutas_vienen_propuestas_por_el_estudio_y_las_decide_quien_avala(por_avalar, hoja, navegador):
    datos = f.abrir(navegador, por_avalar)
    assert datos["experiencia_significativa"] == datos["buena_practica"] == ["on"]
    datos.pop("buena_practica")
    navegador.post(f.pantalla(por_avalar), datos | {"decision": "avalar"})
    aval = f.fresca(hoja).aval
    assert (aval.experiencia_significativa, aval.buena_practica) == (True, False)


def test_sin_ruta_no_hay_aval(por_avalar, hoja, navegador):
    datos = f.abrir(navegador, por_avalar)
    for ruta in ("experiencia_significativa", "buena_practica"):
        datos.pop(ruta)
    respuesta = navegador.post(f.pantalla(por_avalar), datos | {"decision": "avalar", "carta": "Lo escrito sigue."})
    assert respuesta.status_code == 409
    assert "ruta" in mensajes(respuesta)
    assert "Lo escrito sigue." in respuesta.content.decode()
    assert not f.fresca(hoja).live


def test_una_decision_desconocida_no_hace_nada(por_avalar, hoja, navegador):
    respuesta = f.decidir(navegador, por_avalar, "publicar")
    assert respuesta.status_code == 409
    assert not f.fresca(hoja).live


@pytest.mark.parametrize("nombre", ["focal", "comunicaciones", "administracion", "superusuario", "otro_focal"])
def test_solo_moderacion_abre_la_pantalla(nombre, request, por_avalar, hoja, navegador, entrar):
    datos = f.abrir(navegador, por_avalar) | {"decision": "avalar"}
    intruso = entrar(request.getfixturevalue(nombre))
    assert intruso.get(f.pantalla(por_avalar)).status_code in (302, 403)
    assert intruso.post(f.pantalla(por_avalar), datos).status_code in (302, 403)
    assert not f.fresca(hoja).live
    assert not Aval.objects.de(hoja).exists()


def test_quien_perdio_el_papel_ya_no_avala(por_avalar, hoja, moderadora, navegador):
    datos = f.abrir(navegador, por_avalar) | {"decision": "avalar"}
    moderadora.groups.clear()
    assert navegador.post(f.pantalla(por_avalar), datos).status_code in (302, 403)
    assert not f.fresca(hoja).live


def test_un_anonimo_va_a_la_entrada(por_avalar, client):
    respuesta = client.get(f.pantalla(por_avalar))
    assert respuesta.status_code == 302
    assert "/entrar/" in respuesta.url


def test_la_pantalla_del_aval_no_decide_un_estudio(focal, moderadora, entrar):
    hoja = f.practica(focal)
    estudio = f.enviar(hoja, focal)
    respuesta = entrar(moderadora).post(f"/admin/aval/{estudio.pk}/", {"decision": "avalar", "huella": "x"})
    assert respuesta.status_code in (302, 403)
    assert f.tarea(hoja).task.name == "Estudio"


def test_una_tarea_que_no_existe(navegador):
    assert navegador.get("/admin/aval/999999/", follow=True).status_code == 404


# --- Four eyes ------------------------------------------------------------------------------------------


def test_quien_escribio_no_avala(focal, asesora, moderadora, entrar):
    hoja = f.practica(focal)
    f.cambiar(hoja, moderadora, resumen="Lo retocó la moderadora.")
    f.cambiar(hoja, focal, lecciones="<p>Siguió el punto focal.</p>")
    f.enviar(hoja, focal)
    pendiente = f.estudiar(hoja, asesora)
    navegador = entrar(moderadora)
    abierta = navegador.get(f.pantalla(pendiente)).content.decode()
    assert "el aval debe darlo otra persona" in abierta
    respuesta = f.decidir(navegador, pendiente, "avalar")
    assert respuesta.status_code == 409
    assert "el aval debe darlo otra persona" in mensajes(respuesta)
    assert not f.fresca(hoja).live
    assert f.decidir(entrar(asesora), pendiente, "avalar").status_code == 302
    assert f.fresca(hoja).live


def test_quien_escribio_por_el_editor_no_avala(focal, asesora, moderadora, entrar):
    """The same rule, when the text was written on the screen, its autosave included."""
    hoja = f.practica(focal)
    navegador = entrar(moderadora)
    datos = f.formulario_de(navegador, hoja) | {"resumen": "Escrito por la moderadora."}
    assert f.json_de(navegador.post(f.url_edicion(hoja), datos, headers={"Accept": "application/json"}))["success"]
    f.cambiar(hoja, focal, resumen="Reescrito por el punto focal.")
    f.enviar(hoja, focal)
    pendiente = f.estudiar(hoja, asesora)
    assert f.decidir(navegador, pendiente, "avalar").status_code == 409
    assert not f.fresca(hoja).live


def test_quien_traduce_no_avala_su_traduccion(focal, asesora, moderadora, comunicaciones, entrar):
    from traducciones import servicio

    hoja = f.publicada(focal, asesora, moderadora)
    comunicaciones.groups.add(Group.objects.get(name="Moderación DDRI"))
    traduccion = f.traducir(hoja, comunicaciones)
    servicio.proponer(traduccion, moderadora)
    pendiente = f.tarea(traduccion.get_target_instance())
    respuesta = f.decidir(entrar(comunicaciones), pendiente, "avalar")
    assert respuesta.status_code == 409
    assert not f.fresca(traduccion.get_target_instance()).live


def test_quien_propone_una_traduccion_no_la_avala(focal, asesora, moderadora, comunicaciones, entrar):
    from traducciones import servicio

    hoja = f.publicada(focal, asesora, moderadora)
    traduccion = f.traducir(hoja, comunicaciones)
    servicio.proponer(traduccion, moderadora)
    pendiente = f.tarea(traduccion.get_target_instance())
    assert f.decidir(entrar(moderadora), pendiente, "avalar").status_code == 409
    assert f.decidir(entrar(asesora), pendiente, "avalar").status_code == 302


def test_quien_estudio_puede_dar_el_aval_si_no_escribio(por_avalar, hoja, asesora, entrar):
    assert f.decidir(entrar(asesora), por_avalar, "avalar").status_code == 302
    assert f.fresca(hoja).live


# --- What was on the screen ---------------------------------------------------------------------------


def test_si_el_texto_cambio_desde_que_se_abrio_no_hay_aval(por_avalar, hoja, focal, navegador):
    """Someone wrote under the screen: whatever the way, the moderator decides on what they read."""
    datos = f.abrir(navegador, por_avalar) | {"decision": "avalar", "carta": "Mi comentario."}
    f.cambiar(hoja, focal, resumen="Texto que nadie leyó.")
    respuesta = navegador.post(f.pantalla(por_avalar), datos)
    assert respuesta.status_code == 409
    assert "cambió" in mensajes(respuesta)
    assert "Mi comentario." in respuesta.content.decode()
    assert not f.fresca(hoja).live
    assert not Aval.objects.de(hoja).exists()


def test_si_la_misma_revision_se_reescribio_por_debajo_no_hay_aval(por_avalar, hoja, navegador):
    datos = f.abrir(navegador, por_avalar) | {"decision": "avalar"}
    contenido = por_avalar.revision.content | {"resumen": "Texto que nadie leyó."}
    Revision.objects.filter(pk=por_avalar.revision_id).update(content=contenido)
    respuesta = navegador.post(f.pantalla(por_avalar), datos)
    assert respuesta.status_code == 409
    assert "Texto que nadie leyó." in respuesta.content.decode()
    assert not f.fresca(hoja).live
    # Now it has been read: the screen that came back carries the new text.
    vuelve = f.leer_formulario(respuesta, lambda formulario: formulario.find("input", attrs={"name": "huella"}))
    assert navegador.post(f.pantalla(por_avalar), vuelve | {"decision": "avalar"}).status_code == 302
    assert f.fresca(hoja).resumen == "Texto que nadie leyó."


@pytest.mark.parametrize("huella", ["", "x" * 64, None])
def test_una_huella_forjada_no_sirve(huella, por_avalar, hoja, navegador):
    datos = f.abrir(navegador, por_avalar) | {"decision": "avalar", "huella": huella}
    if huella is None:
        datos.pop("huella")
    respuesta = navegador.post(f.pantalla(por_avalar), datos)
    assert respuesta.status_code in (200, 409)
    assert not f.fresca(hoja).live


def test_avalar_dos_veces_es_un_solo_aval(por_avalar, hoja, navegador, asesora, entrar):
    datos = f.abrir(navegador, por_avalar) | {"decision": "avalar"}
    otra = entrar(asesora)
    suyos = f.abrir(otra, por_avalar) | {"decision": "avalar"}
    navegador.post(f.pantalla(por_avalar), datos)
    for respuesta in (
        navegador.post(f.pantalla(por_avalar), datos, follow=True),
        otra.post(f.pantalla(por_avalar), suyos, follow=True),
    ):
        assert "ya no está en curso" in mensajes(respuesta)
    assert Aval.objects.de(hoja).count() == 1


def test_avalar_lo_que_se_acaba_de_devolver(por_avalar, hoja, navegador, asesora, entrar):
    datos = f.abrir(navegador, por_avalar) | {"decision": "avalar"}
    f.decidir(entrar(asesora), por_avalar, "devolver", carta="Falta la fuente.")
    respuesta = navegador.post(f.pantalla(por_avalar), datos, follow=True)
    assert "ya no está en curso" in mensajes(respuesta)
    assert not f.fresca(hoja).live


def test_avalar_lo_que_se_acaba_de_retirar(por_avalar, hoja, navegador, focal):
    datos = f.abrir(navegador, por_avalar) | {"decision": "avalar"}
    f.fresca(hoja).current_workflow_state.cancel(user=focal)
    respuesta = navegador.post(f.pantalla(por_avalar), datos, follow=True)
    assert "ya no está en curso" in mensajes(respuesta)
    assert not f.fresca(hoja).live


# --- Returning ------------------------------------------------------------------------------------------


def test_devolver_sin_decir_nada_no_se_puede(por_avalar, navegador):
    respuesta = f.decidir(navegador, por_avalar, "devolver")
    assert respuesta.status_code == 409
    por_avalar.refresh_from_db()
    assert por_avalar.status == TaskState.STATUS_IN_PROGRESS


def test_devolver_con_carta_y_comentarios(por_avalar, hoja, focal, navegador, entrar, moderadora):
    mail.outbox.clear()
    f.decidir(
        navegador,
        por_avalar,
        "devolver",
        carta="Gracias por contarla.",
        **{"comentario-resultados": "¿De dónde sale la cifra?", "comentario-lecciones": "Cuéntenos lo difícil."},
    )
    estado = f.fresca(hoja).current_workflow_state
    assert estado.status == WorkflowState.STATUS_NEEDS_CHANGES
    carta = estado.current_task_state.comment
    assert carta.startswith("Gracias por contarla.")
    assert "Resultados e impacto: ¿De dónde sale la cifra?" in carta
    assert "Lecciones aprendidas: Cuéntenos lo difícil." in carta
    comentarios = Comment.objects.filter(page=hoja.pk)
    assert set(comentarios.values_list("contentpath", "user")) == {
        ("resultados", moderadora.pk),
        ("lecciones", moderadora.pk),
    }
    # The punto focal reads them beside the fields, and the letter on the dashboard.
    assert "¿De dónde sale la cifra?" in entrar(focal).get(f.url_edicion(hoja)).content.decode()
    assert "Gracias por contarla." in entrar(focal).get("/admin/").content.decode()
    [carta_enviada] = [uno for uno in mail.outbox if focal.email in uno.to]
    assert "Gracias por contarla." in carta_enviada.body


def test_lo_devuelto_se_mejora_y_se_vuelve_a_enviar(por_avalar, hoja, focal, navegador, asesora, entrar):
    f.decidir(navegador, por_avalar, "devolver", carta="Falta la fuente.")
    suyo = entrar(focal)
    datos = f.formulario_de(suyo, hoja) | {"resultados": [_con_fuente(suyo, hoja)], "action-submit": "1"}
    assert suyo.post(f.url_edicion(hoja), datos).status_code == 302
    estado = f.fresca(hoja).current_workflow_state
    assert estado.status == WorkflowState.STATUS_IN_PROGRESS
    assert "fuente" in f.tarea(hoja).revision.content["resultados"]
    assert f.fresca(hoja).workflow_states.count() == 1


def _con_fuente(navegador, hoja):
    return f.formulario_de(navegador, hoja)["resultados"][0].replace("para la prueba", "con su fuente")


def test_volver_a_avalar_marca_lo_que_cambio(por_avalar, hoja, focal, asesora, navegador):
    f.decidir(navegador, por_avalar, "avalar")
    f.cambiar(hoja, focal, lecciones="<p>Una lección nueva.</p>")
    f.enviar(hoja, focal)
    pendiente = f.estudiar(hoja, asesora)
    sopa = BeautifulSoup(navegador.get(f.pantalla(pendiente)).content, "html.parser")
    marcadas = [seccion["id"] for seccion in sopa.select(".aval-seccion--cambio")]
    assert marcadas == ["seccion-lecciones"]


def test_la_pantalla_muestra_los_datos_privados_y_el_texto_escapado(focal, asesora, moderadora, entrar):
    """Moderators read everything; what people typed as text is shown as text."""
    hoja = f.practica(
        focal,
        titulo="Título <script>alert(1)</script>",
        resumen="<img src=x onerror=alert(1)>",
        contactos=[{"nombre": "Persona privada", "autoriza": False, "autoriza_fecha": None}],
    )
    f.enviar(hoja, focal)
    pendiente = f.estudiar(hoja, asesora)
    html = entrar(moderadora).get(f.pantalla(pendiente)).content.decode()
    assert "Persona privada" in html
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html


# --- Mail: who is told what -----------------------------------------------------------------------------


def _avisados():
    avisados = [uno for mensaje in mail.outbox for uno in mensaje.to]
    mail.outbox.clear()
    return sorted(avisados)


def test_a_cada_paso_se_avisa_a_quien_concierne(focal, asesora, moderadora, otro_focal, comunicaciones, entrar):
    hoja = f.practica(focal)
    mail.outbox.clear()
    f.enviar(hoja, focal)
    assert set(_avisados()) == {asesora.email, moderadora.email}  # the DDRI has something to study
    f.decidir(entrar(asesora), f.tarea(hoja), "pasar", **f.rubrica())
    assert _avisados().count(moderadora.email) == 1  # and then something to approve
    f.decidir(entrar(moderadora), f.tarea(hoja), "avalar")
    avisados = _avisados()
    assert focal.email in avisados  # it is live
    assert not {otro_focal.email, comunicaciones.email} & set(avisados)


def test_a_quien_envio_se_le_dice_que_se_publico(por_avalar, hoja, focal, navegador):
    mail.outbox.clear()
    f.decidir(navegador, por_avalar, "avalar")
    [carta] = [uno for uno in mail.outbox if focal.email in uno.to]
    assert hoja.title in carta.subject + carta.body


# --- The dashboard --------------------------------------------------------------------------------------


def test_el_tablero_de_la_moderadora_lleva_a_lo_que_espera(por_avalar, navegador):
    html = navegador.get("/admin/").content.decode()
    assert f'href="{f.pantalla(por_avalar)}"' in html
    assert "Ciclovía" in html
    f.decidir(navegador, por_avalar, "avalar")
    assert f.pantalla(por_avalar) not in navegador.get("/admin/").content.decode()


def test_el_tablero_del_punto_focal_dice_donde_esta_su_ficha(por_avalar, hoja, focal, navegador, entrar):
    suyo = entrar(focal)
    assert "Aval de la DDRI" in suyo.get("/admin/").content.decode()
    f.decidir(navegador, por_avalar, "avalar")
    html = suyo.get("/admin/").content.decode()
    assert "Con aval" in html
    assert hoja.url in html
