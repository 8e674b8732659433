"""The screens of drafts by machine: who sees them, what they offer, what they cost."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import cola
from tests import fabrica as f
from tests.aval.test_pantalla import mensajes
from traducciones import servicio
from traducciones.models import BorradorDeMaquina

from .borradores import lista, proponer, version_de


@pytest.fixture(autouse=True)
def _en_la_base(settings):
    cola.como_en_produccion(settings)


@pytest.fixture
def consulta(db):
    return f.persona("consulta", "Consulta")


def test_sin_traductor_no_se_ofrece_y_se_dice_por_que(comunicaciones, entrar, settings):
    original, navegador = f.viva("Ciclovía"), entrar(comunicaciones)
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
    informe = navegador.get(reverse("paridad:informe")).content.decode()
    assert "Proponer borrador de máquina" not in informe
    assert "No se pueden pedir borradores de máquina. No hay un traductor automático configurado" in informe
    assert "No hay un traductor automático" in proponer(navegador, original)
    assert not BorradorDeMaquina.objects.exists() and not cola.filas(queue_name="traductor")
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "traducciones.maquina.Apertium",
        "OPTIONS": {"COMMAND": "no-hay-tal-programa"},
    }
    assert "Apertium no está instalado" in navegador.get(reverse("paridad:informe")).content.decode()


@pytest.mark.parametrize("nombre", ["focal", "moderadora", "administracion", "consulta"])
def test_quien_no_traduce_ni_los_pide_ni_los_ve(nombre, programa, request, entrar):
    programa("cat")
    original = f.viva("Ciclovía")
    navegador = entrar(request.getfixturevalue(nombre))
    for respuesta in (
        navegador.get(lista()),
        navegador.get(reverse("paridad:borradores_resultados")),
        navegador.post(lista(), {"texto": [version_de(original).clave]}),
    ):
        assert respuesta.status_code in (302, 403)
    assert not BorradorDeMaquina.objects.exists()
    tablero = navegador.get(reverse("wagtailadmin_home")).content.decode()
    assert "borradores-de-maquina" not in tablero
    informe = navegador.get(reverse("paridad:informe"))
    assert informe.status_code in (302, 403) or "Proponer borrador" not in informe.content.decode()


def test_lo_que_no_es_ningun_texto_no_hace_nada(programa, comunicaciones, entrar):
    programa("cat")
    navegador = entrar(comunicaciones)
    original = f.viva("Ciclovía")
    malas = ["", "x", "a:b:c", f"practicas.practicapage:{original.pk}:en", "auth.group:x:en", "::", "\x00:y:en"]
    malas += [version_de(original).clave.removesuffix("en") + "es", "practicas.practicapage:" + "0" * 32 + ":en"]
    assert "No se pidió nada" in mensajes(navegador.post(lista(), {"texto": malas}, follow=True))
    assert not BorradorDeMaquina.objects.exists()


def test_las_consultas_no_crecen_con_los_textos(programa, comunicaciones, entrar, django_assert_max_num_queries):
    programa("cat")
    navegador = entrar(comunicaciones)

    def cuantas():
        cuentas = []
        for direccion in (
            lista(),
            reverse("wagtailadmin_home"),
            f"{reverse('paridad:informe')}?tipo=practicas.PracticaPage",
        ):
            navegador.get(direccion)
            with django_assert_max_num_queries(250) as consultas:
                navegador.get(direccion)
            cuentas.append(len(consultas))
        return cuentas

    primeras = [f.viva(f"Primera {numero}") for numero in range(2)]
    proponer(navegador, *primeras)
    cola.trabajar()
    antes = cuantas()
    proponer(navegador, *[f.viva(f"Otra {numero}") for numero in range(4)])
    cola.trabajar()
    assert cuantas() == antes


def test_se_exporta(programa, comunicaciones, entrar):
    programa("cat")
    navegador = entrar(comunicaciones)
    proponer(navegador, f.viva("Ciclovía"))
    cola.trabajar()
    texto = b"".join(navegador.get(f"{lista()}?export=csv").streaming_content).decode()
    assert "Ciclovía" in texto and "Apertium" in texto and "Segmentos redactados" in texto


def test_el_ingles_se_empieza_desde_el_editor_sin_buscar_en_un_menu(comunicaciones, focal, entrar):
    original = f.viva("Ciclovía")
    empezar = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[original.pk])

    def a_la_vista(usuario):
        sopa = BeautifulSoup(entrar(usuario).get(editor).content, "html.parser")
        return {uno.get_text(strip=True) for uno in sopa.select(f".messages a[href='{empezar}']")}

    assert a_la_vista(comunicaciones) == {"Empezar la versión en inglés"}
    assert a_la_vista(focal) == set()  # it is not theirs to do
    servicio.empezar(original, comunicaciones)
    assert a_la_vista(comunicaciones) == set()
