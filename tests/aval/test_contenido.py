"""The canonical content: what an aval approves, the same however the object was reached."""

import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actores.models import Localidad
from aval.contenido import BITACORA, canonico, canonico_de, canonico_de_revision, diferencias
from aval.serializado import serializados
from base.models import Documento
from practicas.models import ActorClave, Archivo, PracticaPage
from sitio.models import ContenidoPage, InicioPage
from tests import fabrica as f
from vocabulario.models import ODS


@pytest.fixture
def llena(focal):
    """A ficha with something in every field and relation."""
    hoja = f.practica(
        focal,
        imagenes=[f.imagen("Una"), f.imagen("Otra")],
        contactos=[{}, {"nombre": "Otra persona", "autoriza": False, "autoriza_fecha": None}],
        presupuesto_especie=Decimal("12.5"),
        presupuesto_otro="0",
        fecha_fin=datetime.date(2020, 1, 1),
        etiquetas=["zeta", "alfa"],
        localidades=["usme", "bosa", "suba"],
        ods=[17, 3, 11],
    )
    documento = Documento.objects.create(title="Informe", file="informe.pdf")
    hoja.organizaciones = [f.socio("Universidad"), f.socio(entidad=hoja.entidad)]
    hoja.actores_clave = [ActorClave(nombre="Ana", cargo="Líder", correo="ana@example.org")]
    hoja.archivos = [Archivo(documento=documento, titulo="Informe final", locale=hoja.locale)]
    hoja.save()
    hoja.save_revision(user=focal, clean=False)
    return f.fresca(hoja)


def test_es_estable_por_todos_los_caminos(llena):
    revision = llena.get_latest_revision()
    en_fila = canonico_de(llena)
    assert canonico_de_revision(revision) == en_fila
    assert canonico_de(revision.as_object()) == en_fila
    revision.as_object().save()
    assert canonico_de(f.fresca(llena)) == en_fila
    otra = f.fresca(llena).save_revision(clean=False)
    assert canonico_de_revision(otra) == en_fila


def _los_mismos(hojas):
    datos = [canonico(PracticaPage, uno) for uno in serializados(PracticaPage, hojas)]
    assert datos == [canonico(PracticaPage, hoja.serializable_data()) for hoja in hojas]


def test_los_datos_de_muchos_son_los_de_cada_uno(llena, focal):
    otra = f.practica(focal, title="Otra", contactos=[])
    _los_mismos([llena, otra])
    en_memoria = llena.get_latest_revision().as_object()
    en_memoria.contactos = en_memoria.contactos.all()[:1]
    en_memoria.ods = []
    _los_mismos([en_memoria])


def test_cubre_todo_lo_que_el_publico_lee(llena):
    """Each field of the ficha is either approved or known bookkeeping: none is forgotten."""
    contenido = canonico_de(llena)
    campos = {campo.name for campo in PracticaPage._meta.get_fields() if not campo.auto_created}
    campos -= {campo.name for campo in PracticaPage._meta.get_fields() if campo.one_to_many}
    sin_avalar = campos - set(contenido) - BITACORA
    assert sin_avalar <= {"tags"}, "tags are approved as tagged_items"
    for relacion in ("tagged_items", "contactos", "organizaciones", "actores_clave", "imagenes", "archivos"):
        assert contenido[relacion]


def _al_reves(hoja, relacion):
    filas = list(getattr(hoja, relacion).all())[::-1]
    for orden, fila in enumerate(filas):
        fila.sort_order = orden
    setattr(hoja, relacion, filas)


CAMBIOS = {
    "title": lambda hoja: setattr(hoja, "title", "Otro título"),
    "slug": lambda hoja: setattr(hoja, "slug", "otra-direccion"),
    "resumen": lambda hoja: setattr(hoja, "resumen", "Otro"),
    "resultados": lambda hoja: setattr(hoja, "resultados", "<p>Otro</p>"),
    "fecha_fin": lambda hoja: setattr(hoja, "fecha_fin", None),
    "toda_la_ciudad": lambda hoja: setattr(hoja, "toda_la_ciudad", True),
    "presupuesto_especie": lambda hoja: setattr(hoja, "presupuesto_especie", Decimal("12.51")),
    "presupuesto_moneda": lambda hoja: setattr(hoja, "presupuesto_moneda", "EUR"),
    "localidades": lambda hoja: setattr(hoja, "localidades", Localidad.objects.filter(codigo="usme")),
    "ods": lambda hoja: setattr(hoja, "ods", ODS.objects.filter(orden__in=[3, 17])),
    "tagged_items": lambda hoja: hoja.tags.add("nueva"),
    "organizaciones": lambda hoja: _al_reves(hoja, "organizaciones"),
    "contactos": lambda hoja: setattr(hoja.contactos.all()[1], "autoriza", True),
    "actores_clave": lambda hoja: setattr(hoja, "actores_clave", []),
    "imagenes": lambda hoja: setattr(hoja.imagenes.all()[0], "texto_alternativo", "Otra cosa"),
    "archivos": lambda hoja: setattr(hoja.archivos.all()[0], "titulo", "Otro"),
}


