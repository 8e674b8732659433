"""Four roles, each with what its work needs and no more."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from actores import grupos
from actores.models import Entidad, Sector, Usuario
from practicas.models import PracticaPage
from sitio.models import ContenidoPage, InicioPage
from tests import fabrica as f
from tests.direcciones_del_admin import direcciones

PASAN = (200, 204)


def _pasa(navegador, url):
    return navegador.get(url).status_code in PASAN


# --- Who enters -------------------------------------------------------------------------------------


@pytest.mark.largo
@pytest.mark.parametrize("quien", ["anónimo", "sin grupo"])
def test_sin_papel_no_se_entra_por_ninguna_puerta(quien, client, focal, entrar):
    ficha = f.practica(focal)
    navegador = client if quien == "anónimo" else entrar(f.persona("nadie", None, "idrd"))
    # What the entrance itself needs.
    abiertas = {"wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}
    pasan = [
        nombre
        for nombre, url in direcciones(ficha)
        if nombre not in abiertas and "password_reset" not in nombre and _pasa(navegador, url)
    ]
    assert pasan == []


def test_quien_deja_de_estar_activo_deja_de_entrar(focal, entrar):
    ficha, navegador = f.practica(focal), entrar(focal)
    assert _pasa(navegador, f.url_edicion(ficha))
    Usuario.objects.update(is_active=False)
    assert not _pasa(navegador, f.url_edicion(ficha))
    assert not _pasa(navegador, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("rol", grupos.TODOS)
def test_con_papel_se_entra(rol, db, client):
    f.persona("alguien", rol, "idrd")
    respuesta = client.post(reverse("account_login"), {"login": "alguien", "password": f.CLAVE}, follow=True)
    assert respuesta.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert respuesta.status_code == 200


def test_ser_superusuario_no_da_ningun_papel(superusuario):
    assert not grupos.pertenece(superusuario, *grupos.TODOS)


def test_quien_es_focal_y_algo_mas_ve_todo(focal):
    """Someone of the DDRI can also be the punto focal of their own entity."""
    assert grupos.es_solo_punto_focal(focal)
    focal.groups.add(Group.objects.get(name=grupos.MODERACION))
    assert not grupos.es_solo_punto_focal(Usuario.objects.get(pk=focal.pk))


def test_nadie_tiene_permiso_de_publicar_para_usarlo(
    focal, comunicaciones, moderadora, administracion, superusuario, asesora
):
    ficha = f.publicada(focal, asesora, moderadora)
    for quien in (focal, comunicaciones, moderadora, administracion, superusuario):
        for pagina in (ficha, f.banco(), InicioPage.objects.first(), Page.objects.get(pk=ficha.pk).specific):
            probador = pagina.permissions_for_user(quien)
            assert not probador.can_publish(), (quien, pagina)
            assert not probador.can_publish_subpage(), (quien, pagina)


# --- What each may do with pages ----------------------------------------------------------------------


CREAR = {
    # role → (new ficha in Spanish, new ficha in English, new content page in Spanish)
    grupos.PUNTOS_FOCALES: (True, False, False),
    grupos.COMUNICACIONES: (True, None, True),
    grupos.MODERACION: (False, False, False),
    grupos.ADMINISTRACION: (False, False, False),
    grupos.CONSULTA: (False, False, False),
}


@pytest.mark.parametrize("rol", CREAR)
def test_quien_crea_que(rol, entrar):
    navegador = entrar(f.persona("alguien", rol, "idrd"))
    inicio = InicioPage.objects.get(locale__language_code="es")
    urls = [
        reverse("wagtailadmin_pages:add", args=["practicas", "practicapage", f.banco("es").pk]),
        reverse("wagtailadmin_pages:add", args=["practicas", "practicapage", f.banco("en").pk]),
        reverse("wagtailadmin_pages:add", args=["sitio", "contenidopage", inicio.pk]),
    ]
    for url, esperado in zip(urls, CREAR[rol], strict=True):
        if esperado is not None:
            assert _pasa(navegador, url) is esperado, url


EDITAR = {
    # role → (a ficha of the entity, the home, a content page)
    grupos.PUNTOS_FOCALES: (True, False, False),
    grupos.COMUNICACIONES: (True, True, True),
    grupos.MODERACION: (True, True, True),
    grupos.ADMINISTRACION: (False, False, False),
    grupos.CONSULTA: (False, False, False),
}


@pytest.mark.parametrize("rol", EDITAR)
def test_quien_edita_que(rol, focal, entrar):
    navegador = entrar(f.persona("alguien", rol, "idrd"))
    paginas = [f.practica(focal), InicioPage.objects.get(locale__language_code="es"), ContenidoPage.objects.first()]
    for pagina, esperado in zip(paginas, EDITAR[rol], strict=True):
        assert _pasa(navegador, f.url_edicion(pagina)) is esperado, pagina


def test_un_punto_focal_no_toca_el_banco(focal, entrar):
    """The permission to write fichas is given on the Bank, and is not a permission on the Bank itself."""
    navegador = entrar(focal)
    assert not _pasa(navegador, f.url_edicion(f.banco()))
    navegador.post(reverse("wagtailadmin_pages:delete", args=[f.banco().pk]))
    navegador.post(reverse("wagtailadmin_pages:unpublish", args=[f.banco().pk]))
    assert f.banco().live


def test_un_punto_focal_borra_su_borrador_y_no_lo_publicado(focal, asesora, moderadora, entrar):
    borrador, viva = f.practica(focal, titulo="Borrador"), f.publicada(focal, asesora, moderadora)
    navegador = entrar(focal)
    for ficha in (borrador, viva):
        navegador.post(reverse("wagtailadmin_pages:delete", args=[ficha.pk]))
        navegador.post(reverse("wagtailadmin_pages:unpublish", args=[ficha.pk]))
    assert not PracticaPage.objects.filter(pk=borrador.pk).exists()
    assert f.fresca(viva).live


def test_comunicaciones_no_borra_ni_retira_ni_mueve_lo_publicado(focal, asesora, moderadora, comunicaciones, entrar):
    viva = f.publicada(focal, asesora, moderadora)
    navegador = entrar(comunicaciones)
    ruta = viva.path
    navegador.post(reverse("wagtailadmin_pages:delete", args=[viva.pk]))
    navegador.post(reverse("wagtailadmin_pages:unpublish", args=[viva.pk]))
    inicio = InicioPage.objects.get(locale__language_code="es")
    navegador.post(reverse("wagtailadmin_pages:move_confirm", args=[viva.pk, inicio.pk]))
    assert f.fresca(viva).live
    assert f.fresca(viva).path == ruta


# --- Lists, users, settings: Administración alone -----------------------------------------------------


CASA = {
    "usuarios": "/admin/users/",
    "usuario nuevo": "/admin/users/new/",
    "temas": "/admin/snippets/vocabulario/tema/",
    "tema nuevo": "/admin/snippets/vocabulario/tema/add/",
    "criterios": "/admin/snippets/vocabulario/criterio/",
    "entidades": "/admin/snippets/actores/entidad/",
    "datos de la entidad": "/admin/settings/sitio/ajustessitio/",
}
CERRADAS_A_TODOS = {
    "grupos": "/admin/groups/",
    "grupo nuevo": "/admin/groups/new/",
    "flujos": "/admin/workflows/list/",
    "tareas": "/admin/workflows/tasks/index/",
    "sitios": "/admin/sites/",
    "idiomas": "/admin/locales/",
}


@pytest.mark.parametrize("rol", grupos.TODOS)
@pytest.mark.parametrize("que", CASA)
def test_las_listas_y_los_usuarios_son_de_administracion(que, rol, entrar):
    navegador = entrar(f.persona("alguien", rol, "idrd"))
    respuesta = navegador.get(CASA[que], follow=True)
    paso = respuesta.status_code == 200 and reverse("wagtailadmin_home") not in dict(respuesta.redirect_chain)
    assert paso is (rol == grupos.ADMINISTRACION)


@pytest.mark.parametrize("rol", grupos.TODOS)
def test_los_papeles_y_los_flujos_no_se_cambian_desde_la_pantalla(rol, entrar):
    navegador = entrar(f.persona("alguien", rol, "idrd"))
    assert [que for que, url in CERRADAS_A_TODOS.items() if _pasa(navegador, url)] == []


def test_administracion_cambia_una_lista_y_se_ve_en_los_dos_idiomas(
    administracion, comunicaciones, moderadora, entrar, client
):
    sector = Sector.objects.get(codigo="salud")
    f.publicada_en_ingles(
        f.viva(entidad=Entidad.objects.filter(sector=sector).first().codigo), comunicaciones, moderadora
    )
    url = reverse("wagtailsnippets_actores_sector:edit", args=[sector.pk])
    datos = {"nombre_es": "Salud y bienestar", "nombre_en": "Health and wellbeing", "codigo": "salud", "orden": "7"}
    entrar(administracion).post(url, datos)
    assert "Salud y bienestar" in client.get("/es/practicas/").content.decode()
    assert "Health and wellbeing" in client.get(f.banco("en").url).content.decode()


def test_un_termino_en_uso_no_se_borra(focal, administracion, entrar):
    ficha = f.practica(focal)
    navegador = entrar(administracion)
    navegador.raise_request_exception = False
    respuesta = navegador.post(reverse("wagtailsnippets_vocabulario_tema:delete", args=[ficha.tema_id]))
    assert respuesta.status_code < 500
    assert f.fresca(ficha).tema is not None


# --- Nobody raises their own rank ---------------------------------------------------------------------


def _datos_de_persona(**cambios):
    return {
        "username": "nueva",
        "email": "nueva@example.org",
        "first_name": "Nueva",
        "last_name": "Persona",
        "is_active": "on",
        **cambios,
    }


def _grupo(nombre):
    return Group.objects.get(name=nombre)


def test_administracion_crea_un_punto_focal_con_su_entidad(administracion, entrar):
    entidad = Entidad.objects.get(codigo="idrd")
    navegador = entrar(administracion)
    assert 'name="entidad"' in navegador.get(reverse("wagtailusers_users:add")).content.decode()
    datos = _datos_de_persona(groups=[_grupo(grupos.PUNTOS_FOCALES).pk], entidad=entidad.pk)
    navegador.post(reverse("wagtailusers_users:add"), datos)
    nueva = Usuario.objects.get(username="nueva")
    assert nueva.entidad == entidad
    assert grupos.es_solo_punto_focal(nueva)


def test_la_entidad_de_una_persona_se_ve_y_se_cambia_en_su_pantalla(administracion, focal, entrar):
    navegador = entrar(administracion)
    url = reverse("wagtailusers_users:edit", args=[focal.pk])
    assert 'name="entidad"' in navegador.get(url).content.decode()
    otra = Entidad.objects.get(codigo="secretaria-cultura")
    navegador.post(
        url, _datos_de_persona(username=focal.username, entidad=otra.pk, groups=[_grupo(grupos.PUNTOS_FOCALES).pk])
    )
    assert f.fresca(focal).entidad == otra


def test_un_punto_focal_sin_entidad_no_se_crea(administracion, entrar):
    datos = _datos_de_persona(groups=[_grupo(grupos.PUNTOS_FOCALES).pk])
    respuesta = entrar(administracion).post(reverse("wagtailusers_users:add"), datos)
    assert respuesta.context["form"].errors["entidad"]
    assert not Usuario.objects.filter(username="nueva").exists()


def test_administracion_no_hace_superusuarios(administracion, comunicaciones, entrar):
    navegador = entrar(administracion)
    formulario = navegador.get(reverse("wagtailusers_users:add")).context["form"]
    assert formulario.fields["is_superuser"].disabled
    datos = _datos_de_persona(is_superuser="on", groups=[_grupo(grupos.COMUNICACIONES).pk])
    navegador.post(reverse("wagtailusers_users:add"), datos)
    assert Usuario.objects.get(username="nueva").is_superuser is False
    url = reverse("wagtailusers_users:edit", args=[comunicaciones.pk])
    navegador.post(url, datos | {"username": "comunicaciones"})
    assert f.fresca(comunicaciones).is_superuser is False
    assert f.fresca(comunicaciones).first_name == "Nueva"


def test_administracion_no_se_mete_en_moderacion(administracion, entrar):
    navegador = entrar(administracion)
    roles = [_grupo(grupos.ADMINISTRACION).pk, _grupo(grupos.MODERACION).pk]
    url = reverse("wagtailusers_users:edit", args=[administracion.pk])
    datos = _datos_de_persona(username="administracion", groups=roles, is_superuser="on")
    assert navegador.post(url, datos).status_code == 302
    yo = f.fresca(administracion)
    assert [grupo.name for grupo in yo.groups.all()] == [grupos.ADMINISTRACION]
    assert yo.first_name == "Nueva"
    assert yo.is_superuser is False


@pytest.mark.parametrize("ids", ["propio", "all"])
def test_administracion_no_se_mete_en_moderacion_por_la_accion_en_bloque(ids, administracion, entrar):
    numeros = administracion.pk if ids == "propio" else "all"
    url = f"/admin/bulk/actores/usuario/assign_role/?id={numeros}&next=/admin/users/"
    entrar(administracion).post(url, {"role": _grupo(grupos.MODERACION).pk})
    assert not grupos.pertenece(f.fresca(administracion), grupos.MODERACION)


def test_administracion_da_un_papel_a_otra_persona_en_bloque(administracion, entrar):
    otra = f.persona("otra")
    url = f"/admin/bulk/actores/usuario/assign_role/?id={otra.pk}&next=/admin/users/"
    entrar(administracion).post(url, {"role": _grupo(grupos.COMUNICACIONES).pk})
    assert grupos.pertenece(f.fresca(otra), grupos.COMUNICACIONES)


def test_administracion_no_toma_la_cuenta_de_un_superusuario(administracion, superusuario, entrar):
    navegador = entrar(administracion)
    url = reverse("wagtailusers_users:edit", args=[superusuario.pk])
    assert not _pasa(navegador, url)
    navegador.post(
        url,
        _datos_de_persona(username="raiz", password1="tomada por otra persona", password2="tomada por otra persona"),
    )
    navegador.post(reverse("wagtailusers_users:delete", args=[superusuario.pk]))
    for accion in ("delete", "set_active_state"):
        navegador.post(
            f"/admin/bulk/actores/usuario/{accion}/?id={superusuario.pk}&next=/admin/users/",
            {"mark_as_active": "False"},
        )
    raiz = f.fresca(superusuario)
    assert raiz.check_password(f.CLAVE)
    assert raiz.is_active


def test_en_su_cuenta_nadie_cambia_de_papel_ni_de_entidad(focal, entrar):
    datos = {
        "name_email-first_name": "Otro",
        "name_email-last_name": "Nombre",
        "name_email-email": "otro@example.org",
        "groups": _grupo(grupos.MODERACION).pk,
        "entidad": Entidad.objects.get(codigo="secretaria-cultura").pk,
        "is_superuser": "on",
    }
    entrar(focal).post(reverse("wagtailadmin_account"), datos)
    yo = f.fresca(focal)
    assert [grupo.name for grupo in yo.groups.all()] == [grupos.PUNTOS_FOCALES]
    assert yo.entidad.codigo == "idrd"
    assert not yo.is_superuser


# --- What the installation grants ---------------------------------------------------------------------


def test_los_permisos_de_pagina_son_los_escritos(db):
    inicios = set(InicioPage.objects.values_list("pk", flat=True))
    for rol, esperado in (
        (grupos.COMUNICACIONES, {"add_page", "change_page"}),
        (grupos.MODERACION, {"change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"}),
    ):
        permisos = GroupPagePermission.objects.filter(group__name=rol)
        assert set(permisos.values_list("permission__codename", flat=True)) == esperado
        assert set(permisos.values_list("page_id", flat=True)) == inicios
    focales = GroupPagePermission.objects.filter(group__name=grupos.PUNTOS_FOCALES)
    assert set(focales.values_list("page_id", "permission__codename")) == {
        (f.banco("es").pk, "add_page"),
        (f.banco("es").pk, "change_page"),
    }
    assert not GroupPagePermission.objects.filter(group__name=grupos.ADMINISTRACION).exists()


@pytest.mark.parametrize(
    ("idioma", "clave", "no"), [("es", "Contraseña", "Password"), ("en", "Password", "Contraseña")]
)
def test_la_puerta_se_lee_entera_en_un_idioma(idioma, clave, no, db, client):
    entrada = client.get(reverse("account_login"), headers={"Accept-Language": idioma})
    sopa = BeautifulSoup(entrada.content, "html.parser")
    etiquetas = " ".join(una.get_text(" ", strip=True) for una in sopa.select("form label"))
    assert clave in etiquetas and no not in etiquetas
