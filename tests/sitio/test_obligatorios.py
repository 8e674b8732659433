"""A compulsory field that is left empty is refused by its name: beside it, and on top of the screen."""

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield
from wagtail.users.models import UserProfile

from eventos.models import Reconocimiento
from practicas.models import PracticaPage
from practicas.models.vigencia import AjustesDeVigencia
from sitio.models import ContenidoPage
from tests import fabrica as f
from tests.direcciones_del_admin import direcciones
from tests.mundo import Mundo

SIN_NOMBRE = ("Este campo es obligatorio", "Este campo no puede", "This field is required", "This field cannot be")
NUEVO = reverse("wagtailsnippets_eventos_reconocimiento:add")
# It is no form, but an act.
ACTOS = ("delete", "logout", "bulk", "preview")


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


def en(idioma, persona):
    UserProfile.objects.update_or_create(user=persona, defaults={"preferred_language": idioma})
    return persona


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
    antes = Reconocimiento.objects.count()
    respuesta = entrar(en(idioma, comunicaciones)).post(NUEVO, {})
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


# --- One message on top ---------------------------------------------------------------------------------


def mensajes(respuesta):
    return BeautifulSoup(respuesta.content, "html.parser").select(".messages > ul > li.error")


@pytest.mark.parametrize("idioma", ["es", "en"])
@pytest.mark.parametrize("que", ["fragmento", "página", "página nueva", "ajuste"])
def test_arriba_se_dice_una_vez_y_cada_cosa_lleva_a_su_campo(que, idioma, superusuario, entrar):
    pagina = ContenidoPage.objects.filter(locale__language_code="es").first()
    direccion, campo = {
        "fragmento": (NUEVO, "premio"),
        "página": (f.url_edicion(pagina), "title"),
        "página nueva": (reverse("wagtailadmin_pages:add", args=["sitio", "contenidopage", pagina.pk]), "title"),
        "ajuste": (
            reverse("wagtailsettings:edit", args=["practicas", "ajustesdevigencia", AjustesDeVigencia.load().pk]),
            "meses",
        ),
    }[que]
    navegador = entrar(en(idioma, superusuario))
    respuesta = navegador.post(direccion, vacio(navegador.get(direccion)) | {"cuerpo-count": 0})
    (dicho,) = mensajes(respuesta)
    assert dicho.select_one(f"a[href='#id_{campo}']"), dicho


def test_lo_demas_que_esta_mal_se_dice_con_lo_que_falta(comunicaciones, entrar):
    (dicho,) = mensajes(entrar(comunicaciones).post(NUEVO, {"action-submit": "1", "enlace": "ninguno"}))
    assert "Falta: Premio" in dicho.get_text()
    assert [uno["href"] for uno in dicho.ul.select("a")] == ["#id_enlace"]


def test_en_la_ficha_lo_dice_su_resumen_y_nada_mas(focal, entrar):
    hoja, navegador = f.practica(focal, lecciones=""), entrar(focal)
    respuesta = navegador.post(f.url_edicion(hoja), f.formulario_de(navegador, hoja) | {"action-submit": "1"})
    assert not mensajes(respuesta)
    assert BeautifulSoup(respuesta.content, "html.parser").select_one("#resumen-de-errores")


# --- Where no screen has the form -----------------------------------------------------------------------


@pytest.mark.parametrize("idioma, falta", [("es", "Falta: "), ("en", "Missing: ")])
@pytest.mark.parametrize("elegidor", ["wagtailimages_chooser:create", "wagtaildocs_chooser:create"])
def test_en_la_ventana_de_un_elegidor(elegidor, idioma, falta, superusuario, entrar):
    ventana = entrar(en(idioma, superusuario)).post(reverse(elegidor)).json()["htmlFragment"]
    assert ventana.count(falta) >= 2 and not any(frase in ventana for frase in SIN_NOMBRE)


@pytest.mark.parametrize("idioma, falta", [("es", "Falta: "), ("en", "Missing: ")])
@pytest.mark.parametrize("cual", ["external", "email", "phone", "anchor"])
def test_en_la_ventana_de_un_enlace(cual, idioma, falta, focal, entrar):
    direccion = reverse(f"wagtailadmin_choose_page_{cual}_link")
    # The name under which Wagtail tells the fields of this form from those of the link that it opens with.
    vacia = {f"{cual}-link-chooser-{campo}": "" for campo in ("url", "email_address", "phone_number", "link_text")}
    ventana = entrar(en(idioma, focal)).post(direccion, vacia).json()["html"]
    assert falta in ventana and not any(frase in ventana for frase in SIN_NOMBRE)


@pytest.mark.parametrize("idioma, falta", [("es", "Falta: Texto alternativo."), ("en", "Missing: Alternative text.")])
def test_en_un_bloque(idioma, falta, superusuario, entrar):
    pagina = ContenidoPage.objects.filter(locale__language_code="es").first()
    cuerpo = [
        ("titulo", ""),
        ("imagen", {"imagen": "", "texto_alternativo": "", "pie": ""}),
        ("definiciones", streamfield([("item", {"termino": "", "definicion": "Algo."})])),
    ]
    datos = f.nested_form_data({"title": "Acerca", "slug": "acerca", "cuerpo": streamfield(cuerpo), "comments": []})
    respuesta = entrar(en(idioma, superusuario)).post(f.url_edicion(pagina), datos | {"action-submit": "1"})
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    bloques = sopa.select_one("[data-block]")["data-w-block-arguments-value"]
    assert falta in bloques and not any(frase in bloques for frase in SIN_NOMBRE)
    (dicho,) = mensajes(respuesta)
    assert "#cuerpo-1-value-texto_alternativo" in [uno["href"] for uno in dicho.select("a")]


@pytest.mark.parametrize("idioma, falta", [("es", "Falta: Nombre."), ("en", "Missing: First Name.")])
def test_en_la_propia_cuenta(idioma, falta, focal, entrar):
    respuesta = entrar(en(idioma, focal)).post(reverse("wagtailadmin_account"), {"name_email-first_name": ""})
    assert falta in errores(respuesta)
    (dicho,) = mensajes(respuesta)
    assert dicho.select_one("a[href='#id_name_email-first_name']")
