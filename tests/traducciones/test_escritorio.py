"""The translation desk: only what is to do, with what helps beside it, and nothing typed is lost."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import WorkflowPage
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, get_edit_url

from aval.views_retiro import url_de
from redes.models import Red
from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from tests.traducciones.test_todos_los_tipos import existente, vivo
from traducciones import servicio
from traducciones.errores import SinConfirmar

RESULTADOS = '<p>Con el <a href="https://example.org/">punto focal</a>.</p><p>Otra frase.</p>'


@pytest.fixture
def original(db):
    return f.viva("Ciclovía", resultados=RESULTADOS)


@pytest.fixture
def traduccion(original, comunicaciones):
    return f.traducir(original, comunicaciones)


def url(traduccion):
    return reverse("traducciones:escritorio", args=[traduccion.pk])


def abrir(navegador, traduccion, ver=""):
    return BeautifulSoup(navegador.get(url(traduccion) + ver).content, "html.parser")


def formulario(sopa, **cambios):
    datos = {
        campo["name"]: campo.get("value", "") for campo in sopa.select(".traducciones-escritorio input[type=hidden]")
    }
    datos |= {
        campo["name"]: campo.get_text().removeprefix("\n") for campo in sopa.select(".traducciones-escritorio textarea")
    }
    return datos | cambios


def segmento(traduccion, texto):
    return traduccion.source.stringsegment_set.select_related("string", "context").get(string__data__contains=texto)


def guardada(traduccion, texto):
    uno = segmento(traduccion, texto)
    return StringTranslation.objects.filter(translation_of=uno.string, context=uno.context).first()


def test_solo_se_ve_lo_que_hay_que_rehacer(original, traduccion, comunicaciones, nuevo_aval, entrar):
    navegador = entrar(comunicaciones)
    assert not abrir(navegador, traduccion).select("textarea")
    nuevo_aval(original, resultados=RESULTADOS.replace("Otra frase.", "Otra frase distinta."))
    sopa = abrir(navegador, traduccion)
    assert len(sopa.select("textarea")) == 1
    # What it said, what it says, and how it was translated.
    fuente = sopa.select_one(".traducciones-fuente")
    assert "distinta" in fuente.select_one("ins").get_text()
    assert "[en] Otra frase." in sopa.get_text()
    assert len(abrir(navegador, traduccion, "?ver=todo").select("textarea")) > 10


def test_cada_segmento_tiene_sus_terminos_al_lado(traduccion, comunicaciones, entrar):
    sopa = abrir(entrar(comunicaciones), traduccion, "?ver=todo")
    renglon = sopa.select_one(f"#segmento-{segmento(traduccion, 'punto focal').pk}")
    assert "focal point" in renglon.select_one(".traducciones-terminos").get_text()
    otro = sopa.select_one(f"#segmento-{segmento(traduccion, 'Otra frase').pk}")
    assert otro.select_one(".traducciones-terminos") is None


@pytest.mark.parametrize("malo", ["The focal point.", '<a id="a2">x</a>', "<a id='a1'>x", "<p>x</p>"])
def test_una_frase_que_pierde_un_enlace_se_rechaza_en_su_lugar(malo, traduccion, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    pk = segmento(traduccion, "punto focal").pk
    antes = guardada(traduccion, "punto focal").data
    sopa = abrir(navegador, traduccion, "?ver=todo")
    bueno = segmento(traduccion, "Otra frase").pk
    respuesta = navegador.post(
        url(traduccion), formulario(sopa, **{f"texto-{pk}": malo, f"texto-{bueno}": "Another sentence."})
    )
    if malo == "<a id='a1'>x":  # the parser closes what was left open: the link is there
        assert respuesta.status_code == 302
        return
    vuelta = BeautifulSoup(respuesta.content, "html.parser")
    caja = vuelta.select_one(f"#texto-{pk}")
    assert caja.get_text().strip() == malo
    assert vuelta.select_one(f"#{caja['aria-describedby']}").get_text().strip()
    assert guardada(traduccion, "punto focal").data == antes
    assert guardada(traduccion, "Otra frase").data == "Another sentence."  # the rest is kept


def test_dos_personas_en_la_misma_frase_no_se_pisan(traduccion, comunicaciones, superusuario, entrar):
    navegador = entrar(comunicaciones)
    uno = segmento(traduccion, "Otra frase")
    abierta = abrir(navegador, traduccion, "?ver=todo")
    servicio.escribir(traduccion, uno, "Theirs.", superusuario)
    respuesta = navegador.post(url(traduccion), formulario(abierta, **{f"texto-{uno.pk}": "Mine."}))
    vuelta = BeautifulSoup(respuesta.content, "html.parser")
    assert "Theirs." in vuelta.select_one(f"#error-{uno.pk}").get_text()
    assert guardada(traduccion, "Otra frase").data == "Theirs."
    # Having read it, one may insist.
    navegador.post(url(traduccion), formulario(vuelta))
    assert guardada(traduccion, "Otra frase").data == "Mine."


def test_lo_de_la_maquina_espera_que_alguien_lo_lea(traduccion, comunicaciones, entrar):
    maquina = guardada(traduccion, "Otra frase")
    StringTranslation.objects.filter(pk=maquina.pk).update(translation_type="machine", tool_name="Apertium")
    with pytest.raises(SinConfirmar):
        servicio.proponer(traduccion, comunicaciones)
    navegador = entrar(comunicaciones)
    sopa = abrir(navegador, traduccion)
    pk = segmento(traduccion, "Otra frase").pk
    assert "Apertium" in sopa.select_one(f"#segmento-{pk}").get_text()
    navegador.post(url(traduccion), formulario(sopa))
    assert guardada(traduccion, "Otra frase").translation_type == "machine"  # saving the page is not reading it
    navegador.post(url(traduccion), formulario(sopa, **{f"confirmo-{pk}": "on"}))
    assert guardada(traduccion, "Otra frase").translation_type == "manual"
    respuesta = navegador.post(url(traduccion), {"enviar": "1"}, follow=True)
    assert "se envió a la DDRI" in mensajes(respuesta)


@pytest.mark.parametrize("nombre", ["focal", "administracion", "moderadora"])
def test_quien_no_traduce_no_entra(nombre, request, traduccion, entrar):
    respuesta = entrar(request.getfixturevalue(nombre)).get(url(traduccion))
    assert respuesta.status_code in (302, 403)


def test_se_para_y_se_retoma_sin_perder_nada(original, traduccion, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    inglesa = traduccion.get_target_instance()
    abierta = abrir(navegador, traduccion, "?ver=todo")
    navegador.post(reverse("wagtail_localize:stop_translation", args=[traduccion.pk]))
    assert navegador.get(url(traduccion))["Location"] == f.url_edicion(inglesa)
    # What somebody was writing meanwhile is kept, and goes nowhere.
    pk = segmento(traduccion, "Otra frase").pk
    respuesta = navegador.post(
        url(traduccion), formulario(abierta, **{f"texto-{pk}": "Meanwhile.", "enviar": "1"}), follow=True
    )
    assert "dejó de traducirse" in mensajes(respuesta)
    assert guardada(traduccion, "Otra frase").data == "Meanwhile."
    assert not f.fresca(inglesa).workflow_in_progress
    assert navegador.get(f.url_edicion(inglesa)).status_code == 200  # the editor of a page of its own
    empezar = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    assert navegador.post(empezar)["Location"] == url(traduccion)
    assert navegador.get(f.url_edicion(inglesa))["Location"] == url(traduccion)
    assert not abrir(navegador, traduccion).select("textarea")  # all that was translated is there


@pytest.mark.parametrize("malo", ["A word for all.", "A word for {nombres}.", "A word for {nombre} {nombre}."])
def test_una_frase_que_pierde_un_marcador_se_rechaza_en_su_lugar(malo, comunicaciones, entrar):
    traduccion = servicio.empezar(f.viva("Ciclovía", resultados="<p>Una palabra para {nombre}.</p>"), comunicaciones)
    navegador = entrar(comunicaciones)
    pk = segmento(traduccion, "{nombre}").pk
    respuesta = navegador.post(url(traduccion), formulario(abrir(navegador, traduccion), **{f"texto-{pk}": malo}))
    caja = BeautifulSoup(respuesta.content, "html.parser").select_one(f"#texto-{pk}")
    assert caja.get_text().strip() == malo
    assert caja["aria-invalid"] == "true"
    assert guardada(traduccion, "{nombre}") is None


# --- The one editor of a translation --------------------------------------------------------------------------


def test_el_editor_lleva_al_escritorio(original, traduccion, comunicaciones, moderadora, entrar):
    inglesa = traduccion.get_target_instance()
    assert entrar(comunicaciones).get(f.url_edicion(inglesa))["Location"] == url(traduccion)
    # Where a language has links and pictures of its own; the Spanish, and who does not translate, go where they went.
    assert entrar(comunicaciones).get(f"{f.url_edicion(inglesa)}?editor=completo").status_code == 200
    assert entrar(comunicaciones).get(f.url_edicion(original)).status_code == 200
    editor = BeautifulSoup(entrar(moderadora).get(f.url_edicion(inglesa)).content, "html.parser")
    assert editor.select_one(f".traducciones-pie a[href='{url_de('historia', inglesa)}']")
    assert not editor.select(f"a[href='{url(traduccion)}']")


def test_un_fragmento_se_empieza_y_se_traduce_en_el_escritorio(comunicaciones, entrar):
    red = vivo(existente(Red))
    navegador = entrar(comunicaciones)
    editor = BeautifulSoup(navegador.get(get_edit_url(red)).content, "html.parser")
    empezar = reverse("wagtail_localize:submit_snippet_translation", args=["redes", "red", red.pk])
    assert editor.select_one(f"a[href='{empezar}']")
    assert editor.select_one(f"a[href='{url_de('historia', red)}']")
    respuesta = navegador.post(empezar)
    inglesa = red.get_translations().get()
    assert respuesta["Location"] == url(servicio.traduccion_de(inglesa))
    assert navegador.get(get_edit_url(inglesa))["Location"] == respuesta["Location"]
    escritorio = BeautifulSoup(navegador.get(respuesta["Location"]).content, "html.parser")
    assert escritorio.select_one(f"a[href='{url_de('historia', inglesa)}']")


def test_las_vistas_del_escritorio(original, traduccion, comunicaciones, nuevo_aval, entrar):
    navegador = entrar(comunicaciones)
    nuevo_aval(
        original, resultados=RESULTADOS.replace("Otra frase.", "Otra frase distinta."), innovacion="<p>Algo nuevo.</p>"
    )
    de_maquina = guardada(traduccion, "punto focal")
    StringTranslation.objects.filter(pk=de_maquina.pk).update(translation_type="machine", tool_name="Apertium")
    nueva = segmento(traduccion, "Algo nuevo.")

    def a_la_vista(ver):
        return {caja["id"] for caja in abrir(navegador, traduccion, ver).select("textarea")}

    cambiada = f"texto-{segmento(traduccion, 'distinta').pk}"
    leer = f"texto-{segmento(traduccion, 'punto focal').pk}"
    sin_texto = f"texto-{nueva.pk}"
    assert a_la_vista("?ver=atrasado") == {cambiada}
    assert a_la_vista("?ver=maquina") == {leer}
    assert a_la_vista("?ver=sin-texto") == {sin_texto}
    assert a_la_vista("") == a_la_vista("?ver=otra") == {cambiada, leer, sin_texto}
    elegida = abrir(navegador, traduccion, "?ver=maquina").select_one(".traducciones-vistas [aria-current]")
    assert "(1)" in elegida.get_text()


def test_lo_que_cambio_se_ve_con_sus_enlaces(original, traduccion, comunicaciones, nuevo_aval, entrar):
    """Without them the translator could not write a sentence that is taken."""
    nuevo_aval(original, resultados=RESULTADOS.replace("Con el", "Según el"))
    fuente = abrir(entrar(comunicaciones), traduccion).select_one(".traducciones-fuente")
    assert '<a id="a1">' in fuente.get_text()


def test_una_regla_rota_se_dice_junto_a_su_campo(traduccion, comunicaciones, entrar):
    navegador = entrar(comunicaciones)
    titulo = traduccion.source.stringsegment_set.get(context__path="title").pk
    largo = f.palabras(11, "word")
    sopa = abrir(navegador, traduccion, "?ver=todo")
    respuesta = navegador.post(url(traduccion), formulario(sopa, **{f"texto-{titulo}": largo, "enviar": "1"}))
    vuelta = BeautifulSoup(respuesta.content, "html.parser")
    caja = vuelta.select_one(f"#texto-{titulo}")
    assert caja.get_text().strip() == largo
    assert "10" in vuelta.select_one(f"#{caja['aria-describedby']}").get_text()
    assert not traduccion.get_target_instance().workflow_in_progress


def test_lo_que_devolvio_la_ddri_se_lee_en_el_escritorio_hasta_que_se_contesta(
    traduccion, comunicaciones, moderadora, entrar
):
    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.decidir(
        entrar(moderadora),
        f.tarea(inglesa),
        "devolver",
        carta="Casi está.",
        **{"comentario-resultados": "Revise la cifra."},
    )
    navegador = entrar(comunicaciones)
    sopa = abrir(navegador, traduccion)
    assert "Casi está." in sopa.select_one(".aval-carta").get_text()
    # Beside its section, which is to do though every sentence has its text.
    (caja,) = sopa.select("textarea")
    assert caja["id"] == f"texto-{segmento(traduccion, 'punto focal').pk}"
    assert "Revise la cifra." in caja.find_parent("section").select_one(".aval-aviso").get_text()
    navegador.post(url(traduccion), formulario(sopa, enviar="1"))
    assert f.tarea(inglesa)
    sopa = abrir(navegador, traduccion)
    assert not sopa.select("textarea") and not sopa.select_one(".aval-carta")


@pytest.mark.parametrize(("idioma", "dicho"), [("es", "avise a Administración"), ("en", "tell Administration")])
def test_sin_flujo_de_la_ddri_se_dice_y_nada_se_envia(idioma, dicho, traduccion, comunicaciones, entrar):
    """Somebody of Administración took the workflow of the Bank away."""
    UserProfile.objects.create(user=comunicaciones, preferred_language=idioma)
    f.rellenar(traduccion, comunicaciones)
    WorkflowPage.objects.all().delete()
    respuesta = entrar(comunicaciones).post(url(traduccion), {"enviar": "1"}, follow=True)
    assert respuesta.status_code == 200
    assert dicho in mensajes(respuesta)
    assert not traduccion.get_target_instance().workflow_in_progress


def test_enviar_muchos_segmentos_a_la_vez_cuesta_poco_por_cada_uno(
    traduccion, comunicaciones, entrar, django_assert_max_num_queries
):
    """A desk is sent whole: for each sentence it is read, written and noted who wrote it, and nothing else is asked."""
    navegador = entrar(comunicaciones)
    datos = formulario(abrir(navegador, traduccion, "?ver=todo"))
    for campo in datos:
        if campo.startswith("texto-") and "[en]" in datos[campo]:
            datos[campo] += " more"
    cuantos = sum(campo.startswith("texto-") for campo in datos)
    assert cuantos > 10
    with django_assert_max_num_queries(70 + 3 * cuantos):
        assert navegador.post(url(traduccion), datos).status_code == 302
    assert guardada(traduccion, "Otra frase").data.endswith(" more")
