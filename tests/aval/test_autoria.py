"""Four eyes by content: whoever brought what a text holds does not approve it, whenever it was brought."""

import pytest
from django.urls import reverse
from django.utils import timezone

from aval import flujo
from aval.auditoria import auditar
from aval.autoria import atomos_de_prosa
from aval.errores import MismaPersona
from aval.models import Autoria, Aval
from practicas.models import Contacto, PracticaPage
from tests import fabrica as f
from tests.app_de_prueba.models import Nota

SUYAS = "Mil personas bailan junto al humedal."


@pytest.fixture
def viva(focal, asesora, moderadora):
    return f.publicada(focal, asesora, moderadora)


def autores(hoja):
    return Autoria.de_la_revision(hoja, f.fresca(hoja).latest_revision)


def con_aval(hoja, focal, asesora, moderadora):
    """What the draft says gets its aval."""
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    return f.avalar(hoja, moderadora)


def test_lo_que_se_aparto_y_vuelve_es_de_quien_lo_escribio(viva, focal, asesora, moderadora, entrar):
    """On the screens: written, replaced by something approved, and put back by another person in an old version."""
    escrita = f.cambiar(viva, moderadora, resumen=SUYAS)
    f.cambiar(viva, focal, resumen="Otro resumen, que se aprueba.")
    con_aval(viva, focal, moderadora, asesora)
    datos = f.formulario_de(entrar(focal), viva) | {"revision": escrita.pk, "resumen": SUYAS}
    entrar(focal).post(f.url_edicion(viva), datos)
    f.enviar(viva, focal)
    pendiente = f.estudiar(viva, asesora)
    assert f.decidir(entrar(moderadora), pendiente, "avalar").status_code == 409
    assert f.fresca(viva).resumen == "Otro resumen, que se aprueba."
    assert f.decidir(entrar(asesora), pendiente, "avalar").status_code == 302


@pytest.mark.parametrize(
    "vuelve",
    [
        {"resumen": f"Antes de todo: {SUYAS}"},
        {"lecciones": f"<p>{SUYAS}</p>"},
        {"lecciones": "<p>Hay quienes <b>bailan</b>, y nada más.</p>"},
    ],
    ids=["dentro de otra frase", "en otra parte", "una palabra"],
)
def test_las_palabras_apartadas_vuelven_como_sea(vuelve, viva, focal, asesora, moderadora):
    f.cambiar(viva, moderadora, resumen=SUYAS)
    f.cambiar(viva, focal, resumen="Un resumen del punto focal.")
    for numero in (1, 2):  # through more than one aval
        f.cambiar(viva, focal, innovacion=f"<p>Otra cosa, {numero}.</p>")
        con_aval(viva, focal, moderadora, asesora)
    f.cambiar(viva, focal, **vuelve)
    assert moderadora.pk in autores(viva)
    assert asesora.pk not in autores(viva)


def test_lo_que_se_escribio_y_se_deshizo_no_es_de_nadie(viva, focal, moderadora):
    f.cambiar(viva, moderadora, resumen=SUYAS)
    f.cambiar(viva, focal, resumen=viva.resumen)
    f.cambiar(viva, focal, lecciones="<p>Lo que se propone.</p>")
    assert autores(viva) == {focal.pk}


def test_quitar_tambien_es_escribir(viva, focal, moderadora):
    f.cambiar(viva, moderadora, lecciones="")
    f.cambiar(viva, focal, resumen="Otra cosa.")
    assert autores(viva) == {focal.pk, moderadora.pk}


@pytest.mark.parametrize(
    "eleccion",
    [
        lambda: {"contactos": [Contacto(**f.contacto(nombre="Rosa Chusque"))]},
        lambda: {"imagenes": [PracticaPage.imagenes.rel.related_model(imagen=f.imagen(), texto_alternativo="x")]},
        lambda: {"presupuesto_financiero": "77.00"},
        lambda: {"toda_la_ciudad": True},
    ],
    ids=["una persona", "una imagen", "una cifra", "una marca"],
)
def test_una_eleccion_apartada_que_vuelve_es_de_quien_la_hizo(eleccion, viva, focal, asesora, moderadora):
    cambios, antes = eleccion(), {}
    for campo in cambios:
        actual = getattr(viva, campo)
        antes[campo] = list(actual.all()) if hasattr(actual, "all") else actual
    f.cambiar(viva, moderadora, **cambios)
    f.cambiar(viva, focal, **antes)
    f.cambiar(viva, focal, resumen="Otra cosa, que se aprueba.")
    con_aval(viva, focal, asesora, moderadora)
    f.cambiar(viva, focal, **cambios)
    assert moderadora.pk in autores(viva)


@pytest.mark.parametrize("purgar", [False, True], ids=["", "sin sus versiones"])
def test_una_copia_es_de_quien_escribio_lo_copiado(purgar, viva, focal, asesora, moderadora, entrar):
    f.cambiar(viva, asesora, resumen=SUYAS)
    con_aval(viva, focal, moderadora, moderadora)
    if purgar:
        viva.revisions.exclude(pk=f.fresca(viva).live_revision_id).delete()
    datos = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": str(f.banco().pk)}
    entrar(focal).post(reverse("wagtailadmin_pages:copy", args=[viva.pk]), datos)
    assert asesora.pk in autores(PracticaPage.objects.get(slug="copia"))


