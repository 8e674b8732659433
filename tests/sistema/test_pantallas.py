"""Who sees which screen of the System, who may do what on it, and what is answered to who may not."""

from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from actores.models import Entidad
from base.pdf import hay_weasyprint
from sistema.models import CompromisoDeSesion, Conclusion, Delegado, Instancia, Integrante, Sesion
from tests import fabrica as f

from .comunes import comite, dia, mesa, realizada, sesion

pytestmark = pytest.mark.django_db

VE, NO_HAY, NEGADO = 200, 404, 302
PAPELES = {
    "moderacion": ("Moderación DDRI", None),
    "administracion": ("Administración", None),
    "comunicaciones": ("Comunicaciones", None),
    "consulta": ("Consulta", "secretaria-planeacion"),
    "focal": ("Puntos focales", "idrd"),
    "otro_focal": ("Puntos focales", "secretaria-cultura"),
    "focal_sin_entidad": ("Puntos focales", None),
}
# Screen → what each role gets of the table of IDRD.
TABLA = {
    "lista": (VE, VE, VE, VE, VE, VE, NEGADO),
    "compromisos": (VE, VE, VE, VE, VE, VE, NEGADO),
    "instancia": (VE, VE, VE, VE, VE, NO_HAY, NO_HAY),
    "sesion": (VE, VE, VE, VE, VE, NO_HAY, NO_HAY),
    "acta": (VE, VE, VE, VE, VE, NO_HAY, NO_HAY),
    "editar_instancia": (VE, VE, NEGADO, NEGADO, NEGADO, NEGADO, NEGADO),
    "agregar_integrante": (VE, VE, NEGADO, NEGADO, NEGADO, NEGADO, NEGADO),
    "editar_sesion": (VE, NEGADO, NEGADO, NEGADO, NEGADO, NEGADO, NEGADO),
    "funciones": (VE, NEGADO, NEGADO, NEGADO, NEGADO, NO_HAY, NO_HAY),
    "olvidar": (VE, VE, NEGADO, NEGADO, NEGADO, NEGADO, NEGADO),
}
# Act → who may do it in the table of IDRD; to the others it is refused.
ACTOS = {
    "convocar": {"moderacion"},
    "realizar": {"moderacion"},
    "escribir": {"moderacion"},
    "comentar": {"moderacion", "consulta"},
    "aceptar": set(),
    "aprobar": set(),
    "concluir": {"moderacion"},
    "elevar": {"moderacion", "focal"},
    "responder": {"moderacion"},
    "contar": {"comunicaciones"},
    "comprometer": {"moderacion"},
    "informar": {"moderacion", "focal"},
}


def _entra(papel):
    rol, entidad = PAPELES[papel]
    navegador = Client()
    navegador.force_login(f.persona(papel.replace("_", "-"), rol, entidad))
    return navegador


def _direcciones():
    una = mesa()
    puesto = una.integrantes.get()
    persona = Delegado.objects.create(integrante=puesto, nombre="Persona de prueba")
    reunion = realizada(una, acta="Lo que pasó.")
    return reunion, {
        "lista": reverse("sistema:instancias"),
        "compromisos": reverse("sistema:compromisos"),
        "instancia": reverse("sistema:instancia", args=[una.pk]),
        "sesion": reverse("sistema:sesion", args=[reunion.pk]),
        "acta": reverse("sistema:acta", args=[reunion.pk]),
        "editar_instancia": reverse("instancias:edit", args=[una.pk]),
        "agregar_integrante": f"{reverse('integrantes:add')}?instancia={una.pk}",
        "editar_sesion": reverse("sesiones:edit", args=[reunion.pk]),
        "funciones": reverse("sistema:funciones", args=[puesto.pk]),
        "olvidar": reverse("sistema:olvidar", args=[persona.pk]),
    }


