"""Whether a practice is still so: asked each year by mail, answered by a link, and said to the public."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from aval.models import Retiro
from banco.buscador import Consulta
from banco.models import FichaPublica
from base.enlaces import Enlace, UsoDeEnlace
from practicas import vigencia
from practicas.models import AjustesDeVigencia, Vigencia
from tests import fabrica as f

ANIO, DIA = datetime.timedelta(days=366), datetime.timedelta(days=1)
CONTACTO = "contacto.canaria@example.org"


@pytest.fixture
def mundo(db, focal, django_capture_on_commit_callbacks):
    """A live practice, and a way to let days pass: the mails of that night."""
    practica = f.viva(titulo="La práctica que se pregunta")

    def noche(despues):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            vigencia.preguntar(timezone.now() + despues)
        return list(mail.outbox)

    practica.noche = noche
    return practica


def enlace_de(carta):
    return "/" + re.search(r"https?://[^/]+/(\S+)", carta.body)[1]


def situacion(practica):
    return vigencia.situacion(f.fresca(practica))


def a_focal(cartas, focal):
    return next(carta for carta in cartas if carta.to == [focal.email])


def test_el_dia_del_aval_nada_esta_viejo(mundo):
    assert mundo.noche(DIA) == [] and not Vigencia.objects.exists()
    publica = FichaPublica.objects.get(pk=mundo.pk)
    assert not publica.sin_verificar and publica.vigencia == f.fresca(mundo).aval.momento
    assert publica.vigencia_dicha.startswith("Verificada en ")


def test_lo_de_ayer_sin_fecha_cuenta_desde_su_aval(mundo):
    """The rows that were there before the site asked."""
    FichaPublica.objects.filter(pk=mundo.pk).update(verificada=None)
    publica = FichaPublica.objects.get(pk=mundo.pk)
    assert publica.vigencia == publica.avalada and publica.vigencia_dicha


def test_al_ano_se_pregunta_y_se_recuerda_dos_veces(mundo, focal):
    cada = [
        len([c for c in mundo.noche(ANIO + DIA * dias) if c.to == [focal.email]]) for dias in (0, 1, 15, 16, 31, 60)
    ]
    assert cada == [1, 0, 1, 0, 1, 0]


def test_cada_cuanto_se_pregunta_lo_dice_un_dato(mundo):
    ajustes = AjustesDeVigencia.load()
    ajustes.meses = 24
    ajustes.save()
    assert mundo.noche(ANIO) == [] and mundo.noche(ANIO * 2)


def test_se_pregunta_al_contacto_que_autorizo_y_a_ninguno_mas(mundo, focal):
    direcciones = {carta.to[0] for carta in mundo.noche(ANIO)}
    autorizan = {uno.correo for uno in f.fresca(mundo).contactos_publicos}
    assert direcciones == autorizan | {focal.email}
    f.fresca(mundo).contactos.update(autoriza=False)
    assert {uno.correo for uno in vigencia.destinatarios(f.fresca(mundo))} == {focal.email}


def test_abrir_el_enlace_no_responde(mundo, focal, client):
    """What looks at the links of a mail before its reader does."""
    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    respuesta = client.get(url)
    assert respuesta.status_code == 200 and mundo.title in respuesta.content.decode()
    assert not Vigencia.objects.exclude(respondida=None).exists()
    assert respuesta["X-Robots-Tag"] == "noindex, nofollow" and "no-store" in respuesta["Cache-Control"]


def test_sigue_igual_la_verifica_y_se_publica_en_los_dos_idiomas(mundo, focal, client):
    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    assert client.post(url, {"respuesta": "igual"}).status_code == 200
    una = Vigencia.objects.get()
    assert (una.respuesta, una.quien, una.papel) == ("igual", focal, "focal")
    assert situacion(mundo).verificada == una.respondida == FichaPublica.objects.get(pk=mundo.pk).verificada
    assert Enlace.objects.get(sobre__contains=vigencia.huella(focal.email)[:32]).usos.filter(que=UsoDeEnlace.Que.HIZO)
    publica = FichaPublica.objects.get(pk=mundo.pk)
    assert publica.vigencia_dicha in client.get(mundo.url).content.decode()
    datos = client.get(f"/api/v2/practicas/{mundo.pk}/").json()
    assert datos["vigencia"] == {
        "verificada": timezone.localdate().isoformat(),
        "al_dia": True,
        "terminada": False,
        "fin": None,
        "por_que": None,
    }


def test_cambio_llega_al_tablero_con_lo_que_dijo(mundo, focal, client, entrar):
    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    sin_decir = client.post(url, {"respuesta": "cambio", "nota": ""})
    campo = BeautifulSoup(sin_decir.content, "html.parser").select_one("#id_nota")
    assert sin_decir.status_code == 422 and campo["aria-invalid"] == "true"
    assert not Vigencia.objects.exclude(respondida=None).exists()
    client.post(url, {"respuesta": "cambio", "nota": "Ahora abre también los sábados"})
    assert "Ahora abre también los sábados" in entrar(focal).get("/admin/").content.decode()
    assert "Ahora abre también los sábados" not in client.get(mundo.url).content.decode()


def test_termino_propone_el_retiro_y_lo_publicado_no_cambia(mundo, focal, client, entrar):
    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    manana = timezone.localdate() + DIA
    assert client.post(url, {"respuesta": "termino", "fin": manana.isoformat()}).status_code == 422
    antes = f.fresca(mundo).latest_revision_id
    client.post(url, {"respuesta": "termino", "fin": "2026-03-31"})
    fresca = f.fresca(mundo)
    assert fresca.live and fresca.fecha_fin is None and fresca.latest_revision_id == antes
    moderadora = entrar(f.persona("modera", "Moderación DDRI"))
    enlace = BeautifulSoup(moderadora.get("/admin/").content, "html.parser").find("a", string="Decidir si se retira")[
        "href"
    ]
    pantalla = BeautifulSoup(moderadora.get(enlace).content, "html.parser")
    assert "respondió que terminó" in pantalla.select_one("[name=motivo]").get_text()
    assert "Decidir si se retira" not in entrar(focal).get("/admin/").content.decode()


def test_el_focal_responde_en_su_tablero_y_los_demas_no(mundo, focal, entrar):
    mundo.noche(ANIO)
    Vigencia.objects.update(preguntada=timezone.now())
    direccion = reverse("practicas:sigue_igual", args=[mundo.pk])
    for quien in (
        f.persona("otro-focal", "Puntos focales", "secretaria-cultura"),
        f.persona("comunica", "Comunicaciones"),
        f.persona("modera", "Moderación DDRI"),
        f.persona("administra", "Administración"),
    ):
        assert entrar(quien).post(direccion).status_code in (302, 403)
        assert not Vigencia.objects.exclude(respondida=None).exists()
    del_focal = entrar(focal)
    assert del_focal.get(direccion).status_code == 405
    assert direccion in del_focal.get("/admin/").content.decode()
    del_focal.post(direccion)
    una = Vigencia.objects.get()
    assert (una.respuesta, una.quien) == ("igual", focal) and situacion(mundo).abierta is None
    del_focal.post(direccion)  # a second click
    assert Vigencia.objects.count() == 1


def test_dos_clics_son_una_respuesta_y_otra_se_agrega(mundo, focal, client):
    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    for _vez in range(2):
        client.post(url, {"respuesta": "igual"})
    assert Vigencia.objects.count() == 1
    assert "Ya hay una respuesta" in client.get(url).content.decode()
    client.post(url, {"respuesta": "cambio", "nota": "Cerró una sede"})
    assert [una.respuesta for una in Vigencia.objects.order_by("respondida")] == ["igual", "cambio"]


def test_lo_respondido_no_se_edita(mundo, focal, client):
    client.post(enlace_de(a_focal(mundo.noche(ANIO), focal)), {"respuesta": "igual"})
    una = Vigencia.objects.get()
    una.respuesta = "cambio"
    with pytest.raises(ValueError, match="not edited"):
        una.save()


def test_quien_ya_no_es_punto_focal_no_responde(mundo, focal, client):
    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    focal.groups.clear()
    for respuesta in (client.get(url), client.post(url, {"respuesta": "igual"})):
        assert respuesta.status_code == 404 and "ya no sirve" in respuesta.content.decode()
    assert not Vigencia.objects.exclude(respondida=None).exists()


def test_vencido_ajeno_o_inventado_no_sirve(mundo, focal, client):
    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    Enlace.objects.update(vence=timezone.now())
    for mala in (url, "/es/vigencia/inventado/", "/en/still-so/invented/"):
        assert client.post(mala, {"respuesta": "igual"}).status_code == 404
    assert not Vigencia.objects.exclude(respondida=None).exists()


def test_una_respuesta_que_no_existe_no_se_guarda(mundo, focal, client):
    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    for mala in ({}, {"respuesta": "nada"}):
        assert client.post(url, mala).status_code in (200, 422)
    assert not Vigencia.objects.exclude(respondida=None).exists()


def test_de_lo_retirado_no_se_pregunta_ni_se_responde(mundo, focal, client):
    from aval import retiro

    url = enlace_de(a_focal(mundo.noche(ANIO), focal))
    retiro.retirar(f.fresca(mundo), f.persona("retira", "Moderación DDRI"), "Una prueba.")
    assert Retiro.objects.exists() and mundo.noche(ANIO + DIA * 15) == []
    respuesta = client.post(url, {"respuesta": "igual"})
    assert respuesta.status_code == 404 and "ya no está publicada" in respuesta.content.decode()


def test_lo_que_termino_es_historia_y_no_se_pregunta(db, focal):
    f.viva(titulo="Terminada", fecha_fin=datetime.date(2014, 1, 1))
    assert vigencia.preguntar(timezone.now() + ANIO) == 0


def test_a_los_noventa_dias_se_dice_y_baja_en_el_orden(mundo, client):
    nueva, vieja = mundo, f.viva(titulo="La que sí responden")
    FichaPublica.objects.filter(pk=vieja.pk).update(publicada=timezone.now() - ANIO)
    from django.http import QueryDict

    def orden():
        return [fila.pk for fila in Consulta(QueryDict(""), "es").conjuntos.filas]

    assert orden() == [nueva.pk, vieja.pk]
    mundo.noche(ANIO)
    Vigencia.objects.filter(practica=vieja).delete()
    mundo.noche(ANIO + vigencia.SILENCIO - DIA)
    assert not FichaPublica.objects.get(pk=nueva.pk).sin_verificar
    mundo.noche(ANIO + vigencia.SILENCIO + DIA)
    publica = FichaPublica.objects.get(pk=nueva.pk)
    assert publica.sin_verificar and publica.vigencia_dicha.startswith("Sin confirmar desde ")
    from base import generacion

    generacion.nueva()
    assert orden() == [vieja.pk, nueva.pk]
    assert publica.vigencia_dicha in client.get(nueva.url).content.decode()


def test_a_los_doce_meses_mas_se_propone_retirarla_con_su_razon(mundo, entrar):
    mundo.noche(ANIO)
    Vigencia.objects.update(callada=timezone.now() - vigencia.RETIRO + DIA)
    moderadora = f.persona("modera", "Moderación DDRI")
    assert "Decidir si se retira" not in entrar(moderadora).get("/admin/").content.decode()
    Vigencia.objects.update(callada=timezone.now() - vigencia.RETIRO - DIA)
    sopa = BeautifulSoup(entrar(moderadora).get("/admin/").content, "html.parser")
    enlace = sopa.find("a", string="Decidir si se retira")["href"]
    pantalla = BeautifulSoup(entrar(moderadora).get(enlace).content, "html.parser")
    assert "Nadie de la entidad confirma desde" in pantalla.select_one("[name=motivo]").get_text()
    assert f.fresca(mundo).live


def test_otro_aval_la_verifica(mundo, focal):
    mundo.noche(ANIO)
    assert situacion(mundo).abierta
    Vigencia.objects.update(preguntada=timezone.now() - DIA)
    f.cambiar(mundo, focal, resumen="El resumen corregido de la práctica.")
    f.enviar(mundo, focal)
    f.avalar(
        f.estudiar(mundo, f.persona("asesora-2", "Moderación DDRI")) and mundo, f.persona("m-2", "Moderación DDRI")
    )
    assert situacion(mundo).abierta is None


def test_el_punto_focal_de_otra_entidad_no_ve_lo_que_dijeron(mundo, focal, client, entrar):
    client.post(enlace_de(a_focal(mundo.noche(ANIO), focal)), {"respuesta": "cambio", "nota": "Un secreto canario"})
    otro = f.persona("otro-focal", "Puntos focales", "secretaria-cultura")
    assert "Un secreto canario" not in entrar(otro).get("/admin/").content.decode()


def test_las_consultas_de_cada_noche_no_crecen_con_las_practicas(mundo, django_assert_max_num_queries):
    for cual in range(4):
        f.viva(titulo=f"Otra {cual}")
    with django_assert_max_num_queries(8):
        vigencia.preguntar()


def test_la_orden_dice_cuantas_cartas(mundo, capsys):
    call_command("preguntar_vigencia")
    assert "0 cartas" in capsys.readouterr().out
