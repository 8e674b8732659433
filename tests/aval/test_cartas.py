"""The mails of the way through: who gets which, what it says, and where its one link leads."""

import io
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.template.loader import render_to_string
from wagtail.users.models import UserProfile

from aval.models import PreferenciaDeAvisos
from practicas.models import PracticaPage
from tests import fabrica as f
from traducciones import servicio

ESTUDIO, AVAL = "estudio.tareaestudio", "aval.tareaaval"


def cartas(persona):
    suyas = [una for una in mail.outbox if persona.email in una.to]
    mail.outbox.clear()
    return suyas


def enlaces(carta):
    return re.findall(r"https?://\S+", carta.body)


def seguir(navegador, carta):
    """The page that the one link of ``carta`` opens."""
    [enlace] = enlaces(carta)
    respuesta = navegador.get(re.sub(r"^https?://[^/]+", "", enlace), follow=True)
    assert respuesta.status_code == 200
    return respuesta


def en_ingles(persona):
    perfil = UserProfile.get_for_user(persona)
    perfil.preferred_language = "en"
    perfil.save()


@pytest.fixture
def hoja(focal):
    hoja = f.practica(focal, titulo="Ciclovía")
    mail.outbox.clear()
    return hoja


def test_el_camino_entero_por_los_enlaces_de_sus_cartas(hoja, focal, asesora, moderadora, entrar, client):
    tarea = f.enviar(hoja, focal)
    [carta] = cartas(asesora)
    for dicho in ("Ciclovía", hoja.entidad.nombre, str(focal), "Estudio de la ficha", "criterio por criterio"):
        assert dicho in carta.subject + carta.body
    respuesta = seguir(entrar(asesora), carta)
    assert respuesta.request["PATH_INFO"] == f.pantalla(tarea)
    f.decidir(entrar(asesora), tarea, "devolver", carta="Falta la fuente.")

    [carta] = cartas(focal)
    assert "Falta la fuente." in carta.body and "Ciclovía" in carta.subject and str(asesora) in carta.body
    assert seguir(entrar(focal), carta).request["PATH_INFO"] == f.url_edicion(hoja)

    f.cambiar(hoja, focal, lecciones="<p>Otra lección.</p>")
    f.enviar(hoja, focal)
    assert not [una for una in mail.outbox if moderadora.email in una.to]  # it is the adviser who asked for more
    [carta] = cartas(asesora)
    assert "Cambió desde entonces: Lecciones aprendidas." in carta.body

    pendiente = f.estudiar(hoja, asesora)
    assert not [una for una in mail.outbox if asesora.email in una.to]
    [carta] = cartas(moderadora)
    assert seguir(entrar(moderadora), carta).request["PATH_INFO"] == f.pantalla(pendiente)
    assert "le dé el aval" in carta.body

    f.avalar(hoja, moderadora)
    [carta] = [una for una in cartas(focal) if "publicado" in una.subject]
    assert "versión 1" in carta.body and "Experiencia Significativa" in carta.body
    assert "Ciclovía" in seguir(client, carta).content.decode()


def test_cada_quien_la_lee_en_su_idioma(hoja, focal, asesora, entrar):
    en_ingles(asesora)
    en_ingles(focal)
    tarea = f.enviar(hoja, focal)
    [carta] = cartas(asesora)
    assert "is waiting for the DDRI" in carta.body and "espera" not in carta.body
    f.decidir(entrar(asesora), tarea, "devolver", carta="The source is missing.")
    [carta] = cartas(focal)
    assert "with a letter" in carta.subject and "devuelve" not in carta.body


