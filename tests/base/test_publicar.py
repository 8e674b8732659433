"""What publishing a page costs does not grow with the Bank, and it leaves everything that finds it up to date."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

from banco.models import FichaPublica
from practicas.models import Contacto, PracticaPage
from tests import fabrica as f
from vocabulario.models import Tema


def _al_publicar(revision):
    with CaptureQueriesContext(connection) as consultas:
        revision.publish()
    return sum("SAVEPOINT" not in una["sql"] for una in consultas)


def test_lo_que_cuesta_no_crece_con_el_banco_y_poco_con_las_filas(focal, asesora, moderadora):
    def consultas(cuantos):
        contactos = [{"nombre": f"Persona {numero}"} for numero in range(cuantos)]
        hoja = f.publicada(focal, asesora, moderadora, titulo=f"Con {cuantos}", contactos=contactos)
        return _al_publicar(hoja.live_revision)

    con_una, con_seis = consultas(1), consultas(6)
    # Wagtail alone takes 80 for the first: here also the aval is compared, the Bank written, and the files that the
    # page cites are looked up and given to the public; each relation of rows (videos, evidence) takes two or three;
    # one asks whether it came from a form of the District, one for the comments that were resolved, which stay; a
    # withdrawal, a notice of its end and a draft shown by link end with it, and what cannot be read of it is looked
    # for.
    assert con_una <= 146
    assert con_seis - con_una <= 5 * 5  # Wagtail asks for the page again for each row
    for numero in range(10):
        f.practica(focal, titulo=f"Otra {numero}")
    assert consultas(1) == con_una


def test_quien_oye_que_se_publico_lee_las_filas_que_se_escribieron(focal, asesora, moderadora):
    hoja = f.publicada(focal, asesora, moderadora, contactos=[{"nombre": "Clara"}])
    f.cambiar(hoja, focal, contactos=[Contacto(**f.contacto(nombre=nombre)) for nombre in ("Rosa", "Inés")])
    f.enviar(hoja, focal)
    f.estudiar(hoja, asesora)
    f.avalar(hoja, moderadora)
    assert [uno["nombre"] for uno in FichaPublica.objects.get(pk=hoja.pk).datos["contactos"]] == ["Rosa", "Inés"]
    assert list(f.fresca(hoja).contactos.values_list("nombre", flat=True)) == ["Rosa", "Inés"]


def test_guardar_algunos_campos_anota_lo_que_quedo_en_la_base(focal):
    hoja, (tema, otro) = f.practica(focal), Tema.objects.all()[:2]
    hoja.tema, hoja.title = tema, "Compostaje de barrio"
    hoja.save(update_fields=["title", "tema"])
    assert list(PracticaPage.objects.search("compostaje")) == [hoja]
    hoja.tema, hoja.title = otro, "Huertas"  # in memory only
    hoja.save(update_fields=["upz"])
    citas = ReferenceIndex.get_references_for_object(hoja)
    assert citas.filter(model_path="tema").get().to_object_id == str(tema.pk)
    assert list(PracticaPage.objects.search("compostaje")) == [hoja]


def test_la_busqueda_del_admin_sigue_a_lo_que_se_guarda_y_se_borra(focal):
    hoja = f.practica(focal, titulo="Compostaje de barrio")
    assert list(PracticaPage.objects.search("compostaje")) == [hoja]
    hoja.title = hoja.draft_title = "Huertas en las terrazas"
    hoja.save()
    assert list(PracticaPage.objects.search("huertas")) == [hoja]
    assert not PracticaPage.objects.search("compostaje")
    entradas = IndexEntry.objects.filter(object_id=str(hoja.pk), content_type=hoja.content_type)
    assert entradas.count() == 1
    hoja.delete()
    assert not entradas.exists()


def test_dos_paginas_de_un_texto_en_un_idioma_se_rechazan_con_una_frase(focal):
    una, otra = f.practica(focal), f.practica(focal, titulo="Otra")
    otra.translation_key = una.translation_key
    with pytest.raises(ValidationError):
        otra.full_clean()


@pytest.mark.parametrize("campo, valor", [("tema_id", 999_999), ("entidad_id", 999_999), ("path", None)])
def test_lo_que_la_base_no_admite_se_rechaza_antes_con_una_frase(focal, campo, valor):
    hoja, otra = f.practica(focal), f.practica(focal, titulo="Otra")
    setattr(hoja, campo, valor or otra.path)
    with pytest.raises(ValidationError) as error:
        hoja.full_clean()
    assert campo.removesuffix("_id") in error.value.message_dict
