"""Two people at once, or a double click: one act and a sentence, never a 500, never half a thing.

By threads, each with its own connection. ``PARES`` is how many pairs of each kind; by default a few.
"""

import os
import threading
import time

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from aval.models import Aval, Retiro
from practicas.models import PracticaPage
from tests import fabrica as f
from traducciones import servicio

PARES = int(os.environ.get("PARES", "1"))


def a_la_vez(*actos):
    """Run ``actos`` (functions) at the same instant, each in a thread. Returns what each returned, or its exception."""
    salida, resultados = threading.Barrier(len(actos)), [None] * len(actos)

    def correr(numero, acto):
        try:
            salida.wait()
            resultados[numero] = acto()
        except Exception as error:
            resultados[numero] = error
        finally:
            connections.close_all()

    hilos = [threading.Thread(target=correr, args=par) for par in enumerate(actos)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return resultados


class Gente:
    """Two of each role, and a browser for each."""

    def __init__(self):
        self.focales = [f.persona(f"focal-{n}", "Puntos focales", "idrd") for n in (1, 2)]
        self.moderadoras = [f.persona(f"moderadora-{n}", "Moderación DDRI") for n in (1, 2)]
        self.asesora = f.persona("asesora", "Moderación DDRI")
        self.traductoras = [f.persona(f"traductora-{n}", "Comunicaciones") for n in (1, 2)]

    def navegador(self, persona):
        navegador = Client(raise_request_exception=False)
        navegador.force_login(persona)
        return navegador

    def navegadores(self, personas):
        return [self.navegador(persona) for persona in personas]


def publicar(navegadores, url, datos):
    """A POST by each browser at once: ``datos`` is a dict for each. Returns the responses, none of them an error."""
    if isinstance(datos, dict):
        datos = [datos] * len(navegadores)
    respuestas = a_la_vez(
        *(lambda uno=uno, suyos=suyos: uno.post(url, suyos) for uno, suyos in zip(navegadores, datos, strict=True))
    )
    for respuesta in respuestas:
        assert getattr(respuesta, "status_code", 500) < 500, respuesta
    return respuestas


def frases(navegador):
    """The messages that the browser would show next."""
    return navegador.get(reverse("wagtailadmin_home")).content.decode()


def sin_medias(pagina):
    """``pagina`` is as one act leaves it: one workflow at most, on its last text; and live only with its aval."""
    pagina = f.fresca(pagina)
    activos = list(WorkflowState.objects.active().filter(object_id=str(pagina.pk)))
    assert len(activos) <= 1
    for estado in activos:
        assert estado.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).count() <= 1
        assert estado.current_task_state.revision_id == pagina.latest_revision_id
    assert pagina.live == bool(pagina.aval_id)
    if pagina.live and pagina.locale.language_code == "en":
        assert PracticaPage.objects.get(translation_key=pagina.translation_key, locale__language_code="es").live
    return pagina


# --- The cases ----------------------------------------------------------------------------------------


def dos_envian_la_misma_ficha(gente):
    hoja = f.practica(gente.focales[0])
    _dos_envios(gente, hoja)


def dos_envian_de_nuevo_lo_devuelto(gente):
    hoja = f.practica(gente.focales[0])
    pendiente = f.enviar(hoja, gente.focales[0])
    f.flujo.devolver(pendiente, gente.asesora, f.flujo.huella(pendiente.revision), "Complete el resumen.")
    _dos_envios(gente, hoja)


def _dos_envios(gente, hoja):
    navegadores = gente.navegadores(gente.focales)
    textos = ["Un resumen de la primera.", "Un resumen de la segunda."]
    datos = [
        f.formulario_de(navegador, hoja) | {"resumen": [texto], "action-submit": ["1"]}
        for navegador, texto in zip(navegadores, textos, strict=True)
    ]
    respuestas = publicar(navegadores, f.url_edicion(hoja), datos)
    assert sorted(respuesta.status_code for respuesta in respuestas) == [200, 302]
    segunda = next(numero for numero, respuesta in enumerate(respuestas) if respuesta.status_code == 200)
    html = respuestas[segunda].content.decode()
    assert "ya se había enviado a la DDRI" in html
    assert textos[segunda] in html  # nothing typed is lost
    enviada = sin_medias(hoja).current_workflow_task_state.revision.as_object()
    assert enviada.resumen == textos[1 - segunda]
    assert WorkflowState.objects.filter(object_id=str(hoja.pk)).count() == 1


