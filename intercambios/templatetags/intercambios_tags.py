from django import template

from intercambios import seguimiento
from intercambios.cuestionarios import Cuestionario

register = template.Library()


@register.simple_tag
def transferencia_de(proceso):
    """The request that ``proceso`` comes from, and what each side answers: dict ``pedido``, ``cuestionarios``."""
    cuestionarios = list(proceso.cuestionarios.all())
    pedido = seguimiento.pedido_de(proceso) if cuestionarios else None
    for uno in cuestionarios:
        de_fuera = uno.lado == Cuestionario.Lado.CONTRAPARTE
        uno.falta_a_quien = de_fuera and not uno.respondido and not (pedido and pedido.correo)
    return {"pedido": pedido, "cuestionarios": cuestionarios}
