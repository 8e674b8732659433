"""Who studies and who gives the aval decide on what they see: every field, pictures, files, and what came before."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment, CommentReply

from aval import flujo
from aval.lectura import nombre_de
from base.models import Documento
from estudio import servicio as estudios
from estudio.models import Estudio
from practicas.ficha import FICHA, FILAS
from practicas.models import Archivo, PracticaPage
from tests import fabrica as f
from tests import muestras


def leer(navegador, tarea, **mas):
    respuesta = navegador.get(f.pantalla(tarea), **mas)
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


def seccion(sopa, campo):
    return sopa.select_one(f"#seccion-{campo}")


def con_archivos(focal, imagenes=1, **campos):
    hoja = f.practica(focal, imagenes=[f.imagen() for _n in range(imagenes)], **campos)
    documento = f.documento("evaluacion.pdf", muestras.pdf())
    hoja.archivos = [Archivo(documento=documento, titulo="Evaluación de 2013", locale=hoja.locale)]
    hoja.save_revision(user=focal, clean=False)
    return hoja, documento


@pytest.fixture
def navegador(asesora, entrar):
    return entrar(asesora)


def test_se_leen_todos_los_campos_en_su_orden_y_los_vacios_se_comentan(focal, navegador):
    tarea = f.enviar(f.practica(focal, antecedentes=""), focal)
    sopa = leer(navegador, tarea)
    assert [una["id"].removeprefix("seccion-") for una in sopa.select(".aval-seccion")] == list(FICHA.nombres)
    vacia = seccion(sopa, "antecedentes")
    assert "Sin respuesta" in vacia.text
    assert vacia.select_one("textarea[name=comentario-antecedentes]")
    assert "Dirección en la web" in sopa.text and nombre_de(PracticaPage, "slug") == "Dirección en la web"
    f.decidir(navegador, tarea, "devolver", **{"comentario-antecedentes": "¿Cómo empezó?"})
    assert Comment.objects.get().contentpath == "antecedentes"


def test_la_moneda_de_lo_que_no_se_dijo_no_se_lee_como_respuesta(focal, navegador):
    sin_cifras = f.enviar(f.practica(focal, presupuesto_financiero=None), focal)
    assert "Sin respuesta" in seccion(leer(navegador, sin_cifras), "presupuesto_moneda").text
    con_cifras = f.enviar(f.practica(focal, titulo="Otra"), focal)
    assert "USD" in seccion(leer(navegador, con_cifras), "presupuesto_moneda").text


def test_las_imagenes_se_ven_con_su_credito_y_los_archivos_se_abren(focal, navegador, moderadora, entrar):
    hoja, documento = con_archivos(focal)
    tarea = f.enviar(hoja, focal)
    for quien in (navegador, entrar(moderadora)):
        sopa = leer(quien, tarea)
        imagen = seccion(sopa, "imagenes").select_one("a.aval-archivo img")
        assert quien.get(imagen["src"]).status_code == 200
        assert "Una calle" in seccion(sopa, "imagenes").text and "Equipo" in seccion(sopa, "imagenes").text
        archivo = seccion(sopa, "archivos").select_one("a.aval-archivo")
        assert archivo["href"] == documento.url and quien.get(documento.url).status_code == 200
        assert "PDF" in seccion(sopa, "archivos").text and "Evaluación de 2013" in seccion(sopa, "archivos").text
        tarea = f.estudiar(hoja, moderadora) if quien is navegador else None


def test_un_archivo_que_ya_no_esta_se_dice(focal, navegador):
    hoja, documento = con_archivos(focal)
    Documento.objects.get(pk=documento.pk).file.storage.delete(documento.file.name)
    sopa = leer(navegador, f.enviar(hoja, focal))
    assert "no se puede abrir" in seccion(sopa, "archivos").text


def test_la_pagina_se_ve_como_la_leera_el_publico_y_solo_la_ve_quien_decide(focal, navegador, entrar, client):
    tarea = f.enviar(f.practica(focal, titulo="Ciclovía", antecedentes="<p>Antes no había.</p>"), focal)
    direccion = leer(navegador, tarea).select_one(".aval-previa iframe")["src"]
    respuesta = navegador.get(direccion)
    assert respuesta.status_code == 200 and "Antes no había." in respuesta.content.decode()
    assert respuesta["X-Frame-Options"] == "SAMEORIGIN"
    assert entrar(focal).get(direccion).status_code in (302, 403)
    assert client.get(direccion).status_code == 302


def test_el_estudio_esta_al_lado_del_aval_con_quien_lo_hizo(focal, asesora, moderadora, entrar):
    hoja = f.practica(focal)
    f.enviar(hoja, focal)
    tarea = f.estudiar(hoja, asesora)
    Estudio.objects.update(concepto="Está lista para viajar.")
    estudio = leer(entrar(moderadora), tarea).select_one("details.aval-estudio")
    assert not estudio.has_attr("open")
    for dicho in (str(asesora), "Con claridad", "Lo muestran los resultados.", "Está lista para viajar."):
        assert dicho in estudio.text


# --- Since the letter -----------------------------------------------------------------------------------


@pytest.fixture
def vuelta(focal, asesora):
    """A ficha that was studied, returned with two comments, changed in one of them and sent again: its task."""
    hoja = f.practica(focal, titulo="Ciclovía", resultados="<p>Hubo 100 vías.</p>")
    tarea = f.enviar(hoja, focal)
    estudio = estudios.estudio_de(tarea, asesora)
    estudio.save()
    for formulario in estudios.criterios_de(estudio):
        estudio.valoraciones.create(criterio_id=formulario, puntaje=2, justificacion="Falta la fuente.")
    for campo in ("resultados", "lecciones"):
        comentario = Comment.objects.create(
            page_id=hoja.pk, user=asesora, text=f"Sobre {campo}.", contentpath=campo, revision_created=tarea.revision
        )
        CommentReply.objects.create(comment=comentario, user=focal, text=f"Respuesta de {campo}.")
    estudios.devolver(estudio, asesora, flujo.huella(tarea.revision), "Diga de dónde sale la cifra.")
    f.cambiar(hoja, focal, resultados="<p>Hubo 100 vías según el IDU.</p>")
    return f.enviar(hoja, focal)


def test_se_lee_la_carta_y_lo_que_cambio_desde_ella(vuelta, navegador):
    sopa = leer(navegador, vuelta)
    assert "Diga de dónde sale la cifra." in sopa.text
    cambiada, igual = seccion(sopa, "resultados"), seccion(sopa, "lecciones")
    assert "cambió desde la carta" in cambiada.text and "según el IDU" in cambiada.select_one("ins").text
    assert "cambió desde la carta" not in igual.text
    aviso = sopa.select_one("section.aval-aviso")
    assert {una["href"] for una in aviso.select("a")} == {"#seccion-resultados", "#seccion-lecciones"}
    assert "Comentado y sin cambio: Lecciones aprendidas" in " ".join(aviso.text.split())
    assert "Sobre lecciones." in igual.text and "Respuesta de lecciones." in igual.text


def test_una_carta_de_antes_del_aval_ya_no_cuenta(vuelta, focal, asesora, moderadora, navegador):
    hoja = f.estudiar(vuelta.revision.as_object(), asesora).revision.as_object()
    f.avalar(hoja, moderadora)
    f.cambiar(hoja, focal, lecciones="<p>Otra lección.</p>")
    assert "Diga de dónde sale la cifra." not in leer(navegador, f.enviar(hoja, focal)).text


def test_los_puntajes_de_antes_no_vienen_solos_y_vienen_con_un_clic(vuelta, navegador):
    datos = f.abrir(navegador, vuelta)
    assert not any(campo.endswith("-puntaje") for campo in datos)
    datos |= {"criterio-innovadora-puntaje": "4", "criterio-innovadora-justificacion": "Ahora se ve."}
    respuesta = navegador.post(f.pantalla(vuelta), datos | {"decision": "traer"}, follow=True)
    assert "Se trajeron 7 criterios" in respuesta.content.decode()
    datos = f.abrir(navegador, vuelta)
    assert (datos["criterio-innovadora-puntaje"], datos["criterio-innovadora-justificacion"]) == (
        ["4"],
        ["Ahora se ve."],
    )
    assert datos["criterio-sostenible-puntaje"] == ["2"]
    assert datos["criterio-sostenible-justificacion"] == ["Falta la fuente."]
    assert f.tarea(vuelta.revision.as_object()) == vuelta  # nothing was decided


def test_se_trae_un_solo_criterio(vuelta, navegador):
    datos = f.abrir(navegador, vuelta) | {"decision": "traer:sostenible"}
    assert navegador.post(f.pantalla(vuelta), datos).url.endswith("#criterio-sostenible")
    datos = f.abrir(navegador, vuelta)
    assert datos["criterio-sostenible-puntaje"] == ["2"] and "criterio-innovadora-puntaje" not in datos


def test_el_primer_estudio_no_ofrece_ninguno_de_antes(focal, navegador):
    sopa = leer(navegador, f.enviar(f.practica(focal), focal))
    assert not sopa.select("button[value^=traer]")


def test_leer_cinco_imagenes_cuesta_lo_mismo_que_una(focal, navegador):
    costos = []
    for cuantas in (1, 5):
        hoja, _documento = con_archivos(focal, imagenes=cuantas, titulo=f"Con {cuantas}")
        tarea = f.enviar(hoja, focal)
        leer(navegador, tarea)  # the sizes of the pictures are made once
        with CaptureQueriesContext(connection) as consultas:
            leer(navegador, tarea)
        with CaptureQueriesContext(connection) as de_la_revision:
            tarea.revision.as_object()  # Wagtail asks for what each row of a revision names
        costos.append(len(consultas) - len(de_la_revision))
    assert costos[0] == costos[1] <= 70


# --- Comments that find their place -----------------------------------------------------------------------


def test_cada_comentario_tiene_su_lugar_en_el_editor(subtests, focal, navegador, entrar):
    """Beside its field, or over its rows."""
    hoja, campos = f.practica(focal), [campo.nombre for campo in FICHA.en_el_formulario]
    comentarios = {f"comentario-{campo}": f"¿Y la fuente de {campo}?" for campo in campos}
    f.decidir(navegador, f.enviar(hoja, focal), "devolver", **comentarios)
    escrito = entrar(focal).get(f.url_edicion(hoja)).content.decode()
    sopa = BeautifulSoup(escrito, "html.parser")
    avisos = [uno.find_parent("section") for uno in sopa.find_all("h3", string="Lo que comentó la DDRI")]
    for campo in campos:
        with subtests.test(campo=campo):
            if FICHA(campo).clase == FILAS:
                panel = sopa.select_one(f"[id^=id_{campo}-]").find_parent(attrs={"data-panel": True})
                [aviso] = [uno for uno in avisos if comentarios[f"comentario-{campo}"] in uno.text]
                assert aviso.find_parent(attrs={"data-panel": True}) == panel
            else:
                assert sopa.select_one(f"[data-contentpath={campo}]")
    assert escrito.count('"position": "[]"') == len(campos) > 50


def test_lo_que_la_entidad_dio_por_resuelto_se_lee_al_volver_y_no_lo_borra_lo_que_se_guarde(
    focal, asesora, moderadora, navegador, entrar
):
    hoja, escribe = f.practica(focal), entrar(focal)
    f.decidir(navegador, f.enviar(hoja, focal), "devolver", **{"comentario-antecedentes": "¿Cómo empezó?"})
    dicho = Comment.objects.get()
    CommentReply.objects.create(comment=dicho, user=focal, text="Con una junta de vecinos.")
    suyo = {"id": dicho.pk, "contentpath": dicho.contentpath, "text": dicho.text, "position": "[]", "resolved": "1"}
    suyo |= {f"replies-{cual}_FORMS": 0 for cual in ("TOTAL", "INITIAL")}
    como_se_resuelve = {f"comments-0-{campo}": valor for campo, valor in suyo.items()}
    como_se_resuelve |= {"comments-TOTAL_FORMS": 1, "comments-INITIAL_FORMS": 1}
    ninguno = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    for comentarios in (como_se_resuelve, ninguno, ninguno):
        escribe.post(f.url_edicion(hoja), f.formulario_de(escribe, hoja) | comentarios)
    leida = seccion(leer(navegador, f.enviar(hoja, focal)), "antecedentes").text
    assert "¿Cómo empezó?" in leida and "Con una junta de vecinos." in leida and "lo dio por resuelto" in leida
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    assert Comment.objects.get().replies.count() == 1
