"""A compulsory field that is left empty is refused by its name: beside it, and on top of the screen."""

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from wagtail.users.models import UserProfile

from eventos.models import Reconocimiento
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.direcciones_del_admin import direcciones
from tests.mundo import Mundo

SIN_NOMBRE = ("Este campo es obligatorio", "Este campo no puede", "This field is required", "This field cannot be")
NUEVO = reverse("wagtailsnippets_eventos_reconocimiento:add")
# It is no form, but an act; or it is Wagtail's screen of one's own account, which makes its forms while it is drawn.
ACTOS = ("delete", "logout", "bulk", "preview", "wagtailadmin_account")


def vacio(respuesta):
    """What the form of the screen sends when nobody writes in it; None if it has nothing to write in."""
    for formulario in BeautifulSoup(respuesta.content, "html.parser").select("#main form"):
        if formulario.get("method", "").lower() == "post" and formulario.select_one(
            "input[type=text], input[type=email], input[type=number], input[type=date], textarea, select"
        ):
            # What counts the rows, which come empty, and how many there were. And where a copy goes, which
            # nobody can empty.
            return {
                uno["name"]: uno.get("value", "")
                for uno in formulario.select("input[name*=_FORMS], input[name$='-id'], input[name=new_parent_page]")
            }
    return None


def errores(respuesta):
    return [
        uno.get_text(" ", strip=True)
        for uno in BeautifulSoup(respuesta.content, "html.parser").select(".error-message")
    ]


def resumen(respuesta):
    return BeautifulSoup(respuesta.content, "html.parser").select_one(".messages").get_text(" ", strip=True)


@pytest.mark.largo
@pytest.mark.una_vez
class NadaFaltaSinNombre(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.mundo = Mundo()
        cls.mundo.poblar()

    def test_en_ningun_formulario_del_admin(self):
        navegadores = [self.mundo.navegador(papel) for papel in ("comunicaciones", "moderadora", "administracion")]
        sin_nombre, probados = [], set()
        for nombre, direccion in dict.fromkeys(self.direcciones()):
            for navegador in navegadores:
                with transaction.atomic():
                    respuesta = navegador.get(direccion)
                    datos = vacio(respuesta) if respuesta.status_code == 200 and not respuesta.streaming else None
                    for accion in ({}, {"action-submit": "1"}) if datos is not None else ():
                        dice = navegador.post(direccion, datos | accion).getvalue().decode()
                        probados.add(nombre)
                        sin_nombre += [(nombre, frase) for frase in SIN_NOMBRE if frase in dice]
                    transaction.set_rollback(True)
                if respuesta.status_code == 200:
                    break
        assert sin_nombre == [], sin_nombre
        # Each kind that has a screen to be written in was sent.
        assert {"wagtailsnippets_eventos_reconocimiento:add", "wagtailadmin_pages:add"} <= probados and len(
            probados
        ) > 40

    def direcciones(self):
        for nombre, direccion in direcciones(self.mundo.borrador):
            if not any(acto in nombre for acto in ACTOS):
                yield nombre, direccion


@pytest.mark.parametrize(
    "idioma, faltan, borrador",
    [
        ("es", ["Falta: Premio.", "Falta: Año de la edición."], "A un borrador no se le pide nada más"),
        ("en", ["Missing: Award.", "Missing: Year of the edition."], "Nothing else is asked of a draft"),
    ],
)
def test_un_reconocimiento_vacio_dice_que_le_falta(idioma, faltan, borrador, comunicaciones, entrar):
    UserProfile.objects.update_or_create(user=comunicaciones, defaults={"preferred_language": idioma})
    antes = Reconocimiento.objects.count()
    respuesta = entrar(comunicaciones).post(NUEVO, {})
    assert set(faltan) <= set(errores(respuesta))
    arriba = resumen(respuesta)
    assert borrador in arriba and all(una.split(": ")[1].rstrip(".") in arriba for una in faltan)
    assert Reconocimiento.objects.count() == antes


def test_lo_que_falta_en_un_renglon_dice_de_cual(comunicaciones, entrar):
    datos = f.nested_form_data(
        {
            "nombre": "Premio de prueba",
            "categorias": f.inline_formset([]),
            "organizadores": f.inline_formset([]),
            "organizaciones": f.inline_formset([]),
            "ediciones": f.inline_formset([{"anio": "", "lugar": "Bogotá"}]),
        }
    )
    respuesta = entrar(comunicaciones).post(reverse("wagtailsnippets_eventos_premio:add"), datos)
    assert "Falta: Año." in errores(respuesta)
    assert "1: Año" in resumen(respuesta)


def test_en_la_ficha_el_resumen_no_lo_dice_dos_veces(focal, entrar):
    hoja = f.practica(focal, lecciones="")
    navegador = entrar(focal)
    respuesta = navegador.post(f.url_edicion(hoja), f.formulario_de(navegador, hoja) | {"action-submit": "1"})
    assert "Falta: Lecciones aprendidas." in errores(respuesta)
    lista = BeautifulSoup(respuesta.content, "html.parser").select_one("#resumen-de-errores")
    assert [uno.get_text() for uno in lista.select("li")] == ["Lecciones aprendidas: falta."]
    assert not PracticaPage.objects.get(pk=hoja.pk).workflow_in_progress


def test_lo_que_la_base_no_guarda_se_dice_al_lado(comunicaciones, entrar):
    respuesta = entrar(comunicaciones).post(reverse("wagtailsnippets_sistema_anuncio:add"), {"nombre": "Un anuncio"})
    assert any("Elija el sector" in una for una in errores(respuesta))


def test_una_instancia_sin_su_clase_se_rechaza_por_su_nombre(moderadora, entrar):
    respuesta = entrar(moderadora).post(reverse("instancias:add"), {"nombre_es": "Una mesa"})
    assert any(una.startswith("Falta: Clase") for una in errores(respuesta))
