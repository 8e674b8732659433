"""The study: criterion by criterion, then on to the aval or back with a letter (DDRI manual 2014, step 2 and 4.b)."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from wagtail.models import Comment, TaskState, WorkflowState

from estudio.models import Estudio, Valoracion
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from vocabulario.models import Criterio


@pytest.fixture
def por_estudiar(focal):
    hoja = f.practica(focal, titulo="Ciclovía")
    return f.enviar(hoja, focal)


@pytest.fixture
def hoja(por_estudiar):
    return PracticaPage.objects.get(pk=por_estudiar.revision.object_id)


@pytest.fixture
def navegador(asesora, entrar):
    return entrar(asesora)


def test_la_pantalla_pregunta_por_los_ocho_criterios(por_estudiar, navegador):
    html = navegador.get(f.pantalla(por_estudiar)).content.decode()
    assert Criterio.objects.count() == 8
    assert Criterio.objects.filter(basico=True).count() == 4
    for criterio in Criterio.objects.all():
        assert f'name="criterio-{criterio.codigo}-puntaje"' in html
        assert BeautifulSoup(criterio.pregunta_es, "html.parser").get_text() in BeautifulSoup(html, "html.parser").text


def test_un_estudio_completo_pasa_la_ficha_a_aval(por_estudiar, hoja, navegador, asesora):
    respuesta = f.decidir(navegador, por_estudiar, "pasar", **f.rubrica(puntaje=4), buena_practica="on")
    assert respuesta.status_code == 302
    estudio = Estudio.objects.get()
    assert (estudio.estado, estudio.asesor, estudio.practica) == (Estudio.Estado.FAVORABLE, asesora, hoja)
    assert estudio.revision == por_estudiar.revision
    assert (estudio.experiencia_significativa, estudio.buena_practica) == (True, True)
    assert set(estudio.valoraciones.values_list("puntaje", flat=True)) == {4}
    assert f.tarea(hoja).task.name == "Aval"
    assert not f.fresca(hoja).live


def test_el_estudio_se_guarda_a_medias_y_se_retoma(por_estudiar, hoja, navegador):
    f.decidir(
        navegador,
        por_estudiar,
        "guardar",
        **{"criterio-innovadora-puntaje": 2, "criterio-innovadora-justificacion": "Hay algo.", "concepto": "Promete."},
    )
    assert Estudio.objects.get().estado == Estudio.Estado.BORRADOR
    datos = f.abrir(navegador, por_estudiar)
    assert datos["criterio-innovadora-puntaje"] == ["2"]
    assert datos["criterio-innovadora-justificacion"] == ["Hay algo."]
    assert datos["concepto"] == ["Promete."]
    assert f.tarea(hoja) == por_estudiar
    f.decidir(navegador, por_estudiar, "pasar", **f.rubrica())
    assert Estudio.objects.count() == 1
    assert Valoracion.objects.count() == 8


INCOMPLETOS = {
    "sin un puntaje": {"criterio-sostenible-puntaje": ""},
    "sin un porqué": {"criterio-sostenible-justificacion": "   "},
    "sin ruta": {"experiencia_significativa": "", "buena_practica": ""},
}
SE_DICE = {
    "sin un puntaje": "Valore este criterio.",
    "sin un porqué": "Escriba el porqué.",
    "sin ruta": "Elija al menos una ruta.",
}


@pytest.mark.parametrize("caso", INCOMPLETOS)
def test_un_estudio_incompleto_no_pasa_y_no_pierde_lo_escrito(caso, por_estudiar, hoja, navegador):
    datos = f.rubrica(justificacion="Un porqué largo y pensado.") | INCOMPLETOS[caso]
    datos = {campo: valor for campo, valor in datos.items() if valor != ""} | {
        "decision": "pasar",
        "huella": f.abrir(navegador, por_estudiar)["huella"],
        "carta": "Una carta a medias.",
        "comentario-resumen": "Un comentario a medias.",
    }
    respuesta = navegador.post(f.pantalla(por_estudiar), datos)
    assert respuesta.status_code == 409
    assert "complete lo que está señalado" in mensajes(respuesta)
    assert SE_DICE[caso] in BeautifulSoup(respuesta.content, "html.parser").select_one(".aval-decision").text
    vuelve = f.leer_formulario(respuesta, lambda formulario: formulario.find("input", attrs={"name": "huella"}))
    for campo, valor in datos.items():
        if campo not in ("decision", "huella") and str(valor).strip():
            assert vuelve[campo] == [str(valor)], campo
    assert f.tarea(hoja) == por_estudiar
    assert not Comment.objects.exists()


@pytest.mark.parametrize("puntaje", ["9", "-1", "nada", "2.5"])
@pytest.mark.parametrize("decision", ["pasar", "guardar"])
def test_un_puntaje_que_no_existe_no_se_guarda(decision, puntaje, por_estudiar, hoja, navegador):
    datos = f.rubrica() | {"criterio-sostenible-puntaje": puntaje}
    respuesta = f.decidir(navegador, por_estudiar, decision, **datos)
    assert respuesta.status_code in (200, 409)
    assert f.tarea(hoja) == por_estudiar
    assert not Valoracion.objects.filter(criterio__codigo="sostenible", puntaje__isnull=False).exists()
    assert "Sólida y bien contada." in respuesta.content.decode()


def test_devolver_lleva_la_carta_los_comentarios_y_la_rubrica(por_estudiar, hoja, navegador, focal, asesora, entrar):
    mail.outbox.clear()
    datos = f.rubrica(puntaje=1, justificacion="Falta contarlo.") | {
        "carta": "Gracias por escribirla.",
        "comentario-transferencia": "¿Quién la pide hoy?",
    }
    respuesta = f.decidir(navegador, por_estudiar, "devolver", **datos)
    assert respuesta.status_code == 302
    estado = f.fresca(hoja).current_workflow_state
    assert estado.status == WorkflowState.STATUS_NEEDS_CHANGES
    carta = estado.current_task_state.comment
    assert carta.startswith("Gracias por escribirla.")
    assert "Transferencia: ¿Quién la pide hoy?" in carta
    criterio = Criterio.objects.get(codigo="innovadora")
    assert f"{criterio.nombre_es}: Apenas asoma. Falta contarlo." in carta
    assert Estudio.objects.get().estado == Estudio.Estado.DEVUELTO
    comentario = Comment.objects.get()
    assert (comentario.contentpath, comentario.user, comentario.text) == (
        "transferencia",
        asesora,
        "¿Quién la pide hoy?",
    )
    html = entrar(focal).get(f.url_edicion(hoja)).content.decode()
    assert "¿Quién la pide hoy?" in html
    [aviso] = [uno for uno in mail.outbox if focal.email in uno.to]
    assert "Gracias por escribirla." in aviso.body


def test_devolver_sin_carta_ni_comentarios_no_se_puede(por_estudiar, hoja, navegador):
    respuesta = f.decidir(navegador, por_estudiar, "devolver", **f.rubrica())
    assert respuesta.status_code == 409
    assert f.tarea(hoja) == por_estudiar


def test_la_carta_va_en_el_idioma_de_quien_la_recibe(por_estudiar, hoja, navegador, focal):
    from wagtail.users.models import UserProfile

    perfil = UserProfile.get_for_user(focal)
    perfil.preferred_language = "en"
    perfil.save()
    f.decidir(navegador, por_estudiar, "devolver", **f.rubrica(), **{"comentario-resumen": "Please."})
    carta = f.fresca(hoja).current_workflow_state.current_task_state.comment
    assert Criterio.objects.get(codigo="innovadora").nombre_en in carta


def test_lo_devuelto_vuelve_a_estudio_con_una_rubrica_nueva(por_estudiar, hoja, navegador, focal):
    f.decidir(navegador, por_estudiar, "devolver", carta="Falta la fuente.", **f.rubrica(puntaje=1))
    f.cambiar(hoja, focal, resultados="<p>Ahora con su fuente.</p>")
    nueva = f.enviar(hoja, focal)
    assert nueva.pk != por_estudiar.pk
    f.decidir(navegador, nueva, "pasar", **f.rubrica(puntaje=4))
    assert list(Estudio.objects.values_list("estado", flat=True)) == ["favorable", "devuelto"]


@pytest.mark.parametrize("nombre", ["focal", "comunicaciones", "administracion", "superusuario"])
def test_solo_la_ddri_estudia(nombre, request, por_estudiar, hoja, entrar):
    intruso = entrar(request.getfixturevalue(nombre))
    assert intruso.get(f.pantalla(por_estudiar)).status_code in (302, 403)
    assert intruso.post(f.pantalla(por_estudiar), {"decision": "pasar", **f.rubrica()}).status_code in (302, 403)
    assert f.tarea(hoja) == por_estudiar
    assert not Estudio.objects.exists()


def test_si_la_ficha_cambio_desde_que_se_abrio_no_pasa(por_estudiar, hoja, navegador, focal):
    datos = f.abrir(navegador, por_estudiar) | f.rubrica() | {"decision": "pasar"}
    f.cambiar(hoja, focal, resumen="Texto que nadie leyó.")
    respuesta = navegador.post(f.pantalla(por_estudiar), datos)
    assert respuesta.status_code == 409
    por_estudiar.refresh_from_db()
    assert por_estudiar.status == TaskState.STATUS_IN_PROGRESS
    # The rubric written meanwhile is kept.
    assert Valoracion.objects.filter(puntaje=3).count() == 8


def test_dos_asesoras_a_la_vez_no_estudian_dos_veces(por_estudiar, hoja, navegador, moderadora, entrar):
    otra = entrar(moderadora)
    datos = f.abrir(otra, por_estudiar) | f.rubrica() | {"decision": "pasar"}
    f.decidir(navegador, por_estudiar, "pasar", **f.rubrica())
    respuesta = otra.post(f.pantalla(por_estudiar), datos, follow=True)
    assert "ya no está en curso" in mensajes(respuesta)
    assert Estudio.objects.count() == 1
    assert f.fresca(hoja).current_workflow_task.name == "Aval"


def test_un_criterio_nuevo_de_la_lista_se_pregunta(por_estudiar, navegador, administracion, entrar):
    """The criteria are a first reference that the DDRI keeps: a list, not code."""
    entrar(administracion).post(
        "/admin/snippets/vocabulario/criterio/add/",
        {
            "nombre_es": "Escalable",
            "nombre_en": "Scalable",
            "codigo": "escalable",
            "orden": "9",
            "pregunta_es": "¿Puede crecer?",
            "pregunta_en": "Can it grow?",
            "fuente": "",
        },
    )
    assert "¿Puede crecer?" in navegador.get(f.pantalla(por_estudiar)).content.decode()
    datos = f.rubrica() | {"criterio-escalable-puntaje": ""}
    datos.pop("criterio-escalable-puntaje")
    assert f.decidir(navegador, por_estudiar, "pasar", **datos).status_code == 409


def test_la_rubrica_no_sale_al_publico(por_estudiar, hoja, navegador, moderadora, client):
    f.decidir(navegador, por_estudiar, "pasar", **f.rubrica(justificacion="Juicio interno de la DDRI."))
    f.avalar(hoja, moderadora)
    html = client.get(f.fresca(hoja).url).content.decode()
    assert "Juicio interno" not in html
    assert "Sólida y bien contada." not in html
