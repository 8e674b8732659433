"""The yearly report: inputs asked for once and counted, figures frozen for good, prose under the aval."""

import datetime

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from actores.models import Entidad, PuntoFocal
from aval import flujo
from base.pdf import hay_weasyprint
from sistema import cifras, informes
from sistema.diagnosticos import formulario_vigente, guardar
from sistema.iniciativas import anotar_estado
from sistema.models import Corte, InformeAnual, InformesPage, Iniciativa, Insumo
from tests import fabrica as f
from tests.sistema.test_iniciativas import iniciativa

ANIO = timezone.localdate().year


def entidad(codigo="idrd"):
    return Entidad.objects.get(codigo=codigo)


def insumo_de(codigo="idrd", anio=ANIO):
    return reverse("informe_insumo", args=[anio, entidad(codigo).pk])


def pasos(anio=ANIO):
    return reverse("informe_pasos", args=[anio])


# --- Inputs ---------------------------------------------------------------------------------------


def test_los_insumos_se_piden_una_sola_vez_a_cada_quien(entrar, moderadora, focal, otro_focal):
    sin_cuenta = {"entidad": entidad("idu"), "nombre": "Sin cuenta", "correo": "sin.cuenta@example.org"}
    PuntoFocal.objects.create(desde=datetime.date(2020, 1, 1), **sin_cuenta)
    PuntoFocal.objects.create(
        entidad=entidad("idu"),
        correo="ya.no@example.org",
        desde=datetime.date(2020, 1, 1),
        hasta=datetime.date(2020, 2, 1),
    )
    navegador = entrar(moderadora)
    for _vez in range(2):
        assert navegador.post(pasos(), {"pedir": ""}).status_code == 302
    assert sorted(uno.to[0] for uno in mail.outbox) == sorted([focal.email, otro_focal.email, "sin.cuenta@example.org"])
    assert insumo_de() in next(uno.body for uno in mail.outbox if uno.to == [focal.email])
    cuenta = informes.cuenta(ANIO)
    assert (cuenta["pedidas"], cuenta["respondidas"]) == (3, 0)
    assert cuenta["sin_nadie"] == Entidad.objects.count() - 3


def test_quien_respondio_se_cuenta_y_decir_nada_no_es_responder(entrar, focal):
    navegador = entrar(focal)
    respuesta = navegador.post(insumo_de(), {"texto": "   "})
    assert "texto" in respuesta.context["forma"].errors and not Insumo.objects.exists()
    assert navegador.post(insumo_de(), {"texto": "Dos misiones."}).status_code == 302
    assert informes.cuenta(ANIO)["respondidas"] == 1
    assert Insumo.objects.get().quien == focal


PAPELES = {  # role → reads that of the IDRD, writes it, asks and freezes
    "focal": (200, True, False),
    "otro_focal": (404, False, False),
    "moderadora": (200, False, True),
    "comunicaciones": (200, False, False),
    "administracion": (200, False, False),
}


@pytest.mark.parametrize("papel", PAPELES)
def test_quien_lee_quien_escribe_y_quien_congela(papel, request, entrar):
    lee, escribe, congela = PAPELES[papel]
    navegador = entrar(request.getfixturevalue(papel))
    assert navegador.get(insumo_de()).status_code == lee
    navegador.post(insumo_de(), {"texto": "Algo."})
    assert Insumo.objects.filter(respondido__isnull=False).exists() is escribe
    navegador.post(pasos(), {"congelar": ""})
    assert Corte.objects.exists() is congela
    assert (navegador.get(pasos()).status_code == 200) is (papel not in ("focal", "otro_focal"))


def test_congelado_el_anio_no_recibe_mas_insumos(entrar, focal):
    cifras.congelar(ANIO, None)
    entrar(focal).post(insumo_de(), {"texto": "Tarde."})
    assert not Insumo.objects.exists()


def test_de_un_anio_que_no_puede_ser_no_hay(entrar, moderadora):
    assert entrar(moderadora).get(pasos(1900)).status_code == 404


