"""What the public reads of the System: its bodies by office, what was accepted and has its aval, and no person."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from aval import flujo
from aval.errores import ErrorDeAval
from sistema import figura
from sistema.conclusiones import preparar
from sistema.models import Conclusion, ConclusionPublica, Delegado, Instancia, Integrante, SistemaPage
from tests import fabrica as f

from .comunes import acogida, comite, dia, mesa, sesion


def pagina(idioma="es"):
    return SistemaPage.objects.get(locale__language_code=idioma)


def leida(client, idioma="es"):
    respuesta = client.get(pagina(idioma).url)
    assert respuesta.status_code == 200
    return BeautifulSoup(respuesta.content, "html.parser")


@pytest.mark.parametrize(
    ("idioma", "dicho"),
    [
        ("es", ("corresponsabilidad", "Comité Estratégico", "Dirección de Crédito Público", "20 alcaldías locales")),
        ("en", ("shared responsibility", "Strategic Committee", "Directorate of Public Credit", "20 local mayors")),
    ],
)
def test_la_pagina_explica_el_sistema_en_los_dos_idiomas(idioma, dicho, client, db):
    html = leida(client, idioma)
    for frase in dicho:
        assert frase in html.main.get_text(" ")
    assert len(html.select(".sistema-funciones h3")) == 6
    assert html.find("script", type="application/ld+json", string=lambda s: s and "GovernmentOrganization" in s)


def test_el_dibujo_dice_lo_mismo_que_la_lista_y_la_nombra(client, db):
    mesa(nombre="Mesa de cultura, recreación y deporte")
    html = leida(client)
    lista = html.select_one("#d-dibujo").get_text(" ", strip=True)
    for svg in html.select("svg.sistema-dibujo"):
        assert svg["role"] == "img" and svg["aria-describedby"] == "d-dibujo"
        assert html.select_one(f"#{svg['aria-labelledby']}")
        for caja in svg.select(".sistema-banda text, .sistema-caja text"):
            assert " ".join(uno.get_text() for uno in caja.select("tspan")) in lista


@pytest.mark.parametrize("tamano", figura.TAMANOS)
def test_ningun_renglon_se_sale_de_su_caja(tamano, db):
    mesa(nombre="Mesa " + "de un nombre muy largo " * 8)
    for n in range(12):
        mesa(nombre=f"Mesa número {n}")
    dibujo = figura.dibujo(figura.lo_que_es(), **tamano)
    for caja in (*dibujo["bandas"], *dibujo["cajas"]):
        assert 0 <= caja.x and caja.x + caja.ancho <= dibujo["ancho"] and caja.y + caja.alto <= dibujo["alto"]
        for renglon in caja.renglones:
            assert caja.y < renglon.y < caja.y + caja.alto
            assert renglon.x + 7 * len(renglon.texto) <= caja.x + caja.ancho


def test_se_ve_la_oficina_y_nunca_la_persona(client, db):
    instancia, gente = comite()
    for persona in gente.values():
        persona.last_name = "Canaria"
        persona.save()
    puesto = instancia.integrantes.first()
    Delegado.objects.create(integrante=puesto, nombre="Rosa Canaria Visible", correo="rosa@x.co", autoriza=True)
    for idioma in ("es", "en"):
        texto = str(leida(client, idioma))
        assert "Canaria" not in texto and "rosa@x.co" not in texto


def test_solo_lo_activo_y_lo_que_rige_hoy(client, db):
    una, otra = mesa(nombre="Mesa que sigue"), mesa(nombre="Mesa cerrada", activa=False)
    Integrante.objects.filter(instancia=una).update(hasta=dia(-1))
    texto = leida(client).select_one("#d-dibujo").get_text(" ")
    assert una.nombre_es in texto and otra.nombre_es not in texto
    assert "Recreación y Deporte" not in texto


def test_un_cambio_de_nombre_se_ve_enseguida_y_consta(client, db):
    from wagtail.models import ModelLogEntry

    leida(client)
    comite_ = Instancia.objects.get(codigo="comite-estrategico")
    comite_.nombre_es = "Comité Estratégico de Cooperación"
    comite_.save()
    assert "Comité Estratégico de Cooperación" in leida(client).get_text()
    entrada = ModelLogEntry.objects.filter(action="banco.cambio").latest("pk")
    assert entrada.data["cambios"]["nombre_es"][1] == "Comité Estratégico de Cooperación"


def test_sin_instancias_la_pagina_sigue_en_pie(client, db):
    Instancia.objects.update(activa=False)
    html = leida(client)
    assert "Todavía ninguno." in html.get_text() and html.select("svg.sistema-dibujo")


# --- Conclusions ----------------------------------------------------------------------------------


def test_se_prepara_de_la_sesion_y_sale_con_su_aval_en_los_dos_idiomas(entrar, comunicaciones, moderadora, client):
    una = acogida()
    url = reverse("sistema:sesion", args=[una.sesion_id])
    navegador = entrar(comunicaciones)
    assert "Preparar para el público" in navegador.get(url).content.decode()
    assert navegador.post(url, {"acto": "contar", "de": una.pk}).status_code == 302
    publica = ConclusionPublica.objects.get()
    assert (publica.live, publica.acogida_por) == (False, Instancia.objects.get(codigo="comite-estrategico").nombre_es)
    assert una.texto_es in publica.descripcion and una.respuesta in publica.respuesta
    assert "Ver el texto para el público" in navegador.get(url).content.decode()
    assert publica.nombre not in leida(client).get_text()
    assert client.get(f"{pagina().url}{publica.slug}/").status_code == 404

    flujo.enviar(publica, comunicaciones)
    f.avalar(publica, moderadora)
    assert publica.nombre in leida(client).get_text()
    detalle = client.get(f.fresca(publica).url).content.decode()
    assert una.texto_es in detalle and una.respuesta in detalle
    assert publica.nombre not in leida(client, "en").get_text()

    traduccion = f.traducir(f.fresca(publica), comunicaciones)
    from traducciones import servicio

    servicio.proponer(traduccion, comunicaciones)
    inglesa = traduccion.get_target_instance()
    f.avalar(inglesa, moderadora)
    assert f.fresca(inglesa).nombre in leida(client, "en").get_text()


def test_prepararla_dos_veces_da_la_misma(comunicaciones):
    una = acogida()
    assert preparar(una, comunicaciones) == preparar(una, comunicaciones)
    assert ConclusionPublica.objects.count() == 1


@pytest.mark.parametrize("papel", ["moderadora", "focal", "administracion"])
def test_la_prepara_comunicaciones_y_nadie_mas(papel, request, entrar):
    una = acogida()
    url = reverse("sistema:sesion", args=[una.sesion_id])
    entrar(request.getfixturevalue(papel)).post(url, {"acto": "contar", "de": una.pk})
    assert not ConclusionPublica.objects.exists()


@pytest.mark.parametrize("estado", ["propuesta", "elevada", "aplazada", "no_acogida"])
def test_solo_se_cuenta_lo_acogido(estado, comunicaciones):
    una = acogida()
    Conclusion.objects.update(estado=estado)
    with pytest.raises(ValidationError):
        preparar(una, comunicaciones)


def test_lo_que_no_viene_de_una_sesion_no_tiene_aval(comunicaciones):
    cuerpo = preparar(acogida(), comunicaciones)
    Conclusion.objects.update(publica=None)
    suelta = f.fresca(cuerpo)
    assert [campo for campo, _frase in suelta.incumplimientos()] == ["nombre"]
    with pytest.raises(ErrorDeAval):
        flujo.enviar(suelta, comunicaciones)
    assert not f.fresca(cuerpo).live


def test_lo_escrito_en_una_conclusion_no_se_vuelve_codigo(comunicaciones):
    publica = preparar(acogida(texto="<script>alert(1)</script> & más\n\nOtra."), comunicaciones)
    assert "<script>" not in publica.descripcion and publica.descripcion.count("<p>") == 2


def test_una_muy_larga_tiene_un_titulo_que_cabe(comunicaciones):
    assert len(preparar(acogida(texto="palabra " * 120), comunicaciones).nombre) <= 120


# --- How much it costs ----------------------------------------------------------------------------


@pytest.mark.parametrize("cuantas", [10, 100])
def test_la_pagina_cuesta_lo_mismo_con_muchas(cuantas, client, db, django_assert_max_num_queries):
    base = acogida()
    idioma = pagina().locale
    nuevas = Instancia.objects.bulk_create(
        Instancia(codigo=f"m{n}", nombre_es=f"Mesa {n}", nombre_en=f"Table {n}", clase="grupo") for n in range(cuantas)
    )
    entidad = Integrante.objects.first().entidad
    Integrante.objects.bulk_create(Integrante(instancia=una, entidad=entidad) for una in nuevas)
    for n in range(cuantas):
        ConclusionPublica.objects.bulk_create(
            [
                ConclusionPublica(
                    locale=idioma,
                    slug=f"c{n}",
                    nombre=f"Conclusión {n}",
                    instancia=base.sesion.instancia.nombre_es,
                    acogida_por="Comité",
                    fecha=timezone.localdate() - datetime.timedelta(days=n),
                    live=False,
                )
            ]
        )
    ConclusionPublica.objects.update(live=True)
    peticion = client.get(pagina().url).wsgi_request  # what is kept for a generation is not counted
    with override("es"), django_assert_max_num_queries(16):
        contexto = pagina().contexto_de_indice(peticion)
        assert len(contexto["conclusiones"]) == cuantas
        assert sum(len(una.puestos) for una in contexto["sistema"]["mesas"]) == cuantas


def test_una_sesion_por_venir_no_se_cuenta(entrar, comunicaciones):
    instancia = Instancia.objects.get(codigo="red-distrital")
    una = sesion(instancia)
    texto = entrar(comunicaciones).get(reverse("sistema:sesion", args=[una.pk])).content.decode()
    assert "Preparar para el público" not in texto
