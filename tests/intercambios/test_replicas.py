"""A practice adapted elsewhere: what each side says of it, who may write it down, and what leaves by mail."""

import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from aval.models import Retiro
from base.enlaces import Enlace
from intercambios import confirmacion
from intercambios.models import Replica, Transferencia
from tests import fabrica as f

from .comunes import ciudad, de_nuevo, replica, transferida

LISTA = "wagtailsnippets_intercambios_replica:list"
CREAR = "wagtailsnippets_intercambios_replica:add"
EDITAR = "wagtailsnippets_intercambios_replica:edit"
BORRAR = "wagtailsnippets_intercambios_replica:delete"
CORREO = "canario-de-la-otra@ciudad.example"


@pytest.fixture
def preguntar(moderadora, entrar, django_capture_on_commit_callbacks, mailoutbox):
    """Ask the other side; gives the path of the link that it is sent."""

    def _preguntar(una, idioma="es"):
        with django_capture_on_commit_callbacks(execute=True):
            datos = {"acto": "preguntar", "correo": CORREO, "idioma": idioma}
            respuesta = entrar(moderadora).post(reverse("replicas:ver", args=[una.pk]), datos)
        assert respuesta.status_code == 302
        carta = mailoutbox[-1]
        assert carta.to == [CORREO]
        return re.search(r"https?://[^/]+(/\S+)", carta.body).group(1)

    return _preguntar


def datos(practica, **cambios):
    """What the form sends."""
    campos = {"practica": practica.pk, "ciudad": ciudad().pk, "actor": "", "anio": "2015", "etapa": "en_marcha"}
    campos |= {"adaptacion": "alguna", "que_cambio": "", "evidencia_enlace": "", "evidencia_documento": ""}
    return campos | cambios


# --- Rules ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bogota", "respuesta", "dicho"),
    [
        (False, "", ""),
        (True, "", "Declarada por Bogotá"),
        (False, "confirma", "Declarada por la otra parte"),
        (True, "confirma", "Confirmada por Bogotá y por la otra parte"),
        (True, "niega", ""),
        (False, "niega", ""),
    ],
)
def test_quien_lo_dice(bogota, respuesta, dicho, db):
    una = replica(bogota=bogota)
    Replica.objects.filter(pk=una.pk).update(respuesta=respuesta)
    assert str(de_nuevo(una).quien_lo_dice) == dicho
    assert bool(de_nuevo(una).no_se_cuenta) is not bool(dicho)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"ciudad": None}, "ciudad"),
        ({"anio": timezone.localdate().year + 1}, "anio"),
        ({"anio": 1212}, "anio"),
        ({"etapa": "otra"}, "etapa"),
        ({"evidencia_enlace": "javascript:alert(1)"}, "evidencia_enlace"),
    ],
)
def test_lo_que_se_contradice_se_dice_junto_a_su_campo(cambios, campo, db):
    with pytest.raises(ValidationError) as error:
        replica(**cambios)
    assert campo in error.value.message_dict