@pytest.mark.parametrize("papel", PAPELES)
def test_cada_papel_ve_lo_suyo(papel):
    navegador, (_reunion, direcciones) = _entra(papel), _direcciones()
    lugar = list(PAPELES).index(papel)
    for pantalla, espera in TABLA.items():
        respuesta = navegador.get(direcciones[pantalla])
        assert respuesta.status_code == espera[lugar], pantalla
        if respuesta.status_code == NEGADO:  # and it is said
            assert "permiso" in "".join(map(str, respuesta.wsgi_request._messages)), pantalla
    menu = navegador.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("sistema:instancias") in menu) is (TABLA["lista"][lugar] == VE)


def test_una_instancia_se_cierra_y_no_se_borra():
    navegador, una = _entra("administracion"), mesa()
    navegador.post(reverse("instancias:delete", args=[una.pk]))
    assert Instancia.objects.filter(pk=una.pk).exists()


@pytest.mark.parametrize("papel", [uno for uno in PAPELES if not uno.startswith(("otro", "focal_sin"))])
@pytest.mark.parametrize("acto", ACTOS)
def test_cada_acto_es_de_quien_es(papel, acto):
    una = mesa()
    puesto = una.integrantes.get()
    reunion = (
        sesion(una, dias=0) if acto in ("convocar", "aceptar", "realizar") else realizada(una, acta="Lo que pasó.")
    )
    conclusion = Conclusion.objects.create(sesion=reunion, texto_es="Hace falta algo.")
    if acto in ("responder", "contar"):
        conclusion.elevar(comite()[0])
    if acto == "contar":
        conclusion.responder(Conclusion.Estado.ACOGIDA, "Porque sí.")
    compromiso = CompromisoDeSesion.objects.create(sesion=reunion, que="X", papel="punto_focal", integrante=puesto)
    red = Integrante.objects.get(instancia__codigo="red-distrital").instancia
    datos = {
        **{"acto": acto, "de": compromiso.pk if acto == "informar" else conclusion.pk, "acta": "Otra cosa."},
        **{"texto": "Un comentario", "texto_es": "Una más", "eleva_a": red.pk, "respuesta": "Porque sí."},
        **{"que": "Algo", "papel": "ddri", "estado": "en_curso" if acto == "informar" else "acogida"},
    }
    antes = _foto(reunion)
    respuesta = _entra(papel).post(reverse("sistema:sesion", args=[reunion.pk]), datos)
    assert respuesta.status_code == 302
    if papel in ACTOS[acto]:
        assert f"/sesion/{reunion.pk}/" in respuesta.url
        assert _foto(reunion) != antes or acto == "convocar"
    else:
        assert "permiso" in "".join(map(str, respuesta.wsgi_request._messages))
        assert _foto(reunion) == antes


def _foto(reunion):
    reunion = Sesion.objects.get(pk=reunion.pk)
    filas = [
        list(getattr(reunion, cuales).order_by("pk").values())
        for cuales in ("conclusiones", "compromisos", "comentarios", "aceptaciones", "aprobaciones")
    ]
    return reunion.estado, reunion.acta, reunion.convocada_el, filas


def test_un_acto_que_no_existe_no_rompe_nada():
    navegador, una = _entra("moderacion"), realizada(mesa())
    for datos in ({}, {"acto": "borrar"}, {"acto": "elevar", "de": "x" * 50}, {"acto": "elevar", "de": "٣"}):
        assert navegador.post(reverse("sistema:sesion", args=[una.pk]), datos).status_code in (302, 404)
    assert navegador.get(f"{reverse('integrantes:add')}?instancia=nada").status_code == 404