def test_la_version_inglesa_lleva_a_su_aval_y_a_su_mesa(focal, asesora, moderadora, comunicaciones, entrar):
    hoja = f.publicada(focal, asesora, moderadora)
    traduccion = f.traducir(hoja, comunicaciones)
    mail.outbox.clear()
    servicio.proponer(traduccion, comunicaciones)
    [carta] = cartas(moderadora)
    ingles = PracticaPage.objects.get(pk=traduccion.get_target_instance().pk)
    assert seguir(entrar(moderadora), carta).request["PATH_INFO"] == f.pantalla(f.tarea(ingles))
    f.decidir(entrar(moderadora), f.tarea(ingles), "devolver", carta="Una palabra más.")
    [carta] = cartas(comunicaciones)
    assert "Una palabra más." in seguir(entrar(comunicaciones), carta).content.decode()


# --- What each person wants -----------------------------------------------------------------------------


def preferir(navegador, **cambios):
    datos = f.leer_formulario(
        navegador.get("/admin/account/"), lambda uno: uno.find("input", attrs={"name": "avisos-resumen"})
    )
    respuesta = navegador.post("/admin/account/", datos | {"name_email-last_name": "De prueba"} | cambios)
    assert respuesta.status_code == 302


def test_quien_no_estudia_no_recibe_los_estudios(hoja, focal, asesora, moderadora, entrar):
    preferir(entrar(moderadora), **{"avisos-pasos": [AVAL]})
    assert PreferenciaDeAvisos.objects.get().pasos_callados == [ESTUDIO]
    f.enviar(hoja, focal)
    assert {una for carta in mail.outbox for una in carta.to} == {asesora.email}
    mail.outbox.clear()
    f.estudiar(hoja, asesora)
    assert len(cartas(moderadora)) == 1


def test_un_resumen_al_dia_en_vez_de_un_correo_por_texto(hoja, focal, asesora, moderadora, entrar, capsys):
    preferir(entrar(moderadora), **{"avisos-resumen": "on", "avisos-pasos": [ESTUDIO, AVAL]})
    preferir(entrar(focal), **{"avisos-resumen": "on"})
    tarea = f.enviar(hoja, focal)
    assert not cartas(moderadora)
    call_command("resumen_diario")
    call_command("resumen_diario")  # twice the same day is once
    assert [una.to for una in mail.outbox] == [[moderadora.email]]  # nothing waits for the punto focal
    [carta] = cartas(moderadora)
    assert "Ciclovía" in carta.body and seguir(entrar(moderadora), carta).request["PATH_INFO"] == f.pantalla(tarea)
    f.decidir(entrar(asesora), tarea, "devolver", carta="Falta la fuente.")
    assert len(cartas(focal)) == 1  # the letter is told at once
    call_command("resumen_diario")
    [carta] = cartas(focal)
    assert seguir(entrar(focal), carta).request["PATH_INFO"] == f.url_edicion(hoja)
    capsys.readouterr()


def test_quien_no_lo_pidio_no_recibe_resumen(hoja, focal, asesora):
    f.enviar(hoja, focal)
    mail.outbox.clear()
    call_command("resumen_diario", stdout=io.StringIO())
    assert mail.outbox == []


@pytest.mark.parametrize("cual", ["focal", "comunicaciones"])
def test_solo_a_moderacion_se_le_pregunta_por_los_pasos(cual, request, entrar):
    html = entrar(request.getfixturevalue(cual)).get("/admin/account/").content.decode()
    assert 'name="avisos-resumen"' in html and 'name="avisos-pasos"' not in html


def test_un_comentario_se_avisa_con_nuestras_palabras(hoja, focal, asesora, entrar):
    datos = {"page": hoja, "editor": asesora, "user": focal, "new_comments": [{"text": "¿De dónde sale la cifra?"}]}
    texto = render_to_string("wagtailadmin/notifications/updated_comments.txt", datos)
    asunto = render_to_string("wagtailadmin/notifications/updated_comments_subject.txt", datos).strip()
    assert "Ciclovía" in asunto and "¿De dónde sale la cifra?" in texto and hoja.entidad.nombre in texto
    carta = mail.EmailMessage(asunto, texto)
    assert seguir(entrar(focal), carta).request["PATH_INFO"] == f.url_edicion(hoja)