def test_un_cambio_se_nota_en_su_campo_y_solo_en_el(llena):
    avalado = canonico_de(llena)
    for campo, cambiar in CAMBIOS.items():
        copia = llena.get_latest_revision_as_object()
        if campo in ("contactos", "imagenes", "archivos"):
            setattr(copia, campo, list(getattr(copia, campo).all()))
        cambiar(copia)
        assert diferencias(PracticaPage, avalado, canonico_de(copia)) == [campo]


def test_lo_que_no_dice_nada_nuevo_no_es_un_cambio(llena):
    avalado = canonico_de(llena)
    copia = llena.get_latest_revision_as_object()
    copia.live = True
    copia.draft_title = "Otro"
    copia.has_unpublished_changes = True
    copia.owner = None
    copia.latest_revision = None
    copia.ods = list(reversed(ODS.objects.filter(orden__in=[3, 11, 17])))
    copia.presupuesto_especie = "12.500"
    copia.resumen = str(copia.resumen)
    assert diferencias(PracticaPage, avalado, canonico_de(copia)) == []


def test_abrir_y_guardar_en_el_editor_no_cambia_nada(llena, focal, entrar):
    """The editor rewrites rich text with block keys of its own and rows with their order."""
    avalado = canonico_de(llena)
    navegador = entrar(focal)
    respuesta = navegador.post(f.url_edicion(llena), f.formulario_de(navegador, llena))
    assert respuesta.status_code == 302
    despues = f.fresca(llena).get_latest_revision()
    assert despues.pk != llena.latest_revision_id
    assert diferencias(PracticaPage, avalado, canonico_de_revision(despues)) == []


@given(st.text(alphabet="abcdef0123456789", min_size=1, max_size=6), st.sampled_from(["p", "li", "h2"]))
def test_las_claves_de_bloque_no_son_contenido(clave, marca):
    con = canonico(PracticaPage, {"resultados": f'<{marca} data-block-key="{clave}">Hola</{marca}>'})
    assert con == canonico(PracticaPage, {"resultados": f"<{marca}>Hola</{marca}>"})


@pytest.mark.parametrize("vacio", ["", None, "<p></p>", '<p data-block-key="ab12c"></p>', "<p><br/></p>", "\n"])
def test_todos_los_textos_vacios_son_el_mismo(vacio):
    assert canonico(PracticaPage, {"resultados": vacio}) == {"resultados": ""}


# --- A later schema ---------------------------------------------------------------------------------


def test_un_campo_nuevo_y_vacio_no_invalida_un_aval_de_ayer(llena):
    hoy = canonico_de(llena) | {"campo_nuevo": "", "relacion_nueva": [], "otro": None, "casilla": False}
    ayer = canonico_de(llena)
    for campo in ("presupuesto_moneda", "innovacion"):
        ayer.pop(campo)
    hoy["innovacion"] = ""
    assert hoy["presupuesto_moneda"] == "USD"  # a default, not an empty value
    assert diferencias(PracticaPage, ayer, hoy) == []


def test_un_campo_nuevo_con_contenido_si_lo_invalida(llena):
    ayer = canonico_de(llena)
    ayer.pop("innovacion")
    assert diferencias(PracticaPage, ayer, canonico_de(llena)) == ["innovacion"]


def test_un_campo_nuevo_en_una_fila_tampoco_invalida(llena):
    ayer = canonico_de(llena)
    for contacto in ayer["contactos"]:
        contacto.pop("telefono")
    hoy = canonico_de(llena)
    assert diferencias(PracticaPage, ayer, hoy) == ["contactos"]
    for contacto in hoy["contactos"]:
        contacto["telefono"] = ""
    assert diferencias(PracticaPage, ayer, hoy) == []


def test_un_campo_que_ya_no_existe_no_estorba(llena):
    ayer = canonico_de(llena) | {"campo_retirado": "Decía algo"}
    assert diferencias(PracticaPage, ayer, canonico_de(llena)) == []


def test_el_orden_de_las_claves_de_un_bloque_no_es_contenido(db):
    """PostgreSQL keeps the keys of its JSON in an order of its own; avales of before kept the text of the JSON."""
    pagina = ContenidoPage.objects.first()
    bloques = json.loads(json.dumps(list(pagina.cuerpo.raw_data)))
    al_reves = [dict(reversed(bloque.items())) for bloque in bloques]
    uno, otro = (canonico(ContenidoPage, {"cuerpo": json.dumps(cuerpo)}) for cuerpo in (bloques, al_reves))
    assert diferencias(ContenidoPage, uno, otro) == []
    assert diferencias(ContenidoPage, {"cuerpo": json.dumps(bloques)}, otro) == []
    al_reves[0]["value"] = "Otra cosa"
    assert diferencias(ContenidoPage, uno, canonico(ContenidoPage, {"cuerpo": json.dumps(al_reves)})) == ["cuerpo"]


def test_vale_para_todas_las_paginas_de_la_casa(db):
    for pagina in (*InicioPage.objects.all(), *ContenidoPage.objects.all()):
        assert diferencias(type(pagina), pagina.aval.contenido, canonico_de(pagina)) == []
        assert canonico_de(pagina) == canonico_de_revision(pagina.aval.revision)