def test_la_consulta_recorre_una_sesion_entera():
    """A delegate of Planeación accepts the agenda, comments, approves, answers, and keeps its functions."""
    instancia, gente = comite()
    ddri, consulta = Client(), Client()
    ddri.force_login(gente["ddri"])
    consulta.force_login(gente["planeacion"])
    una = sesion(instancia, dias=0)
    direccion = reverse("sistema:sesion", args=[una.pk])
    ddri.post(direccion, {"acto": "convocar"})
    assert [carta.to[0] for carta in mail.outbox] == [
        f"{uno}@example.org" for uno in ("ddri", "planeacion", "hacienda")
    ]
    assert "Aceptar la agenda" in consulta.get(direccion).content.decode()
    consulta.post(direccion, {"acto": "aceptar"})
    assert "Aceptar la agenda" not in consulta.get(direccion).content.decode()
    ddri.post(direccion, {"acto": "realizar"})
    ddri.post(direccion, {"acto": "escribir", "acta": "Lo que pasó."})
    consulta.post(direccion, {"acto": "comentar", "texto": "Falta una coma."})
    assert "Falta una coma." in ddri.get(direccion).content.decode()
    ddri.post(direccion, {"acto": "aprobar"})
    consulta.post(direccion, {"acto": "aprobar"})
    una.refresh_from_db()
    assert una.estado == Sesion.Estado.ACTA_APROBADA

    elevada = Conclusion.objects.create(sesion=realizada(mesa()), texto_es="Hace falta algo.")
    elevada.elevar(instancia)
    suya = reverse("sistema:sesion", args=[elevada.sesion_id])
    consulta.post(suya, {"acto": "responder", "de": elevada.pk, "estado": "acogida", "respuesta": "Se hará."})
    elevada.refresh_from_db()
    assert (elevada.estado, elevada.respuesta) == ("acogida", "Se hará.")

    puesto = instancia.integrantes.get(entidad__codigo="secretaria-planeacion")
    funciones = list(puesto.funciones.all())
    datos = {"funciones-TOTAL_FORMS": len(funciones) + 1, "funciones-INITIAL_FORMS": len(funciones)}
    for n, uno in enumerate(funciones):
        datos |= {f"funciones-{n}-id": uno.pk, f"funciones-{n}-texto_es": uno.texto_es}
    datos[f"funciones-{len(funciones)}-texto_es"] = "Una más, nuestra."
    consulta.post(reverse("sistema:funciones", args=[puesto.pk]), datos)
    assert puesto.funciones.last().texto_es == "Una más, nuestra."
    ajeno = instancia.integrantes.get(entidad__codigo="secretaria-hacienda")
    assert consulta.get(reverse("sistema:funciones", args=[ajeno.pk])).status_code == 302


def test_las_faltas_van_junto_a_su_campo_y_lo_escrito_no_se_pierde():
    navegador, una = _entra("moderacion"), realizada(mesa())
    datos = {"acto": "comprometer", "que": "Enviar el insumo", "papel": "punto_focal", "vence": dia(-9).isoformat()}
    html = navegador.post(reverse("sistema:sesion", args=[una.pk]), datos).content.decode()
    assert "Diga de qué integrante" in html or "antes de la sesión" in html
    assert 'value="Enviar el insumo"' in html
    assert not CompromisoDeSesion.objects.exists()


def test_el_formulario_del_puesto_no_toma_un_delegado_de_otra_entidad():
    instancia, _gente = comite()
    ajeno = f.persona("ajeno", "Consulta", "idrd")
    puesto = instancia.integrantes.get(entidad__codigo="secretaria-hacienda")
    puesto.delegados.all().delete()
    datos = {
        **{"instancia": instancia.pk, "entidad": puesto.entidad_id, "dependencia": puesto.dependencia_id},
        **{"papel": "miembro", "orden": 3, "funciones-TOTAL_FORMS": 0, "funciones-INITIAL_FORMS": 0},
        **{"delegados-TOTAL_FORMS": 1, "delegados-INITIAL_FORMS": 0, "delegados-0-ORDER": 1},
        **{"delegados-0-clase": "delegado", "delegados-0-usuario": ajeno.pk, "delegados-0-desde": dia(0).isoformat()},
    }
    navegador, direccion = _entra("administracion"), reverse("integrantes:edit", args=[puesto.pk])
    assert "trabaja en otra entidad" in navegador.post(direccion, datos).content.decode()
    datos["delegados-0-usuario"] = f.persona("suya", "Consulta", "secretaria-hacienda").pk
    assert navegador.post(direccion, datos).status_code == 302
    assert puesto.delegados.count() == 1