# --- Figures --------------------------------------------------------------------------------------


def valores(filas):
    return {una["clave"]: una["valor"] for una in filas}


def test_cada_cifra_sale_de_su_formula(db, asesora, moderadora, focal):
    assert set(valores(cifras.calcular(ANIO)).values()) == {0}
    primera = iniciativa()
    iniciativa(clase="demanda", entidad=entidad("idu"))
    iniciativa(clase="demanda", entidad=None)
    primera.estado, primera.motivo = Iniciativa.Estado.CERRADA, "Se hizo."
    for _vez in range(2):
        anotar_estado(primera, Iniciativa.Estado.EN_EJECUCION, moderadora)
    guardar(entidad(), ANIO, {}, focal, enviar=True)
    guardar(entidad("idu"), ANIO, {}, focal)
    informes.responder(ANIO, entidad(), "Algo.", focal)
    Insumo.objects.create(anio=ANIO, entidad=entidad("idu"), pedido=timezone.now())
    f.publicada(focal, asesora, moderadora)
    f.viva("La instalada no cuenta")
    assert valores(cifras.calcular(ANIO)) == {
        "ofertas": 1,
        "demandas": 2,
        "cerradas": 1,
        "entidades_con_iniciativas": 2,
        "diagnosticos": 1,
        "insumos": 1,
        "practicas_con_aval": 1,
        "intercambios": 0,  # the formulas of their room have their own tests
        "participantes_en_intercambios": 0,
        "respuestas_a_encuestas": 0,
    }
    assert set(valores(cifras.calcular(ANIO - 1)).values()) == {0}


def test_cada_cifra_dice_como_se_cuenta_en_los_dos_idiomas(db):
    for una in cifras.calcular(ANIO):
        for parte in ("nombre", "como"):
            assert una[f"{parte}_es"] and una[f"{parte}_en"] and una[f"{parte}_es"] != una[f"{parte}_en"]


def test_lo_que_cambia_despues_no_cambia_lo_congelado(db):
    iniciativa()
    corte = cifras.congelar(ANIO, None)
    iniciativa()
    corte.refresh_from_db()
    assert valores(corte.cifras)["ofertas"] == 1 and valores(cifras.calcular(ANIO))["ofertas"] == 2
    assert corte.intacto


def test_no_se_congela_dos_veces(entrar, moderadora):
    navegador = entrar(moderadora)
    navegador.post(pasos(), {"congelar": ""})
    iniciativa()
    respuesta = navegador.post(pasos(), {"congelar": ""}, follow=True)
    assert "ya estaban congeladas" in respuesta.content.decode()
    assert valores(Corte.objects.get().cifras)["ofertas"] == 0
    with pytest.raises(cifras.YaCongeladas):
        cifras.congelar(ANIO, None)


def test_una_cifra_no_se_cambia_a_mano(db):
    corte = cifras.congelar(ANIO, None)
    corte.cifras[0]["valor"] = 99
    with pytest.raises(TypeError):
        corte.save()
    with pytest.raises(TypeError):
        Corte.objects.update(cifras=[])
    with pytest.raises(TypeError):
        corte.delete()


def test_la_que_se_cambia_por_debajo_no_se_muestra(client, db, entrar, moderadora):
    corte = cifras.congelar(ANIO, None)
    informe = publicado(None)
    assert "Ofertas de cooperación registradas" in client.get(informe.url).content.decode()
    falsas = [{**una, "valor": 987654} for una in corte.cifras]
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            super(type(Corte.objects.all()), Corte.objects.all()).update(cifras=falsas)
    with f.candado_abierto():
        super(type(Corte.objects.all()), Corte.objects.all()).update(cifras=falsas)
    from base import generacion

    generacion.nueva()
    assert "987654" not in client.get(informe.url).content.decode()
    assert "alguien las cambió por debajo" in entrar(moderadora).get(pasos()).content.decode()


# --- What the public reads ------------------------------------------------------------------------


