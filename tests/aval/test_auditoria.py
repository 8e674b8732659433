"""The audit finds what no guard in Python can stop, says what it is, and withdraws it when asked."""

import datetime
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from actores.models import Localidad
from aval.auditoria import auditar
from aval.contenido import CLAVE_ARCHIVOS, CLAVE_ESQUEMA
from aval.models import Auditoria, Autoria, Aval, Retiro, modelos_avalables
from base.models import Documento
from practicas.models import Archivo, Contacto, PracticaPage
from sitio.models import ContenidoPage, InicioPage
from tests import fabrica as f
from tests import muestras
from tests.app_de_prueba.models import Nota


@pytest.fixture
def viva(db):
    documento = Documento.objects.create(title="Informe", file=ContentFile(f.PDF, "informe.pdf"))
    hoja = f.practica(None, imagenes=[f.imagen()], titulo="Una práctica viva")
    hoja.archivos = [Archivo(documento=documento, titulo="Informe final", locale=hoja.locale)]
    hoja.save()
    f.flujo.avalar_de_instalacion(hoja)
    return f.fresca(hoja)


def _hallazgos():
    """``(key, reason, fields)`` of all that the audit finds."""
    return [(h["objeto"], h["razon"], h["campos"]) for h in auditar().hallazgos]


def test_lo_instalado_y_lo_avalado_pasan(viva, focal, asesora, moderadora, comunicaciones):
    otra = f.publicada(focal, asesora, moderadora, titulo="Con moderación")
    f.publicada_en_ingles(otra, comunicaciones, moderadora)
    auditoria = auditar()
    assert auditoria.hallazgos == []
    vivos = sum(modelo.objects.filter(live=True).count() for modelo in modelos_avalables())
    assert auditoria.revisados == vivos > 10
    assert auditoria.bien


def _sql(orden, *valores):
    with connection.cursor() as cursor:
        cursor.execute(orden, valores)


def _por_update(hoja):
    PracticaPage.objects.filter(pk=hoja.pk).update(resumen="Esto nadie lo avaló.")
    return ["resumen"]


def _por_sql(hoja):
    _sql("UPDATE wagtailcore_page SET title = %s WHERE id = %s", "Esto nadie lo avaló", hoja.pk)
    return ["title"]


def _una_fila_hija(hoja):
    contacto = hoja.contactos.get()
    contacto.nombre = "Otra persona"
    contacto.save()
    return ["contactos"]


def _una_fila_hija_de_mas(hoja):
    Contacto.objects.create(practica=hoja, sort_order=9, **f.contacto(nombre="Otra persona"))
    return ["contactos"]


def _una_fila_hija_de_menos(hoja):
    hoja.archivos.get().delete()
    return ["archivos"]


def _una_relacion(hoja):
    hoja.localidades.through.objects.create(practicapage_id=hoja.pk, localidad_id=Localidad.objects.last().pk)
    return ["localidades"]


def _reemplazar(imagen):
    with imagen.file.storage.open(imagen.file.name, "wb") as archivo:
        archivo.write(muestras.png(41, 30))


def _una_imagen_en_su_sitio(hoja):
    _reemplazar(hoja.imagenes.get().imagen)
    return ["imagenes"]


def _un_documento_por_otro(hoja):
    documento = hoja.archivos.get().documento
    nombre = documento.file.storage.save("documents/otro.pdf", ContentFile(f.PDF + b"%otro"))
    type(documento).objects.filter(pk=documento.pk).update(file=nombre)
    return ["archivos"]


CAMBIOS = [
    _por_update,
    _por_sql,
    _una_fila_hija,
    _una_fila_hija_de_mas,
    _una_fila_hija_de_menos,
    _una_relacion,
    _una_imagen_en_su_sitio,
    _un_documento_por_otro,
]


@pytest.mark.parametrize("cambio", CAMBIOS, ids=lambda cambio: cambio.__name__.strip("_"))
def test_encuentra_lo_que_cambio_por_debajo(cambio, viva):
    campos = cambio(viva)
    assert _hallazgos() == [(str(viva.pk), "contenido", campos)]


def test_encuentra_el_archivo_cambiado_dentro_de_un_texto_por_bloques(db):
    imagen = f.imagen()
    pagina = ContenidoPage(
        title="Con imagen",
        live=False,
        locale=Locale.objects.get(language_code="es"),
        cuerpo=[("imagen", {"imagen": imagen, "texto_alternativo": "Una mesa", "pie": ""})],
    )
    InicioPage.objects.get(locale__language_code="es").add_child(instance=pagina)
    f.flujo.avalar_de_instalacion(pagina)
    assert _hallazgos() == []
    _reemplazar(imagen)
    assert _hallazgos() == [(str(pagina.pk), "contenido", ["cuerpo"])]


