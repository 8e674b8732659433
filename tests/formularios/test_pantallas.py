"""The District's formats by screen: who sees which, what a draft accepts, what registering asks, and Word both ways."""

import io
import tomllib

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from wagtail.users.models import UserProfile

from formularios import espera, servicio
from formularios.lectura_word import leer
from formularios.models import Adjunto, Campo, Formulario, Llenado
from formularios.word import escribir
from sitio.demo.carga import FORMATOS

pytestmark = pytest.mark.django_db

LLENO = tomllib.loads((FORMATOS / "acuerdo-simbolico.toml").read_text(encoding="utf-8"))
RESPUESTAS = {clave: valor.strip() for clave, valor in LLENO.items() if valor}
CANARIO = "Zenaida Quinchía"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def ft():
    return Formulario.objects.get(codigo="4202000-FT-1311")


@pytest.fixture
def suyo(ft, focal):
    return _de(ft, focal)


def _de(ft, persona, **mas):
    llenado = Llenado(formulario=ft, entidad=persona.entidad, tipo=Llenado.Tipo.BUENA_PRACTICA, **mas)
    return servicio.guardar(llenado, persona, RESPUESTAS | {"colaborador": CANARIO})


def _url(nombre, *args):
    return reverse(f"formularios:{nombre}", args=args)


def _enviado(persona, **cambios):
    return {**LLENO, "entidad": persona.entidad_id, "tipo": "buena_practica", **cambios}


def _errores(respuesta):
    """The sentence beside each field that has one."""
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    return {
        campo["id"].removeprefix("campo-"): error.get_text(strip=True)
        for campo in sopa.select(".formularios-campo[id]")
        if (error := campo.select_one(".error-message"))
    }


# --- Who --------------------------------------------------------------------------------------------

PAPELES = {
    "focal": 200,
    "otro_focal": 404,
    "comunicaciones": 403,
    "moderadora": 200,
    "administracion": 403,
    "superusuario": 403,
}


@pytest.mark.parametrize("papel, estado", PAPELES.items())
@pytest.mark.parametrize("pantalla", ["ver", "editar", "word", "borrar", "adjunto"])
def test_cada_pantalla_es_de_quien_debe(request, entrar, suyo, pantalla, papel, estado):
    original = servicio.adjuntar(suyo, b"x", "original.docx")
    args = (suyo.pk, original.pk) if pantalla == "adjunto" else (suyo.pk,)
    respuesta = entrar(request.getfixturevalue(papel)).get(_url(pantalla, *args))
    # Wagtail turns a refusal within the admin into a redirect with its sentence.
    assert respuesta.status_code == (302 if estado == 403 else estado)
    if estado != 200:
        assert CANARIO not in b"".join(respuesta).decode(errors="ignore")


@pytest.mark.parametrize("papel, estado", PAPELES.items())
@pytest.mark.parametrize("pantalla", ["lista", "lista_resultados", "nuevo", "traer", "en_blanco"])
def test_las_que_no_son_de_nadie_son_de_quien_tiene_papel(request, entrar, ft, suyo, pantalla, papel, estado):
    args = () if pantalla.startswith("lista") else (ft.pk,)
    respuesta = entrar(request.getfixturevalue(papel)).get(_url(pantalla, *args))
    assert respuesta.status_code == (302 if estado == 403 else 200)
    if pantalla.startswith("lista"):
        assert (RESPUESTAS["nombre"] in respuesta.content.decode()) is (papel in ("focal", "moderadora"))


@pytest.mark.parametrize("pantalla", ["editar", "borrar"])
def test_el_de_otra_entidad_no_se_cambia(entrar, suyo, otro_focal, pantalla):
    respuesta = entrar(otro_focal).post(_url(pantalla, suyo.pk), _enviado(otro_focal, nombre="Ajeno"))
    assert respuesta.status_code == 404
    suyo.refresh_from_db()
    assert suyo.nombre == RESPUESTAS["nombre"]


def test_un_punto_focal_no_llena_en_nombre_de_otra_entidad(entrar, ft, focal, otro_focal):
    respuesta = entrar(focal).post(_url("nuevo", ft.pk), _enviado(otro_focal))
    assert respuesta.status_code == 422 and not Llenado.objects.exists()


