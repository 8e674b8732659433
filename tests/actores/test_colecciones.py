"""The files of an entity are in its collection: there they are uploaded, and from there they are chosen."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from actores import colecciones
from actores.models import Entidad, Sector
from base.models import Documento, Imagen
from practicas.models import PracticaPage
from sitio.instalacion import instalar, repartir_archivos
from tests import fabrica as f
from tests import muestras


def _de(entidad):
    return Entidad.objects.get(codigo=entidad).coleccion


def _imagen(titulo, coleccion, **campos):
    return Imagen.objects.create(
        title=titulo, file=ContentFile(muestras.png(), "imagen.png"), collection=coleccion, **campos
    )


def test_cada_entidad_tiene_su_coleccion_y_va_con_su_nombre(db):
    assert not Entidad.objects.filter(coleccion=None).exists()
    nueva = Entidad.objects.create(
        codigo="nueva", nombre_es="Entidad nueva", nombre_en="New", sector=Sector.objects.first()
    )
    assert nueva.coleccion.name == "Entidad nueva"
    assert nueva.coleccion.get_parent() == colecciones.de_las_entidades()
    nueva.nombre_es = "Entidad renombrada"
    nueva.save()
    assert f.fresca(nueva).coleccion.name == "Entidad renombrada"
    cuantas = Collection.objects.count()
    instalar()
    assert Collection.objects.count() == cuantas


def test_lo_que_sube_un_focal_queda_en_la_de_su_entidad_por_todas_las_puertas(focal, entrar):
    navegador, ajena = entrar(focal), _de("secretaria-cultura")
    png = lambda numero: SimpleUploadedFile(f"foto{numero}.png", muestras.png(20 + numero, 20), "image/png")  # noqa: E731
    navegador.post(reverse("wagtailimages:add"), {"title": "Una", "file": png(1), "collection": ajena.pk, "tags": ""})
    navegador.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": png(2), "title": "Dos", "collection": ajena.pk, "image-2-collection": ajena.pk},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    prefijo = "image-chooser-upload"
    navegador.post(
        reverse("wagtailimages_chooser:create"),
        {
            f"{prefijo}-title": "Tres",
            f"{prefijo}-file": png(3),
            f"{prefijo}-collection": ajena.pk,
            f"{prefijo}-tags": "",
        },
    )
    assert Imagen.objects.filter(uploaded_by_user=focal).count() == 3
    assert set(Imagen.objects.values_list("collection", flat=True)) == {focal.entidad.coleccion_id}

    prefijo = "document-chooser-upload"
    pdf = SimpleUploadedFile("informe.pdf", f.PDF, "application/pdf")
    navegador.post(
        reverse("wagtaildocs_chooser:create"),
        {
            f"{prefijo}-title": "Informe",
            f"{prefijo}-file": pdf,
            f"{prefijo}-collection": ajena.pk,
            f"{prefijo}-tags": "",
        },
    )
    assert Documento.objects.get().collection == focal.entidad.coleccion


def test_elige_de_la_suya_y_de_la_comun(focal, entrar):
    for titulo, coleccion in (
        ("Propia", _de("idrd")),
        ("Común", colecciones.comun()),
        ("Ajena", _de("secretaria-cultura")),
        ("Suelta", colecciones.raiz()),
    ):
        _imagen(titulo, coleccion)
    contenido = entrar(focal).get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert [titulo for titulo in ("Propia", "Común", "Ajena", "Suelta") if titulo in contenido] == ["Propia", "Común"]
    assert "Secretaría Distrital de Cultura" not in contenido  # nor the names of the other collections


def test_lo_comun_se_elige_y_no_se_le_agrega(focal, comunicaciones):
    politica = colecciones.policy_registry.get_by_type(Imagen)
    for quien, agregan in ((focal, False), (comunicaciones, True)):
        assert colecciones.comun() in politica.collections_user_has_permission_for(quien, "choose")
        assert (colecciones.comun() in politica.collections_user_has_permission_for(quien, "add")) is agregan


def test_lo_que_subio_y_es_de_su_entidad_lo_cambia_y_si_pasa_a_otra_ya_no(focal, entrar):
    imagen = _imagen("Suya", _de("idrd"), uploaded_by_user=focal)
    url = reverse("wagtailimages:edit", args=[imagen.pk])
    assert entrar(focal).get(url).status_code == 200
    focal.entidad = Entidad.objects.get(codigo="secretaria-cultura")
    focal.save()
    assert entrar(focal).get(url).status_code == 302


def test_sin_entidad_no_sube_ni_elige(entrar):
    huerfano = f.persona("huerfano", "Puntos focales")
    _imagen("Propia", _de("idrd"))
    navegador = entrar(huerfano)
    respuesta = navegador.get(reverse("wagtailimages_chooser:choose"))
    assert respuesta.status_code < 500 and "Propia" not in respuesta.content.decode()
    for puerta in ("wagtailimages:add", "wagtailimages:add_multiple", "wagtaildocs:add", "wagtailimages:index"):
        assert navegador.get(reverse(puerta)).status_code < 500, puerta
    navegador.post(
        reverse("wagtailimages:add"),
        {"title": "Una", "file": SimpleUploadedFile("una.png", muestras.png(), "image/png"), "tags": ""},
    )
    assert Imagen.objects.count() == 1


@pytest.mark.parametrize("accion", ["", "action-submit"])
def test_con_el_numero_de_un_archivo_ajeno_no_se_pone_en_la_ficha(accion, focal, entrar):
    ajena, propia = _imagen("Ajena", _de("secretaria-cultura")), _imagen("Propia", _de("idrd"))
    documento = Documento.objects.create(
        title="Ajeno", file=ContentFile(f.PDF, "ajeno.pdf"), collection=_de("secretaria-cultura")
    )
    fila = {"texto_alternativo": "Algo", "pie": "", "credito": "Alguien"}
    navegador = entrar(focal)
    respuesta = f.crear_por_formulario(
        navegador,
        accion,
        imagenes=[{"imagen": propia.pk, **fila}, {"imagen": ajena.pk, **fila}],
        archivos=[{"documento": documento.pk, "titulo": "Informe"}],
    )
    assert not PracticaPage.objects.exists()
    formularios = respuesta.context["form"].formsets
    assert [list(una.errors) for una in formularios["imagenes"].forms] == [[], ["imagen"]]
    assert [list(una.errors) for una in formularios["archivos"].forms] == [["documento"]]
    f.crear_por_formulario(navegador, accion, imagenes=[{"imagen": propia.pk, **fila}])
    assert PracticaPage.objects.exists()


def test_lo_que_la_ficha_ya_tenia_no_estorba(focal, entrar):
    """Comunicaciones put it there, from where the focal does not choose."""
    ficha = f.practica(focal, imagenes=[_imagen("De Comunicaciones", colecciones.raiz())])
    navegador = entrar(focal)
    datos = f.formulario_de(navegador, ficha) | {"resumen": "Con otro resumen."}
    navegador.post(f.url_edicion(ficha), datos)
    assert f.fresca(ficha).get_latest_revision_as_object().resumen == "Con otro resumen."


def test_los_archivos_de_ayer_pasan_a_la_coleccion_de_su_entidad(focal, otro_focal, comunicaciones):
    _suelta, usada, de_dos, _subida, _del_equipo = (
        _imagen(titulo, colecciones.raiz(), uploaded_by_user=quien)
        for titulo, quien in (
            *(("Suelta", None), ("Usada", comunicaciones), ("De dos", None)),
            *(("Subida", otro_focal), ("Del equipo", comunicaciones)),
        )
    )
    f.practica(focal, imagenes=[usada, de_dos])
    f.practica(otro_focal, "secretaria-cultura", "Otra", imagenes=[de_dos])
    repartir_archivos()
    repartir_archivos()
    raiz = colecciones.raiz()
    assert {una.title: una.collection for una in Imagen.objects.select_related("collection")} == {
        "Suelta": raiz,
        "Usada": _de("idrd"),
        "De dos": raiz,
        "Subida": _de("secretaria-cultura"),
        "Del equipo": raiz,
    }


def test_los_permisos_de_antes_sobre_la_raiz_se_quitan(db):
    de_focales = GroupCollectionPermission.objects.filter(group__name="Puntos focales")
    permiso = de_focales.first()
    de_focales.create(group=permiso.group, permission=permiso.permission, collection=colecciones.raiz())
    instalar()
    assert not de_focales.filter(collection=colecciones.raiz()).exists()