def dos_avalan(gente):
    hoja = f.practica(gente.focales[0])
    f.enviar(hoja, gente.focales[0])
    pendiente = f.estudiar(hoja, gente.asesora)
    navegadores = gente.navegadores(gente.moderadoras)
    datos = [
        f.abrir(uno, pendiente) | {"decision": "avalar", "carta": f"Carta {n}"} for n, uno in enumerate(navegadores)
    ]
    respuestas = publicar(navegadores, f.pantalla(pendiente), datos)
    _uno_decide(respuestas)
    assert sin_medias(hoja).live and Aval.objects.de(hoja).count() == 1


def uno_avala_y_otro_devuelve(gente):
    hoja = f.practica(gente.focales[0])
    f.enviar(hoja, gente.focales[0])
    pendiente = f.estudiar(hoja, gente.asesora)
    navegadores = gente.navegadores(gente.moderadoras)
    datos = [
        f.abrir(uno, pendiente) | {"decision": decision, "carta": f"Carta {n}", "comentario-resumen": "Un comentario."}
        for n, (uno, decision) in enumerate(zip(navegadores, ("avalar", "devolver"), strict=True))
    ]
    respuestas = publicar(navegadores, f.pantalla(pendiente), datos)
    _uno_decide(respuestas)
    assert sin_medias(hoja).live == (respuestas[0].status_code == 302)


def _uno_decide(respuestas):
    assert sorted(respuesta.status_code for respuesta in respuestas) == [302, 409]
    segunda = next(numero for numero, respuesta in enumerate(respuestas) if respuesta.status_code == 409)
    html = respuestas[segunda].content.decode()
    assert "ya no está en curso" in html and f"Carta {segunda}" in html


def dos_pasan_el_mismo_estudio(gente):
    hoja = f.practica(gente.focales[0])
    pendiente = f.enviar(hoja, gente.focales[0])
    navegadores = gente.navegadores(gente.moderadoras)
    datos = [
        f.abrir(uno, pendiente) | f.rubrica(concepto=f"Carta {n}") | {"decision": "pasar"}
        for n, uno in enumerate(navegadores)
    ]
    respuestas = publicar(navegadores, f.pantalla(pendiente), datos)
    _uno_decide(respuestas)
    ganadora = next(n for n, respuesta in enumerate(respuestas) if respuesta.status_code == 302)
    assert pendiente.estudio.concepto == f"Carta {ganadora}"  # what was decided is not written over
    sin_medias(hoja)


def uno_avala_y_quien_envio_se_arrepiente(gente):
    hoja = f.practica(gente.focales[0])
    f.enviar(hoja, gente.focales[0])
    pendiente = f.estudiar(hoja, gente.asesora)
    focal, moderadora = gente.navegador(gente.focales[0]), gente.navegador(gente.moderadoras[0])
    cancelar = f.formulario_de(focal, hoja) | {"action-cancel-workflow": ["1"]}
    decidir = f.abrir(moderadora, pendiente) | {"decision": "avalar"}
    respuestas = a_la_vez(
        lambda: focal.post(f.url_edicion(hoja), cancelar), lambda: moderadora.post(f.pantalla(pendiente), decidir)
    )
    assert all(getattr(respuesta, "status_code", 500) < 500 for respuesta in respuestas), respuestas
    avalada = respuestas[1].status_code == 302
    assert sin_medias(hoja).live == avalada
    if avalada:
        assert "ya no está en curso" in frases(focal)


def dos_retiran(gente):
    hoja = f.viva(f"Una que se retira {time.monotonic()}")
    navegadores = gente.navegadores(gente.moderadoras)
    url = reverse("aval:retirar", args=[hoja.get_base_content_type().pk, hoja.pk])
    respuestas = publicar(navegadores, url, {"motivo": "Tiene un error."})
    assert [respuesta.status_code for respuesta in respuestas] == [302, 302]
    assert not sin_medias(hoja).live and Retiro.objects.de(hoja).count() == 1
    dicho = [frases(uno) for uno in navegadores]
    assert sum("otra persona lo retiró" in uno for uno in dicho) == 1
    assert sum("Queda en el registro" in uno for uno in dicho) == 1


