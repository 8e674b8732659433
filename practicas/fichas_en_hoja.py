"""Many fichas at once, in a spreadsheet: they go out with their guidance, to be written without the site.

The columns are the fields of the ficha in Word (``ficha_en_word``), with the entity beside the title. They come back by
``traer_fichas``.
"""

from django.utils.translation import gettext_lazy
from wagtail.models import AbstractPage
from wagtail.permissions import policy_registry

from actores.models import Entidad
from base.idiomas import ESPANOL
from base.palabras import lineas_visibles
from formularios import hoja
from formularios.models import Campo

from . import ficha_en_word
from .ficha import FICHA, PROSA
from .models import PracticaPage

_AYUDA = gettext_lazy("La entidad que la cuenta, por su nombre o su sigla. Vacía, la suya.")


def formulario():
    """The ficha as the columns of a sheet."""
    ficha = ficha_en_word.formulario(con_terminos=False)
    etiquetas = ficha_en_word.en_los_dos(PracticaPage._meta.get_field("entidad").verbose_name)
    ayudas = ficha_en_word.en_los_dos(_AYUDA)
    entidad = Campo(
        clave="entidad",
        tipo=Campo.Tipo.OPCION,
        etiqueta_es=etiquetas[0].capitalize(),
        etiqueta_en=etiquetas[1].capitalize(),
        ayuda_es=ayudas[0],
        ayuda_en=ayudas[1],
        opciones=[ficha_en_word.termino(una) for una in Entidad.objects.all()],
        limite=Campo.Certeza.SIN_LIMITE,
    )
    titulo, *demas = ficha.campos
    return ficha_en_word.FormularioDeLaFicha(ficha_en_word.Filas([titulo, entidad, *demas]), ficha.secciones)


def editables(usuario):
    """The fichas in Spanish that ``usuario`` may edit."""
    suyas = policy_registry.get_by_type(AbstractPage).instances_user_has_any_permission_for(usuario, {"change"})
    return PracticaPage.objects.filter(locale__language_code=ESPANOL, pk__in=suyas.order_by().values("pk"))


def _listas(columnas, idioma):
    """What may be chosen in each column of a closed list, by its key."""
    listas = {campo.clave: [una[idioma] for una in campo.opciones] for campo in columnas.campos if campo.opciones}
    for clave in ficha_en_word.DE_LISTAS:
        terminos = PracticaPage._meta.get_field(clave).related_model.objects.all()
        listas[clave] = [getattr(una, f"nombre_{idioma}") or una.nombre_es for una in terminos]
    return listas


def _de_su_borrador(ficha, codigos, nombres):
    """What the last draft of ``ficha`` tells, as ``ficha_en_word.respuestas``, without asking row by row."""
    revision = ficha.latest_revision
    contenido = revision.content if revision else ficha.serializable_data()
    dichas = {"entidad": codigos["entidad"].get(contenido.get("entidad"), "")}
    for campo in FICHA.en_el_formulario:
        valor = contenido.get(campo.nombre)
        if campo.nombre in nombres:
            dichas[campo.nombre] = [nombres[campo.nombre][pk] for pk in valor or [] if pk in nombres[campo.nombre]]
        elif campo.nombre in codigos:
            dichas[campo.nombre] = codigos[campo.nombre].get(valor, "")
        elif campo.clase == PROSA:
            dichas[campo.nombre] = "\n".join(lineas_visibles(valor or ""))
        elif isinstance(valor, str):
            dichas[campo.nombre] = valor
    return dichas


def _filas_de(fichas, idioma):
    def modelo(clave):
        return PracticaPage._meta.get_field(clave).related_model

    codigos = {
        clave: dict(modelo(clave).objects.values_list("pk", "codigo")) for clave in (*ficha_en_word.DE_LISTA, "entidad")
    }
    nombres = {
        clave: dict(modelo(clave).objects.values_list("pk", f"nombre_{idioma}")) for clave in ficha_en_word.DE_LISTAS
    }
    for ficha in fichas.select_related("latest_revision").order_by("entidad__nombre_es", "title", "pk").iterator(50):
        dichas = _de_su_borrador(ficha, codigos, nombres)
        yield (
            str(ficha.pk),
            {clave: "; ".join(sorted(valor)) if isinstance(valor, list) else valor for clave, valor in dichas.items()},
        )


def exportar(fichas, idioma):
    """The .xlsx of the last drafts of ``fichas`` (a queryset; none of them: the template). A temporary file."""
    columnas = formulario()
    return hoja.escribir(columnas, _filas_de(fichas, idioma), _listas(columnas, idioma), idioma)
