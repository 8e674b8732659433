"""The letters of the transfer desk, as the staff edit them: which marks each may have, and what is refused."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from intercambios.models import PlantillaDeCarta

from .pedidos import sopa_de


def _carta(ocasion):
    plantilla = PlantillaDeCarta.objects.get(ocasion=ocasion)
    datos = {campo: getattr(plantilla, campo) for campo in ("asunto_es", "texto_es", "asunto_en", "texto_en")}
    return reverse("wagtailsnippets_intercambios_plantilladecarta:edit", args=[plantilla.pk]), datos


@pytest.mark.parametrize("ocasion", PlantillaDeCarta.Ocasion)
@pytest.mark.parametrize("idioma", ["es", "en"])
def test_junto_a_cada_carta_estan_sus_marcas_con_un_ejemplo(idioma, ocasion, entrar, ddri):
    url, _datos = _carta(ocasion)
    lista = sopa_de(entrar(ddri), url).select_one(f"#t-marcas-{idioma}").find_parent("section")
    assert {una.text for una in lista.select("dt code")} == {
        f"{{{marca}}}" for marca in PlantillaDeCarta.marcas_de(ocasion)
    }
    ejemplos = [una.get_text(strip=True) for una in lista.select(f"dd [lang={idioma}]")]
    assert all(ejemplos) and ("Example City, Norway" if idioma == "en" else "Ciudad de ejemplo, Noruega") in ejemplos
    indispensables = {una.find_parent("dt").code.text for una in lista.select("dt strong")}
    assert indispensables == {f"{{{marca}}}" for marca in PlantillaDeCarta.INDISPENSABLES.get(ocasion, ())}


@pytest.mark.parametrize("campo", ["asunto_es", "texto_es", "asunto_en", "texto_en"])
@pytest.mark.parametrize(
    ("escrito", "en_espanol", "en_ingles"),
    [
        (
            "Hola {apellido}. {enlace}",
            "No se sabe qué poner en {apellido}",
            "It is not known what to put in {apellido}",
        ),
        (
            "Hola { nombre }. {enlace}",
            "No se sabe qué poner en { nombre }",
            "It is not known what to put in { nombre }",
        ),
        ("Hola {nombre. {enlace}", "Hay una llave sin la otra", "There is a brace without its pair"),
        ("Hola {}. {enlace}", "No se sabe qué poner en {}", "It is not known what to put in {}"),
    ],
    ids=["no existe", "con espacios", "sin cerrar", "vacía"],
)
def test_una_marca_que_no_es_se_dice_junto_a_su_campo_en_el_idioma_de_quien_escribe(
    campo, escrito, en_espanol, en_ingles, entrar, ddri
):
    url, datos = _carta("lista")
    escrito = escrito if campo.startswith("texto") else escrito.replace("{enlace}", "")
    for idioma, frase in (("es", en_espanol), ("en", en_ingles)):
        UserProfile.objects.update_or_create(user=ddri, defaults={"preferred_language": idioma})
        sopa = BeautifulSoup(entrar(ddri).post(url, {**datos, campo: escrito}).content, "html.parser")
        caja = sopa.select_one(f"[name={campo}]")
        assert (caja.get("value") or caja.text).strip() == escrito.strip()
        (dicho,) = (uno.get_text() for uno in sopa.select(".w-field__errors") if uno.get_text(strip=True))
        assert frase in dicho and dicho in caja.find_parent(class_="w-field__wrapper").get_text()
    assert PlantillaDeCarta.objects.filter(ocasion="lista", **datos).exists()


def test_el_asunto_no_lleva_enlaces(entrar, ddri):
    url, datos = _carta("lista")
    for marca in ("{enlace}", "{seguir}"):
        assert "No se sabe qué poner" in entrar(ddri).post(url, {**datos, "asunto_es": f"Vea {marca}"}).text
    assert PlantillaDeCarta.objects.filter(ocasion="lista", **datos).exists()