def dos_borran(gente):
    hoja = f.viva(f"Una que se borra {time.monotonic()}")
    navegadores = gente.navegadores(gente.moderadoras)
    url = reverse("aval:borrar", args=[hoja.get_base_content_type().pk, hoja.pk])
    publicar(navegadores, url, {"motivo": "Está repetida.", "entiendo": "on"})
    assert not Page.objects.filter(pk=hoja.pk).exists() and Retiro.objects.de(hoja).count() == 1
    assert sum("otra persona lo borró" in frases(uno) for uno in navegadores) == 1


def se_avala_el_ingles_y_se_retira_el_espanol(gente):
    hoja = f.viva(f"Una en los dos {time.monotonic()}")
    traduccion = f.traducir(hoja, gente.traductoras[0])
    servicio.proponer(traduccion, gente.traductoras[0])
    inglesa = traduccion.get_target_instance()
    pendiente = f.tarea(inglesa)
    una, otra = gente.navegadores(gente.moderadoras)
    escritorio = gente.navegador(gente.traductoras[1])
    datos = f.abrir(una, pendiente) | {"decision": "avalar"}
    url = reverse("aval:retirar", args=[hoja.get_base_content_type().pk, hoja.pk])
    segmento = traduccion.source.stringsegment_set.first()
    respuestas = a_la_vez(
        lambda: una.post(f.pantalla(pendiente), datos),
        lambda: otra.post(url, {"motivo": "Tiene un error."}),
        lambda: escritorio.post(
            reverse("traducciones:escritorio", args=[traduccion.pk]),
            {f"texto-{segmento.pk}": "Something else", "ver": "todo"},
        ),
    )
    assert all(getattr(respuesta, "status_code", 500) < 500 for respuesta in respuestas), respuestas
    assert not sin_medias(hoja).live  # its withdrawal never has to be asked for again
    assert not sin_medias(inglesa).live
    assert f.fresca(inglesa).current_workflow_state is None
    if respuestas[0].status_code == 302:
        assert Retiro.objects.de(inglesa).count() == 1


def dos_empiezan_y_proponen_el_mismo_ingles(gente):
    hoja = f.viva(f"Una que se traduce {time.monotonic()}")
    navegadores = gente.navegadores(gente.traductoras)
    url = reverse("wagtail_localize:submit_page_translation", args=[hoja.pk])
    respuestas = publicar(navegadores, url, {})
    assert len({respuesta.url for respuesta in respuestas}) == 1
    inglesa = PracticaPage.objects.get(translation_key=hoja.translation_key, locale__language_code="en")
    traduccion = servicio.traduccion_de(inglesa)
    f.rellenar(traduccion, gente.traductoras[0])
    publicar(navegadores, reverse("traducciones:escritorio", args=[traduccion.pk]), {"enviar": "1"})
    sin_medias(inglesa)
    assert WorkflowState.objects.filter(object_id=str(inglesa.pk)).count() == 1
    assert sum("se envió a la DDRI" in frases(uno) for uno in navegadores) == 1


CASOS = [
    dos_envian_la_misma_ficha,
    dos_envian_de_nuevo_lo_devuelto,
    dos_avalan,
    uno_avala_y_otro_devuelve,
    dos_pasan_el_mismo_estudio,
    uno_avala_y_quien_envio_se_arrepiente,
    dos_retiran,
    dos_borran,
    se_avala_el_ingles_y_se_retira_el_espanol,
    dos_empiezan_y_proponen_el_mismo_ingles,
]


def _interbloqueos():
    """How many the server has undone in this database because two waited for each other."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


@pytest.mark.largo
@pytest.mark.django_db(transaction=True)
def test_dos_a_la_vez_acaban_en_un_acto_y_una_frase():
    gente, fallas, antes = Gente(), [], _interbloqueos()
    for vez in range(PARES):
        for caso in CASOS:
            try:
                caso(gente)
            except Exception as error:  # every pair is counted, whatever one of them finds
                fallas.append(f"{caso.__name__}: {type(error).__name__} {str(error)[:600]}")
        print(f"{(vez + 1) * len(CASOS)} pairs: {len(fallas)} wrong, {_interbloqueos() - antes} deadlocks", flush=True)
    assert not fallas, "\n\n".join(fallas)
