"""Drafts by machine of many texts, by the queue and its worker: what is done, what is left alone, and what is said."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from wagtail.models import WorkflowState
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from aval import flujo
from base.tareas import estado_de_la_cola, fallidas
from sitio.models import ContenidoPage, InicioPage
from tests import cola
from tests import fabrica as f
from traducciones import borrador_de_maquina, servicio
from traducciones.maquina import ConProteccion
from traducciones.models import DETENIDO, BorradorDeMaquina

from .borradores import adelantar, escritas, fila, lista, proponer, version_de

EN_ESPERA, HECHO, FALLO = BorradorDeMaquina.Estado.values


@pytest.fixture(autouse=True)
def _en_la_base(settings):
    cola.como_en_produccion(settings)


def test_muchos_se_piden_de_una_vez_y_los_hace_la_cola(programa, comunicaciones, entrar):
    programa("cat")
    nuevas = [f.viva(f"Práctica {numero}") for numero in range(3)]
    navegador = entrar(comunicaciones)
    assert "3 borradores quedaron en la cola" in proponer(navegador, *nuevas)
    # Nobody waited for it: nothing was started yet, and there is a task for each.
    assert not Translation.objects.filter(source__object_id__in=[uno.translation_key for uno in nuevas]).exists()
    assert len(cola.filas(queue_name="traductor")) == 3
    antes, enviados = WorkflowState.objects.count(), len(mail.outbox)

    cola.trabajar()

    for original in nuevas:
        suya = fila(original)
        traduccion = suya.traduccion
        tipos = set(escritas(original).values_list("translation_type", "tool_name"))
        assert (suya.estado, suya.maquina, tipos) == (HECHO, "Apertium", {("machine", "Apertium")})
        assert suya.segmentos == servicio.textos_sin_confirmar(traduccion).count() > 0
        assert not escritas(original).filter(context__path="slug").exists()
        inglesa = traduccion.get_target_instance()
        assert not inglesa.live and inglesa.current_workflow_state is None
    # It sent nothing to anybody, and forgot its tasks.
    assert (WorkflowState.objects.count(), len(mail.outbox), cola.filas(queue_name="traductor")) == (
        antes,
        enviados,
        [],
    )
    mesa = navegador.get(fila(nuevas[0]).url).content.decode()
    assert "Traducción automática (Apertium), sin leer" in mesa


def test_pedido_dos_veces_se_hace_una(programa, comunicaciones, entrar):
    programa("cat")
    original, navegador = f.viva("Ciclovía"), entrar(comunicaciones)
    proponer(navegador, original)
    dicho = proponer(navegador, original)
    assert "«Ciclovía»" in dicho and "Ya está en la cola" in dicho
    assert len(cola.filas(queue_name="traductor")) == 1
    cola.trabajar()
    antes = list(escritas(original).values_list("pk", "data", "updated_at"))
    borrador_de_maquina.hacer.call(fila(original).pk)  # a worker that died at its end leaves it to another
    assert list(escritas(original).values_list("pk", "data", "updated_at")) == antes
    assert "No le queda nada por traducir" in proponer(navegador, original)


def test_dos_que_lo_piden_a_la_vez_dejan_una_tarea(programa, comunicaciones):
    programa("cat")
    original, otra = f.viva("Ciclovía"), f.persona("traductora", "Comunicaciones")
    versiones = [version_de(original)], [version_de(original)]  # both looked before any asked
    respuestas = [
        borrador_de_maquina.pedir(suyas, quien) for suyas, quien in zip(versiones, (comunicaciones, otra), strict=True)
    ]
    assert [len(una.encolados) for una in respuestas] == [1, 0]
    assert len(cola.filas(queue_name="traductor")) == 1


def test_lo_que_una_persona_escribio_o_confirmo_entre_tanto_se_queda(programa, comunicaciones, entrar):
    programa("cat")
    original = f.viva("Ciclovía")
    traduccion = servicio.empezar(original, comunicaciones)
    proponer(entrar(comunicaciones), original)
    titulo = traduccion.source.stringsegment_set.get(context__path="title")
    servicio.escribir(traduccion, titulo, "Open streets", comunicaciones)
    cola.trabajar()
    suya = escritas(original).get(context__path="title")
    assert (suya.data, suya.translation_type, suya.tool_name) == ("Open streets", "manual", "")
    assert fila(original).segmentos == escritas(original).exclude(context__path="title").count()


class MientrasAlguienEscribe(ConProteccion):
    """A translator that takes its time: meanwhile a person writes the title."""

    display_name = "Lento"

    def can_translate(self, source_locale, target_locale):
        return True

    def traducir_lote(self, source_locale, target_locale, textos):
        traduccion = Translation.objects.latest("pk")
        titulo = traduccion.source.stringsegment_set.get(context__path="title")
        servicio.escribir(traduccion, titulo, "Open streets", f.persona("la-que-escribe", "Comunicaciones"))
        return textos


def test_lo_que_una_persona_escribe_mientras_la_maquina_piensa_se_queda(comunicaciones, entrar, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.MientrasAlguienEscribe"}
    original = f.viva("Ciclovía")
    proponer(entrar(comunicaciones), original)
    cola.trabajar()
    assert escritas(original).get(context__path="title").data == "Open streets"
    assert (fila(original).estado, fila(original).segmentos) == (HECHO, escritas(original).count() - 1)


def test_el_espanol_que_cambia_entre_tanto_se_traduce_como_quedo(programa, comunicaciones, nuevo_aval, entrar):
    programa("cat")
    original = f.viva("Ciclovía", resultados="<p>Lo de antes.</p>")
    servicio.empezar(original, comunicaciones)
    proponer(entrar(comunicaciones), original)
    nuevo_aval(original, resultados="<p>Lo que quedó.</p>")
    cola.trabajar()
    assert list(escritas(original).filter(context__path="resultados").values_list("data", flat=True)) == [
        "Lo que quedó."
    ]


def _enviar(original, comunicaciones):
    traduccion = servicio.traduccion_de(original.get_translations().get())
    f.rellenar(traduccion, comunicaciones)
    servicio.proponer(traduccion, comunicaciones)


def _retirar(original, comunicaciones):
    type(original).objects.filter(pk=original.pk).update(live=False)


def _sin_papel(original, comunicaciones):
    comunicaciones.groups.clear()


def _a_mano(original, comunicaciones):
    Translation.objects.filter(source__object_id=original.translation_key).update(enabled=False)


@pytest.mark.parametrize(
    "entre_tanto, codigo, dice",
    [
        (_enviar, "en_la_ddri", "está en la DDRI"),
        (_retirar, "sin_original", "No está publicado"),
        (_sin_papel, "ya_sin_permiso", "ya no puede traducir"),
        (_a_mano, "a_mano", "se edita a mano"),
    ],
    ids=["sent to the DDRI", "withdrawn", "lost the role", "left the desk"],
)
def test_lo_que_cambia_entre_tanto_no_se_toca_y_se_dice(entre_tanto, codigo, dice, programa, comunicaciones, entrar):
    programa("cat")
    original = f.viva("Ciclovía")
    servicio.empezar(original, comunicaciones)
    proponer(entrar(comunicaciones), original)
    entre_tanto(original, comunicaciones)
    antes = list(escritas(original).values_list("pk", "data"))
    cola.trabajar()
    suya = fila(original)
    assert (suya.estado, suya.codigo, list(escritas(original).values_list("pk", "data"))) == (FALLO, codigo, antes)
    assert dice in suya.razon


def test_si_el_traductor_falla_se_intenta_otra_vez_y_se_puede_pedir_de_nuevo(programa, comunicaciones, entrar):
    programa("exit 3")
    original, navegador = f.viva("Ciclovía"), entrar(comunicaciones)
    proponer(navegador, original)
    cola.trabajar()
    assert (fila(original).estado, fila(original).codigo) == (EN_ESPERA, "no_pudo")
    assert "se intenta de nuevo solo: Apertium no pudo" in navegador.get(lista()).content.decode()
    for _vez in range(2):
        adelantar()
        cola.trabajar()
    assert (fila(original).estado, fila(original).codigo, fila(original).datos) == (
        FALLO,
        "no_pudo",
        {"cual": "Apertium"},
    )
    assert not fallidas().exists()  # who translates is told, and asks again; nothing is left for others to try

    sopa = BeautifulSoup(navegador.get(lista()).content, "html.parser")
    assert "Apertium no pudo traducir" in sopa.select_one("main tbody tr").get_text()
    boton = sopa.find("button", string="Pedir otra vez")
    programa("cat")
    navegador.post(lista(), {boton["name"]: boton["value"]})
    assert fila(original).estado == EN_ESPERA and fila(original).razon == ""
    cola.trabajar()
    assert (fila(original).estado, fila(original).razon) == (HECHO, "") and fila(original).segmentos


def test_lo_que_pasa_en_otro_intento_no_deja_rastro_del_primero(programa, comunicaciones, entrar):
    programa("exit 3")
    original = f.viva("Ciclovía")
    proponer(entrar(comunicaciones), original)
    cola.trabajar()
    programa("cat")
    adelantar()
    cola.trabajar()
    assert (fila(original).estado, fila(original).codigo, fila(original).intentos) == (HECHO, "", 2)


def test_lo_que_vuelve_todo_roto_se_dice(programa, comunicaciones, entrar):
    programa("sed 's/.*/roto/'")
    original = f.viva("Ciclovía")
    proponer(entrar(comunicaciones), original)
    cola.trabajar()
    assert (fila(original).estado, fila(original).codigo) == (FALLO, "nada_sirve")


def test_la_razon_se_lee_en_el_idioma_de_quien_la_lee(programa, comunicaciones, entrar):
    programa("sleep 5", segundos=1)
    original = f.viva("Ciclovía")
    proponer(entrar(comunicaciones), original)
    for _vez in range(3):
        cola.trabajar()
        adelantar()
    assert "Apertium tardó más de 1 segundos" in fila(original).razon
    with translation.override("en"):
        assert "Apertium took longer than 1 seconds" in fila(original).razon
    UserProfile.objects.create(user=comunicaciones, preferred_language="en")
    navegador = entrar(comunicaciones)
    for direccion in (lista(), reverse("wagtailadmin_home")):
        leido = navegador.get(direccion).content.decode()
        assert "Machine drafts" in leido and "Apertium took longer" in leido
    assert "Propose a machine draft" in navegador.get(reverse("paridad:informe")).content.decode()


def _en_la_ddri(comunicaciones):
    original = f.viva("La que no")
    servicio.proponer(f.traducir(original, comunicaciones), comunicaciones)
    return original


def _completa(comunicaciones):
    original = f.viva("La que no")
    f.traducir(original, comunicaciones)
    return original


def _editada_a_mano(comunicaciones):
    original = f.viva("La que no")
    servicio.empezar(original, comunicaciones)
    _a_mano(original, comunicaciones)
    return original


@pytest.mark.parametrize(
    "hacer, dice",
    [
        (_en_la_ddri, "Su inglés está en la DDRI"),
        (_completa, "No le queda nada por traducir"),
        (_editada_a_mano, "Su inglés se edita a mano"),
    ],
)
def test_de_lo_que_no_se_encola_se_dice_por_que(hacer, dice, programa, comunicaciones, entrar):
    programa("cat")
    negada, otra = hacer(comunicaciones), f.viva("La que sí")
    dicho = proponer(entrar(comunicaciones), negada, otra)
    assert "1 borrador quedó en la cola" in dicho
    assert f"Sin pedir: «La que no». {dice}" in dicho
    assert [uno.titulo for uno in BorradorDeMaquina.objects.all()] == ["La que sí"]


def _contenido(debajo_de, titulo):
    pagina = ContenidoPage(title=titulo, entradilla="Una frase.", live=False, locale=debajo_de.locale)
    debajo_de.add_child(instance=pagina)
    flujo.avalar_de_instalacion(pagina)
    return f.fresca(pagina)


def test_una_pagina_va_despues_de_aquella_de_la_que_cuelga(programa, comunicaciones, entrar):
    programa("cat")
    inicio = InicioPage.objects.get(locale__language_code="es")
    madre = _contenido(inicio, "Método")
    hija = _contenido(madre, "Criterios")
    navegador = entrar(comunicaciones)
    assert f"Primero traduzca «{madre.title}»" in proponer(navegador, hija)
    assert "2 borradores quedaron en la cola" in proponer(navegador, hija, madre)
    cola.trabajar()
    assert (fila(madre).estado, fila(hija).estado) == (HECHO, HECHO)


def test_lo_que_nadie_hizo_en_tres_horas_se_dice_y_se_pide_otra_vez(programa, comunicaciones, entrar):
    programa("cat")
    original, navegador = f.viva("Ciclovía"), entrar(comunicaciones)
    proponer(navegador, original)
    BorradorDeMaquina.objects.update(pedido=timezone.now() - DETENIDO * 2)
    tablero = navegador.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 espera desde hace más de tres horas" in tablero
    assert "1 borrador quedó en la cola" in proponer(navegador, original)
    cola.trabajar()  # both tasks, if the first was there after all
    assert fila(original).estado == HECHO
    assert len(set(escritas(original).values_list("translation_of", "context"))) == escritas(original).count()


def test_que_haya_muchos_en_fila_no_es_que_nadie_trabaje(programa, comunicaciones, entrar):
    programa("cat")
    proponer(entrar(comunicaciones), f.viva("Ciclovía"))
    mail.EmailMessage("Asunto", "Texto", None, ["alguien@example.org"]).send()
    hace = timezone.now() - timedelta(hours=2)
    DBTaskResult.objects.filter(queue_name="traductor").update(enqueued_at=hace)
    assert estado_de_la_cola()["espera"] < 60 and estado_de_la_cola()["esperando"] >= 2
    DBTaskResult.objects.filter(queue_name="correo").update(enqueued_at=hace)
    assert estado_de_la_cola()["espera"] > 3600


def test_el_borrador_no_encuentra_lo_que_se_borro(programa, comunicaciones, entrar):
    programa("cat")
    original = f.viva("Ciclovía")
    proponer(entrar(comunicaciones), original)
    BorradorDeMaquina.objects.update(texto="0" * 32)
    cola.trabajar()
    assert BorradorDeMaquina.objects.get().codigo == "no_esta"


def test_pedir_muchos_cuesta_poco_de_cada_uno(programa, comunicaciones, django_assert_max_num_queries):
    programa("cat")
    textos = [f.viva(f"Práctica {numero}") for numero in range(6)]
    versiones = [version_de(uno) for uno in textos]

    def cuantas(suyas):
        with django_assert_max_num_queries(100) as consultas:
            assert len(borrador_de_maquina.pedir(suyas, comunicaciones).encolados) == len(suyas)
        return len(consultas)

    cuantas(versiones[:1])  # what is asked for once
    # Whether its parent has English (4), its row and its task with their savepoints (7): nothing of the text itself.
    assert cuantas(versiones[1:]) - 5 <= 11 * 5
