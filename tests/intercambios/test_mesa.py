"""The transfer desk: triage, the entity, the answer and its letter, and the exchange."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from actores.grupos import ADMINISTRACION, COMUNICACIONES, MODERACION, PUNTOS_FOCALES
from actores.models import Actor, Entidad
from aval import retiro
from intercambios import marcha, mesa, seguimiento
from intercambios.models import CompromisoDeProceso, Consulta, Pedido, PlantillaDeCarta, Proceso
from tests import fabrica as f

from .pedidos import CANARIO, consultada, editar, pedido_de, sopa_de

# --- Triage -----------------------------------------------------------------------------------------------------------


def test_junto_al_pedido_estan_las_practicas_que_le_irian_y_el_mismo_pedido(entrar, ddri, practica):
    del_tema = f.viva("Ciclorrutas", entidad="idu")
    f.practica(titulo="Un borrador del mismo tema")
    pedido = pedido_de(practica)
    otro = pedido_de(practica, correo="otra@example.org")
    sopa = sopa_de(entrar(ddri), editar(pedido))
    assert sopa.find("a", href=del_tema.url) and "Un borrador" not in sopa.get_text()
    assert sopa.find("a", href=editar(otro))  # the same institution, about the same
    assert sopa.find("a", href=f"{reverse('mesa:responder', args=[pedido.pk, 'unido'])}?otro={otro.codigo}")
    assert mesa.practicas_que_encajan(pedido)[0] == del_tema


def test_se_buscan_tambien_las_palabras_del_pedido(db, practica):
    pedido = pedido_de(None, idioma="es", sobre="ciclovía", mensaje="")
    assert practica in mesa.practicas_que_encajan(pedido)


def test_el_triaje_se_guarda_y_solo_con_una_practica_publicada(entrar, ddri, practica):
    pedido, navegador = pedido_de(), entrar(ddri)
    borrador = f.practica(titulo="Sin aval")
    datos = {"asignado_a": ddri.pk, "practica": borrador.pk, "entidad": "", "actor": "", "notas": "Llamar el lunes."}
    assert "no está publicada" in navegador.post(editar(pedido), datos).content.decode()
    navegador.post(editar(pedido), {**datos, "practica": practica.pk})
    pedido.refresh_from_db()
    assert (pedido.practica, pedido.asignado_a, pedido.notas) == (practica, ddri, "Llamar el lunes.")
    assert pedido.la_entidad == practica.entidad


# --- The entity -------------------------------------------------------------------------------------------------------


def test_la_entidad_responde_y_no_sabe_quien_escribio(
    client, entrar, ddri, practica, focal_idrd, django_capture_on_commit_callbacks
):
    pedido, navegador = pedido_de(practica), entrar(ddri)
    navegador.post(
        reverse("mesa:consultar", args=[pedido.pk]),
        {"entidad": practica.entidad_id, "pregunta": "¿Podrían en marzo?", "vence": "2999-01-01"},
    )
    consulta = Consulta.objects.get()
    pedido.refresh_from_db()
    (carta,) = mail.outbox
    assert (carta.to, pedido.estado) == ([focal_idrd.email], "en_estudio")
    de_ella = entrar(focal_idrd)
    suya = reverse("mesa:consulta", args=[consulta.pk])
    leido = "".join(
        [carta.body, de_ella.get(suya).text, de_ella.get(reverse("mesa:consultas")).text, de_ella.get("/admin/").text]
    )
    assert "¿Podrían en marzo?" in leido and pedido.institucion in leido
    assert not any(dato in leido for dato in CANARIO.values())
    assert de_ella.post(suya, {"respuesta": "despues", "nota": ""}).status_code == 422  # since when?
    with django_capture_on_commit_callbacks(execute=True):
        de_ella.post(suya, {"respuesta": "despues", "desde": "2999-03-01", "nota": "Después del concurso."})
    assert mail.outbox[-1].to == [ddri.email]
    texto = navegador.get(editar(pedido)).text
    assert "puede más adelante" in texto and "Después del concurso." in texto
    assert "ya tiene respuesta" in de_ella.post(suya, {"respuesta": "puede"}, follow=True).text


def test_una_entidad_sin_punto_focal_se_dice_y_la_ddri_anota_su_respuesta(entrar, ddri, practica):
    pedido, navegador = pedido_de(practica), entrar(ddri)
    datos = {"entidad": practica.entidad_id, "pregunta": "¿Podrían?", "vence": "2999-01-01"}
    texto = navegador.post(reverse("mesa:consultar", args=[pedido.pk]), datos, follow=True).text
    assert "no tiene punto focal con cuenta" in texto and not mail.outbox
    repetida = navegador.post(reverse("mesa:consultar", args=[pedido.pk]), datos)
    assert repetida.status_code == 422 and "ya se le preguntó" in repetida.text
    consulta = Consulta.objects.get()
    navegador.post(reverse("mesa:consulta", args=[consulta.pk]), {"respuesta": "puede", "nota": "Por teléfono."})
    consulta.refresh_from_db()
    assert (consulta.respuesta, consulta.respondio) == ("puede", ddri)


def test_se_recuerda_a_la_entidad_y_lo_aplazado_a_la_ddri_una_vez(ddri, practica, focal_idrd):
    hoy = timezone.localdate()
    pedido = pedido_de(practica)
    consultada(pedido, practica.entidad, ddri, vence=hoy + datetime.timedelta(days=3))
    aplazado = pedido_de(
        estado="aplazado", motivo="X", asignado_a=ddri, aplazado_hasta=hoy + datetime.timedelta(days=2)
    )
    mail.outbox.clear()
    dias = [mesa.avisar(hoy + datetime.timedelta(days=n)) for n in (-1, 0, 1, 2, 3, 3)]
    assert dias == [0, 1, 0, 1, 1, 0]
    assert [carta.to for carta in mail.outbox] == [[focal_idrd.email], [ddri.email], [focal_idrd.email]]
    assert aplazado.codigo in mail.outbox[1].subject
    assert not any(dato in carta.body for carta in mail.outbox for dato in CANARIO.values())


# --- The answer -------------------------------------------------------------------------------------------------------


def propuesta(navegador, pedido, estado):
    """What the screen of an answer proposes: dict of the letter."""
    sopa = sopa_de(navegador, reverse("mesa:responder", args=[pedido.pk, estado]))
    return {"asunto": sopa.select_one("[name=asunto]")["value"], "texto": sopa.select_one("[name=texto]").get_text()}


def test_la_carta_se_ve_antes_de_enviarla_y_va_en_el_idioma_de_quien_pidio(
    client, entrar, ddri, practica, comunicaciones, moderadora, django_capture_on_commit_callbacks
):
    otra = f.viva("Ciclorrutas", entidad="idu")
    inglesa = f.publicada_en_ingles(otra, comunicaciones, moderadora)
    pedido, navegador = pedido_de(practica), entrar(ddri)
    mail.outbox.clear()
    url = reverse("mesa:responder", args=[pedido.pk, "declinado"])
    datos = {**propuesta(navegador, pedido, "declinado"), "motivo": "The team is away.", "otra_practica": otra.pk}
    antes = navegador.post(url, {**datos, "ver": "si"})
    carta = BeautifulSoup(antes.content, "html.parser").select_one(".mesa__carta")
    assert "The team is away." in carta.get_text() and inglesa.full_url in carta.get_text()
    pedido.refresh_from_db()
    assert pedido.estado == "recibido" and not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        navegador.post(url, {**datos, "texto": datos["texto"] + "\n\nP.S. Come in June.", "enviar": "si"})
    (enviada,) = mail.outbox
    assert enviada.subject.startswith("Your request") and inglesa.full_url in enviada.body
    assert "P.S. Come in June." in enviada.body and "{" not in enviada.body + enviada.subject
    pedido.refresh_from_db()
    assert (pedido.estado, pedido.alternativa, pedido.asignado_a) == ("declinado", otra, ddri)
    assert pedido.respondido and pedido.edad == 0


@pytest.mark.parametrize(
    ("estado", "datos", "frase"),
    [
        ("declinado", {"motivo": "No hay.", "otra_practica": ""}, "Ofrezca otra práctica"),
        ("declinado", {"motivo": "No hay.", "otra_practica": "otra"}, "Elija cuál"),
        ("declinado", {"motivo": "No hay.", "otra_practica": "otra", "alternativa": "la misma"}, "Es la misma"),
        ("declinado", {"motivo": " ", "otra_practica": "ninguna"}, "Motivo"),
        ("aplazado", {"motivo": "Después.", "aplazado_hasta": ""}, "aplazado hasta"),
        ("aplazado", {"motivo": "Después.", "aplazado_hasta": "2020-01-01"}, "de los que vienen"),
        ("unido", {"otro": "NOEXISTE"}, "No hay un pedido"),
        ("unido", {"otro": "el mismo"}, "Elija el otro pedido"),
        ("aceptado", {"texto": "Hola {apellido}"}, "No se sabe qué poner"),
    ],
)
def test_lo_que_falta_se_dice_junto_a_su_campo_y_nada_se_pierde(estado, datos, frase, entrar, ddri, practica):
    pedido, navegador = pedido_de(practica), entrar(ddri)
    datos = {**propuesta(navegador, pedido, estado), **datos, "enviar": "si"}
    cambios = {"la misma": practica.pk, "el mismo": pedido.codigo}
    respuesta = navegador.post(
        reverse("mesa:responder", args=[pedido.pk, estado]), {k: cambios.get(v, v) for k, v in datos.items()}
    )
    assert respuesta.status_code == 422
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert frase.casefold() in sopa.select_one(".formularios-errores").get_text().casefold()
    assert sopa.select_one("[name=texto]").get_text().strip() == datos["texto"].strip()
    pedido.refresh_from_db()
    assert pedido.estado == "recibido" and not mail.outbox


def test_dos_que_responden_a_la_vez(ddri, practica):
    una, otra = (Pedido.objects.get(pk=pedido_de(practica).pk) for _vez in (1, 2))
    otra = Pedido.objects.get(pk=una.pk)
    una.estado = "aceptado"
    mesa.responder(una, ddri)
    otra.estado, otra.motivo = "declinado", "No."
    with pytest.raises(ValidationError, match="no se pasa ahí"):
        mesa.responder(otra, ddri)


def test_a_quien_borro_sus_datos_no_se_le_escribe_y_se_dice(entrar, ddri, practica):
    pedido, navegador = pedido_de(practica, notas="Ingrid llamó."), entrar(ddri)
    pedido.borrar_datos()
    url = reverse("mesa:responder", args=[pedido.pk, "aceptado"])
    assert "No hay a quién escribirle" in navegador.get(url).text
    navegador.post(url, {"motivo": "", "enviar": "si"})
    pedido.refresh_from_db()
    assert (pedido.estado, pedido.notas) == ("aceptado", "") and not mail.outbox


def test_el_mismo_pedido_se_une_al_otro(entrar, ddri, practica, django_capture_on_commit_callbacks):
    primero, repetido, navegador = pedido_de(practica), pedido_de(practica), entrar(ddri)
    carta = propuesta(navegador, repetido, "unido")
    with django_capture_on_commit_callbacks(execute=True):
        navegador.post(
            reverse("mesa:responder", args=[repetido.pk, "unido"]),
            {**carta, "motivo": "", "otro": primero.codigo.lower(), "enviar": "si"},
        )
    repetido.refresh_from_db()
    assert (repetido.estado, repetido.unido_a) == ("unido", primero)
    assert primero.codigo in mail.outbox[-1].subject and "\n\n\n" not in mail.outbox[-1].body


# --- The letters ------------------------------------------------------------------------------------------------------


def test_las_cartas_las_edita_la_ddri_y_no_pierden_sus_marcas(entrar, ddri, practica):
    plantilla, navegador = PlantillaDeCarta.objects.get(ocasion="seguimiento"), entrar(ddri)
    url = reverse("wagtailsnippets_intercambios_plantilladecarta:edit", args=[plantilla.pk])
    datos = {campo: getattr(plantilla, campo) for campo in ("asunto_es", "texto_es", "asunto_en", "texto_en")}
    for texto, frase in (("Hola {apellido}: {enlace}", "{apellido}"), ("Hola, ¿cómo va?", "{enlace}")):
        assert frase in navegador.post(url, {**datos, "texto_es": texto}).text
    plantilla.refresh_from_db()
    assert plantilla.texto_es == datos["texto_es"]
    navegador.post(url, {**datos, "asunto_en": "News of {tema}?"})
    plantilla.refresh_from_db()
    assert plantilla.escrita("en", {"tema": "Ciclovía"})[0] == "News of Ciclovía?"


def test_hay_una_carta_para_cada_ocasion_en_los_dos_idiomas(db):
    assert set(PlantillaDeCarta.objects.values_list("ocasion", flat=True)) == set(PlantillaDeCarta.Ocasion)
    for plantilla in PlantillaDeCarta.objects.all():
        plantilla.full_clean()
        datos = dict.fromkeys(PlantillaDeCarta.marcas_de(plantilla.ocasion), "X")
        for idioma in ("es", "en"):
            assert "{" not in "".join(plantilla.escrita(idioma, datos))


# --- The exchange -----------------------------------------------------------------------------------------------------


def aceptado(practica, ddri, **campos):
    pedido = pedido_de(practica, **campos)
    pedido.estado = "aceptado"
    return mesa.responder(pedido, ddri)


def test_aceptado_se_abre_el_intercambio_con_las_dos_listas(entrar, ddri, practica, focal_idrd):
    actor = Actor.objects.create(nombre_es="Ciudad de ejemplo", pais="NO")
    pedido, navegador = aceptado(practica, ddri, actor=actor), entrar(ddri)
    abrir = reverse("mesa:abrir", args=[pedido.pk])
    assert sopa_de(navegador, editar(pedido)).find("a", href=abrir)
    navegador.post(abrir, {"titulo": "Ciclovía en Ejemplo", "entidad": practica.entidad_id})
    proceso = Proceso.objects.get()
    assert (proceso.estado, proceso.linea, proceso.practica) == ("en_marcha", "transferencia", practica)
    assert proceso.participaciones.get().actor == actor
    lados = {uno.clase: uno.lado for uno in proceso.cuestionarios.all()}
    assert lados == {"oferente": "bogota", "demandante": "contraparte"}
    assert "ya tiene su proceso" in navegador.post(abrir, {"titulo": "Otra vez", "entidad": practica.entidad_id}).text
    # The punto focal of the entity answers that of Bogotá, and does not read who asked.
    de_ella = entrar(focal_idrd)
    assert not any(dato in de_ella.get(reverse("procesos:ver", args=[proceso.pk])).text for dato in CANARIO.values())
    suya = reverse("mesa:cuestionario", args=[proceso.cuestionarios.get(clase="oferente").pk])
    assert de_ella.post(suya, {"metodo": "Dos visitas."}).status_code == 422
    completa = dict.fromkeys(("retroalimentacion", "metodo", "recursos", "alcance"), "Dicho.")
    assert de_ella.post(suya, completa).status_code == 302
    assert proceso.cuestionarios.get(clase="oferente").valores["metodo"] == "Dicho."
    ajena = reverse("mesa:cuestionario", args=[proceso.cuestionarios.get(clase="demandante").pk])
    for datos in ({"problema": "X"}, {"acto": "enlace"}, {"acto": "enviar"}):
        assert de_ella.post(ajena, datos).url == "/admin/"  # Wagtail's way to refuse
    suyo = proceso.cuestionarios.get(clase="demandante")
    assert (suyo.respondido, suyo.enviado) == (None, None)


def test_bogota_pide_en_la_misma_mesa(entrar, ddri):
    navegador, entidad = entrar(ddri), Entidad.objects.get(codigo="idu")
    url = reverse("mesa:agregar")
    datos = {
        "rol": "demandante",
        "medio": "correo",
        "institucion": "Ciudad de ejemplo",
        "sobre": "Metro",
        "mensaje": "Cómo se contrata.",
        "forma": "no_se",
        "idioma": "en",
    }
    assert "qué entidad de Bogotá" in navegador.post(url, datos).text
    con_persona = navegador.post(url, {**datos, "entidad": entidad.pk, "nombre": "Ingrid", "correo": "i@example.org"})
    assert con_persona.status_code == 422 and "Sin su autorización" in con_persona.text
    navegador.post(url, {**datos, "entidad": entidad.pk})
    pedido = Pedido.objects.get()
    assert (pedido.rol, pedido.correo, pedido.autorizado) == ("demandante", "", None)
    pedido.estado = "aceptado"
    mesa.responder(pedido, ddri)
    proceso = mesa.abrir_proceso(pedido, ddri, "El metro", pedido.la_entidad)
    lados = {uno.clase: uno.lado for uno in proceso.cuestionarios.all()}
    assert lados == {"oferente": "contraparte", "demandante": "bogota"}
    assert seguimiento.preguntar() == 0  # the follow-up is of who takes the practice: of Bogotá, when its months come


def test_lo_que_se_retira_no_se_intercambia_y_lo_que_corre_espera(
    entrar, ddri, practica, moderadora, django_capture_on_commit_callbacks
):
    corre = mesa.abrir_proceso(aceptado(practica, ddri), ddri, "Ciclovía", practica.entidad)
    espera = aceptado(practica, ddri, institucion="Otra ciudad")
    with django_capture_on_commit_callbacks(execute=True):
        retiro.retirar(practica, moderadora, "Se revisa.")
    corre.refresh_from_db()
    assert corre.estado == "en_pausa" and mail.outbox[-1].to == [ddri.email]
    with pytest.raises(ValidationError, match="ya no está publicada"):
        mesa.abrir_proceso(Pedido.objects.get(pk=espera.pk), ddri, "Ciclovía", practica.entidad)
    assert "ya no está publicada" in entrar(ddri).get(editar(espera)).text


def test_una_fase_que_termina_con_compromisos_abiertos_lo_deja_escrito(ddri, practica):
    proceso = mesa.abrir_proceso(aceptado(practica, ddri), ddri, "Ciclovía", practica.entidad)
    CompromisoDeProceso.objects.create(proceso=proceso, que="Enviar la guía", papel="ddri")
    marcha.dejar_fase(proceso, ddri, por_que_siguen="La guía se está imprimiendo.")
    assert "Enviar la guía" in proceso.anotaciones.first().que


# --- Who may ----------------------------------------------------------------------------------------------------------

PAPELES = {"moderacion": MODERACION, "administracion": ADMINISTRACION, "comunicaciones": COMUNICACIONES}
DE_LA_MESA = ("moderacion", "administracion")


@pytest.mark.parametrize("papel", ["moderacion", "administracion", "comunicaciones", "focal", "otro_focal", "nadie"])
def test_quien_entra_a_cada_pantalla(papel, client, entrar, ddri, practica, focal_idrd):
    pedido = aceptado(practica, ddri)
    nuevo = pedido_de(practica)
    consulta, _cuantos = consultada(nuevo, practica.entidad, ddri)
    proceso = mesa.abrir_proceso(pedido, ddri, "Ciclovía", practica.entidad)
    por_abrir = aceptado(practica, ddri)
    if papel in PAPELES:
        client.force_login(f.persona("alguien", PAPELES[papel]))
    elif papel == "focal":
        client.force_login(focal_idrd)
    elif papel == "otro_focal":
        client.force_login(f.persona("otra", PUNTOS_FOCALES, "idu"))
    suya = reverse("mesa:cuestionario", args=[proceso.cuestionarios.first().pk])
    entran = {
        reverse("mesa:agregar"): DE_LA_MESA,
        editar(nuevo): DE_LA_MESA,
        reverse("mesa:responder", args=[nuevo.pk, "aceptado"]): DE_LA_MESA,
        reverse("mesa:consultar", args=[nuevo.pk]): DE_LA_MESA,
        reverse("mesa:abrir", args=[por_abrir.pk]): ("moderacion",),
        reverse("mesa:consultas"): (*DE_LA_MESA, "focal", "otro_focal"),
        reverse("mesa:consulta", args=[consulta.pk]): (*DE_LA_MESA, "focal"),
        suya: ("moderacion", "comunicaciones", "focal"),
        reverse("wagtailsnippets_intercambios_plantilladecarta:list"): DE_LA_MESA,
    }
    assert {url: client.get(url).status_code == 200 for url in entran} == {
        url: papel in quienes for url, quienes in entran.items()
    }
    for url in (reverse("mesa:estudiar", args=[nuevo.pk]), reverse("mesa:enlaces", args=[nuevo.pk])):
        respuesta = client.post(url)
        assert (respuesta.status_code == 302 and respuesta.url.partition("#")[0] == editar(nuevo)) == (
            papel in DE_LA_MESA
        ), url
