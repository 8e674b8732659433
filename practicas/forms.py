"""The form of the ficha."""

from django.utils.translation import gettext as _

from actores.colecciones import elegibles
from actores.grupos import es_solo_punto_focal
from aval.paginas import FormaDePagina
from base.fechas import Precision

from . import aportes, evidencias, reglas
from .ficha import FICHA

# Rows and their fields that hold a file.
CON_ARCHIVO = (
    *(("imagenes", "imagen"), ("archivos", "documento"), ("evidencias", "documento")),
    *(("videos", campo) for campo in ("documento", "subtitulos", "subtitulos_en", "cubierta")),
)


class FichaForm(FormaDePagina):
    """The ficha. Saved as a draft, nothing is asked of it; sent, every rule answers beside its field."""

    dice_su_resumen = True  # ``ResumenDeErroresPanel``
    revisa_sus_reglas = True  # those of its rows too, which the page does not have yet

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._es_de_punto_focal() and "entidad" in self.fields:
            # Shown, so that it is seen; the only one that can be chosen, so that it cannot be another.
            suya = self.fields["entidad"]
            suya.queryset = suya.queryset.filter(pk=self.for_user.entidad_id)
            suya.empty_label = None
            suya.initial = self.initial["entidad"] = self.for_user.entidad_id

        # Before the rows take in what was sent.
        suyas = self.instance.organizaciones.all() if "organizaciones" in self.formsets else ()
        self._nombradas = {(una.nombre, una.nombre_en): una.actor_id for una in suyas if una.nombre}
        if "evidencias" in self.formsets:
            self.formsets["evidencias"].error_messages["too_many_forms"] = evidencias.demasiadas()
        if inicio := self.fields.get("fecha_inicio"):
            inicio.required = self["precision_inicio"].value() != Precision.DESCONOCIDA

    def _es_de_punto_focal(self):
        return self.for_user is not None and es_solo_punto_focal(self.for_user)

    def clean(self):
        datos = super().clean()
        if not self.is_deferred_validation:
            for campo, frase in self._fallas(datos):
                self.add_error(campo if campo in self.fields else None, frase)
        return datos

    def _fallas(self, datos):
        yield from reglas.revisar_limites(datos)
        yield from reglas.revisar_coherencia(datos)
        for campo in set(FICHA.prosa) & set(FICHA.requeridos):
            # Markup without a word (an empty list) passes Django's «required».
            if datos.get(campo) and reglas.vacio(datos[campo]):
                yield campo, self.fields[campo].error_messages["required"]

    def is_valid(self):
        valido = super().is_valid()
        valido = self._revisar_archivos() and valido
        self._nombrar_por_la_lista()
        if not self.is_deferred_validation:
            valido = self._revisar_filas() and valido
        return valido

    def _nombrar_por_la_lista(self):
        """Where another organisation was chosen, the name that the text had for the one before says nothing."""
        for fila in self._filas_de("organizaciones"):
            suya = fila.instance
            if self._nombradas.get((suya.nombre, suya.nombre_en), suya.actor_id) != suya.actor_id:
                suya.nombre = suya.nombre_en = ""

    def _revisar_archivos(self):
        """A file is put in a ficha by who may choose it, whatever number the form brings; what it has already stays."""
        bien = True
        for relacion, campo in CON_ARCHIVO:
            filas = self.formsets[relacion].forms if self.for_user and relacion in self.formsets else []
            tenia = {fila.initial.get(campo) for fila in filas}
            nuevos = {
                archivo.pk: fila
                for fila in filas
                if (archivo := getattr(fila, "cleaned_data", {}).get(campo)) and archivo.pk not in tenia
            }
            if not nuevos:
                continue
            modelo = self.formsets[relacion].model._meta.get_field(campo).related_model
            suyos = elegibles(self.for_user, modelo).filter(pk__in=nuevos).values_list("pk", flat=True)
            for pk in nuevos.keys() - set(suyos):
                nuevos[pk].add_error(campo, _("Elija un archivo de su entidad o de los comunes, o suba uno."))
                bien = False
        return bien

    def _revisar_filas(self):
        """Rules on the rows, once their own fields have been cleaned; errors go beside the field."""
        bien = True
        for relacion in (*reglas.DE_CADA_FILA, "evidencias"):
            for fila in self._filas_de(relacion):
                for campo, frase in self._fallas_de_la_fila(relacion, fila.cleaned_data):
                    if campo not in fila.errors:
                        fila.add_error(campo, frase)
                    bien = False
        if "organizaciones" in self.formsets and "presupuesto_total" in self.fields:
            suyos = [fila.cleaned_data for fila in self._filas_de("organizaciones")]
            pares = [(datos.get("aporte"), datos.get("aporte_en")) for datos in suyos]
            for campo, frase in aportes.revisar(
                self.instance.presupuesto_total, pares, aportes.partes_de(self.instance)
            ):
                self.add_error(campo, frase)
                bien = False
        return bien

    def _filas_de(self, relacion):
        """The forms of the rows that are there and stay."""
        filas = self.formsets[relacion].forms if relacion in self.formsets else []
        return [fila for fila in filas if (datos := getattr(fila, "cleaned_data", None)) and not datos.get("DELETE")]

    def _fallas_de_la_fila(self, relacion, datos):
        if relacion == "evidencias":
            yield from evidencias.revisar(datos)
            suyos = {fila.cleaned_data.get("documento") for fila in self._filas_de("archivos")}
            if "archivos" in self.formsets and (frase := evidencias.fuente_ajena(datos.get("documento"), suyos)):
                yield "documento", frase
        else:
            yield from reglas.DE_CADA_FILA[relacion](datos)