def test_un_aval_del_esquema_de_ayer_sigue_valiendo(viva):
    """Taken before the digests of files were a part of it."""
    contenido = {campo: valor for campo, valor in viva.aval.contenido.items() if not campo.startswith("$")}
    assert {CLAVE_ARCHIVOS, CLAVE_ESQUEMA} <= viva.aval.contenido.keys() - contenido.keys()
    with f.candado_abierto():
        QuerySet(Aval).filter(pk=viva.aval_id).update(contenido=contenido)
    assert _hallazgos() == []
    f.fresca(viva).save()
    _por_update(viva)
    assert _hallazgos() == [(str(viva.pk), "contenido", ["resumen"])]


def _sin_aval(viva, borrador):
    PracticaPage.objects.filter(pk=borrador.pk).update(live=True)
    return borrador, "sin_aval"


def _con_el_aval_de_otra(viva, borrador):
    PracticaPage.objects.filter(pk=borrador.pk).update(live=True, aval=viva.aval)
    return borrador, "aval_ajeno"


def _con_un_aval_anterior(viva, borrador):
    """Back to an earlier approved text takes a new aval."""
    primero, antes = viva.aval, viva.resumen
    f.cambiar(viva, None, resumen="La segunda versión.")
    f.flujo.avalar_de_instalacion(f.fresca(viva).get_latest_revision_as_object())
    PracticaPage.objects.filter(pk=viva.pk).update(aval=primero, resumen=antes)
    return viva, "aval_superado"


def _una_traduccion_sin_su_original(viva, borrador):
    traduccion = f.traducir(viva, None)
    f.flujo.avalar_de_instalacion(f.servicio.version_propuesta(traduccion))
    PracticaPage.objects.filter(pk=viva.pk).update(live=False)
    return traduccion.get_target_instance(), "sin_original"


def _una_pagina_de_otra_clase(viva, borrador):
    base = Page(title="De otra clase", slug="de-otra-clase", live=False)
    InicioPage.objects.get(locale__language_code="es").add_child(instance=base)
    Page.objects.filter(pk=base.pk).update(live=True)
    return base, "no_avalable"


def _una_fila_que_la_guardia_nunca_vio(viva, borrador):
    """A page put into the database by hand, with nothing of its own kind."""
    base = _una_pagina_de_otra_clase(viva, borrador)[0]
    Page.objects.filter(pk=base.pk).update(content_type=viva.content_type)
    return base, "sin_fila"


SITUACIONES = [
    _sin_aval,
    _con_el_aval_de_otra,
    _con_un_aval_anterior,
    _una_traduccion_sin_su_original,
    _una_pagina_de_otra_clase,
    _una_fila_que_la_guardia_nunca_vio,
]


@pytest.mark.parametrize("situacion", SITUACIONES, ids=lambda situacion: situacion.__name__.strip("_"))
def test_encuentra_lo_que_esta_vivo_sin_un_aval_que_lo_cubra(situacion, viva):
    objeto, razon = situacion(viva, f.practica(None, titulo="Sin aval"))
    hallados = [(clave, motivo) for clave, motivo, _ in _hallazgos() if motivo != "sin_retiro"]
    assert hallados == [(str(objeto.pk), razon)]


@pytest.mark.parametrize("borrada", [False, True], ids=["", "y su cuenta se borró"])
def test_encuentra_un_aval_dado_por_quien_escribio(borrada, focal, asesora, moderadora):
    hoja = f.publicada(focal, asesora, moderadora)
    assert _hallazgos() == []
    autoria = Autoria.objects.de(hoja).first()
    Autoria(
        content_type=autoria.content_type,
        object_id=autoria.object_id,
        revision_numero=autoria.revision_numero,
        usuario_numero=moderadora.pk,
        usuario_nombre="Moderadora",
    ).save()
    if borrada:
        moderadora.delete()
    assert _hallazgos() == [(str(hoja.pk), "autoria", [])]


# --- The command ------------------------------------------------------------------------------------------


def _correr(*opciones):
    salida = io.StringIO()
    try:
        call_command("auditar_aval", *opciones, stdout=salida)
    except SystemExit as fin:
        return fin.code, salida.getvalue()
    return 0, salida.getvalue()