def test_un_alias_tambien(viva, focal, asesora, moderadora, entrar):
    f.cambiar(viva, asesora, resumen=SUYAS)
    con_aval(viva, focal, moderadora, moderadora)
    datos = {"new_title": "Alias", "new_slug": "un-alias", "new_parent_page": str(f.banco().pk), "alias": "on"}
    entrar(focal).post(reverse("wagtailadmin_pages:copy", args=[viva.pk]), datos)
    alias = PracticaPage.objects.get(slug="un-alias")
    entrar(focal).post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert asesora.pk in autores(alias)


def test_lo_guardado_por_si_mismo_cuenta_lo_que_agrega(viva, moderadora):
    """An editing session rewrites its own version again and again: each time only what is new is written down."""
    propia = f.cambiar(viva, moderadora, resumen="Primera frase.")
    borrador = f.fresca(viva).get_latest_revision_as_object()
    borrador.resumen = "Primera frase. Segunda oración."
    borrador.save_revision(user=moderadora, overwrite_revision=propia, clean=False)
    ultima = Autoria.objects.de(viva).order_by("-pk").first()
    suyos = set(ultima.atomos.split())
    assert suyos & atomos_de_prosa("Segunda oración.")
    assert not suyos & atomos_de_prosa("Primera frase.")
    borrador.save_revision(user=moderadora, overwrite_revision=propia, clean=False)  # and nothing, of nothing
    assert Autoria.objects.de(viva).order_by("-pk").first() == ultima


# --- Rows of before there was any detail ------------------------------------------------------------------


def _de_antes(objeto, quien, momento, revision=None):
    fila = Autoria(
        content_type=objeto.get_base_content_type(),
        object_id=str(objeto.pk),
        usuario=quien,
        usuario_numero=quien.pk,
        usuario_nombre=str(quien),
        revision_numero=revision,
        momento=momento,
    )
    fila.save()
    return fila


def test_lo_de_antes_sin_version_se_cuenta_desde_que_se_tomo_la_aprobada(viva, focal, asesora, moderadora):
    """Written after the approved version was taken, and before it was approved: it is of the next one."""
    f.cambiar(viva, focal, resumen="Espera el aval.")
    f.enviar(viva, focal)
    f.estudiar(viva, moderadora)
    entretanto = timezone.now()
    f.avalar(viva, moderadora)
    _de_antes(viva, asesora, entretanto)
    f.cambiar(viva, focal, resumen="Lo siguiente.")
    f.enviar(viva, focal)
    f.estudiar(viva, moderadora)
    with pytest.raises(MismaPersona):
        f.avalar(viva, asesora)


def test_los_avales_de_ayer_se_auditan_con_la_regla_de_ayer(viva, focal, asesora, moderadora):
    f.cambiar(viva, focal, resumen="Espera el aval.")
    f.enviar(viva, focal)
    f.estudiar(viva, moderadora)
    entretanto = timezone.now()
    f.avalar(viva, moderadora)
    f.cambiar(viva, focal, resumen="Lo siguiente.")
    f.enviar(viva, focal)
    f.estudiar(viva, moderadora)
    f.avalar(viva, asesora)
    _de_antes(viva, asesora, entretanto)
    assert auditar().hallazgos == []


def test_la_auditoria_encuentra_un_aval_dado_por_quien_trajo_lo_que_aprobo(viva, focal, asesora, moderadora):
    f.cambiar(viva, asesora, resumen=SUYAS)
    f.cambiar(viva, focal, resumen="Otro resumen, que se aprueba.")
    con_aval(viva, focal, moderadora, moderadora)
    f.cambiar(viva, focal, resumen=SUYAS)
    f.enviar(viva, focal)
    f.estudiar(viva, moderadora)
    assert auditar().hallazgos == []
    with pytest.MonkeyPatch.context() as sin_cuatro_ojos:
        sin_cuatro_ojos.setattr(Autoria, "de_la_revision", classmethod(lambda *args: set()))
        f.avalar(viva, asesora)
    assert [uno["razon"] for uno in auditar().hallazgos] == ["autoria"]


def test_lo_que_alguien_escribe_despues_no_condena_su_aval(viva, focal, asesora, moderadora):
    f.cambiar(viva, focal, resumen=SUYAS)
    con_aval(viva, focal, asesora, moderadora)
    f.cambiar(viva, focal, resumen="Otra cosa.")
    f.cambiar(viva, moderadora, resumen=SUYAS)
    assert auditar().hallazgos == []


# --- Nothing is published anew without a new aval -----------------------------------------------------------


def test_publicar_lo_mismo_en_otra_version_no_mueve_lo_publicado(db, comunicaciones):
    nota = Nota(titulo="Nota", texto="<p>x</p>", live=False, locale=f.banco().locale)
    nota.save()
    flujo.avalar_de_instalacion(nota)
    nota = f.fresca(nota)
    antes = (nota.live_revision_id, nota.last_published_at)
    igual = nota.save_revision(user=comunicaciones)
    with pytest.raises(flujo.SinAval):
        igual.publish()
    nota = f.fresca(nota)
    assert (nota.live_revision_id, nota.last_published_at) == antes
    assert Aval.objects.de(nota).count() == 1