def escrito(anio=ANIO):
    informe = InformeAnual(
        locale=Locale.objects.get(language_code="es"),
        live=False,
        nombre=f"Informe de cooperación {anio}",
        anio=anio,
        descripcion="<p>El año en dos frases.</p>",
        gestion="<p>Lo que se hizo entre todos.</p>",
    )
    informe.full_clean(exclude=["translation_key"])
    informe.save()
    return informe


def publicado(_quien, anio=ANIO):
    informe = escrito(anio)
    flujo.avalar_de_instalacion(informe)
    return f.fresca(informe)


def test_sin_cifras_congeladas_no_hay_aval(db):
    informe = escrito()
    assert [campo for campo, _frase in informe.incumplimientos()] == ["anio"]
    cifras.congelar(ANIO, None)
    assert informe.incumplimientos() == []


def test_hay_uno_por_anio(db):
    escrito()
    with pytest.raises(Exception, match="Ese año ya tiene su informe"):
        escrito()


def test_se_lee_con_su_aval_en_los_dos_idiomas_y_con_sus_cifras(client, comunicaciones, moderadora):
    iniciativa()
    cifras.congelar(ANIO, moderadora)
    informe = escrito()
    informe.save_revision(user=comunicaciones, clean=False)
    assert client.get(informe.url).status_code == 404
    flujo.enviar(informe, comunicaciones)
    avalar(informe, moderadora)
    informe = f.fresca(informe)
    traduccion = f.traducir(informe, comunicaciones)
    from traducciones import servicio

    servicio.proponer(traduccion, comunicaciones)
    ingles = traduccion.get_target_instance()
    avalar(ingles, moderadora)
    texto = client.get(informe.url).content.decode()
    assert "Lo que se hizo entre todos." in texto and "Ofertas de cooperación registradas" in texto
    en_ingles = client.get(f.fresca(ingles).url).content.decode()
    assert "Offers of cooperation registered" in en_ingles
    for idioma in ("es", "en"):
        pagina = InformesPage.objects.get(locale__language_code=idioma)
        assert f"Informe de cooperación {ANIO}" in client.get(pagina.url).content.decode()


def avalar(texto, moderadora):
    tarea = f.fresca(texto).current_workflow_task_state
    flujo.avalar(tarea, moderadora, flujo.huella(tarea.revision))


@pytest.mark.skipif(not hay_weasyprint(), reason="without Pango there is no PDF")
def test_se_baja_en_pdf(client, db):
    cifras.congelar(ANIO, None)
    informe = publicado(None)
    respuesta = client.get(f"{informe.url}pdf/")
    assert respuesta["Content-Type"] == "application/pdf" and respuesta.content.startswith(b"%PDF")
    assert client.get(informe.url.replace(informe.slug, "no-hay") + "pdf/").status_code == 404


def test_lo_que_puso_una_entidad_no_es_publico(client, focal):
    informes.responder(ANIO, entidad(), "Palabra que solo lee la DDRI", focal)
    cifras.congelar(ANIO, None)
    informe = publicado(None)
    assert "Palabra que solo" not in client.get(informe.url).content.decode()


@pytest.mark.parametrize("cuantas", [10, 100, 1000])
def test_la_pantalla_cuesta_lo_mismo_con_mil(cuantas, entrar, moderadora, django_assert_max_num_queries):
    muestra = entidad()
    nuevas = Entidad.objects.bulk_create(
        Entidad(codigo=f"e{n}", nombre_es=f"Entidad {n}", nombre_en=f"Entity {n}", sector=muestra.sector, orden=n)
        for n in range(cuantas)
    )
    Insumo.objects.bulk_create(
        Insumo(anio=ANIO, entidad=una, pedido=timezone.now(), respondido=timezone.now(), texto="x") for una in nuevas
    )
    assert formulario_vigente()
    navegador = entrar(moderadora)
    navegador.get(pasos())
    with django_assert_max_num_queries(35):
        assert navegador.get(pasos()).status_code == 200
