"""A key takes two people, a password only its holder, and whoever it concerns is told."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.log_actions import LogContext

from actores import grupos, solicitudes
from actores.models import Entidad, RegistroDeAcceso, Solicitud, Usuario
from tests import fabrica as f

from .comunes import a, cartas, con_aplicacion, enlace, probar

NUEVA = "una clave larga y nueva"


@pytest.fixture
def otra_administracion(db):
    return f.persona("administracion-dos", grupos.ADMINISTRACION)


def _grupo(nombre):
    return Group.objects.get(name=nombre)


def _datos(persona=None, **cambios):
    """What the form of a person sends."""
    base = {"username": "nueva", "email": "nueva@example.org", "first_name": "Nueva", "last_name": "Persona"}
    if persona:
        base = {campo: getattr(persona, campo) or "X" for campo in base}
        base["groups"] = [grupo.pk for grupo in persona.groups.all()]
        base["entidad"] = persona.entidad_id or ""
        base["is_active"] = "on"
    datos = {**base, **cambios}
    datos["groups"] = [_grupo(uno).pk if isinstance(uno, str) else uno for uno in datos.get("groups", [])]
    return {campo: valor for campo, valor in datos.items() if valor is not None}


def _crear(navegador, **cambios):
    return navegador.post(reverse("wagtailusers_users:add"), _datos(**cambios))


def _editar(navegador, persona, **cambios):
    return navegador.post(reverse("wagtailusers_users:edit", args=[persona.pk]), _datos(persona, **cambios))


def _elegir_clave(texto, clave=NUEVA):
    """Follow the link of a mail and choose that password: the last answer."""
    navegador = Client()
    pagina = navegador.get(enlace(texto), follow=True)
    if not pagina.redirect_chain:
        return pagina
    return navegador.post(pagina.redirect_chain[-1][0], {"new_password1": clave, "new_password2": clave})


def _tiene(persona, papel):
    return persona.groups.filter(name=papel).exists()


# --- The invitation -----------------------------------------------------------------------------------


def test_una_persona_nueva_recibe_papel_entidad_e_invitacion(administracion, entrar):
    entidad = Entidad.objects.get(codigo="idrd")
    respuesta, enviadas = cartas(_crear, entrar(administracion), groups=[grupos.PUNTOS_FOCALES], entidad=entidad.pk)
    assert respuesta.status_code == 302
    (carta,) = a(enviadas, "nueva@example.org")
    assert all(dato in carta for dato in (str(administracion), grupos.PUNTOS_FOCALES, str(entidad), "nueva"))
    assert not Usuario.objects.get(username="nueva").has_usable_password()
    assert _elegir_clave(carta).url == reverse("wagtailadmin_password_reset_complete")
    navegador = Client()
    probar(navegador, "nueva", NUEVA)
    assert navegador.get("/admin/").status_code == 200
    # The link served once.
    assert _elegir_clave(carta, "otra clave larga y ajena").status_code == 200
    assert Usuario.objects.get(username="nueva").check_password(NUEVA)


def test_sin_papel_no_se_crea_y_se_dice_al_lado(administracion, entrar):
    respuesta = _crear(entrar(administracion))
    assert "papel" in respuesta.context["form"].errors["groups"][0]
    assert not Usuario.objects.filter(username="nueva").exists()
    # Beside the field, on the only page of the form; what was typed stays.
    html = respuesta.content.decode()
    assert html.index('name="groups"') < html.index('name="entidad"') and 'value="nueva@example.org"' in html
    assert 'id="tab-roles"' not in html


@pytest.mark.parametrize("quien", ["administracion", "superusuario"])
def test_nadie_escribe_la_clave_de_otra_persona(quien, comunicaciones, entrar, request):
    navegador = entrar(request.getfixturevalue(quien))
    for url in (reverse("wagtailusers_users:add"), reverse("wagtailusers_users:edit", args=[comunicaciones.pk])):
        assert "password" not in navegador.get(url).content.decode().split("<form", 1)[1].split("</form>")[0]
    _crear(navegador, groups=[grupos.COMUNICACIONES], password1=NUEVA, password2=NUEVA)
    assert not Usuario.objects.get(username="nueva").has_usable_password()
    _editar(navegador, comunicaciones, password1=NUEVA, password2=NUEVA)
    assert f.fresca(comunicaciones).check_password(f.CLAVE)


def test_el_enlace_vence(administracion, entrar, time_machine):
    _nada, enviadas = cartas(_crear, entrar(administracion), groups=[grupos.COMUNICACIONES])
    (carta,) = a(enviadas, "nueva@example.org")
    time_machine.move_to(time.time() + 3 * 24 * 3600 + 60)
    assert _elegir_clave(carta).status_code == 200
    assert not Usuario.objects.get(username="nueva").has_usable_password()


def test_la_invitacion_se_envia_de_nuevo_y_quien_la_perdio_pide_otra(administracion, entrar):
    navegador = entrar(administracion)
    _crear(navegador, groups=[grupos.COMUNICACIONES])
    nueva = Usuario.objects.get(username="nueva")
    url = reverse("acceso_de", args=[nueva.pk])
    _nada, enviadas = cartas(navegador.post, url, {"invitar": "1"})
    assert len(a(enviadas, "nueva@example.org")) == 1
    _nada, enviadas = cartas(Client().post, reverse("wagtailadmin_password_reset"), {"email": "NUEVA@example.org"})
    (carta,) = a(enviadas, "nueva@example.org")
    _elegir_clave(carta)
    assert f.fresca(nueva).check_password(NUEVA)
    # Whoever has chosen theirs is not invited again.
    _nada, enviadas = cartas(navegador.post, url, {"invitar": "1"})
    assert enviadas == []


# --- Two people ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("papel", grupos.PROTEGIDOS)
@pytest.mark.parametrize("quien", ["administracion", "superusuario"])
@pytest.mark.parametrize("via", ["formulario", "nueva", "bloque"])
def test_un_papel_con_llaves_espera_a_otra_persona(
    via, quien, papel, comunicaciones, otra_administracion, moderadora, entrar, request
):
    navegador = entrar(request.getfixturevalue(quien))
    if via == "formulario":
        _editar(navegador, comunicaciones, groups=[grupos.COMUNICACIONES, papel])
        persona = comunicaciones
    elif via == "nueva":
        _nada, enviadas = cartas(_crear, navegador, groups=[papel])
        persona = Usuario.objects.get(username="nueva")
        assert a(enviadas, persona.email) == []  # not invited to what nobody has confirmed
    else:
        url = f"/admin/bulk/actores/usuario/assign_role/?id={comunicaciones.pk}&next=/admin/users/"
        navegador.post(url, {"role": _grupo(papel).pk})
        persona = comunicaciones
    solicitud = Solicitud.objects.get(persona=persona)
    assert not _tiene(persona, papel) and solicitud.valor == papel

    # Neither who asked nor anybody without a key.
    for impropio in (navegador, entrar(moderadora), entrar(comunicaciones)):
        impropio.post(reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"})
        assert not _tiene(persona, papel)

    _nada, enviadas = cartas(
        entrar(otra_administracion).post, reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"}
    )
    assert _tiene(persona, papel)
    fila = RegistroDeAcceso.objects.get(persona=persona, que="papel_dado", detalle=papel)
    assert (fila.quien, fila.confirmo) == (solicitud.pedida_por, otra_administracion)
    assert len(a(enviadas, persona.email)) == 1
    assert len(a(enviadas, moderadora.email)) == (1 if papel == grupos.MODERACION else 0)


def test_quien_recibe_el_papel_no_lo_confirma(administracion, otra_administracion, entrar):
    _editar(entrar(administracion), otra_administracion, groups=[grupos.ADMINISTRACION, grupos.MODERACION])
    solicitud = Solicitud.objects.get()
    entrar(otra_administracion).post(reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"})
    assert not _tiene(otra_administracion, grupos.MODERACION)


def test_una_persona_con_dos_cuentas_no_se_hace_moderadora(administracion, entrar, moderadora):
    """The whole attack: an account of one's own, and a second one to confirm with."""
    navegador = entrar(administracion)
    _crear(navegador, groups=[grupos.ADMINISTRACION])
    titere = Usuario.objects.get(username="nueva")
    assert not _tiene(titere, grupos.ADMINISTRACION)
    _crear(navegador, username="otra", email="otra@example.org", groups=[grupos.MODERACION])
    for solicitud in Solicitud.objects.all():
        for quien in (navegador, entrar(titere)):
            quien.post(reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"})
    assert not Usuario.objects.filter(username__in=["nueva", "otra"], groups__name__in=grupos.PROTEGIDOS).exists()


def test_lo_que_no_se_acepta_o_nadie_confirma_a_tiempo_no_se_hace(
    administracion, otra_administracion, comunicaciones, entrar, time_machine
):
    navegador, segunda = entrar(administracion), entrar(otra_administracion)
    _editar(navegador, comunicaciones, groups=[grupos.COMUNICACIONES, grupos.MODERACION])
    primera = Solicitud.objects.get()
    segunda.post(reverse("resolver_acceso", args=[primera.pk]), {"rechazar": "1"})
    segunda.post(reverse("resolver_acceso", args=[primera.pk]), {"confirmar": "1"})
    assert not _tiene(comunicaciones, grupos.MODERACION)
    _editar(navegador, comunicaciones, groups=[grupos.COMUNICACIONES, grupos.MODERACION])
    time_machine.move_to(time.time() + 8 * 24 * 3600)
    pagina = entrar(otra_administracion).post(
        reverse("resolver_acceso", args=[Solicitud.objects.last().pk]), {"confirmar": "1"}, follow=True
    )
    assert "a tiempo" in pagina.content.decode()
    assert not _tiene(comunicaciones, grupos.MODERACION)


def test_un_superusuario_no_hace_otro_a_solas(superusuario, administracion, comunicaciones, entrar):
    navegador = entrar(superusuario)
    _editar(navegador, comunicaciones, is_superuser="on")
    _crear(navegador, is_superuser="on")
    assert Usuario.objects.filter(is_superuser=True).count() == 1
    for solicitud in Solicitud.objects.all():
        entrar(administracion).post(reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"})
    assert Usuario.objects.filter(is_superuser=True).count() == 3


@pytest.mark.parametrize("quien", ["administracion", "superusuario"])
def test_los_papeles_no_se_rehacen_en_ninguna_pantalla(quien, comunicaciones, entrar, request):
    """A role renamed or widened would give in one step what takes two people."""
    navegador = entrar(request.getfixturevalue(quien))
    papel = _grupo(grupos.COMUNICACIONES)
    navegador.post(reverse("wagtailusers_groups:edit", args=[papel.pk]), {"name": "Otro", "permissions": []})
    navegador.post(reverse("wagtailusers_groups:add"), {"name": "Otro más", "permissions": []})
    navegador.post(reverse("wagtailusers_groups:delete", args=[papel.pk]))
    assert set(Group.objects.values_list("name", flat=True)) == set(grupos.TODOS)


def test_por_debajo_de_las_pantallas_la_guardia_tampoco_deja(administracion, comunicaciones):
    persona = f.fresca(comunicaciones)
    with LogContext(user=administracion):
        for lado in (
            lambda: persona.groups.add(_grupo(grupos.MODERACION)),
            lambda: _grupo(grupos.MODERACION).user_set.add(persona),
        ):
            with pytest.raises(PermissionDenied), transaction.atomic():
                lado()
        for campo, valor in (("is_superuser", True), ("password", "md5$x$y")):
            otra = f.fresca(comunicaciones)
            setattr(otra, campo, valor)
            with pytest.raises(PermissionDenied), transaction.atomic():
                otra.save()
    assert not _tiene(persona, grupos.MODERACION)


def test_quitar_un_papel_lo_hace_una_persona_y_se_dice(administracion, moderadora, asesora, entrar):
    _nada, enviadas = cartas(_editar, entrar(administracion), moderadora, groups=[grupos.COMUNICACIONES])
    assert not _tiene(moderadora, grupos.MODERACION)
    assert a(enviadas, asesora.email) and a(enviadas, moderadora.email)
    assert RegistroDeAcceso.objects.filter(que="papel_quitado", quien=administracion).exists()


# --- Taking an account ----------------------------------------------------------------------------------


def test_el_correo_de_una_moderadora_no_lo_cambia_una_sola_persona(
    administracion, otra_administracion, moderadora, entrar
):
    """Changing the mail and then asking for a link would take the account."""
    navegador = entrar(administracion)
    _editar(navegador, moderadora, email="ajeno@example.org")
    assert f.fresca(moderadora).email == "moderadora@example.org"
    _nada, enviadas = cartas(Client().post, reverse("wagtailadmin_password_reset"), {"email": "ajeno@example.org"})
    assert enviadas == []
    solicitud = Solicitud.objects.get()
    navegador.post(reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"})
    assert f.fresca(moderadora).email == "moderadora@example.org"
    _nada, enviadas = cartas(
        entrar(otra_administracion).post, reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"}
    )
    assert f.fresca(moderadora).email == "ajeno@example.org"
    assert a(enviadas, "moderadora@example.org") and a(enviadas, "ajeno@example.org")
    assert "example.org" not in " ".join(RegistroDeAcceso.objects.values_list("detalle", flat=True))


def test_el_correo_de_los_demas_lo_cambia_administracion_y_se_avisa_a_los_dos(administracion, comunicaciones, entrar):
    _nada, enviadas = cartas(_editar, entrar(administracion), comunicaciones, email="nuevo@example.org")
    assert f.fresca(comunicaciones).email == "nuevo@example.org"
    assert a(enviadas, "comunicaciones@example.org") and a(enviadas, "nuevo@example.org")


def test_el_propio_se_cambia_con_un_enlace_que_llega_al_nuevo(moderadora, entrar):
    navegador = Client()
    probar(navegador, "moderadora")
    _nada, enviadas = cartas(navegador.post, reverse("mi_correo"), {"correo": "nuevo@example.org"})
    assert f.fresca(moderadora).email == "moderadora@example.org"
    (carta,) = a(enviadas, "nuevo@example.org")
    assert navegador.get(enlace(carta)).status_code == 200
    assert f.fresca(moderadora).email == "moderadora@example.org"  # opening it is not following it
    _nada, enviadas = cartas(navegador.post, enlace(carta))
    assert f.fresca(moderadora).email == "nuevo@example.org"
    assert a(enviadas, "moderadora@example.org")
    assert navegador.post(enlace(carta)).status_code == 404


def test_para_cambiar_lo_propio_se_escribe_otra_vez_la_clave(moderadora, entrar):
    navegador = entrar(moderadora)
    for nombre in ("mi_correo", "mi_clave", "mfa_activate_totp", "mfa_add_webauthn"):
        assert navegador.get(reverse(nombre)).url.startswith(reverse("account_reauthenticate")), nombre
    navegador.post(reverse("account_reauthenticate"), {"password": "mala"})
    assert navegador.get(reverse("mi_correo")).status_code == 302
    navegador.post(reverse("account_reauthenticate"), {"password": f.CLAVE})
    assert navegador.get(reverse("mi_correo")).status_code == 200


@pytest.mark.parametrize("via", ["formulario", "bloque"])
def test_una_cuenta_con_llaves_no_se_despierta_a_solas(via, administracion, otra_administracion, moderadora, entrar):
    Usuario.objects.filter(pk=moderadora.pk).update(is_active=False)
    navegador = entrar(administracion)
    if via == "formulario":
        _editar(navegador, f.fresca(moderadora))
    else:
        url = f"/admin/bulk/actores/usuario/set_active_state/?id={moderadora.pk}&next=/admin/users/"
        navegador.post(url, {"mark_as_active": "True"})
    assert not f.fresca(moderadora).is_active
    solicitudes.confirmar(Solicitud.objects.get().pk, otra_administracion)
    assert f.fresca(moderadora).is_active


def test_desactivar_en_bloque_queda_escrito_y_termina_la_sesion(administracion, comunicaciones, entrar):
    suya = entrar(comunicaciones)
    url = f"/admin/bulk/actores/usuario/set_active_state/?id={comunicaciones.pk}&next=/admin/users/"
    entrar(administracion).post(url, {"mark_as_active": "False"})
    assert not f.fresca(comunicaciones).is_active
    assert RegistroDeAcceso.objects.filter(persona=comunicaciones, que="desactivada", quien=administracion).exists()
    assert suya.get("/admin/").status_code == 302


def test_el_segundo_factor_perdido_lo_quitan_dos_personas(
    administracion, otra_administracion, moderadora, asesora, entrar
):
    con_aplicacion(moderadora)
    navegador, url = entrar(administracion), reverse("acceso_de", args=[moderadora.pk])
    assert navegador.post(url, {"quitar": "1"}).context["form"].errors["motivo"]
    navegador.post(url, {"quitar": "1", "motivo": "Llamó y vino con su carné."})
    solicitud = Solicitud.objects.get()
    navegador.post(reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"})
    assert Authenticator.objects.count() == 1
    _nada, enviadas = cartas(
        entrar(otra_administracion).post, reverse("resolver_acceso", args=[solicitud.pk]), {"confirmar": "1"}
    )
    assert Authenticator.objects.count() == 0
    assert a(enviadas, moderadora.email) and a(enviadas, asesora.email)
    fila = RegistroDeAcceso.objects.get(que="factor_quitado")
    assert (fila.quien, fila.confirmo) == (administracion, otra_administracion)


# --- The record, and the server ------------------------------------------------------------------------


def test_el_registro_no_cambia_ni_se_borra_y_sobrevive_a_la_persona(comunicaciones):
    fila = RegistroDeAcceso.objects.get(persona=comunicaciones, que="papel_dado")
    for acto in (fila.save, fila.delete, RegistroDeAcceso.objects.all().delete):
        with pytest.raises(TypeError):
            acto()
    numero = comunicaciones.pk
    comunicaciones.delete()
    fila = RegistroDeAcceso.objects.get(pk=fila.pk)
    assert (fila.persona, fila.persona_numero, fila.persona_nombre) == (None, numero, "Comunicaciones")


def test_el_registro_se_lee_en_el_idioma_de_quien_lo_abre(administracion, comunicaciones):
    """What was written while the screens were in one language is read in the other."""
    with override("en"):
        for clase, valor in (("papel", grupos.MODERACION), ("correo", "otro@example.org"), ("segundo_factor", "")):
            solicitudes.pedir(comunicaciones, clase, administracion, valor)
        RegistroDeAcceso.anotar(comunicaciones, "factor_puesto", "totp")
    RegistroDeAcceso.anotar(comunicaciones, "factor_puesto", "Autenticador TOTP")  # as it was written before

    def leido():
        return [fila.que_se_lee for fila in RegistroDeAcceso.objects.filter(persona=comunicaciones)][:5]

    assert leido() == [
        "pone un segundo factor: Autenticador TOTP",
        "pone un segundo factor: aplicación de códigos",
        "se pide para esta persona: quitar su segundo factor",
        "se pide para esta persona: cambiar su correo por",
        "se pide para esta persona: darle el papel Moderación DDRI",
    ]
    with override("en"):
        assert leido()[1:] == [
            "sets up a second factor: code app",
            "is requested for this person: remove the second factor",
            "is requested for this person: change the email to",
            "is requested for this person: give the role Moderación DDRI",
        ]


def test_subir_el_digesto_de_una_clave_no_es_cambiarla(comunicaciones, settings):
    """Django writes the digest again at the entrance when the hasher changes; nobody chose another password."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    assert probar(Client(), "comunicaciones").status_code == 302
    assert f.fresca(comunicaciones).password.startswith("pbkdf2")
    assert not RegistroDeAcceso.objects.filter(que="clave").exists()


def test_el_servidor_da_el_primer_papel_y_quita_el_ultimo_factor(superusuario, comunicaciones):
    pedida = solicitudes.pedir(comunicaciones, Solicitud.Clase.PAPEL, superusuario, grupos.ADMINISTRACION)
    call_command("acceso", "comunicaciones", papel=grupos.ADMINISTRACION, verbosity=0)
    assert _tiene(comunicaciones, grupos.ADMINISTRACION)
    assert f.fresca(pedida).estado == Solicitud.Estado.CONFIRMADA
    con_aplicacion(superusuario)
    call_command("acceso", superusuario.username, quitar_segundo_factor=True, verbosity=0)
    assert Authenticator.objects.count() == 0
    with pytest.raises(CommandError):
        call_command("acceso", "nadie", quitar_segundo_factor=True)
