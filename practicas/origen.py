"""Where a ficha came from, in words. Apart from ``desde_formato``, which needs the models that this serves."""

from django.utils.translation import gettext as _

from formularios.formatos import dia
from formularios.models import Llenado

CODIGO = "4202000-FT-1311"


def nota_del_origen(llenado):
    """«Viene del FT-1311 del …», for whoever works on the ficha."""
    fecha = dia(llenado.valores.get("fecha_diligenciamiento"))
    codigo = llenado.formulario.codigo.split("-", 1)[-1]
    if not fecha:
        return _("Viene del %(codigo)s de la entidad.") % {"codigo": codigo}
    return _("Viene del %(codigo)s del %(fecha)s.") % {"codigo": codigo, "fecha": fecha.strftime("%d/%m/%Y")}


def se_puede_proponer(llenado):
    """Whether ``llenado`` can become a ficha: a good practice, registered, of the form that is mapped to it."""
    return (
        llenado.formulario.codigo == CODIGO
        and llenado.estado == Llenado.Estado.REGISTRADO
        and llenado.tipo == Llenado.Tipo.BUENA_PRACTICA
        and llenado.entidad_id is not None
    )
