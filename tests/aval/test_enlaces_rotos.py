"""Links of live texts that lead nowhere: found against a real server, told once, and read by who edits the texts."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from aval import enlaces_rotos
from base.direcciones_externas import DireccionExterna, UsoDeDireccion
from tests import fabrica as f
from tests.base.test_visita import _Sitio, sitio  # noqa: F401  # a fixture

SEMANA = datetime.timedelta(days=7)


@pytest.fixture
def viva(sitio, settings, focal, asesora, moderadora, monkeypatch):  # noqa: F811
    settings.ENLACES_HACIA_DENTRO = True
    settings.WAGTAILADMIN_BASE_URL = "https://banco.example.org"  # the own site is not asked
    monkeypatch.setattr(enlaces_rotos, "PAUSA", 0)
    cuerpo = f'<p><a href="{sitio}/no-hay#ancla">Uno</a>, <a href="{sitio}/hay">2</a>, <a href="{sitio}/mal">3</a>.</p>'
    return f.publicada(focal, asesora, moderadora, lecciones=cuerpo)


@pytest.fixture
def ronda(django_capture_on_commit_callbacks):
    """A weekly round, and the mails of it."""

    def hacer():
        DireccionExterna.objects.filter(revisada__isnull=False).update(revisada=timezone.now() - SEMANA)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            enlaces_rotos.empezar()
        return list(mail.outbox)

    return hacer


def rotas():
    return {uso.direccion.url.rpartition("/")[2] for uso in enlaces_rotos.rotas()}


def test_lo_que_no_existe_se_dice_y_lo_pasajero_a_la_segunda(viva, ronda):
    cartas = ronda()
    assert rotas() == {"no-hay"}
    (carta,) = [una for una in cartas if una.to == ["focal-idrd@example.org"]]
    assert "/no-hay" in carta.body and "/mal" not in carta.body and viva.title in carta.body
    assert reverse("enlaces_rotos") in carta.body
    cartas = ronda()
    assert rotas() == {"no-hay", "mal"}
    (carta,) = [una for una in cartas if una.to == ["focal-idrd@example.org"]]
    assert "/mal" in carta.body and "/no-hay" not in carta.body  # it was told already
    assert ronda() == []


def test_lo_que_vuelve_a_abrir_se_olvida(viva, ronda):
    ronda()
    DireccionExterna.objects.filter(url__endswith="/hay").update(rota_desde=timezone.now(), falla="con_error", fallas=3)
    ronda()
    assert "hay" not in rotas()


def test_de_un_borrador_o_de_lo_retirado_no_se_pregunta(viva, focal, moderadora, ronda, sitio):  # noqa: F811
    from aval import retiro

    f.cambiar(viva, focal, lecciones=f'<p><a href="{sitio}/se-fue">Aún no publicado</a></p>')
    ronda()
    assert not DireccionExterna.objects.filter(url__endswith="se-fue").exists()
    retiro.retirar(f.fresca(viva), moderadora, "x")
    ronda()
    assert not UsoDeDireccion.objects.exists() and not DireccionExterna.objects.exists()


def test_en_la_misma_semana_no_se_pregunta_dos_veces(viva, ronda, django_capture_on_commit_callbacks):
    ronda()
    _Sitio.pedidos.clear()
    with django_capture_on_commit_callbacks(execute=True):
        enlaces_rotos.empezar()
    assert _Sitio.pedidos == []


def test_una_tarea_pregunta_unas_pocas_y_deja_las_demas(viva, ronda, monkeypatch):
    monkeypatch.setattr(enlaces_rotos, "POR_TAREA", 1)
    ronda()
    assert not DireccionExterna.objects.filter(revisada=None).exists()
    assert rotas() == {"no-hay"}


def test_apagado_no_se_pregunta_nada(viva, settings, capsys):
    settings.REVISAR_ENLACES = False
    call_command("revisar_enlaces")
    assert "no se revisa" in capsys.readouterr().out and not DireccionExterna.objects.exists()


def test_cada_papel_ve_los_suyos(viva, ronda, entrar, focal, moderadora, comunicaciones, administracion):
    ronda()
    ajeno = f.persona("ajeno", "Puntos focales", "secretaria-cultura")
    consulta = f.persona("consulta", "Consulta")
    for quien in (focal, moderadora, comunicaciones, administracion):
        html = entrar(quien).get(reverse("enlaces_rotos")).content.decode()
        assert "/no-hay" in html and "esa página ya no existe (404)" in html, quien
    assert "/no-hay" not in entrar(ajeno).get(reverse("enlaces_rotos")).content.decode()
    assert entrar(consulta).get(reverse("enlaces_rotos")).status_code == 302


def test_el_informe_no_cuesta_mas_con_mas_enlaces(viva, ronda, entrar, focal, django_assert_max_num_queries):
    ronda()
    uso = UsoDeDireccion.objects.filter(direccion__rota_desde__isnull=False).first()
    navegador = entrar(focal)
    navegador.get(reverse("enlaces_rotos"))
    for _vez in range(30):
        uso.pk = None
        uso.save()
    with django_assert_max_num_queries(25):
        navegador.get(reverse("enlaces_rotos"))


@pytest.mark.parametrize(
    ("valor", "urls"),
    [
        ("https://example.org/a", {"https://example.org/a"}),
        ("Véase https://example.org/a en la web", set()),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', {"https://example.org/?a=1&b=2"}),
        ('[{"type": "p", "value": "<a href=\\"https://example.org/b\\">x</a>"}]', {"https://example.org/b"}),
        ([{"enlace": "https://example.org/c"}, {"enlace": ""}], {"https://example.org/c"}),
        ("https://[roto/", set()),
        ('<a href="mailto:a@example.org">x</a><a linktype="page" id="3">y</a>', set()),
    ],
    ids=["campo", "prosa", "rico", "bloques", "filas", "mal escrita", "de otra clase"],
)
def test_que_direcciones_hay(valor, urls):
    assert {url for _campo, url in enlaces_rotos.direcciones_de({"x": valor})} == urls


def test_lo_propio_no_se_pregunta(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://banco.example.org"
    assert enlaces_rotos.direcciones_de({"x": "https://banco.example.org/es/"}) == set()
