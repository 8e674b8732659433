"""Supply and demand of cooperation: who keeps it, what is refused, what the public reads of it."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale, ModelLogEntry

from actores.models import Actor, Entidad, Sector
from aval import flujo
from sistema.iniciativas import preparar_anuncio
from sistema.models import Anuncio, AnunciosPage, Iniciativa, SocioDeIniciativa
from tests import fabrica as f
from traducciones import servicio

LISTA = "wagtailsnippets_sistema_iniciativa:list"


def iniciativa(**cambios):
    campos = {
        "clase": "oferta",
        "titulo": "Ciclovía para otra ciudad",
        "descripcion": "Cómo se cierra una avenida al tráfico.\nY cómo se abre otra vez.",
        "entidad": Entidad.objects.get(codigo="idrd"),
        "sector": Sector.objects.get(codigo="cultura"),
        "modalidad": "tecnica",
        **cambios,
    }
    una = Iniciativa(**campos)
    una.full_clean()
    una.save()
    return una


def datos(**cambios):
    """What the form sends."""
    return {
        "clase": "demanda",
        "titulo": "Un sistema de alertas",
        "descripcion": "Avisar a tiempo de una creciente.",
        "sector": Sector.objects.get(codigo="ambiente").pk,
        "modalidad": "tecnica",
        "entidad": "",
        "tema": "",
        "practica": "",
        "monto": "",
        "moneda": "",
        "contrapartida": "",
        "estado": "idea",
        "motivo": "",
        "codigo_sico": "",
        "socios-TOTAL_FORMS": "0",
        "socios-INITIAL_FORMS": "0",
        "socios-MIN_NUM_FORMS": "0",
        "socios-MAX_NUM_FORMS": "1000",
        **cambios,
    }


def agregar(navegador, **cambios):
    return navegador.post(reverse("wagtailsnippets_sistema_iniciativa:add"), datos(**cambios))


def cambiar(navegador, una, **cambios):
    url = reverse("wagtailsnippets_sistema_iniciativa:edit", args=[una.pk])
    suyos = {"titulo": una.titulo, "clase": una.clase, "sector": una.sector_id, "estado": una.estado}
    return navegador.post(url, datos(entidad=una.entidad_id or "", **suyos | cambios))


def errores(respuesta):
    assert respuesta.status_code == 200, respuesta.status_code
    return respuesta.context["form"].errors


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cambios", "campo", "frase"),
    [
        ({"monto": "1000"}, "moneda", "Diga en qué moneda está el monto."),
        ({"moneda": "USD"}, "monto", "Diga de cuánto, o quite la moneda."),
        ({"sector": ""}, "sector", "Elija el sector, o diga que es transversal."),
        ({"transversal": "on"}, "sector", "Lo transversal no es de un sector: quite uno de los dos."),
        ({"estado": "cerrada"}, "motivo", "Diga por qué se cierra o se descarta."),
        ({"estado": "descartada", "motivo": "  "}, "motivo", "Diga por qué se cierra o se descarta."),
    ],
)
def test_lo_que_no_cuadra_se_dice_al_lado_del_campo(cambios, campo, frase, entrar, moderadora):
    assert errores(agregar(entrar(moderadora), **cambios))[campo] == [frase]
    assert not Iniciativa.objects.exists()


@pytest.mark.parametrize("malo", [{"monto": 5, "moneda": ""}, {"sector": None}, {"transversal": True}])
def test_la_base_tampoco_lo_guarda(malo, db):
    from django.db import IntegrityError, transaction

    una = iniciativa()
    with pytest.raises(IntegrityError), transaction.atomic():
        Iniciativa.objects.filter(pk=una.pk).update(**malo)


@pytest.mark.parametrize("a", list(Iniciativa.Estado))
@pytest.mark.parametrize("de", list(Iniciativa.Estado))
def test_los_estados_siguen_un_orden(de, a, db):
    una = iniciativa(estado=de, motivo="Se cumplió lo que se buscaba.")
    una.estado = a
    if a == de or a in Iniciativa.SIGUIENTES[de]:
        una.full_clean()
    else:
        with pytest.raises(ValidationError) as error:
            una.full_clean()
        assert "estado" in error.value.message_dict


def test_cada_cambio_de_estado_queda_escrito_con_su_motivo(entrar, moderadora):
    navegador = entrar(moderadora)
    agregar(navegador, estado="en_gestion")
    una = Iniciativa.objects.get()
    assert cambiar(navegador, una, estado="descartada", motivo="La ofreció otra ciudad.").status_code == 302
    dichos = [uno.message for uno in ModelLogEntry.objects.filter(action="sistema.iniciativa").order_by("pk")]
    assert dichos == [
        "Empieza en «En gestión»",
        "De «En gestión» a «Descartada»: La ofreció otra ciudad.",
    ]
    assert (
        "La ofreció otra ciudad."
        in navegador.get(reverse("wagtailsnippets_sistema_iniciativa:history", args=[una.pk])).content.decode()
    )


# --- Who sees and who edits -----------------------------------------------------------------------

PAPELES = {  # role → sees that of the IDRD, may add, may change it
    "focal": (True, True, True),
    "otro_focal": (False, True, False),
    "moderadora": (True, True, True),
    "comunicaciones": (True, False, False),
    "administracion": (True, False, False),
}


@pytest.mark.parametrize("papel", PAPELES)
def test_quien_la_ve_y_quien_la_cambia(papel, request, entrar):
    ve, agrega, cambia = PAPELES[papel]
    una = iniciativa()
    navegador = entrar(request.getfixturevalue(papel))
    pantallas = [reverse(LISTA), reverse("iniciativas_tablero"), reverse("iniciativas_matriz") + "?"]
    for url in pantallas[:2]:
        assert (una.titulo in navegador.get(url).content.decode()) is ve, url
    cuenta = navegador.get(pantallas[2]).context["matriz"]["totales"]
    assert cuenta == ([1, 0] if ve else [0, 0])
    assert (navegador.get(reverse("wagtailsnippets_sistema_iniciativa:add")).status_code == 200) is agrega
    assert (cambiar(navegador, una, titulo="Otro título").status_code == 302 and cambia) is cambia
    una.refresh_from_db()
    assert (una.titulo == "Otro título") is cambia


@pytest.mark.parametrize("puerta", ["edit", "inspect", "history", "usage", "delete"])
def test_la_de_otra_entidad_no_esta_por_ninguna_puerta(puerta, entrar, otro_focal):
    una = iniciativa()
    url = reverse(f"wagtailsnippets_sistema_iniciativa:{puerta}", args=[una.pk])
    assert entrar(otro_focal).get(url).status_code in (302, 404)
    assert una.titulo not in entrar(otro_focal).get(url, follow=True).content.decode()
    assert Iniciativa.objects.filter(pk=una.pk).exists()


def test_quien_no_tiene_papel_no_entra(client, db):
    iniciativa()
    for nombre in (LISTA, "iniciativas_tablero", "iniciativas_matriz"):
        assert client.get(reverse(nombre)).status_code == 302


def test_un_punto_focal_escribe_solo_para_su_entidad(entrar, focal):
    ajena = Entidad.objects.get(codigo="idu")
    assert agregar(entrar(focal), entidad=ajena.pk).status_code == 302
    assert Iniciativa.objects.get().entidad.codigo == "idrd"


def test_ningun_elegidor_las_lista(entrar, otro_focal):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse("wagtailsnippetchoosers_sistema_iniciativa:choose")


# --- Sums, matrix and export ----------------------------------------------------------------------


def test_los_montos_no_se_suman_entre_monedas(entrar, moderadora):
    iniciativa(monto=Decimal("100.50"), moneda="USD")
    iniciativa(monto=Decimal("200"), moneda="USD")
    iniciativa(monto=Decimal("9000000"), moneda="COP")
    iniciativa(monto=Decimal("7"), moneda="EUR", clase="demanda")
    iniciativa(monto=Decimal("5"), moneda="USD", estado="descartada", motivo="No.")
    filas = {(uno["clase"], uno["moneda"]): (uno["cuantas"], uno["total"]) for uno in Iniciativa.objects.totales()}
    assert filas == {
        ("oferta", "USD"): (2, Decimal("300.50")),
        ("oferta", "COP"): (1, Decimal("9000000")),
        ("demanda", "EUR"): (1, Decimal("7")),
    }
    assert len(entrar(moderadora).get(reverse("iniciativas_matriz")).context["montos"]) == 3


def test_la_matriz_cuenta_por_sector_y_lo_transversal_aparte(entrar, moderadora):
    iniciativa()
    iniciativa(clase="demanda")
    iniciativa(sector=None, transversal=True)
    matriz = entrar(moderadora).get(reverse("iniciativas_matriz")).context["matriz"]
    cultura = next(uno for uno in matriz["renglones"] if uno["sector"] == Sector.objects.get(codigo="cultura").pk)
    assert [n for _clase, n in cultura["celdas"]] == [1, 1]
    assert [n for _clase, n in matriz["renglones"][-1]["celdas"]] == [1, 0]
    assert matriz["totales"] == [2, 1]


def test_se_lleva_en_csv_con_su_codigo_del_sico_y_sin_formulas(entrar, moderadora, otro_focal):
    una = iniciativa(titulo="=1+1", codigo_sico="SICO-7", monto=5, moneda="USD")
    SocioDeIniciativa.objects.create(
        iniciativa=una, actor=Actor.objects.create(nombre_es="Cooperante de ejemplo"), papel="cooperante"
    )
    navegador = entrar(moderadora)
    respuesta = navegador.get(reverse(LISTA) + "?export=csv")
    texto = b"".join(respuesta.streaming_content).decode("utf-8-sig")
    fila = next(csv.DictReader(io.StringIO(texto)))
    assert fila["Código en el SICO"] == "SICO-7"
    assert fila["Título"] == "'=1+1"
    assert fila["Socios"] == "Cooperante de ejemplo (cooperante)"
    de_otro = entrar(otro_focal).get(reverse(LISTA) + "?export=csv")
    assert "SICO-7" not in b"".join(de_otro.streaming_content).decode()


# --- What the public reads ------------------------------------------------------------------------


def publicar(una, autora, moderadora, en_ingles=True):
    anuncio = preparar_anuncio(una, autora)
    flujo.enviar(anuncio, autora)
    _avalar(anuncio, moderadora)
    anuncio.refresh_from_db()
    if en_ingles:
        traduccion = f.traducir(anuncio, autora)
        servicio.proponer(traduccion, autora)
        _avalar(traduccion.get_target_instance(), moderadora)
    return f.fresca(anuncio)


def _avalar(anuncio, moderadora):
    tarea = f.fresca(anuncio).current_workflow_task_state
    flujo.avalar(tarea, moderadora, flujo.huella(tarea.revision))


def pagina(idioma="es"):
    return AnunciosPage.objects.get(locale__language_code=idioma)


def test_lo_que_se_ofrece_se_lee_con_su_aval_en_los_dos_idiomas(client, comunicaciones, moderadora):
    una = iniciativa(monto=Decimal("123456"), moneda="USD", contrapartida="Contrapartida interna")
    anuncio = publicar(una, comunicaciones, moderadora)
    for idioma in ("es", "en"):
        lista = client.get(pagina(idioma).url).content.decode()
        version = Anuncio.objects.get(translation_key=anuncio.translation_key, locale__language_code=idioma)
        uno = client.get(version.url)
        assert version.nombre in lista and uno.status_code == 200
        for interno in ("123456", "123.456", "Contrapartida interna"):
            assert interno not in lista and interno not in uno.content.decode()
    assert una.descripcion.splitlines()[0] in client.get(anuncio.url).content.decode()


def test_nada_de_la_iniciativa_es_publico_sin_anuncio(client, db):
    iniciativa(titulo="Palabra que solo está adentro")
    assert "Palabra que solo" not in client.get(pagina().url).content.decode()


@pytest.mark.parametrize(
    ("cambios", "razon"),
    [
        ({"reservada": True}, "Es reservada"),
        ({"clase": "demanda"}, "la entidad no ha permitido"),
    ],
)
def test_lo_reservado_y_la_demanda_sin_permiso_no_se_anuncian(cambios, razon, entrar, comunicaciones):
    una = iniciativa(**cambios)
    url = reverse("iniciativas_anunciar", args=[una.pk])
    navegador = entrar(comunicaciones)
    assert razon in navegador.get(url).content.decode()
    navegador.post(url)
    assert not Anuncio.objects.exists()


def test_una_demanda_suelta_no_tiene_aval(db, comunicaciones):
    suelta = Anuncio(
        **{"nombre": "Suelta", "clase": "demanda", "modalidad": "tecnica", "descripcion": "<p>x</p>"},
        **{"transversal": True, "live": False, "locale": Locale.objects.get(language_code="es")},
    )
    suelta.full_clean(exclude=["translation_key"])
    assert [campo for campo, _frase in suelta.incumplimientos()] == ["clase"]


def test_el_permiso_no_se_quita_mientras_esta_publicada(entrar, comunicaciones, moderadora):
    una = iniciativa(clase="demanda", se_puede_anunciar=True)
    publicar(una, comunicaciones, moderadora, en_ingles=False)
    assert "se_puede_anunciar" in errores(cambiar(entrar(moderadora), una))
    assert "reservada" in errores(cambiar(entrar(moderadora), una, se_puede_anunciar="on", reservada="on"))


def test_preparar_dos_veces_es_un_anuncio(entrar, comunicaciones):
    una = iniciativa()
    navegador = entrar(comunicaciones)
    for _vez in range(2):
        navegador.post(reverse("iniciativas_anunciar", args=[una.pk]))
    assert Anuncio.objects.count() == 1


@pytest.mark.parametrize("papel", ["focal", "moderadora", "administracion"])
def test_prepararlo_es_de_comunicaciones(papel, request, entrar):
    una = iniciativa()
    respuesta = entrar(request.getfixturevalue(papel)).post(reverse("iniciativas_anunciar", args=[una.pk]))
    assert respuesta.status_code in (302, 403) and not Anuncio.objects.exists()


def test_se_filtra_por_sector_y_modalidad_y_lo_que_no_existe_no_filtra(client, comunicaciones, moderadora):
    publicar(iniciativa(), comunicaciones, moderadora, en_ingles=False)
    publicar(
        iniciativa(titulo="Laboratorio de cifras", sector=None, transversal=True, modalidad="intercambio"),
        comunicaciones,
        moderadora,
        en_ingles=False,
    )

    def hay(consulta):
        texto = client.get(pagina().url + consulta).content.decode()
        return {nombre for nombre in ("Ciclovía para otra ciudad", "Laboratorio de cifras") if nombre in texto}

    assert hay("?sector=cultura") == {"Ciclovía para otra ciudad"}
    assert hay("?sector=transversal") == hay("?modalidad=intercambio") == {"Laboratorio de cifras"}
    assert hay("?sector=cultura&modalidad=intercambio") == set()
    assert len(hay("?sector=%27%22&modalidad=nada&clase=&p=abc")) == 2


# --- Ceilings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("cuantas", [10, 100, 1000])
def test_las_pantallas_cuestan_lo_mismo_con_mil(cuantas, entrar, moderadora, django_assert_max_num_queries):
    entidades, sectores = list(Entidad.objects.all()), list(Sector.objects.all())
    Iniciativa.objects.bulk_create(
        Iniciativa(
            clase=("oferta", "demanda")[n % 2],
            titulo=f"Iniciativa {n}",
            descripcion="Algo.",
            entidad=entidades[n % len(entidades)],
            sector=sectores[n % len(sectores)],
            modalidad="tecnica",
            monto=n,
            moneda=("USD", "COP")[n % 2],
            estado=list(Iniciativa.Estado)[n % 6],
            motivo="Así fue.",
        )
        for n in range(cuantas)
    )
    navegador = entrar(moderadora)
    for nombre, techo in ((LISTA, 40), ("iniciativas_tablero", 30), ("iniciativas_matriz", 25)):
        navegador.get(reverse(nombre))
        with django_assert_max_num_queries(techo):
            assert navegador.get(reverse(nombre)).status_code == 200


@pytest.mark.parametrize("cuantos", [10, 100, 1000])
def test_la_pagina_publica_cuesta_lo_mismo_con_mil(cuantos, client, db, django_assert_max_num_queries):
    from django.core.cache import cache

    sectores, espanol = list(Sector.objects.all()), Locale.objects.get(language_code="es")
    with f.candado_abierto():
        Anuncio.objects.bulk_create(
            Anuncio(
                locale=espanol,
                slug=f"a-{n}",
                nombre=f"Anuncio {n}",
                clase="oferta",
                modalidad="tecnica",
                sector=sectores[n % 15],
                descripcion="<p>x</p>",
            )
            for n in range(cuantos)
        )
    client.get(pagina().url)
    cache.clear()
    with django_assert_max_num_queries(30):
        assert client.get(pagina().url).status_code == 200