def test_nada_de_el_llega_al_publico(client, suyo):
    original = servicio.adjuntar(suyo, CANARIO.encode(), "original.docx")
    for url in ("/es/", "/es/practicas/?q=Zenaida", "/es/buscar/?q=Zenaida", "/api/v1/practicas/", "/sitemap.xml"):
        assert CANARIO not in b"".join(client.get(url, follow=True)).decode(errors="ignore"), url
    for url in (_url("ver", suyo.pk), _url("word", suyo.pk), _url("adjunto", suyo.pk, original.pk)):
        assert client.get(url).status_code == 302
    assert client.get(f"/media/{original.archivo.name}").status_code == 404


def test_los_archivos_van_dentro_del_disco_y_no_se_dan_por_su_ruta(entrar, focal, suyo):
    original = servicio.adjuntar(suyo, b"x", "../../../etc/original.docx")
    assert original.archivo.name.startswith("formularios/")
    assert entrar(focal).get(f"/media/{original.archivo.name}").status_code == 404


def test_el_menu_lo_tiene_quien_lo_usa(entrar, focal, comunicaciones):
    assert _url("lista") in entrar(focal).get("/admin/").content.decode()
    assert _url("lista") not in entrar(comunicaciones).get("/admin/").content.decode()


# --- Writing ----------------------------------------------------------------------------------------


def test_un_borrador_recibe_cualquier_cosa_y_dice_que_corregir(entrar, ft, focal):
    navegador = entrar(focal)
    vacio = {clave: "" for clave in LLENO}
    respuesta = navegador.post(
        _url("nuevo", ft.pk), _enviado(focal, **vacio) | {"fecha_inicio": "31/02/2023", "correo": "sin arroba"}
    )
    llenado = Llenado.objects.get()
    assert respuesta.url == _url("editar", llenado.pk) and llenado.estado == Llenado.Estado.BORRADOR
    assert llenado.valores == {"fecha_inicio": "31/02/2023", "correo": "sin arroba"}
    assert llenado.entidad == focal.entidad and llenado.creado_por == focal
    pantalla = navegador.get(_url("editar", llenado.pk))
    assert _errores(pantalla).keys() == {"fecha_inicio", "correo"}
    assert "31/02/2023" in pantalla.content.decode()


def test_para_registrar_se_dice_al_lado_de_cada_campo_y_nada_se_pierde(entrar, ft, focal):
    respuesta = entrar(focal).post(
        _url("nuevo", ft.pk), _enviado(focal, dependencia="", fecha_inicio="2999-01-01", registrar="si")
    )
    assert respuesta.status_code == 422 and not Llenado.objects.exists()
    assert _errores(respuesta).keys() == {"dependencia", "fecha_inicio"}
    sopa = BeautifulSoup(respuesta.content, "html.parser")
    assert sopa.select_one("[name=retos]").text.strip() == LLENO["retos"].strip()
    assert [uno["href"] for uno in sopa.select("#resumen-de-errores a")] == ["#id_dependencia", "#id_fecha_inicio"]


def test_una_fecha_escrita_a_mano_se_entiende(entrar, ft, focal):
    entrar(focal).post(_url("nuevo", ft.pk), _enviado(focal, fecha_inicio="1 de marzo de 2023"))
    assert Llenado.objects.get().valores["fecha_inicio"] == "2023-03-01"


def test_el_de_otra_persona_no_se_pisa(entrar, focal, suyo):
    antes = suyo.modificado.isoformat()
    servicio.guardar(suyo, focal, RESPUESTAS | {"otros": "De otra persona"})
    respuesta = entrar(focal).post(_url("editar", suyo.pk), _enviado(focal, otros="Mío", visto=antes))
    assert respuesta.status_code == 422 and "Otra persona guardó" in respuesta.content.decode()
    suyo.refresh_from_db()
    assert suyo.valores["otros"] == "De otra persona"


def test_lo_propuesto_se_lee_y_no_se_cambia(entrar, focal, suyo):
    suyo.estado = Llenado.Estado.PROPUESTO
    suyo.save()
    navegador = entrar(focal)
    respuesta = navegador.post(_url("editar", suyo.pk), _enviado(focal, nombre="Otro"))
    assert respuesta.url == _url("ver", suyo.pk)
    assert navegador.post(_url("borrar", suyo.pk)).status_code == 302
    suyo.refresh_from_db()
    assert suyo.nombre == RESPUESTAS["nombre"]


def test_se_borra_un_borrador_con_sus_archivos(entrar, focal, suyo, django_capture_on_commit_callbacks):
    original = servicio.adjuntar(suyo, b"x", "original.docx")
    with django_capture_on_commit_callbacks(execute=True):
        entrar(focal).post(_url("borrar", suyo.pk))
    assert not Llenado.objects.exists() and not original.archivo.storage.exists(original.archivo.name)


