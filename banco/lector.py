"""How the Bank and its practices are shown: what their templates read beside the text of the page itself."""

from base.idiomas import locales

from . import figuras
from .buscador import Consulta
from .conjuntos import con_parecidas, conjuntos
from .direcciones import versiones_de
from .fotos import con_fotos
from .proyeccion import describir
from .publico import senales
from .publico.documentos import hay_weasyprint
from .publico.enlazados import datos_enlazados


class LectorDelBanco:
    """What ``BancoPage.lector`` is asked."""

    def contexto(self, pagina, request):
        """The question of the reader, its answer and what is drawn of it."""
        consulta = Consulta(request.GET, _idioma(pagina))
        figura = figuras.FIGURAS.get(consulta.vista)
        # What belongs to its address in every language: a subject is a page of its own; other questions are not.
        resto = f"?tema={consulta.tema_solo.codigo}" if consulta.tema_solo else ""
        return {"consulta": consulta, "figura": figura(consulta) if figura else None, "bajo_la_pagina": resto}


class LectorDePracticas:
    """What ``PracticaPage.lector`` is asked."""

    plantilla = "banco/practica_page.html"

    def versiones(self, practica):
        """Its live versions by language, which the sets know; None if it is not in the Bank."""
        listado = conjuntos(_idioma(practica))
        lugar = listado.lugar.get(practica.pk)
        return None if lugar is None else versiones_de(listado.filas[lugar])

    def contexto(self, practica, request):
        """What its template reads beside the page."""
        publicada, parecidas = con_parecidas(practica.pk, _idioma(practica))
        if publicada:
            practica.publicada = publicada  # who asks for it again need not read it again
        # What the public reads beside the prose: the row of the read model; of a draft, one made for it.
        en_borrador = publicada is None or getattr(request, "is_preview", False)
        ficha = describir(practica) if en_borrador else publicada
        return {
            "ficha": ficha,
            "hay_pdf": hay_weasyprint(),
            "datos_enlazados": datos_enlazados(practica, ficha) if publicada else None,
            "relacionadas": con_fotos(parecidas) if parecidas else [],
            "son_cercanas": any(set(ficha.facetas["tema"]) & set(otra.facetas["tema"]) for otra in parecidas),
        }

    def al_servir(self, practica, respuesta):
        """``respuesta``, its page, with what it says of itself to a machine that does not read it."""
        senales.poner(respuesta, practica)
        return respuesta


def _idioma(pagina):
    return locales()[pagina.locale_id].language_code
