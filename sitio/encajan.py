"""Which practices fit what another city asks: what the search finds, and those of the same subject."""

from banco import busqueda
from base.idiomas import ESPANOL
from practicas.models import PracticaPage

PALABRAS, HALLADAS = 12, 20


def practicas_para(pedido):
    """The live Spanish originals that answer the words of ``pedido``, in its language, and those of its subject."""
    palabras = busqueda.palabras_de(f"{pedido.sobre} {pedido.mensaje}")[:PALABRAS]
    numeros = busqueda.responder(pedido.idioma, palabras).numeros[:HALLADAS] if palabras else []
    claves = dict(PracticaPage.objects.filter(pk__in=numeros).values_list("pk", "translation_key"))
    vivas = PracticaPage.objects.filter(live=True, locale__language_code=ESPANOL).select_related("entidad", "tema")
    por_clave = {una.translation_key: una for una in vivas.filter(translation_key__in=claves.values())}
    halladas = [por_clave[claves[uno]] for uno in numeros if claves.get(uno) in por_clave]
    if pedido.practica and pedido.practica.tema_id:
        halladas += vivas.filter(tema=pedido.practica.tema_id).exclude(pk__in=[una.pk for una in halladas])[:HALLADAS]
    return halladas
