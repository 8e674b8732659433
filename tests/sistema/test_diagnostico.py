"""The diagnosis of an entity and a year: who answers, who reads, and how little of it the public may know."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actores.models import Entidad
from formularios.models import Llenado
from sistema import diagnosticos
from sistema.models import Diagnostico, SistemaPage

ANIO = timezone.localdate().year
COMPLETO = {"experiencia": "interesada", "procesos": "segun_la_ocasion", "responsable": "dedicado"}
PREGUNTAS = (
    *("que_experiencias", "hay_procesos", "cuales_procesos", "relacion_con_la_ddri", "puentes", "su_lugar"),
    "que_aporta",
)


def entidad(codigo="idrd"):
    return Entidad.objects.get(codigo=codigo)


def url(codigo="idrd", anio=ANIO):
    return reverse("diagnostico_responder", args=[entidad(codigo).pk, anio])


def responder(codigo, anio=ANIO, enviar=True, **valores):
    return diagnosticos.guardar(entidad(codigo), anio, {**COMPLETO, **valores}, None, enviar)


def test_pregunta_siete_cosas_y_tres_escalas_en_los_dos_idiomas(db):
    campos = {campo.clave: campo for campo in diagnosticos.formulario_vigente().campos.all()}
    assert set(campos) == {*PREGUNTAS, *diagnosticos.ESCALAS}
    assert [len(campos[escala].opciones) for escala in diagnosticos.ESCALAS] == [4, 3, 4]
    for campo in campos.values():
        assert campo.etiqueta("es") != campo.etiqueta("en")
        assert all(una["es"] and una["en"] for una in campo.opciones)


def test_un_borrador_se_guarda_a_medias_y_enviarlo_pide_las_tres_escalas(entrar, focal):
    navegador = entrar(focal)
    assert navegador.post(url(), {"que_aporta": "Manuales.", "guardar": ""}).status_code == 302
    suyo = Diagnostico.objects.get()
    assert suyo.enviado is None and suyo.llenado.estado == Llenado.Estado.BORRADOR
    respuesta = navegador.post(url(), {"experiencia": "interesada", "que_aporta": "Lo escrito sigue.", "enviar": ""})
    assert set(respuesta.context["forma"].errors) == {"procesos", "responsable"}
    assert "Lo escrito sigue." in respuesta.content.decode()
    assert navegador.post(url(), {**COMPLETO, "enviar": ""}).status_code == 302
    suyo.refresh_from_db()
    assert suyo.enviado and suyo.quien == focal
    assert Llenado.objects.get().estado == Llenado.Estado.REGISTRADO


def test_una_respuesta_que_no_es_de_la_lista_no_entra(entrar, focal):
    respuesta = entrar(focal).post(url(), {**COMPLETO, "experiencia": "muchísima", "enviar": ""})
    assert "experiencia" in respuesta.context["forma"].errors and not Diagnostico.objects.exists()


def test_lo_enviado_no_lo_cambia_la_entidad_hasta_que_la_ddri_lo_abre(entrar, focal, moderadora):
    suyo = responder("idrd")
    navegador = entrar(focal)
    navegador.post(url(), {**COMPLETO, "experiencia": "ninguna", "guardar": ""})
    suyo.llenado.refresh_from_db()
    assert suyo.llenado.valores["experiencia"] == "interesada"
    assert navegador.post(url(), {"reabrir": ""}).status_code in (302, 403)
    assert Diagnostico.objects.get().enviado
    assert entrar(moderadora).post(url(), {"reabrir": ""}).status_code == 302
    navegador.post(url(), {**COMPLETO, "experiencia": "ninguna", "guardar": ""})
    suyo.llenado.refresh_from_db()
    assert suyo.llenado.valores["experiencia"] == "ninguna"


def test_hay_uno_por_entidad_y_anio(db):
    responder("idrd", enviar=False)
    responder("idrd")
    assert Diagnostico.objects.count() == 1
    otro = Llenado.objects.create(formulario=diagnosticos.formulario_vigente())
    with pytest.raises(IntegrityError), transaction.atomic():
        Diagnostico.objects.create(entidad=entidad(), anio=ANIO, llenado=otro)


@pytest.mark.parametrize("anio", [1900, 2012, 9999])
def test_de_un_anio_que_no_puede_ser_no_hay(anio, entrar, focal):
    assert entrar(focal).get(url(anio=anio)).status_code == 404


PAPELES = {  # role → status of the screen of the IDRD; may write
    "focal": (200, True),
    "otro_focal": (404, False),
    "moderadora": (200, False),
    "comunicaciones": (200, False),
    "administracion": (200, False),
}


@pytest.mark.parametrize("papel", PAPELES)
def test_quien_lo_lee_y_quien_lo_escribe(papel, request, entrar):
    estado, escribe = PAPELES[papel]
    navegador = entrar(request.getfixturevalue(papel))
    assert navegador.get(url()).status_code == estado
    navegador.post(url(), {**COMPLETO, "guardar": ""})
    assert Diagnostico.objects.exists() is escribe


def test_el_punto_focal_va_al_suyo_y_no_al_cuadro(entrar, focal):
    respuesta = entrar(focal).get(reverse("diagnosticos"))
    assert respuesta.status_code == 302 and respuesta["Location"] == url()


def test_de_fuera_no_se_entra(client, db):
    assert client.get(reverse("diagnosticos")).status_code == 302
    assert client.get(url()).status_code == 302


def test_el_cuadro_va_por_orden_alfabetico_y_dice_quien_no_ha_respondido(entrar, moderadora):
    responder("secretaria-salud", experiencia="con_portafolio")
    responder("idrd", enviar=False)
    contexto = entrar(moderadora).get(reverse("diagnosticos")).context
    nombres = [fila["entidad"].nombre_es for fila in contexto["filas"]]
    assert nombres == [uno.nombre_es for uno in Entidad.objects.order_by("nombre_es", "pk")]
    por_codigo = {fila["entidad"].codigo: fila for fila in contexto["filas"]}
    assert por_codigo["secretaria-salud"]["escalas"][0] == "Con un portafolio de lo que ofrece o busca"
    assert por_codigo["idrd"]["borrador"] and por_codigo["idrd"]["escalas"] == ["", "", ""]
    assert contexto["enviados"] == 1


def test_quien_ayuda_a_quien_empieza_por_el_mismo_sector(db):
    responder("idrd")  # of culture
    responder("alta-consejeria-tic", experiencia="con_portafolio")
    responder("secretaria-cultura", experiencia="con_portafolio")
    responder("idu", experiencia="ninguna")
    (pareja,) = diagnosticos.quien_ayuda_a_quien(diagnosticos.cuadro(ANIO))
    assert pareja["entidad"].codigo == "idrd"
    assert [(una.codigo, mismo) for una, mismo in pareja["ayudan"]] == [
        ("secretaria-cultura", True),
        ("alta-consejeria-tic", False),
    ]


def _muchas(cuantas, **valores):
    for una in Entidad.objects.all()[:cuantas]:
        responder(una.codigo, **valores)


def test_con_pocas_respuestas_el_publico_no_sabe_nada(client, db):
    _muchas(diagnosticos.MINIMO_PUBLICO - 1)
    assert diagnosticos.totales_publicos() is None
    pagina = SistemaPage.objects.get(locale__language_code="es")
    assert "Cómo está el Distrito" not in client.get(pagina.url).content.decode()


@pytest.mark.parametrize(("idioma", "dicho"), [("es", "Según la ocasión"), ("en", "As the occasion arises")])
def test_con_bastantes_se_leen_totales_y_ningun_nombre(idioma, dicho, client, db):
    _muchas(diagnosticos.MINIMO_PUBLICO)
    texto = client.get(SistemaPage.objects.get(locale__language_code=idioma).url).content.decode()
    assert dicho in texto
    parte = texto[texto.index('id="t-diagnostico"') : texto.index('id="t-funciones"')]
    for una in Entidad.objects.all():
        assert una.nombre_es not in parte and una.nombre_en not in parte


def test_un_borrador_no_se_cuenta(db):
    _muchas(diagnosticos.MINIMO_PUBLICO - 1)
    responder(Entidad.objects.last().codigo, enviar=False)
    assert diagnosticos.totales_publicos() is None


@pytest.mark.parametrize("cuantas", [10, 100, 1000])
def test_el_cuadro_cuesta_lo_mismo_con_mil(cuantas, entrar, moderadora, django_assert_max_num_queries):
    muestra = entidad()
    nuevas = Entidad.objects.bulk_create(
        Entidad(codigo=f"e{n}", nombre_es=f"Entidad {n}", nombre_en=f"Entity {n}", sector=muestra.sector, orden=n)
        for n in range(cuantas)
    )
    formulario = diagnosticos.formulario_vigente()
    llenados = Llenado.objects.bulk_create(
        Llenado(formulario=formulario, valores={**COMPLETO, "experiencia": ("interesada", "con_portafolio")[n % 2]})
        for n in range(cuantas)
    )
    ahora = timezone.now() - datetime.timedelta(days=1)
    Diagnostico.objects.bulk_create(
        Diagnostico(entidad=una, anio=ANIO, llenado=suyo, enviado=ahora)
        for una, suyo in zip(nuevas, llenados, strict=True)
    )
    navegador = entrar(moderadora)
    navegador.get(reverse("diagnosticos"))
    with django_assert_max_num_queries(30):
        assert navegador.get(reverse("diagnosticos")).status_code == 200
