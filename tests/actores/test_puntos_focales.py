"""The register of puntos focales: who, since when and until when, and the role that ends with the designation."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actores import puntos_focales, registro_focal
from actores.accesos import RegistroDeAcceso
from actores.grupos import PUNTOS_FOCALES
from actores.models import ContactoConEntidad, Entidad, PuntoFocal, Sector, Usuario
from tests import fabrica as f

pytestmark = pytest.mark.django_db
HOY = timezone.localdate
DIA = datetime.timedelta(days=1)


def _designacion(entidad="idu", **campos):
    return PuntoFocal(entidad=Entidad.objects.get(codigo=entidad), **{"nombre": "Ana Páramo", "desde": HOY(), **campos})


# --- Rules ----------------------------------------------------------------------------------------


def test_hay_un_titular_a_la_vez():
    _designacion(desde=HOY() - 30 * DIA).save()
    otro = _designacion(nombre="Otra persona")
    with pytest.raises(ValidationError) as error:
        otro.full_clean()
    assert "ya hay titular: Ana Páramo" in str(error.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        otro.save()
    _designacion(nombre="Otra persona", papel="suplente").full_clean()
    _designacion("idrd", nombre="Otra persona").full_clean()


def test_uno_sucede_a_otro():
    _designacion(desde=HOY() - 30 * DIA, hasta=HOY() - DIA).save()
    _designacion(nombre="Quien sigue").full_clean()


@pytest.mark.parametrize(
    ("campos", "campo"),
    [
        ({"hasta": HOY() - DIA}, "hasta"),
        ({"nombre": " "}, "nombre"),
    ],
    ids=["termina antes de empezar", "nadie"],
)
def test_lo_que_no_puede_ser(campos, campo):
    with pytest.raises(ValidationError) as error:
        _designacion(**campos).full_clean()
    assert campo in error.value.message_dict


def test_un_suplente_es_de_la_entidad(focal):
    with pytest.raises(ValidationError) as error:
        _designacion("idu", usuario=focal, nombre="", papel="suplente").full_clean()
    assert "es de otra entidad" in str(error.value.message_dict["usuario"])


# --- In step with the accounts --------------------------------------------------------------------


def test_quien_recibe_el_papel_queda_en_el_registro_y_quien_lo_pierde_termina(focal):
    suya = PuntoFocal.objects.get(usuario=focal)
    assert (suya.entidad, suya.papel, suya.hasta) == (focal.entidad, "titular", None)
    otra = f.persona("otra", PUNTOS_FOCALES, focal.entidad.codigo)
    assert PuntoFocal.objects.get(usuario=otra).papel == "suplente"
    PuntoFocal.objects.update(desde=HOY() - 9 * DIA)
    focal.groups.clear()
    otra.is_active = False
    otra.save()
    assert not PuntoFocal.objects.en_vigor().exists()
    assert set(PuntoFocal.objects.values_list("hasta", flat=True)) == {HOY() - DIA}


def test_quien_cambia_de_entidad_es_punto_focal_de_la_otra(focal):
    PuntoFocal.objects.update(desde=HOY() - 9 * DIA)
    focal.entidad = Entidad.objects.get(codigo="idu")
    focal.save()
    assert PuntoFocal.objects.en_vigor().get().entidad.codigo == "idu"


def _vencida(focal, hasta):
    """As time does it: nobody saves anything the day that it ends."""
    PuntoFocal.objects.filter(usuario=focal).update(desde=HOY() - 90 * DIA, hasta=hasta)


def test_el_ultimo_dia_todavia_entra_y_al_siguiente_no(focal, entrar):
    practica = f.practica(focal, titulo="Sin terminar")
    editar = reverse("wagtailadmin_pages:edit", args=[practica.pk])
    _vencida(focal, HOY())
    assert entrar(focal).get(editar).status_code == 200
    _vencida(focal, HOY() - DIA)
    assert entrar(focal).get(editar).status_code in (302, 403)
    assert not focal.groups.filter(name=PUNTOS_FOCALES).exists()
    anotado = RegistroDeAcceso.objects.get(persona=focal, que=RegistroDeAcceso.Que.PAPEL_QUITADO)
    assert anotado.detalle == PUNTOS_FOCALES
    # What was being written stays, and whoever follows goes on with it.
    sucesor = f.persona("sucesor", PUNTOS_FOCALES, focal.entidad.codigo)
    assert PuntoFocal.objects.get(usuario=sucesor).papel == "titular"
    assert entrar(sucesor).get(editar).status_code == 200


def test_la_orden_de_cada_noche_quita_el_papel_una_vez(focal, otro_focal, capsys):
    _vencida(focal, HOY() - DIA)
    call_command("terminar_designaciones")
    call_command("terminar_designaciones")
    assert capsys.readouterr().out.split() == ["1", "0"]
    assert not focal.groups.exists() and otro_focal.groups.exists()


def test_una_fecha_ya_pasada_quita_el_papel_al_escribirla(focal, administracion, entrar):
    suya = PuntoFocal.objects.get(usuario=focal)
    PuntoFocal.objects.update(desde=HOY() - 9 * DIA)
    url = reverse("wagtailsnippets_actores_puntofocal:edit", args=[suya.pk])
    datos = {
        "entidad": suya.entidad_id,
        "papel": "titular",
        "usuario": focal.pk,
        "desde": str(HOY() - 9 * DIA),
        "hasta": str(HOY() - DIA),
    }
    assert entrar(administracion).post(url, datos).url == reverse("registro_focal_de", args=[suya.entidad_id])
    assert not focal.groups.exists()


def test_designar_a_una_cuenta_le_da_el_papel(administracion, entrar):
    cuenta = f.persona("nueva", None, "idu")
    url = reverse("wagtailsnippets_actores_puntofocal:add")
    datos = {"entidad": cuenta.entidad_id, "papel": "titular", "usuario": cuenta.pk, "desde": str(HOY()), "hasta": ""}
    assert entrar(administracion).post(url, datos).status_code == 302
    assert cuenta.groups.filter(name=PUNTOS_FOCALES).exists()
    assert PuntoFocal.objects.filter(usuario=cuenta).count() == 1


def test_borrar_la_cuenta_deja_quien_fue(focal):
    PuntoFocal.objects.update(desde=HOY() - 9 * DIA)
    nombre = str(focal)
    focal.delete()
    suya = PuntoFocal.objects.get()
    assert (suya.usuario, suya.nombre, suya.hasta) == (None, nombre, HOY() - DIA)


# --- Forgetting -----------------------------------------------------------------------------------


def test_quien_pide_que_lo_olviden(administracion, moderadora, entrar):
    una = _designacion(cargo="Asesora", correo="canario@example.org", telefono="3001", acto="De Ana", hasta=HOY())
    una.save()
    url = reverse("olvidar_punto_focal", args=[una.pk])
    assert entrar(moderadora).post(url).status_code in (302, 403)
    assert entrar(administracion).post(url).status_code == 409  # in force
    PuntoFocal.objects.update(desde=HOY() - 9 * DIA, hasta=HOY() - DIA)
    assert entrar(administracion).post(url).status_code == 302
    una.refresh_from_db()
    assert (una.nombre, una.cargo, una.correo, una.telefono, una.acto) == ("",) * 5
    assert una.entidad.codigo == "idu" and una.hasta == HOY() - DIA
    dicho = entrar(administracion).get(reverse("registro_focal_de", args=[una.entidad_id])).content.decode()
    assert "canario@example.org" not in dicho and "Ana Páramo" not in dicho and "persona olvidada" in dicho


# --- The screens ----------------------------------------------------------------------------------

CONSULTAN = ("moderadora", "comunicaciones", "administracion", "superusuario")


@pytest.mark.parametrize("papel", [*CONSULTAN, "focal"])
def test_quien_consulta_el_registro(papel, request, entrar):
    quien = request.getfixturevalue(papel)
    entidad = Entidad.objects.get(codigo="idu")
    navegador = entrar(quien)
    for nombre, args in (("registro_focal", []), ("registro_focal_de", [entidad.pk])):
        estado = navegador.get(reverse(nombre, args=args)).status_code
        assert (estado == 200) == (papel in CONSULTAN), nombre
    datos = {"fecha": str(HOY()), "clase": "llamada", "que": "El plan del año"}
    navegador.post(reverse("registro_focal_de", args=[entidad.pk]), datos)
    assert ContactoConEntidad.objects.exists() == (papel in CONSULTAN)


@pytest.mark.parametrize("papel", [*CONSULTAN, "focal"])
def test_quien_escribe_designaciones(papel, request, entrar):
    quien = request.getfixturevalue(papel)
    suyas = PuntoFocal.objects.filter(entidad__codigo="idu")
    datos = {"entidad": Entidad.objects.get(codigo="idu").pk, "papel": "titular", "nombre": "X", "desde": str(HOY())}
    entrar(quien).post(reverse("wagtailsnippets_actores_puntofocal:add"), datos)
    assert suyas.exists() == (papel in ("administracion", "superusuario"))


def test_el_registro_dice_quien_desde_cuando_y_que_tiene_abierto(focal, moderadora, entrar):
    f.practica(focal, titulo="Una")
    f.practica(focal, titulo="Dos")
    ContactoConEntidad.objects.create(entidad=focal.entidad, clase="desayuno", que="Algo", quien_nombre="X")
    navegador = entrar(moderadora)
    una = registro_focal.con_su_registro().get(pk=focal.entidad_id)
    assert (una.abiertas, una.ultimo_contacto) == (2, HOY())
    dicho = navegador.get(reverse("registro_focal"), {"q": focal.entidad.nombre_es}).content.decode()
    assert str(focal) in dicho and "desayuno de trabajo" in dicho
    sin = navegador.get(reverse("registro_focal"), {"punto_focal": "no", "p": 1})
    assert focal.entidad not in sin.context["object_list"] and len(sin.context["object_list"]) > 5
    con = navegador.get(reverse("registro_focal"), {"punto_focal": "si"})
    assert list(con.context["object_list"]) == [focal.entidad]
    locales = navegador.get(reverse("registro_focal"), {"clase": "alcaldia_local"})
    assert len(locales.context["object_list"]) == 20
    tablero = navegador.get(reverse("wagtailadmin_home")).content.decode()
    assert f"{registro_focal.entidades_sin_punto_focal().count()} entidades sin punto focal" in tablero


@pytest.mark.parametrize("formato", ["csv", "xlsx"])
def test_se_lleva_en_una_hoja(formato, focal, moderadora, entrar):
    _designacion(nombre="=cmd()").save()
    respuesta = entrar(moderadora).get(reverse("registro_focal"), {"export": formato})
    cuerpo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    assert respuesta.status_code == 200 and len(cuerpo) > 500
    if formato == "csv":
        assert focal.email in cuerpo.decode() and ",=cmd" not in cuerpo.decode()


@pytest.mark.parametrize("cuantas", [10, 1000])
def test_cuesta_lo_mismo_con_muchas(cuantas, moderadora, entrar, django_assert_max_num_queries):
    sector = Sector.objects.first()
    Entidad.objects.bulk_create(
        Entidad(codigo=f"e{n}", nombre_es=f"E {n}", nombre_en=f"E {n}", sector=sector) for n in range(cuantas)
    )
    nuevas = list(Entidad.objects.filter(codigo__regex=r"^e\d+$"))
    PuntoFocal.objects.bulk_create(
        PuntoFocal(
            entidad=una,
            nombre=f"P {ano}",
            desde=datetime.date(2014 + ano, 1, 1),
            hasta=datetime.date(2014 + ano, 12, 31) if ano < 11 else None,
        )
        for una in nuevas[:200]
        for ano in range(12)
    )
    navegador = entrar(moderadora)
    navegador.get(reverse("registro_focal"))
    with django_assert_max_num_queries(40):  # 12 of them of the register; the rest, of the frame of the admin
        assert navegador.get(reverse("registro_focal")).status_code == 200
    with CaptureQueriesContext(connection) as consultas:
        lista = list(registro_focal.con_su_registro())
        assert [registro_focal.titular(una) for una in lista]
    assert len(consultas) == 2


def test_un_contacto_no_se_cambia():
    uno = ContactoConEntidad.objects.create(entidad=Entidad.objects.first(), clase="correo", que="Algo")
    uno.que = "Otra cosa"
    with pytest.raises(TypeError):
        uno.save()
    with pytest.raises(ValidationError):
        ContactoConEntidad(entidad=uno.entidad, clase="correo", que="Mañana", fecha=HOY() + DIA).full_clean()


def test_ninguna_cuenta_queda_sin_revisar():
    assert puntos_focales.terminar() == 0 and not Usuario.objects.filter(groups__name=PUNTOS_FOCALES).exists()