def test_quien_mueve_una_sesion_convocada_avisa_y_la_agenda_se_acepta_otra_vez():
    instancia, gente = comite()
    ddri = Client()
    ddri.force_login(gente["ddri"])
    una = sesion(instancia)
    ddri.post(reverse("sistema:sesion", args=[una.pk]), {"acto": "convocar"})
    una.refresh_from_db()
    una.aceptar_agenda(gente["hacienda"])
    mail.outbox.clear()
    punto = una.agenda.get()
    datos = {
        **{"instancia": instancia.pk, "titulo": una.titulo, "fecha": dia(20).isoformat(), "lugar": "Otro lugar"},
        **{"agenda-TOTAL_FORMS": 1, "agenda-INITIAL_FORMS": 1, "agenda-0-id": punto.pk, "agenda-0-ORDER": 1},
        **{"agenda-0-tema": "Otro tema", "asistencias-TOTAL_FORMS": 0, "asistencias-INITIAL_FORMS": 0},
    }
    assert ddri.post(reverse("sesiones:edit", args=[una.pk]), datos).status_code == 302
    assert len(mail.outbox) == 3
    assert not una.aceptaciones.exists()


def test_el_acta_se_imprime_y_en_borrador_lo_dice():
    navegador, una = _entra("comunicaciones"), realizada(mesa(), acta="Lo que pasó.")
    html = navegador.get(reverse("sistema:acta", args=[una.pk])).content.decode()
    assert "Borrador" in html
    if hay_weasyprint():
        pdf = navegador.get(reverse("sistema:acta_pdf", args=[una.pk]))
        assert "Lo que pasó." in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()


def test_el_tablero_muestra_a_cada_quien_lo_suyo():
    una = mesa()
    puesto = una.integrantes.get()
    CompromisoDeSesion.objects.create(
        sesion=realizada(una), que="Lo del IDRD", papel="punto_focal", integrante=puesto, vence=dia(3)
    )
    inicio = reverse("wagtailadmin_home")
    assert "Lo del IDRD" in _entra("focal").get(inicio).content.decode()
    assert "Lo del IDRD" not in _entra("otro_focal").get(inicio).content.decode()
    assert "Lo del IDRD" not in _entra("moderacion").get(inicio).content.decode()


@pytest.mark.parametrize(("pantalla", "techo"), [("lista", 25), ("compromisos", 25), ("instancia", 32), ("sesion", 45)])
def test_cuesta_lo_mismo_con_diez_con_cien_y_con_mil(pantalla, techo, django_assert_max_num_queries):
    navegador = _entra("moderacion")
    una = mesa()
    reunion = realizada(una)
    direccion = {
        "lista": reverse("sistema:instancias"),
        "compromisos": reverse("sistema:compromisos"),
        "instancia": reverse("sistema:instancia", args=[una.pk]),
        "sesion": reverse("sistema:sesion", args=[reunion.pk]),
    }[pantalla]
    navegador.get(direccion)
    # Of a session nobody holds a thousand conclusions: it is the lists that grow.
    for hasta in (10, 100) if pantalla == "sesion" else (10, 100, 1000):
        _llenar(una, reunion, hasta)
        with django_assert_max_num_queries(techo):
            assert navegador.get(direccion).status_code == 200


def _llenar(una, reunion, hasta):
    faltan = range(Conclusion.objects.count(), hasta)
    idrd = Entidad.objects.get(codigo="idrd")
    Instancia.objects.bulk_create(
        Instancia(codigo=f"g-{n}", nombre_es=f"Grupo {n}", nombre_en=f"Group {n}", clase="grupo") for n in faltan
    )
    Integrante.objects.bulk_create(Integrante(instancia=una, entidad=idrd) for _n in faltan)
    Sesion.objects.bulk_create(Sesion(instancia=una, titulo=f"S {n}", fecha=dia(-2)) for n in faltan)
    Conclusion.objects.bulk_create(Conclusion(sesion=reunion, texto_es=f"C {n}") for n in faltan)
    CompromisoDeSesion.objects.bulk_create(
        CompromisoDeSesion(sesion=reunion, que=f"Q {n}", papel="ddri", vence=dia(n)) for n in faltan
    )