def test_en_ninguna_parte_no_cabe_en_la_base(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Replica.objects.create(practica=f.viva(), etapa="en_marcha")


def test_proponerla_dos_veces_es_la_misma_y_se_completa(db):
    practica = f.viva("Ciclovía")
    una = replica(practica, anio=None, adaptacion="")
    otra = confirmacion.proponer(
        practica,
        ciudad=ciudad(),
        declarada_por=Replica.Declara.OTRA,
        anio=2016,
        etapa="terminada",
        que_cambio="El día.",
    )
    assert otra == una and Replica.objects.count() == 1
    assert (otra.anio, otra.etapa, otra.que_cambio) == (2016, "terminada", "El día.")
    assert otra.declarada_por == Replica.Declara.BOGOTA and otra.respuesta == Replica.Respuesta.CONFIRMA


def test_lo_que_la_otra_parte_nego_sigue_negado_aunque_se_proponga_otra_vez(db, client):
    una = replica()
    confirmacion.responder(una, "niega", "", RequestFactory().get("/"))
    confirmacion.proponer(una.practica, ciudad=una.ciudad, declarada_por=Replica.Declara.OTRA)
    assert de_nuevo(una).respuesta == Replica.Respuesta.NIEGA


@pytest.mark.parametrize("cambio", [{"etapa": "abandonada"}, {"que_cambio": "Ahora es de noche."}])
def test_lo_que_cambia_despues_de_confirmado_se_pregunta_otra_vez(cambio, moderadora, entrar):
    una = replica()
    confirmacion.responder(una, "confirma", "", RequestFactory().get("/"))
    entrar(moderadora).post(reverse(EDITAR, args=[una.pk]), datos(una.practica, **cambio))
    assert de_nuevo(una).respuesta == ""
    # What is no fact of it, may change: the other side said nothing of that.
    confirmacion.responder(una, "confirma", "", RequestFactory().get("/"))
    enlace = {"evidencia_enlace": "https://ejemplo.example/nota"}
    entrar(moderadora).post(reverse(EDITAR, args=[una.pk]), datos(una.practica, **cambio, **enlace))
    assert de_nuevo(una).respuesta == "confirma"


# --- Who --------------------------------------------------------------------------------------------


def test_el_punto_focal_propone_las_de_su_entidad_y_no_ve_las_de_otra(focal, otro_focal, entrar):
    practica = f.viva("Ciclovía", entidad="idrd")
    respuesta = entrar(focal).post(reverse(CREAR), datos(practica))
    assert respuesta.status_code == 302
    una = Replica.objects.get()
    assert str(practica) in entrar(focal).get(reverse(LISTA)).content.decode()
    assert str(practica) not in entrar(otro_focal).get(reverse(LISTA)).content.decode()
    for direccion in (reverse(EDITAR, args=[una.pk]), reverse("replicas:ver", args=[una.pk])):
        assert entrar(focal).get(direccion).status_code == 200
        assert entrar(otro_focal).get(direccion).status_code == 404
    negada = entrar(otro_focal).post(reverse(CREAR), datos(practica, ciudad=ciudad("otra", nombre_es="Otra").pk))
    assert "es de otra entidad" in negada.content.decode() and Replica.objects.count() == 1


@pytest.mark.parametrize("acto", ["confirmar", "preguntar", "preparar", "revocar"])
@pytest.mark.parametrize("quien", ["focal", "administracion"])
def test_por_bogota_habla_la_ddri(acto, quien, request, entrar):
    una = replica(f.viva("Ciclovía", entidad="idrd"), bogota=False)
    navegador = entrar(request.getfixturevalue(quien))
    respuesta = navegador.post(reverse("replicas:ver", args=[una.pk]), {"acto": acto, "correo": CORREO, "idioma": "es"})
    assert respuesta.status_code in (302, 403)
    assert (
        not de_nuevo(una).confirmada_por_bogota and not Enlace.objects.exists() and not Transferencia.objects.exists()
    )


def test_la_que_se_cuenta_no_se_borra(moderadora, entrar):
    una = replica()
    transferida(una)
    entrar(moderadora).post(reverse(BORRAR, args=[una.pk]))
    assert Replica.objects.filter(pk=una.pk).exists()


def test_las_pantallas_cuestan_lo_mismo_con_muchas(moderadora, entrar, django_assert_max_num_queries):
    una, lugares = replica(), [ciudad(f"c-{n}", nombre_es=f"Ciudad {n}") for n in range(60)]
    Replica.objects.bulk_create(Replica(practica=una.practica, ciudad=lugar, etapa="en_marcha") for lugar in lugares)
    navegador = entrar(moderadora)
    navegador.get(reverse(LISTA))
    for direccion, techo in ((reverse(LISTA), 45), (reverse("replicas:ver", args=[una.pk]), 40)):
        with django_assert_max_num_queries(techo):
            assert navegador.get(direccion).status_code == 200


# --- The other side ---------------------------------------------------------------------------------


def test_la_carta_y_su_pagina_dicen_la_practica_en_el_idioma_de_quien_las_lee(
    preguntar, client, comunicaciones, moderadora, mailoutbox
):
    una = replica()
    assert "Ciclovía" in client.get(preguntar(una, "en")).content.decode()  # it is not in English yet
    f.publicada_en_ingles(una.practica, comunicaciones, moderadora)
    assert "[en] Ciclovía" in client.get(preguntar(una, "en")).content.decode()
    assert "[en] Ciclovía" in mailoutbox[-1].body


@pytest.mark.parametrize(("idioma", "pregunta"), [("es", "¿Es así?"), ("en", "Is it so?")])
def test_la_otra_parte_confirma_sin_cuenta(idioma, pregunta, preguntar, client):
    una = replica()
    enlace = preguntar(una, idioma)
    assert enlace.startswith(f"/{idioma}/")
    hoja = client.get(enlace)
    assert pregunta in hoja.content.decode() and "noindex" in hoja.headers["X-Robots-Tag"]
    assert de_nuevo(una).respuesta == ""  # to open it says nothing
    client.post(enlace, {"respuesta": "confirma", "comentario": "Los sábados."})
    una = de_nuevo(una)
    assert (una.respuesta, una.comentario) == ("confirma", "Los sábados.")
    assert [uso.que for uso in Enlace.objects.get().usos.all()] == ["hizo", "abrio", "abrio"]


def test_si_no_elige_se_le_dice_y_no_pierde_lo_escrito(preguntar, client):
    respuesta = client.post(preguntar(replica()), {"comentario": "Lo escrito"})
    assert respuesta.status_code == 422
    assert "Elija una de las dos" in respuesta.content.decode() and "Lo escrito" in respuesta.content.decode()


def test_si_la_niega_se_retira_en_los_dos_idiomas_y_se_avisa(
    preguntar, client, comunicaciones, moderadora, mailoutbox, django_capture_on_commit_callbacks
):
    una = replica()
    texto = transferida(una)
    inglesa = f.publicada_en_ingles(texto, comunicaciones, moderadora)
    enlace = preguntar(una)
    assert client.get(texto.url).status_code == client.get(inglesa.url).status_code == 200
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        hoja = client.post(enlace, {"respuesta": "niega", "comentario": "Nunca se hizo."})
    assert "Quedó dicho que no es así" in hoja.content.decode()
    assert client.get(texto.url).status_code in (404, 410) and client.get(inglesa.url).status_code in (404, 410)
    assert Retiro.objects.filter(titulo=str(texto)).exists()
    assert any("Negaron" in carta.subject for carta in mailoutbox)
    assert all("Nunca se hizo" not in carta.body for carta in mailoutbox)  # a letter is kept where nobody can erase it
    assert "sentido" in dict(f.fresca(texto).incumplimientos())  # and it has no other aval


def test_el_enlace_vence_se_revoca_y_el_nuevo_deja_sin_efecto_al_de_antes(preguntar, client, moderadora, entrar):
    una = replica()
    primero, segundo = preguntar(una), preguntar(una)
    assert client.post(primero, {"respuesta": "niega"}).status_code == 404
    assert client.get(segundo).status_code == 200
    with time_machine.travel(timezone.now() + confirmacion.DURA):
        assert client.post(segundo, {"respuesta": "niega"}).status_code == 404
    entrar(moderadora).post(reverse("replicas:ver", args=[una.pk]), {"acto": "revocar"})
    respuesta = client.post(segundo, {"respuesta": "niega"})
    assert respuesta.status_code == 404 and "ya no sirve" in respuesta.content.decode()
    assert de_nuevo(una).respuesta == ""


def test_la_direccion_a_la_que_se_pregunto_no_queda_en_ninguna_parte(preguntar, client, moderadora, entrar):
    una = replica()
    client.post(preguntar(una), {"respuesta": "confirma", "comentario": "canario que solo lee la DDRI"})
    texto = transferida(una)
    navegador = entrar(moderadora)
    internas = [
        navegador.get(reverse("replicas:ver", args=[una.pk])).content.decode(),
        b"".join(navegador.get(reverse(LISTA) + "?export=csv").streaming_content).decode(),
    ]
    assert all(CORREO not in hoja for hoja in internas)
    practica = una.practica
    publicas = [texto.url, texto.indice.url, f"{texto.indice.url}atom.xml", practica.url, reverse("banco:atom")]
    publicas += [f"/api/v2/practicas/{practica.pk}/"]
    for direccion in publicas:
        dicho = client.get(direccion).content.decode()
        assert CORREO not in dicho and "canario" not in dicho