def test_los_anexos_se_suben_se_ven_y_se_quitan(entrar, ft, focal):
    navegador = entrar(focal)
    datos = escribir(ft, {})
    archivo = SimpleUploadedFile("informe.docx", datos)
    malo = SimpleUploadedFile("informe.docm", datos)
    respuesta = navegador.post(_url("nuevo", ft.pk), _enviado(focal, anexos=[malo]))
    assert respuesta.status_code == 422 and "macros" in _errores(respuesta)["anexos"]
    navegador.post(_url("nuevo", ft.pk), _enviado(focal, anexos=[archivo]))
    llenado = Llenado.objects.get()
    assert llenado.valores["anexos"] == [{"nombre": "informe.docx", "bytes": len(datos)}]
    adjunto = Adjunto.objects.get()
    assert b"".join(navegador.get(_url("adjunto", llenado.pk, adjunto.pk))) == datos
    navegador.post(_url("editar", llenado.pk), _enviado(focal, quitar=[f"a{adjunto.pk}"]))
    llenado.refresh_from_db()
    assert not Adjunto.objects.exists() and "anexos" not in llenado.valores


@pytest.fixture
def con_limites(ft):
    otro = ft.nueva_version("02")
    otro.campos.filter(clave="alcance").update(
        limite="exacto", maximo=3, unidad="palabras", limite_fuente="x", limite_verificado="2024-01-01"
    )
    otro.campos.filter(clave="vinculacion").update(
        tipo="opcion", opciones=[{"codigo": "planta", "es": "Planta", "en": "Permanent staff"}]
    )
    otro.campos.filter(clave="otros").update(tipo="lista", limite="aproximado", minimo=2, maximo=4, unidad="elementos")
    return otro


def test_cada_campo_es_de_su_clase_y_dice_su_limite(entrar, focal, con_limites):
    navegador = entrar(focal)
    sopa = BeautifulSoup(navegador.get(_url("nuevo", con_limites.pk)).content, "html.parser")
    assert sopa.select_one("select[name=vinculacion]") and sopa.select_one("textarea[name=otros]")
    assert sopa.select_one("input[type=date][name=fecha_inicio]") and sopa.select_one("[type=file][name=anexos]")
    assert "Máximo: 3 (palabras)." in sopa.select_one("#campo-alcance .help").text
    assert "Entre 2 y 4 (elementos). Es aproximado." in sopa.select_one("#campo-otros .help").text
    contado = sopa.select_one("#campo-alcance[data-controller=contador]")
    assert contado["data-contador-limite-value"] == "3" and contado["data-contador-unidad-value"] == "palabras"
    # Without JavaScript, what the server counted stands there.
    assert contado.select_one(".contador").text == "0 de 3 (palabras)"


def test_lo_que_pasa_del_limite_entra_en_el_borrador_y_no_se_registra(entrar, focal, con_limites):
    navegador = entrar(focal)
    largo = _enviado(focal, alcance="uno dos tres cuatro cinco", otros="a\nb", vinculacion="planta")
    navegador.post(_url("nuevo", con_limites.pk), largo)
    llenado = Llenado.objects.get()
    assert llenado.valores["alcance"] == "uno dos tres cuatro cinco" and llenado.valores["otros"] == ["a", "b"]
    pantalla = navegador.get(_url("editar", llenado.pk))
    assert "5 de 3 (palabras): sobran 2" in pantalla.content.decode()
    respuesta = navegador.post(_url("editar", llenado.pk), largo | {"registrar": "si"})
    assert _errores(respuesta) == {"alcance": "Sobran 2 (palabras)."}


def test_en_ingles_todo_lo_del_formato_esta_en_ingles(entrar, ft, focal):
    UserProfile.objects.update_or_create(user=focal, defaults={"preferred_language": "en"})
    texto = entrar(focal).get(_url("nuevo", ft.pk)).content.decode()
    for campo in Campo.objects.filter(formulario=ft):
        assert campo.etiqueta_en in texto
    assert "Guardar" not in texto and "Registrar<" not in texto


# --- Word -------------------------------------------------------------------------------------------


def _subir(navegador, ft, persona, datos, nombre="lleno.docx"):
    return navegador.post(
        _url("traer", ft.pk),
        {
            "archivo": SimpleUploadedFile(nombre, datos, _WORD),
            "entidad": persona.entidad_id,
            "tipo": "buena_practica",
        },
    )