def test_la_orden_dice_que_fallo_y_por_que(viva):
    assert _correr()[0] == 0
    _por_update(viva)
    estado, salida = _correr()
    assert estado == 1
    for parte in ("Una práctica viva", viva.url, "[es ", "resumen", "1 problema"):
        assert parte in salida, parte
    estado, salida = _correr("--json")
    assert estado == 1
    assert json.loads(salida)["hallazgos"][0]["campos"] == ["resumen"]
    assert f.fresca(viva).live


def test_con_retirar_lo_retira_y_lo_demas_sigue(viva, client):
    otra = f.viva(titulo="Otra práctica")
    _por_update(viva)
    base, _razon = _una_pagina_de_otra_clase(viva, None)
    estado, salida = _correr("--retirar")
    assert estado == 1
    assert salida.count("retirado") == 2
    assert client.get(viva.url).status_code == 410
    assert (f.fresca(viva).live, f.fresca(viva).aval) == (False, None)
    assert not Page.objects.get(pk=base.pk).live
    assert client.get(otra.url).status_code == 200
    assert _correr()[0] == 0


def test_cada_ronda_queda_guardada(viva):
    _correr()
    _por_update(viva)
    _correr()
    ultima, primera = Auditoria.objects.all()
    assert (primera.bien, ultima.bien) == (True, False)
    assert primera.revisados == ultima.revisados
    assert [h["objeto"] for h in ultima.pendientes] == [str(viva.pk)]


def test_no_cuesta_una_consulta_por_objeto(viva):
    """Two in each kind for every batch and relation, whether it has three objects or thirty."""
    for numero in range(3):
        f.viva(titulo=f"Práctica {numero}", imagenes=[f.imagen()])
    with connection.execute_wrapper(contador := _Contador()):
        auditar()
    pocas = contador.cuantas
    for numero in range(6):
        f.viva(titulo=f"Otra práctica {numero}", imagenes=[f.imagen()])
    with connection.execute_wrapper(contador := _Contador()):
        auditar()
    assert contador.cuantas == pocas


class _Contador:
    cuantas = 0

    def __call__(self, execute, *args):
        self.cuantas += 1
        return execute(*args)


# --- The dashboard ------------------------------------------------------------------------------------------


def _panel(navegador):
    sopa = BeautifulSoup(navegador.get(reverse("wagtailadmin_home")).content, "html.parser")
    return sopa.find("section", id="auditoria-section")


def test_moderacion_ve_en_su_tablero_como_fue(viva, moderadora, entrar):
    navegador = entrar(moderadora)
    assert "ninguna auditoría" in _panel(navegador).get_text()
    auditar()
    assert "Todo en orden" in _panel(navegador).get_text()
    _por_update(viva)
    auditar()
    panel = _panel(navegador)
    assert "1 problema" in panel.get_text()
    assert "Resumen" in panel.get_text()
    assert panel.find("a", string="Una práctica viva")["href"] == f.url_edicion(viva)


@pytest.mark.parametrize("nombre", ["focal", "comunicaciones", "administracion"])
def test_los_demas_no(nombre, request, viva, entrar):
    auditar()
    assert _panel(entrar(request.getfixturevalue(nombre))) is None


def test_encuentra_lo_que_salio_sin_registro_y_lo_deja_escrito(viva):
    nota = Nota(titulo="Una nota", texto="<p>Lo que dice.</p>", live=False, locale=viva.locale)
    nota.save()
    nota.save_revision()
    f.flujo.avalar_de_instalacion(nota)
    numero = str(nota.pk)
    PracticaPage.objects.filter(pk=viva.pk).update(live=False)
    Nota.objects.filter(pk=nota.pk)._raw_delete(connection.alias)  # without the signals, which refuse it
    assert sorted(_hallazgos()) == sorted([(str(viva.pk), "sin_retiro", []), (numero, "sin_retiro", [])])
    with pytest.raises(SystemExit):
        call_command("auditar_aval", "--retirar", stdout=io.StringIO())
    retiros = Retiro.objects.values_list("object_id", "origen", "borrado", "titulo")
    assert set(retiros) == {
        (str(viva.pk), "sistema", False, "Una práctica viva"),
        (numero, "sistema", True, "Una nota"),
    }
    assert _hallazgos() == []


def test_lo_que_espera_su_dia_no_ha_salido(focal, asesora, moderadora):
    hoja = f.practica(focal, go_live_at=timezone.now() + datetime.timedelta(days=30))
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    assert not f.fresca(hoja).live
    assert Aval.objects.de(hoja).exists()
    assert _hallazgos() == []