def _confirmar(navegador, ft, vista):
    sopa = BeautifulSoup(vista.content, "html.parser")
    return navegador.post(
        _url("traer", ft.pk), {campo["name"]: campo["value"] for campo in sopa.select("form [name][type=hidden]")}
    )


def test_el_de_la_semilla_entra_sale_y_vuelve_a_entrar_igual(entrar, ft, focal):
    navegador = entrar(focal)
    navegador.post(_url("nuevo", ft.pk), _enviado(focal, registrar="si"))
    primero = Llenado.objects.get()
    assert primero.estado == Llenado.Estado.REGISTRADO and primero.valores == RESPUESTAS
    salio = b"".join(navegador.get(_url("word", primero.pk)))
    vista = _subir(navegador, ft, focal, salio)
    assert vista.status_code == 200 and Llenado.objects.count() == 1  # nothing is kept yet
    texto = vista.content.decode()
    assert f"{len(RESPUESTAS)} campos hallados, 6 vacíos" in texto
    assert "Todavía no se ha guardado nada" in texto
    respuesta = _confirmar(navegador, ft, vista)
    segundo = Llenado.objects.latest("pk")
    assert respuesta.url == _url("editar", segundo.pk) and segundo.estado == Llenado.Estado.BORRADOR
    assert segundo.valores == primero.valores and segundo.entidad == focal.entidad
    original = segundo.adjuntos.get()
    assert (original.clave, original.nombre) == ("", "lleno.docx") and original.archivo.read() == salio


def test_la_vista_dice_de_cada_campo_que_paso(entrar, focal, con_limites):
    datos = escribir(con_limites, {"nombre": "Uno", "alcance": "uno dos tres cuatro", "fecha_inicio": "31/02/2023"})
    sopa = BeautifulSoup(_subir(entrar(focal), con_limites, focal, datos).content, "html.parser")
    estados = {
        fila.dt.contents[0].strip(): fila.select_one(".formularios-marca").text
        for fila in sopa.select(".formularios-leido")
    }
    nombres = dict(con_limites.campos.values_list("clave", "etiqueta_es"))
    assert estados[nombres["nombre"]] == "hallado" and estados[nombres["retos"]] == "vacío"
    assert estados[nombres["alcance"]] == "pasa del límite" and estados[nombres["fecha_inicio"]] == "no se reconoce"
    assert "día, mes y año" in sopa.text


@pytest.mark.parametrize("idioma, frase", [("es", "no corresponde"), ("en", "The content is not that of")])
def test_lo_que_no_se_abre_se_dice_en_el_idioma_de_quien_sube(entrar, ft, focal, idioma, frase):
    UserProfile.objects.update_or_create(user=focal, defaults={"preferred_language": idioma})
    respuesta = _subir(entrar(focal), ft, focal, b"hola")
    assert respuesta.status_code == 422 and frase in respuesta.content.decode()
    assert not Llenado.objects.exists()


def test_un_documento_sin_respuestas_no_hace_un_borrador(entrar, ft, focal):
    respuesta = _subir(entrar(focal), ft, focal, escribir(ft, {}))
    assert respuesta.status_code == 422 and "No se encontró ninguna respuesta" in respuesta.content.decode()


def test_lo_que_otro_subio_no_se_toma(entrar, ft, focal, otro_focal):
    token = espera.dejar(escribir(ft, LLENO), "x.docx", focal)
    datos = {"token": token, "entidad": otro_focal.entidad_id, "tipo": "buena_practica"}
    assert entrar(otro_focal).post(_url("traer", ft.pk), datos).url == _url("traer", ft.pk)
    assert not Llenado.objects.exists()


def test_lo_confirmado_dos_veces_no_se_guarda_dos_veces(entrar, ft, focal):
    navegador = entrar(focal)
    vista = _subir(navegador, ft, focal, escribir(ft, LLENO))
    _confirmar(navegador, ft, vista)
    _confirmar(navegador, ft, vista)
    assert Llenado.objects.count() == 1


def test_el_de_en_blanco_se_puede_llenar_y_traer(entrar, ft, focal):
    datos = b"".join(entrar(focal).get(_url("en_blanco", ft.pk)))
    assert not leer(ft, datos).valores and Document(io.BytesIO(datos)).sections[0].header.tables


def test_la_lista_cuesta_lo_mismo_con_muchos(entrar, ft, focal, django_assert_max_num_queries):
    navegador = entrar(focal)
    navegador.get(_url("lista"))
    for _vez in range(12):
        _de(ft, focal)
    with django_assert_max_num_queries(25):
        assert navegador.get(_url("lista")).status_code == 200
